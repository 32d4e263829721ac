package source

import (
	"slices"
	"testing"
	"testing/fstest"

	"tract/generator/config"
	"tract/generator/diag"
)

// TestForeignFormats: a page in a format that is not built is named, wherever
// it stands; what only parts of pages are is not.
func TestForeignFormats(t *testing.T) {
	c, _ := config.Read(diag.Source{Path: config.File, Text: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n")})
	files := fstest.MapFS{}
	for _, p := range []string{"fr/_index.html", "fr/a.mdx", "_posts/b.HTML", "c.mkd", "d.qmd", "_part.html", "e.txt", "f.png"} {
		files["content/"+p] = &fstest.MapFile{Data: []byte("x")}
	}
	_, ms := Scan(files, c)
	var got []string
	for _, m := range ms {
		if m.ID != "source-format" {
			t.Errorf("%s %s", m.ID, m.File)
		}
		got = append(got, m.File)
	}
	slices.Sort(got)
	want := []string{"content/_posts/b.HTML", "content/c.mkd", "content/d.qmd", "content/fr/_index.html", "content/fr/a.mdx"}
	if !slices.Equal(got, want) {
		t.Errorf("named %v, want %v", got, want)
	}
}

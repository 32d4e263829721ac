package check_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"tract/generator/build"
)

// TestBooks: an image that no book can hold is told where a book would have to
// hold it, and nowhere else.
func TestBooks(t *testing.T) {
	page := "---\ntitle: T\n---\n![a](a.avif)\n\n![b](b.png)\n"
	files := fstest.MapFS{
		"tract.yaml":                      {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n")},
		"content/reports/volume/index.md": {Data: []byte("---\ntitle: V\nimage: a.avif\n---\n")},
		"content/reports/volume/one.md":   {Data: []byte(page)},
		"content/news/other/index.md":     {Data: []byte(page)},
		"content/reports/volume/a.avif":   {Data: []byte("x")},
		"content/reports/volume/b.png":    {Data: []byte("x")},
		"content/news/other/a.avif":       {Data: []byte("x")},
		"content/news/other/b.png":        {Data: []byte("x")},
	}
	var got []string
	for _, m := range build.Load(build.Settings{Files: files}).Messages {
		if m.ID == "image-not-in-book" {
			got = append(got, m.File+" "+m.Args.Get("target"))
			if m.Range.Start.Line < 3 {
				t.Errorf("a message without its line: %+v", m)
			}
		}
	}
	want := []string{"content/reports/volume/index.md a.avif", "content/reports/volume/one.md a.avif"}
	if !slices.Equal(got, want) {
		t.Errorf("images that books cannot hold: %q, want %q", got, want)
	}
}

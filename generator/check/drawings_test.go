package check_test

import (
	"slices"
	"strconv"
	"testing"
	"testing/fstest"

	"tract/generator/build"
)

// TestDrawings: a drawing that a mail cannot show is told at its place where a
// mail would show it, unless a picture lies beside it; a page shows it anyway.
func TestDrawings(t *testing.T) {
	const page = "---\ntitle: T\n---\n![a](a.svg)\n\n![b](b.SVG)\n\n![c](c.png)\n"
	drawn := &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>`)}
	files := fstest.MapFS{
		"tract.yaml":                          {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}}\n")},
		"content/newsletters/one/index.md":    {Data: []byte("---\ntitle: V\nimage: a.svg\n---\n")},
		"content/newsletters/one/index.en.md": {Data: []byte("---\ntitle: V\n---\nWords.\n")},
		"content/newsletters/one/story.md":    {Data: []byte(page)},
		"content/newsletters/one/a.svg":       drawn,
		"content/newsletters/one/b.SVG":       drawn,
		"content/newsletters/one/b.png":       {Data: []byte("x")},
		"content/newsletters/one/c.png":       {Data: []byte("x")},
		"content/news/other/index.md":         {Data: []byte("---\ntitle: T\n---\n![a](a.svg)\n")},
		"content/news/other/a.svg":            drawn,
	}
	l := build.Load(build.Settings{Files: files})
	var got []string
	for _, m := range l.Messages {
		if m.ID == "image-not-in-mail" {
			got = append(got, m.File+":"+strconv.Itoa(m.Range.Start.Line)+" "+m.Args.Get("picture"))
		}
	}
	want := []string{"content/newsletters/one/index.md:3 a.png", "content/newsletters/one/story.md:4 a.png"}
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
	if l.Site == nil {
		t.Fatal(l.Messages)
	}
	if published := l.Site.PublishedFiles(); !slices.Contains(published, "content/newsletters/one/b.png") {
		t.Errorf("the picture beside a drawing is not published: %q", published)
	}
}

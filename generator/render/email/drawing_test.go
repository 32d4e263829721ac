package email_test

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
	"tract/generator/render/email"
)

// Mail programs show no SVG: the picture beside a drawing stands in its place,
// else its alternative text, as content.
func TestDrawings(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	drawn := &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>`)}
	files := fstest.MapFS{
		"tract.yaml":                          {Data: []byte("base_url: https://example.org/x/\nsource_language: fr\nlanguages: {fr: {}}\nmail: {placeholders: listmonk}\n")},
		"content/newsletters/one/index.md":    {Data: []byte("---\ntitle: Lettre\nimage: own.svg\nimage_alt: Un puits\n---\n![Une *carte* & {{ .X }}](alone.svg)\n\n![Les tours](both.svg \"Légende\")\n")},
		"content/newsletters/one/own.svg":     drawn,
		"content/newsletters/one/alone.svg":   drawn,
		"content/newsletters/one/both.svg":    drawn,
		"content/newsletters/one/both.png":    {Data: picture.Bytes()},
		"content/newsletters/two/index.md":    {Data: []byte("---\ntitle: Lettre\nimage: own.svg\n---\nMots.\n")},
		"content/newsletters/two/own.svg":     drawn,
		"content/newsletters/three/index.md":  {Data: []byte("---\ntitle: Lettre\nimage: own.svg\nimage_alt: Un puits\n---\nMots.\n")},
		"content/newsletters/three/own.svg":   drawn,
		"content/newsletters/three/own.jpeg":  {Data: picture.Bytes()},
		"content/newsletters/three/plain.svg": drawn,
	}
	l := build.Load(build.Settings{Files: files})
	if l.Site == nil {
		t.Fatal(l.Messages)
	}
	mail := func(name string, what func(string) bool) (string, string) {
		route, ok := l.Site.Route("fr/newsletters/" + name + "/email.html")
		if !ok {
			t.Fatal("no mail of " + name)
		}
		var page, text bytes.Buffer
		if err := email.HTML(&page, l.Site, route); err != nil {
			t.Fatal(err)
		}
		if err := email.Text(&text, l.Site, route); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(page.String(), ".svg\"") || strings.Contains(page.String(), "data:,") {
			t.Errorf("a mail shows a drawing: %s", page.String())
		}
		if !what(page.String()) {
			t.Errorf("%s: %s", name, page.String())
		}
		return page.String(), text.String()
	}
	page, text := mail("one", func(s string) bool {
		return strings.Contains(s, `[Un puits]`) && strings.Contains(s, `src="https://example.org/x/files/newsletters/one/both.png" alt="Les tours" width="40" height="30"`)
	})
	if !strings.Contains(page, "[Une carte &amp; ") || strings.Contains(page, "{{ .X }}") {
		t.Errorf("the text of a drawing that is not shown: %s", page)
	}
	if !strings.Contains(text, "[Un puits]") || !strings.Contains(text, "[Les tours]") {
		t.Error(text)
	}
	mail("two", func(s string) bool {
		return !strings.Contains(s, "<img") && !strings.Contains(s, "<p style=\"margin:0 0 16px\"></p>")
	})
	mail("three", func(s string) bool {
		return strings.Contains(s, `/files/newsletters/three/own.jpeg" alt="Un puits"`)
	})
}

package html_test

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
	"tract/generator/diag"
	"tract/generator/render/html"
)

// leaflet is a site with the small theme of testdata/leaflet, and further files.
func leaflet(t *testing.T, more map[string]string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{
		"tract.yaml": {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, ar: {}}\ntheme: leaflet\ndesign: {space: 1.5}\n" +
			"messages: {ui-message-missing: off}\n")},
		"i18n/fr.yaml":                   {Data: []byte("leaflet_pass_on: Faites passer\n")},
		"content/a.md":                   {Data: []byte("---\ntitle: Un tract\ndate: 2024-05-01\n---\nÀ la **porte**.\n")},
		"content/a.ar.md":                {Data: []byte("---\ntitle: منشور\n---\nعند الباب.\n")},
		"content/declarations/b.md":      {Data: []byte("---\ntitle: Une déclaration\ndate: 2024-05-01\n---\nTexte.\n")},
		"content/declarations/_index.md": {Data: []byte("---\ntitle: Déclarations\n---\n")},
	}
	root := os.DirFS("testdata/leaflet")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, name)
		files[path.Join("themes/leaflet", name)] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range more {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// A theme overrides the default one file by file: its page, its footer, its
// style sheet with the site's tokens; pages of kinds that it has no template for
// and all parts that it leaves out are the default theme's.
func TestAnotherTheme(t *testing.T) {
	l := build.Load(build.Settings{Files: leaflet(t, nil)})
	for _, m := range l.Messages {
		t.Errorf("%s:%d %s %v", m.File, m.Range.Start.Line, m.ID, m.Args)
	}
	own := render(t, l, "fr/a/index.html")
	for _, want := range []string{`<article class="leaflet"><h1>Un tract</h1><p>Publication <time datetime="2024-05-01">1er mai 2024</time></p>`, `<strong>porte</strong>`,
		`lang="ar" dir="rtl">العربية</a></p>`, `<footer class="leaflet">`, "<p>Faites passer</p>", `<nav class="menu"`} {
		if !strings.Contains(own.text, want) {
			t.Errorf("its page lacks %s: %s", want, own.text)
		}
	}
	if strings.Contains(own.text, `class="after"`) {
		t.Error("its page has parts that it does not use")
	}
	other := render(t, l, "fr/declarations/b/index.html")
	for _, want := range []string{`class="declaration"`, `class="sheet"`, `<footer class="leaflet">`} {
		if !strings.Contains(other.text, want) {
			t.Errorf("the page of a declaration lacks %s", want)
		}
	}
	if arabic := render(t, l, "ar/a/index.html"); !strings.Contains(arabic.text, `<h1>منشور</h1>`) || !strings.Contains(arabic.text, `<html lang="ar" dir="rtl">`) {
		t.Errorf("in Arabic: %s", arabic.text)
	}
	style, _ := l.Renderer.Asset("assets/style.css")
	if !strings.HasPrefix(string(style), ":root{--space:1rem}body{max-width:30rem;") || !strings.Contains(string(style), ":root{--space:1.5rem}") {
		t.Errorf("style sheet: %s", style)
	}
	if script, _ := l.Renderer.Asset("assets/site.js"); len(script) < 500 {
		t.Errorf("the default theme's script: %s", script)
	}
}

// What is wrong in a theme is told with its file, its line and what was
// expected, whichever layer it comes from.
func TestFaultsOfThemes(t *testing.T) {
	const page, part = "themes/leaflet/templates/page.html", "themes/leaflet/templates/parts/footer.html"
	for _, test := range []struct {
		name, file, text string
		want             string // id, line and the names that were expected
	}{
		{"a slip", page, "{{define \"main\"}}\n\n<p>{{.Titel.Text}}</p>{{end}}", "theme-template-field 3 Title"},
		{"a slip below", page, "{{define \"main\"}}\n{{with .Publication}}{{.Sumary.Text}}{{end}}{{end}}", "theme-template-field 2 Summary"},
		{"in a part", part, "<footer>\n\n\n{{range .Feeds}}{{.Link}}{{end}}{{.Languages.Foo}}</footer>", "theme-template-field 4 Href, Title, Type"},
		{"nothing like it", page, "{{define \"main\"}}{{with .Publication}}{{.Date.Zzz}}{{end}}{{end}}", "theme-template-field 1 ISO, Text"},
		{"a field of a text", page, "{{define \"main\"}}\n{{.Lang.Text}}{{end}}", "theme-template-field-none 2 "},
		{"a part that is none", page, "{{define \"main\"}}\n{{template \"sidebar.html\" .}}{{end}}", "theme-template-part 2 "},
		{"a function that is none", page, "{{define \"main\"}}\n{{upper .Lang}}{{end}}", "theme-template-function 2 "},
		{"unclosed", page, "{{define \"main\"}}\n{{if .Home}}\n{{end}}", "theme-template-unclosed 3 "},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := build.Load(build.Settings{Files: leaflet(t, map[string]string{test.file: test.text})})
			var got diag.Message
			for _, m := range l.Messages {
				if strings.HasPrefix(m.ID, "theme-") {
					got = m
				}
			}
			if got.ID == "" && l.Site != nil {
				_, err := l.Render(new(bytes.Buffer), "fr/a/index.html")
				if fault, ok := html.AsFault(err); ok {
					got = fault.Message
				}
			}
			id, rest, _ := strings.Cut(test.want, " ")
			line, names, _ := strings.Cut(rest, " ")
			if got.ID != id || got.File != test.file || string(rune('0'+got.Range.Start.Line)) != line || got.Args.Get("names") != names {
				t.Errorf("%s %s:%d %v, want %s", got.ID, got.File, got.Range.Start.Line, got.Args, test.want)
			}
		})
	}
}

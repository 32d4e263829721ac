package body_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
	"tract/generator/document"
	"tract/generator/render/body"
	"tract/generator/site"
)

const config = `base_url: https://example.org/base/
source_language: fr
languages: {fr: {}, en: {}, es: {missing: hide}}
messages: {link-unresolved: off, link-near: off, image-unresolved: off, fragment-unresolved: off, fragment-elsewhere: off, link-file-refused: off, ui-message-missing: off}
`

// load makes a site of one text under test and what it links to.
func load(t *testing.T, text string, more map[string]string) *site.Site {
	t.Helper()
	files := fstest.MapFS{}
	for name, content := range map[string]string{
		"tract.yaml":                 config,
		"content/pages/a/index.md":   "---\ntitle: A\n---\n" + text,
		"content/news/_index.md":     "---\ntitle: News\n---\n",
		"content/pages/b.md":         "---\ntitle: B\nslug: autre\n---\n## Un but\n\n## Deux\n",
		"content/pages/b.en.md":      "---\ntitle: B\nslug: other\n---\n## A goal\n\n## Two\n",
		"content/pages/c.en.md":      "---\ntitle: C\nsource: en\n---\n## End\n",
		"content/pages/d.md":         "---\ntitle: D\ndraft: true\n---\n",
		"content/pages/a/x y.svg":    `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><path d="M0 0"/></svg>`,
		"content/pages/a/t.csv":      "Pays,\"Nombre <b>\"\nMali,\"1 200\"\n\"\",\n",
		"content/pages/a/s.mp3":      "ID3\x03\x00\x00\x00\x00\x00\x00\xff\xfb\x90\x00",
		"content/pages/a/page.html":  "<script>",
		"content/pages/a/secret.yml": "a: b",
	} {
		files[name] = &fstest.MapFile{Data: []byte(content)}
	}
	for name, content := range more {
		files[name] = &fstest.MapFile{Data: []byte(content)}
	}
	l := build.Load(build.Settings{Files: files})
	if l.Site == nil {
		t.Fatal(l.Messages)
	}
	return l.Site
}

func label(language, key string) string { return language + "-" + key }

func render(t *testing.T, s *site.Site, id, language string, p body.Place) string {
	t.Helper()
	p.Site, p.Language, p.Label = s, s.Language(language), label
	pub := s.Publication(id)
	if p.Path == "" {
		p.Path = pub.Path(p.Language) + "index.html"
	}
	out, err := body.Append([]byte("before "), &p, pub.Nearest(p.Language).Document)
	if err != nil {
		t.Fatal(err)
	}
	text, ok := strings.CutPrefix(string(out), "before ")
	if !ok {
		t.Fatalf("what stood before is gone: %s", out)
	}
	if strings.Contains(text, "\x00") {
		t.Errorf("a hole is left: %q", text)
	}
	return text
}

func TestHoles(t *testing.T) {
	for _, test := range []struct {
		name, language, text string
		place                body.Place
		want                 string
	}{
		{"a link", "fr", "[x](../b.md)", body.Place{}, `<a href="../autre/index.html">x</a>`},
		{"absolute", "fr", "[x](../b.md)", body.Place{Absolute: true}, `<a href="https://example.org/base/fr/pages/autre/">x</a>`},
		{"in the reader's language", "en", "[x](../b.md)", body.Place{}, `<a href="../other/index.html">x</a>`},
		{"to a text that has no edition in it", "fr", "[x](../c.en.md)", body.Place{}, `<a href="../c/index.html" hreflang="en">x</a>`},
		{"to a section", "fr", "[x](/news/)", body.Place{}, `<a href="../../news/index.html">x</a>`},
		{"to a draft", "fr", "[x](../d.md)", body.Place{}, `<a>x</a>`},
		{"to nothing", "fr", "[x](nowhere.md)", body.Place{}, `<a>x</a>`},
		{"a fragment", "fr", "[x](../b.md#un-but)", body.Place{}, `<a href="../autre/index.html#un-but">x</a>`},
		{"of the source edition", "en", "[x](../b.md#un-but)", body.Place{}, `<a href="../other/index.html#a-goal">x</a>`},
		{"nowhere", "fr", "[x](../b.md#zzz)", body.Place{}, `<a href="../autre/index.html">x</a>`},
		{"a query", "fr", "[x](../b.md?a=1&b=2#un-but)", body.Place{}, `<a href="../autre/index.html?a=1&amp;b=2#un-but">x</a>`},
		{"on the page", "fr", "[x](#ici)\n\n## Ici", body.Place{}, `<a href="#ici">x</a>`},
		{"with a prefix", "fr", "[x](#ici)\n\n## Ici", body.Place{Prefix: "c1-"}, `<a href="#c1-ici">x</a>`},
		{"its heading", "fr", "## Ici", body.Place{Prefix: "c1-"}, `id="c1-ici"`},
		{"elsewhere", "fr", "[x](https://example.com/?a&b)", body.Place{}, `<a href="https://example.com/?a&amp;b">x</a>`},
		{"a picture", "fr", "a ![x](<x y.svg>) b", body.Place{}, `src="../../../files/pages/a/x-y.svg" width="40" height="30"`},
		{"absolute", "fr", "a ![x](<x y.svg>) b", body.Place{Absolute: true}, `src="https://example.org/base/files/pages/a/x-y.svg"`},
		{"that is missing", "fr", "a ![x](z.png) b", body.Place{}, `src="data:,"`},
		{"a file that is never published", "fr", "[x](secret.yml)", body.Place{}, `<a>x</a>`},
		{"a table", "fr", "![Les chiffres](t.csv)", body.Place{}, `<caption>Les chiffres</caption><thead><tr><th scope="col">Pays</th><th scope="col" class="end">Nombre &lt;b&gt;</th></tr></thead><tbody><tr><th scope="row">Mali</th><td class="end">1 200</td></tr>`},
		{"a sound", "fr", "![Causerie](s.mp3 \"Une <causerie>\")", body.Place{}, `src="../../../files/pages/a/s.mp3"`},
		{"its caption", "fr", "![Causerie](s.mp3 \"Une <causerie>\")", body.Place{}, `Une &lt;causerie&gt;`},
		{"its size", "fr", "![Causerie](s.mp3)", body.Place{}, `MP3, 14`},
		{"a callout in the text's language", "en", "> [!WARNING]\n> x", body.Place{}, `<p class="callout-title">fr-callout_warning</p>`},
		{"a footnote", "fr", "x[^1]\n\n[^1]: y", body.Place{}, `aria-label="fr-footnote_back"`},
		{"a break in HTML", "fr", "a\\\nb", body.Place{}, `<br>`},
		{"and in XML", "fr", "a\\\nb", body.Place{XML: true}, `<br/>`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := render(t, load(t, test.text, nil), "pages/a", test.language, test.place); !strings.Contains(strings.ReplaceAll(got, "<br />", "<br/>"), test.want) {
				t.Errorf("%s\ngives %s\nwithout %s", test.text, got, test.want)
			}
		})
	}
}

// A hidden edition still has its true page to link to, and a reader of a
// language that hides a text gets there.
func TestHidden(t *testing.T) {
	s := load(t, "x", map[string]string{"content/pages/es.es.md": "---\ntitle: E\nsource: es\n---\n[x](b.md)"})
	if got := render(t, s, "pages/es", "es", body.Place{}); !strings.Contains(got, `<a href="../../../fr/pages/autre/index.html" hreflang="fr">x</a>`) {
		t.Error(got)
	}
}

// What is never published is not shown as a table either.
func TestSecretTable(t *testing.T) {
	s := load(t, "![Tous](signatories.csv)", map[string]string{"content/pages/a/signatories.csv": "Nom\nSecret\n"})
	if got := render(t, s, "pages/a", "fr", body.Place{}); strings.Contains(got, "Secret") || !strings.Contains(got, "Tous") {
		t.Error(got)
	}
}

type brokenScratch struct{ document.Scratch }

func (brokenScratch) WriteAt(p []byte, off int64) (int, error) { return len(p), nil }
func (brokenScratch) ReadAt(p []byte, off int64) (int, error)  { return 0, errors.New("gone") }

// A scratch that cannot be read is an error, not a page without its text.
func TestScratchFails(t *testing.T) {
	s := load(t, "x", nil)
	s.Store = document.NewStore(1, brokenScratch{})
	long := strings.Repeat("a", 1<<20)
	var last document.Body
	for range 3 {
		last = s.Store.Put([]byte(long)) // the first stays in memory
	}
	s.Store.Put([]byte(long))
	d := s.Publication("pages/a").Source.Document.WithText(document.Text{Body: last})
	if _, err := body.Append(nil, &body.Place{Site: s, Language: s.Source, Label: label}, d); err == nil {
		t.Error("no error")
	}
}

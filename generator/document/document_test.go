package document_test

import (
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"tract/generator/config"
	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/kind"
	"tract/generator/markdown"
	"tract/generator/source"
)

// reader is one for French and Arabic, with kinds of the site's own.
func reader(t testing.TB) (*document.Reader, *document.Store) {
	t.Helper()
	c, ms := config.Read(diag.Source{Path: "tract.yaml", Text: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, ar: {}}\n")})
	if len(ms) > 0 {
		t.Fatal(ms)
	}
	kinds, ms := kind.Load(fstest.MapFS{})
	if len(ms) > 0 {
		t.Fatal(ms)
	}
	compilers := map[string]*markdown.Compiler{}
	for _, l := range c.Languages {
		compilers[l.Tag] = markdown.New(markdown.Options{Language: l.Tag, Dir: l.Dir})
	}
	store := document.NewStore(1<<20, nil)
	return document.NewReader(c, kinds, compilers, store), store
}

func file(name string) source.File {
	return source.File{Path: "content/pages/" + name + ".md", ID: "pages/" + name, Language: "fr", Base: name}
}

func read(t testing.TB, text string) (*document.Document, string) {
	t.Helper()
	r, store := reader(t)
	f := file("a-page")
	d := r.Read(f, diag.Source{Path: f.Path, Text: []byte(text)})
	var buf []byte
	html, err := store.Get(d.Text().Body, &buf)
	if err != nil {
		t.Fatal(err)
	}
	return d, string(html)
}

// ids are the messages of a document as "id line:column".
func ids(d *document.Document) string {
	var out []string
	for _, m := range d.Messages {
		out = append(out, strings.TrimSuffix(family(m.ID)+" "+at(m.Range.Start), " 0:0"))
	}
	return strings.Join(out, ", ")
}

// family is a message id without what tells its forms apart: that a date is
// wrong counts here, not how.
func family(id string) string {
	for _, f := range []string{"field-type", "field-date", "field-choice"} {
		if strings.HasPrefix(id, f+"-") {
			return f
		}
	}
	return id
}

func at(p diag.Point) string { return strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Column) }

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestReadFields(t *testing.T) {
	d, html := read(t, `---
title: " Un titre "
description: En bref.
translationKey: /un/deux/
slug: autre
aliases: vieux
translators: [A, B]
updated: 2024-02-03
draft: true
source: AR
kind: event
date: 2024-01-02
publish: 2024-03
authors: Réseau
related: [x, y]
image: a.png
image_alt: Une image
license: CC0
identifiers: {isbn: 978-2, doi: 10.1/2}
weight: 3
series: S
place: {fr: Dakar, ar: داكار}
labels: {a.pdf: Étiquette}
files:
  - a.pdf
  - {file: b.pdf, label: B}
tags: [b, a, a]
countries: [sn]
other: kept
---
# Un *titre*

[lien](b.md) et ![image](c.png)
`)
	same(t, "messages", ids(d), "")
	same(t, "title", d.Title, "Un titre")
	same(t, "summary", d.Summary, "En bref.")
	same(t, "publication", d.Publication, "un/deux")
	same(t, "slug", d.Slug, "autre")
	same(t, "aliases", d.Aliases, []string{"vieux"})
	same(t, "translators", d.Translators, []string{"A", "B"})
	same(t, "updated", d.Updated.String(), "2024-02-03")
	same(t, "draft", d.Draft, true)
	same(t, "source", d.Source, "ar")
	same(t, "kind", d.Kind, "event")
	same(t, "date", d.Inherited.Date.String(), "2024-01-02")
	same(t, "publish", d.Inherited.Publish.String(), "2024-03")
	same(t, "authors", d.Inherited.Authors, []kind.Author{{Name: "Réseau"}})
	same(t, "related", d.Inherited.Related, []string{"x", "y"})
	same(t, "image", d.Inherited.Image+d.ImageAlt, "a.pngUne image")
	same(t, "license", d.Inherited.License, "CC0")
	same(t, "identifiers", len(d.Inherited.Identifiers), 2)
	same(t, "weight", d.Inherited.Weight, 3)
	same(t, "series", d.Inherited.Series, "S")
	place, lang := d.Inherited.Place.In("ar", "fr")
	same(t, "place", place+lang, "داكارar")
	same(t, "label", d.Label("a.pdf")+d.Label("b.pdf"), "Étiquette")
	same(t, "files", d.Inherited.Files[0].Text+d.Inherited.Files[1].Text, "a.pdfb.pdf")
	same(t, "terms", d.Inherited.Terms, map[string][]string{"tags": {"b", "a", "a"}, "countries": {"SN"}})
	same(t, "front", strings.HasSuffix(string(d.Front), "kept\n---\n"), true)
	var links []string
	for _, l := range d.Text().Links {
		links = append(links, l.Destination+" "+l.Text+" "+at(l.Range.Start))
	}
	same(t, "links", links, []string{"b.md lien 33:8", "c.png image 33:26"})
	same(t, "headings", len(d.Text().Headings) == 1 && d.Text().Headings[0].Text == "Un titre", true)
	same(t, "body", strings.Contains(html, "<em>titre</em>"), true)
}

func TestReadSlips(t *testing.T) {
	for _, test := range []struct {
		name, text string
		title      string
		broken     bool
		ids        string
	}{
		{"no front matter", "# Un titre\n\nTexte\n", "Un titre", false, "title-from-heading 1:1"},
		{"no title at all", "Texte\n", "", false, "title-missing 1:1"},
		{"a title of another sort", "---\ntitle: [a, b]\n---\nTexte\n", "", false, "field-type 2:8"},
		{"an empty title", "---\ntitle:\n---\nTexte\n", "", false, "field-empty 2:7"},
		{"an empty title and a heading", "---\ntitle: \"\"\n---\n# Titre\n", "Titre", false, "field-empty 2:8"},
		{"empty", "", "", true, "file-empty"},
		{"only white space", " \n\t\n", "", true, "file-empty"},
		{"front matter alone", "---\ntitle: A\n---\n", "A", false, ""},
		{"a bad date", "---\ntitle: A\ndate: 04/03/2016\n---\n", "A", false, "field-date 3:7"},
		{"a date that is none", "---\ntitle: A\ndate: 2024-02-31\n---\n", "A", false, "field-date 3:7"},
		{"a slug that is an address", "---\ntitle: A\nslug: /a/b/\n---\n", "A", false, ""},
		{"held back in a way that nobody understands", "---\ntitle: A\npublish: {on: 2030}\n---\n", "A", false, "field-type 3:10"},
		{"a draft in a way that nobody understands", "---\ntitle: A\ndraft: {a: b}\n---\n", "A", false, "field-type 3:8"},
		{"a draft of words", "---\ntitle: A\ndraft: yes\n---\n", "A", false, "field-type 3:8"},
		{"a country that is none", "---\ntitle: A\ncountries: [sn, xx]\n---\n", "A", false, "field-type 3:17"},
		{"description and summary", "---\ntitle: A\nsummary: S\ndescription: D\n---\n", "A", false, ""},
		{"TOML", "+++\ntitle = \"A\"\ndate = 2024-01-02\n+++\nTexte\n", "A", false, ""},
		{"JSON", "{\"title\": \"A\", \"tags\": [\"b\"]}\n\nTexte\n", "A", false, ""},
		{"an unclosed block", "---\ntitle: A\nTexte\n", "A", true, "front-matter-unclosed 2:1"},
		{"a name that is broken", "---\ntitle: A\nA: [b\n---\nTexte\n", "A", true, "bracket-unclosed 3:4"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, _ := read(t, test.text)
			same(t, "title", d.Title, test.title)
			same(t, "broken", d.Broken, test.broken)
			same(t, "messages", ids(d), test.ids)
			if d.Summary == "D" {
				t.Error("description took the place of summary")
			}
		})
	}
}

// FuzzRead reads any bytes: no panic, and positions inside the file.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"---\ntitle: A\n---\nx", "+++\na=1\n+++\n", "{\"a\":1}", "---\n", "\xff\xfe", "\x00", "---\ntitle: [\n---\n# a\n[x](y)", "---\r\ntitle: A\r\n---\r\n\r\n![a](b)", "---\ntitle: &a [*a]\n---\n"} {
		f.Add(seed)
	}
	r, store := reader(f)
	f.Fuzz(func(t *testing.T, text string) {
		in := file("a")
		d := r.Read(in, diag.Source{Path: in.Path, Text: []byte(text)})
		var buf []byte
		if _, err := store.Get(d.Text().Body, &buf); err != nil {
			t.Fatal(err)
		}
		lines := strings.Count(text, "\n") + 2
		for _, m := range d.Messages {
			if m.Range.Start.Line > lines {
				t.Errorf("%s at line %d of %d", m.ID, m.Range.Start.Line, lines)
			}
		}
		for _, l := range d.Text().Links {
			if l.Range.Start.Line < 1 || l.Range.Start.Line > lines {
				t.Errorf("a link at line %d of %d", l.Range.Start.Line, lines)
			}
		}
		if d.Title == "" && !d.Broken && len(d.Messages) == 0 {
			t.Error("no title, and no word of it")
		}
	})
}

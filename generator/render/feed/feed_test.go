package feed_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"tract/generator/build"
	"tract/generator/site"
)

const archive = `-- tract.yaml --
title: {fr: Réseau, en: "A & <B>"}
base_url: https://example.org/x/
source_language: fr
languages: {fr: {}, en: {}, ar: {}}
feed_size: 3
messages: {ui-message-missing: off, term-unlisted: off, html-not-allowed: off}
-- content/news/_index.md --
---
title: Nouvelles
---
-- content/news/old.md --
---
title: Ancienne
date: 2020-01-01
tags: [laine]
---
-- content/news/one.md --
---
title: Une <b>"forte"</b> & ]]> grève
summary: En <bref>
date: 2024-05-01
authors: [Réseau, "B & C"]
tags: [laine]
---
Texte avec [un lien](two.md), ![x](pic.svg) et <script>.
-- content/news/pic.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"></svg>
-- content/news/one.en.md --
---
title: One
updated: 2024-06-01
---
-- content/news/two.md --
---
title: Deux
date: 2024-05-02T14:30:00+02:00
---
Seconde.
-- content/news/three.md --
---
title: Trois
date: 2024-04
---
-- content/news/four.ar.md --
---
title: أربعة
source: ar
date: 2024-05-03
---
-- content/pages/undated.md --
---
title: Sans date
---
`

func load(t *testing.T, text string) *build.Loaded {
	t.Helper()
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(text)).Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	l := build.Load(build.Settings{Files: files})
	if l.Site == nil || len(l.Messages) > 0 {
		t.Fatal(l.Messages)
	}
	return l
}

func render(t *testing.T, l *build.Loaded, path string) []byte {
	t.Helper()
	route, ok := l.Site.Route(path)
	if !ok {
		t.Fatalf("no route %s", path)
	}
	var out bytes.Buffer
	if err := l.Renderer.Render(&out, route); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

type atom struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string   `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Authors []string `xml:"author>name"`
	Entries []struct {
		Title     string   `xml:"title"`
		ID        string   `xml:"id"`
		Updated   string   `xml:"updated"`
		Published string   `xml:"published"`
		Summary   string   `xml:"summary"`
		Authors   []string `xml:"author>name"`
		Content   struct {
			Type string `xml:"type,attr"`
			Text string `xml:",chardata"`
		} `xml:"content"`
		Link struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func parse(t *testing.T, text []byte) atom {
	t.Helper()
	var f atom
	if err := xml.Unmarshal(text, &f); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return f
}

func TestAtom(t *testing.T) {
	l := load(t, archive)
	f := parse(t, render(t, l, "fr/feed.xml"))
	same(t, "title", f.Title, "Réseau")
	same(t, "language", f.Lang, "fr")
	same(t, "updated", f.Updated, "2024-05-02T14:30:00+02:00")
	same(t, "author", f.Authors, []string{"Réseau"})
	same(t, "links", []string{f.Links[0].Rel + " " + f.Links[0].Href, f.Links[1].Rel + " " + f.Links[1].Href},
		[]string{"self https://example.org/x/fr/feed.xml", "alternate https://example.org/x/fr/"})
	var titles []string
	for _, e := range f.Entries {
		titles = append(titles, e.Title+" "+e.Published+" "+e.Updated)
	}
	same(t, "the newest, at most three, no stand-ins", titles, []string{
		"Deux 2024-05-02T14:30:00+02:00 2024-05-02T14:30:00+02:00",
		`Une <b>"forte"</b> & ]]> grève 2024-05-01T00:00:00Z 2024-05-01T00:00:00Z`,
		"Trois 2024-04-01T00:00:00Z 2024-04-01T00:00:00Z",
	})
	one := f.Entries[1]
	same(t, "summary", one.Summary, "En <bref>")
	same(t, "authors", one.Authors, []string{"Réseau", "B & C"})
	same(t, "link", one.Link.Href, "https://example.org/x/fr/news/one/")
	same(t, "type", one.Content.Type, "html")
	for _, want := range []string{`href="https://example.org/x/fr/news/two/"`, `src="https://example.org/x/files/news/pic.svg"`, `&lt;script&gt;`} {
		if !strings.Contains(one.Content.Text, want) {
			t.Errorf("the text lacks %s: %s", want, one.Content.Text)
		}
	}

	english := parse(t, render(t, l, "en/feed.xml"))
	same(t, "the English title", english.Title, "A & <B>")
	same(t, "real editions only", len(english.Entries), 1)
	same(t, "its own date", english.Entries[0].Updated+english.Entries[0].Published, "2024-06-01T00:00:00Z2024-05-01T00:00:00Z")
	if english.Entries[0].ID == one.ID || english.ID == f.ID {
		t.Error("two languages have one id")
	}
	section := parse(t, render(t, l, "fr/news/feed.xml"))
	if !strings.Contains(section.Title, "Nouvelles") || section.ID == f.ID || section.Entries[1].ID != one.ID {
		t.Errorf("the section's feed: %s %s", section.Title, section.ID)
	}
	term := parse(t, render(t, l, "fr/tags/laine/feed.xml"))
	same(t, "the term's entries", len(term.Entries), 2)
	arabic := parse(t, render(t, l, "ar/feed.xml"))
	same(t, "Arabic", arabic.Lang+arabic.Entries[0].Title, "arأربعة")
}

// Ids hold when slugs, titles and files change in what no id depends on.
func TestIDs(t *testing.T) {
	before := parse(t, render(t, load(t, archive), "fr/feed.xml"))
	after := parse(t, render(t, load(t, strings.Replace(archive, "title: Deux\n", "title: Autre\nslug: autre\n", 1)), "fr/feed.xml"))
	same(t, "title", after.Entries[0].Title, "Autre")
	same(t, "id", after.Entries[0].ID, before.Entries[0].ID)
	if !strings.HasPrefix(after.ID, "urn:uuid:") || len(after.ID) != 45 || after.ID[23] != '5' {
		t.Errorf("not a UUID of version 5: %s", after.ID)
	}
}

func TestJSON(t *testing.T) {
	l := load(t, archive)
	var f struct {
		Version  string
		Title    string
		Home     string `json:"home_page_url"`
		Feed     string `json:"feed_url"`
		Language string
		Items    []struct {
			ID, URL, Title, Summary, Language string
			HTML                              string `json:"content_html"`
			Published                         string `json:"date_published"`
			Modified                          string `json:"date_modified"`
			Tags                              []string
			Authors                           []struct{ Name string }
		}
	}
	if err := json.Unmarshal(render(t, l, "fr/feed.json"), &f); err != nil {
		t.Fatal(err)
	}
	same(t, "head", []string{f.Version, f.Title, f.Home, f.Feed, f.Language},
		[]string{"https://jsonfeed.org/version/1.1", "Réseau", "https://example.org/x/fr/", "https://example.org/x/fr/feed.json", "fr"})
	x := parse(t, render(t, l, "fr/feed.xml"))
	for i, item := range f.Items {
		e := x.Entries[i]
		same(t, "the same as in Atom", []string{item.ID, item.URL, item.Title, item.HTML, item.Published, item.Modified, item.Language},
			[]string{e.ID, e.Link.Href, e.Title, e.Content.Text, e.Published, e.Updated, "fr"})
	}
	same(t, "tags", f.Items[1].Tags, []string{"laine"})
	// An empty feed has no null where a list is due.
	if text := string(render(t, l, "ar/pages/feed.json")); !strings.Contains(text, `"items":[]`) {
		t.Error(text)
	}
	if f := parse(t, render(t, l, "ar/pages/feed.xml")); f.Updated == "" || len(f.Entries) != 0 {
		t.Errorf("an empty feed: %+v", f)
	}
}

// Every route of the archive renders.
func TestAllRoutes(t *testing.T) {
	l := load(t, archive)
	feeds := 0
	for _, r := range l.Site.Routes() {
		render(t, l, r.Path)
		if r.Type == site.AtomRoute || r.Type == site.JSONFeedRoute {
			feeds++
		}
	}
	if feeds < 12 {
		t.Errorf("%d feeds", feeds)
	}
}

package html_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	"tract/generator/build"
	"tract/generator/site"
)

const archive = `-- tract.yaml --
title: {fr: Réseau, en: Network}
base_url: https://example.org/x/
source_language: fr
languages: {fr: {}, en: {}, ar: {digits: arab}}
repository: https://forge.example/a
notice: {fr: Attention}
forms: [https://forms.example]
messages: {ui-message-missing: off, term-unlisted: off}
-- content/_index.md --
---
title: Nous
---
-- content/about.md --
---
title: Présentation
---
-- content/reports/watch/index.md --
---
title: Rapport
date: 2024-05-01
volume: 1234
authors: [A, B]
identifiers: {doi: 10.1/2, ISBN: 978-2}
license: https://creativecommons.org/licenses/by/4.0/
publisher: Presses
website: https://www.example.net/watch/
key_findings: [Un, Deux]
summary: En bref.
related: [programmes/school, programmes/draft]
---
## Un

## Deux

### Trois

## Quatre

## Cinq
-- content/reports/watch/index.en.md --
---
title: Report
updated: 2024-06-02
---
-- content/reports/watch/one.md --
---
title: Chapitre un
weight: 1
---
-- content/reports/watch/two.md --
---
title: Chapitre deux
weight: 2
---
-- content/events/meet.md --
---
title: Rencontre
start: 2024-06-01T09:30
end: 2024-06-02
timezone: Europe/Paris
place: {fr: Dakar, ar: داكار}
cancelled: true
---
-- content/programmes/draft.md --
---
title: Brouillon
draft: true
---
-- content/programmes/school.md --
---
title: École
started: 1978
figures:
  - {id: people, value: 1234567.5, qualifier: about, label: personnes}
rounds:
  - {id: one, name: Première, date: 2001-02-03, people: 1200, people_qualifier: more-than, country: in}
---
-- content/programmes/school.ar.md --
---
title: مدرسة
figures: [{id: people, label: أشخاص}]
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

// page is a rendered page, parsed.
type page struct {
	t    *testing.T
	text string
	root *html.Node
}

func render(t *testing.T, l *build.Loaded, path string) page {
	t.Helper()
	route, ok := l.Site.Route(path)
	if !ok {
		t.Fatalf("no route %s", path)
	}
	var out bytes.Buffer
	if err := l.Renderer.Render(&out, route); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return page{t, out.String(), root}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// all are the values of an attribute, or with "" the texts, of all elements of
// a name that have the attributes given as name and value.
func (p page) all(element, value string, attributes ...string) []string {
	out := []string{}
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode || n.Data != element {
			continue
		}
		ok := true
		for i := 0; i < len(attributes); i += 2 {
			ok = ok && attr(n, attributes[i]) == attributes[i+1]
		}
		switch {
		case !ok:
		case value != "":
			out = append(out, attr(n, value))
		default:
			var text strings.Builder
			for d := range n.Descendants() {
				if d.Type == html.TextNode {
					text.WriteString(d.Data)
				}
			}
			out = append(out, strings.Join(strings.Fields(text.String()), " "))
		}
	}
	return out
}

func (p page) data() map[string]any {
	p.t.Helper()
	var v map[string]any
	for _, text := range p.all("script", "", "type", "application/ld+json") {
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			p.t.Fatal(err)
		}
	}
	return v
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestHead(t *testing.T) {
	l := load(t, archive)
	p := render(t, l, "fr/reports/watch/index.html")
	same(t, "language", append(p.all("html", "lang"), p.all("html", "dir")...), []string{"fr", "ltr"})
	same(t, "title", p.all("title", ""), []string{"Rapport · Réseau"})
	same(t, "description", p.all("meta", "content", "name", "description"), []string{"En bref."})
	same(t, "canonical", p.all("link", "href", "rel", "canonical"), []string{"https://example.org/x/fr/reports/watch/"})
	same(t, "languages", p.all("link", "hreflang", "rel", "alternate"), []string{"fr", "en", "x-default", "", ""})
	same(t, "feeds", p.all("link", "href", "type", "application/atom+xml"), []string{"../feed.xml"})
	policy := p.all("meta", "content", "http-equiv", "Content-Security-Policy")[0]
	for _, want := range []string{"default-src 'none'", "form-action 'self' https://forms.example", "base-uri 'none'", "script-src 'self'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy lacks %s: %s", want, policy)
		}
	}
	if strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
		t.Error(policy)
	}
	for name, want := range map[string][]string{
		"citation_title": {"Rapport"}, "citation_author": {"A", "B"}, "citation_publication_date": {"2024/05/01"}, "citation_doi": {"10.1/2"}, "citation_isbn": {"978-2"},
		"citation_publisher": {"Presses"}, "citation_language": {"fr"}, "citation_public_url": {"https://example.org/x/fr/reports/watch/"},
	} {
		same(t, name, p.all("meta", "content", "name", name), want)
	}
	same(t, "Open Graph", p.all("meta", "content", "property", "og:type"), []string{"article"})
	data := p.data()
	same(t, "JSON-LD", []any{data["@type"], data["name"], data["datePublished"], data["inLanguage"], data["license"]},
		[]any{"Report", "Rapport", "2024-05-01", "fr", "https://creativecommons.org/licenses/by/4.0/"})

	english := render(t, l, "en/reports/watch/index.html").data()
	same(t, "the translation", []any{english["dateModified"], english["translationOfWork"].(map[string]any)["url"]}, []any{"2024-06-02", "https://example.org/x/fr/reports/watch/"})
	same(t, "a chapter's book", render(t, l, "fr/reports/watch/one/index.html").all("meta", "content", "name", "citation_inbook_title"), []string{"Rapport"})

	event := render(t, l, "fr/events/meet/index.html").data()
	same(t, "an event", []any{event["@type"], event["startDate"], event["endDate"], event["eventStatus"], event["location"].(map[string]any)["name"]},
		[]any{"Event", "2024-06-01T09:30+02:00", "2024-06-02", "https://schema.org/EventCancelled", "Dakar"})
}

func TestStandIn(t *testing.T) {
	l := load(t, archive)
	p := render(t, l, "ar/reports/watch/index.html")
	same(t, "language", append(p.all("html", "lang"), p.all("html", "dir")...), []string{"ar", "rtl"})
	same(t, "canonical", p.all("link", "href", "rel", "canonical"), []string{"https://example.org/x/fr/reports/watch/"})
	same(t, "hreflang", slices.DeleteFunc(p.all("link", "hreflang", "rel", "alternate"), func(s string) bool { return s == "" }), []string{})
	same(t, "title", p.all("h1", "lang"), []string{"fr"})
	same(t, "citation", p.all("meta", "content", "name", "citation_title"), []string{})
	notice := p.all("div", "", "role", "note")
	if len(notice) != 1 || !strings.Contains(notice[0], "Français") || !strings.Contains(notice[0], "English") {
		t.Errorf("the notice: %q", notice)
	}
	if links := p.all("a", "href", "hreflang", "en"); !slices.Contains(links, "../../../en/reports/watch/index.html") {
		t.Errorf("links to English: %v", links)
	}
}

func TestFieldsInTheReadersWords(t *testing.T) {
	l := load(t, archive)
	for path, wants := range map[string][]string{
		"fr/programmes/school/index.html": {"personnes", "1\u202f234\u202f567,5", "3 février 2001", "1\u202f200", "Inde", "1978", "Première"},
		"ar/programmes/school/index.html": {"أشخاص", "١٬٢٣٤٬٥٦٧٫٥", "٢٠٠١", "١٬٢٠٠", "الهند", "١٩٧٨"},
		"fr/events/meet/index.html":       {"1er juin 2024", "09:30", "Dakar"},
		"ar/events/meet/index.html":       {"داكار", "١ يونيو ٢٠٢٤"},
		"fr/reports/watch/index.html":     {"Presses", "example.net/watch", "1\u202f234", "Chapitre un", "École"},
	} {
		text := render(t, l, path).all("body", "")[0]
		for _, want := range wants {
			if !strings.Contains(text, strings.Join(strings.Fields(want), " ")) {
				t.Errorf("%s lacks %q: %.1500s", path, want, text)
			}
		}
		if strings.Contains(text, "Brouillon") {
			t.Errorf("%s shows a draft", path)
		}
	}
	p := render(t, l, "fr/reports/watch/index.html")
	if toc := p.all("a", "href"); !slices.Contains(toc, "#quatre") {
		t.Errorf("no table of contents: %v", toc)
	}
	if at := p.all("time", "datetime"); !slices.Contains(at, "2024-05-01") {
		t.Errorf("no date for machines: %v", at)
	}
	chapter := render(t, l, "fr/reports/watch/one/index.html")
	same(t, "the next chapter", chapter.all("a", "href", "rel", "next"), []string{"../two/index.html"})
	same(t, "before the first", chapter.all("a", "href", "rel", "prev"), []string{})
	if edit := chapter.all("a", "href"); !slices.Contains(edit, "https://forge.example/a/edit/main/content/reports/watch/one.md") {
		t.Errorf("no way to mend the page: %v", edit)
	}
}

func TestOtherPages(t *testing.T) {
	l := load(t, archive)
	home := render(t, l, "fr/index.html")
	same(t, "the home's title", home.all("h1", ""), []string{"Nous"})
	same(t, "its default", home.all("link", "href", "hreflang", "x-default"), []string{"https://example.org/x/"})
	same(t, "its data", home.data()["@type"], any("WebSite"))
	if text := home.all("body", "")[0]; !strings.Contains(text, "Attention") || !strings.Contains(text, "Présentation") {
		t.Errorf("no notice, or no page in the footer: %s", text)
	}
	if text := render(t, l, "en/index.html").all("body", "")[0]; strings.Contains(text, "Attention") {
		// A notice in another language is marked with it, or left out.
		same(t, "the notice's language", render(t, l, "en/index.html").all("p", "lang", "class", "site-notice"), []string{"fr"})
	}
	chooser := render(t, l, "index.html")
	same(t, "the chooser", chooser.all("a", "", "hreflang", "ar"), []string{"العربية Réseau"})
	same(t, "the one script", len(chooser.all("script", "src")), 1)
	missing := render(t, l, "ar/404.html")
	same(t, "404", missing.all("meta", "content", "name", "robots"), []string{"noindex"})
	for _, href := range append(missing.all("a", "href"), missing.all("link", "href")...) {
		if !strings.HasPrefix(href, "/x/") && !strings.HasPrefix(href, "#") {
			t.Errorf("404 links to %s", href)
		}
	}
	section := render(t, l, "en/reports/index.html")
	same(t, "a section", section.all("link", "hreflang", "rel", "alternate"), []string{"fr", "en", "x-default", "", ""})
}

// Every page has a language, a title, one heading of the first level, no
// template's leftovers and no hole.
func TestEveryPage(t *testing.T) {
	l := load(t, archive)
	n := 0
	for _, r := range l.Site.Routes() {
		if r.Type > site.NotFoundRoute {
			continue
		}
		n++
		p := render(t, l, r.Path)
		if strings.Contains(p.text, "\x00") || strings.Contains(p.text, "ZgotmplZ") || strings.Contains(p.text, "{{") || strings.Contains(p.text, "<no value>") {
			t.Errorf("%s: leftovers", r.Path)
		}
		if len(p.all("h1", "")) != 1 || p.all("title", "")[0] == "" || p.all("html", "lang")[0] == "" {
			t.Errorf("%s: %v %v", r.Path, p.all("h1", ""), p.all("title", ""))
		}
	}
	if n < 30 {
		t.Errorf("%d pages", n)
	}
}

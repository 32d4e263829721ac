package site_test

import (
	"slices"
	"strings"
	"testing"

	"tract/generator/config"
	"tract/generator/site"
)

func titles(entries []site.Entry) string {
	var out []string
	for _, e := range entries {
		out = append(out, e.Edition.Title)
	}
	return strings.Join(out, " ")
}

const listed = head + `-- content/news/_index.md --
---
title: N
---
-- content/news/a.md --
---
{title: Eau, date: 2024-01-01}
---
-- content/news/b.md --
---
{title: Été, date: 2024-01-01}
---
-- content/news/c.md --
---
{title: zèbre, date: 2024-03-01}
---
-- content/news/d.md --
---
{title: Dernière, date: 2020-01-01, weight: 2}
---
-- content/news/e.md --
---
{title: Premier, date: 2019-01-01, weight: 1}
---
-- content/news/e.en.md --
---
title: First
---
-- content/news/f.es.md --
---
{title: Año, date: 2024-01-01, source: es}
---
-- content/events/meet.md --
---
{title: Rencontre, start: 2024-05-01}
---
-- content/reports/r/index.md --
---
{title: Rapport, date: 2023-01-01}
---
-- content/reports/r/two.md --
---
{title: Deux, weight: 2, date: 2024-02-01}
---
-- content/reports/r/one.md --
---
{title: Un, weight: 1}
---
-- content/reports/r/none.md --
---
{title: Sans}
---
`

func TestLists(t *testing.T) {
	s := load(t, listed).Site
	fr, en := s.Language("fr"), s.Language("en")
	var news *site.Section
	for _, sec := range s.Sections {
		if sec.ID == "news" {
			news = sec
		}
	}
	// By weight, then the newest, then by title as the language sorts it.
	same(t, "French", titles(news.List(fr).Entries), "Premier Dernière zèbre Año Eau Été")
	same(t, "English", titles(news.List(en).Entries), "First Dernière zèbre Año Eau Été")
	same(t, "real ones", []int{news.List(fr).Real(), news.List(en).Real()}, []int{5, 1})
	same(t, "the newest of the whole site", titles(s.Latest(fr, 3)), "zèbre Eau Été")
	same(t, "without stand-ins, chapters and events", titles(s.Latest(fr, 100)), "zèbre Eau Été Rapport Dernière Premier")
	before, after := news.List(fr).Beside(s.Publication("news/c"))
	same(t, "beside", before.Edition.Title+" "+after.Edition.Title, "Dernière Año")
	if before, _ := news.List(fr).Beside(s.Publication("news/e")); before != nil {
		t.Error("something stands before the first")
	}
	if before, after := news.List(fr).Beside(s.Publication("reports/r")); before != nil || after != nil {
		t.Error("a publication of another section has neighbours")
	}
	var parts []string
	for _, p := range s.Publication("reports/r").Parts {
		parts = append(parts, p.Source.Title)
	}
	same(t, "chapters", parts, []string{"Un", "Deux", "Sans"})
	one := s.Publication("reports/r/one")
	if !one.IsChapter() || one.HasChapters() || !one.Above.HasChapters() || one.In.ID != "reports" {
		t.Errorf("a chapter: %+v", one)
	}
}

func TestMissing(t *testing.T) {
	for _, test := range []struct {
		missing, language string
		news, event       config.Missing
	}{
		{"page", "{}", config.MissingPage, config.MissingPage},
		{"link", "{}", config.MissingLink, config.MissingLink},
		{"hide", "{missing: page}", config.MissingPage, config.MissingPage},
		{"page", "{missing: hide}", config.MissingHide, config.MissingHide},
		{"{event: hide}", "{}", config.MissingPage, config.MissingHide},
		{"{default: link, event: page}", "{}", config.MissingLink, config.MissingPage},
		{"{event: page}", "{missing: link}", config.MissingLink, config.MissingLink},
		{"{event: hide}", "{missing: link}", config.MissingLink, config.MissingHide},
	} {
		s := load(t, `-- tract.yaml --
base_url: https://example.org/
source_language: fr
languages: {fr: {}, en: `+test.language+`}
missing: `+test.missing+`
messages: {ui-message-missing: off}
-- content/news/a.md --
---
{title: A, date: 2024-01-01}
---
-- content/events/b.md --
---
{title: B, start: 2024-01-01}
---
`).Site
		en := s.Language("en")
		news, event := s.Missing(s.Publication("news/a"), en), s.Missing(s.Publication("events/b"), en)
		if news != test.news || event != test.event {
			t.Errorf("missing: %s, in the language %s: %v and %v, want %v and %v", test.missing, test.language, news, event, test.news, test.event)
		}
		for id, missing := range map[string]config.Missing{"news/a": news, "events/b": event} {
			p := s.Publication(id)
			e, listed := s.Entry(p, en)
			if (p.Path(en) != "") != (missing == config.MissingPage) || listed != (missing != config.MissingHide) {
				t.Errorf("%s with %v: the page %q, listed %v", id, missing, p.Path(en), listed)
			}
			if missing == config.MissingLink && e.Path != p.Path(s.Source) {
				t.Errorf("%s: the list leads to %s", id, e.Path)
			}
		}
	}
}

func TestAnchors(t *testing.T) {
	s := load(t, head+`-- content/p/a.md --
---
title: A
---
## Un

### Deux

## Trois {#three}
-- content/p/a.en.md --
---
title: A
---
## One

### Two

## Drei
-- content/p/a.es.md --
---
title: A
---
## Uno
`).Site
	p := s.Publication("p/a")
	for _, test := range []struct {
		language, fragment, id string
		ok, known              bool
	}{
		{"fr", "", "", true, false},
		{"fr", "un", "un", true, true},
		{"en", "un", "one", true, true},
		{"en", "three", "drei", true, true},
		{"en", "two", "two", true, true},
		{"fr", "two", "deux", true, true},
		{"es", "deux", "", false, true},
		{"fr", "nowhere", "", false, false},
	} {
		id, ok, known := site.Anchor(p.Edition(s.Language(test.language)), test.fragment)
		if id != test.id || ok != test.ok || known != test.known {
			t.Errorf("#%s in %s: %q %v %v", test.fragment, test.language, id, ok, known)
		}
	}
}

func TestTerms(t *testing.T) {
	s := load(t, head+`-- taxonomies/topics.yaml --
water: {name: {fr: Eau, en: Water}, slug: {fr: eau}}
air: Air
-- content/p/a.md --
---
title: A
topics: [water, air, fire]
countries: [ci, MA]
---
-- content/p/b.en.md --
---
{title: B, source: en, topics: [water]}
---
`).Site
	topics := s.Taxonomy("topics")
	same(t, "no such taxonomy", s.Taxonomy("nowhere") == nil && topics.Term("nowhere") == nil, true)
	for id, want := range map[string]string{"water": "fr/topics/eau/ en/topics/water/ es/topics/water/", "air": "fr/topics/air/ en/topics/air/ es/topics/air/"} {
		var paths []string
		for _, l := range s.Languages {
			paths = append(paths, topics.Term(id).Path(l))
		}
		same(t, id, strings.Join(paths, " "), want)
	}
	for _, test := range []struct{ taxonomy, term, language, want string }{
		{"topics", "water", "fr", "Eau fr"}, {"topics", "water", "es", "Eau fr"}, {"topics", "air", "es", "Air "}, {"topics", "fire", "en", "fire "},
		{"countries", "MA", "fr", "Maroc fr"}, {"countries", "CI", "en", "Côte d’Ivoire en"}, {"countries", "MA", "es", "Marruecos es"},
	} {
		name, lang := s.Taxonomy(test.taxonomy).Term(test.term).Name(s.Language(test.language))
		same(t, test.term+" in "+test.language, name+" "+lang, test.want)
	}
	terms := slices.Clone(s.Taxonomy("countries").Terms)
	s.SortTerms(terms, s.Language("es"))
	same(t, "sorted", terms[0].ID+terms[1].ID, "CIMA")
	if l := topics.Term("water").List(s.Language("en")); l.Real() != 1 || len(l.Entries) != 2 {
		t.Errorf("the list of water: %d of %d", l.Real(), len(l.Entries))
	}
}

package site_test

import (
	"slices"
	"testing"

	"tract/generator/kind"
	"tract/generator/site"
)

// Every output has a writer's name and is declared under a name that a kind's
// file may hold, and none of those is without an output.
func TestOutputsAreDeclared(t *testing.T) {
	declared := map[string]bool{}
	names := map[string]bool{}
	for _, o := range site.Outputs() {
		declared[o.Declared] = true
		if names[o.Name] {
			t.Errorf("two outputs are called %s", o.Name)
		}
		names[o.Name] = true
	}
	for _, name := range kind.Outputs {
		if !declared[name] {
			t.Errorf("a kind may declare %s, which gives nothing", name)
		}
		delete(declared, name)
	}
	for name := range declared {
		t.Errorf("no kind may declare the output %s", name)
	}
}

const withOutputs = head + `-- kinds/leaflet.yaml --
kind: leaflet
folders: [leaflets]
chapters: true
outputs: [epub, email, share, calendar, cite, whole]
archive: [year, month, country, region]
fields:
  printed: {type: date, role: date}
  land: {type: country, role: country}
  part: {type: region, role: region}
-- content/leaflets/_index.md --
---
title: L
---
-- content/leaflets/one/index.md --
---
{title: Un, slug: premier, printed: 2024-03-01, land: SN, part: africa}
---
-- content/leaflets/one/chapter.md --
---
title: Chapitre
---
-- content/leaflets/two.md --
---
{title: Deux, printed: 2023-05-02, land: IN, part: asia}
---
-- content/leaflets/two.en.md --
---
title: Two
---
-- content/leaflets/three.md --
---
{title: Trois, printed: 2023-06-02, land: IN}
---
`

func TestOutputsOfAPublication(t *testing.T) {
	s := load(t, withOutputs).Site
	files := func(id, tag string) []string {
		var out []string
		for _, o := range s.Outputs(s.Publication(id), s.Language(tag)) {
			out = append(out, o.Name+" "+o.Path)
		}
		return out
	}
	same(t, "a work with chapters", files("leaflets/one", "fr"), []string{
		"epub fr/leaflets/premier/premier.epub", "email.html fr/leaflets/premier/email.html", "email.txt fr/leaflets/premier/email.txt",
		"message.eml fr/leaflets/premier/message.eml", "share.txt fr/leaflets/premier/share.txt", "calendar.ics fr/leaflets/premier/calendar.ics",
		"cite.bib fr/leaflets/premier/cite.bib", "cite.ris fr/leaflets/premier/cite.ris", "whole fr/leaflets/premier/whole/index.html"})
	same(t, "its chapter", files("leaflets/one/chapter", "fr"), []string{
		"share.txt fr/leaflets/premier/chapter/share.txt",
		"cite.bib fr/leaflets/premier/chapter/cite.bib", "cite.ris fr/leaflets/premier/chapter/cite.ris"})
	if got := files("leaflets/one", "en"); got != nil {
		t.Errorf("a page that stands in for a missing edition has outputs: %v", got)
	}
	if got := files("leaflets/two", "en"); len(got) != 8 {
		t.Errorf("a translation has the outputs %v", got)
	}
	same(t, "the calendar of a language", s.Calendar(s.Language("fr")), "fr/calendar.ics")
}

// Each route is found by its address as it stands among all routes.
func TestRoutesOfOutputsAndArchives(t *testing.T) {
	s := load(t, withOutputs).Site
	outputs, groups := 0, 0
	for _, r := range s.Routes() {
		switch r.Type {
		case site.OutputRoute, site.OutputPageRoute:
			outputs++
		case site.ArchiveRoute:
			groups++
		default:
			continue
		}
		if found, ok := s.Route(r.Path); !ok || found != r {
			t.Errorf("%s is %+v among all routes and %+v by its address", r.Path, r, found)
		}
	}
	if outputs < 25 || groups < 10 {
		t.Errorf("%d outputs and %d pages of archives", outputs, groups)
	}
	for _, p := range []string{"fr/leaflets/premier/two.epub", "en/leaflets/premier/premier.epub", "fr/leaflets/archive/1999/index.html", "fr/leaflets/premier/chapter/whole/index.html"} {
		if r, ok := s.Route(p); ok {
			t.Errorf("%s is %+v", p, r)
		}
	}
}

func TestArchives(t *testing.T) {
	s := load(t, withOutputs).Site
	var got []string
	fr := s.Language("fr")
	for _, sec := range s.Sections {
		for _, g := range sec.Groups {
			got = append(got, g.By+" "+g.ID+" "+g.Path(fr)+" "+titles(g.List(fr).Entries))
		}
	}
	// One region alone is no archive: the other texts name none.
	want := []string{
		"year 2024 fr/leaflets/archive/2024/ Un", "year 2023 fr/leaflets/archive/2023/ Trois Deux",
		"month 2024-03 fr/leaflets/archive/2024-03/ Un", "month 2023-06 fr/leaflets/archive/2023-06/ Trois", "month 2023-05 fr/leaflets/archive/2023-05/ Deux",
		"country in fr/leaflets/archive/in/ Trois Deux", "country sn fr/leaflets/archive/sn/ Un",
		"region africa fr/leaflets/archive/africa/ Un", "region asia fr/leaflets/archive/asia/ Deux"}
	same(t, "archives", got, want)
}

// A text that stands where an output goes is told, and the output wins.
func TestOutputTakesAnAddress(t *testing.T) {
	l := load(t, withOutputs+"-- content/leaflets/one/whole.md --\n---\ntitle: Tout\n---\n")
	if !slices.Contains(told(l.Messages), "address-clash content/leaflets/one/whole.md") {
		t.Errorf("told: %v", told(l.Messages))
	}
	if r, ok := l.Site.Route("fr/leaflets/premier/whole/index.html"); !ok || r.Type != site.OutputPageRoute {
		t.Errorf("at the address stands %+v", r)
	}
}

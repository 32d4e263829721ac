package site_test

import (
	"fmt"
	"strings"
	"testing"

	"tract/generator/site"
)

const gathering = head + `-- content/programmes/p.md --
---
title: p
topics: [water, land, bread]
related: [events/two, groups/g, nowhere, programmes/p, draft]
---
-- content/programmes/part.md --
---
title: part
---
-- content/events/one.md --
---
{title: one, start: 2026-01-01, topics: [water]}
---
-- content/events/two.md --
---
{title: two, start: 2020-01-01}
---
-- content/events/three.md --
---
{title: three, start: 2025-01-01, topics: [land, water, water]}
---
-- content/events/four.md --
---
{title: four, start: 2027-01-01, topics: [water], tags: [land]}
---
-- content/groups/g.md --
---
{title: g, topics: [bread]}
---
-- content/groups/h.md --
---
{title: h, related: [/programmes/p/, programmes/p]}
---
-- content/reports/r/index.md --
---
{title: r, topics: [other], countries: [SN]}
---
-- content/reports/r/chapter.md --
---
{title: chapter, topics: [water, land, bread]}
---
-- content/draft.md --
---
{title: draft, topics: [water], draft: true}
---
`

func gathered(s *site.Site, id string) string {
	var out []string
	for _, p := range s.Gathered(s.Publication(id)) {
		out = append(out, p.Source.Title)
	}
	return strings.Join(out, " ")
}

func TestGathered(t *testing.T) {
	l := load(t, gathering)
	for id, want := range map[string]string{
		"programmes/p":    "two g h three four one",
		"events/two":      "p",
		"events/one":      "four three p",
		"programmes/part": "",
		"reports/r":       "",
		// A chapter's own work is not among what belongs to it.
		"reports/r/chapter": "three four one g p",
	} {
		for range 2 {
			if got := gathered(l.Site, id); got != want {
				t.Errorf("%s: %s, wanted %s", id, got, want)
			}
		}
	}
}

// Of each kind only the nearest are gathered, in whatever order they come.
func TestGatheredIsBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString(head + "-- content/programmes/p.md --\n---\n{title: p, topics: [a, b]}\n---\n")
	for i := range 200 {
		topics := "a"
		if i%7 == 0 {
			topics = "a, b"
		}
		fmt.Fprintf(&b, "-- content/news/n%03d.md --\n---\n{title: n%03d, date: %d-01-01, topics: [%s]}\n---\n", i, i, 1800+i*37%200, topics)
		fmt.Fprintf(&b, "-- content/groups/g%03d.md --\n---\n{title: g%03d, topics: [b]}\n---\n", i, i)
	}
	s := load(t, b.String()).Site
	kinds := map[string]int{}
	last := 3000
	for i, p := range s.Gathered(s.Publication("programmes/p")) {
		kinds[p.Kind.Name]++
		if p.Kind.Name != "news" {
			continue
		}
		if i < kinds["news"]-1 || len(p.Terms["topics"]) != 2 || p.Date.Year > last {
			t.Errorf("%d: %s of %d", i, p.ID, p.Date.Year)
		}
		last = p.Date.Year
	}
	if kinds["news"] != 24 || kinds["groups"] != 0 || kinds["group"] != 24 {
		t.Errorf("gathered: %v", kinds)
	}
}

// BenchmarkGathered is a site of 1,700 publications that all share a topic.
func BenchmarkGathered(b *testing.B) {
	var text strings.Builder
	text.WriteString(head)
	for i := range 1700 {
		fmt.Fprintf(&text, "-- content/news/n%04d.md --\n---\n{title: n, date: %d-01-01, topics: [a, t%d, t%d]}\n---\n", i, 1000+i*337%997, i%5, i%9)
	}
	s := load(&testing.T{}, text.String()).Site
	b.ResetTimer()
	for i := range b.N {
		if i%len(s.Publications) == 0 {
			b.StopTimer()
			s = s.WithWords(s.Catalogue)
			b.StartTimer()
		}
		s.Gathered(s.Publications[i%len(s.Publications)])
	}
}

package site_test

import (
	"testing"
)

const feeds = head + `-- content/news/one.md --
---
{title: Une, date: 2024-01-02, countries: [SN]}
---
-- content/news/one.en.md --
---
title: One
---
-- content/campaign/_index.md --
---
title: Campagne
---
-- content/campaign/two.md --
---
{title: Deux, kind: news, date: 2024-03-02, related: [groups/dakar]}
---
-- content/groups/dakar.md --
---
{title: Dakar, country: SN}
---
-- content/events/only.md --
---
{title: Rencontre, start: 2024-05-01}
---
`

// A kind has a feed of its own where its publications lie in several sections;
// a group has one of what it names, what names it and what its country has.
func TestFeedsOfKindsAndGroups(t *testing.T) {
	s := load(t, feeds).Site
	fr, en := s.Language("fr"), s.Language("en")
	same(t, "kinds with a feed", s.KindFeeds(fr), []string{"news"})
	if got := s.KindFeeds(en); len(got) > 0 {
		t.Errorf("in English one section has all news, and there are feeds of %v", got)
	}
	same(t, "newest", titles(s.Newest(fr, "news", 9)), "Deux Une")
	var about []string
	for _, p := range s.About(s.Publication("groups/dakar")) {
		about = append(about, p.ID)
	}
	same(t, "about a group", about, []string{"campaign/two", "news/one"})
	found := 0
	for _, r := range s.Routes() {
		if r.Kind == "" && (r.Publication == nil || r.Output != "feed.xml" && r.Output != "feed.json") {
			continue
		}
		found++
		if got, ok := s.Route(r.Path); !ok || got != r {
			t.Errorf("%s is %+v among all routes and %+v by its address", r.Path, r, got)
		}
	}
	if found != 4 {
		t.Errorf("%d feeds of kinds and groups, want 4", found)
	}
	for _, p := range []string{"fr/feeds/event.xml", "en/feeds/news.xml", "fr/feeds/news.html", "en/groups/dakar/feed.xml", "fr/news/one/feed.xml"} {
		if r, ok := s.Route(p); ok {
			t.Errorf("%s is %+v", p, r)
		}
	}
}

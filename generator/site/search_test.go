package site_test

import (
	"strings"
	"testing"

	"tract/generator/site"
)

const searchSite = `-- tract.yaml --
base_url: https://example.org/
source_language: fr
languages: {fr: {}, en: {}}
-- content/pages/a.fr.md --
---
title: A
---

Texte.
-- content/pages/a.en.md --
---
title: A
---

Text.
-- content/pages/b.fr.md --
---
title: B
date: 2024-02-03
---

Texte.
-- content/pages/c.fr.md --
---
title: C
draft: true
---

Texte.
`

// searchRoutes are the paths of a site's search routes.
func searchRoutes(s *site.Site) string {
	var paths []string
	for _, r := range s.Routes() {
		if r.Type == site.SearchRoute || r.Type == site.SearchIndexRoute {
			paths = append(paths, r.Path)
		}
	}
	return strings.Join(paths, " ")
}

func TestSearchRoutes(t *testing.T) {
	s := load(t, searchSite).Site
	same(t, "routes", searchRoutes(s), "en/search/d0.js en/search/index.html en/search/index.js en/search/w0.js "+
		"fr/search/d0.js fr/search/index.html fr/search/index.js fr/search/w0.js")
	var searched []string
	for _, l := range s.Languages {
		for _, e := range s.Searched(l) {
			searched = append(searched, e.File.Path)
		}
	}
	same(t, "searched", strings.Join(searched, " "), "content/pages/b.fr.md content/pages/a.fr.md content/pages/a.en.md")
	for _, p := range []string{"fr/search/w1.js", "fr/search/w00.js", "fr/search/w-1.js", "fr/search/x0.js", "fr/search/d.js", "fr/search/", "fr/search/w0.json", "search/index.html", "fr/search/w0/index.html"} {
		if r, ok := s.Route(p); ok {
			t.Errorf("%s is found: %+v", p, r)
		}
	}
	same(t, "routes without search", searchRoutes(load(t, strings.Replace(searchSite, "base_url", "search: false\nbase_url", 1)).Site), "")
	for _, e := range s.Indexed(s.Languages[0]) {
		if strings.Contains(e.Path, "search") {
			t.Errorf("%s stands in the sitemap", e.Path)
		}
	}
}

// A text that is called search keeps its address.
func TestSearchGivesWay(t *testing.T) {
	archive := searchSite + "-- content/search.fr.md --\n---\ntitle: Chercher\n---\n\nTexte.\n-- content/search-2/a.fr.md --\n---\ntitle: X\n---\n\nTexte.\n"
	l := load(t, archive)
	for _, m := range l.Messages {
		if strings.HasPrefix(m.ID, "address-") {
			t.Errorf("told: %s %v", m.ID, m.Args)
		}
	}
	same(t, "search page", l.Site.SearchPath(l.Site.Languages[0]), "fr/search-3/")
	if r, ok := l.Site.Route("fr/search/index.html"); !ok || r.Type != site.PublicationRoute {
		t.Errorf("the text is not found: %+v", r)
	}
	if r, ok := l.Site.Route("fr/search-3/index.js"); !ok || r.Type != site.SearchIndexRoute {
		t.Errorf("the index is not found: %+v", r)
	}
}

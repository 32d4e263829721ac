package sitemap_test

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"tract/generator/build"
)

const archive = `-- tract.yaml --
base_url: https://example.org/x/
source_language: fr
languages: {fr: {}, en: {}, ar: {}}
messages: {ui-message-missing: off, term-unlisted: off}
-- content/news/one.md --
---
title: Une
slug: "grève & co"
date: 2024-05-01
tags: [laine]
aliases: [vieux]
---
-- content/news/one.en.md --
---
title: One
updated: 2024-06-01
---
-- content/news/two.md --
---
title: Deux
date: 2024-05
---
-- content/empty/_index.en.md --
---
title: Empty
---
`

type urlset struct {
	URLs []struct {
		Loc   string `xml:"loc"`
		Mod   string `xml:"lastmod"`
		Links []struct {
			Rel  string `xml:"rel,attr"`
			Lang string `xml:"hreflang,attr"`
			Href string `xml:"href,attr"`
		} `xml:"http://www.w3.org/1999/xhtml link"`
	} `xml:"url"`
}

func render(t *testing.T, path string) []byte {
	t.Helper()
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	l := build.Load(build.Settings{Files: files})
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

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestIndex(t *testing.T) {
	var index struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
		Maps    []string `xml:"sitemap>loc"`
	}
	if err := xml.Unmarshal(render(t, "sitemap.xml"), &index); err != nil {
		t.Fatal(err)
	}
	same(t, "maps", index.Maps, []string{"https://example.org/x/ar/sitemap.xml", "https://example.org/x/en/sitemap.xml", "https://example.org/x/fr/sitemap.xml"})
	robots := string(render(t, "robots.txt"))
	if !strings.Contains(robots, "\nSitemap: https://example.org/x/sitemap.xml\n") || strings.Contains(robots, "Disallow: /") {
		t.Error(robots)
	}
}

func TestLanguage(t *testing.T) {
	pages := map[string]map[string]string{}
	changed := map[string]string{}
	for _, lang := range []string{"fr", "en", "ar"} {
		var set urlset
		if err := xml.Unmarshal(render(t, lang+"/sitemap.xml"), &set); err != nil {
			t.Fatal(err)
		}
		for _, u := range set.URLs {
			group := map[string]string{}
			for _, l := range u.Links {
				if l.Rel != "alternate" {
					t.Errorf("rel %s", l.Rel)
				}
				group[l.Lang] = l.Href
			}
			if pages[u.Loc] != nil || !strings.HasPrefix(u.Loc, "https://example.org/x/"+lang+"/") {
				t.Errorf("%s in the map of %s", u.Loc, lang)
			}
			pages[u.Loc], changed[u.Loc] = group, u.Mod
		}
	}
	const base = "https://example.org/x/"
	one := map[string]string{"fr": base + "fr/news/gr%C3%A8ve-&-co/", "en": base + "en/news/one/"}
	if _, ok := pages[base+"fr/news/gr%C3%A8ve-&-co/"]; !ok {
		one["fr"] = base + "fr/news/gr%C3%A8ve-%26-co/"
	}
	for _, at := range one {
		group := pages[at]
		delete(group, "x-default")
		same(t, at, group, one)
	}
	same(t, "changed", []string{changed[one["fr"]], changed[one["en"]], changed[base+"fr/news/two/"]}, []string{"2024-05-01", "2024-06-01", ""})
	for _, absent := range []string{base + "en/news/two/", base + "ar/news/two/", base + "ar/news/", base + "ar/tags/", base + "ar/tags/laine/", base + "fr/vieux/", base + "fr/404.html", base} {
		if _, ok := pages[absent]; ok {
			t.Errorf("%s is in a map", absent)
		}
	}
	for _, present := range []string{base + "fr/", base + "en/", base + "ar/", base + "fr/news/", base + "en/news/", base + "fr/tags/laine/", base + "en/tags/laine/"} {
		if _, ok := pages[present]; !ok {
			t.Errorf("%s is in no map", present)
		}
	}
	for at, group := range pages {
		for lang, href := range group {
			if lang != "x-default" && pages[href] == nil {
				t.Errorf("%s names %s, which is in no map", at, href)
			}
			if lang != "x-default" && pages[href] != nil && pages[href][lang] != href {
				t.Errorf("%s does not name itself", href)
			}
		}
	}
}

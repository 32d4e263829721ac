package html_test

import (
	"net/url"
	"strings"
	"testing"
)

// A page that stands in for an edition leads to the forge, to begin that edition
// beside the one that there is, named in the same way; any other to its file.
func TestTranslateThisPage(t *testing.T) {
	page := func(title string) string { return "---\ntitle: " + title + "\ndate: 2024-01-01\n---\nTexte.\n" }
	site := func(files ...string) string {
		out := "-- tract.yaml --\nbase_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}, ar: {}}\n" +
			"repository: {url: https://forge.example/a, forge: gitlab}\nbranch: trunk\nmessages: {ui-message-missing: off}\n"
		for i := 0; i < len(files); i++ {
			out += "-- " + files[i] + " --\n" + page("A")
		}
		return out
	}
	for _, test := range []struct {
		name  string
		files []string
		page  string
		want  string // of forge.example/a
	}{
		{"its own file", []string{"content/news/a.fr.md"}, "fr/news/a/index.html", "-/edit/trunk/content/news/a.fr.md"},
		{"suffix", []string{"content/news/a.fr.md"}, "ar/news/a/index.html", "-/new/trunk/content/news?file_name=a.ar.md"},
		{"no suffix", []string{"content/news/a.md"}, "ar/news/a/index.html", "-/new/trunk/content/news?file_name=a.ar.md"},
		{"bundle", []string{"content/news/a/index.fr.md"}, "ar/news/a/index.html", "-/new/trunk/content/news/a?file_name=index.ar.md"},
		{"tree", []string{"content/fr/news/a.md", "content/ar/news/b.md"}, "ar/news/a/index.html", "-/new/trunk/content/ar/news?file_name=a.md"},
		{"tree, its first text", []string{"content/fr/news/a.md"}, "ar/news/a/index.html", "-/new/trunk/content/ar/news?file_name=a.md"},
		{"tree with the source at the root", []string{"content/news/a.md", "content/ar/news/b.md"}, "ar/news/a/index.html", "-/new/trunk/content/ar/news?file_name=a.md"},
		{"a dot in the name", []string{"content/news/a.b.fr.md"}, "ar/news/a.b/index.html", "-/new/trunk/content/news?file_name=a.b.ar.md"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := render(t, load(t, site(test.files...)), test.page)
			var got []string
			for _, href := range p.all("a", "href") {
				if rest, ok := strings.CutPrefix(href, "https://forge.example/a/"); ok {
					rest, _ = url.PathUnescape(rest)
					got = append(got, rest)
				}
			}
			same(t, "links to the forge", got, []string{test.want})
			words := "Corriger cette page"
			if strings.HasPrefix(test.page, "ar/") {
				words = "ترجم هذه الصفحة"
			}
			if !strings.Contains(p.text, words) {
				t.Errorf("the link is not called %q", words)
			}
		})
	}
}

// A chapter's page leads to its siblings, itself marked among them.
func TestSiblings(t *testing.T) {
	p := render(t, load(t, archive), "fr/reports/watch/one/index.html")
	same(t, "the chapter itself", p.all("a", "href", "aria-current", "page"), []string{"index.html"})
	if links := strings.Join(p.all("a", "href"), " "); !strings.Contains(links, "index.html ../two/index.html") {
		t.Errorf("links: %s", links)
	}
	if work := render(t, load(t, archive), "fr/reports/watch/index.html"); strings.Contains(work.text, "siblings") {
		t.Error("a work has siblings")
	}
}

// home is a site whose home page has something to ask and to tell.
const home = `-- tract.yaml --
base_url: https://example.org/
source_language: fr
languages: {fr: {}, ar: {}}
messages: {ui-message-missing: off}
CONFIG
-- content/declarations/old.md --
---
title: Ancien
date: 2020-01-01
sign_until: 2020-06-01
---
-- content/declarations/open.md --
---
title: Ouverte
date: 2024-01-01
sign_until: 2030-01-01
---
-- content/declarations/closed.md --
---
title: Plus récente, qu’on ne signe pas
date: 2025-01-01
---
-- content/newsletters/n1.md --
---
title: Lettre 1
date: 2025-03-01
---
-- content/newsletters/n2.md --
---
title: Lettre 2
date: 2025-06-01
---
-- content/groups/dakar.md --
---
title: Dakar
---
-- content/groups/dakar.ar.md --
---
title: داكار
---
`

func actions(p page) []string {
	return append(p.all("a", "href", "class", "button"), p.all("a", "", "class", "button")...)
}

// Without a word in tract.yaml a home page asks to sign what can be signed, to
// subscribe and to join; with it, what it says.
func TestHomeActions(t *testing.T) {
	for _, test := range []struct {
		config, day, page string
		want              []string
	}{
		{"", "", "fr/index.html", []string{"declarations/open/index.html", "newsletters/index.html", "groups/index.html", "Signer", "S’abonner", "Rejoindre"}},
		{"", "2031-01-01", "fr/index.html", []string{"newsletters/index.html", "groups/index.html", "S’abonner", "Rejoindre"}},
		// What cannot be read in the reader's language is not to be signed.
		{"", "", "ar/index.html", []string{"newsletters/index.html", "groups/index.html", "اشترك في النشرة", "انضمّ إلينا"}},
		{"home: {actions: []}", "", "fr/index.html", nil},
		{"home: {actions: [groups/dakar, {to: \"https://example.net/\", label: {fr: Donner}}]}", "", "fr/index.html",
			[]string{"groups/dakar/index.html", "https://example.net/", "Dakar", "Donner"}},
		{"home: {actions: [groups/dakar, {to: \"https://example.net/\", label: {fr: Donner}}]}", "", "ar/index.html",
			[]string{"groups/dakar/index.html", "https://example.net/", "داكار", "Donner"}},
	} {
		p := render(t, loadOn(t, strings.Replace(home, "CONFIG", test.config, 1), test.day), test.page)
		got := actions(p)
		if len(got) == 0 {
			got = nil
		}
		same(t, test.config+" "+test.page+" "+test.day, got, test.want)
	}
}

// The newest of all leads, the newest of each section follow, without it.
func TestHomeNewest(t *testing.T) {
	p := render(t, load(t, strings.Replace(home, "CONFIG", "", 1)), "fr/index.html")
	same(t, "headings", p.all("h3", ""), []string{"Lettre 2", "Lettres d’information", "Déclarations"})
	if n := strings.Count(p.text, "Lettre 2</a>"); n != 1 {
		t.Errorf("the newest stands %d times on the page", n)
	}
}

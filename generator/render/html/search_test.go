package html_test

import (
	"strings"
	"testing"
)

const searched = `-- tract.yaml --
title: Titre
base_url: https://example.org/
source_language: fr
languages: {fr: {}, ar: {}}
messages: {term-unlisted: off, ui-message-missing: off}
-- content/programmes/_index.fr.md --
---
title: Programmes
---
-- content/programmes/a.fr.md --
---
title: A
tags: [eau]
---

Texte.
`

// The search page asks to be left alone by search engines, loads one script, and
// leads those without script on; all pages lead to it.
func TestSearchPage(t *testing.T) {
	page := pageAt(t, searched, "fr/search/index.html")
	for _, want := range []string{`<meta name="robots" content="noindex">`, `role="search"`, `action="index.html"`, `assets/search.js?v=`, `<noscript>`,
		`role="status"`, `href="../programmes/index.html"`, `href="../tags/index.html"`, `href="../../ar/search/index.html"`, "form-action &#39;self&#39;"} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not on the search page", want)
		}
	}
	for _, not := range []string{`rel="canonical"`, `hreflang="x-default"`} {
		if strings.Contains(page, not) {
			t.Errorf("%s is on the search page", not)
		}
	}
	for path, want := range map[string]string{
		"fr/programmes/a/index.html": `href="../../search/index.html"`, "ar/programmes/a/index.html": `href="../../search/index.html"`,
		"fr/index.html": `href="search/index.html"`, "404.html": `action="/fr/search/"`,
	} {
		if page := pageAt(t, searched, path); !strings.Contains(page, want) || strings.Contains(page, "search.js") {
			t.Errorf("%s has no %s, or has the script", path, want)
		}
	}
	off := strings.Replace(searched, "title: Titre", "title: Titre\nsearch: false", 1)
	if page := pageAt(t, off, "fr/programmes/a/index.html"); strings.Contains(page, "search") || !strings.Contains(page, "form-action &#39;none&#39;") {
		t.Error("without search a page still speaks of it")
	}
	folders := strings.Replace(searched, "title: Titre", "title: Titre\nlinks: folder", 1)
	if page := pageAt(t, folders, "fr/search/index.html"); !strings.Contains(page, `action="./"`) {
		t.Error("with links to folders the form does not lead to its own")
	}
}

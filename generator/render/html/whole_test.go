package html_test

import (
	"bytes"
	"strings"
	"testing"
)

// pageAt is the HTML of a page of a site.
func pageAt(t *testing.T, archive, path string) string {
	t.Helper()
	var out bytes.Buffer
	if found, err := load(t, archive).Render(&out, path); !found || err != nil {
		t.Fatalf("%s: %v, %v", path, found, err)
	}
	return out.String()
}

const volume = `-- tract.yaml --
base_url: https://example.org/
source_language: fr
languages: {fr: {}, ar: {digits: arab}}
messages: {ui-message-missing: off, image-no-alternative: off}
-- content/reports/v/index.fr.md --
---
title: Volume
date: 2024-01-01
authors: [Réseau]
---
Voir [la suite](two.md#plus) et [le début](one.md).

![Un graphique](a.svg "Première figure")
-- content/reports/v/index.ar.md --
---
title: المجلد
---
نص
-- content/reports/v/one.fr.md --
---
{title: Un, weight: 1}
---
## Début

![Un graphique](a.svg "Deuxième figure")

![Chiffres](n.csv)

Note[^1].

[^1]: La note.
-- content/reports/v/two.fr.md --
---
{title: Deux <b>, weight: 2}
---
## Plus

### Encore
-- content/reports/v/n.csv --
a,b
x,1
-- content/reports/v/a.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>
`

// All chapters stand on one page: with headings in order, ids of their own,
// links that stay on it, and the numbers that figures have elsewhere.
func TestWholeWork(t *testing.T) {
	page := pageAt(t, volume, "fr/reports/v/whole/index.html")
	for _, want := range []string{
		`<h2 id="text-1">Un</h2>`, `<h2 id="text-2">Deux &lt;b&gt;</h2>`,
		`<h3 id="text-1-début">`, `<h3 id="text-2-plus">`, `<h4 id="text-2-encore">`,
		`href="#text-2-plus"`, `href="#text-1"`,
		`<span class="number">Figure 1.</span> Première figure`, `<span class="number">Figure 1.1.</span> Deuxième figure`,
		`<span class="number">Tableau 1.1.</span> Chiffres`, `id="text-1-fn-1"`,
		`<link rel="canonical" href="https://example.org/fr/reports/v/">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
	if strings.Contains(page, "hreflang=\"x-default\"") {
		t.Error("a page that repeats texts has alternates")
	}
}

func TestWholeWorkFallsBack(t *testing.T) {
	page := pageAt(t, volume, "ar/reports/v/whole/index.html")
	for _, want := range []string{`<div class="text" lang="fr" dir="ltr">`, `class="fallback"`, `<h2 id="text-1" lang="fr" dir="ltr">Un</h2>`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
}

func TestCitation(t *testing.T) {
	page := pageAt(t, volume, "fr/reports/v/index.html")
	for _, want := range []string{"Réseau, 2024. «\u00a0Volume\u00a0», example.org.", `href="cite.bib"`, `href="cite.ris"`, `href="whole/index.html"`, `<meta name="citation_title" content="Volume">`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
	undated := strings.Replace(volume, "date: 2024-01-01", "weight: 1", 1)
	if page = pageAt(t, undated, "fr/reports/v/index.html"); !strings.Contains(page, "Réseau, s.\u00a0d. «\u00a0") || strings.Contains(page, "d.. ") {
		t.Errorf("an undated work: %s", page)
	}
	if page = pageAt(t, volume, "ar/reports/v/one/index.html"); strings.Contains(page, "cite.bib") || strings.Contains(page, "citation_title") {
		t.Error("a page that stands in for a missing edition says how to cite it")
	}
}

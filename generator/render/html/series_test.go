package html_test

import (
	"strings"
	"testing"
)

const watch = `-- tract.yaml --
title: Réseau
base_url: https://example.org/
source_language: fr
languages: {fr: {}, en: {}, ar: {digits: arab}}
series: {watch: {fr: Veille, en: Watch}}
messages: {ui-message-missing: off}
-- content/reports/c.fr.md --
---
title: Le premier
date: 2025-01-01
series: watch
volume: 1
---
-- content/reports/b.fr.md --
---
title: Le deuxième
date: 2020-01-01
series: watch
volume: 2
---
-- content/reports/b.en.md --
---
title: The second
---
-- content/reports/a.fr.md --
---
title: Le dixième
date: 2022-01-01
series: watch
volume: 10
---
-- content/reports/z.fr.md --
---
title: Sans collection
date: 2023-01-01
---
`

// TestSeries: a volume names its series in the reader's language, lists all
// volumes by their numbers, and leads to those beside it, whatever their dates.
func TestSeries(t *testing.T) {
	l := load(t, watch)
	p := render(t, l, "en/reports/b/index.html")
	for _, want := range []string{
		`<dd><bdi>Watch</bdi></dd>`, `<h2>The volumes of the series</h2>`,
		`<a rel="prev" href="../c/index.html">`, `<a rel="next" href="../a/index.html">`,
		`aria-current="page">The second</a>`,
		`"isPartOf":{"@type":"CreativeWorkSeries","name":"Watch"}`, `<meta name="citation_series_title" content="Watch">`, `<meta name="citation_volume" content="2">`,
	} {
		if !strings.Contains(p.text, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
	first, second, tenth := strings.Index(p.text, "Le premier</a>"), strings.Index(p.text, "The second</a>"), strings.Index(p.text, "Le dixième</a>")
	if first < 0 || second < first || tenth < second {
		t.Errorf("the volumes stand at %d, %d, %d", first, second, tenth)
	}
	if p = render(t, l, "ar/reports/a/index.html"); !strings.Contains(p.text, "المجلد ١٠") || !strings.Contains(p.text, `<span lang="fr" dir="ltr">Veille</span>`) && !strings.Contains(p.text, `lang="fr" dir="ltr">Veille<`) {
		t.Errorf("in Arabic: %s", p.text)
	}
	if p = render(t, l, "fr/reports/z/index.html"); strings.Contains(p.text, `class="series"`) {
		t.Error("a report without a series has one")
	}
}

// TestAuthorsInData: what an author is, in schema.org's terms.
func TestAuthorsInData(t *testing.T) {
	l := load(t, `-- tract.yaml --
title: Réseau
base_url: https://example.org/
source_language: fr
languages: {fr: {}, en: {}}
messages: {ui-message-missing: off}
-- content/reports/a.fr.md --
---
title: A
authors: [Ludwig van Beethoven, "García Márquez, Gabriel", {name: Comité, type: organisation}]
identifiers: {isbn: 978-2-1234-5680-3, document: D/1}
---
-- content/reports/a.en.md --
---
title: A
---
`)
	p := render(t, l, "fr/reports/a/index.html")
	want := `"author":[{"@type":"Person","name":"Ludwig van Beethoven"},{"@type":"Person","familyName":"García Márquez","givenName":"Gabriel","name":"Gabriel García Márquez"},{"@type":"Organization","name":"Comité"}]`
	if !strings.Contains(p.text, want) || !strings.Contains(p.text, "<bdi>Gabriel García Márquez</bdi>") || !strings.Contains(p.text, "ISBN 978-2-1234-5680-3.") {
		t.Errorf("the page does not hold %s:\n%s", want, p.text)
	}
	p = render(t, l, "en/reports/a/index.html")
	if n := strings.Count(p.text, "978-2-1234-5680-3"); n != 1 || !strings.Contains(p.text, `"translationOfWork":{"@type":"Report","identifier":[{"@type":"PropertyValue","propertyID":"ISBN","value":"978-2-1234-5680-3"}`) {
		t.Errorf("the translation names the ISBN %d times", n)
	}
}

// TestCounted: volumes, issues and chapters are counted as each language does.
func TestCounted(t *testing.T) {
	l := load(t, `-- tract.yaml --
title: Network
base_url: https://example.org/
source_language: en
languages: {en: {}, zh: {}}
messages: {ui-message-missing: off}
-- content/newsletters/a.en.md --
---
title: A
number: 11
date: 2026-01-01
---
-- content/newsletters/a.zh.md --
---
title: 甲
---
-- content/reports/r/index.en.md --
---
title: R
---
-- content/reports/r/one.en.md --
---
title: One
weight: 5
---
-- content/reports/r/two.en.md --
---
title: Two
weight: 7
---
`)
	for path, want := range map[string]string{
		"en/newsletters/a/index.html": "<span>Issue 11</span>",
		"zh/newsletters/a/index.html": "<span>第11期</span>",
		"en/reports/r/two/index.html": "<span>Chapter 2</span>",
	} {
		if p := render(t, l, path); !strings.Contains(p.text, want) {
			t.Errorf("%s does not hold %s:\n%s", path, want, p.text)
		}
	}
}

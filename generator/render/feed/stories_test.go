package feed_test

import (
	"encoding/json"
	"strings"
	"testing"
)

const letters = `-- tract.yaml --
title: Réseau
base_url: https://example.org/x/
source_language: fr
languages: {fr: {}, en: {}, ar: {fallback: [fr]}}
messages: {ui-message-missing: off}
-- content/newsletters/one/index.fr.md --
---
title: Lettre
kind: newsletter
number: 1
date: 2026-01-02
---

Au sommaire[^1].

[^1]: Une note.
-- content/newsletters/one/index.ar.md --
---
title: رسالة
---

في هذا العدد.
-- content/newsletters/one/story.fr.md --
---
title: Un <récit> & sa suite
---

Texte du récit[^1].

[^1]: Autre note.
-- content/newsletters/one/told.fr.md --
---
title: Conté
---

Conte.
-- content/newsletters/one/told.ar.md --
---
title: حكاية
---

نص الحكاية هنا.
`

// A newsletter reads in a feed with its stories; one that has no edition in the
// feed's language stands there in the nearest, and the feed says so in its own.
func TestStories(t *testing.T) {
	l := load(t, letters)
	f := parse(t, render(t, l, "ar/feed.xml"))
	same(t, "entries", len(f.Entries), 1)
	text := f.Entries[0].Content.Text
	for _, want := range []string{
		`<div lang="ar" dir="rtl"><p>في هذا العدد.</p>`,
		`<h2 lang="fr" dir="ltr"><a href="https://example.org/x/ar/newsletters/one/story/">Un &lt;récit&gt; &amp; sa suite</a></h2>`,
		`<aside><p><bdi>هذا النص غير متاح`,
		`<div lang="fr" dir="ltr"><p>Texte du récit`,
		`<h2 lang="ar" dir="rtl"><a href="https://example.org/x/ar/newsletters/one/told/">حكاية</a></h2><div lang="ar" dir="rtl"><p>نص الحكاية هنا.</p>`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the entry lacks %s\n%s", want, text)
		}
	}
	if n := strings.Count(text, "<aside>"); n != 1 {
		t.Errorf("%d notices, want one: %s", n, text)
	}

	french := parse(t, render(t, l, "fr/feed.xml")).Entries[0].Content.Text
	if strings.Contains(french, "<aside>") {
		t.Errorf("a notice on texts that are all there: %s", french)
	}
	for _, id := range []string{`id="fn-1"`, `id="p1-fn-1"`} {
		if strings.Count(french, id) != 1 {
			t.Errorf("%s stands %d times: %s", id, strings.Count(french, id), french)
		}
	}
	if english := parse(t, render(t, l, "en/feed.xml")); len(english.Entries) != 0 {
		t.Errorf("a feed holds what its language has not: %v", english.Entries)
	}
	var items struct {
		Items []struct {
			HTML string `json:"content_html"`
		}
	}
	if err := json.Unmarshal(render(t, l, "ar/feed.json"), &items); err != nil {
		t.Fatal(err)
	}
	same(t, "the JSON feed", items.Items[0].HTML, text)
}

// Entries say their language, for programs that take them out of their feed.
func TestEntryLanguage(t *testing.T) {
	if out := string(render(t, load(t, letters), "ar/feed.xml")); strings.Count(out, `<entry xml:lang="ar">`) != 1 {
		t.Error(out)
	}
}

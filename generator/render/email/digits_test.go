package email_test

import (
	"strings"
	"testing"

	"tract/generator/render/email"
)

// Notes and lists are numbered in the digits of their text.
func TestNumbers(t *testing.T) {
	s := load(t, `-- tract.yaml --
title: T
base_url: https://example.org/
source_language: fr
languages: {fr: {}, ar: {digits: arab}, bn: {}}
messages: {ui-message-missing: off}
-- kinds/letter.yaml --
kind: letter
folders: [letters]
outputs: [email]
-- content/letters/twelve/index.fr.md --
---
title: Lettre
---
Un[^n].

1. Premier

[^n]: Note.
-- content/letters/twelve/index.ar.md --
---
title: رسالة
---
واحد[^ن].

1. أولًا

[^ن]: حاشية.
-- content/letters/twelve/index.bn.md --
---
title: চিঠি
---
এক[^ন]।

1. প্রথম

[^ন]: টীকা।
`, "")
	for language, want := range map[string][3]string{
		"fr": {"[^1]", "1. Premier", ">1</a>"},
		"ar": {"[^١]", "١. أولًا", ">١</a>"},
		"bn": {"[^১]", "১. প্রথম", ">১</a>"},
	} {
		text, page := render(t, s, language, email.Text), render(t, s, language, email.HTML)
		if strings.Count(text, want[0]) != 2 || !strings.Contains(text, want[1]) {
			t.Errorf("%s: %s", language, text)
		}
		if !strings.Contains(page, want[2]) {
			t.Errorf("%s: %s", language, page)
		}
		counter := map[string]string{"ar": "list-style-type:arabic-indic", "bn": "list-style-type:bengali"}[language]
		if got := strings.Count(page, "list-style-type:"); counter != "" && strings.Count(page, counter) != 2 || counter == "" && got > 0 {
			t.Errorf("%s: lists are counted with %d styles in %s", language, got, page)
		}
	}
}

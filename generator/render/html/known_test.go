package html_test

import (
	"strings"
	"testing"
)

// An entry of a section's list does not repeat the section's kind, and one
// without a date is told by its countries; other lists tell the kind, but for
// that of plain pages.
func TestWhatEntriesSay(t *testing.T) {
	l := load(t, `-- tract.yaml --
title: R
base_url: https://example.org/
source_language: en
languages: {en: {}}
messages: {ui-message-missing: off, term-unlisted: off}
-- content/groups/a.md --
---
title: A
countries: [SN, GH]
tags: [x]
---
-- content/groups/b.md --
---
title: B
countries: [SN, GH, KE, ZA]
---
-- content/groups/c.md --
---
title: C
kind: news
date: 2026-01-01
countries: [SN]
tags: [x]
---
-- content/pages/d.md --
---
title: D
tags: [x]
---
`)
	section := render(t, l, "en/groups/index.html").text
	term := render(t, l, "en/tags/x/index.html").text
	for _, c := range []struct{ where, text, entry, want, not string }{
		{"section", section, "A", "Ghana", "Group<"},
		{"section", section, "B", "B", "Kenya"},
		{"section", section, "C", "News", "Senegal"},
		{"term", term, "A", ">Group<", "Ghana"},
		{"term", term, "D", "D", `class="kind"`},
	} {
		_, entry, ok := strings.Cut(c.text, ">"+c.entry+"</a></h3>")
		if entry, _, _ = strings.Cut(entry, "</li>"); !ok || c.want != c.entry && !strings.Contains(entry, c.want) || strings.Contains(entry, c.not) {
			t.Errorf("%s: the entry %s has %q; wanted %s, not %s", c.where, c.entry, entry, c.want, c.not)
		}
	}
}

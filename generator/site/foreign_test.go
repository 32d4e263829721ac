package site_test

import "testing"

// TestForeignFields: what another generator's schema explains is one warning
// for each field, and keeps no page back.
func TestForeignFields(t *testing.T) {
	l := load(t, head+`-- content/fr/a.md --
---
title: A
authors: [{name: Amina}]
slug: web/html/a
publish: true
---
-- content/fr/b.md --
---
title: B
authors: {name: Ben}
source: Medium
draft: "false"
---
-- content/en/b.md --
---
title: B
draft: "true"
---
-- content/fr/c/_index.md --
---
title: C
slug: /c/
---
`)
	same(t, "messages", told(l.Messages), []string{"field-foreign content/fr/a.md", "field-foreign content/fr/a.md",
		"field-foreign content/fr/b.md", "field-foreign content/fr/b.md", "field-foreign content/fr/c/_index.md"})
	same(t, "publications", publications(l.Site), map[string]string{"a": "fr", "b": "fr"})
	for _, m := range l.Messages {
		if m.Args.Get("field") == "authors" && m.Args.Get("count") != "2" {
			t.Errorf("authors: %v", m.Args)
		}
	}
}

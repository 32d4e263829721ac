package site_test

import (
	"slices"
	"strings"
	"testing"
)

// A further translation, wherever it lies, changes no address of a joined
// publication; each edition is found by its own path and by the name.
func TestJoinedPublicationKeepsItsID(t *testing.T) {
	const two = head + `-- content/fr/pages/tx.md --
---
title: Tx
publication: k
---
[a](/pages/tx/) [b](/k/) [c](/pages/te/)
-- content/en/pages/te.md --
---
title: Te
publication: k
---
Text.
`
	for _, archive := range []string{two, two + "-- content/es/aaa/ta.md --\n---\ntitle: Ta\npublication: k\n---\nTexto.\n"} {
		l := load(t, archive)
		p := l.Site.Publication("pages/tx")
		if p == nil || p.ID != "pages/tx" || p.Path(l.Site.Source) != "fr/pages/tx/" {
			t.Fatalf("the publication is %+v", p)
		}
		same(t, "messages", told(l.Messages), []string{})
	}
}

// What Tract writes itself has its addresses before any text.
func TestTextsDoNotTakeTheAddressesOfLists(t *testing.T) {
	var long strings.Builder
	long.WriteString(head)
	for _, c := range "abcdefghijklmnopqrstuvwxyz" {
		long.WriteString("-- content/news/" + string(c) + ".fr.md --\n---\ntitle: " + string(c) + "\ndate: 2026-01-01\n---\nx\n")
	}
	for _, test := range []struct{ name, archive, id string }{
		{"feed", head + "-- content/pages/a.fr.md --\n---\ntitle: A\nslug: feed.xml\n---\nx\n", "address-clash"},
		{"missing page", head + "-- content/a.fr.md --\n---\ntitle: A\nslug: 404.html\n---\nx\n", "address-clash"},
		{"later page of a list", long.String() + "-- content/news/page/2.fr.md --\n---\ntitle: Two\ndate: 2026-01-01\n---\nx\n", "address-clash"},
		{"alias of a feed", head + "-- content/pages/a.fr.md --\n---\ntitle: A\naliases: [/fr/feed.xml]\n---\nx\n", "alias-clash"},
		{"alias of the missing page", head + "-- content/pages/a.fr.md --\n---\ntitle: A\naliases: [/404.html]\n---\nx\n", "alias-clash"},
		{"alias of a style sheet's folder", head + "-- content/pages/a.fr.md --\n---\ntitle: A\naliases: [/assets/]\n---\nx\n", "alias-clash"},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := load(t, test.archive)
			if !slices.ContainsFunc(told(l.Messages), func(m string) bool { return strings.HasPrefix(m, test.id+" ") }) {
				t.Errorf("no %s among %v", test.id, told(l.Messages))
			}
			seen := map[string]bool{}
			for _, r := range l.Site.Routes() {
				if key := strings.ToLower(r.Path); seen[key] {
					t.Errorf("two routes at %s", r.Path)
				} else {
					seen[key] = true
				}
			}
		})
	}
}

package html_test

import (
	"strings"
	"testing"
)

// TestWhere: a translation without venue and organiser shows those of its
// source in their language, and data says where one takes part.
func TestWhere(t *testing.T) {
	l := load(t, `-- tract.yaml --
title: Réseau
base_url: https://example.org/
source_language: fr
languages: {fr: {}, en: {}}
messages: {ui-message-missing: off}
-- content/events/a.fr.md --
---
title: A
start: 2027-04-12
venue: Grande salle, 5 route longue
place: Dakar
organiser: Cercle de Dakar
online: https://rooms.example.org/a
---
-- content/events/a.en.md --
---
title: A
---
-- content/events/b.en.md --
---
title: B
start: 2027-04-13
online: https://rooms.example.org/b
---
`)
	p := render(t, l, "en/events/a/index.html")
	for _, want := range []string{
		`<bdi lang="fr" dir="ltr">Grande salle, 5 route longue</bdi>`, `<bdi lang="fr" dir="ltr">Cercle de Dakar</bdi>`,
		`"location":[{"@type":"Place","address":"Dakar","name":"Grande salle, 5 route longue"},{"@type":"VirtualLocation","url":"https://rooms.example.org/a"}]`,
		`"organizer":{"@type":"Organization","name":"Cercle de Dakar"}`, `MixedEventAttendanceMode`,
	} {
		if !strings.Contains(p.text, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
	p = render(t, l, "en/events/b/index.html")
	for _, want := range []string{`"location":{"@type":"VirtualLocation","url":"https://rooms.example.org/b"}`, `OnlineEventAttendanceMode`} {
		if !strings.Contains(p.text, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
}

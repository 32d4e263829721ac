package site_test

import "testing"

// TestNumberOfAChapter: who numbers a chapter by hand is told what does.
func TestNumberOfAChapter(t *testing.T) {
	l := load(t, head+`-- content/reports/r/index.md --
---
title: R
---
-- content/reports/r/a.md --
---
title: A
chapter: 3
---
-- content/reports/r/b.md --
---
title: B
number: 4
---
`)
	var got []string
	for _, m := range l.Messages {
		got = append(got, m.ID+" "+m.Args.Get("near")+" "+m.Suggestion)
	}
	same(t, "messages", got, []string{"field-unknown-near weight weight: 3", "field-unknown-near weight weight: 4"})
}

// TestPartsHaveTheDateOfTheirWork: the stories of an issue need no date; one of
// their own stays. A news item that stands alone needs its date.
func TestPartsHaveTheDateOfTheirWork(t *testing.T) {
	l := load(t, head+`-- content/newsletters/letter-12/index.en.md --
---
title: Letter 12
number: 12
date: 2026-06-15
---
-- content/newsletters/letter-12/wall.en.md --
---
title: Accounts on a wall
weight: 1
---
-- content/newsletters/letter-12/wall.fr.md --
---
title: Des comptes sur un mur
source: en
---
-- content/newsletters/letter-12/older.en.md --
---
title: An older story
date: 2026-05-01
---
-- content/newsletters/letter-13.en.md --
---
title: Letter 13
---
`)
	same(t, "messages", told(l.Messages), []string{"field-missing content/newsletters/letter-13.en.md"})
	for id, want := range map[string]string{"letter-12/wall": "2026-06-15", "letter-12/older": "2026-05-01"} {
		same(t, id, l.Site.Publication("newsletters/"+id).Date.String(), want)
	}
}

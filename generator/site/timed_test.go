package site_test

import (
	"testing"
	"time"

	"tract/generator/data"
	"tract/generator/site"
)

func TestSpan(t *testing.T) {
	const rfc = "2006-01-02T15:04:05Z07:00"
	for _, c := range []struct{ fields, want string }{
		{"start: 2027-04-12T09:00, end: 2027-04-16T17:00, timezone: Africa/Dakar", "2027-04-12T09:00:00Z 2027-04-16T17:00:00Z 2027-04-16T17:00:00Z Africa/Dakar last 2027-04-16"},
		{"start: 2027-07-01T09:00, timezone: Europe/Paris", "2027-07-01T09:00:00+02:00 - 2027-07-02T00:00:00+02:00 Europe/Paris last 2027-07-01"},
		{"start: 2027-07-01T09:00, end: 2027-07-02, timezone: Europe/Paris", "2027-07-01T09:00:00+02:00 2027-07-02T00:00:00+02:00 2027-07-03T00:00:00+02:00 Europe/Paris last 2027-07-02"},
		{"start: 2027-07-01T20:00Z, end: 2027-07-01T23:00+00:00, timezone: Asia/Tokyo", "2027-07-02T05:00:00+09:00 2027-07-02T08:00:00+09:00 2027-07-02T08:00:00+09:00 Asia/Tokyo last 2027-07-02"},
		{"start: 2027-07-01T20:00-03:00, end: 2027-07-01T22:00", "2027-07-01T20:00:00-03:00 2027-07-01T22:00:00-03:00 2027-07-01T22:00:00-03:00 last 2027-07-01"},
		{"start: 2027-07-01T20:00", "2027-07-01T20:00:00Z - 2027-07-02T00:00:00Z floating last 2027-07-01"},
		{"start: 2027-07-01, end: 2027-07-03", "2027-07-01T00:00:00Z 2027-07-03T00:00:00Z 2027-07-04T00:00:00Z floating whole last 2027-07-03"},
		{"start: 2027-07, timezone: Asia/Kolkata", "2027-07-01T00:00:00+05:30 - 2027-08-01T00:00:00+05:30 Asia/Kolkata whole last 2027-07-31"},
		{"start: 2027, end: 2028-02", "2027-01-01T00:00:00Z 2028-02-01T00:00:00Z 2028-03-01T00:00:00Z floating whole last 2028-02-29"},
		{"start: 2027-07-03, end: 2027-07-03T10:00, timezone: Europe/Paris", "2027-07-03T00:00:00+02:00 2027-07-03T10:00:00+02:00 2027-07-03T10:00:00+02:00 Europe/Paris whole last 2027-07-03"},
		{"start: 2027-07-03T10:00, end: 2027-07-03, timezone: Europe/Paris", "2027-07-03T10:00:00+02:00 2027-07-03T00:00:00+02:00 2027-07-04T00:00:00+02:00 Europe/Paris last 2027-07-03"},
		{"start: 2027-03-28T02:30, timezone: Europe/Paris", "2027-03-28T03:30:00+02:00 - 2027-03-29T00:00:00+02:00 Europe/Paris last 2027-03-28"},
	} {
		l := load(t, head+"-- content/events/e.md --\n---\n{title: E, "+c.fields+"}\n---\n")
		s, ok := l.Site.Publication("events/e").Span()
		to := "-"
		if !s.To.IsZero() {
			to = s.To.Format(rfc)
		}
		got := s.From.Format(rfc) + " " + to + " " + s.Until.Format(rfc)
		if s.Zone != "" {
			got += " " + s.Zone
		}
		if s.Floating {
			got += " floating"
		}
		if s.Whole {
			got += " whole"
		}
		got += " last " + s.Last().String()
		if !ok || s.Backwards || got != c.want {
			t.Errorf("%s:\n%s, wanted\n%s", c.fields, got, c.want)
		}
	}
}

func TestSpanBackwards(t *testing.T) {
	for _, fields := range []string{
		"start: 2027-04-12T09:00, end: 2027-04-12T08:59, timezone: Africa/Dakar", "start: 2027-04-12, end: 2027-04-11",
		"start: 2027-04-12T09:00, end: 2027-04-11", "start: 2027-04-12, end: 2027-04-11T23:00", "start: 2027-04, end: 2027-03", "start: 2027-04-12, end: 2026",
		"start: 2027-04-12T09:00+02:00, end: 2027-04-12T07:30Z", // not later in any place
	} {
		l := load(t, head+"-- content/events/e.md --\n---\n{title: E, "+fields+"}\n---\n")
		s, _ := l.Site.Publication("events/e").Span()
		late := s.To.IsZero() && s.End == (data.Date{}) && s.Until.After(s.From)
		if want := fields[len(fields)-1] != 'Z'; s.Backwards != want || late != want {
			t.Errorf("%s: %+v", fields, s)
		}
	}
}

const timed = head + `-- content/events/_index.md --
---
title: E
---
-- content/events/a.md --
---
{title: past, start: 2026-05-01, weight: 1}
---
-- content/events/b.md --
---
{title: older, start: 2024-05-01}
---
-- content/events/c.md --
---
{title: later, start: 2028-05-01}
---
-- content/events/d.md --
---
{title: running, start: 2027-01-01, end: 2027-03-02}
---
-- content/events/e.md --
---
{title: next, start: 2027-03-04, date: 2020-01-01}
---
-- content/events/f.md --
---
{title: page, kind: page}
---
`

// What takes place is listed by its time: what is to come first, when the day
// of the build is known.
func TestByTime(t *testing.T) {
	for _, c := range []struct {
		day, want string
		coming    bool
	}{
		{"", "later next running past older page", false},
		{"2027-03-02", "running next later past older page", true},
		{"2027-03-03", "next later running past older page", true},
		{"2030-01-01", "later next running past older page", false},
	} {
		day, _ := data.ParseDate(c.day)
		s := load(t, timed, site.Options{Date: day}).Site
		if got := titles(s.Node("events").Section.List(s.Source).Entries); got != c.want {
			t.Errorf("on %q: %s, wanted %s", c.day, got, c.want)
		}
		if got := s.Coming(s.Publication("events/c")); got != c.coming {
			t.Errorf("on %q: c is to come: %v", c.day, got)
		}
	}
}

func TestMoment(t *testing.T) {
	d, _ := data.ParseDate("2016-12-31T23:59:60Z")
	if got := site.Moment(d, time.UTC).Time; got.Second() != 59 {
		t.Errorf("a leap second is %s", got)
	}
}

func BenchmarkSpan(b *testing.B) {
	p := load(&testing.T{}, timed+"-- content/events/z.md --\n---\n{title: Z, start: 2027-04-12T09:00, end: 2027-04-16T17:00, timezone: Europe/Paris}\n---\n").Site.Publication("events/z")
	for b.Loop() {
		p.Span()
	}
}

package calendar_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"tract/generator/build"
)

const head = `-- tract.yaml --
title: {fr: Réseau, en: "A, B; C"}
base_url: https://example.org/x/
source_language: fr
languages: {fr: {}, en: {}, ar: {digits: arab}, es: {missing: hide}}
messages: {ui-message-missing: off, term-unlisted: off}
-- taxonomies/topics.yaml --
water: {name: {fr: Eau, en: "Water, land"}}
-- content/events/_index.md --
---
title: Rencontres
---
`

const meeting = head + `-- content/events/meet.md --
---
title: Assemblée, « ensemble »
summary: Deux jours ; on décide.
start: 2027-03-27T18:30
end: 2027-03-28T12:00
timezone: Europe/Paris
venue: Maison de quartier
place: {fr: Paris, ar: باريس}
online: https://rooms.example.org/a b
registration: https://rooms.example.org/r
register_by: 2027-03-01
organiser: Cercle
topics: [water]
tags: [libre]
countries: [FR]
updated: 2027-01-02
sequence: 3
agenda:
  - {id: a, time: "18:30", item: Accueil}
  - {id: b, date: 2027-03-28, time: "09:00", item: Débat}
---
-- content/events/meet.en.md --
---
title: Assembly
updated: 2027-02-03
cancelled: true
---
Two days.
`

func load(t *testing.T, archive string) *build.Loaded {
	t.Helper()
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	l := build.Load(build.Settings{Files: files})
	if l.Site == nil {
		t.Fatal(l.Messages)
	}
	return l
}

func text(t *testing.T, l *build.Loaded, path string) string {
	t.Helper()
	var out bytes.Buffer
	if found, err := l.Render(&out, path); !found || err != nil {
		t.Fatalf("%s: %v %v", path, found, err)
	}
	return out.String()
}

// read has another library read a calendar.
func read(t *testing.T, text string) *ical.Calendar {
	t.Helper()
	c, err := ical.NewDecoder(strings.NewReader(text)).Decode()
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return c
}

func unfolded(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n ", ""), "\r\n", "\n")
}

func TestEvent(t *testing.T) {
	want := `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Tract//Tract//EN
CALSCALE:GREGORIAN
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:STANDARD
DTSTART:20270101T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20270328T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20271031T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:UID
DTSTAMP:20270102T000000Z
LAST-MODIFIED:20270102T000000Z
SEQUENCE:20823
DTSTART;TZID=Europe/Paris:20270327T183000
DTEND;TZID=Europe/Paris:20270328T120000
SUMMARY;LANGUAGE=fr:Assemblée\, « ensemble »
DESCRIPTION;LANGUAGE=fr:Deux jours \; on décide.\n\n18:30 Accueil\n28 mars 2027\n09:00 Débat\n\nOrganisation : Cercle\nEn ligne : https://rooms.example.org/a b\nInscription : https://rooms.example.org/r\nInscription jusqu’au : 1er mars 2027\n\nhttps://example.org/x/fr/events/meet/
LOCATION;LANGUAGE=fr:Maison de quartier\, Paris
CONFERENCE;VALUE=URI;LABEL="En ligne":https://rooms.example.org/a%20b
URL:https://example.org/x/fr/events/meet/
CATEGORIES;LANGUAGE=fr:Eau
CATEGORIES:libre
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
`
	l := load(t, meeting)
	got := unfolded(text(t, l, "fr/events/meet/calendar.ics"))
	uid := read(t, text(t, l, "fr/events/meet/calendar.ics")).Events()[0].Props.Get("UID").Value
	want = strings.Replace(want, "UID:UID", "UID:"+uid, 1)
	if diff := cmp.Diff(strings.NewReplacer("\u00A0", " ", "\u202F", " ").Replace(want), strings.NewReplacer("\u00A0", " ", "\u202F", " ").Replace(got)); diff != "" {
		t.Error(diff)
	}
}

// What is inherited and what is the edition's own; the other edition's days
// count in its revision.
func TestTranslation(t *testing.T) {
	l := load(t, strings.Replace(meeting, "sequence: 3", "cancelled: true", 1))
	c := read(t, text(t, l, "en/events/meet/calendar.ics"))
	if n := len(c.Events()); n != 1 {
		t.Fatalf("%d events", n)
	}
	for name, want := range map[string]string{
		"SUMMARY": "Assembly", "STATUS": "CANCELLED", "LAST-MODIFIED": "20270203T000000Z", "SEQUENCE": "20852",
		"LOCATION": `Maison de quartier\, Paris`, "DTSTART": "20270327T183000", "CATEGORIES": `Water\, land`,
	} {
		p := c.Events()[0].Props.Get(name)
		if p == nil || p.Value != want {
			t.Errorf("%s is %v, wanted %s", name, p, want)
		}
	}
	if got := c.Events()[0].Props.Get("LOCATION").Params.Get("LANGUAGE"); got != "fr" {
		t.Errorf("the place is in %q", got)
	}
	description, _ := c.Events()[0].Props.Get("DESCRIPTION").Text()
	if !strings.HasPrefix(description, "Cancelled\n\nTwo days.\n\n") {
		t.Errorf("it says: %s", description)
	}
}

// No calendar where there is no edition, or nothing to put into one.
func TestNoCalendar(t *testing.T) {
	l := load(t, meeting)
	for _, path := range []string{"ar/events/meet/calendar.ics", "ar/calendar.ics", "es/calendar.ics", "fr/events/calendar.ics"} {
		if _, ok := l.Site.Route(path); ok {
			t.Errorf("there is %s", path)
		}
	}
}

// What is known to a month or a year alone is in no calendar; who leaves out
// venue and organiser in a translation has those of the source; and a stamp is
// never that of what is to come.
func TestWhatIsNotKnown(t *testing.T) {
	l := load(t, meeting+`-- content/events/month.md --
---
{title: M, start: 2027-02}
---
-- content/events/year.md --
---
{title: Y, start: 2022}
---
-- content/events/open.md --
---
{title: O, start: 2027-02-03, end: 2027-05}
---
-- content/events/day.md --
---
{title: D, start: 2027-02-03, venue: Salle}
---
-- content/events/day.en.md --
---
title: Day
---
`)
	for _, name := range []string{"month", "year", "open"} {
		if r, ok := l.Site.Route("fr/events/" + name + "/calendar.ics"); ok {
			t.Errorf("there is %s", r.Path)
		}
	}
	if n := len(read(t, text(t, l, "fr/calendar.ics")).Events()); n != 2 {
		t.Errorf("the calendar has %d entries", n)
	}
	day := unfolded(text(t, l, "en/events/day/calendar.ics"))
	for _, want := range []string{"DTSTAMP:19700101T000000Z", "LOCATION;LANGUAGE=fr:Salle"} {
		if !strings.Contains(day, want+"\n") && !strings.Contains(day, want+"\r\n") {
			t.Errorf("it does not hold %s:\n%s", want, day)
		}
	}
	meet := unfolded(text(t, l, "en/events/meet/calendar.ics"))
	if !strings.Contains(meet, "LOCATION;LANGUAGE=fr:Maison de quartier") || !strings.Contains(meet, "Cercle") {
		t.Errorf("the translation has neither venue nor organiser:\n%s", meet)
	}
}

func TestTimes(t *testing.T) {
	for _, c := range []struct{ fields, want string }{
		{"start: 2027-04-12T09:00, timezone: Africa/Dakar", "DTSTART;TZID=Africa/Dakar:20270412T090000"},
		{"start: 2027-04-12T09:00, end: 2027-04-13, timezone: Asia/Kolkata", "DTSTART;TZID=Asia/Kolkata:20270412T090000 DTEND;TZID=Asia/Kolkata:20270414T000000"},
		{"start: 2027-04-12T09:00, end: 2027-04-12T10:00", "DTSTART:20270412T090000 DTEND:20270412T100000"},
		{"start: 2027-04-12T09:00+02:00, end: 2027-04-12T10:00+02:00", "DTSTART:20270412T070000Z DTEND:20270412T080000Z"},
		{"start: 2027-04-12T09:00Z, timezone: UTC", "DTSTART:20270412T090000Z"},
		{"start: 2027-04-12T20:00Z, timezone: Asia/Tokyo", "DTSTART;TZID=Asia/Tokyo:20270413T050000"},
		{"start: 2027-04-12", "DTSTART;VALUE=DATE:20270412 DTEND;VALUE=DATE:20270413 TRANSP:TRANSPARENT"},
		{"start: 2027-04-12, end: 2027-04-30", "DTSTART;VALUE=DATE:20270412 DTEND;VALUE=DATE:20270501 TRANSP:TRANSPARENT"},
		{"start: 2027-04-12, end: 2027-04-11", "DTSTART;VALUE=DATE:20270412 DTEND;VALUE=DATE:20270413 TRANSP:TRANSPARENT"},
		{"start: 2027-04-12T09:00, end: 2027-04-12T08:00, timezone: UTC", "DTSTART:20270412T090000Z"},
		{"start: 2027-04-12T09:00, end: 2027-04-12T09:00, timezone: UTC", "DTSTART:20270412T090000Z"},
		// In the hour that is left out.
		{"start: 2027-03-28T02:30, timezone: Europe/Paris", "DTSTART;TZID=Europe/Paris:20270328T033000"},
		{"start: 9999-12-31", "DTSTART;VALUE=DATE:99991231 TRANSP:TRANSPARENT"},
		{"start: 0987-01-02T03:04, timezone: Europe/Paris", "DTSTART;TZID=Europe/Paris:09870102T030400"},
	} {
		l := load(t, head+"-- content/events/e.md --\n---\n{title: E, "+c.fields+"}\n---\n")
		got := text(t, l, "fr/events/e/calendar.ics")
		if n := len(read(t, got).Events()); n != 1 {
			t.Errorf("%s: %d events", c.fields, n)
		}
		_, event, _ := strings.Cut(unfolded(got), "BEGIN:VEVENT")
		var times []string
		for line := range strings.Lines(event) {
			if strings.HasPrefix(line, "DT") && !strings.HasPrefix(line, "DTSTAMP") || strings.HasPrefix(line, "TRANSP") {
				times = append(times, strings.TrimSpace(line))
			}
		}
		if got := strings.Join(times, " "); got != c.want {
			t.Errorf("%s: %s, wanted %s", c.fields, got, c.want)
		}
	}
}

// A title cannot become anything else than a title.
func TestHostileTitles(t *testing.T) {
	titles := []string{
		`END:VEVENT`, "a\\r\\nBEGIN:VALARM", `x\nATTACH:https://evil.example/`, "\\u2028BEGIN:VEVENT", "\\u0085END:VCALENDAR", "\\x00\\x07",
		`,;:\"\\\\^`, strings.Repeat("文", 200), strings.Repeat("أ", 199) + "\\n", "=cmd|'/c calc'!A1", "<script>alert(1)</script>", "\\u202Eevil", "\\uFFFE", "{{.}}",
	}
	var b strings.Builder
	b.WriteString(head)
	for i, title := range titles {
		fmt.Fprintf(&b, "-- content/events/e%02d.md --\n---\ntitle: \"%s\"\nstart: 2027-01-%02d\nvenue: \"%[2]s\"\norganiser: \"%[2]s\"\nsummary: \"%[2]s\"\n---\n", i, title, i+1)
	}
	l := load(t, b.String())
	calendar := text(t, l, "fr/calendar.ics")
	c := read(t, calendar)
	if n := len(c.Children); n != len(titles) || strings.Count(calendar, "\nBEGIN:") != len(titles) {
		t.Fatalf("%d components of %d titles", n, len(titles))
	}
	for i, e := range c.Events() {
		want := l.Site.Publication(fmt.Sprintf("events/e%02d", i)).Source.Title
		got, err := e.Props.Get("SUMMARY").Text()
		if err != nil || got != strings.NewReplacer("\r\n", "\n", "\u2028", "\n", "\u0085", "\n", "\x00", "\uFFFD", "\a", "\uFFFD").Replace(want) {
			t.Errorf("%q is %q, %v", want, got, err)
		}
		for name := range e.Props {
			switch name {
			case "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS", "TRANSP":
			default:
				t.Errorf("%q gives %s", want, name)
			}
		}
	}
}

// The calendar of a language holds all its real editions in the order of their
// times; names and UIDs are the same as in the calendars of the events, and
// stay when slugs and titles change.
func TestLanguage(t *testing.T) {
	archive := meeting + `-- content/events/early.md --
---
{title: Avant, start: 2020-05-06}
---
-- content/events/early.ar.md --
---
{title: قبل}
---
-- content/events/same.md --
---
{title: Même jour, start: 2027-07-27T18:30, timezone: America/Sao_Paulo}
---
-- content/news/n.md --
---
{title: N, date: 2020-01-01}
---
`
	l := load(t, archive)
	count := 0
	for language, want := range map[string][]string{
		"fr": {"Avant", "Assemblée, « ensemble »", "Même jour"}, "en": {"Assembly"}, "ar": {"قبل"},
	} {
		c := read(t, text(t, l, language+"/calendar.ics"))
		var got []string
		for _, e := range c.Events() {
			title, _ := e.Props.Get("SUMMARY").Text()
			got = append(got, title)
			count++
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(language, diff)
		}
	}
	if count != 5 {
		t.Errorf("%d entries", count)
	}
	c := read(t, text(t, l, "en/calendar.ics"))
	for name, want := range map[string]string{
		"X-WR-CALNAME": `A\, B\; C · Events`, "NAME": `A\, B\; C · Events`, "REFRESH-INTERVAL": "P1D", "SOURCE": "https://example.org/x/en/calendar.ics",
	} {
		if got := c.Props.Get(name); got == nil || got.Value != want {
			t.Errorf("%s is %v, wanted %s", name, got, want)
		}
	}
	uid := func(l *build.Loaded, path string) string {
		return read(t, text(t, l, path)).Events()[0].Props.Get("UID").Value
	}
	first := uid(l, "en/calendar.ics")
	other := load(t, strings.Replace(archive, "title: Assembly", "title: Other\nslug: elsewhere", 1))
	if again := uid(other, "en/events/elsewhere/calendar.ics"); again != first {
		t.Errorf("the UID was %s and is %s", first, again)
	}
	if french := uid(l, "fr/events/meet/calendar.ics"); french == first || len(french) != 36 {
		t.Errorf("the UID in French is %s", french)
	}
	zones := 0
	for _, part := range read(t, text(t, l, "fr/calendar.ics")).Children {
		if part.Name == "VTIMEZONE" {
			zones++
		}
	}
	if zones != 2 {
		t.Errorf("%d time zones", zones)
	}
}

// A kind that is no event has its date in the calendar, if it declares one.
func TestOtherKinds(t *testing.T) {
	l := load(t, head+`-- kinds/deadline.yaml --
kind: deadline
folders: [deadlines]
outputs: [calendar]
fields:
  due: {type: date, role: date}
-- content/deadlines/a.md --
---
{title: A, due: 2027-05-01}
---
-- content/deadlines/b.md --
---
{title: B}
---
`)
	if n := len(read(t, text(t, l, "fr/calendar.ics")).Events()); n != 1 {
		t.Errorf("%d entries", n)
	}
	if _, ok := l.Site.Route("fr/deadlines/b/calendar.ics"); ok {
		t.Error("what has no date has a calendar")
	}
}

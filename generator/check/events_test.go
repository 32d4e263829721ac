package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
)

// What is said of an event, with line and column.
func TestEvents(t *testing.T) {
	for _, c := range []struct {
		fields []string
		want   []string
	}{
		{[]string{"start: 2027-04-12T09:00", "end: 2027-04-12T17:00", "timezone: Africa/Dakar", "register_by: 2027-04-12"}, nil},
		{[]string{"start: 2027-04-12T09:00", "end: 2027-04-12T08:30", "timezone: Africa/Dakar"},
			[]string{"event-ends-first 4:6 start 2027-04-12T09:00 end 2027-04-12T08:30"}},
		{[]string{"start: 2027-04", "end: 2027-03-31"}, []string{"event-ends-first 4:6 start 2027-04 end 2027-03-31"}},
		{[]string{"start: 2027-04-12T09:00+02:00", "end: 2027-04-12T06:59:30Z"}, []string{"event-ends-first 4:6 start 2027-04-12T09:00+02:00 end 2027-04-12T06:59:30Z"}},
		{[]string{"start: 2027-04-12", "register_by: 2027-04-13"}, []string{"event-deadline-late 4:14 deadline 2027-04-13 first 2027-04-12"}},
		{[]string{"start: 2027-04-12", "end: 2027-04-14", "register_by: 2027-04-13"}, []string{"event-deadline-late 5:14 deadline 2027-04-13 first 2027-04-12"}},
		{[]string{"start: 2027-04-12T09:00Z", "register_by: 2027-04-12"}, nil},
		{[]string{"start: 2027-04-12", "register_by: 2027"}, []string{"event-deadline-late 4:14 deadline 2027 first 2027-04-12"}},
		{[]string{"start: 2027-04-12T09:00"}, []string{"event-no-zone 3:8 time 09:00 field timezone"}},
		{[]string{"start: 2027-03-28T02:30", "timezone: Europe/Paris"},
			[]string{"event-time-never 3:8 field start value 2027-03-28T02:30 zone Europe/Paris next 2027-03-28T03:00 → start: 2027-03-28T03:00"}},
		{[]string{"start: 2027-03-28T02:30+01:00", "timezone: Europe/Paris"}, nil},
		{[]string{"start: 2027-03-27", "timezone: Europe/Paris", "end: 2027-03-28T02:00"},
			[]string{"event-time-never 5:6 field end value 2027-03-28T02:00 zone Europe/Paris next 2027-03-28T03:00 → end: 2027-03-28T03:00"}},
		{[]string{"start: 2027-10-30", "timezone: Europe/Paris", "end: 2027-10-31T02:30"},
			[]string{"event-time-twice 5:6 field end value 2027-10-31T02:30 zone Europe/Paris first 2027-10-31T02:30+02:00 second 2027-10-31T02:30+01:00"}},
		{[]string{"start: 2027-04-12", "timezone: Africa/Dakkar"}, []string{"field-type-timezone 4:11 field timezone value Africa/Dakkar → timezone: Africa/Dakar"}},
		{[]string{"start: 2027-04-12", "agenda:", `  - {id: a, time: "09:00", item: A}`, `  - {id: b, item: B}`, `  - {id: c, time: "08:30", item: C}`, `  - {id: d, time: "08:45", item: D}`, `  - {id: e, time: "10:00", item: E}`},
			[]string{"agenda-order 7:19 field agenda time 08:30 before 09:00", "agenda-order 8:19 field agenda time 08:45 before 08:30"}},
		{[]string{"start: 2027-04-12", "end: 2027-04-13", "agenda:", `  - {id: a, time: "09:00", item: A}`, `  - {id: b, date: 2027-04-13, time: "08:00", item: B}`, `  - {id: c, date: 2027-04-12, time: "11:00", item: C}`},
			[]string{"agenda-order 8:37 field agenda time 11:00 before 08:00"}},
		{[]string{"start: 2027-04-12T09:00Z", "end: 2027-04-12T17:00Z", "agenda:", `  - {id: a, time: "08:00", item: Doors}`, `  - {id: b, time: "17:00", item: B}`, `  - {id: c, time: "17:30", item: C}`},
			[]string{"agenda-outside 8:19 field agenda time 17:30 start 2027-04-12T09:00Z end 2027-04-12T17:00Z"}},
		{[]string{"start: 2027-04-12", "end: 2027-04-13", "agenda:", `  - {id: a, date: 2027-03-01, time: "08:00", item: A}`, `  - {id: b, date: 2027-04-13, time: "23:00", item: B}`, `  - {id: c, date: 2027-04-14, item: C}`},
			[]string{"agenda-outside 6:19 field agenda time 2027-03-01 start 2027-04-12 end 2027-04-13", "agenda-outside 8:19 field agenda time 2027-04-14 start 2027-04-12 end 2027-04-13"}},
		{[]string{"start: 2027-04", "agenda:", `  - {id: a, date: 2027-05-01, item: A}`}, nil},
		{[]string{"start: 2027-04-12", "agenda:", "  - {id: a, item: A}", "  - {id: b, item: B}", "  - {id: a, item: C}"}, []string{"item-id-twice 7:10 field agenda name id id a"}},
	} {
		files := fstest.MapFS{
			"tract.yaml": {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}}\nmessages: {ui-message-missing: off}\n")},
			// A translation that repeats nothing is told nothing.
			"content/events/e.en.md": {Data: []byte("---\ntitle: T\n---\n")},
			"content/events/e.fr.md": {Data: []byte("---\ntitle: E\n" + strings.Join(c.fields, "\n") + "\n---\n")},
		}
		var got []string
		for _, m := range build.Load(build.Settings{Files: files}).Messages {
			text := fmt.Sprintf("%s %d:%d %s", m.ID, m.Range.Start.Line, m.Range.Start.Column, strings.Join(m.Args, " "))
			if m.Suggestion != "" {
				text += " → " + m.Suggestion
			}
			got = append(got, text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s, wanted\n%s", c.fields, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

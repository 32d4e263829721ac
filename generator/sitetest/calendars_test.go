package sitetest

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/emersion/go-ical"

	"tract/generator/site"
)

// TestCalendars has another library read every calendar of the sites: the
// calendar of each language holds the real editions of what takes place, with
// their titles and addresses, and the calendar of each holds the same entry.
func TestCalendars(t *testing.T) { each(t, checkCalendars) }

func checkCalendars(t *testing.T, b *built) {
	entries := map[string]*ical.Component{} // by the address of the page
	singles, whole := 0, 0
	for name := range b.files {
		if path.Ext(name) != ".ics" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(b.root, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		for l := range strings.SplitSeq(strings.TrimSuffix(string(text), "\r\n"), "\r\n") {
			if len(l) > 75 || !utf8.ValidString(l) || strings.ContainsAny(l, "\r\n") {
				t.Errorf("%s: a line of %d octets: %q", name, len(l), l)
			}
		}
		c, err := ical.NewDecoder(strings.NewReader(string(text))).Decode()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		known := map[string]bool{}
		for _, part := range c.Children {
			if part.Name == ical.CompTimezone {
				known[part.Props.Get("TZID").Value] = true
			}
		}
		for _, e := range c.Events() {
			start := e.Props.Get("DTSTART")
			if zone := start.Params.Get("TZID"); zone != "" && !known[zone] {
				t.Errorf("%s names the time zone %s, which it does not hold", name, zone)
			}
			if _, err := e.DateTimeStart(nil); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			url := e.Props.Get("URL").Value
			if strings.Count(name, "/") == 1 {
				whole++
				entries[url] = e.Component
				continue
			}
			singles++
			if want := b.base + site.EscapePath(path.Dir(name)) + "/"; url != want {
				t.Errorf("%s leads to %s", name, url)
			}
		}
		if strings.Count(name, "/") > 1 && len(c.Events()) != 1 {
			t.Errorf("%s holds %d entries", name, len(c.Events()))
		}
	}
	real := 0
	for _, p := range b.site.Publications {
		if p.Kind.Role("start") == nil || p.Held().Day == 0 {
			continue // what is known to a year or a month fills no calendar
		}
		for _, e := range p.Real() {
			at := p.Path(e.Language)
			if at == "" {
				continue
			}
			real++
			entry := entries[b.site.URL(at)]
			if entry == nil {
				t.Errorf("the calendar of %s lacks %s", e.Language.Tag, at)
				continue
			}
			if title, err := entry.Props.Get("SUMMARY").Text(); err != nil || title != e.Title {
				t.Errorf("%s is called %q, %v", at, title, err)
			}
		}
	}
	if singles != real || whole != real {
		t.Errorf("%d editions, %d calendars of one and %d entries in those of languages", real, singles, whole)
	}
	atLeast(t, "entries of calendars", whole, b.least(20))
}

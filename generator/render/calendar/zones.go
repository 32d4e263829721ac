package calendar

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"tract/generator/site"
	"tract/generator/zone"
)

// zoned says whether the times of an entry are written in its time zone. Those
// of UTC are written with Z.
func zoned(s *site.Span) bool { return !s.Whole && s.Zone != "" && s.Zone != "UTC" }

// zones writes the time zones that entries name: for the years in which they
// take place, each change of the clock by itself, for no rule holds for ever.
func zones(out *bytes.Buffer, entries []entry) {
	years := map[string][]int{}
	var names []string
	for i := range entries {
		s := &entries[i].span
		if !zoned(s) {
			continue
		}
		if _, known := years[s.Zone]; !known {
			names = append(names, s.Zone)
		}
		years[s.Zone] = append(years[s.Zone], s.From.Year(), s.Until.Year())
	}
	slices.Sort(names)
	for _, name := range names {
		place, ok := zone.Load(name)
		if !ok {
			continue // Span knows no other zones
		}
		line(out, "BEGIN", "VTIMEZONE")
		line(out, "TZID", name)
		for _, o := range zone.Observances(place, years[name]) {
			part := "STANDARD"
			if o.Daylight {
				part = "DAYLIGHT"
			}
			line(out, "BEGIN", part)
			line(out, "DTSTART", o.Start.UTC().Add(time.Duration(o.Before)*time.Second).Format(localForm))
			line(out, "TZOFFSETFROM", offset(o.Before))
			line(out, "TZOFFSETTO", offset(o.Offset))
			line(out, "TZNAME", escapeText(o.Name))
			line(out, "END", part)
		}
		line(out, "END", "VTIMEZONE")
	}
}

// offset is an offset from UTC in seconds as +hhmm, with seconds where it has
// any, as those of local mean times have.
func offset(n int) string {
	sign := '+'
	if n < 0 {
		sign, n = '-', -n
	}
	text := fmt.Sprintf("%c%02d%02d", sign, n/3600, n/60%60)
	if n%60 != 0 {
		text += fmt.Sprintf("%02d", n%60)
	}
	return text
}

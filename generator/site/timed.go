package site

import (
	"slices"
	"strings"

	"tract/generator/data"
)

// Timed says that the section is of a kind whose publications take place at a
// time: they are listed by that time, and not by weight.
func (s *Section) Timed() bool { return s.Kind != nil && s.Kind.Role("start") != nil }

// Held is the date on which a publication begins, of those that take place at a
// time; else its date. It may differ from the date that it was published on.
func (p *Publication) Held() data.Date {
	if start := p.Source.Role("start").Date; !start.IsZero() {
		return start
	}
	return p.Date
}

// Coming says whether a publication takes place on the day of the build or
// later. It is false where that day is not given, and for what takes place at
// no time.
func (s *Site) Coming(p *Publication) bool {
	if s.Options.Date.IsZero() || p.Kind.Role("start") == nil {
		return false
	}
	span, ok := p.Span()
	return ok && !span.Over(s.Options.Date)
}

// byTime sorts what is to come, the next first, before all else, the latest
// first. Where the day of the build is not given, all is sorted like the latter.
func (s *Site) byTime(entries []Entry, l *Language) {
	coming := make(map[*Publication]bool, len(entries))
	for i := range entries {
		coming[entries[i].Publication] = s.Coming(entries[i].Publication)
	}
	slices.SortStableFunc(entries, func(a, b Entry) int {
		p, q := a.Publication, b.Publication
		if coming[p] != coming[q] {
			if coming[p] {
				return -1
			}
			return 1
		}
		c := q.Held().Compare(p.Held())
		if coming[p] {
			c = -c
		}
		if c != 0 {
			return c
		}
		if c := strings.Compare(s.cache.Key(l, a.Edition.Title), s.cache.Key(l, b.Edition.Title)); c != 0 {
			return c
		}
		return strings.Compare(p.ID, q.ID)
	})
}

// Package calendar renders calendars (RFC 5545, with the properties of RFC
// 7986): one for each publication that takes place at a time, in each language
// that it has a real edition in, and one for each language to subscribe to.
//
// An entry's UID is made of the site's address, the publication's id and the
// language, so that it is the same in both, and stays when titles and slugs
// change. Its DTSTAMP, LAST-MODIFIED and SEQUENCE come from the days that its
// files give: no clock is asked.
package calendar

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"time"

	"tract/generator/data"
	"tract/generator/site"
)

// The forms of dates and times.
const (
	dayForm   = "20060102"
	localForm = "20060102T150405"
	utcForm   = "20060102T150405Z"
)

// Write writes the calendar of a route: of its publication, or of all in its
// language.
func Write(out *bytes.Buffer, s *site.Site, r site.Route) error {
	c := &calendar{site: s, language: r.Language, out: out}
	line(out, "BEGIN", "VCALENDAR")
	line(out, "VERSION", "2.0")
	line(out, "PRODID", "-//Tract//Tract//EN")
	line(out, "CALSCALE", "GREGORIAN")
	if r.Publication != nil {
		c.add(r.Publication)
	} else {
		c.head(r)
		for _, p := range s.Publications {
			if s.Output(p, r.Language, r.Output) != "" {
				c.add(p)
			}
		}
	}
	slices.SortStableFunc(c.entries, func(a, b entry) int { return a.span.From.Compare(b.span.From) })
	zones(out, c.entries)
	for i := range c.entries {
		c.event(&c.entries[i])
	}
	line(out, "END", "VCALENDAR")
	return nil
}

// calendar is a calendar on its way to its bytes.
type calendar struct {
	site     *site.Site
	language *site.Language
	out      *bytes.Buffer
	entries  []entry
}

// entry is one edition of what takes place.
type entry struct {
	edition *site.Edition
	span    site.Span
}

func (c *calendar) add(p *site.Publication) {
	e := p.Edition(c.language)
	if span, ok := p.Span(); ok && e != nil {
		c.entries = append(c.entries, entry{e, span})
	}
}

// head says what a calendar to subscribe to is called and how often to look.
func (c *calendar) head(r site.Route) {
	title, _ := c.site.Config.Title.In(c.language.Tags...)
	if title == "" {
		title = c.site.Config.Host()
	}
	name := escapeText(title + " · " + c.word("events"))
	line(c.out, "NAME", name)
	line(c.out, "X-WR-CALNAME", name)
	line(c.out, "UID", strings.TrimPrefix(c.site.Identifier("calendar", c.language.Tag), "urn:uuid:"))
	line(c.out, "SOURCE;VALUE=URI", uri(c.site.URL(r.Path)))
	line(c.out, "URL", uri(c.site.URL(c.language.Prefix+"/index.html")))
	line(c.out, "REFRESH-INTERVAL;VALUE=DURATION", "P1D")
	line(c.out, "X-PUBLISHED-TTL", "P1D")
}

// event writes one entry.
func (c *calendar) event(n *entry) {
	e, out := n.edition, c.out
	p := e.Publication
	revised, known := Revised(e)
	line(out, "BEGIN", "VEVENT")
	line(out, "UID", strings.TrimPrefix(c.site.Identifier("publication/"+p.ID, c.language.Tag), "urn:uuid:"))
	line(out, "DTSTAMP", revised.Format(utcForm))
	if known {
		line(out, "LAST-MODIFIED", revised.Format(utcForm))
	}
	line(out, "SEQUENCE", strconv.Itoa(Sequence(e)))
	times(out, &n.span)
	c.text("SUMMARY", e.Title, c.language.Tag)
	c.text("DESCRIPTION", c.description(e), c.language.Tag)
	online := e.Role("online").Text
	if place, language := c.place(e); place != "" {
		c.text("LOCATION", place, language)
	} else if online != "" {
		c.text("LOCATION", online, "") // where most programs show the way in
	}
	if online != "" {
		line(out, "CONFERENCE;VALUE=URI;LABEL="+parameter(c.label(e, "online")), uri(online))
	}
	line(out, "URL", uri(c.site.URL(p.Path(c.language)+"index.html")))
	c.categories(p)
	if p.Source.Role("cancelled").Bool {
		line(out, "STATUS", "CANCELLED")
	} else {
		line(out, "STATUS", "CONFIRMED")
	}
	if n.span.Whole {
		// Days fill nobody's calendar.
		line(out, "TRANSP", "TRANSPARENT")
	}
	line(out, "END", "VEVENT")
}

func (c *calendar) text(name, value, language string) {
	if language != "" {
		name += ";LANGUAGE=" + language
	}
	line(c.out, name, escapeText(value))
}

// times writes when an entry begins and ends.
func times(out *bytes.Buffer, s *site.Span) {
	if s.Whole {
		line(out, "DTSTART;VALUE=DATE", s.From.Format(dayForm))
		last := s.Last()
		// The end is the first day that does not belong to it.
		if end := time.Date(last.Year, time.Month(last.Month), last.Day+1, 0, 0, 0, 0, time.UTC); end.Year() <= 9999 {
			line(out, "DTEND;VALUE=DATE", end.Format(dayForm))
		}
		return
	}
	write := func(name string, t time.Time) {
		switch {
		case t.Year() > 9999:
		case s.Floating:
			line(out, name, t.Format(localForm))
		case zoned(s):
			line(out, name+";TZID="+s.Zone, t.Format(localForm))
		default:
			line(out, name, t.UTC().Format(utcForm))
		}
	}
	write("DTSTART", s.From)
	if end := s.Until; !s.End.IsZero() && end.After(s.From) {
		write("DTEND", end)
	}
}

// Revised is when an edition last changed: the later one of the days that it
// and the source edition were updated on; else the date in its front matter.
// Where neither is given known is false, and it is the first moment of 1970: a
// stamp says when an entry was written, so that the day of what is to come is
// none.
func Revised(e *site.Edition) (t time.Time, known bool) {
	d := updated(e)
	if d.IsZero() {
		if v, ok := e.Publication.Source.Fields.Get("date"); ok {
			d, _ = v.AsDate()
		}
	}
	if known = !d.IsZero(); !known {
		return time.Unix(0, 0).UTC(), false
	}
	return site.Moment(d, time.UTC).Time.UTC(), known
}

// updated is the later one of the days on which the edition and the source
// edition were updated: what the source edition says holds for all.
func updated(e *site.Edition) data.Date {
	d := e.Updated
	if other := e.Publication.Source.Updated; other.Compare(d) > 0 {
		d = other
	}
	return d
}

// Sequence counts the revisions of an entry. It grows with each of the days
// that Revised takes, and with the number in the field that has the role
// sequence, for those who change something twice a day.
func Sequence(e *site.Edition) int {
	n := 0
	if d := updated(e); !d.IsZero() {
		n = max(0, int(site.Moment(d, time.UTC).Time.Unix()/(24*60*60)))
	}
	return n + max(0, min(1<<30, int(e.Publication.Source.Role("sequence").Number)))
}

// categories are the terms of the publication, but for its countries.
func (c *calendar) categories(p *site.Publication) {
	names := map[string][]string{}
	var languages []string
	for _, t := range c.site.Taxonomies {
		if t.Name == "countries" {
			continue
		}
		for _, id := range p.Terms[t.Name] {
			term := t.Term(id)
			if term == nil {
				continue
			}
			name, language := term.Name(c.language)
			if !slices.Contains(languages, language) {
				languages = append(languages, language)
			}
			names[language] = append(names[language], escapeText(name))
		}
	}
	for _, language := range languages {
		name := "CATEGORIES"
		if language != "" {
			name += ";LANGUAGE=" + language
		}
		line(c.out, name, strings.Join(names[language], ","))
	}
}

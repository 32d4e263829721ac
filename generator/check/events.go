package check

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/kind"
	"tract/generator/site"
	"tract/generator/zone"
)

// events are the messages on what takes place at a time: times that do not
// follow each other, and times that clocks do not show.
func events(s *site.Site) []diag.Message {
	var ms []diag.Message
	for _, p := range s.Publications {
		if p.Kind.Role("start") != nil {
			ms = append(ms, event(p)...)
		}
	}
	return ms
}

func event(p *site.Publication) []diag.Message {
	span, ok := p.Span()
	if !ok {
		return nil
	}
	var ms []diag.Message
	e := p.Source
	start := e.Role("start").Date
	if span.Backwards {
		ms = append(ms, e.FieldMessage("event-ends-first", p.Kind.Role("end").Name, "start", written(start), "end", written(e.Role("end").Date)))
	}
	if d := e.Role("deadline").Date; !d.IsZero() && site.Past(span.First(), d) {
		ms = append(ms, e.FieldMessage("event-deadline-late", p.Kind.Role("deadline").Name, "deadline", written(d), "first", written(span.First())))
	}
	if span.Floating && !span.Whole {
		if zone := p.Kind.Role("timezone"); zone != nil && e.Role("timezone").Text == "" {
			ms = append(ms, e.FieldMessage("event-no-zone", p.Kind.Role("start").Name, "time", start.Clock[:5], "field", zone.Name))
		}
	}
	if place, ok := zone.Load(span.Zone); ok {
		ms = append(ms, clock(p, "start", place)...)
		ms = append(ms, clock(p, "end", place)...)
	}
	return append(ms, agenda(p, &span)...)
}

// written is a date as it stands in front matter.
func written(d data.Date) string {
	if d.Clock == "" {
		return d.String()
	}
	return d.String() + "T" + strings.TrimSuffix(d.Clock, ":00") + d.Zone
}

// clock reports a local time that the clocks of a zone do not show, or show
// twice.
func clock(p *site.Publication, role string, place *time.Location) []diag.Message {
	d := p.Source.Role(role).Date
	if d.Clock == "" || d.Zone != "" {
		return nil
	}
	name := p.Kind.Role(role).Name
	m := site.Moment(d, place)
	const local = "2006-01-02T15:04"
	switch m.Fit {
	case zone.Never:
		next := m.Next.Format(local)
		return []diag.Message{p.Source.FieldMessage("event-time-never", name, "field", name, "value", written(d), "zone", place.String(), "next", next).
			Suggest(name + ": " + next)}
	case zone.Twice:
		first, second := m.Time.Format(local+"-07:00"), m.Next.Format(local+"-07:00")
		return []diag.Message{p.Source.FieldMessage("event-time-twice", name, "field", name, "value", written(d), "zone", place.String(), "first", first, "second", second)}
	}
	return nil
}

// agenda reports points of an agenda that stand behind one that comes later, and
// those outside the time of the event. A point without a day is on that of the
// point before it.
func agenda(p *site.Publication, span *site.Span) []diag.Message {
	f := p.Kind.Role("agenda")
	if f == nil {
		return nil
	}
	list, _ := p.Source.Fields.Get(f.Name)
	var ms []diag.Message
	last, lastText := "", ""
	day := span.First()
	for _, item := range list.Items {
		var at data.Value
		text, dated := "", false
		for i := range f.Fields {
			part, ok := item.Get(f.Fields[i].Name)
			if !ok {
				continue
			}
			switch f.Fields[i].Type {
			case kind.Date:
				if d, ok := part.AsDate(); ok {
					day, dated = d, true
					if outside(day, "", span) {
						ms = append(ms, p.Source.Message("agenda-outside", part.Start, part.End, "field", f.Name, "time", part.Text, "start", written(span.Start), "end", written(cmp.Or(span.End, span.Start))))
						dated = false
					}
				}
			case kind.Time:
				if t, err := time.Parse("15:04", strings.TrimSpace(part.Text)); err == nil {
					at, text = part, t.Format("15:04")
				}
			}
		}
		if text == "" {
			continue
		}
		if (dated || !outside(day, "", span)) && outside(day, text, span) {
			ms = append(ms, p.Source.Message("agenda-outside", at.Start, at.End, "field", f.Name, "time", text, "start", written(span.Start), "end", written(span.End)))
		}
		now := fmt.Sprintf("%04d-%02d-%02dT%s", day.Year, day.Month, day.Day, text)
		if now < last {
			ms = append(ms, p.Source.Message("agenda-order", at.Start, at.End, "field", f.Name, "time", text, "before", lastText))
		} else {
			last = now
		}
		lastText = text
	}
	return ms
}

// outside says whether a day, or a time of it, is after the end of an event, or
// on a day before it begins. Doors may open before an event does, but not days
// before. What is only known by the month is taken for no limit.
func outside(day data.Date, clock string, span *site.Span) bool {
	first, last := span.Start, cmp.Or(span.End, span.Start)
	if day.Day == 0 || first.Day == 0 || last.Day == 0 || span.Backwards {
		return false
	}
	of := func(d data.Date) string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }
	if clock == "" {
		return of(day) < of(first) || of(day) > of(last)
	}
	// An offset of its own says nothing of the clock on the wall.
	return of(day) == of(last) && !span.End.IsZero() && last.Clock != "" && last.Zone == span.Start.Zone && clock > last.Clock[:5]
}

package html

import (
	"strconv"
	"time"

	"tract/generator/data"
	"tract/generator/kind"
	"tract/generator/site"
	"tract/generator/zone"
	"tract/i18n"
)

// This file lays out what takes place at a time: when, by the venue's clock; the
// agenda; and lists of such publications.

// When is when something takes place.
type When struct {
	Days Date // from the first to the last in one text; the ISO form is that of the beginning
	// Start and End hold the times; they are empty where days alone are given.
	// Of what is over on the day it begins they hold no days.
	Start, End Date
	OneDay     bool
	Clock      Text   // what the time there is called: Central European Summer Time; may be empty
	Zone       Text   // the city that names the venue's time zone; may be empty
	Offset     string // of its clock when it begins: UTC+1; may be empty
	Calendar   string // the link to its entry for calendars; may be empty
	Cancelled  bool

	// What is known on the day of the build: it is over, or one cannot register
	// any more.
	Over, Closed bool
	// Where that day is not given, the moments (RFC 3339) from which they hold,
	// for the theme's script.
	Until, CloseBy string
}

// AgendaDay is the points of one day.
type AgendaDay struct {
	Date   Date // empty where the agenda names no day
	Points []AgendaPoint
}

// AgendaPoint is one point of an agenda.
type AgendaPoint struct {
	Time   Date // the time of day; the ISO form has the day and the offset too
	Values []Value
}

// YearItems are the entries of a list that belong to one year.
type YearItems struct {
	Year  Text
	Items []Item
}

// script has the page load a script of the theme.
func (b *builder) script(name string) {
	version, ok := b.theme.scripts[name]
	if link := b.href("assets/"+name) + "?v=" + version; ok && len(b.page.Scripts) == 0 {
		b.page.Scripts = append(b.page.Scripts, link)
	}
}

// when is when a publication takes place, or nil.
func (b *builder) when(pub *site.Publication) *When {
	if pub.Kind.Role("start") == nil {
		return nil
	}
	span, ok := pub.Span()
	if !ok {
		return nil
	}
	w := &When{Days: b.days(&span), Cancelled: pub.Source.Role("cancelled").Bool}
	if !span.Whole {
		b.clock(w, &span)
	}
	if at := b.site.Output(pub, b.language, "calendar.ics"); at != "" {
		w.Calendar = b.href(at)
	}
	deadline := pub.Source.Role("deadline").Date
	if today := b.site.Options.Date; !today.IsZero() {
		w.Over = span.Over(today)
		w.Closed = !w.Over && !deadline.IsZero() && site.Past(deadline, today)
		return w
	}
	w.Until = span.Until.Format(time.RFC3339)
	if !deadline.IsZero() {
		w.CloseBy = site.After(deadline, span.From.Location()).Format(time.RFC3339)
	}
	return w
}

// clock fills the times of day.
func (b *builder) clock(w *When, span *site.Span) {
	locale := b.language.Locale
	w.OneDay = span.First() == span.Last()
	write := func(d data.Date, t time.Time) Date {
		out := Date{ISO: spanMoment(span, d, t)}
		switch {
		case d.Clock == "":
			out.Text = locale.Date(calendarDay(span.Last()), i18n.Long)
		case w.OneDay:
			out.Text = locale.Time(t.Hour(), t.Minute())
		default:
			out.Text = locale.DateTime(calendarDay(site.DayOf(t)), t.Hour(), t.Minute())
		}
		return out
	}
	w.Start = write(span.Start, span.From)
	if !span.End.IsZero() && (span.End.Clock != "" || !w.OneDay) {
		w.End = write(span.End, span.To)
	}
	if !span.Floating {
		w.Clock, w.Zone, w.Offset = b.zoneTime(span), b.city(span.Zone), locale.Digits(offset(span.From))
	}
}

func calendarDay(d data.Date) i18n.Date { return i18n.Date{Year: d.Year, Month: d.Month, Day: d.Day} }

// days are the days from the first to the last in one text: 4–8 mars 2026. What
// is given as a year or a month alone stays so.
func (b *builder) days(span *site.Span) Date {
	from, to := calendarDay(span.Start), calendarDay(span.End)
	if !span.Whole {
		from = calendarDay(span.First())
	}
	if span.End.Clock != "" {
		to = calendarDay(span.Last())
	}
	return Date{Text: b.language.Locale.DateRange(from, to), ISO: spanMoment(span, span.Start, span.From)}
}

// spanMoment is a date of a span as HTML and schema.org take it: with the time
// and the offset of the venue's clock, as far as they are known.
func spanMoment(span *site.Span, d data.Date, t time.Time) string {
	switch {
	case d.Clock == "":
		return d.String()
	case span.Floating:
		return t.Format("2006-01-02T15:04")
	}
	return t.Format("2006-01-02T15:04Z07:00")
}

// city is the city that names a time zone of the IANA database, in the reader's
// language or else in English.
func (b *builder) city(zone string) Text {
	name, ok := b.language.Locale.City(zone)
	if ok {
		return b.page.text(name, b.language.Tag)
	}
	return b.page.text(name, "en")
}

// zoneTime is what the time is called where something begins.
func (b *builder) zoneTime(span *site.Span) Text {
	name, _ := b.language.Locale.ZoneTime(span.Zone, span.From, zone.Daylight(span.From))
	return b.page.text(name, b.language.Tag)
}

// offset is how far a clock is from UTC: UTC, UTC+1, UTC−3:30.
func offset(t time.Time) string {
	_, seconds := t.Zone()
	sign, minutes := "+", seconds/60
	if minutes < 0 {
		sign, minutes = "\u2212", -minutes
	}
	if minutes == 0 {
		return "UTC"
	}
	text := "UTC" + sign + strconv.Itoa(minutes/60)
	if minutes%60 != 0 {
		text += ":" + strconv.Itoa(100 + minutes%60)[1:]
	}
	return text
}

// timed says of a field that it is part of when something takes place, and
// shown with that.
func (b *builder) timed(out *Publication, f *kind.Field) bool {
	switch f.Role {
	case "start", "end", "timezone", "cancelled":
		return out.When != nil
	case "sequence":
		return true
	}
	return false
}

// agenda is an agenda by its days. A point without a day is on that of the
// point before, the first on the first day.
func (b *builder) agenda(f *kind.Field, v kind.Value, e *site.Edition, lang string) []AgendaDay {
	span, _ := e.Publication.Span()
	today := span.First()
	var days []AgendaDay
	for _, item := range v.Items {
		var point AgendaPoint
		var clock kind.Clock
		var named data.Date
		for i := range f.Fields {
			sub := &f.Fields[i]
			part := item.Get(sub.Name)
			switch {
			case sub.Type == kind.Date && !part.Date.IsZero():
				named = part.Date
			case sub.Type == kind.Time && part.Clock.Set && !clock.Set:
				clock = part.Clock
			case !part.IsZero() && !hiddenColumn(sub):
				point.Values = append(point.Values, b.value(sub, part, lang))
			}
		}
		if !named.IsZero() {
			today = named
		}
		if clock.Set {
			point.Time.Text = b.language.Locale.Time(clock.Hour, clock.Minute)
			point.Time.ISO = agendaMoment(&span, today, clock)
		}
		if len(days) == 0 || !named.IsZero() && days[len(days)-1].Date.ISO != named.String() {
			days = append(days, AgendaDay{Date: b.page.date(named)})
		}
		last := &days[len(days)-1]
		last.Points = append(last.Points, point)
	}
	return days
}

// agendaMoment is a time of an agenda with its day and offset, as far as they
// are known.
func agendaMoment(span *site.Span, day data.Date, clock kind.Clock) string {
	day.Clock = strconv.Itoa(100 + clock.Hour)[1:] + ":" + strconv.Itoa(100 + clock.Minute)[1:] + ":00"
	if day.Day == 0 || span.From.IsZero() {
		return day.Clock[:len("15:04")]
	}
	return spanMoment(span, day, site.Moment(day, span.From.Location()).Time)
}

// timedItem adds to a list's entry when and where it takes place.
func (b *builder) timedItem(i *Item, p *site.Publication) {
	if p.Kind.Role("start") == nil {
		return
	}
	span, ok := p.Span()
	if !ok {
		return
	}
	i.Date = b.days(&span)
	place, lang := p.Place.In(b.language.Tags...)
	i.Place = b.page.text(place, lang)
	if p.Source.Role("cancelled").Bool {
		i.State = b.page.word("cancelled")
	}
	if b.site.Options.Date.IsZero() {
		i.Until = span.Until.Format(time.RFC3339)
	}
}

// byTime parts the entries of a list of what takes place: what is to come,
// where the day of the build is known, and the rest by year.
func (b *builder) byTime(out *List, all *site.List) {
	from := (b.route.Page - 1) * b.site.Config.PageSize
	for i, item := range out.Items {
		p := all.Entries[from+i].Publication
		if b.site.Coming(p) {
			out.Coming = append(out.Coming, item)
			continue
		}
		year := b.page.date(data.Date{Year: p.Held().Year}).Text
		if n := len(out.Years); n == 0 || out.Years[n-1].Year.Text != year {
			out.Years = append(out.Years, YearItems{Year: Text{Text: year}})
		}
		last := &out.Years[len(out.Years)-1]
		last.Items = append(last.Items, item)
	}
	if at := b.site.Calendar(b.language); at != "" {
		out.Calendar = b.href(at)
	}
	if b.site.Options.Date.IsZero() && len(out.Items) > 0 {
		out.Live = true
	}
}

package site

import (
	"time"

	"tract/generator/data"
	"tract/generator/zone"
)

// Span is when something takes place.
type Span struct {
	Start, End data.Date // as given; End is zero where none is given, or one before the start
	Zone       string    // the venue's time zone by its IANA name; may be empty
	// Whole says that days alone are given, without times.
	Whole bool
	// Floating says that it is given by the clock of its place, and that
	// nothing tells which one that is: From, To and Until are as if in UTC.
	Floating bool
	// From and To are the moments of Start and End by the venue's clock; of
	// days the midnight that they begin with. To is zero where there is no End.
	From, To time.Time
	// Backwards says that the end given is before the start.
	Backwards bool
	// Until is when it is over: its end, or that of its last day where no time
	// is given for it.
	Until time.Time
}

// Span is when a publication takes place. Of a kind that has no field with the
// role start it is the day of its date. False when it has neither.
func (p *Publication) Span() (Span, bool) {
	start := p.Held()
	if start.IsZero() {
		return Span{}, false
	}
	s := Span{Start: start, End: p.Source.Role("end").Date, Zone: p.Source.Role("timezone").Text, Whole: start.Clock == ""}
	place, ok := zone.Load(s.Zone)
	if !ok {
		place, s.Zone = time.UTC, ""
		s.Floating = start.Zone == ""
	}
	s.From = Moment(start, place).Time
	if s.Zone == "" && !s.Whole && !s.Floating {
		place = s.From.Location() // the offset is all that is known
	}
	if !s.End.IsZero() {
		s.To = Moment(s.End, place).Time
		final := last(s.End)
		if s.End.Clock != "" {
			final = DayOf(s.To)
		}
		s.Backwards = final.Compare(s.First()) < 0
		if s.End.Clock != "" && !s.Whole {
			s.Backwards = s.To.Before(s.From)
		}
		if s.Backwards {
			s.End, s.To = data.Date{}, time.Time{}
		}
	}
	s.Until = s.To
	switch {
	case s.End.IsZero():
		s.Until = After(day(start), place)
	case s.End.Clock == "":
		s.Until = After(s.End, place)
	}
	return s, true
}

// Over says whether its last day is before a day, by the calendar of its place.
func (s *Span) Over(today data.Date) bool { return Past(s.Last(), today) }

// Past says whether the last day of a date is before a day.
func Past(d, today data.Date) bool { return last(d).Compare(last(today)) < 0 }

// First is the first of its days, by the calendar of its place.
func (s *Span) First() data.Date { return DayOf(s.From) }

// Last is the last of its days.
func (s *Span) Last() data.Date {
	if s.End.Clock != "" {
		return DayOf(s.To)
	}
	return DayOf(s.Until.Add(-time.Second))
}

// Moment is a date in a time zone: with its own offset from UTC where it has
// one, else by the clock of the zone. A day is its midnight, a month or year
// that of its first day.
func Moment(d data.Date, place *time.Location) zone.Moment {
	d.Month, d.Day = max(1, d.Month), max(1, d.Day)
	wall := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	if len(d.Clock) == len("15:04:05") {
		wall = wall.Add(time.Duration(number(d.Clock[:2]))*time.Hour + time.Duration(number(d.Clock[3:5]))*time.Minute +
			time.Duration(min(59, number(d.Clock[6:])))*time.Second)
	}
	switch {
	case d.Zone == "":
		return zone.At(wall, place)
	case len(d.Zone) != len("+00:00"): // Z
		return zone.Moment{Time: wall.In(place)}
	}
	offset := (number(d.Zone[1:3])*60 + number(d.Zone[4:])) * 60
	if d.Zone[0] == '-' {
		offset = -offset
	}
	t := wall.Add(-time.Duration(offset) * time.Second)
	if place == time.UTC {
		return zone.Moment{Time: t.In(time.FixedZone("", offset))}
	}
	return zone.Moment{Time: t.In(place)}
}

// number is what two digits say.
func number(s string) int {
	n := 0
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}

// After is the first moment after a date in a time zone. A time is over at once,
// a day at its end.
func After(d data.Date, place *time.Location) time.Time {
	if d.Clock != "" {
		return Moment(d, place).Time
	}
	end := last(d)
	end.Day++
	return Moment(end, place).Time
}

// last is the last day of a date, without a time.
func last(d data.Date) data.Date {
	end := day(d)
	switch {
	case d.Month == 0:
		end.Month, end.Day = 12, 31
	case d.Day == 0:
		end.Day = time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	}
	return end
}

// day is a date without its time.
func day(d data.Date) data.Date { return data.Date{Year: d.Year, Month: d.Month, Day: d.Day} }

// DayOf is the day of a moment by the calendar of its place.
func DayOf(t time.Time) data.Date {
	y, m, d := t.Date()
	return data.Date{Year: y, Month: int(m), Day: d}
}

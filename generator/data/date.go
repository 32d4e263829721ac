package data

import (
	"cmp"
	"fmt"
	"strings"
)

// Date is a day, month or year of the Gregorian calendar as ISO 8601 writes it
// (2016-03-04, 2016-03, 2016), with the time of day beside it when RFC 3339
// gives one. Dates compare with ==; the zero Date is no date.
type Date struct {
	Year, Month, Day int // Month and Day are 0 when they are not said
	// Clock is hh:mm:ss, or empty when only the day is said.
	Clock string
	// Zone is Z or ±hh:mm, or empty when the time is a local one.
	Zone string
}

// ParseDate reads an ISO 8601 date, partial or whole, or an RFC 3339 time; the
// T may be a space, seconds may be left out, and their fraction is dropped. It
// is false for anything else and for days that the calendar does not have.
func ParseDate(text string) (Date, bool) {
	day, clock := text, ""
	if len(text) > len("2016-03-04") {
		switch text[len("2016-03-04")] {
		case 'T', 't', ' ':
			day, clock = text[:len("2016-03-04")], text[len("2016-03-04")+1:]
		default:
			return Date{}, false
		}
	}
	d, ok := parseDay(day)
	if !ok {
		return Date{}, false
	}
	if day != text {
		if d.Clock, d.Zone, ok = parseClock(clock); !ok {
			return Date{}, false
		}
	}
	return d, true
}

func parseDay(s string) (Date, bool) {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 || len(s) > 4 && s[4] != '-' || len(s) > 7 && s[7] != '-' {
		return Date{}, false
	}
	d := Date{Year: digits(s[:4])}
	if len(s) > 4 {
		d.Month = digits(s[5:7])
	}
	if len(s) > 7 {
		d.Day = digits(s[8:])
	}
	bad := d.Year < 1 || len(s) > 4 && (d.Month < 1 || d.Month > 12) ||
		len(s) > 7 && (d.Day < 1 || d.Day > daysIn(d.Year, d.Month))
	if bad {
		return Date{}, false
	}
	return d, true
}

// parseClock reads hh:mm[:ss[.fraction]] and a zone, which may be called UTC.
func parseClock(s string) (clock, zone string, ok bool) {
	if len(s) < 5 || s[2] != ':' || !within(s[:2], 23) || !within(s[3:5], 59) {
		return "", "", false
	}
	clock, s = s[:5], s[5:]
	if len(s) > 2 && s[0] == ':' {
		// A second 60 is a leap second of RFC 3339.
		if !within(s[1:3], 60) {
			return "", "", false
		}
		clock, s = clock+s[:3], s[3:]
		if len(s) > 1 && s[0] == '.' {
			rest := strings.TrimLeft(s[1:], "0123456789")
			if len(rest) == len(s)-1 {
				return "", "", false
			}
			s = rest
		}
	} else {
		clock += ":00"
	}
	s = strings.TrimPrefix(s, " ")
	switch {
	case s == "":
		return clock, "", true
	case s == "Z" || s == "z" || s == "UTC" || s == "GMT":
		return clock, "Z", true
	case s[0] != '+' && s[0] != '-':
		return "", "", false
	}
	hours, minutes := s[1:], "00"
	if len(hours) == 5 && hours[2] == ':' {
		hours, minutes = hours[:2], hours[3:]
	} else if len(hours) == 4 {
		hours, minutes = hours[:2], hours[2:]
	}
	if !within(hours, 23) || !within(minutes, 59) {
		return "", "", false
	}
	return clock, s[:1] + hours + ":" + minutes, true
}

// digits is the number that a string of ASCII digits writes, or -1.
func digits(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// within says that s is two digits that write no more than most.
func within(s string, most int) bool {
	return len(s) == 2 && digits(s) >= 0 && digits(s) <= most
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// AsDate is the date that a scalar writes, in quotes or not; see ParseDate.
func (v Value) AsDate() (Date, bool) {
	if v.Kind != String && v.Kind != Number {
		return Date{}, false
	}
	return ParseDate(v.Text)
}

// IsZero says that there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String is the date in ISO 8601, as precise as it is said, without the time
// of day; empty for the zero Date.
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// RFC3339 is the date with its time of day, as in 2016-03-04T18:30:00+02:00;
// the zone is left out when it is not said, the time too.
func (d Date) RFC3339() string {
	if d.Clock == "" {
		return d.String()
	}
	return d.String() + "T" + d.Clock + d.Zone
}

// Compare orders dates by year, month, day and clock; what is not said comes
// first, so that 2016 stands before 2016-01. Zones are not converted.
func (d Date) Compare(other Date) int {
	return cmp.Or(
		cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day),
		cmp.Compare(d.Clock, other.Clock), cmp.Compare(d.Zone, other.Zone))
}

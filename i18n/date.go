package i18n

import (
	"strings"
	"time"
)

// Date is a day of the Gregorian calendar, or what is known of it: Day, or Day
// and Month, may be 0. The zero Date is no date.
type Date struct{ Year, Month, Day int }

// Style is how much a date says.
type Style int

// In French: mercredi 4 mars 2026, 4 mars 2026, 4 mars 2026, 04/03/2026.
const (
	Full Style = iota
	Long
	Medium
	Short
)

// known is the date without what cannot be: a thirteenth month, a 31st of June.
func (d Date) known() Date {
	if d.Month < 1 || d.Month > 12 {
		d.Month, d.Day = 0, 0
	}
	if d.Day < 0 || d.Day > 31 || d.Day > 0 && d.Year > 0 && d.at().Day() != d.Day {
		d.Day = 0
	}
	return d
}

func (d Date) at() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// dateFormats are the patterns of a locale, read once.
type dateFormats struct {
	styles         [4]datePattern // of whole dates
	months         [4]datePattern // of a year and a month
	days           [4]datePattern // of a month and a day
	year           datePattern
	time           datePattern
	longDateTime   pair
	interval       pair
	dayIntervals   [3]datePattern // by the greatest difference: day, month, year
	monthIntervals [2]datePattern // month, year
	yearInterval   datePattern

	monthNames [2][2][]string // format and stand-alone; abbreviated and wide
	narrow     []string       // months
	dayNames   [2][2][]string
	ampm       []string
	eras       []string // abbreviated, wide, narrow
	periods    []period
	first      string // behind the first day of a month, in dates with the month as a word
}

// firstDays are the languages that count the first day of a month and no other:
// 1er février 2026. CLDR's patterns cannot say it.
var firstDays = map[string]string{"fr": "er"}

// period is a part of the day, from one hour until before another.
type period struct {
	from, before int
	name         string
}

func readDateFormats(e *entry, language string) dateFormats {
	pattern := func(key string) datePattern { return readDatePattern(e.value(core, key)) }
	f := dateFormats{
		year: pattern("skeleton.y"), time: pattern("time.short"),
		longDateTime: readPair(e.value(core, "datetime.long")),
		interval:     readPair(e.value(core, "interval")),
		narrow:       e.parts("months.format.narrow", 12),
		ampm:         e.parts("ampm", 2), eras: e.parts("era", 3), first: firstDays[language],
	}
	for i, name := range [...]string{"full", "long", "medium", "short"} {
		f.styles[i] = pattern("date." + name)
		f.months[i] = pattern("skeleton." + [...]string{"yMMMM", "yMMMM", "yMMM", "yM"}[i])
		f.days[i] = pattern("skeleton." + [...]string{"MMMMd", "MMMMd", "MMMd", "Md"}[i])
	}
	f.readIntervals(e)
	f.yearInterval = pattern("interval.y")
	for i, context := range [...]string{"format", "stand-alone"} {
		for j, width := range [...]string{"abbreviated", "wide"} {
			f.monthNames[i][j] = e.parts("months."+context+"."+width, 12)
			f.dayNames[i][j] = e.parts("days."+context+"."+width, 7)
		}
	}
	for part := range strings.SplitSeq(e.value(core, "periods"), "\x1e") {
		if p := strings.Split(part, "\x1f"); len(p) == 3 {
			f.periods = append(f.periods, period{int(number(p[0])), int(number(p[1])), p[2]})
		}
	}
	if f.monthNames[0][1][0] == "M01" {
		f.numeric()
	}
	return f
}

// readIntervals chooses the patterns of long ranges. UTS #35: where there is
// none for spelt months the nearest one serves, with its months as the long
// date writes them.
func (f *dateFormats) readIntervals(e *entry) {
	long := f.styles[Long]
	choose := func(keys []string, like datePattern, out []datePattern) {
		for _, key := range keys {
			if parts := e.parts("interval."+key, len(out)); parts[0] != "" {
				for i := range out {
					out[i] = readDatePattern(parts[i])
					if like.spells() {
						out[i] = out[i].spelt()
					}
				}
				return
			}
		}
	}
	days := []string{"yMMMMd", "yMMMd"}
	if long.has('G') {
		days = []string{"GyMMMd", "yMMMMd", "yMMMd"}
	}
	choose(days, long, f.dayIntervals[:])
	choose([]string{"yMMMM", "yMMM"}, f.months[Long], f.monthIntervals[:])
}

// moment is what the letters of a pattern speak of.
type moment struct {
	Date
	hour, minute int
	worded       bool // the months of the whole date are words
}

// Date writes a date. Of a date without a day it writes month and year, of one
// without a month the year alone, of the zero Date nothing. Years are never
// grouped.
func (l *Locale) Date(d Date, style Style) string {
	if style < Full || style > Short {
		style = Long
	}
	d = d.known()
	f := &l.data.dates
	switch {
	case d.Year <= 0 && d.Day > 0:
		return l.moment(f.days[style], moment{Date: d})
	case d.Year <= 0:
		return l.MonthName(d.Month)
	case d.Month == 0:
		return l.moment(f.year, moment{Date: d})
	case d.Day == 0:
		return l.moment(f.months[style], moment{Date: d})
	}
	return l.moment(f.styles[style], moment{Date: d})
}

// MonthName is the name of a month alone, 1 to 12, in its wide stand-alone
// form; "" for another number.
func (l *Locale) MonthName(month int) string {
	if month < 1 || month > 12 {
		return ""
	}
	return l.data.dates.monthNames[1][1][month-1]
}

// MonthYear writes a month of a year: mars 2026.
func (l *Locale) MonthYear(year, month int) string {
	return l.Date(Date{Year: year, Month: month}, Long)
}

// Time writes a time of day in the locale's short form, with twelve or
// twenty-four hours. It is "" for what is no time.
func (l *Locale) Time(hour, minute int) string {
	if hour < 0 || hour > 24 || minute < 0 || minute > 59 {
		return ""
	}
	return l.moment(l.data.dates.time, moment{hour: hour % 24, minute: minute})
}

// DateTime writes a long date and a time of day: 4 mars 2026 à 15:05. When
// the day is not known it writes the date alone.
func (l *Locale) DateTime(d Date, hour, minute int) string {
	date, clock := l.Date(d, Long), l.Time(hour, minute)
	if d.known().Day == 0 || clock == "" {
		return date
	}
	return l.data.dates.longDateTime.join(clock, date)
}

// DateRange writes the days from a to b in the long style and without what
// both share: 4–8 mars 2026. Equal dates are one date. Dates of unlike
// precision, and a range that runs backwards, are joined as they are.
func (l *Locale) DateRange(a, b Date) string {
	a, b = a.known(), b.known()
	f := &l.data.dates
	if a == b || b == (Date{}) {
		return l.Date(a, Long)
	}
	if a == (Date{}) {
		return l.Date(b, Long)
	}
	ordered := a.Year > 0 && (a.Year < b.Year || a.Year == b.Year && (a.Month < b.Month || a.Month == b.Month && a.Day < b.Day))
	var p datePattern
	switch {
	case !ordered || (a.Month == 0) != (b.Month == 0) || (a.Day == 0) != (b.Day == 0):
	case a.Month == 0:
		p = f.yearInterval
	case a.Day == 0:
		p = f.monthIntervals[difference(a.Year != b.Year, true)-1]
	default:
		p = f.dayIntervals[difference(a.Year != b.Year, a.Month != b.Month)]
	}
	first, second := p.halves()
	if second == nil {
		return f.interval.join(l.Date(a, Long), l.Date(b, Long))
	}
	return l.moment(first, moment{Date: a, worded: p.words()}) + l.moment(second, moment{Date: b, worded: p.words()})
}

// difference is the greatest difference of two dates: 0 the day, 1 the month,
// 2 the year.
func difference(year, month bool) int {
	switch {
	case year:
		return 2
	case month:
		return 1
	}
	return 0
}

// numeric is for a language whose months CLDR cannot name: dates in figures,
// as ISO 8601 writes them, in the place of the root's "2026 M03 4".
func (f *dateFormats) numeric() {
	for i := range f.styles {
		f.styles[i] = readDatePattern("y-MM-dd")
		f.months[i] = readDatePattern("y-MM")
		f.days[i] = readDatePattern("MM-dd")
	}
	f.dayIntervals, f.monthIntervals = [3]datePattern{}, [2]datePattern{}
	for i := range f.monthNames {
		for j := range f.monthNames[i] {
			f.monthNames[i][j] = []string{"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"}
		}
	}
}

package data

import (
	"slices"
	"strings"
	"unicode"
)

// DateSlip is the ISO 8601 form of a date that is written in another way, such
// as 04/03/2016, 4 mars 2016, 4.3.2016, 2016/03/04, March 4, 2016 or
// ٢٠١٦-٠٣-٠٤. Day and month in figures are read with the day first unless the
// calendar does not allow it; see DateAmbiguous. It is false when the text is
// no such date, or is in ISO form already.
func DateSlip(text string) (suggestion string, ok bool) {
	d, _ := guessDate(text)
	return d, d != "" && d != text
}

// DateAmbiguous says that DateSlip had to choose which of two figures is the
// day, as in 04/03/2016.
func DateAmbiguous(text string) bool {
	_, ambiguous := guessDate(text)
	return ambiguous
}

func guessDate(text string) (iso string, ambiguous bool) {
	// Longer texts are prose in which a date may stand, not dates.
	if len(text) > 80 {
		return "", false
	}
	numbers, month, ok := dateParts(LatinDigits(text))
	if !ok {
		return "", false
	}
	switch {
	case month == 0 && len(numbers) == 3:
		return guessFigures(numbers)
	case month != 0 && len(numbers) == 2:
		year, day := numbers[1], numbers[0]
		if len(numbers[0]) == 4 {
			year, day = day, year
		}
		return isoOf(year, month, digits(day)), false
	case month != 0 && len(numbers) == 1 && len(numbers[0]) == 4:
		return isoOf(numbers[0], month, 0), false
	case month == 0 && len(numbers) == 2:
		year, m := numbers[1], numbers[0]
		if len(numbers[0]) == 4 {
			year, m = m, year
		}
		return isoOf(year, digits(m), 0), false
	case month == 0 && len(numbers) == 1 && len(numbers[0]) == 4:
		return isoOf(numbers[0], 0, 0), false
	}
	return "", false
}

// guessFigures reads three figures: the year is the one with four digits, at
// the head or at the end.
func guessFigures(n []string) (iso string, ambiguous bool) {
	if len(n[0]) == 4 {
		if iso := isoOf(n[0], digits(n[1]), digits(n[2])); iso != "" {
			return iso, false
		}
		return isoOf(n[0], digits(n[2]), digits(n[1])), false // 2016-13-04
	}
	if len(n[2]) != 4 {
		return "", false
	}
	dayFirst := isoOf(n[2], digits(n[1]), digits(n[0]))
	monthFirst := isoOf(n[2], digits(n[0]), digits(n[1]))
	if dayFirst == "" {
		return monthFirst, false
	}
	return dayFirst, monthFirst != "" && monthFirst != dayFirst
}

// isoOf is the ISO form, or "" when the calendar has no such date. A month or
// day of 0 is not said.
func isoOf(year string, month, day int) string {
	if len(year) != 4 {
		return ""
	}
	d := Date{Year: digits(year), Month: month, Day: day}
	if _, ok := ParseDate(d.String()); !ok {
		return ""
	}
	return d.String()
}

// DayBeyond says of a date whose day its month does not have, such as
// 2016-02-30 or 31 avril 2016: the month in ISO form, how many days it has, and
// the last of them. It is false for everything else.
func DayBeyond(text string) (month string, days int, last string, ok bool) {
	if len(text) > 80 {
		return "", 0, "", false
	}
	numbers, named, ok := dateParts(LatinDigits(text))
	if !ok || named == 0 && len(numbers) != 3 || named != 0 && len(numbers) != 2 {
		return "", 0, "", false
	}
	if len(numbers[0]) != 4 {
		slices.Reverse(numbers) // the year comes first
	}
	year, day := numbers[0], digits(numbers[len(numbers)-1])
	if named == 0 {
		named = digits(numbers[1])
	}
	if len(year) != 4 || digits(year) < 1 || named < 1 || named > 12 || day > 31 {
		return "", 0, "", false
	}
	if days = daysIn(digits(year), named); day <= days {
		return "", 0, "", false
	}
	return isoOf(year, named, 0), days, isoOf(year, named, days), true
}

// dateParts is the figures and the month's name of a date, and whether the
// text holds nothing else but what stands between them.
func dateParts(text string) (numbers []string, month int, ok bool) {
	for rest := strings.ToLower(text); rest != ""; {
		r := []rune(rest)[0]
		switch {
		case r >= '0' && r <= '9':
			end := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
			if end < 0 {
				end = len(rest)
			}
			if end > 4 || len(numbers) == 3 {
				return nil, 0, false
			}
			numbers, rest = append(numbers, rest[:end]), rest[end:]
		case unicode.IsLetter(r):
			end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
			if end < 0 {
				end = len(rest)
			}
			word := rest[:end]
			rest = rest[end:]
			if slipFillers[word] {
				break
			}
			m := monthOf(word)
			if m == 0 || month != 0 {
				return nil, 0, false
			}
			month = m
		case unicode.IsSpace(r), strings.ContainsRune("-/.,،‐‑–−\u200e\u200f", r):
			rest = rest[len(string(r)):]
		default:
			return nil, 0, false
		}
	}
	return numbers, month, true
}

// slipFillers are words that stand between the parts of a date: 1er mars, 4 de
// marzo, the 4th of March, 2016年3月4日, 4 марта 2016 г.
var slipFillers = map[string]bool{
	"er": true, "ère": true, "e": true, "le": true, "de": true, "del": true, "do": true, "of": true,
	"the": true, "st": true, "nd": true, "rd": true, "th": true, "di": true, "il": true,
	"年": true, "月": true, "日": true, "г": true, "года": true,
}

// monthNames are the beginnings of month names in the languages in which dates
// are most often typed, in lower case; a word that begins so names the month.
// Where one beginning is the head of another the longer stands in its month.
var monthNames = [12][]string{
	{"jan", "ene", "gen", "янв", "يناير", "جانفي", "जनवरी"},
	{"feb", "fév", "fev", "fe\u0301v", "фев", "فبراير", "فيفري", "फ़रवरी", "फरवरी"},
	{"mar", "mär", "mrz", "мар", "مارس", "मार्च"},
	{"apr", "avr", "abr", "апр", "أبريل", "ابريل", "إبريل", "أفريل", "अप्रैल"},
	{"may", "mai", "mei", "mag", "мая", "май", "مايو", "ماي", "मई"},
	{"jun", "juin", "giu", "июн", "يونيو", "يونيه", "جوان", "जून"},
	{"jul", "juil", "lug", "июл", "يوليو", "يوليه", "يوليوز", "جويلية", "जुलाई"},
	{"aug", "aoû", "aou", "aou\u0302", "ago", "авг", "أغسطس", "أوت", "غشت", "अगस्त"},
	{"sep", "set", "сен", "سبتمبر", "شتنبر", "सितंबर", "सितम्बर"},
	{"oct", "okt", "out", "ott", "окт", "أكتوبر", "अक्टूबर", "अक्तूबर"},
	{"nov", "ноя", "نوفمبر", "نونبر", "नवंबर", "नवम्बर"},
	{"dec", "déc", "dez", "dic", "de\u0301c", "дек", "ديسمبر", "دجنبر", "दिसंबर", "दिसम्बर"},
}

// monthOf is the number of the month that a word names, or 0. The longest
// beginning decides: ماي is May, but مايو is not a longer word of another month.
func monthOf(word string) int {
	month, length := 0, 0
	for i, names := range monthNames {
		for _, name := range names {
			if len(name) > length && strings.HasPrefix(word, name) {
				month, length = i+1, len(name)
			}
		}
	}
	return month
}

// LatinDigits is the text with the decimal digits of the scripts that dates
// are typed in turned into ASCII digits.
func LatinDigits(text string) string {
	return strings.Map(func(r rune) rune {
		for _, zero := range [...]rune{'٠', '۰', '०', '০', '０'} {
			if r >= zero && r <= zero+9 {
				return '0' + r - zero
			}
		}
		return r
	}, text)
}

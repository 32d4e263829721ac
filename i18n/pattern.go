package i18n

import (
	"strconv"
	"strings"
)

// datePattern is a pattern of UTS #35, part 4: letters that stand for fields,
// text between apostrophes, and text that stands for itself.
type datePattern []dateField

// dateField is a letter, repeated width times, or, if the letter is 0, text.
type dateField struct {
	letter byte
	width  int
	text   string
}

func readDatePattern(s string) datePattern {
	var p datePattern
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			p = append(p, dateField{text: text.String()})
			text.Reset()
		}
	}
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '\'' && strings.HasPrefix(s[i:], "''"):
			text.WriteByte('\'')
			i += 2
		case c == '\'':
			end := strings.IndexByte(s[i+1:], '\'')
			if end < 0 {
				end = len(s) - i - 1
			}
			text.WriteString(s[i+1 : i+1+end])
			i = min(i+end+2, len(s))
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			flush()
			n := 1
			for i+n < len(s) && s[i+n] == c {
				n++
			}
			p = append(p, dateField{letter: c, width: n})
			i += n
		default:
			text.WriteByte(c)
			i++
		}
	}
	flush()
	return p
}

// spelt is the pattern with its abbreviated months written out.
func (p datePattern) spelt() datePattern {
	for i := range p {
		if (p[i].letter == 'M' || p[i].letter == 'L') && p[i].width == 3 {
			p[i].width = 4
		}
	}
	return p
}

// spells tells whether the pattern writes months out.
func (p datePattern) spells() bool {
	for _, f := range p {
		if (f.letter == 'M' || f.letter == 'L') && f.width >= 4 {
			return true
		}
	}
	return false
}

// words tells whether the pattern writes months as words, whole or abbreviated.
func (p datePattern) words() bool {
	for _, f := range p {
		if (f.letter == 'M' || f.letter == 'L') && f.width >= 3 {
			return true
		}
	}
	return false
}

// has tells whether a letter stands in the pattern.
func (p datePattern) has(letter byte) bool {
	for _, f := range p {
		if f.letter == letter {
			return true
		}
	}
	return false
}

// halves cuts an interval's pattern before the first field that occurs a
// second time: from there on it speaks of the later date. The second half is
// nil when nothing occurs twice.
func (p datePattern) halves() (first, second datePattern) {
	var seen [128]bool
	for i, f := range p {
		letter := f.letter
		switch letter {
		case 0:
			continue
		case 'L':
			letter = 'M'
		case 'c', 'e':
			letter = 'E'
		}
		if seen[letter] {
			return p[:i], p[i:]
		}
		seen[letter] = true
	}
	return p, nil
}

// moment writes what a pattern says of a moment.
func (l *Locale) moment(p datePattern, m moment) string {
	m.worded = m.worded || p.words()
	var room [96]byte
	out := room[:0]
	for _, f := range p {
		if f.letter == 0 {
			out = append(out, f.text...)
			continue
		}
		out = l.field(out, f, m)
	}
	return string(out)
}

func (l *Locale) field(out []byte, f dateField, m moment) []byte {
	d := &l.data.dates
	name := func(names *[2][2][]string, standalone bool, i int) []byte {
		context, width := 0, 0
		if standalone {
			context = 1
		}
		if f.width == 4 {
			width = 1
		}
		return append(out, names[context][width][i]...)
	}
	switch f.letter {
	case 'y', 'Y', 'u':
		if f.width == 2 {
			return l.digits(out, m.Year%100, 2)
		}
		return l.digits(out, m.Year, f.width)
	case 'M', 'L':
		if f.width <= 2 {
			return l.digits(out, m.Month, f.width)
		}
		if m.Month < 1 || m.Month > 12 {
			return out
		}
		if f.width == 5 {
			return append(out, d.narrow[m.Month-1]...)
		}
		return name(&d.monthNames, f.letter == 'L', m.Month-1)
	case 'd':
		out = l.digits(out, m.Day, f.width)
		if m.Day == 1 && m.worded {
			out = append(out, d.first...)
		}
		return out
	case 'E', 'c', 'e':
		return name(&d.dayNames, f.letter == 'c', int(m.at().Weekday()))
	case 'G':
		i := 0
		if f.width == 4 || f.width == 5 {
			i = f.width - 3
		}
		return append(out, d.eras[i]...)
	case 'H':
		return l.digits(out, m.hour, f.width)
	case 'k':
		return l.digits(out, (m.hour+23)%24+1, f.width)
	case 'h':
		return l.digits(out, (m.hour+11)%12+1, f.width)
	case 'K':
		return l.digits(out, m.hour%12, f.width)
	case 'm':
		return l.digits(out, m.minute, f.width)
	case 'B':
		for _, p := range d.periods {
			if m.hour >= p.from && m.hour < p.before || p.from > p.before && (m.hour >= p.from || m.hour < p.before) {
				return append(out, p.name...)
			}
		}
		return append(out, d.ampm[m.hour/12]...)
	case 'a':
		return append(out, d.ampm[m.hour/12]...)
	}
	return out
}

// digits writes a whole number in the locale's digits, at least width of them.
func (l *Locale) digits(out []byte, n, width int) []byte {
	var room [20]byte
	s := strconv.AppendInt(room[:0], int64(max(n, 0)), 10)
	for i := len(s); i < width; i++ {
		out = append(out, l.number.digits[0]...)
	}
	for _, c := range s {
		out = append(out, l.number.digits[c-'0']...)
	}
	return out
}

// pair is a pattern that joins two texts, such as "{1} 'à' {0}".
type pair struct {
	before, between, after string
	swapped                bool // {1} stands first
}

func readPair(s string) pair {
	// Apostrophes quote letters, which have no meaning here; two are one.
	s = strings.ReplaceAll(strings.ReplaceAll(s, "''", "\x00"), "'", "")
	s = strings.ReplaceAll(s, "\x00", "'")
	zero, one := strings.Index(s, "{0}"), strings.Index(s, "{1}")
	if zero < 0 || one < 0 {
		return pair{between: " "}
	}
	first, second := min(zero, one), max(zero, one)
	return pair{s[:first], s[first+3 : second], s[second+3:], one < zero}
}

// join puts a for {0} and b for {1}.
func (p pair) join(a, b string) string {
	if p.swapped {
		a, b = b, a
	}
	return p.before + a + p.between + b + p.after
}

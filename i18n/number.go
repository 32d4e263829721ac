package i18n

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// numbering is how a locale writes numbers in one numbering system.
type numbering struct {
	latin   bool
	digits  [10]string
	minimum int
	symbols
	decimal, percent numberPattern
}

type symbols struct{ point, group, minus, percentSign, nan, infinity string }

// numberPattern is a pattern such as #,##,##0.### or "% #,#0;% -#,#0".
type numberPattern struct {
	before, after                 string
	negativeBefore, negativeAfter string
	primary, secondary            int // group sizes; 0 says that nothing is grouped
}

// arabic are the symbols of the root for the two Arabic systems, which CLDR
// gives to every language that has none of its own for them.
var arabic = map[string]symbols{
	"arab":    {"٫", "٬", "\u061c-", "٪\u061c", "NaN", "∞"},
	"arabext": {"٫", "٬", "\u200e-\u200e", "٪", "NaN", "∞"},
}

func (f *formats) numbering(system string) numbering {
	n := numbering{latin: system == "latn", minimum: f.minimum}
	digits, ok := find("digits", system)
	if !ok {
		digits, n.latin = "0123456789", true
	}
	for i := range n.digits {
		_, size := utf8.DecodeRuneInString(digits)
		n.digits[i], digits = digits[:size], digits[size:]
	}
	parts := f.entry.parts("symbols."+system, 8)
	own := parts[0] != ""
	if !own {
		parts = f.entry.parts("symbols.latn", 8)
	}
	n.symbols = symbols{parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]}
	if root, ok := arabic[system]; ok && !own {
		n.symbols = root
	}
	n.decimal = readNumberPattern(parts[6], n.symbols)
	n.percent = readNumberPattern(parts[7], n.symbols)
	return n
}

func readNumberPattern(s string, sym symbols) numberPattern {
	var p numberPattern
	positive, negative, explicit := strings.Cut(s, ";")
	var middle string
	p.before, middle, p.after = affixes(positive, sym)
	p.negativeBefore, p.negativeAfter = sym.minus+p.before, p.after
	if explicit {
		p.negativeBefore, _, p.negativeAfter = affixes(negative, sym)
	}
	whole, _, _ := strings.Cut(middle, ".")
	if i := strings.LastIndexByte(whole, ','); i >= 0 {
		p.primary = len(whole) - i - 1
		p.secondary = p.primary
		if j := strings.LastIndexByte(whole[:i], ','); j >= 0 {
			p.secondary = i - j - 1
		}
	}
	return p
}

// affixes cuts a pattern into what stands before, in and after its digits.
func affixes(s string, sym symbols) (before, middle, after string) {
	first, last := strings.IndexAny(s, "#0"), strings.LastIndexAny(s, "#0")
	if first < 0 {
		return "", "0", ""
	}
	dress := func(s string) string {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "'", ""), "-", sym.minus)
		return strings.ReplaceAll(s, "%", sym.percentSign)
	}
	return dress(s[:first]), s[first : last+1], dress(s[last+1:])
}

// append writes ASCII digits as the system does; all else stays.
func (n *numbering) append(out []byte, s string) []byte {
	if n.latin {
		return append(out, s...)
	}
	for i := range len(s) {
		if c := s[i]; c >= '0' && c <= '9' {
			out = append(out, n.digits[c-'0']...)
		} else {
			out = append(out, c)
		}
	}
	return out
}

// format writes a number given as its digits before and after the point.
func (n *numbering) format(p *numberPattern, negative bool, whole, fraction string) string {
	var room [64]byte
	out := room[:0]
	before, after := p.before, p.after
	if negative {
		before, after = p.negativeBefore, p.negativeAfter
	}
	out = append(out, before...)
	if p.primary == 0 || len(whole) < p.primary+n.minimum {
		out = n.append(out, whole)
	} else {
		head := len(whole) - p.primary
		first := head % p.secondary
		if first == 0 {
			first = p.secondary
		}
		out = n.append(out, whole[:first])
		for i := first; i < head; i += p.secondary {
			out = append(out, n.group...)
			out = n.append(out, whole[i:i+p.secondary])
		}
		out = append(out, n.group...)
		out = n.append(out, whole[head:])
	}
	if fraction != "" {
		out = append(out, n.point...)
		out = n.append(out, fraction)
	}
	return string(append(out, after...))
}

// Integer writes a whole number with its groups: 12 345 in French, १२,३४५ where
// a site chose Devanagari digits. Some languages do not group four digits.
func (l *Locale) Integer(n int64) string {
	var room [20]byte
	digits := strconv.AppendUint(room[:0], magnitude(n), 10)
	return l.number.format(&l.number.decimal, n < 0, string(digits), "")
}

// magnitude is the absolute value, also of the least integer.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// Decimal writes a number with at most maxFraction digits after the point,
// rounded half away from zero as people do; zeros at the end are left out.
func (l *Locale) Decimal(v float64, maxFraction int) string {
	return l.write(&l.number.decimal, v, maxFraction)
}

// Percent writes a proportion as a whole per cent: 0.25 is 25 %.
func (l *Locale) Percent(v float64) string {
	return l.write(&l.number.percent, v*100, 0)
}

func (l *Locale) write(p *numberPattern, v float64, maxFraction int) string {
	switch {
	case math.IsNaN(v):
		return l.number.nan
	case math.IsInf(v, 0):
		if v < 0 {
			return p.negativeBefore + l.number.infinity + p.negativeAfter
		}
		return p.before + l.number.infinity + p.after
	}
	negative, whole, fraction := round(v, maxFraction)
	return l.number.format(p, negative, whole, fraction)
}

// round gives the shortest decimal digits of a number, rounded half up in
// decimal: 1.005 with two places is 1.01, which its binary value is not.
func round(v float64, places int) (negative bool, whole, fraction string) {
	negative = v < 0
	whole, fraction, _ = strings.Cut(strconv.FormatFloat(math.Abs(v), 'f', -1, 64), ".")
	places = max(places, 0)
	if len(fraction) > places {
		up := fraction[places] >= '5'
		digits := []byte(whole + fraction[:places])
		for i := len(digits) - 1; up && i >= 0; i-- {
			if up = digits[i] == '9'; up {
				digits[i] = '0'
			} else {
				digits[i]++
			}
		}
		if up {
			digits = append([]byte{'1'}, digits...)
		}
		whole, fraction = string(digits[:len(digits)-places]), string(digits[len(digits)-places:])
	}
	fraction = strings.TrimRight(fraction, "0")
	if whole == "0" && fraction == "" {
		negative = false
	}
	return negative, whole, fraction
}

var units = [...]string{"byte", "kilobyte", "megabyte", "gigabyte", "terabyte"}

// Bytes writes the size of a file in the short units of a thousand: 1.2 MB,
// 1,2 Mo in French. Below ten of a unit it has one digit after the point.
func (l *Locale) Bytes(n int64) string {
	v, unit := float64(max(n, 0)), 0
	for unit < len(units)-1 && v >= 999.5 {
		v /= 1000
		unit++
	}
	places := 0
	if unit > 0 && v < 9.95 {
		places = 1
	}
	_, whole, fraction := round(v, places)
	category := l.data.cardinal.of(operandsOf(whole, fraction))
	pattern := ""
	for form := range strings.SplitSeq(l.entry.value(core, "unit."+units[unit]), "\x1e") {
		name, text, _ := strings.Cut(form, "\x1f")
		if name == category || name == "other" && pattern == "" {
			pattern = text
		}
	}
	if pattern == "" {
		pattern = "{0}"
	}
	return strings.Replace(pattern, "{0}", l.number.format(&l.number.decimal, false, whole, fraction), 1)
}

// CounterStyle is the predefined counter style of CSS that numbers lists with
// the locale's digits (CSS Counter Styles 3, 6.1); "" where 0 to 9 do, or no
// style has them.
func (l *Locale) CounterStyle() string {
	switch l.Digits("1") {
	case "١":
		return "arabic-indic"
	case "۱":
		return "persian"
	case "১":
		return "bengali"
	case "१":
		return "devanagari"
	case "૧":
		return "gujarati"
	case "੧":
		return "gurmukhi"
	case "೧":
		return "kannada"
	case "១":
		return "khmer"
	case "໑":
		return "lao"
	case "൧":
		return "malayalam"
	case "᠑":
		return "mongolian"
	case "၁":
		return "myanmar"
	case "୧":
		return "oriya"
	case "௧":
		return "tamil"
	case "౧":
		return "telugu"
	case "๑":
		return "thai"
	case "༡":
		return "tibetan"
	case "一":
		return "cjk-decimal"
	}
	return ""
}

// number is an unsigned whole number, or 0.
func number(s string) uint64 {
	n, err := strconv.ParseUint(s, 10, 63)
	if err != nil {
		return 0
	}
	return n
}

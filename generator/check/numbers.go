package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// number is a number as a text has it.
type number struct {
	written    string
	digits     string // of ASCII, without signs between them and zeros in front
	start, end int    // bytes of the text
}

// numbersIn are the numbers of a text. Digits of all scripts are one, and so are
// all ways to group them and to write a decimal point: 1,234.5 and ١٬٢٣٤٫٥ and
// 1 234,5 are the same.
func numbersIn(text string) []number {
	var out []number
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if _, ok := digit(r); !ok {
			i += size
			continue
		}
		n := number{start: i}
		var b strings.Builder
		run := 0 // digits since the last sign
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if d, ok := digit(r); ok {
				b.WriteByte(d)
				i += size
				n.end = i
				run++
				continue
			}
			next, _ := utf8.DecodeRuneInString(text[i+size:])
			if _, ok := digit(next); !ok || !separates(r, run, text[i+size:]) {
				break
			}
			i += size
			run = 0
		}
		n.written = text[n.start:n.end]
		n.digits = strings.TrimLeft(b.String(), "0")
		out = append(out, n)
	}
	return out
}

// separates says whether a sign between digits belongs to the number. A space
// groups by three only: "in 2019 45 people" are two.
func separates(r rune, run int, rest string) bool {
	switch r {
	case '.', ',', '\'', '’', '٬', '٫', '·':
		return true
	case ' ', '\u00a0', '\u202f', '\u2009':
		n := 0
		for _, r := range rest {
			if _, ok := digit(r); !ok {
				break
			}
			n++
		}
		return n == 3 && run <= 3
	}
	return false
}

// digit is a decimal digit of any script as one of ASCII. In Unicode the digits
// of a script follow each other from zero on.
func digit(r rune) (byte, bool) {
	if r < utf8.RuneSelf {
		return byte(r), '0' <= r && r <= '9'
	}
	if !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	zero := r
	for i := 0; i < 9 && unicode.Is(unicode.Nd, zero-1); i++ {
		zero--
	}
	return byte('0' + (r-zero)%10), true
}

// Numbers up to this are often written as words, and are months and days.
const small = 12

// Numbers from this on are hardly ever written as words in one language and as
// digits in another.
const alwaysDigits = 100

// numbers reports numbers that differ. A number that stands anywhere in the other
// text is in order: sentences are moved. Small numbers are only told of where one
// stands in the place of another, for either may be written as a word.
func (p *pair) numbers() {
	inSource, inOwn := digitsOf(p.source), digitsOf(p.plain)
	for j, text := range p.source {
		i := p.aligned[j]
		missing := p.unmatched(text, inOwn)
		if i < 0 {
			continue // a block that is missing is no slip of the pen
		}
		added := p.unmatched(p.plain[i], inSource)
		if len(missing)+len(added) == 0 {
			continue
		}
		missing = p.unsaid(missing, p.plain[i], p.own.File.Language, text)
		added = p.unsaid(added, text, p.t.Source.File.Language, p.plain[i])
		missing, added = withoutDecades(missing, added)
		if len(missing)+len(added) > 0 && (scaled(text) || scaled(p.plain[i])) {
			missing, added = withoutMantissas(missing, added)
		}
		at := p.ownBlocks[i]
		for k := range max(len(missing), len(added)) {
			switch {
			case k < len(missing) && k < len(added):
				p.tell("translation-number-other", at.Start+added[k].start, at.Start+added[k].end, "found", added[k].written, "expected", missing[k].written, "place", p.where(j))
			case k < len(missing) && large(missing[k]):
				p.tell("translation-number-missing", at.Start, at.End, "expected", missing[k].written, "place", p.where(j))
			case k < len(added) && large(added[k]):
				p.tell("translation-number-added", at.Start+added[k].start, at.Start+added[k].end, "found", added[k].written, "place", p.where(j))
			}
		}
	}
}

func digitsOf(blocks []string) map[string]bool {
	out := map[string]bool{}
	for _, b := range blocks {
		for _, n := range numbersIn(b) {
			out[n.digits] = true
		}
	}
	return out
}

// unmatched are the numbers of a text that the other one has nowhere.
func (p *pair) unmatched(text string, other map[string]bool) []number {
	var out []number
	for _, n := range numbersIn(text) {
		if other[n.digits] || parted(n.written, other) {
			continue
		}
		if v, err := strconv.Atoi(n.digits); n.digits == "" || err == nil && v <= small {
			continue
		}
		out = append(out, n)
	}
	return out
}

// parted says whether a number of several parts, such as that of a section, is
// written with other signs between them in the other text: 12.1 as 12-1.
func parted(written string, other map[string]bool) bool {
	parts := strings.Split(written, ".")
	if len(parts) < 2 {
		return false
	}
	for _, part := range parts {
		if n := numbersIn(part); len(n) != 1 || !other[n[0].digits] {
			return false
		}
	}
	return true
}

// unsaid are the numbers that another text, in its language, does not say as words.
// Where no words are known, what is plainly a decade may be said so. from is the
// text that they stand in.
func (p *pair) unsaid(list []number, other, language, from string) []number {
	var out []number
	for _, n := range list {
		v, err := strconv.Atoi(n.digits)
		if err != nil {
			out = append(out, n)
			continue
		}
		says, known := inWords(other, language, v)
		if says || !known && isDecade(v) && decade.MatchString(around(from, n)) {
			continue
		}
		out = append(out, n)
	}
	return out
}

// decade is met where a number is plainly a decade's.
var decade = regexp.MustCompile(`(?i)ann[ée]es|décenn|decad|décad|\ba[ñn]os\b|\banys\b|\banni\b|decenni|miaka ya|muongo|\d['’]?s\b|\der\b|[-\d]х|[-\d]ті|'l[ae]r|tahun|年代|년대|दशक|দশক|عقد|سنوات|أعوام|دهه`)

// around is a number with what stands close to it.
func around(text string, n number) string {
	const close = 24
	return text[max(0, n.start-close):min(len(text), n.end+close)]
}

// withoutDecades takes out decades that have their century in one text and not in
// the other: the 1990s are « les années 90 ».
func withoutDecades(missing, added []number) (a, b []number) {
	for _, m := range missing {
		if k := slices.IndexFunc(added, func(n number) bool { return sameDecade(m, n) }); k >= 0 {
			added = slices.Delete(slices.Clone(added), k, k+1)
			continue
		}
		a = append(a, m)
	}
	return a, added
}

func sameDecade(a, b number) bool {
	x, err := strconv.Atoi(a.digits)
	y, other := strconv.Atoi(b.digits)
	if err != nil || other != nil || !isDecade(x) || !isDecade(y) {
		return false
	}
	return min(x, y) < 100 && max(x, y)%100 == min(x, y)
}

func large(n number) bool {
	v, err := strconv.Atoi(n.digits)
	return err != nil || v >= alwaysDigits
}

// withoutMantissas takes out what may be the same number on another scale.
func withoutMantissas(missing, added []number) (a, b []number) {
	mantissas := func(list []number) map[string]bool {
		out := map[string]bool{}
		for _, n := range list {
			out[strings.TrimRight(n.digits, "0")] = true
		}
		return out
	}
	keep := func(list []number, other map[string]bool) (out []number) {
		for _, n := range list {
			if !other[strings.TrimRight(n.digits, "0")] && len(other) > 0 {
				out = append(out, n)
			}
		}
		return out
	}
	left, right := mantissas(missing), mantissas(added)
	return keep(missing, right), keep(added, left)
}

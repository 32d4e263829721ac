package check

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"tract/generator/render/search/words"
)

// This file finds numbers that a text writes as words: "the nineties" says what
// « les années 1990 » does, and 四十五 is 45.

// numerals are the spellings of a language, ready to be met.
type numerals struct {
	units    [20][][]string // by number, each a way to write it, word by word
	tens     [10][][]string // by their first digit
	anywhere bool
	sixties  bool
	han      bool
}

// numeralsOf are those of a language; nil where they are not known.
var numeralsOf = sync.OnceValue(func() map[string]*numerals {
	out := map[string]*numerals{"zh": {han: true}, "ja": {han: true}, "yue": {han: true}}
	for tag, s := range spelled {
		n := &numerals{anywhere: s.anywhere, sixties: s.sixties}
		for i, one := range strings.Fields(s.units) {
			n.units[i+1] = ways(one)
		}
		for i, one := range strings.Fields(s.tens) {
			n.tens[i+1] = ways(one)
		}
		out[tag] = n
	}
	return out
})

func ways(one string) [][]string {
	var out [][]string
	for way := range strings.SplitSeq(one, "|") {
		var parts []string
		for part := range strings.SplitSeq(way, "_") {
			parts = append(parts, words.Fold(part))
		}
		out = append(out, parts)
	}
	return out
}

// inWords says whether a text says a number as words: one up to 99, or a decade by
// its tens alone, "nineties" for 1990. known is false for languages of which no
// numbers are known.
func inWords(text, language string, number int) (says, known bool) {
	base, _, _ := strings.Cut(language, "-")
	n := numeralsOf()[base]
	if n == nil {
		return false, false
	}
	if number < 1 {
		return false, true
	}
	decade := isDecade(number)
	if n.han {
		return n.inHan(text, number, decade), true
	}
	if decade && number > 99 {
		if number %= 100; number == 0 {
			return false, true
		}
	}
	if number < 1 || number > 99 {
		return false, true
	}
	var folded []string
	for _, w := range wordsOf(text) {
		if w = words.Fold(w); w != "" {
			folded = append(folded, w)
		}
	}
	return n.in(folded, number), true
}

// isDecade says whether a number may be a decade's.
func isDecade(number int) bool {
	return number%10 == 0 && (number > 0 && number < 100 || number >= 1700 && number < 2100)
}

// in looks for a number in words.
func (n *numerals) in(text []string, number int) bool {
	if number < 20 && n.meets(text, n.units[number]) >= 0 {
		return true
	}
	ten, unit := number/10, number%10
	if unit == 0 {
		return n.meets(text, n.tens[ten]) >= 0
	}
	if n.together(text, n.tens[ten], n.units[unit]) {
		return true
	}
	return n.sixties && (ten == 7 || ten == 9) && n.together(text, n.tens[ten-1], n.units[10+unit])
}

// meets is the first place where one of several ways stands, or -1.
func (n *numerals) meets(text []string, ways [][]string) int {
	for i := range text {
		for _, way := range ways {
			if i+len(way) <= len(text) && n.way(text[i:], way) {
				return i
			}
		}
	}
	return -1
}

// way says whether words begin with those of a way to write a number.
func (n *numerals) way(text, way []string) bool {
	for k, part := range way {
		if !n.word(text[k], part) {
			return false
		}
	}
	return true
}

func (n *numerals) word(word, part string) bool {
	switch {
	case n.anywhere:
		return strings.Contains(word, part)
	case len([]rune(part)) <= 3:
		// Too many words begin like “on” and “un”; endings are short.
		return strings.HasPrefix(word, part) && len([]rune(word)) <= len([]rune(part))+3
	}
	return strings.HasPrefix(word, part)
}

// near is how far the two parts of a number may stand apart: cuarenta y cinco,
// arobaini na tano.
const near = 3

// together says whether tens and units stand beside each other, in either order, or
// in one word.
func (n *numerals) together(text []string, tens, units [][]string) bool {
	for i := range text {
		for _, ten := range tens {
			if i+len(ten) > len(text) || !n.way(text[i:], ten) {
				continue
			}
			last := i + len(ten) - 1
			for _, unit := range units {
				if len(unit) == 1 && strings.Contains(strings.Replace(text[last], ten[len(ten)-1], " ", 1), unit[0]) {
					return true
				}
				from, to := max(0, i-near), min(len(text), last+1+near)
				if n.meets(text[from:i], [][]string{unit}) >= 0 || n.meets(text[last+1:to], [][]string{unit}) >= 0 {
					return true
				}
			}
		}
	}
	return false
}

// inHan looks for a number as Chinese and Japanese write it: digit by digit, or with
// 十 for the tens. A decade may be named by its tens.
func (n *numerals) inHan(text string, number int, decade bool) bool {
	text = strings.NewReplacer("零", "〇", "○", "〇", "两", "二").Replace(text)
	var digits strings.Builder
	for _, d := range strconv.Itoa(number) {
		digits.WriteRune(hanDigits[d-'0'])
	}
	if number > 9 && strings.Contains(text, digits.String()) {
		return true
	}
	if decade {
		number %= 100
	}
	if number < 1 || number > 99 {
		return false
	}
	said := ""
	if ten := number / 10; ten > 1 {
		said = string(hanDigits[ten]) + "十"
	} else if ten == 1 {
		said = "十"
	}
	if unit := number % 10; unit > 0 {
		said += string(hanDigits[unit])
	}
	return strings.Contains(text, said)
}

// scaled says whether a text has a word that multiplies a number.
func scaled(text string) bool {
	if slices.ContainsFunc(scalesWithin, func(s string) bool { return strings.Contains(text, s) }) {
		return true
	}
	for _, word := range wordsOf(strings.ToLower(text)) {
		for _, s := range scales {
			if exact, ok := strings.CutPrefix(s, "."); ok && word == exact || !ok && strings.HasPrefix(word, s) {
				return true
			}
		}
	}
	return false
}

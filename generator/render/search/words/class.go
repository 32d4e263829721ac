package words

import (
	"sync"
	"unicode"
)

// The classes of code points, as cutting sees them.
const (
	Other    = iota // separates words
	Letter          // of a script that writes spaces between words; digits and marks too
	Unspaced        // of a script that does not
)

// unspaced are the scripts that are indexed by pairs of neighbours.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// joins are format characters that stand inside words, and mean nothing to a
// search.
const joins = "\u00ad\u200c\u200d"

// prolonged is the mark of a long vowel in kana, which Unicode gives to no script.
const prolonged = 'ー'

// plane are the classes of the basic multilingual plane.
var plane = sync.OnceValue(func() *[1 << 16]uint8 {
	t := new([1 << 16]uint8)
	set := func(table *unicode.RangeTable, to func(was uint8) uint8) {
		for _, r := range table.R16 {
			for c := uint32(r.Lo); c <= uint32(r.Hi); c += uint32(r.Stride) {
				t[c] = to(t[c])
			}
		}
	}
	for _, table := range []*unicode.RangeTable{unicode.L, unicode.N, unicode.M} {
		set(table, func(uint8) uint8 { return Letter })
	}
	for _, table := range unspaced {
		set(table, func(was uint8) uint8 {
			if was == Letter {
				return Unspaced
			}
			return was
		})
	}
	t[prolonged] = Unspaced
	for _, r := range joins {
		t[r] = Letter
	}
	return t
})

// Class is the class of a code point.
func Class(r rune) int {
	if r >= 0 && r < 1<<16 {
		return int(plane()[r])
	}
	if !unicode.In(r, unicode.L, unicode.N, unicode.M) {
		return Other
	}
	if unicode.In(r, unspaced...) {
		return Unspaced
	}
	return Letter
}

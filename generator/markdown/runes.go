package markdown

// This file says what kind of character a rune is, by one look into a table:
// every rune of every page is asked for several times.

import "unicode"

type class uint8

const (
	letter   class = 1 << iota
	mark           // combining
	digit          // or another number
	symbol         // of mathematics or currency, a sign, an emoji
	rightTo        // letter written from right to left
	cjk            // Han or kana letter: a word of its own
	unspaced       // letter of another script that does not space words
	wide           // East Asian letter or punctuation: no space at line ends
)

const word = letter | mark | digit

// classes are those of the Basic Multilingual Plane.
var classes = buildClasses()

func buildClasses() *[0x10000]class {
	t := new([0x10000]class)
	add := func(c class, tables ...*unicode.RangeTable) {
		for _, table := range tables {
			for _, r := range table.R16 {
				for x := uint32(r.Lo); x <= uint32(r.Hi); x += uint32(r.Stride) {
					t[x] |= c
				}
			}
		}
	}
	add(letter, unicode.L)
	add(mark, unicode.M)
	add(digit, unicode.N)
	add(symbol, unicode.Sm, unicode.Sc, unicode.So)
	for _, r := range "%‰‱" {
		t[r] |= symbol
	}
	for _, table := range []*unicode.RangeTable{unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana,
		unicode.Nko, unicode.Samaritan, unicode.Mandaic} {
		for _, r := range table.R16 {
			for x := uint32(r.Lo); x <= uint32(r.Hi); x += uint32(r.Stride) {
				if t[x]&letter != 0 {
					t[x] |= rightTo
				}
			}
		}
	}
	t[0x0640] |= letter | rightTo // tatweel
	for _, table := range []*unicode.RangeTable{unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar} {
		for _, r := range table.R16 {
			for x := uint32(r.Lo); x <= uint32(r.Hi); x += uint32(r.Stride) {
				if t[x]&letter != 0 {
					t[x] |= unspaced
				}
			}
		}
	}
	for _, r := range [][2]int{{0x2E80, 0x30FF}, {0x3100, 0x312F}, {0x31A0, 0x33FF}, {0x3400, 0x4DBF},
		{0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0xFE30, 0xFE4F}, {0xFF01, 0xFF60}, {0xFF65, 0xFF9F}} {
		for x := r[0]; x <= r[1]; x++ {
			t[x] |= wide
			if t[x]&letter != 0 && (x < 0xFF21 || x > 0xFF5A) {
				t[x] |= cjk
			}
		}
	}
	return t
}

func classOf(r rune) class {
	if uint32(r) < 0x10000 {
		return classes[r]
	}
	switch {
	case r >= 0x20000 && r <= 0x3FFFF:
		return letter | cjk | wide
	case unicode.IsLetter(r):
		if r >= 0x10800 && r <= 0x10FFF || r >= 0x1E800 && r <= 0x1EFFF {
			return letter | rightTo
		}
		return letter
	case unicode.IsMark(r):
		return mark
	case unicode.IsNumber(r):
		return digit
	case unicode.In(r, unicode.Sm, unicode.Sc, unicode.So):
		return symbol
	}
	return 0
}

func isWord(r rune) bool { return classOf(r)&word != 0 }

// isSpace counts the no-break spaces too, and 0: the end of a block.
func isSpace(r rune) bool {
	return r == 0 || r == ' ' || r == '\n' || r == '\t' || r >= 0x80 && unicode.IsSpace(r)
}

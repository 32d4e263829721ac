package email

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// lineWidth is how many columns a line of email.txt takes at most.
const lineWidth = 72

// columns is how many columns a character takes in a font of equal widths: two
// for East Asian wide and full-width ones (UAX 11), none for marks and joiners.
func columns(r rune) int {
	switch {
	case r < 0x300:
		if r == 0xAD {
			return 0
		}
		return 1
	case r < tabled:
		return int(columnTable()[r])
	case r >= 0x4E00 && r <= 0x9FFF: // Han
		return 2
	}
	return lookUp(r)
}

// tabled is the first character whose columns are looked up one by one: what
// stands before it are the scripts whose words have spaces.
const tabled = 0x2E80

var columnTable = sync.OnceValue(func() *[tabled]uint8 {
	table := new([tabled]uint8)
	for r := range table {
		table[r] = uint8(lookUp(rune(r)))
	}
	return table
})

// lookUp is columns by the tables of Unicode.
func lookUp(r rune) int {
	if r >= 0x1160 && r <= 0x11FF || unicode.In(r, unicode.Mn, unicode.Me) || unicode.Is(unicode.Cf, r) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// columnsOf is how many columns a text takes.
func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		n += columns(r)
	}
	return n
}

// The signs that begin no line, and those that end none, where lines may break
// between any two characters (JIS X 4051, GB/T 15834).
const (
	beginsNoLine = "、。，．・：；？！゛゜´｀¨＾￣＿ヽヾゝゞ々〻ー—…‥’”）〕］｝〉》」』】〙〗»›°′″℃％‰ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ〜～﹀︶︸︼﹂﹄,.!?:;)]}%"
	endsNoLine   = "‘“（〔［｛〈《「『【〘〖«‹￥＄£＃＠([{"
)

// han says whether lines may break beside a character though no space stands
// there: Han, kana and the signs that go with them. Korean keeps its words.
func han(r rune) bool {
	if r < 0x2E80 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60
}

// unspaced says whether a character is of a script that sets no spaces between
// words and whose words only a dictionary tells.
func unspaced(r rune) bool {
	return r >= 0xE00 && unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}

// The characters that set a stretch apart for the bidirectional algorithm.
const (
	lri, rli, fsi, pdi = '\u2066', '\u2067', '\u2068', '\u2069'
	lrm, rlm           = "\u200E", "\u200F"
)

func opensIsolate(r rune) bool { return r == lri || r == rli || r == fsi }

// wrapper breaks texts into lines. It may be used again and again.
type wrapper struct {
	room  int // columns of a line
	lines []string
	line  []byte
	width int    // of line, in columns
	open  []rune // isolates that are open

	signs []sign // of the text in hand
}

// sign is a character of a text.
type sign struct {
	r    rune
	at   int32 // where it begins
	wide uint8 // in columns
	glue bool  // no line breaks before it
}

// text breaks a text into lines, which hold until the next one. A line end in it
// stays one; other white space is one space, but for what must not break. room
// is the columns of each line. What has no place to break stands out.
func (w *wrapper) text(text string, room int) []string {
	w.room, w.lines, w.line, w.width, w.open = room, w.lines[:0], w.line[:0], 0, w.open[:0]
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	for {
		part, rest, more := strings.Cut(text, "\n")
		w.part(part)
		w.end()
		if !more {
			return w.lines
		}
		text = rest
	}
}

// signsOf are the characters of a text, appended to signs.
func signsOf(signs []sign, text string) []sign {
	for i, r := range text {
		signs = append(signs, sign{r: r, at: int32(i), wide: uint8(columns(r))})
	}
	return signs
}

// part wraps a text without line ends.
func (w *wrapper) part(text string) {
	w.signs = signsOf(w.signs[:0], text)
	at := 0
	for a := (addresses{text: text}); a.next(); {
		for ; at < len(w.signs) && int(w.signs[at].at) < a.to; at++ {
			w.signs[at].glue = int(w.signs[at].at) > a.from
		}
	}
	begin := 0
	for i := 1; i <= len(w.signs); i++ {
		if i < len(w.signs) && (w.signs[i].glue || !breaks(w.signs, i)) {
			continue
		}
		to := len(text)
		if i < len(w.signs) {
			to = int(w.signs[i].at)
		}
		w.word(w.signs[begin:i], text[w.signs[begin].at:to])
		begin = i
	}
}

// breaks says whether a line may break before the character at i.
func breaks(signs []sign, i int) bool {
	before, after := signs[i-1], signs[i]
	if after.wide > 0 && before.wide > 0 && after.r < tabled && before.r < tabled {
		// Most are letters within a word.
		switch {
		case after.r == ' ':
			return false
		case before.r == ' ':
			return true
		}
		return false
	}
	if after.r == ' ' || after.wide == 0 && !opensIsolate(after.r) {
		return false
	}
	// What has no width stands with what is before it.
	for j := i - 1; before.wide == 0 && !opensIsolate(before.r) && j > 0; j-- {
		before = signs[j-1]
	}
	if opensIsolate(before.r) {
		return false
	}
	if before.r == ' ' {
		return true
	}
	if opensIsolate(after.r) {
		for j := i + 1; j < len(signs) && opensIsolate(after.r); j++ {
			after = signs[j]
		}
	}
	switch before.r {
	case '\u00A0', '\u202F', '\u2060', '\uFEFF':
		return false
	}
	switch after.r {
	case '\u00A0', '\u202F', '\u2060', '\uFEFF':
		return false
	}
	if !han(before.r) && !han(after.r) {
		return false
	}
	return !strings.ContainsRune(beginsNoLine, after.r) && !strings.ContainsRune(endsNoLine, before.r)
}

// word sets a stretch that does not break, on a new line where there is no room
// left for it.
func (w *wrapper) word(word []sign, text string) {
	wide, spaces := 0, 0
	plain := word[0].r != ' ' // as it is, where there is room
	for i := range word {
		wide += int(word[i].wide)
		if word[i].wide == 0 {
			plain = false // it may be an isolate
		}
	}
	for n := len(word); n > 0 && word[n-1].r == ' '; n-- {
		spaces++
	}
	if w.width > 0 && w.width+wide-spaces > w.room {
		w.end()
	}
	if plain && w.width+wide-spaces <= w.room {
		w.line = append(w.line, text...)
		w.width += wide
		return
	}
	for i := range word {
		r := word[i].r
		switch {
		case r == ' ' && w.width == 0:
			continue
		case w.width >= w.room && unspaced(r) && word[i].wide > 0:
			w.end()
		}
		switch {
		case opensIsolate(r):
			w.open = append(w.open, r)
		case r == pdi:
			if len(w.open) == 0 {
				continue
			}
			w.open = w.open[:len(w.open)-1]
		}
		w.line = utf8.AppendRune(w.line, r)
		w.width += int(word[i].wide)
	}
}

// end ends the line. An isolate does not reach over line ends, so one that is
// open is closed and opened again.
func (w *wrapper) end() {
	line := strings.TrimRight(string(w.line), " ")
	if len(w.open) > 0 {
		line += strings.Repeat(string(pdi), len(w.open))
	}
	w.lines = append(w.lines, line)
	w.line = w.line[:0]
	for _, r := range w.open {
		w.line = utf8.AppendRune(w.line, r)
	}
	w.width = 0
}

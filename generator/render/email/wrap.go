package email

import (
	"regexp"
	"strings"
	"unicode"

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
	case r >= 0x1160 && r <= 0x11FF, unicode.In(r, unicode.Mn, unicode.Me), unicode.Is(unicode.Cf, r):
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

// address finds what must stay in one piece to be followed.
var address = regexp.MustCompile(`(?:[A-Za-z]+://|mailto:|www\.)[^\s<>"«»“”「」『』（）。、，]+`)

// addresses are where addresses stand in a text.
func addresses(text string) [][]int {
	// Most texts have none, and the expression costs more than all else.
	if !strings.Contains(text, "://") && !strings.Contains(text, "mailto:") && !strings.Contains(text, "www.") {
		return nil
	}
	return address.FindAllStringIndex(text, -1)
}

// The characters that set a stretch apart for the bidirectional algorithm.
const (
	lri, rli, fsi, pdi = '\u2066', '\u2067', '\u2068', '\u2069'
	lrm, rlm           = "\u200E", "\u200F"
)

func opensIsolate(r rune) bool { return r == lri || r == rli || r == fsi }

// wrapper is a text as it is broken into lines.
type wrapper struct {
	limits func(line int) int // how many columns a line has
	lines  []string
	line   []rune
	width  int    // of line without its spaces at the end
	open   []rune // isolates that are open
}

// wrap breaks a text into lines. A line end in it stays one; other white space
// is one space, but for what must not break. limit tells the columns of each
// line. What has no place to break stands out.
func wrap(text string, limit func(line int) int) []string {
	w := wrapper{limits: limit}
	for i, part := range strings.Split(strings.ToValidUTF8(text, "\uFFFD"), "\n") {
		if i > 0 {
			w.end()
		}
		w.part(part)
	}
	w.end()
	return w.lines
}

// part wraps a text without line ends.
func (w *wrapper) part(text string) {
	runes := []rune(text)
	whole := make([]bool, len(runes)) // no break before this one
	at, from := 0, 0
	for _, m := range addresses(text) {
		for ; from < m[0]; at++ {
			from += len(string(runes[at]))
		}
		for first := true; from < m[1]; at, first = at+1, false {
			whole[at] = !first
			from += len(string(runes[at]))
		}
	}
	begin := 0
	for i := 1; i <= len(runes); i++ {
		if i < len(runes) && (whole[i] || !breaks(runes, i)) {
			continue
		}
		w.word(runes[begin:i])
		begin = i
	}
}

// breaks says whether a line may break before the character at i.
func breaks(runes []rune, i int) bool {
	before, after := runes[i-1], runes[i]
	if after == ' ' || columns(after) == 0 && !opensIsolate(after) {
		return false
	}
	// What has no width stands with what is before it.
	for j := i - 1; columns(before) == 0 && !opensIsolate(before) && j > 0; j-- {
		before = runes[j-1]
	}
	if opensIsolate(before) {
		return false
	}
	if before == ' ' {
		return true
	}
	if opensIsolate(after) {
		for j := i + 1; j < len(runes) && opensIsolate(after); j++ {
			after = runes[j]
		}
	}
	switch before {
	case '\u00A0', '\u202F', '\u2060', '\uFEFF':
		return false
	}
	switch after {
	case '\u00A0', '\u202F', '\u2060', '\uFEFF':
		return false
	}
	if !han(before) && !han(after) {
		return false
	}
	return !strings.ContainsRune(beginsNoLine, after) && !strings.ContainsRune(endsNoLine, before)
}

// word sets a stretch that does not break, on a new line where there is no room
// left for it.
func (w *wrapper) word(word []rune) {
	wide, spaces := 0, 0
	for _, r := range word {
		wide += columns(r)
	}
	for n := len(word); n > 0 && word[n-1] == ' '; n-- {
		spaces++
	}
	limit := w.limits(len(w.lines))
	if w.width > 0 && w.width+wide-spaces > limit {
		w.end()
		limit = w.limits(len(w.lines))
	}
	for _, r := range word {
		switch {
		case r == ' ' && w.width == 0:
			continue
		case w.width >= limit && unspaced(r) && columns(r) > 0:
			w.end()
			limit = w.limits(len(w.lines))
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
		w.line = append(w.line, r)
		w.width += columns(r)
	}
}

// end ends the line. An isolate does not reach over line ends, so one that is
// open is closed and opened again.
func (w *wrapper) end() {
	line := strings.TrimRight(string(w.line), " ")
	w.lines = append(w.lines, line+strings.Repeat(string(pdi), len(w.open)))
	w.line = append(w.line[:0], w.open...)
	w.width = 0
}

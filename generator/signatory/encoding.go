package signatory

// Spreadsheets export in the encoding of the machine that they run on, and say
// so nowhere. This file finds out which it was by how plausible the words are
// that come out, and gives up rather than publish names that nobody has.

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// Encoding says whether there is an encoding of that name, by its labels in the
// WHATWG's standard.
func Encoding(name string) bool {
	_, err := htmlindex.Get(name)
	return err == nil
}

// candidate is an encoding that is tried, the likelier first.
type candidate struct {
	name      string
	charmap   *charmap.Charmap
	languages []string // letters beyond ASCII of each language that is written in it; none where it has a script of its own
	script    *unicode.RangeTable
}

var candidates = []candidate{
	{"Windows-1252", charmap.Windows1252, western, unicode.Latin},
	{"Windows-1250", charmap.Windows1250, []string{"ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîșțşţ"}, unicode.Latin},
	{"Mac Roman", charmap.Macintosh, western, unicode.Latin},
	{"Windows-1251", charmap.Windows1251, nil, unicode.Cyrillic},
	{"Windows-1256", charmap.Windows1256, nil, unicode.Arabic},
}

// western are French, Spanish, Portuguese, German, Swedish, Danish, Italian and
// Catalan.
var western = []string{"àâæçéèêëîïôœùûüÿ", "áéíñóúüªº", "áâãàçéêíóôõúüªº", "äöüß", "åäöé", "æøåé", "àèéìíîòóù", "àçéèíïóòúü"}

// decode is a text in UTF-8, and the name of the encoding that it had; "" for
// UTF-8. A name that is given decides. It is false where the encoding cannot be
// told, or where the text is not in the one that was named.
func decode(text []byte, name string) (out []byte, was string, ok bool) {
	if name != "" {
		return decodeAs(text, name)
	}
	if wide, is := fromUTF16(text); is {
		return wide, "UTF-16", true
	}
	if utf8.Valid(text) {
		return text, "", true
	}
	if bytes.IndexByte(text, 0) >= 0 {
		return nil, "", false
	}
	var best []byte
	most, mostOne, found, tie := 0, 0, "", false
	for _, c := range candidates {
		decoded, err := c.charmap.NewDecoder().Bytes(text)
		if err != nil || bytes.Equal(decoded, best) {
			continue
		}
		signs, points, one := c.plausible(string(decoded))
		switch {
		case points < signs || points < most:
			// Fewer than half of the signs make sense.
		case points == most && best != nil && one <= mostOne:
			// Of the same alphabet the likelier one is taken; else nobody knows.
			tie = tie || c.script != unicode.Latin
		default:
			best, most, mostOne, found, tie = decoded, points, one, c.name, false
		}
	}
	return best, found, best != nil && !tie
}

func decodeAs(text []byte, name string) ([]byte, string, bool) {
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, name, false
	}
	if e == encoding.Replacement {
		return nil, name, false
	}
	if e, _ := htmlindex.Name(e); e == "utf-8" {
		return text, "", utf8.Valid(text)
	}
	out, err := e.NewDecoder().Bytes(text)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) || bytes.ContainsFunc(out, func(r rune) bool { return r >= 0x80 && r < 0xA0 }) {
		return nil, name, false
	}
	return bytes.TrimPrefix(out, []byte("\uFEFF")), name, true
}

// fromUTF16 reads UTF-16, with a byte order mark or without: then nearly every
// line end and separator has a zero beside it, always on the same side.
func fromUTF16(text []byte) ([]byte, bool) {
	if len(text) < 2 || len(text)%2 != 0 {
		return nil, false
	}
	high := -1 // which byte of two is the higher one
	switch {
	case text[0] == 0xFF && text[1] == 0xFE:
		high, text = 1, text[2:]
	case text[0] == 0xFE && text[1] == 0xFF:
		high, text = 0, text[2:]
	default:
		var zeros [2]int
		for i, b := range text {
			if b == 0 {
				zeros[i%2]++
			}
		}
		// Some characters have a zero in their lower byte as well, such as 一.
		if high = 0; zeros[1] > zeros[0] {
			high = 1
		}
		if zeros[high]*40 < len(text) || zeros[high] <= 4*zeros[1-high] {
			return nil, false
		}
	}
	units := make([]uint16, 0, len(text)/2)
	for i := 0; i+1 < len(text); i += 2 {
		units = append(units, uint16(text[i+high])<<8|uint16(text[i+1-high]))
	}
	return []byte(string(utf16.Decode(units))), true
}

// plausible counts the characters beyond ASCII, and gives points for them: two
// for one that fits its word, less than none for one that does not. one are the
// points of the language that has most of the letters, for texts that are as
// plausible word by word.
func (c *candidate) plausible(text string) (signs, points, one int) {
	runes := []rune(text)
	for _, letters := range c.languages {
		n := 0
		for _, r := range runes {
			if r >= 0x80 && strings.ContainsRune(letters, unicode.ToLower(r)) {
				n++
			}
		}
		one = max(one, n)
	}
	for i := 0; i < len(runes); {
		if !isLetter(runes[i]) {
			if runes[i] >= 0x80 {
				signs++
				points += sign(runes, i)
			}
			i++
			continue
		}
		end := i + 1
		for end < len(runes) && isLetter(runes[end]) {
			end++
		}
		n, p := c.word(runes[i:end])
		signs += n
		points += p
		i = end
	}
	return signs, points, one
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) }

// word judges a word: one script, capitals only where they stand, and letters
// that one language has together.
func (c *candidate) word(word []rune) (signs, points int) {
	own := 0
	for i, r := range word {
		if r >= 0x80 {
			signs++
		}
		if unicode.Is(c.script, r) || unicode.Is(unicode.Mn, r) {
			own++
		}
		if i > 0 && (r >= 0x80 || word[i-1] >= 0x80) && (unicode.IsUpper(r) && unicode.IsLower(word[i-1]) ||
			i > 1 && unicode.IsLower(r) && unicode.IsUpper(word[i-1]) && unicode.IsUpper(word[i-2])) {
			points -= 6
		}
	}
	if signs == 0 {
		return 0, 0
	}
	switch {
	case own < len(word), points < 0:
		return signs, points - 3*signs
	case c.script == unicode.Latin:
		return signs, c.latin(word, signs)
	case c.script == unicode.Arabic && !arabic(word), c.script == unicode.Cyrillic && !cyrillic(word):
		return signs, -3 * signs
	}
	return signs, 2 * signs
}

// latin is the best that a language says of a word.
func (c *candidate) latin(word []rune, signs int) int {
	if len(word) > 3 && 2*signs > len(word) {
		return -3 * signs // no language has so many accents
	}
	best := -3 * signs
	for _, letters := range c.languages {
		points := 0
		for _, r := range word {
			if r < 0x80 {
				continue
			}
			if strings.ContainsRune(letters, unicode.ToLower(r)) {
				points += 2
			} else {
				points -= 3
			}
		}
		best = max(best, points)
	}
	return best
}

// arabic says of an Arabic word whether it has the letters that only end words at
// its end, and none at its head that never begins one.
func arabic(word []rune) bool {
	for i, r := range word {
		last := i == len(word)-1 || unicode.Is(unicode.Mn, word[i+1])
		if (r == 'ة' || r == 'ى') && !last || i == 0 && (strings.ContainsRune("ةىئؤ", r) || unicode.Is(unicode.Mn, r)) {
			return false
		}
	}
	return true
}

// cyrillic says of a Cyrillic word whether it can be spoken.
func cyrillic(word []rune) bool {
	vowels, run := 0, 0
	for _, r := range word {
		if strings.ContainsRune("аеёиоуыэюяіїєў", unicode.ToLower(r)) {
			vowels++
			run = 0
		} else if run++; run > 6 {
			return false
		}
	}
	return vowels > 0 || len(word) < 5
}

// elided are what stands before an apostrophe within a word.
var elided = []string{"l", "d", "n", "s", "t", "j", "m", "c", "qu", "jusqu", "lorsqu", "puisqu", "aujourd", "o", "dell", "nell", "all", "un", "sant"}

// sign judges a character beyond ASCII that is no letter, by what stands beside
// it.
func sign(runes []rune, i int) int {
	r := runes[i]
	before, after := i > 0 && isLetter(runes[i-1]), i+1 < len(runes) && isLetter(runes[i+1])
	switch {
	case unicode.IsControl(r), r == utf8.RuneError, unicode.Is(unicode.Co, r):
		return -20
	case unicode.IsSpace(r):
		return 1
	case r == '’':
		switch {
		case before && after:
			from := i
			for from > 0 && isLetter(runes[from-1]) {
				from--
			}
			if slices.Contains(elided, strings.ToLower(string(runes[from:i]))) || strings.ContainsRune("sStT", runes[i+1]) && (i+2 >= len(runes) || !isLetter(runes[i+2])) {
				return 3
			}
			return 0
		case before || after:
			return 1
		}
		return -1
	case before && after:
		if r == '·' || r == '–' || r == '—' {
			return 0
		}
		return -6
	case strings.ContainsRune("«»“”‘„‹›–—…", r):
		return 1
	case strings.ContainsRune("¿¡", r):
		if after {
			return 1
		}
		return -3
	case strings.ContainsRune("°ºª€§£®™©·، ؛؟", r):
		return 1
	case before || after:
		return -4
	}
	return -1
}

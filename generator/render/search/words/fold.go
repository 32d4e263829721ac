package words

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// dropped are marks that readers leave out, or that only tell how a letter is
// read: accents, the vowel marks of Arabic and Hebrew, tatweel, hamza, nukta,
// the Bengali chandrabindu, variation selectors, format characters.
var dropped = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x00ad, Hi: 0x00ad, Stride: 1}, {Lo: 0x02b9, Hi: 0x02bf, Stride: 1}, {Lo: 0x0300, Hi: 0x036f, Stride: 1},
	{Lo: 0x0483, Hi: 0x0487, Stride: 1}, {Lo: 0x0591, Hi: 0x05c7, Stride: 1}, {Lo: 0x0610, Hi: 0x061a, Stride: 1},
	{Lo: 0x0621, Hi: 0x0621, Stride: 1}, {Lo: 0x0640, Hi: 0x0640, Stride: 1}, {Lo: 0x064b, Hi: 0x065f, Stride: 1},
	{Lo: 0x0670, Hi: 0x0670, Stride: 1}, {Lo: 0x06d6, Hi: 0x06ed, Stride: 1}, {Lo: 0x093c, Hi: 0x093c, Stride: 1},
	{Lo: 0x0981, Hi: 0x0981, Stride: 1}, {Lo: 0x09bc, Hi: 0x09bc, Stride: 1}, {Lo: 0x0a3c, Hi: 0x0a3c, Stride: 1},
	{Lo: 0x0abc, Hi: 0x0abc, Stride: 1}, {Lo: 0x0b3c, Hi: 0x0b3c, Stride: 1}, {Lo: 0x200c, Hi: 0x200f, Stride: 1},
	{Lo: 0x2060, Hi: 0x2060, Stride: 1}, {Lo: 0xfe00, Hi: 0xfe0f, Stride: 1}, {Lo: 0xfeff, Hi: 0xfeff, Stride: 1},
}, LatinOffset: 1}

// instead are letters written as others: what NFKD leaves whole, and the forms
// of one letter that keyboards of neighbouring languages give.
var instead = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ħ': "h", 'ŧ': "t", 'ı': "i",
	'ɓ': "b", 'ɗ': "d", 'ƙ': "k", 'ƴ': "y", 'ς': "σ",
	'ى': "ي", 'ة': "ه", 'ٱ': "ا", 'ک': "ك", 'ی': "ي", 'ہ': "ه", 'ھ': "ه",
	'ँ': "ं",
}

// MaxLength is the longest word that is indexed, in UTF-16 units: what is
// longer is no word, and nobody types it.
const MaxLength = 40

// Fold is a word as it is looked up: compatibility forms and case undone, marks
// left out, letters that are told apart in spelling alone made one, digits
// ASCII. It may be empty. The result folds to itself.
func Fold(word string) string {
	if s, ok := foldASCII(word); ok {
		return s
	}
	var b strings.Builder
	b.Grow(len(word) + 8)
	for _, r := range norm.NFKD.String(word) {
		r = unicode.ToLower(r)
		switch {
		case unicode.Is(dropped, r):
		case r < 0x80:
			b.WriteRune(r)
		case instead[r] != "":
			b.WriteString(instead[r])
		case unicode.Is(unicode.Nd, r):
			b.WriteByte('0' + digit(r))
		default:
			b.WriteRune(r)
		}
	}
	return strings.Map(func(r rune) rune {
		if Class(r) == Other {
			return -1
		}
		return r
	}, norm.NFC.String(glides(nasals(b.String()))))
}

func foldASCII(word string) (string, bool) {
	upper := false
	for i := range len(word) {
		c := word[i]
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		case 'A' <= c && c <= 'Z':
			upper = true
		default:
			return "", false
		}
	}
	if upper {
		word = strings.ToLower(word)
	}
	return word, true
}

// digit is the value of a decimal digit. Digits stand in blocks of ten that
// begin at a code point ending in 0 or 6 (in hexadecimal), never both in one row.
func digit(r rune) byte {
	if unicode.Is(unicode.Nd, r&^15) {
		return byte(r & 15)
	}
	return byte(r&15) - 6
}

// nasals writes the nasal consonant before a stop of Devanagari as anusvara:
// हिन्दी and हिंदी are one word.
func nasals(s string) string {
	if !strings.ContainsRune(s, '\u094d') {
		return s
	}
	runes := []rune(s)
	out := runes[:0]
	for i := 0; i < len(runes); i++ {
		if i+2 < len(runes) && runes[i+1] == '\u094d' && runes[i+2] >= 'क' && runes[i+2] <= 'म' && strings.ContainsRune("ङञणनम", runes[i]) {
			out = append(out, 'ं')
			i++
			continue
		}
		out = append(out, runes[i])
	}
	return string(out)
}

// glides writes the last vowel of a word of Devanagari without the glide that some
// put before it: लिये and लिए, नयी and नई are one word.
func glides(s string) string {
	for _, end := range [][2]string{{"ये", "ए"}, {"यी", "ई"}} {
		if rest, ok := strings.CutSuffix(s, end[0]); ok && rest != "" {
			return rest + end[1]
		}
	}
	return s
}

// Fits says whether a folded word is short enough to be indexed.
func Fits(word string) bool {
	return word != "" && (len(word) <= MaxLength || Units(word) <= MaxLength)
}

// Units is the length of a text in UTF-16 units, as scripts count it.
func Units(s string) int {
	n := 0
	for _, r := range s {
		if n++; r > 0xffff {
			n++
		}
	}
	return n
}

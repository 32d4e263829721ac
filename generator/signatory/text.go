package signatory

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// maxText is the longest text of a cell in bytes: a whole sentence in any
// script. What is longer is no name.
const maxText = 1000

// clean is a text on one line in NFC, and the first character that had to be
// left out of it: control characters and the marks that turn the direction of
// what follows (bidi embeddings, overrides and isolates). Joiners stay, for
// Persian and Indic names are written with them, and so do the marks that say
// the direction of a single place.
func clean(text string) (cleaned string, hidden rune) {
	if plain(text) {
		return text, 0
	}
	var b strings.Builder
	space := false
	for _, r := range norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD")) {
		switch {
		case unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
			space = b.Len() > 0
			continue
		case unicode.IsControl(r), r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u206F', r == '\uFEFF', r == '\u00AD', r >= 0xE0000 && r <= 0xE007F, r >= '\uFFF9' && r <= '\uFFFB', isNoncharacter(r):
			if hidden == 0 {
				hidden = r
			}
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String(), hidden
}

// plain says that a text needs no cleaning, as most do not.
func plain(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < ' ' || c >= 0x7F || c == ' ' && (i == 0 || i == len(text)-1 || text[i+1] == ' ') {
			return false
		}
	}
	return true
}

// isNoncharacter says of a code point that it is for no text (Unicode 23.7).
func isNoncharacter(r rune) bool { return r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF }

// codePoint is a character as people look it up.
func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }

// Key is a name as it is compared: NFKC, case folded, without signs that are
// not seen, each white space one space. Two names with one key are the same.
func Key(name string) string {
	var b strings.Builder
	space := false
	for _, r := range cases.Fold().String(norm.NFKC.String(name)) {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
		case unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

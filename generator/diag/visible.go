package diag

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/width"
)

// First strong isolate and pop directional isolate (UAX 9): what stands
// between them is laid out by itself and cannot reorder what is around it.
const (
	firstStrongIsolate = "\u2068"
	popIsolate         = "\u2069"
)

// visible is text that is safe in one line of a terminal or a log: control
// characters show as pictures (␛), invisible format characters and bidi
// overrides by their number, bytes that are not UTF-8 as U+FFFD.
func visible(s string) string {
	for i, r := range s {
		if needsPicture(r) || r == utf8.RuneError {
			var b strings.Builder
			b.WriteString(s[:i])
			for _, r := range s[i:] {
				b.WriteString(picture(r))
			}
			return b.String()
		}
	}
	return s
}

// Visible is text that is safe in one line of a terminal or a log, whatever a
// file holds.
func Visible(s string) string { return visible(s) }

// visibleBlock is visible for a text of several lines: line ends, of any
// system, and tabs are kept.
func visibleBlock(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, line := range lines {
		pieces := strings.Split(line, "\t")
		for j := range pieces {
			pieces[j] = visible(pieces[j])
		}
		lines[i] = strings.Join(pieces, "\t")
	}
	return strings.Join(lines, "\n")
}

// isolated is visible text that holds its own direction, when it has any
// right-to-left character.
func isolated(s string) string {
	if s = visible(s); rightToLeft(s) {
		return firstStrongIsolate + s + popIsolate
	}
	return s
}

func needsPicture(r rune) bool {
	switch {
	case r < 0x20 || r >= 0x7F && r < 0xA0:
		return true
	case r < 0x300:
		return r == '\u00AD'
	case r == '\u2028' || r == '\u2029':
		return true
	case r == '\u200C' || r == '\u200D' || r == '\u200E' || r == '\u200F' || r == '\u061C':
		return false // joiners and marks belong to the writing of many languages
	}
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

func picture(r rune) string {
	switch {
	case !needsPicture(r):
		return string(r)
	case r < 0x20:
		return string('\u2400' + r)
	case r == 0x7F:
		return "\u2421"
	}
	return fmt.Sprintf("<U+%04X>", r)
}

// rightToLeft tells whether a text holds a character that runs, or makes
// others run, from right to left.
func rightToLeft(s string) bool {
	for _, r := range s {
		if r < 0x590 {
			continue
		}
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.R, bidi.AL, bidi.AN:
			return true
		}
	}
	return false
}

// cells is the number of terminal columns of a character that needs no
// picture: two for East Asian wide and full-width ones (UAX 11), none for
// non-spacing and enclosing marks, joiners and the jamo that complete a
// syllable. Spacing marks such as Devanagari signs take one, as in the C
// library's wcwidth, which most terminals follow.
func cells(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case r >= 0x1160 && r <= 0x11FF:
		return 0
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// cellsOf is the width of a visible text.
func cellsOf(s string) int {
	n := 0
	for _, r := range s {
		n += cells(r)
	}
	return n
}

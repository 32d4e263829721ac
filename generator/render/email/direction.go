package email

import (
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// strong is the direction of the first letter of a line, as programs tell it
// that take each line for a paragraph (UAX 9, P2): ltr, rtl, or "" for none.
func strong(line string) string {
	isolated := 0
	for _, r := range line {
		switch {
		case opensIsolate(r):
			isolated++
			continue
		case r == pdi:
			isolated = max(0, isolated-1)
			continue
		case isolated > 0:
			continue
		}
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.L:
			return "ltr"
		case bidi.R, bidi.AL:
			return "rtl"
		}
	}
	return ""
}

// runs says whether a text has letters of a direction.
func runs(text, dir string) bool {
	for _, r := range text {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.L:
			if dir == "ltr" {
				return true
			}
		case bidi.R, bidi.AL, bidi.AN:
			if dir == "rtl" {
				return true
			}
		}
	}
	return false
}

// directed is a line with a mark before it where its first letter would tell a
// direction that it does not have.
func directed(line, dir string) string {
	if line == "" {
		return line
	}
	switch first := strong(line); {
	case dir == "rtl" && first != "rtl":
		return rlm + line
	case dir != "rtl" && first == "rtl":
		return lrm + line
	}
	return line
}

// isolated is a text set apart within a line of a direction, where it has
// letters of the other one. The direction of the text may be "": its own.
func isolated(text, dir, within string) string {
	other := "rtl"
	if within == "rtl" {
		other = "ltr"
	}
	if !runs(text, other) || whole(text) {
		return text
	}
	begin := fsi
	switch dir {
	case "ltr":
		begin = lri
	case "rtl":
		begin = rli
	}
	return string(begin) + text + string(pdi)
}

// whole says whether a text is one isolate already.
func whole(text string) bool {
	depth := 0
	for i, r := range text {
		switch {
		case opensIsolate(r):
			depth++
		case r == pdi:
			depth--
		}
		if depth == 0 {
			return i > 0 && i+len(string(r)) == len(text)
		}
	}
	return false
}

// clean is a text without what would reach beyond it: control characters,
// and the signs that turn or isolate what follows. Joiners and marks stay.
func clean(s string) string {
	return strings.Map(cleaned, s)
}

// cleaned is what stands for a character in a clean text; negative: nothing.
func cleaned(r rune) rune {
	switch {
	case r >= ' ' && r < 0x7F, r == '\n', r == '\t':
		return r
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0xAD:
		return -1
	case r < 0xA0, r == 0x2028, r == 0x2029: // control characters
		return ' '
	}
	return r
}

// line is a text of one line.
func line(s string) string { return strings.Join(strings.FieldsFunc(clean(s), isSpace), " ") }

// isSpace is white space that may become one space: not what must not break.
func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' }

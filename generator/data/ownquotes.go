package data

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ownQuotes says of a text that begins and ends with the same quote whether both
// belong to it, as in "X" et "Y": the first quote inside closes the one at the
// head, and the last one inside opens what the one at the end closes. It is
// false for "Il dit "oui" hier" and 'L'appel', which are put in quotes.
func ownQuotes(body string) bool {
	first, last := quoteSides(body[0], body[1:len(body)-1])
	return first < 0 && last > 0
}

// closes says of a text that begins with a quote whether the first one inside
// that is no apostrophe closes it.
func closes(text string) bool {
	first, _ := quoteSides(text[0], text[1:])
	return first < 0
}

// quoteSides tells what the first and the last quote in a text do: +1 opens, -1
// closes, 0 there is none. Apostrophes, and quotes that might do both, do not
// count.
func quoteSides(quote byte, text string) (first, last int) {
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && quote == '"' {
			i++
			continue
		}
		if text[i] != quote {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+1:])
		opens := opensAfter(before)
		if opens == closesBefore(after) {
			continue
		}
		if last = -1; opens {
			last = +1
		}
		if first == 0 {
			first = last
		}
	}
	return first, last
}

// opensAfter says that a quote behind a letter, or at the head of a text, opens
// something; closesBefore that one before it, or at the end, closes it.
func opensAfter(r rune) bool {
	return r == utf8.RuneError || unicode.IsSpace(r) || strings.ContainsRune("([{«“‘-–—/:,;¿¡", r)
}

func closesBefore(r rune) bool {
	return r == utf8.RuneError || unicode.IsSpace(r) || unicode.IsPunct(r) && !strings.ContainsRune("([{«“‘¿¡#@%&*\\\"'", r)
}

// unwrapped is the text inside the quotes at both ends of a body. Where the author
// has escaped some of the quotes inside, the signs of it go.
func unwrapped(body string) string { return unescaped(body[0], body[1:len(body)-1]) }

// unescaped is a text without the signs that escape the quote that it stands in.
func unescaped(quote byte, text string) string {
	if quote == '\'' {
		return strings.ReplaceAll(text, "''", "'")
	}
	return strings.ReplaceAll(text, `\"`, `"`)
}

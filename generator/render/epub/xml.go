package epub

import (
	"unicode/utf8"
)

// This file writes XML by appending to the page in hand.

func (b *book) raw(parts ...string) {
	for _, s := range parts {
		b.out = append(b.out, s...)
	}
}

func (b *book) escape(s string) { b.out = appendEscaped(b.out, s) }

// attr writes an attribute.
func (b *book) attr(name, value string) {
	b.raw(" ", name, `="`)
	b.escape(value)
	b.raw(`"`)
}

// element writes an element that holds a phrase; attributes are written as
// they are.
func (b *book) element(name, attributes string, p phrase) {
	b.raw("<", name, attributes)
	b.languageOf(p)
	b.raw(">")
	b.escape(p.text)
	b.raw("</", name, ">")
}

// languageOf writes the attributes of a phrase's language.
func (b *book) languageOf(p phrase) {
	if p.lang != "" {
		b.attr("lang", p.lang)
		b.attr("xml:lang", p.lang)
		b.attr("dir", p.dir)
	}
}

// appendEscaped appends a text escaped for XML text and attributes. Characters
// that XML cannot hold become U+FFFD.
func appendEscaped(dst []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); {
		instead := ""
		size := 1
		switch c := s[i]; {
		case c == '&':
			instead = "&amp;"
		case c == '<':
			instead = "&lt;"
		case c == '>':
			instead = "&gt;"
		case c == '"':
			instead = "&quot;"
		default:
			if size = invalid(s[i:]); size > 0 {
				instead = "\uFFFD"
				break
			}
			i -= size
			continue
		}
		dst = append(append(dst, s[from:i]...), instead...)
		i += size
		from = i
	}
	return append(dst, s[from:]...)
}

// invalid says of the character at the head of a text whether XML 1.0 cannot
// hold it: its length, if so, else its length as a negative number.
func invalid(s string) int {
	if c := s[0]; c < utf8.RuneSelf {
		if c < ' ' && c != '\n' && c != '\t' && c != '\r' {
			return 1
		}
		return -1
	}
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && size == 1 || r == 0xFFFE || r == 0xFFFF {
		return size
	}
	return -size
}

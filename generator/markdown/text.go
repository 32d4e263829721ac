package markdown

// This file turns Markdown's text (backslash escapes, entities) into plain text
// and into HTML.

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// text writes a stretch of Markdown text: as HTML, and as plain text for the
// outline. The writer's stops are the bytes at which more than a copy is needed.
func (w *writer) text(b []byte) {
	from := 0
	for i := 0; i < len(b); {
		if !w.stops[b[i]] {
			i++
			continue
		}
		n, r := w.special(b, i)
		switch {
		case n == 0: // a plain byte after all
			i++
		case r == "": // left to the typography, which looks at what was written
			w.copy(b[from:i])
			i += w.typeset(b, i)
			from = i
		default:
			w.copy(b[from:i])
			w.escaped(r)
			i += n
			from = i
		}
	}
	w.copy(b[from:])
}

// special reads an escape, an entity or a character that HTML escapes: its length
// and the text it stands for. No text means that typography decides.
func (w *writer) special(b []byte, i int) (int, string) {
	switch b[i] {
	case '\\':
		if i+1 < len(b) && util.IsPunct(b[i+1]) {
			return 2, ascii[b[i+1] : b[i+1]+1]
		}
		return 0, ""
	case '&':
		if s, n := entity(b[i:]); n > 0 {
			return n, s
		}
		return 1, "&"
	case '<':
		return 1, "<"
	case '>':
		return 1, ">"
	}
	return 1, ""
}

// copy writes text that needs no escape.
func (w *writer) copy(b []byte) {
	w.out = append(w.out, b...)
	w.plain = append(w.plain, b...)
}

// escaped writes plain text.
func (w *writer) escaped(s string) {
	w.out = appendText(w.out, s)
	w.plain = append(w.plain, s...)
}

// verbatim writes bytes of the file as plain text.
func (w *writer) verbatim(b []byte) {
	w.out = appendText(w.out, b)
	w.plain = append(w.plain, b...)
}

// decoded writes text that holds entities but no escapes, as in raw HTML.
func (w *writer) decoded(b []byte) {
	for len(b) > 0 {
		i := bytes.IndexByte(b, '&')
		if i < 0 {
			break
		}
		w.verbatim(b[:i])
		s, n := entity(b[i:])
		if n == 0 {
			s, n = "&", 1
		}
		w.escaped(s)
		b = b[i+n:]
	}
	w.verbatim(b)
}

// appendText appends plain text as HTML.
func appendText[T string | []byte](dst []byte, s T) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		var e string
		switch s[i] {
		case '&':
			e = "&amp;"
		case '<':
			e = "&lt;"
		case '>':
			e = "&gt;"
		default:
			continue
		}
		dst = append(append(dst, s[from:i]...), e...)
		from = i + 1
	}
	return append(dst, s[from:]...)
}

// appendAttribute appends plain text as the value of a quoted attribute. White
// space is written as XML would read it otherwise.
func appendAttribute(dst, s []byte) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		var e string
		switch s[i] {
		case '&':
			e = "&amp;"
		case '<':
			e = "&lt;"
		case '>':
			e = "&gt;"
		case '"':
			e = "&quot;"
		case '\n', '\t':
			e = " "
		default:
			continue
		}
		dst = append(append(dst, s[from:i]...), e...)
		from = i + 1
	}
	return append(dst, s[from:]...)
}

// plainText is the plain text of Markdown text, as it stands in a destination or a
// title: b itself where nothing is escaped.
func plainText(b []byte) []byte {
	if bytes.IndexByte(b, '\\') < 0 && bytes.IndexByte(b, '&') < 0 {
		return b
	}
	dst := make([]byte, 0, len(b))
	for i := 0; i < len(b); {
		switch c := b[i]; {
		case c == '\\' && i+1 < len(b) && util.IsPunct(b[i+1]):
			dst = append(dst, b[i+1])
			i += 2
		case c == '&':
			s, n := entity(b[i:])
			if n == 0 {
				s, n = "&", 1
			}
			dst = append(dst, s...)
			i += n
		default:
			dst = append(dst, c)
			i++
		}
	}
	return dst
}

// entity is the text of a character reference at the head of b and its length;
// 0 when it is none.
func entity(b []byte) (string, int) {
	end := 1
	for end < len(b) && end < 34 && (alphanumeric(b[end]) || end == 1 && b[end] == '#') {
		end++
	}
	if end < 3 || end >= len(b) || b[end] != ';' {
		return "", 0
	}
	name := b[1:end]
	if name[0] != '#' {
		e, ok := util.LookUpHTML5EntityByName(string(name))
		if !ok {
			return "", 0
		}
		return string(e.Characters), end + 1
	}
	r, ok := number(name[1:])
	if !ok {
		return "", 0
	}
	if !utf8.ValidRune(r) || !allowed(r) {
		r = utf8.RuneError
	}
	return string(r), end + 1
}

// number reads the digits of a numeric character reference.
func number(b []byte) (rune, bool) {
	base, limit := rune(10), 7
	if len(b) > 0 && (b[0] == 'x' || b[0] == 'X') {
		base, limit, b = 16, 6, b[1:]
	}
	if len(b) == 0 || len(b) > limit {
		return 0, false
	}
	r := rune(0)
	for _, c := range b {
		switch {
		case c >= '0' && c <= '9':
			r = r*base + rune(c-'0')
		case base == 16 && c|0x20 >= 'a' && c|0x20 <= 'f':
			r = r*base + rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return r, true
}

// ascii holds every ASCII character, to be sliced.
const ascii = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f" +
	" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"

package markdown

// This file makes a body fit to be parsed and to stand in XML, and remembers
// how to find the file's offsets again.

import (
	"bytes"
	"encoding/binary"
	"sort"
	"unicode/utf8"
)

// body is Markdown with LF line ends and valid UTF-8, free of the characters
// that XML refuses.
type body struct {
	text   []byte
	start  int     // of the body in the file
	shifts []shift // ordered by at
}

// From the offset at of the text on, a file offset is by bytes larger (besides
// the body's start).
type shift struct{ at, by int }

// file is the offset in the file of an offset in the text.
func (b *body) file(offset int) int {
	i := sort.Search(len(b.shifts), func(i int) bool { return b.shifts[i].at > offset })
	if i > 0 {
		offset += b.shifts[i-1].by
	}
	return b.start + offset
}

// clean is the body of a file from start on. The text is the file's own bytes
// unless something in it had to be replaced.
func clean(file []byte, start int) body {
	if start == 0 && bytes.HasPrefix(file, []byte("\uFEFF")) {
		start = len("\uFEFF")
	}
	text := file[start:]
	if plainlyClean(text) {
		return body{text: text, start: start}
	}
	b := body{text: make([]byte, 0, len(text)+len(text)/16), start: start}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		before := len(b.text)
		switch {
		case r == '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				size = 2
			}
			b.text = append(b.text, '\n')
		case r == '\f' || r == '\v':
			b.text = append(b.text, ' ')
		case r == utf8.RuneError || !allowed(r):
			b.text = append(b.text, "\uFFFD"...)
		default:
			b.text = append(b.text, text[i:i+size]...)
		}
		i += size
		if len(b.text)-before != size {
			b.shifts = append(b.shifts, shift{len(b.text), i - len(b.text)})
		}
	}
	return b
}

// plainlyClean says of almost every text that has nothing to be replaced that it
// has not; of the others nothing is known. Most texts are mostly ASCII, and eight
// bytes of it are looked at together.
func plainlyClean(text []byte) bool {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for i := 0; i < len(text); {
		if i+8 <= len(text) {
			// The subtraction borrows at a byte below a space.
			if x := binary.LittleEndian.Uint64(text[i:]); (x|(x-ones*' '))&tops == 0 {
				i += 8
				continue
			}
		}
		c := text[i]
		switch {
		case c >= ' ' && c < utf8.RuneSelf || c == '\n' || c == '\t':
			i++
		case c >= 0xC2 && c < 0xE0 && i+1 < len(text) && text[i+1]&0xC0 == 0x80:
			i += 2
		case c > 0xE0 && c < 0xED && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80:
			i += 3
		case c < utf8.RuneSelf || c == 0xEF:
			return false // what XML refuses may begin so
		default:
			r, size := utf8.DecodeRune(text[i:])
			if r == utf8.RuneError {
				return false
			}
			i += size
		}
	}
	return true
}

// allowed says whether XML 1.0 may hold a character.
func allowed(r rune) bool {
	return r >= ' ' && r != 0xFFFE && r != 0xFFFF || r == '\n' || r == '\t'
}

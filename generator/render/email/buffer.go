package email

import "unicode/utf8"

// buffer is the text of a block while it is read.
type buffer []byte

// add adds a text as it is.
func (b *buffer) add(s string) { *b = append(*b, s...) }

// words adds a text cleaned (see clean), each stretch of white space in it as one
// space, and none behind another one or at the beginning.
func (b buffer) words(s string) buffer {
	if !utf8.ValidString(s) {
		s = string([]rune(s)) // each stray byte for itself
	}
	said, space := false, false
	for i := 0; i < len(s); {
		c := s[i]
		size := 1
		switch {
		case c > ' ' && c < 0x7F:
		case c < utf8.RuneSelf:
			space = true
			i++
			continue
		default:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			if r = cleaned(r); r < 0 {
				i += size
				continue
			}
			if r == ' ' {
				space = true
				i += size
				continue
			}
		}
		if space {
			b = b.space(said)
			space = false
		}
		said = true
		from := i
		for i += size; i < len(s) && s[i] > ' ' && s[i] < 0x7F; {
			i++
		}
		b = append(b, s[from:i]...)
	}
	if space {
		b = b.space(said)
	}
	return b
}

// space adds a space, which stands behind words of the same text or, where
// nothing was said yet, only behind what does not end with one.
func (b buffer) space(said bool) buffer {
	if said || len(b) > 0 && b[len(b)-1] != ' ' {
		return append(b, ' ')
	}
	return b
}

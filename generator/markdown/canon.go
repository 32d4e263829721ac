package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// canon writes what a text says so that how it is set does not matter. Words are
// letters, marks and digits in NFC with one space between them, none beside Han
// and kana; symbols stand alone. Of punctuation the question marks and what is no
// mark of a sentence count (§ & / % # @), and between two digits whatever stands
// there: 1,000 is not 1.000.
type canon struct {
	out   []byte
	last  rune   // of the word in hand, or the sign that was written; 0 at the beginning
	space bool   // white space or a mark since last
	blank bool   // white space since last
	held  []rune // marks since last, where that is a digit
	near  rune   // the character before, whatever it is
}

// markBegin and markEnd enclose what is no text; no compiled body holds them.
const markBegin, markEnd = "\x01", "\x02"

// mark writes something that is no text.
func (c *canon) mark(name string) {
	name = strings.Map(func(r rune) rune {
		if r < ' ' {
			return -1
		}
		return r
	}, name)
	c.out = append(c.out, markBegin+norm.NFC.String(name)+markEnd...)
	c.last, c.space, c.blank, c.held, c.near = 0, false, false, c.held[:0], 0
}

// String is what was written; "" where nothing counts.
func (c *canon) String() string { return string(c.out) }

// text writes text.
func (c *canon) text(s string) {
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	for i, r := range s {
		k := classOf(r)
		switch {
		case r == 0xAD || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x2069 || r == 0xFEFF || r < ' ' && !unicode.IsSpace(r):
			continue // they are not seen
		case unicode.IsSpace(r):
			c.space, c.blank = true, true
		case k&word != 0 && k&symbol == 0:
			c.word(r, k)
		case r == '\u2212', unicode.Is(unicode.Pd, r):
			next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
			switch {
			case classOf(c.near)&word != 0 || unicode.Is(unicode.Pd, c.near):
				c.punctuation('-')
			case classOf(next)&digit != 0:
				c.symbol('-') // a minus
			default:
				c.punctuation('-')
			}
		case counts(r, k):
			c.symbol(r)
		case unicode.Is(unicode.Quotation_Mark, r) || r == '`' || r == '´':
			if r == '\'' || r == '’' || r == '‘' {
				c.punctuation('\'')
			} else {
				c.space = true
			}
		default:
			c.punctuation(r)
		}
		c.near = r
	}
}

// word writes a letter, a mark or a digit.
func (c *canon) word(r rune, k class) {
	before := classOf(c.last)
	switch {
	case len(c.held) > 0 && k&digit != 0:
		c.out = append(c.out, string(c.held)...)
		if c.blank {
			c.out = append(c.out, ' ')
		}
	case c.space && c.last != 0 && before&word != 0 && before&cjk == 0 && k&cjk == 0:
		c.out = append(c.out, ' ')
	}
	c.out = utf8.AppendRune(c.out, r)
	c.last, c.space, c.blank, c.held = r, false, false, c.held[:0]
}

// symbol writes a sign that counts.
func (c *canon) symbol(r rune) {
	c.out = append(utf8.AppendRune(append(c.out, ' '), r), ' ')
	c.last, c.space, c.blank, c.held = r, false, false, c.held[:0]
}

// punctuation keeps a mark until it is known whether a digit follows.
func (c *canon) punctuation(r rune) {
	if classOf(c.last)&digit != 0 {
		c.held = append(c.held, r)
	}
	c.space = true
}

// counts says of a character that is no part of a word whether it counts
// wherever it stands.
func counts(r rune, k class) bool {
	switch {
	case strings.ContainsRune("?\u037E՞؟፧⁇⁈⁉⸮꘏꛷﹖？", r), r == '^', k&symbol != 0:
		return true
	case r == '…' || r == '‥' || r == '¿' || r == '¡' || r == '\'':
		return false
	}
	return unicode.Is(unicode.Po, r) && !unicode.In(r, unicode.Terminal_Punctuation, unicode.Quotation_Mark)
}

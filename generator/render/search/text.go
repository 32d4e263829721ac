package search

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// text is what a reader sees of a compiled body: its words in their order, one
// line for each block.
type text struct {
	bytes    []byte
	headings []span // lines that are headings
}

// span is a part of a text, in bytes.
type span struct{ start, end int }

// special are the bytes that are not simply copied: what begins markup, and
// white space, which comes out as single spaces.
var special = [256]bool{'<': true, '&': true, 0: true, ' ': true, '\n': true, '\t': true, '\r': true}

// What a tag does to the text; those of all other elements begin a line.
const (
	newLine = iota
	nothing // it stands inside words
	aSpace  // it stands between words of one line
	silence // the element's text is left out
)

var tags = map[string]uint8{
	"a": nothing, "abbr": nothing, "b": nothing, "bdi": nothing, "bdo": nothing, "cite": nothing, "code": nothing, "del": nothing,
	"dfn": nothing, "em": nothing, "i": nothing, "ins": nothing, "kbd": nothing, "mark": nothing, "q": nothing, "ruby": nothing,
	"s": nothing, "small": nothing, "span": nothing, "strong": nothing, "sub": nothing, "time": nothing, "u": nothing, "var": nothing,
	"wbr": nothing, "br": aSpace, "td": aSpace, "th": aSpace, "img": aSpace, "rt": silence, "rp": silence, "sup": silence,
}

// read takes the text out of a compiled body. It is HTML that package markdown
// wrote: tags are whole, > is escaped in texts and values, holes are between NULs.
// Readings above ruby and marks of footnotes are left out. Where a table of a
// file stands, table gives its text: lines, each of words parted by single spaces.
func (t *text) read(html []byte, table func(link int) []byte) {
	t.bytes, t.headings = t.bytes[:0], t.headings[:0]
	heading, silent := -1, 0
	for i := 0; i < len(html); {
		from := i
		for i < len(html) && !special[html[i]] {
			i++
		}
		if silent == 0 {
			t.bytes = append(t.bytes, html[from:i]...)
		}
		if i == len(html) {
			break
		}
		switch html[i] {
		case '&':
			r, n := entity(html[i:])
			if silent == 0 {
				t.bytes = utf8.AppendRune(t.bytes, r)
			}
			i += n
		case 0:
			n := hole(html[i:])
			if n > 3 && html[i+1] == 't' && silent == 0 {
				if link, err := strconv.Atoi(string(html[i+2 : i+n-1])); err == nil {
					t.separate('\n')
					t.bytes = append(t.bytes, table(link)...)
				}
			}
			i += n
			t.separate(' ')
		case '<':
			end := bytes.IndexByte(html[i:], '>')
			if end < 0 {
				return
			}
			name, closing := tagName(html[i+1 : i+end])
			i += end + 1
			switch tags[string(name)] {
			case nothing:
			case silence:
				if closing {
					silent = max(0, silent-1)
				} else if html[i-2] != '/' {
					silent++
				}
			case aSpace:
				t.separate(' ')
			default:
				if heading >= 0 && len(t.bytes) > heading {
					t.headings = append(t.headings, span{heading, len(t.bytes)})
				}
				heading = -1
				t.separate('\n')
				if !closing && len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' {
					heading = len(t.bytes)
				}
			}
		default:
			t.separate(' ')
			i++
		}
	}
}

// separate ends a word or a line.
func (t *text) separate(with byte) {
	n := len(t.bytes)
	switch {
	case n == 0 || t.bytes[n-1] == '\n':
	case t.bytes[n-1] == ' ':
		t.bytes[n-1] = with
	default:
		t.bytes = append(t.bytes, with)
	}
}

// tagName is the name of a tag without its brackets.
func tagName(tag []byte) (name []byte, closing bool) {
	if len(tag) > 0 && tag[0] == '/' {
		tag, closing = tag[1:], true
	}
	n := 0
	for n < len(tag) && (tag[n] >= 'a' && tag[n] <= 'z' || tag[n] >= '1' && tag[n] <= '6') {
		n++
	}
	return tag[:n], closing
}

// hole is the length of a hole: NUL, a type, an index, NUL.
func hole(html []byte) int {
	if end := bytes.IndexByte(html[1:], 0); end >= 0 {
		return end + 2
	}
	return len(html)
}

// entity is the character of a reference and its length. Compiled bodies hold
// but those that HTML needs.
func entity(html []byte) (rune, int) {
	for _, e := range [...]struct {
		name string
		r    rune
	}{{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#34;", '"'}, {"&#39;", '\''}, {"&nbsp;", '\u00a0'}} {
		if bytes.HasPrefix(html, []byte(e.name)) {
			return e.r, len(e.name)
		}
	}
	return '&', 1
}

package document

import (
	"bytes"
	"strings"
)

// prose is about what a block says as it is written: a space stands for what is
// in no language, which is code, where links lead, tags, attributes, addresses.
func prose(block []byte) string {
	var out strings.Builder
	out.Grow(len(block))
	var unclosed [256]bool // nothing ends what begins with this byte any more
	from := 0
	for i := 0; i < len(block); {
		if !beginsAside[block[i]] {
			i++
			continue
		}
		size := aside(block[i:], &unclosed)
		if size == 0 {
			i++
			continue
		}
		out.Write(block[from:i])
		out.WriteByte(' ')
		i += size
		from = i
	}
	out.Write(block[from:])
	return out.String()
}

// beginsAside are the bytes with which something begins that is in no language.
var beginsAside = [256]bool{'`': true, ']': true, '<': true, '{': true, 'h': true}

// aside is the size of what is in no language at the head of a text; 0 where
// nothing is.
func aside(s []byte, unclosed *[256]bool) int {
	end := byte(0)
	switch s[0] {
	case '`':
		end = '`'
	case '<':
		end = '>'
	case '{':
		end = '}'
	case ']':
		if len(s) < 2 || s[1] != '(' {
			return 0
		}
		end = ')'
	case 'h':
		if !bytes.HasPrefix(s, []byte("http://")) && !bytes.HasPrefix(s, []byte("https://")) {
			return 0
		}
		if n := bytes.IndexAny(s, " \n"); n >= 0 {
			return n
		}
		return len(s)
	}
	if unclosed[s[0]] {
		return 0
	}
	n := bytes.IndexByte(s[1:], end)
	if n < 0 {
		unclosed[s[0]] = true
		return 0
	}
	return 1 + n + 1
}

package check

import (
	"bytes"

	"tract/generator/translation"
)

// prose are the blocks of a file with blanks for all that is no prose, byte for
// byte.
func prose(text []byte, blocks []translation.Block) []string {
	out := make([]string, len(blocks))
	for i, b := range blocks {
		if b.Start < 0 || b.End > len(text) || b.Start > b.End {
			continue // the file was written anew since it was read
		}
		out[i] = blank(text[b.Start:b.End])
	}
	return out
}

// notProse are the bytes at which something may begin that is no prose.
var notProse = func() (set [256]bool) {
	for _, c := range "`]<{h[&" {
		set[c] = true
	}
	return set
}()

// blank is a text with blanks for the parts that no reader sees as words: code,
// where links lead, tags, attributes, marks of notes.
func blank(text []byte) string {
	var out []byte
	var gone [256]bool
	for i := 0; i < len(text); {
		if !notProse[text[i]] {
			i++
			continue
		}
		n := markAt(text[i:], &gone)
		if n == 0 {
			i++
			continue
		}
		if out == nil {
			out = bytes.Clone(text)
		}
		for end := i + n; i < end; i++ {
			out[i] = ' '
		}
	}
	if out == nil {
		return string(text)
	}
	return string(out)
}

// markAt is the length of what stands at the head of a text and is no prose, 0
// where that is prose. Gone are the bytes that were looked for and do not come any
// more: a text of a million signs "<" is not gone through a million times.
func markAt(b []byte, gone *[256]bool) int {
	// upTo is the length up to a byte, with it; 0 where it does not come.
	upTo := func(from int, c byte) int {
		if from > len(b) || gone[c] {
			return 0
		}
		if n := bytes.IndexByte(b[from:], c); n >= 0 {
			return from + n + 1
		}
		gone[c] = true
		return 0
	}
	second := byte(0)
	if len(b) > 1 {
		second = b[1]
	}
	switch b[0] {
	case '`': // code
		return upTo(1, '`')
	case '<': // a tag, or an address
		return upTo(1, '>')
	case ']': // where a link leads, or the name of that
		switch second {
		case '(':
			return upTo(2, ')')
		case '[':
			return upTo(2, ']')
		}
	case '[': // the mark of a note
		if second != '^' {
			return 0
		}
		n := upTo(2, ']')
		if n > 0 && n < len(b) && b[n] == ':' {
			n++
		}
		return n
	case '{': // attributes
		if second == '#' || second == '.' || second == ':' {
			return upTo(2, '}')
		}
		if name := 1 + run(b[1:], lower); name > 1 && name < len(b) && b[name] == '=' {
			return upTo(name+1, '}')
		}
	case 'h': // an address
		for _, scheme := range []string{"http://", "https://"} {
			if bytes.HasPrefix(b, []byte(scheme)) {
				return len(scheme) + run(b[len(scheme):], func(c byte) bool { return bytes.IndexByte([]byte(" \t\n\f\r\"'<>)"), c) < 0 })
			}
		}
	case '&': // a character reference
		from := 1
		if second == '#' {
			from = 2
		}
		if n := from + run(b[from:], func(c byte) bool { return lower(c|0x20) || c >= '0' && c <= '9' }); n > from && n < len(b) && b[n] == ';' {
			return n + 1
		}
	}
	return 0
}

func lower(c byte) bool { return c >= 'a' && c <= 'z' }

// run is how many bytes at the head of a text are of a kind.
func run(b []byte, is func(byte) bool) int {
	n := 0
	for n < len(b) && is(b[n]) {
		n++
	}
	return n
}

package email

import (
	"strings"

	"golang.org/x/net/html"
)

// scanner reads the tags and texts of a body. A compiled body writes them in one
// way only: names in small letters, values in double quotes, no > within them.
// What is no tag is text.
type scanner struct {
	rest string
	text string // as it reads, of a piece of text
	tag  tag    // of a start or an end
}

// piece is what a scanner has read.
type piece uint8

const (
	nothing piece = iota // the body is at its end
	textPiece
	startPiece
	endPiece
)

// tag is a tag as it is written.
type tag struct {
	name       string
	attributes string // what follows the name
}

// next reads on.
func (z *scanner) next() piece {
	if z.rest == "" {
		return nothing
	}
	if name, end := tagAt(z.rest); name != "" {
		return z.read(name, end)
	}
	to := 1
	for {
		open := strings.IndexByte(z.rest[to:], '<')
		if open < 0 {
			to = len(z.rest)
			break
		}
		to += open
		if name, _ := tagAt(z.rest[to:]); name != "" {
			break
		}
		to++
	}
	z.text = plainText(z.rest[:to])
	z.rest = z.rest[to:]
	return textPiece
}

// read takes a tag that ends at a place.
func (z *scanner) read(name string, end int) piece {
	whole := z.rest[:end]
	z.rest = z.rest[end+1:]
	if whole[1] == '/' {
		z.tag = tag{name: name}
		return endPiece
	}
	z.tag = tag{name: name, attributes: strings.TrimSuffix(whole[1+len(name):], "/")}
	return startPiece
}

// tagAt is the name of the tag at the head of a text and the place of its >;
// no name where none begins there.
func tagAt(s string) (name string, end int) {
	if len(s) < 3 || s[0] != '<' {
		return "", 0
	}
	from := 1
	if s[1] == '/' {
		from = 2
	}
	to := from
	for to < len(s) && (s[to] >= 'a' && s[to] <= 'z' || to > from && s[to] >= '0' && s[to] <= '9') {
		to++
	}
	if to == from || to == len(s) || s[to] != '>' && s[to] != ' ' && s[to] != '/' {
		return "", 0
	}
	end = strings.IndexByte(s[to:], '>')
	if end < 0 {
		return "", 0
	}
	return s[from:to], to + end
}

// plainText is a text or value of a body as it reads.
func plainText(s string) string {
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return html.UnescapeString(s)
}

// next takes one attribute off those of a tag; no name at their end.
func (t *tag) next() (name, value string) {
	t.attributes = strings.TrimLeft(t.attributes, " \n\t")
	end := strings.IndexAny(t.attributes, "= \n\t")
	if end < 0 {
		name, t.attributes = t.attributes, ""
		return name, ""
	}
	name = t.attributes[:end]
	t.attributes = t.attributes[end:]
	if quoted, ok := strings.CutPrefix(t.attributes, `="`); ok {
		if value, t.attributes, ok = strings.Cut(quoted, `"`); ok {
			return name, plainText(value)
		}
		return name, ""
	}
	t.attributes = t.attributes[1:]
	return name, ""
}

// get is the value of an attribute; empty where there is none.
func (t tag) get(name string) string {
	value, _ := t.find(name)
	return value
}

// find is the value of an attribute, and whether the tag has it.
func (t tag) find(name string) (string, bool) {
	if !strings.Contains(t.attributes, name) {
		return "", false
	}
	for t.attributes != "" {
		if key, value := t.next(); key == name {
			return value, true
		}
	}
	return "", false
}

// hasClass says whether an element has a class.
func (t tag) hasClass(class string) bool {
	for c := range strings.FieldsSeq(t.get("class")) {
		if c == class {
			return true
		}
	}
	return false
}

package markdown

// This file reads the tags of raw HTML.

import (
	"bytes"
	"strings"
)

// elements that an author may write, and how they behave.
var elements = map[string]behaviour{
	"abbr": {}, "bdi": {}, "bdo": {}, "cite": {}, "dfn": {}, "kbd": {}, "mark": {}, "q": {}, "ruby": {},
	"rt": {implied: true}, "rp": {implied: true}, "small": {}, "span": {}, "sub": {}, "sup": {},
	"del": {dated: true}, "ins": {dated: true}, "time": {dated: true},
	"br": {void: true}, "wbr": {void: true},
	"summary": {block: true},
	"details": {block: true, flow: true}, "div": {block: true, flow: true},
	"section": {block: true, flow: true}, "aside": {block: true, flow: true},
}

type behaviour struct {
	void    bool // has no end
	implied bool // its end tag may be left out
	dated   bool // has datetime
	block   bool // does not fit within text
	flow    bool // may hold paragraphs, and stays open after its lines
}

// verbatimElements hold text that is no markup, or a language of its own: all of
// such an element is shown.
var verbatimElements = []string{"script", "style", "iframe", "textarea", "title", "xmp", "noembed", "noframes",
	"noscript", "svg", "math", "template", "object"}

// tag is one tag as it was written.
type tag struct {
	name         string
	end, closed  bool // </x>, <x/>
	last         bool // nothing follows it in its block
	attributes   attributes
	unknown      []string // names of attributes that are left out
	start, after int      // in the text that was scanned
}

// scanTag reads a tag at b[i]; after is 0 when there is none.
func scanTag(b []byte, i int) tag {
	t := tag{start: i}
	i++
	if i < len(b) && b[i] == '/' {
		t.end = true
		i++
	}
	from := i
	for i < len(b) && (alphanumeric(b[i]) || b[i] == '-' && i > from) {
		i++
	}
	if i == from || b[from] <= '9' {
		return tag{}
	}
	t.name = strings.ToLower(string(b[from:i]))
	for i < len(b) {
		switch c := b[i]; {
		case c == '>':
			t.after = i + 1
			return t
		case c == '/':
			t.closed = i+1 < len(b) && b[i+1] == '>'
			i++
		case c <= ' ':
			i++
		case c == '<' || c == '"' || c == '\'' || c == '=':
			return tag{}
		default:
			if i = t.attribute(b, i); i < 0 {
				return tag{}
			}
		}
	}
	return tag{}
}

// attribute reads one attribute at b[i] and gives the place after it, or -1.
func (t *tag) attribute(b []byte, i int) int {
	from := i
	for i < len(b) && b[i] > ' ' && b[i] != '=' && b[i] != '>' && b[i] != '/' && b[i] != '<' && b[i] != '"' && b[i] != '\'' {
		i++
	}
	name := strings.ToLower(string(b[from:i]))
	j := i
	for j < len(b) && b[j] <= ' ' {
		j++
	}
	var value []byte
	if j < len(b) && b[j] == '=' {
		for j++; j < len(b) && b[j] <= ' '; j++ {
		}
		if j >= len(b) {
			return -1
		}
		if q := b[j]; q == '"' || q == '\'' {
			end := bytes.IndexByte(b[j+1:], q)
			if end < 0 {
				return -1
			}
			value, i = b[j+1:j+1+end], j+end+2
		} else {
			for i = j; i < len(b) && b[i] > ' ' && b[i] != '>'; i++ {
			}
			value = b[j:i]
		}
	}
	kind := elements[t.name]
	fits := name != "datetime" && name != "open" || name == "datetime" && kind.dated || name == "open" && t.name == "details"
	if !fits || !t.attributes.set(name, entities(value)) {
		t.unknown = append(t.unknown, name)
	}
	return i
}

// entities is a value with its character references resolved.
func entities(value []byte) []byte {
	if bytes.IndexByte(value, '&') < 0 {
		return value
	}
	var out []byte
	for i := 0; i < len(value); {
		if s, n := entity(value[i:]); n > 0 {
			out = append(out, s...)
			i += n
			continue
		}
		out = append(out, value[i])
		i++
	}
	return out
}

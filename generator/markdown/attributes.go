package markdown

// This file reads and writes the attributes that an author may give: {#id
// .class lang=ar} after headings and spans, and those of raw HTML.

import (
	"bytes"

	"golang.org/x/text/unicode/norm"
)

// attributes are those that a body may set. Values are plain text.
type attributes struct {
	id, class, lang, dir, title, datetime []byte
	open                                  bool
}

// set takes one attribute; it is false for one that is not known. The first
// value counts, as in HTML; classes add up.
func (a *attributes) set(name string, value []byte) bool {
	var field *[]byte
	switch name {
	case "id":
		field = &a.id
		value = cleanID(value)
	case "class":
		value = bytes.Join(bytes.Fields(value), []byte(" "))
		if len(a.class) > 0 && len(value) > 0 {
			value = append(append(bytes.Clone(a.class), ' '), value...)
			a.class = nil
		}
		field = &a.class
	case "lang":
		if !languageTag(value) {
			return true
		}
		field = &a.lang
	case "dir":
		value = bytes.ToLower(value)
		if s := string(value); s != "ltr" && s != "rtl" && s != "auto" {
			return true
		}
		field = &a.dir
	case "title":
		field = &a.title
	case "datetime":
		field = &a.datetime
	case "open":
		a.open = true
		return true
	default:
		return false
	}
	if len(*field) == 0 {
		*field = value
	}
	return true
}

// cleanID is an id in NFC without the white space that HTML refuses.
func cleanID(id []byte) []byte {
	id = bytes.Join(bytes.Fields(id), []byte("-"))
	if !norm.NFC.IsNormal(id) {
		id = norm.NFC.Bytes(id)
	}
	return id
}

// languageTag says whether a value looks like a BCP 47 tag.
func languageTag(tag []byte) bool {
	for _, c := range tag {
		if !alphanumeric(c) && c != '-' {
			return false
		}
	}
	return len(tag) > 0 && len(tag) <= 35
}

// parseAttributes reads {#id .class key=value key="value"} at the head of b: what
// it says and its length; nil when it is not that. A colon may follow the brace,
// as kramdown and Python-Markdown want it.
func parseAttributes(b []byte) (*attributes, int) {
	a := new(attributes)
	first := 1
	if len(b) > 1 && b[1] == ':' {
		first = 2
	}
	for i := first; i < len(b); {
		switch c := b[i]; {
		case c == ' ' || c == '\t':
			i++
		case c == '}':
			if i == first {
				return nil, 0
			}
			return a, i + 1
		case c == '#' || c == '.':
			end := wordEnd(b, i+1)
			if end == i+1 {
				return nil, 0
			}
			name := "id"
			if c == '.' {
				name = "class"
			}
			a.set(name, b[i+1:end])
			i = end
		default:
			equals := i
			for equals < len(b) && (alphanumeric(b[equals]) || b[equals] == '-' || b[equals] == ':') {
				equals++
			}
			if equals == i || equals >= len(b) || b[equals] != '=' {
				return nil, 0
			}
			value, n := attributeValue(b[equals+1:])
			if n == 0 {
				return nil, 0
			}
			if name := string(bytes.ToLower(b[i:equals])); name != "open" && name != "datetime" {
				a.set(name, value)
			}
			i = equals + 1 + n
		}
	}
	return nil, 0
}

// attributeValue is a quoted or bare value at the head of b, and its length there.
func attributeValue(b []byte) ([]byte, int) {
	if len(b) > 0 && (b[0] == '"' || b[0] == '\'') {
		end := bytes.IndexByte(b[1:], b[0])
		if end < 0 || bytes.IndexByte(b[1:1+end], '\n') >= 0 {
			return nil, 0
		}
		return plainText(b[1 : 1+end]), end + 2
	}
	end := wordEnd(b, 0)
	return b[:end], end
}

// wordEnd is where a bare word of attributes ends.
func wordEnd(b []byte, i int) int {
	for i < len(b) && b[i] > ' ' && b[i] != '}' && b[i] != '{' && b[i] != '"' && b[i] != '\'' && b[i] != '=' &&
		b[i] != '<' && b[i] != '>' && b[i] != '`' {
		i++
	}
	return i
}

// attributes writes what an author gave, but for the id.
func (w *writer) attributes(a *attributes) {
	if len(a.class) > 0 {
		w.attribute("class", a.class)
	}
	if len(a.lang) > 0 {
		w.attribute("lang", a.lang)
	}
	if dir := w.directionOf(a); len(dir) > 0 {
		w.attribute("dir", dir)
	}
	if len(a.title) > 0 {
		w.attribute("title", a.title)
	}
}

// directionOf is the direction to write on an element: what its author says,
// else that of its language where it differs from the page's.
func (w *writer) directionOf(a *attributes) []byte {
	if len(a.dir) > 0 || len(a.lang) == 0 || w.options.DirOf == nil {
		return a.dir
	}
	switch dir := w.options.DirOf(string(a.lang)); {
	case dir == "rtl" && !w.rtl:
		return []byte("rtl")
	case dir == "ltr" && w.rtl:
		return []byte("ltr")
	}
	return nil
}

// attribute writes one attribute.
func (w *writer) attribute(name string, value []byte) {
	w.out = append(w.out, ' ')
	w.out = append(w.out, name...)
	w.out = append(w.out, `="`...)
	w.out = appendAttribute(w.out, value)
	w.out = append(w.out, '"')
}

func alphanumeric(c byte) bool { return alnum[c] }

// alnum are the ASCII letters and digits.
var alnum = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	return t
}()

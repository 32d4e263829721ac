package html

import (
	"cmp"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// This file writes values into a page, escaped as html/template would. A test
// compares the two over every page and over hostile texts.

// judged says whether truth knows a type.
func judged(kind reflect.Type) bool {
	switch kind.Kind() {
	case reflect.Bool, reflect.String, reflect.Slice, reflect.Int, reflect.Pointer, reflect.Struct:
		return true
	}
	return false
}

// truth is what if and with make of a value: whatever is not empty is true.
func truth(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Bool:
		return v.Bool()
	case reflect.String, reflect.Slice:
		return v.Len() > 0
	case reflect.Int:
		return v.Int() != 0
	case reflect.Pointer:
		return !v.IsNil()
	}
	return true // a struct
}

func order(a, b reflect.Value, number bool) int {
	if number {
		return cmp.Compare(a.Int(), b.Int())
	}
	return strings.Compare(a.String(), b.String())
}

// escapeFunc appends a text as it may stand at a place; it is false when
// html/template has to look at it.
type escapeFunc func(dst []byte, text string) ([]byte, bool)

// action writes a value, or gives a variable one.
func (s *scope) action(p *parse.PipeNode, dot reflect.Type) (step, bool) {
	if len(p.Cmds) == 0 {
		return nil, false
	}
	if len(p.Decl) > 0 {
		return s.assign(p, dot)
	}
	v, kind, ok := s.command(p.Cmds[0], dot)
	if !ok {
		return nil, false
	}
	var names []string
	for _, c := range p.Cmds[1:] {
		f, ok := c.Args[0].(*parse.IdentifierNode)
		if !ok || len(c.Args) > 1 {
			return nil, false
		}
		names = append(names, strings.TrimPrefix(f.Ident, "_html_template_"))
	}
	escape, whole := escapers(strings.Join(names, " "), kind)
	if whole {
		return func(r *running, vars []reflect.Value, dot reflect.Value) bool {
			value, ok := v(r, vars, dot)
			if ok {
				r.out.WriteString(value.String())
			}
			return ok
		}, true
	}
	if escape == nil {
		return nil, false
	}
	number := kind.Kind() == reflect.Int
	return func(r *running, vars []reflect.Value, dot reflect.Value) bool {
		value, ok := v(r, vars, dot)
		if !ok {
			return false
		}
		text := ""
		if number {
			text = strconv.FormatInt(value.Int(), 10)
		} else {
			text = value.String()
		}
		b, ok := escape(r.out.AvailableBuffer(), text)
		r.out.Write(b)
		return ok
	}, true
}

// judgement is the type of a variable of which only its truth is known, as of
// that which gets the value of and.
type judgement bool

// assign is $x := value or $x = value.
func (s *scope) assign(p *parse.PipeNode, dot reflect.Type) (step, bool) {
	if len(p.Decl) > 1 || len(p.Cmds) > 1 {
		return nil, false
	}
	name := p.Decl[0].Ident[0]
	v, kind, ok := s.command(p.Cmds[0], dot)
	is, asked := s.condition(p, dot)
	if !p.IsAssign && ok {
		return set(s.declare(name, kind), v), true
	}
	slot := s.find(name)
	if !p.IsAssign && asked {
		slot = s.declare(name, reflect.TypeFor[judgement]())
	}
	switch {
	case slot < 0:
		return nil, false
	case s.names[slot].kind == reflect.TypeFor[judgement]() && asked:
		return func(r *running, vars []reflect.Value, dot reflect.Value) bool {
			yes, ok := is(r, vars, dot)
			vars[slot] = reflect.ValueOf(judgement(yes))
			return ok
		}, true
	}
	return set(slot, v), ok && s.names[slot].kind == kind
}

// set gives a variable a value.
func set(slot int, v value) step {
	return func(r *running, vars []reflect.Value, dot reflect.Value) bool {
		value, ok := v(r, vars, dot)
		vars[slot] = value
		return ok
	}
}

// escapers are the escapers that html/template puts behind a value of a type,
// as one; nil where they are not known here. Some change nothing: the value is
// written as a whole.
func escapers(names string, kind reflect.Type) (escape escapeFunc, whole bool) {
	plain := kind == reflect.TypeFor[string]() || kind == reflect.TypeFor[int]()
	html := kind == reflect.TypeFor[template.HTML]()
	switch {
	case names == "htmlescaper" && html, names == "htmlnamefilter" && kind == reflect.TypeFor[template.HTMLAttr]():
		return nil, true
	case (names == "htmlescaper" || names == "attrescaper" || names == "rcdataescaper") && plain:
		return escapePlain, false
	case names == "attrescaper" && html:
		return escapeMarkup, false
	case names == "urlfilter urlnormalizer attrescaper" && plain:
		return func(dst []byte, text string) ([]byte, bool) {
			// Other schemes are for html/template to judge.
			if i := strings.IndexByte(text, ':'); i >= 0 && !strings.Contains(text[:i], "/") && text[:i] != "https" && text[:i] != "http" {
				return dst, false
			}
			return escapeURL(dst, text)
		}, false
	case names == "urlnormalizer attrescaper" && plain:
		return escapeURL, false
	}
	return nil, false
}

// escapePlain is plain text as HTML, in text and in quoted attributes.
func escapePlain(dst []byte, text string) ([]byte, bool) {
	from := 0
	for i := range len(text) {
		instead := ""
		switch text[i] {
		case '&':
			instead = "&amp;"
		case '<':
			instead = "&lt;"
		case '>':
			instead = "&gt;"
		case '"':
			instead = "&#34;"
		case '\'':
			instead = "&#39;"
		case '+':
			instead = "&#43;"
		case 0:
			instead = "\uFFFD"
		default:
			continue
		}
		dst = append(append(dst, text[from:i]...), instead...)
		from = i + 1
	}
	return append(dst, text[from:]...), true
}

// escapeMarkup is HTML as a quoted attribute, where it needs no change.
func escapeMarkup(dst []byte, text string) ([]byte, bool) {
	for i := range len(text) {
		// The first bytes of characters that some browsers took for spaces.
		if c := text[i]; c == '<' || c == '>' || c == '"' || c == '\'' || c == '+' || c == 0 || c == 0xEF {
			return dst, false
		}
	}
	return append(dst, text...), true
}

// escapeURL is an address in a quoted attribute.
func escapeURL(dst []byte, text string) ([]byte, bool) {
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("/.-_~#?=:;,!$*@[]", c) >= 0:
			dst = append(dst, c)
		case c == '&':
			dst = append(dst, "&amp;"...)
		case c == '+':
			dst = append(dst, "&#43;"...)
		case c == '%' && i+2 < len(text) && hexadecimal(text[i+1]) && hexadecimal(text[i+2]):
			dst = append(dst, c)
		default:
			const hex = "0123456789abcdef"
			dst = append(dst, '%', hex[c>>4], hex[c&15])
		}
	}
	return dst, true
}

func hexadecimal(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

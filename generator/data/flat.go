package data

import "strings"

// readFlat reads the plain part of YAML in which nearly all front matter and
// most data is written: names with a value on their line, lists of values in
// brackets or with dashes, maps inside maps and lists by indent. It takes a
// twentieth of the time of the whole language. Whatever it is not sure of it
// leaves to the library: ok is false then. A fuzz test holds that both read
// the same.
func readFlat(text string, base int) (v Value, ok bool) {
	r := flatReader{text: text, base: base}
	if !r.next() || r.at == len(text) || r.indent != 0 {
		return Value{}, false
	}
	if r.text[r.at] == '-' {
		v, ok = r.dashes(0, 0)
	} else {
		// A field needs a line: no more is reserved than can be used.
		v, ok = r.fields(0, 0, min(strings.Count(text, "\n")+1, 16))
	}
	return v, ok && r.at == len(text)
}

type flatReader struct {
	text   string
	base   int
	at     int // the first byte of a line's content, or the end of the text
	indent int // of that line
}

// next goes from the head of a line to the content of the first line that has
// one. It is false when there is something it does not know.
func (r *flatReader) next() bool {
	for r.at < len(r.text) {
		start := r.at
		for r.at < len(r.text) && r.text[r.at] == ' ' {
			r.at++
		}
		if r.at == len(r.text) {
			return true
		}
		switch r.text[r.at] {
		case '\n':
			r.at++
		case '\r', '#':
			end := strings.IndexByte(r.text[r.at:], '\n')
			if end < 0 {
				end = len(r.text) - r.at
			} else {
				end++
			}
			if r.text[r.at] == '\r' && end != 2 || !safe(strings.TrimSuffix(r.text[r.at:r.at+end], "\n")) {
				return false
			}
			r.at += end
		default:
			r.indent = r.at - start
			return true
		}
	}
	return true
}

// safe says that a comment's line, with its \r, has only characters that every
// reader takes for what they are.
func safe(s string) bool {
	s = strings.TrimSuffix(s, "\r")
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == 0x7F || strange(s, i) {
			return false
		}
	}
	return true
}

// strange tells the characters beyond ASCII that the library or a check for
// slips looks at: control characters, other line ends, spaces that are none.
func strange(s string, i int) bool {
	switch s[i] {
	case 0xC2:
		return i+1 < len(s) && s[i+1] <= 0xA0
	case 0xE2:
		return i+2 < len(s) && (s[i+1] == 0x80 && s[i+2] >= 0x80 && (s[i+2] <= 0x8B || s[i+2] == 0xA8 || s[i+2] == 0xA9 || s[i+2] == 0xAF) ||
			s[i+1] == 0x81 && (s[i+2] == 0xA0 || s[i+2] == 0x9F))
	case 0xE3:
		return i+2 < len(s) && s[i+1] == 0x80 && s[i+2] == 0x80
	case 0xEF:
		return i+2 < len(s) && (s[i+1] == 0xBB && s[i+2] == 0xBF || s[i+1] == 0xBF && s[i+2] >= 0xBE)
	}
	return false
}

// fields reads a map whose names stand at an indent. r.at is at the first one.
func (r *flatReader) fields(indent, depth, reserve int) (v Value, ok bool) {
	if depth > maxDepth/2 {
		return v, false
	}
	v = Value{Kind: Map, Start: r.base + r.at}
	set := fieldSet{list: make([]Field, 0, reserve)}
	for r.at < len(r.text) && r.indent == indent {
		start := r.at
		end := start
		for end < len(r.text) && nameByte(r.text[end]) {
			end++
		}
		// Duplicate names and names of more than 128 bytes, which the library
		// may refuse, are not for this reader.
		if end == start || end-start > 128 || end == len(r.text) || r.text[end] != ':' || r.text[start] == '-' {
			return v, false
		}
		field := Field{Name: r.text[start:end], Start: r.base + start, End: r.base + end}
		if set.find(field.Name) >= 0 {
			return v, false
		}
		r.at = end + 1
		if field.Value, ok = r.value(indent, depth); !ok {
			return v, false
		}
		set.put(field)
		v.End = max(field.End, field.Value.End)
	}
	v.Fields = set.list
	return v, r.at == len(r.text) || r.indent < indent
}

func nameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '-' || c >= '0' && c <= '9'
}

// value reads what follows the colon of a name at an indent.
func (r *flatReader) value(indent, depth int) (v Value, ok bool) {
	colon := r.at
	for r.at < len(r.text) && r.text[r.at] == ' ' {
		r.at++
	}
	if r.at < len(r.text) && r.text[r.at] != '\n' && r.text[r.at] != '\r' {
		if r.at == colon {
			return v, false
		}
		if r.text[r.at] == '[' {
			v, ok = r.brackets()
		} else {
			v, ok = r.scalar(false)
		}
		// A line that is deeper than the name would go on with the value.
		return v, ok && r.lineDone() && (r.at == len(r.text) || r.indent <= indent)
	}
	v = Value{Start: r.base + colon, End: r.base + colon}
	if !r.lineDone() {
		return v, false
	}
	if r.at == len(r.text) || r.indent < indent {
		return v, true
	}
	switch dash := r.text[r.at] == '-'; {
	case dash:
		return r.dashes(r.indent, depth+1)
	case r.indent > indent:
		return r.fields(r.indent, depth+1, 4)
	}
	return v, true
}

// lineDone goes from the end of a value to the next line with content.
func (r *flatReader) lineDone() bool {
	for r.at < len(r.text) && r.text[r.at] == ' ' {
		r.at++
	}
	if r.at < len(r.text) && r.text[r.at] == '\r' {
		r.at++
		if r.at == len(r.text) {
			return false
		}
	}
	if r.at < len(r.text) {
		if r.text[r.at] != '\n' {
			return false
		}
		r.at++
	}
	return r.next()
}

// dashes reads a list of scalars or maps with dashes at an indent.
func (r *flatReader) dashes(indent, depth int) (v Value, ok bool) {
	count := 1
	for i := r.at; i < len(r.text); count++ {
		// As many items at most as lines that begin with a dash.
		j := strings.IndexByte(r.text[i:], '\n')
		if j < 0 || i+j+1+indent >= len(r.text) || r.text[i+j+1+indent] != '-' {
			break
		}
		i += j + 1
	}
	v = Value{Kind: List, Start: r.base + r.at, Items: make([]Value, 0, count)}
	for r.at < len(r.text) && r.indent == indent && r.text[r.at] == '-' {
		dash := r.at
		r.at++
		if r.at == len(r.text) || r.text[r.at] != ' ' {
			return v, false
		}
		for r.at < len(r.text) && r.text[r.at] == ' ' {
			r.at++
		}
		var item Value
		if r.named() {
			r.indent += r.at - dash
			item, ok = r.fields(r.indent, depth+1, 4)
		} else if item, ok = r.scalar(false); ok {
			ok = r.lineDone()
		}
		if !ok {
			return v, false
		}
		v.Items = append(v.Items, item)
		v.End = item.End
	}
	return v, r.at == len(r.text) || r.indent < indent || r.indent == indent && r.text[r.at] != '-'
}

// named says that a name with its colon stands here.
func (r *flatReader) named() bool {
	end := r.at
	for end < len(r.text) && nameByte(r.text[end]) {
		end++
	}
	return end > r.at && end < len(r.text) && r.text[end] == ':' && (end+1 == len(r.text) || r.text[end+1] <= ' ')
}

// brackets reads a list of scalars in brackets on one line.
func (r *flatReader) brackets() (v Value, ok bool) {
	line := r.text[r.at:]
	if i := strings.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	v = Value{Kind: List, Start: r.base + r.at, Items: make([]Value, 0, strings.Count(line, ",")+1)}
	r.at++
	for {
		for r.at < len(r.text) && r.text[r.at] == ' ' {
			r.at++
		}
		if r.at < len(r.text) && r.text[r.at] == ']' && len(v.Items) == 0 {
			break
		}
		item, ok := r.scalar(true)
		if !ok {
			return v, false
		}
		v.Items = append(v.Items, item)
		for r.at < len(r.text) && r.text[r.at] == ' ' {
			r.at++
		}
		if r.at == len(r.text) || r.text[r.at] != ',' && r.text[r.at] != ']' {
			return v, false
		}
		if r.text[r.at] == ']' {
			break
		}
		r.at++
	}
	r.at++
	v.End = r.base + r.at
	return v, true
}

// scalar reads a value on one line, in quotes without escapes or plain.
func (r *flatReader) scalar(flow bool) (v Value, ok bool) {
	start := r.at
	if start == len(r.text) {
		return v, false
	}
	if quote := r.text[start]; quote == '"' || quote == '\'' {
		for i := start + 1; i < len(r.text); i++ {
			switch c := r.text[i]; {
			case c == quote:
				r.at = i + 1
				// Two single quotes stand for one: not for this reader.
				ok = i+1 == len(r.text) || r.text[i+1] != quote
				return Value{Kind: String, Quoted: true, Text: r.text[start+1 : i], Start: r.base + start, End: r.base + i + 1}, ok
			case c == '\\' && quote == '"':
				return r.escaped()
			case c == '\\' || c < ' ' || c == 0x7F || strange(r.text, i):
				return v, false
			}
		}
		return v, false
	}
	if !plainStart(r.text[start]) {
		return v, false
	}
	end := start
	i := start
scan:
	for ; i < len(r.text); i++ {
		switch c := r.text[i]; {
		case c == ' ':
			continue
		case c == '\n':
			break scan
		case c == '\r':
			if i+1 < len(r.text) && r.text[i+1] == '\n' {
				break scan
			}
			return v, false
		case c == ':':
			if flow || i+1 == len(r.text) || r.text[i+1] <= ' ' {
				return v, false
			}
		case c == '#':
			if r.text[i-1] == ' ' {
				return v, false
			}
		case c == ',' && flow, c == ']' && flow:
			break scan
		case flow && (c == '[' || c == '{' || c == '}' || c == '"' || foreignComma(r.text, i)):
			return v, false
		case c < ' ' || c == 0x7F || c >= 0x80 && strange(r.text, i):
			return v, false
		}
		end = i + 1
	}
	r.at = i
	v = Value{Text: r.text[start:end], Start: r.base + start, End: r.base + end}
	switch v.Kind = plainKind(v.Text); v.Kind {
	case Null:
		v.Text = ""
	case Bool:
		v.Text = strings.ToLower(v.Text)
	}
	return v, true
}

// escaped reads a text in double quotes with the escapes that people write.
func (r *flatReader) escaped() (v Value, ok bool) {
	start := r.at
	var b strings.Builder
	for i := start + 1; i < len(r.text); i++ {
		switch c := r.text[i]; {
		case c == '"':
			r.at = i + 1
			return Value{Kind: String, Quoted: true, Text: b.String(), Start: r.base + start, End: r.base + i + 1}, true
		case c == '\\':
			i++
			if i == len(r.text) || r.text[i] != '"' && r.text[i] != '\\' {
				return v, false
			}
			b.WriteByte(r.text[i])
		case c < ' ' || c == 0x7F || strange(r.text, i):
			return v, false
		default:
			b.WriteByte(c)
		}
	}
	return v, false
}

// plainStart says that a plain value may start with a byte without any doubt.
func plainStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80 || c == '/' || c == '(' || c == '+' || c == '.' || c == '_'
}

func foreignComma(s string, i int) bool {
	return s[i] >= 0x80 && commaLen(s[i:]) > 0
}

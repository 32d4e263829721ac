package data

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// tomlReader reads TOML 1.0 with positions, which the library does not give,
// and goes on after the usual slips. What it finds no fault in, the library
// reads too: it alone decides whether tables are used as TOML allows.
type tomlReader struct {
	*faults
	text  string // with offsets from base in the source
	base  int
	pos   int
	begin int // where the line of pos begins, unless a text of lines ends in it
	root  *tomlTable
	dates [][2]int // where dates without quotes stand in text
	deep  bool     // what is too deep was said; the rest is not read
	guess bool     // a line that reads like a statement ends an open bracket
}

// tomlTable is a table while it is gathered.
type tomlTable struct {
	set        fieldSet
	more       []tomlEntry // beside set.list: what a field's value is made of
	start, end int
	header     bool // its name stands in a header of its own
}

// tomlEntry is the table or the array of tables that a field holds, or neither
// when its value stands in the field.
type tomlEntry struct {
	table  *tomlTable
	tables []*tomlTable
}

func readTOML(f *faults, text string, base int) Value {
	r := &tomlReader{faults: f, text: text, base: base}
	known := len(f.list)
	v := r.read()
	if len(f.list) == known && !f.full() {
		r.ask()
		return v
	}
	for _, x := range f.list[known:] {
		if x.id == "bracket-unclosed" {
			// Where an open bracket hides the rest of the file, its end is guessed.
			f.list = f.list[:known]
			*r = tomlReader{faults: f, text: text, base: base, guess: true}
			return r.read()
		}
	}
	return v
}

// read is the value of the whole text.
func (r *tomlReader) read() Value {
	r.root = &tomlTable{}
	table := r.root
	for r.blank(); r.pos < len(r.text) && !r.full(); r.blank() {
		from := r.pos
		if r.text[r.pos] == '[' {
			table = r.header(table)
		} else {
			r.pair(table)
		}
		r.lineEnd()
		if r.pos == from {
			r.skipLine()
		}
	}
	v := r.root.value()
	v.Start, v.End = r.base, r.base+len(strings.TrimRight(r.text, " \t\r\n"))
	return v
}

// ask lets the library read what seems faultless. Dates are hidden from it:
// whether the calendar has them is said by those who use them.
func (r *tomlReader) ask() {
	text := []byte(r.text)
	for _, d := range r.dates {
		for i := d[0]; i < d[1]; i++ {
			text[i] = ' '
		}
		text[d[0]] = '1'
	}
	var into map[string]any
	_, err := toml.Decode(string(text), &into)
	if err == nil {
		return
	}
	var fault toml.ParseError
	if !errors.As(err, &fault) {
		r.fault("toml-syntax", 0, 0)
		return
	}
	at := min(max(fault.Position.Start, 0), len(r.text))
	r.fault("toml-syntax", at, min(at+max(fault.Position.Len, 1), len(r.text)))
}

func (r *tomlReader) fault(id string, start, end int, args ...string) *fault {
	return r.add(id, r.base+start, r.base+end, args...)
}

func (r *tomlReader) rest() string { return r.text[r.pos:] }

// line is what is left of the current line.
func (r *tomlReader) line() string {
	line, _, _ := strings.Cut(r.rest(), "\n")
	return strings.TrimSuffix(line, "\r")
}

func (r *tomlReader) skipLine() {
	if i := strings.IndexByte(r.rest(), '\n'); i >= 0 {
		r.pos += i + 1
	} else {
		r.pos = len(r.text)
	}
}

// space skips blanks on the line; a no-break space is a fault.
func (r *tomlReader) space() {
	for r.pos < len(r.text) {
		switch {
		case r.text[r.pos] == ' ' || r.text[r.pos] == '\t':
			r.pos++
		case noBreakLen(r.rest()) > 0:
			n := noBreakLen(r.rest())
			r.fault("no-break-space", r.pos, r.pos+n).fixed(r.base+r.pos, r.base+r.pos+n, " ")
			r.pos += n
		default:
			return
		}
	}
}

// blank skips blanks, line ends and comments.
func (r *tomlReader) blank() {
	for {
		r.space()
		switch {
		case r.pos == len(r.text):
			return
		case r.text[r.pos] == '\n' || r.text[r.pos] == '\r':
			r.pos++
			r.begin = r.pos
		case r.text[r.pos] == '#':
			r.pos += len(r.line())
		default:
			return
		}
	}
}

// lineEnd reads to the end of a statement's line.
func (r *tomlReader) lineEnd() {
	r.space()
	line := r.line()
	if n := strayLen(line); n > 0 {
		r.fault("sign-after-value", r.pos, r.pos+n, "sign", line[:n]).fixed(r.base+r.pos, r.base+r.pos+n, "")
		r.pos += n
		r.space()
		line = r.line()
	}
	if line != "" && line[0] != '#' && !r.full() {
		r.fault("toml-text-after", r.pos, r.pos+len(strings.TrimRight(line, " \t")), "text", strings.TrimRight(line, " \t"))
	}
	r.skipLine()
}

// header reads [name] or [[name]] and gives its table.
func (r *tomlReader) header(current *tomlTable) *tomlTable {
	start := r.pos
	array := strings.HasPrefix(r.rest(), "[[")
	closing := "]"
	if array {
		closing = "]]"
	}
	r.pos += len(closing)
	keys := r.keys()
	r.space()
	switch {
	case len(keys) == 0:
		r.skipLine()
		r.pos = max(r.pos-1, start+1)
		return current
	case strings.HasPrefix(r.rest(), closing):
		r.pos += len(closing)
	default:
		end := start + len(strings.TrimRight(r.text[start:r.pos], " \t"))
		r.fault("bracket-unclosed", start, end, "open", r.text[start:start+len(closing)], "close", closing).
			fixed(r.base+end, r.base+r.pos+len(r.rest())-len(strings.TrimPrefix(r.rest(), "]")), closing)
		r.pos += len(r.line())
	}
	last := len(keys) - 1
	parent := r.descend(r.root, keys[:last])
	if parent == nil {
		return &tomlTable{}
	}
	key := keys[last]
	place := parent.set.find(key.Name)
	table := &tomlTable{start: r.base + start, end: r.base + r.pos, header: true}
	switch {
	case place < 0 && array:
		parent.put(key, tomlEntry{tables: []*tomlTable{table}})
	case place < 0:
		parent.put(key, tomlEntry{table: table})
	case array && parent.more[place].tables != nil:
		parent.more[place].tables = append(parent.more[place].tables, table)
	case !array && parent.more[place].table != nil && !parent.more[place].table.header:
		// [a.b] made the table; now [a] says more of it.
		table = parent.more[place].table
		table.header = true
	default:
		first := parent.set.list[place]
		twice(r.faults, key.Name, key.Start, key.End, first.Start, first.End)
	}
	return table
}

// descend is the table that a path of names leads to, made where there is
// none; nil when a name on the way is a plain value.
func (r *tomlReader) descend(table *tomlTable, path []Field) *tomlTable {
	for _, key := range path {
		i := table.set.find(key.Name)
		if i < 0 {
			i = len(table.set.list)
			table.put(key, tomlEntry{table: &tomlTable{start: key.Start, end: key.End}})
		}
		switch entry := table.more[i]; {
		case entry.table != nil:
			table = entry.table
		case entry.tables != nil:
			table = entry.tables[len(entry.tables)-1]
		default:
			first := table.set.list[i]
			twice(r.faults, key.Name, key.Start, key.End, first.Start, first.End)
			return nil
		}
	}
	return table
}

func (t *tomlTable) put(key Field, entry tomlEntry) {
	t.set.put(key)
	t.more = append(t.more, entry)
}

// value is the table as it will stay.
func (t *tomlTable) value() Value {
	v := Value{Kind: Map, Start: t.start, End: t.end, Fields: t.set.list}
	for i, entry := range t.more {
		field := &v.Fields[i]
		switch {
		case entry.table != nil:
			field.Value = entry.table.value()
		case entry.tables != nil:
			list := Value{Kind: List, Start: entry.tables[0].start}
			for _, table := range entry.tables {
				list.Items = append(list.Items, table.value())
			}
			list.End = list.Items[len(list.Items)-1].End
			field.Value = list
		}
		v.End = max(v.End, field.Value.End)
	}
	return v
}

// pair reads name = value into a table.
func (r *tomlReader) pair(table *tomlTable) {
	start := r.pos
	keys := r.keys()
	if len(keys) == 0 {
		r.skipLine()
		r.pos = max(r.pos-1, start)
		return
	}
	if !r.equals() {
		line := strings.TrimRight(r.text[start:r.pos+len(r.line())], " \t")
		r.fault("toml-no-equals", start, start+len(line), "text", line)
		r.pos += len(r.line())
		return
	}
	if line := r.line(); line == "" || line[0] == '#' {
		key := keys[len(keys)-1]
		r.fault("toml-value-missing", key.Start-r.base, key.End-r.base, "name", key.Name).
			fixed(r.base+r.pos, r.base+r.pos, strings.Repeat(" ", b2i(r.text[r.pos-1] == '='))+`""`)
		return
	}
	v := r.value(0, "")
	r.put(table, keys, v)
}

// put adds a value under a dotted name.
func (r *tomlReader) put(table *tomlTable, keys []Field, v Value) {
	last := len(keys) - 1
	if table = r.descend(table, keys[:last]); table == nil {
		return
	}
	key := keys[last]
	key.Value = v
	if i := table.set.find(key.Name); i >= 0 {
		first := table.set.list[i]
		twice(r.faults, key.Name, key.Start, key.End, first.Start, first.End).mended = remark(r.src.Text, key)
		return
	}
	table.put(key, tomlEntry{})
	table.end = max(table.end, v.End)
}

// equals reads the sign between a name and its value; a colon is a slip.
func (r *tomlReader) equals() bool {
	r.space()
	for _, sign := range [...]string{"=>", "=", ":", "：", "﹕", "∶"} {
		if !strings.HasPrefix(r.rest(), sign) {
			continue
		}
		if sign != "=" {
			mended := "="
			if r.pos > 0 && r.text[r.pos-1] != ' ' {
				mended = " ="
			}
			r.fault("toml-equals", r.pos, r.pos+len(sign), "sign", sign).
				fixed(r.base+r.pos, r.base+r.pos+len(sign), mended)
		}
		r.pos += len(sign)
		r.space()
		return true
	}
	return false
}

// keys reads a name, dotted or not; none when there is no name, which is said.
func (r *tomlReader) keys() []Field {
	var keys []Field
	for {
		r.space()
		start := r.pos
		if r.pos < len(r.text) && (r.text[r.pos] == '"' || r.text[r.pos] == '\'') && !strings.HasPrefix(r.rest(), `"""`) {
			v := r.quoted(".=:]")
			keys = append(keys, Field{Name: v.Text, Start: r.base + start, End: r.base + r.pos})
		} else {
			end := strings.IndexFunc(r.rest(), func(c rune) bool { return !bareKeyRune(c) && c < utf8.RuneSelf || noBreak(c) || c == '：' })
			if end < 0 {
				end = len(r.rest())
			}
			if end == 0 {
				line := strings.TrimRight(r.line(), " \t")
				r.fault("toml-no-equals", r.pos, r.pos+len(line), "text", line)
				return nil
			}
			r.pos += end
			name := r.text[start:r.pos]
			if strings.IndexFunc(name, func(c rune) bool { return c >= utf8.RuneSelf }) >= 0 {
				r.fault("toml-key-quotes", start, r.pos, "name", name).fixed(r.base+start, r.base+r.pos, tomlQuote(name))
			}
			keys = append(keys, Field{Name: name, Start: r.base + start, End: r.base + r.pos})
		}
		before := r.pos
		r.space()
		if r.pos == len(r.text) || r.text[r.pos] != '.' || len(keys) > maxDepth {
			if len(keys) > maxDepth {
				r.fault("data-too-deep", start, r.pos)
				return nil
			}
			r.pos = before
			return keys
		}
		r.pos++
	}
}

func bareKeyRune(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

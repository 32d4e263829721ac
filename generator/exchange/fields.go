package exchange

// This file gives values of data files other texts: of front matter, of
// taxonomies, of tract.yaml and of words of the interface. All other bytes stay.

import (
	"bytes"
	"strconv"
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/kind"
)

// step leads from a value to a part of it.
type step struct {
	name    string // of a field; empty for an item
	index   int    // of an item
	key, id string // the identifier that tells the item from others, where it has one
}

// dataFile is a text that holds data: all of it, or at its head.
type dataFile struct {
	root       data.Value
	format     data.Format
	start, end int // where the fields stand
	faults     int
}

// parse reads a data file.
type parse func(text []byte) dataFile

// frontMatter reads what stands at the head of a Markdown file.
func frontMatter(text []byte) dataFile {
	d, ms := data.ReadFrontMatter(diag.Source{Path: "text.md", Text: text})
	return dataFile{d.Front, d.Format, d.FrontStart, d.FrontEnd, len(ms)}
}

// whole reads a file of a format.
func whole(format data.Format) parse {
	return func(text []byte) dataFile {
		v, ms := data.Parse(diag.Source{Path: "data", Text: text}, format)
		return dataFile{v, format, 0, len(text), len(ms)}
	}
}

// child is the part of a value that a step leads to.
func child(v data.Value, s step) (data.Value, bool) {
	if s.name != "" {
		return v.Get(s.name)
	}
	if s.key == "" {
		if s.index < len(v.Items) {
			return v.Items[s.index], true
		}
		return data.Value{}, false
	}
	for _, item := range v.Items {
		if id, ok := item.Get(s.key); ok && id.Text == s.id {
			return item, true
		}
	}
	return data.Value{}, false
}

// pathTo is the way to the scalar that begins at a byte. Identifiers are those
// of the fields that are declared so.
func pathTo(v data.Value, start int, declared []kind.Field) ([]step, bool) {
	switch v.Kind {
	case data.Map:
		for _, f := range v.Fields {
			var sub []kind.Field
			for i := range declared {
				if declared[i].Name == f.Name {
					sub = declared[i].Fields
				}
			}
			if rest, ok := pathTo(f.Value, start, sub); ok {
				return append([]step{{name: f.Name}}, rest...), true
			}
		}
	case data.List:
		key := ""
		for i := range declared {
			if declared[i].Type == kind.Identifier {
				key = declared[i].Name
			}
		}
		for i, item := range v.Items {
			if rest, ok := pathTo(item, start, declared); ok {
				s := step{index: i}
				if id, ok := item.Get(key); ok && key != "" {
					s.key, s.id = key, id.Text
				}
				return append([]step{s}, rest...), true
			}
		}
	case data.Null:
	default:
		return nil, v.Start == start
	}
	return nil, false
}

// set is a text in which the value at a path is another one; what is missing on
// the way is made. It is false where that cannot be done without touching
// something else.
func set(read parse, text []byte, path []step, to string) ([]byte, bool) {
	before := read(text)
	e, ok := change(before, text, path, to)
	if !ok {
		return nil, false
	}
	out, ok := applied(text, []edit{e})
	if !ok {
		return nil, false
	}
	after := read(out)
	want := map[string]string{}
	flatten(before.root, "", want)
	have := map[string]string{}
	flatten(after.root, "", have)
	at := address(before.root, path)
	delete(want, at)
	for k, v := range want {
		if have[k] != v {
			return nil, false
		}
	}
	now, found := have[at]
	return out, found && now == to && after.faults <= before.faults
}

// address is where a path leads, as flatten names it.
func address(v data.Value, path []step) string {
	at := ""
	for _, s := range path {
		if s.name != "" {
			at += "\x00" + s.name
			v, _ = v.Get(s.name)
			continue
		}
		index := len(v.Items) // of one that is to be added
		if s.key == "" {
			index = s.index
		}
		for i, item := range v.Items {
			if id, ok := item.Get(s.key); ok && s.key != "" && id.Text == s.id {
				index = i
				break
			}
		}
		at += "\x00#" + strconv.Itoa(index)
		if index < len(v.Items) {
			v = v.Items[index]
		} else {
			v = data.Value{}
		}
	}
	return at
}

// flatten lists the scalars of a value.
func flatten(v data.Value, at string, out map[string]string) {
	switch v.Kind {
	case data.Map:
		for _, f := range v.Fields {
			flatten(f.Value, at+"\x00"+f.Name, out)
		}
	case data.List:
		for i, item := range v.Items {
			flatten(item, at+"\x00#"+strconv.Itoa(i), out)
		}
	case data.Null:
	default:
		out[at] = v.Text
	}
}

// change is the edit that set makes.
func change(d dataFile, text []byte, path []step, to string) (edit, bool) {
	if d.format == data.None {
		return begin(text, path, to)
	}
	v := d.root
	for k, s := range path {
		next, ok := child(v, s)
		if !ok {
			return add(d, text, v, path[k:], to, k == 0)
		}
		if next.Kind == data.Null {
			return fill(d, text, v, path[k:], to)
		}
		v = next
	}
	if v.Kind == data.Map || v.Kind == data.List {
		return edit{}, false
	}
	was := string(text[v.Start:v.End])
	indent := strings.Repeat(" ", len(around(headOf(text, v.Start)))-len(strings.TrimLeft(headOf(text, v.Start), " ")))
	return edit{v.Start, v.End, crlf(text, scalar(d.format, was, to, indent, len(path) > 1))}, true
}

func crlf(text []byte, s string) string {
	return strings.ReplaceAll(s, "\n", newline(text))
}

func headOf(text []byte, at int) string {
	return string(text[bytes.LastIndexByte(text[:at], '\n')+1 : at])
}

// begin writes front matter into a file that has none.
func begin(text []byte, path []step, to string) (edit, bool) {
	value, ok := flow(data.YAML, path[1:], to)
	if !ok || path[0].name == "" {
		return edit{}, false
	}
	at := 0
	if bytes.HasPrefix(text, []byte("\uFEFF")) {
		at = len("\uFEFF")
	}
	return edit{at, at, crlf(text, "---\n"+key(data.YAML, path[0].name)+": "+value+"\n---\n")}, true
}

// separator stands between a name and its value.
func separator(format data.Format) string {
	if format == data.TOML {
		return " = "
	}
	return ": "
}

// flow is a text with all that stands around it, on one line.
func flow(format data.Format, path []step, to string) (string, bool) {
	if len(path) == 0 {
		if format == data.JSON {
			return jsonString(to), true
		}
		return data.Quote(to), true
	}
	inner, ok := flow(format, path[1:], to)
	if !ok {
		return "", false
	}
	switch s := path[0]; {
	case s.name != "":
		return "{" + key(format, s.name) + separator(format) + inner + "}", true
	case s.key != "" && strings.HasPrefix(inner, "{"):
		id, _ := flow(format, nil, s.id)
		return "[{" + key(format, s.key) + separator(format) + id + ", " + inner[1:] + "]", true
	case s.key == "" && s.index == 0:
		return "[" + inner + "]", true
	}
	return "", false
}

// fill gives a field that stands there without a value one.
func fill(d dataFile, text []byte, parent data.Value, path []step, to string) (edit, bool) {
	value, ok := flow(d.format, path[1:], to)
	for _, f := range parent.Fields {
		if f.Name != path[0].name || !ok {
			continue
		}
		if f.Value.End > f.Value.Start {
			return edit{f.Value.Start, f.Value.End, value}, true // null, ~
		}
		colon := bytes.IndexByte(text[f.End:], ':')
		if d.format == data.YAML && colon >= 0 {
			at := f.End + colon + 1
			return edit{at, at, " " + value}, true
		}
	}
	return edit{}, false
}

// add makes a part of a value that is not there.
func add(d dataFile, text []byte, parent data.Value, path []step, to string, top bool) (edit, bool) {
	s := path[0]
	value, ok := flow(d.format, path[1:], to)
	if !ok {
		return edit{}, false
	}
	entry := value
	if s.name != "" {
		entry = key(d.format, s.name) + separator(d.format) + value
	} else if whole, fine := flow(d.format, append([]step{{key: s.key, id: s.id}}, path[1:]...), to); fine {
		if s.key == "" && s.index != len(parent.Items) {
			return edit{}, false
		}
		entry = strings.TrimSuffix(strings.TrimPrefix(whole, "["), "]")
	}
	wants := data.Map
	if s.name == "" {
		wants = data.List
	}
	if parent.Kind != wants && !(top && parent.Kind == data.Null) {
		return edit{}, false
	}
	if brackets(d.format, text, parent) {
		at := parent.End - 1
		for at > parent.Start && strings.IndexByte(" \t\r\n", text[at-1]) >= 0 {
			at--
		}
		if len(parent.Fields)+len(parent.Items) > 0 {
			entry = ", " + entry
		}
		return edit{at, at, entry}, true
	}
	line := newline(text)
	switch {
	case d.format == data.TOML && top:
		// Below the head of a table it would belong to that.
		return edit{d.start, d.start, entry + line}, true
	case d.format != data.YAML:
		return edit{}, false
	case top:
		head := ""
		if d.end > d.start && text[d.end-1] != '\n' {
			head = line
		}
		return edit{d.end, d.end, head + entry + line}, true
	case s.name == "":
		first := parent.Items[0].Start
		head := headOf(text, first)
		dash := strings.LastIndexByte(head, '-')
		if dash < 0 {
			return edit{}, false
		}
		at := endOfLine(text, max(parent.End-1, 0))
		return edit{at, at, line + around(head[:dash]) + "- " + entry}, true
	}
	first := parent.Fields[0]
	last := parent.Fields[len(parent.Fields)-1]
	at := endOfLine(text, max(last.End, last.Value.End))
	return edit{at, at, line + around(headOf(text, first.Start)) + entry}, true
}

// brackets says whether a map or a list is written between brackets. The head of
// a table of TOML begins with one too.
func brackets(format data.Format, text []byte, v data.Value) bool {
	if v.End <= v.Start+1 {
		return false
	}
	open, last := text[v.Start], text[v.End-1]
	if format == data.TOML && lineBegin(text, v.Start) == v.Start {
		return false
	}
	return open == '{' && last == '}' || open == '[' && last == ']'
}

func lineBegin(text []byte, at int) int { return bytes.LastIndexByte(text[:at], '\n') + 1 }

package data

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tract/generator/diag"
)

// writer writes a random document in one format and, beside it, the value with
// the places that a reader must find.
type writer struct {
	strings.Builder
	*rand.Rand
	format Format
	plain  bool // YAML that readFlat may read
	names  int
}

var words = []string{"santé", "الصحة", "健康", "स्वास्थ्य", "здоровье", "eau", "l’eau", "2016-03-04", "12", "x", "é", "😀 ok", "a-b", "naïve", "N’Djamena", "a/b#c"}

func (w *writer) word() string { return words[w.IntN(len(words))] }

// name is a name that no other field has.
func (w *writer) name() string {
	w.names++
	if w.format == YAML && !w.plain && w.IntN(2) == 0 {
		return fmt.Sprintf("%s%d", []string{"titre", "العنوان", "標題", "été"}[w.IntN(4)], w.names)
	}
	return fmt.Sprintf("key%d", w.names)
}

// scalar writes one value on the line.
func (w *writer) scalar(flow bool) Value {
	text := w.word() + " " + w.word()
	v := Value{Kind: String, Start: w.Len()}
	style := w.IntN(5)
	if w.format != YAML && style > 2 {
		style = w.IntN(3)
	}
	switch style {
	case 0:
		v.Kind, v.Text = Number, fmt.Sprint(w.IntN(3000))
		w.WriteString(v.Text)
	case 1:
		v.Kind, v.Text = Bool, "true"
		w.WriteString(v.Text)
	case 2:
		v.Quoted, v.Text = true, text+` "`+`\`
		w.WriteString(`"` + text + ` \"\\"`)
	case 3:
		v.Quoted, v.Text = true, text+" : # - x"
		w.WriteString("'" + v.Text + "'")
	case 4:
		if text[0] >= '0' && text[0] <= '9' {
			text = "n " + text
		}
		v.Text = text
		w.WriteString(text)
	}
	v.End = w.Len()
	return v
}

// flow writes a list or map in brackets, or a scalar.
func (w *writer) flow(depth int) Value {
	v := Value{Start: w.Len()}
	switch kind := w.IntN(4); {
	case depth == 0 || kind > 1:
		return w.scalar(true)
	case kind == 0 || w.plain:
		v.Kind, v.Items = List, []Value{}
		w.WriteByte('[')
		for i := range w.IntN(4) {
			if i > 0 {
				w.WriteString(", ")
			}
			if w.plain {
				v.Items = append(v.Items, w.scalar(true))
			} else {
				v.Items = append(v.Items, w.flow(depth-1))
			}
		}
		w.WriteByte(']')
	default:
		v.Kind, v.Fields = Map, []Field{}
		w.WriteByte('{')
		for i := range w.IntN(4) {
			if i > 0 {
				w.WriteString(", ")
			}
			v.Fields = append(v.Fields, w.field(map[Format]string{YAML: ": ", TOML: " = ", JSON: ": "}[w.format], func() Value { return w.flow(depth - 1) }))
		}
		w.WriteByte('}')
	}
	v.End = w.Len()
	return v
}

func (w *writer) field(sign string, value func() Value) Field {
	f := Field{Name: w.name(), Start: w.Len()}
	if w.format == JSON {
		w.WriteString(`"` + f.Name + `"`)
	} else {
		w.WriteString(f.Name)
	}
	f.End = w.Len()
	w.WriteString(sign)
	f.Value = value()
	return f
}

// block writes a map of YAML by indent.
func (w *writer) block(indent, depth int) Value {
	v := Value{Kind: Map, Fields: []Field{}}
	for i := range 1 + w.IntN(4) {
		if i > 0 || indent > 0 {
			w.WriteString(strings.Repeat(" ", indent))
		}
		if i == 0 {
			v.Start = w.Len()
		}
		kind := w.IntN(6)
		if depth == 0 {
			kind = min(kind, 1)
		}
		sign := ": "
		if kind >= 2 && kind <= 3 {
			sign = ":"
		}
		f := w.field(sign, func() Value {
			switch kind {
			case 2:
				w.WriteByte('\n')
				return w.block(indent+1+w.IntN(3), depth-1)
			case 3:
				w.WriteByte('\n')
				return w.dashes(indent + w.IntN(3))
			case 4:
				if !w.plain {
					return w.long(indent)
				}
			}
			v := w.flow(2)
			w.lineEnd(v)
			return v
		})
		v.End = f.Value.End
		v.Fields = append(v.Fields, f)
	}
	return v
}

func (w *writer) lineEnd(v Value) {
	if !w.plain && v.Quoted && w.IntN(3) == 0 {
		w.WriteString("  # rémarque")
	}
	w.WriteByte('\n')
	if w.IntN(5) == 0 {
		w.WriteString("\n# ملاحظة\n")
	}
}

func (w *writer) dashes(indent int) Value {
	v := Value{Kind: List, Items: []Value{}}
	for i := range 1 + w.IntN(3) {
		w.WriteString(strings.Repeat(" ", indent))
		if i == 0 {
			v.Start = w.Len()
		}
		w.WriteString("- ")
		item := w.scalar(false)
		w.lineEnd(item)
		v.Items, v.End = append(v.Items, item), item.End
	}
	return v
}

// long writes a text of several lines.
func (w *writer) long(indent int) Value {
	v := Value{Kind: String, Quoted: true, Start: w.Len()}
	folded := w.IntN(2) == 0
	join := "\n"
	if folded {
		w.WriteString(">-\n")
		join = " "
	} else {
		w.WriteString("|-\n")
	}
	for i := range 1 + w.IntN(3) {
		line := w.word() + ": " + w.word() + " # x"
		if i > 0 {
			w.WriteByte('\n')
			v.Text += join
		}
		w.WriteString(strings.Repeat(" ", indent+2) + line)
		v.Text += line
	}
	v.End = w.Len()
	w.WriteByte('\n')
	return v
}

// toml writes lines of pairs.
func (w *writer) toml() Value {
	v := Value{Kind: Map, Fields: []Field{}}
	for range 1 + w.IntN(5) {
		f := w.field(" = ", func() Value { return w.flow(2) })
		w.WriteString(" # rémarque\n")
		v.Fields = append(v.Fields, f)
	}
	v.End = len(strings.TrimRight(w.String(), "\n"))
	return v
}

// TestPlaces holds that every value and name of random documents in many
// scripts is read with its text and its bytes, in all formats and with both
// kinds of line ends.
func TestPlaces(t *testing.T) {
	for seed := range uint64(1500) {
		w := &writer{Rand: rand.New(rand.NewPCG(seed, 7)), format: Format(1 + seed%3), plain: seed%2 == 0}
		var want Value
		switch w.format {
		case YAML:
			want = w.block(0, 3)
		case TOML:
			want = w.toml()
		case JSON:
			want = w.flow(4)
		}
		text := w.String()
		if w.format == YAML && w.plain {
			if _, ok := readFlat(text, 0); !ok {
				t.Fatalf("not read as plain YAML:\n%s", text)
			}
		}
		check(t, text, w.format, want)
		if w.format == YAML {
			checkFront(t, text, want)
		}
	}
}

func check(t *testing.T, text string, format Format, want Value) {
	t.Helper()
	got, ms := Parse(diag.Source{Path: "x", Text: []byte(text)}, format)
	if a, b := dump(got), dump(want); a != b || len(ms) > 0 {
		t.Fatalf("%s\n%s\nread %s\nwant %s", text, ids(ms), a, b)
	}
}

// checkFront reads the same as front matter, with windows line ends and a mark.
func checkFront(t *testing.T, text string, want Value) {
	t.Helper()
	file := "\uFEFF---\r\n" + strings.ReplaceAll(text, "\n", "\r\n") + "---\r\nBody\r\n"
	doc, ms := ReadFrontMatter(source(file))
	if a, b := plain(doc.Front), plain(want); a != b || len(ms) > 0 || file[doc.BodyStart:] != "Body\r\n" {
		t.Fatalf("%s\n%s\nread %s\nwant %s", file, ids(ms), a, b)
	}
	samePlaces(t, file, doc.Front, text, want)
}

// samePlaces holds that two values are written alike in their files.
func samePlaces(t *testing.T, file string, got Value, text string, want Value) {
	t.Helper()
	if a, b := strings.ReplaceAll(file[got.Start:got.End], "\r\n", "\n"), text[want.Start:want.End]; a != b {
		t.Fatalf("%q stands where %q should", a, b)
	}
	for i := range got.Items {
		samePlaces(t, file, got.Items[i], text, want.Items[i])
	}
	for i := range got.Fields {
		samePlaces(t, file, got.Fields[i].Value, text, want.Fields[i].Value)
		if a := file[got.Fields[i].Start:got.Fields[i].End]; a != want.Fields[i].Name {
			t.Fatalf("%q stands where the name %q should", a, want.Fields[i].Name)
		}
	}
}

// dump writes a value with its places.
func dump(v Value) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%v %q %v %d:%d", v.Kind, v.Text, v.Quoted, v.Start, v.End)
	for _, item := range v.Items {
		b.WriteString(" [" + dump(item) + "]")
	}
	for _, f := range v.Fields {
		fmt.Fprintf(&b, " {%q %d:%d %s}", f.Name, f.Start, f.End, dump(f.Value))
	}
	return b.String()
}

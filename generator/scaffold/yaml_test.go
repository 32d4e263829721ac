package scaffold

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tract/generator/data"
	"tract/generator/diag"
)

// read is front matter as Tract reads it, without a word.
func read(t *testing.T, text string) data.Value {
	t.Helper()
	doc, ms := data.ReadFrontMatter(diag.Source{Path: "x.md", Text: []byte("---\n" + text + "---\n\nBody.\n")})
	for _, m := range ms {
		t.Errorf("%s: %v in\n%s", m.ID, m.Args, text)
	}
	return doc.Front
}

var hostile = []string{
	"", " ", "plain", "Santé : un droit", "L'appel", "[Appel] X", "Santé #pourtous", `a "b" \c`, "- x", "yes", "null", "2016-03-04",
	"04/03/2016", "1_000", "~", "a\tb", "a\nb", "a\n\nb\n", "a\n  indented\nb", " first\nsecond", "a\n", "\n", "a \nb", "x\u00A0: y", "\u202Bx\u202C",
	"a\u2028b", "a\u0085b", "\uFFFD", "\uFEFFx", "😀 \U000E0001", "---", "---\nx", "a\n---\nb", "a: b\nc: d", "{{< x >}}", "a\rb", "a\r\nb", "« été »", "ا: ب #ج",
}

// What is quoted comes back as it was.
func TestQuote(t *testing.T) {
	for _, s := range hostile {
		v, _ := read(t, "title: "+data.Quote(s)+"\nafter: 1\n").Get("title")
		if v.Text != s {
			t.Errorf("quoted %q is read as %q", s, v.Text)
		}
	}
}

func FuzzQuote(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			return // neither comes out of front matter
		}
		v := data.Value{Kind: data.Map, Fields: []data.Field{
			{Name: "title", Value: data.Value{Kind: data.String, Text: s, Quoted: true}},
			{Name: "list", Value: data.Value{Kind: data.List, Items: []data.Value{{Kind: data.String, Text: s, Quoted: true}}}},
		}}
		same(t, v)
	})
}

// same writes a value and reads it back.
func same(t *testing.T, v data.Value) {
	t.Helper()
	var f front
	f.fields(0, v)
	got := read(t, f.String())
	if d := cmp.Diff(v, got, cmpopts.IgnoreFields(data.Value{}, "Start", "End", "Quoted"), cmpopts.IgnoreFields(data.Field{}, "Start", "End")); d != "" {
		t.Errorf("not what was written:\n%s\n%s", d, f.String())
	}
}

func TestFieldsComeBack(t *testing.T) {
	text := func(s string) data.Value { return data.Value{Kind: data.String, Text: s} }
	m := func(pairs ...any) data.Value {
		out := data.Value{Kind: data.Map}
		for i := 0; i < len(pairs); i += 2 {
			out.Fields = append(out.Fields, data.Field{Name: pairs[i].(string), Value: pairs[i+1].(data.Value)})
		}
		return out
	}
	list := func(items ...data.Value) data.Value { return data.Value{Kind: data.List, Items: items} }
	same(t, m(
		"number", data.Value{Kind: data.Number, Text: "3"}, "truth", data.Value{Kind: data.Bool, Text: "true"},
		"lines", text("one\ntwo\n"), "labels", m("map.ar.png", text("خريطة"), "no", text("x"), "a b: c", text("y")),
		"agenda", list(m("id", text("first"), "item", text("a\n\nb")), m("id", text("second"), "of", m("deep", list(text("x"), list(text("y")))))),
		"after", text("end"),
	))
	for _, s := range hostile {
		same(t, m("a", list(m("b", text(s), "c", text("d")))))
	}
	var f front
	f.fields(0, m("none", data.Value{}, "empty", list(), "bare", m()))
	if f.Len() > 0 {
		t.Errorf("what is empty was written: %q", f.String())
	}
	if got := (data.Value{Kind: data.String, Text: "a\nb"}); !strings.HasPrefix(scalar(got, 1), "|-\n  a") {
		t.Errorf("a text of two lines is %q", scalar(got, 1))
	}
}

package kind_test

import (
	"strings"
	"testing"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/kind"
)

// TestMissing holds that what is offered for a missing field is a field that
// leaves no message, for every field of every kind in every format.
func TestMissing(t *testing.T) {
	set, _ := kind.Load(nil)
	fields := append([]kind.Field{}, set.Common...)
	for _, k := range set.Kinds {
		fields = append(fields, k.Fields...)
	}
	fields = append(fields, kind.Field{Name: "season", Type: kind.Choice, Values: []string{"été : chaud", "hiver"}}, kind.Field{Name: "ok", Type: kind.Choice, Values: []string{"true"}})
	for i := range fields {
		f := &fields[i]
		for _, file := range []string{"---\nother: A\n---\nBody\n", "+++\r\nother = \"A\"\r\n+++\r\nBody\r\n", "{\n  \"other\": \"A\"\n}\nBody\n"} {
			_, rest, _ := strings.Cut(file, "\n")
			text := f.Missing([]byte(file)) + "\n" + rest
			src := diag.Source{Path: "content/a.md", Text: []byte(text)}
			doc, ms := data.ReadFrontMatter(src)
			v, ok := doc.Front.Get(f.Name)
			if !ok || len(ms) > 0 {
				t.Errorf("%s: %v\n%s", f.Name, ms, text)
				continue
			}
			if _, ms := f.Check(src, v, configuration(t), false); len(ms) > 0 {
				t.Errorf("%s: %s\n%s", f.Name, ms[0].Sentence(diag.English), text)
			}
		}
	}
	date := kind.Field{Name: "date", Type: kind.Date}
	if got := date.Missing([]byte("---\ntitle: A\n---\n")); got != "---\ndate: 2026-01-31" {
		t.Errorf("%q", got)
	}
	if got := date.Missing(nil); got != "" {
		t.Errorf("%q", got)
	}
	if got := date.Missing([]byte("{\"title\": \"A\"}\n")); got != "" {
		t.Errorf("%q", got)
	}
}

package po

import (
	"testing"

	"tract/generator/diag"
)

// What is wrong with a translation is told at the translation.
func TestTranslated(t *testing.T) {
	for text, want := range map[string][2]int{
		"# one\nmsgid \"a\"\nmsgstr \"b\"\n":                               {2, 3},
		"msgctxt \"c\"\r\nmsgid \"\"\r\n\"a\"\r\nmsgstr \"\"\r\n\"b\"\r\n": {2, 4},
		"msgid \"msgstr\"\nmsgstr \"b\"":                                   {1, 2},
	} {
		f, ms := Read(diag.Source{Path: "a.po", Text: []byte(text)})
		if len(f.Entries) != 1 || len(ms) > 0 {
			t.Fatalf("%q: %v", text, ms)
		}
		e := f.Entries[0]
		if got := [2]int{f.Message("po-cells", e).Range.Start.Line, f.Translated("po-cells", e).Range.Start.Line}; got != want {
			t.Errorf("%q: lines %v, wanted %v", text, got, want)
		}
	}
	f, _ := Read(diag.Source{Path: "a.po"})
	if m := f.Translated("po-cells", &Entry{}); m.Range.Start.Line != 1 {
		t.Errorf("a new entry: %v", m)
	}
}

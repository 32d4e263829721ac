package data

import (
	"testing"

	"tract/generator/diag"
)

// FuzzQuote reads back what was quoted, as YAML and as TOML.
func FuzzQuote(f *testing.F) {
	for _, s := range []string{"", "a", `"\`, "a\nb\tc\r\x00\x7f\u0085", "\u2028\u2029\ufeff\ufffe\uffff\u00ad", "صحّة: #x", "'''", "- a", "𝒯"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		// No bytes that are no text, and nothing that no output can hold.
		want := clean(string([]rune(text)))
		for name, front := range map[string]string{"YAML": "---\na: " + Quote(want) + "\nb: 1\n---\n", "TOML": "+++\na = " + Quote(want) + "\nb = 1\n+++\n"} {
			read, ms := ReadFrontMatter(diag.Source{Path: "a.md", Text: []byte(front)})
			v, _ := read.Front.Get("a")
			if _, ok := read.Front.Get("b"); v.Text != want || !ok {
				t.Errorf("%s: %q is read as %q: %v", name, want, v.Text, ms)
			}
		}
	})
}

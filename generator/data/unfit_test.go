package data

import (
	"testing"

	"tract/generator/diag"
)

// Characters that no output can hold come into a text by the escapes of all
// three formats; U+FFFD shows where they stood.
func TestUnfitCharacters(t *testing.T) {
	const escaped = `a\u0000b\u0007c\u001bd\u007fe\u0085f\u009fg\ufffeh\uffffi\ufdd0j\u0009k\u202el\U0001FFFEm`
	const want = "a\uFFFDb\uFFFDc\uFFFDd\u007fe\u0085f\u009fg\uFFFDh\uFFFDi\ufdd0j\tk\u202el\U0001FFFEm"
	for format, text := range map[Format]string{
		YAML: `title: "` + escaped + `"`,
		TOML: `title = "` + escaped + `"`,
		JSON: `{"title": "a\u0000b\u0007c\u001bd\u007fe\u0085f\u009fg\ufffeh\uffffi\ufdd0j\u0009k\u202el\ud83f\udffem"}`,
	} {
		v, ms := Parse(diag.Source{Path: "a.md", Text: []byte(text)}, format)
		if title, _ := v.Get("title"); title.Text != want || len(ms) > 0 {
			t.Errorf("%v: %q, %v; want %q", format, title.Text, ms, want)
		}
	}
}

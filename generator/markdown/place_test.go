package markdown

import (
	"strings"
	"testing"

	"tract/generator/diag"
)

// The content of each block's element begins where Block.At says, whatever
// attributes the elements around were given afterwards.
func TestBlockPlaces(t *testing.T) {
	const text = "# عنوان one {#own}\n\nfirst\n\nمرحبا بكم\n\n- second\n- مرحبا بكم في الموقع هذا\n\n  third\n\n> مرحبا بكم في الموقع\n>\n> fourth\n\n| fifth | x |\n|---|---|\n| sixth مرحبا مرحبا | مرحبا |\n\nterm\n: seventh\n\nAn[^1] eighth.\n\n[^1]: ninth مرحبا بكم في الموقع.\n"
	for _, dir := range []string{"ltr", "rtl"} {
		r := New(Options{Language: "en", Dir: dir}).Compile(diag.Source{Path: "x.md", Text: []byte(text)}, 0)
		if len(r.Blocks) < 12 {
			t.Fatalf("%d blocks", len(r.Blocks))
		}
		for _, b := range r.Blocks {
			if b.At == 0 {
				t.Errorf("%s: no place for %q", dir, text[b.Start:b.End])
				continue
			}
			word := strings.Trim(strings.Fields(strings.TrimLeft(text[b.Start:b.End], "#|->[^1]: \n"))[0], ".")
			word, _, _ = strings.Cut(word, "[")
			if got := string(r.HTML[b.At:]); !strings.HasPrefix(got, word) || r.HTML[b.At-1] != '>' {
				t.Errorf("%s: %q is said to begin at %.30q", dir, word, got)
			}
		}
	}
}

package email

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tract/generator/diag"
	"tract/generator/markdown"
)

// ours are the pieces of a body as they are read here.
func ours(body string) []string {
	var out []string
	for z := (scanner{rest: body}); ; {
		switch z.next() {
		case nothing:
			return out
		case textPiece:
			out = append(out, z.text)
		case startPiece:
			s := "<" + z.tag.name
			for rest := z.tag; rest.attributes != ""; {
				if key, value := rest.next(); key != "" {
					s += fmt.Sprintf(" %s=%q", key, value)
				}
			}
			out = append(out, s)
		case endPiece:
			out = append(out, "</"+z.tag.name)
		}
	}
}

// theirs are they as a tokenizer of HTML reads them.
func theirs(body string) []string {
	var out []string
	z := html.NewTokenizer(strings.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out
		case html.TextToken:
			out = append(out, string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			s := "<" + t.Data
			for _, a := range t.Attr {
				s += fmt.Sprintf(" %s=%q", a.Key, a.Val)
			}
			out = append(out, s)
		case html.EndTagToken:
			out = append(out, "</"+z.Token().Data)
		}
	}
}

// FuzzScan holds that compiled bodies are read as a tokenizer of HTML reads them.
func FuzzScan(f *testing.F) {
	for _, seed := range []string{
		"# A\n\ntext *em* `<b>` &amp;amp; \"q\" < 3", "<div lang=ar dir=rtl class='a b'>x<br>y</div>", "- [x] a\n- [ ] b\n\n1. c", "| a | b |\n|--:|---|\n| 1 | x &lt; |",
		"a[^1]\n\n[^1]: note", "<details open><summary>s</summary>t</details>", "<script>x</script> <!-- c --> <p", "![alt \"q\"](https://example.org/p.png \"t > u\")",
		"[a](<https://example.org/?a=1&copy=2> \"x\")", "> [!NOTE]\n> x", "a\r\nb\\\nc", "<time datetime=\"2026-01-01\">x</time> <ruby>a<rt>b</rt></ruby>",
	} {
		f.Add(seed)
	}
	c := markdown.New(markdown.Options{Language: "en"})
	f.Fuzz(func(t *testing.T, text string) {
		out := c.Compile(diag.Source{Path: "a.md", Text: []byte(text)}, 0)
		body := string(markdown.Fill(nil, out.HTML, func(dst []byte, _ byte, _ int) []byte { return dst }))
		if got, want := ours(body), theirs(body); !slices.Equal(got, want) {
			t.Errorf("%q is read as\n%q, expected\n%q", body, got, want)
		}
	})
}

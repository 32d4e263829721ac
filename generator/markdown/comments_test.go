package markdown

import (
	"fmt"
	"strings"
	"testing"

	"tract/generator/diag"
)

func TestComments(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"<!-- a -->\nText.", "0-10 a"},
		{"Text.\n<!-- a -->\nText.", "6-16 a"},
		{"Text <!-- a --> text.", "5-15 a inline"},
		{"- One\n  <!-- a -->\n- Two\n", "8-18 a"},
		{"> <!-- a\n> b -->\n> Two\n", "2-16 a\n> b"},
		{"[^1]: <!-- a -->\n    Note.\n\nText[^1].", "6-16 a"},
		{"<div>\n<!-- a --><!-- b -->\n</div>", "6-16 a, 16-26 b"},
		{"    <!-- a -->", ""},
		{"```\n<!-- a -->\n```", ""},
		{"`<!-- a -->`", ""},
		{"<pre>\n<!-- a -->\n</pre>", ""},
		{"<!-- a", ""},
		{"Text.\r\n\r\n<!-- a -->\r\nText.", "9-19 a"},
	} {
		for _, front := range []string{"", "\uFEFF---\ntitle: A\n---\n"} {
			var got []string
			for _, c := range Comments(diag.Source{Text: []byte(front + test.text)}, len(front)) {
				line := fmt.Sprintf("%d-%d %s", c.Start-len(front), c.End-len(front), strings.TrimSpace(c.Text))
				if c.Inline {
					line += " inline"
				}
				got = append(got, line)
			}
			if strings.Join(got, ", ") != test.want {
				t.Errorf("%q: got %q, want %q", test.text, got, test.want)
			}
		}
	}
}

// A comment on lines of its own changes nothing of what is read, seen or compared.
func TestCommentsVanish(t *testing.T) {
	c := New(Options{Language: "en"})
	const comment = "<!-- checks: {numbers: A reason of 1 234 words.} -->\n"
	for _, text := range []string{
		"%sText of one.\n", "One.\n\n%sTwo of them.\n", "## Head\n\n%s- One\n- Two\n", "%s| A | B |\n|---|---|\n| 1 | 2 |\n", "Text[^1].\n\n%s[^1]: Note.\n", "%s![Three](a.png \"Title\")\n",
	} {
		with, without := c.Compile(diag.Source{Text: []byte(fmt.Sprintf(text, comment))}, 0), c.Compile(diag.Source{Text: []byte(fmt.Sprintf(text, ""))}, 0)
		if string(with.HTML) != string(without.HTML) || with.Summary != without.Summary || with.Words != without.Words {
			t.Errorf("%q: %q, %q, %d; without %q, %q, %d", text, with.HTML, with.Summary, with.Words, without.HTML, without.Summary, without.Words)
		}
		if digests(with.Blocks) != digests(without.Blocks) {
			t.Errorf("%q: blocks %v, without %v", text, with.Blocks, without.Blocks)
		}
	}
}

func digests(blocks []Block) string {
	var b strings.Builder
	for _, x := range blocks {
		fmt.Fprintln(&b, x.Kind, x.Digest, x.Words)
	}
	return b.String()
}

func FuzzComments(f *testing.F) {
	f.Add("<!-- a -->\nText <!-- b --> and\n> <!--\n> c -->", 0)
	f.Fuzz(func(t *testing.T, text string, start int) {
		for _, c := range Comments(diag.Source{Text: []byte(text)}, start) {
			if c.Start < 0 || c.End > len(text) || c.Start >= c.End {
				t.Fatalf("%v of %d bytes", c, len(text))
			}
			if !strings.HasPrefix(text[c.Start:], "<!--") || !strings.HasSuffix(text[:c.End], "-->") {
				t.Fatalf("%q is no comment", text[c.Start:c.End])
			}
		}
	})
}

package markdown

import (
	"fmt"
	"strings"
	"testing"

	"tract/generator/diag"
)

func pieces(text string) []Piece {
	return New(Options{Language: "en", Dir: "ltr"}).Pieces(diag.Source{Path: "x.md", Text: []byte(text)}, 0)
}

// shownPieces is the text of each piece, lines apart by /, cells by |.
func shownPieces(text string) string {
	var all []string
	for _, p := range pieces(text) {
		var lines []string
		for _, l := range p.Lines {
			if l.Start < 0 {
				lines = append(lines, "-")
				continue
			}
			lines = append(lines, text[l.Start:l.End])
		}
		sign := "/"
		if p.Kind == RowBlock {
			sign = "|"
		}
		all = append(all, strings.Join(lines, sign))
	}
	return strings.Join(all, " ; ")
}

func TestPieces(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"# One {#id}\n\nTwo\n  three  \nfour\n", "One ; Two/three  /four"},
		{"One\ntwo\n===\n\n## Three ## {.x}\n", "One/two ; Three"},
		{"- one\n  two\n- [x] three\n1. four\n\n   five\n", "one/two ; three ; four ; five"},
		{"> one\n> two\n>\n> > three\nlazy\n", "one/two ; three/lazy"},
		{"> [!NOTE]\n> one\n> two\n", "one/two"},
		{"| a | b |\n|---|---|\n|  c d | |\n| e \\| f\n", "a|b ; c d| ; e \\| f|-"},
		{"Term\n: one\n  two\n: three\n", "Term ; one/two ; three"},
		{"One[^a]\n\n[^a]: Two\n    three\n\n    four\n", "One[^a] ; Two/three ; four"},
		{"![alt](x.png \"title\")\n", "![alt](x.png \"title\")"},
		{"<div>\none\ntwo\n</div>\n", "<div>/one/two/</div>"},
		{"<!-- a\nb -->\none\n\ntwo\n", "one ; two"},
		{"```\ncode\n```\n\n---\n\none\n\n    code\n", "one"},
		{"one\r\n> two\r\n> three\r\n", "one ; two/three"},
		{"\uFEFFone\n", "one"},
		{"one\n\n[a]: /b\n", "one"},
		{"-\tone\n\ttwo\n\n\tthree\n", "one/two ; three"},
		{strings.Repeat(">", 2000) + "x", ""},
	} {
		if got := shownPieces(c.text); got != c.want {
			t.Errorf("%q: %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestMarkupOfPieces(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a [b](c) <https://d.org> www.e.org ![f](g.png) `h` **i**", "{3 1 1 [] [] [] []}"},
		{"a[^1] b[^x]\n\n[^1]: n\n[^x]: m", "{0 0 0 [1 x] [] [] []}"},
		{"a <b>c</b><br/> <!-- d -->", "{0 0 0 [] [/b b br] [] []}"},
		{"a {{< b c >}} {{ d }}", "{0 0 0 [] [] [{{ d }} {{< b c >}}] []}"},
		{"a ** b](c) `d [^e", "{0 0 0 [] [] [] [** [^ ]( `]}"},
		{"a [b][c] [d]\n\n[c]: /e", "{1 0 0 [] [] [] []}"},
		{"<div class=\"x\">\na <em>b</em>\n</div>", "{0 0 0 [] [/div /em div em] [] []}"},
		{"| [a](b) | `c` |\n|---|---|\n", "{1 0 1 [] [] [] []}"},
	} {
		got := pieces(c.text)
		if len(got) == 0 {
			t.Errorf("%q has no pieces", c.text)
		} else if text := fmt.Sprint(got[0].Markup); text != c.want {
			t.Errorf("%q: %s, want %s", c.text, text, c.want)
		}
	}
}

// checkPieces holds that the pieces of a body are its blocks, each within its
// file and within its block.
func checkPieces(t *testing.T, text []byte) {
	c := New(Options{Language: "en", Dir: "ltr"})
	src := diag.Source{Path: "x.md", Text: text}
	blocks, found := c.Compile(src, 0).Blocks, c.Pieces(src, 0)
	if len(blocks) != len(found) {
		t.Fatalf("%q has %d blocks and %d pieces", text, len(blocks), len(found))
	}
	for i, p := range found {
		if p.Block != blocks[i] {
			t.Errorf("%q: block %d is %v, its piece %v", text, i, blocks[i], p.Block)
		}
		last := 0
		for _, l := range p.Lines {
			if l.Start < 0 {
				continue
			}
			if l.Start < last || l.End < l.Start || l.End > len(text) {
				t.Errorf("%q: block %d has lines %v", text, i, p.Lines)
			}
			last = l.End
		}
	}
}

func TestPiecesAreBlocks(t *testing.T) {
	for _, body := range seeds(t) {
		checkPieces(t, body)
	}
}

func FuzzPieces(f *testing.F) {
	for _, body := range seeds(f) {
		if len(body) < 2000 {
			f.Add(body)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) < 1<<13 {
			checkPieces(t, text)
		}
	})
}

package markdown

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

// FuzzCompile holds for any bytes: no panic; well-formed, inert HTML; holes that
// index what there is; offsets within the file; the same result twice.
func FuzzCompile(f *testing.F) {
	for _, body := range seeds(f) {
		f.Add(body, 0)
	}
	f.Add([]byte("---\r\na: b\r\n---\r\n# \xffA\x00\r\n"), 18)
	compilers := []*Compiler{New(languages["en"]), New(languages["fr"]), New(languages["ar"]), New(languages["zh"]), New(languages["plain"])}
	f.Fuzz(func(t *testing.T, text []byte, start int) {
		if len(text) > 1<<14 {
			return
		}
		for _, c := range compilers {
			r := c.Compile(source(string(text)), start)
			checkResult(t, text, r)
			if again := c.Compile(source(string(text)), start); !bytes.Equal(r.HTML, again.HTML) || !slices.Equal(r.Blocks, again.Blocks) {
				t.Errorf("%q comes out differently the second time", text)
			}
		}
	})
}

// seeds are bodies of the other tests.
func seeds(tb testing.TB) [][]byte {
	data, err := os.ReadFile("testdata/commonmark-0.31.2.json")
	if err != nil {
		tb.Fatal(err)
	}
	var examples []struct{ Markdown string }
	if err := json.Unmarshal(data, &examples); err != nil {
		tb.Fatal(err)
	}
	var out [][]byte
	for _, e := range examples {
		out = append(out, []byte(e.Markdown))
	}
	for i, body := range hostile() {
		if i%40 == 0 {
			out = append(out, []byte(body))
		}
	}
	for _, body := range heavy(30) {
		out = append(out, []byte(body))
	}
	files, err := filepath.Glob("testdata/*.md")
	if err != nil {
		tb.Fatal(err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, b)
	}
	return out
}

func checkResult(t *testing.T, text []byte, r Result) {
	t.Helper()
	name := string(text)
	holes, figures := make([]int, len(r.Links)), 0
	Fill(nil, r.HTML, func(dst []byte, kind byte, index int) []byte {
		switch kind {
		case HoleLink, HoleImage, HoleMedia, HoleTable:
			if index < 0 || index >= len(holes) {
				t.Errorf("%q: hole %c%d of %d", name, kind, index, len(holes))
			} else {
				holes[index]++
			}
		case HoleCallout:
			if index < 0 || index >= len(Callouts) {
				t.Errorf("%q: callout %d", name, index)
			}
		case HolePrefix:
			if index != -1 {
				t.Errorf("%q: prefix with index %d", name, index)
			}
		case HoleFigure:
			if figures++; index != figures {
				t.Errorf("%q: figure %d has the number %d", name, figures, index)
			}
		case HoleBacklink, HoleNotes, HoleScroll:
		default:
			t.Errorf("%q: hole %q", name, kind)
		}
		return dst
	})
	for i, n := range holes {
		if n != 1 {
			t.Errorf("%q: %d holes for link %d", name, n, i)
		}
	}
	out := filled(r)
	if strings.IndexByte(out, 0) >= 0 || !utf8.ValidString(out) {
		t.Errorf("%q: NUL or invalid UTF-8 in %q", name, out)
	}
	wellFormed(t, name, out)
	inert(t, name, out)
	within := func(start, end int) {
		if start < 0 || end < start || end > len(text) {
			t.Errorf("%q: %d to %d is not in the file", name, start, end)
		}
	}
	for _, l := range r.Links {
		within(l.Start, l.End)
	}
	for _, b := range r.Blocks {
		within(int(b.Start), int(b.End))
		if b.Words == 0 {
			t.Errorf("%q: a block without words", name)
		}
	}
	seen := map[string]bool{}
	for _, id := range r.IDs {
		if seen[id] || id == "" || strings.ContainsAny(id, " \t\n") {
			t.Errorf("%q: id %q", name, id)
		}
		seen[id] = true
	}
	for _, h := range r.Headings {
		within(h.Offset, h.Offset)
		if !seen[h.ID] || h.Level < 1 || h.Level > 6 {
			t.Errorf("%q: heading %+v", name, h)
		}
	}
	for _, m := range r.Messages {
		if m.ID == "markdown-unreadable" {
			t.Errorf("%q: the parser gave up", name)
		}
		if slices.Contains([]string(m.Args), "") {
			t.Errorf("%q: %s with an empty argument %q", name, m.ID, m.Args)
		}
	}
	if utf8.RuneCountInString(r.Summary) > 600 {
		t.Errorf("%q: summary of %d characters", name, utf8.RuneCountInString(r.Summary))
	}
}

// TestCombinations compiles bodies put together from pieces of the dialect, which
// meet in ways that bytes at random seldom do.
func TestCombinations(t *testing.T) {
	pieces := strings.Split("a|b c|\n|\n\n|\n\n|    |  |\t|- |1. |> |# |## |***|===|---|```|~~~|`|``|*|**|_|__|~~|[|]|(|)|![|](b.md)|](a.png \"t\")|](a.csv)|](javascript:x)|"+
		"[^1]|[^1]: |[^x]|]{.a}|]{lang=ar}|{#id}|{#id .b lang=ar}|{|}|<|>|<div>|</div>|<div class=\"a\">|<span>|</span>|<kbd>|</kbd>|<del>|</del>|"+
		"<details>|<summary>|</details>|<script>|</script>|<!--|-->|<?|<!A|<![CDATA[|]]>|<br>|<ruby>|<rt>|\"|'|--|...|!|?|:|;|: |« |»|&amp;|&#0;|&|\\|"+
		"https://x.org/a_b|www.x.org|a@b.org|://|@|.|PIPE|PIPE-PIPE|PIPE:-PIPE-:PIPE|{{< x >}}|{% y %}|{{|}}|[[toc]]|:::note|[!NOTE]|[x] |[ ] |[r]: /u 't'|[r]|"+
		"שלום|مرحبا|健康|，|कि|é|\u0301|\u00A0|\u202F|\u200F|\x00|\xff|\r\n|\uFEFF|12|5'10\"", "|")
	rounds := 6000
	if testing.Short() {
		rounds = 600
	}
	random := rand.New(rand.NewPCG(1, 2))
	names := []string{"en", "fr", "ar", "zh", "plain"}
	for i := range rounds {
		var b strings.Builder
		for range 2 + random.IntN(40) {
			b.WriteString(strings.ReplaceAll(pieces[random.IntN(len(pieces))], "PIPE", "|"))
		}
		checkResult(t, []byte(b.String()), compile(names[i%len(names)], b.String()))
		if t.Failed() {
			return
		}
	}
}

// TestAtOnce compiles with one compiler on many goroutines.
func TestAtOnce(t *testing.T) {
	c := New(languages["fr"])
	bodies := seeds(t)
	var want [][]byte
	for _, b := range bodies {
		want = append(want, New(languages["fr"]).Compile(source(string(b)), 0).HTML)
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i, b := range bodies {
				if got := c.Compile(source(string(b)), 0); !bytes.Equal(got.HTML, want[i]) {
					t.Errorf("%q comes out differently", b)
				}
			}
		})
	}
	group.Wait()
}

// FuzzDigest holds for any words: wrapping and white space change no digest.
func FuzzDigest(f *testing.F) {
	f.Add("The right to \"health\" -- for all", uint8(3))
	f.Add("L'été : c'est ici ! 12\u00A0000 « oui »", uint8(5))
	f.Add("我们的健康 कि ไทย العربية e\u0301", uint8(2))
	f.Add("**a** _b_ `c` [d](e) ![f](g.png) <kbd>h</kbd> 5'10\" -5 % €", uint8(1))
	compilers := []*Compiler{New(languages["en"]), New(languages["fr"]), New(languages["plain"])}
	f.Fuzz(func(t *testing.T, text string, every uint8) {
		fields := strings.Fields(text)
		if len(text) > 4096 || len(fields) == 0 || !utf8.ValidString(text) {
			return
		}
		for _, field := range fields {
			// What is read otherwise at the head of a line is another text; so
			// is what markup joins over the end of a line.
			if strings.ContainsAny(field, "#>-+*=_~`|:.)0123456789[]<&\\{}$^'\"!\x00\uFEFF") {
				return
			}
		}
		one := strings.Join(fields, " ")
		var wrapped strings.Builder
		for i, field := range fields {
			if i > 0 {
				if i%(int(every)+1) == 0 {
					wrapped.WriteString("\n")
				} else {
					wrapped.WriteString("  "[:1+i%2])
				}
			}
			wrapped.WriteString(field)
		}
		digests := func(c *Compiler, s string) []uint64 {
			var out []uint64
			for _, b := range c.Compile(source(s), 0).Blocks {
				out = append(out, b.Digest)
			}
			return out
		}
		want := digests(compilers[0], one)
		for _, c := range compilers {
			if got := digests(c, wrapped.String()); !slices.Equal(got, want) {
				t.Errorf("%q and %q: %x and %x", one, wrapped.String(), want, got)
			}
		}
	})
}

package diag

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// on is a message on the first occurrence of piece in a text.
func on(t *testing.T, id, file, text, piece string, args ...string) Message {
	t.Helper()
	start := strings.Index(text, piece)
	if start < 0 {
		t.Fatalf("%q does not stand in %q", piece, text)
	}
	return At(id, Source{Path: file, Text: []byte(text)}, start, start+len(piece), args...)
}

var textCases = []struct {
	name string
	text Text
	ms   func(t *testing.T) []Message
}{
	{"latin", Text{}, func(t *testing.T) []Message {
		m := on(t, "link-unresolved", "content/x.fr.md", "# Été\n\nVoir l’[assemblée](../phaa/index.md) à Dhaka.\n", "../phaa/index.md", "target", "../phaa/index.md")
		return []Message{m.Also(Place{File: "content/y.fr.md", Range: Range{Point{4, 2}, Point{4, 9}}}).Also(Place{File: "content/z.fr.md"})}
	}},
	{"suggestion", Text{Lang: French}, func(t *testing.T) []Message {
		m := on(t, "title-colon", "content/x.fr.md", "---\ntitle: Santé : un droit\n---\n", "Santé : un droit")
		return []Message{m.Suggest("title: \"Santé : un droit\"\nsummary: |\n\tun\n")}
	}},
	{"order", Text{}, func(t *testing.T) []Message {
		return []Message{
			In("missing-language", "content/b.fr.md"),
			In("shortcode", "content/a.fr.md", "name", "figure", "count", "4"),
			In("link-unresolved", "", "target", "x"),
			In("shortcode", "content/a.fr.md", "name", "figure", "count", "4"),
		}
	}},
	{"color", Text{Color: true}, func(t *testing.T) []Message {
		return []Message{
			on(t, "title-colon", "a.md", "title: a: b\n", "a: b").Suggest("title: \"a: b\""),
			on(t, "shortcode", "b.md", "x {{< y >}}", "{{< y >}}", "name", "y", "count", "1"),
			In("missing-language", "c.md"),
		}
	}},
	{"arabic", Text{}, func(t *testing.T) []Message {
		text := "انظر [الجمعية](../phaa/index.md) في دكا\n"
		return []Message{
			on(t, "link-unresolved", "content/ميثاق.ar.md", text, "../phaa/index.md", "target", "../ميثاق/index.md"),
			on(t, "link-unresolved", "content/x.ar.md", text, "الجمعية", "target", "الجمعية"),
			At("link-unresolved", Source{"content/y.ar.md", []byte(text)}, 0, 0, "target", "x"),
			At("link-unresolved", Source{"content/z.ar.md", []byte(text)}, len(text)-1, len(text)-1, "target", "x"),
		}
	}},
	{"hindi", Text{}, func(t *testing.T) []Message {
		text := "जन स्वास्थ्य [सभा](../phaa/index.md)\n"
		return []Message{
			on(t, "link-unresolved", "content/x.hi.md", text, "../phaa/index.md", "target", "../phaa/index.md"),
			on(t, "link-unresolved", "content/y.hi.md", text, "्य", "target", "य"),
		}
	}},
	{"chinese", Text{}, func(t *testing.T) []Message {
		text := "请看[人民健康大会](../phaa/index.md)。\n"
		return []Message{
			on(t, "link-unresolved", "content/x.zh.md", text, "../phaa/index.md", "target", "../phaa/index.md"),
			on(t, "link-unresolved", "content/y.zh.md", text, "健康大", "target", "健康大"),
		}
	}},
	{"decomposed", Text{}, func(t *testing.T) []Message {
		return []Message{on(t, "link-unresolved", "content/x.fr.md", "e\u0301te\u0301 et vie\u0323\u0302t [x](y)\n", "y", "target", "y")}
	}},
	{"tabs", Text{}, func(t *testing.T) []Message {
		text := "\ttitle:\tx\ty [a](b)\n"
		return []Message{
			on(t, "link-unresolved", "a.md", text, "[a]", "target", "b"),
			on(t, "link-unresolved", "b.md", text, "x\ty", "target", "b"),
			on(t, "link-unresolved", "c.md", text, "\tx", "target", "b"),
		}
	}},
	{"long", Text{Width: 60}, func(t *testing.T) []Message {
		words := strings.Repeat("mot après mot, ", 20)
		return []Message{
			on(t, "link-unresolved", "a.md", words+"[x](ici) "+words, "ici", "target", "ici"),
			on(t, "link-unresolved", "b.md", "[x](ici) "+words, "ici", "target", "ici"),
			on(t, "link-unresolved", "c.md", words+"[x](ici)", "ici", "target", "ici"),
			on(t, "link-unresolved", "d.md", "x "+words, words, "target", strings.Repeat("très ", 100)),
			on(t, "link-unresolved", "e.md", strings.Repeat("健康", 200)+"[x](ici)"+strings.Repeat("人", 200), "ici", "target", "ici"),
			on(t, "link-unresolved", "f.md", strings.Repeat("x", 9000)+"[x](ici)"+strings.Repeat("é", 9000), "ici", "target", "ici"),
			on(t, "link-unresolved", "g.md", strings.Repeat("سلام ", 200)+"[x](ici)"+strings.Repeat("و", 200), "ici", "target", "ici"),
		}
	}},
	{"crlf", Text{}, func(t *testing.T) []Message {
		text := "\uFEFF---\r\ntitle: a: b\r\n---\r\n"
		return []Message{
			on(t, "title-colon", "a.md", text, "a: b"),
			on(t, "title-colon", "b.md", text, "\r\n---"),
			on(t, "title-colon", "c.md", text, "---"),
			on(t, "title-colon", "d.md", text, "title: a: b\r\n---\r\n"),
		}
	}},
	{"empty", Text{}, func(t *testing.T) []Message {
		return []Message{
			At("missing-language", Source{"a.md", nil}, 0, 0),
			At("missing-language", Source{"b.md", []byte("x\n\ny")}, 2, 2),
			At("missing-language", Source{"c.md", []byte("x\n")}, 2, 9),
			At("missing-language", Source{"d.md", []byte("last line")}, 9, 9),
		}
	}},
	{"hostile", Text{}, func(t *testing.T) []Message {
		return []Message{
			on(t, "link-unresolved", "content/\x1b[2Ja\nb\u202E.md", "a\x1b]0;x\x07b\u0085c\u202Ed\u2066e [x](y) \xff\xfe\x00\n", "y", "target", "\x1b[31m\r\n::error::x\u202E\u2069"),
			In("unheard-of", "a.md", "one", "\x1b[1m", "two", "2").Suggest("a\r\nb\rc\x1b[2J\td\n\n"),
			{ID: "bad\x1b", Severity: 9, File: "b.md", Args: Args{"odd"}, Range: Range{Start: Point{1, 99}}, Excerpt: "x"},
		}
	}},
	{"capped", Text{Lang: French, Cap: 2}, func(t *testing.T) []Message {
		var ms []Message
		for i := range 1203 {
			ms = append(ms, At("missing-language", Source{"a.md", bytes.Repeat([]byte("\n"), 2000)}, i, i))
		}
		return append(ms, In("english-only", "b.md", "word", "mend"))
	}},
}

func TestTextGolden(t *testing.T) {
	want := map[string]bool{}
	for _, c := range textCases {
		want[c.name+".txt"] = true
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := c.text.Print(&b, c.ms(t)); err != nil {
				t.Fatal(err)
			}
			golden(t, "text/"+c.name+".txt", b.String())
			onlyOwnControls(t, b.String())
		})
	}
	files, err := os.ReadDir(filepath.Join("testdata", "text"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !want[f.Name()] {
			t.Errorf("testdata/text/%s belongs to no test", f.Name())
		}
	}
}

var sgr = regexp.MustCompile("\x1b\\[[0-9;]*m")

// onlyOwnControls fails on a control character other than line end and tab
// outside the printer's own SGR sequences, and on isolates left open.
func onlyOwnControls(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Errorf("not UTF-8: %q", s)
	}
	for line := range strings.SplitSeq(sgr.ReplaceAllString(s, ""), "\n") {
		for _, r := range line {
			if unicode.IsControl(r) && r != '\t' || r >= '\u202A' && r <= '\u202E' {
				t.Errorf("control character %U in %q", r, line)
			}
		}
		if strings.Count(line, firstStrongIsolate) != strings.Count(line, popIsolate) {
			t.Errorf("unbalanced isolates in %q", line)
		}
	}
}

func TestTextWriterError(t *testing.T) {
	if err := (Text{}).Print(failing{}, []Message{In("missing-language", "a.md")}); err == nil {
		t.Error("a failing writer gave no error")
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }

func FuzzText(f *testing.F) {
	f.Add("content/x.md", []byte("voir [x](y)\n"), 6, 7, "y", "a: b\n", 60, true)
	f.Add("\x1b[2J", []byte("\u202E سلام\t[x](y)\r\n"), 6, 9, "\u2068", "\x9b", 0, false)
	f.Add("", []byte("e\u0301\xff\x00健康"), 1, 2, "", "", 1, true)
	f.Fuzz(func(t *testing.T, file string, text []byte, start, end int, value, suggestion string, width int, color bool) {
		m := At("link-unresolved", Source{file, text}, start, end, "target", value).Suggest(suggestion)
		m = m.Also(Place{File: value, Range: m.Range})
		bare := m
		bare.ID = value
		var b bytes.Buffer
		printer := Text{Lang: French, Color: color, Width: width % 400}
		if err := printer.Print(&b, []Message{m, bare}); err != nil {
			t.Fatal(err)
		}
		onlyOwnControls(t, b.String())
		if lines := m.excerptLines(width%400, wordsOf(English)); len(lines) > 0 {
			room := max(width%400, 20+cellsOf("123456 | "))
			if n := cellsOf(lines[0]) + (tabStop-1)*strings.Count(lines[0], "\t"); n > room {
				t.Errorf("%d cells in a width of %d: %q", n, width%400, lines[0])
			}
		}
		b.Reset()
		if err := JSON(&b, []Message{m, bare}, French); err != nil {
			t.Fatal(err)
		}
		onlyOwnControls(t, b.String())
		for line := range strings.SplitSeq(strings.TrimSuffix(b.String(), "\n"), "\n") {
			var r record
			if err := json.Unmarshal([]byte(line), &r); err != nil {
				t.Errorf("%v in %q", err, line)
			}
		}
		b.Reset()
		if err := GitHub(&b, []Message{m, bare}, English, file); err != nil {
			t.Fatal(err)
		}
		onlyOwnControls(t, b.String())
		if n := strings.Count(b.String(), "\n"); n > 2 {
			t.Errorf("%d lines for two messages: %q", n, b.String())
		}
		b.Reset()
		if err := Markdown(&b, []Message{m, bare}, English, file); err != nil {
			t.Fatal(err)
		}
		onlyOwnControls(t, b.String())
	})
}

package diag

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestJSONRoundTrip(t *testing.T) {
	m := on(t, "link-unresolved", "content/é <x>.fr.md", "a\n[x](y&z) b\n", "y&z", "target", "<y>&z\u009b\u2028\x7f\x1b").Suggest("a: \"b\"\n\tc")
	whole := In("missing-language", "content/z.fr.md")
	var b bytes.Buffer
	if err := JSON(&b, []Message{whole, m}, English); err != nil {
		t.Fatal(err)
	}
	for _, r := range b.String() {
		if r < 0x20 && r != '\n' || r >= 0x7F && r < 0xA0 {
			t.Errorf("raw control character %U", r)
		}
	}
	if strings.Contains(b.String(), `\u003c`) {
		t.Error("HTML characters are escaped")
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	if len(lines) != 2 {
		t.Fatalf("%d lines", len(lines))
	}
	var got record
	decoder := json.NewDecoder(strings.NewReader(lines[0]))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&got); err != nil {
		t.Fatal(err)
	}
	want := record{
		Severity: "notice", ID: "missing-language", File: "content/z.fr.md",
		Line: 1, Column: 1, EndLine: 1, EndColumn: 1,
		Message: "Nothing is written in this language yet.",
	}
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if err := json.Unmarshal([]byte(lines[1]), &got); err != nil {
		t.Fatal(err)
	}
	want = record{
		Severity: "error", ID: "link-unresolved", File: m.File,
		Line: 2, Column: 5, EndLine: 2, EndColumn: 8,
		Message:    m.Sentence(English) + " " + m.Mend(English),
		Suggestion: m.Suggestion,
	}
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// The names and their order are the contract of --format json.
func TestJSONShape(t *testing.T) {
	var b bytes.Buffer
	m := on(t, "title-colon", "a.md", "title: a: b\n", "a: b").Suggest("title: \"a: b\"")
	if err := JSON(&b, []Message{m}, French); err != nil {
		t.Fatal(err)
	}
	want := `{"severity":"error","id":"title-colon","file":"a.md","line":1,"column":8,"end_line":1,"end_column":12,` +
		`"message":"Le titre contient un deux-points suivi d’une espace` + "\u00A0" + `: il lui faut des guillemets. Mettez le titre entre guillemets` + "\u00A0" + `:",` +
		`"suggestion":"title: \"a: b\""}` + "\n"
	if b.String() != want {
		t.Errorf("%s\nwant\n%s", b.String(), want)
	}
}

// A message on a whole file stands at its first character; one without a file
// stands nowhere.
func TestJSONWithoutPosition(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"content/z.fr.md", `"file":"content/z.fr.md","line":1,"column":1,"end_line":1,"end_column":1,`},
		{"", `"file":"","line":0,"column":0,"end_line":0,"end_column":0,`},
	} {
		var b bytes.Buffer
		if err := JSON(&b, []Message{In("missing-language", c.file)}, English); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), c.want) {
			t.Errorf("%q: %s", c.file, b.String())
		}
	}
}

func TestGitHub(t *testing.T) {
	text := "a [x](y)\nb\n"
	cases := []struct {
		name, prefix string
		m            Message
		want         string
	}{
		{"a range", "", on(t, "english-only", "content/a.md", text, "x", "word", "x"),
			"::warning file=content/a.md,line=1,col=4,endLine=1,endColumn=5,title=english-only::Only English says “x”.\n"},
		{"folder of a repository", "web/site/", on(t, "english-only", "content/a.md", text, "x", "word", "x"),
			"::warning file=web/site/content/a.md,line=1,col=4,endLine=1,endColumn=5,title=english-only::Only English says “x”.\n"},
		{"lines", "", on(t, "english-only", "a.md", text, "(y)\nb", "word", "x"),
			"::warning file=a.md,line=1,endLine=2,title=english-only::Only English says “x”.\n"},
		{"no position", "", In("missing-language", "a.md"),
			"::notice file=a.md,title=missing-language::Nothing is written in this language yet.\n"},
		{"no file", "web", In("missing-language", ""),
			"::notice title=missing-language::Nothing is written in this language yet.\n"},
		{"escapes", "", In("english-only", "a,b:c%d\n.md", "word", "50%\r\n::error::, x: y").Suggest("a: 1\r\nb%: 2\n"),
			"::warning file=a%2Cb%3Ac%25d␊.md,title=english-only::Only English says “50%25␍␊::error::, x: y”.%0A%0Aa: 1%0Ab%25: 2%0A\n"},
		{"notes", "web", In("missing-language", "a.md").Also(Place{"b.md", Range{Point{2, 3}, Point{2, 4}}}),
			"::notice file=web/a.md,title=missing-language::Nothing is written in this language yet.%0Aalso: web/b.md:2:3\n"},
	}
	for _, c := range cases {
		var b bytes.Buffer
		if err := GitHub(&b, []Message{c.m}, English, c.prefix); err != nil {
			t.Fatal(err)
		}
		if b.String() != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, b.String(), c.want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	var b bytes.Buffer
	m := on(t, "title-colon", "content/a_b.md", "title: a: b\n", "a: b").Suggest("title: \"a: <b>\"\n  x: |\n")
	n := In("english-only", "b.md", "word", "a|b <script> **x** [y](z) @all `c` &lt; \n#1").Also(Place{File: "c.md"})
	if err := Markdown(&b, []Message{m, n}, English, "web"); err != nil {
		t.Fatal(err)
	}
	want := "| | Where | What | What to do |\n|---|---|---|---|\n" +
		"| warning | web/b.md<br>web/c.md | Only English says “a&#124;b &#60;script&#62; &#42;&#42;x&#42;&#42; &#91;y&#93;&#40;z&#41; &#64;all &#96;c&#96; &#38;lt; ␊&#35;1”. <sub>english-only</sub> |  |\n" +
		"| error | web/content/a&#95;b.md&#58;1&#58;8 | The title holds a colon followed by a space, so it has to stand in quotation marks. <sub>title-colon</sub> | Put the title between quotation marks&#58; <pre>title&#58; \"a&#58; &#60;b&#62;\"<br>  x&#58; &#124;</pre> |\n"
	if b.String() != want {
		t.Errorf("%s\nwant\n%s", b.String(), want)
	}
}

func TestMarkdownStaysWithinASummary(t *testing.T) {
	var ms []Message
	for i := range 20_000 {
		m := In("link-unresolved", "a.md", "target", "x")
		m.Range = Range{Point{i + 1, 1}, Point{i + 1, 2}}
		ms = append(ms, m)
	}
	var b bytes.Buffer
	if err := Markdown(&b, ms, French, ""); err != nil {
		t.Fatal(err)
	}
	if b.Len() > 1<<20 {
		t.Errorf("%d bytes", b.Len())
	}
	if !strings.Contains(b.String(), "autres messages ne tiennent pas ici") {
		t.Error("nothing says that messages are left out")
	}
	b.Reset()
	if err := Markdown(&b, nil, English, ""); err != nil || b.Len() > 0 {
		t.Errorf("%v: %q for no message", err, b.String())
	}
}

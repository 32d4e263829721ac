package po

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"tract/generator/diag"
)

const head = "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\n"

func read(t *testing.T, text string) (*File, string) {
	t.Helper()
	f, ms := Read(diag.Source{Path: "x.po", Text: []byte(text)})
	var ids []string
	for _, m := range ms {
		ids = append(ids, m.ID+":"+strings.TrimSpace(strings.Join([]string{itoa(m.Range.Start.Line)}, "")))
	}
	return f, strings.Join(ids, " ")
}

// A catalogue of old Macintosh tools in an encoding of its own says all that it
// does with other line ends, and what is told of it stands in the right line.
func TestCarriageReturns(t *testing.T) {
	text := strings.ReplaceAll(strings.Replace(head, "UTF-8", "macintosh", 1)+"msgid \"a\"\nmsgstr \"\x8e\"\n\nmsgid \"b\"\n", "\n", "\r")
	f, faults := read(t, text)
	if f.Charset != "macintosh" || len(f.Entries) != 3 || f.Entries[1].Strings[0] != "é" || !strings.HasPrefix(faults, "po-no-msgstr:") {
		t.Fatal(f.Charset, show(f), faults)
	}
	if want := "po-no-msgstr:" + strconv.Itoa(strings.Count(head, "\n")+4); faults != want {
		t.Errorf("told %s, want %s", faults, want)
	}
}

func itoa(n int) string {
	if n >= 10 {
		return itoa(n/10) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}

// cases are texts in the spirit of the suites of po4a, translate-toolkit and
// polib: what each holds, and what is told of it.
var cases = []struct{ name, text, want, faults string }{
	{"plain", `msgid "a"` + "\n" + `msgstr "b"` + "\n", `a=b`, ""},
	{"no line end", `msgid "a"` + "\n" + `msgstr "b"`, `a=b`, ""},
	{"no empty line between", "msgid \"a\"\nmsgstr \"b\"\nmsgid \"c\"\nmsgstr \"d\"\n", "a=b c=d", ""},
	{"several lines", "msgid \"\"\n\"a \"\n\"b\\n\"\n\"c\"\nmsgstr \"\"\n\"x\"\n", "a b\\nc=x", ""},
	{"several strings in a line", "msgid \"a\" \"b\"\nmsgstr \"c\"\n", "ab=c", ""},
	{"no space", "msgid\"a\"\nmsgstr\"b\"\n", "a=b", ""},
	{"indented", "  msgid \"a\"\n\tmsgstr \"b\"\n", "a=b", ""},
	{"escapes", `msgid "\"\\\t\n\r\a\b\f\v\101\x41\033"` + "\n" + `msgstr "\q"` + "\n", "\"\\\\t\\n\r\a\b\f\vAA\x1b=\\q", ""},
	{"escapes of bytes", `msgid "\303\251\xc3\xa9"` + "\n" + `msgstr "\351"` + "\n", "éé=\\351", ""},
	{"context", "msgctxt \"\"\nmsgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n", "|a=b a=c", ""},
	{"plural", "msgid \"a\"\nmsgid_plural \"as\"\nmsgstr[0] \"b\"\nmsgstr[1] \"bs\"\n", "a/as=b,bs", ""},
	{"all comments", "# tr\n#  tr2\n#. ex\n#: a.md b.md\n#, fuzzy, no-wrap\n#| msgctxt \"o\"\n#| msgid \"old \"\n#| \"text\"\n#| msgid_plural \"olds\"\nmsgctxt \"c\"\nmsgid \"a\"\nmsgstr \"b\"\n",
		"#tr # tr2 .ex :a.md b.md ,fuzzy,no-wrap <o|old text|olds> c|a=b", ""},
	{"signs of later versions", "#= c-format\n#@ x\nmsgid \"a\"\nmsgstr \"b\"\n", "?#= c-format ?#@ x a=b", ""},
	{"spaces in comments", "#  x \n#. y \nmsgid \"a\"\nmsgstr \"b\"\n", "# x  .y  a=b", ""},
	{"comment without space", "#x\n#\nmsgid \"a\"\nmsgstr \"b\"\n", "#x # a=b", ""},
	{"flags on two lines", "#, fuzzy\n#, c-format\nmsgid \"a\"\nmsgstr \"b\"\n", ",fuzzy,c-format a=b", ""},
	{"obsolete", "#~ msgid \"a\"\n#~ msgstr \"b\"\n\n# why\n#, fuzzy\n#~| msgid \"o\"\n#~ msgctxt \"c\"\n#~ msgid \"d\"\n#~ \"e\"\n#~ msgstr \"f\"\n", "~a=b #why ,fuzzy <|o|> ~c|de=f", ""},
	{"obsolete next to living", "#~ msgid \"a\"\n#~ msgstr \"b\"\nmsgid \"c\"\nmsgstr \"d\"\n#~ msgid \"e\"\n#~ msgstr \"f\"\n", "~a=b c=d ~e=f", ""},
	{"obsolete plural", "#~ msgid \"a\"\n#~ msgid_plural \"as\"\n#~ msgstr[0] \"b\"\n#~ msgstr[1] \"\"\n", "~a/as=b,", ""},
	{"comments at the end", "msgid \"a\"\nmsgstr \"b\"\n\n# the end\n", "a=b", ""},
	{"comments alone", "# nothing\n#. here\n", "", ""},
	{"nothing", "", "", ""},
	{"windows", "msgid \"a\"\r\nmsgstr \"b\"\r\n\r\nmsgid \"c\"\r\nmsgstr \"d\"\r\n", "a=b c=d", ""},
	{"old Macintosh", "# tr\rmsgid \"a\"\rmsgstr \"\"\r\"b\"\r\r#~ msgid \"c\"\r#~ msgstr \"d\"\r", "#tr a=b ~c=d", ""},
	{"old Macintosh in part", "# \"tr\rmsgid \"a\"\r\nmsgstr \"b \\\"\"\r#, fuzzy\rmsgid \"c\"\nmsgstr \"d\"", "#\"tr a=b \" ,fuzzy c=d", ""},
	{"a carriage return in a string", "msgid \"a\rmsgstr\"\nmsgstr \"b\"\n", "a\rmsgstr=b", ""},
	{"a carriage return in a comment", "# a\rb\nmsgid \"a\"\nmsgstr \"b\"\n", "#a\rb a=b", ""},
	{"mark", "\uFEFFmsgid \"a\"\nmsgstr \"b\"\n", "a=b", ""},
	{"quote not closed", "msgid \"a\nmsgstr \"b\"\n\nmsgid \"c\"\nmsgstr \"d\"\n", "!a=b c=d", "po-quote:1"},
	{"quote closed by a backslash", "msgid \"a\\\"\nmsgstr \"b\"\n", "!a\"=b", "po-quote:1"},
	{"text after the quote", "msgid \"a\" b\nmsgstr \"b\"\n", "!a=b", "po-syntax:1"},
	{"keyword not known", "msgid \"a\"\nmsgstr \"b\"\nmsgfoo \"x\"\n", "a=b !=", "po-syntax:3 po-no-msgstr:3"},
	{"no msgstr", "msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"c\"\n", "!a= b=c", "po-no-msgstr:1"},
	{"forms out of order", "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"\nmsgstr[0] \"d\"\n", "!a/b=,c", "po-syntax:3 po-syntax:4"},
	{"a form too many", "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[99999999999] \"c\"\n", "!a/b=", "po-syntax:3 po-no-msgstr:1"},
	{"plural without number", "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr \"c\"\n", "!a/b=c", "po-syntax:3"},
	{"twice", "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n", "a=b a=c", "po-duplicate:4"},
	{"twice, once obsolete", "msgid \"a\"\nmsgstr \"b\"\n\n#~ msgid \"a\"\n#~ msgstr \"c\"\n", "a=b ~a=c", ""},
	{"not a catalogue", "Dear all,\n\nsee below\n", "!= !=", "po-syntax:1 po-no-msgstr:1 po-syntax:3 po-no-msgstr:3"},
	{"comments behind the sign of obsolete entries", "#~ # why\n#~ #, fuzzy\n#~ #: a.md\n#~ msgid \"a\"\n#~ msgstr \"b\"\n\nmsgid \"c\"\nmsgstr \"d\"\n", "#why :a.md ,fuzzy ~a=b c=d", ""},
	{"old text on several lines", "#| msgctxt \"\"\n#| \"\\n\"\n#| \"c\"\n#| msgid \"\"\n#| \"\\n\"\n#| \"old\\n\"\nmsgid \"a\"\nmsgstr \"\"\n", "<\\nc|\\nold\\n|> a=", ""},
	{"context with escapes", "msgctxt \"a\\004b\\n\\\"\\\\\"\nmsgid \"c\"\nmsgstr \"d\"\n", "a\x04b\\n\"\\|c=d", ""},
	{"empty comments", "#\n#,\n#.\n#:\nmsgid \"a\"\nmsgstr \"b\"\n", "# . : a=b", ""},
	{"comments in any order", "#, fuzzy\n#: a.md\n#, c-format\n#| msgid \"x\"\n#. later\nmsgid \"a\"\nmsgstr \"c\"\n", ".later :a.md ,fuzzy,c-format <|x|> a=c", ""},
	{"places with odd signs", "#: Fills,Style>>add:hand:from: a b.c:12\nmsgid \"a\"\nmsgstr \"b\"\n", ":Fills,Style>>add:hand:from: a b.c:12 a=b", ""},
	{"two headers", "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\nmsgid \"\"\nmsgstr \"Language: de\\n\"\n\nmsgid \"a\"\nmsgstr \"b\"\n", "=Language: fr\\n =Language: de\\n a=b", "po-duplicate:4"},
	{"a header that is not the first", "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"\"\nmsgstr \"Language: de\\n\"\n", "a=b =Language: de\\n", ""},
	{"a fuzzy header", "# Title\n# \n#, fuzzy\nmsgid \"\"\nmsgstr \"\"\n\"Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n\"\n", "#Title # ,fuzzy =Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n", ""},
	{"a header line that is not ended", "msgid \"\"\nmsgstr \"\"\n\"Language-Team: French\"\n\"Language: fr\\n\"\n", "=Language-Team: FrenchLanguage: fr\\n", ""},
	{"quotes behind the quotes", "msgid \"a\"\nmsgstr \"b\"''\n\nmsgid \"c\"\nmsgstr \"d\"\n", "!a=b c=d", "po-syntax:2"},
	{"an empty line within", "msgid \"a\"\n\nmsgstr \"b\"\n", "a=b", ""},
	{"a form without plural", "msgid \"a\"\nmsgstr[0] \"b\"\n\nmsgid \"c\"\nmsgstr \"d\"\n", "!a=b c=d", "po-syntax:2"},
	{"a merge in conflict", "<<<<<<< HEAD\nmsgid \"a\"\nmsgstr \"b\"\n=======\nmsgid \"c\"\nmsgstr \"d\"\n>>>>>>> x\n", "!= a=b != c=d !=", "po-syntax:1 po-no-msgstr:1 po-syntax:4 po-no-msgstr:4 po-syntax:7 po-no-msgstr:7"},
	{"line signs that are letters", "msgid \"a\u2028b\u0085\"\nmsgstr \"\u00a0\"\n", "a\u2028b\u0085=\u00a0", ""},
	{"text before", "\"x\"\nmsgid \"a\"\nmsgstr \"b\"\n", "!= a=b", "po-syntax:1 po-no-msgstr:1"},
}

func show(f *File) string {
	var all []string
	for _, e := range f.Entries {
		var b []string
		add := func(sign string, texts []string) {
			for _, t := range texts {
				b = append(b, sign+t)
			}
		}
		add("#", e.Comments)
		add(".", e.Extracted)
		add(":", e.References)
		if len(e.Flags) > 0 {
			b = append(b, ","+strings.Join(e.Flags, ","))
		}
		add("?", e.Other)
		if e.PreviousContext+e.PreviousID+e.PreviousPlural != "" {
			b = append(b, "<"+e.PreviousContext+"|"+e.PreviousID+"|"+e.PreviousPlural+">")
		}
		s := ""
		if e.Broken {
			s += "!"
		}
		if e.Obsolete {
			s += "~"
		}
		if e.HasContext {
			s += e.Context + "|"
		}
		s += e.ID
		if e.HasPlural {
			s += "/" + e.Plural
		}
		b = append(b, s+"="+strings.Join(e.Strings, ","))
		all = append(all, strings.Join(b, " "))
	}
	return strings.NewReplacer("\n", `\n`, "\t", `\t`).Replace(strings.Join(all, " "))
}

func TestRead(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f, faults := read(t, c.text)
			if got := show(f); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			if faults != c.faults {
				t.Errorf("told %q, want %q", faults, c.faults)
			}
			// What nobody altered comes out as it went in.
			if got := string(f.Bytes()); got != string(lineEnds([]byte(strings.TrimPrefix(c.text, "\uFEFF")))) {
				t.Errorf("written as %q", got)
			}
			again(t, f, false)
		})
	}
}

// again holds that entries written anew say what they said.
func again(t *testing.T, f *File, fuzzed bool) {
	t.Helper()
	f.Bytes() // which gives the header its encoding
	fresh := &File{CRLF: f.CRLF}
	for _, e := range f.Entries {
		if !e.Broken {
			fresh.Entries = append(fresh.Entries, e.clone())
		}
	}
	back, ms := Read(diag.Source{Path: "x.po", Text: fresh.Bytes()})
	if back == nil && fuzzed {
		return // a header whose escapes spell an encoding
	}
	if back == nil {
		t.Fatalf("%s\n%v", fresh.Bytes(), ms)
	}
	if len(back.Entries) != len(fresh.Entries) {
		t.Fatalf("%d entries of %d:\n%s", len(back.Entries), len(fresh.Entries), fresh.Bytes())
	}
	for i, e := range back.Entries {
		if e.Broken || !e.Same(fresh.Entries[i]) {
			t.Errorf("entry %d came back as %q:\n%s", i, show(back), fresh.Bytes())
		}
	}
}

func TestAlteredEntry(t *testing.T) {
	text := head + "# kept\n#, fuzzy, no-wrap\n#| msgid \"o\"\nmsgid \"a\"\nmsgstr   \"b\"\n\n\n# next\nmsgid   \"c\"\nmsgstr \"d\"\n\n# tail\n"
	f, _ := read(t, text)
	e := f.Entries[1]
	e.Strings = []string{"bé\n\"x\"\tz"}
	e.SetFlag("fuzzy", false)
	e.PreviousID = ""
	want := head + "# kept\n#, no-wrap\nmsgid \"a\"\nmsgstr \"\"\n\"bé\\n\"\n\"\\\"x\\\"\\tz\"\n\n# next\nmsgid   \"c\"\nmsgstr \"d\"\n\n# tail\n"
	if got := string(f.Bytes()); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestHeader(t *testing.T) {
	f, _ := read(t, "# team\nmsgid \"\"\nmsgstr \"\"\n\"Language: pt_BR\\n\"\n\"X-Unknown: yes: no\\n\"\n\"no colon\\n\"\n\nmsgid \"a\"\nmsgstr \"b\"\n")
	if f.Field("language") != "pt_BR" || f.Field("X-Unknown") != "yes: no" || f.Field("X") != "" {
		t.Errorf("%q %q", f.Field("language"), f.Field("X-Unknown"))
	}
	f.SetField("Language", "pt")
	f.SetField("X-New", "1")
	want := "# team\nmsgid \"\"\nmsgstr \"\"\n\"Language: pt\\n\"\n\"X-Unknown: yes: no\\n\"\n\"no colon\\n\"\n\"X-New: 1\\n\"\n\nmsgid \"a\"\nmsgstr \"b\"\n"
	if got := string(f.Bytes()); got != want {
		t.Errorf("got %s", got)
	}
	empty := &File{}
	empty.SetField("Language", "fr")
	if got := string(empty.Bytes()); got != "msgid \"\"\nmsgstr \"Language: fr\\n\"\n" {
		t.Errorf("got %s", got)
	}
}

func TestCharsets(t *testing.T) {
	for _, c := range []struct{ charset, text string }{
		{"ISO-8859-1", "élève"}, {"iso-8859-15", "cœur"}, {"windows-1251", "мир"}, {"CP1251", "мир"}, {"KOI8-R", "мир"},
		{"windows-1256", "سلام"}, {"Big5", "功許蓋"}, {"GBK", "健康"}, {"GB2312", "健康"}, {"GB18030", "健康"},
		{"Shift_JIS", "表示ソ"}, {"CP932", "表示ソ"}, {"EUC-JP", "表示"}, {"EUC-KR", "건강"}, {"TIS-620", "สุขภาพ"},
	} {
		name := strings.ToLower(c.charset)
		if other, ok := aliases[name]; ok {
			name = other
		}
		e, err := htmlindex.Get(name)
		if err != nil {
			t.Fatal(c.charset, err)
		}
		text := strings.Replace(head, "UTF-8", c.charset, 1) + "msgid \"a\\\\\"\nmsgstr \"" + c.text + "\"\n"
		raw, err := e.NewEncoder().String(text)
		if err != nil {
			t.Fatal(c.charset, err)
		}
		f, ms := Read(diag.Source{Path: "x.po", Text: []byte(raw)})
		if f == nil || len(ms) > 0 || len(f.Entries) != 2 || f.Entries[1].Strings[0] != c.text {
			t.Errorf("%s: %v", c.charset, ms)
			continue
		}
		if got := string(f.Bytes()); !strings.Contains(got, "charset=UTF-8") || strings.Contains(got, c.charset) || !strings.Contains(got, c.text) {
			t.Errorf("%s is written as %s", c.charset, got)
		}
	}
	// gettext names no encoding behind a space; the bytes tell which it was.
	for text, want := range map[string]string{"\xe9t\xe9": "été", "été": "été"} {
		f, ms := Read(diag.Source{Path: "x.po", Text: []byte(strings.Replace(head, "charset=UTF-8", "charset= iso-8859-1", 1) + "msgid \"a\"\nmsgstr \"" + text + "\"\n")})
		if f == nil || len(ms) > 0 || f.Entries[1].Strings[0] != want {
			t.Errorf("%q: %v", text, ms)
		}
	}
	for _, c := range []struct{ text, id string }{
		{strings.Replace(head, "UTF-8", "X-KLINGON", 1), "po-charset"},
		{strings.Replace(head, "UTF-8", "UTF-16", 1), "po-charset"},
		{"\xFF\xFEm\x00", "po-charset"},
		{head + "msgid \"a\"\nmsgstr \"\xE9\"\n", "po-encoding"},
		{strings.Replace(head, "UTF-8", "Shift_JIS", 1) + "msgid \"a\"\nmsgstr \"\x81\"\n", "po-encoding"},
	} {
		f, ms := Read(diag.Source{Path: "x.po", Text: []byte(c.text)})
		if f != nil || len(ms) != 1 || ms[0].ID != c.id {
			t.Errorf("%q: %v", c.text, ms)
		}
	}
}

func TestPluralField(t *testing.T) {
	for _, c := range []struct {
		field string
		want  string // forms of 0 to 5, 11, 21, 100, 101; empty for none
	}{
		{"nplurals=1; plural=0;", "0000000000"},
		{"nplurals=2; plural=(n != 1);", "1011111111"},
		{"nplurals=2; plural=n>1;", "0011111111"},
		{"nplurals=2; plural=n>1", "0011111111"},
		{"nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);", "2011122020"},
		{"nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);", "0123334455"},
		{"nplurals=2; plural=!(n-1)", "0100000000"},
		{"nplurals=INTEGER; plural=EXPRESSION;", ""},
		{"nplurals=2; plural=(n != 1;", ""},
		{"nplurals=2; plural=n/0;", ""},
		{"nplurals=2; plural=n;", ""},
		{"nplurals=0; plural=0;", ""},
		{"nplurals=2; plural=m>1;", ""},
		{"nplurals=2; plural=" + strings.Repeat("(", 900) + "n" + strings.Repeat(")", 900), ""},
		{"", ""},
	} {
		p, ok := ReadPlural(c.field)
		got := ""
		if ok {
			for _, n := range []uint64{0, 1, 2, 3, 4, 5, 11, 21, 100, 101} {
				got += itoa(p.Of(n))
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.field, got, c.want)
		}
	}
}

// TestGettextReads holds that gettext takes what is written, also what was
// altered.
func TestGettextReads(t *testing.T) {
	msgfmt, err := exec.LookPath("msgfmt")
	if err != nil {
		t.Fatalf("this test runs gettext's msgfmt (Debian package gettext): %v", err)
	}
	dir := t.TempDir()
	for i, c := range cases {
		if c.faults != "" || c.name == "twice, once obsolete" || strings.Contains(c.name, "header") || strings.Contains(c.text, `\004`) {
			continue
		}
		f, _ := read(t, head+strings.TrimPrefix(strings.ReplaceAll(c.text, "\r\n", "\n"), "\uFEFF"))
		for _, e := range f.Entries[1:] {
			e.Comments = append(e.Comments, "seen")
		}
		name := filepath.Join(dir, itoa(i)+".po")
		if err := os.WriteFile(name, f.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(msgfmt, "--check-format", "-o", os.DevNull, name).CombinedOutput(); err != nil && !strings.Contains(c.text, `\q`) {
			t.Errorf("%s: %s\n%s", c.name, out, f.Bytes())
		}
	}
}

// TestLongText reads and writes lines of megabytes in no more time than their
// length asks for.
func TestLongText(t *testing.T) {
	f, faults := read(t, "msgid \""+strings.Repeat("word ", 400_000)+"\"\nmsgstr \""+strings.Repeat(`\n\"`, 300_000)+"\"\n")
	if faults != "" || len(f.Entries) != 1 || len(f.Entries[0].Strings[0]) != 600_000 {
		t.Fatal(faults)
	}
	f.Entries[0].SetFlag("fuzzy", true)
	back, faults := read(t, string(f.Bytes()))
	if faults != "" || !back.Entries[0].Same(f.Entries[0]) {
		t.Error("it came back as something else", faults)
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range cases {
		f.Add([]byte(c.text))
		f.Add([]byte(head + c.text))
	}
	f.Add([]byte(strings.Replace(head, "UTF-8", "ISO-8859-1", 1) + "msgid \"\xE9\"\nmsgstr \"\"\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		file, _ := Read(diag.Source{Path: "x.po", Text: text})
		if file == nil {
			return
		}
		if strings.EqualFold(file.Charset, "UTF-8") {
			if got := file.Bytes(); string(got) != string(lineEnds(bytes.TrimPrefix(text, []byte("\uFEFF")))) {
				t.Fatalf("%q was written as %q", text, got)
			}
		}
		ReadPlural(file.Field("Plural-Forms"))
		for _, e := range file.Entries {
			if e.Start > e.End || e.End > len(file.Source.Text) {
				t.Fatalf("entry from %d to %d", e.Start, e.End)
			}
			for _, s := range append([]string{e.ID, e.Context, e.PreviousID}, e.Strings...) {
				if strings.ContainsRune(s, 0) {
					t.Fatalf("%q", s)
				}
			}
		}
		again(t, file, true)
	})
}

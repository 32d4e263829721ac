package calendar

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/emersion/go-ical"
)

func TestEscapeText(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                        "plain",
		`a,b;c\d:e"f`:                  `a\,b\;c\\d:e"f`,
		"one\r\ntwo\nthree\r":          `one\ntwo\nthree\n`,
		"a\u2028b\u2029c\u0085d\ve\ff": `a\nb\nc\nd\ne\nf`,
		"tab\there":                    "tab\there",
		"nul\x00 bell\a del\x7f":       "nul\uFFFD bell\uFFFD del\uFFFD",
		"bad \xff utf-8":               "bad \uFFFD utf-8",
		"END:VEVENT\r\nBEGIN:VALARM":   `END:VEVENT\nBEGIN:VALARM`,
	} {
		if got := escapeText(text); got != want {
			t.Errorf("%q is %q, wanted %q", text, got, want)
		}
	}
}

func TestParameter(t *testing.T) {
	for text, want := range map[string]string{
		"En ligne": `"En ligne"`, `a"b^c`: `"a^'b^^c"`, "a\r\nb": `"a^nb"`, "x:y;z,": `"x:y;z,"`, "\x01": "\"\uFFFD\"",
	} {
		if got := parameter(text); got != want {
			t.Errorf("%q is %s, wanted %s", text, got, want)
		}
	}
}

func TestURI(t *testing.T) {
	for text, want := range map[string]string{
		"https://example.org/a?b=c,d;e#f":  "https://example.org/a?b=c,d;e#f",
		"https://example.org/é /\"\r\nX:y": "https://example.org/%C3%A9%20/%22%0D%0AX:y",
	} {
		if got := uri(text); got != want {
			t.Errorf("%q is %s, wanted %s", text, got, want)
		}
	}
}

func TestLine(t *testing.T) {
	for _, c := range []struct{ value, want string }{
		{strings.Repeat("a", 73), "N:" + strings.Repeat("a", 73) + "\r\n"},
		{strings.Repeat("a", 74), "N:" + strings.Repeat("a", 73) + "\r\n a\r\n"},
		{strings.Repeat("a", 147), "N:" + strings.Repeat("a", 73) + "\r\n " + strings.Repeat("a", 74) + "\r\n"},
		{strings.Repeat("a", 72) + "é", "N:" + strings.Repeat("a", 72) + "\r\n é\r\n"},
		{strings.Repeat("a", 70) + "𓀀", "N:" + strings.Repeat("a", 70) + "\r\n 𓀀\r\n"},
		{strings.Repeat("文", 25), "N:" + strings.Repeat("文", 24) + "\r\n 文\r\n"},
	} {
		var out bytes.Buffer
		if line(&out, "N", c.value); out.String() != c.want {
			t.Errorf("%q is %q", c.value, out.String())
		}
	}
}

// FuzzText writes any text and has another library read it.
func FuzzText(f *testing.F) {
	for _, text := range []string{"", "a,b;c\\n", "END:VCALENDAR\r\n", strings.Repeat("文 \\", 90), "\u2028\u0085", "\xff\xfe", " leading", "‮x‬", strings.Repeat("é,", 75)} {
		f.Add(text, text)
	}
	f.Fuzz(func(t *testing.T, text, label string) {
		var out bytes.Buffer
		line(&out, "BEGIN", "VCALENDAR")
		line(&out, "SUMMARY;LANGUAGE=fr", escapeText(text))
		line(&out, "CONFERENCE;VALUE=URI;LABEL="+parameter(label), uri(text))
		line(&out, "END", "VCALENDAR")
		for l := range strings.SplitSeq(strings.TrimSuffix(out.String(), "\r\n"), "\r\n") {
			if len(l) > 75 || !utf8.ValidString(l) || strings.ContainsAny(l, "\r\n") {
				t.Fatalf("a line of %d octets: %q", len(l), l)
			}
		}
		c, err := ical.NewDecoder(&out).Decode()
		if err != nil {
			t.Fatal(err)
		}
		summary := c.Props.Get("SUMMARY")
		got, err := summary.Text()
		if err != nil || len(c.Children) != 0 || len(c.Props) != 2 || summary.Params.Get("LANGUAGE") != "fr" {
			t.Fatalf("%v %+v", err, c)
		}
		if want := shown(text); got != want {
			t.Fatalf("%q was read as %q, wanted %q", text, got, want)
		}
	})
}

// shown is a text as a calendar shows it.
func shown(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7F {
			return '\uFFFD'
		}
		return r
	}, text)
}

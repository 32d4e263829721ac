package feed

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

var texts = []string{
	"", "plain", "a & b < c > d \" e ' f", "line\nend\r\ttab", "\x00\x01\b\f\x1f\x7f", `back\slash "quoted"`,
	"Santé : « déclaration »", "الحقوق نؤكد", "中文", "\u2027\u2028\u2029\u202A", "\uFFFD\uFFFE\uFFFF\uFB01\uFEFF",
	"bad \xff\xfe byte", "cut \xe2\x80", "cut \xef\xbf", "\xef", "😀 & \U0001FFFE",
}

// escapedSlowly is XML's text, character by character.
func escapedSlowly(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&#34;")
		case r == '\r':
			b.WriteString("&#13;")
		case r < ' ' && r != '\n' && r != '\t', r == utf8.RuneError, r == 0xFFFE, r == 0xFFFF:
			b.WriteString("\uFFFD")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// same compares texts that held bytes which are no UTF-8: how many signs stand
// for several such bytes is free.
func same(t *testing.T, what, text, got, want string) {
	t.Helper()
	if !utf8.ValidString(text) {
		for strings.Contains(got, "\uFFFD\uFFFD") {
			got = strings.ReplaceAll(got, "\uFFFD\uFFFD", "\uFFFD")
		}
		for strings.Contains(want, "\uFFFD\uFFFD") {
			want = strings.ReplaceAll(want, "\uFFFD\uFFFD", "\uFFFD")
		}
	}
	if got != want {
		t.Errorf("%q as %s: %q, want %q", text, what, got, want)
	}
}

func checkText(t *testing.T, text string) {
	var out bytes.Buffer
	writer{&out}.text(text)
	same(t, "XML", text, out.String(), escapedSlowly(text))

	out.Reset()
	writeJSON(&out, []byte(text))
	var want bytes.Buffer
	encoder := json.NewEncoder(&want)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(strings.ToValidUTF8(text, "\uFFFD")); err != nil {
		t.Fatal(err)
	}
	same(t, "JSON", text, out.String(), strings.TrimSuffix(want.String(), "\n"))
}

func TestTexts(t *testing.T) {
	for _, text := range texts {
		checkText(t, text)
	}
}

func FuzzTexts(f *testing.F) {
	for _, text := range texts {
		f.Add(text)
	}
	f.Fuzz(checkText)
}

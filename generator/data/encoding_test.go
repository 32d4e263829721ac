package data

import (
	"strings"
	"testing"
)

func TestEncoding(t *testing.T) {
	utf16le := func(s string) string {
		var b strings.Builder
		for _, r := range s {
			b.WriteByte(byte(r))
			b.WriteByte(byte(r >> 8))
		}
		return b.String()
	}
	cases := []struct {
		name, text string
		want       string
		suggestion string
	}{
		{"mark", "\uFEFFtitle: Santé\n", "", ""},
		{"windows line ends", "title: Santé\r\ntags:\r\n  - a\r\n", "", ""},
		{"mark and windows line ends", "\uFEFFtitle: Santé\r\n", "", ""},
		{"UTF-16 with a mark", "\xFF\xFE" + utf16le("title: Santé\n"), "encoding-utf16@0:0", ""},
		{"UTF-16, the other order", "\xFE\xFF\x00t\x00i", "encoding-utf16@0:0", ""},
		{"UTF-16 without a mark", utf16le("title: Santé\ndate: 2016\n"), "encoding-utf16@0:0", ""},
		{"UTF-16 in Arabic", utf16le("العنوان: الصحة حق\r\nالنوع: بيان\r\n"), "encoding-utf16@0:0", ""},
		{"UTF-32", "\xFF\xFE\x00\x00t\x00\x00\x00", "encoding-utf16@0:0", ""},
		{"Latin-1", "date: 2016\ntitle: Sant\xE9 pour tous\n", "encoding-legacy@2:12", "title: Santé pour tous"},
		{"Windows-1252", "title: L\x92appel \x85 \x96\n", "encoding-legacy@1:9", "title: L’appel … –"},
		{"mixed", "title: Santé \xE9\n", "encoding-legacy@1:14", "title: Santé é"},
		{"cut off", "title: Sant\xC3", "encoding-legacy@1:12", "title: SantÃ"},
		{"binary", "title: \x81\x8D\n", "encoding-invalid@1:8", ""},
		{"another alphabet", "title: \xD1\xEE\xE1\xE0\xEA\xE0\n", "encoding-invalid@1:8", ""},
		{"NUL", "title: He\x00alth and more than four words\n", "encoding-nul@1:10", ""},
		{"old Macintosh", "title: A\rdate: 2016\r", "line-ends-mac@0:0", ""},
		{"empty", "", "file-empty@0:0", ""},
		{"blank", " \n\t\r\n", "file-empty@0:0", ""},
		{"only a mark", "\uFEFF", "file-empty@0:0", ""},
		{"control", "title: A\x08B\n", "control-character@1:9", "title: AB"},
		{"separator", "title: A\u2028B\u0085C\n", "line-separator@1:9 line-separator@1:11", "title: A B C"},
		{"mark inside", "title: A\uFEFFB\n", "control-character@1:9", "title: AB"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			v, ms := Parse(source(c.text), YAML)
			if got := ids(ms); got != c.want {
				t.Errorf("messages %q, want %q", got, c.want)
			}
			if len(ms) > 0 && ms[0].Suggestion != c.suggestion {
				t.Errorf("suggestion %q, want %q", ms[0].Suggestion, c.suggestion)
			}
			checkPlaces(t, c.text, v, false)
			if title, ok := v.Get("title"); ok && c.want == "" && c.text[title.Start:title.End] != "Santé" {
				t.Errorf("title stands at %q", c.text[title.Start:title.End])
			}
			doc, ms := ReadFrontMatter(source(c.text))
			if first, _, _ := strings.Cut(c.want, "@"); strings.HasPrefix(first, "encoding") && (len(ms) == 0 || ms[0].ID != first) {
				t.Errorf("as a Markdown file: %q, %+v", ids(ms), doc)
			}
		})
	}
}

// TestEncodingGoesOn holds that the other faults of a file are found.
func TestEncodingGoesOn(t *testing.T) {
	doc, ms := ReadFrontMatter(source("---\ntitle: Sant\xE9: un droit\ndate: 2016\n---\nT\xE9xt\n"))
	if got := ids(ms); got != "encoding-legacy@2:12 colon-in-value@2:13" {
		t.Errorf("messages %q", got)
	}
	if date, _ := doc.Front.Get("date"); date.Text != "2016" {
		t.Errorf("date %q", date.Text)
	}
}

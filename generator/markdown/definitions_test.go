package markdown

import (
	"fmt"
	"strings"
	"testing"

	"tract/generator/diag"
)

func TestDefinitions(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"[a]\n\n[a]: x \"One\"", `a x "One" One"`},
		{"[A  b][]\n\n[a\nB]: x 'One'\n", `a b x "One" One'`},
		{"![c][a]\n\n[a]: <x y> (One)\n", `a x y "One" One)`},
		{"[a]\n\n[a]: x\n  \"One\"  \n", `a x "One" One"`},
		{"[a] [b]\n\n[a]: x \"One\"\n[b]: y \"Two\"\nText.", `a x "One" One"; b y "Two" Two"`},
		{"[a]\n\n[a]: x \"One\n two\"\n", "a x \"One\\n two\" One\n two\""},
		{"> [a]\n>\n> [a]: x \"One\"\n", `a x "One" One"`},
		{"> [a]\n>\n> [a]: x \"One\n> two\"\n", ""},
		{"[a]\n\n[a]: x \"O\\\"n&amp;e\"", `a x "O\"n&e" O\"n&amp;e"`},
		{"[a]\n\n[a]: x\n", `a x "" `},
		{"[a]\n\n[a]: <x>\n", `a x "" `},
		{"[a]\n\n[a]: x \"\"\n", `a x "" "`},
		{"[a]\n\n[a]: x \"One\"\n[a]: y \"Two\"\n", `a x "One" One"`},
		{"Text.\n\n[a]: x \"One\"\n[//]: # (A comment)\n", ""},
		{"```\n[a]: x \"One\"\n```\n[a]", ""},
		{"[a](x \"One\")", ""},
		{"[a]\r\n\r\n[a]: x \"One\"\r\n", `a x "One" One"`},
	} {
		for _, front := range []string{"", "---\ntitle: A\n---\n"} {
			text := front + test.text
			var got []string
			for _, d := range Definitions(diag.Source{Text: []byte(text)}, len(front)) {
				line := fmt.Sprintf("%s %s %q %s", d.Label, d.Destination, d.Title, text[d.At.Start:d.At.End])
				if d.Sign != 0 {
					line += string(text[d.At.End])
				}
				got = append(got, line)
			}
			if strings.Join(got, "; ") != test.want {
				t.Errorf("%q: got %s, want %s", test.text, strings.Join(got, "; "), test.want)
			}
		}
	}
}

// Whatever a title says, it comes back from what is written.
func TestTitleText(t *testing.T) {
	for _, text := range []string{"One", `"One" (two) 'three'`, `a\b \* \`, "&amp; & &lt;", "a (b) c)", "«é»"} {
		for _, signs := range []string{`""`, "''", "()"} {
			src := "[a]\n\n[a]: x " + signs[:1] + TitleText(text, signs[1]) + signs[1:] + "\n"
			ds := Definitions(diag.Source{Text: []byte(src)}, 0)
			if len(ds) != 1 || ds[0].Title != text {
				t.Errorf("%q within %s: %+v", text, signs, ds)
			}
		}
	}
}

func FuzzDefinitions(f *testing.F) {
	f.Add("[a] [b]\n\n[a]: x \"One\"\n> [b]:\n> y\n> 'T'", 0, "One")
	f.Fuzz(func(t *testing.T, text string, start int, title string) {
		for _, d := range Definitions(diag.Source{Text: []byte(text)}, start) {
			if d.At.Start < 0 || d.At.Start > d.At.End || d.At.End > len(text) || d.Sign != 0 && text[d.At.End] != d.Sign {
				t.Fatalf("%+v of %d bytes", d, len(text))
			}
			TitleText(title, d.Sign)
		}
	})
}

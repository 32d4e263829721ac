package markdown

import (
	"fmt"
	"strings"
	"testing"

	"tract/generator/diag"
)

// statementsOf are the parts of a body, and its source.
func statementsOf(text, language string) []Statement {
	dir := "ltr"
	if language == "ar" {
		dir = "rtl"
	}
	r := New(Options{Language: language, Dir: dir, Typography: true, OpenQuote: "«", CloseQuote: "»"}).Compile(diag.Source{Path: "a.md", Text: []byte(text)}, 0)
	return Statements(r.HTML, r.Blocks, func(i int) Shown {
		return Shown{r.Links[i].Destination, r.Links[i].Text, r.Links[i].Title}
	})
}

func allSaid(list []Statement) string {
	var b strings.Builder
	for _, s := range list {
		fmt.Fprintf(&b, "%s %q\n", s.Kind, s.Said)
	}
	return b.String()
}

// What changes the meaning of a text changes what it says.
func TestStatementsDiffer(t *testing.T) {
	for _, tt := range [][2]string{
		{"We ~~never~~ agree", "We never agree"},
		{"We <del>never</del> agree", "We never agree"},
		{"We <s>never</s> agree", "We never agree"},
		{"We <ins>never</ins> agree", "We never agree"},
		{"[law](https://a.org/x)", "[law](https://b.org/y)"},
		{"[law](a.md)", "[law](b.md)"},
		{"[law](a.md)", "law"},
		{"<https://a.org>", "<https://b.org>"},
		{"It costs 1,000 in all", "It costs 1.000 in all"},
		{"It costs 1,000 in all", "It costs 1000 in all"},
		{"It costs 10 00 in all", "It costs 1000 in all"},
		{"at 12:30", "at 12.30"},
		{"from 10-12", "from 10/12"},
		{"it is -5 °C", "it is 5 °C"},
		{"it is −5 °C", "it is 5 °C"},
		{"27 % of all", "27 ‰ of all"},
		{"We agree?", "We agree."},
		{"هل نوافق؟", "هل نوافق."},
		{"§ 3", "3"},
		{"CO<sub>2</sub> and 10<sup>2</sup>", "CO<sub>2</sub> and 102"},
		{"3. a\n4. b", "5. a\n6. b"},
		{"1. a\n2. b", "- a\n- b"},
		{"1. a\n2.\n3. c", "1. a\n2. c"},
		{"- a\n  - b", "- a\n- b"},
		{"> a quotation", "a quotation"},
		{"> [!NOTE]\n> a", "> [!WARNING]\n> a"},
		{"- [ ] paid", "- [x] paid"},
		{"`a <= b`", "`a < b`"},
		{"    x = 1\n", "    x = 2\n"},
		{"```\na\nb\n```", "```\na b\n```"},
		{"|a|b|\n|-|-|\n|1|2|", "|a|b|\n|-|-|\n|12||"},
		{"![map](a.png)", "![map](b.png)"},
		{"![map](a.png)", "![plan](a.png)"},
		{"![map](a.png \"North\")", "![map](a.png \"South\")"},
		{"![data](a.csv)", "![data](b.csv)"},
		{"![talk](a.mp3)", "![talk](b.mp3)"},
		{"a[^1] b[^2]\n\n[^1]: x\n[^2]: y", "a[^2] b[^1]\n\n[^1]: x\n[^2]: y"},
		{"a[^1]\n\n[^1]: x ~~y~~", "a[^1]\n\n[^1]: x y"},
		{"term\n: one", "term\n\none"},
		{"<abbr title=\"one\">x</abbr>", "<abbr title=\"two\">x</abbr>"},
		{"a\n\nb", "b\n\na"},
	} {
		if a, b := allSaid(statementsOf(tt[0], "en")), allSaid(statementsOf(tt[1], "en")); a == b {
			t.Errorf("%q and %q both say\n%s", tt[0], tt[1], a)
		}
	}
}

// What only changes how a text is written changes nothing.
func TestStatementsSame(t *testing.T) {
	for _, tt := range [][2]string{
		{"One two\nthree", "One  two three"},
		{"One *two* **three**", "One two three"},
		{"One two.", "One, two!"},
		{"l'eau \"pure\" -- et libre", "l’eau « pure » – et libre"},
		{"## Heading", "## Heading {#id .class}"},
		{"Heading\n=======", "# Heading"},
		{"- a\n- b", "* a\n\n* b"},
		{"1. a\n2. b", "1) a\n1) b"},
		{"健康是\n权利。", "健康是权利"},
		{"[law]( <a.md> )", "[law](a.md)"},
		{"[law][x]\n\n[x]: a.md", "[law](a.md)"},
		{"`a  b`", "`a\nb`"},
		{"un**believ**able", "unbelievable"},
		{"e\u0301cole", "école"},
		{"a[^1]\n\n[^1]: x", "a[^1].\n\n[^1]:\n    x"},
		{"|a|b|\n|-|-|\n|1|2|", "| a | b |\n|:--|:-:|\n| 1 | **2** |"},
		{"a\n\n---\n\nb", "a\n\nb"},
		{"soft\u00ADhyphen", "softhyphen"},
	} {
		for _, language := range []string{"en", "fr", "ar"} {
			if a, b := allSaid(statementsOf(tt[0], language)), allSaid(statementsOf(tt[1], language)); a != b {
				t.Errorf("%s: %q says\n%sand %q says\n%s", language, tt[0], a, tt[1], b)
			}
		}
	}
}

// Each part knows where it stands in the file.
func TestStatementPlaces(t *testing.T) {
	text := "# One\n\nTwo *b*.\n\n![Alt](a.png)\n\n- Three\n- Four\n\n  Five\n\n<div>\nSix\n\n</div>\n\n|a|b|\n|-|-|\n|7|x|\n\n![Data](d.csv \"Eight\")\n\n    code\n\n> Nine\n\nTen[^1]\n\n![Alt](b.png \"Caption\")\n\n[^1]: Eleven\n"
	var got []string
	for _, s := range statementsOf(text, "en") {
		got = append(got, s.Kind+" "+strings.TrimSpace(strings.SplitN(text[s.Start:s.End], "\n", 2)[0]))
	}
	want := "heading One; paragraph Two *b*.; caption ![Alt](a.png); item Three; item Four; item Five; paragraph <div>; row |a|b; row |7|x; caption ![Data](d.csv \"Eight\"); code ; paragraph Nine; paragraph Ten[^1]; caption ![Alt](b.png \"Caption\"); footnote Eleven"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

// The form is written into files and compared years later.
func TestSaid(t *testing.T) {
	for text, want := range map[string]string{
		"":                         "",
		"  A  “b”, c! ":            "A b c",
		"1,000 and 1 000, 2 % – 3": "1,000 and 1 000, 2 % 3",
		"-5, a-5, 10–12":           " - 5 a 5, 10-12",
		"健康 是 权利。":                 "健康是权利",
		"Où ? À l’école":           "Où ? À l école",
		"١٬٠٠٠":                    " ١ ٬ ٠٠٠",
		"5'10 1’000":               "5'10 1'000",
		"a\u200Cb \u202Ec":         "ab c",
		"x@y.z #1 &c. 3/4":         "x @ y z # 1 & c 3 / 4",
	} {
		if got := Said(text); strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("%q says %q, want %q", text, got, want)
		}
	}
}

func FuzzStatements(f *testing.F) {
	f.Add("We ~~never~~ [agree](a.md)[^1]\n\n[^1]: x\n\n1. a\n   > b\n\n![x](a.csv)")
	f.Add("<div>\n<del>\n\na\n\n</del>\n</div>")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		for _, s := range statementsOf(text, "fr") {
			if s.Kind == "" || s.Start < 0 || s.End < s.Start || s.End > len(text) {
				t.Fatalf("%q: %+v", text, s)
			}
		}
	})
}

package data

import (
	"strconv"
	"strings"
	"testing"
)

var frontCases = []struct {
	name, text string
	format     Format
	want       string // messages
	front      string // the block
	value      string
	body       string
}{
	{"YAML", "---\ntitle: A\n---\nBody.\n", YAML, "", "title: A\n", `{title:"A"}`, "Body.\n"},
	{"YAML with dots", "---\ntitle: A\n...\nBody.\n", YAML, "", "title: A\n", `{title:"A"}`, "Body.\n"},
	{"blanks after the marks", "--- \t\ntitle: A\n---  \nBody.\n", YAML, "", "title: A\n", `{title:"A"}`, "Body.\n"},
	{"windows", "---\r\ntitle: A\r\n---\r\nBody.\r\n", YAML, "", "title: A\r\n", `{title:"A"}`, "Body.\r\n"},
	{"mark of UTF-8", "\uFEFF---\ntitle: A\n---\nBody.\n", YAML, "", "title: A\n", `{title:"A"}`, "Body.\n"},
	{"blank lines before", "\n \n---\ntitle: A\n---\nBody.\n", YAML, "", "title: A\n", `{title:"A"}`, "Body.\n"},
	{"no body", "---\ntitle: A\n---", YAML, "", "title: A\n", `{title:"A"}`, ""},
	{"empty", "---\n---\nBody.\n", YAML, "", "", `{}`, "Body.\n"},
	{"only a remark", "---\n# none\n---\nBody.\n", YAML, "", "# none\n", `{}`, "Body.\n"},
	{"dashes in a text", "---\ntext: |\n  a\n  ---\n  b\ntitle: A\n---\nBody.\n", YAML, "", "text: |\n  a\n  ---\n  b\ntitle: A\n", `{text:"a\n---\nb\n" title:"A"}`, "Body.\n"},
	{"dashes in the body", "---\ntitle: A\n---\nBody.\n\n---\n\nMore.\n", YAML, "", "title: A\n", `{title:"A"}`, "Body.\n\n---\n\nMore.\n"},
	{"TOML", "+++\ntitle = \"A\"\n+++\nBody.\n", TOML, "", "title = \"A\"\n", `{title:"A"}`, "Body.\n"},
	{"JSON", "{\n\"title\": \"A}\"\n}\n\nBody.\n", JSON, "", "{\n\"title\": \"A}\"\n}", `{title:"A}"}`, "\nBody.\n"},
	{"JSON on a line", "{\"title\": {\"fr\": \"A\"}}\nBody.\n", JSON, "", "{\"title\": {\"fr\": \"A\"}}", `{title:{fr:"A"}}`, "Body.\n"},
	{"JSON, the body on its line", "{\"title\": \"A\"} Body.\n", JSON, "", "{\"title\": \"A\"}", `{title:"A"}`, " Body.\n"},
	{"JSON with a slip", "{\n\"title\": \"A,\n\"date\": \"2016\"\n}\nBody.\n", JSON, "quote-unclosed@2:10", "{\n\"title\": \"A,\n\"date\": \"2016\"\n}", `{title:"A" date:"2016"}`, "Body.\n"},
	{"JSON unclosed", "{\n\"title\": \"A\"\n\nBody.\n", JSON, "bracket-unclosed@1:1", "{\n\"title\": \"A\"\n", `{title:"A"}`, "\nBody.\n"},
	{"none", "# Title\n\nBody.\n", None, "", "", "null", "# Title\n\nBody.\n"},
	{"a shortcode", "{{< figure >}}\n", None, "", "", "null", "{{< figure >}}\n"},
	{"a rule below text", "Text\n---\n", None, "", "", "null", "Text\n---\n"},
	{"a rule after a blank line", "\n---\n\nText.\n", None, "", "", "null", "\n---\n\nText.\n"},
	{"a slip inside", "---\ntitle: Health: a right\ndate: 2016\n---\nBody.\n", YAML, "colon-in-value@2:14", "title: Health: a right\ndate: 2016\n", `{title:"Health: a right" date:2016}`, "Body.\n"},
	{"unclosed", "---\ntitle: A\ntags:\n  - b\n\nBody: not a field?\n\nMore.\n", YAML, "front-matter-unclosed@4:1", "title: A\ntags:\n  - b\n", `{title:"A" tags:["b"]}`, "\nBody: not a field?\n\nMore.\n"},
	{"unclosed with a blank line inside", "---\ntitle: A\n\ndate: 2016\n\n# Heading\n", YAML, "front-matter-unclosed@4:1", "title: A\n\ndate: 2016\n", `{title:"A" date:2016}`, "\n# Heading\n"},
	{"unclosed TOML", "+++\ntitle = \"A\"\n\nBody.\n", TOML, "front-matter-unclosed@2:1", "title = \"A\"\n", `{title:"A"}`, "\nBody.\n"},
	{"unclosed and nothing more", "---\ntitle: A", YAML, "front-matter-unclosed@2:1", "title: A", `{title:"A"}`, ""},
	{"closed with too many dashes", "---\ntitle: A\n----\nBody.\n", YAML, "front-matter-closing@3:1", "title: A\n", `{title:"A"}`, "Body.\n"},
	{"closed with an indent", "---\ntitle: A\n ---\nBody.\n", YAML, "front-matter-closing@3:1", "title: A\n", `{title:"A"}`, "Body.\n"},
	{"closed with a dash", "---\ntitle: A\n—\nBody.\n", YAML, "front-matter-closing@3:1", "title: A\n", `{title:"A"}`, "Body.\n"},
	{"opened with a dash", "—-\ntitle: A\n---\nBody.\n", YAML, "front-matter-dashes@1:1", "title: A\n", `{title:"A"}`, "Body.\n"},
	{"opened with an indent", " ---\ntitle: A\n---\nBody.\n", YAML, "front-matter-dashes@1:1", "title: A\n", `{title:"A"}`, "Body.\n"},
	{"not opened", "title: A\ndate: 2016\n---\nBody.\n", YAML, "front-matter-not-opened@1:1", "title: A\ndate: 2016\n", `{title:"A" date:2016}`, "Body.\n"},
	{"YAML by name", "---yaml\ntitle: A\n---\nBody.\n", YAML, "", "title: A\n", `{title:"A"}`, "Body.\n"},
	{"TOML by name", "---toml\ntitle = \"A\"\n---\nBody.\n", TOML, "", "title = \"A\"\n", `{title:"A"}`, "Body.\n"},
	{"JSON by name", "---json\n{\"title\": \"A\"}\n---\nBody.\n", JSON, "", "{\"title\": \"A\"}\n", `{title:"A"}`, "Body.\n"},
	{"JSON between semicolons", ";;;\n{\"title\": \"A\"}\n;;;\nBody.\n", JSON, "", "{\"title\": \"A\"}\n", `{title:"A"}`, "Body.\n"},
	{"JSON by name, unclosed", "---json\n{\"title\": \"A\"}\n\nBody.\n", JSON, "front-matter-unclosed@2:1", "{\"title\": \"A\"}\n", `{title:"A"}`, "\nBody.\n"},
	{"a list", "---\n- a\n---\nBody.\n", YAML, "front-matter-not-fields@2:1", "- a\n", `{}`, "Body.\n"},
	{"a text", "---\nHealth for all\n---\nBody.\n", YAML, "yaml-no-fields@2:1", "Health for all\n", `{}`, "Body.\n"},
}

func TestReadFrontMatter(t *testing.T) {
	for _, c := range frontCases {
		t.Run(c.name, func(t *testing.T) {
			doc, ms := ReadFrontMatter(source(c.text))
			if got := ids(ms); got != c.want {
				t.Errorf("messages %q, want %q", got, c.want)
			}
			if doc.Format != c.format || plain(doc.Front) != c.value {
				t.Errorf("%s %s, want %s %s", doc.Format, plain(doc.Front), c.format, c.value)
			}
			if got := c.text[doc.FrontStart:doc.FrontEnd]; got != c.front {
				t.Errorf("front %q, want %q", got, c.front)
			}
			if got := c.text[doc.BodyStart:]; got != c.body {
				t.Errorf("body %q, want %q", got, c.body)
			}
			checkPlaces(t, c.text, doc.Front, false)
		})
	}
}

func TestUnclosedSaysWhere(t *testing.T) {
	for text, want := range map[string]string{
		"---\ntitle: A\ndate: 2016\n\nBody.\n": "4",
		"---\ntitle: A":                        "3",
		"---\ntitle: A\n":                      "3",
	} {
		_, ms := ReadFrontMatter(source(text))
		if len(ms) != 1 || ms[0].Args.Get("line") != want {
			t.Errorf("%q: %+v, want line %s", text, ms, want)
		}
	}
}

// TestMarksAreFound holds that the true closing line is found where the
// frontmatter package alone would take another one or none.
func TestMarksAreFound(t *testing.T) {
	for _, before := range []string{"", "\uFEFF"} {
		for _, end := range []string{"\n", "\r\n"} {
			text := before + strings.ReplaceAll("---\ntitle: É\nbody: |\n  x\n  ---\n  y\nlast: ż\n---\n---\n", "\n", end)
			doc, ms := ReadFrontMatter(source(text))
			last, _ := doc.Front.Get("last")
			if len(ms) > 0 || text[doc.BodyStart:] != "---"+end || text[last.Start:last.End] != "ż" {
				t.Errorf("%q: body %q, last %q, %s", text, text[doc.BodyStart:], text[last.Start:last.End], ids(ms))
			}
		}
	}
}

// TestUnclosed holds that the line to paste closes the front matter.
func TestUnclosed(t *testing.T) {
	for _, text := range []string{
		"---\ntitle: A\ntags:\n  - b\n\nBody: not a field?\n", "---\ntitle: A\n\ndate: 2016\n\n# Heading\n",
		"+++\ntitle = \"A\"\n\nBody.\n", "---\ntitle: A", "---\r\ntitle: A\r\n\r\nBody.\r\n",
	} {
		_, ms := ReadFrontMatter(source(text))
		if len(ms) != 1 || ms[0].Suggestion == "" || len(ms[0].Notes) != 1 || ms[0].Notes[0].Range.Start.Line != 1 {
			t.Errorf("%q: %+v", text, ms)
			continue
		}
		pasted := paste(text, ms)
		if doc, left := ReadFrontMatter(source(pasted)); len(left) > 0 || doc.Front.Kind != Map {
			t.Errorf("%q leaves %s", pasted, ids(left))
		}
		if n := ms[0].Args.Get("line"); strings.Split(pasted, "\n")[mustInt(t, n)-1] != text[:3] && !strings.Contains(text, "\r") {
			t.Errorf("%q: the line %s", pasted, n)
		}
	}
}

func mustInt(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

package check_test

import (
	"strings"
	"testing"
)

func TestSilencedAtItsPlace(t *testing.T) {
	const source = "En 2018, 54 pays ont signé.\n\nEn 2019, 61 pays."
	const other = "translation-number-other"
	for _, test := range []struct{ name, own, want string }{
		{"above the passage", "<!-- checks: {numbers: Nine have left since.} -->\nIn 2018, 45 countries signed.\n\nIn 2019, 61 countries.", ""},
		{"with a blank line between", "<!-- checks: {numbers: Nine have left since.} -->\n\nIn 2018, 45 countries signed.\n\nIn 2019, 61 countries.", ""},
		{"on lines", "<!--\nchecks:\n  numbers: Nine have left,\n    since then.\n-->\nIn 2018, 45 countries signed.\n\nIn 2019, 61 countries.", ""},
		{"without braces", "<!-- checks: numbers: \"Nine have left.\" -->\nIn 2018, 45 countries signed.\n\nIn 2019, 61 countries.", ""},
		{"Windows", "<!-- checks: {numbers: Nine have left.} -->\r\nIn 2018, 45 countries signed.\r\n\r\nIn 2019, 61 countries.", ""},
		{"not the passage after it", "<!-- checks: {numbers: Nine have left since.} -->\nIn 2018, 45 countries signed.\n\nIn 2019, 16 countries.", other},
		{"nor the one before", "In 2018, 45 countries signed.\n\n<!-- checks: {numbers: Nine have left since.} -->\nIn 2019, 61 countries.", other + " translation-silence-unneeded"},
		{"another check", "<!-- checks: {links: None is there.} -->\nIn 2018, 45 countries signed.\n\nIn 2019, 61 countries.", "translation-silence-unneeded " + other},
		{"without need", "<!-- checks: {numbers: Nine have left since.} -->\nIn 2018, 54 countries signed.\n\nIn 2019, 61 countries.", "translation-silence-unneeded"},
		{"no such check", "<!-- checks: {number: Nine have left.} -->\nIn 2018, 45 countries signed.\n\nIn 2019, 61 countries.", "translation-silence-form " + other},
		{"without a reason", "<!-- checks: {numbers: } -->\nIn 2018, 45 countries signed.\n\nIn 2019, 61 countries.", "translation-silence-form " + other},
		{"nothing", "<!-- checks: -->\nIn 2018, 54 countries signed.\n\nIn 2019, 61 countries.", "translation-silence-form"},
		{"within the text", "In 2018, <!-- checks: {numbers: Nine have left.} --> 45 countries signed.\n\nIn 2019, 61 countries.", "translation-silence-form " + other},
		{"another comment", "<!-- checks are below -->\nIn 2018, 54 countries signed.\n\nIn 2019, 61 countries.", ""},
		{"in code", "In 2018, 54 countries signed.\n\nIn 2019, 61 countries.\n\n```\n<!-- checks: {numbers: Nine have left since.} -->\n```", ""},
	} {
		got := compared(t, "en", "", source, test.own, "")
		if sorted(got) != sorted(test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func sorted(ids string) string {
	list := strings.Fields(ids)
	for i := range list {
		for j := i + 1; j < len(list); j++ {
			if list[j] < list[i] {
				list[i], list[j] = list[j], list[i]
			}
		}
	}
	return strings.Join(list, " ")
}

// A comment reaches a list, a table, a heading with its text, a quotation and a
// note; several checks stand in one.
func TestSilencedBlocks(t *testing.T) {
	for _, test := range []struct{ name, source, own, want string }{
		{"a list", "- 110\n- 120\n- Trois", "<!-- checks: {numbers: Of another year.} -->\n- 111\n- 121\n- Three", ""},
		{"an item", "- 110 un\n- 120 deux\n- Trois", "- 110 one\n  <!-- checks: {numbers: Of another year.} -->\n- 121 two\n- Three", ""},
		{"a table", "| A | B |\n|---|---|\n| 110 | Un |\n| 120 | Deux |", "<!-- checks: {numbers: Of another year.} -->\n\n| A | B |\n|---|---|\n| 111 | One |\n| 121 | Two |", ""},
		{"a quotation", "> Ils étaient 110.", "> <!-- checks: {numbers: Of another year.} -->\n> They were 111.\n>\n> And there.", ""},
		{"a quotation's second", "> Ils étaient 110.\n>\n> Puis 120.", "> <!-- checks: {numbers: Of another year.} -->\n> They were 111.\n>\n> Then 121.", "translation-number-other"},
		{"a note", "Un[^1].\n\n[^1]: Ils étaient 110.", "One[^1].\n\n<!-- checks: {numbers: Of another year.} -->\n[^1]: They were 111.", ""},
		{"a heading", "## Un 110\n\n### Deux", "<!-- checks: {numbers: Of another year., headings: They are two.} -->\n## One 111\n\n<!-- checks: {headings: They are two parts.} -->\n## Two", "translation-silence-unneeded"},
		{"a link", "Voir [B](b.fr.md) et 110.", "<!-- checks: {links: It is named above, links and all., numbers: Of another year.} -->\nSee B and 111.", ""},
		{"a footnote's number", "Un[^1].\n\n[^1]: Note.", "<!-- checks: {footnotes: None is needed.} -->\nOne.", "translation-footnotes translation-silence-unneeded"},
	} {
		if got := compared(t, "en", "", test.source, test.own, ""); sorted(got) != sorted(test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// What the field checks silences for the whole text must be needed, too.
func TestUnneededForTheWhole(t *testing.T) {
	const source, own = "En 2018, 54 pays ont signé.", "In 2018, 54 countries signed."
	if got := compared(t, "en", "checks: {numbers: Nine have left since.}\n", source, own, ""); got != "translation-silence-unneeded" {
		t.Error(got)
	}
}

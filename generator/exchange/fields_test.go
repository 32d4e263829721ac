package exchange

import (
	"testing"

	"tract/generator/data"
)

func f(names ...string) []step {
	var out []step
	for _, n := range names {
		out = append(out, step{name: n})
	}
	return out
}

func TestSet(t *testing.T) {
	item := func(name, id, part string) []step {
		return []step{{name: name}, {key: "id", id: id}, {name: part}}
	}
	front := parse(frontMatter)
	for _, c := range []struct {
		name string
		read parse
		text string
		path []step
		to   string
		want string // "" where it cannot be done
	}{
		{"plain", front, "---\ntitle: One # c\nx: 1\n---\nB\n", f("title"), "Deux", "---\ntitle: Deux # c\nx: 1\n---\nB\n"},
		{"plain no more", front, "---\ntitle: One\n---\n", f("title"), "Santé : un droit", "---\ntitle: \"Santé : un droit\"\n---\n"},
		{"number", front, "---\ntitle: One\n---\n", f("title"), "2022", "---\ntitle: \"2022\"\n---\n"},
		{"truth", front, "---\ntitle: One\n---\n", f("title"), "No", "---\ntitle: \"No\"\n---\n"},
		{"comment sign", front, "---\ntitle: One\n---\n", f("title"), "Santé #pourtous", "---\ntitle: \"Santé #pourtous\"\n---\n"},
		{"double quotes", front, "---\ntitle: \"One\"\n---\n", f("title"), "a \"b\" \\ c", "---\ntitle: \"a \\\"b\\\" \\\\ c\"\n---\n"},
		{"single quotes", front, "---\ntitle: 'One'\n---\n", f("title"), "l'appel", "---\ntitle: 'l''appel'\n---\n"},
		{"block", front, "---\nsummary: |\n    One\n    two\ntitle: x\n---\n", f("summary"), "Un\n\ndeux\n", "---\nsummary: |\n    Un\n\n    deux\ntitle: x\n---\n"},
		{"folded", front, "---\nsummary: >-\n  One\n  two\n---\n", f("summary"), "Un deux", "---\nsummary: |-\n  Un deux\n---\n"},
		{"several lines", front, "---\ntitle: One\n  two\nx: 1\n---\n", f("title"), "Un", "---\ntitle: Un\nx: 1\n---\n"},
		{"windows", front, "---\r\nsummary: |-\r\n  One\r\n  two\r\n---\r\n", f("summary"), "Un\ndeux", "---\r\nsummary: |-\r\n  Un\r\n  deux\r\n---\r\n"},
		{"missing", front, "---\ntitle: One\n---\nB\n", f("summary"), "Deux", "---\ntitle: One\nsummary: \"Deux\"\n---\nB\n"},
		{"empty", front, "---\ntitle: One\nsummary:\n---\nB\n", f("summary"), "Deux", "---\ntitle: One\nsummary: \"Deux\"\n---\nB\n"},
		{"null", front, "---\nsummary: ~\n---\nB\n", f("summary"), "Deux", "---\nsummary: \"Deux\"\n---\nB\n"},
		{"no front matter", front, "B\n", f("title"), "Deux", "---\ntitle: \"Deux\"\n---\nB\n"},
		{"no front matter, mark and CRLF", front, "\uFEFFB\r\n", f("title"), "Deux", "\uFEFF---\r\ntitle: \"Deux\"\r\n---\r\nB\r\n"},
		{"map made", front, "---\ntitle: One\n---\n", f("labels", "a.pdf"), "Deux", "---\ntitle: One\nlabels: {\"a.pdf\": \"Deux\"}\n---\n"},
		{"map grown", front, "---\nlabels:\n  a.pdf: x # c\ntitle: One\n---\n", f("labels", "b"), "Deux", "---\nlabels:\n  a.pdf: x # c\n  b: \"Deux\"\ntitle: One\n---\n"},
		{"flow map grown", front, "---\nlabels: {a: x }\n---\n", f("labels", "b"), "Deux", "---\nlabels: {a: x, b: \"Deux\" }\n---\n"},
		{"empty flow map", front, "---\nlabels: {}\n---\n", f("labels", "b"), "Deux", "---\nlabels: {b: \"Deux\"}\n---\n"},
		{"object made", front, "---\ntitle: One\n---\n", item("figures", "p", "label"), "Deux", "---\ntitle: One\nfigures: [{id: \"p\", label: \"Deux\"}]\n---\n"},
		{"object added", front, "---\nfigures:\n  - id: a\n    label: x\ntitle: One\n---\n", item("figures", "p", "label"), "Deux", "---\nfigures:\n  - id: a\n    label: x\n  - {id: \"p\", label: \"Deux\"}\ntitle: One\n---\n"},
		{"part of an object added", front, "---\nfigures:\n- id: p\n  n: 1\n- id: q\n---\n", item("figures", "p", "label"), "Deux", "---\nfigures:\n- id: p\n  n: 1\n  label: \"Deux\"\n- id: q\n---\n"},
		{"part of an object", front, "---\nfigures:\n- id: p\n  label: One\n---\n", item("figures", "p", "label"), "Deux, trois", "---\nfigures:\n- id: p\n  label: \"Deux, trois\"\n---\n"},
		{"list added to", front, "---\nwords: [a]\n---\n", []step{{name: "words"}, {index: 1}}, "b", "---\nwords: [a, \"b\"]\n---\n"},
		{"list with a hole", front, "---\nwords: [a]\n---\n", []step{{name: "words"}, {index: 2}}, "b", ""},
		{"list is a text", front, "---\nwords: a\n---\n", []step{{name: "words"}, {index: 1}}, "b", ""},
		{"alias", front, "---\ntitle: &a One\nsummary: *a\n---\n", f("title"), "Deux", ""},
		{"toml", front, "+++\ntitle = \"One\"\nx = 1\n+++\nB\n", f("title"), "a \"b\"", "+++\ntitle = \"a \\\"b\\\"\"\nx = 1\n+++\nB\n"},
		{"toml single", front, "+++\ntitle = 'One'\n+++\n", f("title"), "Deux", "+++\ntitle = 'Deux'\n+++\n"},
		{"toml single no more", front, "+++\ntitle = 'One'\n+++\n", f("title"), "l'un", "+++\ntitle = \"l'un\"\n+++\n"},
		{"toml missing", front, "+++\n[labels]\na = 'x'\n+++\n", f("title"), "Deux", "+++\ntitle = \"Deux\"\n[labels]\na = 'x'\n+++\n"},
		{"toml inline table", front, "+++\nlabels = {a = 'x'}\n+++\n", f("labels", "b"), "Deux", "+++\nlabels = {a = 'x', b = \"Deux\"}\n+++\n"},
		{"toml table", front, "+++\n[labels]\na = 'x'\n+++\n", f("labels", "b"), "Deux", ""},
		{"json", front, "{\"title\": \"One\", \"x\": 1}\nB\n", f("title"), "<a> \"b\"", "{\"title\": \"<a> \\\"b\\\"\", \"x\": 1}\nB\n"},
		{"json missing", front, "{\n  \"title\": \"One\"\n}\nB\n", f("summary"), "Deux", "{\n  \"title\": \"One\", \"summary\": \"Deux\"\n}\nB\n"},
		{"taxonomy", whole(data.YAML), "who:\n  name:\n    fr: OMS\n    en: WHO\nx:\n  name: Y\n", f("who", "name", "ar"), "منظمة", "who:\n  name:\n    fr: OMS\n    en: WHO\n    ar: \"منظمة\"\nx:\n  name: Y\n"},
		{"words", whole(data.YAML), "# c\nhome: Home\n", f("menu"), "Menu", "# c\nhome: Home\nmenu: \"Menu\"\n"},
		{"words of an empty file", whole(data.YAML), "", f("home"), "Home", "home: \"Home\"\n"},
		{"plural words", whole(data.YAML), "home: Home", f("m_n", "one"), "{count} one", "home: Home\nm_n: {one: \"{count} one\"}\n"},
	} {
		got, ok := set(c.read, []byte(c.text), c.path, c.to)
		if ok != (c.want != "") || string(got) != c.want && ok {
			t.Errorf("%s: %v\n%s\nwant\n%s", c.name, ok, got, c.want)
		}
	}
}

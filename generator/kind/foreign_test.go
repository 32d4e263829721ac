package kind

import (
	"testing"

	"tract/generator/config"
	"tract/generator/data"
	"tract/generator/diag"
)

// TestForeign holds what is read of values that other generators' schemas ask
// for, and that slips of an author stay errors.
func TestForeign(t *testing.T) {
	c, _ := config.Read(diag.Source{Path: config.File, Text: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}}\n")})
	set, ms := Load(nil)
	if len(ms) > 0 {
		t.Fatal(ms)
	}
	for _, test := range []struct {
		field   string
		foreign bool
		faults  int
		text    string // what is read, or the texts of a list
	}{
		{"authors: [{name: Amina, url: https://example.org}, Ben]", true, 0, "Amina Ben"},
		{"authors: {name: Amina, url: x}", true, 0, "Amina"},
		{"authors: {github: amina}", true, 0, ""},
		{"authors: Amina", false, 0, "Amina"},
		{"translators: [[a, b], c]", true, 0, "c"},
		{"related: [{title: A, url: /a}, b]", true, 0, "b"},
		{`draft: "false"`, true, 0, "false"},
		{`draft: "True"`, true, 0, "true"},
		{"draft: false", false, 0, "false"},
		{"draft: yes", false, 1, ""},
		{"series: [a]", true, 0, "a"},
		{"series: [a, b]", true, 0, ""},
		{"license: {name: CC BY, url: https://example.org}", true, 0, ""},
		{"publish: true", true, 0, ""},
		{"publish: false", false, 1, ""},
		{"publish: 2030-01-01", false, 0, "2030-01-01"},
		{"updated: true", true, 0, ""},
		{"updated: 04/03/2016", false, 1, "04/03/2016"},
		{"date: next spring", false, 1, "next spring"},
		{"date: {created: 2016-03-04}", true, 0, ""},
		{"weight: ten", false, 1, "ten"},
		{`weight: "10"`, false, 0, "10"},
		{"source: https://example.org/a", true, 0, ""},
		{"source: Le Monde", true, 0, ""},
		{"source: Medium", true, 0, ""},
		{"source: en", false, 0, "en"},
		{"image: https://example.org/a.png", true, 0, ""},
		{"image: //example.org/a.png", true, 0, ""},
		{"image: {src: a.png, alt: b}", true, 0, ""},
		{"image: true", true, 0, ""},
		{`image: "{{ page.image }}"`, true, 0, ""},
		{"source: [a]", true, 0, ""},
		{"files: ['*.png', b.pdf]", true, 0, "b.pdf"},
		{"related: true", true, 0, ""},
		{"related: [https://example.org/a, b]", true, 0, "b"},
		{"image: a.png", false, 0, "a.png"},
		{"files: [{src: '*.png', title: A}, {file: b.pdf, label: B}, c.pdf]", true, 0, "b.pdf c.pdf"},
		{"place: {name: Dakar, lat: 14.7}", true, 0, ""},
		{"place: {fr: Dakar, de: Dakar}", false, 1, ""},
		{"identifiers: [a, b]", true, 0, ""},
		{"labels: bug", true, 0, ""},
	} {
		text := []byte(test.field + "\n")
		src := diag.Source{Path: "content/a.md", Text: text}
		root, ms := data.Parse(src, data.YAML)
		if len(ms) > 0 || len(root.Fields) != 1 {
			t.Fatalf("%s: %v", test.field, ms)
		}
		f := set.CommonField(root.Fields[0].Name)
		v, foreign := f.Foreign(root.Fields[0].Value, c)
		got, ms := f.Check(src, v, c, true)
		if foreign != test.foreign || len(ms) != test.faults {
			t.Errorf("%s: foreign %v, %d faults", test.field, foreign, len(ms))
		}
		read := got.Text
		for i, s := range got.Strings() {
			if i > 0 {
				read += " "
			}
			read += s
		}
		if test.faults == 0 && read != test.text {
			t.Errorf("%s: read %q, want %q", test.field, read, test.text)
		}
	}
}

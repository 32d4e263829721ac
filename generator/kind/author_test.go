package kind

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tract/generator/config"
	"tract/generator/data"
	"tract/generator/diag"
)

// authorsOf reads the front matter of a file as its authors, without and with
// what other generators write.
func authorsOf(text string) (authors []Author, foreign bool, faults []string) {
	src := diag.Source{Path: "content/a.md", Text: []byte(text)}
	root, _ := data.Parse(src, data.YAML)
	v, ok := root.Get("authors")
	if !ok {
		return nil, false, nil
	}
	f := Field{Name: "authors", Type: Byline, List: true}
	c := &config.Config{}
	v, foreign = f.Foreign(v, c)
	read, ms := f.Check(src, v, c, false)
	for _, item := range read.Items {
		authors = append(authors, item.Author().Parted())
	}
	for _, m := range ms {
		faults = append(faults, m.ID)
	}
	return authors, foreign, faults
}

func TestAuthors(t *testing.T) {
	for _, test := range []struct {
		text    string
		want    []Author
		foreign bool
		faults  []string
	}{
		{text: "authors: Amina Diallo", want: []Author{{Name: "Amina Diallo"}}},
		{text: `authors: ["García Márquez, Gabriel"]`, want: []Author{{"Gabriel García Márquez", "García Márquez", "Gabriel", Person}}},
		{text: `authors: ["Paris, Lyon, Lille", "A,"]`, want: []Author{{Name: "Paris, Lyon, Lille"}, {Name: "A,"}}},
		{text: `authors: [{name: "Circle, Dakar", type: organisation}]`, want: []Author{{Name: "Circle, Dakar", Is: Body}}},
		{text: "authors: {family: Sen, given: Amartya}", want: []Author{{"Amartya Sen", "Sen", "Amartya", Person}}},
		{text: "authors: [{name: 毛 泽东, family: 毛, given: 泽东}]", want: []Author{{"毛 泽东", "毛", "泽东", Person}}},
		{text: "authors: [{name: A, url: https://a.example}, {title: B}]", want: []Author{{Name: "A"}, {Name: "B"}}, foreign: true},
		{text: "authors: [{url: https://a.example}]", foreign: true},
		{text: "authors: [{name: A, type: robot}]", faults: []string{"field-choice"}},
		{text: `authors: [{name: ""}]`, faults: []string{"field-empty"}},
		{text: "authors: [{name: A, family: [x]}]", faults: []string{"field-type-single"}},
	} {
		authors, foreign, faults := authorsOf(test.text)
		if diff := cmp.Diff(test.want, authors); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.text, diff)
		}
		if foreign != test.foreign || strings.Join(faults, " ") != strings.Join(test.faults, " ") {
			t.Errorf("%s: foreign %v, faults %q", test.text, foreign, faults)
		}
	}
}

// FuzzAuthors: whatever stands there, an author that is read has a name, and
// one with parts of a name is a person's.
func FuzzAuthors(f *testing.F) {
	f.Add("authors: [A, 'B, C', {name: D, type: person}]")
	f.Add("authors: {family: ',', given: ','}")
	f.Add("authors: [[a], {name: {b: c}}, null]")
	f.Fuzz(func(t *testing.T, text string) {
		authors, _, _ := authorsOf(text)
		for _, a := range authors {
			if a.Name == "" || a.Sorted() == "" {
				t.Fatalf("%q gives %+v", text, a)
			}
		}
	})
}

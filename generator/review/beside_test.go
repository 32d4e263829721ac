package review_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
	"tract/generator/review"
)

func TestSides(t *testing.T) {
	for _, test := range []struct{ name, source, own, want string }{
		{"of one form", "One.\n\n## Two\n\n- Three", "Un.\n\n## Deux\n\n- Trois", "title 2-2; p 5-5; h 7-7; li 9-9"},
		{"a paragraph is missing", "One more text.\n\n## Two\n\nThree more texts.\n\n## Four", "## Deux\n\nTrois autres textes.\n\n## Quatre", "title 2-2; p 5-0; h 7-5; p 9-7; h 11-9"},
		{"one more", "## Two\n\nThree.", "## Deux\n\nTrois.\n\n> Une note de plus.\n\n### Et cela", "title 2-2; h 5-5; p 7-7; p 0-9; h 0-11"},
		{"another order of fields", "One.", "Un.", "title 2-3; p 5-6"},
	} {
		front := "---\ntitle: Titre\n---\n\n"
		if strings.HasPrefix(test.name, "another") {
			front = "---\nslug: x\ntitle: Titre\n---\n\n"
		}
		l := build.Read(build.Settings{Files: fstest.MapFS{
			"tract.yaml":      {Data: []byte("base_url: https://example.org/\nsource_language: en\nlanguages: {en: {}, fr: {}}\n")},
			"content/a.md":    {Data: []byte("---\ntitle: Title\n---\n\n" + test.source + "\n")},
			"content/a.fr.md": {Data: []byte(front + test.own + "\n")},
		}})
		d := &review.Desk{Loaded: l}
		var got []string
		for _, x := range l.Site.Translations() {
			for _, b := range d.Sides(x) {
				got = append(got, fmt.Sprintf("%s %d-%d", b.Name, b.SourceLine, b.OwnLine))
				if b.Source == "" != (b.SourceLine == 0) || b.Own == "" != (b.OwnLine == 0) {
					t.Errorf("%s: %+v", test.name, b)
				}
			}
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s: got %s, want %s", test.name, strings.Join(got, "; "), test.want)
		}
	}
}

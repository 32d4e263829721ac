package build

import (
	"fmt"
	"testing"
	"testing/fstest"

	"tract/generator/diag"
)

// What breaks a message file is told with its place and the text that stands there.
func TestBrokenWords(t *testing.T) {
	for text, want := range map[string]string{
		"home: \"abc\nx: y\n":          "quote-unclosed 1:7",
		"home: abc\n\tx: y\n":          "yaml-indent 2:1",
		"home: Santé : un droit\n":     "colon-in-value 1:13",
		"home: {one: a\nsearch: b\n":   "bracket-unclosed 1:7",
		"home: abc\nnobody_has: \"x\"": "",
	} {
		l := Load(Settings{Files: fstest.MapFS{
			"tract.yaml":      {Data: []byte("title: T\nbase_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n")},
			"content/a.fr.md": {Data: []byte("---\ntitle: A\n---\n\nUn texte.\n")},
			"i18n/fr.yaml":    {Data: []byte(text)},
		}})
		found := ""
		for _, m := range l.Messages {
			if m.File == "i18n/fr.yaml" && m.Severity == diag.Error {
				found = fmt.Sprintf("%s %d:%d", m.ID, m.Range.Start.Line, m.Range.Start.Column)
				break
			}
		}
		if found != want {
			t.Errorf("%q: %q, wanted %q", text, found, want)
		}
	}
}

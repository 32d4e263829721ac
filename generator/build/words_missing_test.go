package build

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/diag"
	"tract/i18n"
)

// TestMissingWords: however many languages lack words of the interface, one
// message names them all; it names the file to write where there is one.
func TestMissingWords(t *testing.T) {
	words, _ := i18n.LoadMessages(nil, nil)
	lacksOne := fmt.Sprintf("gn (%d)", len(words.Keys())-1)
	for _, c := range []struct {
		languages, file string
		list            []string
	}{
		{"{fr: {}, ar: {}}", "", nil},
		{"{fr: {}, qu: {}}", "i18n/qu.yaml", []string{"qu"}},
		{"{fr: {}, ay: {}, qu: {}, gn: {}}", "tract.yaml", []string{"ay", "qu", lacksOne}},
	} {
		l := Load(Settings{Files: fstest.MapFS{
			"tract.yaml":         {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: " + c.languages + "\n")},
			"i18n/gn.yaml":       {Data: []byte("home: Óga\n")},
			"content/page.fr.md": {Data: []byte("---\ntitle: Une page\n---\nTexte.\n")},
		}})
		var found []diag.Message
		for _, m := range l.Check() {
			if m.ID == "ui-message-missing" {
				found = append(found, m)
			}
		}
		if c.file == "" {
			if len(found) > 0 {
				t.Errorf("%s: %v", c.languages, found)
			}
			continue
		}
		if len(found) != 1 || found[0].File != c.file {
			t.Errorf("%s: %v; wanted one message of %s", c.languages, found, c.file)
			continue
		}
		if got, want := found[0].Args.Get("languages"), strings.Join(c.list, ", "); got != want {
			t.Errorf("%s: it names %s, wanted %s", c.languages, got, want)
		}
		if got := found[0].Args.Get("language"); got != c.list[0] {
			t.Errorf("%s: it begins with %s, wanted %s", c.languages, got, c.list[0])
		}
	}
}

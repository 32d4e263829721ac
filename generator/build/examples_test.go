package build

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// The examples of the handbook are what Tract reads: each file of one builds
// without a word, but for the publications that it names and that are not there.
func TestHandbookExamples(t *testing.T) {
	for _, page := range []string{"events.md", "programmes.md", "fr/events.md", "fr/programmes.md"} {
		text, err := os.ReadFile("../../docs/handbook/" + page)
		if err != nil {
			t.Fatal(err)
		}
		files := fstest.MapFS{"tract.yaml": {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}, ar: {}, sw: {}}\nmessages: {ui-message-missing: off, term-unlisted: off}\n")}}
		name := ""
		for line := range strings.Lines(string(text)) {
			code, ok := strings.CutPrefix(line, "    ")
			switch {
			case strings.HasPrefix(code, "content/") && ok:
				name = strings.TrimSpace(code)
				files[name] = &fstest.MapFile{}
			case ok && name != "":
				files[name].Data = append(files[name].Data, code...)
			case strings.TrimSpace(line) != "":
				name = ""
			}
		}
		if len(files) != 3 {
			t.Errorf("%s: %d examples", page, len(files)-1)
		}
		l := Load(Settings{Files: files})
		for _, m := range l.Messages {
			if m.ID != "related-unknown" {
				t.Errorf("%s: %s %s %v", page, m.File, m.ID, m.Args)
			}
		}
		if l.Site == nil || len(l.Site.Publications) != 1 {
			t.Errorf("%s: the example is not published", page)
		}
	}
}

package build

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/diag"
)

// A list belongs to the text that it stands beside, in every way of naming files.
func TestWhichList(t *testing.T) {
	const list, text = "name,country\nKapok,SN\n", "---\ntitle: T\n---\n\nText.\n"
	tests := []struct {
		name  string
		files map[string]string
		page  string // that shows the list; empty for none
		told  string
	}{
		{"bundle", map[string]string{"declarations/a/index.fr.md": text, "declarations/a/signatories.csv": list}, "fr/declarations/a/", ""},
		{"suffix", map[string]string{"declarations/a.fr.md": text, "declarations/a.signatories.csv": list}, "fr/declarations/a/", ""},
		{"suffix, with a folder of its own", map[string]string{"declarations/a.fr.md": text, "declarations/a/signatories.csv": list}, "fr/declarations/a/", ""},
		{"tree", map[string]string{"fr/declarations/a.md": text, "fr/declarations/a/signatories.csv": list}, "fr/declarations/a/", ""},
		{"tree, beside the languages", map[string]string{"fr/declarations/a/index.md": text, "declarations/a/signatories.csv": list}, "fr/declarations/a/", ""},
		{"tree and suffix", map[string]string{"fr/declarations/a.md": text, "fr/declarations/a.signatories.csv": list}, "fr/declarations/a/", ""},
		{"joined by name", map[string]string{"declarations/x/index.fr.md": "---\ntitle: T\npublication: a\n---\n", "declarations/y/index.en.md": "---\ntitle: T\npublication: a\nslug: x\n---\n", "declarations/y/signatories.csv": list}, "fr/declarations/x/", ""},
		{"no text", map[string]string{"declarations/a.fr.md": text, "declarations/signatories.csv": list}, "", "signatory-no-text"},
		{"of a draft", map[string]string{"declarations/a.fr.md": "---\ntitle: T\ndraft: true\n---\n", "declarations/a.signatories.csv": list}, "", ""},
		{"two lists", map[string]string{"declarations/a/index.fr.md": text, "declarations/a/signatories.csv": list, "declarations/a/signatories.yaml": "- Other\n"}, "fr/declarations/a/", "signatory-two-lists"},
		{"another kind", map[string]string{"news/a/index.fr.md": "---\ntitle: T\ndate: 2024-01-01\n---\n", "news/a/signatories.csv": list}, "", "signatory-kind"},
		{"nobody", map[string]string{"declarations/a/index.fr.md": text, "declarations/a/signatories.csv": "name,withdrawn\nKapok,x\n"}, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := fstest.MapFS{"tract.yaml": {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}}\n")}}
			for p, text := range tt.files {
				files["content/"+p] = &fstest.MapFile{Data: []byte(text)}
			}
			l := Load(Settings{Files: files})
			var told []string
			for _, m := range l.Messages {
				if strings.HasPrefix(m.ID, "signator") || m.Severity == diag.Error {
					told = append(told, m.ID)
				}
			}
			if got := strings.Join(told, " "); got != tt.told {
				t.Errorf("told %q, want %q", got, tt.told)
			}
			shown := ""
			for _, r := range l.Site.Routes() {
				if r.Output == "signatories.csv" && r.Language.Tag == "fr" {
					shown = strings.TrimSuffix(r.Path, "signatories.csv")
				}
				if strings.HasPrefix(r.Path, "files/") {
					t.Errorf("%s is published", r.Path)
				}
			}
			if shown != tt.page {
				t.Fatalf("shown on %q, want %q", shown, tt.page)
			}
			if shown == "" {
				return
			}
			var b bytes.Buffer
			if _, err := l.Render(&b, shown+"index.html"); err != nil || !strings.Contains(b.String(), "<bdi>Kapok</bdi>") {
				t.Errorf("the page does not name who signed: %v", err)
			}
		})
	}
}

// With --keep-going a list that has errors is not shown in part.
func TestListWithErrors(t *testing.T) {
	l := Load(Settings{Files: fstest.MapFS{
		"tract.yaml":                              {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n")},
		"content/declarations/a/index.fr.md":      {Data: []byte("---\ntitle: T\n---\n")},
		"content/declarations/a/signatories.yaml": {Data: []byte("- name: Kapok\n  email: a@b.example\n")},
	}})
	rest := l.Without()
	if _, ok := rest.Site.Route("fr/declarations/a/index.html"); !ok {
		t.Error("the page is left out as well")
	}
	if _, ok := rest.Site.Route("fr/declarations/a/signatories.csv"); ok {
		t.Error("a list with errors is published")
	}
}

package build

import (
	"bytes"
	"image"
	"image/jpeg"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// handbook is the folder of the handbook.
const handbook = "../../docs/handbook"

// exampleSite is the site that the examples of a page stand in, unless they say
// otherwise; the page's own tract.yaml goes on below it.
const exampleSite = `base_url: https://example.org/
source_language: fr
languages: {fr: {}, en: {}, ar: {}, sw: {}}
messages: {ui-message-missing: off, term-unlisted: off}
`

// exampleForms are the forms that examples show.
const exampleForms = `forms:
  sign: {action: https://forms.example.org/sign, title: S, fields: [{name: a, label: A}]}
  join: {action: https://forms.example.org/join, title: J, fields: [{name: a, label: A}]}
  contact: {action: https://forms.example.org/contact, title: C, fields: [{name: a, label: A}]}
  subscribe: {action: https://forms.example.org/subscribe, title: S, fields: [{name: a, label: A}]}
`

// exampleFile is a line that names the file of the example below it.
var exampleFile = regexp.MustCompile(`^(?:content|kinds|taxonomies)/[^ *…<>]+\.[a-z]+$|^tract\.yaml$`)

// shown are the pictures and documents that examples have beside them.
var shown = regexp.MustCompile(`[\p{L}\d-]+\.(?:jpg|pdf)`)

// examples are the files of the examples of a page, and how many texts they are.
func examples(page string) (fstest.MapFS, int) {
	files := fstest.MapFS{}
	name, texts := "", 0
	for line := range strings.Lines(page) {
		code, ok := strings.CutPrefix(line, "    ")
		switch {
		case ok && exampleFile.MatchString(strings.TrimSpace(code)):
			if name = strings.TrimSpace(code); files[name] == nil {
				files[name] = &fstest.MapFile{}
				if path.Ext(name) == ".md" {
					texts++
				}
			}
		case ok && name != "":
			files[name].Data = append(files[name].Data, code...)
		case strings.TrimSpace(line) != "":
			name = ""
		case name != "":
			files[name].Data = append(files[name].Data, '\n')
		}
	}
	for name, f := range files {
		// What stands between the name of a file and its first line is no part
		// of it.
		f.Data = append(bytes.TrimSpace(f.Data), '\n')
		for _, other := range shown.FindAllString(string(f.Data), -1) {
			content := []byte("%PDF-1.4\n%%EOF\n")
			if path.Ext(other) == ".jpg" {
				var picture bytes.Buffer
				if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
					panic(err)
				}
				content = picture.Bytes()
			}
			files[path.Join(path.Dir(name), other)] = &fstest.MapFile{Data: content}
		}
	}
	return files, texts
}

// The examples of the handbook are what Tract reads: those of each page build
// together without a word, but for the publications that they name and that are
// not there. Both languages have the same examples.
func TestHandbookExamples(t *testing.T) {
	want := map[string]int{
		"declarations.md": 1, "events.md": 2, "forms.md": 2, "kinds.md": 8, "newsletters.md": 1, "programmes.md": 2, "seals.md": 3,
	}
	seen := map[string]int{}
	err := fs.WalkDir(os.DirFS(handbook), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Base(name) == "messages.md" {
			return err
		}
		text, err := os.ReadFile(filepath.Join(handbook, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		files, texts := examples(string(text))
		if texts == 0 {
			return nil
		}
		seen[path.Base(name)]++
		if n, known := want[path.Base(name)]; !known || texts != n {
			t.Errorf("%s: %d examples, want %d", name, texts, n)
		}
		buildExamples(t, name, files, texts)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range want {
		if seen[name] != 2 {
			t.Errorf("%s has examples in %d languages", name, seen[name])
		}
	}
}

// buildExamples builds the examples of a page.
func buildExamples(t *testing.T, page string, files fstest.MapFS, texts int) {
	t.Helper()
	config := exampleSite
	own := ""
	if f := files["tract.yaml"]; f != nil {
		own = string(f.Data)
	}
	if !strings.HasPrefix(own, "forms:") {
		config += exampleForms
	}
	files["tract.yaml"] = &fstest.MapFile{Data: []byte(config + own)}
	l := Load(Settings{Files: files})
	if l.Site == nil {
		t.Errorf("%s: %v", page, l.Messages)
		return
	}
	for _, m := range l.Messages {
		if m.ID != "related-unknown" {
			t.Errorf("%s: %s:%d %s %v", page, m.File, m.Range.Start.Line, m.ID, m.Args)
		}
	}
	real := 0
	for _, p := range l.Site.Publications {
		real += len(p.Real())
		if path.Base(page) != "kinds.md" || p.IsChapter() {
			continue
		}
		// That page says that its examples have all fields of their kinds.
		for i := range p.Kind.Fields {
			if f := &p.Kind.Fields[i]; p.Source.Field(f.Name).IsZero() && l.Site.Kinds.CommonField(f.Name) == nil {
				t.Errorf("%s: the example of a %s lacks %s", page, p.Kind.Name, f.Name)
			}
		}
	}
	for _, sec := range l.Site.Sections {
		for _, d := range sec.Documents {
			if d != nil {
				real++
			}
		}
	}
	if real != texts {
		t.Errorf("%s: %d texts are published of %d", page, real, texts)
	}
	for _, r := range l.Sample() {
		var out bytes.Buffer
		if _, err := l.Render(&out, r.Path); err != nil {
			t.Errorf("%s: %s: %v", page, r.Path, err)
		}
	}
}

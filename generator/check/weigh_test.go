package check_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
)

// A mail that becomes too heavy, or light again, is told after an edit as after
// a clean build, whether its text or a table in it has changed.
func TestWeightAfterEdits(t *testing.T) {
	files := fstest.MapFS{
		"tract.yaml":                       {Data: []byte("title: X\nbase_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n")},
		"content/newsletters/n-1/index.md": {Data: []byte("---\ntitle: N\ndate: 2026-01-02\nissue: 1\n---\n\nText.\n\n![Table](t.csv)\n")},
		"content/newsletters/n-1/t.csv":    {Data: []byte("a,b\n1,2\n")},
		"content/newsletters/n-2/index.md": {Data: []byte("---\ntitle: M\ndate: 2026-01-03\nissue: 2\n---\n\nText.\n")},
	}
	w := build.Open(build.Settings{Files: files})
	heavy := func(l *build.Loaded) int {
		n := 0
		for _, m := range l.Check() {
			if m.ID == "email-too-large" {
				n++
			}
		}
		return n
	}
	if n := heavy(w.Load(build.Changes{All: true})); n != 0 {
		t.Fatalf("%d heavy mails at first", n)
	}
	small, text := files["content/newsletters/n-1/t.csv"], files["content/newsletters/n-2/index.md"]
	long := func(head, line string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(head + strings.Repeat(line, 20_000))}
	}
	for i, edit := range []struct {
		path string
		file *fstest.MapFile
		want int
	}{
		{"content/newsletters/n-2/index.md", long(string(text.Data), "word "), 1},
		{"content/newsletters/n-1/t.csv", long("a,b\n", "1,2\n"), 2},
		{"content/newsletters/n-2/index.md", text, 1},
		{"content/newsletters/n-1/t.csv", small, 0},
	} {
		files[edit.path] = edit.file
		l := w.Load(build.Changes{Paths: []string{edit.path}})
		if n := heavy(l); n != edit.want {
			t.Errorf("edit %d: %d heavy mails, wanted %d", i, n, edit.want)
		}
		if n := heavy(build.Open(build.Settings{Files: files}).Load(build.Changes{All: true})); n != edit.want {
			t.Errorf("edit %d: %d heavy mails in a clean build, wanted %d", i, n, edit.want)
		}
	}
}

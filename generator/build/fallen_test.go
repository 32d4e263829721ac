package build

import (
	"io/fs"
	"regexp"
	"testing"
	"testing/fstest"

	"tract/generator/diag"
	"tract/generator/document"
)

// breaking is a folder one of whose files cannot be opened without a panic.
type breaking struct {
	fs.FS
	name string
}

func (b *breaking) Open(name string) (fs.File, error) {
	if name == b.name {
		panic("the disk is on fire")
	}
	return b.FS.Open(name)
}

// A panic while a site is read or checked is a message that names the place, and
// the site is read again as if nothing had been.
func TestFallen(t *testing.T) {
	files := &breaking{FS: fstest.MapFS{
		"tract.yaml":      {Data: []byte("title: T\nbase_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n")},
		"content/a.fr.md": {Data: []byte("---\ntitle: A\n---\n\nUn texte.\n")},
	}}
	fault := func(l *Loaded, id string) {
		t.Helper()
		for _, m := range l.Check() {
			if m.ID == id && m.Severity == diag.Error && regexp.MustCompile(`^generator/[a-z_/]+\.go:\d+$`).MatchString(m.Args.Get("place")) {
				return
			}
		}
		t.Errorf("no %s with a place: %v", id, l.Check())
	}
	w := Open(Settings{Files: files})
	for _, name := range []string{"tract.yaml", "content/a.fr.md", "content"} {
		files.name = name
		fault(w.Load(Changes{All: true}), "reading-fault")
		fault(w.Load(Changes{Paths: []string{name}}), "reading-fault")
		files.name = ""
		l := w.Load(Changes{Paths: []string{name}})
		if ms := l.Check(); l.Site == nil || len(l.Site.Publications) != 1 {
			t.Fatalf("%s: not read again: %v", name, ms)
		}
		// Linking again after one file, too.
		files.name = name
		w.Load(Changes{Paths: []string{"content/a.fr.md", "tract.yaml"}})
		files.name = ""
	}
	l := w.Load(Changes{All: true})
	l.input.Documents = []*document.Document{nil}
	fault(l, "checking-fault")
}

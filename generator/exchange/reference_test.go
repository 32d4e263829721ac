package exchange

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tract/generator/build"
	"tract/generator/diag"
	"tract/generator/exchange/po"
	"tract/generator/site"
)

const now = "2026-03-04 12:00+0000"

// load reads a site with its drafts.
func load(t testing.TB, files fs.FS) *Exchange {
	t.Helper()
	l := build.Load(build.Settings{Files: files, Options: site.Options{Drafts: true}})
	if l.Site == nil {
		t.Fatal(l.Messages)
	}
	return New(l.Site, files, diag.English, now)
}

// catalogues reads what was exported.
func catalogues(t *testing.T, files []File) []*po.File {
	t.Helper()
	var out []*po.File
	for _, f := range files {
		c, ms := po.Read(diag.Source{Path: f.Path, Text: f.Content})
		if c == nil || len(ms) > 0 {
			t.Fatalf("%s: %v\n%s", f.Path, ms, f.Content)
		}
		out = append(out, c)
	}
	return out
}

// taken are catalogues whose entries are all confirmed.
func taken(cs []*po.File) []*po.File {
	for _, c := range cs {
		for _, e := range c.Entries {
			e.SetFlag("fuzzy", false)
		}
	}
	return cs
}

// TestReferenceSite exports the whole reference site into each of its languages.
// gettext takes every file, and what comes back unaltered alters no byte of the
// Markdown, whether it is confirmed or not.
func TestReferenceSite(t *testing.T) {
	msgfmt, err := exec.LookPath("msgfmt")
	if err != nil {
		t.Fatalf("this test runs gettext's msgfmt (Debian package gettext): %v", err)
	}
	root := os.DirFS("../..")
	x := load(t, root)
	dir := t.TempDir()
	var names []string
	files, entries, translated := 0, 0, 0
	for _, l := range x.Site.Languages {
		out, ms := x.Export(Request{Language: l})
		if len(ms) > 0 {
			t.Fatal(ms)
		}
		for _, f := range out {
			name := filepath.Join(dir, filepath.FromSlash(f.Path))
			if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, f.Content, 0o600); err != nil {
				t.Fatal(err)
			}
			names = append(names, name)
		}
		read := catalogues(t, out)
		for _, c := range read {
			files++
			for _, e := range c.Entries {
				entries++
				if e.Words() {
					translated++
				}
			}
		}
		if l.Tag == "ar" {
			unchanged(t, x, l, out)
		}
		for _, confirmed := range []bool{false, true} {
			if confirmed {
				taken(read)
			}
			in := x.Import(read, "", false)
			for _, m := range in.Messages {
				t.Errorf("%s: %s:%d: %s %v", l.Tag, m.File, m.Range.Start.Line, m.ID, m.Args)
			}
			for _, f := range in.Files {
				if !strings.HasPrefix(f.Path, "translations/") {
					was, _ := fs.ReadFile(root, f.Path)
					t.Errorf("%s was to be altered (%d bytes, %d before)", f.Path, len(f.Content), len(was))
				}
			}
			if in.Taken > 0 {
				t.Errorf("%s: %d translations were taken for new", l.Tag, in.Taken)
			}
		}
	}
	t.Logf("%d files with %d entries, %d of them translated", files, entries, translated)
	if files < 300 || translated < 9000 {
		t.Errorf("only %d files, with %d entries translated", files, translated)
	}
	for _, name := range names {
		if out, err := exec.Command(msgfmt, "-c", "-o", os.DevNull, name).CombinedOutput(); err != nil || len(out) > 0 {
			t.Fatalf("%s", out)
		}
	}
}

// unchanged holds that a second export alters nothing.
func unchanged(t *testing.T, x *Exchange, l *site.Language, out []File) {
	t.Helper()
	old := map[string]*po.File{}
	for _, c := range catalogues(t, out) {
		old[c.Source.Path] = c
	}
	again, _ := x.Export(Request{Language: l, Old: func(path string) *po.File { return old[path] }})
	for _, f := range again {
		t.Fatalf("%s is not the same the second time:\n%.3000s", f.Path, f.Content)
	}
}

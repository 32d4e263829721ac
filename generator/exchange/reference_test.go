package exchange

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
	"tract/generator/data"
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
	with := fstest.MapFS{} // the site with all records
	copyAll(t, root, with)
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
			nothing(t, in, "translations/")
			for _, f := range in.Files {
				with[f.Path] = &fstest.MapFile{Data: f.Content}
			}
		}
	}
	confirmedAll(t, with)
	t.Logf("%d files with %d entries, %d of them translated", files, entries, translated)
	if files < 500 || translated < 8000 {
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

// nothing holds that an import alters nothing but what lies in a folder.
func nothing(t *testing.T, in *Imported, but string) {
	t.Helper()
	for _, m := range in.Messages {
		t.Errorf("%s:%d: %s %v", m.File, m.Range.Start.Line, m.ID, m.Args)
	}
	for _, f := range in.Files {
		if but == "" || !strings.HasPrefix(f.Path, but) {
			t.Errorf("%s was to be altered", f.Path)
		}
	}
	if in.Taken > 0 {
		t.Errorf("%d translations were taken for new", in.Taken)
	}
}

// confirmedAll holds that a site whose translations are all confirmed gives out
// no entry to be looked at, and that its records are as they should be.
func confirmedAll(t *testing.T, files fstest.MapFS) {
	t.Helper()
	x := load(t, files)
	current := 0
	for _, l := range x.Site.Languages {
		out, _ := x.Export(Request{Language: l})
		read := catalogues(t, out)
		for _, c := range read {
			for _, e := range c.Entries {
				if e.Has("fuzzy") {
					t.Errorf("%s:%d is to be looked at", c.Source.Path, e.Line)
				} else if e.Words() {
					current++
				}
			}
		}
		nothing(t, x.Import(read, "", false), "")
	}
	t.Logf("%d entries are current", current)
}

// copyAll copies what makes a site.
func copyAll(t *testing.T, from fs.FS, to fstest.MapFS) {
	t.Helper()
	for _, dir := range []string{"tract.yaml", "content", "taxonomies", "i18n", "translations"} {
		err := fs.WalkDir(from, dir, func(at string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return nil // a folder that the site does not have
			}
			text, err := fs.ReadFile(from, at)
			to[at] = &fstest.MapFile{Data: text}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestWholeEditions translates every text of the reference site into a language
// that it does not have, with the words of the source: the body comes out as it
// is there, byte for byte.
func TestWholeEditions(t *testing.T) {
	files := fstest.MapFS{}
	copyAll(t, os.DirFS("../.."), files)
	files["tract.yaml"].Data = []byte(strings.Replace(string(files["tract.yaml"].Data), "languages:\n", "languages:\n  de: {published: false}\n", 1))
	x := load(t, files)
	out, ms := x.Export(Request{Language: x.Site.Language("de"), Together: true})
	if len(ms) > 0 || len(out) != 1 {
		t.Fatal(ms)
	}
	read := catalogues(t, out)
	entries := 0
	for _, e := range read[0].Entries {
		if !e.IsHeader() && !e.Words() && !e.HasPlural {
			e.Strings = []string{e.ID}
			entries++
		}
	}
	in := x.Import(read, "", false)
	for _, m := range in.Messages {
		t.Errorf("%s:%d: %s %v", m.File, m.Range.Start.Line, m.ID, m.Args)
	}
	texts, compared := 0, 0
	for _, f := range in.Files {
		if !f.New {
			continue
		}
		texts++
		id := strings.NewReplacer("/index.de.md", "", ".de.md", "", ".md", "", "content/de/", "", "content/", "").Replace(f.Path)
		for _, tr := range x.Site.Translations() {
			if tr.Language.Tag != "de" || tr.ID != id {
				continue
			}
			compared++
			source, own := files[tr.Source.File.Path].Data, f.Content
			if body, want := string(own[frontEnd(own):]), string(source[frontEnd(source):]); body != want {
				t.Errorf("%s is not the body of %s", f.Path, tr.Source.File.Path)
			}
		}
		if strings.Contains(string(f.Content), "draft: true") {
			t.Errorf("%s is a draft", f.Path)
		}
	}
	t.Logf("%d entries gave %d texts", entries, texts)
	if texts < 80 || compared != texts || in.Refused > 0 {
		t.Errorf("%d texts, %d compared, %d entries refused", texts, compared, in.Refused)
	}
}

func frontEnd(text []byte) int {
	d, _ := data.ReadFrontMatter(diag.Source{Path: "x.md", Text: text})
	return d.BodyStart
}

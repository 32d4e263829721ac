package source_test

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"tract/generator/config"
	"tract/generator/diag"
	"tract/generator/source"
)

func configuration(t testing.TB, more string) *config.Config {
	t.Helper()
	c, ms := config.Read(diag.Source{Path: "tract.yaml", Text: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}, pt-BR: {}, zh-Hant: {}, he: {}}\n" + more)})
	if len(ms) > 0 {
		t.Fatal(ms)
	}
	return c
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// scan walks a site of the files named.
func scan(t *testing.T, more string, paths ...string) (*source.Tree, []string) {
	t.Helper()
	files := fstest.MapFS{}
	for _, p := range paths {
		files[p] = &fstest.MapFile{Data: []byte("x")}
	}
	tree, ms := source.Scan(files, configuration(t, more))
	var told []string
	for _, m := range ms {
		told = append(told, m.ID+" "+m.File)
	}
	return tree, told
}

func TestFiles(t *testing.T) {
	for _, test := range []struct{ path, want string }{
		// id, language (! when it stands in the name), role and base
		{"a.md", "a fr edition a"},
		{"p/a.md", "p/a fr edition a"},
		{"p/a.MARKDOWN", "p/a fr edition a"},
		{"p/a.en.md", "p/a en! edition a"},
		{"p/a.EN.md", "p/a en! edition a"},
		{"p/a.pt_br.md", "p/a pt-BR! edition a"},
		{"p/a.zh-hant.md", "p/a zh-Hant! edition a"},
		{"p/a.iw.md", "p/a he! edition a"}, // the old tag of Hebrew
		{"p/a.v2.md", "p/a.v2 fr edition a.v2"},
		{"p/a.v2.en.md", "p/a.v2 en! edition a.v2"},
		{"p/.en.md", ""},
		{"p/en.md", "p/en fr edition en"},
		{"p/a/index.md", "p/a fr index a"},
		{"p/a/index.en.md", "p/a en! index a"},
		{"p/a/_index.md", "p/a fr section a"},
		{"p/a/_index.en.md", "p/a en! section a"},
		{"index.md", " fr section ."},
		{"index.en.md", " en! section ."},
		{"_index.en.md", " en! section ."},
		{"en/index.md", " en! section ."},
		{"en/p/a.md", "p/a en! edition a"},
		{"EN/p/a.md", "p/a en! edition a"},
		{"pt_BR/p/a/index.md", "p/a pt-BR! index a"},
		{"en/p/a.en.md", "p/a en! edition a"},
		{"en/en/a.md", "en/a en! edition a"},
		{"p/en/a.md", "p/en/a fr edition a"},
		{"p/e\u0301te\u0301.md", "p/été fr edition été"},
		{"p/e\u0301/index.md", "p/é fr index é"},
		{"p/a b.md", "p/a b fr edition a b"},
		{"p/نص.en.md", "p/نص en! edition نص"},
	} {
		tree, told := scan(t, "", "content/"+test.path)
		got := ""
		if len(tree.Files) == 1 {
			f := tree.Files[0]
			role := "edition"
			switch {
			case f.Role == source.Section:
				role = "section"
			case f.Index:
				role = "index"
			}
			tagged := ""
			if f.Tagged {
				tagged = "!"
			}
			got = f.ID + " " + f.Language + tagged + " " + role + " " + f.Base
		}
		if got != test.want || test.want != "" && told != nil {
			t.Errorf("%s: %q with %q, want %q", test.path, got, told, test.want)
		}
	}
}

func TestScan(t *testing.T) {
	for _, test := range []struct {
		name, config string
		paths        []string
		files        []string
		assets       []string
		told         []string
	}{
		{
			name:  "files, pictures, and what is left alone",
			paths: []string{"content/a.md", "content/a.png", "content/.git/x.md", "content/.DS_Store", "content/b.md~", "content/Thumbs.db", "content/#c.md#", "content/node_modules/x.md", "other/x.md"},
			files: []string{"content/a.md"}, assets: []string{"content/a.png"},
		},
		{
			name:  "hidden texts and pages that are not built are told",
			paths: []string{"content/.a.md", "content/b.html", "content/c.rst"},
			told:  []string{"source-hidden content/.a.md", "source-format content/b.html", "source-format content/c.rst"},
		},
		{
			name:  "a language that the site does not have, once for each tag",
			paths: []string{"content/de/a.md", "content/de/b.md", "content/c.de.md", "content/pt/a.md", "content/no/a.md", "content/x.md"},
			files: []string{"content/x.md"},
			told:  []string{"source-language-not-built content/c.de.md", "source-language-not-built content/no/a.md", "source-language-not-built content/pt/a.md"},
		},
		{
			name: "a folder that is claimed", config: "sections: [no]\n",
			paths: []string{"content/no/a.md", "content/no/b.no.md"}, files: []string{"content/no/a.md"},
			told: []string{"source-language-not-built content/no/b.no.md"},
		},
		{
			name:  "folder and suffix that disagree",
			paths: []string{"content/en/a.fr.md", "content/en/a.en.md"}, files: []string{"content/en/a.en.md"},
			told: []string{"source-language-conflict content/en/a.fr.md"},
		},
		{
			name:  "a separator of Windows",
			paths: []string{"content/a\\b.md"}, told: []string{"source-name content/a\\b.md"},
		},
		{name: "no texts at all", paths: []string{"tract.yaml"}, told: []string{"source-no-content content"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			tree, told := scan(t, test.config, test.paths...)
			var files []string
			for _, f := range tree.Files {
				files = append(files, f.Path)
			}
			same(t, "files", files, test.files)
			if test.assets != nil {
				same(t, "assets", slices.Sorted(maps.Keys(tree.Assets)), test.assets)
			}
			slices.Sort(told)
			slices.Sort(test.told)
			same(t, "messages", told, test.told)
		})
	}
}

// TestLinks walks symbolic links in a file system that knows them.
func TestLinks(t *testing.T) {
	link := func(to string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(to), Mode: fs.ModeSymlink} }
	text := &fstest.MapFile{Data: []byte("x")}
	files := fstest.MapFS{
		"content/p/a.md": text, "shared/b.md": text, "shared/deep/c.en.md": text, "shared/pic.png": text,
		"content/p/b.md":      link("../../shared/b.md"),
		"content/q":           link("../shared"),
		"content/p/twice.md":  link("once.md"),
		"content/p/once.md":   link("../../shared/b.md"),
		"content/p/out.md":    link("../../../etc/passwd"),
		"content/p/root.md":   link("/etc/passwd"),
		"content/p/site":      link("../.."),
		"content/p/broken.md": link("nowhere.md"),
		"content/p/self.md":   link("self.md"),
		"content/p/x.md":      link("y.md"),
		"content/p/y.md":      link("x.md"),
		"content/p/up":        link("../p"),
		"content/r/s/up":      link("../../r"),
		"content/p/hop.md":    link("../q/b.md"),
		"content/p/wrong.md":  link(`..\..\..\etc`),
	}
	tree, ms := source.Scan(files, configuration(t, ""))
	var paths []string
	for _, f := range tree.Files {
		paths = append(paths, f.Path+" "+f.ID+" "+f.Language)
	}
	same(t, "files", paths, []string{
		"content/p/a.md p/a fr", "content/p/b.md p/b fr", "content/p/once.md p/once fr", "content/p/twice.md p/twice fr",
		"content/q/b.md q/b fr", "content/q/deep/c.en.md q/deep/c en",
	})
	same(t, "assets", slices.Sorted(maps.Keys(tree.Assets)), []string{"content/q/pic.png"})
	told := map[string]string{}
	for _, m := range ms {
		told[strings.TrimPrefix(m.File, "content/")] = m.ID
	}
	same(t, "messages", told, map[string]string{
		"p/out.md": "source-link-outside", "p/root.md": "source-link-outside", "p/site": "source-link-outside", "p/wrong.md": "source-link-outside",
		"p/broken.md": "source-link-broken", "p/self.md": "source-link-cycle", "p/x.md": "source-link-cycle", "p/y.md": "source-link-cycle",
		"p/up": "source-link-cycle", "r/s/up": "source-link-cycle", "p/hop.md": "source-link-outside",
	})
}

// Folders that all link to each other do not make a walk without end.
func TestManyLinks(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 9 {
		from := "content/d" + string(rune('0'+i)) + "/"
		files[from+"a.md"] = &fstest.MapFile{Data: []byte("x")}
		for j := range 9 {
			if i != j {
				files[from+"l"+string(rune('0'+j))] = &fstest.MapFile{Data: []byte("../d" + string(rune('0'+j))), Mode: fs.ModeSymlink}
			}
		}
	}
	tree, ms := source.Scan(files, configuration(t, ""))
	if len(tree.Files) != 9+9*8+9*8*7 || len(ms) == 0 {
		t.Errorf("%d files, %d messages", len(tree.Files), len(ms))
	}
}

// locked is a file system in which some things may not be read.
type locked struct {
	fstest.MapFS
	paths []string
}

func (l locked) Open(name string) (fs.File, error) {
	if slices.Contains(l.paths, name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.Open(name)
}

func (l locked) ReadDir(name string) ([]fs.DirEntry, error) {
	if slices.Contains(l.paths, name) {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.ReadDir(name)
}

func (l locked) ReadFile(name string) ([]byte, error) {
	if slices.Contains(l.paths, name) {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.ReadFile(name)
}

func TestUnreadable(t *testing.T) {
	text := &fstest.MapFile{Data: []byte("x")}
	files := locked{fstest.MapFS{"content/a.md": text, "content/p/b.md": text, "content/q/c.md": text}, []string{"content/p", "content/a.md"}}
	tree, ms := source.Scan(files, configuration(t, ""))
	if len(ms) != 1 || ms[0].ID != "source-unreadable" || ms[0].File != "content/p" {
		t.Errorf("messages: %v", ms)
	}
	if len(tree.Files) != 2 {
		t.Fatalf("files: %v", tree.Files)
	}
	if _, m := source.Read(files, &tree.Files[0], new([]byte)); m == nil || m.ID != "source-unreadable" {
		t.Errorf("a file that may not be read: %v", m)
	}
	if src, m := source.Read(files, &tree.Files[1], new([]byte)); m != nil || string(src.Text) != "x" {
		t.Errorf("a file that may be read: %v %v", src, m)
	}
	large := fstest.MapFS{"content/a.md": &fstest.MapFile{Data: make([]byte, 33<<20)}}
	if _, m := source.Read(large, &tree.Files[0], new([]byte)); m == nil || m.ID != "source-too-large" {
		t.Errorf("a large file: %v", m)
	}
	if _, err := fs.Stat(files, "content/zz.md"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestFolderID(t *testing.T) {
	for _, test := range []struct{ folder, language, want string }{
		{"content", "", ""}, {"content/p/q", "", "p/q"}, {"content/en/p", "en", "p"}, {"content/EN/p", "en", "p"}, {"content/pt_br", "pt-BR", ""},
		{"content/en/p", "fr", "en/p"}, {"content/p/en", "en", "p/en"}, {"content/e\u0301", "", "é"},
	} {
		if got := source.FolderID(test.folder, test.language); got != test.want {
			t.Errorf("FolderID(%q, %q) = %q, want %q", test.folder, test.language, got, test.want)
		}
	}
}

// FuzzScan walks sites with one file of any name: no panic, and the file is a
// text, an asset, told, or one that systems leave behind.
func FuzzScan(f *testing.F) {
	for _, seed := range []string{"a.md", "en/a.fr.md", "a..md", ".md", "..md", "en", "x/.en.md", "_index.de.md", "a.\xff.md", "\u202e.md", "a/../b.md", "zz/..x/y.MD", "a.pt_BR.md", "no/index.no.md"} {
		f.Add(seed)
	}
	c := configuration(f, "")
	f.Fuzz(func(t *testing.T, name string) {
		p := "content/" + name
		if !fs.ValidPath(p) || strings.Contains(p, "\x00") {
			return
		}
		tree, ms := source.Scan(fstest.MapFS{p: &fstest.MapFile{Data: []byte("x")}}, c)
		for _, file := range tree.Files {
			if file.Path != p || strings.HasPrefix(file.ID, "/") || strings.HasSuffix(file.ID, "/") || c.LanguageIndex(file.Language) < 0 || file.Base == "" {
				t.Errorf("%q: %+v", p, file)
			}
		}
		if source.IsMarkdown(name) && len(tree.Files) == 0 && len(ms) == 0 {
			for part := range strings.SplitSeq(name, "/") {
				if strings.HasPrefix(part, ".") || strings.HasPrefix(part, "#") || strings.HasSuffix(part, "~") || part == "node_modules" ||
					strings.HasSuffix(part, ".swp") || strings.HasSuffix(part, ".tmp") || part == "Thumbs.db" || part == "desktop.ini" {
					return
				}
			}
			t.Errorf("%q is lost without a word", p)
		}
	})
}

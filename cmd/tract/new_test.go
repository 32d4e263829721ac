package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tract/generator/diag"
	"tract/generator/scaffold"
)

// call runs the command as a user would, in English.
func call(args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(context.Background(), append([]string{"--messages", "en"}, args...), nil, &out, &err)
	return code, out.String(), err.String()
}

// succeed is a call that must end well; it gives what was printed.
func succeed(t *testing.T, args ...string) string {
	t.Helper()
	code, stdout, stderr := call(args...)
	if code != 0 || stderr != "" {
		t.Fatalf("tract %s: %d\n%s%s", strings.Join(args, " "), code, stdout, stderr)
	}
	return stdout
}

// silent builds a site, drafts included, which must not give any message.
func silent(t *testing.T, dir string, args ...string) {
	t.Helper()
	args = append([]string{"build", "--source", dir, "--drafts", "--strict", "--format", "json"}, args...)
	if code, stdout, stderr := call(args...); code != 0 || stdout != "" {
		t.Errorf("the site is not built without a message: %d\n%s%s", code, stdout, stderr)
	}
}

// write puts files below a folder, by path.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// snapshot is all files of a folder with what they hold.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, p)
		out[filepath.ToSlash(rel)] = read(t, dir, rel)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// refused is a call that must fail, say each of some words and alter nothing.
func refused(t *testing.T, dir string, want int, args []string, say ...string) {
	t.Helper()
	before := snapshot(t, dir)
	code, stdout, stderr := call(args...)
	if code != want || stdout != "" {
		t.Errorf("tract %s: %d, want %d\n%s%s", strings.Join(args, " "), code, want, stdout, stderr)
	}
	for _, s := range say {
		if !strings.Contains(stderr, s) {
			t.Errorf("tract %s does not say %q but: %s", strings.Join(args, " "), s, stderr)
		}
	}
	after := snapshot(t, dir)
	if len(before) != len(after) {
		t.Errorf("tract %s wrote something", strings.Join(args, " "))
	}
	for name, text := range before {
		if after[name] != text {
			t.Errorf("tract %s altered %s", strings.Join(args, " "), name)
		}
	}
}

// A site in every language that has texts or interface words, and in some that
// have neither, builds without a message.
func TestNewSiteBuilds(t *testing.T) {
	for _, tags := range []string{"en", "fr", "es", "pt", "ar", "bn", "hi", "zh", "sw", "de", "fa", "no", "pt-BR", "sr-Latn", "zh-Hant", "nah", "fr,en,ar", "de,fr"} {
		t.Run(tags, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "site")
			out := succeed(t, "new", "site", dir, "--lang", tags, "--title", `Réseau: "X" #1`)
			for name := range snapshot(t, dir) {
				if !strings.Contains(out, "  "+filepath.ToSlash(filepath.Join(dir, name))+"\n") {
					t.Errorf("%s is not listed in\n%s", name, out)
				}
			}
			silent(t, dir)
			// What stands as a comment in tract.yaml can be used.
			settings := strings.ReplaceAll(read(t, dir, "tract.yaml"), "\n#", "\n")
			settings = strings.ReplaceAll(settings, "\n ", "\n# ")
			settings = strings.ReplaceAll(settings, "\n#  ", "\n  ")
			write(t, dir, map[string]string{"tract.yaml": settings})
			silent(t, dir)
		})
	}
}

func TestNewSiteLanguages(t *testing.T) {
	for _, c := range []struct{ locale, tag string }{
		{"fr_FR.UTF-8", "fr"}, {"C", "en"}, {"C.UTF-8", "en"}, {"POSIX", "en"}, {"pt_BR", "pt"}, {"zh_TW.UTF-8", "zh-Hant"}, {"sr_RS@latin", "sr-Latn"}, {"", "en"}, {"ar", "ar"}, {"nb_NO", "no"},
	} {
		got := localeLanguage(func(name string) string {
			if name == "LANG" {
				return c.locale
			}
			return ""
		})
		if got != c.tag && !(c.tag == "no" && got == "nb") {
			t.Errorf("the locale %q gives %s, want %s", c.locale, got, c.tag)
		}
	}
	t.Setenv("LC_ALL", "ar_EG.UTF-8")
	dir := filepath.Join(t.TempDir(), "site")
	succeed(t, "new", "site", dir)
	read(t, dir, "content/_index.ar.md")
	dir = filepath.Join(t.TempDir(), "site")
	succeed(t, "new", "site", dir, "--lang", "en", "--lang", "fr")
	if !strings.Contains(read(t, dir, "tract.yaml"), "  en: {} # English\n  fr: {} # Français\n") {
		t.Error("--lang twice does not give two languages")
	}
	refused(t, dir, 2, []string{"new", "site", filepath.Join(dir, "x"), "--lang", "qqq-zz-1"}, "qqq-zz-1")
}

// Nothing is overwritten, and all or nothing is written.
func TestNewSiteOverwritesNothing(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"README.md": "mine", ".git/config": "mine"})
	refused(t, dir, 2, []string{"new", "site", dir}, filepath.ToSlash(dir)+"/README.md exists")
	os.Remove(filepath.Join(dir, "README.md"))
	succeed(t, "new", "site", dir, "--lang", "fr")
	refused(t, dir, 2, []string{"new", "site", dir, "--lang", "en"}, "/README.md", "/tract.yaml", "/.gitignore", "publish.yml")
	refused(t, dir, 2, []string{"new", "site", filepath.Join(dir, "tract.yaml")}, "is a file")
	refused(t, dir, 2, []string{"new", "site"}, "tract new takes")
}

// kinds are Tract's own.
var kinds = []string{"programme", "declaration", "report", "newsletter", "news", "resource", "event", "group", "page"}

// newSite is an empty site in three languages, with files of its own.
func newSite(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"tract.yaml":        "title: X\nbase_url: https://example.org/\nsource_language: fr\nlanguages:\n  fr: {}\n  en: {}\n  ar: {}\n",
		"content/_index.md": "---\ntitle: X\n---\n\nBonjour.\n",
	})
	write(t, dir, files)
	return dir
}

func TestNewPublication(t *testing.T) {
	dir := newSite(t, nil)
	for _, l := range []string{"fr", "ar"} {
		for _, k := range kinds {
			out := succeed(t, "new", k, "a-"+k+"-"+l, "--lang", l, "--source", dir)
			dated := k == "news" || k == "newsletter" || k == "event"
			if dated != strings.Contains(out, "--date") {
				t.Errorf("%s: a date is asked for, or not:\n%s", k, out)
			}
			succeed(t, "new", k, "b-"+k+"-"+l, "--lang", l, "--source", dir, "--date", "2026-03-04", "--title", `L'appel: "x"`)
		}
	}
	for _, f := range []string{
		"content/programmes/a-programme-fr/index.fr.md", "content/declarations/a-declaration-ar/index.ar.md", "content/pages/a-page-fr/index.fr.md",
		"content/news/b-news-ar/index.ar.md",
	} {
		if !strings.Contains(read(t, dir, f), "\ndraft: true\n") {
			t.Errorf("%s is no draft", f)
		}
	}
	if text := read(t, dir, "content/news/b-news-fr/index.fr.md"); !strings.Contains(text, "\ndate: 2026-03-04\n") || !strings.Contains(text, `title: "L'appel: \"x\""`) {
		t.Errorf("date or title are not those given:\n%s", text)
	}
	silent(t, dir)
	t.Setenv("SOURCE_DATE_EPOCH", "1772582400")
	succeed(t, "new", "event", "epoch", "--lang", "en", "--source", dir)
	if !strings.Contains(read(t, dir, "content/events/epoch/index.en.md"), "\nstart: 2026-03-04\n") {
		t.Error("SOURCE_DATE_EPOCH is not the date")
	}
}

// Each optional field that stands as a comment has a value that is accepted.
func TestNewPublicationComments(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		dir := newSite(t, map[string]string{
			"content/pages/example.fr.md": "---\ntitle: Exemple\n---\n\nTexte.\n",
		})
		for _, k := range kinds {
			succeed(t, "--messages", lang, "new", k, "x-"+k, "--lang", "fr", "--source", dir)
		}
		for name, text := range snapshot(t, dir) {
			if !strings.Contains(name, "/x-") {
				continue
			}
			var lines []string
			for line := range strings.Lines(text) {
				// The example of publication: would join all texts to one, and
				// neither the files nor the form are there.
				if strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "##") || strings.HasPrefix(line, "#  ") {
					line = line[1:]
				}
				if !slices.ContainsFunc([]string{"publication:", "image:", "files:", "form:", "slug:", "aliases:"}, func(p string) bool { return strings.HasPrefix(line, p) }) {
					lines = append(lines, line)
				}
			}
			write(t, dir, map[string]string{name: strings.Join(lines, "")})
		}
		silent(t, dir)
	}
}

// New texts are named as those that the folder has, in the folder that the
// site uses for the kind.
func TestNewPublicationPlace(t *testing.T) {
	const text = "---\ntitle: T\ndate: 2020\nnumber: 1\n---\n\nT.\n"
	for _, c := range []struct {
		name  string
		files []string
		kind  string
		lang  string
		want  string
	}{
		{"bundle", []string{"rapports/a/index.fr.md", "rapports/b/index.md", "rapports/c.fr.md"}, "report", "en", "rapports/new/index.en.md"},
		{"suffix", []string{"news/a.fr.md", "news/b.en.md", "news/c/index.fr.md"}, "news", "ar", "news/new.ar.md"},
		{"untagged", []string{"pages/a.md", "pages/b.md"}, "page", "fr", "pages/new.fr.md"},
		{"tree", []string{"fr/news/a.md", "fr/news/b.md", "en/news/a.md"}, "news", "en", "en/news/new.md"},
		{"tree, a language without a folder", []string{"fr/news/a.md"}, "news", "ar", "ar/news/new.md"},
		{"tree, another kind", []string{"fr/news/a.md"}, "event", "fr", "fr/events/new.md"},
		{"tree of bundles", []string{"fr/declaraciones/a/index.md"}, "declaration", "fr", "fr/declaraciones/new/index.md"},
		{"tree, a language's own folder", []string{"fr/rapports/a.md", "fr/rapports/b.md", "en/reports/a.md"}, "report", "en", "en/reports/new.md"},
		{"the folder with most texts", []string{"calls/a/index.fr.md", "charters/a.fr.md", "charters/b.fr.md"}, "declaration", "fr", "charters/new.fr.md"},
		{"a folder within another", []string{"network/circles/a.fr.md"}, "group", "fr", "network/circles/new.fr.md"},
		{"a text named as a folder", []string{"pages/news/index.fr.md", "pages/other/index.fr.md"}, "news", "fr", "news/new/index.fr.md"},
		{"none", nil, "page", "ar", "pages/new/index.ar.md"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{}
			for _, f := range c.files {
				files["content/"+f] = text
			}
			dir := newSite(t, files)
			out := succeed(t, "new", c.kind, "new", "--lang", c.lang, "--source", dir)
			if !strings.Contains(out, "/content/"+c.want+"\n") {
				t.Errorf("want %s, made:\n%s", c.want, out)
			}
			if strings.Contains(read(t, dir, "content/"+c.want), "\nkind:") {
				t.Error("the kind is written though the folder tells it")
			}
		})
	}
}

// A site's own kind, with every type of field required.
func TestNewPublicationOfOwnKind(t *testing.T) {
	var b strings.Builder
	b.WriteString("kind: study\nfolders: [studies]\ntemplate: page\nfields:\n")
	for _, typ := range []string{"text", "markdown", "integer", "number", "boolean", "date", "datetime", "time", "year", "url", "country", "region",
		"language", "timezone", "identifier", "reference", "localized", "map"} {
		b.WriteString("  a_" + typ + ": {type: " + typ + ", required: true}\n  some_" + typ + ": {type: " + typ + ", list: true, required: true}\n")
	}
	b.WriteString("  a_choice: {type: choice, values: [\"yes\", b], required: true}\n" +
		"  one: {type: object, required: true, fields: {x: {type: text}, y: {type: date}}}\n" +
		"  many: {type: object, list: true, required: true, fields: {note: {type: text}, id: {type: identifier, required: true}, name: {type: text, required: true, per: language}}}\n" +
		"  deep: {type: object, list: true, required: true, fields: {in: {type: object, required: true, fields: {x: {type: text, required: true}}}}}\n")
	dir := newSite(t, map[string]string{
		"kinds/study.yaml":      b.String(),
		"kinds/homeless.yaml":   "kind: homeless\ntemplate: page\n",
		"content/pages/a.fr.md": "---\ntitle: A\n---\n\nA.\n",
	})
	succeed(t, "new", "study", "water", "--lang", "fr", "--source", dir)
	silent(t, dir)
	succeed(t, "new", "homeless", "water", "--lang", "fr", "--source", dir)
	if text := read(t, dir, "content/homeless/water/index.fr.md"); !strings.Contains(text, "\nkind: homeless\n") {
		t.Errorf("nothing tells the kind:\n%s", text)
	}
	silent(t, dir)
	succeed(t, "new", "translation", "studies/water/index.fr.md", "--lang", "en", "--source", dir)
	silent(t, dir)
}

func TestNewPublicationRefusals(t *testing.T) {
	dir := newSite(t, map[string]string{
		"content/news/there.fr.md":   "---\ntitle: T\ndate: 2020\n---\n\nT.\n",
		"content/news/other.fr.md":   "---\ntitle: T\ndate: 2020\nslug: taken\naliases: [/fr/news/old/]\n---\n\nT.\n",
		"content/news/broken.fr.md":  "---\ntitle: [\n---\n\nT.\n",
		"content/news/waiting.fr.md": "---\ntitle: T\ndate: 2020\ndraft: true\n---\n\nT.\n",
	})
	to := func(args ...string) []string { return append(append([]string{"new"}, args...), "--source", dir) }
	refused(t, dir, 2, to("novels", "x", "--lang", "fr"), "no kind “novels”", "declaration")
	refused(t, dir, 2, to("declartion", "x", "--lang", "fr"), "did you mean declaration")
	refused(t, dir, 2, to("news", "x", "--lang", "de"), "“de” is not a language of this site", "fr, en, ar")
	refused(t, dir, 2, to("news", "x"), "--lang", "fr, en, ar")
	refused(t, dir, 2, to("news", "a/b.md", "--lang", "fr"), "a-b-md")
	refused(t, dir, 2, to("news", "there", "--lang", "fr"), "there.fr.md exists")
	refused(t, dir, 2, to("news", "there", "--lang", "en"), "there.fr.md exists")
	refused(t, dir, 2, to("news", "broken", "--lang", "fr"), "broken.fr.md exists")
	refused(t, dir, 2, to("news", "waiting", "--lang", "fr"), "waiting.fr.md exists")
	refused(t, dir, 2, to("news", "taken", "--lang", "fr"), "/fr/news/taken/", "other.fr.md")
	refused(t, dir, 2, to("news", "old", "--lang", "fr"), "/fr/news/old/", "/fr/news/taken/")
	refused(t, dir, 2, to("news"), "tract new takes")
	refused(t, dir, 2, to("news", "x", "y", "--lang", "fr"), "tract new takes")
	refused(t, dir, 2, to("news", "x", "--lang", "fr", "--date", "04/03/2026"), "--date")
	refused(t, dir, 2, []string{"new", "news", "x", "--lang", "fr", "--source", t.TempDir()}, "no tract.yaml")
	write(t, dir, map[string]string{"tract.yaml": "title: X\n"})
	refused(t, dir, 2, to("news", "x", "--lang", "fr"), "base_url", "cannot be read")
}

func TestWriteAll(t *testing.T) {
	dir := t.TempDir()
	at := func(p string) string { return filepath.Join(dir, filepath.FromSlash(p)) }
	if err := writeAll(at("new/site"), []scaffold.File{{Path: "a/b.md", Content: []byte("b")}, {Path: "c.md", Content: []byte("c")}}); err != nil {
		t.Fatal(err)
	}
	err := writeAll(at("new/site"), []scaffold.File{{Path: "a/b.md", Content: nil}, {Path: "a/new.md", Content: nil}, {Path: "c.md", Content: nil}})
	var r *scaffold.Refusal
	if !errors.As(err, &r) || r.Reason != scaffold.Exists || r.Args[0] != "a/b.md\nc.md" {
		t.Errorf("what is there is not refused: %v", err)
	}
	if _, err := os.Stat(at("new/site/a/new.md")); err == nil {
		t.Error("a part was written")
	}
	if b, _ := os.ReadFile(at("new/site/c.md")); string(b) != "c" {
		t.Errorf("c.md is now %q", b)
	}
	// A fault in the middle leaves nothing behind, no folder either.
	if err := writeAll(at("other/site"), []scaffold.File{{Path: "x/y.md", Content: nil}, {Path: "f", Content: nil}, {Path: "f/z.md", Content: nil}}); err == nil {
		t.Error("a file below a file was written")
	}
	if _, err := os.Lstat(at("other")); err == nil {
		t.Error("folders were left behind")
	}
	if err := writeAll(at("new/site/c.md"), []scaffold.File{{Path: "a", Content: nil}}); !errors.As(err, &r) || r.Reason != scaffold.NotAFolder {
		t.Errorf("a file in the place of the folder: %v", err)
	}
}

// The command has a sentence for every reason, in both languages.
func TestRefusalsHaveWords(t *testing.T) {
	for _, l := range []diag.Language{diag.English, diag.French} {
		for _, r := range scaffold.Reasons() {
			if words[l]["new-"+string(r)] == "" {
				t.Errorf("no sentence in %s for %s", l, r)
			}
		}
		for key := range words[diag.English] {
			if words[l][key] == "" {
				t.Errorf("no %s in %s", key, l)
			}
		}
	}
}

package check_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
)

// told are the messages of a site of one text under test, as "id line:column
// detail".
func told(t *testing.T, front, body string, more map[string]string) string {
	t.Helper()
	files := fstest.MapFS{
		"tract.yaml": {Data: []byte("base_url: https://example.org/base/\nsource_language: fr\nlanguages: {fr: {}, en: {}}\nmessages: {ui-message-missing: off, term-unlisted: off, source-format: off}\n")},
	}
	for name, text := range map[string]string{
		"content/pages/a/index.md":     "---\ntitle: A\n" + front + "---\n" + body,
		"content/pages/bread.md":       "---\ntitle: B\nslug: pain\ntags: [blé]\n---\n## Un\n\n## Deux\n",
		"content/pages/bread.en.md":    "---\ntitle: B\n---\n## One\n",
		"content/pages/draft.md":       "---\ntitle: D\ndraft: true\n---\n",
		"content/news/_index.md":       "---\ntitle: N\n---\n",
		"content/pages/a/pic.svg":      `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><path d="M0 0"/></svg>`,
		"content/pages/a/not.png":      "no image",
		"content/pages/a/glossary.csv": "a\n",
		"content/pages/a/data.csv":     "a,b\n1,2\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range more {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	var out []string
	for _, m := range build.Load(build.Settings{Files: files}).Messages {
		at := ""
		if m.Range.Start.Line > 0 {
			at = " " + strconv.Itoa(m.Range.Start.Line) + ":" + strconv.Itoa(m.Range.Start.Column)
		}
		out = append(out, strings.TrimSpace(m.ID+at+" "+m.Args.Get("near")))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func TestLinks(t *testing.T) {
	for _, test := range []struct{ body, want string }{
		{"[x](../bread.md) [x](../bread.fr.md) [x](../bread) [x](../bread/) [x](/pages/bread) [x](/fr/pages/bread.md) [x](/base/pages/bread/)", ""},
		{"[x](/fr/pages/pain/) [x](/base/fr/pages/pain/index.html) [x](../pain/) [x](/tags/blé/) [x](/fr/tags/bl%C3%A9/)", ""},
		{"[x](/) [x](../../news/) [x](/news/_index.md) [x](index.md) [x](.)", ""},
		{"[x](../draft.md) [x](/pages/draft/)", ""},
		{"[x](https://example.org/) [x](mailto:a@example.org) [x](tel:1) <https://example.org>", ""},
		{"[x](../braed.md)", "link-near 4:5 /pages/bread/"},
		{"[x](/elsewhere/bread.md)", "link-near 4:5 /pages/bread/"},
		{"[x](zzzzzzzz.md)", "link-unresolved 4:5"},
		{"[x](../../../../../etc/passwd)", "link-unresolved 4:5"},
		{"[x](/../../etc/passwd)", "link-unresolved 4:5"},
		{"[x](%2e%2e/%2e%2e/%2e%2e/etc/passwd)", "link-unresolved 4:5"},
		{"[x](../bread.md#un) [x](../bread.md#one) [x](../bread.md#)", "fragment-elsewhere 4:25"},
		{"[x](../bread.md#trois)", "fragment-unresolved 4:5"},
		{"[x](#ici)", "fragment-unresolved 4:5"},
		{"[x](#ici)\n\n## Ici", ""},
		{"![x](pic.svg) ![x](/pages/a/pic.svg) [x](pic.svg) [x](data.csv)", ""},
		{"![x](nowhere.png)", "image-unresolved 4:6"},
		{"![x](../bread.md)", "image-unresolved 4:6"},
		{"![x](not.png)", "image-not"},
		{"[x](glossary.csv)", "link-file-refused 4:5"},
		{"![x](glossary.csv)", "link-file-refused 4:6"},
		{"![x](data.csv)", ""},
		{"`[x](nowhere.md)`\n\n    [x](nowhere.md)", ""},
		{"[x][y]\n\n[y]: nowhere.md", "link-unresolved 6:6"},
		{"é中 [x](zzzzzzzz.md)", "link-unresolved 4:8"},
	} {
		got := told(t, "", test.body, nil)
		if strings.HasPrefix(test.want, "image-not") {
			if !strings.HasPrefix(got, "image-") {
				t.Errorf("%s: %s", test.body, got)
			}
			continue
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.body, got, test.want)
		}
	}
}

// A file that is missing is one of its sort, never a page.
func TestNearFiles(t *testing.T) {
	files := map[string]string{
		"content/pages/a/song.mp3": "x", "content/pages/a/Marche.MP4": "x", "content/pages/a/bread.png": "x", "content/pages/a/wells.webm": "x",
		"content/pages/other/far.ogg": "x", "content/pages/a/letter.pdf": "%PDF-", "content/pages/song.md": "---\ntitle: S\n---\n",
	}
	for _, test := range []struct{ body, want string }{
		{"![x](songg.mp3)", "image-near 4:6 song.mp3"},
		{"![x](marche.mp4)", "image-near 4:6 Marche.MP4"},
		{"![x](wells.mp4)", "image-near 4:6 wells.webm"},
		{"![x](/pages/a/songg.mp3)", "image-near 4:6 song.mp3"},
		{"![x](far.ogg)", "image-near 4:6 /pages/other/far.ogg"},
		{"[x](songg.mp3)", "link-near 4:5 song.mp3"},
		{"[x](lettre.pdf)", "link-near 4:5 letter.pdf"},
		{"[x](bread.mp4)", "link-unresolved 4:5"}, // /pages/bread/ is a page, bread.png a picture
		{"![x](bread.mp4)", "image-unresolved 4:6"},
		{"![x](brread.png)", "image-near 4:6 bread.png"},
		{"[x](../braed.md)", "link-near 4:5 /pages/bread/"},
	} {
		got := strings.Join(slices.DeleteFunc(strings.Split(told(t, "", test.body, files), ", "), func(m string) bool {
			return !strings.HasPrefix(m, "link-") && !strings.HasPrefix(m, "image-near") && !strings.HasPrefix(m, "image-unresolved")
		}), ", ")
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.body, got, test.want)
		}
	}
}

func TestFields(t *testing.T) {
	for _, test := range []struct{ front, want string }{
		{"related: [pages/bread, /pages/bread/, pages/draft]\n", ""},
		{"related: [pages/zzzzzz]\n", "related-unknown 3:10"},
		{"form: zzzzzz\n", "form-unknown 3:7"},
		{"image: pic.svg\n", ""},
		{"image: /pages/a/pic.svg\n", ""},
		{"image: lost.png\n", "file-missing 3:8"},
		{"image: ../../../etc/passwd\n", "file-missing 3:8"},
		{"files: [data.csv, pic.svg]\n", ""},
		{"files: [lost.pdf]\n", "file-missing 3:8"},
		{"files: [glossary.csv]\n", "link-file-refused 3:8"},
		{"files: [{file: lost.pdf, label: L}]\n", "file-missing 3:8"},
	} {
		if got := told(t, test.front, "", nil); got != test.want {
			t.Errorf("%s: %s, want %s", test.front, got, test.want)
		}
	}
}

// A section names a form as a text does.
func TestFormOfSection(t *testing.T) {
	if got := told(t, "", "", map[string]string{"content/pages/_index.fr.md": "---\ntitle: Pages\nform: zzzzzz\n---\n"}); got != "form-unknown 3:7" {
		t.Errorf("told %q", got)
	}
}

// What a translation inherits is told once, at the source edition.
func TestOnce(t *testing.T) {
	got := told(t, "image: lost.png\n", "", map[string]string{"content/pages/a/index.en.md": "---\ntitle: A\n---\n"})
	if got != "file-missing 3:8" {
		t.Error(got)
	}
}

// A table that is shown is read for what is wrong with it.
func TestTables(t *testing.T) {
	got := told(t, "", "![x](bad.csv)\n\n![y](bad.csv)", map[string]string{"content/pages/a/bad.csv": "a,b\n\"c,d\n"})
	if !strings.HasPrefix(got, "csv-") || strings.Contains(got, ",") {
		t.Error(got)
	}
}

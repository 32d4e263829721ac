package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// digest is one sum over the paths and bytes of a folder.
func digest(t *testing.T, folder string) string {
	t.Helper()
	sum := sha256.New()
	files := os.DirFS(folder)
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, path)
		fmt.Fprintf(sum, "%s\x00%d\x00%s", path, len(text), text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}

// The figures of two machines can be compared only when both built the same
// texts: these digests hold them for good.
func TestSameBytes(t *testing.T) {
	for _, c := range []struct {
		name    string
		options Options
		want    string
	}{
		{"two languages", Options{Works: 40, Languages: 2, Seed: 1, Words: 700, Missing: 0.15}, "7189199c8b297422"},
		{"all languages", Options{Works: 40, Languages: Most, Seed: 1, Words: 700, Missing: 0.15}, "921e9d74636f55de"},
		{"another seed", Options{Works: 40, Languages: 2, Seed: 2, Words: 700, Missing: 0.15}, "c5b75ccb38f180f7"},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := t.TempDir()
			if _, err := Write(folder, c.options); err != nil {
				t.Fatal(err)
			}
			if got := digest(t, folder); got != c.want {
				t.Errorf("the corpus has the digest %s, and had %s", got, c.want)
			}
		})
	}
}

func TestShareOfMissingTranslations(t *testing.T) {
	for _, languages := range []int{2, 5, Most} {
		o := Standard(400, languages)
		o.Words = 10
		w, err := Write(t.TempDir(), o)
		if err != nil {
			t.Fatal(err)
		}
		if share := 1 - float64(w.Pages)/float64(400*languages); share < 0.12 || share > 0.18 {
			t.Errorf("%d languages: a share of %.3f is missing, wanted about 0.15", languages, share)
		}
	}
}

func TestEveryWorkHasAnEdition(t *testing.T) {
	folder := t.TempDir()
	o := Standard(60, 2)
	o.Missing = 0.5
	if _, err := Write(folder, o); err != nil {
		t.Fatal(err)
	}
	works, err := filepath.Glob(filepath.Join(folder, "content", "*", "*-*"))
	if err != nil || len(works) != 60 {
		t.Fatalf("%d works, wanted 60 (%v)", len(works), err)
	}
	for _, w := range works {
		if editions, _ := filepath.Glob(filepath.Join(w, "index.*.md")); len(editions) == 0 {
			t.Errorf("%s has no edition", w)
		}
	}
}

// Every language is written in its own script, and in words of its own.
func TestScripts(t *testing.T) {
	scripts := map[string]*unicode.RangeTable{
		"fr": unicode.Latin, "en": unicode.Latin, "es": unicode.Latin, "pt": unicode.Latin, "sw": unicode.Latin,
		"ar": unicode.Arabic, "hi": unicode.Devanagari, "zh": unicode.Han, "ru": unicode.Cyrillic, "bn": unicode.Bengali,
	}
	for _, l := range languages {
		script, ok := scripts[l.code]
		if !ok {
			t.Errorf("the script of %s is not in this test", l.code)
			continue
		}
		words := strings.Fields(l.words)
		if len(words) < 100 {
			t.Errorf("%s has %d words", l.code, len(words))
		}
		for _, w := range words {
			if first, _ := utf8.DecodeRuneInString(w); !unicode.Is(script, first) {
				t.Errorf("%s: %q is not in its script", l.code, w)
			}
		}
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for _, o := range []Options{Standard(1, 0), Standard(1, Most+1), {Works: 1, Languages: 1, Missing: 1}} {
		if _, err := Write(t.TempDir(), o); err == nil {
			t.Errorf("%+v was taken", o)
		}
	}
}

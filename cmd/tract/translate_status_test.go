package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestStatusCompilesLittle: what a translation's body says costs nothing unless
// there is a doubt whether it is translated, for blocks of the source are what is
// compared. Compiling makes some objects for each paragraph, reading a file does
// not.
func TestStatusCompilesLittle(t *testing.T) {
	english, err := os.ReadFile("../../content/declarations/panama-2022/index.en.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(english[4:]), "\n---\n")
	objects := func(times int) uint64 {
		dir := t.TempDir()
		put := func(name, text string) {
			p := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		put("tract.yaml", "base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}}\n")
		for i := range 60 {
			put(fmt.Sprintf("content/pages/p%d.fr.md", i), fmt.Sprintf("---\ntitle: La page %d\n---\n\nLa santé est un droit de tous les peuples du monde.\n", i))
			put(fmt.Sprintf("content/pages/p%d.en.md", i), fmt.Sprintf("---\ntitle: The page %d\n---\n\n", i)+strings.Repeat(text, times))
		}
		succeed(t, "translate", "confirm", "--all", "--source", dir)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		var out, errs bytes.Buffer
		if code := run(t.Context(), []string{"translate", "status", "--source", dir}, strings.NewReader(""), &out, &errs); code != 0 {
			t.Fatal(errs.String())
		}
		runtime.ReadMemStats(&after)
		return after.Mallocs - before.Mallocs
	}
	few, many := objects(1), objects(8)
	t.Logf("%d objects for translations, %d for those that are eight times as long", few, many)
	if 2*many > 3*few {
		t.Errorf("%d objects for translations that are eight times as long as those of %d", many, few)
	}
}

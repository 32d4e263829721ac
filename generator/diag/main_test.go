package diag

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files and the handbook's pages")

// The printers are tested on a small catalogue of their own, so that a better
// word in the real one changes no golden file. Tests of the real one read it
// from catalogueFiles.
func TestMain(m *testing.M) {
	files := os.DirFS("testdata")
	en, fr := readCatalogue(files, "catalogue/en"), readCatalogue(files, "catalogue/fr")
	english = func() catalogue { return en }
	french = func() catalogue { return fr }
	flag.Parse()
	os.Exit(m.Run())
}

// golden compares with testdata/<name>, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", filepath.FromSlash(name))
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; go test -update writes it anew if this is right:\n%s\nwant:\n%s", file, got, want)
	}
}

package serve

import (
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tract/generator/build"
	"tract/generator/diag"
)

func TestSteady(t *testing.T) {
	s := newSteady(fstest.MapFS{"a/empty.md": {}, "a/full.md": {Data: []byte("x")}})
	for _, name := range []string{"a/empty.md", "a/full.md", "a/none.md"} {
		_, _ = fs.ReadFile(s, name)
	}
	if got := slices.Sorted(maps.Keys(s.take())); !slices.Equal(got, []string{"a/empty.md", "a/none.md"}) {
		t.Error(got)
	}
	_, _ = fs.Stat(s, "a/empty.md")
	_, _ = fs.Stat(s, "a")
	_, _ = s.Open("a/none.md")
	if got := slices.Sorted(maps.Keys(s.take())); !slices.Equal(got, []string{"a/empty.md", "a/none.md"}) {
		t.Error(got)
	}
	s.await([]string{"a/full.md", "a/none.md", "a/nowhere", "b/x.md"})
	_, _ = fs.ReadDir(s, "a")
	if got := slices.Sorted(maps.Keys(s.take())); !slices.Equal(got, []string{"a/none.md", "a/nowhere"}) {
		t.Error(got)
	}
	if len(s.take()) > 0 {
		t.Error("what was taken is given again")
	}
	// A file that is opened and read is noted as well.
	for _, name := range []string{"a/empty.md", "a/full.md"} {
		file, err := s.Open(name)
		must(t, err)
		_, err = io.ReadAll(file)
		must(t, err)
		must(t, file.Close())
	}
	if got := slices.Sorted(maps.Keys(s.take())); !slices.Equal(got, []string{"a/empty.md"}) {
		t.Error(got)
	}
	if err := fstest.TestFS(newSteady(fstest.MapFS{"a/b.md": {Data: []byte("x")}}), "a/b.md"); err != nil {
		t.Error(err)
	}
}

// TestSavedAgain has a file be saved again in the moment in which it is read:
// what is shown is the text before, then the text after, and never none.
func TestSavedAgain(t *testing.T) {
	files := fstest.MapFS{
		"tract.yaml":   {Data: []byte(small["tract.yaml"])},
		"content/a.md": {Data: []byte("---\ntitle: A\n---\n\nFirst.\n")},
		"content/b.md": {Data: []byte("---\ntitle: B\n---\n\nB.\n")},
	}
	var shown []string
	f := follower{Live: Live{
		Open: func() (build.Settings, error) { return build.Settings{Files: files}, nil },
		Show: func(l *build.Loaded, c build.Changes) error {
			s := New(Options{Language: diag.English})
			s.Show(l, c)
			body := string(s.asked("/fr/a/", false).body)
			for _, word := range []string{"First.", "Second.", "Third."} {
				if strings.Contains(body, word) {
					shown = append(shown, word+strings.Join(c.Paths, " "))
					return nil
				}
			}
			shown = append(shown, "none "+strings.Join(c.Paths, " "))
			return nil
		},
	}, teller: teller{wake: make(chan struct{}, 1)}}
	news := func(n News) {
		t.Helper()
		must(t, f.take(n))
	}
	text := func(word string) {
		files["content/a.md"] = &fstest.MapFile{}
		if word != "" {
			files["content/a.md"].Data = []byte("---\ntitle: A\n---\n\n" + word + "\n")
		}
	}
	told := build.Changes{Paths: []string{"content/a.md"}}
	other := build.Changes{Paths: []string{"content/b.md"}}
	news(News{Back: true})
	text("") // told as good, and empty when it is read
	news(News{Changes: told})
	news(News{Changes: other}) // still
	text("Second.")
	news(News{Changes: told})
	delete(files, "content/a.md")
	news(News{Changes: told})
	news(News{Changes: told}) // saved once more, and away again when it is looked for
	text("Third.")
	news(News{late: true})
	// Empty for good: the watcher has held it.
	text("")
	news(News{Changes: told, Lost: map[string]bool{"content/a.md": true}})
	// Never to be read, and no word of it: shown when it is late.
	news(News{Changes: told})
	news(News{late: true})
	news(News{late: true})
	want := []string{"First.", "Second.content/a.md content/b.md", "Third.content/a.md", "none content/a.md", "none content/a.md"}
	if !slices.Equal(shown, want) {
		t.Errorf("shown\n%q, wanted\n%q", shown, want)
	}
}

// TestLost says of what is told whether it is lost.
func TestLost(t *testing.T) {
	root := t.TempDir()
	in := func(name string) string { return filepath.Join(root, "content", name) }
	for _, name := range []string{"a.md", "b.md", "c.md"} {
		write(t, in(name), "text")
	}
	w := watch(root, quick())
	defer w.Close()
	must(t, os.Truncate(in("a.md"), 0))
	must(t, os.Remove(in("b.md")))
	write(t, in("c.md"), "more")
	lost := map[string]bool{}
	for end := time.Now().Add(5 * time.Second); len(lost) < 3 && time.Now().Before(end); {
		n, err := w.Next(t.Context())
		must(t, err)
		for _, p := range n.Changes.Paths {
			lost[p] = n.Lost[p]
		}
	}
	if !maps.Equal(lost, map[string]bool{"content/a.md": true, "content/b.md": true, "content/c.md": false}) {
		t.Error(lost)
	}
}

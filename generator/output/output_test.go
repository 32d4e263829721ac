package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tract/generator/diag"
)

// files is a tree of files by path.
type files map[string]string

func put(t testing.TB, root string, tree files) {
	t.Helper()
	for path, content := range tree {
		place := filepath.Join(root, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(place), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(place, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// read gives all of a folder: files with their content, empty folders as
// "path/", symbolic links with their aim; without .tract.
func read(t testing.TB, root string) files {
	t.Helper()
	tree := files{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, name)
		rel = filepath.ToSlash(rel)
		switch {
		case rel == ".":
		case rel == stateFolder:
			return fs.SkipDir
		case d.IsDir():
			if inside, _ := os.ReadDir(name); len(inside) == 0 {
				tree[rel+"/"] = ""
			}
		case d.Type()&fs.ModeSymlink != 0:
			aim, _ := os.Readlink(name)
			tree[rel] = "-> " + aim
		default:
			content, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			tree[rel] = string(content)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func start(t testing.TB, root string) *Writer {
	t.Helper()
	w, err := Open(root)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Abort)
	return w
}

func stageAll(t testing.TB, w *Writer, tree files) {
	t.Helper()
	for _, path := range slices.Sorted(maps.Keys(tree)) {
		if err := w.Stage(path, []byte(tree[path])); err != nil {
			t.Fatal(err)
		}
	}
}

// build runs once and gives the ids of the messages, with their paths.
func build(t testing.TB, root string, tree files, keepGoing bool) (Report, []string) {
	t.Helper()
	w := start(t, root)
	w.KeepGoing = keepGoing
	stageAll(t, w, tree)
	report, messages, err := w.Commit(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return report, ids(messages)
}

func ids(messages []diag.Message) []string {
	var all []string
	for _, m := range messages {
		all = append(all, strings.TrimSpace(m.ID+" "+m.Args.Get("path")+m.Args.Get("count")))
	}
	return all
}

func same(t testing.TB, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("%s (-want +got):\n%s", what, diff)
	}
}

func manifest(t testing.TB, root string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, stateFolder, "manifest"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestBuilds(t *testing.T) {
	root := filepath.Join(t.TempDir(), "deep", "public")
	first := files{"index.html": "home", "fr/a/index.html": "a", "fr/b/index.html": "b", "fr/b/x y é.pdf": "x"}
	report, messages := build(t, root, first, false)
	same(t, "messages", messages, []string(nil))
	same(t, "report", report, Report{Written: 4, Bytes: 7})
	same(t, "tree", read(t, root), first)

	second := files{"index.html": "HOME", "fr/a/index.html": "a", "fr/c/index.html": "c", "ar/index.html": "ar"}
	before := manifest(t, root)
	report, _ = build(t, root, second, false)
	same(t, "report", report, Report{Written: 3, Unchanged: 1, Removed: 2, Bytes: 7,
		Gone: []string{"fr/b/index.html", "fr/b/x y é.pdf"}})
	same(t, "tree", read(t, root), second)

	build(t, root, first, false)
	same(t, "tree again", read(t, root), first)
	same(t, "the manifest depends on nothing else", manifest(t, root), before)
	for _, gone := range []string{"stage", "journal", "journal.part", "times.part"} {
		if _, err := os.Lstat(filepath.Join(root, stateFolder, gone)); err == nil {
			t.Errorf("%s is left", gone)
		}
	}
	report, _ = build(t, root, files{}, false)
	same(t, "nothing left", read(t, root), files{})
	same(t, "removed", report.Removed, 4)
}

func TestUnchangedIsNotWritten(t *testing.T) {
	root := t.TempDir()
	tree := files{"a.html": "aaaa", "b/c.html": "cccc"}
	build(t, root, tree, false)
	old := time.Unix(1e9, 0)
	// The second run reads the files again, as their times are new; from the
	// third on the times speak.
	for range 3 {
		for path := range tree {
			if err := os.Chtimes(filepath.Join(root, path), old, old); err != nil {
				t.Fatal(err)
			}
		}
		state, _ := os.Lstat(filepath.Join(root, stateFolder, "manifest"))
		report, _ := build(t, root, tree, false)
		same(t, "report", report, Report{Unchanged: 2})
		for path := range tree {
			info, err := os.Lstat(filepath.Join(root, path))
			if err != nil || !info.ModTime().Equal(old) {
				t.Fatalf("%s was written: %v %v", path, info, err)
			}
		}
		again, _ := os.Lstat(filepath.Join(root, stateFolder, "manifest"))
		if !os.SameFile(state, again) {
			t.Fatal("the manifest was written for nothing")
		}
	}
}

func TestEditedByHandIsMended(t *testing.T) {
	root := t.TempDir()
	tree := files{"a.html": "aaaa", "b/c.html": "cccc", "d/e.html": "eeee"}
	build(t, root, tree, false)
	for range 20 { // also at once after our write, in the same tick of the clock
		put(t, root, files{"a.html": "AAAA", "b/c.html": "longer than before"})
		os.RemoveAll(filepath.Join(root, "d"))
		report, messages := build(t, root, tree, false)
		same(t, "messages", messages, []string(nil))
		same(t, "written", report.Written, 3)
		same(t, "tree", read(t, root), tree)
	}
}

func TestForeignFilesStay(t *testing.T) {
	root := t.TempDir()
	foreign := files{"CNAME": "example.org", "fr/notes.txt": "mine", "up/loads/": ""}
	put(t, root, files{"CNAME": "example.org", "fr/notes.txt": "mine"})
	os.MkdirAll(filepath.Join(root, "up/loads"), 0o777)
	tree := files{"fr/index.html": "fr", "up/x.html": "x"}
	all := maps.Clone(tree)
	maps.Copy(all, foreign)
	build(t, root, tree, false)
	same(t, "tree", read(t, root), all)
	build(t, root, files{}, false)
	same(t, "after removal", read(t, root), foreign)

	// A folder that was there before Tract stays when it is empty again.
	root = t.TempDir()
	os.Mkdir(filepath.Join(root, "assets"), 0o777)
	build(t, root, files{"assets/x/y.css": "y"}, false)
	build(t, root, files{"assets/x/y.css": "y", "z": "z"}, false)
	build(t, root, files{"z": "z"}, false)
	same(t, "folder", read(t, root), files{"assets/": "", "z": "z"})
}

func TestAdoptsEqualFiles(t *testing.T) {
	root := t.TempDir()
	put(t, root, files{"robots.txt": "same", "fr/a.html": "same"})
	old := time.Unix(1e9, 0)
	os.Chtimes(filepath.Join(root, "robots.txt"), old, old)
	tree := files{"robots.txt": "same", "fr/a.html": "same", "fr/b.html": "b"}
	report, messages := build(t, root, tree, false)
	same(t, "messages", messages, []string(nil))
	same(t, "report", report, Report{Written: 1, Unchanged: 2, Bytes: 1})
	if info, _ := os.Lstat(filepath.Join(root, "robots.txt")); !info.ModTime().Equal(old) {
		t.Error("an equal file was written")
	}
	build(t, root, files{}, false)
	same(t, "they are ours from then on", read(t, root), files{"fr/": ""})
}

func TestAbortLeavesNothing(t *testing.T) {
	top := t.TempDir()
	root := filepath.Join(top, "x", "public")
	w := start(t, root)
	stageAll(t, w, files{"a": "1", "b/c": "2"})
	w.Abort()
	w.Abort()
	if _, err := os.Lstat(filepath.Join(top, "x")); !errors.Is(err, fs.ErrNotExist) {
		t.Fatal("folders were left")
	}
	if err := w.Stage("d", nil); err == nil {
		t.Error("Stage after Abort")
	}
	if _, _, err := w.Commit(context.Background()); err == nil {
		t.Error("Commit after Abort")
	}

	build(t, root, files{"a": "1", "b/c": "2"}, false)
	before := wholeTree(t, root)
	w = start(t, root)
	stageAll(t, w, files{"a": "one", "new/c": "2", "b": "a file now"})
	w.Abort()
	same(t, "all of the destination", wholeTree(t, root), before)

	ctx, cancel := context.WithCancel(context.Background())
	w = start(t, root)
	stageAll(t, w, files{"a": "one"})
	cancel()
	if _, _, err := w.Commit(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Commit of a cancelled run: %v", err)
	}
	same(t, "after a cancelled commit", wholeTree(t, root), before)
}

// wholeTree is all of a destination, .tract too.
func wholeTree(t testing.TB, root string) files {
	tree := read(t, root)
	if _, err := os.Lstat(filepath.Join(root, stateFolder)); err != nil {
		return tree
	}
	for path, content := range read(t, filepath.Join(root, stateFolder)) {
		tree[stateFolder+"/"+path] = content
	}
	return tree
}

func TestPrevious(t *testing.T) {
	root := t.TempDir()
	w := start(t, root)
	same(t, "first", slices.Collect(w.Previous()), []string(nil))
	stageAll(t, w, files{"b/c": "", "a": "", "b-d": ""})
	if _, _, err := w.Commit(context.Background()); err != nil {
		t.Fatal(err)
	}
	same(t, "second", slices.Collect(start(t, root).Previous()), []string{"a", "b-d", "b/c"})
}

func TestStageRefuses(t *testing.T) {
	w := start(t, t.TempDir())
	for _, path := range []string{"", ".", "..", "/a", "a/../b", "../a", "a//b", "a/", "./a", "a\x00b",
		".tract", ".tract/manifest", ".TRACT/x", ".tract. /x"} {
		if err := w.Stage(path, nil); err == nil {
			t.Errorf("Stage(%q) is no error", path)
		}
	}
	if err := w.Stage(".tractor/ok", nil); err != nil {
		t.Error(err)
	}
	_, _, err := w.Commit(context.Background())
	if err != nil {
		t.Errorf("a refused path spoils the run: %v", err)
	}
}

func TestStagedTwice(t *testing.T) {
	root := t.TempDir()
	tree := files{"a": "1", "b/c": "2"}
	put(t, root, files{"foreign": "3"})
	for range 2 {
		w := start(t, root)
		stageAll(t, w, tree)
		if err := w.Stage("foreign", []byte("3")); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{"a", "b/c", "foreign"} {
			if err := w.Stage(path, []byte("3")); err == nil {
				t.Errorf("%s staged twice is no error", path)
			}
		}
		w.Abort()
		build(t, root, tree, false)
	}
}

func TestConcurrentStage(t *testing.T) {
	root := t.TempDir()
	tree := files{}
	for i := range 1500 {
		tree[fmt.Sprintf("l%d/s%d/p%d/index.html", i%3, i%7, i%500)+fmt.Sprint(i)] = strings.Repeat(fmt.Sprint(i), 50)
	}
	for round := range 3 {
		w := start(t, root)
		var group sync.WaitGroup
		paths := slices.Sorted(maps.Keys(tree))
		for n := range 8 {
			group.Go(func() {
				for i := n; i < len(paths); i += 8 {
					if err := w.Stage(paths[i], []byte(tree[paths[i]])); err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
		report, _, err := w.Commit(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		same(t, "tree", read(t, root), tree)
		same(t, "files", report.Written+report.Unchanged, len(tree))
		for i, path := range paths { // a third changes, a tenth goes
			if (i+round)%3 == 0 {
				tree[path] += "!"
			}
			if (i+round)%10 == 0 {
				delete(tree, path)
			}
		}
	}
}

// One path from many goroutines: one wins, all others are told.
func TestConcurrentSamePath(t *testing.T) {
	root := t.TempDir()
	build(t, root, files{"known/a": "old"}, false)
	for _, path := range []string{"known/a", "known/b", "new/c"} {
		w := start(t, root)
		wins := make(chan bool, 8)
		var group sync.WaitGroup
		for range 8 {
			group.Go(func() {
				if w.Stage(path, []byte("x")) == nil {
					wins <- true
				}
			})
		}
		group.Wait()
		same(t, path, len(wins), 1)
		w.Abort()
	}
}

func TestManifestIsTheSameWhateverTheOrder(t *testing.T) {
	tree := files{"a/b": "1", "a-b": "2", "a.b/c": "3", "z": "4", "a/ü\tq": "5"}
	var texts []string
	for n := range 2 {
		root := t.TempDir()
		w := start(t, root)
		paths := slices.Sorted(maps.Keys(tree))
		if n == 1 {
			slices.Reverse(paths)
		}
		for _, path := range paths {
			if err := w.Stage(path, []byte(tree[path])); err != nil {
				t.Fatal(err)
			}
		}
		if _, _, err := w.Commit(context.Background()); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, manifest(t, root))
	}
	same(t, "manifest", texts[0], texts[1])
}

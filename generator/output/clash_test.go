package output

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

func link(t testing.TB, aim, name string) {
	t.Helper()
	if err := os.Symlink(aim, name); err != nil {
		t.Fatal(err)
	}
}

// Each case: what the last run wrote, what somebody then did, what this run
// stages, the messages, and what stands there in the end with KeepGoing. The
// folder "outside" beside the destination holds precious.html and never changes.
func TestClashes(t *testing.T) {
	cases := []struct {
		name     string
		before   files
		meddle   func(t *testing.T, root string)
		now      files
		messages []string
		after    files
	}{
		{"foreign file", files{"b": "b"},
			func(t *testing.T, root string) { put(t, root, files{"a": "mine", "fr/x": "mine"}) },
			files{"a": "ours", "b": "B", "fr/x": "ours"},
			[]string{"output-foreign-file a", "output-foreign-file fr/x"},
			files{"a": "mine", "b": "B", "fr/x": "mine"}},
		{"foreign file where a folder is needed", nil,
			func(t *testing.T, root string) { put(t, root, files{"fr": "mine"}) },
			files{"fr/a": "1", "fr/b/c": "2", "d": "3"},
			[]string{"output-foreign-file fr"}, files{"fr": "mine", "d": "3"}},
		{"foreign folder where a file is needed", nil,
			func(t *testing.T, root string) { put(t, root, files{"a/b": "mine"}) },
			files{"a": "1"}, []string{"output-foreign-folder a"}, files{"a/b": "mine"}},
		{"empty foreign folder where a file is needed", nil,
			func(t *testing.T, root string) { os.Mkdir(filepath.Join(root, "a"), 0o777) },
			files{"a": "1"}, []string{"output-foreign-folder a"}, files{"a/": ""}},
		{"our folder with something foreign in it", files{"a/b": "b", "a/c/d": "d"},
			func(t *testing.T, root string) { put(t, root, files{"a/c/e": "mine"}) },
			files{"a": "1"}, []string{"output-foreign-folder a"}, files{"a/c/e": "mine"}},
		{"our folder becomes a file", files{"a/b": "b", "a/c/d": "d", "x": "x"}, nil,
			files{"a": "1", "x": "x"}, nil, files{"a": "1", "x": "x"}},
		{"our file becomes a folder", files{"a": "1", "x": "x"}, nil,
			files{"a/b": "b", "a/c/d": "d", "x": "x"}, nil, files{"a/b": "b", "a/c/d": "d", "x": "x"}},
		{"file and folder at once", nil, nil,
			files{"a": "1", "a-b": "2", "a/b": "3"},
			[]string{"output-file-and-folder a"}, files{"a-b": "2", "a/b": "3"}},
		{"unchanged file and folder at once", files{"a": "1"}, nil,
			files{"a": "1", "a/b": "3"}, []string{"output-file-and-folder a"}, files{"a": "1"}},
		{"file and unchanged folder at once", files{"a/b": "1"}, nil,
			files{"a": "1", "a/b": "1"}, []string{"output-file-and-folder a"}, files{"a/b": "1"}},
		{"link to a folder outside", nil,
			func(t *testing.T, root string) { link(t, "../outside", filepath.Join(root, "fr")) },
			files{"fr/a": "1", "fr/precious.html": "1", "b": "1"},
			[]string{"output-foreign-link fr"}, files{"fr": "-> ../outside", "b": "1"}},
		{"our folder replaced by a link, same content behind", files{"fr/precious.html": "precious", "fr/x": "x"},
			func(t *testing.T, root string) {
				os.RemoveAll(filepath.Join(root, "fr"))
				link(t, "../outside", filepath.Join(root, "fr"))
			},
			files{"fr/precious.html": "precious", "fr/x": "x"},
			[]string{"output-foreign-link fr"}, files{"fr": "-> ../outside"}},
		{"vanished behind a link", files{"fr/precious.html": "precious", "a": "1"},
			func(t *testing.T, root string) {
				os.RemoveAll(filepath.Join(root, "fr"))
				link(t, "../outside", filepath.Join(root, "fr"))
			},
			files{"a": "2"}, nil, files{"fr": "-> ../outside", "a": "2"}},
		{"file replaced by a link", files{"a": "1", "b": "2"},
			func(t *testing.T, root string) {
				os.Remove(filepath.Join(root, "a"))
				link(t, "../outside/precious.html", filepath.Join(root, "a"))
			},
			files{"a": "3", "b": "4"}, []string{"output-foreign-link a"},
			files{"a": "-> ../outside/precious.html", "b": "4"}},
		{"vanished file replaced by a link", files{"a": "1", "b": "2"},
			func(t *testing.T, root string) {
				os.Remove(filepath.Join(root, "a"))
				link(t, "../outside/precious.html", filepath.Join(root, "a"))
			},
			files{"b": "4"}, nil, files{"a": "-> ../outside/precious.html", "b": "4"}},
		{"dangling link", nil,
			func(t *testing.T, root string) { link(t, "../nowhere", filepath.Join(root, "a")) },
			files{"a": "3"}, []string{"output-foreign-link a"}, files{"a": "-> ../nowhere"}},
		{"vanished file replaced by a folder", files{"a": "1"},
			func(t *testing.T, root string) {
				os.Remove(filepath.Join(root, "a"))
				put(t, root, files{"a/mine": "mine"})
			},
			files{"b": "1"}, nil, files{"a/mine": "mine", "b": "1"}},
		// What a disk without case shows, made with a second name.
		{"only the case changes", files{"Page.html": "1"},
			func(t *testing.T, root string) {
				os.Link(filepath.Join(root, "Page.html"), filepath.Join(root, "page.html"))
			},
			files{"page.html": "2"}, nil, files{"page.html": "2"}},
		{"only the case changes, same content", files{"Page.html": "1"},
			func(t *testing.T, root string) {
				os.Link(filepath.Join(root, "Page.html"), filepath.Join(root, "page.html"))
			},
			files{"page.html": "1"}, nil, files{"page.html": "1"}},
	}
	for _, c := range cases {
		for _, keepGoing := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, keep going %v", c.name, keepGoing), func(t *testing.T) {
				top := t.TempDir()
				root := filepath.Join(top, "public")
				put(t, top, files{"outside/precious.html": "precious"})
				os.Mkdir(root, 0o777)
				if c.before != nil {
					build(t, root, c.before, false)
				}
				if c.meddle != nil {
					c.meddle(t, root)
				}
				before := wholeTree(t, root)
				if len(c.messages) > 0 {
					w := start(t, root)
					stageAll(t, w, c.now)
					same(t, "messages before", ids(w.Messages()), c.messages)
					w.Abort()
					same(t, "aborted", wholeTree(t, root), before)
				}
				report, messages := build(t, root, c.now, keepGoing)
				same(t, "messages", messages, c.messages)
				if keepGoing || len(c.messages) == 0 {
					same(t, "published", read(t, root), c.after)
				} else {
					same(t, "not published", wholeTree(t, root), before)
					same(t, "report", report, Report{})
				}
				same(t, "outside", read(t, filepath.Join(top, "outside")), files{"precious.html": "precious"})
			})
		}
	}
}

func TestManyClashes(t *testing.T) {
	root := t.TempDir()
	foreign, tree := files{}, files{}
	for i := range 50 {
		foreign[fmt.Sprintf("p%02d.html", i)] = "mine"
		tree[fmt.Sprintf("p%02d.html", i)] = "ours"
	}
	put(t, root, foreign)
	_, messages := build(t, root, tree, false)
	same(t, "messages", len(messages), manyClashes+1)
	same(t, "the last", messages[manyClashes], "output-foreign-more 30")
	same(t, "tree", read(t, root), foreign)
}

// A folder or file that another program makes between Stage and Commit.
func TestMadeInBetween(t *testing.T) {
	root := t.TempDir()
	w := start(t, root)
	w.KeepGoing = true
	tree := files{"fr/a": "1", "fr/b": "2", "fr/c/d": "3", "x": "4"}
	stageAll(t, w, tree)
	foreign := files{"fr/a": "mine", "x": "mine", "fr/z": "mine"}
	put(t, root, foreign)
	_, messages, err := w.Commit(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "messages", ids(messages), []string{"output-foreign-file fr/a", "output-foreign-file x"})
	want := maps.Clone(tree)
	maps.Copy(want, foreign)
	same(t, "tree", read(t, root), want)
}

// .tract and what is in it may be links too.
func TestLinksInState(t *testing.T) {
	top := t.TempDir()
	root := filepath.Join(top, "public")
	put(t, top, files{"outside/precious": "precious", "public/x": "mine"})
	link(t, "../outside", filepath.Join(root, stateFolder))
	if _, err := Open(root); err == nil {
		t.Fatal("a .tract that is a link was used")
	}
	os.Remove(filepath.Join(root, stateFolder))
	build(t, root, files{"a": "1"}, false)
	for _, name := range []string{"stage", "lock", "journal", "journal.part", "times", "times.part", "manifest.part"} {
		place := filepath.Join(root, stateFolder, name)
		os.RemoveAll(place)
		link(t, "../../outside/new-"+name, place)
		w, err := Open(root)
		if err == nil {
			stageAll(t, w, files{"a": name, "b/" + name: name})
			_, _, err = w.Commit(context.Background())
		}
		if err != nil {
			t.Log(name, err)
			os.Remove(place)
		}
		same(t, "outside after "+name, read(t, filepath.Join(top, "outside")), files{"precious": "precious"})
	}
	build(t, root, files{"a": "1"}, false)
	same(t, "tree", read(t, root), files{"a": "1", "x": "mine"})
}

func TestDestinationIsALink(t *testing.T) {
	top := t.TempDir()
	os.Mkdir(filepath.Join(top, "real"), 0o777)
	link(t, "real", filepath.Join(top, "public"))
	build(t, filepath.Join(top, "public"), files{"a/b": "1"}, false)
	same(t, "tree", read(t, filepath.Join(top, "real")), files{"a/b": "1"})
}

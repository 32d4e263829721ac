package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tract/generator/diag"
)

func TestWriteFile(t *testing.T) {
	root := t.TempDir()
	place := filepath.Join(root, "content", "new", "a.fr.md")
	if err := WriteFile(place, []byte("first"), true); err != nil {
		t.Fatal(err)
	}
	err := WriteFile(place, []byte("second"), true)
	var machine *MachineError
	if !errors.Is(err, fs.ErrExist) || !errors.As(err, &machine) || machine.Message().ID != "output-exists" {
		t.Errorf("an exclusive write over a file: %v", err)
	}
	same(t, "tree", read(t, root), files{"content/new/a.fr.md": "first"})

	if err := os.Chmod(place, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(place, []byte("second"), false); err != nil {
		t.Fatal(err)
	}
	same(t, "tree", read(t, root), files{"content/new/a.fr.md": "second"})
	if info, _ := os.Stat(place); info.Mode().Perm() != 0o640 {
		t.Errorf("permissions are %v", info.Mode())
	}
}

func TestWriteFileAndLinks(t *testing.T) {
	root := t.TempDir()
	put(t, root, files{"outside": "precious"})
	for _, aim := range []string{"outside", "nowhere"} {
		name := filepath.Join(root, "link-to-"+aim)
		link(t, aim, name)
		if err := WriteFile(name, []byte("x"), true); !errors.Is(err, fs.ErrExist) {
			t.Errorf("an exclusive write over a link to %s: %v", aim, err)
		}
		if err := WriteFile(name, []byte("x"), false); err != nil {
			t.Error(err)
		}
	}
	same(t, "tree", read(t, root), files{"outside": "precious", "link-to-outside": "x", "link-to-nowhere": "x"})
}

func TestWriteFileFaults(t *testing.T) {
	root := t.TempDir()
	put(t, root, files{"file": "mine", "folder/x": "mine", ".tract-part-0": "left by a crash"})
	before := read(t, root)
	long := strings.Repeat("x", 300)
	for path, want := range map[string]string{
		"file/below":                      "output-not-a-folder",
		"file/below/deep":                 "output-not-a-folder",
		"new/folders/" + long:             "output-name-too-long",
		"new/folders/" + long + "/a/b.md": "output-name-too-long",
	} {
		for _, exclusive := range []bool{true, false} {
			err := WriteFile(filepath.Join(root, path), []byte("x"), exclusive)
			var machine *MachineError
			if !errors.As(err, &machine) || machine.Message().ID != want {
				t.Errorf("%.30s: %v, not %s", path, err, want)
			}
		}
	}
	for _, exclusive := range []bool{true, false} {
		if err := WriteFile(filepath.Join(root, "folder"), []byte("x"), exclusive); err == nil {
			t.Error("a folder was replaced")
		}
	}
	same(t, "tree", read(t, root), before)
	if err := WriteFile(filepath.Join(root, "ok"), []byte("x"), true); err != nil {
		t.Error(err)
	}
}

func TestLinkNewWithoutLinks(t *testing.T) {
	root := t.TempDir()
	put(t, root, files{"there": "mine"})
	// A part that is not there fails as a file system without links does.
	part := filepath.Join(root, "part")
	if err := linkNew(part, filepath.Join(root, "new"), []byte("x")); err != nil {
		t.Error(err)
	}
	if err := linkNew(part, filepath.Join(root, "there"), []byte("x")); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	same(t, "tree", read(t, root), files{"there": "mine", "new": "x"})
}

// Every id that this package can give has its words in both languages.
func TestMessagesHaveWords(t *testing.T) {
	all := []string{
		"output-destination-in-source", "output-destination-holds-site", "output-foreign-file", "output-foreign-folder",
		"output-foreign-link", "output-foreign-more", "output-file-and-folder", "output-manifest-damaged", "output-interrupted",
	}
	for _, err := range machineFaults {
		all = append(all, (&MachineError{Op: "read", Path: "x", Err: err}).id(), (&MachineError{Op: "write", Path: "x", Err: err}).id())
	}
	for _, id := range all {
		m := diag.In(id, "", "path", "x", "destination", "x", "folder", "content/", "count", "30")
		for _, lang := range []diag.Language{diag.English, diag.French} {
			if s := m.Sentence(lang); strings.Contains(s, id) || m.Mend(lang) == "" {
				t.Errorf("%s has no words: %s", id, s)
			}
		}
	}
}

// machineFaults are reasons that every system knows.
var machineFaults = []error{errLocked, errNotFolder, fs.ErrExist, fs.ErrPermission, errors.New("else")}

func TestRemoveFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time it is gone
		if err := RemoveFile(path); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Lstat(path); err == nil {
		t.Error("the file is still there")
	}
	if err := os.MkdirAll(filepath.Join(dir, "b", "c"), 0o755); err != nil {
		t.Fatal(err)
	}
	var machine *MachineError
	if err := RemoveFile(filepath.Join(dir, "b")); !errors.As(err, &machine) {
		t.Errorf("a folder that holds something: %v", err)
	}
}

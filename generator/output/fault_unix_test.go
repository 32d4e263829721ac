//go:build unix

package output

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"tract/generator/diag"
)

func TestMachineErrors(t *testing.T) {
	for err, want := range map[error]string{
		syscall.ENOSPC: "output-disk-full", syscall.EDQUOT: "output-disk-full", syscall.EFBIG: "output-file-too-large",
		syscall.EACCES: "output-no-permission", syscall.EPERM: "output-no-permission", syscall.EROFS: "output-read-only",
		syscall.EMFILE: "output-too-many-open", syscall.ENFILE: "output-too-many-open",
		syscall.ENAMETOOLONG: "output-name-too-long", syscall.ENOTDIR: "output-not-a-folder", syscall.EIO: "output-failed",
	} {
		wrapped := fault("write", "/srv/public/a.html", &fs.PathError{Op: "open", Path: "x", Err: err})
		m := fault("rename", "/other", wrapped).(*MachineError).Message()
		if m.ID != want || m.Args.Get("path") != "/srv/public/a.html" {
			t.Errorf("%v: %v", err, m)
		}
		for _, lang := range []diag.Language{diag.English, diag.French} {
			s := m.Sentence(lang) + m.Mend(lang)
			if strings.Contains(s, want) || strings.Contains(s, err.Error()) || !strings.Contains(s, "a.html") {
				t.Errorf("%v: %s", err, s)
			}
		}
	}
	if m := fault("read", "x", syscall.EIO).(*MachineError).Message(); m.ID != "output-unreadable" {
		t.Error(m.ID)
	}
	if fault("read", "x", nil) != nil {
		t.Error("no fault is one")
	}
}

func TestOpenFaults(t *testing.T) {
	top := t.TempDir()
	put(t, top, files{"file": "mine", "state/.tract": "mine"})
	for path, want := range map[string]string{
		"file": "output-not-a-folder", "file/public": "output-not-a-folder", "state": "output-not-a-folder",
		"x/y/" + strings.Repeat("n", 300): "output-name-too-long",
	} {
		_, err := Open(filepath.Join(top, path))
		machine, ok := err.(*MachineError)
		if !ok || machine.Message().ID != want {
			t.Errorf("%.20s: %v, not %s", path, err, want)
		}
	}
	same(t, "tree", wholeTree(t, top), files{"file": "mine", "state/.tract": "mine"})
	if _, err := os.Lstat(filepath.Join(top, "x")); err == nil {
		t.Error("folders were left")
	}
}

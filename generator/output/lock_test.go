package output

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestOneRunAtATime(t *testing.T) {
	root := t.TempDir()
	w := start(t, root)
	_, err := Open(root)
	var machine *MachineError
	if !errors.As(err, &machine) || machine.Message().ID != "output-locked" {
		t.Fatalf("a second run: %v", err)
	}
	stageAll(t, w, files{"a": "1"})
	w.Abort()
	for range 3 { // given back by Abort, by Commit and by a clash
		build(t, root, files{"a": "1"}, false)
	}
	put(t, root, files{"b": "mine"})
	build(t, root, files{"b": "1"}, false)
	start(t, root)
}

// A run that was killed leaves its lock file, not its lock.
func TestLockOfTheDead(t *testing.T) {
	root := t.TempDir()
	if !killed(t, root, "commit", 3) {
		t.Fatal("not killed")
	}
	if _, err := os.Lstat(filepath.Join(root, stateFolder, "lock")); err != nil {
		t.Fatal(err)
	}
	build(t, root, files{"a": "1"}, false)
}

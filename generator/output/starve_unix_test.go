//go:build unix

package output

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
)

// ignoreFileSizeSignal lets a write beyond the limit fail as on a full disk.
func ignoreFileSizeSignal() { signal.Ignore(syscall.SIGXFSZ) }

// starved runs the child under a limit of 64 blocks a file.
func starved(t *testing.T, root string) string {
	t.Helper()
	child := childCommand("starve", root)
	child.Args = []string{"sh", "-c", `ulimit -f 64 && exec "$0"`, os.Args[0]}
	path, err := exec.LookPath("sh")
	if err != nil {
		t.Fatal(err)
	}
	child.Path = path
	out, err := child.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestFileSizeLimit(t *testing.T) {
	root := filepath.Join(t.TempDir(), "public")
	same(t, "message", starved(t, root), "output-file-too-large")
	if _, err := os.Lstat(root); err == nil {
		t.Error("something was left of a first build that failed")
	}
	build(t, root, files{"small.html": "before", "large.html": "before"}, false)
	before := wholeTree(t, root)
	same(t, "message", starved(t, root), "output-file-too-large")
	same(t, "the destination", wholeTree(t, root), before)
}

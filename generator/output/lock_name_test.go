//go:build !windows

package output

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

func TestNameLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock.pid")
	host, _ := os.Hostname()
	l, err := takeNameLock(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := takeNameLock(path); !errors.Is(err, errLocked) {
		t.Errorf("a second: %v", err)
	}
	l.release()

	child := childCommand("none")
	if err := child.Run(); err != nil {
		t.Fatal(err)
	}
	dead := strconv.Itoa(child.Process.Pid)
	for text, free := range map[string]bool{
		dead + " " + host + "\n":                       true,
		dead + " another machine\n":                    false,
		strconv.Itoa(os.Getppid()) + " " + host + "\n": false,
		"":                  false,
		"x y z":             false,
		"-1 " + host + "\n": false,
	} {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		l, err := takeNameLock(path)
		if free != (err == nil) {
			t.Errorf("%q: %v", text, err)
		}
		if err == nil {
			l.release()
		}
		os.Remove(path)
	}
}

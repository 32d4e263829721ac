package main

import (
	"syscall"
	"testing"
)

// smallDisk mounts a disk of 1 MB; limited says that it may not, and gives a
// folder as any.
func smallDisk(t *testing.T) (dir string, limited bool) {
	t.Helper()
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1024k"); err != nil {
		t.Logf("no disk of our own (%v): a limit on the size of files instead", err)
		return dir, true
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir, false
}

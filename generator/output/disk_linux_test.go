package output

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"
)

// smallDisk mounts a disk of a few kB. Where that is not allowed, it gives
// false, and the caller starves a child by a limit instead.
func smallDisk(t *testing.T, kilobytes int) (string, bool) {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+strconv.Itoa(kilobytes)+"k"); err != nil {
		t.Logf("no disk of our own (%v)", err)
		return "", false
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir, true
}

func machineID(t *testing.T, err error) string {
	t.Helper()
	var machine *MachineError
	if !errors.As(err, &machine) {
		t.Fatalf("no MachineError: %v", err)
	}
	return machine.Message().ID
}

func TestFullDisk(t *testing.T) {
	disk, ok := smallDisk(t, 256)
	if !ok {
		root := filepath.Join(t.TempDir(), "public")
		build(t, root, files{"small.html": "before"}, false)
		before := wholeTree(t, root)
		same(t, "message", starved(t, root), "output-file-too-large")
		same(t, "the destination", wholeTree(t, root), before)
		return
	}
	root := filepath.Join(disk, "public")
	tree := files{"a.html": "a", "fr/b.html": "b"}
	build(t, root, tree, false)
	before := wholeTree(t, root)

	// Full while staging: old and new folders.
	for _, folder := range []string{"fr/", "new/"} {
		w := start(t, root)
		var err error
		for i := 0; err == nil && i < 100; i++ {
			err = w.Stage(folder+strconv.Itoa(i), make([]byte, 10_000))
		}
		same(t, "message", machineID(t, err), "output-disk-full")
		_, _, err = w.Commit(context.Background())
		same(t, "message of Commit", machineID(t, err), "output-disk-full")
		same(t, "the destination", wholeTree(t, root), before)
	}

	// Full when the journal is written.
	w := start(t, root)
	stageAll(t, w, files{"a.html": "changed", "fr/b.html": "b"})
	filler := filepath.Join(disk, "filler")
	f, err := os.Create(filler)
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	f.Close()
	_, _, err = w.Commit(context.Background())
	same(t, "message of the journal", machineID(t, err), "output-disk-full")
	same(t, "the destination", wholeTree(t, root), before)

	// A full disk to begin with, and WriteFile.
	if _, err := Open(filepath.Join(disk, "other", "public")); err != nil {
		same(t, "message of Open", machineID(t, err), "output-disk-full")
	}
	err = WriteFile(filepath.Join(disk, "new", "x.md"), make([]byte, 100_000), true)
	same(t, "message of WriteFile", machineID(t, err), "output-disk-full")
	if _, err := os.Lstat(filepath.Join(disk, "new")); err == nil {
		t.Error("WriteFile left its folder")
	}
	os.Remove(filler)
	build(t, root, files{"a.html": "changed"}, false)
	same(t, "with space again", read(t, root), files{"a.html": "changed"})
}

// A disk that can only be read, and a folder of the destination that is a disk
// of its own. Both need to mount; without, the parts are tested by themselves.
func TestOtherDisks(t *testing.T) {
	disk, ok := smallDisk(t, 1024)
	if ok {
		root := filepath.Join(disk, "public")
		build(t, root, files{"a": "1"}, false)
		if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
			t.Fatal(err)
		}
		_, err := Open(root)
		same(t, "message", machineID(t, err), "output-read-only")

		root = t.TempDir()
		build(t, root, files{"a": "1", "films/b": "2", "films/d": "4"}, false)
		if err := syscall.Mount("tmpfs", filepath.Join(root, "films"), "tmpfs", 0, "size=1024k"); err != nil {
			t.Fatal(err)
		}
		defer syscall.Unmount(filepath.Join(root, "films"), syscall.MNT_DETACH)
		tree := files{"a": "2", "films/b": "3", "films/c/d": "4", "films/e/f": "5"}
		build(t, root, tree, false)
		same(t, "across disks", read(t, root), tree)
		tree = files{"films/b": "4", "films/e/f": "5"}
		build(t, root, tree, false)
		same(t, "across disks again", read(t, root), tree)
	}
	root := t.TempDir()
	put(t, root, files{"from": "new", "to": "old"})
	if err := moveAcross(filepath.Join(root, "from"), filepath.Join(root, "to")); err != nil {
		t.Fatal(err)
	}
	same(t, "moved", read(t, root), files{"to": "new"})
}

// unprivileged runs do on a thread without root's rights over files.
func unprivileged(do func()) {
	done := make(chan bool)
	go func() {
		defer close(done)
		// Never unlocked: the thread ends with the goroutine.
		runtime.LockOSThread()
		if os.Getuid() == 0 {
			syscall.Setfsgid(65534)
			syscall.Setfsuid(65534)
		}
		do()
	}()
	<-done
}

func TestNoPermission(t *testing.T) {
	top := t.TempDir()
	root := filepath.Join(top, "public")
	for folder := top; folder != "/tmp" && folder != "/"; folder = filepath.Dir(folder) {
		if info, err := os.Stat(folder); err == nil && info.Mode().Perm()&0o005 != 0o005 {
			os.Chmod(folder, info.Mode().Perm()|0o055)
		}
	}
	tree := files{"a/x": "old", "b/x": "old", "b/y": "old", "c/x": "old"}
	build(t, root, tree, false)
	mode := func(mode os.FileMode, paths ...string) {
		t.Helper()
		for _, path := range paths {
			if err := os.Chmod(filepath.Join(root, path), mode); err != nil {
				t.Fatal(err)
			}
		}
	}
	mode(0o555, "", ".tract")
	mode(0o444, ".tract/lock")
	unprivileged(func() {
		_, err := Open(root)
		same(t, "message of Open", machineID(t, err), "output-no-permission")
		_, err = Open(filepath.Join(root, "new", "folder"))
		same(t, "message of a new folder", machineID(t, err), "output-no-permission")
		err = WriteFile(filepath.Join(root, "x.md"), nil, true)
		same(t, "message of WriteFile", machineID(t, err), "output-no-permission")
	})
	same(t, "tree", read(t, root), tree)

	// One folder of the destination may not be written: the commit stops there,
	// each file is whole, and the next run finishes.
	mode(0o777, "", ".tract", "a", "c")
	mode(0o666, ".tract/lock")
	mode(0o555, "b")
	next := files{"a/x": "new", "b/x": "new", "c/x": "new", "d/x": "new"}
	unprivileged(func() {
		for range 2 {
			w, err := Open(root)
			if err == nil {
				stageAll(t, w, next)
				_, _, err = w.Commit(context.Background())
			}
			same(t, "message", machineID(t, err), "output-no-permission")
		}
	})
	wholeFiles(t, root, tree, next)
	mode(0o777, "b")
	start(t, root).Abort()
	same(t, "finished", read(t, root), next)
}

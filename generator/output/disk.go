package output

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

var readBuffers = sync.Pool{New: func() any { return new([64 << 10]byte) }}

// holds says whether the file at the entry's path, whose folder is present,
// holds the entry's bytes, and gives its modification time. It reads the file
// only when the time does not answer already. What cannot be read does not.
func (w *Writer) holds(e entry) (time int64, same bool) {
	info, err := os.Lstat(w.at(e.path))
	if err != nil || !info.Mode().IsRegular() || info.Size() != e.size {
		return 0, false
	}
	time = info.ModTime().UnixNano()
	if e.time != 0 && e.time == time {
		return time, true
	}
	sum, err := digestFile(w.at(e.path))
	return time, err == nil && sum == e.sum
}

func digestFile(path string) (digest, error) {
	f, err := os.Open(path)
	if err != nil {
		return digest{}, err
	}
	defer f.Close()
	buffer := readBuffers.Get().(*[64 << 10]byte)
	defer readBuffers.Put(buffer)
	sum := sha256.New()
	for {
		n, err := f.Read(buffer[:])
		sum.Write(buffer[:n])
		if err == io.EOF {
			return digest(sum.Sum(nil)[:16]), nil
		}
		if err != nil {
			return digest{}, err
		}
	}
}

// reachable says whether all folders above a path are folders now, or absent;
// a run that finishes another's commit trusts no earlier look.
func (w *Writer) reachable(path string) bool {
	for folder := parent(path); folder != ""; folder = parent(folder) {
		info, err := os.Lstat(w.at(folder))
		if err == nil && !info.IsDir() {
			return false
		}
	}
	return true
}

// move renames a staged file into its place, making its folders if need be.
func (w *Writer) move(from, path string) error {
	to := w.at(path)
	err := rename(from, to)
	if errors.Is(err, fs.ErrNotExist) && w.reachable(path) {
		if err = os.MkdirAll(filepath.Dir(to), 0o777); err == nil {
			err = rename(from, to)
		}
	}
	if isCrossDevice(err) {
		err = moveAcross(from, to)
	}
	return fault("rename", to, err)
}

// moveAcross serves a folder of the destination that is another disk. The copy
// has a name of its own beside the place until it is whole; as that name is
// made from the staged file's, a run that finishes this one takes it again.
func moveAcross(from, to string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(to))
	part := filepath.Join(filepath.Dir(to), ".tract-part-"+hex.EncodeToString(sum[:8]))
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := create(part, content); err != nil {
		return err
	}
	if err := rename(part, to); err != nil {
		os.Remove(part)
		return err
	}
	return os.Remove(from)
}

// erase removes a file that Tract wrote, if it is still a file. A fault is one
// of the machine; a file that is gone already is none.
func (w *Writer) erase(path string) error {
	if !w.reachable(path) {
		return nil
	}
	info, err := os.Lstat(w.at(path))
	if err == nil && !info.Mode().IsRegular() {
		return nil
	}
	if err == nil {
		w.step("remove")
		err = os.Remove(w.at(path))
	}
	if errors.Is(err, fs.ErrNotExist) || isNotFolder(err) {
		return nil
	}
	return fault("remove", w.at(path), err)
}

// eraseAll removes files that Tract wrote, sorted by path, and the folders that
// are empty then, but for those that were there before Tract.
func (w *Writer) eraseAll(files []entry) error {
	for i, e := range files {
		if err := w.erase(e.path); err != nil {
			return err
		}
		folder := parent(e.path)
		if i+1 < len(files) && parent(files[i+1].path) == folder {
			continue
		}
		for ; folder != "" && !w.keep[folder] && w.reachable(folder); folder = parent(folder) {
			if info, err := os.Lstat(w.at(folder)); err == nil && !info.IsDir() {
				break
			}
			w.step("remove folder")
			if err := os.Remove(w.at(folder)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				break // not empty
			}
		}
	}
	return nil
}

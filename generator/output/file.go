package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// WriteFile writes one file outside a build, such as a new edition. At any
// moment the file is absent, the old one or the new one, whole; a fault leaves
// nothing behind, no folder made for it either. Folders are made as needed. An
// exclusive write never replaces anything: what stands at path, were it a
// symbolic link that leads nowhere, is an error that is fs.ErrExist. Without
// exclusive, a file's permissions are kept and a symbolic link is replaced, not
// followed. The errors are *MachineError.
func WriteFile(path string, content []byte, exclusive bool) error {
	if exclusive {
		if _, err := os.Lstat(path); err == nil {
			return fault("write", path, fs.ErrExist)
		}
	}
	made, err := makeFolders(filepath.Dir(path))
	if err == nil {
		err = writeFile(path, content, exclusive)
	}
	if err != nil {
		for _, folder := range slices.Backward(made) {
			os.Remove(folder)
		}
	}
	return fault("write", path, err)
}

// RemoveFile removes one file outside a build, such as a record whose words stand
// in another. One that is not there is no error; the errors are *MachineError.
func RemoveFile(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fault("remove", path, err)
	}
	return nil
}

func writeFile(path string, content []byte, exclusive bool) error {
	part := ""
	err := error(fs.ErrExist)
	// A run that was killed may have left its part; it is not ours to judge.
	for i := 0; errors.Is(err, fs.ErrExist) && i < 1000; i++ {
		part = filepath.Join(filepath.Dir(path), ".tract-part-"+strconv.Itoa(i))
		_, err = create(part, content)
	}
	if err != nil {
		return err
	}
	defer os.Remove(part)
	if exclusive {
		return linkNew(part, path, content)
	}
	if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() {
		if err := os.Chmod(part, info.Mode().Perm()); err != nil {
			return err
		}
	}
	return rename(part, path)
}

// linkNew gives a whole file its name if nothing has it.
func linkNew(part, path string, content []byte) error {
	err := os.Link(part, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	// File systems such as FAT know no second names: make the file itself,
	// which a crash can leave short, but never in the place of another.
	_, err = create(path, content)
	return err
}

//go:build !windows

package output

import "os"

func rename(from, to string) error { return os.Rename(from, to) }

// syncFolder brings the entries of a folder to the disk, as far as the file
// system knows how.
func syncFolder(path string) {
	if f, err := os.Open(path); err == nil {
		f.Sync()
		f.Close()
	}
}

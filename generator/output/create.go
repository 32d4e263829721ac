//go:build !linux

package output

import (
	"io/fs"
	"os"
)

// create makes a new file and gives its modification time. On a fault no file
// stays behind.
func create(path string, content []byte) (time int64, err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return 0, err
	}
	_, err = f.Write(content)
	if err == nil {
		var info fs.FileInfo
		if info, err = f.Stat(); err == nil {
			time = info.ModTime().UnixNano()
		}
	}
	// Quotas and network disks may report a full disk only here.
	if err2 := f.Close(); err == nil {
		err = err2
	}
	if err != nil {
		os.Remove(path)
	}
	return time, err
}

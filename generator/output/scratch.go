package output

import (
	"os"
	"runtime"
)

// Scratch is a temporary file that no name leads to: it is gone when it is
// closed or the process ends. On Windows, where an open file cannot be
// removed, it goes with Close.
func Scratch() (*os.File, error) {
	f, err := os.CreateTemp("", "tract-*")
	if err != nil {
		return nil, fault("open", os.TempDir(), err)
	}
	if runtime.GOOS != "windows" {
		if err := os.Remove(f.Name()); err != nil {
			f.Close()
			return nil, fault("remove", f.Name(), err)
		}
	}
	return f, nil
}

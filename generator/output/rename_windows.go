package output

import (
	"errors"
	"os"
	"syscall"
	"time"
)

// rename tries for a while: a virus scanner or a browser may hold a file open
// for a moment, and Windows then refuses to move it.
func rename(from, to string) error {
	var err error
	for wait := time.Millisecond; wait < 500*time.Millisecond; wait *= 2 {
		err = os.Rename(from, to)
		if !errors.Is(err, errSharingViolation) && !errors.Is(err, syscall.ERROR_ACCESS_DENIED) {
			return err
		}
		time.Sleep(wait)
	}
	return err
}

// syncFolder does nothing: Windows journals its folders itself and cannot
// open them as files.
func syncFolder(string) {}

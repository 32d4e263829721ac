package output

import (
	"errors"
	"os"
	"syscall"
)

// lock holds a file open that nobody else may open. The system closes it when
// the process ends, however it ends: a lock can never be stale.
type lock struct {
	handle syscall.Handle
	path   string
}

// takeLock opens the file at path, making it first. It does not wait: a lock
// held by another is errLocked.
func takeLock(path string) (*lock, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE,
		0, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, errSharingViolation) {
		return nil, errLocked
	}
	if err != nil {
		return nil, err
	}
	return &lock{h, path}, nil
}

// release gives the lock back; forget also removes its file, which fails
// harmlessly when another has it by then.
func (l *lock) release(forget bool) {
	syscall.CloseHandle(l.handle)
	if forget {
		os.Remove(l.path)
	}
}

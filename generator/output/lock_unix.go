//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package output

import (
	"errors"
	"os"
	"syscall"
)

// lock holds a file system lock that the system drops when the process ends,
// however it ends: a lock can never be stale.
type lock struct {
	file *os.File
	name *nameLock // where the file system knows no such locks
}

// takeLock locks the file at path, making it first. It does not wait: a lock
// held by another is errLocked.
func takeLock(path string) (*lock, error) {
	for {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o666)
		if err != nil {
			return nil, err
		}
		for {
			err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
			if err != syscall.EINTR {
				break
			}
		}
		if err != nil {
			f.Close()
			switch {
			case errors.Is(err, syscall.EWOULDBLOCK):
				return nil, errLocked
			case errors.Is(err, syscall.ENOSYS), errors.Is(err, syscall.ENOTSUP), errors.Is(err, syscall.ENOLCK):
				n, err := takeNameLock(path + ".pid")
				return &lock{name: n}, err
			}
			return nil, err
		}
		// The one before may have removed the file between our opening and
		// our locking it; then we hold a lock on nothing.
		mine, err := f.Stat()
		there, err2 := os.Lstat(path)
		if err == nil && err2 == nil && os.SameFile(mine, there) {
			return &lock{file: f}, nil
		}
		f.Close()
		if err2 != nil && !errors.Is(err2, os.ErrNotExist) {
			return nil, err2
		}
	}
}

// release gives the lock back; forget also removes its file.
func (l *lock) release(forget bool) {
	if l.name != nil {
		l.name.release()
		return
	}
	if forget {
		os.Remove(l.file.Name())
	}
	l.file.Close()
}

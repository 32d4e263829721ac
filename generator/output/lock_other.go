//go:build !darwin && !dragonfly && !freebsd && !illumos && !linux && !netbsd && !openbsd && !windows

package output

// lock is a lock by name where the system offers no better.
type lock struct{ name *nameLock }

func takeLock(path string) (*lock, error) {
	n, err := takeNameLock(path + ".pid")
	if err != nil {
		return nil, err
	}
	return &lock{n}, nil
}

func (l *lock) release(bool) { l.name.release() }

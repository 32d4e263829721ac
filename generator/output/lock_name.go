//go:build !windows

package output

import (
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// nameLock is a lock by the mere existence of a file that holds the number of
// its process. It serves file systems without locks of their own, such as some
// network folders.
type nameLock struct {
	path string
	text string
}

// takeNameLock makes the file. When it is there already and its process is
// gone, the lock is stale and taken over; else it is errLocked.
func takeNameLock(path string) (*nameLock, error) {
	host, _ := os.Hostname() // without a name, all are taken for this machine
	l := &nameLock{path, strconv.Itoa(os.Getpid()) + " " + host + "\n"}
	for range 3 {
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err == nil {
			_, err = f.WriteString(l.text)
			if err = errors.Join(err, f.Close()); err != nil {
				os.Remove(path)
				return nil, err
			}
			// Two runs that found the same stale lock may each have removed
			// the other's: the one whose text stays has it.
			if text, err := os.ReadFile(path); err != nil || string(text) != l.text {
				return nil, errLocked
			}
			return l, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		text, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if !stale(string(text), host) {
			return nil, errLocked
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	return nil, errLocked
}

// stale says whether the process that wrote the text surely runs no more. A
// process of another machine cannot be asked.
func stale(text, host string) bool {
	number, where, ok := strings.Cut(strings.TrimSpace(text), " ")
	pid, err := strconv.Atoi(number)
	if !ok || err != nil || pid <= 0 || where != host || pid == os.Getpid() {
		return false
	}
	p, err := os.FindProcess(pid)
	if err != nil {
		return true
	}
	defer p.Release()
	return errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone)
}

func (l *nameLock) release() {
	if text, err := os.ReadFile(l.path); err == nil && string(text) == l.text {
		os.Remove(l.path)
	}
}

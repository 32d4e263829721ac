package output

import (
	"io/fs"
	"os"
	"syscall"
)

// create makes a new file and gives its modification time. On a fault no file
// stays behind. It speaks to the system itself: an os.File would be offered to
// the network poller in vain and bring a finalizer, a tenth of the time.
func create(path string, content []byte) (time int64, err error) {
	var fd int
	err = again(func() (err error) {
		fd, err = syscall.Open(path, syscall.O_WRONLY|syscall.O_CREAT|syscall.O_EXCL|syscall.O_CLOEXEC, 0o666)
		return err
	})
	if err != nil {
		return 0, &fs.PathError{Op: "create", Path: path, Err: err}
	}
	for len(content) > 0 && err == nil {
		err = again(func() error {
			// One call moves at most 2 GiB less a page.
			n, err := syscall.Write(fd, content[:min(len(content), 1<<30)])
			content = content[max(n, 0):]
			return err
		})
	}
	var info syscall.Stat_t
	if err == nil {
		err = again(func() error { return syscall.Fstat(fd, &info) })
	}
	// Quotas and network disks may report a full disk only here. The number is
	// free even if the call was interrupted, so it is not called again.
	if err2 := syscall.Close(fd); err == nil && err2 != syscall.EINTR {
		err = err2
	}
	if err != nil {
		os.Remove(path)
		return 0, &fs.PathError{Op: "create", Path: path, Err: err}
	}
	return info.Mtim.Nano(), nil
}

// again calls do until no signal interrupts it.
func again(do func() error) error {
	for {
		if err := do(); err != syscall.EINTR {
			return err
		}
	}
}

package output

import (
	"errors"
	"syscall"
)

// The numbers are those of winerror.h; the syscall package names few of them.
const (
	errTooManyOpenFiles = syscall.Errno(4)
	errNotSameDevice    = syscall.Errno(17)
	errWriteProtect     = syscall.Errno(19)
	errSharingViolation = syscall.Errno(32)
	errHandleDiskFull   = syscall.Errno(39)
	errDiskFull         = syscall.Errno(112)
	errFilenameExceeds  = syscall.Errno(206)
	errFileTooLarge     = syscall.Errno(223)
	errDirectoryName    = syscall.Errno(267)
)

func isDiskFull(err error) bool {
	return errors.Is(err, errDiskFull) || errors.Is(err, errHandleDiskFull)
}

func isTooLarge(err error) bool { return errors.Is(err, errFileTooLarge) }

func isReadOnly(err error) bool { return errors.Is(err, errWriteProtect) }

func isTooManyOpen(err error) bool { return errors.Is(err, errTooManyOpenFiles) }

func isNameTooLong(err error) bool { return errors.Is(err, errFilenameExceeds) }

func isNotFolder(err error) bool {
	return errors.Is(err, errDirectoryName) || errors.Is(err, syscall.ENOTDIR)
}

func isCrossDevice(err error) bool { return errors.Is(err, errNotSameDevice) }

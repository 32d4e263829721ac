//go:build unix

package output

import (
	"errors"
	"syscall"
)

func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func isTooLarge(err error) bool { return errors.Is(err, syscall.EFBIG) }

func isReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }

func isTooManyOpen(err error) bool {
	return errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}

func isNameTooLong(err error) bool { return errors.Is(err, syscall.ENAMETOOLONG) }

func isNotFolder(err error) bool { return errors.Is(err, syscall.ENOTDIR) }

func isCrossDevice(err error) bool { return errors.Is(err, syscall.EXDEV) }

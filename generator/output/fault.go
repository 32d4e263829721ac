package output

import (
	"errors"
	"fmt"
	"io/fs"

	"tract/generator/diag"
)

// MachineError is a fault of the machine: the disk is full, a folder may not
// be written. Op is what was being done (open, lock, read, write, rename,
// remove), Path the file or folder as the machine names it, Err the reason.
type MachineError struct {
	Op   string
	Path string
	Err  error
}

// Reasons that are not the operating system's.
var (
	errLocked    = errors.New("another run is writing here")
	errNotFolder = errors.New("not a folder")
)

// Error is for logs and tests; people get Message.
func (e *MachineError) Error() string { return fmt.Sprintf("%s %s: %v", e.Op, e.Path, e.Err) }

// Unwrap gives the reason, so that errors.Is(err, fs.ErrExist) works.
func (e *MachineError) Unwrap() error { return e.Err }

// Message is the fault as a sentence for people, in Tract's words.
func (e *MachineError) Message() diag.Message {
	return diag.In(e.id(), "", "path", e.Path)
}

func (e *MachineError) id() string {
	switch {
	case errors.Is(e.Err, errLocked):
		return "output-locked"
	case errors.Is(e.Err, errNotFolder) || isNotFolder(e.Err):
		return "output-not-a-folder"
	case errors.Is(e.Err, fs.ErrExist):
		return "output-exists"
	case isDiskFull(e.Err):
		return "output-disk-full"
	case isTooLarge(e.Err):
		return "output-file-too-large"
	case isReadOnly(e.Err):
		return "output-read-only"
	case isTooManyOpen(e.Err):
		return "output-too-many-open"
	case isNameTooLong(e.Err):
		return "output-name-too-long"
	case errors.Is(e.Err, fs.ErrPermission):
		return "output-no-permission"
	case e.Op == "read":
		return "output-unreadable"
	}
	return "output-failed"
}

// fault wraps an error of the machine once.
func fault(op, path string, err error) error {
	var known *MachineError
	if err == nil || errors.As(err, &known) {
		return err
	}
	return &MachineError{Op: op, Path: path, Err: err}
}

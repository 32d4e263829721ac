package serve

import (
	"io/fs"
	"syscall"
)

// changedOf is the time of the last change of a file or of what the system
// knows about it, which no program can set; in nanoseconds.
func changedOf(info fs.FileInfo) int64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return s.Ctim.Nano()
	}
	return 0
}

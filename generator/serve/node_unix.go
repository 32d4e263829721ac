//go:build unix

package serve

import (
	"io/fs"
	"syscall"
)

// node is what the system knows a folder by, wherever it is moved to. The zero
// node is none.
type node struct{ device, number uint64 }

func nodeOf(info fs.FileInfo) node {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return node{uint64(s.Dev), uint64(s.Ino)} // the types differ between systems
	}
	return node{}
}

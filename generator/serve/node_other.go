//go:build !unix

package serve

import "io/fs"

// node is what the system knows a folder by; here it tells of changes by name.
type node struct{ _ byte }

func nodeOf(fs.FileInfo) node { return node{} }

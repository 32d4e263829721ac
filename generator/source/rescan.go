package source

import (
	"io/fs"
	"path"
	"strings"
)

// This file keeps what folders hold from one walk to the next. Of the time that
// a walk takes most goes to asking the system for it.

// entry is what stands in a folder under a name.
type entry struct {
	name string
	mode fs.FileMode // its type
	size int64       // of a file that is no text; -1 when it cannot be told
}

// entries are what a folder holds. With an error they are what could be read.
func (w *walker) entries(real string) ([]entry, error) {
	if known, ok := w.known[real]; ok {
		w.tree.entries[real] = known
		return known, nil
	}
	found, err := fs.ReadDir(w.fsys, real)
	out := make([]entry, len(found))
	for i, e := range found {
		out[i] = entry{name: e.Name(), mode: e.Type()}
		if e.Type().IsRegular() && !IsMarkdown(e.Name()) {
			out[i].size = -1
			if info, err := e.Info(); err == nil {
				out[i].size = info.Size()
			}
		}
	}
	if err == nil {
		w.tree.entries[real] = out
	}
	return out, err
}

// unchanged are the folders that hold what they held when the tree was made,
// where only some paths are others: those that neither hold one of them, or a
// folder above it, nor lie below one. Where a link was followed a folder has
// more than one path, and all are read again.
func (t *Tree) unchanged(paths []string) map[string][]entry {
	if t.linked {
		return nil
	}
	touched, above := make(map[string]bool, len(paths)), map[string]bool{}
	for _, p := range paths {
		touched[p] = true
		for dir := path.Dir(p); dir != "." && !above[dir]; dir = path.Dir(dir) {
			above[dir] = true
		}
	}
	out := make(map[string][]entry, len(t.entries))
	for folder, entries := range t.entries {
		if !above[folder] && !within(folder, touched) {
			out[folder] = entries
		}
	}
	return out
}

// within says whether a path or a folder above it is among some.
func within(p string, some map[string]bool) bool {
	for {
		if some[p] {
			return true
		}
		i := strings.LastIndexByte(p, '/')
		if i < 0 {
			return false
		}
		p = p[:i]
	}
}

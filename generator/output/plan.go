package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tract/generator/diag"
)

// plan is what a commit will do. To make it changes nothing.
type plan struct {
	staged  []entry         // files to be put in place, sorted
	listed  []entry         // the same and those adopted: new lines of the manifest, sorted
	whole   map[string]bool // topmost folders to be renamed as a whole
	gone    []entry         // files of the last run to be removed, sorted
	clashes []diag.Message  // one per thing in the way
	same    int             // files of the last run that stay as they are
	dropped bool            // a file of the last run is no longer ours
}

// manyClashes is how many clashes are told one by one: a destination that
// another program filled would bring thousands.
const manyClashes = 20

func (w *Writer) plan() (*plan, error) {
	p := &plan{whole: map[string]bool{}}
	for i := range w.previous {
		switch w.seen[i].Load() {
		case vanished:
			p.gone = append(p.gone, w.previous[i])
		case unchanged:
			p.same++
		}
	}
	count := 0
	for i := range w.staged {
		count += len(w.staged[i].entries)
	}
	p.staged = make([]entry, 0, count)
	for i := range w.staged {
		p.staged = append(p.staged, w.staged[i].entries...)
	}
	slices.SortFunc(p.staged, func(a, b entry) int { return strings.Compare(a.path, b.path) })
	if err := w.review(p); err != nil {
		return nil, err
	}
	p.listed = p.staged
	if len(w.adopted) > 0 {
		p.listed = slices.Clone(p.staged)
		for _, e := range w.adopted {
			p.listed = append(p.listed, e)
		}
		slices.SortFunc(p.listed, func(a, b entry) int { return strings.Compare(a.path, b.path) })
	}
	return p, nil
}

// review looks at the place of each staged file and takes out those that have
// something foreign in their way.
func (w *Writer) review(p *plan) error {
	told := map[string]bool{}
	refused := map[string]bool{}
	raced := map[string]bool{}
	var folded map[string]string
	for _, e := range p.staged {
		top, state, err := w.topmost(e.path)
		if err != nil {
			return err
		}
		id, place := "", e.path
		switch {
		case w.isFolder(e.path):
			id = "output-file-and-folder"
		case state == blocked:
			id, place = w.reviewBlocker(top)
		case state == absent && !raced[top]:
			if p.whole[top] {
				continue
			}
			if _, err := os.Lstat(w.at(top)); errors.Is(err, fs.ErrNotExist) {
				p.whole[top] = true
				continue
			}
			raced[top] = true // made by another program since Stage looked
			fallthrough
		default:
			if folded == nil && len(p.gone) > 0 {
				folded = foldedPaths(p.gone)
			}
			id, place = w.reviewFile(e, p.gone, folded)
		}
		if id == "" {
			continue
		}
		refused[e.path] = true
		if !told[place] {
			told[place] = true
			if len(told) <= manyClashes {
				p.clashes = append(p.clashes, diag.In(id, "", "path", place))
			}
		}
	}
	if more := len(told) - manyClashes; more > 0 {
		p.clashes = append(p.clashes, diag.In("output-foreign-more", "", "count", strconv.Itoa(more)))
	}
	if len(refused) > 0 {
		p.staged = slices.DeleteFunc(p.staged, func(e entry) bool { return refused[e.path] })
		p.dropped = true
	}
	return nil
}

// topmost gives the first folder above a path that is absent or blocked, and
// which of both; "" and present when there is none.
func (w *Writer) topmost(path string) (string, folderState, error) {
	for i := range len(path) {
		if path[i] != '/' {
			continue
		}
		state, err := w.folder(path[:i])
		if err != nil || state&standing != present {
			return path[:i], state & standing, err
		}
	}
	return "", present, nil
}

// reviewBlocker judges what stands where a folder is needed.
func (w *Writer) reviewBlocker(path string) (id, place string) {
	info, err := os.Lstat(w.at(path))
	i, known := find(w.previous, path)
	switch {
	case err != nil || info.IsDir():
		return "", "" // gone since; the commit makes the folder
	case !info.Mode().IsRegular():
		return "output-foreign-link", path
	case known && w.seen[i].Load() == vanished:
		return "", "" // removed before
	case known:
		return "output-file-and-folder", path
	}
	if _, ok := w.adopted[path]; ok {
		return "output-file-and-folder", path
	}
	return "output-foreign-file", path
}

// reviewFile judges what stands where a file is needed. folded are the paths
// of gone by their folded form.
func (w *Writer) reviewFile(e entry, gone []entry, folded map[string]string) (id, place string) {
	info, err := os.Lstat(w.at(e.path))
	_, known := find(w.previous, e.path)
	switch {
	case err != nil:
		return "", ""
	case info.IsDir():
		return w.reviewFolder(e.path, gone)
	case info.Mode()&fs.ModeSymlink != 0:
		return "output-foreign-link", e.path
	case known && info.Mode().IsRegular():
		return "", ""
	}
	// Where the file system knows no case, a file of the last run may be in
	// the way under its old name.
	if old, ok := folded[fold(e.path)]; ok {
		if other, err := os.Lstat(w.at(old)); err == nil && os.SameFile(info, other) {
			return "", ""
		}
	}
	e.time = 0 // that of the staged file says nothing of this one
	if _, same := w.holds(e); same {
		return "", ""
	}
	return "output-foreign-file", e.path
}

// reviewFolder judges a folder that stands where a file is needed: it may go if
// nothing is in it but files of the last run that are gone now.
func (w *Writer) reviewFolder(path string, gone []entry) (id, place string) {
	foreign := ""
	err := filepath.WalkDir(w.at(path), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(w.root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		ours := false
		if d.IsDir() {
			ours = !w.keep[rel] && anyBelow(gone, rel)
		} else if d.Type().IsRegular() {
			_, ours = find(gone, rel)
		}
		if !ours {
			foreign = rel
			return fs.SkipAll
		}
		return nil
	})
	if err != nil || foreign != "" {
		return "output-foreign-folder", path
	}
	return "", ""
}

// isFolder says whether a file of this run lies below a path.
func (w *Writer) isFolder(path string) bool {
	shard := w.shard(path)
	shard.mu.Lock()
	defer shard.mu.Unlock()
	return shard.states[path] != 0
}

// split parts the files to be removed into those that must go before the new
// ones come, because they are in the way, and the others, which go after. A
// page whose address merely changes is so never without a file.
func split(gone, staged []entry) (early, late []entry) {
	if len(gone) == 0 {
		return nil, nil
	}
	folded := foldedPaths(gone)
	inWay := map[string]bool{}
	for _, e := range staged {
		if old, ok := folded[fold(e.path)]; ok {
			inWay[old] = true
		}
		for folder := parent(e.path); folder != ""; folder = parent(folder) {
			if _, ok := find(gone, folder); ok {
				inWay[folder] = true
			}
		}
	}
	for _, e := range gone {
		before := inWay[e.path]
		for folder := parent(e.path); folder != "" && !before; folder = parent(folder) {
			_, before = find(staged, folder)
		}
		if before {
			early = append(early, e)
		} else {
			late = append(late, e)
		}
	}
	return early, late
}

func foldedPaths(entries []entry) map[string]string {
	folded := make(map[string]string, len(entries))
	for _, e := range entries {
		folded[fold(e.path)] = e.path
	}
	return folded
}

// fold brings paths together that some file systems hold for the same.
func fold(path string) string { return strings.ToLower(norm.NFC.String(path)) }

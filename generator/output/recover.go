package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"tract/generator/diag"
)

// resume reads what the last run wrote and ends what an interrupted run began.
func (w *Writer) resume() error {
	if w.fresh {
		return nil
	}
	text, err := readText(w.own("manifest"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		// A run that wrote times had written a manifest.
		if _, err := os.Lstat(w.own("times")); err == nil {
			w.damaged = true
		}
	case err != nil:
		return fault("read", w.own("manifest"), err)
	default:
		w.previous, err = parseManifest(text)
		w.damaged, w.hasManifest = err != nil, err == nil
	}
	if w.hasManifest {
		w.loadTimes(trailerSum(text))
	}
	journal, err := readText(w.own("journal"))
	if err == nil {
		return w.resumeCommit(journal, text)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return fault("read", w.own("journal"), err)
	}
	if w.damaged {
		w.salvage(text)
	}
	if _, err := os.Lstat(w.own("stage")); err == nil {
		w.step("clear")
		w.clearStage()
	}
	return nil
}

// salvage makes do with damaged texts: a file counts as written by Tract only
// if a line names its path and the file holds the very bytes of the line.
func (w *Writer) salvage(texts ...string) {
	w.damaged, w.hasManifest, w.timesLoaded = true, false, false
	w.notes = append(w.notes, diag.In("output-manifest-damaged", "", "path", w.own("manifest")))
	w.previous = nil
	for _, text := range texts {
		for _, e := range salvageManifest(text) {
			if w.reachable(e.path) {
				if time, same := w.holds(e); same {
					e.time = time
					w.previous = append(w.previous, e)
				}
			}
		}
	}
	byPath := func(a, b entry) int { return strings.Compare(a.path, b.path) }
	slices.SortFunc(w.previous, byPath)
	w.previous = slices.CompactFunc(w.previous, func(a, b entry) bool { return a.path == b.path })
}

// resumeCommit finishes the commit whose journal stands.
func (w *Writer) resumeCommit(journal, manifest string) error {
	next, err := parseManifest(journal)
	if err != nil {
		// It was synced before it got its name, so the disk is to blame.
		w.salvage(journal, manifest)
		w.step("clear")
		os.Remove(w.own("journal"))
		w.clearStage()
		return nil
	}
	if w.damaged {
		w.salvage(manifest)
	}
	var gone []entry
	for _, e := range w.previous {
		if _, ok := find(next, e.path); !ok {
			gone = append(gone, e)
		}
	}
	early, late := split(gone, next)
	folded := foldedPaths(next)
	placed := func(e entry) bool { // under a name that is the same to the disk
		new, ok := folded[fold(e.path)]
		if !ok || !w.reachable(e.path) {
			return false
		}
		i, _ := find(next, new)
		_, same := w.holds(entry{path: e.path, size: next[i].size, sum: next[i].sum})
		return same
	}
	if err := w.eraseAll(slices.DeleteFunc(early, placed)); err != nil {
		return err
	}
	whole := len(next)
	kept := next[:0]
	for _, e := range next {
		ours, err := w.resumeFile(e)
		if err != nil {
			return err
		}
		if ours {
			kept = append(kept, e)
		}
	}
	if err := w.eraseAll(late); err != nil {
		return err
	}
	w.step("manifest")
	if len(kept) < whole {
		err = replace(w.own("manifest"), true, func(to io.Writer) error {
			_, err := writeManifest(to, slices.Values(kept))
			return err
		})
		if err == nil {
			err = os.Remove(w.own("journal"))
		}
	} else {
		err = rename(w.own("journal"), w.own("manifest"))
	}
	if err != nil {
		return fault("write", w.own("manifest"), err)
	}
	w.previous, w.hasManifest, w.damaged, w.timesLoaded = kept, true, false, false
	w.step("clear")
	w.clearStage()
	w.notes = append(w.notes, diag.In("output-interrupted", ""))
	return nil
}

// resumeFile puts one file of the journal in place if it is still staged and
// whole. It gives false when something foreign has its place.
func (w *Writer) resumeFile(e entry) (ours bool, err error) {
	staged := ""
	for _, state := range [...]folderState{absent, present} {
		path := w.stagePath(e.path, state)
		info, err := os.Lstat(path)
		if err != nil || !info.Mode().IsRegular() || info.Size() != e.size {
			continue
		}
		if sum, err := digestFile(path); err == nil && sum == e.sum {
			staged = path
		}
	}
	if staged == "" {
		// Placed already, unchanged, or lost by the disk: the next Stage sees.
		return true, nil
	}
	if !w.reachable(e.path) {
		return false, nil
	}
	if info, err := os.Lstat(w.at(e.path)); err == nil {
		_, known := find(w.previous, e.path)
		if !info.Mode().IsRegular() {
			return false, nil
		}
		if _, same := w.holds(e); !known && !same {
			return false, nil
		}
	}
	w.step("file")
	return true, w.move(staged, e.path)
}

package output

import (
	"context"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"tract/generator/diag"
)

// Report says what a commit did.
type Report struct {
	Written   int   // files written, new and changed
	Unchanged int   // files that already stood there with the same bytes
	Removed   int   // files of the last run removed
	Bytes     int64 // the bytes of the files written
	// Gone are the paths of the files removed, sorted.
	Gone []string
}

// Commit puts the staged files in place, removes the files of the last run
// that were not staged in this one, and ends the Writer. The messages are those
// of Messages; when some staged file clashes with a foreign one and KeepGoing
// is not set, nothing is published, as with Abort, and the Report is zero.
//
// Until the journal stands, a fault or a cancelled context leaves the
// destination as it was. After that Commit goes on to the end; a *MachineError
// from there leaves each file whole and the rest to the next Open.
func (w *Writer) Commit(ctx context.Context) (Report, []diag.Message, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return Report{}, nil, errClosed
	}
	defer w.abort() // unless ended before
	err := w.failed
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return Report{}, w.notes, err
	}
	p, err := w.plan()
	if err != nil {
		return Report{}, w.notes, err
	}
	messages := slices.Concat(w.notes, p.clashes)
	if len(p.clashes) > 0 && !w.KeepGoing {
		return Report{}, messages, nil
	}
	if err := ctx.Err(); err != nil {
		return Report{}, messages, err
	}
	report := Report{
		Written: len(p.staged), Unchanged: p.same + len(w.adopted), Removed: len(p.gone),
	}
	for _, e := range p.staged {
		report.Bytes += e.size
	}
	for _, e := range p.gone {
		report.Gone = append(report.Gone, e.path)
	}
	if err := w.publish(p); err != nil {
		return Report{}, messages, err
	}
	return report, messages, nil
}

// publish does what the plan says.
func (w *Writer) publish(p *plan) error {
	next := w.next(p)
	count := p.same + len(p.listed)
	manifest := digest{}
	change := !w.hasManifest || p.dropped || len(p.listed)+len(p.gone) > 0
	if change {
		w.step("journal")
		err := replace(w.own("journal"), true, func(to io.Writer) (err error) {
			manifest, err = writeManifest(to, next)
			return err
		})
		if err != nil {
			return fault("write", w.own("journal"), err)
		}
		w.made = nil // from here on they hold something
		if err := w.carryOut(p); err != nil {
			w.closed = true
			w.lock.release(false)
			return err
		}
	} else if w.timesNew.Load() || !w.timesLoaded {
		text, err := readText(w.own("manifest"))
		change, manifest = err == nil, trailerSum(text)
	}
	if change {
		w.step("times")
		folders := make([]string, 0, len(w.keep))
		for folder := range w.keep {
			folders = append(folders, folder)
		}
		slices.Sort(folders)
		// It is a cache: if it cannot be written, the next run reads more.
		if err := replace(w.own("times"), false, func(to io.Writer) error {
			return writeTimes(to, manifest, count, next, folders)
		}); err != nil {
			os.Remove(w.own("times"))
		}
	}
	w.step("clear")
	w.clearStage()
	w.closed = true
	w.lock.release(false)
	return nil
}

// carryOut makes the changes that the journal announces and turns it into the
// manifest.
func (w *Writer) carryOut(p *plan) error {
	early, late := split(p.gone, p.staged)
	if err := w.eraseAll(early); err != nil {
		return err
	}
	moved := "" // the folder renamed last, with a slash
	for _, e := range p.staged {
		if moved != "" && strings.HasPrefix(e.path, moved) {
			continue
		}
		top, state, err := w.topmost(e.path)
		if err != nil {
			return err
		}
		if p.whole[top] {
			w.step("folder")
			if rename(w.stagePath(top, absent), w.at(top)) == nil {
				moved = top + "/"
				continue
			}
			// Made by another program this instant: file by file.
			delete(p.whole, top)
		}
		w.step("file")
		if err := w.move(w.stagePath(e.path, state), e.path); err != nil {
			return err
		}
	}
	if err := w.eraseAll(late); err != nil {
		return err
	}
	w.step("manifest")
	return fault("write", w.own("manifest"), rename(w.own("journal"), w.own("manifest")))
}

// next is the coming manifest: what stays of the last run and what is listed
// anew, merged by path.
func (w *Writer) next(p *plan) iter.Seq[entry] {
	return func(yield func(entry) bool) {
		listed := p.listed
		for i := range w.previous {
			if w.seen[i].Load() != unchanged {
				continue
			}
			for len(listed) > 0 && listed[0].path < w.previous[i].path {
				if !yield(listed[0]) {
					return
				}
				listed = listed[1:]
			}
			if !yield(w.previous[i]) {
				return
			}
		}
		for _, e := range listed {
			if !yield(e) {
				return
			}
		}
	}
}

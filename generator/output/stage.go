package output

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// folderState is what a run knows of one folder of the destination.
type folderState uint8

const (
	absent  folderState = 1 + iota
	present             // a folder, reached through folders only
	blocked             // it, or one above it, is a file or a symbolic link

	standing folderState = 3 // the bits of the three above
	mirrored folderState = 4 // one more bit: it has been made below stage/new
)

// folderShard holds a part of the folders above the files of this run, and no
// others.
type folderShard struct {
	mu     sync.Mutex
	states map[string]folderState
}

// Stage takes the bytes of one file; path is relative to the destination, with
// slashes. A file that the last run wrote with the same bytes and that still
// stands so counts as unchanged and is not written. content is not kept after
// the return, path is. The same path twice and a path that cannot be one are
// errors of the caller; others are *MachineError, after which Commit refuses.
func (w *Writer) Stage(path string, content []byte) error {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.closed {
		return errClosed
	}
	if err := checkPath(path); err != nil {
		return err
	}
	err := w.stage(entry{path: path, size: int64(len(content)), sum: digestOf(content)}, content)
	if err != nil {
		w.extra.Lock()
		if w.failed == nil {
			w.failed = err
		}
		w.extra.Unlock()
	}
	return err
}

func (w *Writer) stage(e entry, content []byte) error {
	i, known := find(w.previous, e.path)
	if known && !w.seen[i].CompareAndSwap(vanished, claimed) {
		return twice(e.path)
	}
	folder := parent(e.path)
	state, err := w.folder(folder)
	if err != nil {
		return err
	}
	switch {
	case state&standing != present:
	case known:
		if old := &w.previous[i]; old.size == e.size && old.sum == e.sum {
			if time, same := w.holds(*old); same {
				if time != old.time {
					old.time = time
					w.timesNew.Store(true)
				}
				w.seen[i].Store(unchanged)
				return nil
			}
		}
	default:
		if time, same := w.holds(e); same && !w.renamedOnly(e.path) {
			e.time = time
			return w.adopt(e)
		}
	}
	if state&standing == absent && state&mirrored == 0 {
		if err := w.mirror(folder); err != nil {
			return err
		}
	}
	place := w.stagePath(e.path, state)
	w.step("stage")
	e.time, err = create(place, content)
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.MkdirAll(filepath.Dir(place), 0o777); err == nil {
			e.time, err = create(place, content)
		}
	}
	if errors.Is(err, fs.ErrExist) {
		// The stage was empty at first, so this run wrote it.
		return twice(e.path)
	}
	if err != nil {
		return fault("write", w.at(e.path), err)
	}
	shard := &w.staged[e.sum[0]%byte(len(w.staged))]
	shard.mu.Lock()
	shard.entries = append(shard.entries, e)
	shard.mu.Unlock()
	return nil
}

func twice(path string) error { return fmt.Errorf("output: %q is staged twice", path) }

// renamedOnly says whether a path that the last run did not write differs from
// one that it wrote in a way that some disks do not see. It is not adopted, but
// written anew, so that the disk shows the new name.
func (w *Writer) renamedOnly(path string) bool {
	w.foldOnce.Do(func() { w.folded = foldedPaths(w.previous) })
	_, ok := w.folded[fold(path)]
	return ok
}

func (w *Writer) adopt(e entry) error {
	w.extra.Lock()
	defer w.extra.Unlock()
	if _, ok := w.adopted[e.path]; ok {
		return twice(e.path)
	}
	w.adopted[e.path] = e
	return nil
}

// stagePath is where a file is staged. Where the destination has the folder,
// to mirror it would make and remove a folder for nothing; where it has not,
// the mirrored folder is renamed with all that is in it.
func (w *Writer) stagePath(path string, state folderState) string {
	if state&standing == absent {
		return w.stageNew + filepath.FromSlash(path)
	}
	sum := sha256.Sum256([]byte(path))
	name := hex.EncodeToString(sum[:16])
	return w.stagePut + name[:1] + string(filepath.Separator) + name
}

// folder looks at a folder of the destination once and remembers it.
func (w *Writer) folder(path string) (folderState, error) {
	if path == "" {
		return present, nil
	}
	shard := w.shard(path)
	shard.mu.Lock()
	state := shard.states[path]
	shard.mu.Unlock()
	if state != 0 {
		return state, nil
	}
	above, err := w.folder(parent(path))
	if err != nil {
		return 0, err
	}
	shard.mu.Lock()
	defer shard.mu.Unlock()
	if state := shard.states[path]; state != 0 {
		return state, nil
	}
	state = above & standing
	if state == present {
		if state, err = w.look(path); err != nil {
			return 0, err
		}
	}
	shard.states[path] = state
	return state, nil
}

func (w *Writer) shard(folder string) *folderShard {
	return &w.folders[maphash.String(w.seed, folder)%uint64(len(w.folders))]
}

// look asks the disk about a folder whose folder is present.
func (w *Writer) look(path string) (folderState, error) {
	info, err := os.Lstat(w.at(path))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return absent, nil
	case err != nil:
		return 0, fault("read", w.at(path), err)
	case !info.IsDir():
		return blocked, nil
	}
	// Without a whole manifest nobody knows whose the folder is; it counts as
	// ours, for at worst an empty one is removed.
	if !w.damaged && !anyBelow(w.previous, path) {
		w.extra.Lock()
		w.keep[path] = true
		w.extra.Unlock()
	}
	return present, nil
}

// mirror makes a folder below stage/new, and those above it.
func (w *Writer) mirror(path string) error {
	shard := w.shard(path)
	shard.mu.Lock()
	done := shard.states[path]&mirrored != 0
	shard.mu.Unlock()
	if done {
		return nil
	}
	if above := parent(path); above != "" {
		if err := w.mirror(above); err != nil {
			return err
		}
	}
	shard.mu.Lock()
	defer shard.mu.Unlock()
	if shard.states[path]&mirrored != 0 {
		return nil
	}
	place := w.stagePath(path, absent)
	err := os.Mkdir(place, 0o777)
	if errors.Is(err, fs.ErrNotExist) {
		err = os.MkdirAll(place, 0o777)
	}
	if err != nil {
		return fault("write", w.at(path), err)
	}
	shard.states[path] |= mirrored
	return nil
}

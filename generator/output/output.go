// Package output is the only package that writes files. It brings the bytes of
// all routes into the destination in such a way that each file is whole at any
// moment, whatever happens to the process, and that nothing changes before the
// caller has seen all messages:
//
//	Open     take the lock, finish or discard what an interrupted run left
//	Stage    once per file, from many goroutines: compare, hash, write aside
//	Commit   journal, rename into place, remove what is gone, manifest
//	Abort    instead of Commit: leave the destination as it was
//
// All that Tract keeps of itself stands in `<destination>/.tract/`:
//
//	manifest  what Tract wrote: path, size, digest (see parseManifest)
//	times     a cache that spares reading unchanged files (see writeTimes)
//	journal   the next manifest, while a commit is under way
//	stage/    new/<path>: files of folders that are not there yet
//	          put/x/<digest of the path>: files of folders that are
//	lock      held while a run writes
//
// A commit is decided when the journal stands under its name; from then on the
// next Open finishes it from the journal, the old manifest and the stage. Every
// step can be done again without harm. The commit is over when the journal is
// renamed to become the manifest.
//
// A file that is not in the manifest is foreign. It is adopted when it already
// holds the bytes that were to be written there; otherwise it is a clash, a
// message, and it stays as it is. Symbolic links below the destination are
// foreign as well and never followed.
//
// # What is brought to the disk, and when
//
// Only the journal and its folder are synced (fsync). To sync each file or its
// folder would cost a disk access per file, a hundredfold of the build, and buy
// little: when a process dies, what it wrote is still in the system's memory
// and reaches the disk. Only a loss of power can drop it, and the output is
// made anew from the sources at any time: the next run compares sizes and
// digests and mends what differs. For the same reason Open checks every staged
// file against the journal's digest before it finishes an interrupted commit.
package output

import (
	"errors"
	"hash/maphash"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"tract/generator/diag"
)

// stateFolder is the folder in the destination that holds what Tract needs to
// know of its own output.
const stateFolder = ".tract"

// Writer writes one run into a destination. Stage may be called from many
// goroutines at once; the other methods may be called at any time and wait for
// the Stage calls under way. Commit and Abort end the Writer.
type Writer struct {
	// KeepGoing publishes the other files when some clash with foreign ones.
	// Without it a clash publishes nothing. Set it before Commit.
	KeepGoing bool

	root  string   // the destination, absolute, symbolic links resolved
	made  []string // folders that Open made, outermost first
	fresh bool     // Open made .tract itself
	lock  *lock
	hook  func(step string) // for tests: called before each change of the disk

	previous    []entry         // what the last run wrote, sorted by path
	seen        []atomic.Uint32 // beside previous: what this run says of it
	hasManifest bool            // previous is what the manifest on disk says
	damaged     bool            // the manifest could not be read whole
	timesLoaded bool
	timesNew    atomic.Bool // a time in previous has changed

	mu     sync.RWMutex // read: Stage; write: all that ends or looks at the whole
	closed bool
	failed error // the first fault of a Stage, under extra

	stageNew, stagePut string // see the package comment; with a separator

	seed    maphash.Seed // spreads folders over shards; does not reach the output
	folders [64]folderShard
	staged  [16]stagedShard

	extra   sync.Mutex
	adopted map[string]entry // foreign files that already hold the right bytes
	keep    map[string]bool  // folders that were there before Tract's files
	notes   []diag.Message

	foldOnce sync.Once
	folded   map[string]string // the paths of previous by their folded form
}

// What this run says of a file of the last one.
const (
	vanished  = iota // not staged (yet)
	claimed          // staged with other bytes, or being looked at
	unchanged        // staged with the same bytes
)

type stagedShard struct {
	mu      sync.Mutex
	entries []entry
}

var errClosed = errors.New("output: the writer has ended")

// Open makes the destination if need be, locks it, finishes or discards what an
// interrupted run left in it and reads what the last run wrote. A destination
// that is locked by another run is an error at once. What is worth telling is
// among Messages. The errors are *MachineError.
func Open(destination string) (*Writer, error) { return open(destination, nil) }

func open(destination string, hook func(string)) (*Writer, error) {
	w := &Writer{
		hook: hook, seed: maphash.MakeSeed(),
		adopted: map[string]entry{}, keep: map[string]bool{},
	}
	for i := range w.folders {
		w.folders[i].states = map[string]folderState{}
	}
	err := w.enter(destination)
	if err == nil {
		err = w.resume()
	}
	if err != nil {
		w.leave()
		return nil, err
	}
	w.seen = make([]atomic.Uint32, len(w.previous))
	return w, nil
}

// enter makes the destination and takes the lock.
func (w *Writer) enter(destination string) error {
	root, err := filepath.Abs(destination)
	if err != nil {
		return fault("open", destination, err)
	}
	if w.made, err = makeFolders(root); err != nil {
		return fault("open", destination, err)
	}
	if w.root, err = filepath.EvalSymlinks(root); err != nil {
		return fault("open", destination, err)
	}
	state := w.own("")
	w.stageNew = w.own("stage/new") + string(filepath.Separator)
	w.stagePut = w.own("stage/put") + string(filepath.Separator)
	for {
		err := os.Mkdir(state, 0o777)
		if err == nil {
			w.made, w.fresh = append(w.made, state), true
		} else if !errors.Is(err, fs.ErrExist) {
			return fault("open", state, err)
		}
		if info, err := os.Lstat(state); err == nil && !info.IsDir() {
			return fault("open", state, errNotFolder)
		}
		w.lock, err = takeLock(w.own("lock"))
		if err == nil {
			return nil
		}
		w.lock = nil
		// Another run that gave up may just have removed its .tract.
		if _, gone := os.Lstat(state); !errors.Is(gone, fs.ErrNotExist) {
			return fault("lock", state, err)
		}
	}
}

// own is the path of something in .tract; "" is .tract itself.
func (w *Writer) own(name string) string {
	return filepath.Join(w.root, stateFolder, filepath.FromSlash(name))
}

// at is the place of a path in the destination.
func (w *Writer) at(path string) string {
	return w.root + string(filepath.Separator) + filepath.FromSlash(path)
}

func (w *Writer) step(name string) {
	if w.hook != nil {
		w.hook(name)
	}
}

// Previous gives the paths of the files that the last run wrote, sorted.
func (w *Writer) Previous() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range w.previous {
			if !yield(w.previous[i].path) {
				return
			}
		}
	}
}

// Messages is what is known so far: what Open found, and the clashes of the
// files staged until now. Commit gives them as well; call it before Abort, so
// that people see all there is to mend.
func (w *Writer) Messages() []diag.Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return slices.Clone(w.notes)
	}
	p, err := w.plan()
	if err != nil {
		return slices.Clone(w.notes)
	}
	return append(slices.Clone(w.notes), p.clashes...)
}

// Abort drops all that was staged and gives the lock back; the destination is
// as it was before Open (what an interrupted run had left to finish stays
// finished). After Commit or Abort it does nothing, so it can be deferred.
func (w *Writer) Abort() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.abort()
}

func (w *Writer) abort() {
	if w.closed {
		return
	}
	w.step("abort")
	w.clearStage()
	w.leave()
}

// clearStage removes what is staged and what half-written state there is.
// Faults are left to the next run, which clears again.
func (w *Writer) clearStage() {
	os.RemoveAll(w.own("stage"))
	os.Remove(w.own("journal.part"))
}

// leave gives the lock back and removes the folders that Open made, as far as
// they are empty.
func (w *Writer) leave() {
	w.closed = true
	if w.lock != nil {
		w.lock.release(w.fresh)
		w.lock = nil
	}
	for _, folder := range slices.Backward(w.made) {
		os.Remove(folder)
	}
	w.made = nil
}

// makeFolders makes a folder and those above it and gives those that were not
// there, outermost first. A symbolic link to a folder counts as a folder.
func makeFolders(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err == nil {
		if !info.IsDir() {
			return nil, errNotFolder
		}
		return nil, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var made []string
	if above := filepath.Dir(path); above != path {
		if made, err = makeFolders(above); err != nil {
			return made, err
		}
	}
	if err = os.Mkdir(path, 0o777); errors.Is(err, fs.ErrExist) {
		return made, nil
	}
	if err == nil {
		made = append(made, path)
	}
	return made, err
}

// checkPath says whether a path names a file that may stand in a destination:
// relative, with slashes, without "..", possible on this system, not in .tract.
func checkPath(path string) error {
	_, err := filepath.Localize(path)
	first, _, _ := strings.Cut(path, "/")
	if err != nil || path == "." || strings.EqualFold(strings.TrimRight(first, ". "), stateFolder) {
		return &fs.PathError{Op: "stage", Path: path, Err: fs.ErrInvalid}
	}
	return nil
}

// parent is the folder of a path; that of the destination itself is "".
func parent(path string) string {
	return path[:max(0, strings.LastIndexByte(path, '/'))]
}

// find looks a path up in sorted entries.
func find(entries []entry, path string) (int, bool) {
	return slices.BinarySearchFunc(entries, path, func(e entry, path string) int {
		return strings.Compare(e.path, path)
	})
}

// anyBelow says whether sorted entries hold a path below a folder.
func anyBelow(entries []entry, folder string) bool {
	i, _ := find(entries, folder+"/")
	return i < len(entries) && strings.HasPrefix(entries[i].path, folder+"/")
}

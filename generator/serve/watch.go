package serve

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"tract/generator/build"
	"tract/generator/diag"
)

// News is what a Watcher saw since it was last asked.
type News struct {
	Changes  build.Changes
	Lost     map[string]bool // those of the paths that are empty, unreadable or gone, and stay so
	Gone     bool            // the site's folder is not there
	Back     bool            // it is there again, and may be another one
	Messages []diag.Message  // about the watching; each is given once
	late     bool            // no news came, where some was awaited
}

// Watcher follows a site's folder. Its methods may be called from any goroutine.
type Watcher struct {
	root  string // as it was given
	knobs knobs
	wake  chan struct{}
	stop  chan struct{}
	done  chan struct{}

	mu   sync.Mutex
	news News
	seen map[string]bool // paths in news

	// What follows belongs to the goroutine of run.
	notifier notifier // nil when polling, or when the folder is gone
	folders  *folders
	holds    *holds
	self     fs.FileInfo // the site's folder; nil when it is gone
	stamps   map[string]stamp
	polling  bool
	told     map[string]bool // messages given
}

// notifier is what tells of changes in single folders.
type notifier interface {
	Add(folder string) error
	Remove(folder string) error
	Close() error
	Events() <-chan fsnotify.Event
	Errors() <-chan error
}

// knobs are what tests turn.
type knobs struct {
	notifier func() (notifier, error)
	hold     time.Duration // how long a loss is held back
	poll     time.Duration // between two looks at all files
	check    time.Duration // between two looks at the site's folder itself
}

func usual() knobs {
	return knobs{notifier: newNotifier, hold: 100 * time.Millisecond, poll: 500 * time.Millisecond, check: 250 * time.Millisecond}
}

// system is fsnotify's watcher.
type system struct{ *fsnotify.Watcher }

func (s system) Events() <-chan fsnotify.Event { return s.Watcher.Events }
func (s system) Errors() <-chan error          { return s.Watcher.Errors }

func newNotifier() (notifier, error) {
	// The buffer lets the events of one save be seen together.
	w, err := fsnotify.NewBufferedWatcher(4096)
	if err != nil {
		return nil, err
	}
	return system{w}, nil
}

// Watch begins to follow a site's folder: what changes after it returns will be
// told. It works on any folder; where the system cannot tell of changes, all
// files are looked at every half second.
func Watch(root string) *Watcher { return watch(root, usual()) }

func watch(root string, k knobs) *Watcher {
	w := &Watcher{root: root, knobs: k, wake: make(chan struct{}, 1), stop: make(chan struct{}), done: make(chan struct{}),
		seen: map[string]bool{}, told: map[string]bool{}}
	w.begin()
	if w.self == nil {
		w.tell(func(n *News) { n.Gone = true })
	}
	go w.run()
	return w
}

// Next waits until there is news and takes it. The error is the context's.
func (w *Watcher) Next(ctx context.Context) (News, error) {
	select {
	case <-w.wake:
	case <-ctx.Done():
		return News{}, ctx.Err()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	n := w.news
	slices.Sort(n.Changes.Paths)
	w.news = News{Gone: n.Gone}
	clear(w.seen)
	return n, nil
}

// Close ends following.
func (w *Watcher) Close() {
	close(w.stop)
	<-w.done
}

// tell alters what is to be told.
func (w *Watcher) tell(alter func(*News)) {
	w.mu.Lock()
	alter(&w.news)
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

func (w *Watcher) changed(paths ...string) {
	if len(paths) == 0 {
		return
	}
	w.tell(func(n *News) {
		for _, p := range paths {
			if delete(n.Lost, p); w.holds.lost[p] {
				delete(w.holds.lost, p)
				if n.Lost == nil {
					n.Lost = map[string]bool{}
				}
				n.Lost[p] = true
			}
			if !w.seen[p] {
				w.seen[p] = true
				n.Changes.Paths = append(n.Changes.Paths, p)
			}
		}
	})
}

// say gives a message once.
func (w *Watcher) say(m diag.Message) {
	if !w.told[m.ID] {
		w.told[m.ID] = true
		w.tell(func(n *News) { n.Messages = append(n.Messages, m) })
	}
}

// run takes what happens until Close.
func (w *Watcher) run() {
	defer close(w.done)
	defer w.quiet()
	check := time.NewTicker(w.knobs.check)
	defer check.Stop()
	pause := time.NewTimer(w.knobs.poll)
	defer pause.Stop()
	due := time.NewTimer(time.Hour)
	defer due.Stop()
	for {
		if next := w.holds.next; !next.IsZero() {
			due.Reset(time.Until(next))
		}
		var events <-chan fsnotify.Event
		var faults <-chan error
		if w.notifier != nil {
			events, faults = w.notifier.Events(), w.notifier.Errors()
		}
		select {
		case <-w.stop:
			return
		case e := <-events:
			w.take(e, events)
		case err := <-faults:
			w.fault(err)
		case <-due.C:
			w.changed(w.holds.due(time.Now())...)
		case <-check.C:
			w.check()
		case <-pause.C:
			pause.Reset(w.poll())
		}
	}
}

// take acts on an event and on those that came with it, in one.
func (w *Watcher) take(e fsnotify.Event, more <-chan fsnotify.Event) {
	var paths []string
	for range 4096 {
		paths = append(paths, w.event(e)...)
		if w.notifier == nil {
			break
		}
		select {
		case e = <-more:
			continue
		default:
		}
		break
	}
	w.changed(paths...)
}

// event is the paths to act on for one event.
func (w *Watcher) event(e fsnotify.Event) []string {
	if e.Name == "" || e.Op == 0 || w.self == nil {
		return nil
	}
	if e.Name == w.folders.root {
		if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
			if w.check(); w.self != nil && w.notifier != nil {
				// It was moved and is back: the system no longer tells of it.
				w.anew()
			}
		}
		return nil
	}
	paths := w.folders.paths(e.Name)
	if len(paths) == 0 {
		return nil
	}
	name := filepath.Base(e.Name)
	info, err := os.Lstat(e.Name)
	folder := err == nil && info.IsDir()
	if paths = slices.DeleteFunc(paths, func(p string) bool { return unread(p, folder) }); len(paths) == 0 {
		return nil
	}
	if e.Op != fsnotify.Write && (e.Op != fsnotify.Chmod || folder) {
		w.folders.drop(e.Name)
		if err == nil && !info.Mode().IsRegular() {
			// Followed before it is told, so that what is put into it later
			// is told by itself.
			for _, p := range paths {
				if err := w.folders.entry(filepath.Dir(e.Name), name, p, nil); err != nil {
					w.limited(err)
					return nil
				}
			}
		}
	}
	is := look(e.Name)
	if e.Op == fsnotify.Chmod && !folder && is == sound && !w.awaited(paths) {
		return nil // times and rights are not published
	}
	var out []string
	for _, p := range paths {
		out = append(out, w.holds.take(e.Name, p, is, e.Has(fsnotify.Create), time.Now())...)
	}
	return out
}

// awaited says that a path was shown hollow, or is held.
func (w *Watcher) awaited(paths []string) bool {
	return slices.ContainsFunc(paths, func(p string) bool { return w.holds.hollow[p] || w.holds.held[p] != nil })
}

// fault acts on what the notifier could not do.
func (w *Watcher) fault(err error) {
	if err == nil {
		return
	}
	if !errors.Is(err, fsnotify.ErrEventOverflow) && !errors.Is(err, syscall.ENOENT) {
		w.limited(err)
		return
	}
	w.anew() // events were lost, those of new folders too
}

// anew follows all folders anew; anything may have changed.
func (w *Watcher) anew() {
	w.quiet()
	w.begin()
	w.tell(func(n *News) { n.Changes.All = true })
}

// begin follows the folder as it is now.
func (w *Watcher) begin() {
	w.holds = newHolds(w.knobs.hold)
	root, err := filepath.Abs(w.root)
	if err == nil {
		root, err = filepath.EvalSymlinks(root)
	}
	if err != nil {
		w.self = nil
		return
	}
	info, err := os.Stat(root)
	if err != nil || !info.IsDir() {
		w.self = nil
		return
	}
	w.self = info
	w.folders = &folders{root: root, add: func(string) error { return nil }, remove: func(string) {}, known: map[string]*folder{}}
	if w.polling {
		w.stamps = survey(root, nil, time.Now())
		return
	}
	n, err := w.knobs.notifier()
	if err != nil {
		w.limited(err)
		return
	}
	w.notifier = n
	w.folders.add = n.Add
	w.folders.remove = func(place string) { _ = n.Remove(place) } // gone with its folder
	if err := w.folders.all(); err != nil {
		w.limited(err)
	}
}

// quiet ends the notifier.
func (w *Watcher) quiet() {
	if w.notifier != nil {
		_ = w.notifier.Close() // nothing is lost with it
		w.notifier = nil
	}
}

// limited goes over to polling because the system tells no more.
func (w *Watcher) limited(err error) {
	w.quiet()
	w.polling = true
	w.stamps = survey(w.folders.root, nil, time.Now())
	w.tell(func(n *News) { n.Changes.All = true })
	switch {
	case errors.Is(err, syscall.ENOSPC):
		w.say(diag.In("serve-watch-limit", ""))
	case errors.Is(err, syscall.EMFILE):
		w.say(diag.In("serve-watch-instances", ""))
	default:
		w.say(diag.In("serve-watch-unavailable", ""))
	}
}

// poll compares all files with the last look and tells how long to wait until
// the next one: never so little that looking takes more than a third of the time.
func (w *Watcher) poll() time.Duration {
	if !w.polling || w.self == nil {
		return w.knobs.poll
	}
	start := time.Now()
	now := survey(w.folders.root, w.stamps, start)
	var paths []string
	for p, s := range now {
		if old, ok := w.stamps[p]; !ok || s.differs(old) {
			paths = append(paths, w.holds.take(s.place, p, look(s.place), !ok, start)...)
		}
	}
	for p, s := range w.stamps {
		if _, ok := now[p]; !ok {
			paths = append(paths, w.holds.take(s.place, p, absent, false, start)...)
		}
	}
	w.stamps = now
	w.changed(paths...)
	return max(w.knobs.poll, 2*time.Since(start))
}

// check looks whether the site's folder is there, and the same.
func (w *Watcher) check() {
	info, err := os.Stat(w.root)
	there := err == nil && info.IsDir()
	if w.self != nil {
		if there && os.SameFile(info, w.self) {
			return
		}
		// What was seen of its end is not shown: the last good pages stay.
		w.quiet()
		w.self = nil
		w.holds = newHolds(w.knobs.hold)
		w.tell(func(n *News) {
			*n = News{Gone: true, Messages: n.Messages}
			clear(w.seen)
		})
	}
	if !there {
		return
	}
	if w.begin(); w.self != nil {
		w.tell(func(n *News) { n.Gone, n.Back, n.Changes.All = false, true, true })
	}
}

package serve

import (
	"context"
	"io/fs"
	"slices"
	"sync"
	"time"

	"tract/generator/build"
	"tract/generator/diag"
)

// Live keeps a site loaded while its folder changes.
type Live struct {
	Folder string // the site's folder, as the system names it
	// Open gives the settings to read the folder with. It is called at the
	// beginning, and again when the folder was away: then it may be another.
	Open func() (build.Settings, error)
	// Show takes each Site as soon as it is loaded, and the changes that led
	// to it. Its error ends Run.
	Show func(*build.Loaded, build.Changes) error
	// Tell takes all that is to be said of the site, in reading order, with
	// excerpts, after it is shown: of the newest one only, where changes come
	// faster than the checks. To compare all translations with their sources
	// takes a while; what is told before that is not the whole, and is followed by
	// it. Tell is called from another goroutine than Show, one call at a time. It
	// may be nil, for who asks for the checks in Show.
	Tell func(ms []diag.Message, whole bool)
	// Say takes what is said once, of the preview itself, and what is to be
	// said of a folder that is gone where Tell is nil.
	Say func(diag.Message)
}

// soon is how many translations are compared before anything is told: those of an
// edit, not those of a site.
const soon = 32

// The checks look through the whole site. They wait for a moment without
// changes, so that they do not stand in the way of the next one, but not longer
// than patience.
const (
	moment   = 25 * time.Millisecond
	patience = 300 * time.Millisecond
)

// Run loads the site, then follows it until the context ends, whose error it
// gives.
func (v Live) Run(ctx context.Context) error { return v.run(ctx, usual()) }

func (v Live) run(ctx context.Context, k knobs) error {
	w := watch(v.Folder, k)
	defer w.Close()
	f := follower{Live: v, patience: 2 * k.hold, teller: teller{tell: v.Tell, wake: make(chan struct{}, 1)}}
	inner, stop := context.WithCancel(ctx)
	var telling sync.WaitGroup
	defer telling.Wait()
	defer stop()
	if v.Tell != nil {
		telling.Go(func() { f.teller.run(inner) })
	}
	news := News{Changes: build.Changes{All: true}, Back: true}
	for {
		if err := f.take(news); err != nil {
			return err
		}
		var err error
		if news, err = f.next(ctx, w); err != nil {
			return err
		}
	}
}

// follower is a Live at work.
type follower struct {
	Live
	teller    teller
	settings  build.Settings
	workspace *build.Workspace
	loaded    *build.Loaded
	files     *steady
	// unshown are changes that are not shown yet, for a file of them was in the
	// middle of being saved. Word of its end is awaited this long.
	unshown  *build.Changes
	patience time.Duration
}

// next is the next news. Where word is awaited that does not come in time, it is
// that it is late.
func (f *follower) next(ctx context.Context, w *Watcher) (News, error) {
	if f.unshown == nil {
		return w.Next(ctx)
	}
	soon, stop := context.WithTimeout(ctx, f.patience)
	defer stop()
	n, err := w.Next(soon)
	if err != nil && ctx.Err() == nil {
		return News{late: true}, nil
	}
	return n, err
}

// take acts on news.
func (f *follower) take(n News) error {
	for _, m := range n.Messages {
		f.Say(m)
	}
	if n.Gone {
		f.gone()
		return nil
	}
	if n.Back || f.workspace == nil {
		s, err := f.Open()
		if err != nil {
			// It went again while it was opened: the watcher says when it
			// is back.
			f.gone()
			return nil
		}
		// What the old workspace holds open is let go by the collector:
		// pages of it may still be on their way out.
		f.files = newSteady(s.Files)
		s.Files = f.files
		f.settings, f.workspace, f.unshown = s, build.Open(s), nil
		n.Changes = build.Changes{All: true}
	}
	return f.load(n)
}

// load loads what follows from news and shows it, unless a file was read in the
// middle of being saved: then word of its end comes soon.
func (f *follower) load(n News) error {
	c := n.Changes
	if u := f.unshown; u != nil {
		c = build.Changes{All: c.All || u.All, Paths: slices.Concat(u.Paths, c.Paths)}
		slices.Sort(c.Paths)
		c.Paths = slices.Compact(c.Paths)
	}
	if !c.All && len(c.Paths) == 0 {
		return nil
	}
	f.files.await(c.Paths)
	f.loaded = f.workspace.Load(c)
	missed := f.files.take()
	if !n.late && slices.ContainsFunc(c.Paths, func(p string) bool { return missed[p] && !n.Lost[p] }) {
		f.unshown = &c
		return nil
	}
	f.unshown = nil
	if err := f.Show(f.loaded, c); err != nil {
		return err
	}
	f.teller.post(topic{loaded: f.loaded, files: f.settings.Files})
	return nil
}

// gone says that the folder is not there. The next time it is read anew.
func (f *follower) gone() {
	f.workspace, f.unshown = nil, nil
	m := diag.In("serve-source-gone", "", "folder", f.Folder)
	if f.Tell == nil {
		f.Say(m)
		return
	}
	f.teller.post(topic{loaded: f.loaded, files: f.settings.Files, gone: &m})
}

// topic is what is to be told of.
type topic struct {
	loaded *build.Loaded // nil before there is any
	files  fs.FS
	gone   *diag.Message
}

// teller runs the checks beside the loading and tells the messages.
type teller struct {
	tell func(ms []diag.Message, whole bool)
	wake chan struct{}
	mu   sync.Mutex
	next topic
	stop context.CancelFunc // of the work on the topic before; nil before there is any
}

// post takes the place of what was to be told before.
func (t *teller) post(next topic) {
	t.mu.Lock()
	t.next = next
	if t.stop != nil {
		t.stop()
	}
	t.mu.Unlock()
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

func (t *teller) run(ctx context.Context) {
	var told time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.wake:
		}
		// The first time nobody waits for a page yet.
		if !told.IsZero() && !t.calm(ctx) {
			return
		}
		t.mu.Lock()
		now := t.next
		current, stop := context.WithCancel(ctx)
		t.stop = stop
		t.mu.Unlock()
		now.tell(ctx, current, t.tell)
		stop()
		told = time.Now()
	}
}

// tell tells what is to be said of a topic as long as it is current. Where many
// translations are to be compared, the rest does not wait for them.
func (t topic) tell(ctx, current context.Context, tell func(ms []diag.Message, whole bool)) {
	ms := t.messages(ctx)
	if t.loaded != nil && t.loaded.Uncompared() > soon {
		tell(t.finish(ms), false)
		if !t.loaded.CompareAhead(current) {
			return
		}
	}
	if t.loaded != nil {
		ms = slices.Concat(ms, t.loaded.Compare())
	}
	tell(t.finish(ms), true)
}

// calm waits for a moment without a new topic. It is false when the context
// ends.
func (t *teller) calm(ctx context.Context) bool {
	late := time.After(patience)
	for {
		select {
		case <-ctx.Done():
			return false
		case <-late:
			return true
		case <-time.After(moment):
			return true
		case <-t.wake:
		}
	}
}

// messages are all that is to be said of a topic: what the checks say, and what
// a sample of the pages says of the templates.
func (t topic) messages(ctx context.Context) []diag.Message {
	var ms []diag.Message
	if t.gone != nil {
		ms = append(ms, *t.gone)
	}
	if t.loaded != nil {
		ms = append(ms, t.loaded.Check()...)
		ms = append(ms, t.loaded.Rehearse(ctx, t.loaded.Sample())...)
	}
	return ms
}

// finish puts messages in order, with excerpts.
func (t topic) finish(ms []diag.Message) []diag.Message {
	ms = slices.Clone(ms)
	if t.files != nil && t.gone == nil {
		build.FillExcerpts(t.files, ms)
	}
	return diag.Sort(ms)
}

package site

import (
	"maps"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"tract/generator/document"
	"tract/generator/markdown"
)

// This file says which files of content/ are published: those that texts show
// or link and that front matter lists. It needs the bodies of all texts, and
// asks for them on all cores.

// shownFiles are the files of a Site and of those that differ from it in words
// alone: computed at first use.
type shownFiles struct {
	once sync.Once
	done atomic.Bool
	is   *published
}

// known says whether they were computed.
func (f *shownFiles) known() bool { return f.done.Load() }

// assets are the files of content/ that are published.
func (s *Site) assets() *published {
	f := s.shown
	f.once.Do(func() {
		f.is = s.publishedFiles()
		f.done.Store(true)
	})
	return f.is
}

// wanted are the files that any text wants published, by path.
func (s *Site) wanted() map[string]bool {
	var found gathering
	each(s.Sections, func(sec *Section) {
		for _, d := range sec.Documents {
			if d != nil {
				s.linked(d, found.add)
			}
		}
	})
	each(s.Publications, func(p *Publication) {
		for _, e := range p.Editions {
			if e == nil {
				continue
			}
			for _, text := range e.Texts() {
				s.linked(text, found.add)
			}
			found.add(s.File(e, p.Image))
			for _, f := range p.Files {
				found.add(s.File(e, f.Text))
			}
		}
	})
	return found.files
}

// linked calls add for each file that a text links or shows, and for "".
func (s *Site) linked(d *document.Document, add func(asset string)) {
	for i := range d.Text().Links {
		l := &d.Text().Links[i]
		if l.Kind == markdown.Table {
			continue // its rows stand on the page
		}
		if !strings.HasPrefix(l.Destination, "#") {
			add(s.Resolve(d, l.Destination).Asset)
		}
	}
}

// gathering takes files from many goroutines.
type gathering struct {
	mu    sync.Mutex
	files map[string]bool
}

func (g *gathering) add(asset string) {
	if asset == "" || !Publishable(asset) {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.files == nil {
		g.files = map[string]bool{}
	}
	g.files[asset] = true
}

// each calls f for every item, on all cores.
func each[T any](items []T, f func(T)) {
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(items); i += workers {
				f(items[i])
			}
		})
	}
	wg.Wait()
}

// sameFiles says whether two readings of a text want the same files: then what
// is published is the same as before.
func sameFiles(a, b *document.Document) bool {
	return maps.Equal(destinations(a), destinations(b))
}

// destinations are what a text links and shows, but for tables.
func destinations(d *document.Document) map[string]bool {
	out := map[string]bool{}
	for _, l := range d.Text().Links {
		if l.Kind != markdown.Table {
			out[l.Destination] = true
		}
	}
	return out
}

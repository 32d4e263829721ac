package site

import (
	"maps"
	"path"
	"strings"
	"sync"
	"sync/atomic"

	"tract/generator/document"
	"tract/generator/markdown"
	"tract/generator/parallel"
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

// fileAt is the route of a file, or of an image in another size, at an address.
// Where the bodies of all texts would have to be asked for it, those beside the
// file are asked first: most often one of them shows it.
func (s *Site) fileAt(address string) (Route, bool) {
	r := Route{Path: address, Type: FileRoute}
	if !s.shown.known() {
		if r.Target = s.onlyFile(address); r.Target == "" {
			r.Target, r.Width = s.onlyPicture(address)
		}
		if r.Target != "" && s.wantedBeside(r.Target) {
			return r, true
		}
		r.Width = 0
	}
	if size, ok := s.assets().sizes[address]; ok {
		r.Target, r.Width = size.asset, size.width
		return r, true
	}
	asset, ok := s.assets().byAddress[address]
	r.Target = asset
	return r, ok
}

// onlyFile is the file that would stand at an address if it is published, where
// no other could; "" else.
func (s *Site) onlyFile(address string) string {
	only := ""
	key := fold(address)
	for asset := range s.Tree.Assets {
		if !Publishable(asset) || fold(s.FileAddress(asset)) != key {
			continue
		}
		if only != "" || s.FileAddress(asset) != address {
			return ""
		}
		only = asset
	}
	return only
}

// onlyPicture is the image, and its width, whose smaller size would stand at an
// address if it is published, where no other's could; "" else.
func (s *Site) onlyPicture(address string) (only string, width int) {
	stem := strings.TrimSuffix(address, path.Ext(address))
	stem = strings.TrimSuffix(stem, path.Ext(stem))
	for asset := range s.Tree.Assets {
		at := s.FileAddress(asset)
		if !Publishable(asset) || fold(strings.TrimSuffix(at, path.Ext(at))) != fold(stem) {
			continue
		}
		for _, p := range s.Pictures(asset) {
			switch {
			case p.Path != address:
			case only != "":
				return "", 0
			default:
				only, width = asset, p.Width
			}
		}
	}
	return only, width
}

// wantedBeside says whether a text in a file's folder wants it published.
func (s *Site) wantedBeside(asset string) bool {
	folder, found := path.Dir(asset), false
	add := func(other string) { found = found || other == asset }
	for _, sec := range s.Sections {
		for _, d := range sec.Documents {
			if d != nil && path.Dir(d.File.Path) == folder {
				s.linked(d, add)
			}
		}
	}
	for _, p := range s.Publications {
		for _, e := range p.Editions {
			if found {
				return true
			}
			if e != nil && path.Dir(e.File.Path) == folder {
				s.wantedBy(e, add)
			}
		}
	}
	return found
}

// wantedBy calls add for each file that an edition wants published, and for "".
func (s *Site) wantedBy(e *Edition, add func(asset string)) {
	if e.Publication.Mailed() {
		own := add
		add = func(asset string) {
			own(asset)
			own(s.Raster(asset)) // what its mail shows
		}
	}
	for _, text := range e.Texts() {
		s.linked(text, add)
	}
	add(s.File(e, e.Publication.Image))
	for _, f := range e.Publication.Files {
		add(s.File(e, f.Text))
	}
}

// wanted are the files that any text wants published, by path.
func (s *Site) wanted() map[string]bool {
	var found gathering
	parallel.Each(len(s.Sections), 1, func(i int) {
		for _, d := range s.Sections[i].Documents {
			if d != nil {
				s.linked(d, found.add)
			}
		}
	})
	parallel.Each(len(s.Publications), 16, func(i int) {
		for _, e := range s.Publications[i].Editions {
			if e == nil {
				continue
			}
			s.wantedBy(e, found.add)
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

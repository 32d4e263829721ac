package build

import (
	"bytes"
	"fmt"

	"tract/generator/site"
)

// Workspace is a site that is loaded again and again, each time at the cost of
// what changed. It is for one goroutine; what it gives out may be read by many.
type Workspace struct {
	settings Settings
	last     *Loaded
}

// Changes say which of a site's files may differ from the last time.
type Changes struct {
	All   bool     // anything may
	Paths []string // files and folders written, made, renamed or removed, from the site's root, with slashes
}

// Open is a workspace over a site's folder. Nothing is read before Load.
func Open(s Settings) *Workspace { return &Workspace{settings: s} }

// Load is the site as it is now. The first time, everything is read.
func (w *Workspace) Load(c Changes) *Loaded {
	w.last = Load(w.settings)
	return w.last
}

// Render appends what stands at a path of the output, from its root and without
// a slash in front: a page, a feed, a file, an asset of the theme. It is false
// when nothing does. The error is a fault of the theme or of the machine.
func (l *Loaded) Render(out *bytes.Buffer, path string) (found bool, err error) {
	if l.Site == nil {
		return false, nil
	}
	if b, ok := l.Renderer.Asset(path); ok {
		out.Write(b)
		return true, nil
	}
	route, ok := l.Site.Route(path)
	if !ok {
		return false, nil
	}
	return true, l.safely(out, route)
}

// safely renders a route; a panic in a template or renderer comes back as an
// error, so that one page cannot end the process.
func (l *Loaded) safely(out *bytes.Buffer, route site.Route) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if e, ok := p.(error); ok {
				err = fmt.Errorf("render %s: %w", route.Path, e)
				return
			}
			err = fmt.Errorf("render %s: %v", route.Path, p)
		}
	}()
	return l.Renderer.Render(out, route)
}

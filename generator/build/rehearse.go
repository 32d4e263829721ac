package build

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"tract/generator/diag"
	"tract/generator/parallel"
	"tract/generator/render/html"
	"tract/generator/site"
)

// Rehearse renders routes, keeps nothing of what comes out, and gives the
// messages on those that cannot be made or weigh too much, in order and each once. So a check
// knows of a template what a build would tell. When the context ends it gives
// what it has.
func (l *Loaded) Rehearse(ctx context.Context, routes []site.Route) []diag.Message {
	var mu sync.Mutex
	var ms []diag.Message
	_ = parallel.Workers(len(routes), 1, func() func(int) error {
		var out bytes.Buffer
		return func(i int) error {
			out.Reset()
			err := l.safely(&out, routes[i])
			var m *diag.Message
			if err == nil {
				m = l.overweight(routes[i], out.Bytes())
			} else if routes[i].Type != site.FileRoute {
				fault := Fault(routes[i], err)
				m = &fault
			}
			if m != nil {
				mu.Lock()
				ms = append(ms, *m)
				mu.Unlock()
			}
			return ctx.Err()
		}
	})
	if l.Config == nil {
		return ms // a site whose configuration cannot be read has no routes
	}
	return diag.Override(onePlace(ms), l.Config.Severities, slices.Collect(maps.Keys(l.Config.Off))...)
}

// Fault is the message on an error of rendering a route.
func Fault(route site.Route, err error) diag.Message {
	if fault, ok := html.AsFault(err); ok {
		return fault.Message
	}
	file := ""
	if route.Publication != nil {
		file = route.Publication.Nearest(route.Language).File.Path
	}
	return diag.In("render-fault", file, "route", "/"+route.Path)
}

// sampled is what routes have in common of which two are a sample: what lays
// the page out, and what templates are most often asked about.
type sampled struct {
	kind              site.RouteType
	dir               string
	is                string // the kind of the publication
	chapter, chapters bool
	standIn           bool // shown in place of a missing edition
	further           bool // page 2 and up of a list
}

// Sample are pages that between them ask every template for what it shows of
// each kind, in both directions of writing: the first of each sort and the last.
// A preview renders them after each edit, where to render all would take too long.
func (l *Loaded) Sample() []site.Route {
	if l.Site == nil {
		return nil
	}
	seen := map[sampled]int{} // index of the last of its sort in out
	var out []site.Route
	for _, r := range l.Site.Routes() {
		if r.Type > site.NotFoundRoute {
			continue
		}
		s := sampled{kind: r.Type, further: r.Page > 1}
		if r.Language != nil {
			s.dir = r.Language.Dir
		}
		if p := r.Publication; p != nil && r.Type == site.PublicationRoute {
			s.is, s.chapter, s.chapters, s.standIn = p.Kind.Name, p.IsChapter(), p.HasChapters(), !p.IsReal(r.Language)
		}
		last, known := seen[s]
		switch {
		case !known: // the first
			out = append(out, r)
			seen[s] = -1
		case last < 0:
			seen[s] = len(out)
			out = append(out, r)
		default:
			out[last] = r
		}
	}
	return out
}

// FillExcerpts puts into messages the lines that they speak of, from the site's
// files.
func (l *Loaded) FillExcerpts(ms []diag.Message) {
	if f, ok := l.input.Media.(*files); ok {
		FillExcerpts(f.fsys, ms)
	}
}

// Files is the site's folder as it was read from; nil where the Site is missing.
func (l *Loaded) Files() fs.FS {
	if f, ok := l.input.Media.(*files); ok {
		return f.fsys
	}
	return nil
}

// mark sets the range of a template's fault, of which its engine tells the line
// alone, to the name that is spoken of.
func mark(m *diag.Message) {
	name := m.Args.Get("name")
	if !strings.HasPrefix(m.ID, "theme-template-") || name == "" || m.Range.Start != m.Range.End || m.Range.Start.Column > 1 {
		return
	}
	before, _, found := strings.Cut(m.Excerpt, name)
	if !found || strings.Contains(m.Excerpt[len(before)+len(name):], name) {
		return // not there as it is told, or which of several is not known
	}
	m.Range.Start.Column = len([]rune(before)) + 1
	m.Range.End.Column = m.Range.Start.Column + len([]rune(name))
}

package build

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"sync"

	"tract/generator/diag"
	"tract/generator/output"
	"tract/generator/parallel"
	"tract/generator/site"
	"tract/generator/source"
)

// Result is what a build came to.
type Result struct {
	Messages  []diag.Message
	Published bool // the destination holds this run's output
	Report    output.Report
	Pages     int // pages for readers, redirects left out
	Languages int
	KeptBack  int // texts left out for their errors
}

// Write renders all routes of a loaded site and publishes them into a
// destination. While there is an error nothing is published, unless keepGoing;
// then the files with errors are left out. strict counts warnings as errors.
// The error is a fault of the machine, or the context's.
func Write(ctx context.Context, l *Loaded, destination string, keepGoing, strict bool) (Result, error) {
	res := Result{Messages: l.Messages}
	if l.Site == nil || diag.Count(l.Messages).Failed(strict) && !keepGoing {
		return res, nil
	}
	whole := l.Site
	if hasError(l.Messages) {
		l = l.Without()
		for file := range l.input.Options.Without {
			if source.IsMarkdown(file) {
				res.KeptBack++
			}
		}
	}
	w, err := output.Open(destination)
	if err != nil {
		return res, err
	}
	defer w.Abort()
	w.KeepGoing = keepGoing
	r := run{ctx: ctx, l: l, w: w, whole: whole}
	if err := r.render(); err != nil {
		return res, err
	}
	res.Pages, res.Languages = r.pages, len(l.Site.Languages)
	more := append(onePlace(r.faults), l.Site.DeadAddresses(r.gone())...)
	more = append(more, w.Messages()...)
	more = diag.Override(more, l.Config.Severities, slices.Collect(maps.Keys(l.Config.Off))...)
	res.Messages = diag.Sort(append(slices.Clip(res.Messages), more...))
	if diag.Count(more).Failed(strict) && !keepGoing {
		return res, nil
	}
	report, _, err := w.Commit(ctx)
	if err != nil {
		return res, err
	}
	res.Report, res.Published = report, true
	return res, nil
}

// run is the rendering of one build.
type run struct {
	ctx    context.Context
	l      *Loaded
	whole  *site.Site // with the files that are left out for their errors
	w      *output.Writer
	pages  int
	faults []diag.Message
	mu     sync.Mutex
}

// render renders every route on all cores and stages what comes out.
func (r *run) render() error {
	routes := r.l.Site.Routes()
	for _, name := range r.l.Renderer.Assets() {
		b, _ := r.l.Renderer.Asset(name)
		if err := r.w.Stage(name, b); err != nil {
			return err
		}
	}
	err := parallel.Workers(len(routes), 1, func() func(int) error {
		var buf bytes.Buffer
		return func(i int) error {
			if err := r.ctx.Err(); err != nil {
				return err
			}
			buf.Reset()
			return r.one(&buf, routes[i])
		}
	})
	if err != nil {
		return err
	}
	for i := range routes {
		if routes[i].Type <= site.TermRoute {
			r.pages++
		}
	}
	return nil
}

// one renders and stages one route. A route that cannot be rendered is a
// message; the error is the writer's.
func (r *run) one(buf *bytes.Buffer, route site.Route) (err error) {
	if err := r.l.safely(buf, route); err != nil {
		if route.Type == site.FileRoute {
			return nil // told by the checks
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.faults = append(r.faults, Fault(route, err))
		return nil
	}
	if m := r.l.overweight(route, buf.Bytes()); m != nil {
		r.mu.Lock()
		r.faults = append(r.faults, *m)
		r.mu.Unlock()
	}
	return r.w.Stage(route.Path, buf.Bytes())
}

// gone are the pages of the last run that this one does not have.
func (r *run) gone() []string {
	var gone []string
	for p := range r.w.Previous() {
		if _, ok := r.whole.Route(p); !ok {
			gone = append(gone, p)
		}
	}
	return gone
}

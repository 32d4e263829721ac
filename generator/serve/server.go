package serve

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"tract/generator/build"
	"tract/generator/diag"
	"tract/generator/render/html"
	"tract/generator/site"
)

// own is the folder of the preview's own addresses. No page of a site is there.
const own = "/.tract/"

// Limits on what is asked at once and how long it may take.
const (
	maxHeader    = 32 << 10
	readTimeout  = 10 * time.Second
	writeTimeout = 5 * time.Minute
	idleTimeout  = 2 * time.Minute
	maxRenders   = 64
)

// Server is a preview by HTTP. Its methods may be called from any goroutine.
type Server struct {
	lang    diag.Language
	hosts   hosts
	fault   func(diag.Message)
	now     atomic.Pointer[state]
	hub     *hub
	renders chan struct{} // a place for each route that is being rendered
}

// state is what is shown at a time. It is not altered.
type state struct {
	good   *build.Loaded // the last one that has a Site; nil before there is any
	sheets sheets
	faults sync.Map // ids and routes of faults that were told
}

// Options are what a Server is made with.
type Options struct {
	Language diag.Language // of messages, where a page's own is not one of theirs
	Address  net.Addr      // where it listens, for the check of Host
	Host     string        // the name it was asked to listen under; may be empty
	// Fault is told of each page that cannot be rendered, once for a Site; it
	// may be nil.
	Fault func(diag.Message)
}

// New is a Server that has nothing to show yet.
func New(o Options) *Server {
	s := &Server{lang: o.Language, hosts: newHosts(o.Address, o.Host), fault: o.Fault, renders: make(chan struct{}, maxRenders)}
	s.now.Store(&state{})
	s.hub = newHub(s)
	return s
}

// Show takes the place of what was shown before. Where the Site is missing, for
// its configuration or theme is broken, the last good one stays.
func (s *Server) Show(l *build.Loaded, c build.Changes) {
	if l.Site == nil {
		s.hub.shown(nil, build.Changes{})
		return
	}
	s.now.Store(&state{good: l, sheets: sheetsOf(l)})
	s.hub.shown(l, c)
}

// Tell takes all messages, in reading order.
func (s *Server) Tell(ms []diag.Message) { s.hub.tell(ms) }

// Serve answers on a listener until the context ends; then it lets go of all
// who are connected. The error is the listener's.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	hub, stop := context.WithCancel(ctx)
	defer stop()
	var working sync.WaitGroup
	working.Go(func() { s.hub.run(hub) })
	defer working.Wait()
	defer stop()
	server := &http.Server{
		Handler: s, MaxHeaderBytes: maxHeader, ReadHeaderTimeout: readTimeout, ReadTimeout: readTimeout,
		WriteTimeout: writeTimeout, IdleTimeout: idleTimeout, ErrorLog: quietLog(),
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	working.Go(func() {
		<-hub.Done()
		// Streams of events end with the context; what is left after a
		// moment hangs.
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		if server.Shutdown(end) != nil {
			_ = server.Close()
		}
	})
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return ctx.Err()
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	if !s.hosts.allow(r.Host) {
		s.refuse(w, r, http.StatusMisdirectedRequest, diag.In("serve-host", "", "host", r.Host))
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		s.refuse(w, r, http.StatusMethodNotAllowed, diag.In("serve-method", "", "method", r.Method))
		return
	}
	p := r.URL.Path
	if rest, ok := strings.CutPrefix(p, own); ok {
		s.serveOwn(w, r, rest)
		return
	}
	if clean := cleaned(p); clean != p {
		redirect(w, clean)
		return
	}
	st := s.now.Load()
	select {
	case s.renders <- struct{}{}:
	case <-r.Context().Done():
		return
	}
	a := s.answer(st, p)
	<-s.renders
	if a.redirect != "" {
		redirect(w, a.redirect)
		return
	}
	body := a.body
	if a.isPage() {
		body = withScript(body, a.digest(), st.sheets.digest())
	}
	send(w, r, a.status, a.kind, body)
}

// cleaned is a path without dots, doubled slashes and backslashes, with its
// slash at the end if it has one.
func cleaned(p string) string {
	out := path.Clean("/" + strings.ReplaceAll(p, "\\", "/"))
	if out != "/" && strings.HasSuffix(p, "/") {
		out += "/"
	}
	return out
}

// answer is what stands at an address.
type answer struct {
	status   int
	kind     string // its media type
	body     []byte
	redirect string
}

func (a *answer) isPage() bool { return a.redirect == "" && strings.HasPrefix(a.kind, "text/html") }

// answer is what a clean path of the preview leads to. Each call has its own
// bytes.
func (s *Server) answer(st *state, p string) answer {
	if st.good == nil {
		return s.notYet()
	}
	name := strings.TrimPrefix(p, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if a, found := s.render(st, name, http.StatusOK); found {
		return a
	}
	if _, ok := st.good.Site.Route(name + "/index.html"); ok {
		return answer{redirect: p + "/"}
	}
	// The pages that name the path of the site's address (404.html) lead here
	// as well.
	if base := basePath(st.good.Config.BaseURL); base != "/" {
		if p+"/" == base {
			return answer{redirect: "/"}
		}
		if rest, ok := strings.CutPrefix(p, base); ok {
			return answer{redirect: "/" + rest}
		}
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(p, "/"), "/")
	for _, l := range st.good.Site.Languages {
		if l.Prefix == first {
			if a, found := s.render(st, l.Prefix+"/404.html", http.StatusNotFound); found {
				return a
			}
		}
	}
	if a, found := s.render(st, "404.html", http.StatusNotFound); found {
		return a
	}
	return answer{status: http.StatusNotFound, kind: "text/plain; charset=utf-8", body: []byte("404\n")}
}

// render is what stands at a path of the output.
func (s *Server) render(st *state, name string, status int) (answer, bool) {
	var buf bytes.Buffer
	found, err := st.good.Render(&buf, name)
	if !found {
		return answer{}, false
	}
	if err == nil {
		return answer{status: status, kind: mediaType(name), body: buf.Bytes()}, true
	}
	route, ok := st.good.Site.Route(name)
	if ok && route.Type == site.FileRoute {
		return answer{}, false // the messages tell of the file
	}
	m := diag.In("render-fault", "", "route", "/"+name)
	if fault, ok := html.AsFault(err); ok {
		m = fault.Message
	}
	if _, told := st.faults.LoadOrStore(m.ID+m.File+name, true); !told && s.fault != nil {
		s.fault(m)
	}
	return s.failed("/"+name, m), true
}

// basePath is the path of the site's address, with slashes around it.
func basePath(base string) string {
	_, rest, found := strings.Cut(base, "://")
	if !found {
		return "/"
	}
	_, p, _ := strings.Cut(rest, "/")
	if p = strings.Trim(p, "/"); p == "" {
		return "/"
	}
	return "/" + p + "/"
}

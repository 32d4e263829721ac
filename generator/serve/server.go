package serve

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/net/netutil"

	"tract/generator/build"
	"tract/generator/diag"
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
	maxOpen      = 512 // connections; who comes then waits until one is free
)

// Server is a preview by HTTP. Its methods may be called from any goroutine.
type Server struct {
	lang    diag.Language
	hosts   hosts
	now     atomic.Pointer[state]
	board   notices
	hub     *hub
	desk    *deskKeeper
	limits  limits
	renders chan struct{} // a place for each route that is being rendered
}

// state is what is shown at a time. It is not altered, but for what is found
// out about it.
type state struct {
	good   *build.Loaded // the last one that has a Site; nil before there is any
	sheets sheets
	index  func() *deskIndex // of its translations, made at first use
	faults faults
	clean  atomic.Bool // each page can be made, as far as the checks go
	// before is the last Loaded that was clean, or at least an earlier one,
	// while this one may not be: pages that cannot be made now can be looked at
	// as they were then.
	before atomic.Pointer[build.Loaded]
}

// limits are what tests turn.
type limits struct {
	read time.Duration // for a request's head
	open int
}

// Options are what a Server is made with.
type Options struct {
	Language diag.Language // of messages, where a page's own is not one of theirs
	Address  net.Addr      // where it listens, for the check of Host
	Host     string        // the name it was asked to listen under; may be empty
	// Folder is the site's on the disk, in which the board of translations writes
	// records and looks for git's history; "" where nothing can be confirmed.
	Folder string
	// Told, if set, takes all there is to say of the site whenever that is
	// something else: what was given to Tell, and what was found wrong with
	// pages when they were asked for. It is the whole where Tell was given that.
	// One call at a time.
	Told func(ms []diag.Message, whole bool)
}

// New is a Server that has nothing to show yet.
func New(o Options) *Server {
	s := &Server{lang: o.Language, hosts: newHosts(o.Address, o.Host), desk: newDeskKeeper(o), renders: make(chan struct{}, maxRenders), limits: limits{readTimeout, maxOpen}}
	s.now.Store(&state{})
	s.hub = newHub(s)
	s.board.told = func(ms []diag.Message, whole bool) {
		s.hub.tell(ms)
		if o.Told != nil {
			o.Told(ms, whole)
		}
	}
	return s
}

// Show takes the place of what was shown before. Where the Site is missing, for
// its configuration or theme is broken, the last good one stays.
func (s *Server) Show(l *build.Loaded, c build.Changes) {
	if l.Site == nil {
		s.board.loaded(false)
		s.hub.shown(nil, build.Changes{})
		return
	}
	last := s.now.Load()
	st := &state{good: l, sheets: sheetsOf(l), index: sync.OnceValue(func() *deskIndex { return newDeskIndex(l.Site) })}
	st.faults.again = last.faults.next()
	before := last.before.Load()
	if last.clean.Load() || before == nil {
		before = last.good
	}
	st.before.Store(before)
	s.now.Store(st)
	s.board.loaded(true)
	s.hub.shown(l, c)
}

// Tell takes what the checks say of what was shown last, in reading order: the
// whole, or what is known before all translations are compared.
func (s *Server) Tell(ms []diag.Message, whole bool) {
	st := s.now.Load()
	// What could not be made before is tried again, so that its message stays
	// or goes away though nobody looks at the page.
	for _, name := range st.faults.retry() {
		s.render(st, name, http.StatusOK)
	}
	if !slices.ContainsFunc(ms, isFault) && len(st.faults.routes()) == 0 {
		st.clean.Store(true)
		st.before.Store(nil) // not needed as long as nothing is wrong
	}
	s.board.checked(st, ms, whole)
}

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
		Handler: s, MaxHeaderBytes: maxHeader, ReadHeaderTimeout: s.limits.read, ReadTimeout: s.limits.read,
		WriteTimeout: writeTimeout, IdleTimeout: idleTimeout, ErrorLog: quietLog(),
		DisableGeneralOptionsHandler: true,
		BaseContext:                  func(net.Listener) context.Context { return ctx },
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
	if err := server.Serve(netutil.LimitListener(l, s.limits.open)); !errors.Is(err, http.ErrServerClosed) {
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
	if r.Method == http.MethodPost && r.URL.Path == own+deskConfirm {
		h.Set("Referrer-Policy", "same-origin")
		s.confirm(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		s.refuse(w, r, http.StatusMethodNotAllowed, diag.In("serve-method", "", "method", r.Method))
		return
	}
	if r.ContentLength != 0 {
		h.Set("Connection", "close") // nothing of it is read
		send(w, r, http.StatusRequestEntityTooLarge, types[".txt"], []byte("413\n"))
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
	select {
	case s.renders <- struct{}{}:
	case <-r.Context().Done():
		return
	}
	a := func() answer {
		defer func() { <-s.renders }()
		return s.asked(p, r.URL.RawQuery == lastGood)
	}()
	if a.redirect != "" {
		redirect(w, a.redirect)
		return
	}
	send(w, r, a.status, a.kind, a.body)
}

// asked is what is sent for a clean path: what stands there, or what last
// stood there; a page with the tag of the preview's script.
func (s *Server) asked(p string, last bool) answer {
	st := s.now.Load()
	a := s.answer(st, p)
	if last && a.redirect == "" && a.route == "" {
		return answer{redirect: p} // it can be made again
	}
	page := a.isPage()
	digest := ""
	if page {
		digest = a.digest() // of what stands there now, so that it is seen when that is mended
	}
	if last {
		if body, ok := s.last(st, a.route); ok {
			a.status, a.kind, a.body = http.StatusOK, mediaType(a.route), body
			page = a.isPage()
		}
	}
	if page {
		a.body = withScript(a.body, digest, st.sheets.digest())
	}
	return a
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
	route    string // the path of the output, of a page that could not be made
}

func (a *answer) isPage() bool { return a.redirect == "" && strings.HasPrefix(a.kind, "text/html") }

// answer is what a clean path of the preview leads to. Each call has its own
// bytes. Whatever goes wrong is a page that says so.
func (s *Server) answer(st *state, p string) (a answer) {
	if st.good == nil {
		return s.notYet()
	}
	defer func() {
		if recover() != nil {
			name := strings.TrimPrefix(p, "/")
			a = s.failed(st, name, diag.In("render-fault", "", "route", p))
		}
	}()
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
	m := []diag.Message{build.Fault(route, err)}
	st.good.FillExcerpts(m)
	if !st.faults.known(name) {
		st.faults.add(name, m[0])
		if s.now.Load() == st {
			s.board.found(st)
		}
	}
	return s.failed(st, name, m[0]), true
}

// lastGood is the query under which a page that cannot be made is shown as it
// last was.
const lastGood = "tract-last"

// last is a route as it was before it could not be made.
func (s *Server) last(st *state, name string) (page []byte, ok bool) {
	before := st.before.Load()
	if before == nil {
		return nil, false
	}
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	var buf bytes.Buffer
	found, err := before.Render(&buf, name)
	return buf.Bytes(), found && err == nil
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

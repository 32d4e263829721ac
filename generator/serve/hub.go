package serve

import (
	"context"
	"encoding/json"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"

	"tract/generator/build"
	"tract/generator/diag"
	"tract/generator/source"
)

// Limits of the streams of events.
const (
	maxClients = 256              // open at once
	crowd      = 5                // open from one browser, which opens no more than six
	beat       = 15 * time.Second // between two signs of life
	stall      = 10 * time.Second // for one write; who takes longer is gone
	maxStream  = time.Hour        // then the browser connects anew
	maxFiles   = 200              // changed files told one by one
)

// hub knows who has which page open and tells those whose bytes changed.
type hub struct {
	server      *Server
	wake        chan struct{}
	wakeDesk    chan struct{} // for pages of the board, which have rounds of their own
	beat, stall time.Duration

	mu      sync.Mutex
	clients map[*client]bool
	files   map[string]bool // changed since the last round, by path of the output
	ms      []diag.Message
	version int // of ms
}

// client is one open page.
type client struct {
	page   string // its address: a clean path; of the preview's own pages with the query
	lang   diag.Language
	from   string // whose browser it is
	digest string // of the bytes it shows
	wake   chan struct{}

	mu   sync.Mutex
	mail mail
	// What follows belongs to the hub's goroutine, of those the one for such a page.
	sheets  sheets
	told    int
	crowded bool
}

// mail is what a client is yet to be told. A client that does not read has one
// mail that is overwritten, not a row of them.
type mail struct {
	reload   bool
	crowded  bool
	sheets   map[string]string
	files    map[string]bool
	messages []byte
}

func newHub(s *Server) *hub {
	return &hub{server: s, wake: make(chan struct{}, 1), wakeDesk: make(chan struct{}, 1), beat: beat, stall: stall, clients: map[*client]bool{}, files: map[string]bool{}}
}

func (h *hub) ring() {
	for _, wake := range []chan struct{}{h.wake, h.wakeDesk} {
		select {
		case wake <- struct{}{}:
		default:
		}
	}
}

// shown notes what changed beside the pages' own bytes.
func (h *hub) shown(l *build.Loaded, c build.Changes) {
	h.mu.Lock()
	for _, p := range c.Paths {
		if l == nil || len(h.files) > maxFiles {
			break
		}
		if strings.HasPrefix(p, source.Root+"/") && !source.IsMarkdown(p) && path.Ext(p) != "" {
			h.files[l.Site.FileAddress(p)] = true
		}
	}
	h.mu.Unlock()
	h.ring()
}

// tell takes the messages as they are now.
func (h *hub) tell(ms []diag.Message) {
	h.mu.Lock()
	h.ms = ms
	h.version++
	h.mu.Unlock()
	h.ring()
}

func (h *hub) messages() []diag.Message {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.ms
}

// count is how many pages are open.
func (h *hub) count() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.clients)
}

// run makes a round whenever something may have changed, until the context ends.
// The board looks at the whole site; the pages of the site do not wait for it.
func (h *hub) run(ctx context.Context) {
	var both sync.WaitGroup
	for wake, ofDesk := range map[chan struct{}]bool{h.wake: false, h.wakeDesk: true} {
		both.Go(func() {
			for {
				select {
				case <-ctx.Done():
					return
				case <-wake:
					h.round(ofDesk)
				}
			}
		})
	}
	both.Wait()
}

// round compares each open page, of the board or of the site, with what is there
// now.
func (h *hub) round(ofDesk bool) {
	h.mu.Lock()
	clients := make([]*client, 0, len(h.clients))
	browsers := map[string]int{}
	for c := range h.clients {
		if isDesk(c.page) == ofDesk {
			clients = append(clients, c)
		}
		browsers[c.from]++
	}
	var files map[string]bool
	ms, version := h.ms, h.version
	if !ofDesk {
		files = h.files
		h.files = map[string]bool{}
	}
	h.mu.Unlock()
	if len(clients) == 0 {
		return
	}
	st := h.server.now.Load()
	digests := map[string]string{}
	payloads := map[diag.Language][]byte{}
	for _, c := range clients {
		var m mail
		digest, known := digests[c.page]
		if !known {
			digest = h.digest(st, c.page)
			digests[c.page] = digest
		}
		if digest != c.digest {
			c.digest, m.reload = digest, true
		}
		m.sheets, m.reload = c.compare(st.sheets, m.reload)
		m.files = files
		if len(files) > maxFiles {
			m.reload = true
		}
		if crowded := browsers[c.from] >= crowd; crowded != c.crowded {
			c.crowded, m.crowded = crowded, crowded
		}
		if c.told != version {
			if payloads[c.lang] == nil {
				payloads[c.lang] = payload(ms, c.lang)
			}
			c.told, m.messages = version, payloads[c.lang]
		}
		c.post(m)
	}
}

// digest is that of a page as it is now.
func (h *hub) digest(st *state, page string) string {
	if isDesk(page) {
		return h.server.deskDigest(st, page)
	}
	a := h.server.answer(st, page)
	if a.redirect != "" {
		return "to " + a.redirect
	}
	return a.digest()
}

// compare gives the style sheets that changed; a script or picture of the theme
// that did cannot be swapped.
func (c *client) compare(now sheets, reload bool) (map[string]string, bool) {
	var changed map[string]string
	if c.sheets != nil {
		for name, digest := range now {
			switch {
			case c.sheets[name] == digest:
			case path.Ext(name) == ".css":
				if changed == nil {
					changed = map[string]string{}
				}
				changed[name] = digest
			case c.sheets[name] != "":
				reload = true
			}
		}
	}
	c.sheets = now
	return changed, reload
}

// post adds to the mail of a client.
func (c *client) post(m mail) {
	if !m.reload && !m.crowded && len(m.sheets) == 0 && len(m.files) == 0 && m.messages == nil {
		return
	}
	c.mu.Lock()
	c.mail.reload = c.mail.reload || m.reload
	c.mail.crowded = c.mail.crowded || m.crowded
	for name, digest := range m.sheets {
		if c.mail.sheets == nil {
			c.mail.sheets = map[string]string{}
		}
		c.mail.sheets[name] = digest
	}
	for name := range m.files {
		if c.mail.files == nil {
			c.mail.files = map[string]bool{}
		}
		c.mail.files[name] = true
	}
	if len(c.mail.files) > maxFiles {
		c.mail.files, c.mail.reload = nil, true
	}
	if m.messages != nil {
		c.mail.messages = m.messages
	}
	c.mu.Unlock()
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// text is the mail as server-sent events; the mail is then empty.
func (c *client) text() []byte {
	c.mu.Lock()
	m := c.mail
	c.mail = mail{}
	c.mu.Unlock()
	var out []byte
	event := func(name string, data any) {
		text, err := json.Marshal(data)
		if err == nil {
			out = append(out, "event: "+name+"\ndata: "+string(text)+"\n\n"...)
		}
	}
	if m.reload {
		event("reload", true)
		return out
	}
	if len(m.sheets) > 0 {
		event("sheets", m.sheets)
	}
	if len(m.files) > 0 {
		names := make([]string, 0, len(m.files))
		for name := range m.files {
			names = append(names, name)
		}
		event("files", names)
	}
	if m.messages != nil {
		out = append(out, "event: messages\ndata: "+string(m.messages)+"\n\n"...)
	}
	if m.crowded {
		event("crowded", true)
	}
	return out
}

// enter registers a client; it is false when there are too many.
func (h *hub) enter(c *client) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.clients) >= maxClients {
		return false
	}
	h.clients[c] = true
	h.ring()
	return true
}

func (h *hub) leave(c *client) {
	h.mu.Lock()
	delete(h.clients, c)
	h.mu.Unlock()
}

// stream is a page's stream of events: its query names the page, the digests of
// its bytes and of the theme's files that it has, and its language.
func (h *hub) stream(w http.ResponseWriter, r *http.Request) {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		send(w, r, http.StatusForbidden, types[".txt"], []byte("403\n"))
		return
	}
	q := r.URL.Query()
	page := q.Get("page")
	if !isDesk(page) {
		page = cleaned(page)
	}
	c := &client{page: page, digest: q.Get("v"), lang: h.server.languageOf(q.Get("lang")),
		from: browserOf(r), wake: make(chan struct{}, 1), told: -1}
	st := h.server.now.Load()
	if have := q.Get("sheets"); have == st.sheets.digest() {
		c.sheets = st.sheets
	} else if have != "" {
		c.sheets = sheets{} // whatever it has is to be swapped
	}
	rc := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("X-Accel-Buffering", "no")
	if r.Method == http.MethodHead {
		return
	}
	if !h.enter(c) {
		w.Header().Set("Retry-After", "10")
		send(w, r, http.StatusServiceUnavailable, types[".txt"], []byte("503\n"))
		return
	}
	defer h.leave(c)
	_ = rc.SetReadDeadline(time.Time{}) // a recorder in a test has none
	write := func(text []byte) bool {
		_ = rc.SetWriteDeadline(time.Now().Add(h.stall))
		if _, err := w.Write(text); err != nil {
			return false
		}
		return rc.Flush() == nil
	}
	if !write([]byte("retry: 500\n\n")) {
		return
	}
	pulse := time.NewTicker(h.beat)
	defer pulse.Stop()
	end := time.NewTimer(maxStream)
	defer end.Stop()
	for {
		text := []byte(":\n\n")
		select {
		case <-r.Context().Done():
			return
		case <-end.C:
			return
		case <-c.wake:
			text = c.text()
		case <-pulse.C:
		}
		if len(text) > 0 && !write(text) {
			return
		}
	}
}

// isDesk says whether an address is one of the board's pages.
func isDesk(page string) bool { return strings.HasPrefix(page, own+desk) }

// browserOf tells browsers apart that may each open six connections.
func browserOf(r *http.Request) string {
	host, _, _ := strings.Cut(r.RemoteAddr, "]")
	if !strings.HasPrefix(host, "[") {
		host, _, _ = strings.Cut(host, ":")
	}
	return host + " " + r.UserAgent()
}

// languageOf is the language of messages on a page in a language.
func (s *Server) languageOf(tag string) diag.Language {
	switch base, _, _ := strings.Cut(strings.ToLower(tag), "-"); base {
	case "fr":
		return diag.French
	case "en":
		return diag.English
	}
	return s.lang
}

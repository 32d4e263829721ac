package serve

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tract/generator/build"
	"tract/generator/diag"
	"tract/generator/site"
)

// preview is a site of a test, being followed and served.
type preview struct {
	t      *testing.T
	root   string
	url    string
	server *Server
	shown  atomic.Int64
	mu     sync.Mutex
	ms     []diag.Message
	tells  int
	wholes []bool       // of each time that it was told: whether that was all
	end    func() error // ends following and serving
}

var small = map[string]string{
	"tract.yaml":            "title: {fr: Essai, en: Trial}\nbase_url: https://example.org/some/path/\nsource_language: fr\nlanguages:\n  fr: {}\n  en: {}\n",
	"content/pages/a.fr.md": "---\ntitle: Premier\n---\n\nTexte A.\n",
	"content/pages/a.en.md": "---\ntitle: First\n---\n\nText A.\n",
	"content/pages/b.fr.md": "---\ntitle: Second\n---\n\nVoir [A](a.md).\n",
}

func start(t *testing.T, files map[string]string, turns ...func(*Server, *knobs)) *preview {
	t.Helper()
	p := &preview{t: t, root: filepath.Join(t.TempDir(), "site")}
	for name, text := range files {
		p.write(name, text)
	}
	l, host, m := Listen("127.0.0.1:0")
	if m != nil {
		t.Fatal(m.Sentence("en"))
	}
	p.url = "http://" + l.Addr().String()
	server := New(Options{Language: diag.English, Address: l.Addr(), Host: host, Folder: p.root, Told: func(ms []diag.Message, whole bool) {
		p.mu.Lock()
		p.ms = ms
		p.wholes = append(p.wholes, whole)
		p.tells++
		p.mu.Unlock()
	}})
	k := quick()
	for _, turn := range turns {
		turn(server, &k)
	}
	p.server = server
	ctx, stop := context.WithCancel(t.Context())
	var both sync.WaitGroup
	var served, followed error
	both.Go(func() { served = p.server.Serve(ctx, l) })
	live := Live{Folder: p.root, Say: func(diag.Message) {}}
	live.Open = func() (build.Settings, error) {
		if _, err := os.Stat(p.root); err != nil {
			return build.Settings{}, err
		}
		return build.Settings{Files: os.DirFS(p.root), Options: site.Options{Drafts: true}}, nil
	}
	live.Show = func(l *build.Loaded, c build.Changes) error {
		p.server.Show(l, c)
		p.shown.Add(1)
		return nil
	}
	live.Tell = p.server.Tell
	both.Go(func() { followed = live.run(ctx, k) })
	p.end = sync.OnceValue(func() error {
		stop()
		both.Wait()
		if !errors.Is(served, context.Canceled) || !errors.Is(followed, context.Canceled) {
			return fmt.Errorf("served: %v, followed: %v", served, followed)
		}
		return nil
	})
	t.Cleanup(func() {
		if err := p.end(); err != nil {
			t.Error(err)
		}
	})
	p.until("it is ready", func() bool { p.mu.Lock(); defer p.mu.Unlock(); return p.shown.Load() > 0 && p.tells > 0 })
	return p
}

func (p *preview) write(name, text string) {
	p.t.Helper()
	write(p.t, filepath.Join(p.root, filepath.FromSlash(name)), text)
}

func (p *preview) remove(name string) {
	p.t.Helper()
	must(p.t, os.RemoveAll(filepath.Join(p.root, filepath.FromSlash(name))))
}

func (p *preview) until(what string, is func() bool) {
	p.t.Helper()
	for end := time.Now().Add(10 * time.Second); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			p.t.Fatalf("not after 10 s: %s", what)
		}
	}
}

// told waits until the errors have these ids.
func (p *preview) told(ids ...string) {
	p.t.Helper()
	p.toldOf(diag.Error, ids...)
}

// toldOf waits until the messages of a severity have these ids.
func (p *preview) toldOf(severity diag.Severity, ids ...string) {
	p.t.Helper()
	var got []string
	defer func() {
		if p.t.Failed() {
			p.t.Log("told: ", got)
		}
	}()
	p.until(fmt.Sprint("messages ", ids), func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		got = nil
		for _, m := range p.ms {
			if m.Severity == severity {
				got = append(got, m.ID)
			}
		}
		return strings.Join(got, " ") == strings.Join(ids, " ")
	})
}

// noRedirect is a client that shows redirects as they are.
var noRedirect = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

type got struct {
	status int
	header http.Header
	body   string
}

func (p *preview) ask(method, address, host string) got {
	p.t.Helper()
	r, err := http.NewRequest(method, p.url+address, nil)
	must(p.t, err)
	if host != "" {
		r.Host = host
	}
	answer, err := noRedirect.Do(r)
	must(p.t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	must(p.t, err)
	return got{answer.StatusCode, answer.Header, string(body)}
}

func (p *preview) get(address string) got { p.t.Helper(); return p.ask("GET", address, "") }

// shows waits until a page holds a text.
func (p *preview) shows(address, text string) {
	p.t.Helper()
	p.until(address+" shows "+text, func() bool { return strings.Contains(p.get(address).body, text) })
}

const tag = `<script src="/.tract/live.js"`

func TestServer(t *testing.T) {
	p := start(t, small)
	for _, c := range []struct {
		address  string
		status   int
		kind     string
		contains string
	}{
		{"/", 200, "text/html; charset=utf-8", tag},
		{"/fr/", 200, "text/html; charset=utf-8", "Essai"},
		{"/fr/index.html", 200, "text/html; charset=utf-8", tag},
		{"/fr/pages/a/", 200, "text/html; charset=utf-8", "Texte A"},
		{"/fr/pages/a/index.html", 200, "text/html; charset=utf-8", "Texte A"},
		{"/assets/style.css", 200, "text/css; charset=utf-8", "{"},
		{"/fr/feed.xml", 200, "application/xml; charset=utf-8", "<feed"},
		{"/fr/feed.json", 200, "application/json; charset=utf-8", "{"},
		{"/robots.txt", 200, "text/plain; charset=utf-8", "User-agent"},
		{"/fr/nothing/", 404, "text/html; charset=utf-8", `<html lang="fr"`},
		{"/en/nothing", 404, "text/html; charset=utf-8", `<html lang="en"`},
		{"/nothing", 404, "text/html; charset=utf-8", tag},
		{"/.tract/live.js", 200, "text/javascript; charset=utf-8", "EventSource"},
		{"/.tract/live.css", 200, "text/css; charset=utf-8", ".panel"},
		{"/.tract/other", 404, "text/plain; charset=utf-8", ""},
	} {
		g := p.get(c.address)
		if g.status != c.status || g.header.Get("Content-Type") != c.kind || !strings.Contains(g.body, c.contains) {
			t.Errorf("%s: %d %s\n%.200s", c.address, g.status, g.header.Get("Content-Type"), g.body)
		}
		if g.header.Get("Cache-Control") != "no-store" || g.header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", c.address, g.header)
		}
		if html := strings.HasPrefix(c.kind, "text/html"); html != strings.Contains(g.body, tag) || html != strings.Contains(g.body, "</script></body>") {
			t.Errorf("%s: the script is where it should not be, or is not where it should", c.address)
		}
		if h := p.ask("HEAD", c.address, ""); h.status != g.status || h.body != "" || h.header.Get("Content-Length") != strconv.Itoa(len(g.body)) {
			t.Errorf("HEAD %s: %d, %q, %s of %d", c.address, h.status, h.body, h.header.Get("Content-Length"), len(g.body))
		}
	}
	for from, to := range map[string]string{
		"/fr": "/fr/", "/fr/pages/a": "/fr/pages/a/", "/some/path": "/", "/some/path/": "/", "/some/path/fr/pages/a/": "/fr/pages/a/",
		"/some/path/assets/style.css": "/assets/style.css", "//evil.example/x": "/evil.example/x", "/fr/../fr/pages//a/": "/fr/pages/a/",
		"/%2e%2e/%2e%2e/etc/passwd": "/etc/passwd", `/..%5c..%5cetc`: "/etc", "/fr/%2e%2e%2fen/": "/en/",
	} {
		if g := p.get(from); g.status != http.StatusTemporaryRedirect || g.header.Get("Location") != to {
			t.Errorf("%s leads to %d %s, not %s", from, g.status, g.header.Get("Location"), to)
		}
	}
	for _, address := range []string{"/tract.yaml", "/content/pages/a.fr.md", "/etc/passwd", "/fr/%00", "/site/tract.yaml"} {
		if g := p.get(address); g.status != 404 || strings.Contains(g.body, "source_language") {
			t.Errorf("%s: %d", address, g.status)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH"} {
		if g := p.ask(method, "/fr/", ""); g.status != 405 || g.header.Get("Allow") != "GET, HEAD" || !strings.Contains(g.body, method) {
			t.Errorf("%s: %d", method, g.status)
		}
	}
	// A part of a file, as players ask for it.
	r, _ := http.NewRequest("GET", p.url+"/assets/style.css", nil)
	r.Header.Set("Range", "bytes=0-9")
	answer, err := http.DefaultClient.Do(r)
	must(t, err)
	defer answer.Body.Close()
	if b, _ := io.ReadAll(answer.Body); answer.StatusCode != 206 || len(b) != 10 {
		t.Errorf("a range: %d, %d bytes", answer.StatusCode, len(b))
	}
	// What is shown is what is published, and behind it the tag.
	l := p.server.now.Load().good
	var want bytes.Buffer
	if _, err := l.Render(&want, "fr/pages/a/index.html"); err != nil {
		t.Fatal(err)
	}
	page := p.get("/fr/pages/a/").body
	from := strings.Index(page, tag)
	if without := page[:from] + page[from+strings.Index(page[from:], "</script>")+9:]; without != want.String() {
		t.Error("the page without the tag is not the page")
	}
}

func TestHosts(t *testing.T) {
	tcp := func(s string) net.Addr { a, _ := net.ResolveTCPAddr("tcp", s); return a }
	loopback, all, one := tcp("127.0.0.1:8080"), tcp("0.0.0.0:8080"), tcp("192.0.2.7:8080")
	for _, c := range []struct {
		at    net.Addr
		name  string
		host  string
		allow bool
	}{
		{loopback, "127.0.0.1", "127.0.0.1:8080", true}, {loopback, "", "localhost:8080", true}, {loopback, "", "LOCALHOST", true},
		{loopback, "", "localhost.", true}, {loopback, "", "site.localhost:1", true}, {loopback, "", "[::1]:8080", true},
		{loopback, "", "[::ffff:127.0.0.1]:8080", true}, {loopback, "", "127.1.2.3", true},
		{loopback, "", "evil.example:8080", false}, {loopback, "", "evil.example", false}, {loopback, "", "localhost.evil.example", false},
		{loopback, "", "127.0.0.1.evil.example", false}, {loopback, "", "", false}, {loopback, "", "192.0.2.7:8080", false},
		{loopback, "", "127.0.0.1:x", false}, {loopback, "", "evil.example:8080@localhost", false}, {loopback, "", "0x7f000001", false},
		{all, "0.0.0.0", "192.0.2.7:8080", true}, {all, "0.0.0.0", "[2001:db8::1]:8080", true}, {all, "0.0.0.0", "evil.example", false},
		{one, "192.0.2.7", "192.0.2.7:8080", true}, {one, "192.0.2.7", "192.0.2.8:8080", false}, {one, "192.0.2.7", "localhost", true},
		{one, "box.lan", "box.lan:8080", true}, {one, "box.lan", "BOX.lan", true}, {one, "box.lan", "other.lan", false},
	} {
		if got := newHosts(c.at, c.name).allow(c.host); got != c.allow {
			t.Errorf("%v as %q: %q is %v", c.at, c.name, c.host, got)
		}
	}
	p := start(t, small)
	for _, address := range []string{"/fr/", "/.tract/events?page=/fr/", "/.tract/live.js"} {
		if g := p.ask("GET", address, "evil.example"); g.status != http.StatusMisdirectedRequest || !strings.Contains(g.body, "evil.example") || strings.Contains(g.body, "Essai") {
			t.Errorf("%s: %d %s", address, g.status, g.body)
		}
	}
	if g := p.ask("GET", "/fr/", `<b>x`); strings.Contains(g.body, "<b>x") {
		t.Error("a Host header comes out as markup")
	}
}

func TestListen(t *testing.T) {
	first, _, m := Listen("127.0.0.1:0")
	if m != nil {
		t.Fatal(m)
	}
	defer first.Close()
	port := first.Addr().(*net.TCPAddr).Port
	second, host, m := Listen(":" + strconv.Itoa(port))
	if m == nil || m.ID != "serve-port-taken" || second == nil || host != "127.0.0.1" {
		t.Fatal(m, host)
	}
	defer second.Close()
	if a := second.Addr().(*net.TCPAddr); a.Port <= port || !a.IP.IsLoopback() || m.Args.Get("next") != strconv.Itoa(a.Port) {
		t.Error(a, m.Args)
	}
	for address, id := range map[string]string{
		"http://localhost": "serve-address", "127.0.0.1:99999": "serve-address", "127.0.0.1:http": "serve-address", "a b:1": "serve-address", "1:2:3": "serve-address",
		"192.0.2.1:8080": "serve-address-refused",
	} {
		l, _, m := Listen(address)
		if l != nil || m == nil || m.ID != id {
			t.Errorf("%s: %v", address, m)
		}
	}
	for address, want := range map[string]string{"8080": "127.0.0.1:8080", "localhost": "localhost:8080", "[::1]:80": "::1:80", "::1": "::1:8080", "0.0.0.0:1": "0.0.0.0:1"} {
		if host, port, ok := splitAddress(address); !ok || host+":"+strconv.Itoa(port) != want {
			t.Errorf("%s: %s %d %v", address, host, port, ok)
		}
	}
}

// TestBroken breaks everything that can be broken and mends it.
func TestBroken(t *testing.T) {
	p := start(t, small)
	p.told()
	const page = "/fr/pages/a/"
	still := func() {
		t.Helper()
		if g := p.get(page); g.status != 200 || !strings.Contains(g.body, "Texte A") {
			t.Errorf("the last good page is not there: %d %.100s", g.status, g.body)
		}
	}
	p.write("tract.yaml", "languages: [")
	p.until("it is told", func() bool { p.mu.Lock(); defer p.mu.Unlock(); return len(p.ms) > 0 && p.ms[0].File == "tract.yaml" })
	still()
	p.write("tract.yaml", strings.Replace(small["tract.yaml"], "Essai", "Nouveau", 1))
	p.told()
	p.shows("/fr/", "Nouveau")

	p.remove("tract.yaml")
	p.told("config-missing")
	still()
	p.write("tract.yaml", small["tract.yaml"])
	p.told()

	p.write("themes/default/templates/page.html", "{{if .Title}}")
	p.told("theme-template-unclosed")
	still()
	p.write("themes/default/templates/page.html", `{{define "main"}}<p>{{index .Languages 99}}</p>{{end}}`)
	p.shows(page, "themes/default/templates/page.html")
	if g := p.get(page); g.status != 500 || !strings.Contains(g.body, page) || !strings.Contains(g.body, tag) {
		t.Errorf("%d %s", g.status, g.body)
	}
	if g := p.get("/fr/feed.xml"); g.status != 200 {
		t.Error("the rest is not there")
	}
	p.remove("themes")
	p.shows(page, "Texte A")
	p.told()

	p.write("i18n/fr.yaml", "home: [\n")
	p.until("a message file is told", func() bool { p.mu.Lock(); defer p.mu.Unlock(); return len(p.ms) > 0 })
	still()
	p.remove("i18n")
	p.told()

	// What an edit breaks elsewhere.
	must(t, os.Rename(filepath.Join(p.root, "content/pages/a.fr.md"), filepath.Join(p.root, "content/pages/z.fr.md")))
	must(t, os.Rename(filepath.Join(p.root, "content/pages/a.en.md"), filepath.Join(p.root, "content/pages/z.en.md")))
	p.told("link-near")
	p.shows("/fr/pages/z/", "Texte A")
	if g := p.get(page); g.status != 404 {
		t.Error("the old address is still there")
	}
	must(t, os.Rename(filepath.Join(p.root, "content/pages/z.fr.md"), filepath.Join(p.root, "content/pages/a.fr.md")))
	must(t, os.Rename(filepath.Join(p.root, "content/pages/z.en.md"), filepath.Join(p.root, "content/pages/a.en.md")))
	p.told()

	p.remove("")
	p.told("serve-source-gone")
	still()
	for name, text := range small {
		p.write(name, strings.Replace(text, "Texte A", "Texte revenu", 1))
	}
	p.shows(page, "Texte revenu")
	p.told()
	p.write("content/pages/a.fr.md", "---\ntitle: X\n---\n\nEncore suivi.\n")
	p.shows(page, "Encore suivi")
}

func TestNothingYet(t *testing.T) {
	p := start(t, map[string]string{"tract.yaml": "base_url: [", "content/a.fr.md": "---\ntitle: A\n---\nA\n"})
	p.until("the page says why", func() bool {
		g := p.get("/fr/a/")
		return g.status == 503 && strings.Contains(g.body, "tract.yaml:1:") && strings.Contains(g.body, tag)
	})
	p.write("tract.yaml", small["tract.yaml"])
	p.shows("/fr/a/", "<h1")
}

// events is an open stream.
type events struct {
	t    *testing.T
	body io.ReadCloser
	got  chan [2]string
}

func (p *preview) open(address, lang string) *events {
	p.t.Helper()
	page := p.get(address).body
	attribute := func(name string) string {
		_, rest, _ := strings.Cut(page, name+`="`)
		value, _, _ := strings.Cut(rest, `"`)
		return value
	}
	return p.stream("page=" + address + "&lang=" + lang + "&v=" + attribute("data-page") + "&sheets=" + attribute("data-sheets"))
}

func (p *preview) stream(query string) *events {
	p.t.Helper()
	answer, err := http.Get(p.url + "/.tract/events?" + query)
	must(p.t, err)
	if answer.StatusCode != 200 || answer.Header.Get("Content-Type") != "text/event-stream; charset=utf-8" {
		p.t.Fatal(answer.Status)
	}
	e := &events{t: p.t, body: answer.Body, got: make(chan [2]string, 100)}
	p.t.Cleanup(func() { e.body.Close() })
	go func() {
		defer close(e.got)
		name := ""
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			if n, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				name = n
			}
			if d, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				e.got <- [2]string{name, d}
			}
		}
	}()
	return e
}

// next is the next event of a name; others are passed over.
func (e *events) next(name string) string {
	e.t.Helper()
	late := time.After(5 * time.Second)
	for {
		select {
		case got, ok := <-e.got:
			if !ok {
				e.t.Fatalf("the stream ended before “%s”", name)
			}
			if got[0] == name {
				return got[1]
			}
		case <-late:
			e.t.Fatalf("no event “%s”", name)
		}
	}
}

// none says that no event of a name came.
func (e *events) none(name string) {
	e.t.Helper()
	for {
		select {
		case got := <-e.got:
			if got[0] == name {
				e.t.Errorf("an event “%s”: %s", name, got[1])
			}
		case <-time.After(60 * time.Millisecond):
			return
		}
	}
}

func TestEvents(t *testing.T) {
	files := map[string]string{"themes/default/assets/style.css": "body { color: red }"}
	for name, text := range small {
		files[name] = text
	}
	p := start(t, files)
	p.told()
	a, en, b := p.open("/fr/pages/a/", "fr"), p.open("/en/pages/a/", "en"), p.open("/fr/pages/b/", "ar")
	a.none("reload")

	// Only the page whose bytes changed.
	p.write("content/pages/a.fr.md", "---\ntitle: Premier\n---\n\nTexte changé.\n")
	a.next("reload")
	en.none("reload")
	b.none("reload")
	a = p.open("/fr/pages/a/", "fr")

	// A style sheet is swapped, though its version stands in every page.
	p.write("themes/default/assets/style.css", "body { color: blue }")
	for _, e := range []*events{a, en, b} {
		if got := e.next("sheets"); !strings.Contains(got, `"assets/style.css":"`) {
			t.Error(got)
		}
		e.none("reload")
	}
	// A change between a page and its stream is not missed.
	p.stream("page=/fr/pages/a/&v=old").next("reload")
	p.stream("page=/fr/pages/a/&sheets=old&v=" + digestOf(p, "/fr/pages/a/")).next("sheets")

	// Messages, in the language of the page where it is one of theirs.
	p.write("content/pages/b.fr.md", "---\ntitle: Second\n---\n\nVoir [A](rien.md) `<b onload=x>`.\n")
	b.next("reload")
	b = p.open("/fr/pages/b/", "ar")
	for _, c := range []struct {
		e    *events
		lang string
		word string
	}{{a, "fr", "Erreur"}, {en, "en", "Error"}, {b, "en", "Error"}} {
		var got board
		must(t, json.Unmarshal([]byte(nextWith(c.e, "link-unresolved")), &got))
		n := got.Entries[0]
		if got.Lang != c.lang || n.Word != c.word || n.Place != "content/pages/b.fr.md:5:10" || n.Marked == "" || n.Before+n.Marked+n.After != "Voir [A](rien.md) `<b onload=x>`." || n.Mend == "" || got.Errors != 1 {
			t.Errorf("%+v", got)
		}
	}
	// They go away by themselves.
	p.write("content/pages/b.fr.md", small["content/pages/b.fr.md"])
	for {
		var got board
		must(t, json.Unmarshal([]byte(a.next("messages")), &got))
		if len(got.Entries) == 0 {
			break
		}
	}
	// A page that is gone reloads too, and one that comes.
	nothing := p.open("/fr/pages/c/", "fr")
	en = p.open("/en/pages/a/", "en")
	p.remove("content/pages/a.en.md")
	en.next("reload")
	p.write("content/pages/c.fr.md", "---\ntitle: Troisième\n---\n\nC\n")
	nothing.next("reload")
}

func nextWith(e *events, text string) string {
	for {
		if got := e.next("messages"); strings.Contains(got, text) {
			return got
		}
	}
}

func digestOf(p *preview, address string) string {
	a := p.server.answer(p.server.now.Load(), address)
	return a.digest()
}

func TestFileEvents(t *testing.T) {
	files := map[string]string{"content/pages/d/index.fr.md": "---\ntitle: D\n---\n\n![x](d.csv)\n\n[y](y.pdf)\n", "content/pages/d/d.csv": "a,b\n1,2\n", "content/pages/d/y.pdf": "%PDF-1.4\n"}
	for name, text := range small {
		files[name] = text
	}
	p := start(t, files)
	e := p.open("/fr/pages/a/", "fr")
	p.write("content/pages/d/y.pdf", "%PDF-1.5\n")
	if got := e.next("files"); !strings.Contains(got, "y.pdf") {
		t.Error(got)
	}
	e.none("reload")
}

// TestClients counts who is left: of 60 that leave, of those that never read,
// and at the end of the preview.
func TestClients(t *testing.T) {
	before := runtime.NumGoroutine()
	p := start(t, small)
	p.server.hub.stall = 200 * time.Millisecond
	p.server.hub.beat = 20 * time.Millisecond
	for range 60 {
		e := p.stream("page=/fr/&v=x")
		e.body.Close()
	}
	p.until("those that left are forgotten", func() bool { return p.server.hub.count() == 0 })

	var hanging []net.Conn
	for range 30 {
		c, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
		must(t, err)
		defer c.Close()
		must(t, c.(*net.TCPConn).SetReadBuffer(4096))
		_, err = io.WriteString(c, "GET /.tract/events?page=/fr/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
		must(t, err)
		hanging = append(hanging, c)
	}
	p.until("all are there", func() bool { return p.server.hub.count() == len(hanging) })
	var big []diag.Message
	for i := range maxShown {
		big = append(big, diag.Message{ID: "render-fault", File: fmt.Sprint(i), Excerpt: strings.Repeat("x", 20_000)})
	}
	p.until("those that never read are let go", func() bool {
		p.server.Tell(big, true)
		time.Sleep(10 * time.Millisecond)
		return p.server.hub.count() == 0
	})

	// There is room for so many, and no more.
	p.server.Tell(nil, true)
	full := false
	var bodies []io.Closer
	for range 3 * maxClients { // on a busy machine some of them are let go meanwhile
		answer, err := http.Get(p.url + "/.tract/events?page=/fr/")
		must(t, err)
		bodies = append(bodies, answer.Body)
		if n := p.server.hub.count(); n > maxClients {
			t.Fatalf("%d clients", n)
		}
		if full = answer.StatusCode == 503; full {
			break
		}
	}
	if !full {
		t.Error("there is room without end")
	}
	if err := p.end(); err != nil {
		t.Error(err)
	}
	for _, b := range bodies {
		b.Close()
	}
	http.DefaultClient.CloseIdleConnections()
	noRedirect.CloseIdleConnections()
	if n := p.server.hub.count(); n != 0 {
		t.Errorf("%d clients are left", n)
	}
	p.until("its goroutines are gone", func() bool { return runtime.NumGoroutine() <= before+2 })
}

func TestOtherSites(t *testing.T) {
	p := start(t, small)
	r, _ := http.NewRequest("GET", p.url+"/.tract/events?page=/fr/", nil)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	answer, err := http.DefaultClient.Do(r)
	must(t, err)
	defer answer.Body.Close()
	if answer.StatusCode != 403 {
		t.Error(answer.Status)
	}
	// A head without end.
	c, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
	must(t, err)
	defer c.Close()
	_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: localhost\r\nX: "+strings.Repeat("x", 2*maxHeader)+"\r\n\r\n")
	line, _ := bufio.NewReader(c).ReadString('\n')
	if !strings.Contains(line, "431") {
		t.Error(line)
	}
}

func TestDigest(t *testing.T) {
	digest := func(status int, body string) string {
		a := answer{status: status, body: []byte(body)}
		return a.digest()
	}
	base := digest(200, `<link href="a/style.css?v=0123abcd"><p>x`)
	if base != digest(200, `<link href="a/style.css?v=ffff0000"><p>x`) {
		t.Error("the version of a style sheet counts")
	}
	for _, other := range []string{digest(404, `<link href="a/style.css?v=0123abcd"><p>x`), digest(200, `<link href="a/style.css?v=0123abcd"><p>y`), digest(200, `<link href="b/style.css?v=0123abcd"><p>x`)} {
		if other == base {
			t.Error("a change does not count")
		}
	}
}

func FuzzCleaned(f *testing.F) {
	for _, s := range []string{"", "/", "//a", "/a/../..", `\..\a`, "/a/./b/", "a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := cleaned(s)
		if !strings.HasPrefix(c, "/") || strings.HasPrefix(c, "//") || strings.Contains(c, `\`) || strings.Contains(c+"/", "/../") || cleaned(c) != c {
			t.Errorf("%q becomes %q", s, c)
		}
	})
}

func FuzzHosts(f *testing.F) {
	for _, s := range []string{"localhost", "[::1]:1", "a:b:c", "]", "127.0.0.1%25lo", "[fe80::1%eth0]:80", "x.localhost.", "::1", "[[::1]]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		h := newHosts(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, "")
		if !h.allow(s) {
			return
		}
		// What is let in ends in localhost or is an address of this machine.
		name := strings.ToLower(s)
		if i := strings.LastIndexByte(name, ':'); i >= 0 && strings.Count(name, ":") == 1 {
			name = name[:i]
		}
		name = strings.Trim(name, ".")
		if name != "localhost" && !strings.HasSuffix(name, ".localhost") && !strings.HasPrefix(strings.Trim(name, "[:0"), "1") && !strings.Contains(name, "ffff:") {
			t.Errorf("%q is let in", s)
		}
	})
}

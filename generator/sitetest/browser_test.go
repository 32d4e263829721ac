package sitetest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// browser is a running Chromium, spoken to over the DevTools protocol through
// a pair of pipes: messages of JSON, each ended by NUL.
type browser struct {
	cmd     *exec.Cmd
	to      *os.File
	profile string
	stderr  bytes.Buffer

	mu      sync.Mutex
	last    int
	pending map[int]chan reply
	tabs    map[string]*tab // by session
	gone    error           // set when the browser ended
}

// reply is the answer to one command.
type reply struct {
	Result json.RawMessage
	Error  *struct{ Message string }
}

// event is something that happened in a tab.
type event struct {
	Method string
	Params json.RawMessage
}

// tab is one page of the browser.
type tab struct {
	b       *browser
	session string
	target  string
	events  chan event
	trouble []string // errors on the console, refused or failed loads, foreign requests
	loads   int      // requests
	allowed []string // beginnings of addresses that may be loaded
}

// patience is how long anything in the browser may take.
const patience = 60 * time.Second

// chromium finds the browser.
func chromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if p, err := exec.LookPath(name); err == nil {
			return p, nil
		}
	}
	return "", errors.New("chromium is not installed, and pages are looked at in it: run .ci/setup.sh tests (Debian: chromium)")
}

// startBrowser starts a Chromium that the test ends.
func startBrowser(t *testing.T) *browser {
	t.Helper()
	path, err := chromium()
	if err != nil {
		t.Fatal(err)
	}
	b := &browser{profile: t.TempDir(), pending: map[int]chan reply{}, tabs: map[string]*tab{}}
	theirIn, ourOut, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	ourIn, theirOut, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	b.to = ourOut
	b.cmd = exec.Command(path,
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--disable-extensions", "--mute-audio",
		"--hide-scrollbars", "--force-color-profile=srgb", "--remote-debugging-pipe", "--user-data-dir="+b.profile, "about:blank")
	b.cmd.ExtraFiles = []*os.File{theirIn, theirOut} // 3 and 4 in the browser
	b.cmd.Stderr = &b.stderr
	if err := b.cmd.Start(); err != nil {
		t.Fatalf("Chromium did not start: %v", err)
	}
	theirIn.Close()
	theirOut.Close()
	go b.listen(ourIn)
	t.Cleanup(func() {
		_, _ = b.call("", "Browser.close", nil)
		done := make(chan struct{})
		go func() { _ = b.cmd.Wait(); close(done) }()
		select {
		case <-done:
		case <-time.After(10 * time.Second):
			_ = b.cmd.Process.Kill()
			<-done
		}
		ourOut.Close()
	})
	return b
}

// listen hands every message of the browser to who waits for it.
func (b *browser) listen(from *os.File) {
	defer from.Close()
	in := bufio.NewReaderSize(from, 1<<20)
	var err error
	for {
		var text []byte
		if text, err = in.ReadBytes(0); err != nil {
			break
		}
		var m struct {
			ID        int
			SessionID string
			Method    string
			Params    json.RawMessage
			Result    json.RawMessage
			Error     *struct{ Message string }
		}
		if err = json.Unmarshal(text[:len(text)-1], &m); err != nil {
			break
		}
		b.mu.Lock()
		waiting, tab := b.pending[m.ID], b.tabs[m.SessionID]
		delete(b.pending, m.ID)
		b.mu.Unlock()
		switch {
		case m.ID != 0 && waiting != nil:
			waiting <- reply{m.Result, m.Error}
		case tab != nil:
			tab.events <- event{m.Method, m.Params}
		}
	}
	if errors.Is(err, io.EOF) {
		err = errors.New("it ended")
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.gone = fmt.Errorf("Chromium is gone: %w", err)
	for id, waiting := range b.pending {
		close(waiting)
		delete(b.pending, id)
	}
}

// call sends a command and waits for its answer.
func (b *browser) call(session, method string, params any) (json.RawMessage, error) {
	if params == nil {
		params = struct{}{}
	}
	waiting := make(chan reply, 1)
	b.mu.Lock()
	if b.gone != nil {
		b.mu.Unlock()
		return nil, b.gone
	}
	b.last++
	text, err := json.Marshal(struct {
		ID        int    `json:"id"`
		SessionID string `json:"sessionId,omitempty"`
		Method    string `json:"method"`
		Params    any    `json:"params"`
	}{b.last, session, method, params})
	if err == nil {
		b.pending[b.last] = waiting
		_, err = b.to.Write(append(text, 0))
	}
	b.mu.Unlock()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", method, err)
	}
	select {
	case r, ok := <-waiting:
		switch {
		case !ok:
			return nil, fmt.Errorf("%s: Chromium is gone", method)
		case r.Error != nil:
			return nil, fmt.Errorf("%s: %s", method, r.Error.Message)
		}
		return r.Result, nil
	case <-time.After(patience):
		return nil, fmt.Errorf("%s: no answer after %v", method, patience)
	}
}

// open makes a new tab. Only addresses that begin with one of allowed may be
// loaded in it without being noted as trouble.
func (b *browser) open(t *testing.T, allowed ...string) *tab {
	t.Helper()
	tb := &tab{b: b, events: make(chan event, 4096), allowed: allowed}
	var made struct{ TargetID, SessionID string }
	b.must(t, "", "Target.createTarget", map[string]any{"url": "about:blank"}, &made)
	tb.target = made.TargetID
	b.must(t, "", "Target.attachToTarget", map[string]any{"targetId": tb.target, "flatten": true}, &made)
	tb.session = made.SessionID
	b.mu.Lock()
	b.tabs[tb.session] = tb
	b.mu.Unlock()
	for _, domain := range []string{"Page", "Runtime", "Log", "Network", "Audits"} {
		b.must(t, tb.session, domain+".enable", nil, nil)
	}
	return tb
}

// must is a call that has to succeed; its result is put into out, if not nil.
func (b *browser) must(t *testing.T, session, method string, params, out any) {
	t.Helper()
	raw, err := b.call(session, method, params)
	if err != nil {
		t.Fatalf("%v\n%s", err, b.stderr.String())
	}
	if out != nil {
		if err := json.Unmarshal(raw, out); err != nil {
			t.Fatalf("%s: %v", method, err)
		}
	}
}

func (tb *tab) must(t *testing.T, method string, params, out any) {
	t.Helper()
	tb.b.must(t, tb.session, method, params, out)
}

// size sets the window's size in CSS pixels.
func (tb *tab) size(t *testing.T, width, height int) {
	t.Helper()
	tb.must(t, "Emulation.setDeviceMetricsOverride",
		map[string]any{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}, nil)
}

// visit loads an address and waits until it is shown. What went wrong before
// is forgotten.
func (tb *tab) visit(t *testing.T, address string) {
	t.Helper()
	tb.settle()
	tb.trouble, tb.loads = nil, 0
	var nav struct{ ErrorText string }
	tb.must(t, "Page.navigate", map[string]any{"url": address}, &nav)
	if nav.ErrorText != "" {
		t.Fatalf("%s: %s", address, nav.ErrorText)
	}
	tb.await(t, address)
}

// await waits until the page has loaded, and a page that forwards at once has
// been followed.
func (tb *tab) await(t *testing.T, what string) {
	t.Helper()
	limit := time.After(patience)
	for {
		select {
		case e := <-tb.events:
			tb.note(e)
			if e.Method == "Page.navigatedWithinDocument" && !bytes.Contains(e.Params, []byte(`"historyApi"`)) {
				return // to a fragment; a page that changes its address has still to load
			}
			if e.Method != "Page.loadEventFired" {
				continue
			}
			if !tb.forwards() {
				tb.settle()
				return
			}
		case <-limit:
			t.Fatalf("%s did not load within %v", what, patience)
		}
	}
}

// forwards says whether the page leads on by itself. One that is gone while it
// is asked has done so.
func (tb *tab) forwards() bool {
	var r struct {
		Result struct{ Value bool }
	}
	answer, err := tb.b.call(tb.session, "Runtime.evaluate", map[string]any{"expression": `!!document.querySelector('meta[http-equiv=refresh i]')`, "returnByValue": true})
	if err == nil {
		err = json.Unmarshal(answer, &r)
	}
	return err != nil || r.Result.Value
}

// settle takes in the events that have arrived.
func (tb *tab) settle() {
	for {
		select {
		case e := <-tb.events:
			tb.note(e)
		default:
			return
		}
	}
}

// note keeps what an event says of trouble.
func (tb *tab) note(e event) {
	var p struct {
		Type  string
		Args  []struct{ Value any }
		Entry struct{ Level, Source, Text, URL string }
		Issue struct {
			Code    string
			Details json.RawMessage
		}
		Request          struct{ URL string }
		ErrorText        string
		Canceled         bool
		ExceptionDetails struct {
			Text      string
			Exception struct{ Description string }
		}
		Response struct {
			URL    string
			Status int
		}
	}
	if err := json.Unmarshal(e.Params, &p); err != nil {
		tb.trouble = append(tb.trouble, e.Method+": "+err.Error())
		return
	}
	add := func(format string, args ...any) { tb.trouble = append(tb.trouble, fmt.Sprintf(format, args...)) }
	switch e.Method {
	case "Runtime.exceptionThrown":
		add("exception: %s %s", p.ExceptionDetails.Text, p.ExceptionDetails.Exception.Description)
	case "Runtime.consoleAPICalled":
		if p.Type == "error" || p.Type == "warning" || p.Type == "assert" {
			add("console: %v", p.Args)
		}
	case "Log.entryAdded":
		if p.Entry.Level == "error" || p.Entry.Level == "warning" {
			add("%s: %s %s", p.Entry.Source, p.Entry.Text, p.Entry.URL)
		}
	case "Audits.issueAdded":
		if p.Issue.Code == "ContentSecurityPolicyIssue" || p.Issue.Code == "MixedContentIssue" {
			add("%s: %s", p.Issue.Code, p.Issue.Details)
		}
	case "Network.requestWillBeSent":
		tb.loads++
		for _, a := range append(tb.allowed, "data:") {
			if strings.HasPrefix(p.Request.URL, a) {
				return
			}
		}
		add("a request leaves the site: %s", p.Request.URL)
	case "Network.loadingFailed":
		if !p.Canceled {
			add("a load failed: %s", p.ErrorText)
		}
	case "Network.responseReceived":
		if p.Response.Status >= 400 {
			add("%s answers %d", p.Response.URL, p.Response.Status)
		}
	}
}

// value evaluates an expression in the page, waits for a promise, and puts the
// result into out.
func (tb *tab) value(t *testing.T, expression string, out any) {
	t.Helper()
	var r struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *struct {
			Text      string
			Exception struct{ Description string }
		}
	}
	tb.must(t, "Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true}, &r)
	if r.ExceptionDetails != nil {
		t.Fatalf("%s %s\nin %.200s", r.ExceptionDetails.Text, r.ExceptionDetails.Exception.Description, expression)
	}
	if out == nil {
		return
	}
	if err := json.Unmarshal(r.Result.Value, out); err != nil {
		t.Fatalf("%v: %s\nin %.200s", err, r.Result.Value, expression)
	}
}

// fileURL is the address of a file on this disk.
func fileURL(root, p string) string {
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(root, filepath.FromSlash(p)))}
	return u.String()
}

// site is the beginning of every address of the built site on this disk.
func (b *built) folderURL() string { return fileURL(b.root, "") + "/" }

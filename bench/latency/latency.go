// Package latency measures how long a development server takes to show an
// edit: from the end of the write of a file to the first whole answer that
// holds the new text. It knows nothing of any one generator.
package latency

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// Server is a development server to be started.
type Server struct {
	Command []string
	URL     string // of a page to wait for; on the loopback interface
	Ready   time.Duration
}

// Marker stands in Edit.Replace for a text that no file held before.
const Marker = "{marker}"

// Edit is one kind of edit.
type Edit struct {
	Name    string
	File    string
	Find    string // the first place of it is replaced; empty: a paragraph is put behind the text
	Replace string // what is put there, with Marker
	URL     string // of the page that shows it
}

// Settings are how often edits are made, and how long is waited.
type Settings struct {
	Times  int           // of each edit
	Poll   time.Duration // between two requests
	Settle time.Duration // between two edits
	Limit  time.Duration // longest wait for an edit
	More   int           // edits of the first kind behind all others, one right after the other
}

// Standard are the settings of the published figures.
func Standard() Settings {
	return Settings{Times: 10, Poll: time.Millisecond, Settle: time.Second, Limit: time.Minute}
}

// Result is what was measured of one server.
type Result struct {
	Ready    float64 // milliseconds from the start to the first answer
	Resident int     // MiB, of all its processes, when the edits are done
	After    int     // the same after the further edits; 0 without any
	Peak     int     // MiB
	Edits    []Latencies
}

// Latencies are the times of one kind of edit.
type Latencies struct {
	Name string
	Seen []float64 // milliseconds until it was seen
	CPU  []float64 // seconds of processor time that an edit cost in the end
}

// Measure starts a server, makes the edits, and ends it. Every file is put back
// as it was. The server's output goes to log.
func Measure(ctx context.Context, s Server, edits []Edit, settings Settings, log io.Writer) (Result, error) {
	for _, u := range append([]string{s.URL}, urls(edits)...) {
		if err := local(u); err != nil {
			return Result{}, err
		}
	}
	client := &http.Client{Timeout: 30 * time.Second}
	if _, ok := get(client, s.URL); ok {
		return Result{}, fmt.Errorf("something already answers at %s", s.URL)
	}
	c := exec.Command(s.Command[0], s.Command[1:]...)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Stdout, c.Stderr = log, log
	begin := time.Now()
	if err := c.Start(); err != nil {
		return Result{}, err
	}
	ended := make(chan struct{})
	go func() { _ = c.Wait(); close(ended) }()
	defer stop(c.Process.Pid, ended)
	m := measurement{ctx: ctx, client: client, settings: settings, pid: c.Process.Pid, ended: ended}
	if err := m.ready(s, begin); err != nil {
		return Result{}, err
	}
	result := Result{Ready: milliseconds(time.Since(begin))}
	if err := m.sleep(settings.Settle); err != nil {
		return result, err
	}
	for _, e := range edits {
		l, err := m.edit(e)
		if err != nil {
			return result, fmt.Errorf("%s: %w", e.Name, err)
		}
		result.Edits = append(result.Edits, l)
	}
	result.Resident, result.Peak = memory(m.pid)
	if settings.More > 0 {
		m.settings.Times, m.settings.Settle = settings.More, 0
		if _, err := m.edit(edits[0]); err != nil {
			return result, fmt.Errorf("%d edits in a row: %w", settings.More, err)
		}
		result.After, result.Peak = memory(m.pid)
	}
	return result, nil
}

func urls(edits []Edit) []string {
	var out []string
	for _, e := range edits {
		out = append(out, e.URL)
	}
	return out
}

// local refuses addresses of other machines.
func local(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(u.Hostname()); ip == nil || !ip.IsLoopback() {
		return fmt.Errorf("%s is not an address of the loopback interface", address)
	}
	return nil
}

// get is a page; false when nothing answers.
func get(client *http.Client, address string) ([]byte, bool) {
	r, err := client.Get(address)
	if err != nil {
		return nil, false
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if r.StatusCode != http.StatusOK {
		text = nil
	}
	return text, err == nil
}

// stop ends a server and what it started.
func stop(pid int, ended <-chan struct{}) {
	_ = syscall.Kill(-pid, syscall.SIGTERM)
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		_ = syscall.Kill(-pid, syscall.SIGKILL)
		<-ended
	}
}

// measurement is one server being measured.
type measurement struct {
	ctx      context.Context
	client   *http.Client
	settings Settings
	pid      int
	ended    <-chan struct{}
}

var errEnded = errors.New("the server ended by itself")

// sleep waits, but not for a server that has ended.
func (m *measurement) sleep(d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-m.ended:
		return errEnded
	case <-m.ctx.Done():
		return m.ctx.Err()
	}
}

func (m *measurement) ready(s Server, begin time.Time) error {
	for {
		if text, ok := get(m.client, s.URL); ok && len(text) > 0 {
			return nil
		}
		if time.Since(begin) > s.Ready {
			return fmt.Errorf("nothing stands at %s after %v", s.URL, s.Ready)
		}
		if err := m.sleep(5 * time.Millisecond); err != nil {
			return err
		}
	}
}

// edit makes one kind of edit as often as asked.
func (m *measurement) edit(e Edit) (Latencies, error) {
	l := Latencies{Name: e.Name}
	before, err := os.ReadFile(e.File)
	if err != nil {
		return l, err
	}
	if !bytes.Contains(before, []byte(e.Find)) {
		return l, fmt.Errorf("%q does not stand in %s", e.Find, e.File)
	}
	defer func() { _ = os.WriteFile(e.File, before, 0o644) }()
	// The first request of a page may itself be work.
	for range 3 {
		get(m.client, e.URL)
	}
	for i := range m.settings.Times {
		mark := fmt.Sprintf("mark-%d-%d", i, time.Now().UnixNano())
		text := append(bytes.Clone(before), "\n\n"+mark+"\n"...)
		if e.Find != "" {
			text = bytes.Replace(before, []byte(e.Find), []byte(strings.ReplaceAll(e.Replace, Marker, mark)), 1)
		}
		used := processor(m.pid)
		if err := os.WriteFile(e.File, text, 0o644); err != nil {
			return l, err
		}
		seen, err := m.seen(e.URL, mark, time.Now())
		if err != nil {
			return l, err
		}
		l.Seen = append(l.Seen, seen)
		if err := m.sleep(m.settings.Settle); err != nil {
			return l, err
		}
		l.CPU = append(l.CPU, processor(m.pid)-used)
	}
	return l, nil
}

// seen waits until a page holds a mark.
func (m *measurement) seen(address, mark string, begin time.Time) (float64, error) {
	for {
		if text, _ := get(m.client, address); bytes.Contains(text, []byte(mark)) {
			return milliseconds(time.Since(begin)), nil
		}
		if time.Since(begin) > m.settings.Limit {
			return 0, fmt.Errorf("the edit is not seen after %v", m.settings.Limit)
		}
		if err := m.sleep(m.settings.Poll); err != nil {
			return 0, err
		}
	}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

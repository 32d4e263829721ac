package serve

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// raw sends bytes as they are and gives the answer; closed when there is none.
func (p *preview) raw(request string) (status int, header http.Header, body string) {
	p.t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
	must(p.t, err)
	defer c.Close()
	must(p.t, c.SetDeadline(time.Now().Add(20*time.Second)))
	_, err = io.WriteString(c, request)
	must(p.t, err)
	answer, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return 0, nil, ""
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	return answer.StatusCode, answer.Header, string(text)
}

// TestPaths asks for files beside the site in every writing of a way up. None
// is given, and no answer leads out of the preview.
func TestPaths(t *testing.T) {
	p := start(t, small)
	write(t, filepath.Join(p.root, "..", "secret.txt"), "source_language of a secret")
	must(t, os.Symlink(filepath.Join(p.root, "..", "secret.txt"), filepath.Join(p.root, "content", "pages", "link.txt")))
	for _, up := range []string{
		"..", "%2e%2e", "%2E%2E", ".%2e", "%2e.", "%252e%252e", "..%00", "%c0%ae%c0%ae", "%c0%2e%c0%2e", "%uff0e%uff0e", "..;", "%ef%bc%8e%ef%bc%8e", "...",
	} {
		for _, slash := range []string{"/", "%2f", "%5c", `\`, "%252f", "%c0%af", "//", "/./", "%e2%88%95"} {
			for _, target := range []string{"secret.txt", "tract.yaml", "etc/passwd", "site/tract.yaml"} {
				way := "/fr" + strings.Repeat(slash+up, 4) + slash + target
				status, header, body := p.raw("GET " + way + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
				location := header.Get("Location")
				switch {
				case strings.Contains(body, "source_language") || strings.Contains(body, "root:"):
					t.Errorf("%s is given: %s", way, body)
				case status == 307 && strings.HasPrefix(location, "/") && !strings.HasPrefix(location, "//") && !strings.Contains(location, ".."+slash):
				case status != 404 && status != 400:
					t.Errorf("%s: %d %s", way, status, location)
				}
			}
		}
	}
	for _, address := range []string{"/content/pages/link.txt", "/files/pages/link.txt", "/pages/link.txt", "/.git/config", "/.tract/../tract.yaml", "/.tract/%2e%2e/tract.yaml", "/.tract/cache", "/C:/x", "/fr/pages/a/index.fr.md"} {
		if g := p.get(address); g.status == 200 || strings.Contains(g.body, "source_language") {
			t.Errorf("%s: %d", address, g.status)
		}
	}
	// No line can be put into an answer's head.
	if status, header, _ := p.raw("GET /fr//%0d%0aSet-Cookie:%20x=y HTTP/1.1\r\nHost: localhost\r\n\r\n"); header.Get("Set-Cookie") != "" || status != 307 {
		t.Error(status, header)
	}
}

// TestRequests sends what no browser sends.
func TestRequests(t *testing.T) {
	p := start(t, small)
	for _, c := range []struct {
		request string
		status  int
	}{
		{"GET /fr/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 200},
		{"GET /fr/ HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", 200},
		{"GET /fr/ HTTP/1.1\r\nHost: [::1]\r\n\r\n", 200},
		{"GET /fr/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 200},
		{"GET http://localhost/fr/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", 200}, // the address counts (RFC 9112, 3.2.2)
		{"GET http://evil.example/fr/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 421},
		{"GET /fr/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421},
		{"GET /fr/ HTTP/1.1\r\nHost: [::1].evil.example\r\n\r\n", 421},
		{"GET /fr/ HTTP/1.1\r\nHost: \r\n\r\n", 421},
		{"GET /fr/ HTTP/1.0\r\n\r\n", 421},
		{"GET /fr/ HTTP/1.1\r\n\r\n", 400},
		{"GET /fr/ HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400},
		{"POST /fr/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc", 405},
		{"CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\n\r\n", 405},
		{"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 405},
		{"TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405},
		{"GET /fr/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n", 413},
		{"GET /fr/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", 413},
		{"GET /fr/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", 400},
		{"GET /" + strings.Repeat("a", 2*maxHeader) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 431},
		{"GET /fr/ HTTP/1.1\r\nHost: localhost\r\nX: " + strings.Repeat("x", 2*maxHeader) + "\r\n\r\n", 431},
		{"GET /" + strings.Repeat("a/", maxHeader/4) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 404},
		{"GET /fr/ HTTP/1.1\r\nHost: localhost\r\nRange: bytes=-1,-1,-1\r\n\r\n", 206},
		{"nonsense\r\n\r\n", 400},
	} {
		if status, _, body := p.raw(c.request); status != c.status {
			t.Errorf("%.80q: %d, not %d: %.80s", c.request, status, c.status, body)
		}
	}
	_, _, body := p.raw("GET /fr/ HTTP/1.1\r\nHost: evil.example\r\n\r\n")
	for _, part := range []string{"evil.example", "--addr", "tract serve"} {
		if !strings.Contains(body, part) {
			t.Errorf("who comes under a name that is refused is not told %q: %s", part, body)
		}
	}
}

// TestSlow has clients that send nothing, or a little at a time: they are let
// go, and keep nobody else away for long.
func TestSlow(t *testing.T) {
	const room = 8
	p := start(t, small, func(s *Server, _ *knobs) { s.limits = limits{read: 300 * time.Millisecond, open: room} })
	var open []net.Conn
	for i := range 3 * room {
		c, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
		must(t, err)
		defer c.Close()
		if i%2 == 0 {
			_, err = fmt.Fprintf(c, "GET /fr/ HTTP/1.1\r\nHost: localhost\r\nX-%d: ", i)
			must(t, err)
		}
		open = append(open, c)
	}
	began := time.Now()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: 20 * time.Second}
	answer, err := client.Get(p.url + "/fr/")
	must(t, err)
	answer.Body.Close()
	if answer.StatusCode != 200 {
		t.Error(answer.Status)
	}
	t.Logf("served after %v", time.Since(began).Round(time.Millisecond))
	for _, c := range open {
		must(t, c.SetReadDeadline(time.Now().Add(10*time.Second)))
		if _, err := io.Copy(io.Discard, c); err != nil && !strings.Contains(err.Error(), "reset") {
			t.Errorf("a client that hangs is not let go: %v", err)
		}
	}
}

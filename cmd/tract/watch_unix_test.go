//go:build unix

package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// going is the command as a process of its own that goes on until it is ended.
type going struct {
	t    *testing.T
	cmd  *exec.Cmd
	log  string // the file of what it says
	over chan error
}

func goOn(t *testing.T, args ...string) *going {
	t.Helper()
	g := &going{t: t, log: filepath.Join(t.TempDir(), "log"), over: make(chan error, 1)}
	file, err := os.Create(g.log)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	g.cmd = exec.Command("tract", append(args, "--messages", "en")...)
	g.cmd.Stdout, g.cmd.Stderr = file, file
	if err := g.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { g.over <- g.cmd.Wait() }()
	t.Cleanup(func() { g.end(syscall.SIGKILL) })
	return g
}

// end sends a signal and waits for the end. Its Wait was not called before, so
// that no other process can be met.
func (g *going) end(s syscall.Signal) {
	if g.cmd == nil {
		return
	}
	_ = g.cmd.Process.Signal(s)
	select {
	case <-g.over:
	case <-time.After(20 * time.Second):
		g.t.Errorf("it does not end:\n%s", g.said())
		_ = g.cmd.Process.Kill()
		<-g.over
	}
	g.cmd = nil
}

func (g *going) said() string {
	text, err := os.ReadFile(g.log)
	if err != nil {
		g.t.Fatal(err)
	}
	return string(text)
}

// says waits for a pattern.
func (g *going) says(pattern string) []string {
	g.t.Helper()
	re := regexp.MustCompile(pattern)
	for end := time.Now().Add(60 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if m := re.FindStringSubmatch(g.said()); m != nil {
			return m
		}
	}
	g.t.Fatalf("it does not say %q:\n%s", pattern, g.said())
	return nil
}

// TestWatchKilled ends tract build --watch by force while it stages files and
// while it puts them in place. Each file is whole, of the one version or the
// other, and the next run brings all to the newest.
func TestWatchKilled(t *testing.T) {
	t.Parallel()
	site := t.TempDir()
	public := filepath.Join(site, "public")
	writeMany(t, site, "one")
	config := func(title string) {
		writeText(t, filepath.Join(site, "tract.yaml"), "title: "+title+"\nbase_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n")
	}
	version := func(title string) map[string][sha256.Size]byte {
		config(title)
		clean := filepath.Join(t.TempDir(), "public")
		buildSite(t, "build", "--source", site, "--destination", clean)
		return digests(t, clean)
	}
	old, fresh := version("One"), version("Two")
	config("One")
	buildSite(t, "build", "--source", site)

	for name, reached := range map[string]func(string) bool{"staging": staging, "committing": committing} {
		config("One")
		g := goOn(t, "build", "--watch", "--source", site)
		g.says("goes on building")
		if got := digests(t, public); !maps.Equal(got, old) {
			t.Fatalf("%s: the first build differs in %d files", name, differing(got, old))
		}
		config("Two")
		for end := time.Now().Add(30 * time.Second); !reached(public); time.Sleep(200 * time.Microsecond) {
			if time.Now().After(end) {
				t.Fatalf("%s is not seen:\n%s", name, g.said())
			}
		}
		g.end(syscall.SIGKILL)
		counts := [2]int{}
		for file, digest := range digests(t, public) {
			switch digest {
			case fresh[file]:
				counts[1]++
			case old[file]:
				counts[0]++
			default:
				t.Errorf("%s: %s is neither the old nor the new one", name, file)
			}
		}
		t.Logf("kill -9 while %s: %d old files, %d new", name, counts[0], counts[1])

		g = goOn(t, "build", "--watch", "--source", site)
		g.says("goes on building")
		if got := digests(t, public); !maps.Equal(got, fresh) {
			t.Errorf("%s: the run after kill -9 differs in %d files", name, differing(got, fresh))
		}
		// And it does go on.
		writeText(t, filepath.Join(site, "content", "news", "late.fr.md"), "---\ntitle: Late\ndate: 2024-02-01\n---\nLate.\n")
		g.says("(?s)goes on building.*Built ")
		if _, err := os.Stat(filepath.Join(public, "fr", "news", "late", "index.html")); err != nil {
			t.Error(err)
		}
		if err := os.Remove(filepath.Join(site, "content", "news", "late.fr.md")); err != nil {
			t.Fatal(err)
		}
		g.says("removed")
		g.end(syscall.SIGINT)
		if names, _ := filepath.Glob(filepath.Join(public, ".tract", "*")); slices.ContainsFunc(names, func(n string) bool {
			return strings.Contains(n, "stage") || strings.Contains(n, "journal")
		}) {
			t.Errorf("left behind: %v", names)
		}
	}
}

// TestServeKilled ends tract serve by force while it loads and while it serves.
// It leaves nothing behind, and the next one serves the site.
func TestServeKilled(t *testing.T) {
	t.Parallel()
	site := t.TempDir()
	writeMany(t, site, "one")
	before := digests(t, site)
	ask := func(address string) string {
		t.Helper()
		answer, err := http.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	const page = "fr/news/s05/n0005/"
	g := goOn(t, "serve", "--addr", "127.0.0.1:0", "--source", site)
	time.Sleep(30 * time.Millisecond) // somewhere in the first load
	g.end(syscall.SIGKILL)
	for i := range 3 {
		g = goOn(t, "serve", "--addr", "127.0.0.1:0", "--source", site)
		url := g.says(`Preview: (http://127\.0\.0\.1:\d+/)`)[1]
		text := fmt.Sprintf("Version after %d kills.", i)
		writeText(t, filepath.Join(site, "content/news/s05/n0005.fr.md"), "---\ntitle: Text 5\ndate: 2024-01-06\n---\n"+text+"\n")
		for end := time.Now().Add(20 * time.Second); !strings.Contains(ask(url+page), text); time.Sleep(2 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("%q is not served:\n%s", text, g.said())
			}
		}
		// In the middle of the next load.
		writeText(t, filepath.Join(site, "content/news/s06/n0006.fr.md"), "---\ntitle: Text 6\ndate: 2024-01-07\n---\n"+text+"\n")
		time.Sleep(time.Duration(i) * 3 * time.Millisecond)
		g.end(syscall.SIGKILL)
	}
	writeMany(t, site, "one")
	if after := digests(t, site); !maps.Equal(after, before) {
		t.Errorf("the site has other files: %d, then %d", len(before), len(after))
	}
}

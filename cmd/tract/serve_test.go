package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// live is a command that goes on until it is stopped.
type live struct {
	t    *testing.T
	root string
	stop context.CancelFunc
	done chan int

	mu   sync.Mutex
	said strings.Builder
}

// Write implements io.Writer for what the command says.
func (l *live) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.said.Write(b)
}

func (l *live) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.said.String()
}

const pageOf = "---\ntitle: Page\n---\n\n%s\n"

func startLive(t *testing.T, args ...string) *live {
	t.Helper()
	l := &live{t: t, root: t.TempDir(), done: make(chan int, 1)}
	l.fill()
	l.start(append(args, "--source", l.root)...)
	return l
}

// fill writes a site of two texts.
func (l *live) fill() {
	l.t.Helper()
	l.save("tract.yaml", "base_url: https://example.org/\nsource_language: fr\nlanguages:\n  fr: {}\n")
	l.save("content/a.md", fmt.Sprintf(pageOf, "Texte A."))
	l.save("content/b.md", fmt.Sprintf(pageOf, "Texte B."))
}

func (l *live) start(args ...string) {
	ctx, stop := context.WithCancel(l.t.Context())
	l.stop = stop
	go func() {
		l.done <- run(ctx, append(args, "--messages", "en"), strings.NewReader(""), io.Discard, l)
	}()
	l.t.Cleanup(stop)
}

func (l *live) save(name, text string) {
	l.t.Helper()
	p := filepath.Join(l.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		l.t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		l.t.Fatal(err)
	}
}

// says waits until the command has said a pattern after the first so many bytes.
func (l *live) says(pattern string, from int) []string {
	l.t.Helper()
	re := regexp.MustCompile(pattern)
	for range 2500 {
		if m := re.FindStringSubmatch(l.text()[from:]); m != nil {
			return m
		}
		time.Sleep(2 * time.Millisecond)
	}
	l.t.Fatalf("it does not say %q:\n%s", pattern, l.text())
	return nil
}

// ends stops the command, which ends with an exit code.
func (l *live) ends(code int) {
	l.t.Helper()
	l.stop()
	select {
	case got := <-l.done:
		if got != code {
			l.t.Errorf("it ended with %d, not %d:\n%s", got, code, l.text())
		}
	case <-time.After(5 * time.Second):
		l.t.Fatal("it does not end")
	}
}

func TestServeCommand(t *testing.T) {
	l := startLive(t, "serve", "--addr", "127.0.0.1:0")
	url := l.says(`Preview: (http://127\.0\.0\.1:\d+/)`, 0)[1]
	get := func() string {
		answer, err := http.Get(url + "fr/a/")
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		b, _ := io.ReadAll(answer.Body)
		return string(b)
	}
	if got := get(); !strings.Contains(got, "Texte A.") || !strings.Contains(got, "/.tract/live.js") {
		t.Error(got)
	}
	at := len(l.text())
	l.save("content/a.md", fmt.Sprintf(pageOf, "Changé, [rien](nirvana.md)."))
	l.says(`Shown: content/a.md`, at)
	if got := get(); !strings.Contains(got, "Changé") {
		t.Error(got)
	}
	l.says(`Translations: http://127\.0\.0\.1:\d+/\.tract/translations\n`, 0)
	l.says(`(?s)content/a\.md:5:\d+: error: .*1 thing to mend in 1 file\.\n`, at)
	at = len(l.text())
	l.save("content/a.md", fmt.Sprintf(pageOf, "Premier\n\nChangé, [rien](nirvana.md)."))
	l.says(`Shown`, at)
	time.Sleep(150 * time.Millisecond)
	if again := l.text()[at:]; strings.Contains(again, "error") || strings.Contains(again, "Mended") {
		t.Error("what was said is said again:", again)
	}
	l.save("content/a.md", fmt.Sprintf(pageOf, "Changé."))
	l.says(`(?s)Mended: content/a\.md: .*nothing to mend`, at)
	// A site that cannot be read says nothing of what is mended in its texts.
	at = len(l.text())
	l.save("content/b.md", fmt.Sprintf(pageOf, "[rien](nirvana.md)"))
	l.says(`(?s)content/b\.md:5:\d+: error: .*1 thing to mend in 1 file\.\n`, at)
	at = len(l.text())
	l.save("tract.yaml", "base_url: [")
	l.says(`(?s)tract.yaml:1:\d+: error.*4 things to mend in 1 file\.`, at)
	if got := get(); !strings.Contains(got, "Changé") {
		t.Error("the last good page is gone:", got)
	}
	if said := l.text()[at:]; strings.Contains(said, "Mended") {
		t.Error("mended by an unreadable configuration:", said)
	}
	at = len(l.text())
	l.fill()
	l.says(`(?s)Mended: tract\.yaml.*nothing to mend`, at)
	l.says(`Mended: content/b\.md`, at)
	l.ends(0)
}

// Who stands in the site's folder when it is removed and made anew sees the new one.
func TestServeInsideItsFolder(t *testing.T) {
	for _, command := range [][]string{{"serve", "--addr", "127.0.0.1:0"}, {"build", "--watch"}} {
		t.Run(command[0], func(t *testing.T) {
			l := &live{t: t, root: filepath.Join(t.TempDir(), "site"), done: make(chan int, 1)}
			l.fill()
			t.Chdir(l.root)
			l.start(command...)
			l.says(`Preview: |goes on building`, 0)
			at := len(l.text())
			if err := os.RemoveAll(l.root); err != nil {
				t.Fatal(err)
			}
			l.says(`is not there`, at)
			at = len(l.text())
			l.fill()
			l.says(`nothing to mend|Built 3 pages`, at)
			at = len(l.text())
			l.save("content/c.md", fmt.Sprintf(pageOf, "[rien](nirvana.md)"))
			l.says(`content/c\.md:5:\d+: error`, at)
			l.ends(0)
		})
	}
}

func TestServeUsage(t *testing.T) {
	for want, args := range map[string][]string{
		"no folder “nowhere”": {"serve", "--source", "nowhere"},
		"tract.yaml":          {"serve", "--source", t.TempDir()},
		"not an address":      {"serve", "--addr", "http://localhost"},
		"no option “--port”":  {"serve", "--port", "1"},
	} {
		var said strings.Builder
		if args[1] == "--addr" {
			dir := t.TempDir()
			args = append(args, "--source", dir)
			if err := os.WriteFile(filepath.Join(dir, "tract.yaml"), nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if code := run(t.Context(), append(args, "--messages", "en"), strings.NewReader(""), io.Discard, &said); code != 2 || !strings.Contains(said.String(), want) {
			t.Errorf("%v: %d\n%s", args, code, said.String())
		}
	}
}

func TestBuildWatch(t *testing.T) {
	l := startLive(t, "build", "--watch")
	l.says(`goes on building`, 0)
	file := func(name string) (string, time.Time) {
		p := filepath.Join(l.root, "public", filepath.FromSlash(name))
		b, _ := os.ReadFile(p)
		info, err := os.Stat(p)
		if err != nil {
			return "", time.Time{}
		}
		return string(b), info.ModTime()
	}
	_, before := file("fr/b/index.html")
	at := len(l.text())
	l.save("content/a.md", fmt.Sprintf(pageOf, "Changé."))
	l.says(`(?s)Built .*written.*unchanged`, at)
	if text, _ := file("fr/a/index.html"); !strings.Contains(text, "Changé.") {
		t.Error(text)
	}
	if _, after := file("fr/b/index.html"); after != before {
		t.Error("a page that did not change was written")
	}
	at = len(l.text())
	l.save("content/a.md", fmt.Sprintf(pageOf, "[x](nirvana.md)"))
	l.says(`(?s)error.*Nothing was published`, at)
	if text, _ := file("fr/a/index.html"); !strings.Contains(text, "Changé.") {
		t.Error(text)
	}
	at = len(l.text())
	l.save("tract.yaml", "base_url: [")
	l.says(`tract.yaml:1`, at)
	at = len(l.text())
	l.save("tract.yaml", "base_url: https://example.org/\nsource_language: fr\nlanguages:\n  fr: {}\n")
	l.save("content/a.md", fmt.Sprintf(pageOf, "Encore."))
	l.says(`(?s)Mended: .*Built `, at)
	at = len(l.text())
	if err := os.Remove(filepath.Join(l.root, "content", "b.md")); err != nil {
		t.Fatal(err)
	}
	l.says(`removed`, at)
	if text, _ := file("fr/b/index.html"); text != "" {
		t.Error("the page of a text that is gone is there")
	}
	l.ends(0)
}

// TestBuildWatchWrites looks at every file of the destination: one whose bytes
// are the same is the same file, with the same time, after each edit.
func TestBuildWatchWrites(t *testing.T) {
	l := startLive(t, "build", "--watch")
	l.says(`goes on building`, 0)
	public := filepath.Join(l.root, "public")
	type written struct {
		info os.FileInfo
		text string
	}
	files := func() map[string]written {
		out := map[string]written{}
		err := filepath.WalkDir(public, func(p string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				if err == nil && d.Name() == ".tract" {
					return filepath.SkipDir
				}
				return err
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			text, err := os.ReadFile(p)
			name, _ := filepath.Rel(public, p)
			out[filepath.ToSlash(name)] = written{info, string(text)}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, c := range []struct {
		file, text string
		changed    []string // some of the files that are to be written
	}{
		{"content/a.md", fmt.Sprintf(pageOf, "Autre texte."), []string{"fr/a/index.html"}},
		{"content/a.md", "---\ntitle: Autre titre\n---\n\nAutre texte.\n", []string{"fr/a/index.html", "fr/index.html"}},
		{"content/c.md", fmt.Sprintf(pageOf, "Texte C."), []string{"fr/c/index.html", "fr/index.html", "fr/sitemap.xml"}},
		{"themes/default/assets/style.css", "body { color: red }", []string{"assets/style.css", "fr/a/index.html"}},
		{"content/a.md", "---\ntitle:   Autre titre\n---\n\nAutre texte.\n\n", nil},
	} {
		before := files()
		at := len(l.text())
		l.save(c.file, c.text)
		want := "written"
		if c.changed == nil {
			want = "unchanged"
		}
		l.says(`Built .*`+want, at)
		after := files()
		for name, now := range after {
			old, known := before[name]
			switch same := known && os.SameFile(old.info, now.info) && old.info.ModTime().Equal(now.info.ModTime()); {
			case known && old.text == now.text && !same:
				t.Errorf("%s: %s has the same bytes and was written", c.file, name)
			case same && old.text != now.text:
				t.Errorf("%s: %s was written in place", c.file, name)
			}
		}
		for _, name := range c.changed {
			if before[name].text == after[name].text {
				t.Errorf("%s: %s is not written", c.file, name)
			}
		}
	}
	l.ends(0)
}

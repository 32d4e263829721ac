package serve

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tract/generator/build"
	"tract/generator/site"
)

const (
	wholeReaders = 200
	wholeEdits   = 1000
)

// version is a text whose number stands in it in many places.
func version(n string) string {
	return "---\ntitle: Titre " + n + "\nsummary: Résumé " + n + "\n---\n\nTexte " + n + ".\n\n" + strings.Repeat("mot "+n+" ", 80) + "\n\nFin " + n + ".\n"
}

var (
	numbered = regexp.MustCompile(`Titre (\d{4})`)
	scripted = regexp.MustCompile(`<script src="/\.tract/live\.js"[^>]*></script>`)
)

// wholePages are pages as a clean build makes them, with this number in them.
func wholePages(t *testing.T, addresses []string, n string) [][]byte {
	t.Helper()
	root := t.TempDir()
	for name, text := range small {
		write(t, filepath.Join(root, filepath.FromSlash(name)), text)
	}
	write(t, filepath.Join(root, "content/pages/a.fr.md"), version(n))
	l := build.Load(build.Settings{Files: os.DirFS(root), Options: site.Options{Drafts: true}})
	var out [][]byte
	for _, address := range addresses {
		var buf bytes.Buffer
		name := strings.TrimPrefix(address, "/")
		if strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		if found, err := l.Render(&buf, name); !found || err != nil {
			t.Fatal(address, found, err)
		}
		out = append(out, buf.Bytes())
	}
	return out
}

// TestWholePages has 200 readers during 1,000 edits: each answer is a whole
// page, byte for byte that of one of the versions.
func TestWholePages(t *testing.T) {
	addresses := []string{"/fr/pages/a/", "/fr/pages/", "/en/pages/a/", "/fr/feed.xml", "/fr/pages/b/"}
	patterns := wholePages(t, addresses, "9999")
	with := func(i int, n string) []byte { return bytes.ReplaceAll(patterns[i], []byte("9999"), []byte(n)) }
	for i, page := range wholePages(t, addresses, "8765") {
		if !bytes.Equal(page, with(i, "8765")) {
			t.Fatalf("%s does not follow from the number", addresses[i])
		}
	}
	files := map[string]string{}
	for name, text := range small {
		files[name] = text
	}
	files["content/pages/a.fr.md"] = version("0000")
	// A busy machine may stop between the two steps of saving.
	p := start(t, files, func(_ *Server, k *knobs) { k.hold = 5 * time.Second })
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: wholeReaders}}
	defer client.CloseIdleConnections()
	var readers sync.WaitGroup
	var pages atomic.Int64
	var seen sync.Map
	for i := range wholeReaders {
		readers.Go(func() {
			which := i % len(addresses)
			for ctx.Err() == nil {
				answer, err := client.Get(p.url + addresses[which])
				if err != nil {
					t.Error(err)
					return
				}
				body, err := io.ReadAll(answer.Body)
				answer.Body.Close()
				body = scripted.ReplaceAll(body, nil)
				n := "0000"
				if m := numbered.FindSubmatch(body); m != nil {
					n = string(m[1])
					seen.Store(n, true)
				}
				if err != nil || answer.StatusCode != 200 || !bytes.Equal(body, with(which, n)) {
					t.Errorf("%s: %d, %v, %d bytes, version %s: %.300q", addresses[which], answer.StatusCode, err, len(body), n, body)
					return
				}
				pages.Add(1)
				time.Sleep(time.Duration(60+rand.IntN(120)) * time.Millisecond)
			}
		})
	}
	at := filepath.Join(p.root, "content/pages/a.fr.md")
	for i := 1; i <= wholeEdits && !t.Failed(); i++ {
		text := version(fmt.Sprintf("%04d", i))
		switch i % 4 {
		case 0: // in place
			write(t, at, text)
		case 1: // away, and made anew
			must(t, os.Rename(at, at+"~"))
			write(t, at, text)
		default: // renamed over
			write(t, at+".tmp", text)
			must(t, os.Rename(at+".tmp", at))
		}
		time.Sleep(time.Duration(i%5) * 2 * time.Millisecond)
	}
	last := fmt.Sprintf("%04d", wholeEdits)
	if !t.Failed() {
		p.shows("/fr/pages/a/", "Fin "+last+".")
	}
	stop()
	readers.Wait()
	versions := 0
	seen.Range(func(any, any) bool { versions++; return true })
	t.Logf("%d pages read, %d sites shown, %d versions seen", pages.Load(), p.shown.Load(), versions)
	if versions < 10 || pages.Load() < 2*wholeReaders {
		t.Errorf("only %d versions were seen in %d pages", versions, pages.Load())
	}
}

// TestCheckoutShown changes 3,000 files as git does when another branch is
// checked out: files made anew, folders that go and come. In the end the
// preview is what a clean build publishes, and few reloads led there.
func TestCheckoutShown(t *testing.T) {
	const works = 3000
	name := func(branch string, i int) string {
		if i%10 == 0 { // a tenth lies elsewhere on the other branch
			return fmt.Sprintf("content/%s%d/p%d.fr.md", branch, i%7, i)
		}
		return fmt.Sprintf("content/s%d/p%d/index.fr.md", i%50, i)
	}
	text := func(branch string, i int) string {
		return fmt.Sprintf("---\ntitle: Page %d of %s\ndate: 2026-01-02\n---\n\nText of %s.\n", i, branch, branch)
	}
	files := map[string]string{"tract.yaml": "base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n"}
	for i := range works {
		files[name("old", i)] = text("old", i)
	}
	p := start(t, files)
	open := p.open("/fr/s1/", "fr")
	before := p.shown.Load()
	for i := range works {
		at := filepath.Join(p.root, filepath.FromSlash(name("old", i)))
		must(t, os.Remove(at))
		_ = os.Remove(filepath.Dir(at)) // git removes folders that become empty
		p.write(name("new", i), text("new", i))
	}
	clean := build.Load(build.Settings{Files: os.DirFS(p.root), Options: site.Options{Drafts: true}})
	routes := clean.Site.Routes()
	if len(routes) < works {
		t.Fatal(len(routes))
	}
	differs := func() string {
		shown := p.server.now.Load().good
		if n := len(shown.Site.Routes()); n != len(routes) {
			return fmt.Sprintf("%d routes, not %d", n, len(routes))
		}
		for _, r := range routes {
			var got, want bytes.Buffer
			_, err := shown.Render(&got, r.Path)
			if _, e := clean.Render(&want, r.Path); err != nil || e != nil || !bytes.Equal(got.Bytes(), want.Bytes()) {
				return r.Path
			}
		}
		return ""
	}
	different := differs()
	for end := time.Now().Add(30 * time.Second); different != "" && time.Now().Before(end); different = differs() {
		time.Sleep(300 * time.Millisecond) // the last events may be on their way still
	}
	if different != "" {
		t.Errorf("not as a clean build makes it: %s", different)
	}
	open.body.Close()
	reloads := 0
	for e := range open.got {
		if e[0] == "reload" {
			reloads++
		}
	}
	loads := p.shown.Load() - before
	t.Logf("%d loads, %d reloads of an open page", loads, reloads)
	if reloads == 0 || int64(reloads) > loads || loads > works/20 {
		t.Errorf("%d loads, %d reloads", loads, reloads)
	}
	p.told()
}

// TestRenamedElsewhere renames a page: what linked to it is told at once, with
// the place of the link, from the outlines of files that did not change.
func TestRenamedElsewhere(t *testing.T) {
	const link = "---\ntitle: B\n---\n\nVoir [le programme](programme-commun.md).\n"
	p := start(t, map[string]string{
		"tract.yaml":                           small["tract.yaml"],
		"content/pages/programme-commun.fr.md": "---\ntitle: A\n---\n\nTexte.\n",
		"content/pages/b.fr.md":                link,
	})
	p.told()
	from, to := filepath.Join(p.root, "content/pages/programme-commun.fr.md"), filepath.Join(p.root, "content/pages/tout-autre-chose.fr.md")
	must(t, os.Rename(from, to))
	began := time.Now()
	m := p.messageOf("link-unresolved")
	if d := time.Since(began); d > 3*time.Second {
		t.Errorf("told after %v", d)
	}
	if m.File != "content/pages/b.fr.md" || m.Range.Start.Line != 5 || m.Excerpt != "Voir [le programme](programme-commun.md)." || m.Mend("en") == "" {
		t.Errorf("%+v", m)
	}
	p.write("content/pages/b.fr.md", strings.Replace(link, "programme-commun", "tout-autre-chose", 1))
	p.told()
}

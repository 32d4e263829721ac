package sitetest

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tract/generator/build"
	"tract/generator/diag"
	"tract/generator/serve"
)

// writing is a small site that is being written, in a browser.
type writing struct {
	t    *testing.T
	root string
	url  string
	tab  *tab
}

func startWriting(t *testing.T) *writing {
	t.Helper()
	w := &writing{t: t, root: t.TempDir()}
	w.save("tract.yaml", "base_url: https://example.org/under/\nsource_language: fr\nlanguages:\n  fr: {}\n  ar: {}\n")
	w.save("themes/default/assets/style.css", "body { background-color: rgb(1, 2, 3) }")
	w.save("content/b.fr.md", "---\ntitle: B\n---\n\nAutre page.\n")
	w.text("Premier texte.")
	l, host, m := serve.Listen("127.0.0.1:0")
	if m != nil {
		t.Fatal(m.Sentence(diag.English))
	}
	w.url = "http://" + l.Addr().String()
	server := serve.New(serve.Options{Language: diag.French, Address: l.Addr(), Host: host})
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { _ = server.Serve(ctx, l) }) // ends with the context
	live := serve.Live{
		Folder: w.root, Say: func(diag.Message) {}, Tell: server.Tell,
		Open: func() (build.Settings, error) { return build.Settings{Files: os.DirFS(w.root)}, nil },
		Show: func(l *build.Loaded, c build.Changes) error { server.Show(l, c); return nil },
	}
	running.Go(func() { _ = live.Run(ctx) })
	b := startBrowser(t)
	t.Cleanup(func() { stop(); running.Wait() })
	w.tab = b.open(t, w.url)
	w.tab.size(t, 900, 700)
	return w
}

func (w *writing) save(name, text string) {
	w.t.Helper()
	p := filepath.Join(w.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

// text saves the page that is looked at.
func (w *writing) text(first string) {
	w.t.Helper()
	w.save("content/a.fr.md", "---\ntitle: A\n---\n\n"+first+"\n\n"+strings.Repeat("Un paragraphe de plus.\n\n", 120))
}

// until waits until an expression is true in the page. While it reloads, there
// is none.
func (w *writing) until(expression string) {
	w.t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		raw, err := w.tab.b.call(w.tab.session, "Runtime.evaluate", map[string]any{"expression": "!!(" + expression + ")", "returnByValue": true})
		if err == nil && strings.Contains(string(raw), `"value":true`) {
			return
		}
	}
	var html string
	w.tab.value(w.t, "document.documentElement.outerHTML.slice(-2000)", &html)
	w.t.Fatalf("not within 10 s: %s\n%s", expression, html)
}

const messages = `document.getElementById("tract-messages")`

// TestPreview writes a site beside a browser: pages that changed reload where
// they were scrolled to, others do not, style sheets are swapped, and messages
// come, can be closed, and go away.
func TestPreview(t *testing.T) {
	w := startWriting(t)
	w.tab.visit(t, w.url+"/fr/a/")
	w.until(`document.body.innerText.includes("Premier texte.")`)
	w.tab.value(t, `scrollTo(0, 1500); window.same = true`, nil)

	w.text("Deuxième texte.")
	w.until(`document.body.innerText.includes("Deuxième texte.") && document.readyState === "complete"`)
	w.until(`Math.abs(scrollY - 1500) < 3`)
	w.until(`!window.same`)

	w.tab.value(t, `window.same = true`, nil)
	w.save("themes/default/assets/style.css", "body { background-color: rgb(4, 5, 6) }")
	w.until(`getComputedStyle(document.body).backgroundColor === "rgb(4, 5, 6)" && document.querySelectorAll('link[rel=stylesheet]').length === 1`)
	w.save("content/b.fr.md", "---\ntitle: B\n---\n\nAutre page [x](<img src=y onerror=alert(1)>.md) et [y](rien.md).\n")
	w.until(messages + ` && ` + messages + `.shadowRoot.querySelector("li.error")`)
	w.until(`window.same && Math.abs(scrollY - 1500) < 3`)

	var shown struct {
		Text, Lang  string
		Images      int
		Height, Top float64
	}
	w.until(`!` + messages + `.hidden && ` + messages + `.getBoundingClientRect().height > 0`)
	w.tab.value(t, `(() => { const root = `+messages+`.shadowRoot, box = `+messages+`.getBoundingClientRect();
		return {text: root.textContent, lang: root.host.lang, images: root.querySelectorAll("img, script").length, height: box.height, top: box.top}; })()`, &shown)
	for _, part := range []string{"content/b.fr.md:5:", "Erreur", "rien.md", "→", "Fermer"} {
		if !strings.Contains(shown.Text, part) {
			t.Errorf("the messages lack %q: %s", part, shown.Text)
		}
	}
	if shown.Lang != "fr" || shown.Images > 0 || shown.Height < 40 || shown.Top < 300 {
		t.Errorf("%+v", shown)
	}
	// Closed, it is a button; opened, it is there again.
	w.tab.value(t, messages+`.shadowRoot.querySelector("button.close").click()`, nil)
	w.until(messages + `.shadowRoot.querySelector("button.pill") && !` + messages + `.shadowRoot.querySelector("section")`)
	w.tab.value(t, messages+`.shadowRoot.querySelector("button.pill").click()`, nil)
	w.until(messages + `.shadowRoot.querySelector("section li.error")`)

	// A broken configuration leaves the page; what is mended goes away.
	w.save("content/b.fr.md", "---\ntitle: B\n---\n\nAutre page.\n")
	w.save("tract.yaml", "base_url: [")
	w.until(messages + ` && ` + messages + `.shadowRoot.textContent.includes("tract.yaml:1:")`)
	w.until(`document.body.innerText.includes("Deuxième texte.")`)
	w.save("tract.yaml", "base_url: https://example.org/under/\nsource_language: fr\nlanguages:\n  fr: {}\n  ar: {}\n")
	w.until(`!` + messages + ` || !` + messages + `.shadowRoot.querySelector("li.error")`)

	w.tab.settle()
	if len(w.tab.trouble) > 0 {
		t.Errorf("the browser complains: %q", w.tab.trouble)
	}
}

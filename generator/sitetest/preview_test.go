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
	server := serve.New(serve.Options{Language: diag.French, Address: l.Addr(), Host: host, Folder: w.root})
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

// TestPreviewFaults breaks a template in a way that shows only when a page is
// made: an open page of another sort is told, the page itself leads to what it
// was before, and both are right by themselves when it is mended.
func TestPreviewFaults(t *testing.T) {
	w := startWriting(t)
	w.save("content/a.ar.md", "---\ntitle: نص\n---\n\nفقرة أولى.\n")
	w.tab.visit(t, w.url+"/fr/")
	w.until(`document.readyState === "complete" && document.body.innerText.length > 0`)
	const template = "themes/default/templates/page.html"
	w.save(template, "{{define \"main\"}}\n<h1>{{.Titel.Text}}</h1>\n{{end}}")
	w.until(messages + ` && ` + messages + `.shadowRoot.textContent.includes("` + template + `:2:8")`)
	w.until(messages + `.shadowRoot.querySelector("mark").textContent === "Titel"`)

	w.tab.visit(t, w.url+"/fr/a/")
	w.until(`document.querySelector("h1").textContent.includes("/fr/a/index.html") && document.querySelector("main a")`)
	w.tab.value(t, `document.querySelector("main a").click()`, nil)
	w.until(`document.body.innerText.includes("Premier texte.") && location.search === "?tract-last"`)
	w.until(messages + ` && ` + messages + `.shadowRoot.querySelector("li.error")`)
	w.save(template, "{{define \"main\"}}<h1>Rendu</h1>{{end}}")
	w.until(`document.querySelector("h1").textContent === "Rendu" && location.search === ""`)
	w.until(`!` + messages + ` || !` + messages + `.shadowRoot.querySelector("li.error")`)

	// The messages fit, on a telephone too and beside both directions of writing.
	w.save("content/b.fr.md", "---\ntitle: B\n---\n\nAutre page et [y](rien-"+strings.Repeat("long", 40)+".md) dans une ligne qui ne tient pas.\n")
	for _, page := range []string{"/fr/a/", "/ar/a/"} {
		for _, width := range []int{360, 1280} {
			w.tab.size(t, width, 740)
			w.tab.visit(t, w.url+page)
			w.until(messages + ` && !` + messages + `.hidden && ` + messages + `.shadowRoot.querySelector("li.error")`)
			var box struct {
				Width, Height, Scroll, Button, Page, Room float64
				Dir                                       string
			}
			w.tab.value(t, `(() => { const root = `+messages+`.shadowRoot, panel = root.querySelector(".panel"), button = root.querySelector("button.close").getBoundingClientRect();
				return {width: panel.offsetWidth, height: panel.offsetHeight, scroll: panel.scrollWidth, button: Math.min(button.width, button.height),
					page: document.documentElement.scrollWidth, dir: getComputedStyle(panel).direction,
					room: parseFloat(getComputedStyle(document.documentElement).paddingBottom)}; })()`, &box)
			if box.Width != float64(width) || box.Scroll > box.Width || box.Page > float64(width) || box.Height > 740/2 || box.Button < 44 || box.Dir != "ltr" || box.Room != box.Height {
				t.Errorf("%s at %d: %+v", page, width, box)
			}
		}
	}
	w.save("content/b.fr.md", "---\ntitle: B\n---\n\nAutre page.\n")
	w.until(`!` + messages + ` || !` + messages + `.shadowRoot.querySelector("li.error")`)
	w.until(`!parseFloat(getComputedStyle(document.documentElement).paddingBottom)`)
}

// TestPreviewMissing looks at the page of what is not there: it names the path
// of the site's address, which leads to the preview's root.
func TestPreviewMissing(t *testing.T) {
	w := startWriting(t)
	for _, page := range []string{"/fr/rien/du/tout/", "/rien", "/ar/rien/", "/404.html"} {
		w.tab.visit(t, w.url+page)
		w.until(`document.readyState === "complete" && getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)"`)
		var links []string
		w.tab.value(t, `[...document.querySelectorAll("a[href]")].map((a) => a.href)`, &links)
		if len(links) < 2 {
			t.Errorf("%s has %d links", page, len(links))
		}
		var wrong []string
		w.tab.value(t, `Promise.all([...document.querySelectorAll("a[href], link[href], script[src], img[src]")].map((e) => e.href || e.src).filter((u) => new URL(u).origin === location.origin && !u.includes("#"))
			.map((u) => fetch(u).then((r) => r.ok ? "" : r.status + " " + u))).then((all) => all.filter(Boolean))`, &wrong)
		if len(wrong) > 0 {
			t.Errorf("%s: %q", page, wrong)
		}
	}
	// Its style sheet is swapped like any other, and a link is followed.
	w.tab.value(t, `window.same = true`, nil)
	w.save("themes/default/assets/style.css", "body { background-color: rgb(4, 5, 6) }")
	w.until(`window.same && getComputedStyle(document.body).backgroundColor === "rgb(4, 5, 6)"`)
	w.tab.value(t, `document.querySelector('a[href*="/fr/"]').click()`, nil)
	w.until(`location.pathname === "/fr/" && document.readyState === "complete"`)
}

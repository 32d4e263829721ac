package sitetest

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

// arrives waits until the tab is at an address below root and shows it. While
// one page gives way to the next, neither answers.
func (tb *tab) arrives(t *testing.T, root, want string) {
	t.Helper()
	var last string
	for limit := time.Now().Add(patience / 2); time.Now().Before(limit); time.Sleep(20 * time.Millisecond) {
		var r struct{ Result struct{ Value string } }
		answer, err := tb.b.call(tb.session, "Runtime.evaluate", map[string]any{"expression": `document.readyState == 'complete' ? location.href : ''`, "returnByValue": true})
		if err == nil && json.Unmarshal(answer, &r) == nil && r.Result.Value != "" {
			if last = strings.TrimPrefix(r.Result.Value, root); last == want {
				return
			}
		}
	}
	t.Fatalf("the page is %q, and not %q", last, want)
}

// TestChooserRemembers chooses a language at the root: the next visit leads
// there at once; the list stays in reach by its link. Addresses lose their
// index.html.
func TestChooserRemembers(t *testing.T) {
	b := reference(t)
	root := b.serve(t)
	tb := b.tab(t, startBrowser(t))
	tb.size(t, 360, 800)
	count := func() (n int) {
		tb.value(t, `document.querySelectorAll('.chooser .choices a').length`, &n)
		return n
	}
	press := func(selector string) { tb.value(t, `document.querySelector('`+selector+`').click()`, nil) }
	tb.visit(t, root+"index.html")
	tb.arrives(t, root, "")
	if n := count(); n != len(b.site.Languages) {
		t.Fatalf("the first visit shows %d languages", n)
	}
	press(".choices a[lang=bn]")
	tb.arrives(t, root, "bn/")
	tb.visit(t, root)
	tb.arrives(t, root, "bn/") // remembered
	press(`a[href$="#choose:"]`)
	tb.arrives(t, root, "#choose:")
	if n := count(); n != len(b.site.Languages) {
		t.Errorf("the way back to the list shows %d languages", n)
	}
	// A choice in the switcher of any page counts as well.
	tb.visit(t, root+"fr/declarations/index.html")
	tb.arrives(t, root, "fr/declarations/")
	press(".languages a[lang=sw]")
	sw := b.byPath["fr/declarations/index.html"]
	for _, a := range all(classed(sw.doc, "languages"), "a") {
		if attr(a, "lang") == "sw" {
			tb.arrives(t, root, strings.TrimSuffix(strings.TrimPrefix(attr(a, "href"), "../../"), "index.html"))
		}
	}
	tb.visit(t, root+"index.html")
	tb.arrives(t, root, "sw/")
	for _, trouble := range tb.trouble {
		t.Errorf("the browser complains: %s", trouble)
	}
}

// TestChooserWithoutMemory takes the browser's store away: everything works,
// and nothing is remembered.
func TestChooserWithoutMemory(t *testing.T) {
	b := reference(t)
	root := b.serve(t)
	tb := b.tab(t, startBrowser(t))
	tb.must(t, "Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": `Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})`}, nil)
	for range 2 {
		tb.visit(t, root+"index.html")
		tb.arrives(t, root, "")
		tb.value(t, `document.querySelector('.choices a[lang=hi]').click()`, nil)
		tb.arrives(t, root, "hi/")
	}
	for _, trouble := range tb.trouble {
		t.Errorf("the browser complains: %s", trouble)
	}
}

// TestMenu opens the menu of a small phone with the keyboard alone, closes it
// with Escape, and with a press beside it; without a script it opens as well.
func TestMenu(t *testing.T) {
	b := reference(t)
	tb := b.tab(t, startBrowser(t))
	tb.size(t, 320, 640)
	key := func(name string, code int, text string) {
		for _, kind := range []string{"keyDown", "keyUp"} {
			tb.must(t, "Input.dispatchKeyEvent", map[string]any{"type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code, "text": text}, nil)
		}
	}
	links := func() (n int) {
		tb.value(t, `[...document.querySelectorAll('nav.menu li a')].filter(a => a.getClientRects().length).length`, &n)
		return n
	}
	for _, scripted := range []bool{true, false} {
		tb.must(t, "Emulation.setScriptExecutionDisabled", map[string]any{"value": !scripted}, nil)
		for _, lang := range scripts {
			tb.visit(t, fileURL(b.root, lang+"/index.html"))
			var head float64
			tb.value(t, `document.querySelector('header.site').getBoundingClientRect().height`, &head)
			if head > 110 {
				t.Errorf("%s: the head of the page takes %.0f px of a small phone", lang, head)
			}
			if n := links(); n != 0 {
				t.Errorf("%s: the menu is open at first", lang)
			}
			tb.value(t, `document.querySelector('nav.menu summary').focus()`, nil)
			key("Enter", 13, "\r")
			if n := links(); n != 8 {
				t.Errorf("%s, with scripts %v: the menu shows %d links once it is opened", lang, scripted, n)
			}
			if scripted {
				key("Escape", 27, "")
				if n := links(); n != 0 {
					t.Errorf("%s: Escape does not close the menu", lang)
				}
				tb.value(t, `document.querySelector('nav.menu summary').click()`, nil)
				tb.value(t, `document.querySelector('main').click()`, nil)
				if n := links(); n != 0 {
					t.Errorf("%s: a press beside the menu does not close it", lang)
				}
			}
		}
	}
}

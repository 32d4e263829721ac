package sitetest

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"
)

// clicks is how many links the walk follows.
const clicks = 60

// shown are the links that a reader can click: those in sight when scrolled
// to, that nothing covers. Links to other sites and downloads are left out, and
// the one that keys alone bring up.
const shown = `(() => { const out = []
	for (const [i, a] of [...document.querySelectorAll('a[href]')].entries()) {
		if (a.protocol !== 'file:' || a.hasAttribute('download') || a.matches('.skip')) continue
		const box = a.getClientRects()[0]
		if (!box || box.width < 2 || box.height < 2 || !a.checkVisibility()) continue
		out.push(i)
	} return out })()`

// scrollTo brings the n-th link into sight and says where it is; nothing when
// something covers it.
const scrollTo = `(() => { const a = document.querySelectorAll('a[href]')[%d]
	a.scrollIntoView({block: 'center', behavior: 'instant'})
	for (const box of a.getClientRects()) {
		const x = box.left + box.width / 2, y = box.top + box.height / 2
		const at = document.elementFromPoint(x, y)
		if (at && a.contains(at)) return {X: x, Y: y, Href: a.href, Text: a.innerText}
	} return {Href: a.href, Text: a.innerText} })()`

// TestWalk opens index.html from the disk and clicks its way through the site
// with the mouse, each time on any link of the page: each leads to a page of
// the site that loads without complaint.
func TestWalk(t *testing.T) {
	t.Parallel()
	b := reference(t)
	tb := b.tab(t, startBrowser(t))
	tb.size(t, 800, 900)
	// The same walk each time; another only when the site changes.
	chance := rand.New(rand.NewPCG(1, 2026))
	seen := map[string]bool{}
	languages := map[string]bool{}
	home := fileURL(b.root, "index.html")
	tb.visit(t, home)
	for step := range clicks {
		var links []int
		tb.value(t, shown, &links)
		if len(links) == 0 {
			t.Fatalf("step %d: there is no link to follow on this page", step)
		}
		var at struct {
			X, Y       float64
			Href, Text string
		}
		tb.value(t, fmt.Sprintf(scrollTo, links[chance.IntN(len(links))]), &at)
		if at.X == 0 && at.Y == 0 {
			t.Errorf("step %d: something covers the link %q (%s)", step, at.Text, at.Href)
			tb.visit(t, home)
			continue
		}
		p := b.click(t, tb, at.X, at.Y, at.Href)
		if len(tb.trouble) > 0 {
			t.Errorf("step %d: %s: the browser complains: %v", step, p, tb.trouble)
			tb.trouble = nil
		}
		seen[p] = true
		pg := b.byPath[p]
		if pg == nil {
			// A drawing or a text: the reader goes back.
			if _, ok := b.files[p]; !ok {
				t.Fatalf("step %d: the link %q leads to %q, which is no file of the site", step, at.Text, p)
			}
			tb.visit(t, home)
			continue
		}
		languages[pg.lang()] = true
	}
	atLeast(t, "different pages reached", len(seen), clicks*2/3)
	atLeast(t, "languages reached", len(languages), 5)
}

// click presses the mouse at a place and gives the path of the page that this
// leads to.
func (b *built) click(t *testing.T, tb *tab, x, y float64, href string) string {
	t.Helper()
	var here string
	tb.value(t, `location.href`, &here)
	tb.settle()
	for _, kind := range []string{"mousePressed", "mouseReleased"} {
		tb.must(t, "Input.dispatchMouseEvent", map[string]any{"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1}, nil)
	}
	if here != href || !strings.Contains(href, "#") {
		// A click on the fragment that the page is at already moves nothing.
		tb.await(t, href)
	}
	var now string
	tb.value(t, `location.href`, &now)
	rest, ok := strings.CutPrefix(now, b.folderURL())
	if !ok {
		t.Fatalf("a click on %s led out of the site, to %s", href, now)
	}
	rest, _, _ = strings.Cut(rest, "#")
	p, err := url.PathUnescape(rest)
	if err != nil {
		t.Fatalf("%s: %v", now, err)
	}
	return p
}

// TestSkipLink reaches the text with two keys: the first stop of the keyboard
// is a link that comes into sight and leads past the navigation.
func TestSkipLink(t *testing.T) {
	b := reference(t)
	tb := b.tab(t, startBrowser(t))
	key := func(name string, code int, text string) {
		for _, kind := range []string{"keyDown", "keyUp"} {
			tb.must(t, "Input.dispatchKeyEvent", map[string]any{"type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code, "text": text}, nil)
		}
	}
	for _, width := range widths {
		tb.size(t, width, 800)
		for _, lang := range scripts {
			tb.visit(t, fileURL(b.root, lang+"/index.html"))
			key("Tab", 9, "")
			var at struct {
				Class                    string
				Left, Top, Right, Bottom float64
			}
			tb.value(t, `(() => { const e = document.activeElement, r = e.getBoundingClientRect()
				return {Class: e.className, Left: r.left, Top: r.top, Right: r.right, Bottom: r.bottom} })()`, &at)
			if at.Class != "skip" || at.Left < 0 || at.Top < 0 || at.Right > float64(width) || at.Right-at.Left < 20 || at.Bottom-at.Top < 10 {
				t.Errorf("%s at %d: the first stop of the keyboard is not a link in sight: %+v", lang, width, at)
				continue
			}
			tb.settle()
			key("Enter", 13, "\r")
			tb.await(t, "the text")
			var hash string
			tb.value(t, `location.hash`, &hash)
			if hash != "#main:" {
				t.Errorf("%s at %d: the link leads to %q", lang, width, hash)
			}
		}
	}
}

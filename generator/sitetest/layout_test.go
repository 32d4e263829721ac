package sitetest

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"tract/generator/site"
)

// scripts are the languages whose pages are looked at: Latin, right to left,
// Devanagari and Chinese.
var scripts = []string{"fr", "ar", "hi", "zh"}

// widths are those of a small phone and of a desk.
var widths = []int{360, 1280}

// view is a page to look at, and where.
type view struct {
	page    *page
	name    string // template and language
	address string
}

// views are a page of every template in each of the languages: the longest
// real one, or the longest that stands in for a missing edition where the
// language has none; the longest of all those that stand in; and a later page of
// a long list, from the variant.
func (b *built) views(t *testing.T) []view {
	t.Helper()
	server := b.serve(t)
	best := map[string]*page{}
	for _, p := range b.pages {
		if p.route.Type == site.RedirectRoute || !slices.Contains(scripts, p.lang()) {
			continue
		}
		names := []string{p.template() + "." + p.lang()}
		if p.standsIn() {
			names = append(names, "fallback."+p.lang())
		}
		for _, name := range names {
			old := best[name]
			if old == nil || old.standsIn() && !p.standsIn() || old.standsIn() == p.standsIn() && b.files[old.path] < b.files[p.path] {
				best[name] = p
			}
		}
	}
	var out []view
	for _, p := range variant(t).pages {
		if name := "later." + p.lang(); p.route.Page == 2 && slices.Contains(scripts, p.lang()) && best[name] == nil {
			best[name] = p
			out = append(out, view{p, name, fileURL(variant(t).root, p.path)})
		}
	}
	for name, p := range best {
		if strings.HasPrefix(name, "later.") {
			continue
		}
		address := fileURL(b.root, p.path)
		if p.route.Type == site.NotFoundRoute {
			address = server + path.Dir(p.path) + "/no/such/page/"
		}
		out = append(out, view{p, name, address})
	}
	slices.SortFunc(out, func(a, b view) int { return cmp.Compare(a.name, b.name) })
	return out
}

// serve shows the site at an address of this machine, as a host would: the
// page for what is not found has links from the root, which a disk does not
// have. It answers 200 there, for the browser tells any other answer as an
// error.
func (b *built) serve(t *testing.T) string {
	t.Helper()
	files := os.DirFS(b.root)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, b.site.Config.Path())
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		if text, err := fs.ReadFile(files, path.Clean(name)); err == nil {
			http.ServeContent(w, r, path.Base(name), time.Time{}, bytes.NewReader(text))
			return
		}
		first, _, _ := strings.Cut(name, "/")
		if _, ok := b.files[first+"/404.html"]; !ok {
			first = "."
		}
		text, err := fs.ReadFile(files, path.Join(first, "404.html"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		// A failed write is the browser's to notice.
		_, _ = w.Write(text)
	}))
	t.Cleanup(server.Close)
	return server.URL + b.site.Config.Path()
}

// tab opens a tab that may load nothing but the built sites.
func (b *built) tab(t *testing.T, br *browser) *tab {
	t.Helper()
	return br.open(t, fileURL(work, "")+"/", "http://127.0.0.1:")
}

// measure is what the browser makes of a page.
type measure struct {
	Scroll    int      // how wide the content is
	Wide      []string // what is too wide
	Sheets    int
	Styled    bool // the style sheet changes how the page looks
	Direction string
	Text      int // characters shown
	Pictures  int
	Broken    []string // pictures that are not shown
}

// measuring runs in the page. A style sheet from a disk may not be read by the
// page, but it can be switched off: if that changes nothing, it did nothing.
const measuring = `(async () => {
	const root = document.documentElement
	const out = {Scroll: root.scrollWidth, Wide: [], Sheets: document.styleSheets.length, Styled: false,
		Direction: getComputedStyle(root).direction, Text: document.body.innerText.length, Pictures: document.images.length, Broken: []}
	const inside = e => { for (; e && e !== document.body; e = e.parentElement) if (getComputedStyle(e).overflowX !== 'visible') return true; return false }
	if (root.scrollWidth > innerWidth) for (const e of document.body.querySelectorAll('*')) {
		const r = e.getBoundingClientRect()
		if ((r.right > innerWidth + 0.5 || r.left < -0.5) && r.width > 0 && !inside(e.parentElement) && out.Wide.length < 4)
			out.Wide.push(e.tagName.toLowerCase() + (e.className ? '.' + e.className : '') + ' ' + Math.round(r.left) + '…' + Math.round(r.right) + ' ' + e.innerText?.slice(0, 40))
	}
	for (const i of document.images) {
		i.loading = 'eager' // one far down is not loaded until it is scrolled to
		await i.decode().catch(() => out.Broken.push(i.src))
	}
	const look = () => [document.body, document.querySelector('h1'), document.querySelector('main')].map(e => { const s = getComputedStyle(e)
		return [s.fontFamily, s.margin, s.maxWidth, s.lineHeight, s.color].join() }).join('|')
	const before = look()
	for (const s of document.styleSheets) s.disabled = true
	out.Styled = look() !== before
	for (const s of document.styleSheets) s.disabled = false
	return out
})()`

// TestLayout opens a page of every template in four scripts and two widths:
// nothing is wider than the window, the style sheet is in force, every picture
// is shown, and the browser has nothing to complain of.
func TestLayout(t *testing.T) {
	t.Parallel()
	b := reference(t)
	tb := b.tab(t, startBrowser(t))
	var f faults
	views := b.views(t)
	templates := map[string]bool{}
	looked, pictures, loads := 0, 0, 0
	for _, v := range views {
		for i, width := range widths {
			tb.size(t, width, 800)
			if i == 0 {
				tb.visit(t, v.address)
			}
			var m measure
			tb.value(t, measuring, &m)
			tb.settle()
			where := fmt.Sprintf("%s at %d (%s)", v.name, width, v.page.path)
			for _, trouble := range tb.trouble {
				f.add(where, "the browser complains: %s", trouble)
			}
			if m.Scroll > width {
				f.add(where, "a page is wider than its window of %d: %d; %s", width, m.Scroll, strings.Join(m.Wide, "; "))
			}
			if m.Sheets != 1 || !m.Styled {
				f.add(where, "the style sheet is not in force (%d of them)", m.Sheets)
			}
			if want := attr(v.page.html, "dir"); m.Direction != want {
				f.add(where, "a page of %s runs %s", want, m.Direction)
			}
			if m.Text < 60 {
				f.add(where, "a page shows only %d characters", m.Text)
			}
			for _, src := range m.Broken {
				f.add(where, "a picture is not shown: %s", src)
			}
			looked++
			pictures += m.Pictures
			templates[v.page.template()] = true
		}
		loads += tb.loads
	}
	f.tell(t)
	atLeast(t, "pages looked at", looked, 2*4*16)
	atLeast(t, "templates", len(templates), 15)
	atLeast(t, "pictures shown", pictures, 16)
	atLeast(t, "files loaded", loads, 2*len(views))
}

// TestMirrored checks that a page in Arabic is laid out as the mirror image of
// the same page in French: what begins at the left there begins as far from
// the right here.
func TestMirrored(t *testing.T) {
	b := reference(t)
	tb := b.tab(t, startBrowser(t))
	const starts = `(() => { const out = {}
		for (const sel of ['header.site .name', 'nav.menu li', 'nav.languages summary', '.poster .lead', '.actions li', 'main h1', 'footer.site p']) {
			const e = document.querySelector(sel); if (!e) continue
			const r = document.createRange(); r.selectNodeContents(e); const boxes = [...r.getClientRects()]
			if (boxes.length) out[sel] = {Left: Math.min(...boxes.map(b => b.left)), Right: innerWidth - Math.max(...boxes.map(b => b.right))}
		} return out })()`
	type edge struct{ Left, Right float64 }
	compared := 0
	for _, width := range widths {
		tb.size(t, width, 800)
		measured := map[string]map[string]edge{}
		for _, lang := range []string{"fr", "ar"} {
			m := map[string]edge{}
			tb.visit(t, fileURL(b.root, lang+"/index.html"))
			tb.value(t, starts, &m)
			measured[lang] = m
		}
		for sel, fr := range measured["fr"] {
			ar, ok := measured["ar"][sel]
			if !ok {
				t.Errorf("%s is not on the Arabic page", sel)
				continue
			}
			compared++
			if math.Abs(fr.Left-ar.Right) > 2 {
				t.Errorf("at %d px %s begins %.0f px from the left in French and %.0f px from the right in Arabic", width, sel, fr.Left, ar.Right)
			}
		}
	}
	atLeast(t, "edges compared", compared, 10)
}

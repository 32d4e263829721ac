package sitetest

import (
	"math"
	"strings"
	"testing"
	"testing/fstest"
)

// TestBorrowedWords looks at pages of a language whose words of the interface
// are borrowed from one that runs the other way: they stand at the side where
// the page's own words begin, and sentences do not run into each other.
func TestBorrowedWords(t *testing.T) {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"tract.yaml":                       "title: Site\nbase_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, dv: {}}\nmessages: {ui-message-missing: off}\n",
		"content/programmes/p/index.fr.md": "---\ntitle: Un programme\nacronym: PHA\ncountries: [SN]\n---\nTexte.\n",
		"content/programmes/p/index.dv.md": "---\ntitle: " + thaana + "\n---\n" + thaana + "\n",
		"content/reports/r/index.fr.md":    "---\ntitle: Un rapport\ndate: 2024-01-02\npublisher: Nous\nvolume: 3\n---\nTexte.\n",
		"content/reports/r/index.dv.md":    "---\ntitle: " + thaana + "\n---\n" + thaana + "\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	b, err := buildSite("borrowed", files)
	if err != nil {
		t.Fatal(err)
	}
	tb := b.tab(t, startBrowser(t))
	// How far the words begin from where their box lets them, and what stands on
	// one line with another sentence.
	const look = `(() => [...document.querySelectorAll('main > .title > h1, .kicker > span:first-child, dt, footer.site p span')].filter(e => e.offsetWidth > 2).map(e => {
		const r = document.createRange(); r.selectNodeContents(e)
		let box = e.closest('p, h1, dt'), style = getComputedStyle(box)
		return {Name: e.outerHTML.slice(0, 60), Off: box.getBoundingClientRect().right - parseFloat(style.paddingRight) - Math.max(...[...r.getClientRects()].map(b => b.right))}
	}))()`
	tb.size(t, 360, 800)
	looked := 0
	for _, p := range []string{"dv/search/index.html", "dv/programmes/p/index.html", "dv/reports/r/index.html"} {
		tb.visit(t, fileURL(b.root, p))
		var words []struct {
			Name string
			Off  float64
		}
		tb.value(t, look, &words)
		for _, w := range words {
			if looked++; strings.Contains(w.Name, "dir=") && math.Abs(w.Off) > 2 {
				t.Errorf("%s: %s begins %.0f px from the right", p, w.Name, w.Off)
			}
		}
	}
	// The dot between a date and what comes after it in another direction.
	tb.visit(t, fileURL(b.root, "dv/index.html"))
	var dots string
	tb.value(t, `(() => { const k = document.querySelector('time + .kind[dir=ltr]'); return getComputedStyle(k, '::before').content + getComputedStyle(k, '::after').content })()`, &dots)
	if dots != `""" ·"` {
		t.Errorf("a borrowed kind has its dot at %s, not at its right", dots)
	}
	atLeast(t, "borrowed words", looked, 10)
}

const thaana = "ހުރިހާ އިންސާނުންވެސް ދުނިޔެއަށް އުފަންވަނީ މިނިވަންކަމުގައި"

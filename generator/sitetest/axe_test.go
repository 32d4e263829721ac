package sitetest

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

// axeSource is axe-core, with one thing taken out. It holds a text that is
// drawn otherwise than its letters one by one for an icon made of a ligature,
// as every text in Arabic, Devanagari or Bengali is; after three of them it
// takes the whole font for one of icons and looks at no text in it any more.
// No icon font is used here.
func axeSource(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(checker(t, "axe-core/axe.js"))
	if err != nil {
		t.Fatal(err)
	}
	const head = "function _isIconLigature(textVNode) {"
	if n := strings.Count(string(text), head); n != 1 {
		t.Fatalf("axe-core has %d functions that look for icons, not one: see what became of it", n)
	}
	return strings.Replace(string(text), head, head+" return false;", 1)
}

// axeResult is what a run of axe found and how much it looked at.
type axeResult struct {
	Violations []struct {
		ID, Impact, Help string
		Nodes            []string
	}
	Rules      int // rules that had something to look at
	Nodes      int // nodes that they looked at
	Contrast   int // texts whose contrast was computed
	Undecided  int // texts whose contrast could not be
	Texts      int // elements with visible text of their own
	Incomplete []undecided
}

// undecided is a rule that axe could not decide on some nodes, and why. Not
// counted is the contrast of texts with a footnote: what a finger may touch for
// it is larger than its number and covers the sign beside it, in its own ground.
// Nor is the label of a link that shows but a sign, the way back from a note.
type undecided struct {
	ID    string
	Nodes []string
}

// axeAll asks for all rules, those on contrast (WCAG 2.2, 1.4.6) and on the size
// of targets too, which axe leaves out by itself; axeColours for contrast alone.
const (
	axeAll     = `rules: {'color-contrast-enhanced': {enabled: true}, 'target-size': {enabled: true}}`
	axeColours = `runOnly: ['color-contrast', 'color-contrast-enhanced']`
)

const axeRun = `axe.run(document, {%s, resultTypes: ['violations', 'passes', 'incomplete']}).then(r => {
	const nodes = list => list.reduce((n, rule) => n + rule.nodes.length, 0)
	const contrast = list => nodes(list.filter(rule => rule.id === 'color-contrast'))
	let texts = 0
	for (const e of document.body.querySelectorAll('*')) {
		const own = [...e.childNodes].some(n => n.nodeType === 3 && /\p{L}/u.test(n.data))
		const box = e.getBoundingClientRect()
		if (own && box.width > 2 && box.height > 2 && e.checkVisibility({visibilityProperty: true, opacityProperty: true})) texts++
	}
	return {
		Violations: r.violations.map(v => ({ID: v.id, Impact: v.impact, Help: v.help, Nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))})),
		Rules: r.passes.length + r.violations.length + r.incomplete.length,
		Nodes: nodes(r.passes) + nodes(r.violations) + nodes(r.incomplete),
		Contrast: contrast(r.passes) + contrast(r.violations), Undecided: contrast(r.incomplete), Texts: texts,
		Incomplete: r.incomplete.map(v => ({ID: v.id, Nodes: v.nodes.filter(n => ({'color-contrast': e => !e.querySelector('.footnote-ref, .footnote-back'), 'label-content-name-mismatch': e => /[\p{L}\p{N}]/u.test(e.textContent)}[v.id] || (() => true))(document.querySelector(n.target[0]))).map(n => n.target + ': ' + [...n.any, ...n.all, ...n.none].map(c => c.message).join(' ') + ' ' + n.html.slice(0, 120))})),
	}
})`

// axe runs axe-core on the page in the tab.
func (tb *tab) axe(t *testing.T, source string) axeResult {
	t.Helper()
	tb.value(t, source+"\n;0", nil)
	return tb.axeAgain(t, axeAll)
}

// axeAgain runs axe-core, which is on the page already, with some of its rules.
func (tb *tab) axeAgain(t *testing.T, rules string) axeResult {
	t.Helper()
	var r axeResult
	tb.value(t, fmt.Sprintf(axeRun, rules), &r)
	return r
}

// TestAccessibility runs axe-core on a page of every template in four scripts,
// in light and dark colours: no violation. It says little of itself when it
// skips texts, so most of the visible ones must have had their contrast
// computed, on each page.
func TestAccessibility(t *testing.T) {
	t.Parallel()
	b := reference(t)
	source := axeSource(t)
	tb := b.tab(t, startBrowser(t))
	tb.size(t, 1280, 800)
	var f faults
	pages, nodes, contrast := 0, 0, 0
	incomplete := map[string][]string{}
	for _, v := range b.views(t) {
		for _, scheme := range []string{"light", "dark"} {
			tb.adapt(t, "prefers-color-scheme", scheme)
			var r axeResult
			if scheme == "light" {
				tb.visit(t, v.address)
				r = tb.axe(t, source)
			} else { // the same page: only its colours are others
				r = tb.axeAgain(t, axeColours)
			}
			where := fmt.Sprintf("%s, %s (%s)", v.name, scheme, v.page.path)
			for _, x := range r.Violations {
				f.add(where+" "+strings.Join(x.Nodes, " "), "axe: %s (%s): %s", x.ID, x.Impact, x.Help)
			}
			if scheme == "light" && (r.Rules < 15 || r.Nodes < 50) {
				f.add(where, "axe had only %d rules with %d nodes to look at", r.Rules, r.Nodes)
			}
			if 10*r.Contrast < 8*r.Texts || r.Texts < 5 {
				f.add(where, "the contrast of only %d of %d visible texts was computed; %d are undecided", r.Contrast, r.Texts, r.Undecided)
			}
			for _, u := range r.Incomplete {
				for _, node := range u.Nodes {
					incomplete[u.ID] = append(incomplete[u.ID], where+" "+node)
				}
			}
			pages++
			nodes += r.Nodes
			contrast += r.Contrast
		}
	}
	f.tell(t)
	atLeast(t, "pages checked", pages, 2*4*16)
	atLeast(t, "nodes checked", nodes, 10000)
	atLeast(t, "texts whose contrast was computed", contrast, 2000)
	for id, where := range incomplete {
		t.Errorf("undecided: %d nodes of %s: %s", len(where), id, strings.Join(where[:min(len(where), 6)], "\n\t"))
	}
}

// TestAccessibilitySees plants faults in a page of mixed scripts.
func TestAccessibilitySees(t *testing.T) {
	page := "<main><h1>" + "الصحة للجميع" + "</h1>"
	for _, text := range []string{"स्वास्थ्य सबके लिए", "Santé pour tous", "সবার জন্য স্বাস্থ্য", "人人享有健康", "Afya kwa wote"} {
		page += "<h2>" + text + "</h2><p>" + text + "</p>"
	}
	page += `<p style="color:#bbb;background:#fff">الصحة حق</p><img src="x.png"></main>`
	html, err := json.Marshal(page)
	if err != nil {
		t.Fatal(err)
	}
	tb := startBrowser(t).open(t, "about:")
	tb.value(t, `document.documentElement.lang = 'fr'; document.title = 'x'; document.body.innerHTML = `+string(html)+`; 0`, nil)
	r := tb.axe(t, axeSource(t))
	found := map[string]bool{}
	for _, v := range r.Violations {
		found[v.ID] = true
	}
	if !found["color-contrast"] || !found["image-alt"] {
		t.Errorf("axe finds only %v of the planted faults", found)
	}
	if r.Contrast != r.Texts {
		t.Errorf("axe computed the contrast of %d of %d texts", r.Contrast, r.Texts)
	}
}

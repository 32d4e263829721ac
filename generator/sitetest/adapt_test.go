package sitetest

import (
	"fmt"
	"strings"
	"testing"
)

// adapt sets what the reader's system asks for: name and value by turns, as
// media features.
func (tb *tab) adapt(t *testing.T, features ...string) {
	t.Helper()
	list := []map[string]string{}
	for i := 0; i+1 < len(features); i += 2 {
		list = append(list, map[string]string{"name": features[i], "value": features[i+1]})
	}
	tb.must(t, "Emulation.setEmulatedMedia", map[string]any{"features": list}, nil)
}

// press presses a key.
func (tb *tab) press(t *testing.T, name string, code int) {
	t.Helper()
	for _, kind := range []string{"keyDown", "keyUp"} {
		tb.must(t, "Input.dispatchKeyEvent", map[string]any{"type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code}, nil)
	}
}

// stops is how many stops of the keyboard are looked at on one page, from its
// beginning; the last ones of the page come on top.
const stops = 40

// stopped says of the element that has the focus where it is, whether it is in
// sight and uncovered, how it shows its focus, and what it is called.
const stopped = `(() => {
	const e = document.activeElement
	if (!e || e === document.body) return {Out: true}
	// A link that runs over two lines has a box for each.
	const r = e.getClientRects()[0] || e.getBoundingClientRect(), s = getComputedStyle(e)
	const top = Math.max(0, r.top), bottom = Math.min(innerHeight, r.bottom)
	const x = r.left + r.width / 2, y = (top + bottom) / 2, at = document.elementFromPoint(x, y)
	const label = e.labels && e.labels.length ? e.labels[0].innerText : ''
	const all = [...document.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex]')]
	return {
		Name: (e.getAttribute('aria-label') || e.innerText || label || '').trim(), Element: e.outerHTML.slice(0, 90),
		InSight: r.width > 0 && bottom - top > Math.min(16, r.height / 2) && x >= 0 && x <= innerWidth,
		Free: !!at && (e.contains(at) || at.contains(e)), Ring: s.outlineStyle !== 'none' ? parseFloat(s.outlineWidth) : 0,
		Order: all.indexOf(e), Low: Math.min(r.width, r.height),
	}
})()`

// TestKeyboard goes through a page of every template with the Tab key alone: each
// stop is in sight, uncovered, shows its focus, has a name, comes after the one
// before in the order of the page, and the last one leads out.
func TestKeyboard(t *testing.T) {
	t.Parallel()
	b := reference(t)
	tb := b.tab(t, startBrowser(t))
	var f faults
	looked, pages := 0, 0
	for width, lang := range map[int]string{360: ".ar", 1280: ".fr"} {
		tb.size(t, width, 800)
		for _, v := range b.views(t) {
			if !strings.HasSuffix(v.name, lang) {
				continue
			}
			tb.visit(t, v.address)
			where := fmt.Sprintf("%s at %d (%s)", v.name, width, v.page.path)
			last, left := -1, false
			for n := 0; n < stops+10; n++ {
				if n == stops {
					// On to the end of a long page.
					tb.value(t, `[...document.querySelectorAll('a[href],button:not([hidden])')].filter(e => e.getClientRects().length).slice(-3)[0].focus()`, nil)
				}
				tb.press(t, "Tab", 9)
				var at struct {
					Out, InSight, Free bool
					Name, Element      string
					Ring, Low          float64
					Order              int
				}
				tb.value(t, stopped, &at)
				// Out of the page, or at its beginning again.
				if left = at.Out || last > 0 && at.Order == 0; left {
					break
				}
				looked++
				switch {
				case !at.InSight:
					f.add(where, "a stop of the keyboard is out of sight: %s", at.Element)
				case !at.Free:
					f.add(where, "something covers a stop of the keyboard: %s", at.Element)
				case at.Ring < 2:
					f.add(where, "a stop of the keyboard does not show its focus: %s", at.Element)
				case at.Name == "":
					f.add(where, "a stop of the keyboard has no name: %s", at.Element)
				case at.Order <= last:
					f.add(where, "a stop of the keyboard comes before one that stands before it: %s", at.Element)
				case at.Low < 16:
					f.add(where, "a stop of the keyboard is only %.0f px: %s", at.Low, at.Element)
				}
				last = at.Order
			}
			if !left {
				f.add(where, "the keyboard does not come out of the page")
			}
			pages++
		}
	}
	f.tell(t)
	atLeast(t, "pages walked through", pages, 2*16)
	atLeast(t, "stops of the keyboard", looked, 800)
}

// TestZoom opens a page of every template in four scripts on a desk at 400 %, and
// with the spacing that readers may set (WCAG 2.2, 1.4.12): nothing is wider than
// the window, and no text is cut off.
func TestZoom(t *testing.T) {
	t.Parallel()
	b := reference(t)
	tb := b.tab(t, startBrowser(t))
	const spaced = `(() => { for (const e of document.querySelectorAll('body, body *')) {
		e.style.setProperty('line-height', '1.5', 'important')
		if (!e.closest('pre') && !/^(ar|hi)/.test(document.documentElement.lang)) e.style.setProperty('letter-spacing', '.12em', 'important')
		e.style.setProperty('word-spacing', '.16em', 'important')
		if (e.matches('p')) e.style.setProperty('margin-bottom', '2em', 'important')
	} })()`
	var f faults
	looked := 0
	// The policy of pages allows no styles from scripts that write attributes;
	// those that set properties one by one are a reader's own.
	tb.must(t, "Emulation.setDeviceMetricsOverride", map[string]any{"width": 320, "height": 256, "deviceScaleFactor": 4, "mobile": false}, nil)
	for _, v := range b.views(t) {
		tb.visit(t, v.address)
		for _, state := range []string{"at 400 %", "at 400 % with more space"} {
			if strings.Contains(state, "space") {
				tb.value(t, spaced, nil)
			}
			var m struct {
				Scroll, Headings int
				Wide, Cut        []string
			}
			tb.value(t, oddMeasure, &m)
			where := fmt.Sprintf("%s %s (%s)", v.name, state, v.page.path)
			if m.Scroll > 320 {
				f.add(where, "a page is wider than its window of 320: %d; %s", m.Scroll, strings.Join(m.Wide, "; "))
			}
			for _, cut := range m.Cut {
				f.add(where, "a text is cut off: %s", cut)
			}
			looked++
		}
		var held int
		tb.value(t, `[...document.querySelectorAll('*')].filter(e => /fixed|sticky/.test(getComputedStyle(e).position)).length`, &held)
		if held > 0 {
			f.add(v.name, "%d elements stay on the screen, which has room for eight lines", held)
		}
	}
	f.tell(t)
	atLeast(t, "states looked at", looked, 2*4*16)
}

// TestForcedColours opens pages with the few colours of a reader's own: what was
// told from its surroundings by its ground alone has a border, the current entry
// of the menu is underlined, links are.
func TestForcedColours(t *testing.T) {
	t.Parallel()
	b := reference(t)
	tb := b.tab(t, startBrowser(t))
	tb.size(t, 1280, 800)
	const forced = `(() => {
		const out = {Forced: matchMedia('(forced-colors: active)').matches, Bare: [], Boxes: 0, Plain: [], Current: 0}
		for (const e of document.querySelectorAll('.poster,.cover,.callout,.form,.portrait,.button,main button,pre,.fallback,input:not([type=checkbox]),select,textarea')) {
			if (!e.getClientRects().length) continue
			const s = getComputedStyle(e)
			out.Boxes++
			if (!['top', 'right', 'bottom', 'left'].every(side => parseFloat(s['border-' + side + '-width']) >= 1 && s['border-' + side + '-style'] !== 'none')) out.Bare.push(e.outerHTML.slice(0, 60))
		}
		for (const a of document.querySelectorAll('.text a[href], .items a, .links a')) if (!getComputedStyle(a).textDecorationLine.includes('underline') && !a.matches('.button,.anchor,.changed,.choices a')) out.Plain.push(a.outerHTML.slice(0, 60))
		const current = document.querySelector('.menu [aria-current]')
		if (current) { out.Current = 1; if (!getComputedStyle(current).textDecorationLine.includes('underline')) out.Plain.push('the current entry') }
		return out })()`
	tb.adapt(t, "forced-colors", "active")
	var f faults
	boxes, current := 0, 0
	for _, v := range b.views(t) {
		if !strings.HasSuffix(v.name, ".fr") && !strings.HasSuffix(v.name, ".ar") {
			continue
		}
		tb.visit(t, v.address)
		var m struct {
			Forced         bool
			Bare, Plain    []string
			Boxes, Current int
		}
		tb.value(t, forced, &m)
		if !m.Forced {
			t.Fatal("the browser does not force colours")
		}
		for _, e := range m.Bare {
			f.add(v.page.path, "without its ground nothing tells an element from its surroundings: %s", e)
		}
		for _, e := range m.Plain {
			f.add(v.page.path, "without its colour nothing tells a link from text: %s", e)
		}
		boxes += m.Boxes
		current += m.Current
	}
	f.tell(t)
	atLeast(t, "boxes", boxes, 30)
	atLeast(t, "current entries of menus", current, 10)
}

// TestReducedMotion: a reader who asks for less motion sees none.
func TestReducedMotion(t *testing.T) {
	t.Parallel()
	b := reference(t)
	tb := b.tab(t, startBrowser(t))
	tb.size(t, 360, 740)
	tb.adapt(t, "prefers-reduced-motion", "reduce")
	const moving = `(() => { const out = {Asked: matchMedia('(prefers-reduced-motion: reduce)').matches, Elements: 0, Moving: []}
		for (const e of document.querySelectorAll('*')) for (const part of [null, '::before', '::after']) {
			const s = getComputedStyle(e, part)
			out.Elements++
			if (s.animationName !== 'none' || s.transitionDuration.split(',').some(d => parseFloat(d) > 0) || s.scrollBehavior !== 'auto' || e.matches('marquee,[autoplay]')) out.Moving.push(e.outerHTML.slice(0, 60))
		}
		return out })()`
	elements := 0
	for _, v := range b.views(t) {
		if !strings.HasSuffix(v.name, ".fr") {
			continue
		}
		tb.visit(t, v.address)
		var m struct {
			Asked    bool
			Elements int
			Moving   []string
		}
		tb.value(t, moving, &m)
		if !m.Asked || len(m.Moving) > 0 {
			t.Errorf("%s: asked %v; these move: %v", v.page.path, m.Asked, m.Moving)
		}
		elements += m.Elements
	}
	atLeast(t, "elements", elements, 10000)
}

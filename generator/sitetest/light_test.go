package sitetest

import (
	"bytes"
	"compress/gzip"
	"net/url"
	"testing"

	"tract/generator/site"
)

// What a first view may weigh, compressed: page, style sheet and scripts.
const (
	textBudget        = 25_000
	signatoriesBudget = 40_000
	styleBudget       = 6_200 // of which the fonts of five scripts and print are a third
	styleRaw          = 21_800
	scriptBudget      = 900
	requestBudget     = 3
)

func packed(t *testing.T, text []byte) int {
	t.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// TestFirstViews weighs what a first visit to each page of the reference site
// loads beside its pictures, and counts the requests.
func TestFirstViews(t *testing.T) {
	b := reference(t)
	var f faults
	weights := map[string]int{}
	weigh := func(p string) int {
		if _, ok := weights[p]; !ok {
			weights[p] = packed(t, b.bytes(t, p))
		}
		return weights[p]
	}
	if n := weigh("assets/style.css"); n > styleBudget || b.files["assets/style.css"] > styleRaw {
		t.Errorf("the style sheet weighs %d bytes, %d compressed", b.files["assets/style.css"], n)
	}
	if n := weigh("assets/site.js"); n > scriptBudget || b.files["assets/site.js"] > 1600 {
		t.Errorf("the script weighs %d bytes, %d compressed", b.files["assets/site.js"], n)
	}
	looked, heaviest, where := 0, 0, ""
	for _, p := range b.pages {
		if p.route.Type == site.RedirectRoute {
			continue
		}
		total, requests := weigh(p.path), 1
		load := func(ref string) {
			u, err := url.Parse(ref)
			if err != nil {
				t.Fatal(err)
			}
			if p.route.Type == site.NotFoundRoute {
				u.Path = u.Path[len(b.site.Config.Path()):]
				total += weigh(u.Path)
			} else {
				total += weigh(p.resolve(u))
			}
			requests++
		}
		for _, l := range all(p.doc, "link") {
			if attr(l, "rel") == "stylesheet" {
				load(attr(l, "href"))
			}
		}
		for _, s := range all(p.doc, "script") {
			if src := attr(s, "src"); src != "" {
				load(src)
			}
		}
		budget := textBudget
		if classed(p.doc, "signed") != nil {
			budget = signatoriesBudget
		} else if total > heaviest && p.route.Type != site.SearchRoute {
			heaviest, where = total, p.path
		}
		if total > budget {
			f.add(p.path, "a first view of %s weighs more than %d bytes: %d", p.template(), budget, total)
		}
		if requests > requestBudget {
			f.add(p.path, "a first view of %s takes %d requests beside its pictures", p.template(), requests)
		}
		looked++
	}
	f.tell(t)
	// The build's own budgets, which count the pictures of homes and lists.
	if len(b.site.Config.Budgets) != 4 {
		t.Errorf("the reference site has budgets of its own: %v", b.site.Config.Budgets)
	}
	for _, m := range b.messages {
		if m.ID == "page-heavy" {
			t.Errorf("%s:%d: %v", m.File, m.Range.Start.Line, m.Args)
		}
	}
	t.Logf("heaviest first view: %d bytes, %s; style sheet %d, script %d", heaviest, where, weights["assets/style.css"], weights["assets/site.js"])
	atLeast(t, "first views weighed", looked, 1000)
}

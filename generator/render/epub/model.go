package epub

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strings"

	"tract/generator/data"
)

// This file holds what HTML asks of the elements that authors may write in raw
// HTML and that browsers are lenient about: books are checked against it.

// element is an open element: what it was, and what it became.
type element struct {
	own, name string
	summary   bool // of <details>: it has its summary
}

// blocks are the elements that cannot stand within a line of text.
var blocks = strings.Fields("div section aside details p ul ol dl table blockquote pre figure hr")

// lines are the elements that hold lines of text only.
var lines = strings.Fields("p h1 h2 h3 h4 h5 h6 summary span em strong code sub sup kbd q cite abbr dfn mark small bdi bdo time ruby rt rp dt pre caption")

// parents are the elements that some elements can stand in, and in no others.
var parents = map[string][]string{
	"li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"}, "figcaption": {"figure"}, "caption": {"table"}, "thead": {"table"},
	"tbody": {"table"}, "tr": {"thead", "tbody"}, "th": {"tr"}, "td": {"tr"},
}

// fitting is the name under which an element can stand where it is.
func (f *fitter) fitting(name string, tag, after []byte) string {
	switch name {
	case "label":
		return "span"
	case "bdo":
		if dir, ok := attribute(tag, "dir"); !ok || string(dir) == "auto" {
			return "span"
		}
	case "dfn":
		if f.inside(name) {
			return "span"
		}
	case "time":
		value, _ := attribute(tag, "datetime")
		if _, ok := data.ParseDate(html.UnescapeString(string(value))); !ok {
			return "span"
		}
	case "ruby":
		if !goodRuby(after) {
			return "span"
		}
	case "rt", "rp":
		if len(f.open) == 0 || f.open[len(f.open)-1].name != "ruby" {
			return "span"
		}
	case "summary":
		if n := len(f.open); n > 0 && f.open[n-1].name == "details" && !f.open[n-1].summary {
			f.open[n-1].summary = true
			return name
		}
		name = "div"
	case "details":
		if !bytes.HasPrefix(after, []byte("<summary")) {
			name = "div"
		}
	}
	if within := parents[name]; within != nil {
		// Where a list or table became a plain element, its parts do as well.
		if n := len(f.open); n == 0 || !slices.Contains(within, f.open[n-1].name) {
			return "span"
		}
	}
	if slices.Contains(blocks, name) && f.inLine() {
		return "span"
	}
	return name
}

// inside says whether an element of a name is open.
func (f *fitter) inside(name string) bool {
	return slices.ContainsFunc(f.open, func(e element) bool { return e.name == name })
}

// inLine says whether what comes stands within a line of text. Links, <ins> and
// <del> are what is around them.
func (f *fitter) inLine() bool {
	for i := len(f.open) - 1; i >= 0; i-- {
		switch name := f.open[i].name; {
		case slices.Contains(lines, name):
			return true
		case name != "a" && name != "ins" && name != "del" && name != "":
			return false
		}
	}
	return false
}

// ruby is what may stand within <ruby>: text with its reading, or several.
// Marks around a reading come in pairs, and nothing is nested.
var ruby = regexp.MustCompile(`^(?:[^<]*[^<\s][^<]*(?:<rt[^>]*>[^<]*</rt>|<rp>[^<]*</rp><rt[^>]*>[^<]*</rt><rp>[^<]*</rp>))+\s*$`)

// goodRuby says whether what follows <ruby> is what may stand in it.
func goodRuby(after []byte) bool {
	end := bytes.Index(after, []byte("</ruby>"))
	return end >= 0 && ruby.Match(after[:end])
}

package build

import (
	"bytes"
	"cmp"
	"html"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"tract/generator/config"
	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/markdown"
	htmlpages "tract/generator/render/html"
	"tract/generator/site"
	"tract/generator/source"
)

// leastSqueeze is by how much pages are compressed at the least: text and
// markup come out at less than half. Pages that would not break their budget at
// that are not compressed to be weighed.
const leastSqueeze = 2

// part is something that a page loads.
type part struct {
	name  string
	bytes int64
	asset string // the file of content/ that a picture comes from
	own   string // the file of the site's own theme that a style sheet or script comes from
}

// overweight is the message on a page that weighs more than its budget: what
// is sent of HTML, style sheet and scripts, and on home pages and lists of
// pictures too, each in the smallest size that the page offers, which is what a
// telephone loads. nil: it is within.
func (l *Loaded) overweight(route site.Route, page []byte) *diag.Message {
	name, budget := l.budget(route)
	if budget.KB == 0 {
		return nil
	}
	limit := int64(budget.KB) * 1000
	var parts []part
	total := int64(0)
	add := func(p part) {
		parts = append(parts, p)
		total += p.bytes
	}
	for _, asset := range htmlpages.LoadedAssets(page) {
		add(part{name: asset, bytes: l.Renderer.AssetWeight(asset), own: l.Renderer.OwnAsset(asset)})
	}
	if route.Type != site.PublicationRoute && route.Type != site.OutputPageRoute {
		for _, p := range l.pictures(route, page) {
			add(p)
		}
	}
	if total+int64(len(page))/leastSqueeze <= limit {
		return nil
	}
	add(part{name: "HTML", bytes: htmlpages.Compressed(page)})
	if total <= limit {
		return nil
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(b.bytes, a.bytes) })
	var heaviest []string
	for _, p := range parts[:min(3, len(parts))] {
		heaviest = append(heaviest, p.name+" "+kilobytes(p.bytes)+" kB")
	}
	m := l.heavy(route, parts[0], budget)
	m.Args = diag.Args{"page", "/" + strings.TrimSuffix(route.Path, "index.html"), "weight", kilobytes(total),
		"budget", strconv.Itoa(budget.KB), "type", name, "parts", strings.Join(heaviest, ", ")}
	return &m
}

// kilobytes is a number of bytes in kB, rounded up: what is above a budget
// never looks as if it were within.
func kilobytes(n int64) string { return strconv.FormatInt((n+999)/1000, 10) }

// budget is what a page may weigh, and the name of its budget. Stand-ins for
// missing editions have none: the text in their place is told of where it is.
func (l *Loaded) budget(route site.Route) (string, config.Budget) {
	budgets := l.Config.Budgets
	name := ""
	if sec := route.Section; sec != nil && route.Publication == nil && sec.Documents[route.Language.Index] == nil &&
		slices.ContainsFunc(sec.Documents, func(d *document.Document) bool { return d != nil }) {
		return "", config.Budget{}
	}
	switch route.Type {
	case site.HomeRoute:
		name = config.BudgetHome
	case site.SectionRoute, site.ArchiveRoute, site.TaxonomyRoute, site.TermRoute:
		name = config.BudgetList
	case site.PublicationRoute:
		p := route.Publication
		if !p.IsReal(route.Language) {
			return "", config.Budget{}
		}
		if own, ok := budgets[p.Kind.Name]; ok {
			return p.Kind.Name, own
		}
		name = config.BudgetText
		if p.Signatories != nil {
			name = config.BudgetSignatories
		}
	case site.OutputPageRoute:
		// A whole book on one page is as long as it is.
		if route.Publication.IsReal(route.Language) && route.Output != "whole" {
			name = config.BudgetSignatories
		}
	case site.SearchRoute, site.NotFoundRoute:
		name = config.BudgetText
	}
	return name, budgets[name]
}

// heavy is the message at the line that is to be mended, for the part that
// weighs most: the file of the site's own theme, where the text shows the
// picture or a table that is longer than itself, the list of those who signed;
// else the text's title. For pages that no text stands behind it is the budget.
func (l *Loaded) heavy(route site.Route, most part, budget config.Budget) diag.Message {
	const id = "page-heavy"
	if most.own != "" {
		return atTop(id, most.own)
	}
	var d *document.Document
	switch {
	case route.Publication != nil:
		d = route.Publication.Nearest(route.Language).Document
	case route.Section != nil && route.Group == nil && route.Page <= 1:
		d = route.Section.Documents[route.Language.Index]
	}
	if d == nil {
		m := diag.In(id, config.File)
		if budget.Place.File != "" {
			m.Range = budget.Place.Range
		}
		return m
	}
	asset := most.asset
	if asset == "" {
		asset = l.longTable(d)
	}
	if links := d.Text().Links; asset != "" {
		for i := range links {
			if l.Site.Resolve(d, links[i].Destination).Asset == asset {
				return d.LinkMessage(id, &links[i])
			}
		}
	}
	if p := route.Publication; p != nil && p.Signatories != nil && (route.Type == site.OutputPageRoute || len(p.Signatories.Signed)*signedLength > d.Size()) {
		return atTop(id, p.Signatories.Path)
	}
	return d.FieldMessage(id, "title")
}

// signedLength is about how many bytes of a page one of those who signed takes.
const signedLength = 100

// longTable is the longest CSV file that a text shows as a table, if it is longer
// than the text itself; else "".
func (l *Loaded) longTable(d *document.Document) string {
	longest, size := "", int64(d.Size())
	links := d.Text().Links
	for i := range links {
		if links[i].Kind != markdown.Table {
			continue
		}
		asset := l.Site.Resolve(d, links[i].Destination).Asset
		if n := l.Site.Tree.Assets[asset]; n > size {
			longest, size = asset, n
		}
	}
	return longest
}

// atTop is a message at the beginning of a file.
func atTop(id, file string) diag.Message {
	m := diag.In(id, file)
	m.Range.Start = diag.Point{Line: 1, Column: 1}
	m.Range.End = m.Range.Start
	return m
}

// pictures are the pictures of a page, each once, in their smallest sizes.
func (l *Loaded) pictures(route site.Route, page []byte) []part {
	var out []part
	seen := map[string]bool{}
	for {
		_, rest, found := bytes.Cut(page, []byte("<img"))
		if !found {
			return out
		}
		tag, after, _ := bytes.Cut(rest, []byte(">"))
		page = after
		// The first candidate is the narrowest (see body.Sources).
		at, _, _ := strings.Cut(attributeOf(tag, "srcset"), " ")
		if at == "" {
			at = attributeOf(tag, "src")
		}
		at, _, _ = strings.Cut(at, "?")
		to, err := url.PathUnescape(at)
		if err != nil || at == "" || strings.HasPrefix(at, "data:") {
			continue
		}
		to = path.Join(path.Dir(route.Path), to)
		if seen[to] {
			continue
		}
		seen[to] = true
		if b, ok := l.Renderer.Asset(to); ok {
			out = append(out, part{name: to, bytes: int64(len(b))})
			continue
		}
		file, ok := l.Site.Route(to)
		if !ok || file.Type != site.FileRoute {
			continue
		}
		var b bytes.Buffer
		if l.safely(&b, file) == nil {
			out = append(out, part{name: strings.TrimPrefix(file.Target, source.Root+"/"), bytes: int64(b.Len()), asset: file.Target})
		}
	}
}

// attributeOf is the value of an attribute of a tag that Tract or a theme wrote
// with double quotes, or "".
func attributeOf(tag []byte, name string) string {
	_, rest, found := bytes.Cut(tag, []byte(" "+name+`="`))
	if !found {
		return ""
	}
	value, _, _ := bytes.Cut(rest, []byte(`"`))
	return html.UnescapeString(string(value))
}

// onePlace keeps one of the messages on heavy pages at the same place: further
// pages of a list have no line of their own.
func onePlace(ms []diag.Message) []diag.Message {
	seen := map[diag.Place]bool{}
	// Which is kept does not depend on which page was ready first.
	slices.SortStableFunc(ms, func(a, b diag.Message) int { return strings.Compare(a.Args.Get("page"), b.Args.Get("page")) })
	return slices.DeleteFunc(diag.Sort(ms), func(m diag.Message) bool {
		if m.ID != "page-heavy" {
			return false
		}
		at := diag.Place{File: m.File, Range: m.Range}
		again := seen[at]
		seen[at] = true
		return again
	})
}

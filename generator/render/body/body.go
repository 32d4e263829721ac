// Package body fills the holes of compiled bodies: it makes the text of an
// edition ready to stand on a page, in a feed or in a book. Nothing is parsed;
// a hole is found by its NUL and replaced.
package body

import (
	"bytes"
	"path"
	"strconv"
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/markdown"
	"tract/generator/site"
)

// Place is where a body is to stand. It is for one goroutine.
type Place struct {
	Site     *site.Site
	Language *site.Language // the reader's: links lead to it, labels are in it
	Path     string         // of the page, for relative links
	Absolute bool           // links are absolute, as in feeds
	Eager    bool           // the next image is the first of its page: it is loaded at once, and Eager is false then
	XML      bool           // void elements keep their slash, as in EPUB
	Prefix   string         // before every id, where several bodies share a page
	// Label is an interface message in a language of the site, escaped for HTML
	// text and attributes. A body's own labels (a callout's title, the way back
	// from a footnote) are in the language of its text.
	Label func(language, key string) string
	// Number is what stands before the caption of the n-th figure or table with
	// rows of a file ("figure", "table") of a text in a language, escaped; nil:
	// they are not numbered.
	Number func(language, what string, n int) string
	// Within is the link to a publication's text where that stands beside this
	// one, on the same page or in the same book, at the id that a fragment leads
	// to; "" where it does not. nil: no other text stands beside this one.
	Within func(n *site.Node, fragment string) string
	// Keep puts a file of content/ into the book that the body stands in, and is
	// the link to it there; "" where the book cannot hold it: an image then has
	// an empty src. nil: files stay where they are published.
	Keep func(asset string) string
	// Shown is the image that stands in the place of one that the reader's program
	// cannot show; "" where there is none: it then has no address that leads
	// anywhere, and its alternative text is read. nil: all are shown.
	Shown func(asset string) string
	// Marks are written into the next body, in the order of their places.
	Marks []Mark

	buffer []byte // for bodies that do not lie in memory
}

// Mark is HTML that is put into a body where the content of a block begins.
type Mark struct {
	At   int // markdown.Block.At
	HTML string
}

// Append appends the body of a document to dst.
func Append(dst []byte, p *Place, d *document.Document) ([]byte, error) {
	text := d.Text()
	if text.Err != nil || text.Body.Len() == 0 {
		return dst, text.Err
	}
	html, err := p.Site.Store.Get(text.Body, &p.buffer)
	if err != nil {
		return dst, err
	}
	from := len(dst)
	fill := func(dst []byte, kind byte, index int) []byte { return p.fill(dst, d, kind, index) }
	done := 0
	for _, m := range p.Marks {
		if m.At < done || m.At > len(html) {
			continue
		}
		dst = append(markdown.Fill(dst, html[done:m.At], fill), m.HTML...)
		done = m.At
	}
	dst = markdown.Fill(dst, html[done:], fill)
	if !p.XML {
		dst = plainVoid(dst, from)
	}
	return dst, nil
}

// plainVoid takes the slashes out of void elements, which only XML needs. In a
// compiled body "/>" ends nothing else: > is escaped in texts and values.
func plainVoid(b []byte, from int) []byte {
	at := bytes.Index(b[from:], []byte("/>"))
	if at < 0 {
		return b
	}
	out := b[:from+at]
	for rest := b[from+at:]; ; {
		rest = rest[1:]
		next := bytes.Index(rest, []byte("/>"))
		if next < 0 {
			return append(out, rest...)
		}
		out = append(out, rest[:next]...)
		rest = rest[next:]
	}
}

func (p *Place) fill(dst []byte, d *document.Document, hole byte, index int) []byte {
	switch hole {
	case markdown.HolePrefix:
		return append(dst, p.Prefix...)
	case markdown.HoleCallout:
		if index >= 0 && index < len(markdown.Callouts) {
			dst = append(dst, `<p class="callout-title">`...)
			dst = append(dst, p.Label(d.File.Language, "callout_"+markdown.Callouts[index])...)
			return append(dst, "</p>"...)
		}
		return dst
	case markdown.HoleFigure:
		return p.number(dst, d, "figure", index)
	case markdown.HoleBacklink:
		return p.label(dst, d, "footnote_back")
	case markdown.HoleNotes:
		return p.label(dst, d, "footnotes")
	case markdown.HoleScroll:
		return p.scroll(dst, d)
	}
	links := d.Text().Links
	if index < 0 || index >= len(links) {
		return dst
	}
	l := &links[index]
	switch hole {
	case markdown.HoleLink:
		return p.link(dst, d, l)
	case markdown.HoleImage:
		return p.image(dst, d, l)
	case markdown.HoleMedia:
		return p.player(dst, d, l)
	case markdown.HoleTable:
		return p.table(dst, d, l)
	}
	return dst
}

// number writes the number of a figure or table, where they have one.
func (p *Place) number(dst []byte, d *document.Document, what string, n int) []byte {
	if p.Number == nil {
		return dst
	}
	return append(append(append(dst, `<span class="number">`...), p.Number(d.File.Language, what, n)...), "</span> "...)
}

// tableNumber counts the tables of a document up to one of them.
func tableNumber(d *document.Document, table *document.Link) int {
	n := 0
	links := d.Text().Links
	for i := range links {
		if l := &links[i]; l.Kind == markdown.Table && (l.Title != "" || l.Text != "") {
			n++
		}
		if &links[i] == table {
			break
		}
	}
	return n
}

func (p *Place) label(dst []byte, d *document.Document, key string) []byte {
	return append(append(append(dst, ` aria-label="`...), p.Label(d.File.Language, key)...), '"')
}

// scroll lets the keyboard reach a table that is wider than the screen.
func (p *Place) scroll(dst []byte, d *document.Document) []byte {
	if p.Absolute {
		return dst // feed readers lay tables out themselves
	}
	return p.label(append(dst, ` role="group" tabindex="0"`...), d, "table_label")
}

// href is the link from the place to a path of the site.
func (p *Place) href(to string) string {
	if p.Absolute {
		return p.Site.URL(to)
	}
	return site.Relative(p.Path, to, p.Site.Config.Links == 1)
}

// link writes the attributes of a link. A link that leads nowhere has none: an
// <a> without href is text.
func (p *Place) link(dst []byte, d *document.Document, l *document.Link) []byte {
	t := p.Site.Resolve(d, l.Destination)
	switch {
	case t.Node != nil:
		if p.Within != nil {
			if href := p.Within(t.Node, t.Fragment); href != "" {
				return attribute(dst, "href", href)
			}
		}
		return p.toNode(dst, d, l, t)
	case t.Taxonomy != nil:
		if at := p.Site.TermPath(t, p.Language); at != "" {
			return attribute(dst, "href", p.href(at+"index.html"))
		}
	case t.Asset != "" && site.Publishable(t.Asset):
		return attribute(dst, "href", p.href(p.Site.FileAddress(t.Asset)))
	}
	return dst
}

// toNode writes a link to a publication or section, in the reader's language
// or its fallback.
func (p *Place) toNode(dst []byte, d *document.Document, l *document.Link, t site.Target) []byte {
	e, to := p.Site.Reached(t.Node, p.Language)
	own := t.Node.Publication != nil && e != nil && e.Document == d
	if own && strings.HasPrefix(l.Destination, "#") {
		// On the page itself, or among several bodies: the text's own ids.
		if !p.Absolute || to == "" {
			return attribute(dst, "href", "#"+p.Prefix+site.EscapePath(t.Fragment))
		}
	}
	if strings.HasPrefix(l.Destination, "#") && t.Node.Section != nil && !p.Absolute {
		return attribute(dst, "href", "#"+p.Prefix+site.EscapePath(t.Fragment))
	}
	if to == "" {
		return dst
	}
	href := p.href(to+"index.html") + t.Query
	if id, ok, _ := site.Anchor(e, t.Fragment); ok && id != "" {
		href += "#" + site.EscapePath(id)
	} else if e == nil && t.Fragment != "" {
		href += "#" + site.EscapePath(t.Fragment)
	}
	dst = attribute(dst, "href", href)
	if e != nil && e.Language != p.Language {
		dst = attribute(dst, "hreflang", e.Language.Tag)
	}
	return dst
}

func (p *Place) image(dst []byte, d *document.Document, l *document.Link) []byte {
	asset := p.Site.Resolve(d, l.Destination).Asset
	if p.Shown != nil && asset != "" {
		asset = p.Shown(asset)
	}
	if asset == "" || !site.Publishable(asset) {
		if p.Keep != nil {
			return attribute(dst, "src", "")
		}
		return attribute(dst, "src", "data:,")
	}
	switch {
	case p.Keep != nil:
		dst = attribute(dst, "src", p.Keep(asset))
	case p.Absolute:
		dst = attribute(dst, "src", p.href(p.Site.Moderate(asset, Moderate)))
	default:
		src, set := Sources(p.Site, asset, p.href)
		dst = attribute(dst, "src", src)
		if set != "" {
			dst = attribute(attribute(dst, "srcset", set), "sizes", Sizes)
		}
	}
	if w, h, ok := p.Site.Media.Size(asset); ok {
		dst = append(dst, ` width="`...)
		dst = strconv.AppendInt(dst, int64(w), 10)
		dst = append(dst, `" height="`...)
		dst = strconv.AppendInt(dst, int64(h), 10)
		dst = append(dst, '"')
	}
	switch {
	case p.Keep != nil: // a book has what it shows
	case p.Eager && !p.Absolute:
		p.Eager = false
		dst = append(dst, ` fetchpriority="high" decoding="async"`...)
	default:
		dst = append(dst, ` loading="lazy" decoding="async"`...)
	}
	return dst
}

// player writes a local sound or film, with its size as a link to take it
// home.
func (p *Place) player(dst []byte, d *document.Document, l *document.Link) []byte {
	t := p.Site.Resolve(d, l.Destination)
	if t.Asset == "" || !site.Publishable(t.Asset) {
		return appendText(append(dst, "<p>"...), l.Text, "</p>")
	}
	src := p.href(p.Site.FileAddress(t.Asset))
	played := src
	if p.Keep != nil {
		played = p.Keep(t.Asset)
	}
	dst = append(dst, `<figure class="media">`...)
	if played != "" {
		element := "audio"
		if l.Kind == markdown.Video {
			element = "video"
		}
		dst = append(append(dst, '<'), element...)
		dst = append(dst, ` controls="controls" preload="none"`...)
		dst = attribute(dst, "src", played)
		if l.Text != "" {
			dst = attribute(dst, "aria-label", l.Text)
		}
		dst = append(append(append(dst, "></"...), element...), '>')
	}
	dst = append(dst, "<figcaption>"...)
	caption := l.Title
	if caption == "" {
		caption = l.Text
	}
	if caption != "" {
		dst = appendText(dst, caption, " ")
	}
	dst = append(dst, "<a"...)
	dst = attribute(dst, "href", src)
	dst = append(dst, ` download="download">`...)
	name := strings.ToUpper(strings.TrimPrefix(path.Ext(t.Asset), "."))
	if size := p.Site.Tree.Assets[t.Asset]; size > 0 {
		name += ", " + p.Language.Locale.Bytes(size)
	}
	return appendText(dst, name, "</a></figcaption></figure>")
}

// table writes the rows of a CSV file, the first as heads.
func (p *Place) table(dst []byte, d *document.Document, l *document.Link) []byte {
	t := p.Site.Resolve(d, l.Destination)
	if t.Asset == "" || !site.Publishable(t.Asset) {
		return appendText(append(dst, "<p>"...), l.Text, "</p>")
	}
	text, err := p.Site.Media.Read(t.Asset)
	if err != nil {
		return appendText(append(dst, "<p>"...), l.Text, "</p>")
	}
	rows, _ := data.ReadCSV(diag.Source{Path: t.Asset, Text: text})
	dst = append(p.scroll(append(dst, `<div class="table"`...), d), `><table>`...)
	caption := l.Title
	if caption == "" {
		caption = l.Text
	}
	if caption != "" {
		dst = append(dst, "<caption>"...)
		if p.Number != nil {
			dst = p.number(dst, d, "table", tableNumber(d, l))
		}
		dst = appendText(dst, caption, "</caption>")
	}
	numbers := numericColumns(rows)
	for i, row := range rows {
		switch i {
		case 0:
			dst = append(dst, "<thead>"...)
		case 1:
			dst = append(dst, "<tbody>"...)
		}
		dst = append(dst, "<tr>"...)
		for j, cell := range row {
			open, end := "<td>", "</td>"
			switch {
			case i == 0 && numbers[j]:
				open, end = `<th scope="col" class="end">`, "</th>"
			case i == 0:
				open, end = `<th scope="col">`, "</th>"
			case j == 0:
				open, end = `<th scope="row">`, "</th>"
			case numbers[j]:
				open = `<td class="end">`
			}
			dst = appendText(append(dst, open...), cell, end)
		}
		dst = append(dst, "</tr>"...)
		if i == 0 {
			dst = append(dst, "</thead>"...)
		}
	}
	if len(rows) > 1 {
		dst = append(dst, "</tbody>"...)
	}
	return append(dst, "</table></div>"...)
}

// numericColumns says of each column but the first, which names the rows,
// whether it holds numbers only.
func numericColumns(rows [][]string) []bool {
	if len(rows) == 0 {
		return nil
	}
	out := make([]bool, len(rows[0]))
	for j := 1; j < len(out); j++ {
		out[j] = len(rows) > 1
		for _, row := range rows[1:] {
			out[j] = out[j] && (row[j] == "" || numeric(row[j]))
		}
	}
	return out
}

// numeric says whether a cell is a number, in any digits.
func numeric(cell string) bool {
	digits := 0
	for _, r := range cell {
		switch {
		case r >= '0' && r <= '9', r >= '٠' && r <= '٩', r >= '०' && r <= '९', r >= '০' && r <= '৯':
			digits++
		case strings.ContainsRune("+-−.,٫٬   '’%٪/", r):
		default:
			return false
		}
	}
	return digits > 0
}

// attribute writes one attribute with its value escaped.
func attribute(dst []byte, name, value string) []byte {
	dst = append(append(append(dst, ' '), name...), `="`...)
	return appendText(dst, value, `"`)
}

// appendText writes text escaped for HTML, and what comes behind it.
func appendText(dst []byte, text, after string) []byte {
	for i := range len(text) {
		switch c := text[i]; c {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		case '"':
			dst = append(dst, "&#34;"...)
		case 0:
			dst = append(dst, "\uFFFD"...)
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, after...)
}

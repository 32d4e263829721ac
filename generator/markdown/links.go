package markdown

// Links and images: what they lead to decides how they are written.

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// target says what a destination is.
type target uint8

const (
	internal target = iota // resolved when the site is linked
	external               // http, https, mailto, tel
	refused                // any other scheme
)

// classify says what a decoded destination is, with its scheme, and the
// destination as a browser reads it: without control characters, or spaces
// around it.
func classify(destination []byte) (target, string, []byte) {
	d := destination
	if bytes.ContainsFunc(d, func(r rune) bool { return r < ' ' || r == 0x7F }) {
		d = bytes.Map(func(r rune) rune {
			if r < ' ' || r == 0x7F {
				return -1
			}
			return r
		}, d)
	}
	d = bytes.Trim(d, " ")
	if bytes.HasPrefix(d, []byte("//")) {
		return external, "", d
	}
	colon := 0
	for colon < len(d) && (alphanumeric(d[colon]) || d[colon] == '+' || d[colon] == '-' || d[colon] == '.') {
		colon++
	}
	if colon == 0 || colon >= len(d) || d[colon] != ':' {
		return internal, "", d
	}
	switch scheme := strings.ToLower(string(d[:colon])); scheme {
	case "http", "https", "mailto", "tel":
		return external, scheme, d
	default:
		return refused, scheme, d
	}
}

// link writes a link.
func (w *writer) link(n *ast.Link) {
	if w.inLink { // a link within a link would end the outer one
		w.wrapped(n)
		return
	}
	start, end := w.place(n, n.Destination)
	destination := plainText(n.Destination)
	w.raws("<a")
	index := w.reference(destination, start, end)
	if len(n.Title) > 0 {
		title := plainText(n.Title)
		w.attribute("title", title)
		if index >= 0 {
			w.res.Links[index].Title = collapsed(title)
		}
	}
	w.raws(">")
	from := len(w.plain)
	w.inLink = true
	w.wrapped(n)
	w.inLink = false
	if index >= 0 {
		w.res.Links[index].Text = collapsed(w.plain[from:])
	}
	w.raws("</a>")
}

// reference writes the href of a link, or the hole for one, and gives the index
// of the hole, or -1.
func (w *writer) reference(destination []byte, start, end int) int {
	if kind, broken := brokenShortcode(destination); broken {
		w.once("shortcode", kind, start, end, "kind", kind, "files", "1")
		return -1
	}
	kind, scheme, d := classify(destination)
	switch kind {
	case external:
		w.attribute("href", util.URLEscape(d, false))
	case refused:
		w.warn("link-scheme", start, end, "scheme", scheme+":", "target", shorten(d))
	default:
		return w.internalLink(HoleLink, PageLink, destination, start, end)
	}
	return -1
}

// brokenShortcode says whether a destination is what another generator would
// have computed.
func brokenShortcode(destination []byte) (string, bool) {
	i := bytes.Index(destination, []byte("{{"))
	if i < 0 {
		i = bytes.Index(destination, []byte("{%"))
	}
	if i < 0 {
		return "", false
	}
	if n, name := braces(destination[i:]); n > 0 && name != "" {
		return name, true
	}
	return string(destination[i : i+2]), true
}

// internalLink writes a hole and lists what it stands for.
func (w *writer) internalLink(hole byte, kind LinkKind, destination []byte, start, end int) int {
	index := len(w.res.Links)
	w.hole(hole, index)
	w.res.Links = append(w.res.Links, Link{
		Kind: kind, Destination: string(destination), Start: w.body.file(start), End: w.body.file(end),
	})
	return index
}

// place is where a destination stands in the body: goldmark gives a slice of it.
// When it does not, the place is the node's.
func (w *writer) place(n ast.Node, destination []byte) (int, int) {
	if len(destination) > 0 {
		at := cap(w.src) - cap(destination)
		if at >= 0 && at+len(destination) <= len(w.src) && &w.src[at] == &destination[0] {
			return at, at + len(destination)
		}
	}
	at := max(n.Pos(), 0)
	end := bytes.IndexByte(w.src[at:], ')')
	if line := bytes.IndexByte(w.src[at:], '\n'); line >= 0 && (end < 0 || line < end) {
		end = line - 1
	}
	if end < 0 {
		end = len(w.src) - at - 1
	}
	return at, at + end + 1
}

// autolink writes <https://example.org>, or an address without markup.
func (w *writer) autolink(n *ast.AutoLink) {
	label := n.Label(w.src)
	if w.inLink {
		w.verbatim(label)
		return
	}
	destination := n.URL(w.src)
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(destination), []byte("mailto:")) {
		destination = append([]byte("mailto:"), destination...)
	}
	start, end := w.place(n, label)
	w.raws("<a")
	if kind, scheme, d := classify(destination); kind == refused {
		w.warn("link-scheme", start, end, "scheme", scheme+":", "target", shorten(d))
	} else {
		w.attribute("href", util.URLEscape(d, false))
	}
	w.raws(">")
	w.verbatim(label)
	w.raws("</a>")
}

// mediaKind tells from the name of a file how an image of it is shown.
func mediaKind(destination []byte) LinkKind {
	if i := bytes.IndexAny(destination, "?#"); i >= 0 {
		destination = destination[:i]
	}
	dot := bytes.LastIndexByte(destination, '.')
	if dot < 0 {
		return Image
	}
	switch strings.ToLower(string(destination[dot+1:])) {
	case "csv":
		return Table
	case "mp3", "ogg", "oga", "opus", "m4a", "wav", "flac":
		return Audio
	case "mp4", "webm", "ogv":
		return Video
	}
	return Image
}

// image writes an image within text.
func (w *writer) image(n *ast.Image) {
	start, end := w.place(n, n.Destination)
	destination := plainText(n.Destination)
	begin := len(w.plain)
	if r, _ := utf8.DecodeLastRune(w.plain); isWord(r) {
		// The text alternative is words of its own.
		w.plain = append(w.plain, ' ')
	}
	from := len(w.plain)
	w.alternative(n)
	if !w.shows(destination, w.plain[from:], start, end) {
		return
	}
	kind := mediaKind(destination)
	if kind != Image {
		w.fileLink(destination, w.plain[from:], start, end)
		return
	}
	w.raws("<img")
	index := w.internalLink(HoleImage, Image, destination, start, end)
	w.attribute("alt", w.plain[from:])
	w.shown = append(w.shown, stretch{begin, len(w.plain)})
	link := &w.res.Links[index]
	link.Text = collapsed(w.plain[from:])
	if len(n.Title) > 0 {
		title := plainText(n.Title)
		w.attribute("title", title)
		link.Title = collapsed(title)
	}
	w.raws("/>")
}

// alternative adds the text alternative of an image to the plain text, with
// quotations of its own.
func (w *writer) alternative(n ast.Node) {
	out, start, double, single, node := len(w.out), w.leafStart, w.double, w.single, w.node
	w.startText()
	w.alternativeText(n, 0)
	w.out = w.out[:out]
	w.leafStart, w.double, w.single, w.node = start, double, single, node
}

func (w *writer) alternativeText(n ast.Node, depth int) {
	for n := n.FirstChild(); n != nil && depth < maxDepth; n = n.NextSibling() {
		switch c := n.(type) {
		case *ast.Text:
			if c.IsRaw() {
				w.verbatim(c.Segment.Value(w.src))
				continue
			}
			last, segment := joined(c)
			w.node = last
			w.text(segment.Value(w.src))
			if last.SoftLineBreak() || last.HardLineBreak() {
				w.plain = append(w.plain, ' ')
			}
			n = last
		case *ast.AutoLink:
			w.verbatim(c.Label(w.src))
		case *shortcode:
			w.verbatim(c.segment.Value(w.src))
		case *footnoteLink, *ast.RawHTML:
		default:
			w.alternativeText(c, depth+1)
		}
	}
}

// shows says whether an image may be shown. One that may not is written as a
// link or as text, with a message.
func (w *writer) shows(destination, alt []byte, start, end int) bool {
	if kind, broken := brokenShortcode(destination); broken {
		w.once("shortcode", kind, start, end, "kind", kind, "files", "1")
		w.out = appendText(w.out, alt)
		return false
	}
	kind, scheme, d := classify(destination)
	switch {
	case kind == internal:
		return true
	case kind == external && scheme != "mailto" && scheme != "tel":
		w.warn("image-remote", start, end, "target", shorten(d))
		if len(bytes.TrimSpace(alt)) == 0 {
			alt = d
		}
		if w.inLink {
			w.out = appendText(w.out, alt)
			return false
		}
		w.raws("<a")
		w.attribute("href", util.URLEscape(d, false))
		w.raws(">")
		w.out = appendText(w.out, alt)
		w.raws("</a>")
	default:
		w.warn("link-scheme", start, end, "scheme", scheme+":", "target", shorten(d))
		w.out = appendText(w.out, alt)
	}
	return false
}

// fileLink writes a film, a sound or a table that stands within text, where no
// player fits: as a link to the file.
func (w *writer) fileLink(destination, alt []byte, start, end int) {
	label := alt
	if len(bytes.TrimSpace(label)) == 0 {
		label = destination[bytes.LastIndexByte(destination, '/')+1:]
	}
	if w.inLink {
		w.out = appendText(w.out, label)
		return
	}
	w.raws("<a")
	index := w.internalLink(HoleLink, PageLink, destination, start, end)
	w.res.Links[index].Text = collapsed(label)
	w.raws(">")
	w.out = appendText(w.out, label)
	w.raws("</a>")
}

// alone is the image that is all of a paragraph; nil when there is more.
func alone(n ast.Node) *ast.Image {
	image, ok := n.FirstChild().(*ast.Image)
	if !ok || image.NextSibling() != nil {
		return nil
	}
	return image
}

// standsAlone says whether a paragraph comes out as something else than text.
func (w *writer) standsAlone(n ast.Node) bool { return alone(n) != nil }

// figure writes what stands alone in its paragraph. It is false when that is
// only text after all.
func (w *writer) figure(n ast.Node, image *ast.Image) bool {
	destination := plainText(image.Destination)
	if kind, _, _ := classify(destination); kind != internal {
		return false
	}
	if _, broken := brokenShortcode(destination); broken {
		return false
	}
	start, end := w.place(image, image.Destination)
	w.startLeaf()
	w.alternative(image)
	alt := string(w.plain)
	caption := w.caption(image.Title)
	var link *Link
	switch kind := mediaKind(destination); kind {
	case Image:
		if strings.TrimSpace(alt) == "" {
			w.warn("image-no-alternative", start, end)
		}
		w.raws("<figure><img")
		link = &w.res.Links[w.internalLink(HoleImage, Image, destination, start, end)]
		w.attribute("alt", []byte(alt))
		w.raws("/>")
		if caption != "" {
			w.raws("<figcaption")
			at := len(w.out)
			w.raws(">")
			w.leafAt = len(w.out)
			w.figures++
			w.hole(HoleFigure, w.figures)
			w.out = appendText(w.out, caption)
			w.raws("</figcaption>")
			w.direct(at, w.letters([]byte(caption)))
		}
		w.raws("</figure>")
	case Table:
		link = &w.res.Links[w.internalLink(HoleTable, kind, destination, start, end)]
	default:
		link = &w.res.Links[w.internalLink(HoleMedia, kind, destination, start, end)]
	}
	link.Text, link.Title = collapsed([]byte(alt)), caption
	from, to := extent(n)
	w.endBlock(CaptionBlock, 0, from, to)
	return true
}

// caption adds the title of a figure to the plain text and gives it.
func (w *writer) caption(title []byte) string {
	if len(title) == 0 {
		return ""
	}
	w.plain = append(w.plain, '\n')
	from, out := len(w.plain), len(w.out)
	w.leafStart, w.node = from, nil
	w.text(title)
	w.out = w.out[:out]
	w.leafStart = 0
	return collapsed(w.plain[from:])
}

// shorten is a destination as a message shows it.
func shorten(d []byte) string {
	const limit = 80
	if len(d) <= limit {
		return string(d)
	}
	return strings.ToValidUTF8(string(d[:limit]), "") + "…"
}

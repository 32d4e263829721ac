package markdown

// Raw HTML: tags of a short list are read and written anew, so that what comes
// out is well formed whatever went in; others are shown as text.

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// openElement is an element that has been opened and not closed.
type openElement struct {
	name string
	auto bool // a paragraph that nobody wrote
	flow bool // may hold paragraphs

	start, end int // of its tag in the body
}

// rawInline writes a tag, a comment or the like within text.
func (w *writer) rawInline(n *ast.RawHTML) {
	b := w.scratch[:0]
	for i := range n.Segments.Len() {
		s := n.Segments.At(i)
		b = append(b, s.Value(w.src)...)
	}
	w.scratch = b
	at := max(n.Pos(), 0)
	if n.Segments.Len() > 0 {
		at = n.Segments.At(0).Start
	}
	if bytes.HasPrefix(b, []byte("<!--")) {
		return
	}
	if t := scanTag(b, 0); t.after > 0 {
		w.tag(b, t, at, true)
		return
	}
	w.notAllowed(declaration(b), at, at+len(b))
	w.out = appendText(w.out, b)
}

// declaration is how a message calls what is no tag: <?php …?>, <!DOCTYPE …>.
func declaration(b []byte) string {
	end := 1
	for end < len(b) && (alphanumeric(b[end]) || b[end] == '!' || b[end] == '?' || b[end] == '[') {
		end++
	}
	return string(b[1:end])
}

func (w *writer) notAllowed(name string, start, end int) {
	w.once("html-not-allowed", name, start, end, "name", name)
}

// rawBlock writes a block of HTML lines.
func (w *writer) rawBlock(n *ast.HTMLBlock) {
	from, to := extent(n)
	b := w.scratch[:0]
	lines := n.Lines()
	for i := range lines.Len() {
		s := lines.At(i)
		b = append(b, s.Value(w.src)...)
	}
	if n.HasClosure() {
		b = append(b, n.ClosureLine.Value(w.src)...)
		to = n.ClosureLine.Stop
	}
	w.scratch = b
	w.startLeaf()
	// Offsets are exact for blocks whose lines follow one another in the file.
	for i := 0; i < len(b) && !w.stopped(); {
		lt := bytes.IndexByte(b[i:], '<')
		if lt < 0 {
			w.rawText(b[i:])
			break
		}
		w.rawText(b[i : i+lt])
		i += lt
		i = w.rawMarkup(b, i, from)
	}
	// What cannot hold paragraphs ends with its lines.
	keep := len(w.elements)
	for keep > w.floor && !w.elements[keep-1].flow {
		keep--
	}
	w.trimLines()
	w.closeElements(keep)
	w.endBlock(HTMLBlock, 0, from, to)
}

// rawMarkup writes what begins with '<' at b[i] and gives the place after it.
func (w *writer) rawMarkup(b []byte, i, offset int) int {
	rest := b[i:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		if end := bytes.Index(rest, []byte("-->")); end >= 0 {
			return i + end + 3
		}
		return len(b)
	case len(rest) > 1 && (rest[1] == '!' || rest[1] == '?'):
		end := bytes.IndexByte(rest, '>')
		if end < 0 {
			end = len(rest) - 1
		}
		w.notAllowed(declaration(rest), offset+i, offset+i+end+1)
		w.loose()
		w.out = appendText(w.out, rest[:end+1])
		return i + end + 1
	}
	t := scanTag(b, i)
	t.last = len(bytes.TrimSpace(b[t.after:])) == 0
	if t.after == 0 {
		w.loose()
		w.verbatim([]byte("<"))
		return i + 1
	}
	if !t.end && slices.Contains(verbatimElements, t.name) {
		end := len(b)
		if j := indexFold(b[t.after:], "</"+t.name); j >= 0 {
			end = t.after + j
		}
		w.notAllowed(t.name, offset+i, offset+t.after)
		w.loose()
		w.out = appendText(w.out, bytes.TrimRight(b[i:end], "\n"))
		return end
	}
	w.tag(b, t, offset, false)
	return t.after
}

// indexFold is the index of an ASCII text in b without regard to case, or -1.
func indexFold(b []byte, text string) int {
	for i := 0; i+len(text) <= len(b); i++ {
		if b[i] == text[0] && strings.EqualFold(string(b[i:i+len(text)]), text) {
			return i
		}
	}
	return -1
}

// rawText writes text of an HTML block.
func (w *writer) rawText(b []byte) {
	if n := len(w.elements); n == w.floor || w.elements[n-1].flow {
		if b = bytes.TrimLeft(b, "\n"); len(bytes.TrimSpace(b)) == 0 {
			return
		}
		w.loose()
	}
	w.decoded(b)
}

// trimLines takes back line ends before a tag that begins or ends a block.
func (w *writer) trimLines() {
	w.out = bytes.TrimRight(w.out, "\n")
	w.plain = append(w.plain, '\n')
}

// loose begins a paragraph for text of an HTML block that stands in none.
func (w *writer) loose() {
	if len(w.elements) == w.floor && !w.inText {
		w.raws("<p>")
		w.elements = append(w.elements, openElement{name: "p", auto: true})
	}
}

// tag writes one tag of the text b, which stands at an offset of the body.
func (w *writer) tag(b []byte, t tag, offset int, inline bool) {
	start, end := offset+t.start, offset+t.after
	kind, known := elements[t.name]
	if !known {
		w.notAllowed(t.name, start, end)
		if !inline {
			w.loose()
		}
		w.out = appendText(w.out, b[t.start:t.after])
		return
	}
	switch {
	case t.end:
		w.endTag(t, kind, start, end, inline)
	case inline && kind.block:
		w.once("html-misplaced", t.name, start, end, "name", t.name)
	default:
		w.startTag(t, kind, start, end, inline)
	}
}

// startTag opens an element.
func (w *writer) startTag(t tag, kind behaviour, start, end int, inline bool) {
	// <ins> and <del> may hold paragraphs too, when they stand alone.
	flow := kind.flow || !inline && kind.dated && t.name != "time" && len(w.elements) == w.floor && t.last
	switch {
	case kind.block || flow:
		w.trimLines()
		// Text that was loose before ends here.
		for i := w.floor; i < len(w.elements); i++ {
			if w.elements[i].auto || !elements[w.elements[i].name].block {
				w.closeElements(i)
				break
			}
		}
	case !inline:
		w.loose()
	}
	if n := len(w.elements); kind.implied && n > w.floor && elements[w.elements[n-1].name].implied {
		w.closeElements(n - 1)
	}
	for _, name := range t.unknown {
		w.once("html-attribute", name, start, end, "name", name)
	}
	w.raws("<")
	w.raws(t.name)
	a := &t.attributes
	w.authorID(a, start, end)
	w.attributes(a)
	if len(a.datetime) > 0 {
		w.attribute("datetime", a.datetime)
	}
	if a.open {
		w.raws(` open=""`)
	}
	switch {
	case kind.void:
		w.raws("/>")
		if t.name == "br" {
			w.plain = append(w.plain, '\n')
		}
	case t.closed:
		w.raws("></")
		w.raws(t.name)
		w.raws(">")
	default:
		w.raws(">")
		if len(w.elements)-w.floor > maxDepth {
			w.tooDeep(start)
			return
		}
		w.elements = append(w.elements, openElement{name: t.name, flow: flow, start: start, end: end})
	}
}

// endTag closes an element, and what was opened in it.
func (w *writer) endTag(t tag, kind behaviour, start, end int, inline bool) {
	if kind.void {
		return
	}
	for i := len(w.elements) - 1; i >= w.floor; i-- {
		if w.elements[i].name == t.name && !w.elements[i].auto {
			if w.elements[i].flow {
				w.trimLines()
			}
			w.closeElements(i + 1)
			w.raws("</")
			w.raws(t.name)
			w.raws(">")
			w.elements = w.elements[:i]
			return
		}
	}
	if inline && kind.flow && w.floor > 0 {
		// </div> at the end of a paragraph: it ends once the paragraph has.
		w.late = append(w.late, openElement{name: t.name, start: start, end: end})
		return
	}
	w.once("html-unbalanced", "/"+t.name, start, end, "name", "/"+t.name)
}

// closeElements closes what was opened last until only n are open.
func (w *writer) closeElements(n int) {
	for len(w.elements) > n {
		e := w.elements[len(w.elements)-1]
		if e.auto {
			w.trimLines()
		}
		w.elements = w.elements[:len(w.elements)-1]
		w.raws("</")
		w.raws(e.name)
		w.raws(">")
		if !e.auto && !elements[e.name].implied {
			w.once("html-unbalanced", e.name, e.start, e.end, "name", e.name)
		}
	}
}

// closeLate closes the blocks whose end tags stood within the text just written.
func (w *writer) closeLate() {
	for _, e := range w.late {
		i := len(w.elements) - 1
		for i >= w.floor && w.elements[i].name != e.name {
			i--
		}
		if i < w.floor {
			w.once("html-unbalanced", "/"+e.name, e.start, e.end, "name", "/"+e.name)
			continue
		}
		w.closeElements(i + 1)
		w.raws("</")
		w.raws(e.name)
		w.raws(">")
		w.elements = w.elements[:i]
	}
	w.late = w.late[:0]
}

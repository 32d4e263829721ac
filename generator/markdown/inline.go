package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// inlines writes a node and those after it. Raw HTML opened among them ends with
// them.
func (w *writer) inlines(first ast.Node) {
	floor := w.floor
	w.floor, w.inText = len(w.elements), true
	for c := first; c != nil && !w.stopped(); c = c.NextSibling() {
		c = w.inline(c)
	}
	w.closeElements(w.floor)
	w.floor, w.inText = floor, false
}

// wrapped writes the children of an inline node, within which raw HTML ends too.
func (w *writer) wrapped(n ast.Node) {
	if w.depth++; w.depth > maxDepth {
		w.tooDeep(n.Pos())
	}
	floor := w.floor
	w.floor = len(w.elements)
	for c := n.FirstChild(); c != nil && !w.stopped(); c = c.NextSibling() {
		c = w.inline(c)
	}
	w.closeElements(w.floor)
	w.floor = floor
	w.depth--
}

// inline writes one inline node, or a run of text nodes, and gives the last node
// that it wrote.
func (w *writer) inline(n ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.Text:
		n, segment := joined(n)
		w.node = n
		w.text(segment.Value(w.src))
		switch {
		case n.HardLineBreak():
			w.raws("<br/>")
			w.plain = append(w.plain, '\n')
		case n.SoftLineBreak():
			w.softBreak(n)
		}
		return n
	case *ast.Emphasis:
		if n.Level == 2 {
			w.raws("<strong>")
			w.wrapped(n)
			w.raws("</strong>")
		} else {
			w.raws("<em>")
			w.wrapped(n)
			w.raws("</em>")
		}
	case *ast.Link:
		w.link(n)
	case *ast.CodeSpan:
		w.codeSpan(n)
	case *ast.Image:
		w.image(n)
	case *ast.AutoLink:
		w.autolink(n)
	case *ast.RawHTML:
		w.rawInline(n)
	case *span:
		w.span(n)
	case *footnoteLink:
		w.footnoteLink(n)
	case *shortcode:
		w.shortcode(n)
	case *extension.Strikethrough:
		w.raws("<del>")
		w.wrapped(n)
		w.raws("</del>")
	case *ast.String:
		w.verbatim(n.Value)
	default:
		w.wrapped(n)
	}
	return n
}

// joined is the text of a node and of those that follow it without a gap, and the
// last of them: goldmark cuts text wherever it tried a parser.
func joined(n *ast.Text) (*ast.Text, text.Segment) {
	segment := n.Segment
	for !n.SoftLineBreak() && !n.HardLineBreak() {
		next, ok := n.NextSibling().(*ast.Text)
		if !ok || next.Segment.Start != segment.Stop || next.Segment.Padding != 0 || next.IsRaw() != n.IsRaw() {
			break
		}
		segment.Stop = next.Segment.Stop
		n = next
	}
	return n, segment
}

// softBreak writes the end of a line within a paragraph: nothing between Han or
// kana, which are written without spaces, else a line end.
func (w *writer) softBreak(n *ast.Text) {
	before, _ := utf8.DecodeLastRune(w.plain)
	if classOf(before)&wide != 0 {
		if next := n.NextSibling(); next != nil && classOf(w.first(next, 0))&wide != 0 {
			return
		}
	}
	w.out = append(w.out, '\n')
	w.plain = append(w.plain, '\n')
}

// codeSpan writes inline code.
func (w *writer) codeSpan(n *ast.CodeSpan) {
	w.raws("<code")
	w.code()
	w.raws(">")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		b := t.Segment.Value(w.src)
		for len(b) > 0 {
			// In a table a pipe is escaped even within code.
			stop := -1
			if w.inCell {
				stop = bytes.Index(b, []byte(`\|`))
			}
			line := bytes.IndexByte(b, '\n')
			switch {
			case stop >= 0:
				w.verbatim(b[:stop])
				b = b[stop+1:]
				w.verbatim(b[:1])
				b = b[1:]
			case line >= 0:
				w.verbatim(b[:line])
				w.copy([]byte{' '})
				b = b[line+1:]
			default:
				w.verbatim(b)
				b = nil
			}
		}
	}
	w.raws("</code>")
}

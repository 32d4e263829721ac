package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
)

// blockquote writes a quotation or a callout.
func (w *writer) blockquote(n *ast.Blockquote) {
	if kind, p := w.callout(n); kind >= 0 {
		w.calloutBlock(n, kind, p)
		return
	}
	w.raws("<blockquote")
	w.directed(n, "blockquote")
}

// callout tells which callout a quotation is, by a first line such as [!NOTE],
// and gives the paragraph that it stands in; -1 when it is none.
func (w *writer) callout(n ast.Node) (int, *ast.Paragraph) {
	p, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || p.Lines().Len() == 0 {
		return -1, nil
	}
	line := p.Lines().At(0)
	mark := bytes.TrimSpace(w.src[line.Start:line.Stop])
	if len(mark) < 4 || mark[0] != '[' || mark[1] != '!' || mark[len(mark)-1] != ']' {
		return -1, nil
	}
	for i, name := range Callouts {
		if strings.EqualFold(string(mark[2:len(mark)-1]), name) {
			return i, p
		}
	}
	return -1, nil
}

// calloutBlock writes a callout, whose title the page's language fills in.
func (w *writer) calloutBlock(n ast.Node, kind int, p *ast.Paragraph) {
	w.raws(`<div class="callout `)
	w.raws(Callouts[kind])
	w.raws(`" role="note">`)
	w.hole(HoleCallout, kind)
	end := p.Lines().At(0).Stop
	first := p.FirstChild()
	for first != nil && first.Pos() < end {
		first = first.NextSibling()
	}
	next := p.NextSibling()
	n.RemoveChild(n, p)
	if first != nil {
		// What follows the mark is a paragraph of its own.
		for c := p.FirstChild(); c != first; c = p.FirstChild() {
			p.RemoveChild(p, c)
		}
		p.Lines().SetSliced(1, p.Lines().Len())
		n.InsertBefore(n, next, p)
	}
	w.container(n)
	w.raws("</div>")
}

// table writes a table. Alignment is a class: a Content-Security-Policy without
// inline styles would drop a style.
func (w *writer) table(n *extension.Table) {
	w.raws(`<div class="table"`)
	w.hole(HoleScroll, 0)
	w.raws(`><table>`)
	open := false
	for c := n.FirstChild(); c != nil && !w.stopped(); c = c.NextSibling() {
		if _, ok := c.(*extension.TableHeader); ok {
			w.raws("<thead>")
			w.row(c, n.Alignments, `<th scope="col"`, "</th>")
			w.raws("</thead>")
			continue
		}
		if !open {
			w.raws("<tbody>")
			open = true
		}
		w.row(c, n.Alignments, "<td", "</td>")
	}
	if open {
		w.raws("</tbody>")
	}
	w.raws("</table></div>")
}

// row writes a row of a table, which is one translatable block.
func (w *writer) row(n ast.Node, columns []extension.Alignment, start, end string) {
	w.raws("<tr>")
	w.startLeaf()
	from, to := max(n.Pos(), 0), max(n.Pos(), 0)
	for c := n.FirstChild(); c != nil && !w.stopped(); c = c.NextSibling() {
		w.raws(start)
		if len(columns) > 0 {
			switch columns[0] {
			case extension.AlignLeft:
				w.raws(` class="start"`)
			case extension.AlignCenter:
				w.raws(` class="center"`)
			case extension.AlignRight:
				w.raws(` class="end"`)
			}
			columns = columns[1:]
		}
		at := len(w.out)
		w.raws(">")
		if w.leafAt == 0 {
			w.leafAt = len(w.out)
		}
		w.startText()
		w.inCell = true
		w.inlines(c.FirstChild())
		w.inCell = false
		w.raws(end)
		w.direct(at, w.letters(w.plain[w.leafStart:]))
		w.plain = append(w.plain, '\n')
		if _, stop := extent(c); stop > to {
			to = stop
		}
	}
	w.raws("</tr>")
	w.endBlock(RowBlock, 0, from, to)
}

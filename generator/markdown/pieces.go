package markdown

// This file tells where the text of each translatable block stands in its file,
// for those who take texts out of a body and put others in their place.

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"tract/generator/diag"
)

// Span is a stretch of a file, in bytes.
type Span struct{ Start, End int }

// Piece is a translatable block with the places of its text.
type Piece struct {
	Block
	// Lines are what the block has on each of its lines: without line ends, the
	// marks of lists and quotations around it, those of its heading and the
	// attributes of that, and the box of a task. A row of a table has one for
	// each cell; one that is not written has no place: -1.
	Lines  []Span
	Single bool // its text cannot go on in a second line: a heading with #, a row, a term
	HTML   bool // it is raw HTML, also within a note: every space is its own
	Markup Markup
}

// Markup is what the text of a block holds beside words. It tells whether a
// translation has lost something.
type Markup struct {
	Links, Images, Codes int
	Notes                []string // labels of footnotes, sorted
	Tags                 []string // names of raw HTML tags, with "/" those that close, sorted
	Held                 []string // what other generators would fill in, sorted
	Loose                []string // marks that came out as text, such as "**", sorted
}

// Pieces are the translatable blocks of a body with the places of their text, in
// the order of Result.Blocks. There are none where the body cannot be read.
func (c *Compiler) Pieces(src diag.Source, bodyStart int) []Piece {
	b := clean(src.Text, min(max(bodyStart, 0), len(src.Text)))
	if tooNested(b.text) >= 0 {
		return nil
	}
	w := new(writer)
	w.reset(c, src, b)
	doc := w.tree()
	if doc == nil || w.stopped() {
		return nil
	}
	nodes := map[Span]ast.Node{}
	w.leaves(doc, nodes)
	out := make([]Piece, 0, len(w.blocks))
	for _, block := range w.blocks {
		if n := nodes[Span{int(block.Start), int(block.End)}]; n != nil {
			out = append(out, w.piece(block, n))
		}
	}
	if len(out) < len(w.blocks) {
		return nil
	}
	return out
}

// tree parses and writes the body and gives its tree; nil when the parser gave
// up.
func (w *writer) tree() (doc ast.Node) {
	defer func() {
		if recover() != nil {
			doc = nil
		}
	}()
	pc := parser.NewContext()
	pc.Set(stateKey, &w.state)
	doc = w.parser.Parse(text.NewReader(w.src), parser.WithContext(pc))
	if !w.stopped() {
		w.document(doc)
	}
	return doc
}

// leaves gathers the blocks that hold text by their place in the file, as
// endBlock was told it.
func (w *writer) leaves(n ast.Node, into map[Span]ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		from, to := extent(c)
		switch c := c.(type) {
		case *ast.Paragraph, *ast.TextBlock, *ast.Heading, *extension.DefinitionTerm:
		case *ast.HTMLBlock:
			if c.HasClosure() {
				to = c.ClosureLine.Stop
			}
		case *extension.TableHeader, *extension.TableRow:
			from, to = max(c.Pos(), 0), max(c.Pos(), 0)
			for cell := c.FirstChild(); cell != nil; cell = cell.NextSibling() {
				if _, stop := extent(cell); stop > to {
					to = stop
				}
			}
		default:
			if c.Type() == ast.TypeBlock {
				w.leaves(c, into)
			}
			continue
		}
		span := Span{w.body.file(from), w.body.file(to)}
		if into[span] == nil {
			into[span] = c
		}
	}
}

// piece is a block whose text a node holds.
func (w *writer) piece(block Block, n ast.Node) Piece {
	p := Piece{Block: block}
	inline := n.FirstChild()
	switch n := n.(type) {
	case *extension.TableHeader, *extension.TableRow:
		p.Single = true
		for cell := inline; cell != nil; cell = cell.NextSibling() {
			if cell.Lines().Len() == 0 {
				p.Lines = append(p.Lines, Span{-1, -1})
			} else {
				p.line(w, cell.Lines().At(0))
			}
			w.holds(cell.FirstChild(), &p.Markup)
		}
		p.Markup.sort()
		return p
	case *ast.HTMLBlock:
		p.HTML = true
		lines := n.Lines()
		for i := range lines.Len() {
			p.line(w, lines.At(i))
		}
		if n.HasClosure() {
			p.line(w, n.ClosureLine)
		}
		for _, s := range p.Lines {
			p.Markup.tags(w.source.Text[s.Start:s.End])
		}
		p.Markup.sort()
		return p
	case *ast.Heading:
		p.Single = atx(n, w.src)
	case *extension.DefinitionTerm:
		p.Single = true
	}
	lines := n.Lines()
	for i := range lines.Len() {
		s := lines.At(i)
		if _, task := inline.(*extension.TaskCheckBox); task && i == 0 {
			s = s.WithStart(s.Start + boxLength(s.Value(w.src)))
		}
		p.line(w, s)
	}
	w.holds(inline, &p.Markup)
	p.Markup.sort()
	return p
}

// boxLength is the length of the box of a task, [ ] or [x], with the space
// after it.
func boxLength(line []byte) int {
	if len(line) < 3 || line[0] != '[' || line[2] != ']' {
		return 0
	}
	return len(line) - len(bytes.TrimLeft(line[3:], " \t"))
}

// line adds a line without its end.
func (p *Piece) line(w *writer, s text.Segment) {
	stop := s.Stop
	if stop > s.Start && w.src[stop-1] == '\n' {
		stop--
	}
	p.Lines = append(p.Lines, Span{w.body.file(s.Start), w.body.file(stop)})
}

// looseMarks are what damaged markup leaves in a text.
var looseMarks = []string{"**", "](", "`", "~~", "[^"}

// holds counts the markup of inline nodes from one on.
func (w *writer) holds(first ast.Node, m *Markup) {
	for next := first; next != nil; next = next.NextSibling() {
		switch n := next.(type) {
		case *ast.Link, *ast.AutoLink:
			m.Links++
		case *ast.Image:
			m.Images++
		case *ast.CodeSpan:
			m.Codes++
			continue
		case *footnoteLink:
			m.Notes = append(m.Notes, string(n.note.label))
		case *shortcode:
			m.Held = append(m.Held, string(n.segment.Value(w.src)))
		case *ast.RawHTML:
			for i := range n.Segments.Len() {
				s := n.Segments.At(i)
				m.tags(s.Value(w.src))
			}
		case *ast.Text:
			// goldmark cuts text in the middle of such marks.
			last, segment := joined(n)
			value := segment.Value(w.src)
			for _, mark := range looseMarks {
				for range bytes.Count(value, []byte(mark)) {
					m.Loose = append(m.Loose, mark)
				}
			}
			next = last
			continue
		}
		w.holds(next.FirstChild(), m)
	}
}

// tags adds the names of the tags of raw HTML.
func (m *Markup) tags(raw []byte) {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '<' {
			continue
		}
		end := i + 1
		if end < len(raw) && raw[end] == '/' {
			end++
		}
		from := end
		for end < len(raw) && alphanumeric(raw[end]) {
			end++
		}
		if end > from {
			m.Tags = append(m.Tags, strings.ToLower(string(raw[i+1:end])))
			i = end - 1
		}
	}
}

func (m *Markup) sort() {
	for _, list := range [][]string{m.Notes, m.Tags, m.Held, m.Loose} {
		slices.Sort(list)
	}
}

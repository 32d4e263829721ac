package markdown

// Spans: [mot]{lang=ar}, [x]{.class #id}.

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

const maxSpan = 1000 // bytes between the brackets of a span

// span is inline text with attributes. While it is open it stands before what
// will be its children.
type span struct {
	ast.BaseInline
	open   text.Segment // its bracket
	close  int          // offset of the bracket that closes it
	bottom ast.Node     // the last delimiter before it
}

var kindSpan = ast.NewNodeKind("Span")

func (n *span) Kind() ast.NodeKind         { return kindSpan }
func (n *span) Dump(source []byte, lv int) { ast.DumpHelper(n, source, lv, nil, nil) }

type spanParser struct{}

func (spanParser) Trigger() []byte { return []byte{'[', ']'} }

func (spanParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := stateOf(pc)
	line, segment := block.PeekLine()
	if line[0] == '[' {
		end := spanEnd(block.Source(), segment.Start)
		if end < 0 {
			return nil
		}
		n := &span{open: segment.WithStop(segment.Start + 1), close: end}
		if d := pc.LastDelimiter(); d != nil {
			n.bottom = d
		}
		s.spans = append(s.spans, n)
		block.Advance(1)
		return n
	}
	if len(s.spans) == 0 {
		return nil
	}
	n := s.spans[len(s.spans)-1]
	if n.close != segment.Start || n.Parent() != parent {
		return nil
	}
	a, length := parseAttributes(line[1:])
	if a == nil {
		return nil
	}
	s.spans = s.spans[:len(s.spans)-1]
	s.setAttributes(n, a)
	parser.ProcessDelimiters(n.bottom, pc)
	for c := n.NextSibling(); c != nil; {
		next := c.NextSibling()
		n.AppendChild(n, c)
		c = next
	}
	block.Advance(1 + length)
	// The caller appends what it gets: the span is taken out to be put back.
	parent.RemoveChild(parent, n)
	return n
}

// CloseBlock turns spans that were not closed after all into their bracket.
func (spanParser) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) {
	s := stateOf(pc)
	for _, n := range s.spans {
		if p := n.Parent(); p != nil {
			p.ReplaceChild(p, n, ast.NewTextSegment(n.open))
		}
	}
	s.spans = s.spans[:0]
}

// spanEnd is the offset of the bracket that closes the one at i, if attributes
// follow it; else -1.
func spanEnd(b []byte, i int) int {
	depth := 0
	for end := min(len(b), i+maxSpan); i < end; i++ {
		switch b[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth > 0 {
				continue
			}
			if i+1 < len(b) && b[i+1] == '{' {
				if a, _ := parseAttributes(b[i+1 : min(len(b), i+1+maxSpan)]); a != nil {
					return i
				}
			}
			return -1
		case '\n':
			// A blank line ends the block.
			if i+1 < end && b[i+1] == '\n' {
				return -1
			}
		}
	}
	return -1
}

// span writes a span.
func (w *writer) span(n *span) {
	w.raws("<span")
	if a := w.state.attributesOf(n); a != nil {
		w.authorID(a, n.open.Start, n.close)
		w.attributes(a)
	}
	w.raws(">")
	w.wrapped(n)
	w.raws("</span>")
}

package markdown

// This file keeps hostile or broken bodies from costing more than their size.
// A few constructs take the parser quadratic time, or recursion as deep as the
// text is long. What nests too deep is seen before parsing; what costs too much
// is charged to a budget while parsing, and then nothing more is recognised.

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

const (
	maxMarkers = 100      // containers that one line may open
	maxIndent  = 800      // columns before the first character of a line
	maxDepth   = 200      // elements within one another
	maxCost    = 40 << 20 // steps of a nanosecond or a few
	maxCells   = 1 << 18  // cells that a table may gain by short rows
	maxLines   = 5_000    // lines of link definitions in one go
)

var stateKey = parser.NewContextKey()

// state is what the parsers of one body share.
type state struct {
	tripped    int // offset at which the budget ran out; -1 when it did not
	cost       int
	delimiters int // in the block that is being parsed
	spans      []*span
	notes      map[string]*footnote
	defined    []*footnote
	undefined  []text.Segment // of footnotes that are referred to
	attributes map[ast.Node]*attributes
	explicit   map[string]bool // ids that somebody wrote
}

func stateOf(pc parser.Context) *state { return pc.Get(stateKey).(*state) }

// charge takes steps from the budget and says whether there is any left.
func (s *state) charge(steps, offset int) bool {
	s.cost += steps
	if s.cost > maxCost && s.tripped < 0 {
		s.tripped = max(offset, 0)
	}
	return s.tripped < 0
}

func (s *state) attributesOf(n ast.Node) *attributes {
	if s.attributes == nil {
		return nil
	}
	return s.attributes[n]
}

func (s *state) setAttributes(n ast.Node, a *attributes) {
	if s.attributes == nil {
		s.attributes = map[ast.Node]*attributes{}
	}
	s.attributes[n] = a
	if len(a.id) > 0 {
		if s.explicit == nil {
			s.explicit = map[string]bool{}
		}
		s.explicit[string(a.id)] = true
	}
}

// tooNested is the offset of the first line that opens more containers than
// anyone means to, or -1.
func tooNested(b []byte) int {
	for from := 0; from < len(b); {
		line := b[from:]
		next := bytes.IndexByte(line, '\n')
		if next < 0 {
			next = len(line)
		}
		if line = line[:next]; len(line) > maxMarkers && opens(line) {
			return from
		}
		from += next + 1
	}
	return -1
}

// opens says whether a line opens too many containers or is indented too far.
func opens(line []byte) bool {
	markers, columns := 0, 0
	for i := 0; i < len(line); {
		switch c := line[i]; {
		case c == ' ':
			columns++
			i++
			continue
		case c == '\t':
			columns += 4
			i++
			continue
		case c == '>':
			i++
		case (c == '-' || c == '*' || c == '+' || c == ':') && i+1 < len(line) && line[i+1] <= ' ':
			if rule(line[i:], c) {
				return false
			}
			i += 2
		case c >= '0' && c <= '9':
			j := i
			for j < len(line) && line[j] >= '0' && line[j] <= '9' {
				j++
			}
			if j+1 >= len(line) || line[j] != '.' && line[j] != ')' || line[j+1] > ' ' {
				return columns > maxIndent
			}
			i = j + 2
		case c == '[' && i+1 < len(line) && line[i+1] == '^':
			j := bytes.Index(line[i:], []byte("]:"))
			if j < 0 {
				return columns > maxIndent
			}
			i += j + 2
		default:
			return columns > maxIndent
		}
		if markers++; markers > maxMarkers {
			return true
		}
	}
	return false
}

// rule says whether the rest of a line is a thematic break.
func rule(line []byte, c byte) bool {
	for _, d := range line {
		if d != c && d != ' ' && d != '\t' {
			return false
		}
	}
	return c != '+' && c != ':'
}

// charged charges the budget for each try of an inline parser that may look
// ahead to the end of its block.
type charged struct{ parser.InlineParser }

func (p charged) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, at := block.Position()
	lines := parent.Lines()
	steps := parent.ChildCount() + lines.Len()
	if n := lines.Len(); n > 0 {
		steps += (lines.At(n-1).Stop - at.Start) / 8
	}
	if !stateOf(pc).charge(steps, at.Start) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// CloseBlock passes on what the link parser does at the end of a block.
func (p charged) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if c, ok := p.InlineParser.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, block, pc)
	}
}

// delimited charges the budget for runs of * _ and ~: a closing one may be
// compared with every one before it.
type delimited struct{ parser.InlineParser }

func (p delimited) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := stateOf(pc)
	_, at := block.Position()
	s.delimiters++
	if !s.charge(s.delimiters, at.Start) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// CloseBlock begins a new count.
func (p delimited) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) {
	stateOf(pc).delimiters = 0
}

// definitions refuses paragraphs of link definitions without end.
type definitions struct{ parser.ParagraphTransformer }

func (t definitions) Transform(n *ast.Paragraph, r text.Reader, pc parser.Context) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	first := lines.At(0)
	if first = first.TrimLeftSpace(r.Source()); first.IsEmpty() || r.Source()[first.Start] != '[' {
		return
	}
	if lines.Len() > maxLines && !stateOf(pc).charge(maxCost+1, lines.At(0).Start) {
		return
	}
	t.ParagraphTransformer.Transform(n, r, pc)
}

// tables refuses tables whose short rows would be filled up with cells by the
// million.
type tables struct{ parser.ParagraphTransformer }

func (t tables) Transform(n *ast.Paragraph, r text.Reader, pc parser.Context) {
	lines, columns := n.Lines(), 0
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		if v := r.Source()[line.Start:line.Stop]; delimiterRow(v) {
			columns = max(columns, bytes.Count(v, []byte("|"))+1)
		}
	}
	if columns == 0 {
		return
	}
	if columns*lines.Len() > maxCells && !stateOf(pc).charge(maxCost+1, lines.At(0).Start) {
		return
	}
	t.ParagraphTransformer.Transform(n, r, pc)
}

// delimiterRow says whether a line may be the row below a table's header.
func delimiterRow(line []byte) bool {
	dash := false
	for _, c := range line {
		switch c {
		case '-':
			dash = true
		case '|', ':', ' ', '\t', '\n':
		default:
			return false
		}
	}
	return dash
}

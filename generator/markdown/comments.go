package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"tract/generator/diag"
)

// Comment is an HTML comment of a body, which no output shows.
type Comment struct {
	Span          // of the file, from "<!--" to behind "-->"
	Text   string // between those
	Inline bool   // it stands within text, not on lines of its own
}

// parsed is the tree of a body for who looks for what only a body with a mark can
// have. There is none without the mark, and none where the body cannot be read: as in
// Compile, one that breaks an invariant of the parser has its message.
func parsed(src diag.Source, bodyStart int, mark []byte) (b body, doc ast.Node) {
	b = clean(src.Text, min(max(bodyStart, 0), len(src.Text)))
	if !bytes.Contains(b.text, mark) || tooNested(b.text) >= 0 {
		return b, nil
	}
	defer func() {
		if recover() != nil {
			doc = nil
		}
	}()
	state := state{tripped: -1}
	pc := parser.NewContext()
	pc.Set(stateKey, &state)
	doc = newParser().Parse(text.NewReader(b.text), parser.WithContext(pc))
	if state.tripped >= 0 {
		return b, nil
	}
	return b, doc
}

// Comments are the HTML comments of a body, in their order; those in code are
// none. There are none where the body cannot be read.
func Comments(src diag.Source, bodyStart int) (out []Comment) {
	b, doc := parsed(src, bodyStart, commentHead)
	if doc == nil {
		return nil
	}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		from, to, inline := 0, 0, false
		switch n := n.(type) {
		case *ast.HTMLBlock:
			if n.HTMLBlockType == ast.HTMLBlockType1 {
				return ast.WalkContinue, nil // what stands in <pre> and <script> is shown
			}
			if from, to = extent(n); n.HasClosure() {
				to = n.ClosureLine.Stop
			}
		case *ast.RawHTML:
			if n.Segments.Len() == 0 {
				return ast.WalkContinue, nil
			}
			from, to, inline = n.Segments.At(0).Start, n.Segments.At(n.Segments.Len()-1).Stop, true
		default:
			return ast.WalkContinue, nil
		}
		out = append(out, b.comments(from, to, inline)...)
		return ast.WalkContinue, nil
	})
	return out
}

var commentHead, commentTail = []byte("<!--"), []byte("-->")

// comments are those in a stretch of the body.
func (b *body) comments(from, to int, inline bool) []Comment {
	var out []Comment
	for from < to {
		start := bytes.Index(b.text[from:to], commentHead)
		if start < 0 {
			break
		}
		start += from
		inner := start + len(commentHead)
		end := bytes.Index(b.text[inner:], commentTail)
		if end < 0 {
			break
		}
		end += inner
		from = end + len(commentTail)
		out = append(out, Comment{Span{b.file(start), b.file(from)}, string(b.text[inner:end]), inline})
	}
	return out
}

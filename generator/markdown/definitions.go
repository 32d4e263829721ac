package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"tract/generator/diag"
)

// Definition is a link reference definition that a link or an image of the body
// refers to: [label]: destination "title".
type Definition struct {
	Label       string // as references are compared: folded, with single spaces
	Destination string // as it is written
	Title       string // plain text
	// At is where the title stands in the file, between its signs; where there is
	// none, the place behind the destination, and Sign is 0.
	At   Span
	Sign byte // that ends the title: '"', '\'' or ')'
}

// Definitions are the definitions of a body that it refers to, each label once, in
// their order. Left out are those whose title cannot be told apart in the file, for
// it goes on within a quotation. There are none where the body cannot be read.
func Definitions(src diag.Source, bodyStart int) (out []Definition) {
	b, doc := parsed(src, bodyStart, []byte("]:"))
	if doc == nil {
		return nil
	}
	used := map[string]bool{}
	var defined []*ast.LinkReferenceDefinition
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		var reference *ast.ReferenceLink
		switch n := n.(type) {
		case *ast.LinkReferenceDefinition:
			if entering {
				defined = append(defined, n)
			}
		case *ast.Link:
			reference = n.Reference
		case *ast.Image:
			reference = n.Reference
		}
		if reference != nil {
			used[util.ToLinkReference(reference.Value)] = true
		}
		return ast.WalkContinue, nil
	})
	for _, n := range defined {
		label := util.ToLinkReference(n.Label)
		if !used[label] {
			continue
		}
		used[label] = false // the first one holds
		if d, ok := b.definition(n); ok {
			d.Label = label
			out = append(out, d)
		}
	}
	return out
}

// definition finds the title of a definition in the body.
func (b *body) definition(n *ast.LinkReferenceDefinition) (Definition, bool) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return Definition{}, false
	}
	start, stop := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	if stop < start || stop > len(b.text) {
		return Definition{}, false
	}
	whole := bytes.TrimRight(b.text[start:stop], " \t\n")
	d := Definition{Destination: string(n.Destination), Title: string(plainText(n.Title))}
	if n.Title == nil {
		if !bytes.HasSuffix(bytes.TrimRight(whole, ">"), bytes.TrimRight(n.Destination, ">")) {
			return d, false
		}
		at := b.file(start + len(whole))
		d.At = Span{at, at}
		return d, true
	}
	if len(whole) < len(n.Title)+2 {
		return d, false
	}
	end := len(whole) - 1
	from := end - len(n.Title)
	if !bytes.Equal(whole[from:end], n.Title) || bytes.IndexByte([]byte(`"')`), whole[end]) < 0 {
		return d, false
	}
	d.Sign = whole[end]
	d.At = Span{b.file(start + from), b.file(start + end)}
	return d, true
}

// TitleText is a text as a definition writes it between signs, of which the last is
// sign.
func TitleText(text string, sign byte) string {
	var out []byte
	for i := range len(text) {
		switch c := text[i]; {
		case c == sign, c == '(' && sign == ')', c == '\\' && i+1 < len(text) && util.IsPunct(text[i+1]), c == '\\' && i+1 == len(text):
			out = append(out, '\\', c)
		case c == '&':
			if _, n := entity([]byte(text[i:])); n > 0 {
				out = append(out, '\\')
			}
			out = append(out, c)
		case c == '\n' || c == '\r':
			out = append(out, ' ')
		default:
			out = append(out, c)
		}
	}
	return string(out)
}

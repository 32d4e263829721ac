package markdown

// This file puts the parser together: goldmark's own parsers, guarded, and ours
// for the rest of the dialect.

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newParser is a parser of the dialect; it may be used at once by many
// goroutines. The numbers are goldmark's priorities, lowest first.
//
// Nothing is called at spaces: goldmark cuts and joins its text at every place
// where a parser is tried, and links without markup are found from their ':',
// '.' and '@' instead.
func newParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(heading{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(extension.NewDefinitionListParser(), 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(heading{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(footnoteParser{}, 950),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(shortcodeParser{}, 50),
			util.Prioritized(charged{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(footnoteLinkParser{}, 101),
			util.Prioritized(charged{spanParser{}}, 110),
			util.Prioritized(charged{parser.NewLinkParser()}, 200),
			util.Prioritized(charged{parser.NewAutoLinkParser()}, 300),
			util.Prioritized(charged{parser.NewRawHTMLParser()}, 400),
			util.Prioritized(delimited{parser.NewEmphasisParser()}, 500),
			util.Prioritized(delimited{extension.NewStrikethroughParser()}, 501),
			util.Prioritized(bareLinkParser{}, 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(definitions{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200),
		),
	)
}

// heading cuts {#id .class} from the end of a heading. goldmark can do so too,
// but takes quadratic time over many braces and recurses into nested ones.
type heading struct{ parser.BlockParser }

func (h heading) Close(n ast.Node, r text.Reader, pc parser.Context) {
	h.BlockParser.Close(n, r, pc)
	lines := n.Lines()
	if n.Parent() == nil || lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	line := r.Source()[last.Start:last.Stop]
	from, a := trailingAttributes(line)
	if a == nil {
		return
	}
	stateOf(pc).setAttributes(n, a)
	line = bytes.TrimRight(line[:from], " \t")
	// The closing sequence of # may stand before the attributes.
	if hashes := bytes.TrimRight(line, "#"); len(hashes) < len(line) && atx(n, r.Source()) {
		if len(hashes) == 0 || hashes[len(hashes)-1] == ' ' || hashes[len(hashes)-1] == '\t' {
			line = bytes.TrimRight(hashes, " \t")
		}
	}
	lines.Set(lines.Len()-1, last.WithStop(last.Start+len(line)))
	if len(line) == 0 && lines.Len() == 1 {
		lines.Clear()
	}
}

// atx says whether a heading begins with its marks: one to six # and a space. The
// text of a heading with a line below it may begin with # as well.
func atx(n ast.Node, source []byte) bool {
	p := n.Pos()
	if p < 0 || p >= len(source) {
		return false
	}
	rest := bytes.TrimLeft(source[p:], "#")
	marks := len(source) - p - len(rest)
	return marks >= 1 && marks <= 6 && (len(rest) == 0 || bytes.IndexByte([]byte(" \t\r\n"), rest[0]) >= 0)
}

// trailingAttributes finds {…} at the end of a line: where it begins, and what
// it says; nil when there is none.
func trailingAttributes(line []byte) (int, *attributes) {
	line = bytes.TrimRight(line, " \t\n")
	if len(line) == 0 || line[len(line)-1] != '}' {
		return 0, nil
	}
	from := bytes.LastIndexByte(line, '{')
	if from < 0 || len(line)-from > maxSpan ||
		// After a bracket they are a span's; after another brace, a shortcode's.
		from > 0 && bytes.IndexByte([]byte(`\{]`), line[from-1]) >= 0 {
		return 0, nil
	}
	a, n := parseAttributes(line[from:])
	if a == nil || n != len(line)-from {
		return 0, nil
	}
	return from, a
}

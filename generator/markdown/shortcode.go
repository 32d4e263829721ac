package markdown

// What other generators left in a text: {{< figure >}}, {{% note %}}, {% include
// x %}, {{ site.title }}, [[toc]] and ::: fences. It is shown as written, and
// none of it is read as Markdown.

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

const maxShortcode = 1000 // bytes

type shortcode struct {
	ast.BaseInline
	segment text.Segment
	name    string // of its kind; empty when it closes another
}

var kindShortcode = ast.NewNodeKind("Shortcode")

func (n *shortcode) Kind() ast.NodeKind         { return kindShortcode }
func (n *shortcode) Dump(source []byte, lv int) { ast.DumpHelper(n, source, lv, nil, nil) }

type shortcodeParser struct{}

func (shortcodeParser) Trigger() []byte { return []byte{'{', '[', ':'} }

func (shortcodeParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	length, name := 0, ""
	switch line[0] {
	case '{':
		length, name = braces(line)
	case '[':
		length, name = contents(line)
	case ':':
		if lineHead(parent) {
			length, name = fence(line)
		}
	}
	if length == 0 {
		return nil
	}
	block.Advance(length)
	return &shortcode{segment: segment.WithStop(segment.Start + length), name: name}
}

// lineHead says whether nothing stands before the parser on its line.
func lineHead(parent ast.Node) bool {
	last, ok := parent.LastChild().(*ast.Text)
	return !parent.HasChildren() || ok && (last.SoftLineBreak() || last.HardLineBreak())
}

// braces reads {{…}} or {%…%} at the head of a line.
func braces(line []byte) (int, string) {
	closing := ""
	switch {
	case bytes.HasPrefix(line, []byte("{{<")):
		closing = ">}}"
	case bytes.HasPrefix(line, []byte("{{%")):
		closing = "%}}"
	case bytes.HasPrefix(line, []byte("{{")):
		closing = "}}"
	case bytes.HasPrefix(line, []byte("{%")):
		closing = "%}"
	default:
		return 0, ""
	}
	end := bytes.Index(line[2:min(len(line), maxShortcode)], []byte(closing))
	if end < 0 {
		return 0, ""
	}
	inner := strings.Trim(string(line[2:2+end]), "<%-/* \t")
	if i := strings.IndexAny(inner, " \t\"'|(="); i >= 0 {
		inner = inner[:i]
	}
	return 2 + end + len(closing), inner
}

// contents reads [[toc]], alone or within a line.
func contents(line []byte) (int, string) {
	for _, mark := range []string{"[[toc]]", "[[_toc_]]"} {
		if len(line) >= len(mark) && strings.EqualFold(string(line[:len(mark)]), mark) {
			return len(mark), "[[toc]]"
		}
	}
	return 0, ""
}

// fence reads the line of a ":::note" block.
func fence(line []byte) (int, string) {
	if !bytes.HasPrefix(line, []byte(":::")) {
		return 0, ""
	}
	rest := bytes.TrimRight(line, "\n")
	name := strings.Fields(strings.Trim(string(rest), ":{. \t}"))
	if len(name) == 0 {
		return len(rest), ""
	}
	return len(rest), ":::" + name[0]
}

// shortcode shows what was written. It is no text of the body: nobody translates
// it, and no summary needs it.
func (w *writer) shortcode(n *shortcode) {
	if n.name != "" {
		w.once("shortcode", n.name, n.segment.Start, n.segment.Stop, "kind", n.name, "files", "1")
	}
	w.out = appendText(w.out, n.segment.Value(w.src))
}

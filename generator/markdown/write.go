package markdown

// This file walks the tree of a body once and writes it.

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"

	"tract/generator/diag"
)

// writer is the state of one walk. It is used for one body after the other.
type writer struct {
	*Compiler
	source diag.Source
	body   body
	src    []byte // the body's text
	stops  *[256]bool
	state  state
	res    Result

	out     []byte // HTML
	plain   []byte // text of the block in hand, as it is read
	words   []byte // scratch of measure and slug
	scratch []byte // raw HTML in hand

	ids      map[string]bool
	suffixes map[string]int  // last one tried of each id
	said     map[string]int  // messages by id, and by id and name
	blocks   []Block         // so far, for Result
	headings []Heading       // so far, for Result
	notes    []*footnote     // mentioned, in order
	elements []openElement   // raw HTML
	floor    int             // elements below it belong to the context and stay open
	late     []openElement   // see closeLate
	tags     []directedStart // see direction.go

	figures int       // with captions, so far
	shown   []stretch // of plain: what stands for pictures in the block in hand

	node           ast.Node // text in hand
	leafStart      int      // of the typographic context in plain
	leafAt         int      // where the content of the block in hand begins in out; 0 where it is no element
	double, single int      // quotations that are open
	depth          int
	containers     int // blocks around that may get a direction
	left, right    int // letters so far

	inLink, inCell, inText, inNote bool
	backlink                       *footnote      // the note in hand
	backlinkIn                     *ast.Paragraph // its last paragraph
}

// reset begins a new body.
func (w *writer) reset(c *Compiler, src diag.Source, b body) {
	*w = writer{
		Compiler: c, source: src, body: b, src: b.text, stops: c.style.stops,
		state: state{tripped: -1},
		out:   w.out[:0], plain: w.plain[:0], words: w.words[:0], scratch: w.scratch[:0],
		ids: w.ids, suffixes: w.suffixes, said: w.said,
		blocks: w.blocks[:0], headings: w.headings[:0], notes: w.notes[:0], elements: w.elements[:0], late: w.late[:0], tags: w.tags[:0], shown: w.shown[:0],
	}
	if w.ids == nil {
		w.ids, w.suffixes, w.said = map[string]bool{}, map[string]int{}, map[string]int{}
	}
	clear(w.ids)
	clear(w.suffixes)
	clear(w.said)
}

// result takes what was found. Nothing in it refers to the writer, and what
// is kept for every file of a site has no room to spare.
func (w *writer) result() Result {
	r := w.res
	r.Blocks = append([]Block(nil), w.blocks...)
	r.Headings = append([]Heading(nil), w.headings...)
	clear(w.headings)
	clear(w.notes)
	w.res, w.src, w.body, w.source = Result{}, nil, body{}, diag.Source{}
	w.state, w.node, w.backlink, w.backlinkIn = state{}, nil, nil, nil
	return r
}

// raws writes HTML.
func (w *writer) raws(s string) { w.out = append(w.out, s...) }

// stopped says that the walk was given up.
func (w *writer) stopped() bool { return w.state.tripped >= 0 }

// tooDeep gives the walk up.
func (w *writer) tooDeep(offset int) {
	if w.state.tripped < 0 {
		w.state.tripped = max(offset, 0)
	}
}

// maxSaid is how many messages of one id a body gives: more help nobody.
const maxSaid = 100

// warn adds a message on bytes of the body; its severity is the catalogue's.
func (w *writer) warn(id string, start, end int, args ...string) {
	if w.said[id]++; w.said[id] > maxSaid {
		return
	}
	w.res.Messages = append(w.res.Messages, diag.At(id, w.source, w.body.file(start), w.body.file(end), args...))
}

// once is warn for the first time that an id meets a name.
func (w *writer) once(id, name string, start, end int, args ...string) {
	key := id + " " + name
	if w.said[key]++; w.said[key] == 1 {
		w.warn(id, start, end, args...)
	}
}

// document writes the whole.
func (w *writer) document(doc ast.Node) {
	w.container(doc)
	w.footnotes()
	w.checkFootnotes()
}

// container writes the blocks within a block; raw HTML opened in it ends in it.
func (w *writer) container(n ast.Node) {
	if w.depth++; w.depth > maxDepth {
		w.tooDeep(n.Pos())
	}
	floor := w.floor
	w.floor = len(w.elements)
	for c := n.FirstChild(); c != nil && !w.stopped(); c = c.NextSibling() {
		w.block(c)
		if w.containers == 0 {
			w.tags = w.tags[:0]
		}
		if len(w.late) > 0 {
			w.closeLate()
		}
	}
	w.closeElements(w.floor)
	w.floor = floor
	w.depth--
}

// block writes one block.
func (w *writer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		w.paragraph(n, nil)
	case *ast.TextBlock:
		w.textBlock(n)
	case *ast.Heading:
		w.heading(n)
	case *ast.List:
		w.list(n)
	case *ast.Blockquote:
		w.blockquote(n)
	case *ast.FencedCodeBlock:
		w.codeBlock(n, n.Language(w.src))
	case *ast.CodeBlock:
		w.codeBlock(n, nil)
	case *ast.ThematicBreak:
		w.raws("<hr/>")
	case *ast.HTMLBlock:
		w.rawBlock(n)
	case *extension.Table:
		w.table(n)
	case *extension.DefinitionList:
		w.definitions(n)
	case *footnote, *ast.LinkReferenceDefinition:
		// Footnotes are written at the end.
	default:
		w.container(n)
	}
}

// startLeaf begins a block of text.
func (w *writer) startLeaf() {
	w.plain, w.shown = w.plain[:0], w.shown[:0]
	w.leafAt = 0
	w.startText()
}

// startText begins text that has its own quotations.
func (w *writer) startText() {
	w.leafStart, w.double, w.single, w.node = len(w.plain), 0, 0, nil
}

// paragraph writes a paragraph, without the inline nodes before first.
func (w *writer) paragraph(n ast.Node, first ast.Node) {
	if first == nil {
		if image := alone(n); image != nil && w.figure(n, image) {
			return
		}
		first = n.FirstChild()
	}
	w.startLeaf()
	w.raws("<p")
	at := len(w.out)
	w.raws(">")
	w.leafAt = len(w.out)
	w.task(first)
	if n == ast.Node(w.backlinkIn) && w.backlinkIn != nil {
		w.backlinks()
	}
	w.raws("</p>")
	from, to := extent(n)
	kind := ParagraphBlock
	if _, ok := n.Parent().(*ast.ListItem); ok {
		kind = ItemBlock
	}
	t := w.endBlock(kind, 0, from, to)
	w.direct(at, t)
	if w.res.Summary == "" && t.words > 0 && n.Parent().Type() == ast.TypeDocument {
		w.summarise(w.unpictured())
	}
}

// textBlock writes the text of a tight list item or definition.
func (w *writer) textBlock(n *ast.TextBlock) {
	w.startLeaf()
	if image := alone(n); image != nil && w.figure(n, image) {
		return
	}
	kind := ItemBlock
	if _, ok := n.Parent().(*extension.DefinitionDescription); ok {
		kind = DefinitionBlock
	}
	w.leafAt = len(w.out)
	w.task(n.FirstChild())
	from, to := extent(n)
	w.endBlock(kind, 0, from, to)
}

// task writes inline nodes from one on; a check box takes the text after it for
// its label.
func (w *writer) task(first ast.Node) {
	box, ok := first.(*extension.TaskCheckBox)
	if !ok {
		w.inlines(first)
		return
	}
	w.raws(`<label><input type="checkbox" disabled=""`)
	if box.IsChecked {
		w.raws(` checked=""`)
	}
	w.raws("/> ")
	w.inlines(box.NextSibling())
	w.raws("</label>")
}

// heading writes a heading with its id.
func (w *writer) heading(n *ast.Heading) {
	w.startLeaf()
	level := "h" + ascii['0'+n.Level:'0'+n.Level+1]
	from, to := extent(n)
	a := w.state.attributesOf(n)
	w.raws("<")
	w.raws(level)
	at := len(w.out)
	w.raws(">")
	w.leafAt = len(w.out)
	w.inlines(n.FirstChild())
	w.raws("</")
	w.raws(level)
	w.raws(">")
	t := w.endBlock(HeadingBlock, 0, from, to)
	h := Heading{Level: n.Level, Text: collapsed(w.plain), Offset: w.body.file(max(n.Pos(), 0))}
	if a == nil || len(a.dir) == 0 && len(a.lang) == 0 {
		w.direct(at, t)
	}
	if a != nil && len(a.id) > 0 && w.claimExplicit(string(a.id), from, to) {
		h.ID, h.Explicit = string(a.id), true
	} else if id := w.slug(w.plain); id != "" {
		h.ID = w.claim(id)
	} else {
		h.ID = w.claim("section")
	}
	w.headingAttributes(at, h.ID, a)
	w.headings = append(w.headings, h)
}

// headingAttributes puts what is known only after a heading's text into its tag.
func (w *writer) headingAttributes(at int, id string, a *attributes) {
	mark := len(w.out)
	w.idAttribute(id)
	if a != nil {
		w.attributes(a)
	}
	w.scratch = append(w.scratch[:0], w.out[mark:]...)
	w.out = w.out[:mark]
	w.insert(at, w.scratch)
}

// list writes a list.
func (w *writer) list(n *ast.List) {
	name := "ul"
	if n.IsOrdered() {
		name = "ol"
	}
	w.raws("<")
	w.raws(name)
	if n.IsOrdered() && n.Start != 1 {
		w.raws(` start="`)
		w.out = strconv.AppendInt(w.out, int64(n.Start), 10)
		w.raws(`"`)
	}
	w.raws(">")
	for c := n.FirstChild(); c != nil && !w.stopped(); c = c.NextSibling() {
		w.raws("<li")
		if first := c.FirstChild(); first != nil {
			if _, ok := first.FirstChild().(*extension.TaskCheckBox); ok {
				w.raws(` class="task"`)
			}
		}
		w.directed(c, "li")
	}
	w.raws("</")
	w.raws(name)
	w.raws(">")
}

// definitions writes a definition list.
func (w *writer) definitions(n *extension.DefinitionList) {
	w.raws("<dl>")
	for c := n.FirstChild(); c != nil && !w.stopped(); c = c.NextSibling() {
		if _, ok := c.(*extension.DefinitionTerm); !ok {
			w.raws("<dd")
			w.directed(c, "dd")
			continue
		}
		w.startLeaf()
		w.raws("<dt")
		at := len(w.out)
		w.raws(">")
		w.leafAt = len(w.out)
		w.inlines(c.FirstChild())
		w.raws("</dt>")
		from, to := extent(c)
		w.direct(at, w.endBlock(DefinitionBlock, 0, from, to))
	}
	w.raws("</dl>")
}

// codeBlock writes a block of code.
func (w *writer) codeBlock(n ast.Node, language []byte) {
	w.raws("<pre")
	w.code()
	w.raws("><code")
	if len(language) > 0 {
		w.attribute("class", append([]byte("language-"), plainText(language)...))
	}
	w.raws(">")
	lines := n.Lines()
	for i := range lines.Len() {
		s := lines.At(i)
		w.out = appendText(w.out, s.Value(w.src))
	}
	w.raws("</code></pre>")
}

// extent is the stretch of the body that a block's lines take.
func extent(n ast.Node) (int, int) {
	lines := n.Lines()
	if lines.Len() == 0 {
		p := max(n.Pos(), 0)
		return p, p
	}
	return lines.At(0).Start, lines.At(lines.Len() - 1).Stop
}

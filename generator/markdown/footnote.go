package markdown

// Footnotes: [^label] in the text, and "[^label]: text" with what belongs to it
// indented by four. They are numbered in the order of their first mention and
// stand at the end, whatever the order of their definitions.

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

const maxLabel = 200 // bytes of a footnote's label

// footnote is the definition; it stays where it was written in the tree.
type footnote struct {
	ast.BaseBlock
	label      []byte
	start, end int    // of the mark [^label]
	id         string // given at the first mention
	number     int    // 0 until then
	references []string
}

var kindFootnote = ast.NewNodeKind("Footnote")

func (n *footnote) Kind() ast.NodeKind         { return kindFootnote }
func (n *footnote) Dump(source []byte, lv int) { ast.DumpHelper(n, source, lv, nil, nil) }

// footnoteLink is a mention of a footnote.
type footnoteLink struct {
	ast.BaseInline
	note *footnote
}

var kindFootnoteLink = ast.NewNodeKind("FootnoteLink")

func (n *footnoteLink) Kind() ast.NodeKind         { return kindFootnoteLink }
func (n *footnoteLink) Dump(source []byte, lv int) { ast.DumpHelper(n, source, lv, nil, nil) }

// footnoteMark is the label of [^label] at the head of b, and the length of the
// whole; nil when there is none.
func footnoteMark(b []byte) ([]byte, int) {
	if len(b) < 4 || b[0] != '[' || b[1] != '^' {
		return nil, 0
	}
	for i := 2; i < len(b) && i < maxLabel; i++ {
		switch b[i] {
		case ']':
			if i == 2 {
				return nil, 0
			}
			return b[2:i], i + 1
		case '[', ' ', '\t', '\n', '\\':
			return nil, 0
		}
	}
	return nil, 0
}

type footnoteParser struct{}

func (footnoteParser) Trigger() []byte { return []byte{'['} }

func (footnoteParser) Open(_ ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	label, n := footnoteMark(line[pos:])
	if label == nil || pos+n >= len(line) || line[pos+n] != ':' {
		return nil, parser.NoChildren
	}
	start := segment.Start + pos - segment.Padding
	note := &footnote{label: label, start: start, end: start + n}
	s := stateOf(pc)
	if s.notes == nil {
		s.notes = map[string]*footnote{}
	}
	s.defined = append(s.defined, note)
	if key := util.ToLinkReference(label); s.notes[key] == nil {
		s.notes[key] = note
	}
	r.Advance(pos + n + 1)
	return note, parser.HasChildren
}

func (footnoteParser) Continue(_ ast.Node, r text.Reader, _ parser.Context) parser.State {
	line, _ := r.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, r.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	r.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

func (footnoteParser) Close(ast.Node, text.Reader, parser.Context) {}
func (footnoteParser) CanInterruptParagraph() bool                 { return true }
func (footnoteParser) CanAcceptIndentedLine() bool                 { return false }

type footnoteLinkParser struct{}

func (footnoteLinkParser) Trigger() []byte { return []byte{'[', '!'} }

func (footnoteLinkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	// "![^1]" is an exclamation mark before a footnote, not an image.
	bang := 0
	if line[0] == '!' {
		bang = 1
	}
	label, n := footnoteMark(line[bang:])
	if label == nil {
		return nil
	}
	s := stateOf(pc)
	note := s.notes[util.ToLinkReference(label)]
	if note == nil {
		if bang == 0 && (n >= len(line) || line[n] != '(') {
			s.undefined = append(s.undefined, text.NewSegment(segment.Start, segment.Start+n))
		}
		return nil
	}
	if bang == 1 {
		ast.MergeOrAppendTextSegment(parent, text.NewSegment(segment.Start, segment.Start+1))
	}
	block.Advance(bang + n)
	return &footnoteLink{note: note}
}

// footnoteLink writes a mention and numbers its footnote.
func (w *writer) footnoteLink(n *footnoteLink) {
	note := n.note
	if note.number == 0 {
		w.notes = append(w.notes, note)
		note.number = len(w.notes)
		id := w.slug(note.label)
		if id == "" {
			id = strconv.Itoa(note.number)
		}
		note.id = w.claim("fn-" + id)
	}
	ref := "fnref-" + note.id[len("fn-"):]
	if len(note.references) > 0 {
		ref += "-" + strconv.Itoa(len(note.references)+1)
	}
	ref = w.claim(ref)
	note.references = append(note.references, ref)
	if w.inLink { // a link within a link would end the outer one
		w.raws(`<sup class="footnote-ref" id="`)
		w.prefixed(ref)
		w.raws(`">`)
		w.raws(w.number(note.number))
		w.raws("</sup>")
		return
	}
	w.raws(`<sup class="footnote-ref"><a href="#`)
	w.prefixed(note.id)
	w.raws(`" id="`)
	w.prefixed(ref)
	w.raws(`" role="doc-noteref">`)
	w.raws(w.number(note.number))
	w.raws("</a></sup>")
}

// number is a number in the digits of the language.
func (w *writer) number(n int) string {
	s := strconv.Itoa(n)
	if w.options.Digits != nil {
		s = w.options.Digits(s)
	}
	return s
}

// footnotes writes the notes that were mentioned. A note may mention another,
// which then joins the list.
func (w *writer) footnotes() {
	if len(w.notes) == 0 {
		return
	}
	w.raws(`<section class="footnotes" role="doc-endnotes"`)
	w.hole(HoleNotes, 0)
	w.raws("><ol>")
	w.inNote = true
	for i := 0; i < len(w.notes) && !w.stopped(); i++ {
		note := w.notes[i]
		w.raws(`<li id="`)
		w.prefixed(note.id)
		w.raws(`">`)
		w.backlink = note
		if last, ok := note.LastChild().(*ast.Paragraph); ok && !w.standsAlone(last) {
			w.backlinkIn = last
		} else {
			w.backlinkIn = nil
		}
		w.container(note)
		if w.backlinkIn == nil {
			w.raws("<p>")
			w.backlinks()
			w.raws("</p>")
		}
		w.raws("</li>")
	}
	w.inNote, w.backlinkIn = false, nil
	w.raws("</ol></section>")
}

// backlinks writes the ways back from the footnote in hand.
func (w *writer) backlinks() {
	for i, ref := range w.backlink.references {
		w.raws("\u00A0<a href=\"#")
		w.prefixed(ref)
		w.raws(`" class="footnote-back" role="doc-backlink"`)
		w.hole(HoleBacklink, 0)
		w.raws(">↩")
		if i > 0 {
			w.raws("<sup>")
			w.raws(w.number(i + 1))
			w.raws("</sup>")
		}
		w.raws("</a>")
	}
}

// checkFootnotes warns of marks without a footnote, and of footnotes that no
// mark shows.
func (w *writer) checkFootnotes() {
	for _, s := range w.state.undefined {
		w.warn("footnote-undefined", s.Start, s.Stop, "label", string(s.Value(w.src)))
	}
	for _, note := range w.state.defined {
		if note.number == 0 {
			id := "footnote-unused"
			if first := w.state.notes[util.ToLinkReference(note.label)]; first != note && bytes.Equal(first.label, note.label) {
				id = "footnote-repeated"
			}
			w.warn(id, note.start, note.end, "label", "[^"+string(note.label)+"]")
		}
	}
}

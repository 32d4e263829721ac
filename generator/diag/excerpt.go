package diag

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// glyph is one code point of an excerpt as it is shown. A tab has the text
// "\t"; its width depends on where it stands.
type glyph struct {
	text  string
	cells int
}

const tabStop = 8

// picturing is an excerpt on its way to the terminal: the glyphs that are
// shown, which of them the range covers, and whether any were cut off.
type picturing struct {
	glyphs              []glyph
	start, end          int // the range, as indexes of glyphs
	cutHead, cutTail    bool
	gutter, emptyGutter string
}

// excerptLines are the lines that show where a message stands: the excerpt,
// and below it a marker under the range. In a line with right-to-left
// characters no column of the terminal can be known, so the second line
// quotes the faulty piece instead. There are none for an empty excerpt.
func (m Message) excerptLines(width int, words printed) []string {
	if m.Excerpt == "" || m.Range.Start.Line == 0 {
		return nil
	}
	p := m.picture()
	p.cut(max(width-cellsOf(p.gutter), 20))
	line := p.line()
	if rightToLeft(line) {
		return []string{
			p.gutter + firstStrongIsolate + line + popIsolate,
			p.emptyGutter + p.quotation(words),
		}
	}
	return []string{p.gutter + line, p.emptyGutter + p.marker()}
}

// picture lays the excerpt out as glyphs.
func (m Message) picture() *picturing {
	number := fmt.Sprintf("%5d", m.Range.Start.Line)
	p := &picturing{
		gutter:      number + " | ",
		emptyGutter: strings.Repeat(" ", len(number)) + " | ",
	}
	for _, r := range m.Excerpt {
		g := glyph{text: picture(r)}
		switch {
		case r == '\t':
			g = glyph{text: "\t", cells: tabStop}
		case needsPicture(r):
			g.cells = utf8.RuneCountInString(g.text)
		default:
			g.cells = cells(r)
		}
		p.glyphs = append(p.glyphs, g)
	}
	first := max(m.ExcerptColumn, 1)
	p.cutHead = first > 1
	p.start = min(max(m.Range.Start.Column-first, 0), len(p.glyphs))
	p.end = len(p.glyphs)
	if m.Range.End.Line <= m.Range.Start.Line {
		p.end = min(max(m.Range.End.Column-first, p.start), len(p.glyphs))
	}
	// A marker under a combining mark stands under the character it joins.
	for p.start > 0 && p.start < len(p.glyphs) && p.glyphs[p.start].cells == 0 {
		p.start--
	}
	return p
}

// cut leaves the glyphs around the range that fit into a number of cells. The
// range itself keeps two thirds at most, its head rather than its tail.
func (p *picturing) cut(room int) {
	if total(p.glyphs) <= room {
		return
	}
	room -= 2 // for the two …
	from, to, used := p.start, p.start, 0
	grow := func(limit int, left bool) bool {
		var g glyph
		switch {
		case left && from > 0:
			g = p.glyphs[from-1]
		case !left && to < len(p.glyphs):
			g = p.glyphs[to]
		default:
			return false
		}
		if used+g.cells > limit {
			return false
		}
		used += g.cells
		if left {
			from--
		} else {
			to++
		}
		return true
	}
	for to < p.end && grow(room*2/3, false) {
	}
	for limit := used + (room-used)/2; grow(limit, true); {
	}
	for grow(room, false) {
	}
	for grow(room, true) {
	}
	for from > 0 && from < len(p.glyphs) && p.glyphs[from].cells == 0 {
		from-- // a mark is not cut from its character; it costs no cell
	}
	p.cutHead, p.cutTail = p.cutHead || from > 0, to < len(p.glyphs)
	p.start, p.end = p.start-from, min(p.end, to)-from
	p.glyphs = p.glyphs[from:to]
}

func total(glyphs []glyph) int {
	n := 0
	for _, g := range glyphs {
		n += g.cells
	}
	return n
}

// line is the excerpt as it is shown.
func (p *picturing) line() string {
	var b strings.Builder
	if p.cutHead {
		b.WriteString("…")
	}
	for _, g := range p.glyphs {
		b.WriteString(g.text)
	}
	if p.cutTail {
		b.WriteString("…")
	}
	return b.String()
}

// marker is the line of carets. Before the range it repeats the excerpt's
// tabs, so that it stands right whatever the terminal's tab stops are; under
// a tab it reaches to the next stop of eight.
func (p *picturing) marker() string {
	var b strings.Builder
	column := cellsOf(p.gutter)
	if p.cutHead {
		b.WriteByte(' ')
		column++
	}
	for _, g := range p.glyphs[:p.start] {
		if g.text == "\t" {
			b.WriteByte('\t')
			column += tabStop - column%tabStop
			continue
		}
		b.WriteString(strings.Repeat(" ", g.cells))
		column += g.cells
	}
	carets := 0
	for _, g := range p.glyphs[p.start:p.end] {
		if g.text == "\t" {
			carets += tabStop - (column+carets)%tabStop
			continue
		}
		carets += g.cells
	}
	b.WriteString(strings.Repeat("^", max(carets, 1)))
	return b.String()
}

// quotation says in words what a marker would show.
func (p *picturing) quotation(words printed) string {
	quote := func(glyphs []glyph) string {
		var b strings.Builder
		for _, g := range glyphs {
			b.WriteString(g.text)
		}
		return "[" + firstStrongIsolate + b.String() + popIsolate + "]"
	}
	switch {
	case p.start < p.end:
		return words.here + quote(p.glyphs[p.start:p.end])
	case p.start == len(p.glyphs):
		return words.atEnd
	}
	next := p.glyphs[p.start:min(p.start+12, len(p.glyphs))]
	return words.before + quote(next)
}

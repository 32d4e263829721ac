package exchange

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"tract/generator/diag"
	"tract/generator/markdown"
)

// edit is the replacement of a stretch of a file. Those at one place keep their
// order.
type edit struct {
	start, end int
	text       string
}

// applied is a text with edits made. It is false where two of them touch the
// same bytes.
func applied(text []byte, edits []edit) ([]byte, bool) {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, func(a, b edit) int { return a.start - b.start })
	var out bytes.Buffer
	at := 0
	for _, e := range sorted {
		if e.start < at {
			return nil, false
		}
		out.Write(text[at:e.start])
		out.WriteString(e.text)
		at = e.end
	}
	out.Write(text[at:])
	return out.Bytes(), true
}

// blanks are what Markdown takes away at the ends of lines and cells. A no-break
// space is none: it is text.
const blanks = " \t\r\n"

// cells are the texts of a row's cells.
func cells(text string) []string {
	var out []string
	from := 0
	for i := range len(text) {
		if text[i] == '|' && (i == 0 || text[i-1] != '\\') {
			out = append(out, strings.Trim(text[from:i], blanks))
			from = i + 1
		}
	}
	return append(out, strings.Trim(text[from:], blanks))
}

// oneLine is a text that may not go on in a second line.
func oneLine(text string) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.Trim(lines[i], blanks)
	}
	return strings.Join(lines, " ")
}

// replace is what has to be done for a block of the body to say something else.
// It is false for a row with another number of cells.
func (e *edition) replace(i int, text string) ([]edit, bool) {
	p := &e.pieces[i-e.fields]
	if p.Kind == markdown.RowBlock {
		return e.replaceRow(p, text)
	}
	if p.Single {
		text = oneLine(text)
	}
	lines := strings.Split(text, "\n")
	was := p.Lines
	// The ends of what blocks of HTML hold are not shown to translators, nor is the
	// line of a box that stands alone.
	for len(was) > 1 && was[0].Start == was[0].End {
		was = was[1:]
	}
	for len(was) > 1 && was[len(was)-1].Start == was[len(was)-1].End {
		was = was[:len(was)-1]
	}
	if len(lines) == len(was) {
		var out []edit
		for k, l := range was {
			if line := lines[k]; line != string(e.text[l.Start:l.End]) {
				out = append(out, edit{l.Start, l.End, line})
			}
		}
		return out, true
	}
	var b strings.Builder
	for k, line := range lines {
		if k > 0 {
			b.WriteString(e.gap(was, k))
		}
		b.WriteString(line)
	}
	return []edit{{was[0].Start, was[len(was)-1].End, b.String()}}, true
}

func (e *edition) replaceRow(p *markdown.Piece, text string) ([]edit, bool) {
	var written []markdown.Span
	for _, l := range p.Lines {
		if l.Start >= 0 {
			written = append(written, l)
		}
	}
	parts := cells(oneLine(text))
	if len(parts) != len(written) {
		return nil, false
	}
	var out []edit
	for k, l := range written {
		if parts[k] != string(e.text[l.Start:l.End]) {
			out = append(out, edit{l.Start, l.End, parts[k]})
		}
	}
	return out, true
}

// gap is what stands between the line before the k-th of a block and this one:
// the line's end and the marks of what the block stands in.
func (e *edition) gap(was []markdown.Span, k int) string {
	if len(was) > 1 {
		k = min(k, len(was)-1)
		return string(e.text[was[k-1].End:was[k].Start])
	}
	return newline(e.text) + around(e.head(was[0].Start))
}

// head is what stands before a place in its line.
func (e *edition) head(at int) string {
	from := bytes.LastIndexByte(e.text[:at], '\n') + 1
	return strings.TrimPrefix(string(e.text[from:at]), "\uFEFF")
}

// around are the marks that a further line of a block needs, from those that
// stand before its first: those of quotations stay, those of items are spaces.
func around(head string) string {
	return strings.Map(func(r rune) rune {
		if r == '>' || r == ' ' || r == '\t' {
			return r
		}
		return ' '
	}, head)
}

var (
	underline = regexp.MustCompile(`^[ \t>]*(=+|-+)[ \t]*$`)
	delimiter = regexp.MustCompile(`^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$`)
)

// lineEnd is where the last line of a block of the body ends, with what belongs
// to it below: the line under a heading or under the head of a table.
func (e *edition) lineEnd(i int) int {
	p := &e.pieces[i-e.fields]
	at := e.place(i)
	for _, l := range p.Lines {
		at = max(at, l.End)
	}
	end := endOfLine(e.text, at)
	if below, next := lineAt(e.text, end); next > end {
		row := p.Kind == markdown.RowBlock && delimiter.MatchString(below)
		if row || p.Kind == markdown.HeadingBlock && !p.Single && underline.MatchString(below) {
			end = next
		}
	}
	return end
}

func endOfLine(text []byte, at int) int {
	end := bytes.IndexByte(text[at:], '\n')
	if end < 0 {
		return len(text)
	}
	if end > 0 && text[at+end-1] == '\r' {
		end--
	}
	return at + end
}

// lineAt is the line below the end of another, and where it ends itself.
func lineAt(text []byte, end int) (string, int) {
	at := bytes.IndexByte(text[end:], '\n')
	if at < 0 {
		return "", end
	}
	next := endOfLine(text, end+at+1)
	return string(text[end+at+1 : next]), next
}

// lineStart is where the first line of a block of the body begins.
func (e *edition) lineStart(i int) int { return lineBegin(e.text, e.place(i)) }

// withComments is the beginning of a line, or of the comments above it: they belong
// to what stands below them.
func (e *edition) withComments(at int) int {
	if !bytes.Contains(e.text[:at], []byte("-->")) {
		return at
	}
	comments := markdown.Comments(diag.Source{Path: e.document.File.Path, Text: e.text}, len(e.document.Front))
	for _, c := range slices.Backward(comments) {
		if c.End <= at && !c.Inline && len(bytes.Trim(e.text[c.End:at], " \t\r\n>")) == 0 {
			at = lineBegin(e.text, c.Start)
		}
	}
	return at
}

// place is where the text of a block of the body begins.
func (e *edition) place(i int) int {
	p := &e.pieces[i-e.fields]
	for _, l := range p.Lines {
		if l.Start >= 0 {
			return l.Start
		}
	}
	return int(p.Start)
}

// shell is a block of the body, with its marks, that says something else. It is
// false for what cannot say it.
func (e *edition) shell(i int, text string) (string, bool) {
	edits, ok := e.replace(i, text)
	if !ok {
		return "", false
	}
	start, end := e.lineStart(i), e.lineEnd(i)
	for k := range edits {
		edits[k].start -= start
		edits[k].end -= start
	}
	out, ok := applied(e.text[start:end], edits)
	return string(out), ok
}

// inOrder are the blocks of the body as they stand in the file: notes stand
// where they are written.
func (e *edition) inOrder() []int {
	out := make([]int, len(e.pieces))
	for k := range out {
		out[k] = e.fields + k
	}
	slices.SortStableFunc(out, func(a, b int) int { return e.place(a) - e.place(b) })
	return out
}

// insert puts a block that a translation lacks where it belongs: behind the
// translation of the block before it, else before that of the one after it, else
// at the end.
func (p *pair) insert(u *unit, text string) (edit, bool) {
	block, ok := p.source.shell(u.at, text)
	if !ok {
		return edit{}, false
	}
	if line := newline(p.own.text); line == "\n" {
		block = strings.ReplaceAll(block, "\r\n", "\n")
	} else {
		block = strings.ReplaceAll(strings.ReplaceAll(block, "\r\n", "\n"), "\n", line)
	}
	order := p.source.inOrder()
	place := slices.Index(order, u.at)
	for k := place - 1; k >= 0; k-- {
		if to := p.units[order[k]].to; to >= 0 {
			at := p.own.lineEnd(to)
			return edit{at, at, p.between(order[place-1], u.at) + block}, true
		}
	}
	for k := place + 1; k < len(order); k++ {
		if to := p.units[order[k]].to; to >= 0 {
			at := p.own.withComments(p.own.lineStart(to))
			return edit{at, at, block + p.between(u.at, order[place+1])}, true
		}
	}
	at := len(p.own.text)
	line := newline(p.own.text)
	head := ""
	if at > 0 && p.own.text[at-1] != '\n' {
		head = line
	}
	return edit{at, at, head + line + block + line}, true
}

// between is what stands between two blocks that follow each other: line ends,
// with the marks of what both stand in.
func (p *pair) between(a, b int) string {
	line := newline(p.own.text)
	from, to := p.source.lineEnd(a), p.source.lineStart(b)
	if from > to {
		return line
	}
	gap := string(p.source.text[from:to])
	if strings.Trim(gap, " \t>\r\n") != "" {
		gap = "\n\n"
	}
	return strings.ReplaceAll(strings.ReplaceAll(gap, "\r\n", "\n"), "\n", line)
}

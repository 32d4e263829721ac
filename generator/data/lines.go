package data

import (
	"sort"
	"strings"
)

// line is one line of a YAML block, as it is written and as it is read: a slip
// is mended here, never in the file.
type line struct {
	start, end int    // in the block, without the line end
	text       string // what is read in its place
	mended     bool
	head, tail int // how many bytes the two have in common at each end
}

// block is the text that is read as YAML, in lines.
type block struct {
	text  string // as it is written
	lines []line
	now   string // as it is read, and
	begin []int  // where each line starts in it
}

func newBlock(text string) *block {
	b := &block{text: text, lines: make([]line, 0, strings.Count(text, "\n")+1)}
	for at := 0; at < len(text); {
		end := strings.IndexAny(text[at:], "\r\n")
		if end < 0 {
			end = len(text) - at
		}
		end += at
		b.lines = append(b.lines, line{start: at, end: end, text: text[at:end]})
		at = end + 1
		if strings.HasPrefix(text[end:], "\r\n") {
			at++
		}
	}
	b.refresh()
	return b
}

// refresh puts the lines together again once some were mended.
func (b *block) refresh() {
	var now strings.Builder
	now.Grow(len(b.text) + 1)
	b.begin = b.begin[:0]
	for _, l := range b.lines {
		b.begin = append(b.begin, now.Len())
		now.WriteString(l.text)
		now.WriteByte('\n')
	}
	b.now = now.String()
}

// mend sets what is read in the place of a line.
func (b *block) mend(i int, text string) {
	l := &b.lines[i]
	l.text, l.mended, l.head, l.tail = text, true, 0, 0
	was := b.text[l.start:l.end]
	for l.head < len(was) && l.head < len(text) && was[l.head] == text[l.head] {
		l.head++
	}
	for l.tail < len(was)-l.head && l.tail < len(text)-l.head && was[len(was)-1-l.tail] == text[len(text)-1-l.tail] {
		l.tail++
	}
}

// original is the offset in the block as written of a byte of a line as read.
// What the two have in common at head and end of the line decides; a place in
// between is put where the difference starts or ends.
func (b *block) original(i, column int) int {
	l := b.lines[i]
	column = min(column, len(l.text))
	if !l.mended || column <= l.head {
		return l.start + column
	}
	if rest := len(l.text) - column; rest <= l.tail {
		return l.end - rest
	}
	return min(l.start+column, l.end-l.tail)
}

// at is the line and the byte in it of an offset in the text as read.
func (b *block) at(offset int) (i, column int) {
	i = max(sort.SearchInts(b.begin, offset+1)-1, 0)
	if len(b.begin) == 0 {
		return 0, 0
	}
	return i, offset - b.begin[i]
}

// source is the offset in the block as written of one in the text as read.
func (b *block) source(offset int) int {
	if len(b.lines) == 0 {
		return 0
	}
	i, column := b.at(offset)
	return b.original(i, column)
}

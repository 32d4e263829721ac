package diag

import "unicode/utf8"

// A Locator tells the points of many byte offsets of one source. Offsets in
// rising order cost one pass over the text in all; one that lies before the
// last makes it begin again. It is for one goroutine.
type Locator struct {
	text   []byte
	offset int // how far the text is counted
	at     Point
}

// Locator is a new Locator of the source.
func (s Source) Locator() *Locator { return &Locator{text: s.Text, at: Point{1, 1}} }

// Range is the range of the bytes from start to end, as in a Message made by
// At.
func (l *Locator) Range(start, end int) Range {
	start = edge(l.text, min(max(start, 0), len(l.text)), -1)
	end = edge(l.text, min(max(end, start), len(l.text)), +1)
	return Range{l.point(start), l.point(end)}
}

func (l *Locator) point(offset int) Point {
	if offset < l.offset {
		l.offset, l.at = 0, Point{1, 1}
	}
	if l.offset == 0 {
		// As in point: a byte order mark has no column.
		if l.offset = lineStart(l.text, 0); offset <= l.offset {
			l.offset = 0
			return l.at
		}
	}
	for l.offset < offset {
		if c := l.text[l.offset]; c == '\n' {
			l.at = Point{l.at.Line + 1, 1}
			l.offset++
			continue
		} else if c < utf8.RuneSelf {
			l.offset++
		} else {
			_, size := utf8.DecodeRune(l.text[l.offset:])
			l.offset += size
		}
		l.at.Column++
	}
	return l.at
}

package markdown

import (
	"bytes"
	"strconv"
)

// The types of hole. A hole is NUL, its type, an index in decimal digits, NUL.
const (
	HoleLink     = 'h' // after "<a": ` href="…"` and more attributes, or nothing; indexes Links
	HoleImage    = 'i' // after "<img": ` src="…" width="…" height="…"`; indexes Links
	HoleMedia    = 'm' // alone, where a block may stand: a player; indexes Links
	HoleTable    = 't' // alone, where a block may stand: a table; indexes Links
	HolePrefix   = '#' // at the head of an id or a same-page fragment; no index
	HoleCallout  = 'c' // alone: the title paragraph of a callout; indexes Callouts
	HoleBacklink = 'b' // after the "<a" of the way back from a footnote: ` aria-label="…"`; index 0
	HoleScroll   = 's' // after the "<div" around a table: attributes that let the keyboard scroll it; index 0
	HoleFigure   = 'n' // alone, at the head of a figure's caption: its number; the index counts the figures of the body from 1
	HoleNotes    = 'f' // after the "<section" of the footnotes: ` aria-label="…"`; index 0
)

// Callouts are the kinds of callout, as HoleCallout indexes them and as classes.
var Callouts = [...]string{"note", "tip", "important", "warning", "caution"}

// Fill appends HTML to dst, with what hole appends for each hole in its place.
// The index is -1 for a hole without one.
func Fill(dst, html []byte, hole func(dst []byte, kind byte, index int) []byte) []byte {
	for {
		at := bytes.IndexByte(html, 0)
		if at < 0 || at+2 >= len(html) {
			return append(dst, html...)
		}
		dst = append(dst, html[:at]...)
		kind := html[at+1]
		html = html[at+2:]
		index, i := -1, 0
		for ; i < len(html) && html[i] != 0; i++ {
			index = max(index, 0)*10 + int(html[i]-'0')
		}
		dst = hole(dst, kind, index)
		html = html[min(i+1, len(html)):]
	}
}

// hole writes a hole.
func (w *writer) hole(kind byte, index int) {
	w.out = append(w.out, 0, kind)
	w.out = strconv.AppendInt(w.out, int64(index), 10)
	w.out = append(w.out, 0)
}

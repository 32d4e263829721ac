package markdown

// This file gives blocks of the other direction their dir attribute. It can be
// known only when the text has been read, so the attribute is put into a tag that
// is already written; where a container turns, what is in it and does not must
// say so.

import (
	"slices"

	"github.com/yuin/goldmark/ast"
)

// directedStart is a start tag whose element has a direction.
type directedStart struct {
	at       int // where attributes of the tag end
	rtl      bool
	explicit bool // it says so already
}

func dirAttribute(rtl bool) []byte {
	if rtl {
		return []byte(` dir="rtl"`)
	}
	return []byte(` dir="ltr"`)
}

// insert puts HTML into what is written.
func (w *writer) insert(at int, html []byte) {
	w.out = slices.Insert(w.out, at, html...)
	w.shift([]int{at}, len(html))
	for i := len(w.tags) - 1; i >= 0 && w.tags[i].at >= at; i-- {
		w.tags[i].at += len(html)
	}
}

// code notes the tag of code, which is always written from left to right.
func (w *writer) code() {
	if w.rtl {
		w.out = append(w.out, ` dir="ltr"`...)
	} else {
		w.tags = append(w.tags, directedStart{at: len(w.out)})
	}
}

// direct gives the direction of its letters to the element whose start tag can
// take attributes at a place, and which ends here.
func (w *writer) direct(at int, t tally) {
	first := len(w.tags)
	for first > 0 && w.tags[first-1].at >= at {
		first--
	}
	if t.left == t.right {
		return
	}
	rtl := t.right > t.left
	if rtl != w.rtl {
		w.turn(at, first, rtl)
	}
	w.tags = w.tags[:first]
	if w.containers > 0 {
		w.tags = append(w.tags, directedStart{at: at, rtl: rtl, explicit: rtl != w.rtl})
	}
}

// turn puts a direction into the tag at a place, and the page's direction into
// the tags from first on that do not turn with it: all in one go, for there may be
// thousands.
func (w *writer) turn(at, first int, rtl bool) {
	b := append(w.scratch[:0], dirAttribute(rtl)...)
	from := at
	places := []int{at}
	for _, tag := range w.tags[first:] {
		if !tag.explicit && tag.rtl == w.rtl {
			b = append(append(b, w.out[from:tag.at]...), dirAttribute(tag.rtl)...)
			from = tag.at
			places = append(places, tag.at)
		}
	}
	b = append(b, w.out[from:]...)
	w.out = append(w.out[:at], b...)
	w.scratch = b
	w.shift(places, len(dirAttribute(rtl)))
}

// shift moves the places of blocks after as many bytes were put in at each of
// some ascending places: an attribute, which always stands before the content of
// its element.
func (w *writer) shift(places []int, size int) {
	n := len(places)
	if w.leafAt > places[0] {
		below, _ := slices.BinarySearch(places, w.leafAt)
		w.leafAt += below * size
	}
	for i := len(w.blocks) - 1; i >= 0; i-- {
		at := &w.blocks[i].At
		if *at == 0 {
			continue
		}
		for n > 0 && places[n-1] >= int(*at) {
			n--
		}
		if n == 0 {
			return
		}
		*at += int32(n * size)
	}
}

// directed writes the blocks of a container whose tag is open, and closes it.
func (w *writer) directed(n ast.Node, name string) {
	at, left, right := len(w.out), w.left, w.right
	w.raws(">")
	w.containers++
	w.container(n)
	w.containers--
	w.raws("</")
	w.raws(name)
	w.raws(">")
	w.direct(at, tally{left: w.left - left, right: w.right - right})
}

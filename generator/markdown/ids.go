package markdown

// This file gives ids: those that somebody wrote, and those of headings.

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// slug is the id that a text makes: letters, marks and digits of any script in
// lower case and NFC, with hyphens for spaces; empty when it holds none of them.
func (w *writer) slug(text []byte) string {
	out := w.words[:0]
	hyphen, plain := false, true
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
			plain = false
		}
		switch k := classOf(r); {
		case k&word != 0 || r == '_':
			if hyphen && len(out) > 0 {
				out = append(out, '-')
			}
			hyphen = false
			if r < utf8.RuneSelf {
				if r >= 'A' && r <= 'Z' {
					r += 'a' - 'A'
				}
				out = append(out, byte(r))
			} else {
				out = utf8.AppendRune(out, unicode.ToLower(r))
			}
		case r == '-' || isSpace(r) || r == '–' || r == '—' || r == '‑':
			hyphen = true
		}
		i += size
	}
	w.words = out
	if !plain && !norm.NFC.IsNormal(out) {
		return string(norm.NFC.Bytes(out))
	}
	return string(out)
}

// claim makes an id unique, and its own.
func (w *writer) claim(id string) string {
	unique := id
	for n := w.suffixes[id]; w.ids[unique] || n == 0 && w.state.explicit[unique] || n > 0 && w.state.explicit[unique]; {
		n++
		w.suffixes[id] = n
		unique = id + "-" + strconv.Itoa(n)
	}
	w.own(unique)
	return unique
}

// own records an id that may be addressed.
func (w *writer) own(id string) {
	w.ids[id] = true
	w.res.IDs = append(w.res.IDs, id)
}

// claimExplicit takes an id that somebody wrote; it is false, with a warning,
// when the id is taken.
func (w *writer) claimExplicit(id string, start, end int) bool {
	if w.ids[id] {
		w.warn("id-duplicate", start, end, "id", id)
		return false
	}
	w.own(id)
	return true
}

// authorID writes the id that somebody gave to an element, if it is free.
func (w *writer) authorID(a *attributes, start, end int) {
	if len(a.id) > 0 && w.claimExplicit(string(a.id), start, end) {
		w.idAttribute(string(a.id))
	}
}

// idAttribute writes an id.
func (w *writer) idAttribute(id string) {
	w.raws(` id="`)
	w.prefixed(id)
	w.raws(`"`)
}

// prefixed writes an id, or a fragment of the same page, after its hole.
func (w *writer) prefixed(id string) {
	w.out = append(w.out, 0, HolePrefix, 0)
	w.out = appendAttribute(w.out, []byte(id))
}

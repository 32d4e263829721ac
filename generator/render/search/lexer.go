package search

import (
	"slices"
	"unicode/utf8"

	"tract/generator/render/search/words"
)

// The fields of an edition that words are read from.
const (
	inBody = iota
	inTitle
	inSummary
	inHeading
)

// entry is what one edition has of one form of a word.
type entry struct {
	form    int32  // in the lexer, later in the lexicon
	first   uint32 // where in its text it stands first, in bytes; none for what is in the title alone
	place   uint16 // the same in words
	body    uint16 // how often, headings too
	title   uint8
	summary uint8
	heading uint8
}

// none is the place of a word that is not in the text.
const none = ^uint32(0)

// lexer reads words. Spellings that were met are not folded again: a language
// has some ten thousand, a site millions of words. It is for one goroutine.
type lexer struct {
	language  *words.Language
	spellings map[string]int32 // to an index of forms, or -1 for what is no word
	met       []spelling
	byForm    map[string]int32
	forms     []string

	// Of the edition that is being read.
	entries []entry
	slot    []int32 // of a form in entries, where its stamp is this edition's
	stamp   []int32
	edition int32
	count   int // words so far
}

// spelling is a way of writing a form.
type spelling struct {
	text  string
	form  int32
	count int32
}

func newLexer(l *words.Language) *lexer {
	return &lexer{language: l, spellings: map[string]int32{}, byForm: map[string]int32{}}
}

// begin is called before the fields of an edition are read.
func (x *lexer) begin() {
	x.edition++
	x.entries, x.count = x.entries[:0], 0
}

// end is what the edition has, and how many words its text.
func (x *lexer) end() ([]entry, int) { return slices.Clone(x.entries), x.count }

// field reads the words of a field: text, from a place on.
func (x *lexer) field(text []byte, from, where int) {
	for i := from; i < len(text); {
		class, n := classAt(text, i)
		if class == words.Other {
			i += n
			continue
		}
		start, unspaced, plain := i, false, true
		for class != words.Other {
			unspaced = unspaced || class == words.Unspaced
			plain = plain && class == words.Unspaced && simple(text[i:])
			if i += n; i >= len(text) {
				break
			}
			class, n = classAt(text, i)
		}
		switch {
		case !unspaced:
			x.add(x.lookup(text[start:i]), start, where)
		case plain:
			x.pairs(text[start:i], start, where)
		default:
			words.Pieces(words.Fold(string(text[start:i])), func(form string) { x.add(x.lookup([]byte(form)), start, where) })
		}
	}
}

// classAt is the class of the code point at a place, and its length.
func classAt(text []byte, i int) (class, n int) {
	if c := text[i]; c < utf8.RuneSelf {
		return int(ascii[c]), 1
	}
	r, n := utf8.DecodeRune(text[i:])
	return words.Class(r), n
}

// ascii are the classes of ASCII.
var ascii = func() (t [utf8.RuneSelf]uint8) {
	for c := range t {
		t[c] = uint8(words.Class(rune(c)))
	}
	return t
}()

// simple says of a sign of a script without spaces that folding leaves it alone.
func simple(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return r >= 0x4e00 && r <= 0x9fa5 || r >= 0x3041 && r <= 0x3096
}

// pairs reads a run of signs that need no folding, each three bytes long.
func (x *lexer) pairs(run []byte, start, where int) {
	for i := 0; i < len(run); i += 3 {
		x.add(x.lookup(run[i:min(i+6, len(run))]), start+i, where)
	}
}

// lookup is the form of a spelling.
func (x *lexer) lookup(raw []byte) int32 {
	if i, ok := x.spellings[string(raw)]; ok {
		if i >= 0 {
			x.met[i].count++
			return x.met[i].form
		}
		return -1
	}
	text := string(raw)
	form := x.language.Bare(words.Fold(text))
	if !words.Fits(form) {
		x.spellings[text] = -1
		return -1
	}
	id, ok := x.byForm[form]
	if !ok {
		id = int32(len(x.forms))
		x.byForm[form] = id
		x.forms = append(x.forms, form)
		x.slot, x.stamp = append(x.slot, 0), append(x.stamp, 0)
	}
	x.spellings[text] = int32(len(x.met))
	x.met = append(x.met, spelling{text, id, 1})
	return id
}

// add notes a form at a place of a field.
func (x *lexer) add(form int32, at, where int) {
	if form < 0 {
		return
	}
	if x.stamp[form] != x.edition {
		x.stamp[form], x.slot[form] = x.edition, int32(len(x.entries))
		x.entries = append(x.entries, entry{form: form, first: none})
	}
	e := &x.entries[x.slot[form]]
	switch where {
	case inTitle:
		e.title = 1
		return
	case inSummary:
		e.summary = 1
		return
	case inHeading:
		e.heading = min(e.heading+1, 2)
	}
	if e.first == none {
		e.first, e.place = uint32(at), uint16(min(x.count, 1<<16-1))
	}
	e.body += 1 - e.body>>15
	x.count++
}

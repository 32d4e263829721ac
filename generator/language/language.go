// Package language tells when a text is plainly in another language, or in
// another script, than it says. It knows scripts by their letters, and the
// languages of one script by their commonest words. It says nothing where it
// is not sure: a quotation, a list of names, an address are no evidence.
package language

import (
	"math/bits"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tract/i18n"
)

// Expectation is what a text in one language looks like. It is not altered and
// may be used by many goroutines at once.
type Expectation struct {
	tag     string
	scripts [scripts]bool // of its letters; none where they are not known
	known   bool
	list    int              // in languages, or -1
	common  map[uint64]whose // common words of its scripts, by keyOf
}

// For is the expectation of a language, by its BCP 47 tag.
func For(tag string) *Expectation {
	e := &Expectation{tag: tag, list: -1}
	if !i18n.Known(tag) {
		return e
	}
	for _, s := range written[i18n.Load(tag).Script()] {
		e.scripts[s], e.known = true, true
	}
	base, _, _ := strings.Cut(tag, "-")
	for i := range languages {
		if languages[i].tag == base && e.scripts[languages[i].script] {
			e.list = i
		}
	}
	e.common = map[uint64]whose{}
	for i := range languages {
		if !e.scripts[languages[i].script] || i != e.list && e.list >= 0 && kin(e.list, i) {
			continue
		}
		for w := range strings.FieldsSeq(languages[i].words) {
			switch key := keyOf([]byte(w)); {
			case i == e.list:
				e.common[key] = ours
			case e.common[key] != ours:
				e.common[key] = theirs
			}
		}
	}
	return e
}

// whose says whether a common word is one of the expected language, or of others
// of its scripts alone.
type whose uint8

const (
	nobodys whose = iota
	ours
	theirs
)

// Plainly gives for each text the language that it is plainly in when that is
// another than the expected one, as a tag; "und" when it cannot be named; else
// "". Texts that say too little alone are looked at together.
func (e *Expectation) Plainly(texts []string) []string {
	out := make([]string, len(texts))
	if !e.known {
		return out
	}
	var rest []int
	var together strings.Builder
	for i, t := range texts {
		verdict, tag := e.judge(t)
		switch verdict {
		case foreign:
			out[i] = tag
		case undecided:
			rest = append(rest, i)
			together.WriteString(t + "\n")
		}
	}
	e.nameTogether(texts, out)
	if len(rest) < 2 {
		return out
	}
	if verdict, tag := e.judge(together.String()); verdict == foreign {
		for _, i := range rest {
			out[i] = tag
		}
	}
	return out
}

// nameTogether names the language of texts in another script that are too short to
// tell it alone.
func (e *Expectation) nameTogether(texts, out []string) {
	var together strings.Builder
	for i, tag := range out {
		if tag == "und" {
			together.WriteString(texts[i] + "\n")
		}
	}
	if together.Len() == 0 {
		return
	}
	if v, tag := e.judge(together.String()); v == foreign {
		for i := range out {
			if out[i] == "und" {
				out[i] = tag
			}
		}
	}
}

type verdict uint8

const (
	undecided verdict = iota
	own
	foreign
)

// few is how many letters say nothing of a script: names and abbreviations keep
// theirs.
const few = 12

// judge looks at one text.
func (e *Expectation) judge(text string) (verdict, string) {
	letters, mine := 0, 0
	var count [scripts]int
	class := classes()
	for _, r := range text {
		c := class.of(r)
		if !c.letter {
			continue
		}
		s := c.script
		letters++
		count[s]++
		if e.scripts[s] {
			mine++
		}
	}
	if letters == 0 {
		return undecided, ""
	}
	if letters >= few {
		// Three languages share the Han characters.
		switch base, _, _ := strings.Cut(e.tag, "-"); {
		case base == "zh" && count[kana]*5 > letters:
			return foreign, "ja"
		case base == "ja" && letters >= 2*few && count[han] == letters:
			return foreign, "zh"
		case base == "ko" && letters >= 2*few && count[hangul]*5 < letters:
			return foreign, e.named(text, &count)
		}
	}
	if mine*5 < letters {
		if letters < few {
			return undecided, ""
		}
		return foreign, e.named(text, &count)
	}
	if mine*2 < letters {
		return undecided, "" // names and terms in another script
	}
	if count[han]+count[kana] > letters/2 {
		return own, ""
	}
	return e.byWords(text)
}

// named is the language of a text in another script.
func (e *Expectation) named(text string, count *[scripts]int) string {
	top := 0
	for s := range count {
		if count[s] > count[top] {
			top = s
		}
	}
	switch {
	case count[kana] > 0 && (top == han || top == kana):
		return "ja"
	case top == han:
		return "zh"
	case top == hangul:
		return "ko"
	}
	h := hitsOf(text)
	best := -1
	for i := range languages {
		if languages[i].script == top && h.total[i] >= 3 && (best < 0 || h.total[i] > h.total[best]) {
			best = i
		}
	}
	if best < 0 {
		return "und"
	}
	return languages[best].tag
}

// byWords compares the words of a text that only its own language has with
// those that only another one has.
func (e *Expectation) byWords(text string) (verdict, string) {
	h := hitsOf(text)
	if e.list < 0 {
		// A language whose words are not known: only what is clearly one of the
		// known ones is another.
		for i := range languages {
			if e.scripts[languages[i].script] && h.distinct[i] >= 6 && h.total[i]*3 >= h.words {
				return foreign, languages[i].tag
			}
		}
		return undecided, ""
	}
	best, most := -1, 0
	for i := range languages {
		if i == e.list || !e.scripts[languages[i].script] || kin(e.list, i) {
			continue
		}
		if theirs := h.total[i] - h.both(e.list, i); theirs > most {
			best, most = i, theirs
		}
	}
	mine := h.total[e.list]
	if best >= 0 {
		mine -= h.both(e.list, best)
	}
	switch {
	case most >= 3 && most >= 5*mine && most*8 >= h.words:
		return foreign, languages[best].tag
	case mine >= 2 && mine >= 2*most:
		return own, ""
	}
	return undecided, ""
}

// kin says whether two languages share too many words to be told apart.
func kin(a, b int) bool { return languages[a].kin != "" && languages[a].kin == languages[b].kin }

// hits are the common words that a text holds.
type hits struct {
	words    int
	total    [64]int
	distinct [64]int
	masks    []uint64 // of each common word
}

func (h *hits) both(a, b int) int {
	n := 0
	for _, m := range h.masks {
		if m&(1<<a) != 0 && m&(1<<b) != 0 {
			n++
		}
	}
	return n
}

func hitsOf(text string) hits {
	var h hits
	table, class := commonWords(), classes()
	seen := make([]bool, len(table.masks))
	var lower []byte
	for from := 0; from < len(text); {
		r, size := utf8.DecodeRuneInString(text[from:])
		if !class.of(r).word {
			from += size
			continue
		}
		to, plain := from, true // in small letters of ASCII
		for to < len(text) {
			if c := text[to]; c >= 'a' && c <= 'z' {
				to++
				continue
			}
			if r, size = utf8.DecodeRuneInString(text[to:]); !class.of(r).word {
				break
			}
			plain = false
			to += size
		}
		word := text[from:to]
		from = to
		h.words++
		at, common := 0, false
		if plain {
			at, common = table.words[word]
		} else {
			lower = lower[:0]
			for _, r := range word {
				lower = utf8.AppendRune(lower, class.of(r).lower)
			}
			at, common = table.words[string(lower)]
		}
		if !common {
			continue
		}
		mask := table.masks[at]
		h.masks = append(h.masks, mask)
		for m := mask; m != 0; m &= m - 1 {
			i := bits.TrailingZeros64(m)
			h.total[i]++
			if !seen[at] {
				h.distinct[i]++
			}
		}
		seen[at] = true
	}
	return h
}

// commonTable are the common words of all languages: the place of each among
// the masks, which have a bit for each language that has the word.
type commonTable struct {
	words map[string]int
	masks []uint64
}

var commonWords = sync.OnceValue(func() *commonTable {
	t := &commonTable{words: map[string]int{}}
	for i := range languages {
		for w := range strings.FieldsSeq(languages[i].words) {
			at, known := t.words[w]
			if !known {
				at = len(t.masks)
				t.words[w], t.masks = at, append(t.masks, 0)
			}
			t.masks[at] |= 1 << i
		}
	}
	return t
})

// class is what a character is to words.
type class struct {
	letter bool
	word   bool // it stands in words: a letter, a mark, a joiner
	script uint8
	lower  rune // the small letter
}

// classed is the first character whose class is looked up each time.
const classed = 0x2E80

type classTable [classed]class

var classes = sync.OnceValue(func() *classTable {
	t := new(classTable)
	for r := range t {
		t[r] = classify(rune(r))
	}
	return t
})

// of is the class of a character.
func (t *classTable) of(r rune) class {
	if uint32(r) < classed {
		return t[r]
	}
	return classify(r)
}

func classify(r rune) class {
	c := class{letter: unicode.IsLetter(r), script: uint8(scriptOf(r)), lower: unicode.ToLower(r)}
	c.word = c.letter || unicode.IsMark(r) || r == '\u200c'
	return c
}

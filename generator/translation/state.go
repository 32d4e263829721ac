package translation

import (
	"strings"

	"tract/generator/document"
	"tract/generator/kind"
	"tract/generator/language"
	"tract/i18n"
)

// State is how an edition stands to the edition that it translates.
type State uint8

// The states of editions. What a record says nothing of is Unverified; a text
// that is still in another language is Untranslated whatever its record says.
const (
	Source State = iota
	Current
	Outdated
	Unverified
	Missing
	Untranslated
	Orphan
)

// States are the names of the states, as JSON has them.
var States = [...]string{"source", "current", "outdated", "unverified", "missing", "untranslated", "orphan"}

func (s State) String() string { return States[s] }

// Judge is the state of a translation with a record, and how the source differs
// from what the record says. Without a record it is Unverified, and so it is where
// nothing is known to have changed but the record is damaged in places: those are
// Doubtful in the Difference.
func Judge(r *Record, source []Block) (State, Difference) {
	if r == nil {
		return Unverified, Difference{}
	}
	d := Compare(r, source)
	switch {
	case d.Outdated():
		return Outdated, d
	case d.Doubtful() > 0:
		return Unverified, d
	}
	return Current, d
}

// Suspect says whether a translation may be untranslated, from what is known
// without compiling its body. Where it says no, it is taken to be translated.
func Suspect(own, source *document.Document) bool {
	return own.Sketch.Odd || own.Sketch.Shares(source.Sketch)
}

// fewWords is how many words a block must have to say something of whether a
// text is translated: shorter ones are often names.
const fewWords = 3

// Still is the language that a translation is still in: half or more of its
// blocks of three words and more say just what the source says, or are plainly in
// another language than the translation's. It is "" for a text that is
// translated, and "und" where the language cannot be named. Notes, rows of
// tables and captions count only where there is little else: references and
// names stay as they are in any language.
//
// Blocks that are equal in two forms of one language (pt and pt-BR) say nothing.
func Still(own, source *document.Document, k *kind.Kind, common []kind.Field) string {
	if !Suspect(own, source) {
		return ""
	}
	mine := Blocks(own, k, common)
	languages := plainly(own, mine)
	equal := map[uint64]bool{}
	if !oneLanguage(own.File.Language, source.File.Language) {
		for _, b := range Blocks(source, k, common) {
			equal[b.Digest] = true
		}
	}
	for _, aside := range []bool{true, false} {
		n, words, bad, badWords := 0, 0, 0, 0
		named := map[string]int{}
		for i, b := range mine {
			if b.Words < fewWords || aside && (b.Name == "note" || b.Name == "row" || b.Name == "caption") {
				continue
			}
			n++
			words += b.Words
			tag := languages[i]
			if equal[b.Digest] {
				tag = source.File.Language
			}
			if tag != "" {
				bad++
				badWords += b.Words
				named[tag] += b.Words
			}
		}
		if aside && n < 3 {
			continue
		}
		// A title that is a name is one block of two, and a small part of the words.
		if n == 0 || bad*2 < n || badWords*3 < words {
			return ""
		}
		return most(named)
	}
	return ""
}

// plainly are the languages that blocks are plainly in where it is another than
// their document's.
func plainly(d *document.Document, blocks []Block) []string {
	out := make([]string, len(blocks))
	if !d.Sketch.Odd {
		return out
	}
	found := d.Text().Languages
	first := len(blocks) - len(d.Text().Blocks)
	copy(out[first:], found)
	var fields []string
	for _, b := range blocks[:first] {
		fields = append(fields, string(d.Front[min(b.Start, len(d.Front)):min(b.End, len(d.Front))]))
	}
	copy(out, language.For(d.File.Language).Plainly(fields))
	return out
}

// oneLanguage says whether two tags are forms of one language in one script.
func oneLanguage(a, b string) bool {
	x, _, _ := strings.Cut(a, "-")
	y, _, _ := strings.Cut(b, "-")
	return x == y && i18n.Load(a).Script() == i18n.Load(b).Script()
}

// most is the tag with the most words, the first by name of equal ones.
func most(words map[string]int) string {
	best := ""
	for tag, n := range words {
		if best == "" || n > words[best] || n == words[best] && tag < best {
			best = tag
		}
	}
	return best
}

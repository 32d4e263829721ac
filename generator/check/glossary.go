package check

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/render/search/words"
	"tract/generator/site"
)

// GlossaryFile is where a site says how it translates its terms.
const GlossaryFile = "glossary.yaml"

// glossary is how a site translates its terms.
type glossary struct{ entries []entry }

// entry is one term: by language what it is called, the first being the one to
// use, and what it must not be called.
type entry struct {
	id     string
	agreed map[string][]string
	not    map[string][]string
}

// readGlossary reads the site's glossary; one without terms where it has none.
func readGlossary(s *site.Site) (*glossary, []diag.Message) {
	g := &glossary{}
	if s.Text == nil {
		return g, nil
	}
	text, err := s.Text(GlossaryFile)
	if errors.Is(err, fs.ErrNotExist) {
		return g, nil
	}
	if err != nil {
		return g, []diag.Message{diag.In("source-unreadable", GlossaryFile)}
	}
	tags := make([]string, len(s.Languages))
	for i, l := range s.Languages {
		tags[i] = l.Tag
	}
	return parseGlossary(diag.Source{Path: GlossaryFile, Text: text}, tags)
}

// glossaryKey is another one when the glossary or the site's languages are.
func glossaryKey(s *site.Site) string {
	text, err := s.Text(GlossaryFile)
	if err != nil {
		text = []byte(err.Error())
	}
	for _, l := range s.Languages {
		text = append(append(text, 0), l.Tag...)
	}
	return string(text)
}

// parseGlossary reads a map of terms: by language a text or a list of texts, and
// likewise by language under "not" what is not to be used; "note" is for people.
func parseGlossary(src diag.Source, tags []string) (*glossary, []diag.Message) {
	g := &glossary{}
	root, ms := data.Parse(src, data.YAML)
	if root.Kind != data.Map {
		if root.Kind != data.Null {
			ms = append(ms, diag.At("glossary-form", src, root.Start, root.End, "found", root.Kind.String()))
		}
		return g, ms
	}
	words := func(v data.Value) (out []string) {
		items := v.Items
		if v.Kind != data.List {
			items = []data.Value{v}
		}
		for _, item := range items {
			if item.Kind != data.String || strings.TrimSpace(item.Text) == "" {
				ms = append(ms, diag.At("glossary-form", src, item.Start, item.End, "found", item.Kind.String()))
				continue
			}
			out = append(out, item.Text)
		}
		return out
	}
	byLanguage := func(fields []data.Field, into map[string][]string) {
		for _, f := range fields {
			if f.Name == "not" || f.Name == "note" {
				continue
			}
			if !slices.Contains(tags, f.Name) {
				ms = append(ms, diag.At("glossary-language", src, f.Start, f.End, "language", f.Name, "allowed", strings.Join(tags, ", ")))
				continue
			}
			into[f.Name] = words(f.Value)
		}
	}
	for _, f := range root.Fields {
		if f.Value.Kind != data.Map {
			ms = append(ms, diag.At("glossary-form", src, f.Value.Start, f.Value.End, "found", f.Value.Kind.String()))
			continue
		}
		e := entry{id: f.Name, agreed: map[string][]string{}, not: map[string][]string{}}
		byLanguage(f.Value.Fields, e.agreed)
		if not, ok := f.Value.Get("not"); ok {
			byLanguage(not.Fields, e.not)
		}
		g.entries = append(g.entries, e)
	}
	return g, ms
}

// glossary reports blocks that do not call a term of the source as was agreed.
func (p *pair) glossary(g *glossary) {
	if len(g.entries) == 0 {
		return
	}
	from, to := p.t.Source.File.Language, p.own.File.Language
	for j, text := range p.source {
		i := p.aligned[j]
		if i < 0 {
			continue
		}
		theirs, mine := textOf(text, from), textOf(p.plain[i], to)
		for _, e := range g.entries {
			// A short form or a synonym in the source does not ask for the whole term.
			term := theirs.first(e.agreed[from][:min(1, len(e.agreed[from]))])
			if term == "" {
				continue
			}
			at := p.ownBlocks[i]
			if bad := mine.first(e.not[to]); bad != "" {
				p.tell("glossary-forbidden", at.Start, at.End, "found", bad, "term", term, "expected", strings.Join(e.agreed[to], ", "))
				continue
			}
			if len(e.agreed[to]) > 0 && !mine.hasAny(e.agreed[to]) {
				p.tell("glossary-term", at.Start, at.End, "term", term, "expected", strings.Join(e.agreed[to], ", "))
			}
		}
	}
}

// worded is a text in which terms are looked for.
type worded struct {
	language string
	stems    *words.Language
	written  []string // its words as they are written
	words    []string // in lower case
	whole    string   // of scripts without spaces
}

// textOf makes a text ready to be searched.
func textOf(text, language string) worded {
	w := worded{language: language, stems: words.For(language), written: wordsOf(text)}
	for _, word := range w.written {
		w.words = append(w.words, strings.ToLower(word))
	}
	if unspaced(language) {
		w.whole = strings.Join(w.words, "")
	}
	return w
}

// unspaced says whether a language is written without spaces between words.
func unspaced(language string) bool {
	base, _, _ := strings.Cut(language, "-")
	return slices.Contains([]string{"zh", "ja", "th", "lo", "km", "my", "yue"}, base)
}

// prefixing says whether words of a language change in front, too: Swahili has
// classes, Arabic joins the article and short words.
func prefixing(language string) bool {
	base, _, _ := strings.Cut(language, "-")
	return slices.Contains([]string{"ar", "he", "fa", "ur", "sw", "ln", "zu", "xh", "rw", "lg"}, base)
}

// wordsOf are the words of a text, with an apostrophe between two.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '\u200c' && r != '\u200d'
	})
}

func (w worded) hasAny(terms []string) bool { return w.first(terms) != "" }

// first is the first of some terms that the text has, in any form of its words;
// "" for none.
func (w worded) first(terms []string) string {
	for _, term := range terms {
		parts := wordsOf(term)
		if len(parts) == 0 {
			continue
		}
		if w.whole != "" {
			if strings.Contains(w.whole, strings.ToLower(strings.Join(parts, ""))) {
				return term
			}
			continue
		}
		for i := 0; i+len(parts) <= len(w.words); i++ {
			found := true
			for k, part := range parts {
				if !w.has(i+k, part) {
					found = false
					break
				}
			}
			if found {
				return term
			}
		}
	}
	return ""
}

// has says whether a word of the text may be a form of a term's. An acronym is
// written with its capitals: "WHO" is not "who".
func (w worded) has(at int, of string) bool {
	if acronym(of) {
		return w.written[at] == of || w.written[at] == of+"s"
	}
	return w.form(w.words[at], strings.ToLower(of))
}

// acronym says whether a word has a capital behind its first letter.
func acronym(word string) bool {
	_, first := utf8.DecodeRuneInString(word)
	return strings.ContainsFunc(word[first:], unicode.IsUpper)
}

// form says whether a word may be a form of another: they have one stem; or it
// begins as that does, but for the ending.
func (w worded) form(word, of string) bool {
	if word == of {
		return true
	}
	runes, joined := []rune(of), false
	if prefixing(w.language) {
		for _, article := range []string{"ال", "لل"} {
			if rest, ok := strings.CutPrefix(of, article); ok && len([]rune(rest)) > 2 {
				runes, joined = []rune(rest), true
				break
			}
		}
	}
	drop := 0
	switch n := len(runes); {
	case n > 9:
		drop = 3
	case n > 6:
		drop = 2
	case n > 3:
		drop = 1
	}
	stem := string(runes[:len(runes)-drop])
	if joined || prefixing(w.language) && len(runes) > 3 {
		return strings.Contains(word, stem)
	}
	if w.stems.Stems() && w.sameStem(word, of) {
		return true
	}
	if w.stems.Stems() && unicode.ToUpper(runes[0]) != runes[0] && !prefixing(w.language) && len(runes) <= 6 {
		// In alphabets, too many other words begin like a short one: “soi” is no
		// form of “soin”.
		return false
	}
	if len(runes) <= 3 {
		// Short words of Swahili agree with the class of what they belong to.
		return word == stem || strings.HasPrefix(w.language, "sw") && len(word) <= 3
	}
	// Another word may begin so: "uni" is no form of "universal".
	return strings.HasPrefix(word, stem) && len([]rune(word)) <= len(runes)+5
}

// sameStem says whether two words in lower case that begin alike have one stem.
func (w worded) sameStem(word, of string) bool {
	if head := []rune(of); len(head) > 1 && !strings.HasPrefix(word, string(head[:2])) {
		return false
	}
	stem := func(s string) string { return w.stems.Stem(s, w.stems.Bare(words.Fold(s))) }
	return stem(word) == stem(of)
}

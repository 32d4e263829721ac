package check

import (
	"context"
	"slices"

	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/kind"
	"tract/generator/site"
	"tract/generator/translation"
)

// Comparer compares the translations of one Site after the other with their
// sources, and keeps what it found of those that are as they were. It is used by
// one goroutine at a time.
type Comparer struct {
	glossary *glossary
	terms    string // its key
	told     []diag.Message
	found    map[*document.Document]comparison
}

// work is a translation to compare.
type work struct {
	translation *site.Translation
	unlinked    []int
}

// comparison is what was found of a translation, and what else it was found from.
type comparison struct {
	source   *document.Document
	kind     *kind.Kind
	kinds    *kind.Set
	unlinked []int
	messages []diag.Message
}

// Translations is all there is to say of a Site's translations (see the function
// of this name). What is not known yet is found on all cores.
func (c *Comparer) Translations(s *site.Site) []diag.Message {
	all := c.begin(s)
	todo := c.unknown(s, all)
	for i, ms := range each(todo, func(w work) []diag.Message { return compare(s, c.glossary, w) }) {
		c.keep(s, todo[i], ms)
	}
	ms := slices.Clone(c.told)
	known := make(map[*document.Document]comparison, len(all))
	for _, w := range all {
		found := c.found[w.translation.Document]
		known[w.translation.Document] = found
		ms = append(ms, found.messages...)
	}
	c.found = known // and nothing of texts that are no more
	return ms
}

// Missing is how many translations of a Site have to be compared before all is
// known.
func (c *Comparer) Missing(s *site.Site) int { return len(c.unknown(s, c.begin(s))) }

// Advance finds what is not known yet, one translation after the other, for who
// has time. It is false where the context ended before.
func (c *Comparer) Advance(ctx context.Context, s *site.Site) bool {
	for _, w := range c.unknown(s, c.begin(s)) {
		if ctx.Err() != nil {
			return false
		}
		c.keep(s, w, compare(s, c.glossary, w))
	}
	return true
}

// begin gives the translations of a Site that are compared. Where the glossary is
// another one, nothing is known any more.
func (c *Comparer) begin(s *site.Site) []work {
	if s.Text == nil {
		c.told, c.found = nil, nil
		return nil
	}
	if terms := glossaryKey(s); c.found == nil || terms != c.terms {
		c.glossary, c.told = readGlossary(s)
		c.terms, c.found = terms, map[*document.Document]comparison{}
	}
	var both []*site.Translation
	for _, t := range s.Translations() {
		if t.Document != nil && t.Source != nil && (t.State == translation.Current || t.State == translation.Unverified) {
			both = append(both, t)
		}
	}
	return each(both, func(t *site.Translation) work { return work{t, unlinked(s, t)} })
}

func (c *Comparer) unknown(s *site.Site, all []work) []work {
	var todo []work
	for _, w := range all {
		t := w.translation
		known, ok := c.found[t.Document]
		if !ok || known.source != t.Source || known.kind != t.Kind || known.kinds != s.Kinds || !slices.Equal(known.unlinked, w.unlinked) {
			todo = append(todo, w)
		}
	}
	return todo
}

func (c *Comparer) keep(s *site.Site, w work, ms []diag.Message) {
	t := w.translation
	c.found[t.Document] = comparison{t.Source, t.Kind, s.Kinds, w.unlinked, ms}
}

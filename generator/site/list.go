package site

import (
	"slices"
	"strings"
	"sync"

	"tract/generator/config"
)

// Entry is one publication in a list of one language.
type Entry struct {
	Publication *Publication
	Edition     *Edition // the real one of the list's language, else the nearest
	Real        bool
	Path        string // of the page that the entry leads to
}

// List is an ordered list of publications in one language.
type List struct {
	Entries []Entry
	at      map[*Publication]int
}

// Beside are the entries before and after a publication; nil at the ends.
func (l *List) Beside(p *Publication) (before, after *Entry) {
	i, ok := l.at[p]
	if !ok {
		return nil, nil
	}
	if i > 0 {
		before = &l.Entries[i-1]
	}
	if i+1 < len(l.Entries) {
		after = &l.Entries[i+1]
	}
	return before, after
}

// Real is the number of entries that have an edition in the list's language.
func (l *List) Real() int {
	n := 0
	for i := range l.Entries {
		if l.Entries[i].Real {
			n++
		}
	}
	return n
}

// lists prepares a section's lists; each is computed at first use.
func (s *Site) lists(sec *Section) {
	sec.list = make([]func() *List, len(s.Languages))
	for i, l := range s.Languages {
		sec.list[i] = sync.OnceValue(func() *List { return s.list(sec.Publications, l, sec.Timed()) })
	}
}

func (s *Site) termLists(t *Term) {
	t.lists = make([]func() *List, len(s.Languages))
	for i, l := range s.Languages {
		t.lists[i] = sync.OnceValue(func() *List { return s.list(t.Publications, l, false) })
	}
}

// List is the section's publications in a language: by weight, then the newest
// first, then by title.
func (s *Section) List(l *Language) *List { return s.list[l.Index]() }

// List is the term's publications in a language, in the order of sections.
func (t *Term) List(l *Language) *List { return t.lists[l.Index]() }

// Latest are the newest dated publications of the whole site in a language,
// real editions only, at most n. What takes place at a time is not among them:
// its date says when, not how new it is.
func (s *Site) Latest(l *Language, n int) []Entry {
	dated := make([]*Publication, 0, len(s.Publications))
	for _, p := range s.Publications {
		if !p.Date.IsZero() && p.IsReal(l) && p.Above == nil && p.Kind.Role("start") == nil && p.Listed() {
			dated = append(dated, p)
		}
	}
	slices.SortStableFunc(dated, func(a, b *Publication) int {
		if c := b.Date.Compare(a.Date); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	if len(dated) > n {
		dated = dated[:n]
	}
	entries := make([]Entry, 0, len(dated))
	for _, p := range dated {
		if e, ok := s.entry(p, l); ok {
			entries = append(entries, e)
		}
	}
	return entries
}

// list orders publications for a language and leaves out what it hides. timed
// says that they are listed by when they take place.
func (s *Site) list(publications []*Publication, l *Language, timed bool) *List {
	entries := make([]Entry, 0, len(publications))
	for _, p := range publications {
		if e, ok := s.entry(p, l); ok {
			entries = append(entries, e)
		}
	}
	if timed {
		s.byTime(entries, l)
	} else {
		s.order(entries, l)
	}
	list := &List{Entries: entries, at: make(map[*Publication]int, len(entries))}
	for i := range entries {
		list.at[entries[i].Publication] = i
	}
	return list
}

// entry is a publication as a language lists it; false when it hides it.
func (s *Site) entry(p *Publication, l *Language) (Entry, bool) {
	e := Entry{Publication: p, Edition: p.Nearest(l), Real: p.IsReal(l), Path: p.Path(l)}
	if e.Path == "" {
		if !e.Real && s.Missing(p, l) != config.MissingLink {
			return e, false
		}
		if e.Path = p.Path(e.Edition.Language); e.Path == "" {
			return e, false
		}
	}
	return e, true
}

// Entry is a publication as a language lists it; ok is false when it is hidden
// there.
func (s *Site) Entry(p *Publication, l *Language) (Entry, bool) { return s.entry(p, l) }

// order sorts by weight, then date with the newest first, then title.
func (s *Site) order(entries []Entry, l *Language) {
	slices.SortStableFunc(entries, func(a, b Entry) int {
		p, q := a.Publication, b.Publication
		if c := weight(p.Weight) - weight(q.Weight); c != 0 {
			return c
		}
		if c := q.Date.Compare(p.Date); c != 0 {
			return c
		}
		if c := strings.Compare(s.cache.Key(l, a.Edition.Title), s.cache.Key(l, b.Edition.Title)); c != 0 {
			return c
		}
		return strings.Compare(p.ID, q.ID)
	})
}

// Key is the collation key of a text in a language: keys compare as strings in
// the order of the language.
func (s *Site) Key(l *Language, text string) string { return s.cache.Key(l, text) }

// SortTerms orders terms by their names in a language.
func (s *Site) SortTerms(terms []*Term, l *Language) {
	name := func(t *Term) string { text, _ := t.Name(l); return s.cache.Key(l, text) }
	slices.SortStableFunc(terms, func(a, b *Term) int {
		if c := strings.Compare(name(a), name(b)); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
}

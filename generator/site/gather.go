package site

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"tract/generator/kind"
)

// gatherer finds what belongs to a publication, for those who ask: it holds who
// names whom, found once for the site, and what was gathered for each
// publication so far.
type gatherer struct {
	naming   func() map[*Publication][]*Publication
	gathered sync.Map // *Publication to []*Publication
}

func (s *Site) newGatherer() *gatherer {
	return &gatherer{naming: sync.OnceValue(s.allNaming)}
}

// allNaming are, for each publication, those that name it under related, the
// newest first.
func (s *Site) allNaming() map[*Publication][]*Publication {
	out := map[*Publication][]*Publication{}
	for _, p := range s.Publications {
		for _, other := range s.Related(p) {
			if named := out[other]; len(named) == 0 || named[len(named)-1] != p {
				out[other] = append(named, p)
			}
		}
	}
	for _, named := range out {
		slices.SortStableFunc(named, func(a, b *Publication) int { return b.Date.Compare(a.Date) })
	}
	return out
}

// Related are the publications that one names under related, in its order.
func (s *Site) Related(p *Publication) []*Publication {
	var out []*Publication
	for _, id := range p.Inherited.Related {
		if other := s.Publication(strings.Trim(id, "/")); other != nil && other != p {
			out = append(out, other)
		}
	}
	return out
}

// Naming are the publications that name one under related, the newest first.
func (s *Site) Naming(p *Publication) []*Publication { return s.gather.naming()[p] }

// gatherMost is how many publications of each kind are gathered by what they
// share: a page shows some of them, the nearest that its language does not hide.
const gatherMost = 24

// gatherTaxonomy is the taxonomy whose terms say what a publication is about.
// Tags and countries are no subject that two texts share for sure.
const gatherTaxonomy = "topics"

// Gathered are the publications that belong to one: those that it names under
// related, then those that name it, then those that share topics with it, of
// each kind the nearest: those with most topics in common, then the newest.
// Chapters and parts are among them only where they are named, or name it.
//
// Only publications with a topic in common are looked at, which the terms list
// already; the result is kept.
func (s *Site) Gathered(p *Publication) []*Publication {
	if kept, ok := s.gather.gathered.Load(p); ok {
		return kept.([]*Publication)
	}
	seen := map[*Publication]bool{p: true}
	for above := p.Above; above != nil; above = above.Above {
		seen[above] = true
	}
	var out []*Publication
	for _, list := range [][]*Publication{s.Related(p), s.Naming(p)} {
		for _, other := range list {
			if !seen[other] {
				seen[other] = true
				out = append(out, other)
			}
		}
	}
	out = append(out, s.sharing(p, seen)...)
	s.gather.gathered.Store(p, out)
	return out
}

// sharing are the publications that share topics with one.
func (s *Site) sharing(p *Publication, without map[*Publication]bool) []*Publication {
	t := s.Taxonomy(gatherTaxonomy)
	if t == nil {
		return nil
	}
	shared := make([]uint16, len(s.Publications)) // topics in common, by Publication.order
	var terms []*Term
	for _, id := range p.Terms[gatherTaxonomy] {
		if term := t.Term(id); term != nil && !slices.Contains(terms, term) {
			terms = append(terms, term)
			for _, other := range term.Publications {
				shared[other.order]++
			}
		}
	}
	nearer := func(a, b *Publication) int {
		return cmp.Or(cmp.Compare(shared[b.order], shared[a.order]), b.Date.Compare(a.Date), strings.Compare(a.ID, b.ID))
	}
	nearest := map[*kind.Kind][]*Publication{}
	taken := make([]bool, len(s.Publications))
	for other := range without {
		taken[other.order] = true
	}
	for _, term := range terms {
		for _, other := range term.Publications {
			if taken[other.order] || other.Above != nil {
				continue
			}
			taken[other.order] = true
			best := nearest[other.Kind]
			if len(best) == gatherMost && nearer(best[gatherMost-1], other) < 0 {
				continue
			}
			i, _ := slices.BinarySearchFunc(best, other, nearer)
			best = slices.Insert(best, i, other)
			nearest[other.Kind] = best[:min(len(best), gatherMost)]
		}
	}
	var out []*Publication
	for _, k := range s.Kinds.Kinds {
		out = append(out, nearest[k]...)
	}
	return out
}

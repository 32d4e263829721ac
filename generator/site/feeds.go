package site

import (
	"slices"
	"strings"
)

// feedsFolder holds the feeds of kinds, in a language's folder.
const feedsFolder = "feeds/"

// KindFeeds are the kinds that have a feed of their own in a language: those
// whose dated publications lie in more than one section, for else the feed of
// the section is theirs. Pages have none.
func (s *Site) KindFeeds(l *Language) []string {
	var names []string
	for _, k := range s.Kinds.Kinds {
		if k.Name == "page" {
			continue
		}
		var first *Section
		several := false
		for _, p := range s.ofKind()[k.Name] {
			if !p.IsReal(l) || p.Path(l) == "" {
				continue
			}
			several = several || first != nil && first != p.In
			first = p.In
		}
		if several {
			names = append(names, k.Name)
		}
	}
	return names
}

// KindFeed is the path of a kind's feed, without its ending.
func (s *Site) KindFeed(l *Language, kind string) string {
	return l.Prefix + "/" + feedsFolder + kind
}

// allOfKind are the dated publications of each kind that are no part of
// another.
func (s *Site) allOfKind() map[string][]*Publication {
	out := map[string][]*Publication{}
	for _, p := range s.Publications {
		if p.Above == nil && !p.Date.IsZero() && p.Listed() {
			out[p.Kind.Name] = append(out[p.Kind.Name], p)
		}
	}
	return out
}

// Newest are the newest real editions of a kind in a language, at most n.
func (s *Site) Newest(l *Language, kind string, n int) []Entry {
	var out []Entry
	for _, p := range s.ofKind()[kind] {
		if e, ok := s.entry(p, l); ok && e.Real {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b Entry) int {
		if c := b.Publication.Date.Compare(a.Publication.Date); c != 0 {
			return c
		}
		return strings.Compare(a.Publication.ID, b.Publication.ID)
	})
	return out[:min(n, len(out))]
}

// kindFeedRoutes are the feeds of kinds in a language.
func (s *Site) kindFeedRoutes(l *Language, add func(Route)) {
	for _, name := range s.KindFeeds(l) {
		at := s.KindFeed(l, name)
		add(Route{Path: at + ".xml", Type: AtomRoute, Language: l, Kind: name})
		add(Route{Path: at + ".json", Type: JSONFeedRoute, Language: l, Kind: name})
	}
}

// kindFeedAt is the route of a kind's feed by its address.
func (s *Site) kindFeedAt(r Route) (Route, bool) {
	name, ok := strings.CutPrefix(r.Path, r.Language.Prefix+"/"+feedsFolder)
	if !ok {
		return Route{}, false
	}
	r.Page = 0
	if r.Kind, ok = strings.CutSuffix(name, ".xml"); ok {
		r.Type = AtomRoute
	} else if r.Kind, ok = strings.CutSuffix(name, ".json"); ok {
		r.Type = JSONFeedRoute
	}
	return r, ok && slices.Contains(s.KindFeeds(r.Language), r.Kind)
}

// About are the dated publications that a publication's own feed tells of: those
// that it names or that name it, and those of its country.
func (s *Site) About(p *Publication) []*Publication {
	var out []*Publication
	add := func(list []*Publication) {
		for _, other := range list {
			if other != p && !other.Date.IsZero() && !slices.Contains(out, other) {
				out = append(out, other)
			}
		}
	}
	add(s.Related(p))
	add(s.Naming(p))
	if code := p.Source.Role("country").Text; code != "" {
		if t := s.Taxonomy("countries"); t != nil {
			if term := t.Term(code); term != nil {
				add(term.Publications)
			}
		}
	}
	return out
}

package site

import (
	"strconv"
	"strings"
)

// find is the route of a page, a feed or a file by its address alone.
func (s *Site) find(p string) (Route, bool) {
	if strings.HasPrefix(p, "files/") {
		return s.fileAt(p)
	}
	i := strings.LastIndexByte(p, '/') + 1
	dir, base := p[:i], p[i:]
	prefix, _, _ := strings.Cut(dir, "/")
	l := s.prefixed(prefix)
	if l == nil {
		return Route{}, false
	}
	r := Route{Path: p, Language: l, Page: 1}
	if found, ok := s.searchAt(r); ok {
		return found, true
	}
	if dir == l.Prefix+"/"+feedsFolder {
		return s.kindFeedAt(r)
	}
	switch base {
	case "index.html":
	case "feed.xml":
		r.Type, r.Page = AtomRoute, 0
	case "feed.json":
		r.Type, r.Page = JSONFeedRoute, 0
	case calendarFile:
		if p == s.Calendar(l) {
			r.Type, r.Output, r.Page = OutputRoute, base, 0
			return r, true
		}
		return s.outputAt(r)
	default:
		return s.outputAt(r)
	}
	if r.Page == 1 {
		if at, n, paged := laterPage(dir); paged {
			if found, ok := s.at(r, at); ok {
				found.Page = n
				return found, found.Path == PagePath(at, n) && s.hasPage(found)
			}
		}
	}
	if found, ok := s.at(r, dir); ok {
		return found, ok
	}
	return s.outputAt(Route{Path: p, Language: l})
}

// prefixed is the language whose addresses begin with a segment, or nil.
func (s *Site) prefixed(prefix string) *Language {
	for _, l := range s.Languages {
		if l.Prefix == prefix {
			return l
		}
	}
	return nil
}

// laterPage takes an address apart that ends in page/<n>/, from the second
// page on.
func laterPage(dir string) (at string, n int, ok bool) {
	rest := strings.TrimSuffix(dir, "/")
	i := strings.LastIndexByte(rest, '/')
	if i < 0 || !strings.HasSuffix(rest[:i+1], "/page/") {
		return "", 0, false
	}
	n, err := strconv.Atoi(rest[i+1:])
	return strings.TrimSuffix(rest[:i+1], "page/"), n, err == nil && n > 1
}

// hasPage says whether a list is long enough for a route's page.
func (s *Site) hasPage(r Route) bool {
	entries := 0
	switch r.Type {
	case ArchiveRoute:
		entries = len(r.Group.List(r.Language).Entries)
	case SectionRoute:
		entries = len(r.Section.List(r.Language).Entries)
	case TermRoute:
		entries = len(r.Term.List(r.Language).Entries)
	}
	return (r.Page-1)*s.Config.PageSize < entries
}

// at completes a route with what has an address in its language.
func (s *Site) at(r Route, dir string) (Route, bool) {
	o, ok := s.owners[fold(dir)]
	if !ok {
		return Route{}, false
	}
	l := r.Language
	switch n := s.here(o.node); {
	case o.output != "":
		return s.outputAt(r)
	case o.group != "" && n != nil && n.Section != nil:
		if r.Group = n.Section.Group(o.group); r.Group == nil || r.Group.Path(l) != dir || r.Page == 0 {
			return Route{}, false
		}
		r.Type, r.Section = ArchiveRoute, n.Section
		return r, true
	case n != nil && n.Path(l) != dir:
		return Route{}, false
	case n != nil && n.Section != nil:
		r.Section = n.Section
		if r.Page == 1 {
			r.Type = SectionRoute
			if n.Section == s.Root {
				r.Type = HomeRoute
			}
		}
		return r, true
	case n != nil:
		r.Publication, r.Section, r.Type, r.Page = n.Publication, n.Publication.In, PublicationRoute, 0
		return r, strings.HasSuffix(r.Path, "index.html")
	}
	t := s.Taxonomy(o.taxonomy)
	if t == nil {
		return Route{}, false
	}
	r.Taxonomy = t
	if o.term == "" {
		r.Type, r.Page = TaxonomyRoute, 0
		return r, t.Path(l) == dir && strings.HasSuffix(r.Path, "index.html")
	}
	if r.Term = t.Term(o.term); r.Term == nil || r.Term.Path(l) != dir {
		return Route{}, false
	}
	if r.Page == 1 {
		r.Type = TermRoute
	}
	return r, true
}

package site

import (
	"slices"
	"strconv"
	"strings"
	"sync"
)

// archiveFolder holds the pages of a section's groups.
const archiveFolder = "archive/"

// Group is the part of a section's publications that share a year, a month, a
// country or a region: a list with a page of its own.
type Group struct {
	Section      *Section
	By           string // of kind.Archives
	ID           string // 2024, 2024-05, a country's code, a region's name
	Publications []*Publication
	paths        []string
	lists        []func() *List
}

// Path is the address of the group's page in a language, or "".
func (g *Group) Path(l *Language) string { return g.paths[l.Index] }

// List is the group's publications in a language, in the order of sections.
func (g *Group) List(l *Language) *List { return g.lists[l.Index]() }

// Group is the group of an id, or nil.
func (s *Section) Group(id string) *Group {
	for _, g := range s.Groups {
		if g.ID == id {
			return g
		}
	}
	return nil
}

// archives gathers the publications of each section by what the section's kind
// declares, and claims the addresses of the pages. One group alone is no
// archive: it would repeat the section.
func (s *Site) archives() {
	for _, sec := range s.Sections {
		k := sec.Kind
		if k == nil || len(k.Archive) == 0 || sec == s.Root {
			continue
		}
		for _, by := range k.Archive {
			groups := groupBy(sec, by)
			if len(groups) < 2 {
				continue
			}
			for _, g := range groups {
				s.placeGroup(g)
			}
			sec.Groups = append(sec.Groups, groups...)
		}
	}
}

// placeGroup claims the addresses of a group's pages and prepares its lists.
func (s *Site) placeGroup(g *Group) {
	g.paths = make([]string, len(s.Languages))
	s.groupLists(g)
	for _, l := range s.Languages {
		at := g.Section.Path(l)
		if at == "" || !s.shows(g.Publications, l) {
			continue
		}
		at += archiveFolder + g.ID + "/"
		o := owner{node: g.Section.Node, text: "/" + at, group: g.ID, page: 1}
		if !s.takeFor(at, l.Index, o) {
			continue
		}
		g.paths[l.Index] = at
		shown := 0
		for _, p := range g.Publications {
			if s.shows([]*Publication{p}, l) {
				shown++
			}
		}
		for n := 2; (n-1)*s.Config.PageSize < shown; n++ {
			s.take(strings.TrimSuffix(PagePath(at, n), "index.html"), l.Index)
		}
	}
}

func (s *Site) groupLists(g *Group) {
	g.lists = make([]func() *List, len(s.Languages))
	for i, l := range s.Languages {
		g.lists[i] = sync.OnceValue(func() *List { return s.list(g.Publications, l, g.Section.Timed()) })
	}
}

// groupBy are the groups of a section, years and months with the newest first,
// others by their ids.
func groupBy(sec *Section, by string) []*Group {
	byID := map[string]*Group{}
	var groups []*Group
	for _, p := range sec.Publications {
		for _, id := range groupIDs(p, by) {
			g := byID[id]
			if g == nil {
				g = &Group{Section: sec, By: by, ID: id}
				byID[id] = g
				groups = append(groups, g)
			}
			if n := len(g.Publications); n == 0 || g.Publications[n-1] != p {
				g.Publications = append(g.Publications, p)
			}
		}
	}
	slices.SortFunc(groups, func(a, b *Group) int {
		if by == "year" || by == "month" {
			a, b = b, a
		}
		return strings.Compare(a.ID, b.ID)
	})
	return groups
}

// groupIDs are the groups that a publication belongs to.
func groupIDs(p *Publication, by string) []string {
	switch by {
	case "year":
		if d := p.Held(); d.Year > 0 {
			return []string{strconv.Itoa(d.Year)}
		}
	case "month":
		if d := p.Held(); d.Year > 0 && d.Month > 0 {
			return []string{monthID(d.Year, d.Month)}
		}
	case "country":
		var ids []string
		if code := p.Source.Role("country").Text; code != "" {
			ids = append(ids, strings.ToLower(code))
		}
		for _, code := range p.Terms["countries"] {
			if code = strings.ToLower(code); !slices.Contains(ids, code) {
				ids = append(ids, code)
			}
		}
		return ids
	case "region":
		if name := p.Source.Role("region").Text; name != "" {
			return []string{name}
		}
	}
	return nil
}

// groupRoutes are the pages of a section's groups in a language.
func (s *Site) groupRoutes(sec *Section, l *Language, add func(Route)) {
	for _, g := range sec.Groups {
		if at := g.Path(l); at != "" {
			s.pages(Route{Type: ArchiveRoute, Language: l, Section: sec, Group: g}, at, len(g.List(l).Entries), add)
		}
	}
}

// monthID is an id of a month.
func monthID(year, month int) string {
	id := strconv.Itoa(year) + "-"
	if month < 10 {
		id += "0"
	}
	return id + strconv.Itoa(month)
}

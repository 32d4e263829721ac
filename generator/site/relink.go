package site

import (
	"slices"
	"sync"

	"tract/generator/data"
	"tract/generator/document"
	"tract/generator/translation"
	"tract/i18n"
)

// With is the Site after some of its files have changed in their texts alone:
// the documents stand for those with the same paths. ok is false when one of
// them changes more than words, so that a whole Link is needed: identity,
// addresses and inherited fields come from all files together.
//
// The new Site shares with the old one what no text alters (slugs, addresses,
// the look-ups by name) and has copies of all that leads to a document. Neither
// is altered; lists and routes are computed anew at first use.
func (s *Site) With(changed map[string]*document.Document) (next *Site, ok bool) {
	files := s.shown.known()
	for path, d := range changed {
		old := s.document(path)
		if old == nil || !sameIdentity(old, d) {
			return nil, false
		}
		files = files && sameFiles(old, d)
		for _, m := range s.Messages {
			if m.File == path {
				return nil, false // its place may have moved
			}
		}
	}
	if !s.sameTranslated(changed) {
		return nil, false
	}
	c := *s
	next = &c
	t := newTwin(s, changed)
	next.nodes, next.Sections, next.Publications = t.nodePointers, make([]*Section, len(s.Sections)), make([]*Publication, len(s.Publications))
	t.copyNodes()
	for i, sec := range s.Sections {
		next.Sections[i] = t.copySection(sec)
	}
	for i, p := range s.Publications {
		next.Publications[i] = t.copyPublication(p)
	}
	next.Root = next.Sections[0]
	next.Taxonomies = make([]*Taxonomy, len(s.Taxonomies))
	for i, x := range s.Taxonomies {
		next.Taxonomies[i] = next.copyTaxonomy(t, x)
	}
	for _, sec := range next.Sections {
		next.lists(sec)
		for _, g := range sec.Groups {
			next.groupLists(g)
		}
	}
	next.lazies()
	if files {
		next.shown = s.shown
	}
	return next, true
}

// WithWords is the Site with other interface messages.
func (s *Site) WithWords(c *i18n.Catalogue) *Site {
	next := *s
	next.Catalogue = c
	next.lazies()
	if s.shown.known() {
		next.shown = s.shown
	}
	return &next
}

// WithRecords is the Site with other records of translations.
func (s *Site) WithRecords(r *translation.Records) *Site {
	next := *s
	next.Records = r
	next.lazies()
	if s.shown.known() {
		next.shown = s.shown
	}
	return &next
}

// document is the published document of a path, or nil.
func (s *Site) document(path string) *document.Document {
	n := s.files[path]
	if n == nil {
		return nil
	}
	n = s.nodes[n.index]
	if sec := n.Section; sec != nil {
		for _, d := range sec.Documents {
			if d != nil && d.File.Path == path {
				return d
			}
		}
		return nil
	}
	for _, e := range n.Publication.Editions {
		if e != nil && e.File.Path == path {
			return e.Document
		}
	}
	return nil
}

// textual are the fields that change what a page says and nothing else.
var textual = []string{"title", "summary", "description", "updated", "translators", "image_alt", "labels", "errata"}

// sameIdentity says whether two readings of a file differ in their texts only.
func sameIdentity(a, b *document.Document) bool {
	if a.File != b.File || a.Broken || b.Broken || a.Slug != b.Slug || a.Draft != b.Draft || a.Source != b.Source ||
		a.Publication != b.Publication || a.Kind != b.Kind || !slices.Equal(a.Aliases, b.Aliases) {
		return false
	}
	return subset(a.Fields, b.Fields) && subset(b.Fields, a.Fields)
}

// subset says whether all fields of a that are not textual stand in b alike.
func subset(a, b data.Value) bool {
	for _, f := range a.Fields {
		if slices.Contains(textual, f.Name) {
			continue
		}
		if other, ok := b.Get(f.Name); !ok || !same(f.Value, other) {
			return false
		}
	}
	return true
}

// twin copies a site's places. Every place has an index, by which the copy of
// a pointer is found without a map.
type twin struct {
	changed      map[string]*document.Document
	old          *Site
	nodes        []Node
	nodePointers []*Node
	sections     []Section
	publications []Publication
	editions     []*Edition // room for the editions of all publications
}

func newTwin(s *Site, changed map[string]*document.Document) *twin {
	t := &twin{changed: changed, old: s, nodes: make([]Node, len(s.nodes)), nodePointers: make([]*Node, len(s.nodes)),
		sections: make([]Section, len(s.Sections)), publications: make([]Publication, len(s.Publications))}
	for i := range t.nodes {
		t.nodePointers[i] = &t.nodes[i]
	}
	t.editions = make([]*Edition, 0, 2*len(s.Publications)*len(s.Languages))
	return t
}

func (t *twin) node(n *Node) *Node {
	if n == nil {
		return nil
	}
	return &t.nodes[n.index]
}

func (t *twin) section(s *Section) *Section {
	if s == nil {
		return nil
	}
	return &t.sections[s.order]
}

func (t *twin) publication(p *Publication) *Publication {
	if p == nil {
		return nil
	}
	return &t.publications[p.order]
}

func (t *twin) document(d *document.Document) *document.Document {
	if d != nil {
		if other := t.changed[d.File.Path]; other != nil {
			return other
		}
	}
	return d
}

func (t *twin) copyNodes() {
	for i, n := range t.old.nodes {
		c := *n
		c.Parent, c.Section, c.Publication = t.node(n.Parent), t.section(n.Section), t.publication(n.Publication)
		t.nodes[i] = c
	}
}

func (t *twin) copySection(s *Section) *Section {
	c := t.section(s)
	*c = *s
	c.Node = t.node(s.Node)
	c.Documents = slices.Clone(s.Documents)
	for i, d := range c.Documents {
		c.Documents[i] = t.document(d)
	}
	c.Sections = make([]*Section, len(s.Sections))
	for i, below := range s.Sections {
		c.Sections[i] = t.section(below)
	}
	c.Publications = t.all(s.Publications)
	c.Groups = make([]*Group, len(s.Groups))
	for i, g := range s.Groups {
		copied := *g
		copied.Section, copied.Publications = c, t.all(g.Publications)
		c.Groups[i] = &copied
	}
	return c
}

func (t *twin) all(publications []*Publication) []*Publication {
	if publications == nil {
		return nil
	}
	out := make([]*Publication, len(publications))
	for i, p := range publications {
		out[i] = t.publication(p)
	}
	return out
}

func (t *twin) copyPublication(p *Publication) *Publication {
	c := t.publication(p)
	*c = *p
	c.Node, c.In, c.Above, c.Parts = t.node(p.Node), t.section(p.In), t.publication(p.Above), t.all(p.Parts)
	from := len(t.editions)
	for _, e := range p.Editions {
		t.editions = append(t.editions, t.edition(c, e))
	}
	c.Editions = t.editions[from:len(t.editions):len(t.editions)]
	from = len(t.editions)
	for _, e := range p.nearest {
		t.editions = append(t.editions, c.Editions[e.Language.Index])
	}
	c.nearest = t.editions[from:len(t.editions):len(t.editions)]
	if p.untranslated != nil {
		c.untranslated = slices.Clone(p.untranslated)
		for i, e := range c.untranslated {
			c.untranslated[i] = t.edition(c, e)
		}
	}
	c.Source = c.Editions[p.Source.Language.Index]
	if p.origin == p.Source {
		c.origin = c.Source
	} else {
		c.origin = t.edition(c, p.origin)
	}
	return c
}

func (t *twin) edition(p *Publication, e *Edition) *Edition {
	if e == nil {
		return nil
	}
	c := *e
	c.Publication, c.Document = p, t.document(e.Document)
	return &c
}

// copyTaxonomy copies a taxonomy with its terms.
func (s *Site) copyTaxonomy(t *twin, x *Taxonomy) *Taxonomy {
	c := *x
	c.Terms = make([]*Term, len(x.Terms))
	for i, term := range x.Terms {
		copied := *term
		copied.Taxonomy, copied.Publications = &c, t.all(term.Publications)
		s.termLists(&copied)
		c.Terms[i] = &copied
	}
	return &c
}

// lazies prepares what is computed at first use.
func (s *Site) lazies() {
	s.routes, s.bare = sync.OnceValue(s.allRoutes), sync.OnceValue(s.bareRoutes)
	s.ofKind = sync.OnceValue(s.allOfKind)
	s.byPath = sync.OnceValue(s.routeIndex)
	s.shown = new(shownFiles)
	s.gather = s.newGatherer()
	s.series = sync.OnceValue(s.allSeries)
	s.bodies = sync.OnceValue(s.allBodies)
	s.persons = sync.OnceValue(s.allPersons)
	s.stands = s.newStanding()
}

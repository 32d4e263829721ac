package site

import (
	"path"
	"slices"
	"strings"

	"tract/generator/diag"
	"tract/generator/document"
)

// tree gives every work and section its place: works under the publication or
// section that holds their folder. A folder without a description is a section
// all the same.
func (s *Site) tree(works []*work, described map[string][]*document.Document) {
	languages := len(s.Languages)
	publications := make(map[string]*work, len(works))
	for _, w := range works {
		publications[w.id] = w
	}
	s.Root = s.section("", nil, described)
	var place func(id string) *Node
	place = func(folder string) *Node {
		if folder == "." || folder == "" {
			return s.Root.Node
		}
		if n := s.ids[folder]; n != nil {
			return n
		}
		parent := place(path.Dir(folder))
		if w := publications[folder]; w != nil {
			n := &Node{ID: folder, Parent: parent, paths: make([]string, languages), slugs: make([]string, languages)}
			p := &Publication{Node: n}
			n.Publication, w.published = p, p
			s.ids[folder] = n
			s.attach(p)
			if docs := described[folder]; docs != nil {
				s.both(folder, w.documents, docs)
			}
			return n
		}
		return s.section(folder, parent, described).Node
	}
	for _, id := range sortedKeys(described) {
		place(id)
	}
	for _, w := range works {
		place(w.id)
	}
	slices.SortFunc(s.Publications, func(a, b *Publication) int { return strings.Compare(a.ID, b.ID) })
}

// attach notes a new publication under what holds it.
func (s *Site) attach(p *Publication) {
	s.Publications = append(s.Publications, p)
	for n := p.Parent; n != nil; n = n.Parent {
		if n.Publication != nil && p.Above == nil {
			p.Above = n.Publication
		}
		if n.Section != nil && p.In == nil {
			p.In = n.Section
		}
	}
	if p.Above != nil {
		p.Above.Parts = append(p.Above.Parts, p)
		return
	}
	p.In.Publications = append(p.In.Publications, p)
}

// section is a new section under a node.
func (s *Site) section(id string, parent *Node, described map[string][]*document.Document) *Section {
	n := &Node{ID: id, Parent: parent, paths: make([]string, len(s.Languages)), slugs: make([]string, len(s.Languages))}
	sec := &Section{Node: n, Documents: described[id], Kind: s.Kinds.IsFolder(path.Base(id))}
	if sec.Documents == nil {
		sec.Documents = make([]*document.Document, len(s.Languages))
	}
	for i, d := range sec.Documents {
		if d == nil {
			continue
		}
		s.files[d.File.Path] = n
		if d.Broken || d.Draft && !s.Options.Drafts {
			sec.Documents[i] = nil
		}
	}
	n.Section = sec
	s.ids[id] = n
	s.Sections = append(s.Sections, sec)
	if parent != nil && parent.Section != nil {
		parent.Section.Sections = append(parent.Section.Sections, sec)
	}
	s.lists(sec)
	return sec
}

// both reports a folder that has index and _index: in one language they
// contradict each other, and in several no page would show the description.
func (s *Site) both(folder string, editions, descriptions []*document.Document) {
	var any *document.Document
	for _, d := range editions {
		if d != nil {
			any = d
			break
		}
	}
	for i, d := range descriptions {
		if d == nil {
			continue
		}
		other := any
		if editions[i] != nil {
			other = editions[i]
		}
		s.Messages = append(s.Messages, d.Message("index-and-section", 0, 0, "other", other.File.Path, "folder", folder).
			Also(diag.Place{File: other.File.Path}))
	}
}

// Node is the place of an id, or nil.
func (s *Site) Node(id string) *Node { return s.here(s.ids[id]) }

// Publication is the publication of an id, or nil.
func (s *Site) Publication(id string) *Publication {
	if n := s.here(s.ids[id]); n != nil {
		return n.Publication
	}
	return nil
}

// Excluded says that an id names something that is there but is not published
// in this run: a draft, a text held back, or one with errors.
func (s *Site) Excluded(id string) bool { return s.excluded[id] }

// HasChapters says whether the publication is a work in chapters.
func (p *Publication) HasChapters() bool { return p.Kind.Chapters && len(p.Parts) > 0 }

// Chapter is the number of a chapter among those of its work, from 1; 0 for
// what is no chapter.
func (p *Publication) Chapter() int {
	if !p.IsChapter() {
		return 0
	}
	for i, part := range p.Above.Parts {
		if part == p {
			return i + 1
		}
	}
	return 0
}

// IsChapter says whether the publication is a chapter of the one above it.
func (p *Publication) IsChapter() bool { return p.Above != nil && p.Above.Kind.Chapters }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

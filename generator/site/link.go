package site

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/kind"
	"tract/generator/source"
	"tract/i18n"
)

// Link makes a Site. It needs no file and alters nothing it is given. What is
// wrong with the whole of the site stands in Site.Messages; what is wrong with
// one file stands in its document.
func Link(in Input) *Site {
	s := &Site{
		Config: in.Config, Kinds: in.Kinds, Tree: in.Tree, Catalogue: in.Catalogue, Store: in.Store, Media: in.Media,
		Seals: in.Seals, Records: in.Records, Text: in.Text, Options: in.Options, fragment: in.Fragment, cache: in.Cache,
		ids: map[string]*Node{}, files: make(map[string]*Node, len(in.Documents)), excluded: map[string]bool{},
	}
	s.languages()
	s.cache.turn(len(in.Documents) * max(1, len(s.Languages)))
	works, sections := s.group(in.Documents)
	s.tree(works, sections)
	s.dropUntranslatedSections()
	s.identify(works)
	s.checkFields()
	s.signatories(in.Lists)
	s.addresses()
	s.taxonomies(in.Taxonomies)
	s.index()
	s.lazies()
	return s
}

// index numbers the places of the site.
func (s *Site) index() {
	s.nodes = make([]*Node, 0, len(s.Sections)+len(s.Publications))
	add := func(n *Node) {
		n.index = len(s.nodes)
		s.nodes = append(s.nodes, n)
	}
	for i, sec := range s.Sections {
		sec.order = i
		add(sec.Node)
	}
	for i, p := range s.Publications {
		p.order = i
		add(p.Node)
	}
}

// languages are those that this run publishes, with their fallback chains.
func (s *Site) languages() {
	for i := range s.Config.Languages {
		l := &s.Config.Languages[i]
		if !l.Published && !s.Options.Drafts {
			continue
		}
		locale := i18n.Load(l.Tag)
		if l.Digits != "" {
			if with, err := locale.WithDigits(l.Digits); err == nil {
				locale = with
			}
		}
		s.Languages = append(s.Languages, &Language{Language: l, Index: len(s.Languages), Locale: locale})
	}
	for _, l := range s.Languages {
		l.Chain, l.Tags = []int{l.Index}, []string{l.Tag}
		for _, tag := range l.Fallback {
			if f := s.Language(tag); f != nil {
				l.Chain = append(l.Chain, f.Index)
				l.Tags = append(l.Tags, tag)
			}
		}
	}
	if s.Source = s.Language(s.Config.SourceLanguage); s.Source == nil && len(s.Languages) > 0 {
		s.Source = s.Languages[0]
	}
}

// work is the set of documents that are editions of one publication.
type work struct {
	id        string
	documents []*document.Document // by language; nil where there is none to be published
	origin    *document.Document   // the source edition, which may itself be left out
	published *Publication
}

// group joins documents into works by path and by their publication field,
// and gathers the descriptions of sections.
func (s *Site) group(docs []*document.Document) ([]*work, map[string][]*document.Document) {
	sections := map[string][]*document.Document{}
	byID := make(map[string][]*document.Document, len(docs)/2)
	named := map[string][]*document.Document{} // by the name that joins them
	for _, d := range docs {
		switch {
		case s.Language(d.File.Language) == nil:
		case d.File.Role == source.Section:
			sections[d.File.ID] = append(sections[d.File.ID], d)
		case d.Publication != "" && d.Publication != d.File.ID:
			named[d.Publication] = append(named[d.Publication], d)
		default:
			byID[d.File.ID] = append(byID[d.File.ID], d)
		}
	}
	s.join(byID, named)
	sets := sortedKeys(byID)
	works := make([]*work, 0, len(sets))
	for _, id := range sets {
		w := s.work(id, byID[id])
		if w == nil {
			s.excluded[id] = true
			for _, d := range byID[id] {
				s.excluded[d.File.ID] = true
			}
			continue
		}
		works = append(works, w)
	}
	out := make(map[string][]*document.Document, len(sections))
	for id, ds := range sections {
		docs, twice := s.byLanguage(ds, true)
		for i, d := range docs {
			if d != nil && (twice[i] || s.Options.Without[d.File.Path]) {
				docs[i] = nil
			}
		}
		out[id] = docs
	}
	return works, out
}

// join gathers the documents that name a publication under its id: the name
// itself where it is the path of one, else the path of the source edition, so
// that a further translation changes no address.
func (s *Site) join(byID, named map[string][]*document.Document) {
	for _, name := range sortedKeys(named) {
		docs := named[name]
		id := name
		if byID[name] == nil {
			all, _ := s.byLanguage(docs, false)
			id = s.sourceOf(all, nil).File.ID
		}
		byID[id] = append(byID[id], docs...)
	}
}

// work is the work of some documents, or nil when none of them is published.
// Whether it is a draft or held back is decided by its source edition even
// where that is left out for its errors: a translation must not come out before
// its text may.
func (s *Site) work(id string, docs []*document.Document) *work {
	all, twice := s.byLanguage(docs, true)
	w := &work{id: id, documents: all}
	w.origin = s.sourceOf(all, func(m diag.Message) { s.Messages = append(s.Messages, m) })
	if w.origin.Draft && !s.Options.Drafts || s.heldBack(w.origin) {
		return nil
	}
	published := false
	for i, d := range all {
		switch {
		case d == nil:
		case twice[i], d.Broken, d.Draft && !s.Options.Drafts, s.Options.Without[d.File.Path]:
			s.excluded[d.File.ID] = true
			all[i] = nil
		default:
			published = true
		}
	}
	if !published {
		return nil
	}
	return w
}

// byLanguage lays documents out by language. Two in one language are an error
// that names both; the first stands for them, and twice says that none of them
// is to be published. The error is told if told is set.
func (s *Site) byLanguage(docs []*document.Document, told bool) (first []*document.Document, twice []bool) {
	first, twice = make([]*document.Document, len(s.Languages)), make([]bool, len(s.Languages))
	for _, d := range docs {
		i := s.Language(d.File.Language).Index
		if first[i] == nil {
			first[i] = d
			continue
		}
		report := func(d, other *document.Document) {
			if !told {
				return
			}
			s.Messages = append(s.Messages, diag.In("edition-twice", d.File.Path, "other", other.File.Path, "language", d.File.Language).
				Also(diag.Place{File: other.File.Path}))
		}
		if !twice[i] {
			report(first[i], d)
		}
		report(d, first[i])
		twice[i] = true
	}
	return first, twice
}

// sourceOf is the source edition among the documents of a work: the one that
// any of them states, else that in the site's source language, else the only
// one, else the first in the source language's fallback chain. report, which
// may be nil, takes what is wrong.
func (s *Site) sourceOf(docs []*document.Document, report func(diag.Message)) *document.Document {
	if report == nil {
		report = func(diag.Message) {}
	}
	var stated *document.Document
	for _, d := range docs {
		if d == nil || d.Source == "" {
			continue
		}
		if stated == nil {
			stated = d
		} else if stated.Source != d.Source {
			report(d.FieldMessage("source-disagree", "source", "source", d.Source, "other", stated.Source, "file", stated.File.Path).
				Also(diag.Place{File: stated.File.Path}))
		}
	}
	if stated != nil {
		if l := s.Language(stated.Source); l != nil && docs[l.Index] != nil {
			return docs[l.Index]
		}
		report(stated.FieldMessage("source-without-edition", "source", "source", stated.Source))
	}
	if d := docs[s.Source.Index]; d != nil {
		return d
	}
	var only *document.Document
	count := 0
	for _, d := range docs {
		if d != nil {
			only = d
			count++
		}
	}
	if count == 1 {
		return only
	}
	for _, i := range s.Source.Chain {
		if d := docs[i]; d != nil {
			only = d
			break
		}
	}
	if only != nil && stated == nil {
		report(only.Message("source-guessed", 0, 0, "language", only.File.Language))
	}
	return only
}

// identify completes each publication: its source edition, kind, inherited
// fields and nearest editions.
func (s *Site) identify(works []*work) {
	s.readSuspects(works)
	for _, w := range works {
		p := w.published
		src := w.origin
		if w.documents[s.Language(src.File.Language).Index] != src {
			src = s.sourceOf(w.documents, nil)
		}
		p.Editions = make([]*Edition, len(s.Languages))
		for i, d := range w.documents {
			if d == nil {
				continue
			}
			p.Editions[i] = &Edition{Publication: p, Language: s.Languages[i], Document: d}
			if d == src {
				p.Source = p.Editions[i]
			}
			s.files[d.File.Path] = p.Node
			// A joined edition is also found by its own path and the name.
			for _, id := range []string{d.File.ID, d.Publication} {
				if id != "" && s.ids[id] == nil {
					s.ids[id] = p.Node
				}
			}
		}
		if p.origin = p.Source; w.origin != src {
			p.origin = &Edition{Publication: p, Language: s.Language(w.origin.File.Language), Document: w.origin}
		}
		p.Inherited = w.origin.Inherited
		p.Kind = s.kindOf(p)
		s.dropUntranslated(p)
		p.nearest = make([]*Edition, len(s.Languages))
		for _, l := range s.Languages {
			p.nearest[l.Index] = p.Source
			for _, i := range l.Chain {
				if e := p.Editions[i]; e != nil {
					p.nearest[l.Index] = e
					break
				}
			}
		}
	}
	for _, p := range s.Publications {
		slices.SortStableFunc(p.Parts, func(a, b *Publication) int {
			if a.Weight != b.Weight {
				return weight(a.Weight) - weight(b.Weight)
			}
			return strings.Compare(a.ID, b.ID)
		})
	}
}

// weight puts publications without a weight behind those that have one.
func weight(w int) int {
	if w == 0 {
		return 1 << 30
	}
	return w
}

// kindOf is a publication's kind: stated by the source edition, else that of
// the nearest folder.
func (s *Site) kindOf(p *Publication) *kind.Kind {
	if name := p.origin.Kind; name != "" {
		if k := s.Kinds.Kind(name); k != nil {
			return k
		}
		if near := diag.Near(name, s.Kinds.Names()); near != "" {
			s.Messages = append(s.Messages, p.origin.FieldMessage("kind-unknown-near", "kind", "kind", name, "near", near).Suggest("kind: "+near))
		} else {
			s.Messages = append(s.Messages, p.origin.FieldMessage("kind-unknown", "kind", "kind", name, "allowed", strings.Join(s.Kinds.Names(), ", ")))
		}
	}
	return s.Kinds.OfFolder(path.Dir(p.ID))
}

// heldBack says whether a publication waits for a later day. Without a date
// every publication that names a day is held back, and said to be.
func (s *Site) heldBack(d *document.Document) bool {
	day := d.Inherited.Publish
	if day.IsZero() || s.Options.Drafts {
		return false
	}
	if !s.Options.Date.IsZero() && day.Compare(s.Options.Date) <= 0 {
		return false
	}
	s.Messages = append(s.Messages, d.FieldMessage("publish-held-back", "publish", "date", day.String(), "run", s.Options.Date.String()))
	return true
}

// count is a number as message arguments are: digits.
func count(n int) string { return strconv.Itoa(n) }

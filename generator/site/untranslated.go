package site

import (
	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/kind"
	"tract/generator/parallel"
	"tract/generator/translation"
)

// Untranslated are the editions of a publication that are still in another
// language, by language: they count as none. nil where there are none.
func (p *Publication) Untranslated() []*Edition { return p.untranslated }

// Still is the language that a document is still in, as translation.Still tells,
// where it therefore counts as none. Drafts are shown as they are: who asks for
// them knows that they are not done.
func (s *Site) still(d, source *document.Document, k *kind.Kind) string {
	if d == nil || source == nil || d == source || d.Draft || d.File.Language == source.File.Language {
		return ""
	}
	return translation.Still(d, source, k, s.Kinds.Common)
}

// readSuspects compiles, on all cores, the bodies that decide what is untranslated.
func (s *Site) readSuspects(works []*work) {
	parallel.Each(len(works), 16, func(i int) {
		w := works[i]
		for _, d := range w.documents {
			if d != nil && d != w.origin && !d.Draft && translation.Suspect(d, w.origin) {
				d.Text()
				w.origin.Text()
			}
		}
	})
}

// dropUntranslated takes the editions that are untranslated out of those of a
// publication.
func (s *Site) dropUntranslated(p *Publication) {
	for i, e := range p.Editions {
		if e == nil || e == p.Source {
			continue
		}
		still := s.still(e.Document, p.origin.Document, p.Kind)
		if still == "" {
			continue
		}
		if p.untranslated == nil {
			p.untranslated = make([]*Edition, len(s.Languages))
		}
		p.untranslated[i], p.Editions[i] = e, nil
		s.tellUntranslated(e.Document, still)
	}
}

// dropUntranslatedSections does the same for descriptions of sections.
func (s *Site) dropUntranslatedSections() {
	for _, sec := range s.Sections {
		u, ok := s.sectionUnit(sec)
		if !ok {
			continue
		}
		for i, d := range sec.Documents {
			still := s.still(d, u.source, nil)
			if still == "" {
				continue
			}
			if sec.untranslated == nil {
				sec.untranslated = make([]*document.Document, len(s.Languages))
			}
			sec.untranslated[i], sec.Documents[i] = d, nil
			s.tellUntranslated(d, still)
		}
	}
}

func (s *Site) tellUntranslated(d *document.Document, still string) {
	id, args := "translation-untranslated", []string{"language", d.File.Language, "still", still}
	if still == "und" {
		id, args = "translation-untranslated-other", args[:2]
	}
	s.Messages = append(s.Messages, diag.Message(d.FieldMessage(id, "title", args...)))
}

// sameTranslated says whether all that is translated still is after some
// documents have changed, and what is not still is not.
func (s *Site) sameTranslated(changed map[string]*document.Document) bool {
	now := func(d *document.Document) *document.Document {
		if d != nil {
			if other := changed[d.File.Path]; other != nil {
				return other
			}
		}
		return d
	}
	seen := map[*Node]bool{}
	for path := range changed {
		n := s.files[path]
		if n == nil {
			return false
		}
		if n = s.nodes[n.index]; seen[n] {
			continue
		}
		seen[n] = true
		var u unit
		if n.Section != nil {
			if n.Section.untranslated != nil {
				return false
			}
			u, _ = s.sectionUnit(n.Section)
		} else {
			if n.Publication.untranslated != nil {
				return false
			}
			u = s.publicationUnit(n.Publication)
			u.source = u.origin
		}
		whole := u.source != nil && changed[u.source.File.Path] != nil
		for _, d := range u.documents {
			if d != nil && (whole || changed[d.File.Path] != nil) && s.still(now(d), now(u.source), u.kind) != "" {
				return false
			}
		}
	}
	return true
}

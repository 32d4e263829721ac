package site

import (
	"strings"

	"tract/i18n"
)

// SectionTitle is a section's title for readers of a language, and the language
// it is in: as described, else the name of the kind whose folder it is, else
// the folder's own name, which belongs to no language.
func (s *Site) SectionTitle(sec *Section, l *Language) (title, language string) {
	if d := sec.Document(l); d != nil && d.Title != "" {
		return d.Title, d.File.Language
	}
	if sec.Kind != nil {
		if m, ok := s.Catalogue.Find(l.Tags, "kinds_"+sec.Kind.Name); ok {
			return m.Format(i18n.Load(m.Lang)), m.Lang
		}
	}
	name := sec.ID[strings.LastIndexByte(sec.ID, '/')+1:]
	return strings.NewReplacer("-", " ", "_", " ").Replace(name), ""
}

package main

import (
	"golang.org/x/text/unicode/norm"

	"tract/generator/scaffold"
	"tract/generator/site"
	"tract/generator/translation"
)

// begun is the record of a translation, in a language, that was just begun from a
// text: it is made from the source as it is now, and none of it is translated.
// Until half of it is, the text counts as untranslated whatever the record says;
// then it is up to date as long as the source stays as it is.
func begun(s *site.Site, from, language string) (scaffold.File, bool) {
	l := s.Config.Language(language)
	for _, x := range s.Translations() {
		if l == nil || x.Document == nil || norm.NFC.String(x.Document.File.Path) != norm.NFC.String(from) {
			continue
		}
		other := (*site.Translation)(nil)
		if to := s.Language(l.Tag); x.Publication != nil {
			other = s.Translation(x.Publication, to)
		} else {
			other = s.SectionTranslation(x.Section, to)
		}
		if other == nil || other.Source == nil {
			break
		}
		r := translation.New(other.Source.File.Language, other.Blocks, nil)
		r.Correction = other.Correction // what is translated now is the corrected text
		return scaffold.File{Path: other.RecordFile, Content: r.Bytes()}, true
	}
	return scaffold.File{}, false
}

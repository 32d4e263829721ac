package site

import (
	"tract/generator/data"
	"tract/generator/kind"
	"tract/generator/translation"
)

// This file says what every output tells readers of a text before its words:
// that it was retracted or corrected, and that it does not follow its source.

// Correction is what the source edition declares of an error of substance, or
// that it withdraws the text.
type Correction struct {
	Retraction bool
	Date       data.Date // the zero date where none is given
	Text       string
	Lang       string // BCP 47, of Text
}

// Corrections are those that stand at the head of an edition, in the words of
// the reader's language, where there are any, else in the source edition's; a
// retraction stands first. A translation that was confirmed since a correction
// has taken it in; what was withdrawn stays so.
func (s *Site) Corrections(e *Edition, l *Language) []Correction {
	var out []Correction
	p := e.Publication
	add := func(v kind.Value, retraction bool) {
		texts := v.Get("text").Texts
		text, lang := texts.In(l.Tags...)
		switch {
		case text == "":
			lang = p.Source.Language.Tag
			if text = texts.By[lang]; text == "" {
				return
			}
		case lang == "":
			lang = p.Source.Language.Tag // words without a language are the source's
		}
		out = append(out, Correction{Retraction: retraction, Date: v.Get("date").Date, Text: text, Lang: lang})
	}
	add(p.Retraction, true)
	if len(p.Correction.Fields) > 0 && (e == p.Source || s.Translation(p, e.Language).Uncorrected()) {
		add(p.Correction, false)
	}
	return out
}

// Outdated says whether an edition is a translation that does not follow its
// source any more. It is found out once for each edition; it may be asked by
// many goroutines at once.
func (s *Site) Outdated(e *Edition) bool {
	if s.Records.Len() == 0 || e == e.Publication.Source {
		return false
	}
	if known, ok := s.stands.outdated.Load(e); ok {
		return known.(bool)
	}
	is := s.Translation(e.Publication, e.Language).State == translation.Outdated
	s.stands.outdated.Store(e, is)
	return is
}

// Changed is when the words of a publication's source edition last changed, as
// far as it says so: on the day it gives, else on that of the publication.
func (p *Publication) Changed() data.Date {
	if d := p.Source.Updated; !d.IsZero() {
		return d
	}
	return p.Date
}

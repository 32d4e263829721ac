package search

import (
	"strings"

	"tract/generator/kind"
	"tract/generator/site"
)

// fields appends what an edition says in its fields beside its text: a line for
// each text of a report's findings, of an agenda, of what figures count, and the
// place. Numbers, dates and addresses are left out, and so is text that is
// inherited from an edition in another language.
func fields(out []byte, e *site.Edition) []byte {
	if place, lang := e.Publication.Place.In(e.Language.Tags...); lang == "" || base(lang) == base(e.Language.Tag) {
		out = appendLine(out, place)
	}
	all := e.Publication.Kind.Fields
	for i := range all {
		f := &all[i]
		if f.Type == kind.Text && !f.PerLanguage && e.Publication.Source.Language != e.Language {
			continue
		}
		out = appendValue(out, f, e.Field(f.Name), e.Language)
	}
	return out
}

func appendValue(out []byte, f *kind.Field, v kind.Value, l *site.Language) []byte {
	if f.List {
		for i := range v.Items {
			out = appendOne(out, f, v.Items[i], l)
		}
		return out
	}
	return appendOne(out, f, v, l)
}

func appendOne(out []byte, f *kind.Field, v kind.Value, l *site.Language) []byte {
	switch f.Type {
	case kind.Text:
		return appendLine(out, v.Text)
	case kind.Localized:
		if text, lang := v.Texts.In(l.Tags...); lang == "" || base(lang) == base(l.Tag) {
			return appendLine(out, text)
		}
	case kind.Object:
		for i := range f.Fields {
			out = appendValue(out, &f.Fields[i], v.Get(f.Fields[i].Name), l)
		}
	}
	return out
}

// appendLine appends a text as a line of its own.
func appendLine(out []byte, text string) []byte {
	if text = strings.Join(strings.Fields(text), " "); text == "" {
		return out
	}
	if n := len(out); n > 0 && out[n-1] != '\n' {
		out = append(out, '\n')
	}
	return append(append(out, text...), '\n')
}

// Package notice gathers what readers are told of a text before its words,
// wherever it is read but on its page: in a book, a mail, a feed. Pages say the
// same with more around it.
package notice

import (
	"tract/generator/data"
	"tract/generator/site"
	"tract/i18n"
)

// The kinds of notices, in the order in which a text has them.
const (
	Retraction = "retraction" // the source edition withdraws the text
	Correction = "correction" // the source edition corrects an error of substance
	Machine    = "machine"    // translated by a machine and not reviewed
	Unreviewed = "unreviewed" // a translation that nobody has reviewed
	Outdated   = "outdated"   // a translation that does not follow its source
	Errata     = "errata"     // what was corrected since the edition was published
)

// Phrase is a plain text and its language (BCP 47).
type Phrase struct{ Text, Lang string }

// Line is one sentence or more of a notice.
type Line struct {
	Date string // in the reader's words, in front; may be empty
	Phrase
	URL string // absolute: where the words lead to; may be empty
}

// Notice is one thing that readers are told. It is plain: whoever writes it
// escapes it.
type Notice struct {
	Kind  string
	Title Phrase // empty where the lines say it all
	Lines []Line
}

// Of are the notices on an edition for readers of a language: an edition of
// another language stands in for a missing one and has no notice on how it
// follows its source. That it stands in is told by Missing, or by whoever shows it.
func Of(s *site.Site, e *site.Edition, l *site.Language) []Notice {
	var out []Notice
	r := reader{s, l}
	p := e.Publication
	for _, c := range s.Corrections(e, l) {
		n := Notice{Kind: Correction, Title: r.word("correction_title"), Lines: []Line{{Date: r.date(c.Date), Phrase: Phrase{c.Text, c.Lang}}}}
		if c.Retraction {
			n.Kind, n.Title = Retraction, r.word("retraction_title")
		}
		out = append(out, n)
	}
	switch e.Translation {
	case Machine, Unreviewed:
		out = append(out, Notice{Kind: e.Translation, Lines: []Line{{Phrase: r.word("translation_" + e.Translation)}}})
	}
	if e.Language == l && s.Outdated(e) {
		out = append(out, r.outdated(p))
	}
	if len(e.Errata) > 0 {
		n := Notice{Kind: Errata, Title: r.word("corrections")}
		for _, item := range e.Errata {
			n.Lines = append(n.Lines, Line{Date: r.date(item.Get("date").Date), Phrase: Phrase{item.Get("text").Text, e.Language.Tag}})
		}
		out = append(out, n)
	}
	return out
}

// Missing says to readers of a language that a text stands in another one, for
// want of an edition in theirs; ok is false where it does not.
func Missing(s *site.Site, e *site.Edition, l *site.Language) (said Phrase, ok bool) {
	if e.Language == l {
		return Phrase{}, false
	}
	name, known := l.Locale.Language(e.Language.Tag)
	if !known {
		name = e.Language.Name
	}
	return reader{s, l}.word("story_missing", "language", name), true
}

// reader is whom the words are for.
type reader struct {
	site     *site.Site
	language *site.Language
}

// outdated says that a translation does not follow its source, since when, and
// where the source is.
func (r reader) outdated(p *site.Publication) Notice {
	n := Notice{Kind: Outdated, Lines: []Line{{Phrase: r.word("translation_outdated")}}}
	if on := r.date(p.Changed()); on != "" {
		n.Lines = append(n.Lines, Line{Phrase: r.word("translation_outdated_date", "date", on)})
	}
	source := p.Source.Language
	if at := p.Path(source); at != "" {
		name, ok := r.language.Locale.Language(source.Tag)
		if !ok {
			name = source.Name
		}
		n.Lines = append(n.Lines, Line{Phrase: r.word("translation_original", "language", name), URL: r.site.URL(at)})
	}
	return n
}

// word is an interface message along the reader's fallback chain.
func (r reader) word(key string, args ...any) Phrase {
	m, ok := r.site.Catalogue.Find(r.language.Tags, key)
	if !ok {
		return Phrase{Text: key, Lang: r.language.Tag}
	}
	locale := r.language.Locale
	if m.Lang != r.language.Tag {
		locale = i18n.Load(m.Lang)
	}
	return Phrase{m.Format(locale, args...), m.Lang}
}

// date is a day in the reader's words; "" for none.
func (r reader) date(d data.Date) string {
	if d.IsZero() {
		return ""
	}
	return r.language.Locale.Date(i18n.Date{Year: d.Year, Month: d.Month, Day: d.Day}, i18n.Long)
}

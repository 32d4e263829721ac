// Package cite says how a publication is cited: the reference behind the words
// on a page, its metadata for reference managers, and the BibTeX and RIS files
// beside it. Each edition is cited in its own language.
package cite

import (
	"strings"
	"unicode"

	"tract/generator/data"
	"tract/generator/kind"
	"tract/generator/site"
	"tract/i18n"
)

// Reference is what is cited: one edition.
type Reference struct {
	Key             string // the same in every build: publication id and language
	Title, Subtitle string
	Authors         []kind.Author // its own, else its work's, else the body that speaks in it; may be empty
	Body            string        // that speaks in it, where it names authors beside
	Publisher       string        // its own, else the site's name
	Date            data.Date
	Language        string // BCP 47
	URL             string
	Document        string // its number as a document
	Series          string // that it is a volume of, in its language
	Volume          string // its number in the series
	Chapter         int    // its number in the work; 0 for what is no chapter
	Place           string // where it was adopted
	Item            string // of an agenda, that it speaks to
	License         string
	Schema          string    // the schema.org type of its kind
	In              string    // the title of the work it is a chapter of; empty for whole works
	InURL           string    // that work's address
	Original        *Original // what it translates; nil for the source edition

	// Of this edition: identifiers that name its source alone are the Original's.
	DOI        string // without resolver
	ISBN, ISSN string
}

// Original is the source edition of a translation.
type Original struct {
	Title, Language, DOI, ISBN string
}

// Of is the reference of a publication's edition in a language; ok is false
// where there is none or its kind is not cited.
func Of(s *site.Site, p *site.Publication, l *site.Language) (r Reference, ok bool) {
	e := p.Edition(l)
	work := p
	if p.IsChapter() {
		work = p.Above
	}
	if e == nil || !work.Kind.Cite || p.Path(l) == "" {
		return r, false
	}
	near := work.Nearest(l)
	r = Reference{
		Key: key(p.ID) + "-" + strings.ToLower(l.Tag), Title: e.Title, Subtitle: e.Role("subtitle").Text, Authors: s.Authors(p), Date: p.Date,
		Language: l.Tag, URL: s.URL(p.Path(l)), License: p.License, Schema: p.Kind.Schema, Chapter: p.Chapter(),
		Volume: near.Role("number").Text, Item: near.Role("item").Text,
	}
	r.Place, _ = work.Place.In(l.Tags...)
	r.Series, _ = s.SeriesName(work, l)
	if work != p {
		r.In = near.Title
		if at := work.Path(l); at != "" {
			r.InURL = s.URL(at)
		}
		if r.Date.IsZero() {
			r.Date = work.Date
		}
		if len(r.Authors) == 0 {
			r.Authors = s.Authors(work)
		}
		if r.License == "" {
			r.License = work.License
		}
	}
	if body, _ := near.Named("author"); body != "" {
		if len(r.Authors) == 0 {
			r.Authors = []kind.Author{{Name: body, Is: kind.Body}}
		} else {
			r.Body = body
		}
	}
	if r.Publisher, _ = near.Named("publisher"); r.Publisher == "" {
		if r.Publisher, _ = s.Config.Title.In(l.Tags...); r.Publisher == "" {
			r.Publisher = s.Config.Host()
		}
	}
	r.identifiers(e.Identifiers())
	if e != p.Source {
		var original Reference
		original.identifiers(p.Source.Identifiers())
		r.Original = &Original{p.Source.Title, p.Source.Language.Tag, original.DOI, original.ISBN}
	}
	return r, true
}

// identifiers takes the numbers under which libraries know a text.
func (r *Reference) identifiers(ids []kind.Named) {
	for _, id := range ids {
		text := strings.TrimSpace(id.Value.Text)
		switch strings.ToLower(id.Name) {
		case "doi":
			for _, prefix := range []string{"https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"} {
				text = strings.TrimPrefix(text, prefix)
			}
			r.DOI = text
		case "isbn":
			r.ISBN = text
		case "issn":
			r.ISSN = text
		case "document":
			r.Document = text
		}
	}
}

// Full is the title with the subtitle, as one line names both.
func (r *Reference) Full() string {
	switch {
	case r.Subtitle == "":
		return r.Title
	case strings.HasPrefix(r.Language, "zh") || strings.HasPrefix(r.Language, "ja"):
		return r.Title + "：" + r.Subtitle
	case base(r.Language) == "fr":
		return r.Title + "\u00a0: " + r.Subtitle
	}
	return r.Title + ": " + r.Subtitle
}

// word is an interface message in the reference's language or along its
// fallback chain.
func word(s *site.Site, l *site.Language, name string) string {
	m, ok := s.Catalogue.Find(l.Tags, name)
	if !ok {
		return ""
	}
	return m.Format(i18n.Load(m.Lang))
}

// key is an id as a citation key: letters and digits of ASCII and hyphens.
func key(id string) string {
	var b strings.Builder
	for _, r := range id {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// oneLine is a text without line breaks and control characters, runs of white
// space as one space.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' || unicode.IsControl(r) }), " ")
}

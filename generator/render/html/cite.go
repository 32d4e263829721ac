package html

import (
	"strings"

	"tract/generator/kind"
	"tract/generator/render/cite"
	"tract/generator/site"
	"tract/i18n"
)

// This file lays out how a page's edition is cited.

// cite fills how the page's edition is cited.
func (b *builder) cite(out *Publication, pub *site.Publication) {
	r, ok := cite.Of(b.site, pub, b.language)
	if !ok {
		return
	}
	c := &Citation{URL: r.URL}
	if at := b.site.Output(pub, b.language, "cite.bib"); at != "" {
		c.BibTeX = b.href(at)
	}
	if at := b.site.Output(pub, b.language, "cite.ris"); at != "" {
		c.RIS = b.href(at)
	}
	author := b.language.Locale.List(kind.AuthorNames(r.Authors))
	publisher := r.Publisher
	if author == "" {
		author, publisher = publisher, ""
	} else if author == publisher {
		publisher = ""
	}
	key := "citation"
	if r.In != "" {
		key = "citation_part"
	}
	if publisher == "" {
		key += "_alone"
	}
	year := ""
	if r.Date.Year > 0 {
		year = b.language.Locale.Date(i18n.Date{Year: r.Date.Year}, i18n.Long)
	}
	if year == "" {
		year = b.page.Say("undated")
	}
	c.Text = b.page.Say(key, "author", author, "year", year, "title", r.Full(), "work", r.In, "publisher", publisher)
	if strings.HasSuffix(year, ".") {
		// An abbreviation ends its sentence with its own full stop.
		c.Text = strings.Replace(c.Text, year+".", year, 1)
	}
	c.Text += b.citedNumbers(r)
	out.Cite = c
}

// citedNumbers are the sentences of a citation behind its publisher: what says
// where a declaration was adopted, the place in a series, and the numbers under
// which libraries know the text.
func (b *builder) citedNumbers(r cite.Reference) string {
	locale := b.language.Locale
	labelled := func(field, value string) string {
		if value == "" {
			return ""
		}
		return b.page.Say("terms_in", "label", b.page.fieldLabel(field).Text, "term", value)
	}
	var volume string
	if r.Volume != "" && r.Series != "" {
		volume = b.page.Say("counted_volume", "number", locale.Digits(r.Volume))
	}
	var out strings.Builder
	add := func(texts ...string) {
		text := ""
		for _, t := range texts {
			if text != "" && t != "" {
				t = b.page.Say("citation_pair", "first", text, "second", t)
			}
			text = firstOf(t, text)
		}
		if text != "" {
			out.WriteString(" " + b.page.Say("citation_sentence", "text", text))
		}
	}
	add(r.Body, r.Place)
	add(labelled("agenda_item", r.Item))
	add(r.Series, volume)
	add(r.Document)
	for _, id := range []struct{ name, value string }{{"ISBN", r.ISBN}, {"ISSN", r.ISSN}, {"DOI", r.DOI}} {
		if id.value != "" {
			add(id.name + " " + id.value)
		}
	}
	return out.String()
}

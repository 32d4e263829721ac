package html

import (
	"slices"

	"tract/generator/site"
)

// Volume is a publication of a series, in the list of all of them.
type Volume struct {
	Link
	Number Text // what it is called in the series: Volume 2; empty where it has no number
	Mark   Text // the language that it is in, where that is not the page's
}

// series fills the series that a publication belongs to: its name, all that
// belong to it, and what stands before and after by their numbers.
func (b *builder) series(out *Publication, pub *site.Publication) {
	name, lang := b.site.SeriesName(pub, b.language)
	if name == "" {
		return
	}
	out.Facts = slices.Insert(out.Facts, 0, Fact{Name: "series", Label: b.page.fieldLabel("series"), Values: []Value{{Text: b.page.text(name, lang)}}})
	var shown []Volume
	own := -1
	for _, p := range b.site.Volumes(pub) {
		entry, ok := b.site.Entry(p, b.language)
		if !ok {
			continue
		}
		item := b.item(entry)
		v := Volume{Link: Link{Href: item.Href, Text: item.Title, Current: p == pub}, Mark: item.Mark}
		if f := p.Kind.Role("number"); f != nil {
			if number := p.Source.Role("number"); number.Text != "" {
				shown := b.language.Locale.Integer(int64(number.Number))
				if v.Number = b.inSeries(f, shown); v.Number.Text == "" {
					v.Number = Text{Text: b.page.fieldLabel(f.Name).Text + " " + shown}
				}
			}
		}
		if p == pub {
			own = len(shown)
		}
		shown = append(shown, v)
	}
	if own < 0 || len(shown) < 2 {
		return
	}
	out.Volumes, out.Before, out.After = shown, nil, nil
	if own > 0 {
		before := shown[own-1].Link
		out.Before = &before
	}
	if own+1 < len(shown) {
		after := shown[own+1].Link
		out.After = &after
	}
}

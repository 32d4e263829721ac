package feed

import (
	"fmt"
	"html"
	"strconv"

	"tract/generator/render/body"
	"tract/generator/render/notice"
	"tract/generator/site"
)

// This file writes the text of an entry. Readers of feeds know nothing of
// xml:lang, and many show all feeds in the direction of their own interface, so
// that each text stands in an element that says its language and direction.

// text appends the whole text of an entry, and before it what readers of its
// page are told there.
func (f *feed) text(dst []byte, e entry) ([]byte, error) {
	f.place.Prefix = ""
	dst, err := f.said(dst, e.edition)
	if err != nil {
		return dst, err
	}
	p := e.edition.Publication
	if p.Above != nil || !p.Mailed() {
		return dst, nil
	}
	n := 0
	return f.stories(dst, p, 2, &n)
}

// said appends the body of an edition and the notices on it. That it stands in
// for a missing one is said around it, in the feed's language.
func (f *feed) said(dst []byte, e *site.Edition) ([]byte, error) {
	if said, ok := notice.Missing(f.site, e, f.language); ok {
		dst = appendNotice(dst, notice.Notice{Lines: []notice.Line{{Phrase: said}}}, f.language.Tag)
	}
	for _, n := range notice.Of(f.site, e, f.language) {
		dst = appendNotice(dst, n, f.language.Tag)
	}
	if e.Text().Body.Len() == 0 {
		return dst, nil
	}
	dst = append(dst, "<div"+spoken(e)+">"...)
	dst, err := body.Append(dst, f.place, e.Document)
	if err != nil {
		return dst, fmt.Errorf("read the text of %s: %w", e.File.Path, err)
	}
	return append(dst, "</div>"...), nil
}

// stories appends the parts of a publication in their order, each under its
// title; n counts them. A part that the language hides is left out, as on its
// pages. Ids of the bodies are kept apart by prefixes.
func (f *feed) stories(dst []byte, p *site.Publication, level int, n *int) ([]byte, error) {
	for _, part := range p.Parts {
		entry, ok := f.site.Entry(part, f.language)
		if !ok {
			continue
		}
		*n++
		f.place.Prefix = "p" + strconv.Itoa(*n) + "-"
		e, heading := entry.Edition, "h"+strconv.Itoa(min(level, 6))
		dst = append(dst, "<"+heading+spoken(e)+`><a href="`+html.EscapeString(f.site.URL(entry.Path))+`">`+html.EscapeString(e.Title)+"</a></"+heading+">"...)
		var err error
		if dst, err = f.said(dst, e); err != nil {
			return dst, err
		}
		if dst, err = f.stories(dst, part, level+1, n); err != nil {
			return dst, err
		}
	}
	return dst, nil
}

// spoken are the attributes that say an edition's language and direction.
func spoken(e *site.Edition) string {
	return ` lang="` + e.Language.Tag + `" dir="` + e.Language.Dir + `"`
}

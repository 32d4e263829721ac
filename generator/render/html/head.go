package html

import (
	"html/template"
)

// head writes what every page has in <head> whatever the theme: its title, the
// policy, its addresses in all languages, its feeds and its metadata.
func (b *builder) head() template.HTML {
	p := b.page
	var w markup
	w.Grow(2048)
	w.WriteString("<title>")
	w.text(p.HeadTitle)
	w.WriteString("</title>")
	w.WriteString(`<meta http-equiv="Content-Security-Policy" content="`)
	w.text(p.Policy)
	w.WriteString(`">`)
	if p.Summary != "" {
		w.start("meta", "name", "description", "content", p.Summary)
	}
	if p.NoIndex {
		w.start("meta", "name", "robots", "content", "noindex")
	}
	if p.Canonical != "" {
		w.start("link", "rel", "canonical", "href", p.Canonical)
	}
	for _, a := range p.Alternates {
		w.start("link", "rel", "alternate", "hreflang", a.Lang, "href", a.Href)
	}
	for _, f := range p.Feeds {
		w.start("link", "rel", "alternate", "type", f.Type, "title", f.Title, "href", f.Href)
	}
	for _, m := range p.Meta {
		if m.Property != "" {
			w.start("meta", "property", m.Property, "content", m.Content)
		} else {
			w.start("meta", "name", m.Name, "content", m.Content)
		}
	}
	if p.Target != "" {
		w.WriteString(`<meta http-equiv="refresh" content="0; url=`)
		w.text(p.Target)
		w.WriteString(`">`)
	}
	w.WriteString(string(p.Data))
	return template.HTML(w.String())
}

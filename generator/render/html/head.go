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
	w.open("meta", "http-equiv", "Content-Security-Policy", "content", p.Policy)
	if p.Summary != "" {
		w.open("meta", "name", "description", "content", p.Summary)
	}
	if p.NoIndex {
		w.open("meta", "name", "robots", "content", "noindex")
	}
	if p.Canonical != "" {
		w.open("link", "rel", "canonical", "href", p.Canonical)
	}
	for _, a := range p.Alternates {
		w.open("link", "rel", "alternate", "hreflang", a.Lang, "href", a.Href)
	}
	for _, f := range p.Feeds {
		w.open("link", "rel", "alternate", "type", f.Type, "title", f.Title, "href", f.Href)
	}
	for _, m := range p.Meta {
		if m.Property != "" {
			w.open("meta", "property", m.Property, "content", m.Content)
		} else {
			w.open("meta", "name", m.Name, "content", m.Content)
		}
	}
	if p.Target != "" {
		w.open("meta", "http-equiv", "refresh", "content", "0; url="+p.Target)
	}
	w.WriteString(string(p.Data))
	return template.HTML(w.String())
}

package html

import (
	"html/template"
	"strings"
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

// switches is a list of languages, each with its name in itself. One without
// an edition has the class absent and says so, in words too.
func switches(languages []Switch, absent string) template.HTML {
	if len(languages) == 0 {
		return ""
	}
	var w markup
	w.Grow(len(languages) * 120)
	w.WriteString(`<ul class="row">`)
	for i := range languages {
		l := &languages[i]
		if l.Real {
			w.WriteString("<li>")
		} else {
			w.open("li", "class", "absent", "title", absent)
		}
		attributes := []string{"href", l.Href, "lang", l.Lang, "hreflang", l.Lang, "dir", l.Dir}
		if l.Real {
			attributes = append(attributes, "rel", "alternate")
		}
		if l.Current {
			attributes = append(attributes, "aria-current", "true")
		}
		w.open("a", attributes...)
		w.text(l.Name)
		w.WriteString("</a>")
		if !l.Real {
			w.WriteString(`<span class="hidden"> (`)
			w.text(absent)
			w.WriteString(")</span>")
		}
		w.WriteString("</li>")
	}
	w.WriteString("</ul>")
	return template.HTML(w.String())
}

// markup writes HTML; every text and value is escaped.
type markup struct{ strings.Builder }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;", "\x00", "\uFFFD")

func (w *markup) text(s string) { _, _ = escaper.WriteString(w, s) }

// open writes a start tag with attributes given as names and values.
func (w *markup) open(name string, attributes ...string) {
	w.WriteByte('<')
	w.WriteString(name)
	for i := 0; i+1 < len(attributes); i += 2 {
		w.WriteByte(' ')
		w.WriteString(attributes[i])
		w.WriteString(`="`)
		w.text(attributes[i+1])
		w.WriteByte('"')
	}
	w.WriteByte('>')
}

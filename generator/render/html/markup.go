package html

import (
	"html/template"
	"strconv"
	"strings"
)

// This file writes the small pieces of HTML that stand on pages by the dozen:
// a template that asks for one has it in one step. Themes that want other
// markup use the fields that the pieces are made of.

// markup writes HTML; every text and value is escaped.
type markup struct{ strings.Builder }

// text writes a text. Pages hold dozens, most of which need no escape.
func (w *markup) text(s string) {
	from := 0
	for i := range len(s) {
		instead := ""
		switch s[i] {
		case '&':
			instead = "&amp;"
		case '<':
			instead = "&lt;"
		case '>':
			instead = "&gt;"
		case '"':
			instead = "&#34;"
		case '\'':
			instead = "&#39;"
		case 0:
			instead = "\uFFFD"
		default:
			continue
		}
		w.WriteString(s[from:i])
		w.WriteString(instead)
		from = i + 1
	}
	w.WriteString(s[from:])
}

// start writes a start tag with attributes given as names and values.
func (w *markup) start(name string, attributes ...string) {
	w.WriteByte('<')
	w.WriteString(name)
	for i := 0; i+1 < len(attributes); i += 2 {
		w.attribute(attributes[i], attributes[i+1])
	}
	w.WriteByte('>')
}

func (w *markup) attribute(name, value string) {
	w.WriteByte(' ')
	w.WriteString(name)
	w.WriteString(`="`)
	w.text(value)
	w.WriteByte('"')
}

// element writes a whole element that holds a text, with the text's language.
func (w *markup) element(name string, t Text, attributes ...string) {
	w.WriteByte('<')
	w.WriteString(name)
	for i := 0; i+1 < len(attributes); i += 2 {
		w.attribute(attributes[i], attributes[i+1])
	}
	if t.Lang != "" {
		w.attribute("lang", t.Lang)
		w.attribute("dir", t.Dir)
	}
	w.WriteByte('>')
	w.text(t.Text)
	w.WriteString("</")
	w.WriteString(name)
	w.WriteByte('>')
}

func (w *markup) html() template.HTML { return template.HTML(w.String()) }

// A is the link as an element.
func (l Link) A() template.HTML {
	var w markup
	switch {
	case l.Current:
		w.element("a", l.Text, "href", l.Href, "aria-current", "page")
	case l.Within:
		w.element("a", l.Text, "href", l.Href, "aria-current", "true")
	default:
		w.element("a", l.Text, "href", l.Href)
	}
	return w.html()
}

// A is the term as a link.
func (t TermLink) A() template.HTML {
	var w markup
	w.element("a", t.Text, "href", t.Href, "rel", "tag")
	return w.html()
}

// A is the link to the publication, its title as the text.
func (i Item) A() template.HTML {
	var w markup
	w.element("a", i.Title, "href", i.Href)
	return w.html()
}

// About is what is known of the publication beside its title: its date, its
// kind, where it takes place and that it is cancelled, and the language of its
// text where that is another; a paragraph, or nothing.
func (i Item) About() template.HTML {
	if i.Date.Text == "" && i.Kind.Text == "" && i.Mark.Text == "" && i.Place.Text == "" && i.State.Text == "" {
		return ""
	}
	var w markup
	w.WriteString(`<p class="about">`)
	if i.Date.Text != "" {
		w.element("time", Text{Text: i.Date.Text}, "datetime", i.Date.ISO)
		w.WriteByte(' ')
	}
	if i.Kind.Text != "" {
		w.element("span", i.Kind, "class", "kind")
		w.WriteByte(' ')
	}
	if i.Place.Text != "" {
		w.element("bdi", i.Place, "class", "kind")
		w.WriteByte(' ')
	}
	if i.State.Text != "" {
		w.element("strong", i.State, "class", "state")
		w.WriteByte(' ')
	}
	if i.Mark.Text != "" {
		w.element("span", i.Mark, "class", "in-language")
	}
	w.WriteString("</p>")
	return w.html()
}

// Intro is the publication's summary as a paragraph, or nothing.
func (i Item) Intro() template.HTML {
	if i.Summary.Text == "" {
		return ""
	}
	var w markup
	w.WriteString(`<p class="summary">`)
	w.element("bdi", i.Summary)
	w.WriteString("</p>")
	return w.html()
}

// Show is the value as an element: a link, a time, or isolated text.
func (v Value) Show() template.HTML {
	var w markup
	switch {
	case v.HTML != "":
		return v.HTML
	case v.Href != "":
		w.element("a", Text{Text: v.Text.Text}, "href", v.Href, "dir", "ltr")
	case v.ISO != "":
		w.element("time", Text{Text: v.Text.Text}, "datetime", v.ISO)
	case v.Text.Text != "":
		w.element("bdi", v.Text)
	}
	return w.html()
}

// contents is a table of contents as an <ul>, in the language of the text.
func contents(headings []Heading, lang, dir string) template.HTML {
	if len(headings) == 0 {
		return ""
	}
	var w markup
	w.Grow(len(headings) * 90)
	w.WriteString("<ul")
	if lang != "" {
		w.attribute("lang", lang)
		w.attribute("dir", dir)
	}
	w.WriteByte('>')
	for _, h := range headings {
		w.start("li", "class", "level-"+strconv.Itoa(h.Level))
		w.element("a", Text{Text: h.Text}, "href", "#"+h.ID)
		w.WriteString("</li>")
	}
	w.WriteString("</ul>")
	return w.html()
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
			w.WriteString("<li><a")
		} else {
			w.start("li", "class", "absent", "title", absent)
			w.WriteString("<a")
		}
		w.attribute("href", l.Href)
		w.attribute("lang", l.Lang)
		if l.To != "" {
			w.attribute("hreflang", l.To)
		} else {
			w.attribute("hreflang", l.Lang)
		}
		w.attribute("dir", l.Dir)
		if l.Real {
			w.attribute("rel", "alternate")
		}
		if l.Current {
			w.attribute("aria-current", "true")
		}
		w.WriteByte('>')
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
	return w.html()
}

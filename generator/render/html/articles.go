package html

import (
	"bytes"
	"html/template"

	"tract/generator/site"
)

// articles puts behind the heading of each numbered article a link to it, by
// which it is cited: the same in every language. Where the heading's own id is
// another, the link is the anchor itself.
func (b *builder) articles(body template.HTML, e *site.Edition) template.HTML {
	list := e.Articles()
	if len(list) == 0 {
		return body
	}
	rest := []byte(body)
	out := make([]byte, 0, len(rest)+len(list)*120)
	for _, a := range list {
		var mark markup
		mark.attribute("id", a.ID)
		at := bytes.Index(rest, []byte(mark.String()))
		if at < 0 {
			continue
		}
		end := bytes.Index(rest[at:], []byte("</h"))
		if end < 0 {
			continue
		}
		end += at
		out = append(out, rest[:end]...)
		var w markup
		w.WriteString(` <a class="anchor"`)
		w.attribute("href", "#"+a.Anchor())
		w.attribute("aria-label", b.page.Say("article_link", "number", a.Number))
		if a.ID != a.Anchor() {
			w.attribute("id", a.Anchor())
		}
		// Its sign is the style sheet's: as text it would be read out, and be
		// no part of the link's name.
		w.WriteString("></a>")
		out = append(out, w.String()...)
		rest = rest[end:]
	}
	return template.HTML(append(out, rest...))
}

package epub

import (
	"tract/generator/render/notice"
	"tract/generator/site"
)

// notices says before a text what readers of its page are told there: that it
// was withdrawn or corrected, or does not follow its source.
func (b *book) notices(e *site.Edition) {
	for _, n := range notice.Of(b.site, e, b.language) {
		b.raw("\n<aside class=\"notice\" role=\"note\">")
		if n.Title.Text != "" {
			b.element("p", ` class="callout-title"`, b.phrase(n.Title.Text, n.Title.Lang))
		}
		for _, l := range n.Lines {
			b.raw("<p>")
			if l.Date != "" {
				b.element("bdi", "", phrase{text: l.Date})
				b.raw(": ")
			}
			if l.URL != "" {
				b.raw("<a")
				b.attr("href", l.URL)
				b.raw(">")
			}
			b.element("bdi", "", b.phrase(l.Text, l.Lang))
			if l.URL != "" {
				b.raw("</a>")
			}
			b.raw("</p>")
		}
		b.raw("</aside>")
	}
}

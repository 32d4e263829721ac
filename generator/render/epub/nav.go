package epub

import (
	"strconv"

	"tract/generator/site"
)

// entry is a line of the table of contents.
type entry struct {
	href  string
	text  phrase
	below []entry
}

// contents is the table of contents: every page, and the headings of the first
// level within the texts.
func (b *book) contents() []entry {
	out := []entry{{href: titleName, text: b.word("book_title_page")}}
	for _, t := range b.roots {
		out = append(out, b.entry(t))
	}
	for n := range b.signedPages {
		name, _ := signedFile(n + 1)
		out = append(out, entry{href: name, text: b.signedTitle(n + 1)})
	}
	return append(out, entry{href: colophonName, text: b.word("book_about")})
}

func (b *book) entry(t *text) entry {
	e := t.edition
	out := entry{href: t.name, text: b.phrase(e.Title, e.Language.Tag)}
	for _, h := range t.headings() {
		out.below = append(out.below, entry{
			href: t.name + "#" + bodyPrefix + site.EscapePath(h.id), text: b.phrase(h.text, e.Language.Tag),
		})
	}
	for _, part := range t.below {
		out.below = append(out.below, b.entry(part))
	}
	return out
}

// navigation writes the navigation document: the table of contents, which
// readers also find as a page, and the landmarks.
func (b *book) navigation() {
	title := b.word("contents")
	b.start(title, ` epub:type="frontmatter"`)
	b.raw(`<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">`, "\n")
	b.element("h1", ` id="toc-title"`, title)
	b.list(b.contents())
	b.raw("\n</nav>\n", `<nav epub:type="landmarks" id="landmarks" hidden="hidden" aria-labelledby="landmarks-title">`, "\n")
	b.element("h2", ` id="landmarks-title"`, b.word("book_landmarks"))
	b.raw("\n<ol>")
	landmark := func(kind, href string, text phrase) {
		b.raw("\n<li><a epub:type=\"", kind, `" href="`, href, `"`)
		b.languageOf(text)
		b.raw(">")
		b.escape(text.text)
		b.raw("</a></li>")
	}
	landmark("titlepage", titleName, b.word("book_title_page"))
	landmark("toc", navName+"#toc", title)
	if len(b.texts) > 0 {
		landmark("bodymatter", b.texts[0].name, b.word("book_text"))
	}
	landmark("colophon", colophonName, b.word("book_about"))
	b.raw("\n</ol>\n</nav>")
	b.end(navName)
}

func (b *book) list(entries []entry) {
	b.raw("\n<ol>")
	for _, e := range entries {
		b.raw("\n<li><a")
		b.attr("href", e.href)
		b.languageOf(e.text)
		b.raw(">")
		b.escape(e.text.text)
		b.raw("</a>")
		if len(e.below) > 0 {
			b.list(e.below)
		}
		b.raw("</li>")
	}
	b.raw("\n</ol>")
}

// ncx writes the table of contents as readers of EPUB 2 want it.
func (b *book) ncx() {
	b.out = b.out[:0]
	b.raw(`<?xml version="1.0" encoding="UTF-8"?>`, "\n", `<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"`)
	b.attr("xml:lang", b.language.Tag)
	b.raw(">\n<head><meta name=\"dtb:uid\"")
	b.attr("content", b.identifier())
	b.raw("/></head>\n<docTitle>")
	b.element("text", "", phrase{text: b.edition.Title})
	b.raw("</docTitle>\n<navMap>")
	order := 0
	var points func([]entry)
	points = func(entries []entry) {
		for _, e := range entries {
			order++
			n := strconv.Itoa(order)
			b.raw("\n<navPoint id=\"n", n, `" playOrder="`, n, `"><navLabel>`)
			b.element("text", "", phrase{text: e.text.text})
			b.raw("</navLabel><content")
			b.attr("src", e.href)
			b.raw("/>")
			points(e.below)
			b.raw("</navPoint>")
		}
	}
	points(b.contents())
	b.raw("\n</navMap>\n</ncx>\n")
	b.put(ncxName)
}

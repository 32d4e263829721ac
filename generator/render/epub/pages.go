package epub

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"tract/generator/kind"
	"tract/generator/site"
	"tract/i18n"
)

// start begins a page of the book.
func (b *book) start(title phrase, bodyAttributes string) {
	b.out = b.out[:0]
	l := b.language
	b.raw(`<?xml version="1.0" encoding="UTF-8"?>`, "\n<!DOCTYPE html>\n",
		`<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"`)
	b.languageOf(phrase{lang: l.Tag, dir: l.Dir})
	b.raw(">\n<head>\n<meta charset=\"utf-8\"/>\n")
	b.element("title", "", phrase{text: title.text})
	b.raw("\n<link rel=\"stylesheet\" type=\"text/css\" href=\"", styleName, "\"/>\n</head>\n<body", bodyAttributes, ">\n")
}

// end ends the page and puts it into the book.
func (b *book) end(name string) {
	b.raw("\n</body>\n</html>\n")
	b.put(name)
}

// textPage writes the page of one text.
func (b *book) textPage(t *text) error {
	e := t.edition
	title := b.phrase(e.Title, e.Language.Tag)
	b.start(title, ` epub:type="bodymatter"`)
	if t.part {
		b.raw(`<section epub:type="chapter" role="doc-chapter" aria-labelledby="title">`, "\n")
	} else {
		b.raw(`<section aria-labelledby="title">`, "\n")
	}
	b.element("h1", ` id="title"`, title)
	if t.part {
		b.head(t)
	}
	b.notices(e)
	for _, l := range b.lists(e) {
		b.raw("\n<section>")
		b.element("h2", "", l.label)
		b.raw("<ul>")
		for _, item := range l.items {
			b.element("li", "", item)
		}
		b.raw("</ul></section>")
	}
	b.raw("\n<div class=\"text\"")
	b.textLanguage(e.Language)
	b.raw(">")
	var err error
	if t.ids, err = b.body(e, e.Document, bodyPrefix); err != nil {
		return fmt.Errorf("read the text of %s: %w", e.File.Path, err)
	}
	b.raw("</div>")
	for i, part := range b.fragments(e) {
		b.raw("\n<section>")
		b.element("h2", "", part.label)
		b.raw("<div")
		b.textLanguage(part.language)
		b.raw(">")
		if _, err := b.body(e, part.document, "f"+strconv.Itoa(i+1)+"-"); err != nil {
			return fmt.Errorf("read a field of %s: %w", e.File.Path, err)
		}
		b.raw("</div></section>")
	}
	b.raw("\n</section>")
	b.end(t.name)
	return nil
}

// textLanguage writes the attributes of a text in another language than the
// book's.
func (b *book) textLanguage(l *site.Language) {
	if l != nil && l != b.language {
		b.languageOf(phrase{lang: l.Tag, dir: l.Dir})
	}
}

// head writes what stands between the title of a chapter and its text.
func (b *book) head(t *text) {
	e := t.edition
	if s := b.phrase(e.Field(subtitle).Text, e.Language.Tag); s.text != "" {
		b.element("p", ` class="subtitle"`, s)
	}
	if s := b.phrase(e.Summary, e.Language.Tag); s.text != "" {
		b.element("p", ` class="lead"`, s)
	}
	if authors := kind.AuthorNames(b.site.Authors(e.Publication)); len(authors) > 0 {
		b.raw(`<p class="about">`)
		b.element("span", "", b.word("by"))
		b.raw(" ")
		b.names(authors)
		b.raw("</p>")
	}
	if !t.real {
		b.notice(e)
	}
}

// names writes names as the language lists them, each with a direction of its
// own.
func (b *book) names(names []string) {
	separators := b.language.Locale.ListSeparators(names)
	for i, name := range names {
		if i > 0 && i-1 < len(separators) {
			b.escape(separators[i-1])
		}
		b.element("bdi", "", phrase{text: name})
	}
}

// notice says of a text in another language that the book's has none yet, and
// where the real editions are.
func (b *book) notice(e *site.Edition) {
	b.raw("\n<div class=\"notice\" role=\"note\">")
	b.element("p", "", b.word("book_chapter_missing", "language", b.languageName(e.Language.Tag)))
	if editions := b.editions(e.Publication); len(editions) > 0 {
		b.element("p", "", b.word("book_editions"))
		b.raw("<ul>")
		for _, other := range editions {
			b.raw("<li><a")
			b.attr("href", b.site.URL(e.Publication.Path(other.Language)))
			b.attr("hreflang", other.Language.Tag)
			b.languageOf(phrase{lang: other.Language.Tag, dir: other.Language.Dir})
			b.raw(">")
			b.escape(other.Language.Name)
			b.raw("</a></li>")
		}
		b.raw("</ul>")
	}
	b.raw("</div>")
}

// titlePage writes the page that the book opens with.
func (b *book) titlePage() {
	e := b.edition
	title := b.phrase(e.Title, e.Language.Tag)
	b.start(title, ` epub:type="frontmatter"`)
	b.raw(`<section class="titlepage" epub:type="titlepage" aria-labelledby="title">`, "\n")
	b.element("p", ` class="about"`, b.siteTitle())
	b.element("h1", ` id="title"`, title)
	if s := e.Field(subtitle).Text; s != "" {
		b.element("p", ` class="subtitle"`, b.phrase(s, e.Language.Tag))
	}
	if authors := kind.AuthorNames(b.site.Authors(b.work)); len(authors) > 0 {
		b.raw("\n<p>")
		b.names(authors)
		b.raw("</p>")
	}
	if !b.work.Date.IsZero() {
		b.raw("\n<p>")
		b.escape(b.date(b.work))
		b.raw("</p>")
	}
	if name, alt := b.cover(); name != "" {
		b.pictures++
		if strings.TrimSpace(alt) != "" {
			b.described++
		}
		b.raw("\n<p><img")
		b.attr("src", name)
		b.attr("alt", alt)
		b.raw("/></p>")
	}
	if e.Summary != "" {
		b.raw("\n")
		b.element("p", ` class="lead"`, b.phrase(e.Summary, e.Language.Tag))
	}
	if b.held[b.work].name == titleName {
		b.notices(e) // the work has no text of its own to carry them
	}
	if all := len(b.site.Signed(b.work, b.language)); all > 0 {
		b.raw("\n<p><a")
		b.attr("href", signedName)
		b.raw(">")
		b.element("span", "", b.word("signatories", "count", all))
		b.raw("</a></p>")
	}
	if facts := b.facts(); len(facts) > 0 {
		b.raw("\n<dl>")
		for _, f := range facts {
			b.fact(f)
		}
		b.raw("</dl>")
	}
	b.raw("\n</section>")
	b.end(titleName)
}

func (b *book) date(p *site.Publication) string {
	return b.language.Locale.Date(i18n.Date{Year: p.Date.Year, Month: p.Date.Month, Day: p.Date.Day}, i18n.Long)
}

// fact writes a label and its values in a definition list.
func (b *book) fact(f fact) {
	b.raw("\n")
	b.element("dt", "", f.label)
	for _, v := range f.values {
		b.raw("<dd>")
		if v.href != "" {
			b.raw("<a")
			b.attr("href", v.href)
			b.raw(">")
		}
		b.element("bdi", "", v.phrase)
		if v.href != "" {
			b.raw("</a>")
		}
		b.raw("</dd>")
	}
}

// colophon writes who made the book, under which licence, and where it is kept.
func (b *book) colophon() {
	e, locale := b.edition, b.language.Locale
	title := b.word("book_about")
	b.start(title, ` epub:type="backmatter"`)
	b.raw(`<section epub:type="colophon" role="doc-colophon" aria-labelledby="title">`, "\n")
	b.element("h1", ` id="title"`, title)
	b.raw("\n<dl>")
	plain := func(key string, texts ...string) {
		f := fact{label: b.word(key)}
		for _, text := range texts {
			f.values = append(f.values, value{phrase: phrase{text: text}})
		}
		if len(texts) > 0 {
			b.fact(f)
		}
	}
	plain("by", kind.AuthorNames(b.site.Authors(b.work))...)
	plain("translated_by", b.translators()...)
	b.fact(fact{b.word("field_publisher"), []value{{phrase: b.publisher()}}})
	if !b.work.Date.IsZero() {
		plain("published_on", b.date(b.work))
	}
	if d := e.Updated; !d.IsZero() {
		plain("updated_on", locale.Date(i18n.Date{Year: d.Year, Month: d.Month, Day: d.Day}, i18n.Long))
	}
	if license := b.work.License; license != "" {
		href, _ := address(license)
		b.fact(fact{b.word("license"), []value{{phrase{text: license}, href}}})
	}
	for _, id := range b.edition.Identifiers() {
		f := fact{b.fieldLabel(id.Name), []value{{phrase: phrase{text: id.Value.Text}}}}
		switch name := strings.ToLower(id.Name); name {
		case "isbn", "issn", "doi":
			f.label = phrase{text: strings.ToUpper(name)}
			if name == "doi" {
				f.values[0].href, _ = address("https://doi.org/" + doi(id.Value.Text))
			}
		}
		if f.values[0].text != "" {
			b.fact(f)
		}
	}
	at := b.site.URL(b.work.Path(b.language))
	shown := at
	if plain, err := url.PathUnescape(at); err == nil {
		shown = plain // as people write it
	}
	b.fact(fact{b.word("book_address"), []value{{phrase{text: shown}, at}}})
	if original, ok := b.original(); ok {
		b.fact(fact{b.word("book_original"), []value{{b.phrase(b.work.Source.Title, b.work.Source.Language.Tag), original}}})
	}
	f := fact{label: b.word("book_accessibility")}
	for _, sentence := range b.accessibility() {
		f.values = append(f.values, value{phrase: sentence})
	}
	b.fact(f)
	b.raw("</dl>\n</section>")
	b.end(colophonName)
}

// original is the address of the source edition, where the book is a
// translation of it.
func (b *book) original() (string, bool) {
	source := b.work.Source
	if source == b.edition || b.work.Path(source.Language) == "" {
		return "", false
	}
	return b.site.URL(b.work.Path(source.Language)), true
}

// translators are those of all texts in the book's language, each once.
func (b *book) translators() []string {
	seen := map[string]bool{}
	var out []string
	add := func(e *site.Edition) {
		for _, name := range e.Translators {
			if !seen[name] {
				seen[name] = true
				out = append(out, name)
			}
		}
	}
	add(b.edition)
	for _, t := range b.texts {
		if t.real {
			add(t.edition)
		}
	}
	return out
}

// publisher is who brought the book out: the work's publisher, else the site.
func (b *book) publisher() phrase {
	if p := b.edition.Role("publisher"); p.Text != "" {
		return b.phrase(p.Text, b.edition.Language.Tag)
	}
	return b.siteTitle()
}

// doi is a DOI without what is often written before it.
func doi(text string) string {
	text = strings.TrimSpace(text)
	for _, prefix := range []string{"https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"} {
		if len(text) > len(prefix) && strings.EqualFold(text[:len(prefix)], prefix) {
			return strings.TrimSpace(text[len(prefix):])
		}
	}
	return text
}

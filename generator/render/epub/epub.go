// Package epub writes one edition of a publication as a book: EPUB 3.3, with
// its chapters or parts in their order.
//
//	texts      what the book holds: the work and all below it, each in the
//	           book's language or the nearest of the fallback chain
//	xhtml      a compiled body made fit for a book
//	pages      title page, texts, colophon, table of contents
//	package    the metadata, the manifest and the reading order
//	archive    the container: OCF, the same bytes each time
//
// Bodies come from package body with absolute links; what the book holds is
// linked within it, and pictures go along. The standards are EPUB 3.3, EPUB
// Accessibility 1.1, DPUB-ARIA 1.1 and, for old readers, the NCX of EPUB 2.
package epub

import (
	"bytes"
	"fmt"
	"html"
	"slices"

	"tract/generator/render/body"
	"tract/generator/site"
	"tract/i18n"
)

// Write appends the book of a route to out: the route's publication in its
// language, in which it has an edition. The error is a fault of the machine.
func Write(out *bytes.Buffer, s *site.Site, r site.Route) error {
	e := r.Publication.Edition(r.Language)
	if e == nil {
		return fmt.Errorf("write %s: there is no edition in %s", r.Path, r.Language.Tag)
	}
	p := presses.Get().(*press)
	defer presses.Put(p)
	b := newBook(out, s, e, p)
	if err := b.write(); err != nil {
		return fmt.Errorf("write %s: %w", r.Path, err)
	}
	p.page = b.out
	return nil
}

// book is one book while it is written.
type book struct {
	site     *site.Site
	language *site.Language
	parents  []string // CLDR parents of the language in its script
	edition  *site.Edition
	work     *site.Publication

	texts []*text // in the order of reading
	roots []*text // of the table of contents: the work's own text, and its parts
	held  map[*site.Publication]*text

	archive *archive
	items   []item // of the manifest, but for the texts
	kept    map[string]string
	place   *body.Place
	out     []byte // the page in hand

	signedPages int // pages of those who signed

	pictures, described int  // images shown, and those of them with a text alternative
	sounds, films       bool // are played
	moving              bool // images that may move
}

func newBook(out *bytes.Buffer, s *site.Site, e *site.Edition, p *press) *book {
	b := &book{
		site: s, language: e.Language, edition: e, work: e.Publication,
		held: map[*site.Publication]*text{}, kept: map[string]string{}, archive: newArchive(out, p), out: p.page,
	}
	for _, parent := range i18n.Parents(e.Language.Tag) {
		if i18n.Load(parent).Script() == e.Language.Locale.Script() {
			b.parents = append(b.parents, parent)
		}
	}
	b.place = &body.Place{
		Site: s, Language: e.Language, Absolute: true, XML: true, Prefix: bodyPrefix,
		Label: func(language, key string) string { return b.label(language, key) }, Within: b.within, Keep: b.keep,
	}
	return b
}

// The files of a book, below the folder that container.xml names.
const (
	folder       = "EPUB/"
	packageName  = "package.opf"
	navName      = "nav.xhtml"
	ncxName      = "toc.ncx"
	styleName    = "style.css"
	titleName    = "title.xhtml"
	textName     = "text.xhtml"
	colophonName = "colophon.xhtml"
)

// write writes all files. Texts come first: they say which pictures the book
// holds.
func (b *book) write() error {
	b.gather()
	b.archive.stored("mimetype", []byte("application/epub+zip"))
	b.archive.constant("META-INF/container.xml", container)
	b.archive.constant(folder+styleName, styleFile)
	for _, t := range b.texts {
		if err := b.textPage(t); err != nil {
			return err
		}
	}
	b.titlePage()
	b.signatories()
	b.colophon()
	b.navigation()
	b.ncx()
	b.packageDocument()
	return b.archive.close()
}

// put writes the page in hand into the book.
func (b *book) put(name string) { b.archive.deflated(folder+name, b.out) }

// phrase is a plain text with its language where that is not the book's.
type phrase struct{ text, lang, dir string }

// phrase is a text in a language.
func (b *book) phrase(text, lang string) phrase {
	if text == "" || lang == "" || lang == b.language.Tag || slices.Contains(b.parents, lang) {
		return phrase{text: text}
	}
	return phrase{text, lang, i18n.Load(lang).Dir()}
}

// word is an interface message in the book's language.
func (b *book) word(key string, args ...any) phrase {
	m, ok := b.site.Catalogue.Find(b.language.Tags, key)
	if !ok {
		return phrase{text: key}
	}
	locale := b.language.Locale
	if m.Lang != b.language.Tag {
		locale = i18n.Load(m.Lang)
	}
	return b.phrase(m.Format(locale, args...), m.Lang)
}

// has says whether an interface message exists.
func (b *book) has(key string) bool {
	_, ok := b.site.Catalogue.Find(b.language.Tags, key)
	return ok
}

// label is an interface message in a language of the site, escaped.
func (b *book) label(language, key string, args ...any) string {
	l := b.site.Language(language)
	if l == nil {
		return ""
	}
	m, ok := b.site.Catalogue.Find(l.Tags, key)
	if !ok {
		return ""
	}
	return html.EscapeString(m.Format(i18n.Load(m.Lang), args...))
}

// siteTitle is the site's title in the book's language.
func (b *book) siteTitle() phrase {
	if title, lang := b.site.Config.Title.In(b.language.Tags...); title != "" {
		return b.phrase(title, lang)
	}
	return phrase{text: b.site.Config.Host()}
}

// languageName is the name of a language in the book's.
func (b *book) languageName(tag string) string {
	if name, ok := b.language.Locale.Language(tag); ok {
		return name
	}
	if l := b.site.Language(tag); l != nil {
		return l.Name
	}
	return tag
}

package epub

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tract/generator/data"
)

// identifier names the book: the same in each build, another for each
// language.
func (b *book) identifier() string {
	return b.site.Identifier("epub/"+b.work.ID, b.language.Tag)
}

// packageDocument writes the metadata, the manifest and the reading order.
func (b *book) packageDocument() {
	b.out = b.out[:0]
	b.raw(`<?xml version="1.0" encoding="UTF-8"?>`, "\n",
		`<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"`)
	b.attr("xml:lang", b.language.Tag)
	b.attr("dir", b.language.Dir)
	b.raw(">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">")
	b.naming()
	b.people()
	b.description()
	b.accessMetadata()
	b.raw("\n</metadata>\n<manifest>")
	cover, _ := b.cover()
	file := func(id, name, media, properties string) {
		b.raw("\n<item id=\"", id, `" href="`, name, `" media-type="`, media, `"`)
		if properties != "" {
			b.attr("properties", properties)
		}
		b.raw("/>")
	}
	const page = "application/xhtml+xml"
	file("nav", navName, page, "nav")
	file("ncx", ncxName, "application/x-dtbncx+xml", "")
	file("style", styleName, "text/css", "")
	file("title-page", titleName, page, "")
	for i, t := range b.texts {
		file("text-"+strconv.Itoa(i+1), t.name, page, "")
	}
	for n := range b.signedPages {
		name, id := signedFile(n + 1)
		file(id, name, page, "")
	}
	file("colophon", colophonName, page, "")
	for _, i := range b.items {
		properties := ""
		if i.name == cover {
			properties = "cover-image"
		}
		file(i.id, i.name, i.media, properties)
	}
	b.raw("\n</manifest>\n<spine toc=\"ncx\"")
	if b.language.Dir == "rtl" {
		b.raw(` page-progression-direction="rtl"`)
	}
	b.raw(">\n", `<itemref idref="title-page"/>`, "\n", `<itemref idref="nav"/>`)
	for i := range b.texts {
		b.raw("\n<itemref idref=\"text-", strconv.Itoa(i+1), `"/>`)
	}
	for n := range b.signedPages {
		_, id := signedFile(n + 1)
		b.raw("\n<itemref idref=\"", id, `"/>`)
	}
	b.raw("\n<itemref idref=\"colophon\"/>\n</spine>\n</package>\n")
	b.put(packageName)
}

// dc writes an element of Dublin Core.
func (b *book) dc(name, id string, p phrase) {
	b.raw("\n")
	attributes := ""
	if id != "" {
		attributes = ` id="` + id + `"`
	}
	b.raw("<dc:", name, attributes)
	if p.lang != "" {
		b.attr("xml:lang", p.lang)
		b.attr("dir", p.dir)
	}
	b.raw(">")
	b.escape(p.text)
	b.raw("</dc:", name, ">")
}

// meta writes a property of the book or, where refines is set, of one of its
// elements.
func (b *book) meta(refines, property, scheme, value string) {
	b.raw("\n<meta")
	if refines != "" {
		b.attr("refines", "#"+refines)
	}
	b.attr("property", property)
	if scheme != "" {
		b.attr("scheme", scheme)
	}
	b.raw(">")
	b.escape(value)
	b.raw("</meta>")
}

// naming writes identifiers and titles.
func (b *book) naming() {
	b.dc("identifier", "id", phrase{text: b.identifier()})
	for i, id := range b.edition.Identifiers() {
		name, text := "identifier-"+strconv.Itoa(i+1), strings.TrimSpace(id.Value.Text)
		if text == "" {
			continue
		}
		digits := strings.NewReplacer("-", "", " ", "", "\u2010", "", "\u2011", "").Replace(text)
		switch strings.ToLower(id.Name) {
		case "isbn":
			b.dc("identifier", name, phrase{text: "urn:isbn:" + digits})
			if len(digits) == 10 {
				b.meta(name, "identifier-type", "onix:codelist5", "02")
			} else {
				b.meta(name, "identifier-type", "onix:codelist5", "15")
			}
		case "doi":
			b.dc("identifier", name, phrase{text: "doi:" + doi(text)})
			b.meta(name, "identifier-type", "onix:codelist5", "06")
		default:
			b.dc("identifier", name, phrase{text: text})
		}
	}
	e := b.edition
	b.dc("title", "title", b.phrase(e.Title, e.Language.Tag))
	b.meta("title", "title-type", "", "main")
	if s := e.Field(subtitle).Text; s != "" {
		b.dc("title", "subtitle", b.phrase(s, e.Language.Tag))
		b.meta("subtitle", "title-type", "", "subtitle")
	}
	b.dc("language", "", phrase{text: b.language.Tag})
	if series, language := b.site.SeriesName(b.work, b.language); series != "" {
		p := b.phrase(series, language)
		b.raw("\n<meta id=\"series\" property=\"belongs-to-collection\"")
		if p.lang != "" {
			b.attr("xml:lang", p.lang)
			b.attr("dir", p.dir)
		}
		b.raw(">")
		b.escape(p.text)
		b.raw("</meta>")
		b.meta("series", "collection-type", "", "series")
		if n := e.Role("number").Number; n > 0 && n == float64(int(n)) {
			b.meta("series", "group-position", "", strconv.Itoa(int(n)))
		}
	}
}

// people writes who made the book.
func (b *book) people() {
	person := func(element, id, role string, p phrase) {
		b.dc(element, id, p)
		b.meta(id, "role", "marc:relators", role)
	}
	author := b.phrase(b.edition.Role("author").Text, b.edition.Language.Tag)
	switch {
	case len(b.work.Authors) > 0:
		for i, a := range b.site.Authors(b.work) {
			id := "creator-" + strconv.Itoa(i+1)
			person("creator", id, "aut", phrase{text: a.Name})
			if sorted := a.Sorted(); sorted != a.Name {
				b.meta(id, "file-as", "", sorted)
			}
		}
	case author.text != "":
		person("creator", "creator-1", "aut", author)
	default:
		person("creator", "creator-1", "aut", b.publisher())
	}
	n := 0
	contributor := func(role, name string) {
		n++
		person("contributor", "contributor-"+strconv.Itoa(n), role, phrase{text: name})
	}
	seen := map[string]bool{}
	for _, a := range b.site.Authors(b.work) {
		seen[a.Name] = true
	}
	for _, t := range b.texts {
		for _, a := range b.site.Authors(t.edition.Publication) {
			if !seen[a.Name] {
				seen[a.Name] = true
				contributor("aut", a.Name)
			}
		}
	}
	for _, name := range b.translators() {
		contributor("trl", name)
	}
	b.dc("publisher", "", b.publisher())
}

// description writes dates, subjects, rights and where the book comes from.
func (b *book) description() {
	if !b.work.Date.IsZero() {
		b.dc("date", "", phrase{text: b.work.Date.String()})
	}
	b.meta("", "dcterms:modified", "", b.modified())
	if s := b.edition.Summary; s != "" {
		b.dc("description", "", b.phrase(s, b.edition.Language.Tag))
	}
	for _, t := range b.site.Taxonomies {
		for _, id := range b.work.Terms[t.Name] {
			if term := t.Term(id); term != nil {
				if name, lang := term.Name(b.language); name != "" {
					b.dc("subject", "", b.phrase(name, lang))
				}
			}
		}
	}
	if b.work.License != "" {
		b.dc("rights", "", phrase{text: b.work.License})
	}
	b.dc("source", "", phrase{text: b.site.URL(b.work.Path(b.language))})
	if original, ok := b.original(); ok {
		b.dc("relation", "", phrase{text: original})
	}
}

// accessMetadata says through which senses the book can be read, and what it
// does for it (EPUB Accessibility 1.1; the terms are schema.org's).
func (b *book) accessMetadata() {
	add := func(property string, values ...string) {
		for _, v := range values {
			b.meta("", "schema:"+property, "", v)
		}
	}
	modes := []string{"textual"}
	if b.pictures > 0 || b.films {
		modes = append(modes, "visual")
	}
	if b.sounds || b.films {
		modes = append(modes, "auditory")
	}
	add("accessMode", modes...)
	described := b.described == b.pictures && !b.sounds && !b.films
	if described {
		add("accessModeSufficient", "textual")
	}
	if len(modes) > 1 {
		add("accessModeSufficient", strings.Join(modes, ","))
	}
	add("accessibilityFeature", "tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability")
	if b.pictures > 0 && b.described == b.pictures {
		add("accessibilityFeature", "alternativeText")
	}
	if b.moving || b.sounds || b.films {
		add("accessibilityHazard", "unknown")
	} else {
		add("accessibilityHazard", "none")
	}
	b.raw("\n<meta property=\"schema:accessibilitySummary\"")
	sentences := b.accessibility()
	if p := sentences[0]; p.lang != "" {
		b.attr("xml:lang", p.lang)
		b.attr("dir", p.dir)
	}
	b.raw(">")
	for i, s := range sentences {
		if i > 0 {
			b.raw(" ")
		}
		b.escape(s.text)
	}
	b.raw("</meta>")
}

// accessibility is the same in sentences.
func (b *book) accessibility() []phrase {
	out := []phrase{b.word("book_accessible_text")}
	switch {
	case b.pictures == 0:
	case b.described == b.pictures:
		out = append(out, b.word("book_accessible_pictures"))
	default:
		out = append(out, b.word("book_accessible_some"))
	}
	return out
}

// modified is the latest date that the book's texts and signatures give, as EPUB wants it: a
// moment in UTC. Without any it is the first of 1970, as in feeds.
func (b *book) modified() string {
	var latest time.Time
	look := func(d data.Date) {
		if t := moment(d); !d.IsZero() && t.After(latest) {
			latest = t
		}
	}
	look(b.work.Date)
	look(b.edition.Updated)
	for _, t := range b.texts {
		look(t.edition.Publication.Date)
		look(t.edition.Updated)
	}
	if list := b.work.Signatories; list != nil {
		for i := range list.Signed {
			look(list.Signed[i].Signed)
		}
	}
	if latest.IsZero() {
		latest = time.Unix(0, 0).UTC()
	}
	return latest.Format("2006-01-02T15:04:05Z")
}

// moment is the beginning of a date in UTC.
func moment(d data.Date) time.Time {
	var hour, minute, second, ahead, of int
	if len(d.Clock) >= 5 {
		_, _ = fmt.Sscanf(d.Clock, "%d:%d:%d", &hour, &minute, &second)
	}
	if len(d.Zone) == len("+02:00") {
		_, _ = fmt.Sscanf(d.Zone[1:], "%d:%d", &ahead, &of)
		if ahead = ahead*60 + of; d.Zone[0] == '-' {
			ahead = -ahead
		}
	}
	return time.Date(d.Year, time.Month(max(1, d.Month)), max(1, d.Day), hour, minute-ahead, second, 0, time.UTC)
}

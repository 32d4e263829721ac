package epub

import (
	"strconv"

	"tract/generator/config"
	"tract/generator/signatory"
)

// This file writes who signed the work.

// signedBytes is how long a page of names may be; the next name begins another.
// Readers on phones open a page whole, and are slow with longer ones.
const signedBytes = 240 << 10

// signedName is the first page of names.
const signedName = "signatories.xhtml"

// signedFile is the file of a page of names, and its id in the manifest; pages
// count from 1.
func signedFile(page int) (name, id string) {
	if page == 1 {
		return signedName, "signatories"
	}
	id = "signatories-" + strconv.Itoa(page)
	return id + ".xhtml", id
}

// signedTitle is the title of a page of names.
func (b *book) signedTitle(page int) phrase {
	title := b.word("signatories_title")
	if page > 1 {
		title.text += " (" + b.language.Locale.Digits(strconv.Itoa(page)) + ")"
	}
	return title
}

// signatories writes the pages of those who signed, all of them in the order of
// the book's language, where anybody did. signedPages says afterwards how many
// there are.
func (b *book) signatories() {
	signed := b.site.Signed(b.work, b.language)
	if len(signed) == 0 {
		return
	}
	b.startSigned(1)
	b.raw("\n")
	b.element("p", ` class="lead"`, b.word("signatories", "count", len(signed)))
	if list := b.work.Signatories; list.Bodies > 0 && list.Persons > 0 {
		b.raw(`<p class="about">`)
		b.element("span", "", b.word("signatories_bodies", "count", list.Bodies))
		b.raw(" · ")
		b.element("span", "", b.word("signatories_persons", "count", list.Persons))
		b.raw("</p>")
	}
	earlier := 0
	if b.site.Config.Signatures == config.SignaturesNote {
		for _, one := range signed {
			if b.work.EarlierDigest(one) {
				earlier++
			}
		}
	}
	if earlier > 0 {
		b.element("p", ` role="note"`, b.word("signatories_earlier", "count", earlier))
	}
	b.raw("\n<ul class=\"signed\">")
	for _, one := range signed {
		if len(b.out) > signedBytes {
			b.endSigned()
			b.startSigned(b.signedPages + 1)
			b.raw("\n<ul class=\"signed\">")
		}
		b.signatory(one, earlier > 0 && b.work.EarlierDigest(one))
	}
	b.endSigned()
}

func (b *book) startSigned(page int) {
	title := b.signedTitle(page)
	b.start(title, ` epub:type="backmatter"`)
	b.raw(`<section aria-labelledby="title">`, "\n")
	b.element("h1", ` id="title"`, title)
}

func (b *book) endSigned() {
	b.raw("\n</ul>\n</section>")
	b.signedPages++
	name, _ := signedFile(b.signedPages)
	b.end(name)
}

// signatory writes one who signed.
func (b *book) signatory(one *signatory.Signatory, earlier bool) {
	b.raw("\n<li>")
	name := phrase{text: one.Name}
	if one.Language != "" {
		name = b.phrase(one.Name, one.Language)
	}
	href, linked := address(one.URL)
	if linked {
		b.raw("<a")
		b.attr("href", href)
		b.raw(">")
	}
	b.element("bdi", "", name)
	if linked {
		b.raw("</a>")
	}
	if earlier {
		b.raw("*")
	}
	if one.Latin != "" {
		b.raw(" ")
		b.element("bdi", "", phrase{one.Latin, "und-Latn", "ltr"})
	}
	country, _ := b.language.Locale.Country(one.Country)
	open := " <small>"
	for _, text := range []string{one.Role, one.Place, country} {
		if text == "" {
			continue
		}
		b.raw(open)
		b.element("bdi", "", phrase{text: text})
		open = " · "
	}
	if open != " <small>" {
		b.raw("</small>")
	}
	b.raw("</li>")
}

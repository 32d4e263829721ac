package epub

import (
	"tract/generator/config"
	"tract/generator/signatory"
)

// This file writes who signed the work.

// signedInBook is how many names a book holds at most: one page of some 150 kB,
// which every reader opens. Of a longer list it has the first in the order of
// the names, and the address of the others.
const signedInBook = 1000

// signedName is the file of the page of names.
const signedName = "signatories.xhtml"

// signed are the names of the book, in the order of its language, and how many
// signed.
func (b *book) signed() (shown []*signatory.Signatory, all int) {
	shown = b.site.Signed(b.work, b.language)
	return shown[:min(len(shown), signedInBook)], len(shown)
}

// signatories writes the page of those who signed, where anybody did.
func (b *book) signatories() {
	shown, all := b.signed()
	if all == 0 {
		return
	}
	title := b.word("signatories_title")
	b.start(title, ` epub:type="backmatter"`)
	b.raw(`<section aria-labelledby="title">`, "\n")
	b.element("h1", ` id="title"`, title)
	b.raw("\n")
	b.element("p", ` class="lead"`, b.word("signatories", "count", all))
	if list := b.work.Signatories; list.Bodies > 0 && list.Persons > 0 {
		b.raw(`<p class="about">`)
		b.element("span", "", b.word("signatories_bodies", "count", list.Bodies))
		b.raw(" · ")
		b.element("span", "", b.word("signatories_persons", "count", list.Persons))
		b.raw("</p>")
	}
	earlier := 0
	if b.site.Config.Signatures == config.SignaturesNote {
		for i := range b.work.Signatories.Signed {
			if b.work.EarlierDigest(&b.work.Signatories.Signed[i]) {
				earlier++
			}
		}
	}
	if earlier > 0 {
		b.element("p", ` role="note"`, b.word("signatories_earlier", "count", earlier))
	}
	b.raw("\n<ul class=\"signed\">")
	for _, one := range shown {
		b.signatory(one, earlier > 0 && b.work.EarlierDigest(one))
	}
	b.raw("\n</ul>\n")
	if len(shown) < all {
		b.raw("<p>")
		b.element("span", "", b.word("signatories_shown", "shown", len(shown), "count", all))
		b.raw(" <a")
		b.attr("href", b.signedAddress())
		b.raw(">")
		b.element("span", "", b.word("signatories_all"))
		b.raw("</a></p>\n")
	}
	b.raw("</section>")
	b.end(signedName)
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

// signedAddress is where all names stand on the web.
func (b *book) signedAddress() string {
	for _, o := range b.site.Outputs(b.work, b.language) {
		if o.Name == signatory.Stem {
			return b.site.URL(o.Path)
		}
	}
	return b.site.URL(b.work.Path(b.language))
}

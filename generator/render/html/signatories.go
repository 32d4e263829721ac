package html

// Those who signed a publication: on its page, and on pages of their own.

import (
	"html/template"
	"strconv"

	"tract/generator/config"
	"tract/generator/signatory"
	"tract/generator/site"
	"tract/i18n"
)

// Signatories are those who signed a publication, as a page shows them.
type Signatories struct {
	Count   int // all of them
	Bodies  int // organisations; 0 where the list does not tell them from persons
	Persons int
	Shown   int // how many of them the page has, where it has the first only; else 0
	Earlier int // how many signed an earlier wording, where a note is to say so
	// Signed are those on the page, each as an <li>; on a page by country they
	// stand in Countries instead.
	Signed    template.HTML
	Countries []SignedCountry
	ByCountry bool

	All, Country, Table string // links to all by name, by country, and to the table; may be empty
	Position            string // "page 2 of 9"; empty on a list of one page
	Before, After       string // links
}

// SignedCountry is a country with those who signed there.
type SignedCountry struct {
	Name   Text
	Count  int
	Signed template.HTML
}

// signatories fills the part on who signed.
func (b *builder) signatories(out *Publication, pub *site.Publication) {
	list := pub.Signatories
	if list == nil || len(list.Signed) == 0 {
		return
	}
	s := &Signatories{Count: len(list.Signed)}
	if list.Bodies > 0 && list.Persons > 0 {
		s.Bodies, s.Persons = list.Bodies, list.Persons
	}
	if b.site.Config.Signatures == config.SignaturesNote {
		for i := range list.Signed {
			if pub.EarlierDigest(&list.Signed[i]) {
				s.Earlier++
			}
		}
	}
	// Only real editions have the pages of the list: a page that stands in
	// leads to those of the text that it shows.
	l := b.language
	if !pub.IsReal(l) {
		l = pub.Nearest(l).Language
	}
	for _, o := range b.site.Outputs(pub, l) {
		byName, _ := pub.SignatoryPages()
		switch {
		case o.Name == "signatories.csv":
			s.Table = b.href(o.Path)
		case o.Name == signatory.Stem && o.Page == 1 && byName > 0:
			s.All = b.href(o.Path)
		case o.Name == signatory.Stem && o.Page == byName+1:
			s.Country = b.href(o.Path)
		}
	}
	out.Signatories = s
	if b.route.Type != site.PublicationRoute {
		return
	}
	signed := b.site.Signed(pub, b.language)
	if n := site.SignatoriesFirst; len(signed) > n {
		s.Shown = n
		signed = signed[:n]
	}
	s.Signed = b.signed(pub, signed, true)
}

// signed are some signatories, each as an <li>. What is written here stands
// thousands of times on a site: it is kept short.
func (b *builder) signed(pub *site.Publication, signed []*signatory.Signatory, country bool) template.HTML {
	var w markup
	noted := b.site.Config.Signatures == config.SignaturesNote
	for _, one := range signed {
		w.WriteString("<li>")
		if one.URL != "" {
			w.start("a", "href", one.URL, "rel", "external nofollow")
		}
		w.WriteString("<bdi")
		if one.Language != "" && !b.page.speaks(one.Language) {
			w.attribute("lang", one.Language)
			w.attribute("dir", i18n.Load(one.Language).Dir())
		}
		w.WriteByte('>')
		w.text(one.Name)
		w.WriteString("</bdi>")
		if one.URL != "" {
			w.WriteString("</a>")
		}
		if noted && pub.EarlierDigest(one) {
			w.WriteByte('*')
		}
		if one.Latin != "" {
			w.WriteString(` <bdi lang="und-Latn">`)
			w.text(one.Latin)
			w.WriteString("</bdi>")
		}
		about := make([]string, 0, 3)
		if one.Role != "" {
			about = append(about, one.Role)
		}
		if one.Place != "" {
			about = append(about, one.Place)
		}
		if name, ok := b.language.Locale.Country(one.Country); ok && country {
			about = append(about, name)
		}
		if len(about) > 0 {
			w.WriteString(" <small>")
			for i, text := range about {
				if i > 0 {
					w.WriteString(" · ")
				}
				w.WriteString("<bdi>")
				w.text(text)
				w.WriteString("</bdi>")
			}
			w.WriteString("</small>")
		}
		w.WriteString("</li>")
	}
	return w.html()
}

// signatoryPage fills a page that holds some of all who signed, by name or by
// country.
func (b *builder) signatoryPage() {
	pub, p, out := b.route.Publication, b.page, b.page.Publication
	s := out.Signatories
	byName, byCountry := pub.SignatoryPages()
	page, pages := b.route.Page, byName
	signed := b.site.Signed(pub, b.language)
	if s.ByCountry = page > byName; s.ByCountry {
		page, pages = page-byName, byCountry
		signed = b.site.SignedByCountry(pub, b.language)
	}
	signed = signed[min((page-1)*site.SignatoriesPage, len(signed)):min(page*site.SignatoriesPage, len(signed))]
	if s.ByCountry {
		for _, c := range site.Countries(signed, b.language) {
			name := Text{Text: c.Name}
			if c.Code == "" {
				name = p.word("signatories_no_country")
			}
			s.Countries = append(s.Countries, SignedCountry{Name: name, Count: len(c.Signed), Signed: b.signed(pub, c.Signed, false)})
		}
	} else {
		s.Signed = b.signed(pub, signed, true)
	}
	at := func(n int) string {
		for _, o := range b.site.Outputs(pub, b.language) {
			if o.Name == signatory.Stem && o.Page == b.route.Page-page+n {
				return b.href(o.Path)
			}
		}
		return ""
	}
	if pages > 1 {
		s.Position = p.Say("page_of", "page", page, "pages", pages)
	}
	if page > 1 {
		s.Before = at(page - 1)
	}
	if page < pages {
		s.After = at(page + 1)
	}
	p.Crumbs = append(p.Crumbs, Link{Href: b.href(pub.Path(b.language) + "index.html"), Text: out.Title})
	p.Canonical = b.site.URL(b.route.Path)
	p.Title = Text{Text: p.Say("signatories_title") + " · " + out.Title.Text}
	if s.Position != "" {
		p.Title.Text += " · " + s.Position
	}
	p.Summary = p.Say("signatories", "count", s.Count)
	b.switcher(func(l *site.Language) (string, bool) {
		for _, o := range b.site.Outputs(pub, l) {
			if o.Name == signatory.Stem && o.Page == b.route.Page {
				return o.Path, true
			}
		}
		if at := pub.Path(l); at != "" {
			return at + "index.html", false
		}
		return "", false
	})
}

// endorsed says in schema.org's terms how many signed.
func endorsed(n int) map[string]any {
	return map[string]any{"@type": "InteractionCounter", "interactionType": "https://schema.org/EndorseAction", "userInteractionCount": strconv.Itoa(n)}
}

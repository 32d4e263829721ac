package html

import (
	"slices"
	"strings"

	"tract/generator/site"
)

// This file lays out what a home page asks of its readers and what is new,
// section by section.

// Newest is what a section has published last.
type Newest struct {
	Title Text
	Href  string
	Items []Item
}

// OwnName is what the reader's language calls itself.
func (v View) OwnName() string { return v.language.Name }

// newestOf is how many publications of a section a home page names, and
// newestSections of how many sections.
const newestOf, newestSections = 3, 6

// newest fills the lead, which is the newest of all, and the newest of each
// section at the root whose publications have dates. Where there is but one
// such section, the list of all says the same.
func (b *builder) newest(f *Front) {
	latest := b.site.Latest(b.language, 1)
	if len(latest) == 0 {
		return
	}
	var out []Newest
	for _, sec := range b.site.Root.Sections {
		at := sec.Path(b.language)
		if at == "" || sec.Timed() || !sec.Listed() {
			continue
		}
		var dated []site.Entry
		for _, e := range sec.List(b.language).Entries {
			if p := e.Publication; e.Real && !p.Date.IsZero() && p != latest[0].Publication && p.Kind.Role("start") == nil {
				dated = append(dated, e)
			}
		}
		slices.SortStableFunc(dated, func(a, b site.Entry) int { return b.Publication.Date.Compare(a.Publication.Date) })
		if len(dated) > newestOf {
			dated = dated[:newestOf]
		}
		if len(dated) > 0 {
			out = append(out, Newest{Title: b.sectionTitle(b.page.View, sec), Href: b.href(at + "index.html"), Items: b.items(dated)})
		}
	}
	// What was written to last comes first; sections that rest are not news.
	slices.SortStableFunc(out, func(a, b Newest) int { return strings.Compare(b.Items[0].Date.ISO, a.Items[0].Date.ISO) })
	if len(out) > newestSections {
		out = out[:newestSections]
	}
	if len(out) > 1 {
		f.Newest, f.Lead = out, b.items(latest)
	}
}

// actions fills what a home page asks for: as tract.yaml says, else to sign the
// newest declaration that is open, to subscribe to the newsletter, to join a
// group, as far as the site has them.
func (b *builder) actions(f *Front) {
	if given := b.site.Config.Actions; given != nil {
		for _, a := range given {
			label, lang := a.Label.In(b.language.Tags...)
			if a.External() {
				if label != "" {
					f.Actions = append(f.Actions, Link{Href: a.To, Text: b.page.text(label, lang)})
				}
				continue
			}
			n := b.site.Node(a.To)
			if n == nil {
				continue // told by package check
			}
			at := n.Path(b.language)
			if at == "" {
				continue
			}
			text := b.page.text(label, lang)
			if label == "" {
				text = b.nodeTitle(b.page.View, n)
			}
			f.Actions = append(f.Actions, Link{Href: b.href(at + "index.html"), Text: text})
		}
		return
	}
	if p := b.openDeclaration(); p != nil {
		f.Actions = append(f.Actions, Link{Href: b.href(p.Path(b.language) + "index.html"), Text: b.page.word("action_sign")})
	}
	for _, s := range []struct{ kind, word string }{{"newsletter", "action_subscribe"}, {"group", "action_join"}} {
		if at := b.sectionOf(s.kind); at != "" {
			f.Actions = append(f.Actions, Link{Href: b.href(at + "index.html"), Text: b.page.word(s.word)})
		}
	}
}

// openDeclaration is the newest declaration with a text in the reader's
// language that says how it is signed and whose time for that, as far as the
// day of the build is known, is not over.
func (b *builder) openDeclaration() *site.Publication {
	today := b.site.Options.Date
	var best *site.Publication
	for _, p := range b.site.Publications {
		if p.Kind.Name != "declaration" || !p.IsReal(b.language) || p.Path(b.language) == "" {
			continue
		}
		until := p.Source.Field("sign_until").Date
		open := !until.IsZero() || p.Source.Field("sign_at").Text != "" || p.Form != ""
		if !open || !until.IsZero() && !today.IsZero() && site.Past(until, today) {
			continue
		}
		if best == nil || p.Date.Compare(best.Date) > 0 {
			best = p
		}
	}
	return best
}

// sectionOf is the path of the section at the root that shows most texts of a
// kind in the reader's language, or nothing.
func (b *builder) sectionOf(kind string) string {
	best, most := "", 0
	for _, sec := range b.site.Root.Sections {
		at, n := sec.Path(b.language), 0
		if at == "" {
			continue
		}
		for _, e := range sec.List(b.language).Entries {
			if e.Publication.Kind.Name == kind {
				n++
			}
		}
		if n > most {
			best, most = at, n
		}
	}
	return best
}

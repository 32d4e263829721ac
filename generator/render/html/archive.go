package html

import (
	"slices"
	"strconv"
	"strings"

	"tract/generator/data"
	"tract/generator/kind"
	"tract/generator/site"
)

// archive is the page of a group of a section: a year, a country.
func (b *builder) archive() {
	p, g := b.page, b.route.Group
	at := g.Path(b.language)
	p.Template = "archive"
	name := b.groupName(g)
	section := b.sectionTitle(p.View, g.Section)
	p.Title = name
	p.List = b.list(g.List(b.language), at)
	p.List.Title, p.List.Label = name, section
	p.List.Groups = b.groups(g.Section, g)
	p.List.Feed = b.href(g.Section.Path(b.language) + "feed.xml")
	b.crumbs(g.Section.Node)
	b.feeds(g.Section.Path(b.language), section)
	where := func(l *site.Language) (string, bool) {
		return g.Path(l), g.Path(l) != "" && g.List(l).Real() > 0
	}
	b.listAddresses(where, func(l *site.Language) bool { _, real := where(l); return real })
}

// groups are the ways into a section's archive: for each way of gathering, its
// groups with how many publications each shows.
func (b *builder) groups(sec *site.Section, current *site.Group) []TermGroup {
	var out []TermGroup
	for _, g := range sec.Groups {
		at := g.Path(b.language)
		if at == "" {
			continue
		}
		if n := len(out); n == 0 || out[n-1].Name != g.By {
			out = append(out, TermGroup{Name: g.By, Label: b.page.word("by_" + g.By)})
		}
		last := &out[len(out)-1]
		last.Terms = append(last.Terms, TermLink{
			Text: b.groupName(g), Href: b.href(at + "index.html"), Count: b.page.Number(len(g.List(b.language).Entries)), Current: g == current,
		})
	}
	for i := range out {
		if by := out[i].Name; by == "country" || by == "region" {
			slices.SortStableFunc(out[i].Terms, func(x, y TermLink) int {
				return strings.Compare(b.site.Key(b.language, x.Text.Text), b.site.Key(b.language, y.Text.Text))
			})
		}
	}
	return out
}

// groupName is what a group is called in the reader's language.
func (b *builder) groupName(g *site.Group) Text {
	locale := b.language.Locale
	switch g.By {
	case "country":
		if name, ok := locale.Country(strings.ToUpper(g.ID)); ok {
			return Text{Text: name}
		}
	case "region":
		if name, ok := locale.Region(kind.Regions[g.ID]); ok {
			return Text{Text: name}
		}
	default:
		year, month, _ := strings.Cut(g.ID, "-")
		var d data.Date
		d.Year, _ = strconv.Atoi(year)
		d.Month, _ = strconv.Atoi(month)
		return Text{Text: b.page.date(d).Text}
	}
	return Text{Text: g.ID}
}

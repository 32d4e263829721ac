package html

import "tract/generator/site"

// searchScript is the theme's script that searches.
const searchScript = "search.js"

// search is a language's search page: the script fills it, and who has none is
// led to the sections and terms.
func (b *builder) search() {
	p := b.page
	p.Template, p.NoIndex = "search", true
	p.Title = p.word("search")
	b.crumbs(b.site.Root.Node)
	b.script(searchScript)
	b.switcher(func(l *site.Language) (string, bool) { return b.site.SearchPath(l) + "index.html", true })
	p.List = &List{}
	for _, sec := range b.site.Root.Sections {
		if path := sec.Path(b.language); path != "" && sec.Listed() {
			p.List.Sections = append(p.List.Sections, b.sectionItem(sec, path))
		}
	}
	for _, t := range b.site.Taxonomies {
		if at := t.Path(b.language); at != "" {
			p.Terms = append(p.Terms, TermGroup{Name: t.Name, Label: b.taxonomyTitle(t), Href: b.href(at + "index.html")})
		}
	}
}

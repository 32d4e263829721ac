package html

import (
	"strings"

	"tract/generator/document"
	"tract/generator/site"
)

// item is a publication as a list shows it.
func (b *builder) item(e site.Entry) Item {
	v := b.page.View
	p := e.Publication
	i := Item{Href: b.href(e.Path + "index.html"), Title: v.text(e.Edition.Title, e.Edition.Language.Tag), Date: v.date(p.Date)}
	summary := e.Edition.Summary
	if summary == "" {
		summary = e.Edition.Text().Excerpt
	}
	i.Summary = v.text(summary, e.Edition.Language.Tag)
	if v.has("kind_"+p.Kind.Name) && p.Kind.Name != "page" { // which would tell nothing
		i.Kind = v.word("kind_" + p.Kind.Name)
	}
	b.timedItem(&i, p)
	if !e.Real {
		i.Language = b.languageName(e.Edition.Language.Tag)
		i.Mark = v.word("stands_in", "language", i.Language)
	}
	return i
}

func (b *builder) languageName(tag string) string {
	if name, ok := b.language.Locale.Language(tag); ok {
		return name
	}
	if l := b.site.Language(tag); l != nil {
		return l.Name
	}
	return tag
}

func (b *builder) items(entries []site.Entry) []Item {
	items := make([]Item, len(entries))
	for i := range entries {
		items[i] = b.item(entries[i])
	}
	return items
}

// list fills the page's part of a list at an address.
func (b *builder) list(l *site.List, at string) *List {
	size := b.site.Config.PageSize
	from := (b.route.Page - 1) * size
	to := min(from+size, len(l.Entries))
	out := &List{Page: b.route.Page}
	if from < to {
		out.Items = b.items(l.Entries[from:to])
	}
	pages := max(1, (len(l.Entries)+size-1)/size)
	if pages > 1 {
		out.Position = b.page.Say("page_of", "page", b.route.Page, "pages", pages)
	}
	if b.route.Page > 1 {
		out.Before = b.href(site.PagePath(at, b.route.Page-1))
	}
	if b.route.Page < pages {
		out.After = b.href(site.PagePath(at, b.route.Page+1))
	}
	out.Feed = b.href(at + "feed.xml")
	return out
}

// known takes from the entries of a section's page what a reader knows there:
// that they are of the section's kind. One without a date is told by its
// countries instead.
func (b *builder) known(items []Item, sec *site.Section) {
	from := (b.route.Page - 1) * b.site.Config.PageSize
	entries := sec.List(b.language).Entries[from:]
	for i := range items {
		p := entries[i].Publication
		if p.Kind == sec.Kind {
			items[i].Kind = Text{}
		}
		if items[i].Date.Text != "" || items[i].Place.Text != "" {
			continue
		}
		var names []string
		for _, code := range p.Terms["countries"] {
			if name, ok := b.language.Locale.Country(strings.ToUpper(code)); ok {
				names = append(names, name)
			}
		}
		if len(names) <= 3 { // more would tell less
			items[i].Place = Text{Text: b.language.Locale.List(names)}
		}
	}
}

// feeds names the feeds at an address.
func (b *builder) feeds(at string, title Text) {
	b.page.Feeds = []Feed{
		{b.href(at + "feed.xml"), "application/atom+xml", title.Text},
		{b.href(at + "feed.json"), "application/feed+json", title.Text},
	}
}

func (b *builder) section() {
	p, sec := b.page, b.route.Section
	at := sec.Path(b.language)
	p.Template, p.NoIndex = "section", !sec.Listed()
	p.Title = b.sectionTitle(p.View, sec)
	p.List = b.list(sec.List(b.language), at)
	p.List.Title = p.Title
	b.known(p.List.Items, sec)
	if d := sec.Document(b.language); d != nil {
		b.introduce(p.List, d)
	}
	if b.route.Page == 1 {
		p.List.Form = b.sectionForm(sec)
	}
	for _, below := range sec.Sections {
		if path := below.Path(b.language); path != "" {
			p.List.Sections = append(p.List.Sections, b.sectionItem(below, path))
		}
	}
	p.List.Groups = b.groups(sec, nil)
	if sec.Timed() {
		p.Template = "events"
		b.byTime(p.List, sec.List(b.language))
	}
	if sec.Parent != nil {
		b.crumbs(sec.Parent)
	}
	b.feeds(at, p.Title)
	b.listAddresses(func(l *site.Language) (string, bool) {
		if sec.Path(l) == "" {
			return "", false
		}
		return sec.Path(l), sec.Documents[l.Index] != nil || sec.List(l).Real() > 0
	}, func(l *site.Language) bool { return sec.Path(l) != "" && sec.List(l).Real() > 0 })
}

// sectionForm is the form that a section's description names, in whatever
// language, as translations of a publication inherit that of their source.
func (b *builder) sectionForm(sec *site.Section) *Form {
	name, _ := sec.Form(b.site.Language(b.site.Config.SourceLanguage))
	return b.form(name)
}

func (b *builder) sectionItem(sec *site.Section, path string) Item {
	i := Item{Href: b.href(path + "index.html"), Title: b.sectionTitle(b.page.View, sec)}
	if d := sec.Document(b.language); d != nil {
		i.Summary = b.page.text(d.Summary, d.File.Language)
	}
	return i
}

// introduce gives a list the text of its section, on the first page.
func (b *builder) introduce(list *List, d *document.Document) {
	list.Summary = b.page.text(d.Summary, d.File.Language)
	b.page.Summary = d.Summary
	if b.route.Page == 1 {
		list.Body = b.body(d)
		list.BodyText = b.page.text("x", d.File.Language)
	}
}

// listAddresses fills canonical, switcher and alternates of a list. Pages
// after the first are their own and have no alternates, nor have lists that
// hold nothing real in their language: search engines want the groups closed.
func (b *builder) listAddresses(where func(*site.Language) (string, bool), real func(*site.Language) bool) {
	b.page.Canonical = b.site.URL(b.route.Path)
	b.switcher(func(l *site.Language) (string, bool) {
		path, ok := where(l)
		if path == "" {
			return "", false
		}
		return path + "index.html", ok
	})
	if b.route.Page > 1 || !real(b.language) {
		return
	}
	fallback := ""
	if real(b.site.Source) {
		path, _ := where(b.site.Source)
		fallback = path
	}
	b.alternates(func(l *site.Language) string {
		if !real(l) {
			return ""
		}
		path, _ := where(l)
		if fallback == "" {
			fallback = path
		}
		return path
	}, "")
	if n := len(b.page.Alternates); n > 0 {
		b.page.Alternates = append(b.page.Alternates, Alternate{"x-default", b.site.URL(fallback)})
	}
}

func (b *builder) term() {
	p, t := b.page, b.route.Term
	at := t.Path(b.language)
	p.Template = "term"
	name, lang := t.Name(b.language)
	p.Title = p.text(name, lang)
	p.List = b.list(t.List(b.language), at)
	p.List.Title = p.Title
	p.List.Label = b.taxonomyTitle(t.Taxonomy)
	b.crumbs(b.site.Root.Node)
	if path := t.Taxonomy.Path(b.language); path != "" {
		p.Crumbs = append(p.Crumbs, Link{Href: b.href(path + "index.html"), Text: p.List.Label})
	}
	b.feeds(at, p.Title)
	b.listAddresses(func(l *site.Language) (string, bool) {
		return t.Path(l), t.Path(l) != "" && t.List(l).Real() > 0
	}, func(l *site.Language) bool { return t.Path(l) != "" && t.List(l).Real() > 0 })
}

func (b *builder) taxonomyTitle(t *site.Taxonomy) Text {
	if title, lang := t.Title.In(b.language.Tags...); title != "" {
		return b.page.text(title, lang)
	}
	if key := "taxonomy_" + t.Name; b.page.has(key) {
		return b.page.word(key)
	}
	return Text{Text: t.Name}
}

func (b *builder) taxonomy() {
	p, t := b.page, b.route.Taxonomy
	p.Template = "taxonomy"
	p.Title = b.taxonomyTitle(t)
	var shown []*site.Term
	for _, term := range t.Terms {
		if term.Path(b.language) != "" {
			shown = append(shown, term)
		}
	}
	b.site.SortTerms(shown, b.language)
	group := TermGroup{Name: t.Name, Label: p.Title}
	for _, term := range shown {
		link := b.termLink(term)
		link.Count = p.Number(len(term.List(b.language).Entries))
		group.Terms = append(group.Terms, link)
	}
	p.Terms = []TermGroup{group}
	b.crumbs(b.site.Root.Node)
	b.listAddresses(func(l *site.Language) (string, bool) {
		return t.Path(l), t.Real(l)
	}, t.Real)
}

func (b *builder) termLink(t *site.Term) TermLink {
	name, lang := t.Name(b.language)
	return TermLink{Text: b.page.text(name, lang), Href: b.href(t.Path(b.language) + "index.html")}
}

// latest is how many publications a home page lists as new.
const latest = 10

func (b *builder) home() {
	p := b.page
	p.Template = "home"
	p.Title = p.SiteTitle
	at := b.site.Root.Path(b.language)
	f := &Front{Feed: b.href(at + "feed.xml")}
	if d := b.site.Root.Document(b.language); d != nil {
		if d.Title != "" {
			p.Title = p.text(d.Title, d.File.Language)
		}
		f.Summary = p.text(d.Summary, d.File.Language)
		f.Body = b.body(d)
		f.BodyText = p.text("x", d.File.Language)
		p.Summary = d.Summary
	}
	f.Latest = b.items(b.site.Latest(b.language, max(latest, b.site.Config.FeedSize/2)))
	for _, sec := range b.site.Root.Sections {
		if path := sec.Path(b.language); path != "" && sec.Listed() {
			f.Sections = append(f.Sections, b.sectionItem(sec, path))
		}
	}
	f.Form = b.sectionForm(b.site.Root)
	p.Front = f
	b.newest(f)
	b.actions(f)
	b.feeds(at, p.SiteTitle)
	for _, name := range b.site.KindFeeds(b.language) {
		at := b.site.KindFeed(b.language, name)
		title := p.word("kind_" + name)
		if !p.has("kind_" + name) {
			title = Text{Text: name}
		}
		b.page.Feeds = append(b.page.Feeds,
			Feed{b.href(at + ".xml"), "application/atom+xml", title.Text}, Feed{b.href(at + ".json"), "application/feed+json", title.Text})
	}
	p.Canonical = b.site.URL(b.route.Path)
	b.switcher(func(l *site.Language) (string, bool) { return l.Prefix + "/index.html", true })
	b.alternates(func(l *site.Language) string { return l.Prefix + "/" }, "index.html")
}

// chooser is the page at the root: the languages in their own script.
func (b *builder) chooser() {
	p := b.page
	p.Template, p.Title = "chooser", p.SiteTitle
	p.Canonical = b.site.URL("index.html")
	for _, l := range b.site.Languages {
		title, lang := b.site.Config.Title.In(l.Tags...)
		p.Choices = append(p.Choices, Switch{Lang: l.Tag, Dir: l.Dir, Name: l.Name, Href: b.href(l.Prefix + "/index.html"), Real: true,
			Title: b.frames[l.Index].view.text(title, lang)})
	}
	b.alternates(func(l *site.Language) string { return l.Prefix + "/" }, "index.html")
}

func (b *builder) notFound() {
	p := b.page
	p.Template, p.NoIndex = "404", true
	p.Title = p.word("not_found")
	b.switcher(func(l *site.Language) (string, bool) { return l.Prefix + "/index.html", true })
	for _, sec := range b.site.Root.Sections {
		if path := sec.Path(b.language); path != "" && sec.Listed() {
			if p.List == nil {
				p.List = &List{}
			}
			p.List.Sections = append(p.List.Sections, b.sectionItem(sec, path))
		}
	}
}

func (b *builder) redirect() {
	p := b.page
	p.Template, p.NoIndex = "redirect", true
	p.Title = p.word("moved")
	p.Target = b.href(b.route.Target)
	p.Canonical = b.site.URL(strings.TrimSuffix(b.route.Target, "index.html"))
}

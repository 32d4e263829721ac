package html

import (
	"path"
	"strconv"
	"strings"

	"tract/generator/config"
	"tract/generator/kind"
	"tract/generator/render/body"
	"tract/generator/site"
)

// contentsFrom is how many headings make a table of contents worth its room.
const contentsFrom = 4

// publication fills the page of a publication in the reader's language: its
// own edition, or the nearest with a notice.
func (b *builder) publication() {
	pub, p, v := b.route.Publication, b.page, b.page.View
	e := pub.Nearest(b.language)
	out := &Publication{
		Kind: pub.Kind.Name, Title: v.text(e.Title, e.Language.Tag), Summary: v.text(e.Summary, e.Language.Tag),
		Lang: e.Language.Tag, Dir: e.Language.Dir, Translated: e.Translation,
		Date: v.date(pub.Date), Updated: v.date(e.Updated), Authors: kind.AuthorNames(b.site.Authors(pub)), By: e.Translators, License: pub.License,
		Chapters: pub.Kind.Chapters,
	}
	p.Publication, p.Template, p.Title = out, pub.Kind.Template, out.Title
	b.picture(out, e)
	out.Body = b.articles(b.body(e.Document, b.outdated(out, e)...), e)
	out.Corrections = b.corrections(e)
	p.Summary = firstOf(e.Summary, e.Text().Excerpt)
	place, lang := pub.Place.In(b.language.Tags...)
	out.Place = v.text(place, lang)
	for _, h := range e.Text().Headings {
		if h.Level == 2 || h.Level == 3 {
			out.Contents = append(out.Contents, Heading{h.ID, h.Text, h.Level})
		}
	}
	if len(out.Contents) < contentsFrom {
		out.Contents = nil
	}
	if e.Language == b.language {
		out.Outline = contents(out.Contents, "", "")
	} else {
		out.Outline = contents(out.Contents, e.Language.Tag, e.Language.Dir)
	}
	if v.has("kind_" + pub.Kind.Name) {
		out.KindLabel = v.word("kind_" + pub.Kind.Name)
	}
	out.When = b.when(pub)
	b.fields(out, e)
	b.identifiers(out, e)
	b.files(out, e)
	b.publicationTerms(out, pub)
	if n := pub.Chapter(); n > 0 {
		out.Chapter = b.page.word("chapter_number", "number", b.language.Locale.Digits(strconv.Itoa(n)))
	}
	b.neighbours(out, pub)
	b.series(out, pub)
	for _, id := range pub.Related {
		if other := b.site.Publication(strings.Trim(id, "/")); other != nil {
			if entry, ok := b.site.Entry(other, b.language); ok {
				out.Related = append(out.Related, b.item(entry))
			}
		}
	}
	b.gathered(out, pub)
	b.cite(out, pub)
	b.signatories(out, pub)
	b.sent(out, pub)
	for _, item := range e.Errata {
		out.Errata = append(out.Errata, Erratum{v.date(item.Get("date").Date), v.text(item.Get("text").Text, e.Language.Tag)})
	}
	out.Form = b.form(pub.Form)
	if at := b.site.Output(pub, b.language, "whole"); at != "" {
		out.Whole = b.href(at)
	}
	if at := b.site.Output(pub, b.language, "epub"); at != "" {
		out.Book = b.href(at)
	}
	b.addresses(pub, e, out)
	b.crumbs(pub.Parent)
	if pub.In != nil {
		if at := pub.In.Path(b.language); at != "" {
			b.feeds(at, b.sectionTitle(v, pub.In))
		}
	}
	if at := b.site.Output(pub, b.language, "feed.xml"); at != "" {
		b.feeds(strings.TrimSuffix(at, "feed.xml"), out.Title)
	}
	b.sourceLink(e)
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// addresses fills canonical, alternates, switcher and, where the text stands
// in for a missing edition, the notice.
func (b *builder) addresses(pub *site.Publication, e *site.Edition, out *Publication) {
	p := b.page
	b.switcher(func(l *site.Language) (string, bool) {
		if at := pub.Path(l); at != "" {
			return at + "index.html", pub.IsReal(l)
		}
		if b.site.Missing(pub, l) == config.MissingLink {
			// The list links to the true edition; so does the switcher.
			if at := pub.Path(pub.Nearest(l).Language); at != "" {
				return at + "index.html", false
			}
		}
		return "", false
	})
	for _, other := range pub.Real() {
		if at := pub.Path(other.Language); at != "" && other.Language != b.language {
			out.Editions = append(out.Editions, Switch{
				Lang: other.Language.Tag, Dir: other.Language.Dir, Name: other.Language.Name, Href: b.href(at + "index.html"), Real: true,
			})
		}
	}
	out.AlsoIn = switches(out.Editions, "")
	p.Canonical = b.site.URL(pub.Path(e.Language) + "index.html")
	p.NoIndex = !pub.Listed()
	if e.Language == b.language {
		source := ""
		if at := pub.Path(pub.Source.Language); at != "" {
			source = at
		}
		b.alternates(func(l *site.Language) string {
			if !pub.IsReal(l) {
				return ""
			}
			return pub.Path(l)
		}, source)
		return
	}
	p.NoIndex = !pub.Listed()
	out.Fallback = &Fallback{Lang: e.Language.Tag, Name: b.languageName(e.Language.Tag), Editions: out.Editions}
	out.Editions = nil
}

// picture fills the publication's own image.
func (b *builder) picture(out *Publication, e *site.Edition) {
	asset := b.site.File(e, e.Publication.Image)
	if asset == "" || !site.Publishable(asset) {
		return
	}
	b.pictured = true
	out.Image = &Image{Alt: e.ImageAlt}
	if out.Image.Src, out.Image.Srcset = body.Sources(b.site, asset, b.href); out.Image.Srcset != "" {
		out.Image.Sizes = body.Sizes
	}
	if w, h, ok := b.site.Media.Size(asset); ok {
		out.Image.Width, out.Image.Height = w, h
	}
}

// files fills the downloads.
func (b *builder) files(out *Publication, e *site.Edition) {
	for _, f := range e.Publication.Files {
		asset := b.site.File(e, f.Text)
		if asset == "" || !site.Publishable(asset) {
			continue
		}
		name := path.Base(f.Text)
		label, lang := e.Label(f.Text), e.Language.Tag
		if label == "" {
			label, lang = f.Get("label").Texts.In(b.language.Tags...)
		}
		if label == "" {
			if label, lang = e.Publication.Source.Label(f.Text), e.Publication.Source.Language.Tag; label == "" {
				label, lang = name, ""
			}
		}
		file := File{Href: b.href(b.site.FileAddress(asset)), Label: b.page.text(label, lang), Format: strings.ToUpper(strings.TrimPrefix(path.Ext(asset), "."))}
		if size := b.site.Tree.Assets[asset]; size > 0 {
			file.Size = b.language.Locale.Bytes(size)
		}
		out.Files = append(out.Files, file)
	}
}

// publicationTerms fills the terms that the publication has.
func (b *builder) publicationTerms(out *Publication, pub *site.Publication) {
	for _, t := range b.site.Taxonomies {
		group := TermGroup{Name: t.Name, Label: b.taxonomyTitle(t)}
		if at := t.Path(b.language); at != "" {
			group.Href = b.href(at + "index.html")
		}
		for _, id := range pub.Terms[t.Name] {
			if term := t.Term(id); term != nil && term.Path(b.language) != "" {
				group.Terms = append(group.Terms, b.termLink(term))
			}
		}
		if len(group.Terms) > 0 {
			out.Terms = append(out.Terms, group)
		}
	}
}

// neighbours fills what stands before and after: chapters of a work in their
// order, publications of a section in that of its list.
func (b *builder) neighbours(out *Publication, pub *site.Publication) {
	link := func(other *site.Publication) *Link {
		entry, ok := b.site.Entry(other, b.language)
		if !ok {
			return nil
		}
		return &Link{Href: b.href(entry.Path + "index.html"), Text: b.page.text(entry.Edition.Title, entry.Edition.Language.Tag)}
	}
	for _, part := range pub.Parts {
		if entry, ok := b.site.Entry(part, b.language); ok {
			out.Parts = append(out.Parts, b.item(entry))
		}
	}
	if pub.Above == nil {
		before, after := pub.In.List(b.language).Beside(pub)
		if before != nil {
			out.Before = link(before.Publication)
		}
		if after != nil {
			out.After = link(after.Publication)
		}
		return
	}
	out.Above = link(pub.Above)
	for i, part := range pub.Above.Parts {
		if l := link(part); l != nil {
			l.Current = part == pub
			out.Siblings = append(out.Siblings, *l)
		}
		if part != pub {
			continue
		}
		if i > 0 {
			out.Before = link(pub.Above.Parts[i-1])
		}
		if i+1 < len(pub.Above.Parts) {
			out.After = link(pub.Above.Parts[i+1])
		}
	}
}

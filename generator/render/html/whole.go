package html

import (
	"bytes"
	"html/template"
	"slices"
	"strconv"

	"tract/generator/signatory"
	"tract/generator/site"
)

// beside is where a text stands on a page that holds the texts of several
// publications.
type beside struct {
	prefix string
	title  string // of the text; its notes are told from those of the others by it
	within func(n *site.Node, fragment string) string
}

// labelBeside is an interface message for one of several texts on a page: their
// lists of notes have names of their own.
func (b *builder) labelBeside(language, key string) string {
	said := b.label(language, key)
	if key == "footnotes" && said != "" {
		said += ": " + template.HTMLEscapeString(b.beside.title)
	}
	return said
}

// outputPage fills a page that a publication has beside its own. The page's
// canonical address is that of the publication, whose text it repeats.
func (b *builder) outputPage() {
	b.publication()
	p := b.page
	p.Template = b.route.Output
	p.Alternates, p.Feeds, p.SourceLink = nil, nil, ""
	pub := b.route.Publication
	b.switcher(func(l *site.Language) (string, bool) {
		if at := b.site.Output(pub, l, b.route.Output); at != "" {
			return at, true
		}
		if at := pub.Path(l); at != "" {
			return at + "index.html", false
		}
		return "", false
	})
	switch b.route.Output {
	case "whole":
		b.whole()
	case signatory.Stem:
		b.signatoryPage()
	}
}

// whole fills the page that holds a work with all its chapters, for print and
// for those who save one page. Each chapter's ids have a prefix, and links from
// one to the other stay on the page.
func (b *builder) whole() {
	pub, p, out := b.route.Publication, b.page, b.page.Publication
	p.Crumbs = append(p.Crumbs, Link{Href: b.href(pub.Path(b.language) + "index.html"), Text: out.Title})
	texts := append([]*site.Publication{pub}, pub.Parts...)
	within := func(n *site.Node, fragment string) string {
		at := slices.IndexFunc(texts, func(t *site.Publication) bool { return t.Node == n })
		if at < 0 {
			return ""
		}
		if fragment == "" {
			return "#" + chapterID(at)
		}
		return "#" + chapterID(at) + "-" + fragment
	}
	out.Contents = nil
	for i, t := range texts {
		e := t.Nearest(b.language)
		b.beside = &beside{prefix: chapterID(i) + "-", title: e.Title, within: within}
		c := Chapter{ID: chapterID(i), Title: p.text(e.Title, e.Language.Tag), Body: b.numbered(t).body(e.Document), BodyText: p.text("x", e.Language.Tag)}
		if at := t.Path(b.language); at != "" {
			c.Href = b.href(at + "index.html")
		}
		if i > 0 {
			// The chapter's title is a heading of the page, its own headings
			// stand below.
			c.Body = demote(c.Body)
			out.Contents = append(out.Contents, Heading{c.ID, e.Title, 2})
		}
		if e.Language != b.language {
			c.Fallback = &Fallback{Lang: e.Language.Tag, Name: b.languageName(e.Language.Tag)}
		}
		out.Texts = append(out.Texts, c)
	}
	b.beside = nil
	out.Outline = contents(out.Contents, "", "")
	out.Parts, out.Before, out.After, out.Related, out.Terms, out.Files = nil, nil, nil, nil, nil, nil
}

// chapterID is the id of a text's heading on the page that holds them all.
func chapterID(i int) string { return "text-" + strconv.Itoa(i) }

// demote puts the headings of a compiled body one level down. A body holds < of
// its tags only.
func demote(body template.HTML) template.HTML {
	text := []byte(body)
	for level := byte('5'); level >= '2'; level-- {
		for _, tag := range []string{"<h", "</h"} {
			text = bytes.ReplaceAll(text, append([]byte(tag), level), append([]byte(tag), level+1))
		}
	}
	return template.HTML(text)
}

// numbered is the builder as if it laid out the page of another publication of
// the same work: its figures have the numbers they have there.
func (b *builder) numbered(pub *site.Publication) *builder {
	c := *b
	c.route.Publication = pub
	return &c
}

// number is how figures and tables of the page's publication are called, or nil
// where they have no number. Those of a chapter begin with the chapter's, so
// that a number is good for the whole work.
func (b *builder) number() func(language, what string, n int) string {
	pub := b.route.Publication
	if pub == nil || !pub.Kind.Numbered {
		return nil
	}
	chapter := pub.Chapter()
	return func(language, what string, n int) string {
		l := b.site.Language(language)
		if l == nil {
			return ""
		}
		number := l.Locale.Digits(strconv.Itoa(n))
		if chapter > 0 {
			number = l.Locale.Digits(strconv.Itoa(chapter) + "." + strconv.Itoa(n))
		}
		return template.HTMLEscapeString(b.frames[l.Index].view.Say(what+"_number", "number", number))
	}
}

// Package feed renders feeds: Atom (RFC 4287) and JSON Feed 1.1. A feed holds
// real editions of one language only, the newest first, with their whole text
// and absolute links.
package feed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode/utf8"

	"tract/generator/data"
	"tract/generator/render/body"
	"tract/generator/site"
	"tract/i18n"
)

// entry is one edition in a feed.
type entry struct {
	edition *site.Edition
	url     string
	id      string
	date    string // RFC 3339
	summary string
}

// feed is what both formats say.
type feed struct {
	site     *site.Site
	language *site.Language
	title    string
	id       string
	home     string
	self     string
	updated  string
	entries  []entry
	place    *body.Place // of their texts
}

// Atom writes the Atom feed of a route.
func Atom(out *bytes.Buffer, s *site.Site, r site.Route) error {
	f := gather(s, r)
	w := writer{out}
	out.WriteString(`<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="` + f.language.Tag + `">`)
	w.element("title", f.title)
	w.element("id", f.id)
	w.element("updated", f.updated)
	w.link("self", "application/atom+xml", f.self)
	w.link("alternate", "text/html", f.home)
	out.WriteString("<author>")
	w.element("name", f.siteTitle())
	out.WriteString("</author>")
	var text []byte
	for _, e := range f.entries {
		var err error
		if text, err = f.text(text[:0], e); err != nil {
			return err
		}
		out.WriteString("<entry>")
		w.element("title", e.edition.Title)
		w.element("id", e.id)
		w.element("updated", e.date)
		w.element("published", e.published())
		w.link("alternate", "text/html", e.url)
		for _, a := range e.edition.Publication.Authors {
			out.WriteString("<author>")
			w.element("name", a)
			out.WriteString("</author>")
		}
		if e.summary != "" {
			w.element("summary", e.summary)
		}
		out.WriteString(`<content type="html">`)
		w.escape(text)
		out.WriteString("</content></entry>")
	}
	out.WriteString("</feed>")
	return nil
}

// JSON writes the JSON feed of a route.
func JSON(out *bytes.Buffer, s *site.Site, r site.Route) error {
	f := gather(s, r)
	type author struct {
		Name string `json:"name"`
	}
	type item struct {
		ID        string   `json:"id"`
		URL       string   `json:"url"`
		Title     string   `json:"title"`
		Summary   string   `json:"summary,omitempty"`
		HTML      string   `json:"content_html"`
		Published string   `json:"date_published"`
		Modified  string   `json:"date_modified"`
		Language  string   `json:"language"`
		Authors   []author `json:"authors,omitempty"`
		Tags      []string `json:"tags,omitempty"`
	}
	head := struct {
		Version  string   `json:"version"`
		Title    string   `json:"title"`
		Home     string   `json:"home_page_url"`
		Feed     string   `json:"feed_url"`
		Language string   `json:"language"`
		Authors  []author `json:"authors"`
	}{"https://jsonfeed.org/version/1.1", f.title, f.home, f.self, f.language.Tag, []author{{f.siteTitle()}}}
	// The items are written one by one, so that only one text is in hand. No
	// browser takes a feed for HTML, so < and > stand as they are.
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	write := func(value any) error {
		if err := encoder.Encode(value); err != nil {
			return fmt.Errorf("write the feed %s: %w", r.Path, err)
		}
		out.Truncate(out.Len() - 1) // the line break
		return nil
	}
	if err := write(head); err != nil {
		return err
	}
	out.Truncate(out.Len() - 1) // the brace
	out.WriteString(`,"items":[`)
	var text []byte
	for n, e := range f.entries {
		var err error
		if text, err = f.text(text[:0], e); err != nil {
			return err
		}
		if n > 0 {
			out.WriteByte(',')
		}
		i := item{ID: e.id, URL: e.url, Title: e.edition.Title, Summary: e.summary, HTML: string(text),
			Published: e.published(), Modified: e.date, Language: f.language.Tag}
		for _, a := range e.edition.Publication.Authors {
			i.Authors = append(i.Authors, author{a})
		}
		i.Tags = e.edition.Publication.Terms["tags"]
		if err := write(i); err != nil {
			return err
		}
	}
	out.WriteString("]}")
	return nil
}

// gather collects what a route's feed says.
func gather(s *site.Site, r site.Route) *feed {
	l := r.Language
	at := r.Path[:strings.LastIndexByte(r.Path, '/')+1]
	f := &feed{site: s, language: l, home: s.URL(at), self: s.Config.BaseURL + site.EscapePath(r.Path)}
	f.title = f.siteTitle()
	what := "site"
	var entries []site.Entry
	switch {
	case r.Term != nil:
		name, _ := r.Term.Name(l)
		f.title += " · " + name
		what = "term/" + r.Taxonomy.Name + "/" + r.Term.ID
		entries = r.Term.List(l).Entries
	case r.Section != nil && r.Section != s.Root:
		title, _ := s.SectionTitle(r.Section, l)
		f.title += " · " + title
		what = "section/" + r.Section.ID
		entries = r.Section.List(l).Entries
	default:
		entries = s.Latest(l, s.Config.FeedSize)
	}
	f.id = s.Identifier(what, l.Tag)
	f.updated = "1970-01-01T00:00:00Z"
	f.place = &body.Place{Site: s, Language: l, Path: r.Path, Absolute: true, Label: func(language, key string) string {
		m, ok := s.Catalogue.Find([]string{language}, key)
		if !ok {
			return ""
		}
		return html.EscapeString(m.Format(i18n.Load(m.Lang)))
	}}
	for _, e := range newest(entries, s.Config.FeedSize) {
		one := entry{edition: e.Edition, url: s.URL(e.Path), id: s.Identifier("publication/"+e.Publication.ID, l.Tag), date: moment(e.Publication.Date)}
		if updated := e.Edition.Updated; updated.Compare(e.Publication.Date) > 0 {
			one.date = moment(updated)
		}
		if one.summary = e.Edition.Summary; one.summary == "" {
			one.summary = e.Edition.Excerpt
		}
		f.entries = append(f.entries, one)
		f.updated = max(f.updated, one.date)
	}
	return f
}

// text appends the whole text of an entry.
func (f *feed) text(dst []byte, e entry) ([]byte, error) {
	dst, err := body.Append(dst, f.place, e.edition.Document)
	if err != nil {
		return dst, fmt.Errorf("read the text of %s: %w", e.edition.File.Path, err)
	}
	return dst, nil
}

func (f *feed) siteTitle() string {
	if title, _ := f.site.Config.Title.In(f.language.Tags...); title != "" {
		return title
	}
	return f.site.Config.Host()
}

func (e *entry) published() string { return moment(e.edition.Publication.Date) }

// newest are the dated real entries of a list, the newest first, at most n.
func newest(entries []site.Entry, n int) []site.Entry {
	out := make([]site.Entry, 0, min(n, len(entries)))
	for _, e := range entries {
		if e.Real && !e.Publication.Date.IsZero() {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b site.Entry) int {
		return cmp.Or(b.Publication.Date.Compare(a.Publication.Date), strings.Compare(a.Publication.ID, b.Publication.ID))
	})
	return out[:min(n, len(out))]
}

// moment is a date as RFC 3339 wants it: what is not said is its beginning, in
// UTC.
func moment(d data.Date) string {
	clock, zone := d.Clock, d.Zone
	if clock == "" {
		clock = "00:00:00"
	}
	if zone == "" {
		zone = "Z"
	}
	return fmt.Sprintf("%04d-%02d-%02dT%s%s", d.Year, max(1, d.Month), max(1, d.Day), clock, zone)
}

// writer writes XML.
type writer struct{ out *bytes.Buffer }

func (w writer) element(name, text string) {
	w.out.WriteString("<" + name + ">")
	w.text(text)
	w.out.WriteString("</" + name + ">")
}

func (w writer) link(rel, kind, href string) {
	w.out.WriteString(`<link rel="` + rel + `" type="` + kind + `" href="`)
	w.text(href)
	w.out.WriteString(`"/>`)
}

func (w writer) text(s string) { w.escape([]byte(s)) }

// escape writes text; characters that XML cannot hold become U+FFFD.
func (w writer) escape(s []byte) {
	from := 0
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(s[i:])
		}
		instead := ""
		switch {
		case r == '&':
			instead = "&amp;"
		case r == '<':
			instead = "&lt;"
		case r == '>':
			instead = "&gt;"
		case r == '"':
			instead = "&#34;"
		case r == '\r':
			instead = "&#13;"
		case r < ' ' && r != '\n' && r != '\t', r == utf8.RuneError && size == 1, r == 0xFFFE, r == 0xFFFF:
			instead = "\uFFFD"
		default:
			i += size
			continue
		}
		w.out.Write(s[from:i])
		w.out.WriteString(instead)
		i += size
		from = i
	}
	w.out.Write(s[from:])
}

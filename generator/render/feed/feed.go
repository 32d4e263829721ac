// Package feed renders feeds: Atom (RFC 4287) and JSON Feed 1.1. A feed holds
// real editions of one language only, the newest first, with their whole text
// and absolute links. What has an e-mail edition reads in a feed as it does there,
// with its stories; one that is missing in the language stands in the nearest
// one, under a notice.
package feed

import (
	"bytes"
	"cmp"
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"slices"
	"strings"

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
		// Programs that join entries of several feeds keep an entry's own language.
		out.WriteString(`<entry xml:lang="` + f.language.Tag + `">`)
		w.element("title", e.edition.Title)
		w.element("id", e.id)
		w.element("updated", e.date)
		w.element("published", e.published())
		w.link("alternate", "text/html", e.url)
		for _, a := range s.Authors(e.edition.Publication) {
			out.WriteString("<author>")
			w.element("name", a.Name)
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
	// What stands in an item before its text, and what behind it.
	type before struct {
		ID      string `json:"id"`
		URL     string `json:"url"`
		Title   string `json:"title"`
		Summary string `json:"summary,omitempty"`
	}
	type behind struct {
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
		out.Truncate(out.Len() - len("}\n")) // more comes
		return nil
	}
	if err := write(head); err != nil {
		return err
	}
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
		if err := write(before{e.id, e.url, e.edition.Title, e.summary}); err != nil {
			return err
		}
		out.WriteString(`,"content_html":`)
		writeJSON(out, text)
		rest := behind{Published: e.published(), Modified: e.date, Language: f.language.Tag, Tags: e.edition.Publication.Terms["tags"]}
		for _, a := range s.Authors(e.edition.Publication) {
			rest.Authors = append(rest.Authors, author{a.Name})
		}
		open := out.Len()
		if err := write(rest); err != nil {
			return err
		}
		out.Bytes()[open] = ',' // the object goes on
		out.WriteByte('}')
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
	case r.Publication != nil:
		e := r.Publication.Nearest(l)
		f.title += " · " + e.Title
		what = "about/" + r.Publication.ID
		for _, p := range s.About(r.Publication) {
			if one, ok := s.Entry(p, l); ok {
				entries = append(entries, one)
			}
		}
	case r.Kind != "":
		f.home = s.URL(l.Prefix + "/")
		f.title += " · " + kindName(s, l, r.Kind)
		what = "kind/" + r.Kind
		entries = s.Newest(l, r.Kind, s.Config.FeedSize)
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
	f.id = identifier(s.Config.BaseURL, what, l.Tag)
	f.updated = "1970-01-01T00:00:00Z"
	f.place = &body.Place{Site: s, Language: l, Path: r.Path, Absolute: true, Label: func(language, key string) string {
		m, ok := s.Catalogue.Find([]string{language}, key)
		if !ok {
			return ""
		}
		return html.EscapeString(m.Format(i18n.Load(m.Lang)))
	}}
	for _, e := range newest(entries, s.Config.FeedSize) {
		one := entry{edition: e.Edition, url: s.URL(e.Path), id: identifier(s.Config.BaseURL, "publication/"+e.Publication.ID, l.Tag), date: moment(e.Publication.Date)}
		if updated := e.Edition.Updated; updated.Compare(e.Publication.Date) > 0 {
			one.date = moment(updated)
		}
		if one.summary = e.Edition.Summary; one.summary == "" {
			one.summary = e.Edition.Text().Excerpt
		}
		f.entries = append(f.entries, one)
		f.updated = max(f.updated, one.date)
	}
	return f
}

func (f *feed) siteTitle() string {
	if title, _ := f.site.Config.Title.In(f.language.Tags...); title != "" {
		return title
	}
	return f.site.Config.Host()
}

func (e *entry) published() string { return moment(e.edition.Publication.Date) }

// newest are the dated real entries of a list, the newest first, at most n. Lists
// are long and mostly begin with the newest, so that few are ever put in their
// place.
func newest(entries []site.Entry, n int) []site.Entry {
	order := func(a, b site.Entry) int {
		return cmp.Or(b.Publication.Date.Compare(a.Publication.Date), strings.Compare(a.Publication.ID, b.Publication.ID))
	}
	out := make([]site.Entry, 0, min(n, len(entries)))
	for _, e := range entries {
		if !e.Real || e.Publication.Date.IsZero() || !e.Publication.Listed() {
			continue
		}
		if len(out) == n {
			if order(e, out[n-1]) >= 0 {
				continue
			}
			out = out[:n-1]
		}
		at, _ := slices.BinarySearchFunc(out, e, order)
		out = slices.Insert(out, at, e)
	}
	return out
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

// identifier is a name that stays when titles and slugs change: a UUID of
// version 5 (RFC 9562) in the name space of URLs.
func identifier(base, what, language string) string {
	h := sha1.New()
	h.Write([]byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8})
	h.Write([]byte(base + what + "#" + language))
	u := h.Sum(nil)[:16]
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	x := hex.EncodeToString(u)
	return "urn:uuid:" + x[:8] + "-" + x[8:12] + "-" + x[12:16] + "-" + x[16:20] + "-" + x[20:]
}

// kindName is what a kind is called in a language, or its own name.
func kindName(s *site.Site, l *site.Language, kind string) string {
	if m, ok := s.Catalogue.Find(l.Tags, "kind_"+kind); ok {
		return m.Format(l.Locale)
	}
	return kind
}

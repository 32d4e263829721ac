// Package sitemap renders what is written for robots: the sitemaps
// (sitemaps.org, with the alternates of Google's xhtml:link) and robots.txt.
package sitemap

import (
	"bytes"
	"encoding/xml"

	"tract/generator/site"
)

const head = `<?xml version="1.0" encoding="UTF-8"?>`

// Index writes the index of all sitemaps.
func Index(out *bytes.Buffer, s *site.Site) {
	out.WriteString(head + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for _, r := range s.Routes() {
		if r.Type == site.SitemapRoute {
			out.WriteString("<sitemap><loc>")
			escape(out, s.Config.BaseURL+site.EscapePath(r.Path))
			out.WriteString("</loc></sitemap>")
		}
	}
	out.WriteString("</sitemapindex>")
}

// Language writes the n-th sitemap of a language, from 1.
func Language(out *bytes.Buffer, s *site.Site, l *site.Language, n int) {
	out.WriteString(head + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">`)
	pages := s.Indexed(l)
	from := min((n-1)*site.SitemapSize, len(pages))
	for _, p := range pages[from:min(from+site.SitemapSize, len(pages))] {
		out.WriteString("<url><loc>")
		escape(out, s.URL(p.Path))
		out.WriteString("</loc>")
		if p.Changed.Day > 0 {
			out.WriteString("<lastmod>" + p.Changed.String() + "</lastmod>")
		}
		for _, a := range p.Alternates {
			out.WriteString(`<xhtml:link rel="alternate" hreflang="` + a.Language.Tag + `" href="`)
			escape(out, s.URL(a.Path))
			out.WriteString(`"/>`)
		}
		out.WriteString(`<xhtml:link rel="alternate" hreflang="x-default" href="`)
		escape(out, s.URL(p.Default))
		out.WriteString(`"/></url>`)
	}
	out.WriteString("</urlset>")
}

// Robots writes robots.txt: everything may be read, and where the map is.
func Robots(out *bytes.Buffer, s *site.Site) {
	out.WriteString("User-agent: *\nAllow: /\n\nSitemap: " + s.Config.BaseURL + "sitemap.xml\n")
}

func escape(out *bytes.Buffer, text string) {
	// Writing to a buffer cannot fail.
	_ = xml.EscapeText(out, []byte(text))
}

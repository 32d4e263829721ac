package site

import (
	"tract/generator/data"
)

// Indexed is a page that search engines are told of: a real one, at its own
// address.
type Indexed struct {
	Path       string // with a slash at the end
	Changed    data.Date
	Alternates []Alternate // the page in every language that has it, itself too
}

// Alternate is a page in one language.
type Alternate struct {
	Language *Language
	Path     string
}

// Indexed are the pages of a language for its sitemap: its home, the sections
// and terms with something real in them, the real editions.
func (s *Site) Indexed(l *Language) []Indexed {
	var out []Indexed
	add := func(path func(*Language) string, changed data.Date) {
		if path(l) == "" {
			return
		}
		page := Indexed{Path: path(l), Changed: changed}
		for _, other := range s.Languages {
			if p := path(other); p != "" {
				page.Alternates = append(page.Alternates, Alternate{other, p})
			}
		}
		out = append(out, page)
	}
	for _, sec := range s.Sections {
		add(func(l *Language) string {
			if sec == s.Root || sec.Path(l) != "" && sec.List(l).Real() > 0 {
				return sec.Path(l)
			}
			return ""
		}, data.Date{})
	}
	for _, t := range s.Taxonomies {
		for _, term := range t.Terms {
			add(func(l *Language) string {
				if term.Path(l) != "" && term.List(l).Real() > 0 {
					return term.Path(l)
				}
				return ""
			}, data.Date{})
		}
	}
	for _, p := range s.Publications {
		changed := p.Date
		if e := p.Edition(l); e != nil && !e.Updated.IsZero() {
			changed = e.Updated
		}
		add(func(l *Language) string {
			if p.IsReal(l) {
				return p.Path(l)
			}
			return ""
		}, changed)
	}
	return out
}

// SitemapSize is the most addresses that one sitemap may name (sitemaps.org).
const SitemapSize = 50000

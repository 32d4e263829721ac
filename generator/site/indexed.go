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
	Default    string      // the path for readers of other languages
}

// Alternate is a page in one language.
type Alternate struct {
	Language *Language
	Path     string
}

// Indexed are the pages of a language for its sitemap: its home, sections,
// archives and terms with something real in them, the real editions.
func (s *Site) Indexed(l *Language) []Indexed {
	var out []Indexed
	add := func(path func(*Language) string, source *Language, changed data.Date) {
		if path(l) == "" {
			return
		}
		page := Indexed{Path: path(l), Changed: changed, Default: path(source)}
		for _, other := range s.Languages {
			if p := path(other); p != "" {
				page.Alternates = append(page.Alternates, Alternate{other, p})
				if page.Default == "" {
					page.Default = p
				}
			}
		}
		out = append(out, page)
	}
	add(s.Root.Path, s.Source, data.Date{})
	out[0].Default = "index.html" // the chooser
	for _, sec := range s.Sections[1:] {
		if !sec.Listed() {
			continue
		}
		add(func(l *Language) string {
			if sec.Path(l) != "" && sec.List(l).Real() > 0 {
				return sec.Path(l)
			}
			return ""
		}, s.Source, data.Date{})
		for _, g := range sec.Groups {
			add(func(l *Language) string {
				if g.Path(l) != "" && g.List(l).Real() > 0 {
					return g.Path(l)
				}
				return ""
			}, s.Source, data.Date{})
		}
	}
	for _, t := range s.Taxonomies {
		add(func(l *Language) string {
			if t.Real(l) {
				return t.Path(l)
			}
			return ""
		}, s.Source, data.Date{})
		for _, term := range t.Terms {
			add(func(l *Language) string {
				if term.Path(l) != "" && term.List(l).Real() > 0 {
					return term.Path(l)
				}
				return ""
			}, s.Source, data.Date{})
		}
	}
	for _, p := range s.Publications {
		if !p.Listed() {
			continue
		}
		changed := p.Date
		if e := p.Edition(l); e != nil && !e.Updated.IsZero() {
			changed = e.Updated
		}
		add(func(l *Language) string {
			if p.IsReal(l) {
				return p.Path(l)
			}
			return ""
		}, p.Source.Language, changed)
	}
	return out
}

// SitemapSize is the most addresses that one sitemap may name (sitemaps.org).
const SitemapSize = 50000

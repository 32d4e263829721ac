package site

import (
	"slices"
	"strconv"
	"strings"
)

// searchFolder is where a language has its search page and index.
const searchFolder = "search"

// SearchEditions is how many editions one file of a search index tells of: a
// search loads those of its first results, so that few are best.
const SearchEditions = 2

// How many bytes of texts share one file of words. Scripts without spaces have
// far more words in as many bytes: all pairs of signs.
const (
	searchFile         = 24 << 10
	searchFileUnspaced = 6 << 10
)

// SearchShape is how many files the search index of a language has.
type SearchShape struct {
	Words    int // with words: w0.js, w1.js …
	Editions int // with what results show, of sections too: d0.js, d1.js …
}

// searches claims the address of each language's search page. A text that is
// called so keeps its own: the search page then has a number.
func (s *Site) searches() {
	s.search = make([]string, len(s.Languages))
	if !s.Config.Search {
		return
	}
	for _, l := range s.Languages {
		at := l.Prefix + "/" + searchFolder + "/"
		for n := 2; ; n++ {
			if _, ok := s.claim(at, owner{text: "/" + at}); ok {
				break
			}
			at = l.Prefix + "/" + searchFolder + "-" + strconv.Itoa(n) + "/"
		}
		s.search[l.Index] = at
	}
}

// SearchPath is the address of a language's search page and the folder of its
// index, with a slash at the end; "" where the site has no search.
func (s *Site) SearchPath(l *Language) string { return s.search[l.Index] }

// Searched are the editions that a search in a language finds: the real ones
// that have a page, the newest first.
func (s *Site) Searched(l *Language) []*Edition {
	var out []*Edition
	for _, p := range s.Publications {
		if e := p.Editions[l.Index]; e != nil && p.Path(l) != "" && p.Listed() {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b *Edition) int { return b.Publication.Date.Compare(a.Publication.Date) })
	return out
}

// SearchedSections are the sections that a search in a language finds: those
// that are described in it, the site itself first.
func (s *Site) SearchedSections(l *Language) []*Section {
	var out []*Section
	for _, sec := range s.Sections {
		if sec.Documents[l.Index] != nil && sec.Path(l) != "" && sec.Listed() {
			out = append(out, sec)
		}
	}
	return out
}

// SearchShape is the shape of a language's index. It follows from the sizes of
// the texts, so that the routes of a site are known without reading them.
func (s *Site) SearchShape(l *Language) SearchShape {
	editions, bytes := 0, 0
	for _, p := range s.Publications {
		if e := p.Editions[l.Index]; e != nil && p.Path(l) != "" && p.Listed() {
			editions++
			bytes += e.Size()
		}
	}
	for _, sec := range s.SearchedSections(l) {
		editions++
		bytes += sec.Documents[l.Index].Size()
	}
	each := searchFile
	switch l.Locale.Script() {
	case "Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr":
		each = searchFileUnspaced
	}
	return SearchShape{Words: 1 + bytes/each, Editions: (editions + SearchEditions - 1) / SearchEditions}
}

// searchRoutes are the search page of a language and the files of its index.
func (s *Site) searchRoutes(l *Language, add func(Route)) {
	at := s.SearchPath(l)
	if at == "" {
		return
	}
	add(Route{Path: at + "index.html", Type: SearchRoute, Language: l})
	file := func(name string) {
		add(Route{Path: at + name, Type: SearchIndexRoute, Language: l, Output: name})
	}
	shape := s.SearchShape(l)
	file("index.js")
	for n := range shape.Words {
		file("w" + strconv.Itoa(n) + ".js")
	}
	for n := range shape.Editions {
		file("d" + strconv.Itoa(n) + ".js")
	}
}

// searchAt is the route below a language's search page.
func (s *Site) searchAt(r Route) (Route, bool) {
	name, ok := strings.CutPrefix(r.Path, s.SearchPath(r.Language))
	if !ok || s.SearchPath(r.Language) == "" {
		return Route{}, false
	}
	r.Page = 0
	switch {
	case name == "index.html":
		r.Type = SearchRoute
		return r, true
	case name == "index.js":
	default:
		stem, ok := strings.CutSuffix(name, ".js")
		if !ok || len(stem) < 2 {
			return Route{}, false
		}
		n, err := strconv.Atoi(stem[1:])
		shape := s.SearchShape(r.Language)
		most := map[byte]int{'w': shape.Words, 'd': shape.Editions}[stem[0]]
		if err != nil || n < 0 || n >= most || stem[1:] != strconv.Itoa(n) {
			return Route{}, false
		}
	}
	r.Type, r.Output = SearchIndexRoute, name
	return r, true
}

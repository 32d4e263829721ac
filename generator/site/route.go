package site

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/source"
)

// RouteType is what a route renders.
type RouteType uint8

// The routes of a site.
const (
	HomeRoute RouteType = iota
	SectionRoute
	ArchiveRoute
	PublicationRoute
	OutputPageRoute
	TaxonomyRoute
	TermRoute
	SearchRoute
	RedirectRoute
	ChooserRoute
	NotFoundRoute
	AtomRoute
	JSONFeedRoute
	SitemapIndexRoute
	SitemapRoute
	RobotsRoute
	FileRoute
	OutputRoute
	SearchIndexRoute
)

// Route is one path of the output and what stands there. Which fields are set
// follows from the Type.
type Route struct {
	Path        string // from the site's root, without a slash in front
	Type        RouteType
	Language    *Language
	Publication *Publication
	Section     *Section
	Kind        string // of a kind's feed
	Group       *Group // of an archive's page, with its Section
	Output      string // the name of the Output, with its Publication; a calendar without one is the language's; of an index of search: the file's name
	Taxonomy    *Taxonomy
	Term        *Term
	Page        int    // of a list or an output, from 1
	Width       int    // of a file that is an image in one of its smaller sizes
	Target      string // of a redirect: the path it leads to; of a file: its place in content/
}

// Routes are all routes of the site in the order of their paths.
func (s *Site) Routes() []Route { return s.routes() }

// Route is the route of a path.
//
// A page or feed is found by its address, so that a preview need not lay out
// all routes to show one; what else there is (redirects, parts of sitemaps) is
// found among them all.
func (s *Site) Route(p string) (Route, bool) {
	if r, ok := s.find(p); ok {
		return r, true
	}
	i, ok := s.byPath()[p]
	if !ok {
		return Route{}, false
	}
	return s.bare()[i], true
}

func (s *Site) routeIndex() map[string]int {
	routes := s.bare()
	m := make(map[string]int, len(routes))
	for i := range routes {
		m[routes[i].Path] = i
	}
	return m
}

// allRoutes are the routes with those of published files, which ask for the
// bodies of all texts.
func (s *Site) allRoutes() []Route {
	out := slices.Clone(s.bare())
	for address, file := range s.assets().byAddress {
		out = append(out, Route{Path: address, Type: FileRoute, Target: file})
	}
	for address, p := range s.assets().sizes {
		out = append(out, Route{Path: address, Type: FileRoute, Target: p.asset, Width: p.width})
	}
	slices.SortFunc(out, func(a, b Route) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// bareRoutes are all routes but those of files, in the order of their paths.
func (s *Site) bareRoutes() []Route {
	out := make([]Route, 0, len(s.Publications)*len(s.Languages)+256)
	add := func(r Route) { out = append(out, r) }
	add(Route{Path: "index.html", Type: ChooserRoute})
	add(Route{Path: "404.html", Type: NotFoundRoute, Language: s.Source})
	add(Route{Path: "robots.txt", Type: RobotsRoute})
	add(Route{Path: "sitemap.xml", Type: SitemapIndexRoute})
	for _, l := range s.Languages {
		add(Route{Path: l.Prefix + "/404.html", Type: NotFoundRoute, Language: l})
		for n := range max(1, (len(s.Indexed(l))+SitemapSize-1)/SitemapSize) {
			name := "/sitemap.xml"
			if n > 0 {
				name = "/sitemap-" + strconv.Itoa(n+1) + ".xml"
			}
			add(Route{Path: l.Prefix + name, Type: SitemapRoute, Language: l, Page: n + 1})
		}
		s.kindFeedRoutes(l, add)
		s.sectionRoutes(l, add)
		if at := s.Calendar(l); at != "" {
			add(Route{Path: at, Type: OutputRoute, Output: calendarFile, Language: l})
		}
		s.termRoutes(l, add)
		s.searchRoutes(l, add)
	}
	for _, p := range s.Publications {
		for _, l := range s.Languages {
			if at := p.Path(l); at != "" {
				add(Route{Path: at + "index.html", Type: PublicationRoute, Language: l, Publication: p, Section: p.In})
				s.outputRoutes(p, l, add)
			}
		}
	}
	out = s.redirects(out)
	slices.SortFunc(out, func(a, b Route) int { return strings.Compare(a.Path, b.Path) })
	return out
}

func (s *Site) sectionRoutes(l *Language, add func(Route)) {
	for _, sec := range s.Sections {
		at := sec.Path(l)
		if at == "" {
			continue
		}
		r := Route{Path: at + "index.html", Type: SectionRoute, Language: l, Section: sec, Page: 1}
		if sec == s.Root {
			r.Type = HomeRoute
			add(r)
		} else {
			s.pages(r, at, len(sec.List(l).Entries), add)
			s.groupRoutes(sec, l, add)
		}
		add(Route{Path: at + "feed.xml", Type: AtomRoute, Language: l, Section: sec})
		add(Route{Path: at + "feed.json", Type: JSONFeedRoute, Language: l, Section: sec})
	}
}

func (s *Site) termRoutes(l *Language, add func(Route)) {
	for _, t := range s.Taxonomies {
		if at := t.Path(l); at != "" {
			add(Route{Path: at + "index.html", Type: TaxonomyRoute, Language: l, Taxonomy: t})
		}
		for _, term := range t.Terms {
			at := term.Path(l)
			if at == "" {
				continue
			}
			s.pages(Route{Type: TermRoute, Language: l, Taxonomy: t, Term: term}, at, len(term.List(l).Entries), add)
			add(Route{Path: at + "feed.xml", Type: AtomRoute, Language: l, Taxonomy: t, Term: term})
			add(Route{Path: at + "feed.json", Type: JSONFeedRoute, Language: l, Taxonomy: t, Term: term})
		}
	}
}

// pages are the pages of a list.
func (s *Site) pages(r Route, at string, entries int, add func(Route)) {
	for n := 1; n == 1 || (n-1)*s.Config.PageSize < entries; n++ {
		r.Page, r.Path = n, PagePath(at, n)
		add(r)
	}
}

// PagePath is the path of the n-th page of a list at an address.
func PagePath(at string, n int) string {
	if n <= 1 {
		return at + "index.html"
	}
	return at + "page/" + strconv.Itoa(n) + "/index.html"
}

// redirects adds what aliases of editions and languages promise.
func (s *Site) redirects(routes []Route) []Route {
	taken := make(map[string]bool, len(routes))
	for i := range routes {
		taken[fold(routes[i].Path)] = true
	}
	add := func(from, to string, l *Language) {
		if key := fold(from); !taken[key] {
			taken[key] = true
			routes = append(routes, Route{Path: from, Type: RedirectRoute, Language: l, Target: to})
		}
	}
	for _, p := range s.Publications {
		for _, e := range p.Editions {
			if e == nil || p.Path(e.Language) == "" {
				continue
			}
			for _, a := range e.Aliases {
				if from := aliasPath(a, e.Language); from != "" {
					add(from, p.Path(e.Language)+"index.html", e.Language)
				}
			}
		}
	}
	for _, sec := range s.Sections {
		for i, d := range sec.Documents {
			if d == nil || sec.paths[i] == "" {
				continue
			}
			for _, a := range d.Aliases {
				if from := aliasPath(a, s.Languages[i]); from != "" {
					add(from, sec.paths[i]+"index.html", s.Languages[i])
				}
			}
		}
	}
	for _, l := range s.Languages {
		for _, prefix := range l.Aliases {
			for _, r := range routes[:len(routes):len(routes)] {
				if r.Language == l && r.Type <= TermRoute {
					add(prefix+strings.TrimPrefix(r.Path, l.Prefix), r.Path, l)
				}
			}
		}
	}
	return routes
}

// aliasPath is the path of an alias: from the root of the site, or below the
// language; "" when it is none.
func aliasPath(alias string, l *Language) string {
	a := strings.TrimSpace(alias)
	if !strings.HasPrefix(a, "/") {
		a = "/" + l.Prefix + "/" + a
	}
	folder := strings.HasSuffix(a, "/")
	a = path.Clean(a)
	if ext := path.Ext(a); folder || ext != ".html" && ext != ".htm" {
		a = path.Join(a, "index.html")
	}
	parts := strings.Split(a[1:], "/")
	for i, part := range parts {
		mended, _ := Segment(part)
		parts[i] = mended
	}
	return strings.Join(parts, "/")
}

// published are the files of content/ that texts show, link or list, by their
// addresses.
type published struct {
	byAddress map[string]string
	sizes     map[string]sized // of images, by their addresses
	clashes   [][2]string      // files that would stand at one address: the one that does not, the one that does
}

// PublishedFiles are the files of content/ that are published, sorted.
func (s *Site) PublishedFiles() []string {
	out := make([]string, 0, len(s.assets().byAddress))
	for _, asset := range s.assets().byAddress {
		out = append(out, asset)
	}
	slices.Sort(out)
	return out
}

// FileClashes are pairs of published files that would stand at one address,
// compared without case; only the second of each pair is published.
func (s *Site) FileClashes() [][2]string { return s.assets().clashes }

// publishedFiles gathers the files that are published.
func (s *Site) publishedFiles() *published {
	wanted := s.wanted()
	out := &published{byAddress: make(map[string]string, len(wanted)), sizes: map[string]sized{}}
	folded := make(map[string]string, len(wanted))
	for _, asset := range sortedKeys(wanted) {
		address := s.FileAddress(asset)
		if other, taken := folded[fold(address)]; taken {
			out.clashes = append(out.clashes, [2]string{asset, other})
			continue
		}
		folded[fold(address)] = asset
		out.byAddress[address] = asset
	}
	for _, asset := range sortedKeys(wanted) {
		if out.byAddress[s.FileAddress(asset)] != asset {
			continue
		}
		for _, p := range s.Pictures(asset) {
			if other, taken := folded[fold(p.Path)]; taken {
				out.clashes = append(out.clashes, [2]string{asset, other})
				continue
			}
			folded[fold(p.Path)] = asset
			out.sizes[p.Path] = sized{asset, p.Width}
		}
	}
	return out
}

// File is the path in content/ of a file that an edition's front matter
// names, or "" when there is none.
func (s *Site) File(e *Edition, name string) string {
	if name == "" {
		return ""
	}
	for _, d := range []*document.Document{e.Document, e.Publication.Source.Document} {
		p := path.Join(path.Dir(d.File.Path), name)
		if strings.HasPrefix(name, "/") {
			p = path.Join(source.Root, name)
		}
		if !strings.HasPrefix(p, source.Root+"/") {
			continue
		}
		if a := s.asset(norm.NFC.String(p), e.Language.Tag); a != "" {
			return a
		}
	}
	return ""
}

// FileAddress is where a file of content/ is published: below files/, in the
// folder that is its publication's id.
func (s *Site) FileAddress(asset string) string {
	folder, name := path.Split(asset)
	folder = strings.TrimSuffix(folder, "/")
	language := ""
	if first, _, _ := strings.Cut(strings.TrimPrefix(folder, source.Root+"/"), "/"); s.Tree.Tagged[first] {
		language = first
	}
	id := source.FolderID(folder, language)
	if language != "" && s.ambiguous(id, name, asset) {
		// The same name in the folders of several languages.
		ext := path.Ext(name)
		name = strings.TrimSuffix(name, ext) + "." + strings.ToLower(language) + ext
	}
	parts := strings.Split(path.Join("files", id, name), "/")
	for i := range parts {
		parts[i], _ = Segment(parts[i])
	}
	return strings.Join(parts, "/")
}

// ambiguous says whether another file than asset would be published under the
// same id and name.
func (s *Site) ambiguous(id, name, asset string) bool {
	if p := path.Join(source.Root, id, name); p != asset && s.has(p) {
		return true
	}
	for tagged := range s.Tree.Tagged {
		if p := path.Join(source.Root, tagged, id, name); p != asset && s.has(p) {
			return true
		}
	}
	return false
}

// Publishable says whether a file may be published at all: data that Tract
// reads is not, nor what a browser would run.
func Publishable(asset string) bool {
	base := strings.ToLower(path.Base(asset))
	stem, _, _ := strings.Cut(base, ".")
	ext := path.Ext(base)
	switch ext {
	case ".record", ".seal", ".po", ".pot", ".yaml", ".yml", ".toml", ".html", ".htm", ".xhtml", ".js", ".mjs", ".wasm", ".php", ".md", ".markdown":
		return false
	case ".csv", ".tsv", ".json", ".txt":
		// A picture of a seal may be published, the data of one not.
		switch stem {
		case "glossary", "seal", "erratum", "errata":
			return false
		}
		if slices.Contains(strings.Split(base, "."), "signatories") {
			return false
		}
	}
	return !strings.HasPrefix(base, ".")
}

// DeadAddresses are messages on pages of the last run that are gone and that
// no alias answers for.
func (s *Site) DeadAddresses(removed []string) []diag.Message {
	var ms []diag.Message
	for _, p := range removed {
		if _, _, later := laterPage(strings.TrimSuffix(p, "index.html")); path.Base(p) != "index.html" || later {
			continue
		}
		alias := "/" + strings.TrimSuffix(p, "index.html")
		ms = append(ms, diag.In("address-gone", "", "address", alias).Suggest("aliases: ["+alias+"]"))
	}
	return ms
}

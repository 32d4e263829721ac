// Package html renders pages: it lays a route of the Site out as the data of a
// template and executes the theme's template with it.
package html

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"
	"sync"
	"sync/atomic"

	"tract/generator/document"
	"tract/generator/render/body"
	"tract/generator/site"
	"tract/i18n"
)

// Renderer renders the pages of one Site with one theme. It may be used by
// many goroutines at once.
type Renderer struct {
	site   *site.Site
	theme  *Theme
	frames []*frame // by language
	pool   sync.Pool
	shells sync.Map // shellKey to *shell
}

// workspace is the memory that one body needs on its way to a page.
type workspace struct {
	place body.Place
	out   []byte
}

// frame is what all pages of a language share, computed once.
type frame struct {
	view      View
	nav       []node
	pages     []node
	label     func(key string) string // an interface message, escaped
	absent    string                  // what is said of languages without an edition
	countries atomic.Value            // []FormOption, once a form asks for them
}

// node is a place that navigation leads to.
type node struct {
	text Text
	path string // of the page, with index.html
	node *site.Node
}

// New is a renderer for a Site.
func New(s *site.Site, t *Theme) *Renderer {
	r := &Renderer{site: s, theme: t, frames: make([]*frame, len(s.Languages))}
	r.pool.New = func() any { return new(workspace) }
	for i, l := range s.Languages {
		r.frames[i] = r.frame(l)
	}
	return r
}

// frame prepares a language: its navigation leads to the sections and pages
// that the menu names, else to all sections at the root that show something.
func (r *Renderer) frame(l *site.Language) *frame {
	f := &frame{view: View{Lang: l.Tag, Dir: l.Dir, language: l, catalogue: r.site.Catalogue, known: &sync.Map{}}}
	for _, parent := range i18n.Parents(l.Tag) {
		if i18n.Load(parent).Script() == l.Locale.Script() {
			f.view.parents = append(f.view.parents, parent)
		}
	}
	f.label = func(key string) string { return template.HTMLEscapeString(f.view.Say(key)) }
	f.absent = f.view.Say("not_translated")
	if menu := r.site.Config.Menu; len(menu) > 0 {
		for _, id := range menu {
			if n := r.site.Node(strings.Trim(id, "/")); n != nil {
				f.nav = r.addNode(f, f.nav, n, l)
			}
		}
	} else {
		for _, sec := range r.site.Root.Sections {
			if sec.Listed() {
				f.nav = r.addNode(f, f.nav, sec.Node, l)
			}
		}
	}
	for _, e := range r.site.Root.List(l).Entries {
		if e.Publication.Listed() {
			f.pages = r.addNode(f, f.pages, e.Publication.Node, l)
		}
	}
	return f
}

func (r *Renderer) addNode(f *frame, nodes []node, n *site.Node, l *site.Language) []node {
	path := n.Path(l)
	if path == "" {
		return nodes
	}
	return append(nodes, node{text: r.nodeTitle(f.view, n), path: path + "index.html", node: n})
}

// nodeTitle is the title of a publication or section for a reader.
func (r *Renderer) nodeTitle(v View, n *site.Node) Text {
	if p := n.Publication; p != nil {
		e := p.Nearest(v.language)
		return v.text(e.Title, e.Language.Tag)
	}
	return r.sectionTitle(v, n.Section)
}

// sectionTitle is a section's title for a reader.
func (r *Renderer) sectionTitle(v View, sec *site.Section) Text {
	if sec == r.site.Root {
		return v.word("home")
	}
	return v.text(r.site.SectionTitle(sec, v.language))
}

// Render appends the page of a route to out. The error is a fault of the theme
// or of the machine.
func (r *Renderer) Render(out *bytes.Buffer, route site.Route) error {
	p := r.page(route)
	from := out.Len()
	if err := r.theme.execute(out, p); err != nil {
		return fmt.Errorf("render %s: %w", route.Path, err)
	}
	r.weigh(out, from, p, p.View.language)
	return nil
}

// page is the data of a route's template.
func (r *Renderer) page(route site.Route) *Page {
	l := route.Language
	if l == nil {
		l = r.site.Source
	}
	f := r.frames[l.Index]
	p := &Page{}
	b := &builder{Renderer: r, page: p, route: route, language: l, frame: f}
	b.common()
	switch route.Type {
	case site.HomeRoute:
		b.home()
	case site.SectionRoute:
		b.section()
	case site.ArchiveRoute:
		b.archive()
	case site.TermRoute:
		b.term()
	case site.TaxonomyRoute:
		b.taxonomy()
	case site.PublicationRoute:
		b.publication()
	case site.OutputPageRoute:
		b.outputPage()
	case site.SearchRoute:
		b.search()
	case site.RedirectRoute:
		b.redirect()
	case site.ChooserRoute:
		b.chooser()
	case site.NotFoundRoute:
		b.notFound()
	}
	b.meta()
	p.Weight = b.weightOf()
	p.Head = b.head()
	p.Switcher = switches(p.Languages, b.frame.absent)
	return p
}

// builder lays out one page.
type builder struct {
	*Renderer
	page     *Page
	route    site.Route
	language *site.Language
	frame    *frame
	pictured bool    // the page has a picture already, so that those to come may wait
	beside   *beside // where the texts of several publications share the page
}

// href is the link from the page to a path of the site.
func (b *builder) href(to string) string {
	if b.route.Type == site.NotFoundRoute {
		// A missing page is shown at any address, so its links begin at the
		// root.
		return site.EscapePath(b.site.Config.Path() + strings.TrimSuffix(to, "index.html"))
	}
	return site.Relative(b.route.Path, to, b.site.Config.Links == 1)
}

// common fills what every page has: the shell, taken from the pages beside it
// where it is the same.
func (b *builder) common() {
	key, shared := b.shellKey()
	if shared {
		if kept, ok := b.shells.Load(key); ok {
			b.take(kept.(*shell))
			return
		}
	}
	kept := &shell{Shell: b.shell()}
	kept.menu, kept.foot = b.theme.part("menu.html", &kept.Shell), b.theme.part("foot.html", &kept.Shell)
	if shared {
		b.shells.Store(key, kept)
	}
	b.take(kept)
}

// shell is a Shell with its parts rendered.
type shell struct {
	Shell
	menu, foot template.HTML
}

// shellKey is what a shell depends on: pages of the same folder below the same
// place of the navigation share theirs.
type shellKey struct {
	language *site.Language
	folder   string
	within   *site.Node
}

// shellKey is false for pages that the shell itself leads to, or that lie
// above such pages: their links are their own.
func (b *builder) shellKey() (shellKey, bool) {
	dir := b.route.Path[:strings.LastIndexByte(b.route.Path, '/')+1]
	if dir == "" || b.route.Type == site.NotFoundRoute || strings.HasPrefix(b.language.Prefix+"/index.html", dir) {
		return shellKey{}, false
	}
	key := shellKey{b.language, dir[:strings.LastIndexByte(dir[:len(dir)-1], '/')+1], nil}
	for _, nodes := range [][]node{b.frame.nav, b.frame.pages} {
		for i := range nodes {
			if strings.HasPrefix(nodes[i].path, dir) {
				return key, false
			}
			if key.within == nil && b.within(nodes[i].node) {
				key.within = nodes[i].node
			}
		}
	}
	return key, true
}

func (b *builder) take(s *shell) { b.page.Shell, b.page.Menu, b.page.Foot = s.Shell, s.menu, s.foot }

func (b *builder) shell() Shell {
	v := b.frame.view
	title, lang := b.site.Config.Title.In(b.language.Tags...)
	if title == "" {
		title = b.site.Config.Host()
	}
	p := Shell{View: v, SiteTitle: v.text(title, lang), Root: b.href(""), HomeLink: b.href(b.language.Prefix + "/index.html"), Home: b.route.Type == site.HomeRoute}
	p.Style = b.href("assets/style.css") + "?v=" + b.theme.version
	if version, ok := b.theme.scripts["site.js"]; ok {
		p.Script = b.href("assets/site.js") + "?v=" + version
	}
	notice, lang := b.site.Config.Notice.In(b.language.Tags...)
	p.Notice = v.text(notice, lang)
	p.Policy = policy(b.site.Config.FormHosts, b.site.Config.Search)
	if at := b.site.SearchPath(b.language); at != "" {
		p.Search = b.href(at + "index.html")
	}
	for i := range b.frame.nav {
		n := &b.frame.nav[i]
		link := Link{Href: b.href(n.path), Text: n.text, Current: n.path == b.route.Path}
		link.Within = !link.Current && b.within(n.node)
		p.Nav = append(p.Nav, link)
	}
	for i := range b.frame.pages {
		n := &b.frame.pages[i]
		p.Pages = append(p.Pages, Link{Href: b.href(n.path), Text: n.text, Current: n.path == b.route.Path})
	}
	return p
}

// within says whether the page lies below a node.
func (b *builder) within(n *site.Node) bool {
	var at *site.Node
	switch {
	case b.route.Publication != nil:
		at = b.route.Publication.Node
	case b.route.Section != nil:
		at = b.route.Section.Node
	}
	for ; at != nil; at = at.Parent {
		if at == n {
			return true
		}
	}
	return false
}

// policy is the Content-Security-Policy of a page: it loads nothing from
// elsewhere, and sends forms only to the hosts that the site names, and to its
// own search page.
func policy(forms []string, search bool) string {
	if search {
		forms = append([]string{"'self'"}, forms...)
	}
	to := "'none'"
	if len(forms) > 0 {
		to = strings.Join(forms, " ")
	}
	return "default-src 'none'; base-uri 'none'; img-src 'self' data:; media-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action " + to
}

// crumbs are the places above a node, the home page first.
func (b *builder) crumbs(n *site.Node) {
	var up []*site.Node
	for ; n != nil; n = n.Parent {
		up = append(up, n)
	}
	for i := len(up) - 1; i >= 0; i-- {
		if at := up[i].Path(b.language); at != "" {
			b.page.Crumbs = append(b.page.Crumbs, Link{Href: b.href(at + "index.html"), Text: b.nodeTitle(b.page.View, up[i])})
		}
	}
}

// switcher fills the language switcher: for each language the address of the
// page there, or of its home page, and whether it has the text.
func (b *builder) switcher(at func(*site.Language) (path string, real bool)) {
	b.page.Languages = make([]Switch, 0, len(b.site.Languages))
	for _, l := range b.site.Languages {
		path, real := at(l)
		if path == "" {
			path, real = l.Prefix+"/index.html", false
		}
		s := Switch{Lang: l.Tag, Dir: l.Dir, Name: l.Name, Href: b.href(path), Current: l == b.language, Real: real}
		for _, other := range b.site.Languages {
			if other != l && strings.HasPrefix(path, other.Prefix+"/") {
				s.To = other.Tag // the true edition stands in
			}
		}
		b.page.Languages = append(b.page.Languages, s)
	}
}

// alternates are the page in other languages for search engines: real ones
// only, each naming all, with fallback as the default.
func (b *builder) alternates(at func(*site.Language) string, fallback string) {
	p := b.page
	for _, l := range b.site.Languages {
		if path := at(l); path != "" {
			p.Alternates = append(p.Alternates, Alternate{l.Tag, b.site.URL(path)})
		}
	}
	if len(p.Alternates) > 0 && fallback != "" {
		p.Alternates = append(p.Alternates, Alternate{"x-default", b.site.URL(fallback)})
	}
}

// label is an interface message in a language of the site, escaped.
func (r *Renderer) label(language, key string) string {
	if l := r.site.Language(language); l != nil {
		return r.frames[l.Index].label(key)
	}
	return ""
}

// body is the text of a document, ready for the page.
func (b *builder) body(d *document.Document, marks ...body.Mark) template.HTML {
	w := b.pool.Get().(*workspace)
	defer b.pool.Put(w)
	w.place.Site, w.place.Language, w.place.Path = b.site, b.language, b.route.Path
	w.place.Label, w.place.Number, w.place.Prefix, w.place.Within = b.label, b.number(), "", nil
	w.place.Marks, w.place.Eager = marks, !b.pictured
	if b.beside != nil {
		w.place.Prefix, w.place.Within, w.place.Label = b.beside.prefix, b.beside.within, b.labelBeside
	}
	out, err := body.Append(w.out[:0], &w.place, d)
	if err != nil {
		// The scratch file failed: the machine is out of order, and the run
		// ends with that, not with a page that lacks its text.
		panic(fmt.Errorf("read the text of %s: %w", d.File.Path, err))
	}
	b.pictured = b.pictured || !w.place.Eager
	w.out = out
	return template.HTML(out)
}

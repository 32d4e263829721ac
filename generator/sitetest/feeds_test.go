package sitetest

import (
	"encoding/xml"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const atomSpace = "http://www.w3.org/2005/Atom"

// element is any element of XML.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []element  `xml:",any"`
}

func (e *element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// named are the children of a name in Atom's name space.
func (e *element) named(name string) []element {
	var out []element
	for _, c := range e.Children {
		if c.XMLName.Local == name && c.XMLName.Space == atomSpace {
			out = append(out, c)
		}
	}
	return out
}

// entryOf is what both formats say of one edition, for comparison.
type entryOf struct{ id, url, title, published, updated, html string }

// feedCheck checks one feed against RFC 4287 or JSON Feed 1.1.
type feedCheck struct {
	b     *built
	path  string
	f     *faults
	links int // in the entries' texts
}

func (c *feedCheck) fault(format string, args ...any) { c.f.add(c.path, format, args...) }

// TestFeeds checks every feed, in both its formats, and that the two agree.
func TestFeeds(t *testing.T) { each(t, checkFeeds) }

func checkFeeds(t *testing.T, b *built) {
	var f faults
	var feeds, entries, links, empty int
	ids := map[string]string{}
	entryIDs := map[string]string{} // of an entry → the edition's address
	for p := range b.files {
		if path.Base(p) != "feed.xml" {
			continue
		}
		feeds++
		c := &feedCheck{b: b, path: p, f: &f}
		id, fromAtom := c.atom(b.bytes(t, p))
		if other, twice := ids[id]; twice {
			c.fault("the feed has the id of another: %s", other)
		}
		ids[id] = p
		twin := strings.TrimSuffix(p, ".xml") + ".json"
		if _, ok := b.files[twin]; !ok {
			c.fault("a feed without its JSON Feed")
			continue
		}
		c.path = twin
		fromJSON := c.json(b.bytes(t, twin))
		if !slices.Equal(fromAtom, fromJSON) {
			c.fault("the Atom feed and the JSON Feed of a list differ")
		}
		for _, e := range fromAtom {
			if other, known := entryIDs[e.id]; known && other != e.url {
				c.fault("one id for two editions: %s and %s", other, e.url)
			}
			entryIDs[e.id] = e.url
		}
		entries, links = entries+len(fromAtom), links+c.links
		if len(fromAtom) == 0 {
			empty++
		}
	}
	f.tell(t)
	atLeast(t, "feeds", feeds, b.least(250))
	atLeast(t, "entries", entries, b.least(400))
	atLeast(t, "editions in feeds", len(entryIDs), b.least(80))
	atLeast(t, "links in the entries", links, b.least(300))
	t.Logf("feeds of lists without a dated edition: %d", empty)
}

// TestPagesNameTheirFeeds checks that every feed is named by a page.
func TestPagesNameTheirFeeds(t *testing.T) { each(t, checkFeedsNamed) }

func checkFeedsNamed(t *testing.T, b *built) {
	named := map[string]bool{}
	for _, p := range b.pages {
		for _, l := range all(p.doc, "link") {
			if kind := attr(l, "type"); attr(l, "rel") == "alternate" && strings.HasPrefix(kind, "application/") {
				u, err := url.Parse(attr(l, "href"))
				if err != nil {
					t.Fatalf("%s: %v", p.path, err)
				}
				to := p.resolve(u)
				named[to] = true
				if want := map[string]string{".xml": "application/atom+xml", ".json": "application/feed+json"}[path.Ext(to)]; kind != want {
					t.Errorf("%s: the feed %s is named as %s", p.path, to, kind)
				}
			}
		}
	}
	for p := range b.files {
		if base := path.Base(p); (base == "feed.xml" || base == "feed.json") && !named[p] {
			t.Errorf("no page names %s", p)
		}
	}
	atLeast(t, "feeds named by pages", len(named), b.least(500))
}

// atom checks a feed against RFC 4287 and gives its id and entries.
func (c *feedCheck) atom(text []byte) (string, []entryOf) {
	if !utf8.Valid(text) {
		c.fault("a feed that is not UTF-8")
	}
	if err := wellFormed(text); err != nil {
		c.fault("a feed that is not well-formed: %v", err)
		return "", nil
	}
	var feed element
	if err := xml.Unmarshal(text, &feed); err != nil {
		c.fault("a feed that cannot be read: %v", err)
		return "", nil
	}
	if feed.XMLName != (xml.Name{Space: atomSpace, Local: "feed"}) {
		c.fault("the root is %v", feed.XMLName)
	}
	lang := c.path[:strings.IndexByte(c.path, '/')]
	if got := feed.attr("lang"); !strings.EqualFold(got, lang) {
		c.fault("a feed of %s says xml:lang=%q", lang, got)
	}
	c.known(&feed, "author", "category", "contributor", "entry", "generator", "icon", "id", "link", "logo", "rights", "subtitle", "title", "updated")
	c.common(&feed)
	self := c.one(&feed, "link", func(e *element) bool { return e.attr("rel") == "self" })
	if self.attr("href") != c.b.url(c.path) || self.attr("type") != "application/atom+xml" {
		c.fault("a feed does not name itself: %q", self.attr("href"))
	}
	home := c.one(&feed, "link", func(e *element) bool { return e.attr("rel") == "alternate" })
	c.page(home.attr("href"))
	var entries []entryOf
	seen := map[string]bool{}
	latest := ""
	for _, e := range feed.named("entry") {
		one := c.entry(&e, len(feed.named("author")) > 0)
		if seen[one.id] {
			c.fault("two entries have one id")
		}
		seen[one.id] = true
		latest = max(latest, one.updated)
		entries = append(entries, one)
	}
	if got := text1(&feed, "updated"); len(entries) > 0 && got != latest {
		c.fault("a feed is said updated %s, and its newest entry %s", got, latest)
	}
	return text1(&feed, "id"), entries
}

// entry checks an entry of an Atom feed.
func (c *feedCheck) entry(e *element, authored bool) entryOf {
	c.known(e, "author", "category", "content", "contributor", "id", "link", "published", "rights", "source", "summary", "title", "updated")
	c.common(e)
	if !authored && len(e.named("author")) == 0 {
		c.fault("an entry without an author, in a feed without one")
	}
	alternate := c.one(e, "link", func(e *element) bool { return e.attr("rel") == "alternate" || e.attr("rel") == "" })
	c.edition(alternate.attr("href"))
	published := c.date(c.one(e, "published", nil).Text)
	content := c.one(e, "content", nil)
	if kind := content.attr("type"); kind != "html" {
		c.fault("content of the type %q", kind)
	}
	if n := len(e.named("summary")); n > 1 {
		c.fault("an entry with %d summaries", n)
	}
	c.html(content.Text)
	return entryOf{text1(e, "id"), alternate.attr("href"), text1(e, "title"), published, c.date(text1(e, "updated")), content.Text}
}

// common checks what feeds and entries both must have, and each of their
// constructs.
func (c *feedCheck) common(e *element) {
	if id := strings.TrimSpace(c.one(e, "id", nil).Text); !absoluteIRI(id) {
		c.fault("an id that is no absolute IRI: %q", id)
	}
	title := c.one(e, "title", nil)
	if strings.TrimSpace(title.Text) == "" {
		c.fault("an empty title")
	}
	if kind := title.attr("type"); kind != "" && kind != "text" {
		c.fault("a title of the type %q", kind)
	}
	c.date(c.one(e, "updated", nil).Text)
	alternates := map[[2]string]bool{}
	for _, l := range e.named("link") {
		href := l.attr("href")
		if u, err := url.Parse(href); err != nil || !u.IsAbs() {
			c.fault("a link that is not absolute: %q", href)
		}
		if rel := l.attr("rel"); rel == "" || rel == "alternate" {
			key := [2]string{l.attr("type"), l.attr("hreflang")}
			if alternates[key] {
				c.fault("two alternates of one type and language")
			}
			alternates[key] = true
		}
	}
	for _, a := range e.named("author") {
		if name := c.one(&a, "name", nil).Text; strings.TrimSpace(name) == "" {
			c.fault("an author without a name")
		}
		c.known(&a, "name", "uri", "email")
	}
	for _, cat := range e.named("category") {
		if cat.attr("term") == "" {
			c.fault("a category without a term")
		}
	}
}

// known checks that all children are Atom's own, and their names its own.
func (c *feedCheck) known(e *element, names ...string) {
	for _, child := range e.Children {
		if child.XMLName.Space != atomSpace || !slices.Contains(names, child.XMLName.Local) {
			c.fault("<%s> in <%s>", child.XMLName.Local, e.XMLName.Local)
		}
	}
	if strings.TrimSpace(e.Text) != "" {
		c.fault("text in <%s>", e.XMLName.Local)
	}
}

// one is the only child of a name that matches; any other number is a fault.
func (c *feedCheck) one(e *element, name string, match func(*element) bool) element {
	found := e.named(name)
	if match != nil {
		found = slices.DeleteFunc(found, func(e element) bool { return !match(&e) })
	}
	if len(found) != 1 {
		c.fault("<%s> has %d elements <%s>, not one", e.XMLName.Local, len(found), name)
		return element{}
	}
	return found[0]
}

func text1(e *element, name string) string {
	if found := e.named(name); len(found) > 0 {
		return found[0].Text
	}
	return ""
}

var rfc3339 = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$`)

// date checks a date of RFC 3339, with the capital letters that Atom asks for.
func (c *feedCheck) date(text string) string {
	if _, err := time.Parse(time.RFC3339, text); err != nil || !rfc3339.MatchString(text) {
		c.fault("a date that is not RFC 3339: %q", text)
	}
	return text
}

// absoluteIRI says whether an id is an absolute IRI in its normal form.
func absoluteIRI(id string) bool {
	u, err := url.Parse(id)
	return err == nil && u.IsAbs() && u.Scheme == strings.ToLower(u.Scheme) && !strings.ContainsAny(id, " \t\n<>\"")
}

// page checks that an address is a page of the site.
func (c *feedCheck) page(address string) *page {
	p, ok := c.b.fileOf(address)
	if !ok || c.b.byPath[p] == nil {
		c.fault("an address that is no page of the site: %q", address)
		return nil
	}
	return c.b.byPath[p]
}

// edition checks that an address is a real edition in the feed's language.
func (c *feedCheck) edition(address string) {
	p := c.page(address)
	if p == nil {
		return
	}
	if p.canonical() != address || p.standsIn() {
		c.fault("an entry that is no real edition: %s", address)
	}
	if !strings.HasPrefix(c.path, strings.ToLower(p.lang())+"/") {
		c.fault("an entry in another language: %s", address)
	}
}

// html checks the text of an entry: it parses, its tags close, and all its
// addresses are absolute and, within the site, lead to what is there.
func (c *feedCheck) html(text string) {
	if strings.TrimSpace(text) == "" {
		c.fault("an entry without text")
		return
	}
	if strings.ContainsRune(text, 0) {
		c.fault("a hole was left open in the text of an entry")
	}
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		c.fault("the text of an entry is not HTML: %v", err)
		return
	}
	if why := balanced(text); why != "" {
		c.fault("the tags of an entry's text do not close: %s", why)
	}
	ids := map[string]bool{}
	var fragments []string
	for _, root := range nodes {
		wrap := &html.Node{Type: html.ElementNode, Data: "div"}
		if root.Parent == nil {
			wrap.AppendChild(root)
		}
		p := page{doc: wrap}
		for n := range wrap.Descendants() {
			if n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Iframe {
				c.fault("<%s> in the text of an entry", n.Data)
			}
			if id := attr(n, "id"); id != "" {
				ids[id] = true
			}
		}
		for _, r := range p.refs() {
			c.links++
			if to, own := strings.CutPrefix(r.value, "#"); own {
				fragments = append(fragments, to)
				continue
			}
			u, err := url.Parse(r.value)
			if err != nil || !u.IsAbs() {
				c.fault("an address in an entry's text that is not absolute: %s=%q", r.name, r.value)
				continue
			}
			if strings.HasPrefix(r.value, c.b.base) {
				c.own(r.value, u.Fragment)
			}
		}
	}
	for _, to := range fragments {
		// A fragment alone is relative: readers resolve it against anything.
		c.fault("a link to a place in an entry's own text is not absolute (the text %s it)", map[bool]string{true: "has", false: "lacks"}[ids[to]])
	}
}

// own checks an address of the site in an entry's text.
func (c *feedCheck) own(address, fragment string) {
	p, ok := c.b.fileOf(address)
	if !ok {
		c.fault("the text of an entry leads to what is not there: %s", address)
		return
	}
	if pg := c.b.byPath[p]; fragment != "" && (pg == nil || pg.ids[fragment] == 0) {
		c.fault("the text of an entry leads to a place that is not there: %s", address)
	}
}

var voids = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// balanced says where the tags of a text do not close; "" when they do.
func balanced(text string) string {
	z := html.NewTokenizer(strings.NewReader(text))
	var open []string
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				return "<" + open[len(open)-1] + "> stays open"
			}
			return ""
		case html.StartTagToken:
			if name, _ := z.TagName(); !slices.Contains(voids, string(name)) {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return "</" + string(name) + "> closes nothing"
			}
			open = open[:len(open)-1]
		}
	}
}

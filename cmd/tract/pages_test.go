package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/net/html"
)

// built is a built site, read back.
type built struct {
	base     string // its base_url
	files    map[string][]byte
	pages    map[string]*page // by path
	problems []string
	feeds    int // Atom and JSON feeds together
	entries  int // in all feeds
	located  int // addresses in all sitemaps
	data     int // JSON-LD objects
}

// page is one HTML file.
type page struct {
	ids        map[string]bool
	links      []link
	alternates map[string]string // hreflang to address
	canonical  string
	redirect   bool
	elements   int
}

type link struct{ element, attribute, value string }

// wholeSite reads a built site and says what is wrong with it: pages that do
// not parse to what was meant, anything that could run, links and fragments
// that lead nowhere, language links that are not closed, feeds and sitemaps
// that do not parse.
func wholeSite(dir, base string) (*built, error) {
	b := &built{base: base, files: map[string][]byte{}, pages: map[string]*page{}}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == ".tract" {
			return filepath.SkipDir
		}
		if d.IsDir() {
			return nil
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		b.files[filepath.ToSlash(rel)], err = os.ReadFile(p)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(b.files)) {
		text := b.files[name]
		switch {
		case path.Ext(name) == ".html":
			b.page(name, text)
		case path.Base(name) == "feed.xml":
			b.atom(name, text)
		case path.Base(name) == "feed.json":
			b.jsonFeed(name, text)
		case path.Ext(name) == ".xml":
			b.sitemap(name, text)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b.pages)) {
		b.linked(name)
	}
	return b, nil
}

func (b *built) problem(name, format string, args ...any) {
	b.problems = append(b.problems, name+": "+fmt.Sprintf(format, args...))
}

// urlAttributes are the attributes whose value is an address.
var urlAttributes = map[string]bool{"href": true, "src": true, "action": true, "formaction": true, "poster": true, "data": true,
	"cite": true, "srcset": true, "background": true, "manifest": true, "ping": true, "longdesc": true}

// foreignElements never stand on a page of Tract's.
var foreignElements = map[string]bool{"iframe": true, "object": true, "embed": true, "applet": true, "base": true, "frame": true,
	"frameset": true, "form": true, "input": true, "button": true, "style": true, "svg": true, "math": true, "template": true, "noscript": true,
	"textarea": true, "select": true, "portal": true}

func (b *built) page(name string, text []byte) {
	p := &page{ids: map[string]bool{}, alternates: map[string]string{}}
	b.pages[name] = p
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		b.problem(name, "does not parse: %v", err)
		return
	}
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			b.problem(name, "a comment: %.60q", n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		p.elements++
		b.element(name, p, n)
	}
	if !p.redirect && p.elements < 10 {
		b.problem(name, "only %d elements", p.elements)
	}
}

func (b *built) element(name string, p *page, n *html.Node) {
	if foreignElements[n.Data] && !own(n) {
		b.problem(name, "an element %s", n.Data)
	}
	switch n.Data {
	case "html":
		if attr(n, "lang") == "" || attr(n, "dir") == "" {
			b.problem(name, "<html> without lang or dir")
		}
	case "script":
		b.script(name, n)
	case "link":
		switch attr(n, "rel") {
		case "canonical":
			p.canonical = attr(n, "href")
		case "alternate":
			if l := attr(n, "hreflang"); l != "" {
				p.alternates[l] = attr(n, "href")
			}
		}
	case "meta":
		if strings.EqualFold(attr(n, "http-equiv"), "refresh") {
			p.redirect = true
			_, to, _ := strings.Cut(attr(n, "content"), "url=")
			p.links = append(p.links, link{"meta", "refresh", to})
		}
	}
	for _, a := range n.Attr {
		key := strings.ToLower(a.Key)
		if strings.HasPrefix(key, "on") || key == "style" || key == "srcdoc" || key == "is" || key == "nonce" {
			b.problem(name, "an attribute %s on %s", key, n.Data)
		}
		if strings.ContainsAny(key, "<>\"'`{}=") {
			b.problem(name, "an attribute named %q on %s", key, n.Data)
		}
		if key == "id" {
			if p.ids[a.Val] {
				b.problem(name, "the id %q twice", a.Val)
			}
			p.ids[a.Val] = true
		}
		if urlAttributes[key] {
			p.links = append(p.links, link{n.Data, key, a.Val})
		}
	}
}

// heading is the text of a page's h1.
func (b *built) heading(name string) string {
	root, err := html.Parse(bytes.NewReader(b.files[name]))
	if err != nil {
		return ""
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "h1" {
			return textOf(n)
		}
	}
	return ""
}

// own says of an element that texts may not have whether it is one of the
// theme's: the search field, which leads to a page of the site; a button that
// waits for its script; the box of a task; what is said without scripts.
func own(n *html.Node) bool {
	switch n.Data {
	case "form":
		action := attr(n, "action")
		return attr(n, "role") == "search" && !strings.Contains(action, ":") && !strings.HasPrefix(action, "//") &&
			(action == "index.html" || action == "./" || strings.HasSuffix(action, "search/") || strings.HasSuffix(action, "search/index.html"))
	case "input":
		return attr(n, "type") == "checkbox" || attr(n, "type") == "search" && within(n, own, "form")
	case "button":
		return attr(n, "type") == "button" && has(n, "hidden") || within(n, own, "form")
	case "noscript":
		// Read as by a browser with scripts: its content is text.
		return n.FirstChild != nil && strings.HasPrefix(n.FirstChild.Data, "<p>") && strings.Count(n.FirstChild.Data, "<") == 2+2*strings.Count(n.FirstChild.Data, "<span lang=")
	}
	return false
}

// within says whether an element stands in one of a name that meets a condition.
func within(n *html.Node, meets func(*html.Node) bool, name string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Type == html.ElementNode && p.Data == name {
			return meets(p)
		}
	}
	return false
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// script looks into a script element: it holds JSON-LD, or nothing and leads to
// a script of the theme.
func (b *built) script(name string, n *html.Node) {
	if src, _, _ := strings.Cut(attr(n, "src"), "?"); src != "" {
		at := path.Join(path.Dir(name), src)
		if path.Base(name) == "404.html" {
			// Shown at any address, so its links begin at the root of the host.
			if at = src; strings.HasPrefix(src, "/") && !strings.HasPrefix(src, "//") {
				at = src[max(0, strings.LastIndex(src, "assets/")):]
			}
		}
		if !strings.HasPrefix(at, "assets/") || n.FirstChild != nil {
			b.problem(name, "a script at %s", attr(n, "src"))
		}
		return
	}
	if attr(n, "type") != "application/ld+json" {
		b.problem(name, "a script of the type %q", attr(n, "type"))
		return
	}
	var v map[string]any
	if n.FirstChild == nil || json.Unmarshal([]byte(n.FirstChild.Data), &v) != nil || v["@context"] != "https://schema.org" {
		b.problem(name, "JSON-LD that does not parse")
		return
	}
	b.data++
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// linked checks where the links of a page lead.
func (b *built) linked(name string) {
	p := b.pages[name]
	for _, l := range p.links {
		b.link(name, l)
	}
	if p.canonical != "" {
		if target, ok := b.ofAddress(p.canonical); !ok {
			b.problem(name, "the canonical address %s is no page", p.canonical)
		} else if other := b.pages[target]; other != nil && other.canonical != p.canonical {
			b.problem(name, "canonical is %s, which says %s of itself", p.canonical, other.canonical)
		}
	}
	for tag, address := range p.alternates {
		target, ok := b.ofAddress(address)
		if !ok {
			b.problem(name, "hreflang %s: %s is no page", tag, address)
			continue
		}
		if other := b.pages[target]; other != nil && !maps.Equal(other.alternates, p.alternates) {
			b.problem(name, "hreflang %s: %s does not name the same group", tag, address)
		}
	}
}

func (b *built) link(name string, l link) {
	u, err := url.Parse(l.value)
	if err != nil && l.element == "a" && strings.HasPrefix(l.value, "https://") {
		return // to a host that cannot be: nothing opens it
	}
	if err != nil {
		b.problem(name, "%s %s=%q is no address", l.element, l.attribute, l.value)
		return
	}
	switch u.Scheme {
	case "":
	case "data":
		if l.value != "data:," {
			b.problem(name, "%s %s=%.40q", l.element, l.attribute, l.value)
		}
		return
	case "http", "https", "mailto", "tel":
		if l.element != "a" && l.element != "link" && l.attribute != "cite" {
			b.problem(name, "%s loads %s", l.element, l.value)
		}
		return
	default:
		b.problem(name, "%s %s=%q", l.element, l.attribute, l.value)
		return
	}
	if u.Host != "" {
		b.problem(name, "%s %s=%q leads to another host", l.element, l.attribute, l.value)
		return
	}
	target := u.Path
	root, _ := url.Parse(b.base)
	switch {
	case path.Base(name) == "404.html" && !strings.HasPrefix(l.value, "#"):
		if !strings.HasPrefix(target, root.Path) {
			b.problem(name, "%q does not begin at the root", l.value)
			return
		}
		target = strings.TrimPrefix(target, root.Path)
	case target == "":
		target = name
	case strings.HasPrefix(target, "/"):
		b.problem(name, "%q is not relative", l.value)
		return
	default:
		slash := strings.HasSuffix(target, "/") || strings.HasSuffix(target, "..")
		if target = path.Join(path.Dir(name), target); slash {
			target += "/"
		}
	}
	if target == "" || strings.HasSuffix(target, "/") {
		target += "index.html"
	}
	target = strings.TrimPrefix(target, "./")
	if _, ok := b.files[target]; !ok {
		b.problem(name, "%s %s=%q leads nowhere", l.element, l.attribute, l.value)
		return
	}
	if other := b.pages[target]; u.Fragment != "" && other != nil && !other.ids[u.Fragment] {
		b.problem(name, "%q: there is no such id", l.value)
	}
}

// ofAddress is the file at an absolute address of the site.
func (b *built) ofAddress(address string) (string, bool) {
	rest, ok := strings.CutPrefix(address, b.base)
	if !ok {
		return "", false
	}
	rest, _, _ = strings.Cut(rest, "#")
	name, err := url.PathUnescape(rest)
	if err != nil {
		return "", false
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	_, ok = b.files[name]
	return name, ok
}

// inert says what in a piece of HTML could run or load.
func (b *built) inert(name, fragment string) {
	nodes, err := html.ParseFragment(strings.NewReader(fragment), nil)
	if err != nil {
		b.problem(name, "HTML that does not parse: %v", err)
		return
	}
	p := &page{ids: map[string]bool{}, alternates: map[string]string{}}
	for _, root := range nodes {
		for n := range root.Descendants() {
			if n.Type == html.ElementNode {
				if n.Data == "script" {
					b.problem(name, "a script")
					continue
				}
				b.element(name, p, n)
			}
		}
	}
	for _, l := range p.links {
		u, err := url.Parse(l.value)
		switch {
		case err != nil && l.element == "a" && strings.HasPrefix(l.value, "https://"):
			// To a host that cannot be: nothing opens it.
		case err != nil:
			b.problem(name, "%q is no address", l.value)
		case u.Scheme == "" && !strings.HasPrefix(l.value, "#"):
			b.problem(name, "%q is not absolute", l.value)
		case !slices.Contains([]string{"", "http", "https", "mailto", "tel"}, u.Scheme) && l.value != "data:,":
			b.problem(name, "%s %s=%q", l.element, l.attribute, l.value)
		}
	}
}

func (b *built) atom(name string, text []byte) {
	b.feeds++
	var f struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string   `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
		ID      string   `xml:"id"`
		Updated string   `xml:"updated"`
		Links   []struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Content string `xml:"content"`
			Links   []struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := strictXML(text, &f); err != nil {
		b.problem(name, "does not parse: %v", err)
		return
	}
	if f.Lang == "" || f.ID == "" || f.Updated == "" || len(f.Links) != 2 {
		b.problem(name, "lacks lang, id, updated or links")
	}
	seen := map[string]bool{}
	for _, e := range f.Entries {
		b.entries++
		if e.Title == "" || seen[e.ID] || len(e.Links) != 1 {
			b.problem(name, "an entry without title, link or with an id twice")
		}
		seen[e.ID] = true
		for _, l := range e.Links {
			if _, ok := b.ofAddress(l.Href); !ok {
				b.problem(name, "%s is no page", l.Href)
			}
		}
		b.inert(name, e.Content)
	}
}

func (b *built) jsonFeed(name string, text []byte) {
	b.feeds++
	var f struct {
		Version, Language string
		Items             []struct {
			ID, URL, Title string
			HTML           string `json:"content_html"`
		}
	}
	if err := json.Unmarshal(text, &f); err != nil {
		b.problem(name, "does not parse: %v", err)
		return
	}
	if f.Version != "https://jsonfeed.org/version/1.1" || f.Language == "" {
		b.problem(name, "lacks version or language")
	}
	for _, i := range f.Items {
		b.entries++
		if _, ok := b.ofAddress(i.URL); !ok || i.ID == "" || i.Title == "" {
			b.problem(name, "the entry %q: %s is no page", i.Title, i.URL)
		}
		b.inert(name, i.HTML)
	}
}

func (b *built) sitemap(name string, text []byte) {
	var f struct {
		Maps []struct {
			Loc string `xml:"loc"`
		} `xml:"sitemap"`
		Pages []struct {
			Loc   string `xml:"loc"`
			Links []struct {
				Lang string `xml:"hreflang,attr"`
				Href string `xml:"href,attr"`
			} `xml:"http://www.w3.org/1999/xhtml link"`
		} `xml:"url"`
	}
	if err := strictXML(text, &f); err != nil {
		b.problem(name, "does not parse: %v", err)
		return
	}
	for _, m := range f.Maps {
		if _, ok := b.ofAddress(m.Loc); !ok {
			b.problem(name, "%s is no file", m.Loc)
		}
	}
	for _, p := range f.Pages {
		b.located++
		self := false
		if _, ok := b.ofAddress(p.Loc); !ok {
			b.problem(name, "%s is no page", p.Loc)
		}
		for _, l := range p.Links {
			self = self || l.Href == p.Loc
			if _, ok := b.ofAddress(l.Href); !ok {
				b.problem(name, "%s is no page", l.Href)
			}
		}
		if !self {
			b.problem(name, "%s does not name itself", p.Loc)
		}
	}
}

// strictXML decodes a document that is to have nothing behind it.
func strictXML(text []byte, v any) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("something stands behind the end: %v", err)
	}
	return nil
}

// cmdWhole checks a built site.
func cmdWhole(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: whole DIR BASE_URL")
	}
	b, err := wholeSite(ts.MkAbs(args[0]), args[1])
	ts.Check(err)
	if len(b.problems) > 0 {
		ts.Fatalf("%d problems:\n  %s", len(b.problems), strings.Join(b.problems[:min(len(b.problems), 40)], "\n  "))
	}
	ts.Logf("%d pages, %d feeds with %d entries, %d addresses in sitemaps", len(b.pages), b.feeds, b.entries, b.located)
}

// cmdElement looks for an element of a page: its name, then conditions
// NAME=VALUE on attributes; NAME~VALUE asks for a part of the value, text=VALUE
// and text~VALUE for the text in it. count=N wants so many of them.
func cmdElement(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: element FILE TAG [NAME=VALUE…]")
	}
	root, err := html.Parse(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	want, found := -1, 0
	conditions := args[2:]
	if n := len(conditions); n > 0 && strings.HasPrefix(conditions[n-1], "count=") {
		_, err := fmt.Sscanf(conditions[n-1], "count=%d", &want)
		ts.Check(err)
		conditions = conditions[:n-1]
	}
	var near []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.Data != args[1] {
			continue
		}
		if meets(n, conditions) {
			found++
		} else if len(near) < 30 {
			var out strings.Builder
			ts.Check(html.Render(&out, n))
			near = append(near, fmt.Sprintf("%.300s", out.String()))
		}
	}
	switch {
	case want >= 0 && found != want:
		ts.Fatalf("%s: %d of <%s %s>, wanted %d; others:\n  %s", args[0], found, args[1], strings.Join(conditions, " "), want, strings.Join(near, "\n  "))
	case want < 0 && !neg && found == 0:
		ts.Fatalf("%s: there is no <%s %s>; others:\n  %s", args[0], args[1], strings.Join(conditions, " "), strings.Join(near, "\n  "))
	case neg && found > 0:
		ts.Fatalf("%s: there is a <%s %s>", args[0], args[1], strings.Join(conditions, " "))
	}
}

func meets(n *html.Node, conditions []string) bool {
	for _, c := range conditions {
		i := strings.IndexAny(c, "=~")
		if i < 0 {
			return false
		}
		value, has := "", false
		if c[:i] == "text" {
			value, has = textOf(n), true
		} else {
			for _, a := range n.Attr {
				if a.Key == c[:i] {
					value, has = a.Val, true
				}
			}
		}
		if !has || c[i] == '=' && value != c[i+1:] || c[i] == '~' && !strings.Contains(value, c[i+1:]) {
			return false
		}
	}
	return true
}

// textOf is the text in an element, its white space as single spaces.
func textOf(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

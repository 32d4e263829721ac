package sitetest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tract/generator/config"
	"tract/generator/site"
)

// reference in a page: an attribute that names an address.
type ref struct {
	node  *html.Node
	name  string
	value string
	loads bool // the browser fetches it by itself
}

// refs are all addresses that a page names.
func (p *page) refs() []ref {
	var out []ref
	for n := range p.doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "href":
				// rel=canonical and alternates are names, not loads.
				loads := n.Data == "link" && slices.Contains([]string{"stylesheet", "icon", "preload", "manifest"}, attr(n, "rel"))
				out = append(out, ref{n, a.Key, a.Val, loads || n.Namespace == "svg"})
			case "src", "poster", "data", "background":
				out = append(out, ref{n, a.Key, a.Val, true})
			case "srcset":
				for part := range strings.SplitSeq(a.Val, ",") {
					if f := strings.Fields(part); len(f) > 0 {
						out = append(out, ref{n, a.Key, f[0], true})
					}
				}
			case "action", "formaction", "cite", "longdesc":
				out = append(out, ref{n, a.Key, a.Val, false})
			case "style":
				for _, m := range cssURL.FindAllStringSubmatch(a.Val, -1) {
					out = append(out, ref{n, a.Key, m[1], true})
				}
			case "content":
				if strings.EqualFold(attr(n, "http-equiv"), "refresh") {
					_, to, _ := strings.Cut(a.Val, "url=")
					out = append(out, ref{n, "refresh", to, false})
				}
			}
		}
	}
	return out
}

var (
	cssURL    = regexp.MustCompile(`url\(\s*['"]?([^'")]+)['"]?\s*\)`)
	cssImport = regexp.MustCompile(`@import\b[^;]*`)
)

// TestLinks follows every address that a page names: it is relative and ends
// in a file that was written, with the fragment if it has one; only links that
// a reader follows may lead elsewhere.
func TestLinks(t *testing.T) { each(t, checkLinks) }

func checkLinks(t *testing.T, b *built) {
	var f faults
	var links, loads, fragments, elsewhere int
	for _, p := range b.pages {
		for _, r := range p.refs() {
			links++
			if r.loads {
				loads++
			}
			switch b.follow(p, r, &f) {
			case toFragment:
				fragments++
			case toElsewhere:
				elsewhere++
			}
		}
	}
	f.tell(t)
	atLeast(t, "pages", len(b.pages), b.least(600))
	atLeast(t, "links", links, b.least(20000))
	atLeast(t, "style sheets and pictures", loads, b.least(600))
	atLeast(t, "links to a place within a page", fragments, b.least(700))
	atLeast(t, "links to other sites", elsewhere, b.least(50))
}

type reached int

const (
	toFile reached = iota
	toFragment
	toElsewhere
)

// follow checks one address and says what it leads to.
func (b *built) follow(p *page, r ref, f *faults) reached {
	where := p.path + " → " + r.value
	u, err := url.Parse(r.value)
	if err != nil {
		f.add(where, "an address that cannot be read, in %s of <%s>", r.name, r.node.Data)
		return toElsewhere
	}
	if u.Scheme != "" || u.Host != "" {
		b.absolute(where, r, u, f)
		return toElsewhere
	}
	if r.value == "" {
		f.add(where, "an empty address in %s of <%s>", r.name, r.node.Data)
		return toFile
	}
	if u.RawQuery != "" && !r.loads {
		f.add(where, "a link with a query, which a disk does not know")
	}
	target := p.resolve(u)
	if p.route.Type == site.NotFoundRoute && u.Path != "" {
		// Shown at any address, so its links begin at the root of the host.
		own, ok := strings.CutPrefix(u.Path, b.site.Config.Path())
		if !ok {
			f.add(where, "a link of the page for what is not found does not begin at the site's root")
			return toFile
		}
		if target = own; target == "" || strings.HasSuffix(target, "/") {
			target += "index.html"
		}
	} else if strings.HasPrefix(u.Path, "/") || strings.HasSuffix(u.Path, "/") {
		f.add(where, "a link that does not work from a disk: it begins at the root or ends in a folder")
		return toFile
	}
	if _, ok := b.files[target]; !ok {
		f.add(where, "a link in %s of <%s> leads to no file", r.name, r.node.Data)
		return toFile
	}
	if u.Fragment == "" {
		return toFile
	}
	if to := b.byPath[target]; to == nil || to.ids[u.Fragment] == 0 {
		f.add(where, "a link leads to a place that the page does not have")
	}
	return toFragment
}

// absolute checks an address with a scheme or host.
func (b *built) absolute(where string, r ref, u *url.URL, f *faults) {
	rel := attr(r.node, "rel")
	switch {
	case r.loads:
		if u.Scheme != "data" || r.node.Data != "img" {
			f.add(where, "<%s> loads something from elsewhere", r.node.Data)
		}
	case r.node.Data == "link" && (rel == "canonical" || rel == "alternate"):
		if _, ok := b.fileOf(r.value); !ok || strings.HasSuffix(u.Path, "/index.html") {
			f.add(where, "<link rel=%s> does not name a page of the site in its folder form", rel)
		}
	case r.node.Data == "a" || r.name == "cite":
		if !slices.Contains([]string{"http", "https", "mailto", "tel"}, u.Scheme) {
			f.add(where, "a link with the scheme %q", u.Scheme)
		}
		if strings.HasPrefix(r.value, b.base) {
			f.add(where, "a link within the site is absolute")
		}
	case r.node.Data == "form" && r.name == "action" && b.site != nil &&
		slices.ContainsFunc(b.site.Config.Forms, func(form config.Form) bool { return form.Action == r.value }):
		// tract.yaml declares it.
	default:
		f.add(where, "an address elsewhere in %s of <%s>", r.name, r.node.Data)
	}
}

// TestFilesBesidePages checks what style sheets and drawings load: nothing
// from elsewhere, and nothing that is not there.
func TestFilesBesidePages(t *testing.T) { each(t, checkFilesBesidePages) }

func checkFilesBesidePages(t *testing.T, b *built) {
	var f faults
	var sheets, drawings int
	for p := range b.files {
		switch path.Ext(p) {
		case ".css":
			sheets++
			text := string(b.bytes(t, p))
			if len(text) < 1000 {
				f.add(p, "a style sheet of %d bytes styles nothing", len(text))
			}
			if m := cssImport.FindString(text); m != "" {
				f.add(p, "a style sheet imports another: %s", m)
			}
			for _, m := range cssURL.FindAllStringSubmatch(text, -1) {
				if !strings.HasPrefix(m[1], "data:") {
					if _, ok := b.files[path.Join(path.Dir(p), m[1])]; !ok {
						f.add(p, "a style sheet loads %s, which is not there", m[1])
					}
				}
			}
		case ".svg":
			drawings++
			b.drawing(t, p, &f)
		}
	}
	f.tell(t)
	atLeast(t, "style sheets", sheets, b.least(1))
	atLeast(t, "drawings", drawings, b.least(6))
}

// drawing checks that an SVG is well-formed, runs nothing and loads nothing.
func (b *built) drawing(t *testing.T, p string, f *faults) {
	d := xml.NewDecoder(bytes.NewReader(b.bytes(t, p)))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			f.add(p, "a drawing is not well-formed")
			return
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if name := strings.ToLower(start.Name.Local); name == "script" || name == "foreignobject" {
			f.add(p, "a drawing holds <%s>", name)
		}
		for _, a := range start.Attr {
			name := strings.ToLower(a.Name.Local)
			if strings.HasPrefix(name, "on") {
				f.add(p, "a drawing holds a script in %s", name)
			}
			if name == "href" && !strings.HasPrefix(a.Value, "#") && !strings.HasPrefix(a.Value, "data:image/") {
				f.add(p, "a drawing leads to %s", a.Value)
			}
		}
	}
}

// TestOutlineOfPages checks what every page must have: its language and
// direction, a title, one h1, unique ids, a policy that lets nothing in.
func TestOutlineOfPages(t *testing.T) { each(t, checkOutlines) }

func checkOutlines(t *testing.T, b *built) {
	var f faults
	languages := map[string]int{}
	for _, p := range b.pages {
		if p.route.Path == "" {
			f.add(p.path, "a page that no route makes")
			continue
		}
		lang := b.site.Source
		if p.route.Language != nil {
			lang = p.route.Language
		}
		languages[p.lang()]++
		if p.lang() != lang.Tag || attr(p.html, "dir") != lang.Dir {
			f.add(p.path, "a page of %s (%s) says lang=%q dir=%q", lang.Tag, lang.Dir, p.lang(), attr(p.html, "dir"))
		}
		if title := all(p.doc, "title"); len(title) == 0 || textOf(title[0]) == "" {
			f.add(p.path, "a page without a title")
		}
		if h1 := all(p.doc, "h1"); len(h1) != 1 {
			f.add(p.path, "a %s page has %d headings of level 1", p.template(), len(h1))
		} else if textOf(h1[0]) == "" {
			f.add(p.path, "a %s page has an empty heading of level 1", p.template())
		}
		if n := len(all(p.doc, "main")); n != 1 {
			f.add(p.path, "a %s page has %d main parts", p.template(), n)
		}
		for id, n := range p.ids {
			if n > 1 || id == "" || strings.ContainsAny(id, " \t\n") {
				f.add(p.path, "the id %q stands %d times on a page", id, n)
			}
		}
		b.policy(p, &f)
		b.languagesWithin(p, &f)
	}
	f.tell(t)
	for _, l := range b.site.Languages {
		atLeast(t, "pages in "+l.Tag, languages[l.Tag], b.least(60))
	}
}

// policy checks the Content-Security-Policy of a page.
func (b *built) policy(p *page, f *faults) {
	for _, m := range all(p.doc, "meta") {
		if !strings.EqualFold(attr(m, "http-equiv"), "Content-Security-Policy") {
			continue
		}
		policy := attr(m, "content")
		if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe-") || strings.Contains(policy, "http:") ||
			strings.Contains(policy, "*") {
			f.add(p.path, "a policy that lets in more than the site's own: %s", policy)
		}
		return
	}
	f.add(p.path, "a %s page has no Content-Security-Policy", p.template())
}

// languagesWithin checks every language that a page names: BCP 47 in its
// canonical form, and with the direction of its script where one is given.
func (b *built) languagesWithin(p *page, f *faults) {
	for n := range p.doc.Descendants() {
		for _, name := range []string{"lang", "hreflang"} {
			tag, ok := attribute(n, name)
			if !ok || tag == "x-default" {
				continue
			}
			if c := canonicalTag(tag); c != tag {
				f.add(p.path, "%s=%q on <%s>; the canonical form is %q", name, tag, n.Data, c)
			}
			if dir, ok := attribute(n, "dir"); ok && name == "lang" && dir != "auto" && dir != directionOf(tag) {
				f.add(p.path, "lang=%q with dir=%q on <%s>", tag, dir, n.Data)
			}
		}
	}
}

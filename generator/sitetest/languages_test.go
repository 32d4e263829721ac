package sitetest

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/text/language"

	"tract/generator/site"
)

// canonicalTag is a tag in BCP 47's canonical form, or "" when it is none.
func canonicalTag(tag string) string {
	t, err := language.BCP47.Parse(tag)
	if err != nil {
		return ""
	}
	return t.String()
}

// directionOf is the direction of the script that a language is written in.
func directionOf(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return ""
	}
	script, _ := t.Script()
	switch script.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Samr", "Mand":
		return "rtl"
	}
	return "ltr"
}

// alternates are the page's language links, by tag; x-default among them.
func (p *page) alternates(f *faults) map[string]string {
	out := map[string]string{}
	for _, l := range all(p.doc, "link") {
		tag, ok := attribute(l, "hreflang")
		if !ok {
			continue
		}
		if attr(l, "rel") != "alternate" {
			f.add(p.path, "a <link hreflang> with rel=%q", attr(l, "rel"))
		}
		if _, twice := out[tag]; twice {
			f.add(p.path, "two alternates for %s", tag)
		}
		out[tag] = attr(l, "href")
	}
	return out
}

// standsIn says whether the page shows the notice of a missing edition.
func (p *page) standsIn() bool { return classed(p.doc, "fallback") != nil }

// TestAlternates checks the groups that hreflang makes: closed, reciprocal,
// each naming itself, with one default.
func TestAlternates(t *testing.T) { each(t, checkAlternates) }

func checkAlternates(t *testing.T, b *built) {
	var f faults
	var grouped, links int
	groups := map[string]bool{}
	for _, p := range b.pages {
		alternates := p.alternates(&f)
		if len(alternates) == 0 {
			continue
		}
		grouped++
		links += len(alternates)
		// The page that chooses a language is in none; it is the default.
		if self := alternates[p.lang()]; self != p.canonical() && !(p.route.Type == site.ChooserRoute && alternates["x-default"] == p.canonical()) {
			f.add(p.path, "a %s page whose alternate in its own language is not its canonical address", p.template())
		}
		if p.canonical() != b.url(p.path) {
			f.add(p.path, "a %s page with alternates has its canonical address elsewhere", p.template())
		}
		def, ok := alternates["x-default"]
		if !ok {
			f.add(p.path, "alternates without x-default")
		} else if _, ok := b.fileOf(def); !ok {
			f.add(p.path, "x-default leads to no page: %s", def)
		}
		groups[def] = true
		for tag, address := range alternates {
			if tag == "x-default" {
				continue
			}
			if b.site.Language(tag) == nil {
				f.add(p.path, "an alternate in %q, which is no language of the site", tag)
			}
			to, ok := b.fileOf(address)
			other := b.byPath[to]
			if !ok || other == nil {
				f.add(p.path+" → "+address, "an alternate leads to no page")
				continue
			}
			if other.lang() != tag {
				f.add(p.path+" → "+to, "the alternate in %s is a page in %s", tag, other.lang())
			}
			if !maps.Equal(other.alternates(&f), alternates) {
				f.add(p.path+" → "+to, "two alternates name different groups")
			}
		}
	}
	f.tell(t)
	atLeast(t, "pages with alternates", grouped, b.least(350))
	atLeast(t, "alternates", links, b.least(2500))
	atLeast(t, "groups", len(groups), b.least(50))
}

// TestAddressesOfPublications holds each page of a publication against what
// the Site knows: a real edition is canonical and in its group; a fallback page
// has the true edition's address, the notice, and is in no group.
func TestAddressesOfPublications(t *testing.T) { each(t, checkPublications) }

func checkPublications(t *testing.T, b *built) {
	var f faults
	var real, fallback int
	for _, pub := range b.site.Publications {
		for _, l := range b.site.Languages {
			at := pub.Path(l)
			if at == "" {
				continue
			}
			p := b.byPath[at+"index.html"]
			if p == nil {
				f.add(at, "an edition without a page")
				continue
			}
			if pub.IsReal(l) {
				real++
				b.realEdition(p, pub, &f)
			} else {
				fallback++
				b.fallbackPage(p, pub, l, &f)
			}
		}
	}
	f.tell(t)
	atLeast(t, "pages of real editions", real, b.least(150))
	atLeast(t, "fallback pages", fallback, b.least(60))
}

// realEdition checks the page of a publication in a language that has it.
func (b *built) realEdition(p *page, pub *site.Publication, f *faults) {
	if got := p.canonical(); got != b.url(p.path) {
		f.add(p.path, "a real edition with the canonical address %q", got)
	}
	want := map[string]string{"x-default": b.url(pub.Path(pub.Source.Language))}
	for _, e := range pub.Real() {
		want[e.Language.Tag] = b.url(pub.Path(e.Language))
	}
	if got := p.alternates(f); !maps.Equal(got, want) {
		f.add(fmt.Sprint(p.path, " has ", slices.Sorted(maps.Keys(got)), " and should have ", slices.Sorted(maps.Keys(want))),
			"wrong alternates of a real edition")
	}
	if p.standsIn() {
		f.add(p.path, "a real edition shows the notice of a missing one")
	}
}

// fallbackPage checks the page of a publication in a language that lacks it.
func (b *built) fallbackPage(p *page, pub *site.Publication, l *site.Language, f *faults) {
	e := pub.Nearest(l)
	if got, want := p.canonical(), b.url(pub.Path(e.Language)); got != want {
		f.add(p.path, "a fallback page's canonical address is not that of the true edition: %q", got)
	}
	if len(p.alternates(f)) > 0 {
		f.add(p.path, "a fallback page has alternates")
	}
	notice := classed(p.doc, "fallback")
	if notice == nil {
		f.add(p.path, "a fallback page without a notice")
		return
	}
	if words := firstText(notice); words == "" {
		f.add(p.path, "a notice without words")
	} else if in := languageAt(notice); in != l.Tag {
		f.add(p.path, "the notice for readers of %s is in %s", l.Tag, in)
	}
	// Each real edition is named with a link, and nothing else is.
	var named, want []string
	for _, a := range all(notice, "a") {
		if u, err := url.Parse(attr(a, "href")); err == nil {
			named = append(named, p.resolve(u))
		}
		if tag := attr(a, "hreflang"); attr(a, "lang") != tag || attr(a, "dir") != directionOf(tag) || textOf(a) == "" {
			f.add(p.path, "the notice's link to %q lacks its language, direction or name", tag)
		}
	}
	for _, r := range pub.Real() {
		want = append(want, pub.Path(r.Language)+"index.html")
	}
	slices.Sort(named)
	slices.Sort(want)
	if !slices.Equal(named, want) {
		f.add(p.path, "the notice does not name exactly the real editions")
	}
	text := classed(p.doc, "text")
	if text == nil {
		if e.Text().Body.Len() > 0 {
			f.add(p.path, "a fallback page without its text")
		}
		return
	}
	if attr(text, "lang") != e.Language.Tag || attr(text, "dir") != e.Language.Dir {
		f.add(p.path, "the text of a fallback page says lang=%q dir=%q and is in %s", attr(text, "lang"), attr(text, "dir"), e.Language.Tag)
	}
	if h1 := all(p.doc, "h1"); len(h1) == 1 && languageAt(h1[0]) != e.Language.Tag {
		f.add(p.path, "the title of a fallback page is in %s and says %q", e.Language.Tag, languageAt(h1[0]))
	}
}

// firstText is the first text below a node that is not white space.
func firstText(n *html.Node) string {
	for d := range n.Descendants() {
		if d.Type == html.TextNode && strings.TrimSpace(d.Data) != "" {
			return strings.TrimSpace(d.Data)
		}
	}
	return ""
}

// languageAt is the language of the first text below a node, as its nearest
// ancestor with lang says.
func languageAt(n *html.Node) string {
	for d := range n.Descendants() {
		if d.Type != html.TextNode || strings.TrimSpace(d.Data) == "" {
			continue
		}
		for up := d.Parent; up != nil; up = up.Parent {
			if v, ok := attribute(up, "lang"); ok {
				return v
			}
		}
	}
	return ""
}

// TestAddressesOfLists checks homes, sections and terms: which languages they
// name, and their later pages.
func TestAddressesOfLists(t *testing.T) { each(t, checkLists) }

func checkLists(t *testing.T, b *built) {
	var f faults
	var homes, lists, later int
	check := func(p *page, want map[string]string) {
		if got := p.alternates(&f); !maps.Equal(got, want) {
			f.add(fmt.Sprint(p.path, " has ", slices.Sorted(maps.Keys(got)), " and should have ", slices.Sorted(maps.Keys(want))),
				"wrong alternates of a %s page", p.template())
		}
	}
	for _, p := range b.pages {
		r := p.route
		var real func(*site.Language) string
		switch {
		case r.Type == site.ChooserRoute:
			if p.canonical() != b.base {
				f.add(p.path, "the page that chooses a language has the canonical address %q", p.canonical())
			}
			continue
		case r.Page > 1:
			later++
			if p.canonical() != b.url(p.path) || len(p.alternates(&f)) > 0 {
				f.add(p.path, "a later page of a list is not its own, or has alternates")
			}
			continue
		case r.Type == site.HomeRoute:
			homes++
			want := map[string]string{"x-default": b.base}
			for _, l := range b.site.Languages {
				want[l.Tag] = b.base + l.Prefix + "/"
			}
			check(p, want)
			continue
		case r.Type == site.SectionRoute:
			real = func(l *site.Language) string {
				if r.Section.Path(l) == "" || r.Section.List(l).Real() == 0 {
					return ""
				}
				return r.Section.Path(l)
			}
		case r.Type == site.TermRoute:
			real = func(l *site.Language) string {
				if r.Term.Path(l) == "" || r.Term.List(l).Real() == 0 {
					return ""
				}
				return r.Term.Path(l)
			}
		default:
			continue
		}
		lists++
		if p.canonical() != b.url(p.path) {
			f.add(p.path, "a list with the canonical address %q", p.canonical())
		}
		want := map[string]string{}
		for _, l := range b.site.Languages {
			if at := real(l); at != "" {
				want[l.Tag] = b.url(at)
				if _, ok := want["x-default"]; !ok || l == b.site.Source {
					want["x-default"] = b.url(at)
				}
			}
		}
		if real(r.Language) == "" {
			// Nothing in its own language: it stands in nobody's group.
			want = map[string]string{}
		}
		check(p, want)
	}
	f.tell(t)
	if homes != len(b.site.Languages) {
		t.Errorf("%d home pages for %d languages", homes, len(b.site.Languages))
	}
	atLeast(t, "section and term pages", lists, b.least(250))
	if b.name == "variant" {
		atLeast(t, "later pages of lists", later, 100)
	}
}

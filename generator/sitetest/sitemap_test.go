package sitetest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html/atom"

	"tract/generator/site"
)

const (
	sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"
	xhtmlSpace   = "http://www.w3.org/1999/xhtml"
)

// sitemap is what a sitemap says, read strictly.
type sitemap struct {
	XMLName xml.Name
	URLs    []struct {
		XMLName    xml.Name
		Location   string `xml:"loc"`
		Changed    string `xml:"lastmod"`
		Alternates []struct {
			XMLName xml.Name
			Rel     string `xml:"rel,attr"`
			Lang    string `xml:"hreflang,attr"`
			Href    string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"url"`
	Maps []struct {
		Location string `xml:"loc"`
	} `xml:"sitemap"`
}

// wellFormed reads XML to its end: what Unmarshal stops short of.
func wellFormed(text []byte) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	roots, depth := 0, 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			if roots != 1 {
				return errors.New("not one root element")
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch v := token.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			depth++
			seen := map[xml.Name]bool{}
			for _, a := range v.Attr {
				if seen[a.Name] {
					return errors.New("the attribute " + a.Name.Local + " stands twice")
				}
				seen[a.Name] = true
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && len(bytes.TrimSpace(v)) > 0 {
				return errors.New("text outside the root element")
			}
		}
	}
}

// readSitemap reads one sitemap of the output.
func (b *built) readSitemap(t *testing.T, p, root string) sitemap {
	t.Helper()
	text := b.bytes(t, p)
	if err := wellFormed(text); err != nil {
		t.Fatalf("%s: %v", p, err)
	}
	var m sitemap
	if err := xml.Unmarshal(text, &m); err != nil {
		t.Fatalf("%s: %v", p, err)
	}
	if m.XMLName.Space != sitemapSpace || m.XMLName.Local != root {
		t.Errorf("%s: the root is %v, expected %s of sitemaps.org", p, m.XMLName, root)
	}
	return m
}

// listed says whether a page belongs in a sitemap: it is real, at its own
// address. What a page says of itself decides; that it says so rightly is
// checked elsewhere.
func (b *built) listed(p *page, f *faults) bool {
	switch p.route.Type {
	case site.ChooserRoute, site.NotFoundRoute, site.RedirectRoute:
		return false
	}
	for n := range p.doc.Descendants() {
		if n.DataAtom == atom.Meta && attr(n, "name") == "robots" && strings.Contains(attr(n, "content"), "noindex") {
			return false
		}
	}
	return p.canonical() == b.url(p.path) && len(p.alternates(f)) > 0
}

// TestSitemaps checks that the sitemaps list exactly the real pages, each in
// the map of its language with the alternates that the page itself has.
func TestSitemaps(t *testing.T) { each(t, checkSitemaps) }

func checkSitemaps(t *testing.T, b *built) {
	var f faults
	var indexed []string
	for _, m := range b.readSitemap(t, "sitemap.xml", "sitemapindex").Maps {
		p, ok := b.fileOf(m.Location)
		if !ok {
			t.Errorf("the index of sitemaps names %s, which is not there", m.Location)
			continue
		}
		indexed = append(indexed, p)
	}
	var written []string
	for p := range b.files {
		if path.Ext(p) == ".xml" && strings.HasPrefix(path.Base(p), "sitemap") && p != "sitemap.xml" {
			written = append(written, p)
		}
	}
	slices.Sort(indexed)
	slices.Sort(written)
	if !slices.Equal(indexed, written) || len(indexed) < len(b.site.Languages) {
		t.Errorf("the index names %v; there are %v", indexed, written)
	}
	found := map[string]bool{}
	for _, m := range indexed {
		for _, u := range b.readSitemap(t, m, "urlset").URLs {
			p, ok := b.fileOf(u.Location)
			pg := b.byPath[p]
			if !ok || pg == nil {
				f.add(m+" → "+u.Location, "a sitemap names a page that is not there")
				continue
			}
			if found[p] {
				f.add(p, "a page stands in the sitemaps twice")
			}
			found[p] = true
			if !strings.HasPrefix(m, strings.ToLower(pg.lang())+"/") {
				f.add(m+" → "+p, "a page in %s stands in another language's sitemap", pg.lang())
			}
			if !b.listed(pg, &f) {
				f.add(p, "a %s page stands in a sitemap that is not real: a fallback, or without its own address", pg.template())
			}
			alternates := map[string]string{}
			for _, a := range u.Alternates {
				if a.XMLName.Space != xhtmlSpace || a.Rel != "alternate" {
					f.add(p, "an alternate in a sitemap that is no xhtml:link rel=alternate")
				}
				alternates[a.Lang] = a.Href
			}
			if own := pg.alternates(&f); !maps.Equal(own, alternates) {
				f.add(fmt.Sprint(p, " has ", slices.Sorted(maps.Keys(own)), " in the sitemap ", slices.Sorted(maps.Keys(alternates))),
					"a sitemap gives a page other alternates than it has itself")
			}
			if u.Changed != "" && !w3cDate(u.Changed) {
				f.add(p, "a sitemap says lastmod %q", u.Changed)
			}
		}
	}
	for _, p := range b.pages {
		if b.listed(p, &f) && !found[p.path] {
			f.add(p.path, "a real %s page stands in no sitemap", p.template())
		}
	}
	f.tell(t)
	atLeast(t, "pages in sitemaps", len(found), b.least(350))
	robots := string(b.bytes(t, "robots.txt"))
	if !strings.Contains(robots, "\nSitemap: "+b.base+"sitemap.xml\n") {
		t.Errorf("robots.txt does not say where the sitemap is: %q", robots)
	}
}

var datePattern = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)

// w3cDate says whether text is a date as sitemaps.org wants it.
func w3cDate(text string) bool {
	if datePattern.MatchString(text) {
		_, err := time.Parse(time.DateOnly[:len(text)], text)
		return err == nil
	}
	_, err := time.Parse(time.RFC3339, text)
	return err == nil
}

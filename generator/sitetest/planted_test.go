package sitetest

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tiny is a site of two pages, for checks that are themselves checked.
func tiny(t *testing.T, text string) (*built, *page) {
	t.Helper()
	b := &built{base: "https://x.example/", files: map[string]int64{"fr/a/index.html": 1, "fr/index.html": 1, "fr/feed.xml": 1, "fr/feed.json": 1}, byPath: map[string]*page{}}
	parse := func(p, text string) *page {
		doc, err := html.Parse(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		pg := &page{path: p, doc: doc, ids: map[string]int{}}
		pg.html = first(doc, func(n *html.Node) bool { return n.DataAtom == atom.Html })
		for n := range doc.Descendants() {
			if id, ok := attribute(n, "id"); ok {
				pg.ids[id]++
			}
		}
		b.byPath[p] = pg
		return pg
	}
	parse("fr/index.html", `<html lang="fr" dir="ltr"><title>x</title><p id="here">x`)
	return b, parse("fr/a/index.html", `<html lang="fr" dir="ltr"><link rel="canonical" href="https://x.example/fr/a/"><title>x</title>`+text)
}

// TestLinksSee plants links that lead nowhere or elsewhere.
func TestLinksSee(t *testing.T) {
	for text, good := range map[string]bool{
		`<a href="../index.html">`:                                          true,
		`<a href="../index.html#here">`:                                     true,
		`<a href="#y" id="y">`:                                              true,
		`<a href="https://other.example/">`:                                 true,
		`<a href="mailto:a@x.example">`:                                     true,
		`<img src="data:image/png;base64,AAAA">`:                            true,
		`<a href="../none.html">`:                                           false,
		`<a href="../INDEX.html">`:                                          false,
		`<a href="../index.html#there">`:                                    false,
		`<a href="#none">`:                                                  false,
		`<a href="/fr/index.html">`:                                         false,
		`<a href="../">`:                                                    false,
		`<a href="">`:                                                       false,
		`<a href="https://x.example/fr/">`:                                  false,
		`<a href="javascript:alert(1)">`:                                    false,
		`<a href="../index.html?x=1">`:                                      false,
		`<img src="https://other.example/x.png">`:                           false,
		`<img srcset="../index.html 1x, //other.example/x.png 2x">`:         false,
		`<video poster="https://other.example/x.png">`:                      false,
		`<p style="background:url(https://other.example/x.png)">`:           false,
		`<link rel="stylesheet" href="https://other.example/x.css">`:        false,
		`<link rel="alternate" hreflang="es" href="https://x.example/es/">`: false,
		`<meta http-equiv="refresh" content="0; url=../none.html">`:         false,
		`<form action="https://other.example/">`:                            false,
		`<svg><image href="https://other.example/x.png"/></svg>`:            false,
	} {
		b, p := tiny(t, text)
		var f faults
		for _, r := range p.refs() {
			b.follow(p, r, &f)
		}
		if (len(f.kinds) == 0) != good {
			t.Errorf("%s gives %v", text, f.kinds)
		}
	}
}

const goodAtom = `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>t</title><id>urn:uuid:1</id><updated>2024-01-02T00:00:00Z</updated>` +
	`<link rel="self" type="application/atom+xml" href="https://x.example/fr/feed.xml"/><link rel="alternate" type="text/html" href="https://x.example/fr/"/><author><name>n</name></author>` +
	`<entry><title>e</title><id>urn:uuid:2</id><updated>2024-01-02T00:00:00Z</updated><published>2024-01-02T00:00:00Z</published>` +
	`<link rel="alternate" type="text/html" href="https://x.example/fr/a/"/><content type="html">&lt;p&gt;&lt;a href="https://x.example/fr/"&gt;x&lt;/a&gt;&lt;/p&gt;</content></entry></feed>`

// TestFeedsSee plants what RFC 4287 forbids.
func TestFeedsSee(t *testing.T) {
	try := func(text string) []string {
		b, _ := tiny(t, "")
		c := &feedCheck{b: b, path: "fr/feed.xml", f: &faults{}}
		c.atom([]byte(text))
		return c.f.kinds
	}
	if kinds := try(goodAtom); len(kinds) > 0 {
		t.Fatalf("a good feed gives %v", kinds)
	}
	for _, c := range [][2]string{
		{`<id>urn:uuid:1</id>`, ``},
		{`<id>urn:uuid:1</id>`, `<id>fr</id>`},
		{`<id>urn:uuid:1</id>`, `<id>urn:uuid:1</id><id>urn:uuid:3</id>`},
		{`<title>t</title>`, ``},
		{`<title>e</title>`, `<title></title>`},
		{`<author><name>n</name></author>`, ``},
		{`<author><name>n</name></author>`, `<author></author>`},
		{`2024-01-02T00:00:00Z</updated><link`, `2024-01-02</updated><link`},
		{`2024-01-02T00:00:00Z</published>`, `2024-13-02T00:00:00Z</published>`},
		{`2024-01-02T00:00:00Z</published>`, `2024-01-02t00:00:00z</published>`},
		{`xml:lang="fr"`, `xml:lang="en"`},
		{`rel="self"`, `rel="selv"`},
		{`href="https://x.example/fr/a/"`, `href="../a/"`},
		{`href="https://x.example/fr/a/"`, `href="https://x.example/fr/b/"`},
		{`href="https://x.example/fr/a/"`, `href="https://x.example/fr/"`},
		{`<content type="html">`, `<content type="text">`},
		{`&lt;/a&gt;`, ``},
		{`&lt;p&gt;`, `&lt;p&gt;&lt;script&gt;&lt;/script&gt;`},
		{`href="https://x.example/fr/"&gt;`, `href="../"&gt;`},
		{`href="https://x.example/fr/"&gt;`, `href="https://x.example/none/"&gt;`},
		{`<entry>`, `<entry><x/>`},
		{`<entry>`, `text<entry>`},
		{`</feed>`, ``},
		{`</feed>`, `</feed><feed/>`},
	} {
		bad := strings.Replace(goodAtom, c[0], c[1], 1)
		if bad == goodAtom {
			t.Fatalf("%q is not in the good feed", c[0])
		}
		if len(try(bad)) == 0 {
			t.Errorf("a feed with %q for %q passes", c[1], c[0])
		}
	}
}

const goodJSON = `{"version":"https://jsonfeed.org/version/1.1","title":"t","home_page_url":"https://x.example/fr/","feed_url":"https://x.example/fr/feed.json","language":"fr",` +
	`"items":[{"id":"urn:uuid:2","url":"https://x.example/fr/a/","title":"e","content_html":"<p>x</p>","date_published":"2024-01-02T00:00:00Z","date_modified":"2024-01-02T00:00:00Z","language":"fr"}]}`

// TestJSONFeedsSee plants what JSON Feed 1.1 forbids.
func TestJSONFeedsSee(t *testing.T) {
	try := func(text string) []string {
		b, _ := tiny(t, "")
		c := &feedCheck{b: b, path: "fr/feed.json", f: &faults{}}
		c.json([]byte(text))
		return c.f.kinds
	}
	if kinds := try(goodJSON); len(kinds) > 0 {
		t.Fatalf("a good feed gives %v", kinds)
	}
	for _, c := range [][2]string{
		{`version/1.1`, `version/1`},
		{`"title":"t",`, ``},
		{`"items"`, `"item"`},
		{`"id":"urn:uuid:2"`, `"id":2`},
		{`"content_html":"<p>x</p>"`, `"summary":"x"`},
		{`2024-01-02T00:00:00Z`, `2024-01-02`},
		{`"language":"fr"}]`, `"language":"en"}]`},
		{`fr/a/`, `fr/b/`},
		{`}]}`, `}]}{}`},
	} {
		bad := strings.Replace(goodJSON, c[0], c[1], 1)
		if bad == goodJSON {
			t.Fatalf("%q is not in the good feed", c[0])
		}
		if len(try(bad)) == 0 {
			t.Errorf("a feed with %q for %q passes", c[1], c[0])
		}
	}
}

package epub

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"tract/generator/diag"
	"tract/generator/markdown"
)

func TestAddress(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"},
		{" HTTP://Example.org", "http://Example.org"},
		{"//example.org/x", "https://example.org/x"},
		{"https://user:pass@example.org/", "https://example.org/"},
		{"https://example.org:8080/x", "https://example.org:8080/x"},
		{"https://example.org:/x", "https://example.org/x"},
		{"https://[::1]/x", "https://[::1]/x"},
		{"https://ex.org/%zz?a=[1]&b={2}|3\\4^5`6#a#b é", "https://ex.org/%25zz?a=%5B1%5D&b=%7B2%7D%7C3%5C4%5E5%606#a%23b%20%C3%A9"},
		{"https://xn--e1afmkfd.org/", "https://xn--e1afmkfd.org/"},
		{"mailto:a@b.org?subject=x y", "mailto:a@b.org?subject=x%20y"},
		{"tel:+33 1", "tel:+33%201"},
		{"https://xn--zzzzzz.org/", ""}, {"https://exa mple.org/", ""}, {"https://[bad/", ""}, {"http://", ""}, {"https:///x", ""},
		{"https://ex..org/", ""}, {"https://-a.org/", ""}, {"https://a.org:99999/", ""}, {"http:x", ""}, {"mailto:", ""}, {"tel:", ""},
		{"javascript:alert(1)", ""}, {"", ""}, {"x", ""}, {"#x", ""},
	} {
		got, ok := address(test.in)
		if got != test.want || ok != (test.want != "") {
			t.Errorf("address(%q) = %q, %v; want %q", test.in, got, ok, test.want)
		}
	}
}

func TestFit(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"plain", `<p>a <em>b</em><br/></p>`, `<p>a <em>b</em><br/></p>`},
		{"headings", `<h1 id="p-a">a</h1><h4>b</h4><h3>c</h3><h1>d</h1>`, `<h2 id="p-a">a</h2><h3>b</h3><h3>c</h3><h2>d</h2>`},
		{"language", `<p lang="ar" dir="rtl">a</p>`, `<p xml:lang="ar" lang="ar" dir="rtl">a</p>`},
		{"links", `<a href="//x.org/?a&amp;b">a</a><a href="http://" title="t">b</a><a href="part-1.xhtml#x">c</a><a href="#y">d</a>`,
			`<a href="https://x.org/?a&amp;b">a</a><a title="t">b</a><a href="part-1.xhtml#x">c</a><a href="#y">d</a>`},
		{"missing image", `<figure><img src="" alt="a &amp; b"/></figure><img src="" alt=" "/>`, `<figure><span class="missing">a &amp; b</span></figure>`},
		{"task", `<li class="task"><label><input type="checkbox" disabled="" checked=""/> a</label></li>`, `<span class="task"><span>☑ a</span></span>`},
		{"time", `<time datetime="2024-05-01">a</time><time datetime="b">b</time><time>c</time><del datetime="x">d</del>`, `<time datetime="2024-05-01">a</time><span>b</span><span>c</span><del>d</del>`},
		{"details", `<details open=""><summary>a</summary><p>b</p><summary>c</summary></details><details open="">d<summary>e</summary></details>`,
			`<details open=""><summary>a</summary><p>b</p><div>c</div></details><div>d<div>e</div></div>`},
		{"summary in a line", `<p><summary>a</summary></p><summary><div>b</div></summary>`, `<p><span>a</span></p><div><div>b</div></div>`},
		{"ruby", `<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby><ruby>a<rt>b</rt>c<rt lang="x">d</rt></ruby>`, `<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby><ruby>a<rt>b</rt>c<rt xml:lang="x" lang="x">d</rt></ruby>`},
		{"no ruby", `<ruby>a</ruby><ruby><rt>b</rt></ruby><rt>c</rt><ruby>a<rp>(</rp><rt>b</rt></ruby>`, `<span>a</span><span><span>b</span></span><span>c</span><span>a<span>(</span><span>b</span></span>`},
		{"bdo and dfn", `<bdo>a</bdo><bdo dir="rtl">b</bdo><dfn>c<dfn>d</dfn></dfn>`, `<span>a</span><bdo dir="rtl">b</bdo><dfn>c<span>d</span></dfn>`},
		{"footnotes", `<section class="footnotes" role="doc-endnotes"><ol><li id="p-fn-1"><p>a</p><ul><li>b</li></ul></li><li id="p-fn-2"><ol><li>c</li></ol></li></ol></section><ol><li>d</li></ol>`,
			`<section class="footnotes" role="doc-endnotes" epub:type="endnotes"><aside id="p-fn-1" epub:type="footnote" role="doc-footnote"><p>1. a</p><ul><li>b</li></ul></aside>` +
				`<aside id="p-fn-2" epub:type="footnote" role="doc-footnote"><p>2.</p><ol><li>c</li></ol></aside></section><ol><li>d</li></ol>`},
		{"characters", "<p title=\"\x01\">a\x02\uFFFEb\xff</p>", "<p title=\"\uFFFD\">a\uFFFD\uFFFDb\uFFFD</p>"},
		{"open elements", `<p><em>a`, `<p><em>a</em></p>`},
		{"stray ends", `a</p></em>`, `a`},
		{"a lone sign", `a <b`, `a &lt;b`},
	} {
		b := &book{}
		f := fitter{book: b, ids: map[string]bool{}, prefix: "p-"}
		f.fit([]byte(test.in))
		if got := string(b.out); got != test.want {
			t.Errorf("%s:\n%s\nbecomes\n%s\nwant\n%s", test.name, test.in, got, test.want)
		}
	}
}

func TestDrawing(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{`<svg><g id="a"/><g id="a"/> id="a b"</svg>`, `<svg><g id="a"/><g/> id="a b"</svg>`},
		{`<svg><g id="a b"/><use xlink:href="#a b"/><g fill="url(#a b)" style="fill:url(&quot;#1&quot;)"/><g id="1"/><g id="id-1"/></svg>`,
			`<svg><g id="id-2"/><use xlink:href="#id-2"/><g fill="url(#id-2)" style="fill:url(&quot;#id-3&quot;)"/><g id="id-3"/><g id="id-1"/></svg>`},
		{`<svg><use href="#gone"/><g id="é"/></svg>`, `<svg><use href="#gone"/><g id="id-1"/></svg>`},
	} {
		if got := string(drawing([]byte(test.in))); got != test.want {
			t.Errorf("%s\nbecomes\n%s\nwant\n%s", test.in, got, test.want)
		}
	}
}

func TestStyleIsSmall(t *testing.T) {
	if len(style) > 5<<10 {
		t.Errorf("the style sheet of books has %d bytes", len(style))
	}
	// What EPUB forbids in style sheets (EPUB 3.3, 6.3.1.2).
	for _, property := range []string{"direction:", "unicode-bidi:"} {
		if strings.Contains(string(style), property) {
			t.Errorf("the style sheet of books sets %s", property)
		}
	}
}

// FuzzFit holds that whatever a text says, a book can hold it: it is XML, with
// no id twice and no link that leads nowhere.
func FuzzFit(f *testing.F) {
	f.Add("[^1] <ruby>x<rt>y</ruby> <time>z</time> [a](//b c)\n\n[^1]: n\n    - m")
	f.Add("<details>\n\n<summary>x</summary>\n\n# y {#title}\n\n| a |\n|---|\n| b |\n\n- [x] z")
	compiler := markdown.New(markdown.Options{Language: "fr", Dir: "ltr"})
	f.Fuzz(func(t *testing.T, text string) {
		html := compiler.Compile(diag.Source{Path: "x.md", Text: []byte(text)}, 0).HTML
		filled := markdown.Fill(nil, html, func(dst []byte, kind byte, _ int) []byte {
			switch kind {
			case markdown.HolePrefix:
				return append(dst, "p-"...)
			case markdown.HoleImage:
				return append(dst, ` src=""`...)
			case markdown.HoleLink:
				return append(dst, ` href="part-1.xhtml"`...)
			}
			return dst
		})
		b := &book{}
		fit := fitter{book: b, ids: map[string]bool{}, prefix: "p-"}
		fit.fit(filled)
		ids, links := map[string]bool{}, []string{}
		d := xml.NewDecoder(strings.NewReader(`<x xmlns:epub="e">` + string(b.out) + `</x>`))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%v\n%s", err, b.out)
			}
			start, _ := token.(xml.StartElement)
			for _, a := range start.Attr {
				switch {
				case a.Name.Local == "id" && ids[a.Value]:
					t.Fatalf("the id %q stands twice\n%s", a.Value, b.out)
				case a.Name.Local == "id":
					ids[a.Value] = true
				case a.Name.Local == "href" && strings.HasPrefix(a.Value, "#"):
					links = append(links, a.Value[1:])
				}
			}
		}
		for _, to := range links {
			if !ids[to] {
				t.Fatalf("a link leads to %q, which is not there\n%s", to, b.out)
			}
		}
	})
}

func FuzzAddress(f *testing.F) {
	for _, s := range []string{"https://example.org/%zz", "//x", "https://xn--a-b.c:1/", "mailto:a b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := address(text)
		if !ok {
			return
		}
		if again, ok := address(got); !ok || again != got {
			t.Errorf("address(%q) = %q, of which address makes %q, %v", text, got, again, ok)
		}
	})
}

func FuzzDrawing(f *testing.F) {
	f.Add(`<svg><g id="a b"/><use href="#a b"/><g id=""/><g fill="url(#x"/></svg>`)
	f.Fuzz(func(t *testing.T, text string) { drawing([]byte(text)) })
}

package search

import (
	"bytes"
	"strconv"
	"testing"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	table := func(link int) []byte { return []byte("table " + strconv.Itoa(link) + "\n") }
	for _, tt := range []struct{ html, want, headings string }{
		{"<p>Un <em>mo</em>t.</p><p>Deux\n mots</p>", "Un mot.\nDeux mots\n", ""},
		{"<h2 id=\"\x00#\x00a\">Titre <code>x</code></h2><p>Texte</p>", "Titre x\nTexte\n", "Titre x"},
		{"<p>a<a\x00h0\x00>lien</a> b&amp;c &lt;d&gt; &#39;e&#39; &quot;&nbsp;f & g</p>", "alien b&c <d> 'e' \"\u00a0f & g\n", ""},
		{"<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字<sup><a>1</a></sup>.", "漢字.", ""},
		{"<table><tr><td>a</td><td>b</td></tr></table>x<br/>y<img\x00i1\x00/>z", "a b\nx y z", ""},
		{"<p>a</p>\x00t7\x00<p>b</p>", "a\ntable 7\nb\n", ""}, {"a\x00t\x00b\x00t-\x00", "a b ", ""}, {"\x00t", "", ""},
		{"a\x00m3\x00b", "a b", ""}, {"<p", "", ""}, {"a\x00", "a ", ""}, {"</rt>a<sup/>b", "ab", ""}, {"", "", ""},
	} {
		var x text
		x.read([]byte(tt.html), table)
		var headings []byte
		for _, h := range x.headings {
			headings = append(headings, bytes.TrimSpace(x.bytes[h.start:h.end])...)
		}
		if string(x.bytes) != tt.want || string(headings) != tt.headings {
			t.Errorf("%q gives %q with %q, want %q with %q", tt.html, x.bytes, headings, tt.want, tt.headings)
		}
	}
}

// FuzzText holds that any bytes give a text, and any place of it a passage.
func FuzzText(f *testing.F) {
	for _, s := range []string{"<p>a</p>", "<h1><sup>x", "&\x00<", "<h2>漢字</h2> a b c", "\xff\xfe<rt/>", "</sup></sup>x", "a\x00t1\x00", "\x00t"} {
		f.Add([]byte(s), 3)
	}
	f.Fuzz(func(t *testing.T, html []byte, at int) {
		var x text
		x.read(html, func(link int) []byte { return []byte("table " + strconv.Itoa(link) + "\n") })
		for _, h := range x.headings {
			if h.start < 0 || h.start > h.end || h.end > len(x.bytes) {
				t.Fatalf("a heading at %v of %d", h, len(x.bytes))
			}
		}
		if len(x.bytes) == 0 {
			return
		}
		at = max(0, at) % len(x.bytes)
		for at > 0 && !utf8.RuneStart(x.bytes[at]) {
			at--
		}
		p := passage(x.bytes, at)
		if p.start > at || p.end < p.start || p.end > len(x.bytes) {
			t.Errorf("the passage at %d is %v", at, p)
		}
	})
}

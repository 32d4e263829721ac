package markdown

// What the tests share: compilers, holes filled plainly, and HTML brought to a
// form in which only what matters differs.

import (
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tract/generator/diag"
)

func dirOf(tag string) string {
	switch tag, _, _ = strings.Cut(tag, "-"); tag {
	case "ar", "fa", "he", "ur":
		return "rtl"
	case "en", "fr", "hi", "zh", "es":
		return "ltr"
	}
	return ""
}

// languages are the options that the tests compile with.
var languages = map[string]Options{
	"en":    {Language: "en", Dir: "ltr", Typography: true, OpenQuote: "“", CloseQuote: "”", OpenAlt: "‘", CloseAlt: "’", DirOf: dirOf},
	"fr":    {Language: "fr", Dir: "ltr", Typography: true, OpenQuote: "«", CloseQuote: "»", OpenAlt: "«", CloseAlt: "»", DirOf: dirOf},
	"fr-CA": {Language: "fr-CA", Dir: "ltr", Typography: true, OpenQuote: "«", CloseQuote: "»", OpenAlt: "”", CloseAlt: "“", DirOf: dirOf},
	"ar":    {Language: "ar", Dir: "rtl", Typography: true, OpenQuote: "”", CloseQuote: "“", OpenAlt: "’", CloseAlt: "‘", DirOf: dirOf},
	"hi":    {Language: "hi", Dir: "ltr", Typography: true, OpenQuote: "“", CloseQuote: "”", OpenAlt: "‘", CloseAlt: "’", DirOf: dirOf},
	"zh":    {Language: "zh", Dir: "ltr", Typography: true, OpenQuote: "“", CloseQuote: "”", OpenAlt: "‘", CloseAlt: "’", DirOf: dirOf},
	"plain": {Language: "en", Dir: "ltr", DirOf: dirOf},
}

func compile(language, body string) Result {
	return New(languages[language]).Compile(diag.Source{Path: "content/a.md", Text: []byte(body)}, 0)
}

// filled is the HTML with its holes filled the plain way.
func filled(r Result) string {
	return string(Fill(nil, r.HTML, func(dst []byte, kind byte, index int) []byte {
		attr := func(name string) {
			dst = append(dst, ' ')
			dst = append(dst, name...)
			dst = append(dst, `="`...)
			dst = appendAttribute(dst, util.URLEscape([]byte(r.Links[index].Destination), false))
			dst = append(dst, '"')
		}
		switch kind {
		case HoleLink:
			attr("href")
		case HoleImage:
			attr("src")
		case HoleMedia:
			dst = append(dst, "<video"...)
			attr("src")
			dst = append(dst, "></video>"...)
		case HoleTable:
			dst = append(dst, "<table><caption>"...)
			dst = append(appendText(dst, r.Links[index].Title), "</caption></table>"...)
		case HoleCallout:
			dst = append(append(append(dst, `<p class="title">`...), Callouts[index]...), "</p>"...)
		case HoleBacklink:
			dst = append(dst, ` aria-label="Back"`...)
		case HoleNotes:
			dst = append(dst, ` aria-label="Notes"`...)
		}
		return dst
	}))
}

// ids is the ids that a test looks at, joined.
func messageIDs(r Result) string {
	var ids []string
	for _, m := range r.Messages {
		ids = append(ids, m.ID)
	}
	return strings.Join(ids, " ")
}

// canonical is HTML without white space between blocks, with attributes in
// order, and without what the dialect adds to CommonMark's output: heading ids,
// figures, table wrappers, labels of tasks.
func canonical(t *testing.T, source string) string {
	t.Helper()
	context := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(source), context)
	if err != nil {
		t.Fatal(err)
	}
	root := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	var b strings.Builder
	for c := root.FirstChild; c != nil; c = c.NextSibling {
		writeCanonical(&b, c, false)
	}
	return b.String()
}

var blockElements = strings.Fields("p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr table thead tbody tr th td dl dt dd div section figure body")

func isBlock(n *html.Node) bool {
	return n == nil || n.Type == html.ElementNode && slices.Contains(blockElements, n.Data)
}

func writeCanonical(b *strings.Builder, n *html.Node, pre bool) {
	switch n.Type {
	case html.TextNode:
		text := n.Data
		if !pre {
			if isBlock(n.PrevSibling) && isBlock(n.Parent) || n.PrevSibling != nil && n.PrevSibling.Data == "br" {
				text = strings.TrimLeft(text, " \n")
			}
			if isBlock(n.NextSibling) && isBlock(n.Parent) {
				text = strings.TrimRight(text, " \n")
			}
		}
		b.WriteString(html.EscapeString(text))
	case html.ElementNode:
		switch {
		case n.Data == "label", n.Data == "div" && attribute(n, "class") == "table":
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				writeCanonical(b, c, pre)
			}
			return
		case n.Data == "figure":
			img := n.FirstChild
			if c := img.NextSibling; c != nil && c.Data == "figcaption" {
				img.Attr = append(img.Attr, html.Attribute{Key: "title", Val: c.FirstChild.Data})
			}
			b.WriteString("<p>")
			writeCanonical(b, img, false)
			b.WriteString("</p>")
			return
		}
		b.WriteString("<" + n.Data)
		slices.SortFunc(n.Attr, func(x, y html.Attribute) int { return strings.Compare(x.Key, y.Key) })
		for _, a := range n.Attr {
			if a.Key == "id" && len(n.Data) == 2 && n.Data[0] == 'h' || n.Data == "li" && a.Key == "class" || a.Key == "scope" {
				continue
			}
			b.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
		}
		b.WriteString(">")
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			writeCanonical(b, c, pre || n.Data == "pre")
		}
		b.WriteString("</" + n.Data + ">")
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// wellFormed reads HTML as XML, as an e-book does.
func wellFormed(t *testing.T, name, source string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader("<body>" + source + "</body>"))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Errorf("%.200s: not well formed: %v\n%.2000s", name, err, source)
			return
		}
	}
}

func source(text string) diag.Source {
	return diag.Source{Path: "content/a.md", Text: []byte(text)}
}

// rangeOf is the range of bytes of a text.
func rangeOf(text string, start, end int) diag.Range {
	return diag.At("id", source(text), start, end).Range
}

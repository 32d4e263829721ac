package email_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tract/generator/render/email"
)

func parse(t testing.TB, text string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// forbidden are the elements that load something, run something or send
// something.
var forbidden = []string{"script", "form", "input", "button", "iframe", "object", "embed", "video", "audio", "source", "track", "svg", "base"}

// inspect holds what every mail keeps to: no script, nothing loaded but pictures
// of the site, all styles inline but for the dark scheme, ids once, addresses
// absolute.
func inspect(t testing.TB, text string) *html.Node {
	t.Helper()
	doc := parse(t, text)
	ids := map[string]bool{}
	targets := []string{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, name := range forbidden {
			if n.Data == name {
				t.Errorf("there is a <%s>", name)
			}
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "srcset" || a.Key == "background" || strings.Contains(a.Val, "javascript:") || strings.Contains(a.Val, "url(") {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
			if a.Key == "class" && !strings.Contains("m s k b h", a.Val) {
				t.Errorf("a class of a page: %q", a.Val)
			}
			if strings.Contains(a.Val, "START") || strings.Contains(a.Val, "END") {
				t.Errorf("a side is left open: %q", a.Val)
			}
		}
		if id := attribute(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("the id %q stands twice", id)
			}
			ids[id] = true
		}
		switch n.Data {
		case "link":
			if attribute(n, "rel") != "canonical" {
				t.Errorf("a link loads: %v", n.Attr)
			}
		case "style":
			if strings.Contains(n.FirstChild.Data, "url(") || strings.Contains(n.FirstChild.Data, "@import") {
				t.Error("the style sheet loads something")
			}
		case "img":
			if !strings.HasPrefix(attribute(n, "src"), "https://example.org/x/files/") {
				t.Errorf("a picture of %q", attribute(n, "src"))
			}
			if attribute(n, "width") == "" || attribute(n, "height") == "" {
				t.Errorf("a picture without its size: %v", n.Attr)
			}
		case "a":
			switch href := attribute(n, "href"); {
			case strings.HasPrefix(href, "#"):
				targets = append(targets, href[1:])
			case !strings.HasPrefix(href, "https://") && !strings.HasPrefix(href, "http://") && !strings.HasPrefix(href, "mailto:") && !strings.HasPrefix(href, "tel:") &&
				!strings.Contains(href, "{{ ") && !strings.Contains(href, "*|"):
				t.Errorf("a link to %q", href)
			}
		case "p", "li", "td", "th", "table", "h1", "h2", "h3", "blockquote", "pre":
			if attribute(n, "style") == "" && n.Parent.Data != "ul" {
				t.Errorf("<%s> has no style", n.Data)
			}
		}
	}
	for _, id := range targets {
		if !ids[id] {
			t.Errorf("a link leads to #%s, which is not there", id)
		}
	}
	if len(text) > email.Limit {
		t.Errorf("%d bytes", len(text))
	}
	return doc
}

func TestHTML(t *testing.T) {
	s := load(t, archive, "")
	for _, l := range []string{"fr", "en", "ar", "zh"} {
		text := render(t, s, l, email.HTML)
		doc := inspect(t, text)
		top := doc.FirstChild.NextSibling
		if attribute(top, "lang") != l || attribute(top, "dir") != map[string]string{"ar": "rtl"}[l]+map[bool]string{true: "ltr"}[l != "ar"] {
			t.Errorf("%s: %v", l, top.Attr)
		}
	}
	for _, test := range []struct{ language, what, want string }{
		{"fr", "the title", `<title>Lettre n° 12 : l’eau &amp; le « bien commun »</title>`},
		{"fr", "the preheader, hidden", `<div class="h" style="display:none;max-height:0;overflow:hidden">Deux minutes pour l’eau.</div>`},
		{"en", "the summary for it", `<div class="h" style="display:none;max-height:0;overflow:hidden">Four stories.</div>`},
		{"fr", "number and day", `Numéro 12 · 15 juin 2026`},
		{"fr", "the page", `<a href="https://example.org/x/fr/letters/twelve/" style="color:#8c1127">Lire en ligne</a>`},
		{"fr", "another language in itself", `lang="ar" hreflang="ar" dir="rtl" style="color:#8c1127">العربية</a>`},
		{"fr", "a picture no wider than the column", `width="568" height="284"`},
		{"fr", "a link to a publication", `href="https://example.org/x/fr/pages/b/"`},
		{"fr", "a numeric column", `;text-align:right;white-space:nowrap">1 200</td>`},
		{"fr", "a table that can be moved", `<div role="group" tabindex="0" aria-label="`},
		{"fr", "a box that is no form", `☑ fait`},
		{"fr", "a callout", `border-left:4px solid #8c1127"><p style="margin:0 0 8px;font-weight:bold">Attention</p>`},
		{"fr", "a sound as a link", `href="https://example.org/x/files/letters/twelve/talk.mp3"`},
		{"fr", "text in Arabic", `<span lang="ar" dir="rtl" style="font-family:'SF Arabic'`},
		{"fr", "a part's footnote apart from the other", `id="p1-fn-1"`},
		{"fr", "a part's headings a level deeper", `<h3 id="p1-encore"`},
		{"fr", "a file", `map.png</a> <bdi class="s"`},
		{"ar", "a list on its side", `padding:0;padding-right:24px`},
		{"ar", "a table's order", `<table dir="rtl"`},
		{"ar", "numbers at the end", `text-align:left`},
		{"ar", "a part in another language", `<h2 lang="en" dir="ltr"`},
		{"ar", "the notice in the reader's", `background:#f5f2ef">هذا النص غير متاح بهذه اللغة بعد. وهو فيما يلي باللغة الإنجليزية.</p><div lang="en" dir="ltr"`},
		{"ar", "a part in the reader's", `<a href="https://example.org/x/ar/letters/twelve/story/" style="color:#8c1127">حكاية</a></h2><div>`},
		{"fr", "for dark rooms", `<meta name="color-scheme" content="light dark">`},
		{"fr", "no service", `répondez à ce message`},
		{"zh", "a notice in Chinese", `本文尚无此语言版本，以下为法语版。`},
	} {
		if text := render(t, s, test.language, email.HTML); !strings.Contains(text, test.want) {
			t.Errorf("%s: %s is missing: %s\n%s", test.language, test.what, test.want, text)
		}
	}
	if text := render(t, s, "ar", email.HTML); strings.Contains(text, `lang="ar" hreflang`) {
		t.Error("the mail leads to itself as to another language")
	}
}

// A site can say where to leave the list where no service does.
func TestUnsubscribe(t *testing.T) {
	s := load(t, archive, "mail: {unsubscribe: 'https://example.org/leave?a=1&b=2'}")
	if text := render(t, s, "fr", email.HTML); !strings.Contains(text, `<a href="https://example.org/leave?a=1&amp;b=2" style="color:#8c1127">Se désabonner</a>`) {
		t.Error(text)
	}
	if text := render(t, s, "fr", email.Text); !strings.Contains(text, "Se désabonner\nhttps://example.org/leave?a=1&b=2\n") {
		t.Error(text)
	}
	if text := render(t, s, "fr", email.Message); !strings.Contains(text, "\r\nList-Unsubscribe: <https://example.org/leave?a=1&b=2>\r\n") {
		t.Error(text)
	}
}

// inspectHostile is inspect for a site whose pictures are missing.
func inspectHostile(t testing.TB, text string) *html.Node {
	t.Helper()
	doc := inspect(t, text)
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "img" {
			t.Errorf("a picture: %v", n.Attr)
		}
	}
	return doc
}

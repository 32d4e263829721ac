package html_test

import (
	"bytes"
	"strings"
	"testing"
)

// What is unlisted has its pages, and is told of nowhere else.
func TestUnlisted(t *testing.T) {
	l := load(t, `-- tract.yaml --
title: R
base_url: https://example.org/
source_language: en
languages: {en: {}}
messages: {ui-message-missing: off}
-- content/gaps/_index.md --
---
title: Hidden section
unlisted: true
---
-- content/gaps/a.md --
---
title: Hidden text
kind: news
date: 2026-01-01
---

Words.
-- content/news/b.md --
---
title: Hidden alone
date: 2026-01-01
unlisted: true
---

Words.
-- content/news/c.md --
---
title: Shown
date: 2026-01-01
---

Words.
`)
	for _, route := range l.Site.Routes() {
		var out bytes.Buffer
		if err := l.Renderer.Render(&out, route); err != nil {
			t.Fatal(route.Path, err)
		}
		text := out.String()
		own := strings.HasPrefix(route.Path, "en/gaps/") || strings.HasPrefix(route.Path, "en/news/")
		if strings.Contains(text, "Hidden") && (!own || strings.HasSuffix(route.Path, ".xml") && strings.Contains(text, "Hidden text") || strings.Contains(text, "Hidden alone") && strings.HasSuffix(route.Path, ".xml")) {
			t.Errorf("%s tells of what is unlisted", route.Path)
		}
		if strings.Contains(route.Path, "sitemap") && (strings.Contains(text, "/gaps/") || strings.Contains(text, "/news/b/")) {
			t.Errorf("%s names what is unlisted", route.Path)
		}
	}
	if p := render(t, l, "en/gaps/a/index.html"); !strings.Contains(p.text, "noindex") {
		t.Error("an unlisted page is for search engines")
	}
	if p := render(t, l, "en/index.html"); !strings.Contains(p.text, "Shown") {
		t.Error("the home page is empty")
	}
}

package site_test

import (
	"strings"
	"testing"

	"tract/generator/site"
)

// TestForeignFields: what another generator's schema explains is one warning
// for each field, and keeps no page back.
func TestForeignFields(t *testing.T) {
	l := load(t, head+`-- content/fr/a.md --
---
title: A
authors: [{name: Amina, url: x}]
slug: web/html/a
publish: true
---
-- content/fr/b.md --
---
title: B
authors: {name: Ben, email: x}
source: Medium
draft: "false"
---
-- content/en/b.md --
---
title: B
draft: "true"
---
-- content/fr/c/_index.md --
---
title: C
slug: /c/
---
`)
	same(t, "messages", told(l.Messages), []string{"field-foreign content/fr/a.md", "field-foreign content/fr/a.md",
		"field-foreign content/fr/b.md", "field-foreign content/fr/b.md", "field-foreign content/fr/c/_index.md"})
	same(t, "publications", publications(l.Site), map[string]string{"a": "fr", "b": "fr"})
	for _, m := range l.Messages {
		if m.Args.Get("field") == "authors" && m.Args.Get("count") != "2" {
			t.Errorf("authors: %v", m.Args)
		}
	}
}

// TestForeignLinks: links as other generators write them, and links to pages
// in formats that are not built, which are no slips.
func TestForeignLinks(t *testing.T) {
	l := load(t, head+`-- content/fr/blog/a.md --
---
title: A
---
[b](@/blog/b.md) [b](./b.mdx) [c](c.mdx) [c](../blog/c/) [c](/blog/c.html) [d](d.mdx)
-- content/fr/blog/b.md --
---
title: B
---
-- content/fr/blog/c.mdx --
import X from 'x'
`)
	same(t, "messages", told(l.Messages), []string{"link-near content/fr/blog/a.md", "source-format content/fr/blog/c.mdx"})
	d := l.Site.Publication("blog/a").Source.Document
	for i, want := range []string{"blog/b", "blog/b", "", "", "", ""} {
		target := l.Site.Resolve(d, d.Text().Links[i].Destination)
		got := ""
		if target.Node != nil {
			got = target.Node.ID
		}
		if got != want || target.Asset != "" || target.Excluded != (i >= 2 && i < 5) {
			t.Errorf("%s: %+v", d.Text().Links[i].Destination, target)
		}
	}
}

// TestDamagedFile: a picture that cannot be published is taken out of the pages
// that show it, and keeps none of them back.
func TestDamagedFile(t *testing.T) {
	l := load(t, head+`-- content/a/index.fr.md --
---
title: A
---
![Une image](a.png)
-- content/a/a.png --
no picture
`)
	without := l.Without().Site
	d := without.Publication("a").Source.Document
	if target := without.Resolve(d, "a.png"); target.Found() {
		t.Errorf("the picture is still found: %+v", target)
	}
}

// TestForeignFragments: other generators make other ids of the same heading. A
// fragment leads to the heading that has its letters and digits, as long as
// there is only one.
func TestForeignFragments(t *testing.T) {
	l := load(t, head+`-- content/fr/a.md --
---
title: A
---
## 1.2.3 Vivre & lutter (ensemble)

## Über uns

## Fin

## Fin {#fin.}

[a](#123-vivre--lutter-ensemble) [a](#1-2-3-vivre-lutter-ensemble) [b](#uber-uns) [b](#Über-Uns) [c](#FIN-) [d](#vivre-lutter)
`)
	e := l.Site.Publication("a").Source
	var got []string
	for _, link := range e.Text().Links {
		id, ok, _ := site.Anchor(e, strings.TrimPrefix(link.Destination, "#"))
		if !ok {
			id = ""
		}
		got = append(got, id)
	}
	ids := e.Text().IDs
	same(t, "ids", got, []string{ids[0], ids[0], ids[1], ids[1], "", ""})
}

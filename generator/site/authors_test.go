package site_test

import (
	"strings"
	"testing"

	"tract/generator/kind"
)

// In a declaration, whose authors are bodies, a name that the site knows as a
// person's is one without a word.
func TestAuthorsOfDeclarations(t *testing.T) {
	l := load(t, `-- tract.yaml --
title: Réseau Kapok
base_url: https://example.org/
source_language: fr
languages: {fr: {}}
messages: {ui-message-missing: off, term-unlisted: off}
-- content/declarations/a/index.md --
---
title: A
authors: [Cercle de Dakar, Amina Diallo, "Garcia, Luz", Rosa Lima, Collectif des puits, Ministère de l’eau, {name: Jean, type: person}, "Health Ministry, Kenya"]
---
-- content/declarations/a/signatories.yaml --
- {name: ROSA LIMA, type: person}
- {name: Collectif des puits, type: organisation}
-- content/news/n.md --
---
title: N
date: 2026-01-01
authors: [Amina Diallo, "Garcia, Luz", Collectif des puits]
---
`)
	of := func(id string) string {
		var out []string
		for _, a := range l.Site.Authors(l.Site.Publication(id)) {
			out = append(out, map[kind.Authorship]string{kind.Person: "person ", kind.Body: "body "}[a.Is]+a.Name)
		}
		return strings.Join(out, "; ")
	}
	same(t, "authors", of("declarations/a"), "body Cercle de Dakar; person Amina Diallo; person Luz Garcia; person Rosa Lima; body Collectif des puits; body Ministère de l’eau; person Jean; body Health Ministry, Kenya")
	same(t, "who signed as an organisation is one elsewhere", of("news/n"), "person Amina Diallo; person Luz Garcia; body Collectif des puits")
}

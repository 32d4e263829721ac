package data

import (
	"os"
	"strings"
	"testing"

	"tract/generator/diag"
)

// The front matter of most files: eight lines of plain YAML above a body of
// 700 words.
const typical = `---
title: Déclaration de Panama sur le droit à la santé
date: 2022-11-05
kind: declaration
tags: [santé, droit, eau]
topics:
  - health
  - water
summary: "Une déclaration de tous les groupes, lue à voix haute"
---
`

func BenchmarkReadFrontMatter(b *testing.B) {
	body := strings.Repeat("La santé est un droit pour toutes et tous. ", 90)
	cases := map[string]string{
		"typical": typical + body,
		// The same fields with a text in bars, which the library reads.
		"library": strings.Replace(typical, "summary: ", "summary: |\n  ", 1) + body,
		"slip":    strings.Replace(typical, "title: Déclaration", "title: Déclaration : une", 1) + body,
		"TOML": "+++\ntitle = \"Déclaration de Panama\"\ndate = 2022-11-05\nkind = \"declaration\"\ntags = [\"santé\", \"droit\"]\n" +
			"topics = [\"health\", \"water\"]\nsummary = \"Une déclaration\"\n+++\n" + body,
		"JSON": "{\n\"title\": \"Déclaration de Panama\",\n\"date\": \"2022-11-05\",\n\"kind\": \"declaration\",\n" +
			"\"tags\": [\"santé\", \"droit\"],\n\"topics\": [\"health\", \"water\"],\n\"summary\": \"Une déclaration\"\n}\n" + body,
	}
	for _, name := range []string{"typical", "library", "slip", "TOML", "JSON"} {
		src := diag.Source{Path: "content/x.md", Text: []byte(cases[name])}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ReadFrontMatter(src)
			}
		})
	}
}

// BenchmarkParse reads the catalogue of this package's messages.
func BenchmarkParse(b *testing.B) {
	text, err := os.ReadFile("../diag/catalogue/en/data.yaml")
	if err != nil {
		b.Fatal(err)
	}
	src := diag.Source{Path: "data.yaml", Text: text}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Parse(src, YAML)
	}
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const letter = "---\ntitle: \"L’eau : un droit\"\nslug: eau\nsummary: En bref.\n---\n\nBonjour [ici](#a).\n\n## Là {#a}\n\n![Carte](map.png)\n"

// Each scheme gives the edition its place, and the address that readers had
// before leads to the translation.
func TestNewTranslation(t *testing.T) {
	for _, c := range []struct {
		name, from, want, section string
		also                      []string
	}{
		{"bundle", "letters/water/index.fr.md", "letters/water/index.en.md", "letters", nil},
		{"bundle without a language", "letters/water/index.md", "letters/water/index.en.md", "letters", nil},
		{"suffix", "pages/water.fr.md", "pages/water.en.md", "pages", nil},
		{"suffix, another extension", "pages/water.FR.markdown", "pages/water.en.markdown", "pages", nil},
		{"without a language", "pages/water.md", "pages/water.en.md", "pages", nil},
		{"tree", "fr/pages/water.md", "en/pages/water.md", "pages", nil},
		{"tree as the site writes it", "FR/pages/water.md", "EN/pages/water.md", "pages", []string{"EN/pages/other.md"}},
		{"tree of bundles", "fr/pages/water/index.md", "en/pages/water/index.md", "pages", nil},
		{"tree with suffixes", "fr/pages/water.fr.md", "en/pages/water.en.md", "pages", nil},
		{"tree beside the source language", "pages/water.md", "en/pages/water.md", "pages", []string{"en/pages/other.md"}},
		{"a dot in the name", "pages/water.2.fr.md", "pages/water.2.en.md", "pages", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{"content/" + c.from: letter}
			for _, f := range c.also {
				files["content/"+f] = "---\ntitle: T\n---\n\nT.\n"
			}
			dir := newSite(t, files)
			writePicture(t, dir, "content/"+filepath.ToSlash(filepath.Dir(c.from))+"/map.png")
			silent(t, dir)
			out := succeed(t, "new", "translation", "content/"+c.from, "--lang", "EN", "--source", dir)
			if !strings.Contains(out, "/content/"+c.want+"\n") {
				t.Fatalf("want %s, made:\n%s", c.want, out)
			}
			silent(t, dir)
			text := read(t, dir, "content/"+c.want)
			old := "/en/" + c.section + "/eau/"
			for _, part := range []string{`title: "L’eau : un droit"`, "draft: true\n", `  - "` + old + `"`, `summary: "En bref."`} {
				if !strings.Contains(text, part) {
					t.Errorf("%q is not in\n%s", part, text)
				}
			}
			if strings.Contains(text, "slug:") || !strings.HasSuffix(text, strings.SplitAfterN(letter, "---\n", 3)[2]) {
				t.Errorf("a slug, or another body:\n%s", text)
			}
			// Published, the old address redirects.
			write(t, dir, map[string]string{"content/" + c.want: strings.NewReplacer("draft: true\n", "", "L’eau : un droit", "Water is a right").Replace(text)})
			silent(t, dir)
			if page := read(t, dir, "public"+old+"index.html"); !strings.Contains(page, "refresh") {
				t.Errorf("%s does not redirect:\n%s", old, page)
			}
			refused(t, dir, 2, []string{"new", "translation", c.from, "--lang", "en", "--source", dir}, "is already the English edition")
			refused(t, dir, 2, []string{"new", "translation", c.want, "--lang", "fr", "--source", dir}, "is already the French edition")
			// From the translation as well as from the source edition.
			succeed(t, "new", "translation", c.want, "--lang", "ar", "--source", dir)
			silent(t, dir)
		})
	}
}

// writePicture writes a PNG of one pixel.
func writePicture(t *testing.T, dir, name string) {
	t.Helper()
	write(t, dir, map[string]string{name: "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU" +
		"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"})
}

// What differs by language is taken over, what is inherited is not.
func TestNewTranslationFields(t *testing.T) {
	dir := newSite(t, map[string]string{
		"content/programmes/pha.fr.md": `---
title: "Assemblée: 'la' #1"
description: |
  Une ligne,
  puis une autre.
date: 2020
weight: 3
translators: [Ana]
updated: 2021-01-01
aliases: [/vieux/]
acronym: AMS
partners: [Un, "Deux: trois"]
labels: {a.pdf: Le texte}
website: https://example.org/
figures:
  - id: votes
    value: 3
    qualifier: about
    label: voix
  - id: people
    value: 1.5
    label: "gens #2"
rounds:
  - id: one
    name: La première
    place: Dhaka
    date: 2000
    country: BD
---

Texte.
`,
		"content/groups/circle/index.fr.md": "---\ntitle: Cercle\nrole: Agir\nbodies:\n  - name: Bureau\n    role: Décide\n---\n\nTexte.\n",
		"content/events/day.fr.md":          "---\ntitle: Jour\nstart: 2026-01-02\nagenda:\n  - id: a\n    time: \"10:00\"\n    item: Ouverture\n---\n\nTexte.\n",
		"content/news/n.fr.md":              "---\r\ntitle: Lettre\r\ndate: 2026\r\nevent_place: Là\r\n---\r\n\r\nTexte.\r\n",
		"content/pages/toml.fr.md":          "+++\ntitle = \"TOML\"\nsummary = \"Oui\"\n+++\n\nTexte.\n",
		"content/pages/bom.fr.md":           "\uFEFF---\ntitle: BOM\n---\n\nTexte.\n",
	})
	silent(t, dir)
	for _, f := range []string{"programmes/pha.fr.md", "groups/circle/index.fr.md", "events/day.fr.md", "news/n.fr.md", "pages/toml.fr.md", "pages/bom.fr.md"} {
		for _, l := range []string{"en", "ar"} {
			succeed(t, "new", "translation", f, "--lang", l, "--source", dir)
		}
	}
	silent(t, dir)
	want := `summary: |
  Une ligne,
  puis une autre.
acronym: "AMS"
partners:
  - "Un"
  - "Deux: trois"
labels:
  "a.pdf": "Le texte"
figures:
  - id: "votes"
    label: "voix"
  - id: "people"
    label: "gens #2"
rounds:
  - id: "one"
    name: "La première"
    place: "Dhaka"
---

Texte.
`
	if text := read(t, dir, "content/programmes/pha.en.md"); !strings.HasSuffix(text, want) {
		t.Errorf("want at the end:\n%s\nhave:\n%s", want, text)
	}
	if text := read(t, dir, "content/groups/circle/index.en.md"); !strings.Contains(text, "bodies:\n  - name: \"Bureau\"\n    role: \"Décide\"\n") {
		t.Errorf("a field of objects per language is not whole:\n%s", text)
	}
	if text := read(t, dir, "content/news/n.en.md"); strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Errorf("lines end in two ways: %q", text)
	}
	if text := read(t, dir, "content/pages/bom.en.md"); strings.Contains(text, "\uFEFF") {
		t.Errorf("a byte order mark in the middle: %q", text)
	}
}

// What names do not join is joined by fields.
func TestNewTranslationJoins(t *testing.T) {
	dir := newSite(t, map[string]string{
		"content/pages/a-propos.fr.md": "---\ntitle: Nous\npublication: about\n---\n\n[Carte](../cartes/x.fr.md)\n",
		"content/cartes/x.fr.md":       "---\ntitle: X\n---\n\nX.\n",
		"content/en/who/about.md":      "---\ntitle: Us\npublication: about\n---\n\nUs.\n",
		"content/pages/ar.ar.md":       "---\ntitle: عربي\n---\n\nنص.\n",
	})
	silent(t, dir)
	succeed(t, "new", "translation", "pages/a-propos.fr.md", "--lang", "ar", "--source", dir)
	silent(t, dir)
	refused(t, dir, 2, []string{"new", "translation", "en/who/about.md", "--lang", "ar", "--source", dir}, "a-propos.ar.md is already the Arabic edition")
	// The source edition is not in the site's source language.
	succeed(t, "new", "translation", "pages/ar.ar.md", "--lang", "fr", "--source", dir)
	if text := read(t, dir, "content/pages/ar.fr.md"); !strings.Contains(text, "\nsource: ar\n") {
		t.Errorf("the new edition would be taken for the source:\n%s", text)
	}
	silent(t, dir)
}

// Descriptions of sections are translated too, and keep their address: the
// pages below have it in theirs.
func TestNewTranslationOfSection(t *testing.T) {
	dir := newSite(t, map[string]string{
		"content/declarations/_index.fr.md": "---\ntitle: Déclarations\nslug: textes\n---\n\nNos textes.\n",
		"content/declarations/a.fr.md":      "---\ntitle: A\n---\n\nA.\n",
		"content/news/_index.md":            "---\ntitle: Nouvelles\n---\n",
		"content/news/n.fr.md":              "---\ntitle: N\ndate: 2020\n---\n\nN.\n",
	})
	for _, f := range []string{"content/declarations/_index.fr.md", "content/news/_index.md", "content/_index.md"} {
		succeed(t, "new", "translation", f, "--lang", "en", "--source", dir)
	}
	silent(t, dir)
	read(t, dir, "public/en/textes/a/index.html")
	if text := read(t, dir, "content/news/_index.en.md"); strings.Contains(text, "slug") || strings.Contains(text, "aliases") {
		t.Errorf("more than is needed:\n%s", text)
	}
	read(t, dir, "content/_index.en.md")
}

func TestNewTranslationRefusals(t *testing.T) {
	dir := newSite(t, map[string]string{
		"content/pages/a.fr.md":      "---\ntitle: A\n---\n\nA.\n",
		"content/pages/b.fr.md":      "---\ntitle: B\n---\n\nB.\n",
		"content/pages/b.en.md":      "---\ntitle: [\n---\n\nB.\n",
		"content/pages/broken.fr.md": "---\ntitle: [\n---\n\nA.\n",
		"content/pages/data.csv":     "a,b\n",
	})
	to := func(args ...string) []string {
		return append(append([]string{"new", "translation"}, args...), "--source", dir)
	}
	refused(t, dir, 2, to("pages/a.fr.md", "--lang", "de"), "“de” is not a language of this site", "fr, en, ar")
	refused(t, dir, 2, to("pages/a.fr.md"), "--lang")
	refused(t, dir, 2, to("pages/none.fr.md", "--lang", "en"), "“pages/none.fr.md” is not a text of this site")
	refused(t, dir, 2, to("pages/data.csv", "--lang", "en"), "is not a text")
	refused(t, dir, 2, to("../x.fr.md", "--lang", "en"), "is not a text")
	refused(t, dir, 2, to("tract.yaml", "--lang", "en"), "is not a text")
	refused(t, dir, 2, to("pages/a.fr.md", "--lang", "fr"), "a.fr.md is already the French edition")
	refused(t, dir, 2, to("pages/b.fr.md", "--lang", "en"), "b.en.md is already the English edition")
	refused(t, dir, 1, to("pages/broken.fr.md", "--lang", "en"), "broken.fr.md:2", "has to be mended")
	refused(t, dir, 2, to("--lang", "en"), "tract new takes")
}

// A file may be named from where the caller stands.
func TestNewTranslationFromAnywhere(t *testing.T) {
	dir := newSite(t, map[string]string{
		"content/pages/a.fr.md": "---\ntitle: A\n---\n\nA.\n", "content/pages/b.fr.md": "---\ntitle: B\n---\n\nB.\n", "content/pages/c.fr.md": "---\ntitle: C\n---\n\nC.\n",
	})
	t.Chdir(dir)
	if out := succeed(t, "new", "translation", "content/pages/a.fr.md", "--lang", "en"); !strings.Contains(out, "\n  content/pages/a.en.md\n") {
		t.Errorf("not named as the caller can: %s", out)
	}
	succeed(t, "new", "translation", filepath.Join(dir, "content", "pages", "b.fr.md"), "--lang", "en")
	t.Chdir(filepath.Join(dir, "content", "pages"))
	out := succeed(t, "new", "translation", "c.fr.md", "--lang", "en", "--source", filepath.Join("..", ".."))
	if !strings.Contains(out, "\n  ../../content/pages/c.en.md\n") {
		t.Errorf("not named as the caller can: %s", out)
	}
	for _, name := range []string{"a.en.md", "b.en.md", "c.en.md"} {
		if _, err := os.Stat(name); err != nil {
			t.Error(err)
		}
	}
}

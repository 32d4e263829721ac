package html_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"tract/generator/build"
	"tract/generator/site"
	"tract/generator/translation"
)

const translated = `-- tract.yaml --
title: {fr: R, en: N}
base_url: https://example.org/
source_language: fr
languages: {fr: {}, en: {}, ar: {fallback: [fr]}}
messages: {ui-message-missing: off}
-- content/news/a.fr.md --
---
title: Le titre
date: 2026-01-02
updated: 2026-03-04
CORRECTION
---

## Un début

Trois mots anciens ici.

مرحبا بكم في الموقع.

- Premier point de la liste
- Deuxième point de la liste

Une fin sans changement.
-- content/news/a.en.md --
---
title: The title
translation: machine
---

## A start

Three old words here.

Welcome to the site.

- First point of the list
- Second point of the list

An end without a change.
`

// translatedFiles are the files of a site whose source has a line of its front
// matter more.
func translatedFiles(line string) fstest.MapFS {
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(strings.Replace(translated, "CORRECTION", line, 1))).Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return files
}

// translatedSite is a site whose translation followed its source before an edit.
func translatedSite(t *testing.T, correction, from, to string) *build.Loaded {
	t.Helper()
	files := translatedFiles(correction)
	s := build.Load(build.Settings{Files: files}).Site
	p := s.Publication("news/a")
	blocks := func(e *site.Edition) []translation.Block {
		return translation.Blocks(e.Document, p.Kind, s.Kinds.Common)
	}
	r := translation.New("fr", blocks(p.Source), blocks(p.Edition(s.Language("en"))))
	files[translation.Path("news/a", false, "en")] = &fstest.MapFile{Data: r.Bytes()}
	text := string(files["content/news/a.fr.md"].Data)
	if from != "" && !strings.Contains(text, from) {
		t.Fatalf("no %q", from)
	}
	files["content/news/a.fr.md"] = &fstest.MapFile{Data: []byte(strings.Replace(text, from, to, 1))}
	return build.Load(build.Settings{Files: files})
}

func TestOutdated(t *testing.T) {
	for _, c := range []struct{ name, from, to, marked, says string }{
		{"current", "", "", "", ""},
		{"a comma", "mots anciens", "mots, anciens", "", ""},
		{"paragraph", "Trois mots anciens", "Trois *mots nouveaux &* [liens](https://example.org/)", "Three old words here.", "Changed passage Trois mots nouveaux & liens ici."},
		{"heading", "Un début", "Un autre début", "A start", "Changed passage Un autre début"},
		{"item", "Deuxième point", "Dernier point", "Second point of the list", "Changed passage Dernier point de la liste"},
		{"title", "Le titre", "Un titre", "", "Changed passage Un titre"},
		{"added", "Une fin", "Un ajout.\n\nUne fin", "", "New passage Un ajout."},
		{"removed", "Trois mots anciens ici.", "", "Three old words here.", "This passage is no longer in the original"},
	} {
		l := translatedSite(t, "draft: false", c.from, c.to)
		p := render(t, l, "en/news/a/index.html")
		marked := ""
		for _, element := range []string{"p", "h2", "li"} {
			for _, text := range p.all(element, "") {
				if rest, ok := strings.CutPrefix(text, "△"); ok {
					marked += rest
				}
			}
		}
		same(t, c.name+": marked", marked, c.marked)
		said := ""
		if at := strings.Index(p.text, "<details>"); at >= 0 {
			for _, text := range p.all("li", "") {
				if strings.Contains(text, "assage") {
					said += text
				}
			}
		}
		same(t, c.name+": said", said, c.says)
		if c.says == "" {
			continue
		}
		if !strings.Contains(p.text, "It was last changed on March 4, 2026") || !strings.Contains(p.text, `href="../../../fr/news/a/index.html" hreflang="fr"`) {
			t.Errorf("%s: the notice lacks its date or link", c.name)
		}
		if c.name != "removed" && len(p.all("q", "lang")) == 0 {
			t.Errorf("%s: the source's words have no language", c.name)
		}
		if q := render(t, l, "fr/news/a/index.html"); strings.Contains(q.text, "callout outdated") {
			t.Errorf("%s: the source says that it is outdated", c.name)
		}
	}
}

func TestCorrections(t *testing.T) {
	l := translatedSite(t, "correction: {date: 2026-02-03, text: {fr: Le nombre était faux., en: The number was wrong.}}\nretraction: {date: 2026-02-04, text: Retiré.}", "", "")
	for _, c := range []struct{ path, words, retracted string }{
		{"fr/news/a/index.html", "<p>Le nombre était faux.", "<p>Retiré.</p>"},
		{"en/news/a/index.html", "<p>The number was wrong.", `<p lang="fr" dir="ltr">Retiré.</p>`},
		{"ar/news/a/index.html", `<p lang="fr" dir="ltr">Le nombre était faux.</p>`, `<p lang="fr" dir="ltr">Retiré.</p>`},
	} {
		p := render(t, l, c.path)
		at, first := strings.Index(p.text, c.words), strings.Index(p.text, c.retracted)
		if at < 0 || first < 0 || first > at {
			t.Errorf("%s does not say both, the retraction first", c.path)
		}
		if list, _ := p.data()["correction"].([]any); len(list) != 2 {
			t.Errorf("%s: %v", c.path, p.data())
		}
	}
	if p := render(t, l, "en/news/a/index.html"); !strings.Contains(p.text, "made by a machine") {
		t.Error("a machine's translation is not labelled")
	}
}

// A translation that was confirmed since the correction has taken it in; another
// correction, or none in its record, stands at its head. What was withdrawn stays.
func TestCorrectionIsTakenIn(t *testing.T) {
	const declared = "correction: {date: 2026-02-03, text: {fr: Le nombre était faux., en: The number was wrong.}}"
	for _, c := range []struct {
		name, source string
		confirmed    bool
		stands       bool
	}{
		{"not confirmed", declared, false, true},
		{"confirmed", declared, true, false},
		{"corrected again", "correction: {date: 2026-02-09, text: {fr: Le nombre était encore faux., en: The number was wrong again.}}", true, true},
		{"withdrawn", strings.Replace(declared, "correction", "retraction", 1), true, true},
	} {
		first := translatedFiles(declared)
		s := build.Load(build.Settings{Files: first}).Site
		x := s.Translation(s.Publication("news/a"), s.Language("en"))
		r := translation.New("fr", x.Blocks, nil)
		if c.confirmed {
			r.Correction = x.Correction
		}
		files := translatedFiles(c.source)
		files[translation.Path("news/a", false, "en")] = &fstest.MapFile{Data: r.Bytes()}
		l := build.Load(build.Settings{Files: files})
		for path, stands := range map[string]bool{"en/news/a/index.html": c.stands, "fr/news/a/index.html": true, "ar/news/a/index.html": true} {
			if got := strings.Contains(render(t, l, path).text, " correction\""); got != stands {
				t.Errorf("%s: %s says it: %v", c.name, path, got)
			}
		}
	}
}

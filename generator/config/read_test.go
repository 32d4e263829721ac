package config_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tract/generator/config"
	"tract/generator/data"
	"tract/generator/diag"
)

const required = "base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}}\n"

func read(text string) (*config.Config, string) {
	c, ms := config.Read(diag.Source{Path: config.File, Text: []byte(text)})
	var ids []string
	for _, m := range ms {
		ids = append(ids, m.ID)
	}
	return c, strings.Join(ids, " ")
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestDefaults(t *testing.T) {
	c, ids := read(required)
	same(t, "messages", ids, "")
	same(t, "base", c.BaseURL+c.Host()+c.Path(), "https://example.org/example.org/")
	same(t, "missing", c.Missing, config.MissingPage)
	same(t, "links", c.Links, config.LinkFile)
	same(t, "theme", c.Theme, "default")
	same(t, "sizes", []int{c.PageSize, c.FeedSize}, []int{20, 20})
	same(t, "search", c.Search, true)
	var taxonomies []string
	for _, x := range c.Taxonomies {
		taxonomies = append(taxonomies, x.Name)
	}
	same(t, "taxonomies", taxonomies, []string{"topics", "tags", "countries"})
	fr := c.Language("FR")
	same(t, "French", *fr, config.Language{Tag: "fr", Prefix: "fr", Name: "Français", Dir: "ltr", Published: true, Typography: true})
	if c.Language("de") != nil || c.LanguageIndex("e-n") >= 0 || c.LanguageIndex("") >= 0 {
		t.Error("a language that is none")
	}
}

func TestEverything(t *testing.T) {
	c, ids := read(`title: {fr: Réseau, en: Network}
description: For all
notice: {fr: Attention}
base_url: https://example.org:8080/a%20b/c
source_language: FR
languages:
  fr:
  AR: {fallback: [fr, en], digits: arab, name: عربي, dir: rtl, published: false, missing: hide, aliases: [AR-ma, arabe], typography: false}
  en: {fallback: fr}
  pt_br: {}
missing: {default: link, event: hide, page: page}
links: folder
messages: {link-unresolved: warning, term-unlisted: off, title-missing: notice}
repository: https://forge.example/x/
branch: trunk
sections: [no]
theme: ours
page_size: 7
feed_size: 8
taxonomies:
  themes: {title: {fr: Thèmes}, slug: sujets}
  tags:
menu: [a, b/c]
forms: [https://forms.example]
typography: true
search: false
`)
	same(t, "messages", ids, "")
	title, lang := c.Title.In("de", "en")
	same(t, "title", title+lang, "Networken")
	text, lang := c.Description.In("de")
	same(t, "description", text+lang, "For all")
	same(t, "base", c.BaseURL, "https://example.org:8080/a%20b/c/")
	same(t, "path", c.Path(), "/a%20b/c/")
	same(t, "host", c.Host(), "example.org:8080")
	same(t, "source", c.SourceLanguage, "fr")
	same(t, "Arabic", *c.Language("ar"), config.Language{Tag: "ar", Prefix: "ar", Name: "عربي", Dir: "rtl", Fallback: []string{"fr", "en"}, Digits: "arab",
		Missing: config.MissingHide, Aliases: []string{"ar-ma", "arabe"}})
	same(t, "the fourth", c.Languages[3].Tag+c.Languages[3].Prefix, "pt-BRpt-br")
	same(t, "missing", []any{c.Missing, c.MissingByKind["event"], c.MissingByKind["page"]}, []any{config.MissingLink, config.MissingHide, config.MissingPage})
	same(t, "links", c.Links, config.LinkFolder)
	same(t, "severities", c.Severities, map[string]diag.Severity{"link-unresolved": diag.Warning, "title-missing": diag.Notice})
	same(t, "off", c.Off, map[string]bool{"term-unlisted": true})
	same(t, "repository", c.Repository+c.Branch, "https://forge.example/xtrunk")
	same(t, "sections", c.Sections, map[string]bool{"no": true})
	same(t, "sizes", []int{c.PageSize, c.FeedSize}, []int{7, 8})
	same(t, "search", c.Search, false)
	same(t, "taxonomies", []string{c.Taxonomies[0].Name, c.Taxonomies[0].Slug.All, c.Taxonomies[0].Title.By["fr"], c.Taxonomies[1].Name}, []string{"themes", "sujets", "Thèmes", "tags"})
	same(t, "menu", c.Menu, []string{"a", "b/c"})
}

func TestFallbacks(t *testing.T) {
	for _, test := range []struct{ languages, tag, want string }{
		{"{fr: {}, en: {}}", "en", "fr"},
		{"{fr: {}, en: {}}", "fr", ""},
		{"{fr: {}, pt-BR: {}, pt: {}}", "pt-BR", "pt fr"},
		{"{fr: {}, pt-BR: {}, pt: {}}", "pt", "pt-BR fr"},
		{"{fr: {}, zh-Hant-HK: {}, zh-Hant: {}, zh: {}}", "zh-Hant-HK", "zh-Hant fr"}, // not Hans: another script
		{"{fr: {}, es-MX: {}, es-419: {}, es: {}}", "es-MX", "es-419 es fr"},
		{"{fr: {}, ar: {fallback: [en]}, en: {}}", "ar", "en fr"},
		{"{fr: {}, ar: {fallback: en}, en: {}}", "ar", "en fr"},
		{"{fr: {}, ar: {fallback: []}, en: {}}", "ar", "fr"},
		{"{fr: {}, ar: {fallback: [EN, ar, en, fr]}, en: {}}", "ar", "en fr"},
		{"{fr: {fallback: [en]}, en: {fallback: [fr]}}", "fr", "en"},
	} {
		c, ids := read("base_url: https://example.org/\nsource_language: fr\nlanguages: " + test.languages + "\n")
		if got := strings.Join(c.Language(test.tag).Fallback, " "); got != test.want || ids != "" {
			t.Errorf("%s of %s: %q (%s), want %q", test.tag, test.languages, got, ids, test.want)
		}
	}
}

func TestFaults(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", "file-empty config-missing-field config-missing-field config-missing-field"},
		{"# nothing\n", "config-missing-field config-missing-field config-missing-field"},
		{"- a\n", "config-not-a-map"},
		{"text\n", "yaml-no-fields"},
		{"base_url: https://example.org/\nsource_language:\nlanguages: {fr: {}}\n", "config-missing-field"},
		{"base_url: example.org\nsource_language: fr\nlanguages: {fr: {}}\n", "config-base-url"},
		{"base_url: https://example.org/?a\nsource_language: fr\nlanguages: {fr: {}}\n", "config-base-url"},
		{"base_url: https://u:p@example.org/\nsource_language: fr\nlanguages: {fr: {}}\n", "config-base-url"},
		{"base_url: [a]\nsource_language: fr\nlanguages: {fr: {}}\n", "config-type"},
		{"base_url: https://example.org/\nsource_language: fr\nlanguages: [fr]\n", "config-languages"},
		{"base_url: https://example.org/\nsource_language: fr\nlanguages: {}\n", "config-languages"},
		{"base_url: https://example.org/\nsource_language: de\nlanguages: {fr: {}}\n", "config-language-unknown"},
		{"base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {aliases: [a/b]}}\n", "config-alias"},
		{"base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {aliases: [files]}}\n", "config-alias"},
		{"base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {aliases: ['']}}\n", "config-alias"},
		{"base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {aliases: [x]}, en: {aliases: [X]}}\n", "config-alias"},
		{"base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {aliases: [en]}, en: {}}\n", "config-alias"},
		{"base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {fallback: [de]}}\n", "config-language-unknown"},
		{required + "title: {fr: A, de: B}\n", "text-language"},
		{required + "title: {fr: [A]}\n", "config-type"},
		{required + "taxonomies: 3\n", "config-taxonomies"},
		{required + "taxonomies: {tags: {tilte: x}}\n", "config-unknown-field-near"},
		{required + "page_size: 0\n", "config-number"},
		{required + "links: both\n", "config-choice"},
		{required + "messages: off\n", "config-messages"},
		{required + "messages: {nonsense-of-it: off}\n", "config-message-unknown"},
		{required + "typography: yes\n", "config-type"},
		{required + "zzzz: 1\n", "config-unknown-field"},
		{required + "titel: 1\n", "config-unknown-field-near"},
	} {
		if _, ids := read(test.text); ids != test.want {
			t.Errorf("%q: %s, want %s", test.text, ids, test.want)
		}
	}
}

func TestReadText(t *testing.T) {
	c, _ := read(required)
	src := diag.Source{Path: "a.yaml", Text: []byte("x: {fr: A, EN: B, de: C, fr_: D, es: [E]}\n")}
	root, _ := data.Parse(src, data.YAML)
	v, _ := root.Get("x")
	text, ms := config.ReadText(src, v, c)
	same(t, "texts", text.By, map[string]string{"fr": "A", "en": "B"})
	same(t, "messages", len(ms), 3)
	if text.IsZero() || !(config.Text{}).IsZero() {
		t.Error("IsZero")
	}
}

// FuzzRead reads any bytes: no panic, and a Config that can be asked; without
// an error it is whole.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{required, "languages: {fr: {fallback: [fr, [a]]}}", "languages: [[]]", "base_url: http://[::1", "messages: {a: [b]}", "taxonomies: [a, {b: c}]", "\xff", "missing: {a: {b: c}}", "title: {fr: {a: b}}", "languages: {'': {}}"} {
		f.Add(seed)
		f.Add(required + seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, ms := config.Read(diag.Source{Path: config.File, Text: []byte(text)})
		_, _, _ = c.Host(), c.Path(), c.Language("fr")
		for _, m := range ms {
			if m.Severity == diag.Error {
				return
			}
		}
		if len(c.Languages) == 0 || c.Language(c.SourceLanguage) == nil || !strings.HasPrefix(c.BaseURL, "http") || !strings.HasSuffix(c.BaseURL, "/") ||
			c.PageSize < 1 || c.FeedSize < 1 || c.Missing == config.MissingUnset {
			t.Errorf("%q gives %+v without an error", text, c)
		}
	})
}

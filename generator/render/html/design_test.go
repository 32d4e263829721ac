package html

import (
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/config"
	"tract/generator/diag"
	"tract/themes"
)

// What tract.yaml says of the look ends up in the one style sheet, after the
// theme's own tokens; print stays black on white.
func TestDesignSheet(t *testing.T) {
	const head = "base_url: https://example.org/\nsource_language: fr\n"
	for _, test := range []struct {
		text string
		want []string
		not  string
	}{
		{"languages: {fr: {}, hi: {}}\n", nil, "arabic-indic"},
		{"languages: {fr: {}}\ndesign: {accent: \"#0b5c4a\"}\n", []string{"@media screen{:root{--paper:#fffefb", "--accent:#0b5c4a;--band:#0b5c4a;--on-band:#fff", "@media screen and (prefers-color-scheme:dark){:root{"}, "--text:var(--sans)"},
		{"languages: {fr: {}}\ndesign: {text: sans, titles: sans, size: 1.1, space: 0.8}\n", []string{"{--text:var(--sans)}", "{--titles:var(--sans)}", "html{font-size:110%}", "--space:0.8rem"}, "@media screen{:root{--paper"},
		{"languages: {fr: {}, ar: {digits: arab}, ar-MA: {}, bn: {}, fa: {}, hi: {digits: deva}}\n",
			[]string{":lang(ar){--digits:arabic-indic}", ":lang(bn){--digits:bengali}", ":lang(fa){--digits:persian}", ":lang(hi){--digits:devanagari}", ":lang(ar-ma){--digits:decimal}", "counter(page,bengali)"}, ":lang(fr)"},
		// Scripts that the theme does not name, and those that it does.
		{"languages: {fr: {}, bo: {}, nqo: {}, sd: {}, ks: {}, hi-Latn: {}, yue: {}, pa-Arab: {}}\n", []string{":lang(bo){--lead:1.9;--tight:1.7", ":lang(nqo){--lead:1.8", ":lang(sd){--lead:1.85;",
			":lang(ks){--lead:2.2;", ":lang(hi-latn){--lead:1.6;--tight:1.15;--slant:italic", ":lang(yue){--lead:1.85", ":lang(pa-arab){--lead:2.2"}, ":lang(fr)"},
		{"languages: {fr: {}, ar-MA: {}, pa: {}, zh-Hant: {}, vi: {}}\n", nil, "){--lead:"},
		{"languages: {fr: {}, ur: {}, pa: {}, zh-Hant: {}, vi: {}, ru: {}, tt: {}, ka: {}}\n", nil, "){--lead:"},
	} {
		c, ms := config.Read(diag.Source{Path: config.File, Text: []byte(head + test.text)})
		if len(ms) > 0 {
			t.Fatal(test.text, ms)
		}
		theme, ms := LoadTheme(themes.FS, nil, c, nil)
		if len(ms) > 0 {
			t.Fatal(ms)
		}
		sheet := strings.ToLower(string(theme.Assets["style.css"]))
		for _, want := range test.want {
			if !strings.Contains(sheet, want) {
				t.Errorf("%s: the style sheet lacks %s; it ends in %s", test.text, want, sheet[len(sheet)-600:])
			}
		}
		if test.not != "" && strings.Contains(sheet, test.not) {
			t.Errorf("%s: the style sheet has %s", test.text, test.not)
		}
	}
}

// The palettes that the configuration computes with are those of the theme.
func TestPalettes(t *testing.T) {
	text, err := themes.FS.ReadFile("default/assets/style.css")
	if err != nil {
		t.Fatal(err)
	}
	c, _ := config.Read(diag.Source{Path: config.File, Text: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\ndesign: {accent: \"#8c1127\", dark: {accent: \"#ffaba3\", band: \"#5f0c1b\"}}\n")})
	tokensOf := func(from string) map[string]string {
		out := map[string]string{}
		_, rest, _ := strings.Cut(string(text), from)
		rest, _, _ = strings.Cut(rest, "}")
		for _, line := range strings.Split(rest, ";") {
			if name, value, ok := strings.Cut(line, ":"); ok && strings.Contains(value, "#") {
				out[strings.TrimSpace(name)] = strings.TrimSpace(value)
			}
		}
		return out
	}
	for _, s := range []struct {
		from    string
		palette *config.Palette
		least   int
	}{{":root {", c.Design.Light, 8}, {"(prefers-color-scheme: dark) {\n  :root {", c.Design.Dark, 7}} {
		shown := tokens(s.palette)
		all := tokensOf(s.from)
		if len(all) < s.least {
			t.Errorf("%s: only %d colours: %v", s.from, len(all), all)
		}
		for name, value := range all {
			if c, ok := config.ReadColour(value); !ok || !strings.Contains(shown+";", name+":"+c.String()+";") {
				t.Errorf("the theme has %s: %s; the configuration %s", name, value, shown)
			}
		}
		p := s.palette
		for what, pair := range map[string][2]config.Colour{
			"ink": {p.Ink, p.Paper}, "ink on panel": {p.Ink, p.Panel}, "soft": {p.Soft, p.Paper}, "soft on panel": {p.Soft, p.Panel},
			"accent": {p.Accent, p.Paper}, "accent on panel": {p.Accent, p.Panel}, "band": {p.OnBand, p.Band},
		} {
			if n := config.Contrast(pair[0], pair[1]); n < config.Legible {
				t.Errorf("%s has a contrast of %.2f", what, n)
			}
		}
	}
}

// A theme that has no style sheet gets none, and one that brings its own has
// the tokens at its end.
func TestDesignOfOtherThemes(t *testing.T) {
	c := &config.Config{Theme: "ours", Design: config.Design{Space: 2}}
	files := fstest.MapFS{"themes/ours/assets/style.css": {Data: []byte("p { margin: var(--space) }")}}
	theme, ms := LoadTheme(themes.FS, files, c, nil)
	if len(ms) > 0 || string(theme.Assets["style.css"]) != "p{margin:var(--space)}:root{--space:2rem}" {
		t.Errorf("%v %s", ms, theme.Assets["style.css"])
	}
	// The same theme with other tokens is not taken from the last time.
	c.Design.Space = 3
	again, _ := LoadTheme(themes.FS, files, c, theme)
	if again.version == theme.version {
		t.Error("another design has the same style sheet")
	}
}

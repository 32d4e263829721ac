package config_test

import (
	"math"
	"strings"
	"testing"

	"tract/generator/config"
	"tract/generator/diag"
)

func TestContrast(t *testing.T) {
	for _, test := range []struct {
		a, b config.Colour
		want float64 // as the WCAG's own examples and other calculators have it
	}{
		{0x000000, 0xffffff, 21}, {0xffffff, 0xffffff, 1}, {0x777777, 0xffffff, 4.48}, {0x595959, 0xffffff, 7.00}, {0xff0000, 0xffffff, 4.00}, {0x0000ff, 0xffff00, 8.00},
	} {
		if got := config.Contrast(test.a, test.b); math.Abs(got-test.want) > 0.01 || got != config.Contrast(test.b, test.a) {
			t.Errorf("%v on %v is %.3f, want %.2f", test.a, test.b, got, test.want)
		}
	}
}

func TestReadColour(t *testing.T) {
	for text, want := range map[string]string{
		"#8c1127": "#8c1127", "8C1127": "#8c1127", "#fff": "#ffffff", " #012 ": "#001122", "000000": "#000000",
		"": "", "#": "", "#12345": "", "#1234567": "", "red": "", "##1234": "", "+12345": "", "#é12": "", "0x1234": "",
	} {
		c, ok := config.ReadColour(text)
		if ok != (want != "") || ok && c.String() != want {
			t.Errorf("%q is %v, %v", text, c, ok)
		}
	}
}

// The nearest legible colour is legible, and no lighter or darker than needed.
func TestNearest(t *testing.T) {
	for _, ground := range []config.Colour{0xffffff, 0xfff7e0, 0x171416, 0x000000} {
		for _, c := range []config.Colour{0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0x777777, 0x00aaff, 0xe2001a, 0xffffff, 0x000000} {
			near, ok := c.Nearest(ground)
			got := config.Contrast(near, ground)
			if !ok || got < config.Legible {
				t.Errorf("%v on %v: %v has %.2f", c, ground, near, got)
			}
			if near != c && got > config.Legible*1.06 {
				t.Errorf("%v on %v: %v has %.2f, more than is needed", c, ground, near, got)
			}
		}
	}
	if _, ok := config.Colour(0xff0000).Nearest(0x808080); ok {
		t.Error("a colour is legible on middle grey")
	}
}

func TestDesign(t *testing.T) {
	c, ids := read(required + "design: {accent: \"#0b5c4a\", text: sans, titles: sans, size: 1.1, space: 0.9}\n")
	same(t, "messages", ids, "")
	d := c.Design
	same(t, "type", []any{d.Text, d.Titles, d.Size, d.Space}, []any{"sans", "sans", 1.1, 0.9})
	same(t, "accent and band", []config.Colour{d.Light.Accent, d.Light.Band, d.Light.OnBand}, []config.Colour{0x0b5c4a, 0x0b5c4a, 0xffffff})
	if d.Dark.Accent == 0x0b5c4a {
		t.Error("the accent of light pages stands on dark ones")
	}
	for name, text := range map[string]string{
		"one accent": `{accent: "#e2001a"}`, "black paper": `{paper: "#000"}`, "all": `{accent: 00aa00, band: ffcc00, paper: "#fffbe6", ink: "#222"}`,
		"dark alone": `{dark: {paper: "#001122"}}`, "yellow": `{accent: "#ffe000", dark: {accent: "#333300", band: "#ffe000"}}`, "grey paper": `{paper: "#777777"}`,
	} {
		c, _ := read(required + "design: " + text + "\n")
		for scheme, p := range map[string]*config.Palette{"light": c.Design.Light, "dark": c.Design.Dark} {
			if p == nil {
				t.Fatalf("%s: no %s colours", name, scheme)
			}
			if name == "grey paper" && scheme == "light" {
				continue // nothing is legible on it, and that is told
			}
			// What the site did not choose is always legible.
			for what, pair := range map[string][2]config.Colour{
				"ink": {p.Ink, p.Paper}, "ink in boxes": {p.Ink, p.Panel}, "soft": {p.Soft, p.Paper}, "soft in boxes": {p.Soft, p.Panel},
			} {
				if config.Contrast(pair[0], pair[1]) < config.Legible {
					t.Errorf("%s, %s: %s %v on %v has %.2f", name, scheme, what, pair[0], pair[1], config.Contrast(pair[0], pair[1]))
				}
			}
		}
	}
	if c, ids := read(required + "design: {}\n"); ids != "" || c.Design.Light != nil {
		t.Errorf("an empty design: %s %+v", ids, c.Design)
	}
}

func TestDesignFaults(t *testing.T) {
	for _, test := range []struct{ text, ids string }{
		{"design: blue", "config-type"},
		{"design:\n  accent: #0b5c4a", "config-design-colour-empty"},
		{"design: {accent: teal}", "config-design-colour"},
		{"design: {accent: [1]}", "config-design-colour"},
		{`design: {acent: "#0b5c4a"}`, "config-unknown-field-near"},
		{`design: {shadow: "#0b5c4a"}`, "config-unknown-field"},
		{`design: {dark: "#000"}`, "config-type"},
		{`design: {dark: {text: serif}}`, "config-unknown-field"},
		{"design: {text: comic}", "config-choice"},
		{"design: {size: 3}", "config-design-factor"},
		{"design: {size: large}", "config-design-factor"},
		{"design: {size: NaN}", "config-design-factor"},
		{"design: {space: [1]}", "config-design-factor"},
		{`design: {accent: "#e2001a"}`, "config-design-contrast"},
		{`design: {ink: "#999"}`, "config-design-contrast"},
		{`design: {dark: {accent: "#550000"}}`, "config-design-contrast"},
		{`design: {band: "#e2001a"}`, "config-design-ground"},
		{`design: {paper: "#777777"}`, "config-design-ground"},
	} {
		if _, ids := read(required + test.text + "\n"); ids != test.ids {
			t.Errorf("%s: %q, want %q", test.text, ids, test.ids)
		}
	}
}

// A colour that is hard to read is told where it stands, with the line mended.
func TestDesignPlace(t *testing.T) {
	text := required + "design:\n  accent: \"#e67e22\" # ours\r\n"
	_, ms := config.Read(diag.Source{Path: config.File, Text: []byte(text)})
	if len(ms) == 0 || ms[0].ID != "config-design-contrast" || ms[0].Range.Start != (diag.Point{Line: 5, Column: 11}) || ms[0].Range.End.Column != 20 {
		t.Fatalf("%+v", ms)
	}
	near, ok := config.ReadColour(ms[0].Args.Get("near"))
	if !ok || config.Contrast(near, 0xfffefb) < config.Legible || ms[0].Suggestion != `  accent: "`+near.String()+`" # ours` {
		t.Errorf("near %v, suggestion %q", near, ms[0].Suggestion)
	}
}

func FuzzDesign(f *testing.F) {
	for _, seed := range []string{"{accent: \"#e67e22\"}", "{paper: \"#777\", dark: {ink: 123456}}", "\n  accent: #0b5c4a", "{size: 1e309}", "{accent: !!float 1}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, ms := config.Read(diag.Source{Path: config.File, Text: []byte(required + "design: " + text + "\n")})
		for _, m := range ms {
			if strings.Contains(m.Suggestion, "\n") {
				t.Errorf("%s suggests %q", m.ID, m.Suggestion)
			}
		}
	})
}

func TestActions(t *testing.T) {
	c, ids := read(required + "home: {actions: [declarations/call, {to: /groups/, label: {fr: Rejoindre}}, {to: \"mailto:a@example.org\", label: Write}]}\n")
	same(t, "messages", ids, "")
	var got []string
	for _, a := range c.Actions {
		got = append(got, a.To+" "+a.Label.All+a.Label.By["fr"])
	}
	same(t, "actions", got, []string{"declarations/call ", "groups Rejoindre", "mailto:a@example.org Write"})
	if c, _ := read(required + "home: {actions: []}\n"); c.Actions == nil {
		t.Error("no actions are as if none were given")
	}
	for _, test := range []struct{ text, ids string }{
		{"home: x", "config-type"}, {"home: {actions: x}", "config-type"}, {"home: {action: [x]}", "config-unknown-field-near"},
		{"home: {actions: [{label: x}]}", "config-action"}, {"home: {actions: [[x]]}", "config-action"}, {"home: {actions: [{to: x, lable: y}]}", "config-unknown-field-near"},
		{"home: {actions: [{to: \"https://example.org\"}]}", "config-action"}, {"home: {actions: [\"http://example.org\"]}", "config-action-address"},
		{"home: {actions: [{to: \"javascript:alert(1)\", label: x}]}", "config-action-address"},
	} {
		if _, ids := read(required + test.text + "\n"); ids != test.ids {
			t.Errorf("%s: %q, want %q", test.text, ids, test.ids)
		}
	}
}

package build

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/diag"
)

// noise is n different words, which compress badly.
func noise(n int) string {
	var b strings.Builder
	state := uint32(7)
	for i := range n {
		state = state*1664525 + 1013904223
		fmt.Fprintf(&b, "%x ", state)
		if i%40 == 39 {
			b.WriteString("\n\n")
		}
	}
	return b.String()
}

func TestBudgets(t *testing.T) {
	var css strings.Builder
	for _, word := range strings.Fields(noise(9000)) {
		css.WriteString(".x" + word + "{margin:0}\n")
	}
	for _, tt := range []struct{ name, yaml, path, text, want string }{
		{"within", "", "", "", ""},
		{"a long text", "", "content/b/index.fr.md", "---\ndate: 2020-01-02\ntitle: B\n---\n" + noise(6000), "content/b/index.fr.md:3 /fr/b/ 25 text HTML"},
		{"a long text, allowed", "budgets: {text: 200}\n", "content/b/index.fr.md", "---\ntitle: B\n---\n" + noise(6000), ""},
		{"a long text of a kind", "budgets: {page: 200}\n", "content/b/index.fr.md", "---\ntitle: B\nkind: page\n---\n" + noise(6000), ""},
		{"nobody weighs", "budgets: off\n", "content/b/index.fr.md", "---\ntitle: B\n---\n" + noise(6000), ""},
		{"switched off", "messages: {page-heavy: off}\n", "content/b/index.fr.md", "---\ntitle: B\n---\n" + noise(6000), ""},
		{"pictures do not count on texts", "budgets: {text: 30}\n", "content/a/index.fr.md", "---\ntitle: A\n---\n" + strings.Repeat("![Un](first.jpg)\n\n", 9), ""},
		{"a home page with a picture", "budgets: {home: 20}\n", "content/_index.fr.md", "---\ntitle: Accueil\n---\nTexte.\n\n![Deux](/b/Grande%20photo.480.jpg)\n", "content/_index.fr.md:6 /fr/ 20 home b/Grande photo.480.jpg"},
		{"a table that is longer than its text", "", "content/a/index.fr.md", "---\ntitle: A\n---\nTexte.\n\n![Table](rows.csv)\n", "content/a/index.fr.md:6 /fr/a/ 25 text HTML"},
		{"a long list of those who signed", "budgets: {declaration: 8}\n", "content/declarations/d/index.fr.md", "---\ntitle: D\ndate: 2020-01-02\n---\nTexte.\n", "content/declarations/d/signatories.csv:1 /fr/declarations/d/ 8 declaration style.css"},
		{"a heavy style sheet of a theme", "theme: mine\n", "themes/mine/assets/style.css", css.String(), "themes/mine/assets/style.css:1 /404.html 25 text style.css"},
	} {
		files := pictureSite(t, tt.yaml)
		files["content/a/rows.csv"] = &fstest.MapFile{Data: []byte("x,y\n" + strings.ReplaceAll(noise(4000), " ", ",\n"))}
		if strings.Contains(tt.yaml, "declaration") {
			files["content/declarations/d/signatories.csv"] = &fstest.MapFile{Data: []byte("name\n" + strings.ReplaceAll(strings.ReplaceAll(noise(3000), " ", "\n"), "\n\n", "\n"))}
		}
		if strings.Contains(tt.yaml, "home") {
			files["content/b/Grande photo.480.jpg"].Data = noisy(t, 800, 800)
		}
		if tt.path != "" {
			files[tt.path] = &fstest.MapFile{Data: []byte(tt.text)}
		}
		l := Load(Settings{Files: files})
		if n := diag.Count(l.Messages).Errors; n > 0 {
			t.Fatalf("%s: %s", tt.name, describe(l.Messages))
		}
		var got []string
		for _, m := range l.Rehearse(context.Background(), l.Site.Routes()) {
			heaviest, _, _ := strings.Cut(m.Args.Get("parts"), ",")
			words := strings.Fields(heaviest)
			got = append(got, fmt.Sprintf("%s:%d %s %s %s %s", m.File, m.Range.Start.Line, m.Args.Get("page"), m.Args.Get("budget"), m.Args.Get("type"), strings.Join(words[:max(0, len(words)-2)], " ")))
			if m.ID != "page-heavy" || m.Severity != diag.Warning {
				t.Errorf("%s: %s", tt.name, m.ID)
			}
		}
		if joined := strings.Join(got, "; "); joined != tt.want {
			t.Errorf("%s: %q, wanted %q", tt.name, joined, tt.want)
		}
	}
}

// A build tells the same as a check.
func TestBuildTellsOfBudgets(t *testing.T) {
	files := pictureSite(t, "")
	files["content/b/index.fr.md"].Data = []byte("---\ntitle: B\n---\n" + noise(6000))
	l := Load(Settings{Files: files})
	res, err := Write(context.Background(), l, t.TempDir(), false, false)
	if err != nil || !res.Published {
		t.Fatal(err, res.Published)
	}
	checked := describe(l.Rehearse(context.Background(), l.Site.Routes()))
	heavy := ""
	for _, m := range res.Messages {
		if m.ID == "page-heavy" {
			heavy += describe([]diag.Message{m})
		}
	}
	if heavy == "" || heavy != checked {
		t.Errorf("the build tells %s, the check %s", heavy, checked)
	}
}

func TestPageTellsItsWeight(t *testing.T) {
	page := rendered(t, Load(Settings{Files: pictureSite(t, "")}), "fr/a/index.html")
	if !strings.Contains(page, "Cette page sans les images\u00a0: ") || strings.Contains(page, "\x00") || !strings.HasSuffix(page, "</html>") {
		t.Errorf("no weight: %s", page[strings.Index(page, "<footer class=\"site\""):])
	}
	page = rendered(t, Load(Settings{Files: pictureSite(t, "budgets: off\n")}), "fr/a/index.html")
	if strings.Contains(page, "Cette page sans") || strings.Contains(page, "\x00") {
		t.Error("a weight where nobody weighs")
	}
}

package build

import (
	"context"
	"fmt"
	"strings"
	"testing"

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
	for _, tt := range []struct{ name, yaml, path, text, want string }{
		{"within", "", "", "", ""},
		{"a long text", "", "content/b/index.fr.md", "---\ndate: 2020-01-02\ntitle: B\n---\n" + noise(6000), "content/b/index.fr.md:3 /fr/b/ 25 text HTML"},
		{"a long text, allowed", "budgets: {text: 200}\n", "content/b/index.fr.md", "---\ntitle: B\n---\n" + noise(6000), ""},
		{"a long text of a kind", "budgets: {page: 200}\n", "content/b/index.fr.md", "---\ntitle: B\nkind: page\n---\n" + noise(6000), ""},
		{"nobody weighs", "budgets: off\n", "content/b/index.fr.md", "---\ntitle: B\n---\n" + noise(6000), ""},
		{"switched off", "messages: {page-heavy: off}\n", "content/b/index.fr.md", "---\ntitle: B\n---\n" + noise(6000), ""},
		{"pictures do not count on texts", "budgets: {text: 30}\n", "content/a/index.fr.md", "---\ntitle: A\n---\n" + strings.Repeat("![Un](first.jpg)\n\n", 9), ""},
		{"a home page with a picture", "budgets: {home: 20}\n", "content/_index.fr.md", "---\ntitle: Accueil\n---\nTexte.\n\n![Deux](/b/Grande%20photo.480.jpg)\n", "content/_index.fr.md:6 /fr/ 20 home b/Grande photo.480.jpg"},
	} {
		files := pictureSite(t, tt.yaml)
		if strings.Contains(tt.yaml, "home") {
			files["content/b/Grande photo.480.jpg"].Data = noisy(t, 800, 800)
		}
		if tt.path != "" {
			files[tt.path].Data = []byte(tt.text)
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

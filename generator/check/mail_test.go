package check_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
	"tract/generator/diag"
)

// TestMailTooLarge: an e-mail edition over the limit is told at its title, with
// what weighs most; one below it, and a kind without mail, are not.
func TestMailTooLarge(t *testing.T) {
	row := "| Mali | " + strings.Repeat("puits ", 10) + " | 1200 |\n"
	table := "| Pays | Texte | Nombre |\n|---|---|--:|\n"
	files := fstest.MapFS{
		"tract.yaml":                         {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}}\nmessages: {ui-message-missing: off}\n")},
		"content/newsletters/large.fr.md":    {Data: []byte("---\ntitle: Grande\ndate: 2026-01-01\n---\nTexte.\n\n## Petit\n\n" + strings.Repeat("mot ", 100) + "\n\n## Les puits\n\n" + table + strings.Repeat(row, 500))},
		"content/newsletters/large.en.md":    {Data: []byte("---\ntitle: Large\n---\nShort.\n")},
		"content/newsletters/small.fr.md":    {Data: []byte("---\ntitle: Petite\ndate: 2026-01-01\n---\n" + table + strings.Repeat(row, 100))},
		"content/pages/large.fr.md":          {Data: []byte("---\ntitle: Page\n---\n" + table + strings.Repeat(row, 900))},
		"content/newsletters/whole/a.md":     {Data: []byte("---\ntitle: Histoire A\ndate: 2026-01-01\n---\n" + table + strings.Repeat(row, 260))},
		"content/newsletters/whole/b.md":     {Data: []byte("---\ntitle: Histoire B\ndate: 2026-01-01\n---\n" + table + strings.Repeat(row, 290))},
		"content/newsletters/whole/index.md": {Data: []byte("---\ntitle: Parties\ndate: 2026-01-01\n---\n")},
	}
	found := map[string]diag.Message{}
	for _, m := range build.Load(build.Settings{Files: files}).Messages {
		if m.ID == "email-too-large" {
			found[m.File] = m
		} else if m.Severity == diag.Error {
			t.Errorf("%s: %s", m.File, m.ID)
		}
	}
	if len(found) != 2 {
		t.Fatalf("%d mails are too large: %v", len(found), found)
	}
	m := found["content/newsletters/large.fr.md"]
	if m.Severity != diag.Error || m.Range.Start.Line != 2 || m.Range.Start.Column != 8 {
		t.Errorf("at %d:%d, %v", m.Range.Start.Line, m.Range.Start.Column, m.Severity)
	}
	if parts := m.Args.Get("parts"); !strings.HasPrefix(parts, "“Les puits” (1") || m.Args.Get("limit") != "100 kB" || m.Args.Get("language") != "fr" || !strings.HasSuffix(m.Args.Get("size"), " kB") {
		t.Errorf("%v", m.Args)
	}
	if parts := found["content/newsletters/whole/index.md"].Args.Get("parts"); !strings.HasPrefix(parts, "“Histoire B” (") || !strings.Contains(parts, "“Histoire A” (") {
		t.Errorf("parts: %s", parts)
	}
}

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The source of the history below, a line for each block.
const historic = `---
title: La marche pour la santé
summary: Nous marchons de Dakar à Bamako, en mars.
---

Nous marchons pour la santé de tous les peuples, et nous ne marchons pas seuls.

## Pourquoi marcher {#pourquoi}

La santé est un droit ; elle ne se vend pas. Voir [la charte](/pages/charter/).

- Premier point de la liste
- Second point de la liste

| Ville | Jour |
|-------|------|
| Dakar | 3 mars |
| Bamako | 9 mars |

Une note suit.[^1]

## Comment venir

Écrivez au groupe le plus proche de chez vous.

[^1]: La note dit ce que la phrase ne dit pas.
`

// step is one commit of a history: what is replaced in the source, and what a
// translator is then to look at, since the translation was last confirmed.
type step struct {
	name     string
	replace  []string // pairs
	expected []string // "kind block", in order
	confirm  bool     // the translation follows now
}

var steps = []step{
	{name: "a comma", replace: []string{"peuples, et nous", "peuples et nous"}},
	{name: "wrapping", replace: []string{"et nous ne marchons pas seuls.", "et nous\nne marchons\npas seuls."}},
	{name: "typography", replace: []string{"droit ; elle", "droit\u202f; elle"}},
	{name: "where a link leads", replace: []string{"/pages/charter/", "https://example.org/charter"}},
	{name: "an attribute of a heading", replace: []string{"{#pourquoi}", "{#motifs .large}"}},
	{name: "emphasis, and a table in another form", replace: []string{"La santé est", "La *santé* est", "|-------|------|", "| --- | :---: |"}},
	{name: "another sign for lists", replace: []string{"- Premier", "* Premier", "- Second", "* Second"}},
	{name: "a word", replace: []string{"ne se vend pas", "ne se négocie pas"}, expected: []string{"changed p"}},
	{name: "a number in a table", replace: []string{"| 9 mars", "| 11 mars"}, expected: []string{"changed p", "changed row"}, confirm: true},
	{name: "a paragraph more", replace: []string{"\n\n* Premier", "\n\nEt nous le disons à toutes les portes.\n\n* Premier"}, expected: []string{"added p"}},
	{name: "an item more, and the title", replace: []string{"* Second", "* Entre les deux\n* Second", "title: La marche", "title: La longue marche"}, expected: []string{"changed title", "added p", "added li"}, confirm: true},
	{name: "a section elsewhere", replace: []string{"## Comment venir\n\nÉcrivez au groupe le plus proche de chez vous.\n\n", "", "## Pourquoi", "## Comment venir\n\nÉcrivez au groupe le plus proche de chez vous.\n\n## Pourquoi"}},
	{name: "a paragraph less", replace: []string{"Et nous le disons à toutes les portes.\n\n", ""}, expected: []string{"removed p"}},
	{name: "the note", replace: []string{"ce que la phrase ne dit pas", "ce que la phrase tait"}, expected: []string{"changed note", "removed p"}},
	{name: "all is put back", replace: []string{"ce que la phrase tait", "ce que la phrase ne dit pas", "\n\n* Premier", "\n\nEt nous le disons à toutes les portes.\n\n* Premier"}},
	{name: "a heading, the summary, one paragraph becomes two", replace: []string{"## Comment venir", "## Comment nous rejoindre", "en mars.", "en mars et en avril.", "peuples et nous\n", "peuples.\n\nEt nous\n"},
		expected: []string{"changed summary", "changed p", "added p", "changed h"}},
}

// A history whose true state is known: no block is marked that need not be looked
// at, and none is missed.
func TestHistory(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Fatal("this test needs git")
	}
	dir := t.TempDir()
	source := historic
	english := strings.NewReplacer("La marche pour la santé", "The march for health", "Nous marchons de Dakar à Bamako, en mars.", "We march from Dakar to Bamako, in March.",
		"Nous marchons pour la santé de tous les peuples, et nous ne marchons pas seuls.", "We march for the health of all peoples, and we do not march alone.",
		"Pourquoi marcher", "Why we march", "La santé est un droit ; elle ne se vend pas. Voir [la charte]", "Health is a right; it is not for sale. See [the charter]",
		"Premier point de la liste", "First item of the list", "Second point de la liste", "Second item of the list", "Ville | Jour", "Town | Day",
		"Une note suit.", "A note follows.", "Comment venir", "How to come", "Écrivez au groupe le plus proche de chez vous.", "Write to the group that is nearest to you.",
		"La note dit ce que la phrase ne dit pas.", "The note says what the sentence does not say.").Replace(historic)
	put := func(name, text string) {
		t.Helper()
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false"}, args...)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	const file = "content/pages/walk.en.md"
	put("tract.yaml", "base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}}\n")
	put("content/pages/walk.fr.md", source)
	put(file, english)
	git("init", "-q", ".")
	succeed(t, "translate", "confirm", filepath.Join(dir, file), "--source", dir)
	git("add", "-A")
	git("commit", "-q", "-m", "A beginning")
	right, wrong, missed := 0, 0, 0
	for _, s := range steps {
		for i := 0; i < len(s.replace); i += 2 {
			if !strings.Contains(source, s.replace[i]) {
				t.Fatalf("%s: %q is not there", s.name, s.replace[i])
			}
			source = strings.Replace(source, s.replace[i], s.replace[i+1], 1)
		}
		put("content/pages/walk.fr.md", source)
		git("commit", "-q", "-a", "-m", s.name)
		out := succeed(t, "translate", "diff", filepath.Join(dir, file), "--source", dir)
		got := marks(out)
		left := slices.Clone(s.expected)
		for _, mark := range got {
			if i := slices.Index(left, mark); i >= 0 {
				right++
				left = slices.Delete(left, i, i+1)
				continue
			}
			wrong++
			t.Errorf("%s: %s need not be looked at", s.name, mark)
		}
		missed += len(left)
		if len(left) > 0 {
			t.Errorf("%s: missed %s:\n%s", s.name, left, out)
		}
		if strings.Contains(out, "not in git") {
			t.Errorf("%s: the old words are not found:\n%s", s.name, out)
		}
		if s.confirm {
			succeed(t, "translate", "confirm", filepath.Join(dir, file), "--source", dir)
			git("commit", "-q", "-a", "-m", "It follows")
		}
	}
	t.Logf("%d commits, %d blocks marked rightly, %d wrongly, %d missed", len(steps), right, wrong, missed)
}

var markLine = regexp.MustCompile(`(?m)^\d+  (.*), (changed|added|removed)$`)

// marks are the blocks that a diff shows, as "changed p".
func marks(out string) []string {
	names := map[string]string{"heading": "h", "paragraph": "p", "item of a list": "li", "row of a table": "row", "note": "note"}
	var got []string
	for _, m := range markLine.FindAllStringSubmatch(out, -1) {
		name := names[m[1]]
		if field, ok := strings.CutPrefix(m[1], "field "); ok {
			name = field
		}
		got = append(got, m[2]+" "+name)
	}
	return got
}

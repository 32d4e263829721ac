package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
	"tract/generator/check"
)

// What home pages should lead to and the site does not have is told at its
// place in tract.yaml.
func TestActionsNowhere(t *testing.T) {
	files := fstest.MapFS{
		"tract.yaml": {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n" +
			"home:\n  actions: [groups, groups/dakar, {to: \"https://example.org/\", label: X}, declarations/call]\n")},
		"content/groups/dakar.md": {Data: []byte("---\ntitle: Dakar\n---\n")},
	}
	at := []int{}
	for _, m := range build.Load(build.Settings{Files: files}).Messages {
		if m.ID == "config-action-nowhere" {
			at = append(at, m.Range.Start.Line, m.Range.Start.Column)
		}
	}
	if len(at) != 2 || at[0] != 5 || at[1] != 75 {
		t.Errorf("told at %v", at)
	}
}

// A setting that names no kind of the site says so, with the near name; kinds
// of the site's own are known.
func TestKindsOfSettings(t *testing.T) {
	files := fstest.MapFS{
		"tract.yaml": {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n" +
			"missing:\n  default: page\n  news: hide\n  newz: hide\n  recipe: link\nbudgets: {report: 60, text: 30, zzzzzzzz: 9}\n")},
		"kinds/recipe.yaml":  {Data: []byte("kind: recipe\nfolders: [recipes]\n")},
		"content/pages/a.md": {Data: []byte("---\ntitle: A\n---\n")},
	}
	var got []string
	l := build.Load(build.Settings{Files: files})
	for _, m := range append(l.Messages, check.All(l.Site)...) {
		if strings.HasPrefix(m.ID, "config-kind") {
			got = append(got, fmt.Sprintf("%s %s:%d:%d", m.ID, m.File, m.Range.Start.Line, m.Range.Start.Column))
		}
	}
	want := []string{"config-kind-unknown-near tract.yaml:7:3", "config-kind-unknown tract.yaml:9:33"}
	slices.Sort(got)
	slices.Sort(want)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		t.Errorf("told %v, want %v", got, want)
	}
}

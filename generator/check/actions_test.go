package check_test

import (
	"testing"
	"testing/fstest"

	"tract/generator/build"
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

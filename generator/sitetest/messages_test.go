package sitetest

import (
	"testing"

	"tract/generator/diag"
)

// explained are the warnings that the reference site provokes on purpose, by
// the file and the id.
var explained = map[[2]string]string{
	{"content/news/held-back.fr.md", "publish-held-back"}: "shows how a text waits for its day",
}

// TestMessages builds the reference site without an error and without a
// warning that nobody explained.
func TestMessages(t *testing.T) {
	b := reference(t)
	seen := map[[2]string]bool{}
	for _, m := range b.messages {
		key := [2]string{m.File, m.ID}
		switch {
		case m.Severity == diag.Error:
			t.Errorf("%s:%d: error: %s %v", m.File, m.Range.Start.Line, m.ID, m.Args)
		case m.Severity == diag.Warning && explained[key] == "":
			t.Errorf("%s:%d: unexplained warning: %s %v", m.File, m.Range.Start.Line, m.ID, m.Args)
		}
		seen[key] = true
	}
	for key, why := range explained {
		if !seen[key] {
			t.Errorf("%s no longer gives %s (%s); take it off the list", key[0], key[1], why)
		}
	}
}

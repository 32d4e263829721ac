package check

import (
	"os"
	"testing"

	"tract/generator/diag"
)

// The reference site's glossary says each of its terms in all nine languages, and
// of most what not to say. (That no text of
// the site breaks it, TestReferenceSiteCompared holds.)
func TestReferenceGlossary(t *testing.T) {
	text, err := os.ReadFile("../../" + GlossaryFile)
	if err != nil {
		t.Fatal(err)
	}
	tags := []string{"fr", "en", "es", "pt", "ar", "bn", "hi", "zh", "sw"}
	g, ms := parseGlossary(diag.Source{Path: GlossaryFile, Text: text}, tags)
	if len(ms) > 0 {
		t.Fatal(ms)
	}
	forbidding := 0
	for _, e := range g.entries {
		for _, tag := range tags {
			if len(e.agreed[tag]) == 0 {
				t.Errorf("%s has no %s", e.id, tag)
			}
			// What is forbidden is no form of what is agreed, and does not hold it.
			for _, bad := range e.not[tag] {
				if w := textOf(bad, tag); w.hasAny(e.agreed[tag]) {
					t.Errorf("%s: in %s, %q holds a term that is agreed", e.id, tag, bad)
				}
				for _, good := range e.agreed[tag] {
					if w := textOf(good, tag); w.hasAny([]string{bad}) {
						t.Errorf("%s: in %s, %q is taken for the forbidden %q", e.id, tag, good, bad)
					}
				}
			}
		}
		if len(e.not) > 0 {
			forbidding++
		}
	}
	if len(g.entries) < 15 || forbidding < 10 {
		t.Errorf("%d terms, %d of them with what is not to be used", len(g.entries), forbidding)
	}
}

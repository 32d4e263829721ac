package serve

import (
	"fmt"
	"slices"
	"testing"

	"tract/generator/diag"
)

// TestComparisons edits translations beside a preview: what differs from the
// source is told with the next save, also for a source, a glossary, and a link to
// what another file is.
func TestComparisons(t *testing.T) {
	files := map[string]string{
		"tract.yaml":            "base_url: https://example.org/\nsource_language: fr\nlanguages:\n  fr: {}\n  en: {}\n",
		"content/pages/a.fr.md": "---\ntitle: Premier\n---\n\nIl y a 345 centres de santé.\n\nVoir [B](b.md).\n",
		"content/pages/a.en.md": "---\ntitle: First\n---\n\nThere are 354 health centres.\n\nSee B.\n",
		"content/pages/b.fr.md": "---\ntitle: Second\n---\n\nTexte.\n",
	}
	p := start(t, files)
	p.toldOf(diag.Warning, "translation-number-other")
	p.write("content/pages/a.en.md", "---\ntitle: First\n---\n\nThere are 345 health centres.\n\nSee B.\n")
	p.toldOf(diag.Warning)
	p.write("content/pages/a.fr.md", "---\ntitle: Premier\n---\n\nIl y a 346 centres de santé.\n\nVoir [B](b.md).\n")
	p.toldOf(diag.Warning, "translation-number-other")
	p.write("content/pages/a.fr.md", files["content/pages/a.fr.md"])
	p.toldOf(diag.Warning)
	// The page that the source leads to is there in English too: neither of the two
	// texts has changed.
	p.write("content/pages/b.en.md", "---\ntitle: Second page\n---\n\nText.\n")
	p.toldOf(diag.Warning, "translation-links")
	p.remove("content/pages/b.en.md")
	p.toldOf(diag.Warning)
	p.write("glossary.yaml", "centre:\n  fr: centre de santé\n  en: clinic\n")
	p.toldOf(diag.Warning, "glossary-term")
	p.write("glossary.yaml", "centre:\n  fr: centre de santé\n  en: health centre\n")
	p.toldOf(diag.Warning)
	p.write("glossary.yaml", "centre: [\n")
	p.until("what is wrong with the glossary is told", func() bool { p.mu.Lock(); defer p.mu.Unlock(); return len(p.ms) > 0 && p.ms[0].File == "glossary.yaml" })
	p.remove("glossary.yaml")
	p.toldOf(diag.Warning)
}

// TestManyComparisons has a site with more translations than are compared before
// anything is told.
func TestManyComparisons(t *testing.T) {
	files := map[string]string{"tract.yaml": "base_url: https://example.org/\nsource_language: fr\nlanguages:\n  fr: {}\n  en: {}\n"}
	for i := range 2 * soon {
		files[fmt.Sprintf("content/pages/p%d.fr.md", i)] = fmt.Sprintf("---\ntitle: Page %d\n---\n\nIl y a 345 centres de santé.\n", i)
		files[fmt.Sprintf("content/pages/p%d.en.md", i)] = fmt.Sprintf("---\ntitle: Page no %d\n---\n\nThere are 345 health centres.\n", i)
	}
	files["content/pages/p7.en.md"] = "---\ntitle: Page no 7\n---\n\nThere are 543 health centres.\n"
	p := start(t, files)
	p.toldOf(diag.Warning, "translation-number-other")
	p.mu.Lock()
	whole := p.wholes
	p.mu.Unlock()
	if len(whole) < 2 || whole[0] || !whole[len(whole)-1] {
		t.Errorf("told, and whole: %v", whole)
	}
	p.write("content/pages/p7.en.md", "---\ntitle: Page no 7\n---\n\nThere are 345 health centres.\n")
	p.toldOf(diag.Warning)
	p.mu.Lock()
	defer p.mu.Unlock()
	if more := p.wholes[len(whole):]; len(more) == 0 || slices.Contains(more, false) {
		t.Errorf("after an edit, told, and whole: %v", more)
	}
}

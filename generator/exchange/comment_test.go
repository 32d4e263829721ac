package exchange

import (
	"strings"
	"testing"

	"tract/generator/exchange/po"
)

// A comment that silences a check is for those who edit the Markdown: it goes into
// no catalogue, and stays where it is.
func TestCommentsStayInMarkdown(t *testing.T) {
	const comment = "<!-- checks: {numbers: Another year.} -->\n"
	w := newWorld(t, map[string]string{
		"content/pages/a.md":    "---\ntitle: Title\n---\n<!-- a note of ours -->\nFirst paragraph here.\n\nSecond paragraph here.\n",
		"content/pages/a.fr.md": "---\ntitle: Titre\n---\nPremier paragraphe ici.\n\n" + comment + "Deuxième paragraphe ici.\n",
	})
	before := w.text("content/pages/a.fr.md")
	w.export("fr", "pages/a")
	if strings.Contains(w.po[page], "checks") || strings.Contains(w.po[page], "note of ours") {
		t.Errorf("the catalogue holds comments:\n%s", w.po[page])
	}
	if told := w.take(page); told != "" || w.text("content/pages/a.fr.md") != before {
		t.Errorf("there and back: %s\n%s", told, w.text("content/pages/a.fr.md"))
	}
	w.edit(page, func(c *po.File) {
		e := entry(c, "Second paragraph here.")
		e.Strings = []string{"Un autre texte."}
		e.SetFlag("fuzzy", false)
	})
	if told := w.take(page); told != "" || !strings.HasSuffix(w.text("content/pages/a.fr.md"), "\n\n"+comment+"Un autre texte.\n") {
		t.Errorf("translated: %s\n%s", told, w.text("content/pages/a.fr.md"))
	}
}

// A block that is missing is put before the comments of the one below it.
func TestMissingBlockBeforeComments(t *testing.T) {
	const comments = "<!-- checks: {numbers: Another year.} -->\n<!-- more -->\n\n"
	w := newWorld(t, map[string]string{
		"content/pages/a.md":    "---\ntitle: Title\n---\n## A heading\n\nSome paragraph here.\n",
		"content/pages/a.fr.md": "---\ntitle: Titre\n---\n" + comments + "Un paragraphe ici.\n",
	})
	w.export("fr", "pages/a")
	w.say(page, "A heading", "Un titre")
	if told := w.take(page); told != "" || !strings.HasSuffix(w.text("content/pages/a.fr.md"), "---\n## Un titre\n\n"+comments+"Un paragraphe ici.\n") {
		t.Errorf("told %q\n%s", told, w.text("content/pages/a.fr.md"))
	}
}

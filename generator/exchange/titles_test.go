package exchange

import (
	"strings"
	"testing"

	"tract/generator/exchange/po"
	"tract/generator/translation"
)

// The titles of link definitions go out and come in as those of links do.
func TestTitlesOfDefinitions(t *testing.T) {
	const source = "---\ntitle: Title\n---\nSee [one][a], [two] and ![three][c].\n\n[a]: x.md \"First title\"\n[two]: <y.md>\n  'Second title'\n[c]: z.png (Third)\n[d]: w.md \"Nobody sees it\"\n[//]: # (A comment of ours)\n"
	const own = "---\ntitle: Titre\n---\nVoir [un][a], [deux] et ![trois][c].\n\n[a]: x.md \"Premier titre\"\n[deux]: <y.md>\n  'Second title'\n[c]: z.png\n"
	w := newWorld(t, map[string]string{"content/pages/a.md": source, "content/pages/a.fr.md": own})
	w.export("fr", "pages/a")
	for id, want := range map[string]string{"First title": "Premier titre", "Second title": "", "Third": ""} {
		e := w.entry(page, id)
		if e == nil || e.Strings[0] != want || e.Context != "pages/a link-title" || e.Has("fuzzy") != (want != "") {
			t.Errorf("%q: %+v", id, e)
		}
	}
	if strings.Contains(w.po[page], "Nobody sees") || strings.Contains(w.po[page], "comment of ours") {
		t.Error(w.po[page])
	}
	// Unaltered, nothing changes; translated, it stands in its place in the way it was
	// written there.
	if told := w.take(page); told != "" || w.text("content/pages/a.fr.md") != own {
		t.Fatalf("there and back: %s\n%s", told, w.text("content/pages/a.fr.md"))
	}
	w.say(page, "First title", `Le "premier" titre`)
	w.say(page, "Second title", "Le titre d'après")
	w.say(page, "Third", "Troisième")
	want := strings.NewReplacer("Premier titre", `Le \"premier\" titre`, "Second title", `Le titre d\'après`, "z.png", `z.png "Troisième"`).Replace(own)
	if told := w.take(page); told != "" || w.text("content/pages/a.fr.md") != want {
		t.Fatalf("told %s\n%s", told, w.text("content/pages/a.fr.md"))
	}
	if told := w.take(page); told != "" || w.text("content/pages/a.fr.md") != want {
		t.Errorf("taken again: %s\n%s", told, w.text("content/pages/a.fr.md"))
	}
	// Somebody edits the Markdown meanwhile: nobody's words are lost.
	w.files["content/pages/a.fr.md"].Data = []byte(strings.Replace(want, "Troisième", "Trois", 1))
	w.say(page, "Third", "Le troisième")
	if told := w.take(page); told != "po-conflict" || !strings.Contains(w.text("content/pages/a.fr.md"), `"Trois"`) {
		t.Errorf("told %s\n%s", told, w.text("content/pages/a.fr.md"))
	}
	// A title that is gone from the source is told.
	w.files["content/pages/a.md"].Data = []byte(strings.Replace(source, " (Third)", "", 1))
	if told := w.take(page); told != "po-gone" {
		t.Errorf("told %q", told)
	}
}

// The title of a picture that stands alone is its caption: it is put in, and the
// record goes on saying which block of the translation is which.
func TestTitlesOfFigures(t *testing.T) {
	w := newWorld(t, map[string]string{
		"content/pages/a.md":    "---\ntitle: Title\n---\n![A tree][t]\n\nSome text.\n\n[t]: x.png \"In the park\"\n",
		"content/pages/a.fr.md": "---\ntitle: Titre\n---\n![Un arbre][t]\n\nDu texte.\n\n[t]: x.png \"Dans un parc\"\n",
	})
	w.export("fr", "pages/a")
	w.edit(page, func(c *po.File) {
		for _, e := range c.Entries {
			e.SetFlag("fuzzy", false)
		}
	})
	if told := w.take(page); told != "" {
		t.Fatal(told)
	}
	before := w.text("translations/pages/a.fr.record")
	w.export("fr", "pages/a")
	w.say(page, "In the park", "Dans le parc")
	if told := w.take(page); told != "" || !strings.Contains(w.text("content/pages/a.fr.md"), `"Dans le parc"`) {
		t.Fatalf("told %s\n%s", told, w.text("content/pages/a.fr.md"))
	}
	after := w.text("translations/pages/a.fr.record")
	x := load(t, w.files)
	of := x.translation("pages/a", x.Site.Language("fr"))
	if of.State != translation.Current || before == after {
		t.Errorf("it is %s; record\n%sbecame\n%s", of.State, before, after)
	}
	own := translation.Blocks(of.Document, of.Kind, x.Site.Kinds.Common)
	for i, l := range of.Record.Lines {
		if l.Own != own[i].Digest {
			t.Errorf("line %d of the record names no block", i+1)
		}
	}
}

// A new edition gets its titles with the rest.
func TestTitlesOfNewEdition(t *testing.T) {
	w := newWorld(t, map[string]string{"content/pages/a.md": "---\ntitle: Title\n---\nSee [one][a].\n\n[a]: x.md \"First title\"\n"})
	w.export("ar", "pages/a")
	const path = "ar/content/pages/a.po"
	w.say(path, "Title", "عنوان")
	w.say(path, "See [one][a].", "انظر [واحد][a].")
	w.say(path, "First title", "العنوان الأول")
	if told := w.take(path); told != "" || !strings.Contains(w.text("content/pages/a.ar.md"), "[a]: x.md \"العنوان الأول\"\n") {
		t.Errorf("told %s\n%s", told, w.text("content/pages/a.ar.md"))
	}
}

package exchange

import (
	"strings"
	"testing"
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

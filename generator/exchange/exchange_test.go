package exchange

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/diag"
	"tract/generator/exchange/po"
)

// world is a site that texts go out of and come into, and the catalogues of one
// language.
type world struct {
	t     *testing.T
	files fstest.MapFS
	po    map[string]string
}

func newWorld(t *testing.T, files map[string]string) *world {
	w := &world{t, fstest.MapFS{"tract.yaml": {Data: []byte("title: {en: Site}\nbase_url: https://example.org/\nsource_language: en\nlanguages: {en: {}, fr: {}, ar: {}}\n")}}, map[string]string{}}
	for name, text := range files {
		w.files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return w
}

func (w *world) export(language string, of ...string) {
	w.t.Helper()
	x := load(w.t, w.files)
	out, ms := x.Export(Request{Language: x.Site.Language(language), Of: of, Old: func(path string) *po.File {
		text, ok := w.po[path]
		if !ok {
			return nil
		}
		f, _ := po.Read(diag.Source{Path: path, Text: []byte(text)})
		return f
	}})
	if len(ms) > 0 {
		w.t.Fatal(ms)
	}
	for _, f := range out {
		w.po[f.Path] = string(f.Content)
	}
}

// take imports a catalogue and says what was told.
func (w *world) take(path string) string {
	w.t.Helper()
	f, ms := po.Read(diag.Source{Path: path, Text: []byte(w.po[path])})
	in := load(w.t, w.files).Import([]*po.File{f}, "", false)
	for _, file := range in.Files {
		w.files[file.Path] = &fstest.MapFile{Data: file.Content}
	}
	var ids []string
	for _, m := range append(ms, in.Messages...) {
		ids = append(ids, m.ID)
	}
	return strings.Join(ids, " ")
}

// edit changes a catalogue as a translator does.
func (w *world) edit(path string, f func(*po.File)) {
	w.t.Helper()
	c, _ := po.Read(diag.Source{Path: path, Text: []byte(w.po[path])})
	f(c)
	w.po[path] = string(c.Bytes())
}

// say translates a text.
func (w *world) say(path, id, text string) {
	w.edit(path, func(c *po.File) {
		e := entry(c, id)
		if e == nil {
			w.t.Fatalf("%s has no %q:\n%s", path, id, w.po[path])
		}
		e.Strings = []string{text}
		e.SetFlag("fuzzy", false)
	})
}

func (w *world) entry(path, id string) *po.Entry {
	c, _ := po.Read(diag.Source{Path: path, Text: []byte(w.po[path])})
	return entry(c, id)
}

func entry(c *po.File, id string) *po.Entry {
	for _, e := range c.Entries {
		if e.ID == id && !e.IsHeader() {
			return e
		}
	}
	return nil
}

func (w *world) text(path string) string {
	if f := w.files[path]; f != nil {
		return string(f.Data)
	}
	return ""
}

const page = "fr/content/pages/a.po"

func twoParagraphs(t *testing.T) *world {
	return newWorld(t, map[string]string{
		"content/pages/a.md":    "---\ntitle: Title\n---\nFirst paragraph here.\n\nSecond paragraph here.\n",
		"content/pages/a.fr.md": "---\ntitle: Titre\n---\nPremier paragraphe ici.\n\nDeuxième paragraphe ici.\n",
	})
}

// What a translator wrote into a catalogue, and what others changed meanwhile,
// both live on.
func TestNoWordsAreLost(t *testing.T) {
	w := twoParagraphs(t)
	w.export("fr", "pages/a")
	if e := w.entry(page, "First paragraph here."); !e.Has("fuzzy") || e.Strings[0] != "Premier paragraphe ici." {
		t.Fatalf("what nobody has confirmed is given out as %v %q", e.Flags, e.Strings)
	}
	w.edit(page, func(c *po.File) {
		c.SetField("X-Poedit-Bookmarks", "1,2")
		c.SetField("Last-Translator", "Awa <a@b.org>")
		e := entry(c, "First paragraph here.")
		e.Comments, e.Strings = []string{"is this right?"}, []string{"Mon premier paragraphe."}
		e.Flags = []string{"fuzzy", "no-wrap"}
	})
	w.export("fr", "pages/a")
	e := w.entry(page, "First paragraph here.")
	if e.Strings[0] != "Mon premier paragraphe." || len(e.Comments) != 1 || !e.Has("no-wrap") || !e.Has("fuzzy") || !strings.Contains(w.po[page], "X-Poedit-Bookmarks") {
		t.Fatalf("after the second export:\n%s", w.po[page])
	}

	// The source changes: the words stay beside the new text.
	w.files["content/pages/a.md"].Data = []byte("---\ntitle: Title\n---\nFirst paragraph, quite here.\n\nSecond paragraph here.\n")
	w.export("fr", "pages/a")
	e = w.entry(page, "First paragraph, quite here.")
	if e == nil || e.Strings[0] != "Mon premier paragraphe." || e.PreviousID != "First paragraph here." || !e.Has("fuzzy") || len(e.Comments) != 1 {
		t.Fatalf("after a change of the source:\n%s", w.po[page])
	}

	// It goes: the words are obsolete. It comes back: so do they.
	w.files["content/pages/a.md"].Data = []byte("---\ntitle: Title\n---\nSecond paragraph here.\n")
	w.export("fr", "pages/a")
	if e = w.entry(page, "First paragraph, quite here."); e == nil || !e.Obsolete || e.Strings[0] != "Mon premier paragraphe." || len(e.Comments) != 1 {
		t.Fatalf("after the source is gone:\n%s", w.po[page])
	}
	w.files["content/pages/a.fr.md"].Data = []byte("---\ntitle: Titre\n---\nDeuxième paragraphe ici.\n")
	w.files["content/pages/a.md"].Data = []byte("---\ntitle: Title\n---\nFirst paragraph, quite here.\n\nSecond paragraph here.\n")
	w.export("fr", "pages/a")
	found := 0
	c, _ := po.Read(diag.Source{Path: page, Text: []byte(w.po[page])})
	for _, e := range c.Entries {
		if strings.Contains(strings.Join(e.Strings, " ")+strings.Join(e.Comments, " "), "Mon premier paragraphe.") {
			found++
		}
	}
	if found != 1 {
		t.Fatalf("after the source is back:\n%s", w.po[page])
	}
}

func TestBothSidesChanged(t *testing.T) {
	w := twoParagraphs(t)
	w.export("fr", "pages/a")
	w.say(page, "Second paragraph here.", "Le deuxième.")
	w.files["content/pages/a.fr.md"].Data = []byte("---\ntitle: Titre\n---\nPremier paragraphe ici.\n\nDeuxième paragraphe, là.\n")
	if told := w.take(page); told != "po-conflict" || !strings.Contains(w.text("content/pages/a.fr.md"), "paragraphe, là") {
		t.Fatalf("told %q\n%s", told, w.text("content/pages/a.fr.md"))
	}
	w.export("fr", "pages/a")
	if e := w.entry(page, "Second paragraph here."); e.Strings[0] != "Le deuxième." || !e.Has("fuzzy") || !strings.Contains(strings.Join(e.Extracted, "\n"), "Deuxième paragraphe, là.") {
		t.Fatalf("\n%s", w.po[page])
	}
	w.say(page, "Second paragraph here.", "Le deuxième, là.")
	if told := w.take(page); told != "" || !strings.Contains(w.text("content/pages/a.fr.md"), "Le deuxième, là.") {
		t.Fatalf("told %q\n%s", told, w.text("content/pages/a.fr.md"))
	}
	w.export("fr", "pages/a")
	if e := w.entry(page, "Second paragraph here."); e.Has("fuzzy") || strings.Contains(strings.Join(e.Extracted, "\n"), "on the site now") {
		t.Fatalf("\n%s", w.po[page])
	}

	// Only the Markdown changes: an old catalogue does not undo it.
	w.files["content/pages/a.fr.md"].Data = []byte(strings.Replace(w.text("content/pages/a.fr.md"), "Le deuxième, là.", "Le second.", 1))
	if told := w.take(page); told != "" || !strings.Contains(w.text("content/pages/a.fr.md"), "Le second.") {
		t.Fatalf("told %q\n%s", told, w.text("content/pages/a.fr.md"))
	}
}

// A translation with fewer blocks gets the others where they belong.
func TestBlocksAreAdded(t *testing.T) {
	w := newWorld(t, map[string]string{
		"content/pages/a.md": "---\ntitle: Title\nsummary: Sum\nlabels: {x.pdf: Label}\n---\nIntro of the text.\n\n## One {#one}\n\n- first item\n- second item\n\n> A quote of words.\n\n| a1 | b1 |\n|----|----|\n| a2 | b2 |\n\nLast words here.[^n]\n\n[^n]: The note says.\n",
		// CRLF, and hardly anything translated.
		"content/pages/a.fr.md": "---\r\ntitle: Titre\r\n---\r\n## Un {#one}\r\n\r\n- premier point\r\n\r\nDerniers mots ici.[^n]\r\n\r\n[^n]: La note dit.\r\n",
	})
	w.export("fr", "pages/a")
	for id, text := range map[string]string{
		"Sum": "Résumé", "Label": "Étiquette", "Intro of the text.": "Introduction du texte.", "second item": "deuxième point", "A quote of words.": "Une citation.",
		"a1 | b1": "c1 | d1", "a2 | b2": "c2 | d2",
	} {
		w.say(page, id, text)
	}
	if told := w.take(page); told != "" {
		t.Error(told)
	}
	want := "---\r\ntitle: Titre\r\nsummary: \"Résumé\"\r\nlabels: {\"x.pdf\": \"Étiquette\"}\r\n---\r\nIntroduction du texte.\r\n\r\n## Un {#one}\r\n\r\n- premier point\r\n- deuxième point\r\n\r\n> Une citation.\r\n\r\n" +
		"| c1 | d1 |\r\n|----|----|\r\n| c2 | d2 |\r\n\r\nDerniers mots ici.[^n]\r\n\r\n[^n]: La note dit.\r\n"
	if got := w.text("content/pages/a.fr.md"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	// What was confirmed is recorded, the rest is not.
	if record := w.text("translations/pages/a.fr.record"); strings.Count(record, "\n") != 9 || strings.Contains(record, "title ") || strings.Contains(record, "\nh ") {
		t.Errorf("the record is\n%s", record)
	}
}

func TestPluralWords(t *testing.T) {
	const name = "ar/interface.po"
	w := newWorld(t, map[string]string{
		"content/pages/a.md": "---\ntitle: Title\n---\nB\n",
		"i18n/en.yaml":       "our_count:\n  one: \"{count} thing\"\n  other: \"{count} things\"\n",
	})
	w.export("ar")
	e := w.entry(name, "{count} thing")
	if e == nil || e.Plural != "{count} things" || len(e.Strings) != 6 || e.Words() {
		t.Fatalf("%+v", e)
	}
	forms := func(texts ...string) {
		w.edit(name, func(c *po.File) { entry(c, "{count} thing").Strings = texts })
	}
	forms("none", "one", "two", "{count} few", "{count} many", "")
	if told := w.take(name); told != "po-plural-missing" {
		t.Error(told)
	}
	forms("none", "one", "two", "{count} few", "{n} many", "{count} other")
	if told := w.take(name); told != "po-markup" {
		t.Error(told)
	}
	forms("none", "one", "two", "{count} few", "{count} many", "{count} other")
	w.edit(name, func(c *po.File) { c.SetField("Plural-Forms", "nplurals=6; plural=n+") })
	if told := w.take(name); told != "po-plural-header" || w.files["i18n/ar.yaml"] != nil {
		t.Error(told)
	}
	// Forms in another order.
	w.edit(name, func(c *po.File) {
		c.SetField("Plural-Forms", "nplurals=6; plural=n==1 ? 0 : n==2 ? 1 : n%100>=3 && n%100<=10 ? 2 : n%100>=11 ? 3 : n==0 ? 4 : 5")
	})
	forms("one", "two", "{count} few", "{count} many", "none", "{count} other")
	if told := w.take(name); told != "" {
		t.Error(told)
	}
	want := "our_count: {zero: \"none\", one: \"one\", two: \"two\", few: \"{count} few\", many: \"{count} many\", other: \"{count} other\"}\n"
	if got := w.text("i18n/ar.yaml"); got != want {
		t.Errorf("got %s", got)
	}
	x := load(t, w.files)
	if text, _ := x.Site.Catalogue.Text("ar", "our_count"); text.Forms["few"] != "{count} few" || text.Lang != "ar" {
		t.Errorf("%+v", text)
	}
}

// A record keeps what was not looked at again.
func TestRecordsFollow(t *testing.T) {
	w := twoParagraphs(t)
	w.export("fr", "pages/a")
	w.edit(page, func(c *po.File) {
		for _, e := range c.Entries {
			e.SetFlag("fuzzy", false)
		}
	})
	if told := w.take(page); told != "" {
		t.Fatal(told)
	}
	full := w.text("translations/pages/a.fr.record")
	w.files["content/pages/a.md"].Data = []byte("---\ntitle: Title\n---\nFirst paragraph, new.\n\nSecond paragraph here.\n\nThird paragraph here.\n")
	w.export("fr", "pages/a")
	if e := w.entry(page, "First paragraph, new."); !e.Has("fuzzy") || e.PreviousID != "First paragraph here." {
		t.Fatalf("\n%s", w.po[page])
	}
	if e := w.entry(page, "Second paragraph here."); e.Has("fuzzy") {
		t.Fatalf("\n%s", w.po[page])
	}
	w.say(page, "Third paragraph here.", "Troisième paragraphe.")
	if told := w.take(page); told != "" {
		t.Fatal(told)
	}
	record := w.text("translations/pages/a.fr.record")
	if !strings.HasPrefix(record, full) || strings.Count(record, "\n") != strings.Count(full, "\n")+1 {
		t.Errorf("\n%s\nafter\n%s", record, full)
	}
	if got := w.text("content/pages/a.fr.md"); !strings.HasSuffix(got, "Deuxième paragraphe ici.\n\nTroisième paragraphe.\n") {
		t.Errorf("\n%s", got)
	}
}

// A catalogue takes a correction of the source in when it does the last of what
// the correction left to do; a catalogue in which there was nothing to do says
// nothing of it.
func TestCorrectionIsTakenIn(t *testing.T) {
	const corrected = "---\ntitle: Title\ncorrection: {date: 2026-02-03, text: The number was wrong.}\n---\nFirst paragraph%s here.\n\nSecond paragraph%s here.\n"
	w := twoParagraphs(t)
	translated := func(id string) {
		w.edit(page, func(c *po.File) {
			for _, e := range c.Entries {
				if id == "" || e.ID == id {
					e.SetFlag("fuzzy", false)
				}
			}
		})
		if told := w.take(page); told != "" {
			t.Fatal(told)
		}
	}
	says := func(want bool, when string) {
		t.Helper()
		if got := strings.Contains(w.text("translations/pages/a.fr.record"), "\ncorrection "); got != want {
			t.Errorf("%s: the record says it: %v", when, got)
		}
	}
	w.export("fr", "pages/a")
	translated("")
	w.files["content/pages/a.md"].Data = fmt.Appendf(nil, corrected, "", "")
	w.export("fr", "pages/a")
	translated("")
	says(false, "nothing was to do")
	w.files["content/pages/a.md"].Data = fmt.Appendf(nil, corrected, ", new,", ", too,")
	w.export("fr", "pages/a")
	translated("First paragraph, new, here.")
	says(false, "a part is done")
	translated("")
	says(true, "all is done")
}

func TestLanguageNames(t *testing.T) {
	x := load(t, fstest.MapFS{"tract.yaml": {Data: []byte("base_url: https://example.org/\nsource_language: en\nlanguages: {en: {}, pt-BR: {}, zh: {}, sr-Latn: {}}\n")}, "content/pages/a.md": {Data: []byte("---\ntitle: A\n---\nB\n")}})
	for name, want := range map[string]string{"pt_BR": "pt-BR", "pt-br": "pt-BR", "zh_CN": "zh", "sr@latin": "sr-Latn", "de": "", "": "", "xx yy": ""} {
		f := &po.File{}
		f.SetField("Language", name)
		got := ""
		if l := x.languageOf(f, ""); l != nil {
			got = l.Tag
		}
		if got != want {
			t.Errorf("%q is %q, not %q", name, got, want)
		}
	}
}

// TestThroughGettext lets another program read a catalogue and write it in its
// own way: nothing is lost and nothing is taken for a change.
func TestThroughGettext(t *testing.T) {
	msgcat, err := exec.LookPath("msgcat")
	if err != nil {
		t.Fatalf("this test runs gettext's msgcat (Debian package gettext): %v", err)
	}
	long := strings.Repeat("A long line of many words, with a [link](b.md) and `code`. ", 6)
	w := newWorld(t, map[string]string{
		"content/pages/a.md":    "---\ntitle: \"Title: \\\"quoted\\\" \\\\ back\"\nsummary: |\n  One\n  two\n---\n" + long + "  \nbroken\n\n| a \\| b | `c` |\n|---|---|\n\n\tcode\n\nTab\there.\n",
		"content/pages/a.fr.md": "---\ntitle: \"Titre\"\nsummary: |\n  Un\n  deux\n---\nUne " + long + "  \ncassée\n\n| à \\| b | `c` |\n|---|---|\n\n\tcode\n\nTab\tici.\n",
	})
	w.export("fr", "pages/a")
	w.edit(page, func(c *po.File) {
		for _, e := range c.Entries {
			e.SetFlag("fuzzy", false)
		}
	})
	before := w.text("content/pages/a.fr.md")
	for _, options := range [][]string{nil, {"--no-wrap"}, {"--width=40"}, {"--sort-output"}, {"--to-code=UTF-8", "--escape"}, {"--no-location"}} {
		cmd := exec.Command(msgcat, append(options, "-")...)
		cmd.Stdin = strings.NewReader(w.po[page])
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		own := w.po[page]
		w.po[page] = string(out)
		if told := w.take(page); told != "" || w.text("content/pages/a.fr.md") != before {
			t.Errorf("%v: told %q\n%s", options, told, w.text("content/pages/a.fr.md"))
		}
		w.export("fr", "pages/a")
		if e := w.entry(page, "Tab\there."); e == nil || e.Strings[0] != "Tab\tici." || e.Has("fuzzy") {
			t.Errorf("%v: exported again as\n%s", options, w.po[page])
		}
		w.po[page] = own
	}
}

// FuzzTranslate gives a block any text: it is refused, and then no byte changes,
// or it is taken, and then all other blocks say what they said.
func FuzzTranslate(f *testing.F) {
	for _, text := range []string{"a", "# a", "a\n\nb", "- a", "```", "| a |", "<div>", "[^1]: a", "a {#b}", "\\", "<!--", "a\n===", "    a", "[a]: b", "a | b", "> a", "\x00\r\n\t", "$$", "{{ a", "::: a"} {
		f.Add(text, uint8(0))
		f.Add(text, uint8(3))
	}
	x := small(f, map[string]string{"content/pages/a.md": "---\ntitle: A\n---\nB\n"})
	text := []byte("---\ntitle: T\nsummary: 'S s'\n---\n# One {#a}\n\nTwo\nthree[^1] [l](m)\n\n- four\n  - five\n\n> six\n> seven\n\n| a | b |\n|---|---|\n| c | d |\n\nTerm\n: text\n\n[^1]: note\n")
	f.Fuzz(func(t *testing.T, to string, n uint8) {
		if len(to) > 500 {
			return
		}
		p := twin(x, text)
		was := make([]string, len(p.units))
		for i := range was {
			was[i] = p.own.says(i)
		}
		u := &p.units[int(n)%len(p.units)]
		told := false
		done := x.put(p, []wanted{{u, strings.Trim(plain(to), "\n"), func(string, ...string) { told = true }}})
		if told == (len(done) == 1) {
			t.Fatalf("%q: %v %v", to, told, done)
		}
		if told {
			if string(p.own.text) != string(text) {
				t.Fatalf("%q was refused and put in:\n%s", to, p.own.text)
			}
			return
		}
		for i := range p.units {
			if &p.units[i] == u {
				continue // a field may say what has no words
			}
			if got := p.own.says(p.units[i].to); got != was[i] {
				t.Fatalf("%q for %q: %q became %q", to, u.text, was[i], got)
			}
		}
	})
}

// A catalogue that says a text twice keeps the words of both, and gettext takes
// what comes of it.
func TestTwiceInACatalogue(t *testing.T) {
	w := twoParagraphs(t)
	w.export("fr", "pages/a")
	w.po[page] += "\nmsgctxt \"pages/a p\"\nmsgid \"First paragraph here.\"\nmsgstr \"Encore un premier.\"\n\n#~ msgctxt \"pages/a p\"\n#~ msgid \"Gone.\"\n#~ msgstr \"Parti.\"\n\n#~ msgctxt \"pages/a p\"\n#~ msgid \"Gone.\"\n#~ msgstr \"Disparu.\"\n"
	w.export("fr", "pages/a")
	for _, words := range []string{"# also: Encore un premier.", "Parti.", "# also: Disparu."} {
		if strings.Count(w.po[page], words) != 1 {
			t.Errorf("%s is lost:\n%s", words, w.po[page])
		}
	}
	if f, ms := po.Read(diag.Source{Path: page, Text: []byte(w.po[page])}); f == nil || len(ms) > 0 {
		t.Errorf("told: %v", ms)
	}
	before := w.po[page]
	w.export("fr", "pages/a")
	if w.po[page] != before {
		t.Errorf("a second export makes\n%s", w.po[page])
	}
}

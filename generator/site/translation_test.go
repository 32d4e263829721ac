package site_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
	"tract/generator/site"
	"tract/generator/translation"
)

// The text of these tests and its translations.
var (
	french  = []string{"La marche pour la santé", "Nous marchons pour la santé de tous les peuples.", "Pourquoi nous marchons", "La santé est un droit que personne ne peut vendre.", "Premier point de la liste"}
	english = []string{"The march for health", "We march for the health of all the peoples.", "Why we are marching", "Health is a right that nobody can ever sell.", "First item of the list"}
	arabic  = []string{"المسيرة من أجل الصحة", "نسير من أجل صحة جميع الشعوب.", "لماذا نسير معا اليوم", "الصحة حق لا يمكن لأحد أن يبيعه.", "البند الأول من القائمة"}
)

// text is a file of five blocks.
func text(blocks []string) string {
	return fmt.Sprintf("---\ntitle: %q\n---\n\n%s\n\n## %s\n\n%s\n\n- %s\n", blocks[0], blocks[1], blocks[2], blocks[3], blocks[4])
}

// with is a text with another block.
func with(blocks []string, i int, block string) []string {
	out := slices.Clone(blocks)
	out[i] = block
	return out
}

// schemes are the three ways to lay out a site: the file of a text in a language,
// and that of its record.
var schemes = map[string]struct{ file, record string }{
	"bundle": {"content/news/walk/index.%s.md", "translations/news/walk/index.%s.record"},
	"suffix": {"content/news/walk.%s.md", "translations/news/walk.%s.record"},
	"tree":   {"content/%s/news/walk.md", "translations/news/walk.%s.record"},
}

func loadFiles(t *testing.T, files map[string]string) *build.Loaded {
	t.Helper()
	fsys := fstest.MapFS{"tract.yaml": {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}, ar: {}}\n")}}
	for p, text := range files {
		fsys[p] = &fstest.MapFile{Data: []byte(text)}
	}
	l := build.Load(build.Settings{Files: fsys})
	if l.Site == nil {
		t.Fatalf("no site: %v", told(l.Messages))
	}
	return l
}

// states are the editions as "file-or-id language state changed/added/removed".
func states(s *site.Site) string {
	var out []string
	for _, x := range s.Translations() {
		line := x.ID + " " + x.Language.Tag + " " + x.State.String()
		if x.State == translation.Outdated {
			c, a, r, m := x.Difference.Counts()
			line += fmt.Sprintf(" %d/%d/%d/%d", c, a, r, m)
		}
		if x.Still != "" {
			line += " " + x.Still
		}
		if x.Found != nil {
			line += " → " + x.Found.File.Path
		}
		if x.MovedFrom != "" {
			line += " ← " + x.MovedFrom
		}
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}

// record is that of a translation that follows a source.
func record(t *testing.T, source, own []string) string {
	t.Helper()
	l := loadFiles(t, map[string]string{"content/news/walk.fr.md": text(source), "content/news/walk.en.md": text(own)})
	p := l.Site.Publication("news/walk")
	x := l.Site.Translation(p, l.Site.Language("en"))
	common := l.Site.Kinds.Common
	return string(translation.New("fr", x.Blocks, translation.Blocks(x.Document, x.Kind, common)).Bytes())
}

func TestStates(t *testing.T) {
	follows := record(t, french, english)
	for _, test := range []struct {
		name, record string
		source, own  []string
		want         string // of the English edition
		told         string // messages on translations
	}{
		{"no record", "", french, english, "unverified", ""},
		{"it follows", follows, french, english, "current", ""},
		{"a comma and a typographer's hand", follows, with(french, 1, "« Nous marchons », pour\nla santé  de *tous* les peuples !"), english, "current", ""},
		{"a word", follows, with(french, 1, "Nous marchons pour la vie de tous les peuples."), english, "outdated 1/0/0/0", ""},
		{"the title", follows, with(french, 0, "La longue marche pour la santé"), english, "outdated 1/0/0/0", ""},
		{"a paragraph more", follows, with(french, 1, french[1]+"\n\nEt nous ne marchons pas seuls."), english, "outdated 0/1/0/0", ""},
		{"a paragraph less", follows, with(french, 3, ""), english, "outdated 0/0/1/0", ""},
		{"the translation is edited", follows, french, with(english, 1, "We walk for everybody's health."), "current", ""},
		{"a merge in conflict", "<<<<<<< HEAD\n" + follows, french, english, "unverified", "record-conflict"},
		{"written by hand", follows + "title x\n", french, english, "unverified", "record-line"},
		{"of a later version", strings.Replace(follows, "record 1", "record 7", 1), french, english, "unverified", "record-version"},
		{"of another source", strings.Replace(follows, "source fr", "source ar", 1), french, english, "orphan", "translation-orphan"},
		{"the source itself", "", french, french, "untranslated fr", "translation-untranslated"},
		{"half of it", follows, french, with(with(french, 1, english[1]), 3, english[3]), "untranslated fr", "translation-untranslated"},
		{"less than half", follows, french, with(with(english, 1, french[1]), 4, french[4]), "current", ""},
		{"an old source", "", french, []string{"Une autre marche", "Ils marchaient pour le pain et pour la paix dans le monde.", "Ce que nous voulions", "Le pain est à ceux qui le font, et pas aux autres.", "Un point de plus"}, "untranslated fr", "translation-untranslated"},
		{"another script", "", french, arabic, "untranslated ar", "translation-untranslated"},
		{"a title that is a name", follows, french, with(english, 0, french[0]), "current", ""},
	} {
		for scheme, at := range schemes {
			t.Run(test.name+", "+scheme, func(t *testing.T) {
				files := map[string]string{fmt.Sprintf(at.file, "fr"): text(test.source), fmt.Sprintf(at.file, "en"): text(test.own)}
				if test.record != "" {
					files[fmt.Sprintf(at.record, "en")] = test.record
				}
				l := loadFiles(t, files)
				want := "news/walk fr source; news/walk en " + test.want + "; news/walk ar missing"
				if got := states(l.Site); got != want {
					t.Errorf("got  %s\nwant %s", got, want)
				}
				if got := onTranslations(l); got != test.told {
					t.Errorf("told %q, want %q", got, test.told)
				}
				// What is untranslated counts as no edition.
				p := l.Site.Publication("news/walk")
				if real := p.IsReal(l.Site.Language("en")); real != !strings.HasPrefix(test.want, "untranslated") {
					t.Errorf("it is an edition: %v", real)
				}
			})
		}
	}
}

// onTranslations are the messages on records and states.
func onTranslations(l *build.Loaded) string {
	found := map[string]bool{}
	for _, m := range l.Messages {
		if strings.HasPrefix(m.ID, "record-") || strings.HasPrefix(m.ID, "translation-untranslated") || strings.HasPrefix(m.ID, "translation-orphan") {
			found[m.ID] = true
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(found)), " ")
}

func TestWhatMoved(t *testing.T) {
	follows := record(t, french, english)
	for _, test := range []struct {
		name  string
		files map[string]string
		want  string
		told  string
	}{
		{"both editions", map[string]string{"content/news/march.fr.md": text(french), "content/news/march.en.md": text(english), "translations/news/walk.en.record": follows},
			"news/march fr source; news/march en current ← translations/news/walk.en.record; news/march ar missing", "record-moved"},
		{"and the source changed", map[string]string{"content/news/march.fr.md": text(with(french, 3, "Tout autre chose.")), "content/news/march.en.md": text(english), "translations/news/walk.en.record": follows},
			"news/march fr source; news/march en outdated 1/0/0/0 ← translations/news/walk.en.record; news/march ar missing", "record-moved"},
		{"the source alone", map[string]string{"content/news/march.fr.md": text(french), "content/news/walk.en.md": text(english), "translations/news/walk.en.record": follows},
			"news/march fr source; news/march en missing; news/march ar missing; news/walk fr missing; news/walk en orphan → content/news/march.fr.md; news/walk ar missing", "translation-orphan-found"},
		{"the source is gone", map[string]string{"content/news/walk.en.md": text(english), "translations/news/walk.en.record": follows},
			"news/walk fr missing; news/walk en orphan; news/walk ar missing", "translation-orphan"},
		{"a translation that moved, and its source is gone", map[string]string{"content/news/march.en.md": text(english), "translations/news/walk.en.record": follows},
			"news/march fr missing; news/march en orphan ← translations/news/walk.en.record; news/march ar missing", "translation-orphan"},
		{"two that moved, one with its record, and their source lies elsewhere", map[string]string{"content/news/march.en.md": text(english), "content/news/march.ar.md": text(arabic), "content/news/run.fr.md": text(french), "translations/news/walk.en.record": follows},
			"news/march fr missing; news/march en orphan → content/news/run.fr.md ← translations/news/walk.en.record; news/march ar source; news/run fr source; news/run en missing; news/run ar missing", "translation-orphan-found"},
		{"a bundle becomes a file", map[string]string{"content/news/walk.fr.md": text(french), "content/news/walk.en.md": text(english), "translations/news/walk/index.en.record": follows},
			"news/walk fr source; news/walk en current ← translations/news/walk/index.en.record; news/walk ar missing", "record-moved"},
		{"a record that nobody has", map[string]string{"content/news/other.fr.md": text(with(with(french, 1, "Rien de cela."), 3, "Ni de cela.")), "translations/news/walk.en.record": follows},
			"news/other fr source; news/other en missing; news/other ar missing", ""},
		{"the source language changed", map[string]string{"content/news/walk.fr.md": text(french), "content/news/walk.en.md": strings.Replace(text(english), "---\n", "---\nsource: en\n", 1),
			"content/news/walk.ar.md": text(arabic), "translations/news/walk.en.record": follows, "translations/news/walk.ar.record": follows},
			"news/walk fr unverified; news/walk en source; news/walk ar unverified", "record-source"},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := loadFiles(t, test.files)
			if got := states(l.Site); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if got := onTranslations(l); got != test.told {
				t.Errorf("told %q, want %q", got, test.told)
			}
		})
	}
}

// Descriptions of sections are translated like texts.
func TestSectionStates(t *testing.T) {
	l := loadFiles(t, map[string]string{
		"content/news/_index.fr.md": "---\ntitle: Nouvelles du mouvement\n---\n\nCe que font les groupes, de mois en mois.\n",
		"content/news/_index.en.md": "---\ntitle: News of the movement\n---\n\nWhat the groups do from month to month.\n",
		"content/news/_index.ar.md": "---\ntitle: Nouvelles du mouvement\n---\n\nCe que font les groupes, de mois en mois.\n",
	})
	if got, want := states(l.Site), "news/_index fr source; news/_index en unverified; news/_index ar untranslated fr"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	x := l.Site.SectionTranslation(l.Site.Sections[1], l.Site.Language("en"))
	if x.RecordFile != "translations/news/_index.en.record" {
		t.Errorf("its record lies at %s", x.RecordFile)
	}
	if d := l.Site.Sections[1].Document(l.Site.Language("ar")); d == nil || d.File.Language != "fr" {
		t.Error("the untranslated description is shown in Arabic")
	}
}

// A draft is shown to who asks for drafts, done or not.
func TestDraftIsNotJudged(t *testing.T) {
	fsys := fstest.MapFS{"tract.yaml": {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}}\n")},
		"content/news/walk.fr.md": {Data: []byte(text(french))}, "content/news/walk.en.md": {Data: []byte(strings.Replace(text(french), "---\n", "---\ndraft: true\n", 1))}}
	l := build.Load(build.Settings{Files: fsys, Options: site.Options{Drafts: true}})
	p := l.Site.Publication("news/walk")
	if !p.IsReal(l.Site.Language("en")) || onTranslations(l) != "" {
		t.Error("the draft is no edition")
	}
	if got := l.Site.Translation(p, l.Site.Language("en")).State; got != translation.Untranslated {
		t.Errorf("its state is %s", got)
	}
}

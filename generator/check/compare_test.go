package check_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
	"tract/generator/check"
)

// compared are the ids of what a comparison of a French text with its
// translation tells.
func compared(t *testing.T, language, front, source, own, glossary string) string {
	t.Helper()
	files := fstest.MapFS{
		"tract.yaml":                    {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}, ar: {}, zh: {}, hi: {}, sw: {}, gn: {}}\nmessages: {ui-message-missing: off}\n")},
		"content/a.fr.md":               {Data: []byte("---\ntitle: Un titre\n---\n\n" + source + "\n")},
		"content/b.fr.md":               {Data: []byte("---\ntitle: B\n---\n\nUn texte.\n")},
		"content/c.csv":                 {Data: []byte("a,b\n1,2\n")},
		"content/b." + language + ".md": {Data: []byte("---\ntitle: B\n---\n\n42\n")},
		"content/a." + language + ".md": {Data: []byte("---\ntitle: A title\n" + front + "---\n\n" + own + "\n")},
	}
	if glossary != "" {
		files["glossary.yaml"] = &fstest.MapFile{Data: []byte(glossary)}
	}
	l := build.Load(build.Settings{Files: files})
	var ids []string
	for _, m := range l.Compare() {
		ids = append(ids, m.ID)
		if m.Range.Start.Line == 0 {
			t.Errorf("%s stands nowhere", m.ID)
		}
	}
	return strings.Join(ids, " ")
}

func TestCompare(t *testing.T) {
	for _, c := range []struct{ language, source, own, want string }{
		{"en", "En 2018, 54 pays ont signé.", "In 2018, 45 countries signed.", "translation-number-other"},
		{"en", "En 2018, 1 234,5 tonnes.", "In 2018, 1,234.5 tonnes.", ""},
		{"ar", "En 2018, 1 234,5 tonnes.", "في عام ٢٠١٨ بلغت ١٬٢٣٤٫٥ طن.", ""},
		{"zh", "1,5 million de personnes.", "150万人。", ""},
		{"hi", "1,5 million de personnes.", "15 लाख लोग।", ""},
		{"en", "Le 3 mai 2019, vingt pays.", "On 2019-05-03, 20 countries.", ""},
		{"en", "Dans les années 1990 et 1980.", "In the nineties and the eighties.", ""},
		{"en", "Dans les années quatre-vingt-dix.", "In the 1990s.", ""},
		{"en", "Dans les années 90.", "In the 1990s.", ""},
		{"ar", "Dans les années 1990.", "في تسعينيات القرن الماضي.", ""},
		{"zh", "Dans les années 1990.", "九十年代。", ""},
		{"hi", "Dans les années 1990.", "नब्बे के दशक में।", ""},
		{"sw", "Dans les années 1990.", "Katika miaka ya tisini.", ""},
		{"en", "Dans les années 1990.", "In the eighties.", "translation-number-missing"},
		{"en", "En 1990, le réseau.", "The network of the many.", "translation-number-missing"},
		{"en", "Vingt pays en 45 jours.", "20 countries in forty-five days.", ""},
		{"en", "Vingt pays en 45 jours.", "30 countries in fifty-four days.", "translation-number-other"},
		{"en", "Ils étaient 450 au centre.", "They were many at the centre.", "translation-number-missing"},
		{"gn", "Dans les années 1990.", "Umi ary irundyha.", ""},
		{"gn", "En 1990, le réseau.", "Umi ary irundyha.", "translation-number-missing"},
		{"en", "Ils étaient 450.", "They were many.", "translation-number-missing"},
		{"en", "Ils étaient nombreux.", "They were 450.", "translation-number-added"},
		{"en", "Le réseau est né en 1998. Un texte court.", "The network was born in 1989. A short text.", "translation-number-other"},
		{"en", "Voir [B](b.fr.md).", "See B.", "translation-links"},
		{"en", "Voir [B](b.fr.md).", "See [B](/b/).", ""},
		{"en", "Un[^1].\n\n[^1]: Note.", "One.", "translation-footnotes"},
		{"en", "## Un\n\n### Deux", "## One\n\n## Two", "translation-headings"},
		{"en", "![T](c.csv \"Table\")", "Nothing here.", "translation-images"},
		{"en", "Écrire à {adresse}.", "Write to {address}.", "translation-placeholder"},
		{"en", "Un premier texte.\n\nUn autre texte.\n\nEt encore un texte.\n\nLa santé est un droit pour toutes et tous dans le monde.", "A first text.\n\nAnother text here.\n\nAnd one more text.\n\nLa santé est un droit pour toutes et tous dans le monde.", "translation-language"},
		{"ar", "Un texte.\n\nUn autre.\n\nEt un troisième.", "نص أول طويل.\n\nنص ثان طويل.\n\nThis paragraph was never translated by anybody and was forgotten here.", "translation-language"},
	} {
		if got := compared(t, c.language, "", c.source, c.own, ""); got != c.want {
			t.Errorf("%q and %q: %q, wanted %q", c.source, c.own, got, c.want)
		}
	}
}

func TestSilenced(t *testing.T) {
	const source, own = "En 2018, 54 pays ont signé.", "In 2018, 45 countries signed."
	for front, want := range map[string]string{
		"checks: {numbers: Nine have left since.}\n": "",
		"checks: {links: Of another kind.}\n":        "translation-silence-unneeded translation-number-other",
		"checks: {number: A slip.}\n":                "translation-check-unknown translation-number-other",
		"checks: {numbers: \"\"}\n":                  "translation-check-unknown translation-number-other",
	} {
		if got := compared(t, "en", front, source, own, ""); got != want {
			t.Errorf("%s: %q, wanted %q", front, got, want)
		}
	}
}

func TestGlossary(t *testing.T) {
	const terms = `care:
  fr: soins de santé primaires
  en: [primary health care, primary care]
  ar: الرعاية الصحية الأولية
  zh: 初级卫生保健
  sw: huduma ya afya ya msingi
  not: {en: [basic care]}
`
	const source = "Les soins de santé primaires d’abord."
	for _, c := range []struct{ language, own, glossary, want string }{
		{"en", "Primary care first.", terms, ""},
		{"en", "PRIMARY health-care first.", terms, ""},
		{"en", "Good medicine first.", terms, "glossary-term"},
		{"en", "Basic care first.", terms, "glossary-forbidden"},
		{"ar", "وللرعاية الصحية الأولية الأولوية.", terms, ""},
		{"ar", "الطب أولا.", terms, "glossary-term"},
		{"zh", "初级 卫生保健优先。", terms, ""},
		{"zh", "医疗优先。", terms, "glossary-term"},
		{"sw", "Huduma za afya ya msingi kwanza.", terms, ""},
		{"en", "Primary care first.", "care: 3\n", "glossary-form"},
		{"en", "Primary care first.", "- care\n", "glossary-form"},
		{"en", "Primary care first.", "care: {eng: x}\n", "glossary-language"},
	} {
		if got := compared(t, c.language, "", source, c.own, c.glossary); got != c.want {
			t.Errorf("%q: %q, wanted %q", c.own, got, c.want)
		}
	}
}

// A word that only begins as a term does is none of its forms, and an acronym is
// not the word that it would be in small letters.
func TestGlossaryWords(t *testing.T) {
	const terms = "care: {fr: soin, en: care}\noms: {fr: OMS, en: WHO}\nright: {fr: droit, en: right}\nwomen: {fr: femme, en: woman}\n"
	for _, c := range []struct{ language, source, own, want string }{
		{"en", "À 14 heures, soit une heure après, on ouvre.", "At 14, an hour later, it opens.", ""},
		{"en", "Il fait soif, ce soir, à soixante.", "Sixty are thirsty tonight.", ""},
		{"en", "Des soins pour chacun d’eux.", "Caring for each of them.", ""},
		{"en", "Des soins pour chacun d’eux.", "Carbon cards for each carpet.", "glossary-term"},
		{"en", "Avec l’OMS, demain matin.", "With those who come tomorrow.", "glossary-term"},
		{"en", "Avec l’OMS, demain matin.", "With the WHO's people tomorrow.", ""},
		{"en", "Des oms de la planète.", "Of the planet of others.", ""},
		{"en", "Les droits de tous.", "The rights of all.", ""},
		{"en", "Avec une femme du quartier.", "With women of the quarter.", ""},
	} {
		if got := compared(t, c.language, "", c.source, c.own, terms); got != c.want {
			t.Errorf("%q, %q: %q, wanted %q", c.source, c.own, got, c.want)
		}
	}
}

// The reference site has nothing to tell: what the checks find in nine languages
// is right, or they are silent.
func TestReferenceSiteCompared(t *testing.T) {
	l := build.Read(build.Settings{Files: os.DirFS("../..")})
	for _, m := range l.Compare() {
		t.Errorf("%s:%d: %s %v", m.File, m.Range.Start.Line, m.ID, m.Args)
	}
	if len(check.Comparisons) == 0 {
		t.Error("no checks")
	}
}

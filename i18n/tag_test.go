package i18n

import (
	"strings"
	"testing"
)

func TestCanonical(t *testing.T) {
	for _, test := range []struct {
		tag, want string
		ok, known bool
	}{
		{"fr", "fr", true, true}, {"FR", "fr", true, true}, {"pt_BR", "pt-BR", true, true},
		{"zh_hant", "zh-Hant", true, true}, {"zh-tw", "zh-TW", true, true}, {"ZH-HANT-hk", "zh-Hant-HK", true, true},
		{"iw", "he", true, true}, {"in", "id", true, true}, {"sh", "sr-Latn", true, true}, {"tl", "fil", true, true},
		{"no", "no", true, true}, {"nb", "nb", true, true}, {"en-UK", "en-GB", true, true},
		{"cmn-hans-cn", "zh-Hans-CN", true, true}, {"kmr", "ku", true, true}, {"zh-min-nan", "nan", true, false},
		{"es-419", "es-419", true, true}, {"ca-valencia", "ca-valencia", true, true}, {"de-1996", "de-1996", true, true},
		{"ckb", "ckb", true, true}, {"fil", "fil", true, true}, {"quc", "quc", true, true}, {"ar-u-nu-arab", "ar-u-nu-arab", true, false},
		// Registered languages that CLDR has nothing of, and words that only look like one.
		{"new", "new", true, false}, {"map", "map", true, false}, {"api", "api", true, false}, {"doc", "doc", true, false},
		{"dev", "dev", true, false}, {"nah", "nah", true, false}, {"fra", "fr", true, false}, {"eng", "en", true, false},
		{"fin", "fi", true, false}, {"mar", "mr", true, false}, {"und", "und", true, false},
		{"web", "web", false, false}, {"img", "img", false, false}, {"files", "files", false, false},
		{"de-facto", "de-facto", false, false}, {"en-route", "en-route", false, false}, {"no-border", "no-border", false, false},
		{"la-vie", "la-vie", false, false}, {"fr-fr-fr", "fr-fr-fr", false, false}, {"fr-zz9", "fr-zz9", false, false},
		{"", "", false, false}, {"-", "-", false, false}, {"fr-", "fr-", false, false}, {"f", "f", false, false},
		{"x-own", "x-own", false, false}, {"français", "français", false, false}, {"fr.md", "fr.md", false, false},
		{"fr\n", "fr\n", false, false}, {"root", "root", false, false}, {"2022", "2022", false, false},
	} {
		got, ok := Canonical(test.tag)
		if got != test.want || ok != test.ok {
			t.Errorf("Canonical(%q) = %q, %v", test.tag, got, ok)
		}
		if got := Known(test.tag); got != test.known {
			t.Errorf("Known(%q) = %v", test.tag, got)
		}
	}
}

func TestParents(t *testing.T) {
	for tag, want := range map[string]string{
		"fr": "", "fr-CA": "fr", "pt-AO": "pt-PT pt", "pt-BR": "pt", "zh-Hant": "", "zh-Hans": "zh", "zh-CN": "zh",
		"zh-TW": "zh-Hant-TW zh-Hant", "zh-HK": "zh-Hant-HK zh-Hant", "zh-Hant-MO": "zh-Hant-HK zh-Hant",
		"es-MX": "es-419 es", "en-IN": "en-001 en", "nb": "no", "nn": "no", "sr-Latn": "", "sr-ME": "sr-Latn-ME sr-Latn",
		"sr-Cyrl-ME": "sr-Cyrl sr", "ht": "fr-HT fr", "hi-Latn": "en-IN en-001 en", "az-Cyrl": "", "en-Cyrl": "",
		"pa-PK": "pa-Arab-PK pa-Arab", "ca-valencia": "ca", "ar-u-nu-arab": "ar", "nah-MX": "nah", "nonsense-x": "", "": "",
	} {
		if got := strings.Join(Parents(tag), " "); got != want {
			t.Errorf("Parents(%q) = %q, want %q", tag, got, want)
		}
	}
}

func TestLoad(t *testing.T) {
	for _, test := range []struct{ tag, want, dir, script, date string }{
		{"FR", "fr", "ltr", "Latn", "4 mars 2026"},
		{"fr-JP", "fr-JP", "ltr", "Latn", "4 mars 2026"},
		{"ar", "ar", "rtl", "Arab", "4 مارس 2026"},
		{"ar-u-nu-arab", "ar-u-nu-arab", "rtl", "Arab", "٤ مارس ٢٠٢٦"},
		{"zh", "zh", "ltr", "Hans", "2026年3月4日"},
		{"zh-TW", "zh-TW", "ltr", "Hant", "2026年3月4日"},
		{"ur", "ur", "rtl", "Arab", "4 مارچ، 2026"},
		{"bn", "bn", "ltr", "Beng", "৪ মার্চ, ২০২৬"},
		{"ku-Arab", "ku-Arab", "rtl", "Arab", "2026-03-04"},
		{"ckb", "ckb", "rtl", "Arab", "٤ی ئازاری ٢٠٢٦"},
		{"dv", "dv", "rtl", "Thaa", "2026-03-04"},
		{"nah", "nah", "ltr", "Latn", "2026-03-04"},
		{"no such", "und", "ltr", "Latn", "2026-03-04"},
	} {
		l := Load(test.tag)
		if l.Tag() != test.want || l.Dir() != test.dir || l.Script() != test.script || l.Date(Date{2026, 3, 4}, Long) != test.date {
			t.Errorf("%s: %s %s %s %s", test.tag, l.Tag(), l.Dir(), l.Script(), l.Date(Date{2026, 3, 4}, Long))
		}
	}
}

func TestAutonym(t *testing.T) {
	for tag, want := range map[string]string{
		"fr": "Français", "en": "English", "es": "Español", "pt": "Português", "ar": "العربية", "bn": "বাংলা",
		"hi": "हिन्दी", "zh": "中文", "sw": "Kiswahili", "zh-Hant": "繁體中文", "de": "Deutsch", "ru": "Русский",
		"tr": "Türkçe", "ku": "kurdî (kurmancî)", "nah": "Nāhuatl", "gn": "avañe’ẽ", "quc": "Kʼicheʼ", "qu": "Runasimi",
		"id": "Indonesia", "cs": "Čeština", "sr-Latn": "srpski (latinica)", "dv": "ދިވެހިބަސް", "ts": "Xitsonga", "mos": "Mooré", "zzz": "zzz", "nonsense!": "nonsense!",
	} {
		if got := Autonym(tag); got != want {
			t.Errorf("Autonym(%q) = %q, want %q", tag, got, want)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	for _, s := range []string{"zh-Hant-TW", "i-klingon", "en-a-bbb-x-c", "sl-rozaj-biske-1994", "ar-u-nu-arab", "hy-SU", "\x00-a", "de-DE-1996-x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, tag string) {
		canonical, ok := Canonical(tag)
		if again, ok2 := Canonical(canonical); ok && (!ok2 || again != canonical) {
			t.Errorf("%q becomes %q, then %q", tag, canonical, again)
		}
		if l := Load(tag); ok != (l.Tag() == canonical) && canonical != "und" {
			t.Errorf("%q is loaded as %q", tag, l.Tag())
		}
		Parents(tag)
		Known(tag)
		Autonym(tag)
	})
}

package po

import (
	"fmt"
	"testing"

	"tract/i18n"
)

// TestPluralRules holds that the expression written for a language gives each
// count the category that CLDR gives it.
func TestPluralRules(t *testing.T) {
	for _, tag := range []string{"fr", "en", "es", "pt", "pt-PT", "ar", "bn", "hi", "zh", "zh-Hant", "sw", "ru", "uk", "pl", "cs", "sl", "ga", "gd",
		"cy", "br", "mt", "lt", "lv", "ro", "hr", "sr", "he", "ja", "ko", "vi", "am", "ln", "tzm", "shi", "da", "is", "mk", "fil", "gv", "kw", "dsb", "iu", "lag", "ksh", "de", "fa", "tr", "und"} {
		l := i18n.Load(tag)
		categories, expression := l.Gettext()
		p, ok := ReadPlural(fmt.Sprintf("nplurals=%d; plural=%s;", len(categories), expression))
		if !ok {
			t.Errorf("%s: %s is no expression", tag, expression)
			continue
		}
		for n := range int64(1000) {
			if got := categories[p.Of(uint64(n))]; got != l.Plural(n) {
				t.Errorf("%s: %s says %s of %d, not %s", tag, expression, got, n, l.Plural(n))
				break
			}
		}
	}
	for tag, want := range map[string]string{
		"fr": "(n == 0 || n == 1) ? 0 : 1",
		"en": "n == 1 ? 0 : 1",
		"zh": "0",
		"ar": "n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 && n % 100 <= 99 ? 4 : 5",
	} {
		if _, got := i18n.Load(tag).Gettext(); got != want {
			t.Errorf("%s: %s", tag, got)
		}
	}
}

package check

import (
	"strings"
	"testing"
)

// Decades and other numbers in the words of many languages.
func TestInWords(t *testing.T) {
	for _, test := range []struct {
		language, text string
		says, not      []int
	}{
		{"en", "since the nineties", []int{1990, 90, 1890}, []int{1980, 19, 45, 1991}},
		{"en", "Forty-five people, twelve of them new", []int{45, 12, 40}, []int{54, 41, 25}},
		{"en-GB", "in their twentieth year", []int{20}, []int{30}},
		{"fr", "dans les années quatre-vingt-dix", []int{1990, 90}, []int{1960, 70}},
		{"fr", "dans les années quatre-vingts", []int{1980}, []int{1990}},
		{"fr", "dans les années soixante-dix", []int{1970}, []int{1980}},
		{"fr", "soixante et onze, quatre-vingt-dix-neuf", []int{71, 99, 80}, []int{45, 52}},
		{"fr-CH", "nonante, septante-deux", []int{90, 72}, []int{80}},
		{"es", "a finales de los noventa", []int{1990}, []int{1980}},
		{"es", "veinticinco pueblos, cuarenta y dos años", []int{25, 42}, []int{24, 52}},
		{"pt", "nos anos oitenta e noventa", []int{1980, 1990}, []int{1970}},
		{"pt-BR", "trinta e um", []int{31}, []int{41}},
		{"ar", "منذ التسعينيات", []int{1990}, []int{1980}},
		{"ar", "في ثمانينات القرن الماضي", []int{1980}, []int{1990}},
		{"ar", "خمسة وأربعون", []int{45}, []int{54, 46}},
		{"bn", "নব্বইয়ের দশকে", []int{1990}, []int{1980}},
		{"bn", "কুড়ি জন", []int{20}, []int{30}},
		{"hi", "नब्बे के दशक में", []int{1990}, []int{1980}},
		{"hi", "पचास लोग", []int{50, 1950}, []int{60}},
		{"sw", "miaka ya tisini", []int{1990}, []int{1980}},
		{"sw", "watu arobaini na watano", []int{45}, []int{46, 55}},
		{"zh", "九十年代", []int{1990}, []int{1980}},
		{"zh-Hant", "一九九〇年，四十五人", []int{1990, 45}, []int{1991, 54}},
		{"ja", "一九九零年代、十三人", []int{1990, 13}, []int{23}},
		{"de", "in den Neunzigern, fünfundvierzig", []int{1990, 45}, []int{1980, 54}},
		{"it", "negli anni ottanta, quarantadue", []int{1980, 42}, []int{43, 1990}},
		{"ca", "als anys noranta", []int{1990}, []int{1980}},
		{"nl", "de jaren negentig", []int{1990}, []int{1980}},
		{"ru", "в девяностых годах", []int{1990}, []int{1980}},
		{"tr", "doksanlarda", []int{1990}, []int{1980}},
		{"id", "tahun sembilan puluhan", []int{1990}, []int{1980}},
		{"fa", "دهه نود", []int{1990}, []int{1980}},
	} {
		for _, n := range test.says {
			if says, _ := inWords(test.text, test.language, n); !says {
				t.Errorf("%s %q does not say %d", test.language, test.text, n)
			}
		}
		for _, n := range test.not {
			if says, _ := inWords(test.text, test.language, n); says {
				t.Errorf("%s %q says %d", test.language, test.text, n)
			}
		}
	}
	if _, known := inWords("nineties", "gn", 90); known {
		t.Error("words of Guaraní are known")
	}
}

// Each language has its words for 1 to 12 at least, and all tens.
func TestSpellings(t *testing.T) {
	for tag, s := range spelled {
		if units, tens := len(strings.Fields(s.units)), len(strings.Fields(s.tens)); tens != 9 || units < 10 || units > 19 {
			t.Errorf("%s has %d units and %d tens", tag, units, tens)
		}
		for n := 10; n < 100; n += 10 {
			way := numeralsOf()[tag].tens[n/10][0]
			if says, _ := inWords(strings.Join(way, " "), tag, n); !says {
				t.Errorf("%s: %v does not say %d", tag, way, n)
			}
		}
	}
}

func TestScaled(t *testing.T) {
	for text, want := range map[string]bool{
		"Two Millions": true, "cent personnes": true, "au centre, cent ans": true, "le centre": false, "a military man": false, "dos mil": true, "صندوق بمئة": true,
		"১৫ লাখ": true, "15 लाख": true, "सौर ऊर्जा": false, "150万人": true, "شخص": false, "শতাংশ": false, "zwei Millionen": true,
	} {
		if got := scaled(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func FuzzInWords(f *testing.F) {
	f.Add("quatre-vingt-dix-neuf", "fr", 99)
	f.Add("四十五", "zh", 45)
	f.Add("零", "zh", -5)
	f.Fuzz(func(t *testing.T, text, language string, number int) {
		inWords(text, language, number)
		inWords(text, "fr", number)
		inWords(text, "ja", number)
	})
}

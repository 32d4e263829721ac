package i18n

import (
	"bytes"
	"strings"
	"sync"
	"testing"
)

func TestCountries(t *testing.T) {
	n := 0
	english := Load("en")
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string(a) + string(b)
			if !IsCountry(code) {
				continue
			}
			n++
			name, ok := english.Country(strings.ToLower(code))
			if !ok || Continent(code) == "" {
				t.Errorf("%s: %q on %q", code, name, Continent(code))
			}
			// Every name leads back, in every script.
			for _, tag := range []string{"en", "fr", "ar", "bn", "hi", "zh", "sw", "ru"} {
				name, _ := Load(tag).Country(code)
				if back, ok := CountryCode(strings.ToUpper(name), []string{tag}); !ok || back != code {
					t.Errorf("%s is %q in %s, which is %q", code, name, tag, back)
				}
			}
		}
	}
	if n != 250 {
		t.Errorf("%d countries, ISO 3166-1 has 249, and Kosovo", n)
	}
}

func TestCountryCode(t *testing.T) {
	for _, test := range []struct{ name, tags, want string }{
		{"cote d'ivoire", "fr", "CI"}, {"COTE D IVOIRE", "fr", "CI"}, {"Ivory Coast", "en", "CI"}, {"The Gambia", "en", "GM"},
		{"  états-unis ", "fr", "US"}, {"USA", "", "US"}, {"usa", "en", "US"}, {"UK", "en", "GB"}, {"fr", "", "FR"}, {"FRA", "", "FR"},
		{"مصر", "ar", "EG"}, {"Palestine", "en", "PS"}, {"Burma", "en", "MM"}, {"Brasil", "es pt", "BR"}, {"La France", "fr", "FR"},
		{"Türkiye", "en", "TR"}, {"Turkey", "en", "TR"}, {"नाइजर", "hi", "NE"}, {"Niger", "fr", "NE"}, {"Nigeria", "fr en", "NG"},
		{"France", "ar", ""}, {"", "fr", ""}, {"…", "fr", ""}, {"Atlantis", "en fr", ""}, {"Africa", "en", ""}, {"ZZ", "en", ""}, {"EU", "en", ""},
	} {
		got, ok := CountryCode(test.name, strings.Fields(test.tags))
		if got != test.want || ok != (test.want != "") {
			t.Errorf("CountryCode(%q, %s) = %q, %v; want %q", test.name, test.tags, got, ok, test.want)
		}
	}
}

func TestPlaces(t *testing.T) {
	l := Load("fr")
	for code, want := range map[string]string{"002": "Afrique", "019": "Amériques", "142": "Asie", "150": "Europe", "009": "Océanie", "xk": "Kosovo"} {
		if got, ok := l.Region(code); !ok || got != want {
			t.Errorf("Region(%s) = %q, %v", code, got, ok)
		}
	}
	for code, want := range map[string]string{"fr": "150", "KE": "002", "br": "019", "IN": "142", "NZ": "009", "UK": "150", "": "", "001": "", "EU": ""} {
		if got := Continent(code); got != want {
			t.Errorf("Continent(%s) = %q", code, got)
		}
	}
	for _, code := range []string{"", "F", "EU", "ZZ", "002", "FRA", "\n"} {
		if name, ok := l.Country(code); ok {
			t.Errorf("Country(%q) = %q", code, name)
		}
	}
	if name, ok := l.Language("not a tag"); ok || name != "not a tag" {
		t.Errorf("Language gives %q", name)
	}
}

func TestWithDigits(t *testing.T) {
	for _, test := range []struct{ tag, system, number, year, date string }{
		{"ar", "arab", "١٬٢٣٤", "٢٠٢٦", "٤ مارس ٢٠٢٦"},
		{"ar", "native", "١٬٢٣٤", "٢٠٢٦", "٤ مارس ٢٠٢٦"},
		{"ar-EG", "latn", "1,234", "2026", "4 مارس 2026"},
		{"hi", "deva", "१,२३४", "२०२६", "४ मार्च २०२६"},
		{"hi", "native", "१,२३४", "२०२६", "४ मार्च २०२६"},
		{"bn", "default", "১,২৩৪", "২০২৬", "৪ মার্চ, ২০২৬"},
		{"bn", "Latn", "1,234", "2026", "4 মার্চ, 2026"},
		{"fa", "latn", "1,234", "2026", "4 مارس 2026"},
		{"fr", "arabext", "۱٬۲۳۴", "۲۰۲۶", "۴ mars ۲۰۲۶"},
		{"fr", "native", "1\u202f234", "2026", "4 mars 2026"},
	} {
		l, err := Load(test.tag).WithDigits(test.system)
		if err != nil {
			t.Errorf("%s %s: %v", test.tag, test.system, err)
			continue
		}
		if n, y, d := l.Integer(1234), l.Digits("2026"), l.Date(Date{2026, 3, 4}, Long); n != test.number || y != test.year || d != test.date {
			t.Errorf("%s %s: %s %s %s", test.tag, test.system, n, y, d)
		}
	}
	for _, system := range []string{"roman", "hebr", "none", "arab\n", "-"} {
		if _, err := Load("ar").WithDigits(system); err == nil {
			t.Errorf("%q counts as digits", system)
		}
	}
}

func TestListPattern(t *testing.T) {
	for _, test := range []struct {
		tag  string
		n    int
		want string
	}{{"fr", 0, ""}, {"fr", 1, ""}, {"fr", 2, " et |"}, {"fr", 4, ", |, | et |"}, {"en", 3, ", |, and |"}, {"ti", 2, "ን |ን"}, {"fr", -1, ""}} {
		if got := strings.Join(Load(test.tag).ListPattern(test.n), "|"); got != test.want {
			t.Errorf("%s %d: %q", test.tag, test.n, got)
		}
	}
	if got := Load("es").ListSeparators([]string{"a", "Irán"}); got[0] != " e " {
		t.Errorf("%q", got)
	}
}

func TestPartialDates(t *testing.T) {
	l := Load("fr")
	for _, test := range []struct{ got, want string }{
		{l.Date(Date{}, Long), ""}, {l.Date(Date{Year: 1978}, Full), "1978"}, {l.Date(Date{1978, 9, 0}, Long), "septembre 1978"},
		{l.Date(Date{1978, 9, 0}, Medium), "sept. 1978"}, {l.Date(Date{1978, 9, 0}, Short), "09/1978"}, {l.Date(Date{0, 9, 12}, Long), "12 septembre"},
		{l.Date(Date{2026, 13, 1}, Long), "2026"}, {l.Date(Date{2026, 2, 30}, Long), "février 2026"}, {l.Date(Date{2026, -1, -1}, Long), "2026"},
		{l.Date(Date{10000, 1, 1}, Long), "1er janvier 10000"}, {l.Date(Date{2026, 3, 4}, Style(9)), "4 mars 2026"},
		{l.DateRange(Date{2022, 3, 0}, Date{2022, 5, 0}), "mars\u2009–\u2009mai 2022"}, {l.DateRange(Date{2022, 11, 0}, Date{2023, 1, 0}), "novembre 2022\u2009–\u2009janvier 2023"},
		{l.DateRange(Date{Year: 2019}, Date{Year: 2022}), "2019–2022"}, {l.DateRange(Date{2022, 3, 4}, Date{2022, 3, 4}), "4 mars 2022"},
		{l.DateRange(Date{2022, 3, 4}, Date{Year: 2023}), "4 mars 2022\u2009–\u20092023"}, {l.DateRange(Date{2022, 3, 4}, Date{}), "4 mars 2022"},
		{l.DateRange(Date{2022, 3, 8}, Date{2022, 3, 4}), "8 mars 2022\u2009–\u20094 mars 2022"}, {l.DateRange(Date{}, Date{}), ""},
		{l.Time(24, 0), "00:00"}, {l.Time(25, 0), ""}, {l.Time(-1, 0), ""}, {l.DateTime(Date{2026, 3, 0}, 12, 0), "mars 2026"},
		{l.MonthName(0), ""}, {l.MonthName(12), "décembre"}, {l.MonthYear(2026, 3), "mars 2026"},
		{l.Bytes(-1), "0\u202fo"}, {l.Bytes(999), "999\u202fo"}, {l.Bytes(999_499), "999\u202fko"}, {l.Bytes(999_500), "1\u202fMo"}, {l.Bytes(9_960_000), "10\u202fMo"},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}

func TestOddNumbers(t *testing.T) {
	l := Load("en")
	for _, test := range []struct{ got, want string }{
		{l.Integer(-1 << 63), "-9,223,372,036,854,775,808"}, {l.Decimal(1e21, 2), "1,000,000,000,000,000,000,000"},
		{l.Decimal(-0.001, 2), "0"}, {l.Decimal(9.999, 2), "10"}, {l.Decimal(2.5, -3), "3"}, {l.Percent(0.125), "13%"},
		{l.PluralDecimal("x"), "other"}, {l.PluralDecimal(""), "other"}, {l.PluralDecimal("-1"), "one"}, {l.PluralDecimal(strings.Repeat("1", 400)), "other"},
		{Load("es").Integer(1234), "1234"}, {Load("es").Integer(12345), "12.345"}, {Load("hi").Integer(1234567), "12,34,567"},
		{strings.Join(Load("ar").Categories(), " "), "zero one two few many other"}, {strings.Join(Load("fr").Categories(), " "), "one other"},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}

func TestCollatorOrders(t *testing.T) {
	for tag, want := range map[string]string{
		"fr": "tome 9|tome 10|Zoé", "sv": "Zoo|Ål|Öl", "de": "Öl|Zoo",
		"zh": "阿|中国|Z", // by pinyin: a, zhong
		"ru": "2|Б|A", "el": "α|A", "ja": "A|アジア|ガーナ|カメラ", "nb": "Zoo|Øl|Ål",
	} {
		c := Load(tag).Collator()
		words := strings.Split(want, "|")
		for i := 1; i < len(words); i++ {
			if bytes.Compare(c.Key(words[i-1]), c.Key(words[i])) >= 0 {
				t.Errorf("%s: %s does not stand before %s", tag, words[i-1], words[i])
			}
		}
	}
}

// TestConcurrentUse is for the race detector.
func TestConcurrentUse(t *testing.T) {
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, tag := range []string{"fr", "ar", "bn", "zh-Hant", "pt-AO", "sr-Latn"} {
				l := Load(tag)
				l.Date(Date{2026, 3, 4}, Full)
				l.Country("ci")
				l.Language("zh-Hant")
				l.Collator().Key("x")
				CountryCode("x", []string{tag})
				c, _ := LoadMessages(nil, []string{tag})
				c.Find([]string{tag}, "home")
			}
		})
	}
	all.Wait()
}

var nine = []string{"fr", "en", "es", "pt", "ar", "bn", "hi", "zh", "sw"}

// BenchmarkLoadNine is what a site in nine languages spends at most: the
// first time shows in -benchtime 1x.
func BenchmarkLoadNine(b *testing.B) {
	for b.Loop() {
		for _, tag := range nine {
			l := Load(tag)
			l.Date(Date{2026, 3, 4}, Long)
			l.Country("fr")
			for _, other := range nine {
				l.Language(other)
			}
			Autonym(tag)
			l.Collator()
		}
		LoadMessages(nil, nine)
	}
}

func BenchmarkDate(b *testing.B) {
	l := Load("ar-EG")
	for b.Loop() {
		l.Date(Date{2026, 3, 4}, Long)
	}
}

func BenchmarkInteger(b *testing.B) {
	l := Load("bn")
	for b.Loop() {
		l.Integer(1_234_567)
	}
}

func BenchmarkKey(b *testing.B) {
	c := Load("fr").Collator()
	for b.Loop() {
		c.Key("Déclaration de Panama sur la santé des peuples")
	}
}

func BenchmarkFormat(b *testing.B) {
	c, _ := LoadMessages(nil, []string{"fr"})
	l := Load("fr")
	for b.Loop() {
		t, _ := c.Find([]string{"fr"}, "signatories")
		t.Format(l, "count", 1234)
	}
}

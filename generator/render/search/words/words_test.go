package words

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for _, tt := range []struct{ word, want string }{
		{"École", "ecole"}, {"ÀÉÎÕÜ", "aeiou"}, {"Œuvre", "oeuvre"}, {"Straße", "strasse"}, {"ẞ", "ss"}, {"smørrebrød", "smorrebrod"},
		{"İstanbul", "istanbul"}, {"ısı", "isi"}, {"Łódź", "lodz"}, {"Ζωής", "ζωησ"}, {"Ёлка", "елка"}, {"ﬁn", "fin"}, {"ＡＢＣ１２", "abc12"},
		{"إِعْلَانٌ", "اعلان"}, {"أسماء", "اسما"}, {"مدرسة", "مدرسه"}, {"مستشفى", "مستشفي"}, {"كـــتاب", "كتاب"}, {"آمال", "امال"}, {"سؤال", "سوال"},
		{"٢٠٢٤", "2024"}, {"২০২৪", "2024"}, {"२०२४", "2024"}, {"۱۳۹۹", "1399"}, {"𝟙𝟚", "12"}, {"᠑", "1"}, {"๓", "3"},
		{"हिन्दी", "हिंदी"}, {"सम्बन्ध", "संबंध"}, {"राँची", "रांची"}, {"क़ानून", "कानून"}, {"बच्\u200dचा", "बच्चा"}, {"चाँद", "चांद"},
		{"চাঁদ", "চাদ"}, {"বাড়ি", "বাডি"}, {"ক\u200dখ", "কখ"}, {"שָׁלוֹם", "שלום"}, {"한국어", "한국어"}, {"ガギグ", "ガギグ"}, {"㈱", "株"},
		{"can\u00adcel", "cancel"}, {"", ""}, {"́", ""}, {"½", "12"}, {"ﷺ", Fold("صلى") + Fold("الله") + Fold("عليه") + Fold("وسلم")},
	} {
		if got := Fold(tt.word); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}

func TestPieces(t *testing.T) {
	for _, tt := range []struct{ word, want string }{
		{"ecole", "ecole"}, {"人民健康", "人民|民健|健康|康"}, {"人", "人"}, {"2027年大会", "2027|年大|大会|会"}, {"who观察", "who|观察|察"},
		{"ภาษาไทย", "ภา|าษ|ษา|าไ|ไท|ทย|ย"}, {"សុខ", "សុខ|ខ"}, {strings.Repeat("a", 40), strings.Repeat("a", 40)}, {strings.Repeat("a", 41), ""}, {"", ""},
	} {
		var got []string
		Pieces(tt.word, func(p string) { got = append(got, p) })
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("Pieces(%q) = %s, want %s", tt.word, s, tt.want)
		}
	}
}

// Forms of one word share a stem, others do not.
func TestStems(t *testing.T) {
	for _, tt := range []struct {
		tag, together string
		apart         string
	}{
		{"fr", "travail travaux", ""}, {"fr", "grève grèves", "gravier"}, {"en", "woman women", "womb"}, {"pt", "ação ações", "acaso"}, {"fr", "déclaration déclarations declaration", "déclin"},
		{"fr", "national nationale nationaux nationales", "natation"}, {"en", "city cities", "citizen"}, {"en", "survey surveys surveyed surveying", "surgery"},
		{"es", "nación naciones", "nacer"}, {"es", "trabajador trabajadora trabajadores trabajadoras", "traba"}, {"pt", "reunião reuniões", "reinado"}, {"pt", "saudável saudáveis", "saudade"},
		{"de", "Haus Hauses", "Hase"}, {"ru", "книга книги книгу", "кнут"}, {"it", "lavoratore lavoratori", "lava"}, {"tr", "kitap kitaplar", "kira"}, {"fr-CA", "grève grèves", "gravier"},
		{"ar", "معلم المعلم والمعلم معلمون معلمين معلمات للمعلمين", "عالم"}, {"ar", "صحية الصحية صحيه", "صحافة"}, {"ar", "نسوية نسويات", "نسيان"},
		{"hi", "किताब किताबें किताबों", "किसान"}, {"hi", "लड़का लड़के लड़कों", "लड़ाकू"}, {"hi", "लिए लिये", "लाए"}, {"hi", "महिला महिलाएं महिलाओं", "महल"},
		{"bn", "মানুষ মানুষের মানুষকে মানুষেরা", "মান"}, {"bn", "শহর শহরের শহরে শহরগুলো", "শর"}, {"bn", "সংগঠন সংগঠনের সংগঠনগুলির", "সংগীত"},
		{"sw", "mfanyakazi wafanyakazi", "kazi"}, {"sw", "mkutano mikutano mkutanoni", "kutu"}, {"sw", "kijana vijana", "janga"}, {"sw", "mtu watu", "tatu"}, {"sw", "kujiunga jiunge", "jinga"},
		{"sw", "mwalimu walimu", "elimu"}, {"sw", "mwanamke wanawake", "mwana"}, {"sw", "mwaka miaka", "kama"},
		{"qu", "runa", "runakuna"}, {"ckb", "کتێب", "کتێبەکان"},
	} {
		l := For(tt.tag)
		stem := func(w string) string { return l.Stem(w, l.Bare(Fold(w))) }
		forms := strings.Fields(tt.together)
		for _, f := range forms[1:] {
			if stem(f) != stem(forms[0]) {
				t.Errorf("%s: %s has the stem %s, %s has %s", tt.tag, f, stem(f), forms[0], stem(forms[0]))
			}
		}
		if tt.apart != "" && stem(tt.apart) == stem(forms[0]) {
			t.Errorf("%s: %s and %s share the stem %s", tt.tag, tt.apart, forms[0], stem(forms[0]))
		}
	}
}

// FuzzFold holds that folding never fails, comes to an end at once, and leaves
// nothing that the index uses for itself.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"École", "إِعْلَان", "हिन्दी", "人民健康", "ﷺ", "\xff\xfe", "__proto__", "é́́", "ǰ̌", "\U0001F600\U00020000", "ᾳ̈", "ŉ", "㍿", "ब्\u200d", "०1२"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if !utf8.ValidString(folded) && utf8.ValidString(s) {
			t.Errorf("Fold(%q) = %q", s, folded)
		}
		if strings.ContainsAny(folded, " !*=,\"\\<>\n\u2028") {
			t.Errorf("Fold(%q) = %q", s, folded)
		}
		if again := Fold(folded); again != folded {
			t.Errorf("Fold(%q) = %q, then %q", s, folded, again)
		}
		whole := 0
		Pieces(folded, func(p string) {
			if p == "" || !strings.Contains(folded, p) {
				t.Errorf("Pieces(%q) gives %q", folded, p)
			}
			whole++
		})
		for _, tag := range []string{"fr", "ar", "hi", "bn", "sw", "tr", "ta", "xx"} {
			l := For(tag)
			if bare := l.Bare(folded); l.Stem(s, bare) == "" && bare != "" {
				t.Errorf("%s: %q has no stem", tag, s)
			}
		}
	})
}

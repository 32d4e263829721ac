package signatory

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"tract/generator/diag"
)

// shown is a list and its messages on few lines.
func shown(l *List, ms []diag.Message) string {
	var out []string
	for _, s := range l.Signed {
		parts := []string{s.Name, s.Latin, s.Language, s.Type.String(), s.Role, s.URL, s.Country, s.Place, s.Signed.String(), s.Digest}
		out = append(out, strings.TrimRight(strings.Join(parts, "|"), "|"))
	}
	for _, m := range diag.Sort(ms) {
		out = append(out, fmt.Sprintf("%s %d:%d", m.ID, m.Range.Start.Line, m.Range.Start.Column))
	}
	return strings.Join(out, "\n")
}

const digest = "0123456789abcdef0123456789abcdef"

func TestRead(t *testing.T) {
	tests := []struct{ name, file, text, want string }{
		{"YAML", "signatories.yaml", "- name: Réseau Kapok\n  type: organisation\n  country: sn\n  url: https://kapok.example/\n  place: Dakar\n  signed: 2024-05-31\n- name: منظمة الصحة\n  latin: Munazzamat as-sihha\n  language: ar\n- Marie Diop\n",
			"Réseau Kapok|||organisation||https://kapok.example/|SN|Dakar|2024-05-31\nمنظمة الصحة|Munazzamat as-sihha|ar\nMarie Diop"},
		{"YAML with the text that was signed", "signatories.yaml", "text: " + strings.ToUpper(digest) + "\nsignatories:\n- name: A\n- {name: B, digest: 00000000000000000000000000000000}\n",
			"A|||||||||" + digest + "\nB|||||||||00000000000000000000000000000000"},
		{"CSV", "signatories.csv", "name,country,signed,withdrawn\nRéseau Kapok,SN,2024,\nCercle,ML,2024-05,no\nParti,FR,,2025-01-02\n", "Réseau Kapok||||||SN||2024\nCercle||||||ML||2024-05"},
		{"CSV in French with semicolons and CRLF", "signatories.csv", "\uFEFFNom;Pays;Ville;Type\r\n\"Ligue; section \"\"Nord\"\"\";FR;Lille;association\r\n", "Ligue; section \"Nord\"|||organisation|||FR|Lille"},
		{"headers in Arabic, Bengali, Hindi, Chinese, Swahili", "signatories.csv", "الاسم\tدেশ\nعائشة\t\n", "عائشة\nsignatory-column 1:7"},
		{"organisation stands for the name", "signatories.csv", "organisation,country\nKapok,SN\n", "Kapok||||||SN"},
		{"no name", "signatories.csv", "name,country\n,SN\n \u00A0,SN\nA,SN\n", "A||||||SN\nsignatory-nameless 2:1\nsignatory-nameless 3:3"},
		{"no column of names", "signatories.csv", "country\nSN\n", "signatory-no-names 1:1"},
		{"twice", "signatories.csv", "name\nÉcole  Verte\nE\u0301COLE VERTE\nStraße\nSTRASSE\n", "École Verte\nÉCOLE VERTE\nStraße\nSTRASSE\nsignatory-twice 3:1\nsignatory-twice 5:1"},
		{"twice, once withdrawn", "signatories.csv", "name,withdrawn\nA,x\na,\n", "a\nsignatory-withdrawn-twice 3:1"},
		{"country", "signatories.csv", "name,country\nA,XX\nB,Sénégal\nC,السنغال\n", "A\nB\nC\nsignatory-country 2:3\nsignatory-country-name 3:3\nsignatory-country-name 4:3"},
		{"column count", "signatories.csv", "name,country\nLigue, section de Dakar,SN\nB\nC,SN,,\n", "C||||||SN\nsignatory-columns 2:1\nsignatory-columns 3:1"},
		{"quotes inside a name", "signatories.csv", "name,country\nLa \"Main\" verte,SN\nB,SN\n", "B||||||SN\ncsv-quote 2:4"},
		{"encodings", "signatories.csv", "name\nSant\xE9\n", "Sant?\nencoding-legacy 2:5"},
		{"UTF-16", "signatories.csv", "\xFF\xFEn\x00a\x00m\x00e\x00\n\x00A\x00\n\x00", "A"},
		{"UTF-16 without a mark", "signatories.csv", "n\x00a\x00m\x00e\x00\n\x00A\x00\n\x00", "A"},
		{"Markdown, HTML and formulas are text", "signatories.csv", "name\n<script>alert(1)</script>\n*A* [b](c)\n\"=cmd|'/c calc'!A1\"\n", "<script>alert(1)</script>\n*A* [b](c)\n=cmd|'/c calc'!A1"},
		{"hidden characters", "signatories.csv", "name\nA\u202EB\nC\u0007D\nمی\u200Cخواهم\n\"two\nlines\"\n", "AB\nCD\nمی\u200Cخواهم\ntwo lines\nsignatory-hidden 2:1\nsignatory-hidden 3:1"},
		{"column of addresses by name", "signatories.csv", "name,Courriel,Téléphone\nA,,\n", "A\nsignatory-contact 1:6\nsignatory-contact 1:15"},
		{"column of addresses by content", "signatories.csv", "name,x,y,z\nA,a.b@c.org,+221 77 123 45 67,12000000\n", "A\nsignatory-contact 1:6\nsignatory-contact 1:8\nsignatory-column 1:10"},
		{"address in a column that is read", "signatories.csv", "name,place,url\nA,bureau@kapok.org,mailto:a@b.org\n+221771234567,Dakar,https://mastodon.example/@kapok.org\n", "A\nsignatory-contact-cell 2:3\nsignatory-contact-cell 2:20\nsignatory-contact-cell 3:1"},
		{"contact in YAML", "signatories.yaml", "- name: A\n  email: a@b.org\n- name: B\n  phone: 0771234567\n", "A\nB\nsignatory-contact 2:3\nsignatory-contact 4:3"},
		{"unknown columns", "signatories.csv", "name,contry,size\nA,SN,3\n", "A\nsignatory-column-near 1:6\nsignatory-column 1:13"},
		{"column twice", "signatories.csv", "name,pays,country\nA,SN,FR\n", "A||||||SN\nsignatory-column-twice 1:11"},
		{"type, url, date, digest, language", "signatories.csv", "name,type,url,signed,digest,language\nA,company,kapok.org,04/03/2016,12,not a tag!\n", "A\nsignatory-type 2:3\nsignatory-url 2:11\nsignatory-date 2:21\nsignatory-digest 2:32\nsignatory-language 2:35"},
		{"javascript", "signatories.csv", "name,url\nA,javascript:alert(1)\n", "A\nsignatory-url 2:3"},
		{"no list", "signatories.yaml", "who: us\n", "signatory-none 1:1\nsignatory-field 1:1"},
		{"an entry that is no row", "signatories.yaml", "- [A, B]\n- name: [A]\n", "signatory-row 1:3\nsignatory-nameless 2:3\nfield-type-single 2:9"},
		{"empty", "signatories.csv", "", "signatory-none 0:0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, ms := Read(diag.Source{Path: "content/a/" + tt.file, Text: []byte(tt.text)})
			got, want := strings.Split(shown(l, ms), "\n"), strings.Split(tt.want, "\n")
			for i := range max(len(got), len(want)) {
				a, b := "", ""
				if i < len(got) {
					a = got[i]
				}
				if i < len(want) {
					b = want[i]
				}
				if a != b {
					t.Errorf("line %d\ngot  %q\nwant %q", i, a, b)
				}
			}
		})
	}
}

func TestCounts(t *testing.T) {
	l, ms := Read(diag.Source{Path: "signatories.csv", Text: []byte("name,type,withdrawn\nA,person,\nB,personne,\nC,organisation,\nD,,\nE,person,yes\n")})
	if len(ms) > 0 || len(l.Signed) != 4 || l.Persons != 2 || l.Bodies != 1 {
		t.Errorf("%d signed, %d persons, %d bodies, %v", len(l.Signed), l.Persons, l.Bodies, ms)
	}
	for name, want := range map[string][2]bool{"a": {true, false}, " e ": {true, true}, "F": {}} {
		if found, withdrawn := l.Has(name); found != want[0] || withdrawn != want[1] {
			t.Errorf("Has(%q) = %v, %v", name, found, withdrawn)
		}
	}
}

func TestHeaders(t *testing.T) {
	tests := []struct{ header, want string }{
		{"Nom complet", "name"}, {"Nombre (obligatorio)", "name"}, {"País / Country", "country"}, {"পূর্ণ নাম", ""}, {"নাম", "name"}, {"नाम", "name"}, {"签署人", "name"}, {"Jina kamili", "name"},
		{"البلد", "country"}, {"দেশ", "country"}, {"देश", "country"}, {"国家/地区", "country"}, {"Nchi", "country"}, {"Ville", "place"}, {"Horodateur", "signed"}, {"Cidade", "place"},
	}
	for _, tt := range tests {
		if got := column(tt.header); got != tt.want {
			t.Errorf("%s is %q, not %q", tt.header, got, tt.want)
		}
	}
	for _, header := range []string{"E-mail", "email address", "Adresse e-mail", "Courriel", "Votre téléphone", "Teléfono móvil", "Correo electrónico", "Endereço eletrônico", "Telemóvel", "البريد الإلكتروني", "رقم الهاتف", "ইমেইল", "মোবাইল নম্বর", "ई-मेल", "फ़ोन नंबर", "电子邮件", "手机号码", "联系方式", "Barua pepe", "Namba ya simu", "WhatsApp"} {
		if !asksForContact(header) {
			t.Errorf("%s asks for no address or number", header)
		}
	}
	for _, header := range []string{"Nom", "Pays", "Adresse du site", "Web", "Place", "Digest", "Mailing"} {
		if asksForContact(header) {
			t.Errorf("%s asks for an address or a number", header)
		}
	}
	// No word stands for two columns.
	seen := map[string]string{}
	for column, words := range headers {
		for _, w := range words {
			if other, twice := seen[fold(w)]; twice && other != column {
				t.Errorf("%s is %s and %s", w, column, other)
			}
			seen[fold(w)] = column
		}
	}
}

func TestContactByContent(t *testing.T) {
	for text, want := range map[string]bool{"+221 77 123 45 67": true, "0033612345678": true, "06 12 34 56 78": true, "(011) 4567-8901": true, "٠٦١٢٣٤٥٦٧٨": true, "2024-05-31": false, "1200": false,
		"12000000": false, "Rue 12": false, "": false, "2024": false, "75011": false} {
		if got := isPhone(text); got != want {
			t.Errorf("isPhone(%q) = %v", text, got)
		}
	}
	for text, want := range map[string]bool{"a@b.org": true, "Marie <marie.d@x.co.uk>": true, "@kapok": false, "Café @ Home": false, "https://x.org/@a": false, "https://mastodon.example/@kapok.org": false, "عائشة@مثال.موقع": true} {
		if got := isEmail(text); got != want {
			t.Errorf("isEmail(%q) = %v", text, got)
		}
	}
}

func TestIsList(t *testing.T) {
	for file, want := range map[string]bool{"content/a/signatories.yaml": true, "content/a/Signatories.CSV": true, "content/a.signatories.csv": true, "content/a/signatories.md": false, "content/a/signatories.fr.csv": false, "content/a/oursignatories.csv": false} {
		if got := IsList(file); got != want {
			t.Errorf("IsList(%s) = %v", file, got)
		}
	}
}

// tenThousand is a list with names in many scripts.
func tenThousand() string {
	var b strings.Builder
	b.WriteString("name,latin,type,country,place,url\n")
	scripts := []string{"Réseau %d", "منظمة %d", "সংগঠন %d", "संगठन %d", "组织 %d", "Союз %d", "Σύλλογος %d", "ארגון %d", "組合 %d", "조합 %d", "ማኅበር %d", "Shirika la %d"}
	countries := []string{"SN", "EG", "BD", "IN", "CN", "RU", "GR", "IL", "JP", "KR", "ET", "TZ"}
	for i := range 10_000 {
		fmt.Fprintf(&b, scripts[i%len(scripts)]+",Network %d,organisation,%s,Town %d,https://n%d.example/\n", i, i, countries[i%len(countries)], i%200, i)
	}
	return b.String()
}

func TestTenThousand(t *testing.T) {
	l, ms := Read(diag.Source{Path: "signatories.csv", Text: []byte(tenThousand())})
	if len(ms) > 0 || len(l.Signed) != 10_000 {
		t.Fatalf("%d signed, %v", len(l.Signed), ms)
	}
}

func BenchmarkRead(b *testing.B) {
	text := []byte(tenThousand())
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Read(diag.Source{Path: "signatories.csv", Text: text})
	}
}

func FuzzRead(f *testing.F) {
	f.Add("name,country\nA,SN", true)
	f.Add("- name: A\n  withdrawn: 2024-01-01\n- B", false)
	f.Add("text: 0\nsignatories: [{name: A}, {name: a}]", false)
	f.Add("Nom;E-mail\n\"a\nb\";c@d.ef", true)
	f.Add("name\n\u202E\u2066x\x00\xFF", true)
	f.Fuzz(func(t *testing.T, text string, csv bool) {
		file := "signatories.yaml"
		if csv {
			file = "signatories.csv"
		}
		l, ms := Read(diag.Source{Path: file, Text: []byte(text)})
		for _, s := range l.Signed {
			if s.Name == "" {
				t.Fatal("a signatory without a name")
			}
			for _, part := range []string{s.Name, s.Latin, s.Role, s.Place, s.URL} {
				if !utf8.ValidString(part) || strings.ContainsFunc(part, func(r rune) bool { return unicode.IsControl(r) || r >= '\u202A' && r <= '\u202E' }) {
					t.Fatalf("%q in %q", part, text)
				}
			}
		}
		for _, m := range ms {
			if !diag.Known(m.ID) {
				t.Fatal(m.ID)
			}
			for i := 1; i < len(m.Args); i += 2 {
				if !utf8.ValidString(m.Args[i]) {
					t.Fatalf("%s: %q", m.ID, m.Args)
				}
			}
		}
	})
}

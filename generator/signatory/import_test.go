package signatory

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"tract/generator/diag"
)

func utf16LE(text string) string {
	var b bytes.Buffer
	b.WriteString("\xFF\xFE")
	for _, u := range utf16.Encode([]rune(text)) {
		b.Write([]byte{byte(u), byte(u >> 8)})
	}
	return b.String()
}

func TestReadExport(t *testing.T) {
	list, _ := Read(diag.Source{Path: "signatories.yaml", Text: []byte("- name: Réseau Kapok\n- name: Parti d’avant\n  withdrawn: 2024-01-01\n")})
	tests := []struct {
		name, text, want string
		columns          map[string]string
	}{
		{"French form", "Horodateur,Nom de l’organisation,Pays,Ville,Adresse e-mail\n31/05/2024 10:22:33,Ligue,Sénégal,Dakar,a@b.org\n", "Ligue|||organisation|||SN|Dakar|2024-05-31; contacts [Adresse e-mail]; countries map[Sénégal:SN]", nil},
		{"semicolons in Windows-1252", "Association;Pays\nSant\xE9 pour tous;C\xF4te d\x92Ivoire\n", "Santé pour tous|||organisation|||CI; Windows-1252; countries map[Côte d’Ivoire:CI]", nil},
		{"tabs in UTF-16", utf16LE("Name\tCountry\r\nЗдоровье\tРоссия\r\n组织\tChina\r\n"), "Здоровье; 组织||||||CN; UTF-16; countries map[China:CN]; signatory-dropped-country 2:10", nil},
		{"UTF-16 without a mark", utf16LE("Name,Country\r\n一个组织,China\r\n")[2:], "一个组织||||||CN; UTF-16; countries map[China:CN]", nil},
		{"apostrophes", "Name,Country\n't Hooft Groep,NL\n'=cmd,SN\n'-5,SN\n", "'t Hooft Groep||||||NL; =cmd||||||SN; -5||||||SN", nil},
		{"nothing is dropped in silence", "Nom,Site,Date,Type,Pays,Langue\nA,pas une adresse,sometime,collective,Atlantis,french!\nB,,2024-13-45,,Congo,\nC,,04/03/24,,RDC,fr\n",
			"A; B; C||fr||||CD; countries map[RDC:CD]; signatory-dropped-language 2:48; signatory-dropped-type 2:28; signatory-dropped-url 2:3; signatory-dropped-country 2:39; signatory-dropped-date 2:19; signatory-dropped-countries 3:16; signatory-dropped-date 3:4; signatory-dropped-date 4:4", nil},
		{"two columns of dates", "Nom,Date,Horodateur\nA,soon,2024-05-31 10:00:00\nB,2024-05-30,2024-06-01 10:00:00\n", "A||||||||2024-05-31; B||||||||2024-06-01; signatory-columns-several 1:5", nil},
		{"bars", "Nom|Pays\nA|SN\n", "A||||||SN", nil},
		{"an open quotation mark", "Nom,Pays\nA,SN\n\"B,SN\nC,SN\n", "A||||||SN; C||||||SN; csv-quote-open 3:1", nil},
		{"Arabic", "الاسم,البلد,الهاتف\nعائشة,السنغال,+221771234567\n", "عائشة||||||SN; contacts [الهاتف]; countries map[السنغال:SN]", nil},
		{"Bengali", "নাম,দেশ\nসংগঠন,বাংলাদেশ\n", "সংগঠন||||||BD; countries map[বাংলাদেশ:BD]", nil},
		{"Hindi", "नाम,देश\nसंगठन,भारत\n", "संगठन||||||IN; countries map[भारत:IN]", nil},
		{"Chinese", "姓,名,国家\n王,芳,中国\n", "王芳|||person|||CN; countries map[中国:CN]", nil},
		{"Swahili", "Jina kamili,Nchi\nAsha,Tanzania\n", "Asha||||||TZ; countries map[Tanzania:TZ]", nil},
		{"Spanish and Portuguese", "Nombre,País\nAna,Brasil\n", "Ana||||||BR; countries map[Brasil:BR]", nil},
		{"given and family name", "Prénom,Nom,Pays\nMarie,Diop,SN\n", "Marie Diop|||person|||SN", nil},
		{"twice", "Name\nréseau  KAPOK\nParti d’avant\nNew\nnew\n", "New; twice [réseau KAPOK Parti d’avant new]; withdrawn [Parti d’avant]", nil},
		{"person or organisation", "Nom,Organisation\nMarie,Kapok\n", "signatory-names-several", nil},
		{"said which", "Nom,Organisation\nMarie,Kapok 2\n", "Kapok 2; ignored [Nom]", map[string]string{"organisation": "name", "Nom": ""}},
		{"no names", "Country\nSN\n", "signatory-no-names", nil},
		{"numbers without a header for them", "Name,Contact us,Q3\nA,x,0771234567\nB,y,0771234568\n", "A; B; contacts [Contact us Q3]", nil},
		{"days and months", "Name,Date\nA,05/31/2024\nB,03/04/2024\n", "A||||||||2024-05-31; B||||||||2024-03-04; month first", nil},
		{"other dates", "Name,Date\nA,2024-05-31T10:00:00Z\nB,2024/05/31 10:22:33 MEZ\nC,soon\n", "A||||||||2024-05-31; B||||||||2024-05-31; C; signatory-dropped-date 4:3", nil},
		{"addresses", "Name,Website\nA,kapok.example\nB,javascript:alert(1)\nC,https://x.example/\n", "A|||||https://kapok.example; B; C|||||https://x.example/; signatory-dropped-url 3:3", nil},
		{"a downloaded list", "name,latin,type,country,country_name\n'=cmd,,organisation,SN,Sénégal\n", "=cmd|||organisation|||SN; ignored [country_name]", nil},
		{"withdrawn and digest are not the form's to say", "Name,withdrawn,digest\nA,,x\n", "A; ignored [withdrawn digest]", nil},
		{"bad rows", "Name,Country\nA\n,SN\nB,SN\n", "B||||||SN; signatory-columns; signatory-nameless", nil},
		{"nothing", "", "signatory-none", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in, ms := ReadExport(diag.Source{Path: "form.csv", Text: []byte(tt.text)}, list, tt.columns, "", "")
			var got []string
			for _, s := range in.New {
				parts := []string{s.Name, s.Latin, s.Language, s.Type.String(), s.Role, s.URL, s.Country, s.Place, s.Signed.String()}
				got = append(got, strings.TrimRight(strings.Join(parts, "|"), "|"))
			}
			add := func(name string, values []string) {
				if len(values) > 0 {
					got = append(got, fmt.Sprintf("%s %v", name, values))
				}
			}
			if in.Encoding != "" {
				got = append(got, in.Encoding)
			}
			add("twice", in.Twice)
			add("withdrawn", in.Withdrawn)
			add("ignored", in.Ignored)
			add("contacts", in.Contacts)
			if len(in.Countries) > 0 {
				got = append(got, fmt.Sprintf("countries %v", in.Countries))
			}
			if !in.DayFirst && len(in.New) > 0 {
				got = append(got, "month first")
			}
			for _, m := range ms {
				if strings.Contains(m.ID, "dropped") || strings.Contains(m.ID, "several") && m.Severity == diag.Warning || m.ID == "csv-quote-open" {
					m.ID += fmt.Sprintf(" %d:%d", m.Range.Start.Line, m.Range.Start.Column)
				}
				got = append(got, m.ID)
			}
			if s := strings.Join(got, "; "); s != tt.want {
				t.Errorf("got  %s\nwant %s", s, tt.want)
			}
		})
	}
}

func TestAppend(t *testing.T) {
	some := []Signatory{{Name: `A "b" \c`, Country: "NO", Type: Person, Digest: digest}, {Name: "=cmd: #x", Country: "SN", Role: "- y"}}
	tests := []struct{ name, file, text, want string }{
		{"new YAML", "signatories.yaml", "", "- name: \"A \\\"b\\\" \\\\c\"\n  type: person\n  country: \"NO\"\n  digest: \"" + digest + "\"\n- name: \"=cmd: #x\"\n  role: \"- y\"\n  country: SN\n"},
		{"YAML in a map, indented, CRLF", "signatories.yaml", "text: x\r\nsignatories:\r\n  # ours\r\n  - name: Z", "text: x\r\nsignatories:\r\n  # ours\r\n  - name: Z\r\n  - name: \"A \\\"b\\\" \\\\c\"\r\n    type: person\r\n    country: \"NO\"\r\n    digest: \"" + digest + "\"\r\n  - name: \"=cmd: #x\"\r\n    role: \"- y\"\r\n    country: SN\r\n"},
		{"YAML in brackets", "signatories.yaml", "[{name: A}]", ""},
		{"YAML with something behind", "signatories.yaml", "signatories:\n- name: A\ntext: x\n", ""},
		{"new CSV", "signatories.csv", "", "name,latin,language,type,role,url,country,place,signed,withdrawn,digest\n\"A \"\"b\"\" \\c\",,,person,,,NO,,,," + digest + "\n=cmd: #x,,,,- y,,SN,,,,\n"},
		{"CSV with its own columns", "signatories.csv", "Pays;Nom;digest;type;role\r\nSN;Z;;;", "Pays;Nom;digest;type;role\r\nSN;Z;;;\r\nNO;\"A \"\"b\"\" \\c\";" + digest + ";person;\r\nSN;=cmd: #x;;;- y\r\n"},
		{"CSV without a column", "signatories.csv", "name,country\nZ,SN\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := Append(diag.Source{Path: tt.file, Text: []byte(tt.text)}, some)
			if ok != (tt.want != "") || ok && string(got) != tt.want {
				t.Fatalf("%v\n%s\nwant\n%s", ok, got, tt.want)
			}
			if !ok {
				return
			}
			l, _ := Read(diag.Source{Path: tt.file, Text: got})
			n := len(l.Signed)
			if n < 2 || l.Signed[n-2].Name != some[0].Name || l.Signed[n-2].Digest != digest || l.Signed[n-1].Name != some[1].Name || l.Signed[n-1].Role != "- y" {
				t.Errorf("it is read as %+v", l.Signed)
			}
		})
	}
	if m := Missing(diag.Source{Path: "signatories.csv", Text: []byte("name,country\nZ,SN\n")}, some); fmt.Sprint(m) != "[type role digest]" {
		t.Errorf("missing %v", m)
	}
}

// What is appended is read back as it was.
func FuzzAppend(f *testing.F) {
	f.Add("A", "B: #", "- name: Z\n", true)
	f.Add("\"", "\\", "", false)
	f.Fuzz(func(t *testing.T, name, role, text string, yaml bool) {
		s := Signatory{}
		s.Name, _ = clean(name)
		s.Role, _ = clean(role)
		if s.Name == "" || len(name)+len(role) > 200 || isEmail(s.Name+" "+s.Role) || isPhone(s.Name) || isPhone(s.Role) || strings.HasPrefix(strings.ToLower(s.Name+s.Role), "tel:") || strings.HasPrefix(strings.ToLower(s.Role), "tel:") {
			return
		}
		file := "signatories.csv"
		if yaml {
			file = "signatories.yaml"
		} else {
			text = ""
		}
		src := diag.Source{Path: file, Text: []byte(text)}
		before, bad := Read(src)
		out, ok := Append(src, []Signatory{s})
		if !ok {
			return
		}
		l, _ := Read(diag.Source{Path: file, Text: out})
		if len(bad) > 0 && text != "" {
			return
		}
		if len(l.Signed) != len(before.Signed)+1 {
			t.Fatalf("%d signed in %q", len(l.Signed), out)
		}
		if got := l.Signed[len(l.Signed)-1]; got.Name != s.Name || got.Role != s.Role {
			t.Fatalf("%q, %q comes back as %q, %q from %q", s.Name, s.Role, got.Name, got.Role, out)
		}
	})
}

package signatory

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"tract/generator/diag"
)

func encoded(t *testing.T, text, encoding string) []byte {
	t.Helper()
	e, err := htmlindex.Get(encoding)
	if err != nil {
		t.Fatal(err)
	}
	b, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("%q in %s: %v", text, encoding, err)
	}
	return b
}

// An export is read as what it is, or not at all.
func TestDecode(t *testing.T) {
	for _, tt := range []struct{ text, encoding, want string }{
		{"name,country\nجمعية الصحة للجميع,السعودية\nاتحاد العمال,بنن\n", "windows-1256", "Windows-1256"},
		{"Name,Country\nجمعية,SN\n", "windows-1256", "Windows-1256"},
		{"nom,pays\nFédération des travailleurs,Sénégal\nL’Appel,Côte d’Ivoire\n", "windows-1252", "Windows-1252"},
		{"nom\nSANTÉ POUR TOUS\n", "windows-1252", "Windows-1252"},
		{"nombre,país\nAsociación Ñandú,España\n¿Quién?,México\n", "windows-1252", "Windows-1252"},
		{"nome\nAssociação de São João\n", "windows-1252", "Windows-1252"},
		{"Name\nGrün für Köln\nFörening för hälsa\n", "windows-1252", "Windows-1252"},
		{"name\nStowarzyszenie Młodzi\nŁódzki Związek\nzdrowie łodzi\n", "windows-1250", "Windows-1250"},
		{"name\nłodzi\n", "windows-1250", "Windows-1250"},
		{"name\nSdružení přátel zdraví\nŽeny pro mír\n", "windows-1250", "Windows-1250"},
		{"name\nEgyesület a közösségért, Győr\n", "windows-1250", "Windows-1250"},
		{"name,country\nЗдоровье для всех,Россия\nСоюз трудящихся,Україна\n", "windows-1251", "Windows-1251"},
		{"nom\nFédération\nRéseau de santé\n", "macintosh", "Mac Roman"},
		{"nom\nL’Appel de la forêt\nGarcía Núñez\n", "macintosh", "Mac Roman"},
		{"名称,国家\n人民健康组织,中国\n卫生工作者联盟,中国\n", "gb18030", ""},
		{"name\n日本の健康\nみんなの医療\n", "shift_jis", ""},
		{"имя\nЗдоровье для всех\n", "koi8-r", ""},
		{"name\nΥγεία για όλους\n", "windows-1253", ""},
		{"name\nبهداشت برای همه\n", "utf-8", "UTF-8"},
	} {
		out, was, ok := decode(encoded(t, tt.text, tt.encoding), "")
		if tt.want == "" {
			if ok {
				t.Errorf("%s: %q is read as %s: %q", tt.encoding, tt.text, was, out)
			}
		} else if !ok || was != strings.TrimPrefix(tt.want, "UTF-8") || string(out) != tt.text {
			t.Errorf("%s: %q is read as %q: %q, %v", tt.encoding, tt.text, was, out, ok)
		}
		// Named, it is read in any case.
		if out, _, ok := decode(encoded(t, tt.text, tt.encoding), tt.encoding); !ok || string(out) != tt.text {
			t.Errorf("%s, named: %q, %v", tt.encoding, out, ok)
		}
	}
	if _, _, ok := decode([]byte("na\xE9e"), "utf-8"); ok {
		t.Error("what is no UTF-8 is read as it")
	}
	if Encoding("windows-1257x") || !Encoding("GB18030") || !Encoding("macintosh") {
		t.Error("names of encodings")
	}
}

// What cannot be told is refused, with a message.
func TestReadExportEncoding(t *testing.T) {
	for encoding, want := range map[string]string{"": "signatory-encoding", "utf-8": "signatory-encoding-other"} {
		in, ms := ReadExport(diag.Source{Path: "form.csv", Text: encoded(t, "name\n人民健康组织\n", "gb18030")}, nil, nil, "", encoding)
		if len(in.New) > 0 || len(ms) != 1 || ms[0].ID != want {
			t.Errorf("%q: %v, %v", encoding, in.New, ms)
		}
	}
	in, ms := ReadExport(diag.Source{Path: "form.csv", Text: encoded(t, "name\n人民健康组织\n", "gb18030")}, nil, nil, "", "gb18030")
	if len(in.New) != 1 || len(ms) > 0 || in.New[0].Name != "人民健康组织" {
		t.Errorf("%v, %v", in.New, ms)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("name\nS\xE9n\xE9gal\n"))
	f.Add([]byte("\xFF\xFEn\x00a\x00"))
	f.Add([]byte("n\x00a\x00m\x00e\x00\n\x00"))
	f.Fuzz(func(t *testing.T, text []byte) {
		out, _, ok := decode(text, "")
		if ok && len(text) > 0 && len(out) == 0 && string(text) != "\xFF\xFE" && string(text) != "\xFE\xFF" {
			t.Fatalf("%q comes out empty", text)
		}
	})
}

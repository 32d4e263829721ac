package signed_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"tract/generator/build"
	"tract/generator/diag"
	"tract/generator/render/signed"
	"tract/generator/signatory"
	"tract/generator/site"
)

const list = `-- tract.yaml --
title: T
base_url: https://example.org/
source_language: fr
languages: {fr: {}, ar: {}}
messages: {ui-message-missing: off}
-- content/declarations/call/index.fr.md --
---
title: Appel
---
-- content/declarations/call/index.ar.md --
---
title: نداء
---
-- content/declarations/call/signatories.yaml --
- {name: "Zébu; \"x\"", type: organisation, country: SN, place: Thiès, url: "https://example.com/", signed: 2024-05-06}
- {name: "=cmd", role: "-1"}
- {name: جمعية, latin: Jamʿiyya, country: EG}
- {name: Partie, withdrawn: yes}
`

// The table of each language begins with a byte order mark, is ordered for its
// language, and can be read again as the export of a form.
func TestCSV(t *testing.T) {
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(list)).Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	s := build.Load(build.Settings{Files: files}).Site
	for language, want := range map[string]string{"fr": "=cmd, Zébu; \"x\", جمعية", "ar": "=cmd, جمعية, Zébu; \"x\""} {
		var out bytes.Buffer
		if err := signed.CSV(&out, s, site.Route{Publication: s.Publication("declarations/call"), Language: s.Language(language)}); err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(out.Bytes(), []byte("\xEF\xBB\xBFname,latin,type,")) {
			t.Errorf("%s begins with %q", language, out.Bytes()[:20])
		}
		in, ms := signatory.ReadExport(diag.Source{Path: "x.csv", Text: out.Bytes()}, nil, nil, "", "")
		var names []string
		for _, one := range in.New {
			names = append(names, one.Name)
		}
		if got := strings.Join(names, ", "); got != want || len(ms) > 0 {
			t.Errorf("%s comes back as %s, want %s; %v", language, got, want, ms)
		}
		for _, one := range in.New {
			if one.Name == "جمعية" && (one.Latin != "Jamʿiyya" || one.Country != "EG") {
				t.Errorf("%s: %+v", language, one)
			}
		}
		// Kept as the site's own list, it is the same list.
		kept, ms := signatory.Read(diag.Source{Path: "signatories.csv", Text: bytes.Replace(out.Bytes(), []byte("country_name"), []byte("x"), 1)})
		if len(kept.Signed) != 3 {
			t.Errorf("%s is read as a list of %d: %v", language, len(kept.Signed), ms)
		}
	}
}

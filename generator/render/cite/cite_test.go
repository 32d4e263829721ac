package cite_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"tract/generator/build"
	"tract/generator/kind"
	"tract/generator/render/cite"
	"tract/generator/site"
)

const archive = `-- tract.yaml --
title: {fr: Réseau, en: Network}
base_url: https://example.org/x/
source_language: fr
languages: {fr: {}, en: {}}
messages: {ui-message-missing: off}
-- content/reports/watch/index.fr.md --
---
title: Veille {1} & 100 % \LaTeX
date: 2024-05-06
publisher: Maison_d'édition
license: CC BY-SA 4.0
volume: 3
identifiers: {isbn: 978-0-00-000000-2, doi: 10.1234/a_b, document: KW/2024/3}
---
-- content/reports/watch/index.en.md --
---
title: |-
  Watch
  ER  - 
  TY  - EVIL
---
-- content/reports/watch/one.fr.md --
---
title: Chapitre un
weight: 1
---
-- content/declarations/call.fr.md --
---
title: Appel
adopted_by: Assemblée
adopted_on: 2020-03
---
-- content/pages/about.fr.md --
---
title: Qui sommes-nous
---
`

func load(t testing.TB, archive string) *site.Site {
	t.Helper()
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	l := build.Load(build.Settings{Files: files})
	if l.Site == nil {
		t.Fatalf("no site: %v", l.Messages)
	}
	return l.Site
}

func render(t *testing.T, s *site.Site, path string, write func(*bytes.Buffer, *site.Site, site.Route) error) string {
	t.Helper()
	r, ok := s.Route(path)
	if !ok {
		t.Fatalf("nothing stands at %s", path)
	}
	var out bytes.Buffer
	if err := write(&out, s, r); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestBibTeX(t *testing.T) {
	s := load(t, archive)
	for _, test := range []struct{ path, want string }{
		{"fr/reports/watch/cite.bib", `@techreport{reports-watch-fr,
  title = {{Veille \textbraceleft{}1\textbraceright{} \& 100 \% \textbackslash{}LaTeX}},
  institution = {Maison\_d'édition},
  year = {2024},
  date = {2024-05-06},
  volume = {3},
  number = {KW/2024/3},
  doi = {10.1234/a\_b},
  isbn = {978-0-00-000000-2},
  url = {https://example.org/x/fr/reports/watch/},
  language = {french},
  langid = {french},
  copyright = {CC BY-SA 4.0}
}
`},
		{"fr/reports/watch/one/cite.bib", `@incollection{reports-watch-one-fr,
  title = {{Chapitre un}},
  booktitle = {{Veille \textbraceleft{}1\textbraceright{} \& 100 \% \textbackslash{}LaTeX}},
  publisher = {Maison\_d'édition},
  year = {2024},
  date = {2024-05-06},
  volume = {3},
  chapter = {1},
  url = {https://example.org/x/fr/reports/watch/one/},
  language = {french},
  langid = {french},
  copyright = {CC BY-SA 4.0}
}
`},
		{"fr/declarations/call/cite.bib", `@misc{declarations-call-fr,
  title = {{Appel}},
  author = {{Assemblée}},
  publisher = {Réseau},
  year = {2020},
  date = {2020-03},
  url = {https://example.org/x/fr/declarations/call/},
  language = {french},
  langid = {french}
}
`},
	} {
		if diff := cmp.Diff(test.want, render(t, s, test.path, cite.BibTeX)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.path, diff)
		}
	}
}

// A title cannot write fields of its own: every line of the file is one that
// Tract wrote.
func TestRIS(t *testing.T) {
	s := load(t, archive)
	want := strings.ReplaceAll(`TY  - RPRT
ID  - reports-watch-en
TI  - Watch ER - TY - EVIL
VL  - 3
OP  - Veille {1} & 100 % \LaTeX
PY  - 2024
DA  - 2024/05/06/
PB  - Maison_d'édition
M1  - KW/2024/3
UR  - https://example.org/x/en/reports/watch/
LA  - en
C1  - CC BY-SA 4.0
ER  - 
`, "\n", "\r\n")
	if diff := cmp.Diff(want, render(t, s, "en/reports/watch/cite.ris", cite.RIS)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestPersonsAndBodies: names of persons sort by their family's, names of bodies
// stay whole; what a declaration and a volume say of themselves is cited; and a
// translation has not the ISBN of the book that it translates.
func TestPersonsAndBodies(t *testing.T) {
	s := load(t, `-- tract.yaml --
title: {fr: Réseau Kapok, en: Kapok Network}
base_url: https://example.org/
source_language: fr
languages: {fr: {}, en: {}, ar: {}}
series: {kapok: {fr: Veille Kapok, en: Kapok Watch}}
messages: {ui-message-missing: off}
-- content/groups/dakar.fr.md --
---
title: Cercle, Dakar
---
-- content/reports/two/index.fr.md --
---
title: Deux
subtitle: Le chemin
date: 2025
series: kapok
volume: 2
authors:
  - Ludwig van Beethoven
  - García Márquez, Gabriel
  - {name: Institut A and B, type: organization}
  - {family: Sen, given: Amartya}
  - Cercle, Dakar
  - kapok network
  - Simon and Garfunkel
identifiers: {isbn: 978-2-1234-5680-3, doi: https://doi.org/10.5555/x, document: D/2}
---
-- content/reports/two/index.ar.md --
---
title: اثنان
---
-- content/declarations/call.en.md --
---
title: Call
authors: [Amina Diallo, Committee of Ten]
adopted_by: Assembly
adopted_on: 2020-03
place: Dakar
agenda_item: "12.3"
---
`)
	const authors = "Ludwig van Beethoven and García Márquez, Gabriel and {Institut A and B} and Sen, Amartya and {Cercle, Dakar} and {kapok network} and {Simon and Garfunkel}"
	for _, test := range []struct{ path, want string }{
		{"fr/reports/two/cite.bib", `@techreport{reports-two-fr,
  title = {{Deux}},
  subtitle = {{Le chemin}},
  author = {` + authors + `},
  institution = {Réseau Kapok},
  year = {2025},
  date = {2025},
  series = {{Veille Kapok}},
  volume = {2},
  number = {D/2},
  doi = {10.5555/x},
  isbn = {978-2-1234-5680-3},
  url = {https://example.org/fr/reports/two/},
  language = {french},
  langid = {french}
}
`},
		{"ar/reports/two/cite.bib", `@techreport{reports-two-ar,
  title = {{اثنان}},
  author = {` + authors + `},
  institution = {Réseau Kapok},
  year = {2025},
  date = {2025},
  series = {{Veille Kapok}},
  volume = {2},
  number = {D/2},
  url = {https://example.org/ar/reports/two/},
  language = {arabic},
  langid = {arabic},
  origtitle = {{Deux}},
  origlanguage = {french}
}
`},
		{"en/declarations/call/cite.bib", `@misc{declarations-call-en,
  title = {{Call}},
  author = {{Amina Diallo} and {Committee of Ten}},
  organization = {{Assembly}},
  publisher = {Kapok Network},
  address = {Dakar},
  year = {2020},
  date = {2020-03},
  url = {https://example.org/en/declarations/call/},
  language = {english},
  langid = {english},
  note = {Agenda item 12.3}
}
`},
	} {
		if diff := cmp.Diff(test.want, render(t, s, test.path, cite.BibTeX)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.path, diff)
		}
	}
	ris := strings.ReplaceAll(render(t, s, "fr/reports/two/cite.ris", cite.RIS), "\r\n", "\n")
	for _, want := range []string{"TI  - Deux\u00a0: Le chemin\n", "AU  - García Márquez, Gabriel\n", "AU  - Sen, Amartya\n", "AU  - Institut A and B\n", "T2  - Veille Kapok\nVL  - 2\n", "DO  - 10.5555/x\n"} {
		if !strings.Contains(ris, want) {
			t.Errorf("RIS does not hold %q:\n%s", want, ris)
		}
	}
	ris = render(t, s, "en/declarations/call/cite.ris", cite.RIS)
	for _, want := range []string{"A2  - Assembly\r\n", "CY  - Dakar\r\n", "N1  - Agenda item 12.3\r\n"} {
		if !strings.Contains(ris, want) {
			t.Errorf("RIS does not hold %q:\n%s", want, ris)
		}
	}
}

func TestNotCited(t *testing.T) {
	s := load(t, archive)
	for _, path := range []string{"fr/pages/about/cite.bib", "en/declarations/call/cite.bib", "en/reports/watch/one/cite.ris"} {
		if r, ok := s.Route(path); ok {
			t.Errorf("%s is %+v", path, r)
		}
	}
	if _, ok := cite.Of(s, s.Publication("pages/about"), s.Language("fr")); ok {
		t.Error("a page is cited though its kind is not")
	}
}

func FuzzTitle(f *testing.F) {
	f.Add("a}\n}\n@misc{b")
	f.Add("x\r\nER  - \u2028TY  - BOOK")
	s := load(f, "-- tract.yaml --\nbase_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n"+
		"-- content/reports/a.md --\n---\ntitle: T\n---\n")
	p := s.Publication("reports/a")
	f.Fuzz(func(t *testing.T, title string) {
		p.Source.Title = title
		p.Authors = []kind.Author{{Name: title}, {Name: title, Family: title, Given: "G", Is: kind.Person}, {Name: title, Is: kind.Body}}
		p.Series = title
		r, _ := s.Route("fr/reports/a/cite.bib")
		var bib, ris bytes.Buffer
		if err := cite.BibTeX(&bib, s, r); err != nil {
			t.Fatal(err)
		}
		if err := cite.RIS(&ris, s, r); err != nil {
			t.Fatal(err)
		}
		depth := 0
		for _, c := range bib.String() {
			switch c {
			case '{':
				depth++
			case '}':
				depth--
			}
			if depth < 0 {
				t.Fatalf("braces close before they open: %s", bib.String())
			}
		}
		if depth != 0 || strings.Count(bib.String(), "\n@") != 0 {
			t.Fatalf("not one entry: %s", bib.String())
		}
		if n := strings.Count(ris.String(), "\nER  - "); n != 1 {
			t.Fatalf("%d ends: %q", n, ris.String())
		}
	})
}

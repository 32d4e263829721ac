package search_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
	"tract/generator/render/search"
	"tract/generator/site"
)

// indexes are those of a site of some files.
func indexes(t *testing.T, files map[string]string) (*site.Site, *search.Indexes) {
	t.Helper()
	all := fstest.MapFS{"tract.yaml": {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}, ar: {digits: arab}, ko: {}, zh: {}, he: {}, ta: {}}\n")}}
	for p, text := range files {
		all[p] = &fstest.MapFile{Data: []byte(text)}
	}
	l := build.Load(build.Settings{Files: all})
	if l.Site == nil {
		t.Fatal(l.Messages)
	}
	return l.Site, search.New(l.Site)
}

// ask searches in a language.
func ask(t *testing.T, s *site.Site, x *search.Indexes, language, query string) string {
	t.Helper()
	index, err := x.Index(s.Language(language))
	if err != nil {
		t.Fatal(err)
	}
	searcher, err := search.NewSearcher(index)
	if err != nil {
		t.Fatal(err)
	}
	got, err := searcher.Search(query)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(got, " ")
}

func page(title, body string) string { return "---\ntitle: " + title + "\n---\n\n" + body + "\n" }

func TestSearch(t *testing.T) {
	s, x := indexes(t, map[string]string{
		"content/pages/a.fr.md": page("Constructeur", "Le **mo**t coupé, [un lien](https://example.org/adresse), une note[^1].\n\n[^1]: Dans la note.\n\n## Titre des chats\n\n<ruby>漢<rt>kan</rt></ruby>字 `code` AT&T 3 < 4\n"),
		"content/pages/b.fr.md": page("Autre", "Des choses, `__proto__`, hasOwnProperty, 𠀀𠀁𠀂 et 🎉 Ⅷ.\n\n| a | b |\n|---|---|\n| tableau | cellule |\n"),
		"content/pages/b.en.md": page("Other", "English words only.\n"),
		"content/pages/c.fr.md": page("Chats", "Rien.\n"),
		"content/pages/d.ko.md": page("노동자", "노동자는 권리가 있다.\n"),
		"content/pages/e.ko.md": page("다른", "노동자들의 글.\n"),
		"content/pages/g.he.md": page("אחר", "הכול נעשה בחירות ובכבוד.\n"),
		"content/pages/h.he.md": page("חירות", "מילה.\n"),
		"content/pages/i.ta.md": page("வேறு", "மதிப்பிலும், உரிமைகளிலும் சமமானவர்கள்.\n"),
		"content/pages/f.zh.md": page("工人", "工人的权利与尊严，2024年。\n"),
	})
	for _, tt := range []struct{ language, query, want string }{
		{"fr", "mot", "pages/a"}, {"fr", "mots coupées", "pages/a"}, {"fr", "chat", "pages/c pages/a"}, {"fr", "note", "pages/a"},
		{"fr", "adresse", ""}, {"fr", "kan", ""}, {"fr", "漢字", "pages/a"}, {"fr", "字", "pages/a"}, {"fr", "code", "pages/a"},
		{"fr", "constructor", "pages/a"}, {"fr", "__proto__", "pages/b"}, {"fr", "toString", ""}, {"fr", "hasownproperty", "pages/b"},
		{"fr", "𠀁𠀂", "pages/b"}, {"fr", "viii", "pages/b"}, {"fr", "cellule", "pages/b"}, {"fr", "tableaux", "pages/b"}, {"fr", "cellulle", "pages/b"},
		{"fr", "english", ""}, {"en", "words", "pages/b"}, {"en", "choses", ""}, {"ar", "words", ""}, {"fr", "", ""}, {"fr", "! ?", ""},
		{"ko", "노동자", "pages/d pages/e"}, {"zh", "尊严", "pages/f"}, {"zh", "严", "pages/f"}, {"zh", "权", "pages/f"}, {"zh", "2024", "pages/f"}, {"zh", "２０２４年", "pages/f"},
		{"he", "חירות", "pages/h pages/g"}, {"he", "לחירות", "pages/h pages/g"}, {"ta", "உரிமைகள்", "pages/i"},
		{"fr", "mot zzzz", "pages/a"}, {"fr", strings.Repeat("x", 300), ""},
	} {
		if got := ask(t, s, x, tt.language, tt.query); got != tt.want {
			t.Errorf("%s %q finds %q, want %q", tt.language, tt.query, got, tt.want)
		}
	}
}

// Tables from files are found, introductions of sections, and texts by the names
// of their terms.
func TestWhatIsFoundBeside(t *testing.T) {
	s, x := indexes(t, map[string]string{
		"content/_index.fr.md":          "---\ntitle: Nous\n---\n\nQui parle ici.\n",
		"content/lists/_index.fr.md":    "---\ntitle: Listes\nsummary: Ce que l’on compte.\n---\n\nUne introduction.\n",
		"content/lists/a/index.fr.md":   "---\ntitle: A\ntopics: [water]\ncountries: [SN]\n---\n\n![Les puits](wells.csv)\n",
		"content/lists/a/index.en.md":   "---\ntitle: A\n---\n\nWords.\n",
		"content/lists/a/wells.csv":     "lieu,profondeur\nThiès,douze\n\"Saint\n  Louis\",neuf\n",
		"content/events/c/index.fr.md":  "---\ntitle: C\nstart: 2026-05-04\nplace: {fr: Vieux port, en: Old harbour}\nagenda:\n  - {id: a, item: Tour des jardins}\n---\n",
		"content/events/c/index.en.md":  "---\ntitle: C\nagenda:\n  - {id: a, item: Walk through the gardens}\n---\n",
		"content/reports/d/index.fr.md": "---\ntitle: D\nkey_findings: [Les puits sont vides]\n---\n\nTexte.\n",
		"content/hidden/_index.fr.md":   "---\ntitle: Secret\nunlisted: true\n---\n\nIntrouvable.\n",
		"taxonomies/topics.yaml":        "water: {name: {fr: Eau potable, en: Drinking water}}\n",
		"content/other/_index.en.md":    "---\ntitle: Other\n---\n",
		"content/other/b/index.fr.md":   page("B", "Autre."),
		"content/other/b/unshown.csv":   "a,b\nignoré,c\n",
	})
	for _, tt := range []struct{ language, query, want string }{
		{"fr", "profondeur", "lists/a"}, {"fr", "saint louis", "lists/a"}, {"fr", "ignoré", ""},
		{"fr", "potable", "lists/a"}, {"en", "drinking", "lists/a"}, {"en", "senegal", "lists/a"}, {"fr", "drinking", ""},
		{"fr", "jardin", "events/c"}, {"en", "gardens", "events/c"}, {"en", "jardins", ""}, {"fr", "port", "events/c"}, {"en", "harbour", "events/c"},
		{"en", "vieux", ""}, {"fr", "vides", "reports/d"}, {"fr", "puits", "lists/a reports/d"},
		{"fr", "introduction", "lists"}, {"fr", "liste", "lists"}, {"fr", "compter", "lists"},
		{"fr", "introuvable", ""}, {"en", "introduction", ""},
	} {
		if got := ask(t, s, x, tt.language, tt.query); got != tt.want {
			t.Errorf("%s %q finds %q, want %q", tt.language, tt.query, got, tt.want)
		}
	}
	index, err := x.Index(s.Language("fr"))
	if err != nil {
		t.Fatal(err)
	}
	if text := shown(index); !bytes.Contains(text, []byte("Eau potable · Sénégal")) || !bytes.Contains(text, []byte("Saint Louis neuf")) || !bytes.Contains(text, []byte(`["Nous","",`)) {
		t.Errorf("results show no terms, no rows or not the home page: %s", text)
	}
}

// shown is what the results of an index show.
func shown(x *search.Index) []byte {
	var all []byte
	for i := 0; ; i++ {
		text, ok := x.File(fmt.Sprintf("d%d.js", i))
		if !ok {
			return all
		}
		all = append(all, text...)
	}
}

// Many texts: words that all have, words of one, distances of several digits,
// words in more than one file.
func TestManyTexts(t *testing.T) {
	files := map[string]string{}
	const n = 2500
	for i := range n {
		text := fmt.Sprintf("Partout le droit. Seul%05d ici. ", i)
		if i%1700 == 3 {
			text += "rareté "
		}
		for j := range 40 {
			text += fmt.Sprintf("mot%c%c%d ", 'a'+(i+j)%26, 'a'+(i*7+j*3)%26, j)
		}
		files[fmt.Sprintf("content/pages/p%04d.fr.md", i)] = page(fmt.Sprintf("Titre%04d", i), text)
	}
	files["content/pages/droit.fr.md"] = page("Le droit partout", "Court.")
	s, x := indexes(t, files)
	for query, want := range map[string]string{"seul00000": "pages/p0000", "seul02499": "pages/p2499", "titre1234": "pages/p1234", "raretés": "pages/p0003 pages/p1703", "partout seul00777": "pages/p0777"} {
		if got := ask(t, s, x, "fr", query); got != want {
			t.Errorf("%q finds %.80q, want %q", query, got, want)
		}
	}
	got := strings.Fields(ask(t, s, x, "fr", "droit"))
	if len(got) != (n+1)*2/5 || got[0] != "pages/droit" {
		t.Errorf("a word of all texts finds %d, first %s", len(got), got[0])
	}
	shape := s.SearchShape(s.Language("fr"))
	if shape.Words < 20 {
		t.Errorf("there are %d files of words", shape.Words)
	}
	most, sum := 0, 0
	index, _ := x.Index(s.Language("fr"))
	for i := range shape.Words {
		b, ok := index.File(fmt.Sprintf("w%d.js", i))
		if !ok {
			t.Fatalf("there is no w%d.js", i)
		}
		most, sum = max(most, len(b)), sum+len(b)
	}
	if most > 5*sum/shape.Words {
		t.Errorf("a file of words has %d bytes, all %d have %d", most, shape.Words, sum)
	}
}

// The same site gives the same bytes, however its texts fall to the goroutines.
func TestSameBytes(t *testing.T) {
	s := reference(t)
	one, two := search.New(s), search.New(s)
	compared := 0
	for _, r := range s.Routes() {
		if r.Type != site.SearchIndexRoute {
			continue
		}
		var a, b bytes.Buffer
		if err := one.Write(&a, r); err != nil {
			t.Fatal(err)
		}
		if err := two.Write(&b, r); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s differs", r.Path)
		}
		compared++
	}
	if compared < 100 {
		t.Errorf("only %d files were compared", compared)
	}
	if err := one.Write(new(bytes.Buffer), site.Route{Language: s.Languages[0], Output: "w99999.js"}); err == nil {
		t.Error("a file that is not there was written")
	}
}

// The table of queries names pages that exist, in each language once at least.
func TestQueriesNameEditions(t *testing.T) {
	s := reference(t)
	for _, q := range queries(t) {
		l := s.Language(q[0])
		if !slices.ContainsFunc(s.Searched(l), func(e *site.Edition) bool { return e.Publication.Path(l) == l.Prefix+"/"+q[2]+"/" }) {
			t.Errorf("there is no edition at %s/%s", q[0], q[2])
		}
	}
	if _, err := os.Stat(filepath.Join("testdata", "queries.txt")); err != nil {
		t.Error(err)
	}
}

// The words of the interface say which language they had to be borrowed from,
// numbers how they are written.
func TestHead(t *testing.T) {
	s, x := indexes(t, map[string]string{"content/pages/a.fr.md": page("A", "Texte.")})
	for tag, wants := range map[string][]string{
		"fr": {`"one":"{count} résultat"`, `"f":"index.html"`}, "ar": {`"g":"٠١٢٣٤٥٦٧٨٩"`, `"x":["وال"`, `"a":"وبلفك"`, `"two":`},
		"ko": {`"lang":"`, `"p":true`}, "en": {`"s":","`},
	} {
		index, err := x.Index(s.Language(tag))
		if err != nil {
			t.Fatal(err)
		}
		text, _ := index.File("index.js")
		for _, want := range wants {
			if !bytes.Contains(text, []byte(want)) {
				t.Errorf("%s has no %s: %s", tag, want, text)
			}
		}
		if tag != "ko" && bytes.Contains(text, []byte(`"lang"`)) {
			t.Errorf("%s says that its words are borrowed: %s", tag, text)
		}
	}
}

package html_test

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"tract/generator/build"
	"tract/generator/diag"
)

// scripts are patterns of names, with the country that they are from.
var scripts = [][2]string{{"Réseau pour la santé %d", "SN"}, {"شبكة الحق في الصحة %d", "EG"}, {"স্বাস্থ্য অধিকার সংগঠন %d", "BD"}, {"स्वास्थ्य अधिकार संगठन %d", "IN"}, {"健康权利组织%d", "CN"},
	{"Союз за здоровье %d", "RU"}, {"Σύλλογος υγείας %d", "GR"}, {"ארגון לבריאות %d", "IL"}, {"健康の会 %d", "JP"}, {"건강 연대 %d", "KR"}, {"የጤና ማኅበር %d", "ET"}, {"Shirika la afya %d", "TZ"},
	{"சுகாதார அமைப்பு %d", "LK"}, {"เครือข่ายสุขภาพ %d", "TH"}, {"Առողջության միություն %d", "AM"}}

func signatoriesSite(list string, extra ...string) fstest.MapFS {
	files := fstest.MapFS{
		"tract.yaml": {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}, ar: {}, bn: {}, zh: {}, hi: {}}\n")},
	}
	for l, sentence := range map[string]string{
		"fr": "Nous demandons la santé pour toutes et tous, sans péage à l’entrée. ", "ar": "نطالب بالصحة للجميع في كل مكان من دون رسوم عند الدخول إليها. ",
		"bn": "আমরা সবার জন্য স্বাস্থ্য চাই এবং প্রবেশের জন্য কোনো মূল্য নয়। ", "zh": "我们要求人人享有健康，入口处不收费，任何地方都不应例外。",
	} {
		body := strings.Repeat("\n\n## Article\n\n"+strings.Repeat(sentence, 12), 12)
		files["content/declarations/appeal/index."+l+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: Appel " + l + "\n---\n" + body)}
	}
	files["content/declarations/appeal/signatories.csv"] = &fstest.MapFile{Data: []byte(list)}
	for i := 0; i+1 < len(extra); i += 2 {
		files[extra[i]] = &fstest.MapFile{Data: []byte(extra[i+1])}
	}
	return files
}

// names are the texts of the first bdi of each entry of the page's lists.
func names(t *testing.T, page []byte) []string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	var walk func(n *html.Node, inList bool)
	walk = func(n *html.Node, inList bool) {
		if n.Type == html.ElementNode && n.Data == "ul" {
			for _, a := range n.Attr {
				inList = inList || a.Key == "class" && a.Val == "signed"
			}
		}
		if n.Type == html.ElementNode && n.Data == "li" && inList {
			var first func(n *html.Node) string
			first = func(n *html.Node) string {
				if n.Data == "bdi" && n.FirstChild != nil {
					return n.FirstChild.Data
				}
				for c := n.FirstChild; c != nil; c = c.NextSibling {
					if s := first(c); s != "" {
						return s
					}
				}
				return ""
			}
			out = append(out, first(n))
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, inList)
		}
	}
	walk(root, false)
	return out
}

func compressed(t *testing.T, parts ...[]byte) int {
	t.Helper()
	total := 0
	for _, p := range parts {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		_, _ = w.Write(p)
		_ = w.Close()
		total += b.Len()
	}
	return total
}

// Ten thousand who signed: the first view is light, and every one of them
// stands on the further pages by name, by country, and in the table.
func TestTenThousandSignatories(t *testing.T) {
	var list strings.Builder
	list.WriteString("name,latin,type,country,place,url,withdrawn\n")
	for i := range 10_000 {
		s := scripts[i%len(scripts)]
		fmt.Fprintf(&list, s[0]+",Network for health %d,organisation,%s,Town %d,https://n%d.example.org/,\n", i, i, s[1], (i*7919)%3000, (i*104729)%100003)
	}
	for i := range 50 {
		fmt.Fprintf(&list, "Gone away %d,,person,FR,,,2024-01-01\n", i)
	}
	l := build.Load(build.Settings{Files: signatoriesSite(list.String())})
	for _, m := range l.Messages {
		if m.Severity == diag.Error || strings.HasPrefix(m.ID, "signatory") {
			t.Fatal(m)
		}
	}
	render := func(path string) []byte {
		t.Helper()
		var b bytes.Buffer
		found, err := l.Render(&b, path)
		if err != nil || !found {
			t.Fatalf("%s: %v, %v", path, found, err)
		}
		if bytes.Contains(b.Bytes(), []byte("Gone away")) {
			t.Fatalf("%s names somebody who withdrew", path)
		}
		return b.Bytes()
	}
	style := render("assets/style.css")
	for _, language := range []string{"fr", "ar", "bn", "zh", "hi"} {
		at := language + "/declarations/appeal/"
		page := render(at + "index.html")
		if n := compressed(t, page, style); n > 40_000 {
			t.Errorf("the first view in %s weighs %d bytes compressed", language, n)
		} else {
			t.Logf("%s: %d bytes compressed, %d of the page", language, n, len(page))
		}
		if n := len(names(t, page)); n != 200 {
			t.Errorf("%d names on the first page in %s", n, language)
		}
	}
	for _, language := range []string{"fr", "ar", "bn", "zh"} {
		for _, order := range []string{"signatories/", "signatories/countries/"} {
			seen := map[string]int{}
			for n := 1; n <= 20; n++ {
				page := render(fmt.Sprintf("%s/declarations/appeal/%s%d/index.html", language, order, n))
				for _, name := range names(t, page) {
					seen[name]++
				}
				if n := compressed(t, page); n > 40_000 {
					t.Errorf("a page weighs %d bytes compressed", n)
				}
			}
			if len(seen) != 10_000 {
				t.Errorf("%s %s: %d names", language, order, len(seen))
			}
		}
		rows, err := csv.NewReader(bytes.NewReader(render(language + "/declarations/appeal/signatories.csv"))).ReadAll()
		if err != nil || len(rows) != 10_001 {
			t.Errorf("%s: %d rows, %v", language, len(rows), err)
		}
	}
	for _, path := range []string{"hi/declarations/appeal/signatories.csv", "fr/declarations/appeal/signatories/21/index.html", "files/declarations/appeal/signatories.csv"} {
		if found, _ := l.Render(new(bytes.Buffer), path); found {
			t.Errorf("there is %s", path)
		}
	}
}

// Whatever a name holds comes out as text.
func TestHostileSignatories(t *testing.T) {
	hostile := []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `=cmd|' /C calc'!A0`, `+1+1`, `-2+3`, `@SUM(1)`, `＝1+1`, `*bold* [link](javascript:alert(1))`,
		`</bdi></li></ul></section>`, `{{.Site}}`, "a\u202Egpj.exe", "\u2067right\u2069", `O'Brien & Sons; "Ltd"`, `</script><!--`, `&lt;b&gt;`, `{#id .class}`}
	var list bytes.Buffer
	w := csv.NewWriter(&list)
	_ = w.Write([]string{"name", "role", "place", "latin"})
	for _, h := range hostile {
		_ = w.Write([]string{h, h + " role", h + " place", h + " latin"})
	}
	w.Flush()
	l := build.Load(build.Settings{Files: signatoriesSite(list.String())})
	plain := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
				return -1
			}
			return r
		}, s)
	}
	want := map[string]bool{}
	for _, h := range hostile {
		want[plain(h)] = true
	}
	var page, table bytes.Buffer
	if _, err := l.Render(&page, "fr/declarations/appeal/index.html"); err != nil {
		t.Fatal(err)
	}
	got := names(t, page.Bytes())
	if len(got) != len(hostile) {
		t.Errorf("%d of %d names: %q", len(got), len(hostile), got)
	}
	for _, name := range got {
		if !want[name] {
			t.Errorf("%q is no name of the list", name)
		}
	}
	if strings.ContainsAny(page.String(), "\u202E\u2067") || strings.Contains(page.String(), "<img") || strings.Contains(page.String(), "<script>alert") {
		t.Error("a name is more than text")
	}
	checkLinkedData(t, page.Bytes())
	if _, err := l.Render(&table, "fr/declarations/appeal/signatories.csv"); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&table).ReadAll()
	if err != nil || len(rows) != len(hostile)+1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, row := range rows[1:] {
		for _, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") || strings.HasPrefix(cell, "＝") {
				t.Errorf("a spreadsheet computes %q", cell)
			}
		}
		if !want[strings.TrimPrefix(row[0], "'")] && !want[row[0]] {
			t.Errorf("%q is no name of the list", row[0])
		}
	}
}

// checkLinkedData reads the JSON-LD of a page.
func checkLinkedData(t *testing.T, page []byte) {
	t.Helper()
	const open = `<script type="application/ld+json">`
	_, after, found := bytes.Cut(page, []byte(open))
	text, _, ended := bytes.Cut(after, []byte("</script>"))
	var v map[string]any
	if err := json.Unmarshal(text, &v); !found || !ended || err != nil {
		t.Fatalf("JSON-LD %s: %v", text, err)
	}
	if v["interactionStatistic"] == nil {
		t.Errorf("JSON-LD does not say how many signed: %s", text)
	}
}

func TestArticles(t *testing.T) {
	text := func(articles string, headings ...string) string {
		s := "---\ntitle: T\n" + articles + "---\n"
		for _, h := range headings {
			s += "\n## " + h + "\n\nText.\n"
		}
		return s
	}
	files := fstest.MapFS{
		"tract.yaml":                   {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}, ar: {}}\n")},
		"content/declarations/a.fr.md": {Data: []byte(text("articles: 2\n", "Préambule {#preamble}", "La terre", "L’eau", "L’air {#article-5}", "Le feu"))},
		"content/declarations/a.en.md": {Data: []byte(text("", "Preamble {#preamble}", "Earth", "Water", "Air {#article-5}", "Fire") + "\n[water](#article-2) [fire](a.md#article-6)\n")},
		"content/declarations/a.ar.md": {Data: []byte(text("", "تمهيد {#preamble}", "الأرض", "الماء"))},
		"content/declarations/b.fr.md": {Data: []byte(text("", "Un {#article-1}", "Deux {#article-2}", "Trois"))},
		"content/declarations/b.en.md": {Data: []byte(text("", "One {#article-1}", "Two {#article-2}", "Three"))},
	}
	l := build.Load(build.Settings{Files: files})
	var told []string
	for _, m := range l.Messages {
		told = append(told, m.ID+" "+m.File+" "+strings.Join(m.Args, " "))
	}
	if want := "articles-differ content/declarations/a.ar.md language ar found 1–2 expected 1–2, 5–6"; strings.Join(told, "\n") != want {
		t.Errorf("%s\nwanted %s", strings.Join(told, "\n"), want)
	}
	for path, want := range map[string][]string{
		"fr/declarations/a/index.html": {`id="preamble"`, `id="la-terre"`, `id="article-1"`, `id="article-2"`, `id="article-5"`, `id="article-6"`, `href="#article-6" aria-label="Lien vers l’article 6"`},
		"en/declarations/a/index.html": {`id="earth"`, `id="article-1"`, `id="article-2"`, `id="article-5"`, `id="article-6"`, `<a href="#article-2">water</a>`, `#article-6">fire</a>`},
		"en/declarations/b/index.html": {`id="article-1"`, `id="article-2"`, `href="#article-2" aria-label="Link to article 2"`, `id="three"`},
	} {
		var b bytes.Buffer
		if _, err := l.Render(&b, path); err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if strings.Count(b.String(), w) != 1 {
				t.Errorf("%s has %s %d times", path, w, strings.Count(b.String(), w))
			}
		}
		if strings.Contains(b.String(), "article-3") || strings.Contains(b.String(), ">Articles<") {
			t.Errorf("%s has an article too many", path)
		}
	}
}

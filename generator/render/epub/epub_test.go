package epub_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"tract/generator/build"
	"tract/generator/render/epub"
	"tract/generator/site"
)

const files = `-- tract.yaml --
title: {fr: Réseau, ar: شبكة}
base_url: https://example.org/x/
source_language: fr
languages: {fr: {}, en: {}, ar: {digits: arab}}
messages: {ui-message-missing: off, term-unlisted: off, image-unresolved: warning, fragment-unresolved: warning}
taxonomies: {topics: {}}
-- taxonomies/topics.yaml --
water: {name: {fr: Eau, ar: ماء}}
-- content/pages/far.md --
---
title: Loin
---
## Là {#there}
-- content/reports/watch/index.md --
---
title: Veille <1> & "x"
subtitle: Vue d'en bas
summary: Un résumé.
publisher: Éditions <E>
volume: 3
series: Veilles
date: 2024-05-01T23:30:00-02:00
authors: [Amina, "B & C"]
identifiers: {isbn: 978-2-1234-5680-3, doi: "https://doi.org/10.1000/182", document: A/78/1}
license: https://creativecommons.org/licenses/by/4.0/
topics: [water]
image: cover.svg
key_findings: [Premier <constat>, Second]
---
Avant-propos, [un](one.md#deux), [loin](../../pages/far.md#there), ![le son](small.mp3).

![le son](small.mp3 "Écouter")

![long](large.mp3 "Long")
-- content/reports/watch/index.ar.md --
---
title: رصد ١
subtitle: من تحت
image_alt: غلاف
translators: [منى]
updated: 2024-06-02
---
مقدمة [واحد](one.md#deux) و[الثاني](two.md).
-- content/reports/watch/cover.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><rect id="a b" width="1" height="1"/><rect id="a b"/></svg>
-- content/reports/watch/map.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"></svg>
-- content/reports/watch/map.ar.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="5" height="3"></svg>
-- content/reports/watch/small.mp3 --
ID3
-- content/reports/watch/rows.csv --
Lieu,Jours
Ici,12
-- content/reports/watch/one.md --
---
title: Un
---
### Trois {#trois}

Texte[^n].

## Deux

![La carte](map.svg "Carte")

![Perdue](gone.png)

![Lignes](rows.csv)

- [x] fait

[haut](#trois) [avant](index.md) [rien](two.md#nulle)

[^n]: Une note,
    - avec liste
-- content/reports/watch/one.ar.md --
---
title: واحد
updated: 2024-07-01
---
## ثلاثة

نص[^م].

## اثنان {#deux}

![خريطة](map.svg)

[^م]: حاشية
-- content/reports/watch/two.md --
---
title: Deux
authors: [Dina]
---
Seulement en français.
-- content/reports/watch/two/below.md --
---
title: Dessous
---
-- content/declarations/call.md --
---
title: Appel
adopted_on: 2023-03
articles: 2
---
## Le premier

## Autre {#other}

## Le second

[second](#article-2)
`

func load(t testing.TB, text string) *build.Loaded {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(text)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	fsys["content/reports/watch/large.mp3"] = &fstest.MapFile{Data: append([]byte("ID3"), make([]byte, 600<<10)...)}
	l := build.Load(build.Settings{Files: fsys})
	if l.Site == nil {
		t.Fatal(l.Messages)
	}
	for _, m := range l.Messages {
		if m.Severity.String() == "error" {
			t.Fatal(m)
		}
	}
	return l
}

// book is what a book holds, by name, and the names in their order.
type book struct {
	files map[string]string
	names []string
	raw   []byte
}

func write(t testing.TB, l *build.Loaded, id, language string) book {
	t.Helper()
	p := l.Site.Publication(id)
	at := l.Site.Output(p, l.Site.Language(language), "epub")
	r, ok := l.Site.Route(at)
	if !ok {
		t.Fatalf("no route %q for the book of %s in %s", at, id, language)
	}
	var out bytes.Buffer
	if err := epub.Write(&out, l.Site, r); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	b := book{files: map[string]string{}, raw: out.Bytes()}
	for i, f := range z.File {
		if i == 0 && (f.Name != "mimetype" || f.Method != zip.Store || len(f.Extra) > 0 || f.Flags&8 != 0) {
			t.Errorf("the first file of a book is %+v", f.FileHeader)
		}
		if got := f.Modified.Year(); got != 1980 {
			t.Errorf("%s has the year %d", f.Name, got)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(f.Name, "EPUB/")
		b.files[name] = string(text)
		b.names = append(b.names, name)
	}
	return b
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func holds(t *testing.T, b book, name string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(b.files[name], part) {
			t.Errorf("%s lacks %s:\n%s", name, part, b.files[name])
		}
	}
}

// pack is package.opf.
type pack struct {
	Lang     string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	Dir      string `xml:"dir,attr"`
	Metadata struct {
		Identifiers  []string `xml:"http://purl.org/dc/elements/1.1/ identifier"`
		Titles       []string `xml:"http://purl.org/dc/elements/1.1/ title"`
		Languages    []string `xml:"http://purl.org/dc/elements/1.1/ language"`
		Creators     []string `xml:"http://purl.org/dc/elements/1.1/ creator"`
		Contributors []string `xml:"http://purl.org/dc/elements/1.1/ contributor"`
		Publishers   []string `xml:"http://purl.org/dc/elements/1.1/ publisher"`
		Dates        []string `xml:"http://purl.org/dc/elements/1.1/ date"`
		Subjects     []string `xml:"http://purl.org/dc/elements/1.1/ subject"`
		Rights       []string `xml:"http://purl.org/dc/elements/1.1/ rights"`
		Sources      []string `xml:"http://purl.org/dc/elements/1.1/ source"`
		Relations    []string `xml:"http://purl.org/dc/elements/1.1/ relation"`
		Metas        []struct {
			Property string `xml:"property,attr"`
			Refines  string `xml:"refines,attr"`
			Text     string `xml:",chardata"`
		} `xml:"meta"`
	} `xml:"metadata"`
	Items []struct {
		ID         string `xml:"id,attr"`
		Href       string `xml:"href,attr"`
		Type       string `xml:"media-type,attr"`
		Properties string `xml:"properties,attr"`
	} `xml:"manifest>item"`
	Spine struct {
		Direction string `xml:"page-progression-direction,attr"`
		Refs      []struct {
			ID string `xml:"idref,attr"`
		} `xml:"itemref"`
	} `xml:"spine"`
}

func (p pack) meta(property string) []string {
	var out []string
	for _, m := range p.Metadata.Metas {
		if m.Property == property {
			out = append(out, m.Refines+m.Text)
		}
	}
	return out
}

func packOf(t *testing.T, b book) pack {
	t.Helper()
	var p pack
	if err := xml.Unmarshal([]byte(b.files["package.opf"]), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPackage(t *testing.T) {
	l := load(t, files)
	b := write(t, l, "reports/watch", "fr")
	p := packOf(t, b)
	m := p.Metadata
	id := l.Site.Identifier("epub/reports/watch", "fr")
	same(t, "identifiers", m.Identifiers, []string{id, "urn:isbn:9782123456803", "doi:10.1000/182", "A/78/1"})
	same(t, "titles", m.Titles, []string{`Veille <1> & "x"`, "Vue d'en bas"})
	same(t, "language", []string{p.Lang, p.Dir, m.Languages[0], p.Spine.Direction}, []string{"fr", "ltr", "fr", ""})
	same(t, "people", [][]string{m.Creators, m.Contributors, m.Publishers}, [][]string{{"Amina", "B & C"}, {"Dina"}, {"Éditions <E>"}})
	same(t, "dates", append(m.Dates, p.meta("dcterms:modified")...), []string{"2024-05-01", "2024-05-02T01:30:00Z"})
	same(t, "subjects, rights, source", [][]string{m.Subjects, m.Rights, m.Sources, m.Relations},
		[][]string{{"Eau"}, {"https://creativecommons.org/licenses/by/4.0/"}, {"https://example.org/x/fr/reports/watch/"}, nil})
	same(t, "series", append(p.meta("belongs-to-collection"), p.meta("group-position")...), []string{"Veilles", "#series3"})
	same(t, "roles", p.meta("role"), []string{"#creator-1aut", "#creator-2aut", "#contributor-1aut"})
	same(t, "access", [][]string{p.meta("schema:accessMode"), p.meta("schema:accessModeSufficient"), p.meta("schema:accessibilityHazard")},
		[][]string{{"textual", "visual", "auditory"}, {"textual,visual,auditory"}, {"unknown"}})
	if s := p.meta("schema:accessibilitySummary"); len(s) != 1 || !strings.Contains(s[0], "voix haute") {
		t.Errorf("accessibility summary: %q", s)
	}

	ar := packOf(t, write(t, l, "reports/watch", "ar"))
	same(t, "Arabic", []string{ar.Lang, ar.Dir, ar.Spine.Direction, ar.Metadata.Titles[0], ar.meta("dcterms:modified")[0]},
		[]string{"ar", "rtl", "rtl", "رصد ١", "2024-07-01T00:00:00Z"})
	same(t, "translators", ar.Metadata.Contributors, []string{"Dina", "منى"})
	same(t, "source edition", ar.Metadata.Relations, []string{"https://example.org/x/fr/reports/watch/"})
	same(t, "sufficient", ar.meta("schema:accessModeSufficient"), []string{"textual", "textual,visual"})
	if ar.Metadata.Identifiers[0] == id {
		t.Error("two languages have one identifier")
	}
}

// TestManifest holds that the manifest names each file of the container once,
// and the reading order the pages.
func TestManifest(t *testing.T) {
	b := write(t, load(t, files), "reports/watch", "fr")
	p := packOf(t, b)
	var listed, read []string
	types := map[string]string{}
	for _, i := range p.Items {
		listed = append(listed, i.Href)
		types[i.Href] = i.Type + " " + i.Properties
		for _, ref := range p.Spine.Refs {
			if ref.ID == i.ID {
				read = append(read, i.Href)
			}
		}
	}
	inside := slices.DeleteFunc(slices.Clone(b.names), func(n string) bool {
		return n == "mimetype" || n == "package.opf" || strings.HasPrefix(n, "META-INF/")
	})
	slices.Sort(listed)
	slices.Sort(inside)
	same(t, "manifest", listed, inside)
	var order []string
	for _, ref := range p.Spine.Refs {
		order = append(order, ref.ID)
	}
	same(t, "reading order", order, []string{"title-page", "nav", "text-1", "text-2", "text-3", "text-4", "colophon"})
	same(t, "recording", types["media/1.mp3"], "audio/mpeg ")
	same(t, "picture", types["media/2.svg"], "image/svg+xml ")
	same(t, "cover", types["media/3.svg"], "image/svg+xml cover-image")
	same(t, "navigation", types["nav.xhtml"], "application/xhtml+xml nav")
	if _, both := b.files["media/4.mp3"]; both {
		t.Error("a large recording went along")
	}
	holds(t, b, "media/3.svg", `<rect id="id-1"`, `<rect/>`)
	if len(read) != len(order) {
		t.Errorf("of %v only %v is in the manifest", order, read)
	}
}

func TestNavigation(t *testing.T) {
	b := write(t, load(t, files), "reports/watch", "ar")
	var nav struct {
		Navs []struct {
			Type  string `xml:"http://www.idpf.org/2007/ops type,attr"`
			Links []struct {
				Href string `xml:"href,attr"`
				Lang string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
				Text string `xml:",chardata"`
				Type string `xml:"http://www.idpf.org/2007/ops type,attr"`
			} `xml:"ol>li>a"`
			Inner []string `xml:"ol>li>ol>li>a"`
			Deep  []string `xml:"ol>li>ol>li>ol>li>a"`
		} `xml:"body>nav"`
	}
	if err := xml.Unmarshal([]byte(b.files["nav.xhtml"]), &nav); err != nil {
		t.Fatal(err)
	}
	var toc, marks []string
	for _, link := range nav.Navs[0].Links {
		toc = append(toc, link.Href+" "+link.Text+" "+link.Lang)
	}
	for _, link := range nav.Navs[1].Links {
		marks = append(marks, link.Type+" "+link.Href)
	}
	same(t, "contents", toc, []string{"title.xhtml صفحة العنوان ", "text.xhtml رصد ١ ", "part-1.xhtml واحد ", "part-2.xhtml Deux fr", "colophon.xhtml عن هذا الكتاب "})
	same(t, "below", nav.Navs[0].Inner, []string{"ثلاثة", "اثنان", "Dessous"})
	same(t, "landmarks", marks, []string{"titlepage title.xhtml", "toc nav.xhtml#toc", "bodymatter text.xhtml", "colophon colophon.xhtml"})
	same(t, "types", []string{nav.Navs[0].Type, nav.Navs[1].Type}, []string{"toc", "landmarks"})

	type point struct {
		Label   string `xml:"navLabel>text"`
		Content struct {
			Src string `xml:"src,attr"`
		} `xml:"content"`
		Points []point `xml:"navPoint"`
	}
	var ncx struct {
		Points []point `xml:"navMap>navPoint"`
	}
	if err := xml.Unmarshal([]byte(b.files["toc.ncx"]), &ncx); err != nil {
		t.Fatal(err)
	}
	var old []string
	for _, p := range ncx.Points {
		old = append(old, p.Content.Src+" "+p.Label)
		for _, q := range p.Points {
			old = append(old, "  "+q.Label)
		}
	}
	same(t, "contents for old readers", old, []string{"title.xhtml صفحة العنوان", "text.xhtml رصد ١", "part-1.xhtml واحد", "  ثلاثة", "  اثنان",
		"part-2.xhtml Deux", "  Dessous", "colophon.xhtml عن هذا الكتاب"})
}

func TestTexts(t *testing.T) {
	l := load(t, files)
	fr := write(t, l, "reports/watch", "fr")
	holds(t, fr, "title.xhtml", "<h1 id=\"title\">Veille &lt;1&gt; &amp; &quot;x&quot;</h1>", "Vue d'en bas", "1er mai 2024", `<img src="media/3.svg" alt=""/>`, "<bdi>B &amp; C</bdi>")
	holds(t, fr, "text.xhtml", "<li>Premier &lt;constat&gt;</li>", `<a href="part-1.xhtml#t-deux">un</a>`, `<a href="https://example.org/x/fr/pages/far/#there">loin</a>`,
		`<audio controls="controls" preload="none" src="media/1.mp3" aria-label="le son"></audio>`,
		`<figcaption>Long <a href="https://example.org/x/files/reports/watch/large.mp3" download="download">`)
	holds(t, fr, "part-1.xhtml", `<section epub:type="chapter" role="doc-chapter" aria-labelledby="title">`, `<h2 id="t-trois">Trois</h2>`, `<h2 id="t-deux">Deux</h2>`,
		`<a href="#t-fn-n" id="t-fnref-n" role="doc-noteref" epub:type="noteref">1</a>`,
		`<section class="footnotes" role="doc-endnotes" aria-label="Notes" epub:type="endnotes"><aside id="t-fn-n" epub:type="footnote" role="doc-footnote"><p>1. Une note,`,
		`<figure><img src="media/2.svg" width="4" height="3" alt="La carte"/><figcaption><span class="number">Figure 1.1.</span> Carte`,
		`<span class="missing">Perdue</span>`, `<span class="number">Tableau 1.1.</span> Lignes</caption>`, `<td class="end">12</td>`, `<span>☑ fait</span>`,
		`<a href="part-1.xhtml#t-trois">haut</a>`, `<a href="text.xhtml">avant</a>`, `<a href="part-2.xhtml">rien</a>`)
	holds(t, fr, "colophon.xhtml", `<a href="https://doi.org/10.1000/182"><bdi>https://doi.org/10.1000/182</bdi></a>`, `<a href="https://example.org/x/fr/reports/watch/">`, "Certaines images")
	holds(t, fr, "part-2.xhtml", "<bdi>Dina</bdi>")

	ar := write(t, l, "reports/watch", "ar")
	holds(t, ar, "title.xhtml", ` lang="ar" xml:lang="ar" dir="rtl">`, "١ مايو ٢٠٢٤", `alt="غلاف"`)
	holds(t, ar, "text.xhtml", `<a href="part-1.xhtml#t-deux">`, `<a href="part-2.xhtml">`)
	holds(t, ar, "part-1.xhtml", `<img src="media/1.svg" width="5" height="3" alt="خريطة"/>`)
	holds(t, ar, "part-2.xhtml", `<h1 id="title" lang="fr" xml:lang="fr" dir="ltr">Deux</h1>`, `<div class="notice" role="note"><p>هذا الفصل غير متاح بهذه اللغة بعد. النص أدناه باللغة الفرنسية.</p>`,
		`<a href="https://example.org/x/fr/reports/watch/two/" hreflang="fr" lang="fr" xml:lang="fr" dir="ltr">Français</a>`,
		`<div class="text" lang="fr" xml:lang="fr" dir="ltr"><p>Seulement en français.</p></div>`)
	holds(t, ar, "colophon.xhtml", "<bdi>منى</bdi>", "<bdi lang=\"fr\" xml:lang=\"fr\" dir=\"ltr\">Veille &lt;1&gt;")
	if strings.Contains(ar.files["part-1.xhtml"], "notice") {
		t.Error("a chapter in the book's language has a notice")
	}

	call := write(t, l, "declarations/call", "fr")
	holds(t, call, "text.xhtml", `<h2 id="t-le-second">`+`<span id="t-article-2"></span>Le second</h2>`, `<a href="text.xhtml#t-article-2">second</a>`)
	same(t, "a month", packOf(t, call).Metadata.Dates, []string{"2023-03"})
	for _, b := range []book{fr, ar, call} {
		sound(t, b)
	}
}

// sound holds of every page of a book that it is XML, that its ids are its own,
// and that links within the book lead somewhere.
func sound(t testing.TB, b book) {
	t.Helper()
	ids := map[string]map[string]bool{}
	var links [][2]string
	for name, text := range b.files {
		if path.Ext(name) != ".xhtml" && path.Ext(name) != ".opf" && path.Ext(name) != ".ncx" {
			continue
		}
		ids[name] = map[string]bool{}
		for d := xml.NewDecoder(strings.NewReader(text)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v\n%s", name, err, text)
			}
			start, _ := token.(xml.StartElement)
			for _, a := range start.Attr {
				switch {
				case a.Name.Local == "id" && ids[name][a.Value]:
					t.Errorf("%s has the id %s twice", name, a.Value)
				case a.Name.Local == "id":
					ids[name][a.Value] = true
				case a.Name.Local == "href", a.Name.Local == "src":
					links = append(links, [2]string{name, a.Value})
				}
			}
		}
	}
	for _, link := range links {
		u, err := url.Parse(link[1])
		if err != nil {
			t.Errorf("%s links to %q: %v", link[0], link[1], err)
			continue
		}
		if u.Scheme != "" {
			continue
		}
		to := u.Path
		if to == "" {
			to = link[0]
		}
		if _, ok := b.files[to]; !ok || u.Fragment != "" && !ids[to][u.Fragment] {
			t.Errorf("%s links to %q, which the book does not hold", link[0], link[1])
		}
	}
}

// TestSameBytes holds that a book is the same whenever and from wherever it is
// made.
func TestSameBytes(t *testing.T) {
	first := write(t, load(t, files), "reports/watch", "ar")
	second := write(t, load(t, files), "reports/watch", "ar")
	if !bytes.Equal(first.raw, second.raw) {
		t.Error("two builds give two books")
	}
}

// TestNoEdition holds that a language without an edition has no book.
func TestNoEdition(t *testing.T) {
	l := load(t, files)
	p, en := l.Site.Publication("reports/watch"), l.Site.Language("en")
	if at := l.Site.Output(p, en, "epub"); at != "" {
		t.Errorf("there is a book at %s", at)
	}
	if err := epub.Write(new(bytes.Buffer), l.Site, site.Route{Publication: p, Language: en}); err == nil {
		t.Error("a book without an edition was written")
	}
}

// TestOddTexts holds that the books of odd texts are sound.
func TestOddTexts(t *testing.T) {
	for _, text := range []string{
		"[^1] <ruby>x<rt>y</ruby> <time>z</time>\n\n[^1]: n",
		"<details>\n\n<summary>x</summary>\n\n# y {#title}\n\n| a |\n|---|\n| b |",
		"[a](#b) [c](//d e) ![f](g.png) - [x] h\n\n> [!NOTE]\n> i\n\n[a[^1]](one.md)\n\n[^1]: j",
		"\x01\x0b &#1; \uFFFE <b title=\"\x02\">c</b>",
	} {
		l := load(t, strings.Replace(files, "Seulement en français.", text, 1)+"-- end --\n")
		sound(t, write(t, l, "reports/watch", "fr"))
		sound(t, write(t, l, "reports/watch", "ar"))
	}
}

// BenchmarkWrite writes a book of 25 chapters of about 700 words.
func BenchmarkWrite(b *testing.B) {
	var text strings.Builder
	text.WriteString("-- tract.yaml --\nbase_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n-- content/reports/watch/index.md --\n---\ntitle: Veille\n---\nTexte.\n")
	for i := range 25 {
		fmt.Fprintf(&text, "-- content/reports/watch/c%d.md --\n---\ntitle: Chapitre %d\n---\n", i, i)
		for j := range 10 {
			fmt.Fprintf(&text, "## Section %d\n\n%s[lien](c1.md) *fort*[^%d].\n\n[^%d]: Une note.\n\n", j, strings.Repeat("Une phrase de sept mots en tout. ", 10), j, j)
		}
	}
	l := load(b, text.String())
	size := 0
	for b.Loop() {
		size = len(write(b, l, "reports/watch", "fr").raw)
	}
	b.ReportMetric(float64(size), "bytes/book")
}

package sitetest

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/site"
)

// Words without a place to break.
var (
	longWord   = strings.Repeat("antiinstitutionnellement", 9)[:200]
	longArabic = strings.Repeat("المستشفيات", 20)
	longTitle  = strings.TrimSpace(strings.Repeat("Une santé pour toutes et tous ", 10))
)

// forty are tags of languages in many scripts, both directions, and some that
// no theme has heard of.
var forty = strings.Fields("fr ar en es pt bn hi zh sw ru fa ur he ps ckb dv nqo am ti ka hy el uk th lo my km ta te kn ml gu pa or si ne ja ko vi yo")

// picture is a PNG of a size.
func picture(width, height int) []byte {
	img := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.RGBA{140, 17, 39, 255}})
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		panic(err) // of a picture in memory: the test is broken
	}
	return out.Bytes()
}

// oddBody is a text with all that is too long, too wide, too small.
func oddBody(word string) string {
	columns := func(cell string) string { return "|" + strings.Repeat(cell+"|", 30) + "\n" }
	var b strings.Builder
	for range 4 {
		fmt.Fprintf(&b, "## %s %s\n\n", longTitle, word)
	}
	fmt.Fprintf(&b, "%s et `%s` et <https://example.org/%s> et **%s**.[^1]\n\n", word, word, word, word)
	b.WriteString(columns("Colonne") + columns("---") + columns("1 234") + columns(word) + "\n")
	b.WriteString("| A | B |\n|---|---|\n| " + word + " | b |\n\n")
	b.WriteString("![Large](wide.png)\n\n![Haute](tall.png)\n\n![Petite](dot.png \"Une légende avec " + word + "\")\n\n")
	fmt.Fprintf(&b, "> > > - - - %s\n\n> [!WARNING]\n> %s\n\n", word, word)
	fmt.Fprintf(&b, "```\n%s %s\n```\n\n%s\n: %s\n\n", word, word, word, word)
	b.WriteString("1. un\n   1. deux\n      1. trois\n         1. quatre\n            1. " + word + "\n\n- [ ] " + word + "\n\n---\n\n")
	b.WriteString("[ދިވެހި]{lang=dv} [ߒߞߏ]{lang=nqo} [𐌰𐌱𐌲]{lang=got} [" + longArabic + "]{lang=ar}\n\n[^1]: " + word + "\n")
	return b.String()
}

// oddSite is a site of everything that editors get wrong in length and number.
func oddSite(languages []string) fs.FS {
	files := fstest.MapFS{}
	add := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644} }
	config := "title: " + longTitle + "\nbase_url: https://example.org/\nsource_language: fr\nrepository: https://codeberg.org/a/b\nnotice: " + longTitle + " " + longWord + "\nlanguages:\n"
	for _, l := range languages {
		config += "  " + l + ": {}\n"
	}
	add("tract.yaml", config+`messages: {ui-message-missing: off, term-unlisted: off}
forms:
  join:
    action: https://lists.example.net/`+longWord+`
    title: `+longTitle+`
    text: `+longWord+`
    fields:
      - {name: email, type: email, label: `+longWord+`, hint: `+longWord+`, required: true}
      - {name: country, type: country, label: Pays}
      - {name: agree, type: checkbox, label: `+longTitle+`}
      - {name: why, type: textarea, label: Pourquoi}
`)
	tags := make([]string, 400)
	for i := range tags {
		tags[i] = fmt.Sprintf("mot-%03d", i)
	}
	tags[7] = longWord[:60]
	summary := "summary: " + longTitle + " " + longWord + "\n"
	text := func(name, front string) {
		add("content/"+name+".fr.md", "---\ntitle: "+longTitle+"\n"+summary+front+"---\n"+oddBody(longWord))
		for _, l := range languages {
			if l == "ar" {
				add("content/"+name+".ar.md", "---\ntitle: "+longArabic+" "+longTitle+"\nsummary: "+longArabic+"\n---\n"+oddBody(longArabic))
			}
		}
		at := name[:strings.LastIndexByte(name, '/')+1]
		for picture, bytes := range pictures3 {
			files["content/"+at+picture] = &fstest.MapFile{Data: bytes, Mode: 0o644}
		}
	}
	text("declarations/odd/index", "date: 2024-01-01\nimage: wide.png\ntags: ["+strings.Join(tags, ", ")+"]\nsign_until: 2030-01-01\nadopted_by: "+longWord+"\nrelated: [reports/odd, groups/odd]\n")
	add("content/declarations/odd/signatories.csv", "name,local_name,type,country,city,website\n"+longWord+","+longArabic+",organisation,SN,"+longWord+",https://example.org/"+longWord+"\n"+longTitle+",,person,FR,,\n")
	text("reports/odd/index", "date: 2024-02-01\nvolume: 123456789\nsubtitle: "+longTitle+"\npublisher: "+longWord+"\nkey_findings: ["+longWord+", "+longTitle+"]\n")
	text("reports/odd/01/index", "weight: 1\n")
	text("reports/odd/02/index", "weight: 2\n")
	text("newsletters/odd/index", "date: 2024-03-01\nnumber: 1\n")
	text("programmes/odd/index", "image: dot.png\nacronym: "+longWord[:80]+"\nwebsite: https://example.org/"+longWord+"\nfigures: [{id: a, value: 123456789012, label: "+longWord+"}]\n"+
		"rounds:\n  - {id: one, name: "+longWord+", date: 2001-02-03, people: 1200, country: in}\n")
	text("events/odd/index", "start: 2027-04-12T09:00\nend: 2027-04-16T17:00\ntimezone: Asia/Tokyo\nplace: "+longWord+"\nagenda:\n  - {id: a, time: \"09:00\", item: "+longWord+"}\n")
	text("groups/odd/index", "countries: [SN]\nwebsite: https://example.org/"+longWord+"\n")
	text("pages/odd/index", "form: join\nidentifiers: {doi: 10.1/"+longWord[:90]+"}\n")
	add("content/empty/_index.fr.md", "---\ntitle: "+longWord+"\n---\n")
	return files
}

// pictures3 are too wide, too tall, too small.
var pictures3 = map[string][]byte{"wide.png": picture(8000, 40), "tall.png": picture(40, 8000), "dot.png": picture(1, 1)}

// oddWidths are a small phone (or a desk at 400 %), a phone, a tablet and a desk.
var oddWidths = []int{320, 360, 768, 1280}

// TestOddInput opens every page of sites full of what is too long, too wide or
// too many, at four widths, from left to right and from right to left, with the
// page for what is not found and what a search finds among them: none is wider
// than its window, no text is cut off, and there is one heading of the first
// order.
func TestOddInput(t *testing.T) {
	t.Parallel()
	br := startBrowser(t)
	o := odd{templates: map[string]bool{}}
	for _, s := range []struct {
		name      string
		languages []string
		only      map[string]bool
	}{
		{"odd-one", []string{"fr"}, map[string]bool{"fr": true, "": true}},
		{"odd-forty", forty, map[string]bool{"fr": true, "ar": true, "dv": true, "": true}},
	} {
		b, err := buildSite(s.name, oddSite(s.languages))
		if err != nil {
			t.Fatal(err)
		}
		tb := b.tab(t, br)
		tb.size(t, oddWidths[0], 800)
		server := b.serve(t)
		for _, p := range b.pages {
			first, _, nested := strings.Cut(p.path, "/")
			if !nested {
				first = ""
			}
			if !s.only[first] || p.route.Type == site.RedirectRoute || p.route.Type == site.TermRoute && !strings.Contains(p.path, "mot-000") && !strings.Contains(p.path, longWord[:20]) ||
				s.name == "odd-forty" && first == "fr" && p.template() != "home" {
				continue
			}
			if p.route.Type == site.NotFoundRoute {
				tb.visit(t, server+path.Join(path.Dir(p.path), longWord)+"/")
			} else {
				tb.visit(t, fileURL(b.root, p.path))
			}
			o.look(t, tb, s.name+" "+p.path, p.template())
			if p.route.Type == site.SearchRoute && first != "dv" {
				query := "sante toutes"
				if found := tb.search(t, &query); len(found.Titles) < 3 {
					o.add(p.path, "a search finds %d texts: %s", len(found.Titles), found.Status)
				}
				o.look(t, tb, s.name+" "+p.path+"?q", "results")
			}
		}
	}
	o.tell(t)
	atLeast(t, "views", o.looked, 4*70)
	atLeast(t, "templates", len(o.templates), 16)
}

// odd counts what was looked at, and where something was wrong.
type odd struct {
	faults
	looked    int
	templates map[string]bool
}

// look measures the page in the tab at all widths.
func (o *odd) look(t *testing.T, tb *tab, name, template string) {
	t.Helper()
	o.templates[template] = true
	for _, width := range oddWidths {
		tb.size(t, width, 800)
		var m struct {
			Scroll, Headings int
			Wide, Cut        []string
		}
		tb.value(t, oddMeasure, &m)
		where := fmt.Sprintf("%s at %d", name, width)
		if m.Scroll > width {
			o.add(where, "%s: a page is wider than its window of %d: %d; %s", template, width, m.Scroll, strings.Join(m.Wide, "; "))
		}
		for _, cut := range m.Cut {
			o.add(where, "%s: a text is cut off: %s", template, cut)
		}
		if m.Headings != 1 {
			o.add(where, "%s: %d headings of the first order", template, m.Headings)
		}
		o.looked++
	}
}

// oddMeasure opens what can be opened, then measures.
const oddMeasure = `(() => {
	for (const d of document.querySelectorAll('details:not(.pull)')) d.open = true
	const pull = [...document.querySelectorAll('.pull')]
	for (const d of pull) d.open = false
	const root = document.documentElement, out = {Scroll: root.scrollWidth, Headings: document.querySelectorAll('h1').length, Wide: [], Cut: []}
	for (const d of pull) {
		d.open = true
		out.Scroll = Math.max(out.Scroll, root.scrollWidth)
	}
	const scrolls = e => { for (; e && e !== document.body; e = e.parentElement) if (getComputedStyle(e).overflowX !== 'visible') return true; return false }
	for (const e of document.body.querySelectorAll('*')) {
		const r = e.getBoundingClientRect()
		const outside = r.right > innerWidth + 0.5 || r.left < -0.5, over = e.scrollWidth > e.clientWidth + 1
		if (r.width < 2 || r.height < 2 || !outside && !over || scrolls(e)) continue
		const name = e.tagName.toLowerCase() + (e.className ? '.' + e.className : '') + ' ' + Math.round(r.left) + '…' + Math.round(r.right)
		if (outside && out.Wide.length < 4) out.Wide.push(name)
		if (over && getComputedStyle(e).display !== 'inline' && out.Cut.length < 3 && !e.matches('html,body,select,input,textarea,img')) {
			// What stands out of its box, to where something else may stand.
			for (const c of e.childNodes) if (c.nodeType === 3 && c.data.trim()) {
				const range = document.createRange(); range.selectNode(c)
				const t = range.getBoundingClientRect()
				if (t.right > r.right + 1.5 || t.left < r.left - 1.5) { out.Cut.push(name + ': ' + Math.round(t.left) + '…' + Math.round(t.right)); break }
			}
		}
	}
	return out
})()`

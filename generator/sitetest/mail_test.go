package sitetest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html/atom"

	"tract/generator/render/email"
)

// letters is a newsletter that has all that a text can have, in three scripts.
const letters = `## %H

%P [%P](https://example.org/). **%P** *%P*[^1].

| %H | 2024 | 2025 | 2026 | %H | %H |
|:---|-----:|-----:|-----:|:--:|----|
| %H | 1 200 | 30 | 4 | %H | a_very_long_name_of_something_in_code |
| %H | 200 | 1 130 | 14 | %H | b |

> [!WARNING]
> %P

> %P

- %P
  - %H
- [x] %H

1. %P
2. %P

![%H](map.png "%H")

    a_line_of_code_that_is_wider_than_a_small_telephone_and_has_no_place_to_break_at_all_in_it

%H
: %P

---

https://example.org/an/address/that/is/wider/than/a/small/telephone/and/has/no/place/to/break/at/all

[^1]: %P
`

// scriptsOfLetters are a heading and a sentence for each language.
var scriptsOfLetters = map[string][2]string{
	"fr": {"Le mur des comptes", "Le cercle qui avait peint les comptes du dispensaire sur son mur a dû repeindre : les chiffres du trimestre ne tenaient plus."},
	"ar": {"جدار الحسابات", "اضطرت الدائرة التي رسمت حسابات المستوصف على جدارها إلى إعادة الطلاء: فلم تعد أرقام الفصل تتسع (WHO)."},
	"zh": {"账目墙", "那个把诊所账目画在墙上的圈子只好重新粉刷：三个月的数字已经写不下了。"},
}

// mails builds a site of newsletters whose pictures a server of this machine
// has.
func mails(t *testing.T) *built {
	t.Helper()
	var root string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, os.DirFS(root), strings.TrimPrefix(r.URL.Path, "/"))
	}))
	t.Cleanup(server.Close)
	img := image.NewRGBA(image.Rect(0, 0, 1200, 500))
	for x := range 1200 {
		for y := range 500 {
			img.Set(x, y, color.RGBA{uint8(x / 5), uint8(y / 2), 140, 255})
		}
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, img); err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{
		"tract.yaml":                             {Data: []byte("title: {fr: Réseau Kapok, ar: شبكة كابوك, zh: 木棉网络}\nbase_url: " + server.URL + "/\nsource_language: fr\nlanguages: {fr: {}, ar: {digits: arab}, zh: {}}\nmessages: {ui-message-missing: off}\n")},
		"content/newsletters/twelve/map.png":     {Data: picture.Bytes()},
		"content/newsletters/twelve/story.fr.md": {Data: []byte("---\ntitle: Une histoire du dispensaire\ndate: 2026-06-01\n---\nIl était une fois.\n")},
	}
	for lang, s := range scriptsOfLetters {
		front := "---\ntitle: \"" + s[0] + "\"\nsummary: \"" + s[1] + "\"\nupdated: 2026-06-20\n"
		if lang == "fr" {
			front += "date: 2026-06-15\nnumber: 12\n"
		}
		files["content/newsletters/twelve/index."+lang+".md"] = &fstest.MapFile{Data: []byte(front + "---\n" + strings.NewReplacer("%H", s[0], "%P", s[1]).Replace(letters))}
	}
	b, err := buildSite("mails", files)
	if err != nil {
		t.Fatal(err)
	}
	root = b.root
	return b
}

// TestMails opens e-mail editions as a telephone shows them, in three scripts
// and both colour schemes: nothing is wider than the window, pictures are shown,
// nothing else is loaded, and every text has contrast.
func TestMails(t *testing.T) {
	t.Parallel()
	b := mails(t)
	source := axeSource(t)
	tb := b.tab(t, startBrowser(t))
	var f faults
	looked, contrast := 0, 0
	grounds := map[string]string{}
	for _, scheme := range []string{"light", "dark"} {
		tb.must(t, "Emulation.setEmulatedMedia",
			map[string]any{"features": []map[string]string{{"name": "prefers-color-scheme", "value": scheme}}}, nil)
		for lang := range scriptsOfLetters {
			path := b.site.Output(b.site.Publication("newsletters/twelve"), b.site.Language(lang), "email.html")
			if path == "" {
				t.Fatalf("no mail in %s", lang)
			}
			for _, width := range widths {
				tb.size(t, width, 800)
				tb.visit(t, fileURL(b.root, path))
				var m struct {
					Scroll, Pictures, Widest int
					Ground, Direction        string
					Wide, Broken             []string
				}
				tb.value(t, lookAtMail, &m)
				where := lang + ", " + scheme
				if m.Scroll > width || len(m.Wide) > 0 {
					f.add(where, "the mail is %d wide in a window of %d: %v", m.Scroll, width, m.Wide)
				}
				if m.Pictures != 1 || len(m.Broken) > 0 {
					f.add(where, "%d pictures, broken: %v", m.Pictures, m.Broken)
				}
				if m.Widest > 600 {
					f.add(where, "the text is %d wide", m.Widest)
				}
				if want := b.site.Language(lang).Dir; m.Direction != want {
					f.add(where, "the direction is %s", m.Direction)
				}
				grounds[scheme] = m.Ground
				for _, trouble := range tb.trouble {
					f.add(where, "%s", trouble)
				}
				if *pictures != "" {
					if err := os.WriteFile(filepath.Join(*pictures, "mail."+lang+"."+scheme+map[bool]string{true: ".360"}[width == 360]+".png"), tb.picture(t, width), 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
			r := tb.axe(t, source)
			for _, x := range r.Violations {
				// A mail is no page: it has no landmarks.
				if x.ID != "region" && x.ID != "landmark-one-main" {
					f.add(lang+", "+scheme+" "+strings.Join(x.Nodes, " "), "axe: %s (%s): %s", x.ID, x.Impact, x.Help)
				}
			}
			if 10*r.Contrast < 8*r.Texts || r.Texts < 20 {
				f.add(lang+", "+scheme, "the contrast of only %d of %d visible texts was computed", r.Contrast, r.Texts)
			}
			looked++
			contrast += r.Contrast
		}
	}
	if grounds["light"] == grounds["dark"] {
		f.add("all", "the mail is %s in both colour schemes", grounds["light"])
	}
	f.tell(t)
	atLeast(t, "mails looked at", looked, 6)
	atLeast(t, "texts whose contrast was computed", contrast, 150)
}

const lookAtMail = `(async () => {
	const root = document.documentElement, broken = [], wide = []
	for (const i of document.images) await i.decode().catch(() => broken.push(i.src))
	const column = document.querySelector('h1').parentElement
	const inside = e => { for (; e && e !== document.body; e = e.parentElement) if (getComputedStyle(e).overflowX !== 'visible') return true; return false }
	for (const e of column.querySelectorAll('*')) {
		const r = e.getBoundingClientRect()
		if ((r.right > innerWidth + 0.5 || r.left < -0.5) && r.width > 0 && !inside(e) && wide.length < 4) wide.push(e.tagName + ' ' + r.left + '…' + r.right)
	}
	return {Scroll: root.scrollWidth, Pictures: document.images.length, Broken: broken, Wide: wide, Widest: Math.round(column.getBoundingClientRect().width),
		Ground: getComputedStyle(column).backgroundColor, Direction: getComputedStyle(column).direction}
})()`

// TestMailsOfSite looks at every mail that came out: its size, and that all its
// links work wherever it is read.
func TestMailsOfSite(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *built) {
		var f faults
		languages := map[string]bool{}
		for _, p := range b.mails {
			if n := b.files[p.path]; n > email.Limit {
				f.add(p.path, "the mail has %d bytes", n)
			}
			languages[p.lang()] = true
			for n := range p.doc.Descendants() {
				if n.DataAtom != atom.A {
					continue
				}
				href, _ := attribute(n, "href")
				if id, local := strings.CutPrefix(href, "#"); local && p.ids[id] == 1 {
					continue
				}
				u, err := url.Parse(href)
				if err != nil || u.Scheme == "" {
					f.add(p.path, "a link to %q", href)
					continue
				}
				if at, own := strings.CutPrefix(href, b.base); own {
					name, err := url.PathUnescape(strings.SplitN(at, "#", 2)[0])
					if name == "" || strings.HasSuffix(name, "/") {
						name += "index.html"
					}
					if _, there := b.files[name]; err != nil || !there {
						f.add(p.path, "a link to %q, which is not there", href)
					}
				}
			}
		}
		f.tell(t)
		atLeast(t, "mails", len(b.mails), b.least(15))
		atLeast(t, "languages with mails", len(languages), 6)
	})
}

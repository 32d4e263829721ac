package sitetest

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand"
	"strings"
	"testing/fstest"
)

// hostileFiles is a site of a report with chapters that do all that an author
// may do, and some that nobody would, in six languages; of a report of noise;
// and of a declaration that holds nothing but a title.
func hostileFiles() fstest.MapFS {
	files := fstest.MapFS{}
	add := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	add("tract.yaml", hostileConfig)
	add("content/pages/outside.md", "---\ntitle: Dehors\n---\n## Loin {#far}\n")
	add("content/declarations/bare.md", "---\ntitle: Rien & <rien>\n---\n")
	add("content/declarations/articles.md", "---\ntitle: Articles\narticles: 2\n---\n## Un\n\n## Deux {#article-7}\n\n## Trois\n\n[a](#article-1) [b](#article-8)\n")
	add("content/declarations/articles.signatories.yaml", `- {name: "<b>A</b> & \"x\" ]]> --> \u00A0", latin: "<i>&amp;", role: "</li>", place: "<script>", url: "https://example.com/<>\"?a=1&b=2#c#d", country: SN}
- {name: "=cmd|' /C calc'!A0", type: organisation, country: EG, language: ar}
- {name: "שלום {{.}} *|X|*", type: person, language: he, url: "https://xn--a--a--/"}
`)
	add("content/declarations/bare.he.md", "---\ntitle: \"<b>כלום</b> & \\\"x\\\"\"\n---\n")
	for language, title := range hostileTitles {
		name := "content/reports/hostile/index." + language + ".md"
		add(name, fmt.Sprintf(hostileFront, title, title, title, title)+"\n![](pic.png)\n\n[chapitre](c01.md#sec) [soi](#nulle)\n\n## "+title+"\n")
	}
	source := files["content/reports/hostile/index.fr.md"]
	source.Data = []byte(strings.Replace(string(source.Data), "---\n", "---\n"+hostileInherited, 1))
	for i, body := range hostileBodies {
		name := fmt.Sprintf("content/reports/hostile/c%02d", i+1)
		title := fmt.Sprintf("---\ntitle: '%d </title> & \"x\" ]]> <i>'\nauthors: ['A & <B>', 'ب']\n---\n", i+1)
		add(name+".fr.md", strings.Replace(title, "---\n", "---\nerrata: [{date: 2024-05-01, text: 'Lire <b> & \"c\"'}]\ncorrection: {date: 2024-05-02, text: {fr: '<p>&amp; ]]>', ar: '</div> خطأ'}}\nretraction: {text: {fr: '<aside> & \"'}}\n", 1)+body)
		if i%3 == 0 {
			add(name+".ar.md", "---\ntitle: 'فصل <b> & \"س\"'\ntranslation: machine\n---\nنص الفصل[^م] "+body+"\n\n[^م]: حاشية\n")
		}
		if i%4 == 0 {
			add(name+".zh.md", "---\ntitle: '第章 <b>'\n---\n正文\n"+body)
		}
	}
	add("content/reports/hostile/c01/below.md", "---\ntitle: Dessous\n---\n[dessus](../c01.fr.md#sec)\n")
	add("content/reports/hostile/c01/below/deep.md", "---\ntitle: Plus bas\n---\n### x\n\n# y\n")
	add("content/reports/noise/index.md", "---\ntitle: Bruit\n---\n")
	random := rand.New(rand.NewSource(1))
	for i := range 60 {
		add(fmt.Sprintf("content/reports/noise/n%02d.md", i), fmt.Sprintf("---\ntitle: Bruit %d\n---\n", i)+noise(random))
	}
	for name, b := range hostileMedia() {
		files["content/reports/hostile/"+name] = &fstest.MapFile{Data: b}
	}
	return files
}

const hostileConfig = `title: {fr: "Réseau <b> & \"x\"", ar: شبكة}
base_url: https://example.org/a%20b/
source_language: fr
languages: {fr: {}, en: {}, ar: {}, zh: {}, hi: {}, he: {}, fa: {}, ur: {}, bn: {}}
messages: {image-unresolved: warning, link-unresolved: warning, link-near: warning, fragment-unresolved: warning, image-truncated: warning,
  image-broken: warning, image-unreadable: warning, image-mismatch: warning, image-mismatch-svg: warning, image-empty: warning}
`

var hostileTitles = map[string]string{
	"fr": "<script>alert(1)</script> & \"x\" ]]> &amp; \u202e </dc:title>", "ar": `عنوان <b>قوي</b> & "اقتباس"`,
	"zh": `标题 <i>斜</i> 𠀀 & ‘引’`, "hi": `शीर्षक <u>क्</u>`, "he": "כותרת \u202a<a href=\"x\">", "bn": `শিরোনাম %s {{x}} ${y}`,
}

// hostileFront takes a title four times: in JSON, so that it stands as it is.
const hostileFront = "---\ntitle: %q\nsubtitle: %q\nsummary: %q\npublisher: %q\ntranslators: ['T & <T>', \"O'Neil \\\"x\\\"\"]\n" +
	"key_findings: ['<li>un</li>', 'deux & trois']\nimage_alt: 'Une <image> & \"elle\"'\n---\n"

const hostileInherited = `date: 2024-02-29T23:30:00-05:00
authors: ['Réseau <script>', "B & C"]
identifiers: {isbn: 978-2-1234-5680-3, doi: 'https://doi.org/10.1000/<182>&"x"', document: 'A/78/<1> & "2"'}
license: https://creativecommons.org/licenses/by/4.0/
series: 'Série <1>'
volume: 3
image: cover.jpg
website: 'https://example.org/?a=1&b=<2>'
`

var hostileBodies = []string{
	// Tables, lists, code.
	"## Sec {#sec}\n\n|a|b|\n|:-|-:|\n|`x\\|y`|</td>|\n|1|\n\n1. un\n   - deux\n     3. trois\n\n        texte\n\n- [x] fait\n- [ ] à faire [l](c02.md)\n\n" +
		"```html\n<script>]]></script> & \"\n```\n\n    code\n\nTerme\n: sens\n: autre\n\n  > cité\n\n* * *\n\nligne\\\nsuite <br> fin\n",
	// Footnotes.
	"Un[^1] deux[^n] encore[^1] et [lien[^3]](c01.md)[^4].\n\n[^1]: Note **forte** & <b>.\n\n    Seconde ligne.\n\n    - liste\n      - dessous\n\n    1. ordonnée\n\n" +
		"[^n]: Voir aussi[^5].\n[^3]:\n    - rien que liste\n[^4]: ![img](pic.png)\n[^5]: ```\n    code\n    ```\n",
	// Headings out of order, and odd ids.
	"#### D'abord\n\n# Un\n\n### Trois\n\n## Deux {#1}\n\n## `code` *é* {#é}\n\n##\n\n###### six {#a.b:c}\n\n## Deux\n\n## x {#x%20y}\n\n## y {#\"<&>'}\n\n## {#seul}\n\n## ![pic](pic.png)\n\n" +
		"[a](#1) [b](#é) [c](#a.b:c) [d](#x%20y) [e](#seul) [f](#nulle-part) [g](c02.md#fn-1) [h](c02.md#rien) [i](#deux-1)\n\n<div id=\"title\">x</div><div id=\"t-x\">y</div>\n",
	// Images that are there, that are not, and those that books cannot hold.
	"![là](pic.png \"Légende <b>\")\n\n![](pic.png)\n\n![absente & <elle>](absent.png \"Légende\")\n\ntexte ![](absente.jpg) ![svg](draw.svg) ![gif](move.gif) ![webp](tiny.webp) fin\n\n" +
		"![faux](faux.jpg) ![coupée](cut.png) ![avif](a.avif) [![lien](pic.png)](c01.md)\n\n![dehors](https://example.org/x.png)\n\n![table](t.csv \"Titre <t>\")\n\n![rien](absent.csv)\n\n" +
		"![son](small.mp3 \"Un son\")\n\n![long](large.mp3)\n\n![film](film.mp4)\n\n![absent](absent.mp3)\n\n![pdf](doc.pdf)\n\n- ![seule](pic.png)\n",
	// Links of all sorts.
	"[a](c01.md) [b](c01.md#sec) [c](../../pages/outside.md#far) [d](doc.pdf) [e](//example.org/x) [f](http://exa mple.org) [g](<http://exa mple.org/x y>) [h](https://[bad) " +
		"[i](https://ex.org/%zz?a=[1]&b={2}|3\\4^5`6#a#b) [j](mailto:a@b.c?subject=x y) [k](tel:+33 1 23) [l](https://пример.рф/путь) [m](http://) [n](https://a_b.example.org:99999/) " +
		"[o](https://user:pass@example.org/) [p](javascript:alert(1)) [q](https://例え.jp/?q=値#片) [r](http://1.2.3.4:80) [s](https://[::1]/) [t](HTTP://EXAMPLE.ORG) " +
		"[u](https://ex..org/) [v](https://-a-.org) [w](/topics/x/) [x](c04.md) [y](index.md) [z](<>) <https://example.org/?a=1&b=2> <a@b.org> www.example.org/x_(y) " +
		"[aa](http://a_b.example.org/) [ab](https://example.org:/) [ac](mailto:) [ad](mailto:é@é.fr) [ae](tel:) [af](https://example.org/\") [ag](https://ex%41mple.org/) [ah](https://xn--zzzzzz.org/) [ai](http://256.256.256.256/) [aj](http://1.2.3/)\n",
	// Raw HTML.
	"<details open><summary>Plus <b>x</b></summary>\n\ntexte\n\n</details>\n\n<details>texte</details>\n\n<summary>seul</summary>\n\n<div lang=\"ar\" dir=\"rtl\" class=\"a b\" title=\"t & u\">\n\n## نص\n\n</div>\n\n" +
		"a <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> <rt>seul</rt> <ruby>x</ruby> <ruby><rt>y</rt></ruby> <time datetime=\"demain\">x</time> <time>y</time> <time datetime=\"2024-02-29\">z</time> <bdo>sans</bdo> <bdo dir=\"rtl\">avec</bdo> " +
		"<del datetime=\"x\">d</del> <ins>i</ins> <q>q <q>r</q></q> <kbd>k</kbd> <sub>a<sup>b</sup></sub> <abbr title=\"x\">y</abbr> <dfn>d <dfn>e</dfn></dfn> <wbr> <mark>m</mark> <span lang=\"x y\" dir=\"oblique\">s</span> <bdi>b</bdi>\n\n" +
		"<section><aside>\n\n# t\n\n</aside></section>\n\n<div><p>p</p><table><tr></div>\n\n<ins>\n\npara\n\n</ins>\n\n<rp>x</rp> <small>a\n\n<a href=\"x\">[l](c01.md)</a> <iframe src=\"x\"></iframe> <script>alert(1)</script> <style>p{}</style> <img src=x onerror=alert(1)>\n",
	// Characters that XML refuses, and directions.
	"a\x01b\x0bc\x1f \x7f \uFFFE \uFFFF \U0001FFFE \u2028 \ufeff \u200f\u202e\u2066 x\u0000y &#1; &#xFFFE; &#0; &#x110000; &nbsp; &lt;b&gt; &amp;amp;\n\n`\x02`\n\nעברית ועוד English עברית\n\n> [!NOTE]\n> שלום עולם טוב\n> - x\n",
	"",
	"中文段落，\n换行。**粗体**和*斜体*，`代码`。\n\n## 标题：一\n\n> 引文\n\n- 一\n- 二[^注]\n\n[^注]: 注释。\n",
}

func hostileMedia() map[string][]byte {
	picture := image.NewRGBA(image.Rect(0, 0, 8, 6))
	for x := range 8 {
		picture.Set(x, x%6, color.RGBA{uint8(x * 30), 90, 200, 255})
	}
	var pngs, jpegs, gifs bytes.Buffer
	for _, err := range []error{png.Encode(&pngs, picture), jpeg.Encode(&jpegs, picture, nil), gif.Encode(&gifs, picture, nil)} {
		if err != nil {
			panic(err)
		}
	}
	mp3 := append([]byte("\xff\xfb\x90\x00"), make([]byte, 413)...)
	return map[string][]byte{
		"pic.png": pngs.Bytes(), "pic.ar.png": pngs.Bytes(), "cover.jpg": jpegs.Bytes(), "move.gif": gifs.Bytes(), "faux.jpg": pngs.Bytes(),
		"cut.png":   pngs.Bytes()[:40],
		"tiny.webp": []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"),
		"a.avif":    []byte("\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf"),
		"draw.svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" role="img" aria-label="x" onload="x()" foo="bar">` +
			`<title>T</title><desc>D</desc><style>.a{fill:red}</style><script>alert(1)</script><a xlink:href="https://example.org/"><text id="1 2" class="a" x="1" y="2" xml:lang="ar" direction="rtl">س</text></a>` +
			`<g id="g"><rect id="g" width="3" height="3"/></g><use xlink:href="#g"/><use href="#gone"/><rect id="Group 12" fill="url(#a:b)" width="1" height="1"/><use href="#Group 12"/>` +
			`<linearGradient id="a:b" href="#1"><stop offset="0" stop-color="red"/></linearGradient><radialGradient id="1"/><filter id="f"><feDropShadow dx="1"/><feTurbulence/></filter>` +
			`<circle r="1" filter="url('#f')" style="fill:url(#1);mix-blend-mode:multiply" tabindex="0" transform-origin="1 1"><animate attributeName="r" to="3" dur="1s" begin="g.click"/></circle><switch><g systemLanguage="ar"/><g/></switch>` +
			`<view id="v" viewBox="0 0 1 1"/><clipPath id="c"><path d="M0 0"/></clipPath><textPath href="#zz">t</textPath><marker id="m"/><mask id="k"/><pattern id="p"/><symbol id="s"/><polygon points=""/><path d="oops"/><image href="https://example.org/x.png" width="1" height="1"/><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject></svg>`),
		"t.csv":     []byte("nom,<b>,\"a\"\"b\"\n=cmd(),\x01,]]>\n&amp;,1,2\n"),
		"small.mp3": mp3, "large.mp3": append(mp3, make([]byte, 600<<10)...),
		"film.mp4": []byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom\x00\x00\x00\x08moov"),
		"doc.pdf":  []byte("%PDF-1.4\n%%EOF\n"),
	}
}

// noise is a text of pieces of Markdown and HTML in no order.
func noise(random *rand.Rand) string {
	pieces := strings.Split("\n\n¦\n¦- ¦1. ¦# ¦### ¦> ¦    ¦`¦```\n¦**¦*¦~~¦[a](n01.md)¦[b](#x)¦[^1]¦\n\n[^1]: n\n\n¦![p](../hostile/pic.png)¦"+
		"<div>¦</div>¦<span>¦</span>¦<details>¦</details>¦<summary>¦</summary>¦<ruby>¦</ruby>¦<rt>¦</rt>¦<rp>¦<q>¦</q>¦<section>¦</section>¦<aside>¦</aside>¦<ins>¦</ins>¦<del>¦</del>¦"+
		"<sub>¦<sup>¦</sup>¦<bdo dir=rtl>¦</bdo>¦<bdo>¦<time>¦<dfn>¦</dfn>¦<abbr>¦<br>¦<wbr>¦<kbd>¦<small>¦<mark>¦<cite>¦<bdi>¦mot¦نص¦字¦x¦{#i}¦[s]{lang=ar .c}¦: d¦\n: e¦- [ ] ¦&¦<¦>¦\"¦]]>¦\n\n| a | b |\n|---|---|\n| c |\n¦\n\n", "¦")
	var out strings.Builder
	for range 120 {
		out.WriteString(pieces[random.Intn(len(pieces))])
		if random.Intn(3) == 0 {
			out.WriteByte(" \n"[random.Intn(2)])
		}
	}
	return out.String()
}

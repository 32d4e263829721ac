package markdown

import (
	"slices"
	"strings"
	"testing"
)

// TestDialect compiles single lines. NUL is written · in what is expected.
func TestDialect(t *testing.T) {
	const nn = "\u202F" // narrow no-break space
	for _, c := range []struct{ name, language, in, want string }{
		{"compact blocks", "en", "a\n\nb\n\n***\n\nc  \nd", "<p>a</p><p>b</p><hr/><p>c<br/>d</p>"},
		{"soft break", "en", "a\nb", "<p>a\nb</p>"},
		{"soft break between Han", "zh", "我们\n的健康。\n\n好，\n再见 a\n字", "<p>我们的健康。</p><p>好，再见 a\n字</p>"},
		{"soft break between kana and emphasis", "zh", "カタ\n**カナ**", "<p>カタ<strong>カナ</strong></p>"},
		{"soft break in Korean", "en", "건강\n권리", "<p>건강\n권리</p>"},

		{"link", "en", "[a](../b.md#c \"T\")", `<p><a·h0· title="T">a</a></p>`},
		{"links and images share one list", "en", "[![x](a.png)](b.md) [c](/d/)", `<p><a·h0·><img·i1· alt="x"/></a> <a·h2·>c</a></p>`},
		{"fragment", "en", "[a](#b)", "<p><a·h0·>a</a></p>"},
		{"external", "en", "[a](https://x.org/?a=1&b=2)", `<p><a href="https://x.org/?a=1&amp;b=2">a</a></p>`},
		{"protocol-relative", "en", "[a](//x.org)", `<p><a href="//x.org">a</a></p>`},
		{"mail and telephone", "en", "[a](mailto:a@b.org) [b](tel:+33)", `<p><a href="mailto:a@b.org">a</a> <a href="tel:+33">b</a></p>`},
		{"remote image", "en", "![a](https://x.org/a.png)", `<p><a href="https://x.org/a.png">a</a></p>`},
		{"remote image in link", "en", "[![a](https://x.org/a.png)](b.md)", `<p><a·h0·>a</a></p>`},
		{"link in link", "en", "[a <https://x.org> b](c.md)", "<p><a·h0·>a https://x.org b</a></p>"},
		{"shortcode as destination", "en", "[a]({{site.url}}/b)", "<p><a>a</a></p>"},

		{"figure", "en", "![A *map*](map.png \"The \\\"map\\\"\")", `<figure><img·i0· alt="A map"/><figcaption>·n1·The "map"</figcaption></figure>`},
		{"figure without caption", "en", "![A map](map.png)", `<figure><img·i0· alt="A map"/></figure>`},
		{"figure in a list", "en", "- ![A map](map.png)", `<ul><li><figure><img·i0· alt="A map"/></figure></li></ul>`},
		{"image in text", "en", "See ![a \"map\"](map.png \"T\").", `<p>See <img·i0· alt="a “map”" title="T"/>.</p>`},
		{"table from CSV", "en", "![Deaths](deaths.CSV)", "·t0·"},
		{"film", "en", "![A film](a.webm)", "·m0·"},
		{"sound in text", "en", "Hear ![the song](a.mp3).", "<p>Hear <a·h0·>the song</a>.</p>"},

		{"heading", "en", "## The *right* to health", `<h2 id="·#·the-right-to-health">The <em>right</em> to health</h2>`},
		{"heading ids", "en", "# A\n\n# A\n\n# a-1\n\n# !", `<h1 id="·#·a">A</h1><h1 id="·#·a-1">A</h1><h1 id="·#·a-1-1">a-1</h1><h1 id="·#·section">!</h1>`},
		{"explicit id wins", "en", "# A b\n\n# C {#a-b}", `<h1 id="·#·a-b-1">A b</h1><h1 id="·#·a-b">C</h1>`},
		{"heading attributes", "en", "# A {#b .c lang=ar}\n\nB {.d}\n=====", `<h1 id="·#·b" class="c" lang="ar" dir="rtl">A</h1><h1 id="·#·b-1" class="d">B</h1>`},
		{"heading attributes with a colon", "en", "# A {: #b .c }\n\n# B {:}", `<h1 id="·#·b" class="c">A</h1><h1 id="·#·b-1">B {:}</h1>`},
		{"heading attributes before hashes", "en", "# A # {#x}\n\n# B {#y} #", `<h1 id="·#·x">A</h1><h1 id="·#·y">B</h1>`},
		{"heading ids in French", "fr", "# L'été : santé !", `<h1 id="·#·lété-santé">L’été` + nn + `: santé` + nn + `!</h1>`},
		{"heading ids in Arabic", "ar", "# الصحّة للجميع، الآن", `<h1 id="·#·الصحّة-للجميع-الآن">الصحّة للجميع، الآن</h1>`},
		{"heading ids in Hindi", "hi", "# स्वास्थ्य का अधिकार", `<h1 id="·#·स्वास्थ्य-का-अधिकार">स्वास्थ्य का अधिकार</h1>`},
		{"heading ids in Chinese", "zh", "# 健康权：宣言", `<h1 id="·#·健康权宣言">健康权：宣言</h1>`},
		{"heading ids in NFC", "en", "# Sante\u0301", "<h1 id=\"·#·santé\">Sante\u0301</h1>"},
		{"no attributes in shortcodes", "en", "# A {{ b }}", `<h1 id="·#·a">A {{ b }}</h1>`},

		{"span", "fr", "le mot [صحة]{lang=ar} et [x]{.a #b title=\"t\"}", `<p>le mot <span lang="ar" dir="rtl">صحة</span> et <span id="·#·b" class="a" title="t">x</span></p>`},
		{"span at the end of a heading", "en", "# A [b]{lang=fr}\n\n# [b]{lang=ar} {#c}", `<h1 id="·#·a-b">A <span lang="fr">b</span></h1><h1 id="·#·c"><span lang="ar" dir="rtl">b</span></h1>`},
		{"span around markup", "en", "[a **b** [c](d.md)]{lang=fr}", `<p><span lang="fr">a <strong>b</strong> <a·h0·>c</a></span></p>`},
		{"span in emphasis", "en", "*a [b]{.c} d*", `<p><em>a <span class="c">b</span> d</em></p>`},
		{"span in link", "en", "[a [b]{lang=ar}](c.md)", `<p><a·h0·>a <span lang="ar" dir="rtl">b</span></a></p>`},
		{"span leaves events out", "en", "[a]{onclick=x lang=fr}", `<p><span lang="fr">a</span></p>`},
		{"no span", "en", "[a]{ b } [c]{}", "<p>[a]{ b } [c]{}</p>"},
		{"span over lines", "en", "[a\nb]{.c}", "<p><span class=\"c\">a\nb</span></p>"},

		{"callout", "en", "> [!WARNING]\n> Careful.", `<div class="callout warning" role="note">·c3·<p>Careful.</p></div>`},
		{"callout with blocks", "en", "> [!tip]\n>\n> - a", `<div class="callout tip" role="note">·c1·<ul><li>a</li></ul></div>`},
		{"no callout", "en", "> [!NOTE] a\n\n> [!OTHER]\n> b", "<blockquote><p>[!NOTE] a</p></blockquote><blockquote><p>[!OTHER]\nb</p></blockquote>"},

		{"footnotes", "en", "a[^x] b[^x]\n\n[^x]: N",
			`<p>a<sup class="footnote-ref"><a href="#·#·fn-x" id="·#·fnref-x" role="doc-noteref">1</a></sup> b<sup class="footnote-ref"><a href="#·#·fn-x" id="·#·fnref-x-2" role="doc-noteref">1</a></sup></p>` +
				"<section class=\"footnotes\" role=\"doc-endnotes\"·f0·><ol><li id=\"·#·fn-x\"><p>N\u00A0<a href=\"#·#·fnref-x\" class=\"footnote-back\" role=\"doc-backlink\"·b0·>↩</a>" +
				"\u00A0<a href=\"#·#·fnref-x-2\" class=\"footnote-back\" role=\"doc-backlink\"·b0·>↩<sup>2</sup></a></p></li></ol></section>"},
		{"footnote in a link", "en", "[a[^x]](b.md)\n\n[^x]: N",
			`<p><a·h0·>a<sup class="footnote-ref" id="·#·fnref-x">1</sup></a></p>` +
				"<section class=\"footnotes\" role=\"doc-endnotes\"·f0·><ol><li id=\"·#·fn-x\"><p>N\u00A0<a href=\"#·#·fnref-x\" class=\"footnote-back\" role=\"doc-backlink\"·b0·>↩</a></p></li></ol></section>"},

		{"task list", "en", "- [x] a\n- [ ] b", `<ul><li class="task"><label><input type="checkbox" disabled="" checked=""/> a</label></li><li class="task"><label><input type="checkbox" disabled=""/> b</label></li></ul>`},
		{"ordered list", "en", "3. a\n4. b", `<ol start="3"><li>a</li><li>b</li></ol>`},
		{"table", "en", "|a|b|c|\n|:-|:-:|-:|\n|`x\\|y`|2||", `<div class="table"·s0·><table><thead><tr><th scope="col" class="start">a</th><th scope="col" class="center">b</th><th scope="col" class="end">c</th></tr></thead><tbody><tr><td class="start"><code>x|y</code></td><td class="center">2</td><td class="end"></td></tr></tbody></table></div>`},
		{"definition list", "en", "A\n: b\n: c", "<dl><dt>A</dt><dd>b</dd><dd>c</dd></dl>"},
		{"code", "en", "```go x\na < \"b\"\n```", "<pre><code class=\"language-go\">a &lt; \"b\"\n</code></pre>"},

		{"direction", "en", "שלום עולם a\n\nHello שלום", `<p dir="rtl">שלום עולם a</p><p>Hello שלום</p>`},
		{"direction on a page from right to left", "ar", "Hello world\n\nمرحبا\n\n# Title\n\n`x`", `<p dir="ltr">Hello world</p><p>مرحبا</p><h1 id="·#·title" dir="ltr">Title</h1><p dir="ltr"><code dir="ltr">x</code></p>`},
		{"code on a page from right to left", "ar", "    a\n\nاسم `x`", "<pre dir=\"ltr\"><code>a\n</code></pre><p>اسم <code dir=\"ltr\">x</code></p>"},
		{"code within text that turns", "en", "שלום עולם `x`", `<p dir="rtl">שלום עולם <code dir="ltr">x</code></p>`},
		{"quotation that turns", "en", "> שלום עולם טוב\n>\n> hello\n>\n> 12", `<blockquote dir="rtl"><p dir="rtl">שלום עולם טוב</p><p dir="ltr">hello</p><p>12</p></blockquote>`},
		{"list items", "en", "- a\n- שלום\n  - b", `<ul><li>a</li><li dir="rtl">שלום<ul><li dir="ltr">b</li></ul></li></ul>`},
		{"cells", "en", "|a|\n|-|\n|שלום|", `<div class="table"·s0·><table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td dir="rtl">שלום</td></tr></tbody></table></div>`},
		{"given direction stays", "en", "# שלום {dir=ltr}", `<h1 id="·#·שלום" dir="ltr">שלום</h1>`},

		{"raw HTML", "en", "a <kbd>B</kbd> H<sub>2</sub>O<br> <time datetime=\"2022\">x</time>", `<p>a <kbd>B</kbd> H<sub>2</sub>O<br/> <time datetime="2022">x</time></p>`},
		{"raw HTML attributes", "en", `<span lang=ar onclick=x class='a b' title="&quot;" style="x">m</span>`, `<p><span class="a b" lang="ar" dir="rtl" title="&quot;">m</span></p>`},
		{"raw HTML that is not allowed", "en", "a <b>c</b> <script>x</script>", "<p>a &lt;b&gt;c&lt;/b&gt; &lt;script&gt;x&lt;/script&gt;</p>"},
		{"raw HTML that is not balanced", "en", "a <kbd>b *c</kbd>* </q>\n\nd", "<p>a <kbd>b <em>c</em> </kbd></p><p>d</p>"},
		{"comments", "en", "a <!-- b --> c\n\n<!-- d -->\n\ne", "<p>a  c</p><p>e</p>"},
		{"details", "en", "<details open>\n<summary>More</summary>\n\nText.\n\n</details>", `<details open=""><summary>More</summary><p>Text.</p></details>`},
		{"div", "en", "<div class=\"a\" id=\"b\">\n\n# C\n\n</div>", `<div id="·#·b" class="a"><h1 id="·#·c">C</h1></div>`},
		{"div that is not closed", "en", "> <div>\n>\n> a\n\nb", "<blockquote><div><p>a</p></div></blockquote><p>b</p>"},
		{"div within text", "en", "a <div>b</div>", "<p>a b</p>"},
		{"div closed within a paragraph", "en", "<div>\n\na</div>\n\nb", "<div><p>a</p></div><p>b</p>"},
		{"inline element over blocks", "en", "<span class=\"a\">\n\nb\n\n</span>", `<p><span class="a"></span></p><p>b</p>`},
		{"ins over blocks", "en", "<ins>\n\nb\n\n</ins>", "<ins><p>b</p></ins>"},
		{"ruby", "zh", "<ruby>漢<rt>hàn</ruby>", "<p><ruby>漢<rt>hàn</rt></ruby></p>"},
		{"script block", "en", "<script>\nif (a < b) { x(\"<span>\") }\n</script>\n\nc", "<p>&lt;script&gt;\nif (a &lt; b) { x(\"&lt;span&gt;\") }&lt;/script&gt;</p><p>c</p>"},
		{"iframe", "en", `<iframe src="https://x.org"><b>a</b></iframe>`, `<p>&lt;iframe src="https://x.org"&gt;&lt;b&gt;a&lt;/b&gt;&lt;/iframe&gt;</p>`},
		{"table in HTML", "en", "<table>\n<tr>\n</table>", "<p>&lt;table&gt;\n&lt;tr&gt;\n&lt;/table&gt;</p>"},
		{"entities", "en", "&eacute; &nbsp;&#x41; &#0; &#1; &amp; &bogus;", "<p>é \u00A0A \uFFFD \uFFFD &amp; &amp;bogus;</p>"},
		{"HTML block with entities", "en", "<div>&eacute; &lt; \\*</div>", `<div>é &lt; \*</div>`},

		{"shortcodes", "en", "{{< figure src=\"*a*\" >}} {% raw %} {{ x.y | \"z\" }}\n\n[[toc]]\n\n:::note\na\n:::", "<p>{{&lt; figure src=\"*a*\" &gt;}} {% raw %} {{ x.y | \"z\" }}</p><p>[[toc]]</p><p>:::note\na\n:::</p>"},
		{"not shortcodes", "en", "{a} `{{< b >}}` ::", "<p>{a} <code>{{&lt; b &gt;}}</code> ::</p>"},

		{"quotes", "en", `"a" and 'b' and "it's 'so'"`, "<p>“a” and ‘b’ and “it’s ‘so’”</p>"},
		{"quotes around markup", "en", `"**a**" ("*b*") "[c](d.md)" "` + "`e`" + `"`, "<p>“<strong>a</strong>” (“<em>b</em>”) “<a·h0·>c</a>” “<code>e</code>”</p>"},
		{"quotes within markup", "en", `**"a"** *'b'*`, "<p><strong>“a”</strong> <em>‘b’</em></p>"},
		{"apostrophes", "en", "it's the '90s, the groups' voice", "<p>it’s the ’90s, the groups’ voice</p>"},
		{"measures", "en", `5'10" and 6' and 3" at 12:30, 3:1`, `<p>5'10" and 6' and 3" at 12:30, 3:1</p>`},
		{"dashes and dots", "en", "a -- b---c ... d---- e..", "<p>a – b—c … d---- e..</p>"},
		{"nothing in code and addresses", "en", "`\"a--b\"` <https://x.org/a--b> https://x.org/a--b...c x://a--b", `<p><code>"a--b"</code> <a href="https://x.org/a--b">https://x.org/a--b</a> <a href="https://x.org/a--b...c">https://x.org/a--b...c</a> x://a--b</p>`},
		{"escaped signs stay", "en", `\"a\" \-- &quot;b&quot;`, `<p>"a" -- "b"</p>`},
		{"typography off", "plain", `"a" -- it's ... b`, `<p>"a" -- it's ... b</p>`},
		{"French quotes", "fr", `"mot" et 'mot' et l'"autre"`, "<p>«" + nn + "mot" + nn + "» et «" + nn + "mot" + nn + "» et l’«" + nn + "autre" + nn + "»</p>"},
		{"French quotes with spaces", "fr", `Le " mot ". « déjà » «collé»`, "<p>Le «" + nn + "mot" + nn + "». «" + nn + "déjà" + nn + "» «" + nn + "collé" + nn + "»</p>"},
		{"French spaces", "fr", "Santé : un droit ! Pourquoi? Oui; non\u00A0! Quoi ?!", "<p>Santé" + nn + ": un droit" + nn + "! Pourquoi" + nn + "? Oui" + nn + "; non\u00A0! Quoi" + nn + "?!</p>"},
		{"French spaces around markup", "fr", "**Note**: a *b*! (c?) « **d** »", "<p><strong>Note</strong>" + nn + ": a <em>b</em>" + nn + "! (c" + nn + "?) «" + nn + "<strong>d</strong>" + nn + "»</p>"},
		{"French spaces not in times and addresses", "fr", "12:30 3:1 https://x.org/?a=1 :smile: a:b (x.php?y=1)", "<p>12:30 3:1 <a href=\"https://x.org/?a=1\">https://x.org/?a=1</a> :smile: a:b (x.php?y=1)</p>"},
		{"Canadian spaces", "fr-CA", "Santé : oui! Non ; \"a\"", "<p>Santé" + nn + ": oui! Non ; «" + nn + "a" + nn + "»</p>"},
		{"Chinese quotes", "zh", `他说"你好"。“对”`, "<p>他说“你好”。“对”</p>"},
		{"Arabic quotes", "ar", `قال "نعم"`, "<p>قال ”نعم“</p>"},
	} {
		r := compile(c.language, c.in)
		got := strings.ReplaceAll(string(r.HTML), "\x00", "·")
		if got != c.want {
			t.Errorf("%s\n  in %q\n got %q\nwant %q", c.name, c.in, got, c.want)
		}
		wellFormed(t, c.name, filled(r))
	}
}

// TestMessages compiles what provokes each message; the range is the excerpt of
// it between ⟦ and ⟧.
func TestMessages(t *testing.T) {
	for _, c := range []struct{ id, in, args string }{
		{"link-scheme", "é\n\n[a](⟦javascript:x⟧)", "scheme javascript: target javascript:x"},
		{"link-scheme", "<⟦irc://x⟧>", "scheme irc: target irc://x"},
		{"link-scheme", "![a](⟦data:image/png;base64,x⟧)", "scheme data: target data:image/png;base64,x"},
		{"link-scheme", "[a]\n\n[a]: ⟦ftp://x⟧", "scheme ftp: target ftp://x"},
		{"image-remote", "![a](⟦https://x.org/a.png⟧)", "target https://x.org/a.png"},
		{"image-remote", "![a](⟦//x.org/a.png⟧ \"b\")", "target //x.org/a.png"},
		{"image-no-alternative", "![](⟦a.png⟧)", ""},
		{"html-not-allowed", "a ⟦<b>⟧c</b>", "name b"},
		{"html-not-allowed", "⟦<table class=x>⟧\n</table>\n\n<table>", "name table"},
		{"html-not-allowed", "a ⟦<?php x ?>⟧", "name ?php"},
		{"html-attribute", "a ⟦<span style=\"x\">⟧b</span>", "name style"},
		{"html-unbalanced", "a ⟦<kbd>⟧b\n\nc", "name kbd"},
		{"html-unbalanced", "a⟦</kbd>⟧", "name /kbd"},
		{"html-misplaced", "a ⟦<div>⟧ b", "name div"},
		{"shortcode", "a ⟦{{< figure a=\"b\" >}}⟧ {{</* figure */>}} {{< figure >}}", "kind figure files 1"},
		{"shortcode", "⟦[[TOC]]⟧", "kind [[toc]] files 1"},
		{"shortcode", "⟦:::note⟧\na\n:::", "kind :::note files 1"},
		{"shortcode", "[a](⟦{{<ref>}}⟧)", "kind ref files 1"},
		{"id-duplicate", "# A {#a}\n\n# ⟦B⟧ {#a}", "id a"},
		{"footnote-undefined", "a⟦[^1]⟧ b", "label [^1]"},
		{"footnote-unused", "a\n\n⟦[^1]⟧: b", "label [^1]"},
		{"footnote-repeated", "a[^1]\n\n[^1]: b\n\n⟦[^1]⟧: c", "label [^1]"},
	} {
		start := strings.Index(c.in, "⟦")
		end := strings.Index(c.in, "⟧") - len("⟦")
		text := strings.NewReplacer("⟦", "", "⟧", "").Replace(c.in)
		for _, crlf := range []bool{false, true} {
			in, from, to := text, start, end
			if crlf { // Windows line ends and NUL move the offsets
				from += strings.Count(text[:start], "\n") + 3
				to += strings.Count(text[:end], "\n") + 3
				in = "\x00\r\n" + strings.ReplaceAll(text, "\n", "\r\n")
				if strings.HasPrefix(text, "<") || strings.HasPrefix(text, "!") || strings.HasPrefix(text, "#") || strings.HasPrefix(text, ":") || strings.HasPrefix(text, "[[") {
					in, from, to = "\x00\r\n\r\n"+strings.ReplaceAll(text, "\n", "\r\n"), from+2, to+2
				}
			}
			r := compile("en", in)
			if len(r.Messages) != 1 || r.Messages[0].ID != c.id {
				t.Errorf("%q: %s, want %s", in, messageIDs(r), c.id)
				continue
			}
			m := r.Messages[0]
			if got := strings.Join(m.Args, " "); got != c.args {
				t.Errorf("%q: args %q, want %q", in, got, c.args)
			}
			if want := rangeOf(in, from, to); m.Range != want {
				t.Errorf("%q: %s at %+v, want %+v", in, m.ID, m.Range, want)
			}
		}
	}
}

// TestOutline looks at what a body gives beside its HTML.
func TestOutline(t *testing.T) {
	text := "---\nx: y\n---\n# A {#b}\n\nOne **two** [three](c.md).\n\n- four\n- five[^n]\n\n" +
		"|six|seven|\n|-|-|\n|8|9|\n\n![ten](t.png \"eleven\")\n\n    code\n\n```\ncode\n```\n\n***\n\nT\n: U\n\n<div>twelve</div>\n\n[^n]: thirteen\n"
	start := strings.Index(text, "# A")
	r := New(languages["en"]).Compile(source(text), start)
	var blocks []string
	words := 0
	for _, b := range r.Blocks {
		blocks = append(blocks, strings.TrimSpace(text[b.Start:b.End]))
		words += int(b.Words)
	}
	want := []string{"A", "One **two** [three](c.md).", "four", "five[^n]", "|six|seven|", "|8|9|", `![ten](t.png "eleven")`, "T", "U", "<div>twelve</div>", "thirteen"}
	for i := range blocks {
		blocks[i] = strings.TrimSuffix(blocks[i], " {#b}")
		if i < len(want) && strings.HasPrefix(want[i], "|") {
			blocks[i] += "|"
		}
	}
	if !slices.Equal(blocks, want) {
		t.Errorf("blocks %q\n  want %q", blocks, want)
	}
	if words != r.Words || r.Words != 16 {
		t.Errorf("%d words, %d in blocks", r.Words, words)
	}
	h := r.Headings
	if len(h) != 1 || h[0] != (Heading{Level: 1, ID: "b", Text: "A", Offset: start, Explicit: true}) {
		t.Errorf("headings %+v", h)
	}
	if len(r.Links) != 2 || r.Links[0].Destination != "c.md" || r.Links[0].Text != "three" ||
		text[r.Links[0].Start:r.Links[0].End] != "c.md" || r.Links[1].Title != "eleven" ||
		r.Links[1].Kind != Image || r.Links[1].Text != "ten" {
		t.Errorf("links %+v", r.Links)
	}
	if !slices.Equal(r.IDs, []string{"b", "fnref-n", "fn-n"}) && !slices.Equal(r.IDs, []string{"b", "fn-n", "fnref-n"}) {
		t.Errorf("ids %q", r.IDs)
	}
	if r.Summary != "One two three." {
		t.Errorf("summary %q", r.Summary)
	}
}

func TestSummary(t *testing.T) {
	long := strings.Repeat("mot ", 100)
	for in, want := range map[string]string{
		"# A\n\n> b\n\nC\n*d*\n\nE":               "C d",
		"![](a.png)\n\nB":                         "B",
		"In English. ![pic](a.png)":               "In English.",
		"A ![pic](a.png) b![c](d.png), e":         "A b, e",
		"![x](a.png) ![y](b.png)\n\nText":         "Text",
		long:                                      strings.TrimSpace(long[:200]) + "…",
		strings.Repeat("健", 300):                  strings.Repeat("健", 200) + "…",
		strings.Repeat("a", 300):                  strings.Repeat("a", 241) + "…",
		strings.Repeat("क्षि", 60) + " b":         strings.Repeat("क्षि", 60) + " b",
		"---\n\n    code\n\n- item\n\n***":        "",
		"Mot" + strings.Repeat(", mot", 60) + ".": "Mot" + strings.Repeat(", mot", 39) + "…",
	} {
		if got := compile("plain", in).Summary; got != want {
			t.Errorf("%.20q: %q, want %q", in, got, want)
		}
	}
}

// TestDigests says what changes a block's digest and what does not.
func TestDigests(t *testing.T) {
	digest := func(language, text string) uint64 {
		t.Helper()
		r := compile(language, text)
		if len(r.Blocks) != 1 {
			t.Fatalf("%q: %d blocks", text, len(r.Blocks))
		}
		return r.Blocks[0].Digest
	}
	for _, group := range [][]string{
		{"The right to \"health\" -- for all, it's 12 000...", "The right\nto “health” – for **all**, it’s 12\u202F000…", "The  right to 'health' --- for all it's 12\u00A0000"},
		{"[Read](a.md) this", "[Read](https://x.org \"t\") this", "Read *this*!", "Read this"},
		{"# Title", "# Title {#id .class}", "Title\n=====", "## Title"},
		{"Sante\u0301 publique", "Santé publique"},
		{"Santé : un droit !", "Santé\u202F: un droit\u202F!", "Santé: un droit!"},
		{"我们的\n健康", "我们的健康", "我们 的 健康"},
		{"- item here", "* item\n  here", "1. item here"},
		{"a\u00ADb c", "ab c"},
	} {
		for _, text := range group[1:] {
			if digest("fr", text) != digest("fr", group[0]) || digest("plain", text) != digest("plain", group[0]) {
				t.Errorf("%q and %q should have one digest", group[0], text)
			}
		}
	}
	seen := map[uint64]string{}
	for _, text := range []string{"a b", "ab", "a c", "A b", "a b 1", "a b 12", "a b 1 2", "a b -1", "a b + 1", "a b 1 %", "a b 1 €",
		"健康", "健 康 a", "ا ب", "b a"} {
		d := digest("en", text)
		if other, ok := seen[d]; ok {
			t.Errorf("%q and %q have one digest", text, other)
		}
		seen[d] = text
	}
	for _, text := range []string{"***", "...", "\"", "![](a.png)", "—", "```\na\n```", "<!-- a -->", "%"} {
		if r := compile("en", text); len(r.Blocks) != 0 {
			t.Errorf("%q has %d blocks", text, len(r.Blocks))
		}
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]int{
		"one two-three it's": 5, "健康权是人权": 3, "สุขภาพดีถ้วนหน้า": 3, "حق الصحة": 2, "स्वास्थ्य का अधिकार": 3, "12 %": 1, "a健b": 3,
	} {
		if got := compile("en", text).Words; got != want {
			t.Errorf("%q: %d words, want %d", text, got, want)
		}
	}
}

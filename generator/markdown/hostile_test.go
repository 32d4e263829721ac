package markdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// allowedAttributes are the elements that may come out, each with its attributes
// beside id, class, lang, dir and title.
var allowedAttributes = map[string]string{
	"a": "href role aria-label", "img": "src alt", "input": "type disabled checked", "ol": "start", "th": "scope",
	"div": "role", "section": "role aria-label", "video": "src", "time": "datetime", "ins": "datetime", "del": "datetime",
	"details": "open",
}

var allowedElements = strings.Fields("html head body p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code hr br em strong del a img " +
	"table caption thead tbody tr th td figure figcaption input label sup section div video " +
	"abbr bdi bdo cite details dfn ins kbd mark q ruby rt rp small span sub summary time wbr aside")

// inert checks that HTML, as a browser reads it, holds nothing that is not
// allowed.
func inert(t *testing.T, name, source string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		switch n.Type {
		case html.CommentNode, html.DoctypeNode:
			t.Errorf("%.300q: a comment or a doctype %q", name, n.Data)
		case html.ElementNode:
			if !slices.Contains(allowedElements, n.Data) || n.Namespace != "" {
				t.Errorf("%.300q: <%s> in %s", name, n.Data, source)
			}
			for _, a := range n.Attr {
				if !slices.Contains(strings.Fields("id class lang dir title "+allowedAttributes[n.Data]), a.Key) {
					t.Errorf("%.300q: %s on <%s>", name, a.Key, n.Data)
				}
				if a.Key == "href" || a.Key == "src" {
					if s := browserScheme(a.Val); !slices.Contains([]string{"", "http", "https", "mailto", "tel"}, s) {
						t.Errorf("%.300q: scheme %s in %q", name, s, a.Val)
					}
				}
				if a.Key == "src" && strings.HasPrefix(strings.TrimLeft(strings.ReplaceAll(a.Val, "\\", "/"), " "), "//") {
					t.Errorf("%.300q: loads %q", name, a.Val)
				}
			}
		}
	}
}

// browserScheme is the scheme of a URL as the WHATWG standard finds it.
func browserScheme(url string) string {
	url = strings.TrimLeft(url, "\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f ")
	url = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(url)
	for i := range len(url) {
		c := url[i]
		switch {
		case c == ':' && i > 0:
			return strings.ToLower(url[:i])
		case alphanumeric(c) && (i > 0 || c > '9') || i > 0 && strings.IndexByte("+-.", c) >= 0:
		default:
			return ""
		}
	}
	return ""
}

// hostile are bodies that try to run a script, by scheme, tag or attribute.
func hostile() []string {
	var out []string
	for _, url := range []string{
		"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script:x",
		"java&#10;script:x", "java&#x0D;script:x", "&#1;javascript:x", "&#x14;javascript:x", " javascript:x", "&#32;javascript:x",
		"javascript&colon;alert(1)", "javascript&#58;x", "javascript&#x3a;x", "&#106;avascript:x", "&#x6A;&#x61;vascript:x",
		"&#0000106avascript:x", "javascript\\:x", "\\javascript:x", "vbscript:x", "data:text/html,<script>x</script>",
		"data:text/html;base64,PHNjcmlwdD4=", "DATA:image/svg+xml,<svg/onload=x>", "file:///etc/passwd", "blob:x", "about:blank",
		"feed:javascript:x", "view-source:x", "jar:x", "ws://x", "//evil.example/x", "\\\\evil.example\\x", "/\\evil.example",
		"javascript:\u2028x", "\u00A0javascript:x", "\u200Bjavascript:x", "javascript:x\" onclick=\"y", "x\" onerror=\"y", "x' onerror='y",
		"x><script>y</script>", "x\\\" onclick=\\\"y", "&quot; onclick=&quot;x", "&#34; onclick=&#34;x", "\x00javascript:x", "java\x00script:x",
		"java\x0bscript:x", "\x1fjavascript:x", "javascript:", ":javascript:x", "../javascript:x", "?javascript:x", "#javascript:x",
	} {
		for _, frame := range []string{
			"[a](%s)", "[a](<%s>)", "[a](%s \"t\")", "![a](%s)", "![a](<%s>)", "text ![a](%s) text", "<%s>", "[a]\n\n[a]: %s", "[a]\n\n[a]: <%s> 't'",
			"[![a](%s)](b)", "# [a](%s) {#b}", "[[a](%[1]s)]{lang=ar}", "|[a](%s)|\n|-|", "> [!NOTE]\n> [a](%s)", "[a](b \"%s\")", "![a](b.png '%s')",
			"<span title=\"%s\">x</span>", "<span title='%s'>x</span>", "<div class=%s>x</div>", "a[^1]\n\n[^1]: [b](%s)", "<a href=\"%s\">x</a>",
			"<img src=%s>", "[a]{title=\"%s\"}", "# a {title=\"%s\"}", "```%s\nx\n```", "![a](b.csv \"%s\")", "%s", "{{< a src=\"%s\" >}}",
		} {
			out = append(out, fmt.Sprintf(frame, url))
		}
	}
	for _, tag := range []string{
		"<script>x</script>", "<SCRIPT SRC=//x></SCRIPT>", "<script/x>y</script>", "<scr<script>ipt>x</script>", "<<script>x//<</script>",
		"<img src=x onerror=y>", "<img/src=x/onerror=y>", "<IMG \"\"\"><SCRIPT>x</SCRIPT>\">", "<svg onload=x>", "<svg><script>x</script></svg>",
		"<svg/onload=x//", "<math><mi xlink:href=\"javascript:x\">", "<iframe src=javascript:x>", "<iframe srcdoc=\"<script>x</script>\">",
		"<object data=x>", "<embed src=x>", "<link rel=stylesheet href=x>", "<meta http-equiv=refresh content=0>", "<base href=//x>",
		"<form action=x><button>y</button></form>", "<input autofocus onfocus=x>", "<style>@import 'x';</style>", "<body onload=x>",
		"<video><source onerror=x></video>", "<audio src=x onerror=y>", "<details open ontoggle=x>y</details>", "<div onclick=x>y</div>",
		"<div style=\"background:url(javascript:x)\">y</div>", "<span/onclick=x>y</span>", "<span onclick\n=\nx>y</span>", "<span title=\"x\"onclick=\"y\">z</span>",
		"<span class=\"a\" class=\"b\" onclick=x>y</span>", "<span title=`x` onclick=y>z</span>", "<span title='x>' onclick=y>z</span>",
		"<span title=\"<img src=x onerror=y>\">z</span>", "<span id=\"x\" id=\"y\">z</span>", "<div/title=x/onclick=y>z</div>", "<time datetime=\"x\" onclick=y>z</time>",
		"<!--><script>x</script>-->", "<!---><script>x</script>", "<!-- --!><script>x</script> -->", "<!-- a <!-- b --> c --> <script>d</script>",
		"<![CDATA[<script>x</script>]]>", "<?xml version=\"1.0\"?><script>x</script>", "<!DOCTYPE x [<!ENTITY y 'z'>]>", "<!ELEMENT x>",
		"</p><script>x</script>", "</div></section></aside><script>x</script>", "<ruby><rt><rp><script>x", "<summary><details><summary>x", "<q><q><q>x",
		"<title><img src=x onerror=y></title>", "<textarea><script>x</script></textarea>", "<noscript><p title=\"</noscript><img src=x onerror=y>\">",
		"<xmp><script>x</script></xmp>", "<plaintext>x", "<template><script>x</script></template>", "<table><tr><td><script>x</script>", "<select><option><script>x",
		"<a href=javascript:x>y</a>", "<a\thref=javascript:x>y</a>", "<A HREF=javascript:x>y</A>", "<x onclick=y>z</x>", "<custom-x onclick=y>z</custom-x>",
		"<span lang=\"ar&quot; onclick=&quot;x\">y</span>", "<span lang='\"><script>x</script>'>y</span>", "<bdo dir=\"x\" onclick=y>z</bdo>", "<br onclick=x>", "<wbr/onclick=x>",
		"<details open=\"x\" ontoggle='y'><summary onclick=z>a</summary>b</details>", "<del cite=\"javascript:x\">y</del>", "<q cite=javascript:x>y</q>",
		"&lt;script&gt;x&lt;/script&gt;", "\\<script>x\\</script>", "<scrip\x00t>x</script>", "<\x00script>x</script>", "<script\u00A0>x</script>", "＜script＞x＜/script＞",
		"<span\x0conclick=x>y</span>", "<span x=\"\u2028\" onclick=y>z</span>", "<sp\u0131n>x", "<\u212Aბd>x</kbd>", "\xc0\xbcscript>x", "\xff<script>x</script>",
	} {
		for _, frame := range []string{"%s", "a %s b", "*%s*", "[%s](b)", "![%s](b.png)", "# %s", "- %s", "> %s", "|%s|\n|-|\n|%[1]s|", "a\n: %s",
			"a[^1]\n\n[^1]: %s", "<div>\n%s\n</div>", "<div>\n\n%s\n\n</div>", "<span>%s</span>", "`%s`", "    %s", "```\n%s\n```", "[a](b \"%s\")",
			"{{< %s >}}", "> [!NOTE]\n> %s", "[%s]{lang=ar}", "<!-- %s -->", "%[1]s%[1]s", "&%s;"} {
			out = append(out, fmt.Sprintf(frame, tag))
		}
	}
	return out
}

// TestHostile compiles some thousands of attacks.
func TestHostile(t *testing.T) {
	bodies := hostile()
	if len(bodies) < 3000 {
		t.Errorf("only %d bodies", len(bodies))
	}
	for i, body := range bodies {
		r := compile([]string{"en", "fr", "ar"}[i%3], body)
		out := filled(r)
		inert(t, body, out)
		wellFormed(t, body, out)
	}
}

package media

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"tract/generator/diag"
)

const svgHead = `<svg xmlns="http://www.w3.org/2000/svg">`

func TestCleanSVG(t *testing.T) {
	pngData := base64.StdEncoding.EncodeToString(samplePNG(t, 2, 2))
	cases := []struct{ in, want string }{
		{`<svg xmlns="http://www.w3.org/2000/svg"/>`, `<svg xmlns="http://www.w3.org/2000/svg"/>`},
		{"\uFEFF<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<!-- made by -->" + svgHead + "<g> </g></svg>\n",
			svgHead + "<g> </g></svg>"},
		{`<svg viewBox='0 0 1 1'><path d="M0,0&#10;L1 1"/></svg>`,
			`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0,0 L1 1"/></svg>`},
		{`<s:svg xmlns:s="http://www.w3.org/2000/svg" xml:lang="ar" direction="rtl"><s:text unicode-bidi="embed" lang="ar">سلام</s:text></s:svg>`,
			`<svg xmlns="http://www.w3.org/2000/svg" xml:lang="ar" direction="rtl"><text unicode-bidi="embed" lang="ar">سلام</text></svg>`},
		{svgHead + `<title>A &lt; B &amp; "C"</title><desc>d</desc></svg>`, svgHead + `<title>A &lt; B &amp; "C"</title><desc>d</desc></svg>`},
		{svgHead + `<defs><linearGradient id="a"/><filter id="f"><feGaussianBlur stdDeviation="2"/></filter></defs><rect fill="url( '#a' )" filter="url(#f)"/></svg>`,
			svgHead + `<defs><linearGradient id="a"/><filter id="f"><feGaussianBlur stdDeviation="2"/></filter></defs><rect fill="url(#a)" filter="url(#f)"/></svg>`},
		{`<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"><symbol id="s"/><use l:href="#s"/><use href="#s"/></svg>`,
			`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><symbol id="s"/><use xlink:href="#s"/><use href="#s"/></svg>`},
		{svgHead + `<use xlink:href="#s"/></svg>`,
			`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="#s"/></svg>`},
		{svgHead + `<style type="text/css"><![CDATA[ /* c */ .a > .b , text:not(.c){ fill : #fff ; font-family:"Noto Sans" } @media (max-width:3px){.c{color:red}} ]]></style></svg>`,
			svgHead + `<style type="text/css">.a &gt; .b , text:not(.c){fill:#fff;font-family:"Noto Sans"}@media (max-width:3px){.c{color:red}}</style></svg>`},
		{svgHead + `<g style="fill:red;-inkscape-font-specification:'x';stroke:url(#a)"/></svg>`, svgHead + `<g style="fill:red;stroke:url(#a)"/></svg>`},
		{`<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:version="1"><metadata><x/></metadata><i:namedview/><g i:label="x" data-a="b"/></svg>`, svgHead + `<g/></svg>`},
		{`<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg"><!ENTITY w 'Hé'>]><svg xmlns="&ns;"><text>&w;</text></svg>`, svgHead + `<text>Hé</text></svg>`},
		{svgHead + `<image width="2" href="data:image/png;base64, ` + pngData + `"/></svg>`, svgHead + `<image width="2" href="data:image/png;base64,` + pngData + `"/></svg>`},
		{svgHead + `<animate attributeName="opacity" values="0;1" dur="1s" repeatCount="indefinite"/></svg>`,
			svgHead + `<animate attributeName="opacity" values="0;1" dur="1s" repeatCount="indefinite"/></svg>`},
		{svgHead + `<a href="#x" target="_top" rel="next"><text>x</text></a></svg>`, svgHead + `<a href="#x"><text>x</text></a></svg>`},
		{svgHead + `<switch><text systemLanguage="fr">Un</text><text>One</text></switch></svg>`, svgHead + `<switch><text systemLanguage="fr">Un</text><text>One</text></switch></svg>`},
		{svgHead + `<g aria-label="a: b(c) &quot;d&quot;" role="img" aria-hidden="true"/></svg>`, svgHead + `<g aria-label="a: b(c) &quot;d&quot;" role="img" aria-hidden="true"/></svg>`},
		{"\xff\xfe" + utf16(`<?xml version="1.0" encoding="UTF-16"?><svg><text>é</text></svg>`, binary.LittleEndian), svgHead + `<text>é</text></svg>`},
		{"<?xml version='1.0' encoding='windows-1252'?><svg><text>\xe9</text></svg>", svgHead + `<text>é</text></svg>`},
	}
	for _, c := range cases {
		got, ids := clean("a.svg", []byte(c.in))
		if string(got.Bytes) != c.want || len(ids) > 0 {
			t.Errorf("%s\n got %s\nwant %s %v", c.in, got.Bytes, c.want, ids)
			continue
		}
		strict(t, got.Bytes)
		again(t, "a.svg", got)
	}
}

func TestSVGFaults(t *testing.T) {
	deep := strings.Repeat("<g>", maxSVGDepth) + strings.Repeat("</g>", maxSVGDepth)
	bomb := svgHead + `<g id="a0"/>`
	for i := range 12 {
		bomb += fmt.Sprintf(`<g id="a%d">%s</g>`, i+1, strings.Repeat(fmt.Sprintf(`<use href="#a%d"/>`, i), 10))
	}
	circle := svgHead + `<g id="a"><use href="#b"/><use href="#b"/></g><g id="b"><use href="#a"/><use href="#a"/></g></svg>`
	cases := []struct{ in, want string }{
		{svgHead + "\n <rect width=10/></svg>", "svg-syntax 2:14"},
		{svgHead + "\n<rect a='1' a='2'/></svg>", "svg-syntax 2:1"},
		{svgHead + "\n<text>é & b</text></svg>", "svg-syntax 2:9"},
		{svgHead + "\n<text>é&nbsp;b</text></svg>", "svg-entity 2:8"},
		{svgHead + "\n<text>&xxe;</text></svg>", "svg-entity 2:7"},
		{svgHead + "\n<g>", "svg-unclosed 2:1"},
		{svgHead + "\n<g></svg>", "svg-mismatched 2:4"},
		{svgHead + "</svg>\n<svg/>", "svg-syntax 2:1"},
		{svgHead + "</svg>\nmore", "svg-syntax 1:47"},
		{"<html/>", "svg-not-svg 1:1"},
		{`<svg xmlns="http://www.w3.org/1999/xhtml"><script/></svg>`, "svg-not-svg 1:1"},
		{"plain text", "svg-syntax 1:1"},
		{" ", "svg-not-svg 1:2"},
		{svgHead + "\xff</svg>", "svg-syntax 1:41"},
		{svgHead + "\x01</svg>", "svg-syntax 1:41"},
		{svgHead + deep + "</svg>", "svg-too-deep 1:638"},
		{bomb + "</svg>", "svg-too-heavy 1:1"},
		{circle, ""},
		{`<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><svg><text>&b;</text></svg>`, "svg-entity 1:79"},
		{`<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg><text>&a;</text></svg>`, "svg-entity 1:68"},
		{`<!DOCTYPE svg [<!ENTITY a "x">]><svg><text>` + strings.Repeat("&a;", maxEntityUses+1) + `</text></svg>`, "svg-too-heavy 1:1"},
		{`<?xml version="1.0" encoding="utf-7"?><svg/>`, "svg-encoding 0:0"},
		{"<svg>" + strings.Repeat(" ", maxSVG) + "</svg>", "svg-too-large 0:0"},
	}
	for _, c := range cases {
		_, ms := checkContract(t, "a.svg", []byte(c.in))
		got := ""
		for _, m := range ms {
			got += fmt.Sprintf("%s %d:%d", m.ID, m.Range.Start.Line, m.Range.Start.Column)
		}
		if got != c.want {
			t.Errorf("%.200q: %s, want %s", c.in, got, c.want)
		}
	}
}

// One warning for each kind of thing, at its first place.
func TestSVGRemoved(t *testing.T) {
	in := svgHead + "\n<script>a</script><g onclick='x' onload='y'/>\n<script/><use href='https://evil.example/a.svg#b'/><style>@import 'x';.a{fill:red}</style>" +
		"<foreignObject><p xmlns='http://www.w3.org/1999/xhtml' onclick='z'/></foreignObject></svg>"
	c, ms := Clean(diag.Source{Path: "a.svg", Text: []byte(in)})
	var got []string
	for _, m := range ms {
		got = append(got, fmt.Sprintf("%s %d:%d %s ×%s", m.ID, m.Range.Start.Line, m.Range.Start.Column, m.Args.Get("what"), m.Args.Get("count")))
	}
	want := []string{
		"svg-removed 2:1 <script> ×2", "svg-removed 2:22 onclick ×2", `svg-removed 3:15 href="https://evil.example/a.svg#b" ×1`,
		"svg-removed 3:52 @import ×1", "svg-removed 3:91 <foreignObject> ×1",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if want := svgHead + "\n<g/>\n<use/><style>.a{fill:red}</style></svg>"; string(c.Bytes) != want {
		t.Errorf("%s", c.Bytes)
	}
	many := svgHead
	for i := range 100 {
		many += fmt.Sprintf("<x%d/>", i)
	}
	if _, ms := Clean(diag.Source{Path: "a.svg", Text: []byte(many + "</svg>")}); len(ms) != maxSVGKinds {
		t.Errorf("%d messages", len(ms))
	}
}

// Pictures within a drawing lose their metadata too.
func TestSVGPicture(t *testing.T) {
	for _, b := range [][]byte{dirtyPNG(t, 3, 3, 1), dirtyJPEG(t, 33, 21, 6)} {
		typ, _ := imageType(b)
		in := svgHead + `<image href="data:` + typ + `;base64,` + base64.StdEncoding.EncodeToString(b) + `"/></svg>`
		got, ids := clean("a.svg", []byte(in))
		_, after, found := strings.Cut(string(got.Bytes), ";base64,")
		raw, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(after, `"/></svg>`))
		if !found || err != nil || len(ids) > 0 || bytes.Contains(raw, []byte(secret)) {
			t.Errorf("%s: %v %v", typ, err, ids)
		}
		again(t, "a.svg", got)
	}
}

var (
	strictText = regexp.MustCompile(`"[^"]*"|'[^']*'`) // strings are text
	strictURL  = regexp.MustCompile(`(?i)url\(`)
	strictGood = regexp.MustCompile(`url\(#[^\s"'()\\<>]+\)`)
	strictBad  = regexp.MustCompile(`(?i)(?:java|vb|live)script:|expression\s*\(|@import|@font-face|-moz-binding|(?:^|[;{])(?:-ms-)?behavior\s*:|image-set|\\|https?:|file:/|//|<!|\]\]>`)
)

// strict fails unless an SVG is inert. It shares nothing with the cleaner: it
// names what must not be, and looks at every token of a well-formed document.
func strict(t *testing.T, b []byte) {
	t.Helper()
	const svg = "http://www.w3.org/2000/svg"
	never := strings.Fields(`script foreignobject iframe object embed audio video canvas handler listener link meta base
		html body img form input feimage font-face-uri color-profile cursor tref discard solidcolor mesh metadata`)
	d := xml.NewDecoder(bytes.NewReader(b))
	inStyle := false
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Errorf("not well-formed: %v in %s", err, b)
			return
		}
		switch x := token.(type) {
		case xml.ProcInst, xml.Directive, xml.Comment:
			t.Errorf("%T in %s", x, b)
		case xml.EndElement:
			inStyle = false
		case xml.CharData:
			if inStyle {
				strictValue(t, string(x), b)
			}
		case xml.StartElement:
			inStyle = x.Name.Local == "style"
			if x.Name.Space != svg {
				t.Errorf("element %v in %s", x.Name, b)
			}
			for _, n := range never {
				if strings.EqualFold(x.Name.Local, n) {
					t.Errorf("<%s> in %s", n, b)
				}
			}
			for _, a := range x.Attr {
				strictAttribute(t, x.Name.Local, a, b)
			}
		}
	}
}

func strictAttribute(t *testing.T, element string, a xml.Attr, b []byte) {
	t.Helper()
	local, value := strings.ToLower(a.Name.Local), a.Value
	switch a.Name.Space {
	case "", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace", "xmlns":
	default:
		t.Errorf("attribute %v in %s", a.Name, b)
	}
	if a.Name.Space == "xmlns" || local == "xmlns" {
		return
	}
	if strings.HasPrefix(local, "on") || local == "base" || local == "src" || local == "formaction" || local == "ping" {
		t.Errorf("attribute %s in %s", local, b)
	}
	if local == "href" {
		data := element == "image" && (strings.HasPrefix(value, "data:image/png;base64,") || strings.HasPrefix(value, "data:image/jpeg;base64,"))
		if !data && !strings.HasPrefix(value, "#") {
			t.Errorf("href %q in %s", value, b)
		}
		return
	}
	if local == "attributename" && (strings.Contains(strings.ToLower(value), "href") || strings.HasPrefix(strings.ToLower(value), "on")) {
		t.Errorf("animates %q in %s", value, b)
	}
	if !strings.HasPrefix(local, "aria-") && local != "id" && local != "class" {
		strictValue(t, value, b)
	}
}

func strictValue(t *testing.T, value string, b []byte) {
	t.Helper()
	value = strictText.ReplaceAllString(value, "''")
	if bad := strictBad.FindString(value); bad != "" {
		t.Errorf("%q in %s", bad, b)
	}
	if len(strictURL.FindAllString(value, -1)) != len(strictGood.FindAllString(value, -1)) {
		t.Errorf("address in %q", value)
	}
}

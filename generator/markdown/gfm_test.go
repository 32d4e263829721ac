package markdown

import "testing"

// TestGFM runs the examples of the GFM specification (0.29) for its extensions,
// by their numbers. Alignment is a class here, and FTP is not linked.
func TestGFM(t *testing.T) {
	for _, c := range []struct {
		example  int
		in, want string
	}{
		{198, "| foo | bar |\n| --- | --- |\n| baz | bim |", "<table><thead><tr><th>foo</th><th>bar</th></tr></thead><tbody><tr><td>baz</td><td>bim</td></tr></tbody></table>"},
		{199, "| abc | defghi |\n:-: | -----------:\nbar | baz", `<table><thead><tr><th class="center">abc</th><th class="end">defghi</th></tr></thead><tbody><tr><td class="center">bar</td><td class="end">baz</td></tr></tbody></table>`},
		{200, "| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |", "<table><thead><tr><th>f|oo</th></tr></thead><tbody><tr><td>b <code>|</code> az</td></tr><tr><td>b <strong>|</strong> im</td></tr></tbody></table>"},
		{201, "| abc | def |\n| --- | --- |\n| bar | baz |\n> bar", "<table><thead><tr><th>abc</th><th>def</th></tr></thead><tbody><tr><td>bar</td><td>baz</td></tr></tbody></table><blockquote><p>bar</p></blockquote>"},
		{202, "| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n\nbar", "<table><thead><tr><th>abc</th><th>def</th></tr></thead><tbody><tr><td>bar</td><td>baz</td></tr><tr><td>bar</td><td></td></tr></tbody></table><p>bar</p>"},
		{203, "| abc | def |\n| --- |\n| bar |", "<p>| abc | def |\n| --- |\n| bar |</p>"},
		{204, "| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |", "<table><thead><tr><th>abc</th><th>def</th></tr></thead><tbody><tr><td>bar</td><td></td></tr><tr><td>bar</td><td>baz</td></tr></tbody></table>"},
		{205, "| abc | def |\n| --- | --- |", "<table><thead><tr><th>abc</th><th>def</th></tr></thead></table>"},
		{279, "- [ ] foo\n- [x] bar", `<ul><li><input disabled="" type="checkbox"> foo</li><li><input checked="" disabled="" type="checkbox"> bar</li></ul>`},
		{280, "- [x] foo\n  - [ ] bar\n  - [x] baz\n- [ ] bim", `<ul><li><input checked="" disabled="" type="checkbox"> foo<ul><li><input disabled="" type="checkbox"> bar</li><li><input checked="" disabled="" type="checkbox"> baz</li></ul></li><li><input disabled="" type="checkbox"> bim</li></ul>`},
		{491, "~~Hi~~ Hello, ~there~ world!", "<p><del>Hi</del> Hello, <del>there</del> world!</p>"},
		{492, "This ~~has a\n\nnew paragraph~~.", "<p>This ~~has a</p><p>new paragraph~~.</p>"},
		{493, "This will ~~~not~~~ strike.", "<p>This will ~~~not~~~ strike.</p>"},
		{621, "www.commonmark.org", `<p><a href="http://www.commonmark.org">www.commonmark.org</a></p>`},
		{622, "Visit www.commonmark.org/help for more information.", `<p>Visit <a href="http://www.commonmark.org/help">www.commonmark.org/help</a> for more information.</p>`},
		{623, "Visit www.commonmark.org.\n\nVisit www.commonmark.org/a.b.", `<p>Visit <a href="http://www.commonmark.org">www.commonmark.org</a>.</p><p>Visit <a href="http://www.commonmark.org/a.b">www.commonmark.org/a.b</a>.</p>`},
		{624, "www.google.com/search?q=Markup+(business)\n\nwww.google.com/search?q=Markup+(business)))\n\n(www.google.com/search?q=Markup+(business))\n\n(www.google.com/search?q=Markup+(business)", `<p><a href="http://www.google.com/search?q=Markup+(business)">www.google.com/search?q=Markup+(business)</a></p><p><a href="http://www.google.com/search?q=Markup+(business)">www.google.com/search?q=Markup+(business)</a>))</p><p>(<a href="http://www.google.com/search?q=Markup+(business)">www.google.com/search?q=Markup+(business)</a>)</p><p>(<a href="http://www.google.com/search?q=Markup+(business)">www.google.com/search?q=Markup+(business)</a></p>`},
		{625, "www.google.com/search?q=(business))+ok", `<p><a href="http://www.google.com/search?q=(business))+ok">www.google.com/search?q=(business))+ok</a></p>`},
		{626, "www.google.com/search?q=commonmark&hl=en\n\nwww.google.com/search?q=commonmark&hl;", `<p><a href="http://www.google.com/search?q=commonmark&amp;hl=en">www.google.com/search?q=commonmark&amp;hl=en</a></p><p><a href="http://www.google.com/search?q=commonmark">www.google.com/search?q=commonmark</a>&amp;hl;</p>`},
		{627, "www.commonmark.org/he<lp", `<p><a href="http://www.commonmark.org/he">www.commonmark.org/he</a>&lt;lp</p>`},
		{628, "http://commonmark.org\n\n(Visit https://encrypted.google.com/search?q=Markup+(business))", `<p><a href="http://commonmark.org">http://commonmark.org</a></p><p>(Visit <a href="https://encrypted.google.com/search?q=Markup+(business)">https://encrypted.google.com/search?q=Markup+(business)</a>)</p>`},
		{629, "foo@bar.baz", `<p><a href="mailto:foo@bar.baz">foo@bar.baz</a></p>`},
		{630, "hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.", `<p>hello@mail+xyz.example isn't valid, but <a href="mailto:hello+xyz@mail.example">hello+xyz@mail.example</a> is.</p>`},
		{631, "a.b-c_d@a.b\n\na.b-c_d@a.b.\n\na.b-c_d@a.b-\n\na.b-c_d@a.b_", `<p><a href="mailto:a.b-c_d@a.b">a.b-c_d@a.b</a></p><p><a href="mailto:a.b-c_d@a.b">a.b-c_d@a.b</a>.</p><p>a.b-c_d@a.b-</p><p>a.b-c_d@a.b_</p>`},
	} {
		got := canonical(t, filled(compile("plain", c.in)))
		if want := canonical(t, c.want); got != want {
			t.Errorf("example %d\n  in %q\n got %s\nwant %s", c.example, c.in, got, want)
		}
	}
}

// TestAddresses is about addresses without markup that GFM does not speak of.
func TestAddresses(t *testing.T) {
	link := func(href, text string) string { return `<a href="` + href + `">` + text + `</a>` }
	for in, want := range map[string]string{
		"见https://x.org。后面":                     "见" + link("https://x.org", "https://x.org") + "。后面",
		"« https://x.org/é »":                   "« " + link("https://x.org/%C3%A9", "https://x.org/é") + " »",
		"**https://x.org**":                     "<strong>" + link("https://x.org", "https://x.org") + "</strong>",
		"*a https://x.org/b*":                   "<em>a " + link("https://x.org/b", "https://x.org/b") + "</em>",
		"https://x.org/a_b_c*d*":                link("https://x.org/a_b_c*d", "https://x.org/a_b_c*d") + "*",
		"x_y_z@b.org, a":                        link("mailto:x_y_z@b.org", "x_y_z@b.org") + ", a",
		"\\https://x.org":                       "\\https://x.org",
		"ftp://x.org http:// https://localhost": "ftp://x.org http:// https://localhost",
		"HTTPS://X.org Www.x.org":               link("HTTPS://X.org", "HTTPS://X.org") + " " + link("http://Www.x.org", "Www.x.org"),
		"[https://x.org](a.md)":                 `<a href="a.md">https://x.org</a>`,
		"[a] https://x.org":                     "[a] " + link("https://x.org", "https://x.org"),
		"`https://x.org`":                       "<code>https://x.org</code>",
		"https://x.org:8080/a?b=c#d!":           link("https://x.org:8080/a?b=c#d", "https://x.org:8080/a?b=c#d") + "!",
		"https://例え.jp/あ":                       link("https://%E4%BE%8B%E3%81%88.jp/%E3%81%82", "https://例え.jp/あ"),
	} {
		if got := filled(compile("plain", in)); got != "<p>"+want+"</p>" {
			t.Errorf("%q\n got %s\nwant <p>%s</p>", in, got, want)
		}
	}
}

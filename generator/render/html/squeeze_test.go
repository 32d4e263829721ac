package html

import (
	"html/template"
	"strings"
	"testing"
)

func TestSqueeze(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"<p>\n a\n b\n</p>", "<p>a b</p>"},
		{"<p>a</p>\n\n<p>b</p>\n", "<p>a</p><p>b</p>"},
		{"<b>a</b>\n<i>b</i>", "<b>a</b> <i>b</i>"},
		{"a <b>b</b> c", "a <b>b</b> c"},
		{"<p>a  b</p>", "<p>a b</p>"},
		{"<ul>\n{{range .}}\n<li>{{.}}</li>\n{{end}}\n</ul>", "<ul><li>1</li><li>2</li></ul>"},
		{"<p>{{if .}}a{{end}}\n{{if .}}b{{end}}</p>", "<p>a b</p>"},
		{"<!doctype html>\n<html>\n<body>\nx\n</body>\n</html>\n", "<!doctype html><html><body>x</body></html>"},
		{"<a\n href=\"x\"\n title=\"a b\">x</a>", "<a href=\"x\" title=\"a b\">x</a>"},
		{"{{/* a\ncomment */}}\n<p>x</p>", "<p>x</p>"},
	} {
		squeezed := squeeze(test.text)
		tmpl, err := template.New("x").Parse(squeezed)
		if err != nil {
			t.Errorf("%q becomes %q: %v", test.text, squeezed, err)
			continue
		}
		var out strings.Builder
		if err := tmpl.Execute(&out, []int{1, 2}); err != nil {
			t.Error(err)
		}
		if strings.TrimSpace(out.String()) != strings.TrimSpace(test.want) {
			t.Errorf("%q gives %q, want %q", test.text, out.String(), test.want)
		}
		if strings.Count(squeezed, "\n") != strings.Count(test.text, "\n") {
			t.Errorf("%q has other lines than %q", squeezed, test.text)
		}
	}
}

func TestShorten(t *testing.T) {
	long := strings.Repeat("mot ", 100)
	for _, test := range []struct{ text, want string }{
		{"court", "court"}, {" deux\n mots ", "deux mots"}, {"", ""},
		{long, strings.TrimSpace(long[:300]) + "…"},
		{strings.Repeat("字", 301), strings.Repeat("字", 300) + "…"},
		{strings.Repeat("é", 300), strings.Repeat("é", 300)},
	} {
		if got := shorten(test.text); got != test.want {
			t.Errorf("shorten(%.20q) = %q, want %q", test.text, got, test.want)
		}
	}
}

// JSON-LD cannot end its element, whatever stands in it.
func TestJSONLD(t *testing.T) {
	got := string(jsonLD(map[string]any{"name": "</script><!-- ]]> & \u2028 \xff"}))
	inside := strings.TrimSuffix(strings.TrimPrefix(got, `<script type="application/ld+json">`), `</script>`)
	if strings.ContainsAny(inside, "<>&\u2028") || len(inside) > len(got)-40 {
		t.Error(got)
	}
}

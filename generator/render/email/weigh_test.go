package email

import (
	"bytes"
	"strings"
	"testing"
)

// What is said of a body without laying it out is never too little, and little
// enough for usual mails to be let through.
func TestAtMost(t *testing.T) {
	table := `<div class="table"><table><thead><tr><th scope="col" class="end">a</th></tr></thead><tbody><tr><td class="end">1</td></tr></tbody></table></div>`
	for name, body := range map[string]string{
		"text":     "plain & < > \" {{ x }} [ABC] *|X|* @TrackLink {%%} \x00",
		"elements": strings.Repeat(`<p>a</p><ul><li>b</li></ul><blockquote><p>c</p></blockquote><pre><code>{{ }}</code></pre>`, 20),
		"classes":  `<div class="callout"><p class="callout-title">Note</p></div><section class="footnotes"><ol><li class="task"><a>x</a></li></ol></section>`,
		"language": `<p lang="ar" dir="rtl"><em>a</em> <span lang="ja">b</span> <cite lang="hi">c</cite></p>`,
		"tables":   strings.Repeat(table, 3),
		"pictures": `<img src="https://example.org/a{b}.png" alt="a &quot;b&quot; {{" width="1200" height="800"><img src="data:," alt="missing"><input type="checkbox" checked="">`,
		"broken":   `<p <x "y" </ <3 <p`,
	} {
		for _, service := range services {
			label := func(string, string) string { return strings.Repeat("label ", 20) }
			var out bytes.Buffer
			d := dresser{out: &out, marks: service, label: label, lang: "en", dir: "ltr"}
			d.body(body, "en", "ltr")
			if most := bodyAtMost(body, len(label("", ""))); most < out.Len() {
				t.Errorf("%s: %d bytes, said to be %d at most", name, out.Len(), most)
			}
		}
	}
}

package check

import (
	"regexp"
	"strings"
	"testing"
)

// unseen says with a pattern what is no prose: what blank is to find.
var unseen = regexp.MustCompile("(?s)`[^`]*`|\\]\\([^)]*\\)|<[^>]*>|\\{[#.:][^}]*\\}|\\{[a-z]+=[^}]*\\}|https?://[^\\s\"'<>)]*|\\[\\^[^\\]]*\\]:?|\\]\\[[^\\]]*\\]|&#?[A-Za-z0-9]+;")

func FuzzBlank(f *testing.F) {
	for _, text := range []string{
		"", "Words.", "A `code with ] and <` and `open", "[a](b \"c\") [d][e] [^1] [^1]: note [x]", "<b>bold</b> 3 < 4 &amp; &#233; & all &;",
		"## T {#id} {: .x} {width=3} {x} {=}", "see https://example.org/a?b=1, http://x) https: h", "[^", "](", "][", "{a=", "&#;", "é `è`", "a\xff`\xff`", "{#", "{.}", "{:}",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want := unseen.ReplaceAllStringFunc(text, func(m string) string { return strings.Repeat(" ", len(m)) })
		if got := blank([]byte(text)); got != want {
			t.Errorf("%q\ngot    %q\nwanted %q", text, got, want)
		}
	})
}

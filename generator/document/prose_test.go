package document

import (
	"regexp"
	"testing"
)

// notProse says the same as prose, slowly.
var notProse = regexp.MustCompile("`[^`]*`|\\]\\([^)]*\\)|<[^>]*>|\\{[^}]*\\}|https?://[^ \n]*")

func FuzzProse(f *testing.F) {
	for _, seed := range []string{
		"", "plain", "`code` and `open", "[text](to) ]( x", "<b>bold</b> < 3", "{#id .class} {", "see https://example.org/a, http://b\nc http:/d",
		"h", "https://", "``", "](`)`", "<<a>>", "نص `رمز` https://example.org/ا ب",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if got, want := prose(text), string(notProse.ReplaceAll(text, []byte(" "))); got != want {
			t.Errorf("%q became %q, expected %q", text, got, want)
		}
	})
}

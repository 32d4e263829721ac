package email

import (
	"regexp"
	"slices"
	"testing"
)

// written says the same of addresses as next, slowly.
var written = regexp.MustCompile(`(?:[A-Za-z]+://|mailto:|www\.)[^\s<>"«»“”「」『』（）。、，]+`)

// Addresses are found where an expression finds them.
func FuzzAddresses(f *testing.F) {
	for _, seed := range []string{
		"", "see https://example.org/a, http://b", "xwww.a www. www.b.c", "mailto:a@b mailto: mailto://", "mailto:// x", "a://b://c", "://x 1://y é://z",
		"见https://example.org/水井/a。完", "«www.a»", "wwww.a://b", "https://www.a", "a:///", "HTTP://A", "x\n://y", "ftp:// mailto:x://y",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var got [][]int
		for a := (addresses{text: text}); a.next(); {
			got = append(got, []int{a.from, a.to})
		}
		if want := written.FindAllStringIndex(text, -1); !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%q: %v, expected %v", text, got, want)
		}
	})
}

// Words are cleaned, with one space between them.
func TestWords(t *testing.T) {
	for _, test := range []struct{ before, text, want string }{
		{"", "", ""},
		{"", "  a \t b\n", "a b "},
		{"x", " a", "x a"},
		{"x ", " a", "x a"},
		{"x", " \n", "x "},
		{"", " \n", ""},
		{"x", "\u00AD", "x"},
		{"x", "\u00AD a\u202Eb", "x ab"},
		{"x", "a\u0085b\x7Fc\u2028d", "xa b c d"},
		{"", "ماء\u00A0البئر", "ماء\u00A0البئر"},
		{"", "a\xffb", "a\uFFFDb"},
	} {
		if got := string(append(buffer(nil), test.before...).words(test.text)); got != test.want {
			t.Errorf("%q behind %q: %q, expected %q", test.text, test.before, got, test.want)
		}
	}
}

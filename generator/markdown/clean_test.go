package markdown

import (
	"bytes"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for _, c := range []struct {
		in    string
		start int
		text  string
		files []int // the file's offset of each offset of the text that begins a character
	}{
		{"ab\n", 0, "ab\n", []int{0, 1, 2, 3}},
		{"\uFEFFa", 0, "a", []int{3, 4}},
		{"xxa", 2, "a", []int{2, 3}},
		{"a\r\nb\r\n", 0, "a\nb\n", []int{0, 1, 3, 4, 6}},
		{"a\rb", 0, "a\nb", []int{0, 1, 2, 3}},
		{"a\x00b", 0, "a\uFFFDb", []int{0, 1, -1, -1, 2, 3}},
		{"a\xffb\x0c", 0, "a\uFFFDb ", []int{0, 1, -1, -1, 2, 3, 4}},
		{"\uFFFEa", 0, "\uFFFDa", []int{0, -1, -1, 3, 4}},
		{"\uFFFDé\t", 0, "\uFFFDé\t", []int{0, 1, 2, 3, 4, 5, 6}},
	} {
		b := clean([]byte(c.in), c.start)
		if string(b.text) != c.text {
			t.Errorf("%q: %q, want %q", c.in, b.text, c.text)
			continue
		}
		for i, want := range c.files {
			if got := b.file(i); want >= 0 && got != want {
				t.Errorf("%q: offset %d is %d in the file, want %d", c.in, i, got, want)
			}
		}
	}
}

func TestFill(t *testing.T) {
	html := "<a\x00h12\x00>x</a><p id=\"\x00#\x00y\">\x00c0\x00"
	got := Fill([]byte("!"), []byte(html), func(dst []byte, kind byte, index int) []byte {
		return append(dst, '[', kind, byte('A'+index+1), ']')
	})
	if want := `!<a[hN]>x</a><p id="[#A]y">[cB]`; string(got) != want {
		t.Errorf("%s, want %s", got, want)
	}
	for _, broken := range []string{"\x00", "\x00h", "a\x00h1", "\x00\x00\x00"} {
		Fill(nil, []byte(broken), func(dst []byte, _ byte, _ int) []byte { return dst })
	}
}

// What is called clean at a glance is: nothing in it would have been replaced.
func FuzzPlainlyClean(f *testing.F) {
	for _, text := range []string{
		"", "Words, and more words of ASCII.\n\tAnd\n", "Été, Здоровье, الصحة, स्वास्थ्य, 健康, 🌍, \u2028", "a\x00bcdefghi", "12345678\x0b", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80",
		"\xf4\x90\x80\x80", "\xf0\x9f\x8c", "\xc3", "a\uFFFEb", "a\uFFFDb", "\uFEFFa", "\x7f", "line\r\nline", "\xe2\x82", "\xe1\x80\x80\xff",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		replaced := !utf8.Valid(text) || bytes.ContainsFunc(text, func(r rune) bool { return !allowed(r) })
		if clean := plainlyClean(text); clean && replaced {
			t.Errorf("%q is called clean", text)
		} else if !clean && !replaced && !bytes.Contains(text, []byte{0xEF}) {
			t.Errorf("%q is not called clean, though nothing in it is rare", text)
		}
	})
}

package markdown

import "testing"

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

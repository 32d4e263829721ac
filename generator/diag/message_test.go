package diag

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestAt(t *testing.T) {
	cases := []struct {
		name, text string
		start, end int
		want       Range
		excerpt    string
	}{
		{"first", "abc\ndef", 0, 1, Range{Point{1, 1}, Point{1, 2}}, "abc"},
		{"second line", "abc\ndef", 5, 7, Range{Point{2, 2}, Point{2, 4}}, "def"},
		{"two lines", "abc\ndef", 1, 5, Range{Point{1, 2}, Point{2, 2}}, "abc"},
		{"code points", "é😀x", 6, 7, Range{Point{1, 3}, Point{1, 4}}, "é😀x"},
		{"inside a character", "é😀x", 3, 5, Range{Point{1, 2}, Point{1, 3}}, "é😀x"},
		{"byte order mark", "\uFEFFab", 3, 4, Range{Point{1, 1}, Point{1, 2}}, "ab"},
		{"inside the mark", "\uFEFFab", 1, 2, Range{Point{1, 1}, Point{1, 1}}, "ab"},
		{"before the mark", "\uFEFFab", 0, 4, Range{Point{1, 1}, Point{1, 2}}, "ab"},
		{"windows line", "a\r\nb\r\n", 3, 4, Range{Point{2, 1}, Point{2, 2}}, "b"},
		{"not UTF-8", "a\xff\xfeb", 3, 4, Range{Point{1, 4}, Point{1, 5}}, "a\uFFFD\uFFFDb"},
		{"cut sequence", "\xe2\x82x", 2, 3, Range{Point{1, 3}, Point{1, 4}}, "\uFFFD\uFFFDx"},
		{"beyond", "ab\n", 7, 9, Range{Point{2, 1}, Point{2, 1}}, ""},
		{"backwards", "ab", 2, 1, Range{Point{1, 3}, Point{1, 3}}, "ab"},
		{"negative", "ab", -3, -1, Range{Point{1, 1}, Point{1, 1}}, "ab"},
		{"nothing", "", 0, 0, Range{Point{1, 1}, Point{1, 1}}, ""},
	}
	for _, c := range cases {
		m := At("x", Source{"a.md", []byte(c.text)}, c.start, c.end)
		if m.Range != c.want || m.Excerpt != c.excerpt || m.ExcerptColumn != 0 {
			t.Errorf("%s: %v %q, want %v %q", c.name, m.Range, m.Excerpt, c.want, c.excerpt)
		}
	}
}

func TestAtLongLine(t *testing.T) {
	text := strings.Repeat("é", 5000) + "ICI" + strings.Repeat("😀", 5000)
	m := At("x", Source{"a.md", []byte(text)}, 10000, 10003)
	if m.Range.Start.Column != 5001 || len(m.Excerpt) > excerptBefore+excerptAfter+8 {
		t.Fatalf("column %d, %d bytes", m.Range.Start.Column, len(m.Excerpt))
	}
	runes := []rune(m.Excerpt)
	if got := string(runes[m.Range.Start.Column-m.ExcerptColumn:][:3]); got != "ICI" {
		t.Errorf("the range shows %q", got)
	}
}

func FuzzAt(f *testing.F) {
	f.Add([]byte("\uFEFFé\r\n😀\xff\n"), 1, 5)
	f.Add([]byte(strings.Repeat("é\xff", 3000)+"\r\n"), 4000, 9002)
	f.Add([]byte(strings.Repeat("x", 5000)+"\r"), 5001, 5001)
	f.Fuzz(func(t *testing.T, text []byte, start, end int) {
		m := At("x", Source{"a.md", text}, start, end)
		from, to := m.Range.Start, m.Range.End
		if from.Line < 1 || from.Column < 1 || to.Line < from.Line || to.Line == from.Line && to.Column < from.Column {
			t.Fatalf("range %v", m.Range)
		}
		if !utf8.ValidString(m.Excerpt) || strings.Contains(m.Excerpt, "\n") || len(m.Excerpt) > 3*excerptWhole {
			t.Fatalf("excerpt %q", m.Excerpt)
		}
		// One column may stand behind the text for its end, one for the \r of
		// a line's end.
		first := max(m.ExcerptColumn, 1)
		if first > from.Column || from.Column > first+utf8.RuneCountInString(m.Excerpt)+1 {
			t.Fatalf("column %d outside the excerpt of column %d, %q", from.Column, first, m.Excerpt)
		}
		lines := strings.Split(string(text), "\n")
		if from.Line > len(lines) {
			t.Fatalf("line %d of %d", from.Line, len(lines))
		}
	})
}

func TestSort(t *testing.T) {
	a := Message{ID: "a", File: "a.md", Range: Range{Start: Point{3, 1}}}
	b := Message{ID: "b", File: "a.md", Range: Range{Start: Point{10, 1}}}
	c := Message{ID: "a", File: "b.md", Args: Args{"x", "1"}}
	d := Message{ID: "a", File: "b.md", Args: Args{"x", "2"}}
	got := Sort([]Message{d, b, c, a, c})
	var order []string
	for _, m := range got {
		order = append(order, m.File+" "+m.ID+" "+m.Args.Get("x"))
	}
	if want := "a.md a ,a.md b ,b.md a 1,b.md a 2"; strings.Join(order, ",") != want {
		t.Errorf("%q, want %q", order, want)
	}
}

func TestAlsoLeavesTheOriginal(t *testing.T) {
	m := In("x", "a.md").Also(Place{File: "1"})
	one, two := m.Also(Place{File: "2"}), m.Also(Place{File: "3"})
	if len(m.Notes) != 1 || one.Notes[1].File != "2" || two.Notes[1].File != "3" {
		t.Errorf("%v %v %v", m.Notes, one.Notes, two.Notes)
	}
}

// A Locator and At tell the same.
func FuzzLocator(f *testing.F) {
	f.Add([]byte("\uFEFFé\r\n😀\xff\nabc"), 1, 5, 7)
	f.Fuzz(func(t *testing.T, text []byte, a, b, c int) {
		src := Source{"a.md", text}
		l := src.Locator()
		for _, span := range [][2]int{{a, b}, {b, c}, {c, a}, {0, len(text)}, {a, a}} {
			if got, want := l.Range(span[0], span[1]), At("x", src, span[0], span[1]).Range; got != want {
				t.Fatalf("%v: %v, want %v", span, got, want)
			}
		}
	})
}

// A message that knows a near name has the severity that a site sets for the
// plain one.
func TestOverrideFollowsThePlainMessage(t *testing.T) {
	ms := Override([]Message{In("link-near", "a.md"), In("link-unresolved", "a.md")}, map[string]Severity{"link-unresolved": Warning})
	for _, m := range ms {
		if m.Severity != Warning {
			t.Errorf("%s is %v", m.ID, m.Severity)
		}
	}
	if left := Override(ms, nil, "link-unresolved"); len(left) != 0 {
		t.Errorf("%d messages are left", len(left))
	}
}

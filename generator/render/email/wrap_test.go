package email

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// wrap is a text in lines of so many columns.
func wrap(text string, room int) []string { return new(wrapper).text(text, room) }

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		name, text string
		room       int
		want       []string
	}{
		{"words", "one two three", 8, []string{"one two", "three"}},
		{"to the last column", "one two", 7, []string{"one two"}},
		{"a long word", "a incomprehensibilities b", 8, []string{"a", "incomprehensibilities", "b"}},
		{"a space that does not break", "ab 12\u00A0kg c", 5, []string{"ab", "12\u00A0kg", "c"}},
		{"a French sign", "non mais\u202F! oui", 9, []string{"non", "mais\u202F!", "oui"}},
		{"a line end", "a\nb c", 8, []string{"a", "b c"}},
		{"Han, two columns each", "水井水井水井", 8, []string{"水井水井", "水井"}},
		{"no sign begins a line", "水井水井。水", 8, []string{"水井水", "井。水"}},
		{"nor a second one", "水井水井」。水", 8, []string{"水井水", "井」。水"}},
		{"no sign ends a line", "水井水（井）", 8, []string{"水井水", "（井）"}},
		{"small kana", "シャッシャッ", 8, []string{"シャッ", "シャッ"}},
		{"Han beside Latin", "水井 WHO水井WHO", 8, []string{"水井 WHO", "水井WHO"}},
		{"full-width digits", "１２３４５", 6, []string{"１２３", "４５"}},
		{"Korean keeps words", "우물을 지키는 사람", 8, []string{"우물을", "지키는", "사람"}},
		{"an address", "see https://example.org/a/very/long/one here", 10, []string{"see", "https://example.org/a/very/long/one", "here"}},
		{"an address beside Han", "见https://example.org/水井/a。完", 10, []string{"见", "https://example.org/水井/a。", "完"}},
		{"marks take no room", "é́́é́́é́́ a", 5, []string{"é́́é́́é́́ a"}},
		{"Devanagari", "पानी का कुआँ", 8, []string{"पानी का", "कुआँ"}},
		{"Thai has no spaces", "น้ำเพื่อชีวิต", 6, []string{"น้ำเพื่อชี", "วิต"}},
		{"Arabic", "ماء البئر للجميع", 10, []string{"ماء البئر", "للجميع"}},
		{"an isolate over a line end", "a \u2067ماء البئر\u2069 b", 6, []string{"a \u2067ماء\u2069", "\u2067البئر\u2069", "b"}},
		{"an end of nothing", "a\u2069b", 6, []string{"ab"}},
		{"nothing", "", 6, []string{""}},
	} {
		if got := wrap(test.text, test.room); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, expected %q", test.name, got, test.want)
		}
	}
}

// unspace is a text without white space and isolates, which wrapping changes.
func unspace(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\n' || opensIsolate(r) || r == pdi {
			return -1
		}
		return r
	}, s)
}

// Wrapping loses no sign, keeps lines to their room where there is a place to
// break, and leaves no isolate open.
func FuzzWrap(f *testing.F) {
	for _, seed := range []string{"one two", "水井（水）", "a \u2067ماء\u2069 b", "https://example.org/水井 x", "น้ำเพื่อชีวิต", "\xff\xfe", "{{ x }}"} {
		f.Add(seed, 10)
	}
	f.Fuzz(func(t *testing.T, text string, room int) {
		if room < 4 || room > 200 {
			return
		}
		lines := wrap(text, room)
		if got, want := unspace(strings.Join(lines, "\n")), unspace(strings.ToValidUTF8(text, "\uFFFD")); got != want {
			t.Errorf("%q became %q", want, got)
		}
		for _, line := range lines {
			open := 0
			for _, r := range line {
				switch {
				case opensIsolate(r):
					open++
				case r == pdi:
					open--
				}
			}
			if open != 0 || !utf8.ValidString(line) {
				t.Errorf("%q: isolates are left open in %q", text, line)
			}
			if columnsOf(line) > room && strings.Contains(strings.Trim(line, " "), " ") && !strings.ContainsAny(line, "\u00A0\u202F\u2060\uFEFF") {
				if first, _, _ := strings.Cut(line, " "); columnsOf(first) <= room && columnsOf(strings.TrimRight(line[:strings.LastIndexByte(line, ' ')], " ")) > room {
					t.Errorf("%q: %q is wider than %d", text, line, room)
				}
			}
		}
	})
}

func TestDirected(t *testing.T) {
	for _, test := range []struct{ line, dir, want string }{
		{"ماء", "rtl", "ماء"},
		{"- ماء", "rtl", "- ماء"},
		{"WHO قالت", "rtl", rlm + "WHO قالت"},
		{"12", "rtl", rlm + "12"},
		{"", "rtl", ""},
		{"water ماء", "ltr", "water ماء"},
		{"ماء water", "ltr", lrm + "ماء water"},
		{"\u2067ماء\u2069 water", "ltr", "\u2067ماء\u2069 water"},
		{"12 水", "ltr", "12 水"},
	} {
		if got := directed(test.line, test.dir); got != test.want {
			t.Errorf("%q in %s: %q", test.line, test.dir, got)
		}
	}
}

func TestIsolated(t *testing.T) {
	for _, test := range []struct{ text, dir, within, want string }{
		{"water", "", "ltr", "water"},
		{"ماء", "", "ltr", "\u2068ماء\u2069"},
		{"ماء", "rtl", "ltr", "\u2067ماء\u2069"},
		{"water", "ltr", "rtl", "\u2066water\u2069"},
		{"\u2067ماء\u2069", "rtl", "ltr", "\u2067ماء\u2069"},
		{"\u2067ماء\u2069 x \u2067ماء\u2069", "rtl", "ltr", "\u2067\u2067ماء\u2069 x \u2067ماء\u2069\u2069"},
	} {
		if got := isolated(test.text, test.dir, test.within); got != test.want {
			t.Errorf("%q: %q", test.text, got)
		}
	}
}

// What a service evaluates is taken apart, however it is piled up, and what it
// does not is left alone.
func FuzzMarks(f *testing.F) {
	for _, seed := range []string{"{{ x }}", "{{{{", "*||*", "{%%}", "[A][[B]]", "a@TrackLink", "plain", "{#}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, m := range services {
			got := m.text(text)
			if strings.ReplaceAll(got, apart, "") != strings.ReplaceAll(text, apart, "") {
				t.Errorf("%s: %q became %q", name, text, got)
			}
			if m.evaluated == nil {
				continue
			}
			if m.evaluated.MatchString(got) || m.evaluated.MatchString(m.url(text)) {
				t.Errorf("%s: %q still has signs: %q %q", name, text, got, m.url(text))
			}
		}
	})
}

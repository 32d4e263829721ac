package diag

import (
	"strings"
	"testing"
)

func TestNear(t *testing.T) {
	fields := []string{"title", "date", "summary", "tags", "topics", "countries", "translators", "languages", "base_url", "aliases"}
	cases := []struct {
		word       string
		candidates []string
		want       string
	}{
		{"titel", fields, "title"},
		{"tilte", fields, "title"},
		{"titre", fields, "title"},
		{"Title", fields, "title"},
		{"summry", fields, "summary"},
		{"languges", fields, "languages"},
		{"langauge", fields, "languages"},
		{"base-url", fields, "base_url"},
		{"colour", fields, ""},
		{"x", fields, ""},
		{"", fields, ""},
		{"title", nil, ""},
		{"title", []string{""}, ""},
		{"fr", []string{"ar", "fa", "en"}, ""},
		{"FR", []string{"ar", "fr"}, "fr"},
		{"tag", fields, "tags"},
		{"sante", []string{"santé", "santi"}, "santé"},
		{"déclaration", []string{"declaration"}, "declaration"},
		{"ﬁche", []string{"fiche"}, "fiche"},
		{"الصحه", []string{"الصحة", "السلام"}, "الصحة"},
		{"सभ", []string{"सभा"}, ""},
		{"健康大会", []string{"健康大會", "人民"}, "健康大會"},
		{"dete", []string{"rete", "date"}, "date"},
		{"bate", []string{"rate", "date"}, "date"},
		{"../phaa/index.md", []string{"../pha/index.md", "../phm/index.md"}, "../pha/index.md"},
		{strings.Repeat("a", 100_000), []string{strings.Repeat("a", 100_000)}, ""},
		{strings.Repeat("é", nearLength+1), []string{"e"}, ""},
		{"a\xff\xfebcd", []string{"abcd"}, ""},
	}
	for _, c := range cases {
		if got := Near(c.word, c.candidates); got != c.want {
			t.Errorf("Near(%.40q) = %q, want %q", c.word, got, c.want)
		}
	}
}

func FuzzNear(f *testing.F) {
	f.Add("titre", "title", "tire")
	f.Add("é\u0301x", "\xff", "")
	f.Fuzz(func(t *testing.T, word, a, b string) {
		got := Near(word, []string{a, b})
		if got != Near(word, []string{b, a}) {
			t.Errorf("the order of %q and %q matters", a, b)
		}
		if got != "" && got != a && got != b {
			t.Errorf("%q is no candidate", got)
		}
		if word != "" && len(word) < nearLength && Near(word, []string{word}) != word {
			t.Errorf("%q is not near itself", word)
		}
		var table slipTable
		x, y := fold(a), fold(b)
		if len(x) < 50 && len(y) < 50 {
			whole := table.slips(x, y, 1000)
			if back := table.slips(y, x, 1000); back != whole {
				t.Errorf("%d slips one way, %d the other", whole, back)
			}
			for limit := range 4 {
				if got := table.slips(x, y, limit); min(got, limit+1) != min(whole, limit+1) {
					t.Errorf("%d slips within %d, %d without a limit", got, limit, whole)
				}
			}
		}
	})
}

func BenchmarkNear(b *testing.B) {
	var candidates []string
	for i := range 8488 {
		candidates = append(candidates, "content/reports/watch-"+strings.Repeat("x", i%40)+"/index.fr.md")
	}
	for b.Loop() {
		Near("content/reports/wacth-xxxxxxxxxx/index.fr.md", candidates)
	}
}

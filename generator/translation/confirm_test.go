package translation

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"testing/fstest"
	"tract/generator/config"
	"tract/generator/data"
	"tract/generator/kind"
)

func lines(r *Record) string {
	var out []string
	for _, l := range r.Lines {
		out = append(out, fmt.Sprintf("%s%d", l.Name, l.Source))
	}
	return strings.Join(out, " ")
}

func TestAccept(t *testing.T) {
	for _, test := range []struct {
		name, then, now string
		numbers         []int
		want            string
	}{
		{"nothing of nothing", "title1 p2", "title1 p2", nil, "title1 p2"},
		{"nothing", "title1 p2 p3", "title1 p9 p3 p4", nil, "title1 p2 p3"},
		{"what changed", "title1 p2 p3", "title1 p9 p3 p4", []int{2}, "title1 p9 p3"},
		{"what was added", "title1 p2 p3", "title1 p9 p3 p4", []int{4}, "title1 p2 p3 p4"},
		{"what was removed stays", "title1 p2 h3 p4", "title1 h3 p4", nil, "title1 p2 h3 p4"},
		{"what was removed", "title1 p2 h3 p4", "title1 h3 p4", []int{4}, "title1 h3 p4"},
		{"removed at the head", "p2 h3 p4", "h3 p4", nil, "p2 h3 p4"},
		{"moved", "p1 p2 p3 p4", "p4 p1 p2 p3", nil, "p4 p1 p2 p3"},
	} {
		got := Accept(New("fr", blocks(test.then), nil), blocks(test.now), nil, 0, func(n int) bool { return slices.Contains(test.numbers, n) })
		if lines(got) != test.want {
			t.Errorf("%s: got %s, want %s", test.name, lines(got), test.want)
		}
	}
}

func TestMinor(t *testing.T) {
	for _, test := range []struct{ name, record, before, now, want string }{
		{"it was current", "title1 p2 p3", "title1 p2 p3", "title1 p9 p3", "title1 p9 p3"},
		{"another block was outdated", "title1 p2 p3", "title1 p2 p7", "title1 p9 p7", "title1 p9 p3"},
		{"the same block was outdated", "title1 p2 p3", "title1 p5 p3", "title1 p9 p3", "title1 p2 p3"},
		{"a block is added", "title1 p2", "title1 p2", "title1 p2 p3", "title1 p2 p3"},
		{"a block had been added", "title1 p2", "title1 p2 p4", "title1 p2 p4 p3", "title1 p2 p3"},
		{"a block is removed", "title1 p2 h3", "title1 p2 h3", "title1 h3", "title1 h3"},
		{"a block had been removed", "title1 p2 h3 p4", "title1 h3 p4", "title1 h3 p9", "title1 p2 h3 p9"},
	} {
		if got := lines(Minor(New("fr", blocks(test.record), nil), blocks(test.before), blocks(test.now), nil)); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

// Who accepts all follows the source; who accepts nothing is as outdated as before.
func TestAcceptAllOrNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	text := func() []Block {
		var out []Block
		for range rng.IntN(12) {
			out = append(out, Block{Name: []string{"h", "p", "li"}[rng.IntN(3)], Digest: uint64(rng.IntN(9) + 1), Words: 3})
		}
		return out
	}
	for range 3000 {
		then, now := text(), text()
		r := New("fr", then, nil)
		if d := Compare(Accept(r, now, nil, 0, func(int) bool { return true }), now); d.Outdated() {
			t.Fatalf("accepted, and yet outdated: %v, %v", then, now)
		}
		a, b := Compare(r, now), Compare(Accept(r, now, nil, 0, func(int) bool { return false }), now)
		if x, y := fmt.Sprint(a.Counts()), fmt.Sprint(b.Counts()); a.Outdated() != b.Outdated() {
			t.Fatalf("nothing is accepted: %s became %s: %v, %v", x, y, then, now)
		}
	}
}

func TestCompareWords(t *testing.T) {
	for _, test := range []struct{ older, newer, want string }{
		{"one two three", "one two three", "one two three"},
		{"one two three", "one 2 three", "one [-two -]{+2 +}three"},
		{"", "new", "{+new+}"},
		{"old", "", "[-old-]"},
		{"健康是权利", "健康不是权利", "健康{+不+}是权利"},
		{"a b", "a b c", "a [-b-]{+b c+}"},
	} {
		var got, older, newer strings.Builder
		for _, p := range CompareWords(test.older, test.newer) {
			switch p.Kind {
			case Gone:
				got.WriteString("[-" + p.Text + "-]")
			case Fresh:
				got.WriteString("{+" + p.Text + "+}")
			default:
				got.WriteString(p.Text)
			}
			if p.Kind != Fresh {
				older.WriteString(p.Text)
			}
			if p.Kind != Gone {
				newer.WriteString(p.Text)
			}
		}
		if got.String() != test.want || older.String() != test.older || newer.String() != test.newer {
			t.Errorf("%q to %q: %s", test.older, test.newer, got.String())
		}
	}
	long := strings.Repeat("word ", 3000)
	if n := len(CompareWords("a "+long, "b "+strings.Repeat("other ", 3000))); n != 2 {
		t.Errorf("%d pieces of texts that are too long to compare", n)
	}
}

func FuzzCompareWords(f *testing.F) {
	f.Add("one two", "one three")
	f.Add("健康", "a\xff b")
	f.Fuzz(func(t *testing.T, older, newer string) {
		var a, b strings.Builder
		for _, p := range CompareWords(older, newer) {
			if p.Kind != Fresh {
				a.WriteString(p.Text)
			}
			if p.Kind != Gone {
				b.WriteString(p.Text)
			}
		}
		if a.String() != older || b.String() != newer {
			t.Errorf("%q and %q", a.String(), b.String())
		}
	})
}

func TestRecords(t *testing.T) {
	const head = "tract record 1\nsource fr\n"
	fsys := fstest.MapFS{"translations/a/index.ar.record": {Data: []byte(head + "p 0000000000000001 -\n")}, "translations/b.ar.record": {Data: []byte(head)},
		"translations/notes.txt": {Data: []byte("x")}, "translations/.c.ar.record": {Data: []byte(head)}}
	r := Find(fsys)
	if got := fmt.Sprint(r.Paths()); got != "[translations/a/index.ar.record translations/b.ar.record]" || r.Len() != 2 {
		t.Errorf("found %s", got)
	}
	a, _ := r.Record("translations/a/index.ar.record")
	if a == nil || len(a.Lines) != 1 {
		t.Fatalf("%v", a)
	}
	fsys["translations/a/index.ar.record"] = &fstest.MapFile{Data: []byte(head + "p 0000000000000001 -\np 0000000000000002 -\n")}
	fsys["translations/d/e.ar.record"] = &fstest.MapFile{Data: []byte(head)}
	delete(fsys, "translations/b.ar.record")
	next := r.With(fsys, []string{"translations/a/index.ar.record", "translations/d", "translations/b.ar.record", "translations/none"})
	if got := fmt.Sprint(next.Paths()); got != "[translations/a/index.ar.record translations/d/e.ar.record]" {
		t.Errorf("then %s", got)
	}
	if b, _ := next.Record("translations/a/index.ar.record"); b == nil || len(b.Lines) != 2 {
		t.Error("it is not read again")
	}
	if again, _ := r.Record("translations/a/index.ar.record"); again != a {
		t.Error("the records before have changed")
	}
	for at, want := range map[string]string{"translations/a/index.ar.record": "a ar", "translations/x/b.pt-BR.record": "x/b pt-BR", "translations/docs/_index.en.record": "docs/_index en"} {
		if id, tag := Of(at); id+" "+tag != want {
			t.Errorf("%s is %s %s", at, id, tag)
		}
	}
	if none := Find(fstest.MapFS{}); none.Len() != 0 || (*Records)(nil).Len() != 0 {
		t.Error("records from nowhere")
	}
}

// A correction is taken in by who confirms all that is left, and by nobody else.
func TestAcceptTakesInACorrection(t *testing.T) {
	for _, test := range []struct {
		name, then, now string
		numbers         []int
		want            uint64
	}{
		{"all", "title1 p2 p3", "title1 p9 p8", []int{2, 3}, 7},
		{"a part", "title1 p2 p3", "title1 p9 p8", []int{2}, 5},
		{"what was removed is left", "title1 p2 h3", "title1 h3", []int{1}, 5},
		{"nothing was left to do", "title1 p2", "title1 p2", []int{1}, 7},
	} {
		r := New("fr", blocks(test.then), nil)
		r.Correction = 5
		got := Accept(r, blocks(test.now), nil, 7, func(n int) bool { return slices.Contains(test.numbers, n) })
		if got.Correction != test.want {
			t.Errorf("%s: %d, want %d", test.name, got.Correction, test.want)
		}
		if minor := Minor(r, blocks(test.then), blocks(test.now), nil); minor.Correction != 5 {
			t.Errorf("%s: what changes no meaning took in %d", test.name, minor.Correction)
		}
	}
}

func TestCorrection(t *testing.T) {
	declared := func(day, fr, en string) kind.Value {
		texts := config.Text{By: map[string]string{"en": en}}
		if fr != "" {
			texts.By["fr"] = fr
		}
		var date data.Date
		if day != "" {
			date = data.Date{Year: 2026, Month: 4, Day: len(day)}
		}
		return kind.Value{Fields: []kind.Named{{Name: "date", Value: kind.Value{Date: date}}, {Name: "text", Value: kind.Value{Texts: texts}}}}
	}
	first := Correction(declared("x", "Le centre compte treize lits.", "Thirteen."), "fr")
	for _, test := range []struct {
		name string
		v    kind.Value
		same bool
	}{
		{"a comma", declared("x", "Le centre, compte treize lits !", "Thirteen."), true},
		{"words in another language", declared("x", "Le centre compte treize lits.", "Thirteen beds."), true},
		{"another number", declared("x", "Le centre compte quatorze lits.", "Thirteen."), false},
		{"another day", declared("xx", "Le centre compte treize lits.", "Thirteen."), false},
		{"no words in the source's language", declared("x", "", "Thirteen."), false},
	} {
		if got := Correction(test.v, "fr"); got == 0 || (got == first) != test.same {
			t.Errorf("%s: %x beside %x", test.name, got, first)
		}
	}
	if Correction(kind.Value{}, "fr") != 0 {
		t.Error("no correction has a digest")
	}
}

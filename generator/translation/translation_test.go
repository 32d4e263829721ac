package translation

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tract/generator/diag"
)

// blocks are those of a text in short: "h1 p2 p3" has digests 1, 2, 3.
func blocks(text string) []Block {
	var out []Block
	for _, w := range strings.Fields(text) {
		name := strings.TrimRight(w, "0123456789")
		b := Block{Name: name, Words: 5, Field: field(name)}
		fmt.Sscan(w[len(name):], &b.Digest)
		out = append(out, b)
	}
	return out
}

func TestCompare(t *testing.T) {
	for _, test := range []struct{ name, then, now, want string }{
		{"nothing", "title1 h2 p3 p4", "title1 h2 p3 p4", "==== -0"},
		{"a word", "title1 h2 p3 p4", "title1 h2 p9 p4", "==~= -0"},
		{"a title", "title1 h2", "title9 h2", "~= -0"},
		{"a summary more", "title1 h2", "title1 summary5 h2", "=+= -0"},
		{"a summary less", "title1 summary5 h2", "title1 h2", "== -1"},
		{"a paragraph more", "title1 p2 p3", "title1 p2 p7 p3", "==+= -0"},
		{"a paragraph less", "title1 p2 p3 p4", "title1 p2 p4", "=== -1"},
		{"a paragraph elsewhere", "title1 p2 p3 p4 p5", "title1 p5 p2 p3 p4", "=>=== -0"},
		{"changed and one more", "title1 p2 p3", "title1 p8 p9 p3", "=~+= -0"},
		{"a heading, of a section elsewhere", "p1 p2 h3 p4 p5", "h9 p4 p5 p1 p2", "~>>== -0"},
		{"a heading is not a paragraph", "title1 h2 p3", "title1 p8 p3", "=+= -1"},
		{"all is another text", "title1 p2 p3", "title7 p8 p9", "~~~ -0"},
		{"equal rows", "title1 row5 row5 row5 p9", "title1 row5 row5 p9", "==== -1"},
		{"a refrain", "p1 p2 p1 p3 p1", "p1 p2 p1 p1 p3 p1", "===+== -0"},
	} {
		d := Compare(New("fr", blocks(test.then), nil), blocks(test.now))
		var got strings.Builder
		for _, c := range d.Blocks {
			got.WriteByte("=~+>"[c.Kind])
		}
		fmt.Fprintf(&got, " -%d", len(d.Removed))
		if got.String() != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got.String(), test.want)
		}
	}
}

// Whatever is done to a text: each line of the record is told once, each block
// has one change, blocks that are the same have the same digest, and what does
// not differ is not outdated.
func TestCompareAccountsForAll(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	kinds := []string{"h", "p", "li", "row"}
	for round := range 2000 {
		var then []Block
		for range rng.IntN(30) {
			then = append(then, Block{Name: kinds[rng.IntN(len(kinds))], Digest: uint64(rng.IntN(20) + 1), Words: 3})
		}
		now := slices.Clone(then)
		for range rng.IntN(5) {
			switch at := rng.IntN(len(now) + 1); rng.IntN(4) {
			case 0:
				now = slices.Insert(now, at, Block{Name: "p", Digest: uint64(100 + rng.IntN(50)), Words: 3})
			case 1:
				if at < len(now) {
					now = slices.Delete(now, at, at+1)
				}
			case 2:
				if at < len(now) {
					now[at].Digest = uint64(200 + rng.IntN(50))
				}
			default:
				if at < len(now) {
					b := now[at]
					now = slices.Delete(now, at, at+1)
					now = slices.Insert(now, rng.IntN(len(now)+1), b)
				}
			}
		}
		d := Compare(New("fr", then, nil), now)
		lines := map[int]int{}
		for j, c := range d.Blocks {
			if c.Kind == Added {
				if c.Line != -1 {
					t.Fatalf("round %d: an added block has line %d", round, c.Line)
				}
				continue
			}
			lines[c.Line]++
			if equal := then[c.Line].Digest == now[j].Digest; equal != (c.Kind != Changed) {
				t.Fatalf("round %d: block %d is %d, equal %v", round, j, c.Kind, equal)
			}
		}
		for _, i := range d.Removed {
			lines[i]++
		}
		if len(lines) != len(then) {
			t.Fatalf("round %d: %d lines of %d are told", round, len(lines), len(then))
		}
		for i, n := range lines {
			if n != 1 {
				t.Fatalf("round %d: line %d is told %d times", round, i, n)
			}
		}
		counted := func(blocks []Block) map[uint64]int {
			m := map[uint64]int{}
			for _, b := range blocks {
				m[b.Digest]++
			}
			return m
		}
		if a, b := counted(then), counted(now); d.Outdated() != (fmt.Sprint(a) != fmt.Sprint(b)) {
			t.Fatalf("round %d: outdated %v, %v and %v", round, d.Outdated(), then, now)
		}
	}
}

func TestAlign(t *testing.T) {
	for _, test := range []struct{ name, source, own, want string }{
		{"the same form", "title1 h2 p3 li4", "title9 h8 p7 li6", "[0 1 2 3]"},
		{"a paragraph is missing", "title1 h2 p3 h4 p5", "title9 h8 h6 p5", "[0 1 -1 2 3]"},
		{"a note of the translator", "title1 p2 h3 p4", "title9 p8 p7 h6 p5", "[0 1 3 4]"},
		{"no summary", "title1 summary2 p3", "title9 p8", "[0 -1 1]"},
		{"fields in another order", "title1 summary2 p3", "summary9 title8 p7", "[1 0 2]"},
		{"nothing", "title1 p2", "title2", "[0 -1]"},
	} {
		if got := fmt.Sprint(Align(blocks(test.source), blocks(test.own))); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
	// Very unequal texts cost no more than their sizes.
	long := make([]Block, 20000)
	for i := range long {
		long[i] = Block{Name: "p", Digest: uint64(i), Words: i % 40}
	}
	for _, pair := range Align(long, long[:7]) {
		if pair > 6 {
			t.Fatal("aligned with what is not there")
		}
	}
	Align(long[:7], long)
}

func read(text string) (*Record, []diag.Message) {
	return Read(diag.Source{Path: "translations/a.ar.record", Text: []byte(text)})
}

func TestRecordIsReadAsWritten(t *testing.T) {
	r := New("fr", blocks("title1 labels.map.pdf2 h3 p4"), blocks("title5 h6 p7"))
	text := string(r.Bytes())
	want := `tract record 1
source fr
title 0000000000000001 0000000000000005
labels.map.pdf 0000000000000002 -
h 0000000000000003 0000000000000006
p 0000000000000004 0000000000000007
`
	if text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	again, m := read(strings.ReplaceAll("\uFEFF# a note\n"+text, "\n", "\r\n"))
	if len(m) > 0 || string(again.Bytes()) != want {
		t.Errorf("read again: %v, %v", again, m)
	}
}

func TestBrokenRecords(t *testing.T) {
	const head = "tract record 1\nsource fr\n"
	for _, test := range []struct {
		text, id string
		line     int
	}{
		{"", "record-form", 0},
		{"source fr\n", "record-form", 1},
		{"tract record 2\n", "record-version", 1},
		{"tract record 0\n", "record-old", 1},
		{"tract record one\n", "record-form", 1},
		{"tract record 1\np 0000000000000001 -\n", "record-form", 0},
		{head + "<<<<<<< HEAD\np 0000000000000001 -\n=======\n", "record-conflict", 3},
		{"<<<<<<< HEAD\n" + head + "=======\n" + head + ">>>>>>> b\n", "record-conflict", 1},
		{head + "p 0000000000000001 -\n=======\n", "record-conflict", 4},
		{head + "p 1 -\n", "record-line", 3},
		{head + "p 0000000000000001\n", "record-line", 3},
		{head + "p zzzzzzzzzzzzzzzz -\n", "record-line", 3},
		{head + "p 0000000000000001 0000000000000001 x\n", "record-line", 3},
		{head + "correction 12\n", "record-line", 3},
		{head + "? p\nrubbish\n\nrubbish\n", "record-line", 3},
		{"rubbish\n" + head, "record-line", 1},
		{head + "source en\n", "record-form", 3},
		{"<<<<<<< HEAD\n" + head + "=======\ntract record 9\n>>>>>>> b\n", "record-version", 5},
	} {
		r, ms := read(test.text)
		if len(ms) != 1 || ms[0].ID != test.id || ms[0].Range.Start.Line != test.line && test.line > 0 {
			t.Errorf("%q: got %v and %v, want %s in line %d", test.text, r, ms, test.id, test.line)
		}
		if usable := test.id == "record-conflict" || test.id == "record-line"; usable != (r != nil) {
			t.Errorf("%q: it is used: %v", test.text, r)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("tract record 1\nsource fr\np 0000000000000001 -\n")
	f.Add("tract record 1\r\n\r\n<<<<<<<")
	f.Add("tract record 1\nsource fr\n<<<<<<< a\np 0000000000000001 -\n||||||| b\n=======\np 0000000000000002 -\nrubbish\n>>>>>>> c\n? p 0000000000000001 - 0000000000000003 -\n")
	f.Fuzz(func(t *testing.T, text string) {
		r, m := read(text)
		if r == nil && len(m) != 1 {
			t.Fatalf("%v and %v", r, m)
		}
		if r == nil {
			return
		}
		again, m := read(string(r.Bytes()))
		if len(m) > 0 || string(again.Bytes()) != string(r.Bytes()) {
			t.Fatalf("written and read again: %v, %v", again, m)
		}
		now := blocks("title1 p1 p2")
		d := Compare(r, now)
		all := Accept(r, now, nil, 0, func(int) bool { return true })
		if d := Compare(all, now); !d.Settled() {
			t.Fatalf("accepted, and yet %v", d)
		}
		none := Compare(Accept(r, now, nil, 0, func(int) bool { return false }), now)
		if none.Outdated() != d.Outdated() || none.Doubtful() > 0 != (d.Doubtful() > 0) {
			t.Fatalf("nothing is accepted: %v became %v", d, none)
		}
	})
}

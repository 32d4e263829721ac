package translation

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// spoken is a record in short: "title1 p2" are lines of these digests, "!" a line
// that cannot be read, "<", "=", ">" and "|" marks of a conflict.
func spoken(short string) string {
	var b strings.Builder
	b.WriteString("tract record 1\nsource fr\n")
	for _, word := range strings.Fields(short) {
		switch word {
		case "<", "=", ">", "|":
			b.WriteString(strings.Repeat(word, 7) + " mark\n")
		case "!":
			b.WriteString("what is this\n")
		default:
			block := blocks(word)[0]
			fmt.Fprintf(&b, "%s %016x %016x\n", block.Name, block.Digest, block.Digest+100)
		}
	}
	return b.String()
}

// verdicts are what is said of each block of a source, in one letter: s same, m
// moved, c changed, a added, d doubtful; then the lines that no block goes with, -
// removed and ? in doubt.
func verdicts(d Difference) string {
	var b strings.Builder
	for _, c := range d.Blocks {
		b.WriteByte("scamd"[c.Kind])
	}
	return b.String() + strings.Repeat("-", len(d.Removed)) + strings.Repeat("?", len(d.Unsure))
}

// What a damaged record says outside its damage counts.
func TestDamagedRecords(t *testing.T) {
	for _, test := range []struct{ name, record, now, want string }{
		{"one line cannot be read", "title1 p2 ! p4", "title1 p2 p3 p4", "ssds"},
		{"another block changed", "title1 p2 ! p4", "title1 p9 p3 p4", "scds"},
		{"the line of a field", "! p2 p3", "title1 p2 p3", "dss"},
		{"two lines", "title1 ! ! p4", "title1 p2 h3 p4", "sdds"},
		{"no block goes with it", "title1 p2 ! p4", "title1 p2 p4", "sss?"},
		{"beside it a block is added", "title1 ! h3", "title1 p2 h3 p4", "sdsa"},
		{"beside it one is gone", "title1 ! h3 p4", "title1 p2 h3", "sds-"},

		{"both sides agree", "title1 < p2 p3 = p2 p3 > p4", "title1 p2 p3 p4", "ssss"},
		{"one side is at the source", "title1 < p2 = p3 > p4", "title1 p3 p4", "sds"},
		{"the other is", "title1 < p3 = p2 > p4", "title1 p3 p4", "sds"},
		{"none is", "title1 < p2 = p3 > p4", "title1 p9 p4", "scs"},
		{"they differ in one of three", "title1 < p2 p3 p4 = p2 p9 p4 > h5", "title1 p2 p3 p4 h5", "ssdss"},
		{"only one has it", "title1 < p2 p3 = p2 > h5", "title1 p2 p3 h5", "ssds"},
		{"only one has it, and it is gone", "title1 < p2 p3 = p2 > h5", "title1 p2 h5", "sss?"},
		{"both had it, and it is gone", "title1 < p2 = p3 > h5", "title1 h5", "ss-"},
		{"other names", "title1 < p2 = h3 > p5", "title1 p2 h3 p5", "sdds"},
		{"what both began with", "title1 < p2 | p7 p8 = p3 > p5", "title1 p3 p5", "sds"},
		{"it stands elsewhere", "title1 < p2 = p9 > h3 p4 h5", "title1 h3 p4 h5 p2", "ssssd"},
		{"two conflicts", "< title1 = title2 > p3 < p4 = p5 > p6", "title1 p3 p5 p6", "dsds"},
		{"it has no end", "title1 p2 < p3 = p4", "title1 p2 p4", "ssd"},
		{"it has no head", "title1 p2 = p2 p4 > p5", "title1 p2 p4 p5", "dsds"},
		{"only the end is left", "title1 p2 > p5", "title1 p2 p5", "dds"},
		{"a line in it cannot be read", "title1 < p2 ! = p2 p3 > p5", "title1 p2 p3 p5", "ssds?"},
		{"one within another", "title1 < p2 < p3 = p4 > p5", "title1 p2 p4 p5", "sdds"},
	} {
		r, ms := read(spoken(test.record))
		if r == nil || len(ms) == 0 && strings.ContainsAny(test.record, "!<=>") {
			t.Errorf("%s: %v, %v", test.name, r, ms)
			continue
		}
		now := blocks(test.now)
		state, d := Judge(r, now)
		if got := verdicts(d); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
		want := Current
		switch {
		case strings.ContainsAny(test.want, "ca-"):
			want = Outdated
		case strings.ContainsAny(test.want, "d?"):
			want = Unverified
		}
		if state != want {
			t.Errorf("%s: it is %s, want %s", test.name, state, want)
		}
		// What is confirmed no more is in doubt; what is not, still is, without marks.
		for n := range len(now) + len(d.Gone()) {
			some := Accept(r, now, nil, 0, func(k int) bool { return k == n+1 })
			again, ms := read(string(some.Bytes()))
			if again == nil || len(ms) > 0 {
				t.Errorf("%s: written: %v\n%s", test.name, ms, some.Bytes())
				continue
			}
			left := Compare(again, now)
			had := n >= len(now) || d.Blocks[n].Kind != Same && d.Blocks[n].Kind != Moved
			if waits, before := waiting(left), waiting(d); had && waits != before-1 || !had && waits != before {
				t.Errorf("%s: block %d is confirmed, and %s became %s", test.name, n+1, verdicts(d), verdicts(left))
			}
		}
	}
}

// waiting is how much is to be looked at.
func waiting(d Difference) int {
	changed, added, removed, _ := d.Counts()
	return changed + added + removed + d.Doubtful()
}

// A correction without meaning puts nothing in doubt and takes nothing out of it.
func TestMinorInDoubt(t *testing.T) {
	r, _ := read(spoken("title1 < p2 = p3 > p4"))
	for now, want := range map[string]string{"title1 p9 p4": "sds", "title1 p3 p9": "sds"} {
		before := strings.Replace(strings.Replace(now, "p9 p4", "p3 p4", 1), "p3 p9", "p3 p4", 1)
		if got := verdicts(Compare(Minor(r, blocks(before), blocks(now), nil), blocks(now))); got != want {
			t.Errorf("%s: got %s, want %s", now, got, want)
		}
	}
}

// Whatever git makes of two records, a block is taken to be up to date only where
// both say so, or where one does and git took it without asking.
func TestMergesOfGit(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	dir := t.TempDir()
	file := func(name string, r *Record) string {
		at := filepath.Join(dir, name)
		if err := os.WriteFile(at, r.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return at
	}
	conflicts := 0
	for round := range 150 {
		base := []Block{{Name: "title", Field: true, Digest: 1}}
		for i := range 6 + rng.IntN(8) {
			base = append(base, Block{Name: []string{"p", "li", "h"}[rng.IntN(3)], Digest: uint64(100*i + 10)})
		}
		now := append([]Block(nil), base...)
		for range 1 + rng.IntN(4) {
			now[rng.IntN(len(now))].Digest += 1
		}
		r := New("fr", base, nil)
		confirm := func() *Record {
			return Accept(r, now, nil, 0, func(int) bool { return rng.IntN(2) == 0 })
		}
		a, b := confirm(), confirm()
		args := []string{"merge-file", "-p", file("a", a), file("base", r), file("b", b)}
		if round%3 == 0 {
			args = append(args[:1:1], append([]string{"--diff3"}, args[1:]...)...)
		}
		out, err := exec.Command("git", args...).Output()
		if len(out) == 0 { // with conflicts it ends with their number
			t.Fatal(err)
		}
		got, ms := read(string(out))
		if got == nil {
			t.Fatalf("round %d: %v\n%s", round, ms, out)
		}
		conflicts += len(ms)
		da, db, d := Compare(a, now), Compare(b, now), Compare(got, now)
		if len(d.Removed)+len(d.Unsure) > 0 {
			t.Fatalf("round %d: %s\n%s", round, verdicts(d), out)
		}
		for j, c := range d.Blocks {
			x, y := da.Blocks[j].Kind == Same, db.Blocks[j].Kind == Same
			switch {
			case x && y && c.Kind != Same, !x && !y && c.Kind != Changed, x != y && c.Kind == Changed:
				t.Fatalf("round %d: block %d is %d; one side %v, the other %v\n%s", round, j, c.Kind, x, y, out)
			}
		}
	}
	if conflicts == 0 {
		t.Error("there was no conflict")
	}
}

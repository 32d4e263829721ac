package seal

import (
	"fmt"
	"strings"
	"testing"

	"tract/generator/diag"
)

func record(digests string) Record {
	r := Record{Digest: strings.Repeat("0", 32)}
	for i, d := range strings.Fields(digests) {
		r.Parts = append(r.Parts, Part{Kind: "paragraph", Digest: d, Words: "words of " + d, Start: 10 * i, End: 10*i + 5})
	}
	return r
}

func TestCompare(t *testing.T) {
	tests := []struct{ old, now, want string }{
		{"a b c", "a b c", ""},
		{"", "", ""},
		{"a b c", "a x c", "b>x@10"},
		{"a b c", "a c", "-b@10"},
		{"a c", "a b c", "+b@10"},
		{"a b", "a", "-b@5"},
		{"a b", "b", "-a@0"},
		{"a", "b", "a>b@0"},
		{"a b c d", "a c b d", "-b@10 +b@20"},
		{"a a a", "a a", "-a@15"},
		{"a b c d e", "x a c d y", "+x@0 -b@20 e>y@40"},
		{"", "a", "+a@0"},
		{"a", "", "-a@0"},
	}
	for _, tt := range tests {
		var got []string
		for _, c := range Compare(record(tt.old), record(tt.now)) {
			switch {
			case c.Added():
				got = append(got, fmt.Sprintf("+%s@%d", c.New.Digest, c.New.Start))
			case c.Removed():
				got = append(got, fmt.Sprintf("-%s@%d", c.Old.Digest, c.New.Start))
			default:
				got = append(got, fmt.Sprintf("%s>%s@%d", c.Old.Digest, c.New.Digest, c.New.Start))
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%q to %q: %s, want %s", tt.old, tt.now, s, tt.want)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	s := &Seal{Path: "a.seal", Records: []Record{
		{Digest: strings.Repeat("0a", 16), Former: true, Parts: []Part{{Kind: "title", Digest: "0123456789abcdef", Words: "Santé · صحة"}}},
		{Digest: strings.Repeat("1b", 16), Errata: []string{"fedcba9876543210"}, Parts: []Part{{Kind: "heading", Digest: "0123456789abcdee"}}},
	}}
	got, ms := Parse(diag.Source{Path: "a.seal", Text: s.Format()})
	if len(ms) > 0 || got == nil {
		t.Fatal(ms)
	}
	if string(got.Format()) != string(s.Format()) {
		t.Errorf("%s\nwant\n%s", got.Format(), s.Format())
	}
	// As an editor on Windows saves it.
	crlf := strings.ReplaceAll("\uFEFF"+string(s.Format()), "\n", "\r\n")
	if got, _ := Parse(diag.Source{Path: "a.seal", Text: []byte(crlf)}); got == nil || len(got.Records) != 2 {
		t.Error("CRLF is not read")
	}
}

func TestDamaged(t *testing.T) {
	for _, text := range []string{"", "seal 3\n", "seal 2\n", "seal 1\n", "seal 1\ntext 12\n", "seal 1\ntext " + strings.Repeat("0", 32) + "\nparagraph xyz\n", "text " + strings.Repeat("0", 32) + "\n"} {
		if s, ms := Parse(diag.Source{Path: "a.seal", Text: []byte(text)}); s != nil || len(ms) != 1 || ms[0].ID != "seal-damaged" {
			t.Errorf("%q: %v, %v", text, s, ms)
		}
	}
}

func TestExplained(t *testing.T) {
	old, now := Record{Errata: []string{"a"}}, Record{Errata: []string{"a"}}
	if Explained(old, now) {
		t.Error("an old correction explains a new change")
	}
	now.Errata[0] = "b"
	if Explained(old, now) || len(Withdrawn(old, now)) != 1 {
		t.Error("a correction in other words explains a new change")
	}
	now.Errata = []string{"b", "c"}
	if Explained(old, now) {
		t.Error("two corrections in the place of one explain a new change")
	}
	now.Errata = []string{"a", "b"}
	if !Explained(old, now) {
		t.Error("a new correction explains nothing")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("seal 1\ntext 00000000000000000000000000000000\nparagraph 0123456789abcdef a b\n")
	f.Add("\uFEFFseal 1\r\n# x\r\n")
	f.Add("seal 2\nformer 00000000000000000000000000000000\ntext 00000000000000000000000000000001\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, ms := Parse(diag.Source{Path: "a.seal", Text: []byte(text)})
		if s == nil {
			if len(ms) == 0 {
				t.Fatal("nothing is said")
			}
			return
		}
		again, ms := Parse(diag.Source{Path: "a.seal", Text: s.Format()})
		if again == nil || string(again.Format()) != string(s.Format()) {
			t.Fatalf("%q comes back as %q, %v", text, s.Format(), ms)
		}
	})
}

func FuzzCompare(f *testing.F) {
	f.Add("a b c", "a x c d")
	f.Fuzz(func(t *testing.T, a, b string) {
		old, now := record(a), record(b)
		gone, come := 0, 0
		for _, c := range Compare(old, now) {
			if !c.Added() {
				gone++
			}
			if !c.Removed() {
				come++
			}
		}
		if len(old.Parts)-gone != len(now.Parts)-come {
			t.Fatalf("%q to %q: %d gone, %d come", a, b, gone, come)
		}
	})
}

package diag

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// The rule of the scan, shape by shape.
func TestScanRule(t *testing.T) {
	const head = "package x\nimport \"tract/generator/diag\"\n"
	cases := []struct{ name, code, ids string }{
		{"direct", `func f() { diag.At("a-b", s, 0, 0); diag.In("plain", "f") }`, "a-b plain"},
		{"other package", `func f() { other.At("a-b"); At("c-d") }`, ""},
		{"method", `func (r *r) at(id string, v int, args ...string) { diag.In(id, "f", args...) }; func (r *r) g() { r.at("a-b", 1, "x", y) }`, "a-b(x)"},
		{"second parameter", `func at(v int, id string) { diag.In(id, "f") }; func g() { at(1, "a-b") }`, "a-b"},
		{"chain", `func a(id string) { b(id) }; func b(id string) { c(id) }; func c(id string) { diag.In(id, "f") }; func g() { a("a-b") }`, "a-b"},
		{"closure", `func g() { fail := func(id string, args ...string) { diag.In(id, "f", args...) }; fail("a-b", "n", v) }`, "a-b(n)"},
		{"variable", `func g() { id := "a-b"; if x { id = "c-d" }; other := "e-f"; diag.In(id, other) }`, "a-b c-d"},
		{"reassigned parameter", `func g(id string) { if x { id = "a-b" }; diag.In(id, "f") }`, "a-b"},
		{"constant", `const idOne = "a-b"; func g() { diag.In(idOne, "f") }`, "a-b"},
		{"field", `type fault struct { id string }; func g() error { return &fault{id: "a-b"} }; func h(f *fault) { diag.In(f.id, "f") }`, "a-b"},
		{"set field", `func h(f *fault) { f.id = "a-b"; diag.In(f.id, "f") }`, "a-b"},
		{"result", `func id() string { if x { return "a-b" }; return "c-d" }; func h() { diag.In(id(), "f") }`, "a-b c-d"},
		{"second result", `func p() (int, string) { return 1, "a-b" }; func h() { n, id := p(); diag.In(id, "f") }`, "a-b"},
		{"table", `var ids = map[int]string{1: "a-b", 2: "c-d"}; func h() { diag.In(ids[1], "f") }`, "a-b c-d"},
		{"range", `func h() { for _, id := range []string{"a-b"} { diag.In(id, "f") } }`, "a-b"},
		{"message", `var m = diag.Message{ID: "a-b", File: "c-d"}`, "a-b"},
		{"given args", `func h() { diag.At("a-b", s, 0, 0, "one", v, "two", w) }`, "a-b(one two)"},
	}
	for _, c := range cases {
		s := scanModule(t, fstest.MapFS{"generator/x/x.go": {Data: []byte(head + c.code)}})
		var got []string
		for _, id := range slices.Sorted(maps.Keys(s.given)) {
			if args := strings.Join(s.given[id][0].args, " "); args != "" {
				id += "(" + args + ")"
			}
			got = append(got, id)
		}
		if strings.Join(got, " ") != c.ids {
			t.Errorf("%s: %q, want %q", c.name, strings.Join(got, " "), c.ids)
		}
	}
	s := scanModule(t, fstest.MapFS{
		"a/a.go":      {Data: []byte("package a\nimport \"tract/generator/diag\"\nfunc Fail(id string) { diag.In(id, \"\") }\nfunc (d *D) Message(id string) { diag.In(id, \"\") }")},
		"b/b.go":      {Data: []byte("package b\nimport \"tract/a\"\nfunc f(d *a.D) { a.Fail(\"a-b\"); d.Message(\"c-d\"); Fail(\"e-f\") }")},
		"b/b_test.go": {Data: []byte("package b\nimport \"tract/a\"\nfunc f(d *a.D) { a.Fail(\"x-y\") }")},
		"c/c.go":      {Data: []byte("package c\nimport \"tract/generator/diag\"\nfunc f() { diag.In(\"x-\"+y, \"\"); diag.In(\"Not Kebab\", \"\") }")},
	})
	if got := strings.Join(slices.Sorted(maps.Keys(s.given)), " "); got != "a-b c-d" {
		t.Errorf("across packages: %q", got)
	}
	if len(s.faults) != 2 {
		t.Errorf("faults: %v", s.faults)
	}
}

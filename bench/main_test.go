package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tract/bench/latency"
	"tract/bench/timer"
)

func TestChoose(t *testing.T) {
	if got, err := choose(" small  large "); err != nil || len(got) != 2 || got[1].works != 10000 {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := choose("tiny"); err == nil || !strings.Contains(err.Error(), `"tiny"`) {
		t.Errorf("the error is %v", err)
	}
}

func TestEqualWork(t *testing.T) {
	of := func(pages int) timer.Result { return timer.Result{Written: timer.Written{Pages: pages}} }
	for _, c := range []struct {
		hugo, tract int
		equal       bool
	}{{1000, 1000, true}, {1000, 1050, true}, {1000, 950, true}, {1000, 1051, false}, {1000, 900, false}} {
		peers := []peer{{name: "floor", result: of(1)}, {name: "Hugo", equal: true, result: of(c.hugo)}, {name: "Tract", equal: true, result: of(c.tract)}}
		if err := equalWork(sizes[0], peers); (err == nil) != c.equal {
			t.Errorf("%d and %d pages: %v", c.hugo, c.tract, err)
		}
	}
}

func TestTable(t *testing.T) {
	result := func(wall float64) timer.Result {
		return timer.Result{Runs: []timer.Run{{Wall: wall, CPU: wall, Peak: 10 * wall}}, Written: timer.Written{Pages: 9, Other: 2, Bytes: 3e6}}
	}
	table := table{
		hugo: "Hugo 1.2",
		builds: []buildRows{{sizes[0], []peer{
			{name: "floor", result: result(1)}, {name: "Hugo, minified", result: result(4)}, {name: "Tract, the same theme", result: result(2)}}}},
		edits: []editRows{{sizes[0], "Tract", latency.Result{Ready: 12, Resident: 25, After: 26, Peak: 30, Edits: []latency.Latencies{{Name: "body", Seen: []float64{5, 7, 6}}}}, 500}},
	}.String()
	for _, want := range []string{
		"Hugo 1.2", "| Tract, the same theme | 9 | 2 | 3 | 2.00 (2.00) | 2.00 (2.00) | 20 (2.00) |",
		"small: Tract takes 0.50 of the time", "| Tract, small | 12 | 6.0 | 25 | 30 |", "| body |", "Tract, small: 26 MiB after 500 more edits in a row.",
	} {
		if !strings.Contains(table, want) {
			t.Errorf("%q does not stand in the table:\n%s", want, table)
		}
	}
}

// TestPrepare makes the sites of a handful of works: one for equal work, one
// with everything on.
func TestPrepare(t *testing.T) {
	b := bench{work: t.TempDir(), hugo: "hugo"}
	if err := b.prepare(size{"tiny", 12, 2}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{
		"tract/kinds/newsletter.yaml": true, "tract/content/declaration": true, "tract/content/reports": false,
		"default/kinds": false, "default/content/declarations": true, "default/content/reports": true, "default/content/newsletter": true,
		"hugo/content/declaration": true, "hugo/languages.yaml": true,
	} {
		if _, err := os.Stat(filepath.Join(b.work, "tiny", name)); (err == nil) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, theme := range map[string]string{"tract": "theme: bench", "default": "theme: default"} {
		text, err := os.ReadFile(filepath.Join(b.work, "tiny", name, "tract.yaml"))
		if err != nil || !strings.Contains(string(text), theme) || !strings.Contains(string(text), "languages:\n") {
			t.Errorf("%s: %s, %v", name, text, err)
		}
	}
}

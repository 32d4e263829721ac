package timer

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMiddle(t *testing.T) {
	for _, c := range []struct {
		numbers []float64
		want    float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{5, 1}, 3}, {[]float64{9, 1, 2}, 2}} {
		if got := Middle(c.numbers); got != c.want {
			t.Errorf("the middle of %v is %v, wanted %v", c.numbers, got, c.want)
		}
	}
}

// A machine that is slow for one round is slow for both commands of it.
func TestRatioGoesByRounds(t *testing.T) {
	a := Result{Runs: []Run{{Wall: 2}, {Wall: 20}, {Wall: 2}}}
	b := Result{Runs: []Run{{Wall: 1}, {Wall: 10}, {Wall: 1}}}
	if got := Ratio(a, b, Wall); got != 2 {
		t.Errorf("the ratio is %v, wanted 2", got)
	}
}

func TestTime(t *testing.T) {
	root := t.TempDir()
	log := filepath.Join(t.TempDir(), "log")
	script := func(name string) []string {
		return []string{"sh", "-c", `ls -A "$1" >> "$2"; echo ` + name + ` >> "$2"; mkdir "$1/a" "$1/.b"; echo x > "$1/a/i.html"; echo y > "$1/.b/h.html"; echo z > "$1/f.xml"`, "-", Out, log}
	}
	results, err := Time(root, [][]string{script("one"), script("two")}, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		if len(r.Runs) != 2 || r.Runs[0].Wall <= 0 || r.Runs[0].Peak <= 0 {
			t.Errorf("runs: %+v", r.Runs)
		}
		if want := (Written{Pages: 1, Other: 1, Bytes: 4}); r.Written != want {
			t.Errorf("written: %+v, wanted %+v", r.Written, want)
		}
	}
	said, _ := os.ReadFile(log)
	if got, want := strings.Fields(string(said)), "one two one two one two"; strings.Join(got, " ") != want {
		t.Errorf("the commands ran as %q, each into an empty folder, wanted %q", got, want)
	}
	if left, _ := os.ReadDir(root); len(left) > 0 {
		t.Errorf("%d folders are left", len(left))
	}
}

func TestTimeTellsWhatFailed(t *testing.T) {
	_, err := Time(t.TempDir(), [][]string{{"sh", "-c", "echo the reason; exit 3"}}, 0, 1)
	if err == nil || !strings.Contains(err.Error(), "the reason") {
		t.Errorf("the error is %v", err)
	}
}

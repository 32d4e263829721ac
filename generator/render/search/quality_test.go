package search_test

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tract/generator/build"
	"tract/generator/render/search"
	"tract/generator/site"
)

// reference is the reference site.
func reference(t *testing.T) *site.Site {
	t.Helper()
	l := build.Load(build.Settings{Files: os.DirFS(filepath.Join("..", "..", ".."))})
	if l.Site == nil {
		t.Fatal(l.Messages)
	}
	return l.Site
}

// TestQuality asks the index of the reference site what readers may ask, and
// wants the page that they look for first.
func TestQuality(t *testing.T) {
	s := reference(t)
	indexes := search.New(s)
	asked, right := map[string]int{}, map[string]int{}
	for _, q := range queries(t) {
		l := s.Language(q[0])
		index, err := indexes.Index(l)
		if err != nil {
			t.Fatal(err)
		}
		sr, err := search.NewSearcher(index)
		if err != nil {
			t.Fatal(err)
		}
		asked[q[0]]++
		got, err := sr.Search(q[1])
		if err != nil {
			t.Fatal(err)
		}
		if len(got) > 0 && got[0] == q[2] {
			right[q[0]]++
			continue
		}
		t.Errorf("%s %q (%s): %q, want %s first", q[0], q[1], q[3], got[:min(3, len(got))], q[2])
	}
	for _, l := range s.Languages {
		t.Logf("%s: %d of %d", l.Tag, right[l.Tag], asked[l.Tag])
		if asked[l.Tag] < 8 {
			t.Errorf("%s is asked %d queries; at least 8 are wanted", l.Tag, asked[l.Tag])
		}
	}
}

// queries are the lines of the table: language, query, address, what it tries.
func queries(t *testing.T) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "queries.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out [][]string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if line := lines.Text(); line != "" && line[0] != '#' {
			q := strings.Split(line, " | ")
			if len(q) != 4 {
				t.Fatalf("a line has not four parts: %s", line)
			}
			out = append(out, q)
		}
	}
	return out
}

package check_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"tract/generator/build"
)

// TestSameMessages: a run's messages do not depend on which core came first,
// also when there are more dead links than are helped with a near name.
func TestSameMessages(t *testing.T) {
	files := fstest.MapFS{"tract.yaml": {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n")}}
	for i := range 300 {
		files[fmt.Sprintf("content/page-%03d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: P\n---\n[a](pgae-%03d.md)\n", i)}
	}
	var first []string
	for range 5 {
		var got []string
		near := 0
		for _, m := range build.Load(build.Settings{Files: files}).Messages {
			got = append(got, m.File+" "+m.ID+" "+m.Args.Get("near"))
			if m.ID == "link-near" {
				near++
			}
		}
		if near == 0 || near == len(got) {
			t.Fatalf("%d of %d messages have a near name", near, len(got))
		}
		if first == nil {
			first = got
		}
		if !slices.Equal(got, first) {
			t.Fatal("two runs say different things")
		}
	}
}

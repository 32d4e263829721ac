package check_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"tract/generator/build"
)

// TestSameNumbers: two chapters of one weight, two volumes of one number, with
// file, line and column of both.
func TestSameNumbers(t *testing.T) {
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(`-- tract.yaml --
base_url: https://example.org/
source_language: en
languages: {en: {}}
-- content/reports/one/index.md --
---
title: One
series: Watch
volume: 1
---
-- content/reports/one/a.md --
---
title: A
weight: 1
---
-- content/reports/one/b.md --
---
title: B
summary: Second.
weight: 1
---
-- content/reports/one/c.md --
---
title: C
---
-- content/reports/one/d.md --
---
title: D
---
-- content/reports/other.md --
---
title: Other
series: Watch
volume: 1
---
-- content/reports/third.md --
---
title: Third
series: Other series
volume: 1
---
`)).Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	var got []string
	for _, m := range build.Load(build.Settings{Files: files}).Messages {
		if m.ID == "chapter-weight-twice" || m.ID == "volume-twice" {
			note := m.Notes[0]
			got = append(got, fmt.Sprintf("%s %s:%d:%d %s:%d:%d", m.ID, m.File, m.Range.Start.Line, m.Range.Start.Column, note.File, note.Range.Start.Line, note.Range.Start.Column))
		}
	}
	want := []string{
		"chapter-weight-twice content/reports/one/b.md:4:9 content/reports/one/a.md:3:9",
		"volume-twice content/reports/other.md:4:9 content/reports/one/index.md:4:9",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

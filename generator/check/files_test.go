package check_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
)

// A table that readers download is looked through for formulas, once, whether a
// page shows it or only offers it.
func TestFormulasOfDownloads(t *testing.T) {
	files := fstest.MapFS{
		"tract.yaml":                    {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\nmessages: {ui-message-missing: off}\n")},
		"content/reports/r/index.fr.md": {Data: []byte("---\ntitle: R\nfiles:\n  - {file: e.csv, label: E}\n---\n\n![Data](d.csv)\n")},
		"content/reports/r/d.csv":       {Data: []byte("a,b\n-5,=cmd|' /C calc'!A0\n\"+3,2 %\",x\n")},
		"content/reports/r/e.csv":       {Data: []byte("a,b\n@SUM(A1),1\n")},
	}
	var got []string
	for _, m := range build.Load(build.Settings{Files: files}).Messages {
		got = append(got, fmt.Sprintf("%s %s %s:%d:%d", m.Severity, m.ID, m.File, m.Range.Start.Line, m.Range.Start.Column))
	}
	if s, want := strings.Join(got, "; "), "warning csv-formula content/reports/r/d.csv:2:4; warning csv-formula content/reports/r/e.csv:2:1"; s != want {
		t.Errorf("%s, want %s", s, want)
	}
}

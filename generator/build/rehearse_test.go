package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
	"testing"
	"testing/fstest"

	"tract/generator/diag"
	"tract/generator/site"
)

// TestSample breaks what a template shows of single sorts of pages: a sample of
// a few routes tells what all of them would.
func TestSample(t *testing.T) {
	files := referenceFiles(t)
	for i := range 40 {
		files[fmt.Sprintf("content/news/filler-%d.fr.md", i)] = &fstest.MapFile{Data: []byte("---\ntitle: Filler\ndate: 2026-01-02\n---\n\nText.\n")}
	}
	l := Load(Settings{Files: files})
	sample, all := l.Sample(), l.Site.Routes()
	t.Logf("%d of %d routes", len(sample), len(all))
	if len(sample) > len(all)*2/3 {
		t.Errorf("the sample is %d of %d routes", len(sample), len(all))
	}
	if ms := l.Rehearse(t.Context(), all); len(ms) > 0 {
		t.Errorf("the reference site has faults: %v", ms)
	}
	for name, break_ := range map[string]string{
		"news.html":    `{{define "main"}}{{.Publication.Nothing}}{{end}}`,
		"section.html": `{{define "main"}}{{if eq .Lang "ar"}}{{.Nothing}}{{end}}{{end}}`,
		"page.html":    `{{define "main"}}{{with .Publication}}{{if .Fallback}}{{.Nothing}}{{end}}{{end}}{{end}}`,
		"404.html":     `{{define "main"}}{{.Nothing}}{{end}}`,
	} {
		broken := fstest.MapFS{"themes/default/templates/" + name: {Data: []byte(break_)}}
		for p, f := range files {
			broken[p] = f
		}
		l := Load(Settings{Files: broken})
		some, whole := l.Rehearse(t.Context(), l.Sample()), l.Rehearse(t.Context(), l.Site.Routes())
		if len(whole) == 0 || describe(some) != describe(whole) {
			t.Errorf("%s: the sample tells\n%sall tell\n%s", name, describe(some), describe(whole))
		}
		for _, m := range some {
			if path.Base(m.File) != name || m.Severity != diag.Error {
				t.Errorf("%s: %s of %s", name, m.ID, m.File)
			}
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if ms := l.Rehearse(ended, all); len(ms) > 0 {
		t.Error(ms)
	}
}

// TestFault makes of any error the message that people get.
func TestFault(t *testing.T) {
	l := Load(Settings{Files: fstest.MapFS{
		"tract.yaml":   {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n")},
		"content/a.md": {Data: []byte("---\ntitle: A\n---\n")},
	}})
	i := slices.IndexFunc(l.Site.Routes(), func(r site.Route) bool { return r.Publication != nil })
	m := Fault(l.Site.Routes()[i], errors.New("the disk is on fire"))
	if m.ID != "render-fault" || m.File != "content/a.md" || m.Args.Get("route") != "/fr/a/index.html" {
		t.Errorf("%+v", m)
	}
}

// TestMark sets the range of a template's fault to the name.
func TestMark(t *testing.T) {
	text := "one\n<p>é {{.Titel.Text}}</p>\n{{.Titel}}{{.Titel}}\n"
	for _, c := range []struct{ line, start, end int }{{2, 9, 14}, {3, 1, 1}, {1, 1, 1}} {
		p := diag.Point{Line: c.line, Column: 1}
		ms := []diag.Message{{ID: "theme-template-field", File: "t.html", Args: diag.Args{"name", "Titel"}, Range: diag.Range{Start: p, End: p}}}
		FillExcerpts(fstest.MapFS{"t.html": {Data: []byte(text)}}, ms)
		if got := ms[0].Range; got.Start.Column != c.start || got.End.Column != c.end {
			t.Errorf("line %d: %+v", c.line, got)
		}
	}
}

// BenchmarkSample is what a preview's rehearsal costs at the reference site.
func BenchmarkSample(b *testing.B) {
	l := Open(Settings{Files: os.DirFS("../..")}).Load(Changes{All: true})
	var out bytes.Buffer
	if found, err := l.Render(&out, "index.html"); !found || err != nil {
		b.Fatal(found, err)
	}
	sample := l.Sample()
	for b.Loop() {
		l.Rehearse(b.Context(), sample)
	}
	b.ReportMetric(float64(len(sample)), "routes")
}

// A site whose configuration cannot be read has nothing to rehearse.
func TestRehearseOfABrokenSite(t *testing.T) {
	l := Load(Settings{Files: fstest.MapFS{"tract.yaml": {Data: []byte("base_url: [\n")}}})
	if !l.ConfigFault {
		t.Fatalf("the configuration is read: %v", l.Messages)
	}
	if ms := l.Rehearse(t.Context(), l.Sample()); len(ms) > 0 {
		t.Errorf("told: %v", ms)
	}
}

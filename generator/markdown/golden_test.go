package markdown

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden compiles testdata/<language>-<name>.md. For the reader's sake the
// golden HTML has a line end between two tags, and ␀ for NUL.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.md")
	if err != nil {
		t.Fatal(err)
	}
	wanted := map[string]bool{}
	for _, name := range files {
		language, _, ok := strings.Cut(filepath.Base(name), "-")
		if !ok {
			continue // the README
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r := compile(language, string(text))
		checkResult(t, text, r)
		got := golden(r)
		file := strings.TrimSuffix(name, ".md") + ".html"
		wanted[file] = true
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if len(wanted) < 5 {
		t.Errorf("only %d golden pairs", len(wanted))
	}
	goldens, err := filepath.Glob("testdata/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range goldens {
		if !wanted[file] {
			t.Errorf("%s has no Markdown", file)
		}
	}
}

func golden(r Result) []byte {
	var b bytes.Buffer
	html := strings.ReplaceAll(string(r.HTML), "\x00", "␀")
	b.WriteString(strings.ReplaceAll(html, "><", ">\n<"))
	b.WriteString("\n\n<!--\n")
	fmt.Fprintf(&b, "summary: %s\nwords: %d in %d blocks\nids: %s\n", r.Summary, r.Words, len(r.Blocks), strings.Join(r.IDs, " "))
	for _, h := range r.Headings {
		fmt.Fprintf(&b, "heading %d %s: %s\n", h.Level, h.ID, h.Text)
	}
	for i, l := range r.Links {
		fmt.Fprintf(&b, "link %d %d %s: %q %q\n", i, l.Kind, l.Destination, l.Text, l.Title)
	}
	for _, m := range r.Messages {
		fmt.Fprintf(&b, "message %d:%d %s %q\n", m.Range.Start.Line, m.Range.Start.Column, m.ID, m.Args)
	}
	b.WriteString("-->\n")
	return b.Bytes()
}

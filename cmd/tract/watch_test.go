package main

import (
	"bytes"
	"strings"
	"testing"

	"tract/generator/diag"
)

// TestJournalMost tells more messages than are printed at once: the errors are among
// those that are, the rest is counted, and what an edit adds is printed whole.
func TestJournalMost(t *testing.T) {
	var out bytes.Buffer
	j := &journal{a: &app{lang: diag.English, stdout: &out, stderr: &out}, format: siteFlags{format: "text"}, most: 3}
	var ms []diag.Message
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		ms = append(ms, diag.In("footnote-unused", "content/"+name+".md", "name", name))
	}
	ms = append(ms, diag.In("source-unreadable", "content/z.md"))
	j.tell(ms, false, "")
	said := out.String()
	if n := strings.Count(said, "[footnote-unused]"); n != 2 || !strings.Contains(said, "[source-unreadable]") || !strings.Contains(said, "3 more") {
		t.Errorf("of six messages, three at once:\n%s", said)
	}
	out.Reset()
	if j.tell(append(ms, diag.In("footnote-unused", "content/f.md", "name", "f")), false, "All looked at."); !strings.Contains(out.String(), "content/f.md") || strings.Contains(out.String(), "content/a.md") || !strings.Contains(out.String(), "All looked at.") {
		t.Errorf("after one more:\n%s", out.String())
	}
	out.Reset()
	if j.tell(ms[:2], true, "Not all.") || out.Len() > 0 {
		t.Errorf("what is not known is taken for mended:\n%s", out.String())
	}
}

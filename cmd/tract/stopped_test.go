package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// TestStopped stops a run before it has read the site: it ends at once, and
// nothing is written.
func TestStopped(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"tract.yaml":     "base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n",
		"content/a.md":   "---\ntitle: A\n---\n",
		"public/mine.md": "Mine.\n",
	})
	before := snapshot(t, dir)
	for _, command := range []string{"build", "check"} {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		var out, err bytes.Buffer
		code := run(ctx, []string{command, "--source", dir, "--messages", "en"}, nil, &out, &err)
		if code != exitMachine || !strings.Contains(err.String(), "Nothing was published") || out.Len() > 0 {
			t.Errorf("%s: %d\n%s%s", command, code, out.String(), err.String())
		}
	}
	if after := snapshot(t, dir); len(after) != len(before) {
		t.Errorf("files: %d, then %d", len(before), len(after))
	}
}

package sitetest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// A browser that kept the first file of an index from before, or any other, still
// finds what the site says today, and never mixes the two.
func TestSearchStale(t *testing.T) {
	t.Parallel()
	small := func(name string, bodies ...string) *built {
		files := fstest.MapFS{"tract.yaml": {Data: []byte("title: T\nbase_url: https://example.org/\nsource_language: en\nlanguages: {en: {}}\nmessages: {ui-message-missing: off}\n")}}
		for i, body := range bodies {
			files["content/pages/"+string(rune('a'+i))+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: Text " + string(rune('a'+i)) + "\n---\n\n" + body + "\n")}
		}
		b, err := buildSite(name, files)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	old := small("stale-old", "Wells and rivers.")
	now := small("stale-now", "Gardens alone.", "Wells and rivers.", "Doors.")
	for _, kept := range []string{"en/search/index.js", "en/search/w0.js", "en/search/d0.js"} {
		asked := 0
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			from, name := now.root, strings.TrimPrefix(r.URL.Path, "/")
			if name == kept {
				// What a browser holds it holds for one address.
				if asked++; asked == 1 {
					from = old.root
				}
			}
			text, err := os.ReadFile(filepath.Join(from, filepath.FromSlash(name)))
			if err != nil {
				http.NotFound(w, r)
				return
			}
			w.Header().Set("Cache-Control", "no-store")
			if strings.HasSuffix(name, ".js") {
				w.Header().Set("Content-Type", "text/javascript")
			}
			if strings.HasSuffix(name, ".css") {
				w.Header().Set("Content-Type", "text/css")
			}
			if strings.HasSuffix(name, ".svg") {
				w.Header().Set("Content-Type", "image/svg+xml")
			}
			// A failed write is the browser's to notice.
			_, _ = w.Write(text)
		}))
		defer server.Close()
		tb := startBrowser(t).open(t, server.URL)
		tb.visit(t, server.URL+"/en/search/index.html")
		for query, want := range map[string]string{"wells": "Text b", "gardens": "Text a"} {
			if f := tb.search(t, &query); len(f.Titles) != 1 || f.Titles[0] != want || f.Status != "1 result" {
				t.Errorf("with %s from before, %q finds %q: %s", kept, query, f.Titles, f.Status)
			}
		}
		if asked < 2 {
			t.Errorf("%s was asked for %d times", kept, asked)
		}
	}
}

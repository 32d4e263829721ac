package sitetest

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tract/generator/site"
)

// changes are what makes the variant of the reference site: lists in many
// pages, a site below a path, a language with an old prefix, one that leaves
// out what it lacks and one that only lists it, texts that have moved.
var changes = []struct {
	file    string
	pattern *regexp.Regexp
	by      string
}{
	{"tract.yaml", regexp.MustCompile(`(?m)^base_url:.*$`), "base_url: https://kapok.example.org/some/path/\npage_size: 3\nfeed_size: 5"},
	{"tract.yaml", regexp.MustCompile(`(?m)^  zh: \{`), "  zh: {aliases: [zh-hans], "},
	{"tract.yaml", regexp.MustCompile(`(?m)^  sw: \{`), "  sw: {missing: hide, "},
	{"tract.yaml", regexp.MustCompile(`(?m)^  bn: \{`), "  bn: {missing: link, "},
	{"content/fr/pages/about.md", regexp.MustCompile(`\A---\n`), "---\naliases: [/qui/, reseau/ancien-nom, \"/vieux/page.html\"]\n"},
	{"content/ar/pages/about.md", regexp.MustCompile(`\A---\n`), "---\naliases: [الشبكة/قديم]\n"},
}

// variantFiles are the reference site's files with the changes made.
func variantFiles() (fs.FS, error) {
	out := fstest.MapFS{}
	from := os.DirFS(repository())
	for _, name := range []string{"tract.yaml", "content", "taxonomies", "kinds"} {
		err := fs.WalkDir(from, name, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := fs.ReadFile(from, p)
			out[p] = &fstest.MapFile{Data: text, Mode: 0o644}
			return err
		})
		if err != nil && name != "kinds" { // a site need not have kinds of its own
			return nil, err
		}
	}
	for _, c := range changes {
		file := out[c.file]
		if file == nil {
			return nil, fmt.Errorf("%s is not there to be changed", c.file)
		}
		if n := len(c.pattern.FindAll(file.Data, -1)); n != 1 {
			return nil, fmt.Errorf("%s: %v matches %d times, not once", c.file, c.pattern, n)
		}
		file.Data = []byte(c.pattern.ReplaceAllLiteralString(string(file.Data), c.by))
	}
	return out, nil
}

// TestVariantMessages holds the variant to the messages of the reference site:
// its configuration is right.
func TestVariantMessages(t *testing.T) {
	known := map[string]bool{}
	for _, m := range reference(t).messages {
		known[m.ID] = true
	}
	for _, m := range variant(t).messages {
		if !known[m.ID] {
			t.Errorf("%s:%d: %s %v", m.File, m.Range.Start.Line, m.ID, m.Args)
		}
	}
}

// TestRedirects follows old addresses in the browser, from the disk: of single
// texts, and of a language's old prefix.
func TestRedirects(t *testing.T) {
	t.Parallel()
	b := variant(t)
	tb := b.tab(t, startBrowser(t))
	var f faults
	redirects, followed, prefixed := 0, 0, 0
	for _, p := range b.pages {
		if p.route.Type != site.RedirectRoute {
			continue
		}
		redirects++
		target := p.route.Target
		if p.canonical() != b.url(target) {
			f.add(p.path, "the canonical address of a page that forwards is %q and not the page's that it leads to", p.canonical())
		}
		if len(p.alternates(&f)) > 0 {
			f.add(p.path, "a page that forwards has alternates")
		}
		ofPrefix := strings.HasPrefix(p.path, "zh-hans/")
		if ofPrefix {
			if prefixed++; prefixed%20 != 1 {
				continue // a few of them will do
			}
		}
		followed++
		tb.visit(t, fileURL(b.root, p.path))
		// A page that forwards has loaded before the browser goes on from it.
		here, want := "", fileURL(b.root, target)
		for end := time.Now().Add(patience); here != want && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
			if tb.value(t, `location.href`, &here); here != want && here != fileURL(b.root, p.path) {
				break
			}
		}
		if here != want {
			f.add(p.path, "an old address leads to %s and not to %s", here, want)
		}
		for _, trouble := range tb.trouble {
			f.add(p.path, "the browser complains: %s", trouble)
		}
	}
	f.tell(t)
	atLeast(t, "pages that forward", redirects, 60)
	atLeast(t, "pages of a language's old prefix", prefixed, 50)
	atLeast(t, "old addresses followed", followed, 6)
}

// TestMissingEditions holds what stands for a missing edition: a page, a link
// to the true edition from the lists, or nothing.
func TestMissingEditions(t *testing.T) {
	b := variant(t)
	pages := map[string]int{}
	for _, pub := range b.site.Publications {
		for _, l := range b.site.Languages {
			if pub.IsReal(l) {
				continue
			}
			if at := pub.Path(l); at != "" && b.byPath[at+"index.html"] != nil {
				pages[l.Tag]++
			}
		}
	}
	if pages["sw"] != 0 || pages["bn"] != 0 || pages["hi"] == 0 {
		t.Errorf("pages that stand in, by language: %v", pages)
	}
	foreign := map[string]int{}
	for _, p := range b.pages {
		if p.route.Type != site.SectionRoute {
			continue
		}
		items := classed(p.doc, "items")
		if items == nil {
			continue
		}
		for _, h3 := range all(items, "h3") {
			for _, a := range all(h3, "a") {
				if strings.HasPrefix(attr(a, "href"), "../") && languageAt(a) != p.lang() {
					foreign[p.lang()]++
				}
			}
		}
	}
	if foreign["bn"] < 10 || foreign["sw"] != 0 {
		t.Errorf("entries of lists that lead to another language, by language: %v; only bn has them", foreign)
	}
}

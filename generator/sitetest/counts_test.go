package sitetest

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"golang.org/x/net/html/atom"

	"golang.org/x/net/html"

	"tract/generator/site"
)

// counted are the publications of content/ as a plain reading of file names
// gives them: by id, the languages of their editions. It knows nothing of the
// code that it checks.
func counted(t *testing.T, source string, tags []string) map[string][]string {
	t.Helper()
	content := os.DirFS(source)
	out := map[string][]string{}
	joined := map[string]string{} // what publication: says → id
	err := fs.WalkDir(content, "content", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".md" {
			return err
		}
		text, err := fs.ReadFile(content, name)
		if err != nil {
			return err
		}
		id, lang := strings.TrimSuffix(strings.TrimPrefix(name, "content/"), ".md"), tags[0]
		if first, rest, ok := strings.Cut(id, "/"); ok && slices.Contains(tags, first) {
			id, lang = rest, first
		}
		if i := strings.LastIndexByte(id, '.'); i > 0 && slices.Contains(tags, id[i+1:]) {
			id, lang = id[:i], id[i+1:]
		}
		if path.Base(id) == "_index" {
			return nil
		}
		id = strings.TrimSuffix(id, "/index")
		if strings.HasPrefix(id, "gaps/") {
			return nil // shows what is missing: what it has is not what it counts as
		}
		if m := joinLine.FindSubmatch(head(text)); m != nil {
			key := string(bytes.Trim(m[1], `"' `))
			if joined[key] == "" {
				joined[key] = id
			}
			id = joined[key]
		}
		out[id] = append(out[id], lang)
		if hidden.Match(head(text)) {
			out[id] = append(out[id], "hidden")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for id, langs := range out {
		if slices.Contains(langs, "hidden") {
			delete(out, id)
		}
	}
	return out
}

var (
	joinLine = regexp.MustCompile(`(?m)^(?:publication|translationKey)\s*[:=]\s*(.+)$`)
	hidden   = regexp.MustCompile(`(?m)^(?:draft\s*[:=]\s*true|publish\s*[:=])`)
)

// head is a file's front matter: what stands before the second fence.
func head(text []byte) []byte {
	for _, fence := range []string{"---\n", "+++\n"} {
		if rest, ok := bytes.CutPrefix(text, []byte(fence)); ok {
			front, _, _ := bytes.Cut(rest, []byte("\n"+fence))
			return front
		}
	}
	return text[:min(len(text), 2000)]
}

// TestCounts holds the pages against the files of content/: every publication
// has its page in every language, and shows as many editions as there are
// files. It prints the table.
func TestCounts(t *testing.T) {
	b := reference(t)
	tags := make([]string, len(b.site.Languages))
	for i, l := range b.site.Languages {
		tags[i] = l.Tag
	}
	want := counted(t, b.source, tags)
	perLanguage := map[string]int{}
	editions := 0
	for _, langs := range want {
		for _, l := range langs {
			perLanguage[l]++
			editions++
		}
	}
	// What the pages say: an article whose text is its language's own.
	real, standing := map[string]int{}, map[string]int{}
	for _, p := range b.pages {
		if p.route.Type != site.PublicationRoute || strings.HasPrefix(p.route.Publication.ID, "gaps/") || first(p.doc, func(n *html.Node) bool { return n.DataAtom == atom.Article }) == nil {
			continue
		}
		if p.standsIn() {
			standing[p.lang()]++
		} else {
			real[p.lang()]++
		}
	}
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "language\tfiles\teditions\tfallback pages\tof 100\t")
	for _, l := range tags {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t\n", l, perLanguage[l], real[l], standing[l], 100*real[l]/max(1, len(want)))
		if real[l] != perLanguage[l] {
			t.Errorf("%s: content/ has %d editions, the site shows %d", l, perLanguage[l], real[l])
		}
		if real[l]+standing[l] != len(want) {
			t.Errorf("%s: there are %d publications, and pages of %d", l, len(want), real[l]+standing[l])
		}
		if 3*real[l] < len(want) {
			t.Errorf("%s: %d of %d publications are less than a third", l, real[l], len(want))
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	publications := slices.DeleteFunc(slices.Clone(b.site.Publications), func(p *site.Publication) bool { return strings.HasPrefix(p.ID, "gaps/") })
	for _, p := range publications {
		kinds[p.Kind.Name]++
		got := make([]string, 0, len(p.Editions))
		for _, e := range p.Real() {
			got = append(got, e.Language.Tag)
		}
		files := slices.Clone(want[p.ID])
		slices.Sort(files)
		slices.Sort(got)
		if !slices.Equal(got, files) {
			t.Errorf("%s: content/ has %v, the site %v", p.ID, files, got)
		}
	}
	if len(publications) != len(want) {
		t.Errorf("content/ has %d publications, the site %d", len(want), len(publications))
	}
	if real[tags[0]] != len(want) {
		t.Logf("%d publications have no edition in %s", len(want)-real[tags[0]], tags[0])
	}
	t.Logf("%d publications, %d editions, by kind %v\n%s", len(want), editions, kinds, table.String())
	atLeast(t, "publications", len(want), 15)
	atLeast(t, "kinds", len(kinds), 9)
}

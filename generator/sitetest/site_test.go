package sitetest

import (
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tract/generator/build"
	"tract/generator/diag"
	"tract/generator/output"
	"tract/generator/site"
)

// work is the folder of this run: the built site, browsers' profiles.
var work string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "tract-sitetest-*")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	work = dir
	code := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// built is a site as it came out.
type built struct {
	name     string
	root     string // the output folder
	source   string // the site's own folder: the repository
	base     string // base_url, with a slash at the end
	site     *site.Site
	messages []diag.Message
	files    map[string]int64 // path with slashes → size
	pages    []*page          // every HTML file but mails, in the order of their paths
	mails    []*page          // every email.html
	byPath   map[string]*page
}

// page is one HTML file, parsed.
type page struct {
	path  string
	route site.Route
	doc   *html.Node
	html  *html.Node
	ids   map[string]int
}

// once builds and reads each site; a failure is told by every test that asks
// for it.
var (
	once        = sync.OnceValues(func() (*built, error) { return buildSite("reference", os.DirFS(repository())) })
	onceVariant = sync.OnceValues(func() (*built, error) {
		files, err := variantFiles()
		if err != nil {
			return nil, err
		}
		return buildSite("variant", files)
	})
)

// reference is the reference site, built once per run.
func reference(t *testing.T) *built {
	t.Helper()
	b, err := once()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// variant is the reference site under another configuration, which brings out
// what the reference site itself has no need of: see variantFiles.
func variant(t *testing.T) *built {
	t.Helper()
	b, err := onceVariant()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// each runs a check on both sites.
func each(t *testing.T, check func(*testing.T, *built)) {
	for _, site := range []func(*testing.T) *built{reference, variant} {
		b := site(t)
		t.Run(b.name, func(t *testing.T) { check(t, b) })
	}
}

// least is how much a check must have seen in this site, from what it must see
// in the reference site: the variant leaves out some.
func (b *built) least(n int) int {
	if b.name == "variant" {
		return n * 2 / 3
	}
	return n
}

// repository is the root of the checkout.
func repository() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..")
}

func buildSite(name string, files fs.FS) (*built, error) {
	b := &built{name: name, root: filepath.Join(work, name), source: repository(), files: map[string]int64{}, byPath: map[string]*page{}}
	scratch, err := output.Scratch()
	if err != nil {
		return nil, err
	}
	defer scratch.Close()
	l := build.Load(build.Settings{Files: files, Scratch: scratch})
	if l.Site == nil {
		return nil, fmt.Errorf("the %s site cannot be read: %v", name, l.Messages)
	}
	// A fault of the content is TestMessages' to tell; the other checks then
	// still look at all that could be built.
	res, err := build.Write(context.Background(), l, b.root, true, false)
	if err != nil {
		return nil, err
	}
	if !res.Published {
		return nil, fmt.Errorf("the %s site was not published: %v", name, res.Messages)
	}
	b.site, b.base, b.messages = l.Site, l.Config.BaseURL, res.Messages
	return b, b.read()
}

// read lists and parses what was written.
func (b *built) read() error {
	return filepath.WalkDir(b.root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(b.root, name)
		if err != nil {
			return err
		}
		p := filepath.ToSlash(rel)
		if d.IsDir() {
			if d.Name() == ".tract" {
				return filepath.SkipDir
			}
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		b.files[p] = info.Size()
		if !strings.HasSuffix(p, ".html") {
			return nil
		}
		pg, err := parsePage(name, p)
		if err != nil {
			return err
		}
		pg.route, _ = b.site.Route(p)
		if pg.route.Type == site.OutputRoute {
			// A mail is no page: nothing leads on from it within the site, and
			// it has its styles with it.
			b.mails = append(b.mails, pg)
		} else {
			b.pages = append(b.pages, pg)
		}
		b.byPath[p] = pg
		return nil
	})
}

func parsePage(name, p string) (*page, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	doc, err := html.Parse(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p, err)
	}
	pg := &page{path: p, doc: doc, ids: map[string]int{}}
	pg.html = first(doc, func(n *html.Node) bool { return n.DataAtom == atom.Html })
	for n := range doc.Descendants() {
		if id, ok := attribute(n, "id"); ok {
			pg.ids[id]++
		}
	}
	return pg, nil
}

// bytes are a file of the output.
func (b *built) bytes(t *testing.T, p string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(b.root, filepath.FromSlash(p)))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// url is the absolute address of a path of the output, in the folder form.
func (b *built) url(p string) string {
	p = strings.TrimSuffix(p, "index.html")
	parts := strings.Split(p, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return b.base + strings.Join(parts, "/")
}

// fileOf is the file that an absolute address of the site stands for; ok is
// false when the address is not the site's or no such file was written.
func (b *built) fileOf(address string) (p string, ok bool) {
	rest, own := strings.CutPrefix(address, b.base)
	if !own {
		return "", false
	}
	rest, _, _ = strings.Cut(rest, "#")
	p, err := url.PathUnescape(rest)
	if err != nil {
		return "", false
	}
	if p == "" || strings.HasSuffix(p, "/") {
		p += "index.html"
	}
	_, ok = b.files[p]
	return p, ok
}

// first is the first node below n that matches, or nil.
func first(n *html.Node, match func(*html.Node) bool) *html.Node {
	for d := range n.Descendants() {
		if match(d) {
			return d
		}
	}
	return nil
}

// all are the elements of a name below n.
func all(n *html.Node, name string) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == name {
			out = append(out, d)
		}
	}
	return out
}

// classed is the first element below n that has a class, or nil.
func classed(n *html.Node, class string) *html.Node {
	return first(n, func(d *html.Node) bool {
		v, _ := attribute(d, "class")
		return slices.Contains(strings.Fields(v), class)
	})
}

func attribute(n *html.Node, name string) (string, bool) {
	if n.Type != html.ElementNode {
		return "", false
	}
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val, true
		}
	}
	return "", false
}

// attr is an attribute's value, or "".
func attr(n *html.Node, name string) string {
	v, _ := attribute(n, name)
	return v
}

// textOf is the text below a node, with white space reduced.
func textOf(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

// template is the name of the template that made the page: base.html gives it
// to the body as its class.
func (p *page) template() string {
	body := first(p.doc, func(n *html.Node) bool { return n.DataAtom == atom.Body })
	return attr(body, "class")
}

// lang is the language that the page says it is in.
func (p *page) lang() string { return attr(p.html, "lang") }

// canonical is the page's canonical address, or "".
func (p *page) canonical() string {
	for _, l := range all(p.doc, "link") {
		if attr(l, "rel") == "canonical" {
			return attr(l, "href")
		}
	}
	return ""
}

// resolve is the path of the output that a relative link on a page leads to.
func (p *page) resolve(ref *url.URL) string {
	if ref.Path == "" {
		return p.path
	}
	return path.Join(path.Dir(p.path), ref.Path)
}

// faults gathers what a check found, so that one fault repeated on every page
// is told once with a count.
type faults struct {
	kinds []string
	count map[string]int
	where map[string][]string
}

// add notes a fault of a kind at a place.
func (f *faults) add(where, format string, args ...any) {
	kind := fmt.Sprintf(format, args...)
	if f.count == nil {
		f.count, f.where = map[string]int{}, map[string][]string{}
	}
	if f.count[kind] == 0 {
		f.kinds = append(f.kinds, kind)
	}
	f.count[kind]++
	if len(f.where[kind]) < 3 {
		f.where[kind] = append(f.where[kind], where)
	}
}

// tell fails the test with all that was found.
func (f *faults) tell(t *testing.T) {
	t.Helper()
	for _, kind := range f.kinds {
		t.Errorf("%s\n\t%d times: %s", kind, f.count[kind], strings.Join(f.where[kind], ", "))
	}
}

// atLeast fails the test when a check looked at too little.
func atLeast(t *testing.T, what string, got, want int) {
	t.Helper()
	t.Logf("%s: %d", what, got)
	if got < want {
		t.Errorf("%s: %d, and the reference site has at least %d: this check saw too little", what, got, want)
	}
}

package build

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tract/generator/diag"
)

var (
	staleTime = flag.Duration("stale", 15*time.Second, "how long random edits are made")
	staleSeed = flag.Uint64("seed", 0, "seed of the random edits; 0 takes a new one")
)

// After any sequence of edits the workspace gives, at every route, the bytes
// that a clean build gives, and the same messages.
func TestNeverStale(t *testing.T) {
	seed := *staleSeed
	if seed == 0 {
		seed = uint64(time.Now().UnixNano())
	}
	t.Logf("seed %d (run again with -seed %d)", seed, seed)
	e := &editor{rand: rand.New(rand.NewPCG(seed, 1)), files: referenceFiles(t)}
	w := Open(Settings{Files: e.files})
	w.Load(Changes{All: true})
	deadline := time.Now().Add(*staleTime)
	edits, routes := 0, 0
	// A machine that is busy with other things makes at least a few.
	for ; edits < 8 || time.Now().Before(deadline); edits++ {
		var names []string
		var c Changes
		for range 1 + e.rand.IntN(3) {
			name, paths := e.edit()
			names, c.Paths = append(names, name), append(c.Paths, paths...)
		}
		n, err := compareLoaded(w.Load(c), Load(Settings{Files: e.files}))
		if err != nil {
			t.Fatalf("seed %d, edit %d (%s; %s): %v", seed, edits, strings.Join(names, ", "), strings.Join(c.Paths, ", "), err)
		}
		routes += n
	}
	t.Logf("%d edits, %d routes compared", edits, routes)
	if routes < 500 {
		t.Errorf("only %d edits and %d routes were looked at", edits, routes)
	}
}

// compareLoaded compares what two loads give at every route, and tell.
func compareLoaded(got, want *Loaded) (int, error) {
	if a, b := describe(got.Check()), describe(want.Check()); a != b {
		return 0, fmt.Errorf("other messages:\n%s\nwanted:\n%s", a, b)
	}
	for _, m := range want.Check() {
		if strings.HasSuffix(m.ID, "-fault") {
			return 0, fmt.Errorf("a fault of Tract's own: %v", m)
		}
	}
	if (got.Site == nil) != (want.Site == nil) {
		return 0, fmt.Errorf("a site: %v, wanted %v", got.Site != nil, want.Site != nil)
	}
	if want.Site == nil {
		return 0, nil
	}
	a, b := got.Site.Routes(), want.Site.Routes()
	for i := range b {
		if i >= len(a) || a[i].Path != b[i].Path {
			return 0, fmt.Errorf("route %d of %d is not %s", i, len(a), b[i].Path)
		}
	}
	if len(a) != len(b) {
		return 0, fmt.Errorf("%d routes, wanted %d; the first too many is %s", len(a), len(b), a[len(b)].Path)
	}
	for _, p := range append(want.Renderer.Assets(), paths(want)...) {
		var x, y bytes.Buffer
		_, errX := got.Render(&x, p)
		_, errY := want.Render(&y, p)
		if (errX == nil) != (errY == nil) {
			return 0, fmt.Errorf("%s: %v, wanted %v", p, errX, errY)
		}
		if !bytes.Equal(x.Bytes(), y.Bytes()) {
			return 0, fmt.Errorf("%s differs: %s", p, firstDifference(x.String(), y.String()))
		}
	}
	return len(b), nil
}

func paths(l *Loaded) []string {
	var out []string
	for _, r := range l.Site.Routes() {
		out = append(out, r.Path)
	}
	return out
}

func describe(ms []diag.Message) string {
	var b strings.Builder
	for _, m := range ms {
		fmt.Fprintf(&b, "%s %s %v %v %q\n", m.ID, m.File, m.Range, m.Severity, m.Args)
	}
	return b.String()
}

func firstDifference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, min(i, len(s))-60):min(len(s), i+60)] }
	return fmt.Sprintf("%q, wanted %q", cut(a), cut(b))
}

// referenceFiles is the reference site without its largest sections, so that
// many edits fit into a test.
func referenceFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	root := os.DirFS("../..")
	out := fstest.MapFS{}
	for _, top := range []string{"tract.yaml", "content", "taxonomies"} {
		err := fs.WalkDir(root, top, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			if strings.Contains(p, ".sw.") || strings.Contains(p, ".pt.") || strings.Contains(p, "/programmes/w") {
				return nil
			}
			text, err := fs.ReadFile(root, p)
			out[p] = &fstest.MapFile{Data: text, Mode: 0o644}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// editor makes the edits that people make.
type editor struct {
	rand  *rand.Rand
	files fstest.MapFS
	count int
}

// edit makes one edit and tells its name and the paths that it touched.
func (e *editor) edit() (string, []string) {
	e.count++
	edits := []struct {
		name string
		make func() []string
	}{
		{"body", e.body}, {"body", e.body}, {"title", e.title}, {"title", e.title}, {"field", e.field}, {"field", e.field},
		{"section", e.section}, {"words", e.words}, {"configuration", e.configuration}, {"taxonomy", e.taxonomy}, {"template", e.template},
		{"style", e.style}, {"data", e.data}, {"add", e.add}, {"remove", e.remove}, {"rename", e.rename}, {"move", e.move},
		{"language", e.language}, {"break", e.breakIt}, {"kind", e.kind}, {"signatories", e.signatories}, {"seal", e.seal}, {"record", e.record}, {"copy", e.copied},
	}
	pick := edits[e.rand.IntN(len(edits))]
	return pick.name, pick.make()
}

// any is a file that fits, chosen at random.
func (e *editor) any(fits func(string) bool) string {
	var names []string
	for _, p := range slices.Sorted(maps.Keys(e.files)) {
		if fits(p) {
			names = append(names, p)
		}
	}
	return names[e.rand.IntN(len(names))]
}

func isText(p string) bool  { return strings.HasSuffix(p, ".md") && !strings.Contains(p, "_index") }
func isIndex(p string) bool { return strings.Contains(p, "_index") }

func (e *editor) write(p, text string) []string {
	e.files[p] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	return []string{p}
}

func (e *editor) text(p string) string { return string(e.files[p].Data) }

func (e *editor) body() []string {
	p := e.any(func(p string) bool { return strings.HasSuffix(p, ".md") })
	add := []string{"\n\nA new paragraph %d.\n", "\n\n## A heading %d\n\n[a link](../programmes/pha/index.md)\n", "\n\n![none](nowhere-%d.png)\n", "\n\n[lost](lost-%d.md)\n"}
	return e.write(p, e.text(p)+fmt.Sprintf(add[e.rand.IntN(len(add))], e.count))
}

// line replaces the line of a front matter field, or puts one in.
func (e *editor) line(p, field, value string) []string {
	text := e.text(p)
	if !strings.HasPrefix(text, "---\n") {
		return e.body()
	}
	var out []string
	done := false
	for i, l := range strings.Split(text, "\n") {
		if strings.HasPrefix(l, field+":") && !done {
			l, done = field+": "+value, true
		}
		out = append(out, l)
		if i == 0 && !strings.Contains(text, "\n"+field+":") {
			out, done = append(out, field+": "+value), true
		}
	}
	return e.write(p, strings.Join(out, "\n"))
}

func (e *editor) title() []string {
	return e.line(e.any(isText), "title", fmt.Sprintf("A title %d", e.count))
}

func (e *editor) field() []string {
	values := [][2]string{{"slug", fmt.Sprintf("slug-%d", e.rand.IntN(4))}, {"summary", fmt.Sprintf("Summary %d", e.count)}, {"tags", "[who, new-tag]"},
		{"draft", "true"}, {"draft", "false"}, {"weight", "3"}, {"date", "2026-02-03"}, {"source", "en"}, {"aliases", "[/old/]"}, {"related", "[programmes/pha]"},
		{"publish", "2031-01-01"}, {"kind", "news"}, {"nonsense", "1"}, {"updated", "2026-05-05"}, {"publication", "joined"}, {"countries", "[FR, XX]"}}
	v := values[e.rand.IntN(len(values))]
	return e.line(e.any(isText), v[0], v[1])
}

func (e *editor) section() []string {
	return e.line(e.any(isIndex), []string{"title", "slug"}[e.rand.IntN(2)], fmt.Sprintf("s%d", e.rand.IntN(50)))
}

func (e *editor) words() []string {
	if e.rand.IntN(4) == 0 && e.files["i18n/fr.yaml"] != nil {
		delete(e.files, "i18n/fr.yaml")
		return []string{"i18n/fr.yaml"}
	}
	return e.write("i18n/fr.yaml", fmt.Sprintf("home: Maison %d\nlatest: Tout neuf\n", e.count))
}

func (e *editor) configuration() []string {
	text := e.text("tract.yaml")
	lines := []string{"page_size: 3", "page_size: 20", "feed_size: 2", "links: folder", "missing: hide", "missing: page", "notice: Hello", "typography: false", "languages: ["}
	var kept []string
	for l := range strings.SplitSeq(text, "\n") {
		if !strings.Contains(l, "#edit") {
			kept = append(kept, l)
		}
	}
	return e.write("tract.yaml", strings.Join(kept, "\n")+"\n"+lines[e.rand.IntN(len(lines))]+"  #edit\n")
}

func (e *editor) taxonomy() []string {
	return e.write("taxonomies/tags.yaml", fmt.Sprintf("who:\n  name: {fr: OMS %d, en: WHO}\n  slug: {fr: oms-%d}\nnew-tag: New\n", e.count, e.rand.IntN(3)))
}

func (e *editor) template() []string {
	p := "themes/default/templates/" + []string{"news.html", "parts/foot.html", "section.html"}[e.rand.IntN(3)]
	if e.files[p] != nil && e.rand.IntN(2) == 0 {
		delete(e.files, p)
		return []string{p}
	}
	bodies := map[bool]string{true: `<p class="x">%d</p>`, false: `{{define "main"}}<h1>{{.Title.Text}} %d</h1>{{with .Publication}}{{.Body}}{{end}}{{end}}`}
	text := fmt.Sprintf(bodies[strings.Contains(p, "parts")], e.count)
	if e.rand.IntN(6) == 0 {
		text = "{{if}}"
	}
	return e.write(p, text)
}

func (e *editor) style() []string {
	return e.write("themes/default/assets/style.css", fmt.Sprintf("body { margin: %dpx }", e.count))
}

func (e *editor) data() []string {
	p := e.any(func(p string) bool {
		return strings.HasSuffix(p, ".csv") || strings.HasSuffix(p, ".svg") || strings.HasSuffix(p, ".txt")
	})
	switch {
	case e.rand.IntN(5) == 0:
		delete(e.files, p)
	case strings.HasSuffix(p, ".svg"):
		return e.write(p, fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="10"><rect width="5" height="5"/></svg>`, 10+e.rand.IntN(90)))
	default:
		return e.write(p, e.text(p)+fmt.Sprintf("more,%d\n", e.count))
	}
	return []string{p}
}

func (e *editor) add() []string {
	p := fmt.Sprintf("content/%s/new-%d.%s.md", []string{"news", "pages", "deep/er", "reports/kapok-watch-1"}[e.rand.IntN(4)], e.rand.IntN(5), []string{"fr", "en", "ar", "xx"}[e.rand.IntN(4)])
	return e.write(p, fmt.Sprintf("---\ntitle: New %d\ndate: 2026-01-0%d\n---\n\nText.\n", e.count, 1+e.rand.IntN(9)))
}

func (e *editor) remove() []string {
	if len(e.files) < 60 {
		return e.add()
	}
	p := e.any(func(p string) bool { return strings.HasPrefix(p, "content/") })
	delete(e.files, p)
	return []string{p}
}

// put moves a file, and names either the files or the folder that it left.
func (e *editor) put(from, to string) []string {
	if from == to || e.files[to] != nil {
		return e.body()
	}
	e.files[to] = e.files[from]
	delete(e.files, from)
	if e.rand.IntN(3) == 0 {
		return []string{path.Dir(from), path.Dir(to)}
	}
	return []string{from, to}
}

func (e *editor) rename() []string {
	p := e.any(isText)
	dir, base := path.Split(p)
	return e.put(p, dir+"renamed-"+base)
}

func (e *editor) move() []string {
	p := e.any(isText)
	return e.put(p, "content/"+[]string{"news", "events", "pages", "elsewhere"}[e.rand.IntN(4)]+"/"+path.Base(p))
}

func (e *editor) language() []string {
	p := e.any(func(p string) bool { return isText(p) && strings.Contains(p, ".fr.md") })
	return e.put(p, strings.Replace(p, ".fr.md", []string{".en.md", ".hi.md", ".md"}[e.rand.IntN(3)], 1))
}

func (e *editor) breakIt() []string {
	p := e.any(isText)
	if strings.Contains(e.text(p), "\ntitle: 'L'appel'") {
		return e.write(p, strings.ReplaceAll(e.text(p), "title: 'L'appel'", "title: L'appel"))
	}
	return e.line(p, "title", "'L'appel'")
}

func (e *editor) kind() []string {
	if e.files["kinds/recipe.yaml"] != nil && e.rand.IntN(2) == 0 {
		delete(e.files, "kinds/recipe.yaml")
		return []string{"kinds/recipe.yaml"}
	}
	return e.write("kinds/recipe.yaml", fmt.Sprintf("kind: recipe\nfolders: [news]\nfields:\n  f%d: {type: text}\n", e.count))
}

func (e *editor) signatories() []string {
	p := []string{"content/declarations/panama-2022/signatories.yaml", "content/declarations/new.signatories.csv", "content/declarations/kapok-declaration-2024/signatories.yaml"}[e.rand.IntN(3)]
	if e.files[p] != nil && e.rand.IntN(4) == 0 {
		delete(e.files, p)
		return []string{p}
	}
	if strings.HasSuffix(p, ".csv") {
		return e.write(p, fmt.Sprintf("name,country,digest\nA %d,SN,\nB,%s,%032x\n", e.count, []string{"FR", "XX"}[e.rand.IntN(2)], e.count))
	}
	return e.write(p, e.text0(p)+fmt.Sprintf("- name: New %d\n  country: ML\n  withdrawn: %s\n", e.count, []string{"no", "2024-01-01"}[e.rand.IntN(2)]))
}

// text0 is a file's text, or nothing where there is none.
func (e *editor) text0(p string) string {
	if f := e.files[p]; f != nil {
		return string(f.Data)
	}
	return ""
}

// record writes, breaks or takes away the record of a translation.
func (e *editor) record() []string {
	text := e.any(isText)
	p := strings.TrimSuffix(strings.Replace(text, "content/", "translations/", 1), ".md") + ".record"
	if e.files[p] != nil && e.rand.IntN(3) == 0 {
		delete(e.files, p)
		return []string{[]string{p, path.Dir(p), "translations"}[e.rand.IntN(3)]}
	}
	return e.write(p, []string{"", "<<<<<<< HEAD\n"}[e.rand.IntN(8)/7]+fmt.Sprintf("tract record 1\nsource %s\ntitle %016x -\np %016x %016x\n", []string{"fr", "en", "es"}[e.rand.IntN(3)], e.count, e.rand.IntN(3), e.count))
}

// copied puts the text of one edition under another: it is untranslated.
func (e *editor) copied() []string {
	from := e.any(func(p string) bool { return isText(p) && strings.Contains(p, ".fr.md") })
	return e.write(strings.Replace(from, ".fr.md", []string{".en.md", ".ar.md"}[e.rand.IntN(2)], 1), e.text(from))
}

func (e *editor) seal() []string {
	text := e.any(isText)
	p := strings.TrimSuffix(text, ".md") + ".seal"
	if e.files[p] != nil {
		delete(e.files, p)
		return []string{p}
	}
	return e.write(p, fmt.Sprintf("seal 1\ntext %032x\ntitle %016x A title %d\n", e.count, e.count, e.count))
}

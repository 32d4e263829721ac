package html

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"

	"tract/generator/config"
	"tract/generator/diag"
)

// Theme is a set of templates and the files beside them, loaded once. A file
// of the site's own themes/<name>/ takes the place of the embedded one with
// the same path, and that of the default theme's.
type Theme struct {
	templates map[string]func() *template.Template // by name; put together at first use
	programs  map[string]func() *program           // of the templates that have one, by name; made at first use
	paths     map[string]string                    // of the templates' files, by name
	worked    map[string]worked                    // what was made of each file, by its path
	Assets    map[string][]byte                    // by their path below assets/, minified
	version   string                               // of the style sheet, for its address
	scripts   map[string]string                    // the versions of scripts
	weights   sync.Map                             // of Assets as they are sent, computed at first use
	own       map[string]string                    // the files of the site's own theme that Assets come from
}

// Default is the name of the embedded theme that all others build on.
const Default = "default"

// styleSheet is the file that the tokens of tract.yaml are added to.
const styleSheet = "assets/style.css"

// layers are the folders of a theme, the weakest first.
type layer struct {
	fsys  fs.FS
	root  string
	shown string // the folder as messages name it
}

// LoadTheme reads a theme. embedded holds the themes that come with Tract, site
// the site's own files, c its configuration, which names the theme and sets its
// tokens. An error in a template is a message with its file and
// line; the theme is nil when there is one.
//
// last is the theme as it was before, or nil: files that are still the same are
// not worked on again.
func LoadTheme(embedded, site fs.FS, c *config.Config, last *Theme) (*Theme, []diag.Message) {
	name := c.Theme
	layers := []layer{{embedded, Default, ""}}
	if name != Default {
		layers = append(layers, layer{embedded, name, ""})
	}
	if site != nil {
		layers = append(layers, layer{site, path.Join("themes", name), path.Join("themes", name)})
	}
	files := map[string]file{}
	var ms []diag.Message
	for _, l := range layers {
		ms = append(ms, l.read(files)...)
	}
	if name != Default && !slices.ContainsFunc(layers[1:], func(l layer) bool { _, err := fs.Stat(l.fsys, l.root); return err == nil }) {
		return nil, []diag.Message{diag.In("theme-missing", "tract.yaml", "theme", name)}
	}
	t := &Theme{templates: map[string]func() *template.Template{}, programs: map[string]func() *program{}, paths: map[string]string{}, worked: map[string]worked{}, Assets: map[string][]byte{}}
	if last == nil {
		last = t
	}
	ms = append(ms, t.parse(files, last)...)
	if f, ok := files[styleSheet]; ok {
		f.text = append(slices.Clip(f.text), designSheet(f.text, c)...)
		files[styleSheet] = f
	}
	ms = append(ms, t.assets(files, last)...)
	t.own = map[string]string{}
	for name, f := range files {
		if rel, ok := strings.CutPrefix(name, "assets/"); ok && f.own {
			t.own[rel] = f.shown
		}
	}
	if len(ms) > 0 {
		return nil, ms
	}
	return t, nil
}

// file is one file of a theme.
type file struct {
	shown string // its path as messages name it
	text  []byte
	own   bool // it is the site's own
}

// read adds the files of a layer. One that cannot be read is a message: the
// page would else come out in another form without a word.
func (l layer) read(files map[string]file) []diag.Message {
	var ms []diag.Message
	_ = fs.WalkDir(l.fsys, l.root, func(p string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && p == l.root {
			return nil // the site has no such theme of its own
		}
		if err == nil && (d.IsDir() || strings.HasPrefix(d.Name(), ".") || strings.HasSuffix(d.Name(), "~")) {
			return nil
		}
		var text []byte
		if err == nil {
			text, err = fs.ReadFile(l.fsys, p)
		}
		if err != nil {
			ms = append(ms, diag.In("source-unreadable", p))
			return nil
		}
		rel := strings.TrimPrefix(p, l.root+"/")
		shown := p
		if l.shown == "" {
			shown = "themes/" + p
		}
		files[rel] = file{shown, text, l.shown != ""}
		return nil
	})
	return ms
}

// worked is what was made of one file: a template without needless white space,
// a style sheet made smaller.
type worked struct{ from, to []byte }

// work gives what make makes of a file, or what was made of it the last time.
func (t *Theme) work(name string, f file, last *Theme, make func([]byte) ([]byte, error)) ([]byte, error) {
	if w, ok := last.worked[name]; ok && bytes.Equal(w.from, f.text) {
		t.worked[name] = w
		return w.to, nil
	}
	to, err := make(f.text)
	if err == nil {
		t.worked[name] = worked{f.text, to}
	}
	return to, err
}

// parse reads the templates. Each page's is put together from base.html, the
// parts and its own file when it is first used: a preview uses few.
func (t *Theme) parse(files map[string]file, last *Theme) []diag.Message {
	base := template.New("root").Funcs(functions())
	var ms []diag.Message
	pages, parsed := map[string]string{}, map[string]*template.Template{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasPrefix(name, "templates/") {
			continue
		}
		t.paths[path.Base(name)] = files[name].shown
		// Squeezing cannot fail.
		squeezed, _ := t.work(name, files[name], last, func(b []byte) ([]byte, error) { return []byte(squeeze(string(b))), nil })
		text := string(squeezed)
		var err error
		switch dir := path.Dir(name); {
		case dir == "templates/parts" || name == "templates/base.html":
			_, err = base.New(path.Base(name)).Parse(text)
		case dir == "templates":
			pages[name] = text
			parsed[name], err = template.New(path.Base(name)).Funcs(functions()).Parse(text)
		}
		if err != nil {
			ms = append(ms, templateFault(err, files[name].shown, t.paths))
		}
	}
	if len(ms) == 0 {
		for _, name := range slices.Sorted(maps.Keys(parsed)) {
			if files[name].own {
				ms = append(ms, unshown(files[name], parsed[name], base)...)
			}
		}
	}
	for name, text := range pages {
		own := sync.OnceValue(func() *template.Template {
			// Both were parsed already.
			return template.Must(template.Must(base.Clone()).New(path.Base(name)).Parse(text))
		})
		short := strings.TrimSuffix(path.Base(name), ".html")
		t.templates[short] = own
		t.programs[short] = sync.OnceValue(func() *program { return compile(own(), "base.html", &Page{}) })
	}
	return ms
}

// assets minifies the files beside the templates.
func (t *Theme) assets(files map[string]file, last *Theme) []diag.Message {
	m := minify.New()
	m.AddFunc(".css", css.Minify)
	m.AddFunc(".js", js.Minify)
	m.AddFunc(".svg", svg.Minify)
	var ms []diag.Message
	for _, name := range slices.Sorted(maps.Keys(files)) {
		rel, ok := strings.CutPrefix(name, "assets/")
		if !ok {
			continue
		}
		out := files[name].text
		small, err := t.work(name, files[name], last, func(b []byte) ([]byte, error) { return m.Bytes(path.Ext(rel), b) })
		switch {
		case err == nil:
			out = small
		case !errors.Is(err, minify.ErrNotExist):
			ms = append(ms, diag.In("theme-asset", files[name].shown))
		}
		t.Assets[rel] = out
	}
	version := func(name string) string {
		sum := sha256.Sum256(t.Assets[name])
		return hex.EncodeToString(sum[:4])
	}
	t.version, t.scripts = version("style.css"), map[string]string{}
	for name := range t.Assets {
		if path.Ext(name) == ".js" {
			t.scripts[name] = version(name)
		}
	}
	return ms
}

// functions are what templates may call beside the methods of their data.
func functions() template.FuncMap {
	return template.FuncMap{
		// pair joins two values for a part that needs the page and something
		// of it.
		"pair": func(page *Page, value any) Pair { return Pair{page, value} },
		"join": func(items []string, separator string) string { return strings.Join(items, separator) },
	}
}

// Pair is the data of a part: the page, and what the part shows.
type Pair struct {
	Page  *Page
	Value any
}

// part renders a part of the theme with a shell, or nothing where the theme
// has no such part. A fault of it comes out with the page that uses it.
func (t *Theme) part(name string, s *Shell) template.HTML {
	page := t.templates["page"]
	if page == nil {
		return ""
	}
	own := page()
	if own.Lookup(name) == nil {
		return ""
	}
	var out bytes.Buffer
	if err := own.ExecuteTemplate(&out, name, s); err != nil {
		panic(&Fault{templateFault(err, name, t.paths)})
	}
	return template.HTML(out.String())
}

// execute renders a page with its template, or with that of plain pages where
// the theme has none of that name.
func (t *Theme) execute(out *bytes.Buffer, p *Page) error {
	name := p.Template
	own := t.templates[name]
	if own == nil {
		name = "page"
		own = t.templates[name]
	}
	if own == nil {
		return fmt.Errorf("the theme has no template page.html")
	}
	if quick := t.programs[name](); quick != nil && quick.run(out, p) {
		return nil
	}
	if err := own().ExecuteTemplate(out, "base.html", p); err != nil {
		return &Fault{templateFault(err, p.Template+".html", t.paths)}
	}
	return nil
}

// OwnAsset is the file of the site's own theme that a file below assets/ comes
// from; "" for one that comes with Tract.
func (r *Renderer) OwnAsset(name string) string { return r.theme.own[name] }

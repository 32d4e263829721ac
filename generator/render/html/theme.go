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
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"

	"tract/generator/diag"
)

// Theme is a set of templates and the files beside them, loaded once. A file
// of the site's own themes/<name>/ takes the place of the embedded one with
// the same path, and that of the default theme's.
type Theme struct {
	templates map[string]*template.Template
	Assets    map[string][]byte // by their path below assets/, minified
	version   string            // of the style sheet, for its address
}

// Default is the name of the embedded theme that all others build on.
const Default = "default"

// layers are the folders of a theme, the weakest first.
type layer struct {
	fsys  fs.FS
	root  string
	shown string // the folder as messages name it
}

// LoadTheme reads a theme. embedded holds the themes that come with Tract, site
// the site's own files. An error in a template is a message with its file and
// line; the theme is nil when there is one.
func LoadTheme(embedded, site fs.FS, name string) (*Theme, []diag.Message) {
	layers := []layer{{embedded, Default, ""}}
	if name != Default {
		layers = append(layers, layer{embedded, name, ""})
	}
	if site != nil {
		layers = append(layers, layer{site, path.Join("themes", name), path.Join("themes", name)})
	}
	files := map[string]file{}
	for _, l := range layers {
		l.read(files)
	}
	if name != Default && !slices.ContainsFunc(layers[1:], func(l layer) bool { _, err := fs.Stat(l.fsys, l.root); return err == nil }) {
		return nil, []diag.Message{diag.In("theme-missing", "tract.yaml", "theme", name)}
	}
	t := &Theme{templates: map[string]*template.Template{}, Assets: map[string][]byte{}}
	var ms []diag.Message
	ms = append(ms, t.parse(files)...)
	ms = append(ms, t.assets(files)...)
	if len(ms) > 0 {
		return nil, ms
	}
	return t, nil
}

// file is one file of a theme.
type file struct {
	shown string // its path as messages name it
	text  []byte
}

func (l layer) read(files map[string]file) {
	_ = fs.WalkDir(l.fsys, l.root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") || strings.HasSuffix(d.Name(), "~") {
			return nil
		}
		text, err := fs.ReadFile(l.fsys, p)
		if err != nil {
			return nil
		}
		rel := strings.TrimPrefix(p, l.root+"/")
		shown := p
		if l.shown == "" {
			shown = "themes/" + p
		}
		files[rel] = file{shown, text}
		return nil
	})
}

// parse makes a template for each page from base.html, the parts and its own
// file.
func (t *Theme) parse(files map[string]file) []diag.Message {
	base := template.New("root").Funcs(functions())
	var ms []diag.Message
	var pages []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Dir(name) == "templates/parts" || name == "templates/base.html" {
			if _, err := base.New(path.Base(name)).Parse(squeeze(string(files[name].text))); err != nil {
				ms = append(ms, templateMessage(files[name], err))
			}
		} else if path.Dir(name) == "templates" {
			pages = append(pages, name)
		}
	}
	if len(ms) > 0 {
		return ms
	}
	for _, name := range pages {
		own, err := template.Must(base.Clone()).New(path.Base(name)).Parse(squeeze(string(files[name].text)))
		if err != nil {
			ms = append(ms, templateMessage(files[name], err))
			continue
		}
		t.templates[strings.TrimSuffix(path.Base(name), ".html")] = own
	}
	return ms
}

var templatePosition = regexp.MustCompile(`^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: (.*)$`)

// templateMessage says where a template is wrong. The library's sentence is
// kept as the detail: it speaks of the template's own words.
func templateMessage(f file, err error) diag.Message {
	line, detail := 1, err.Error()
	if m := templatePosition.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " ")); m != nil {
		line, _ = strconv.Atoi(m[2])
		detail = m[4]
	}
	m := diag.In("theme-template", f.shown, "detail", detail)
	m.Range = diag.Range{Start: diag.Point{Line: line, Column: 1}, End: diag.Point{Line: line, Column: 1}}
	return m
}

// squeeze takes white space out of a template's text where a browser shows
// none: at line breaks between tags of blocks. It is done once, so that no
// page has to be minified. White space between inline elements stays, as one
// space. The line breaks themselves go into template comments, which print
// nothing, so that the lines of a fault keep their numbers.
func squeeze(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		i := strings.Index(text, "{{")
		if i < 0 {
			b.WriteString(squeezeText(text))
			break
		}
		b.WriteString(squeezeText(text[:i]))
		end := strings.Index(text[i:], "}}")
		if end < 0 {
			b.WriteString(text[i:])
			break
		}
		b.WriteString(text[i : i+end+2])
		text = text[i+end+2:]
	}
	return b.String()
}

// inline are the elements around which white space shows.
var inline = map[string]bool{"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "button": true, "cite": true, "code": true, "em": true,
	"i": true, "img": true, "input": true, "kbd": true, "label": true, "mark": true, "q": true, "small": true, "span": true, "strong": true,
	"sub": true, "sup": true, "time": true, "var": true}

var tagName = regexp.MustCompile(`</?([a-zA-Z0-9]+)[^<>]*>$|^</?([a-zA-Z0-9]+)`)

// squeezeText works on the text between two actions of a template. A run of
// white space that holds a line break vanishes when a block's tag stands beside
// it.
func squeezeText(text string) string {
	var b, shown strings.Builder // shown is b without the comments
	both := func(s string) { b.WriteString(s); shown.WriteString(s) }
	for len(text) > 0 {
		i := strings.IndexAny(text, " \t\r\n")
		if i < 0 {
			both(text)
			break
		}
		both(text[:i])
		rest := strings.TrimLeft(text[i:], " \t\r\n")
		run := text[i : len(text)-len(rest)]
		lines := strings.Count(run, "\n")
		if lines == 0 || !blockBeside(shown.String(), rest) {
			both(" ")
		}
		if lines > 0 {
			b.WriteString("{{/*" + strings.Repeat("\n", lines) + "*/}}")
		}
		text = rest
	}
	return b.String()
}

// blockBeside says whether a block's tag ends right before or begins right
// behind a place.
func blockBeside(before, after string) bool {
	if m := tagName.FindStringSubmatch(before); m != nil && m[1] != "" && !inline[strings.ToLower(m[1])] {
		return true
	}
	if strings.HasPrefix(before, "<!doctype") && strings.HasSuffix(before, ">") {
		return true
	}
	m := tagName.FindStringSubmatch(after)
	return m != nil && m[2] != "" && !inline[strings.ToLower(m[2])]
}

// assets minifies the files beside the templates.
func (t *Theme) assets(files map[string]file) []diag.Message {
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
		small, err := m.Bytes(path.Ext(rel), out)
		switch {
		case err == nil:
			out = small
		case !errors.Is(err, minify.ErrNotExist):
			ms = append(ms, diag.In("theme-asset", files[name].shown))
		}
		t.Assets[rel] = out
	}
	sum := sha256.Sum256(t.Assets["style.css"])
	t.version = hex.EncodeToString(sum[:4])
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
	own := t.templates["page"]
	if own == nil || own.Lookup(name) == nil {
		return ""
	}
	var out bytes.Buffer
	if err := own.ExecuteTemplate(&out, name, s); err != nil {
		panic(err)
	}
	return template.HTML(out.String())
}

// execute renders a page with its template, or with that of plain pages where
// the theme has none of that name.
func (t *Theme) execute(out *bytes.Buffer, p *Page) error {
	own := t.templates[p.Template]
	if own == nil {
		own = t.templates["page"]
	}
	if own == nil {
		return fmt.Errorf("the theme has no template page.html")
	}
	return own.ExecuteTemplate(out, "base.html", p)
}

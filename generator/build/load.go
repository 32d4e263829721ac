// Package build joins the stages: it loads a site's files into a Site, checks
// it, renders its routes and hands the bytes to the writer.
package build

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"tract/generator/check"
	"tract/generator/config"
	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/kind"
	"tract/generator/markdown"
	"tract/generator/render"
	"tract/generator/render/html"
	"tract/generator/site"
	"tract/generator/source"
	"tract/i18n"
	"tract/themes"
)

// Settings are what the caller decides of a site.
type Settings struct {
	Files   fs.FS  // the site's folder
	BaseURL string // instead of the configured one; may be empty
	Options site.Options
	Scratch document.Scratch // for bodies that memory has no room for; may be nil
}

// storeMemory is how many bytes of compiled bodies stay in memory.
const storeMemory = 8 << 20

// Loaded is a site as it was read, linked and checked.
type Loaded struct {
	Config   *config.Config
	Site     *site.Site       // nil when the configuration or the theme is broken
	Renderer *render.Renderer // nil with it
	Messages []diag.Message   // all that is known, with the site's severities
	// ConfigFault says that tract.yaml keeps the site from being read.
	ConfigFault bool

	documents []*document.Document
	input     site.Input
	theme     *html.Theme
}

// Load reads a whole site. It never stops at a fault of the content: the
// messages hold all of them.
func Load(s Settings) *Loaded {
	l := &Loaded{}
	text, err := fs.ReadFile(s.Files, config.File)
	if err != nil {
		l.ConfigFault = true
		l.Messages = []diag.Message{diag.In("config-missing", config.File, "folder", ".")}
		return l
	}
	c, ms := config.Read(diag.Source{Path: config.File, Text: text})
	l.Config = c
	l.add(ms)
	if l.ConfigFault = hasError(ms); l.ConfigFault {
		l.finish()
		return l
	}
	if !s.Options.Drafts && !slices.ContainsFunc(c.Languages, func(l config.Language) bool { return l.Published }) {
		l.ConfigFault = true
		l.add([]diag.Message{diag.In("config-unpublished", config.File)})
		l.finish()
		return l
	}
	if s.BaseURL != "" {
		c.BaseURL = s.BaseURL
	}
	l.read(s)
	if l.theme != nil {
		l.link()
	}
	l.finish()
	return l
}

// read reads everything beside the configuration.
func (l *Loaded) read(s Settings) {
	c := l.Config
	kinds, ms := kind.Load(s.Files)
	l.add(ms)
	theme, ms := html.LoadTheme(themes.FS, s.Files, c.Theme)
	l.add(ms)
	l.theme = theme
	tags := make([]string, len(c.Languages))
	for i := range c.Languages {
		tags[i] = c.Languages[i].Tag
	}
	catalogue, faults := i18n.LoadMessages(s.Files, tags)
	for _, f := range faults {
		m := diag.In(f.ID, f.File, f.Args...)
		if f.Line > 0 {
			p := diag.Point{Line: f.Line, Column: f.Column}
			m.Range = diag.Range{Start: p, End: p}
		}
		l.add([]diag.Message{m})
	}
	tree, ms := source.Scan(s.Files, c)
	l.add(ms)
	store := document.NewStore(storeMemory, s.Scratch)
	reader := document.NewReader(c, kinds, compilers(c), store)
	documents, ms := readAll(s.Files, reader, tree)
	l.add(ms)
	l.documents = documents
	vocabularies, ms := readVocabularies(s.Files, c)
	l.add(ms)
	l.input = site.Input{
		Config: c, Kinds: kinds, Tree: tree, Documents: documents, Fragment: reader.Fragment, Taxonomies: vocabularies, Catalogue: catalogue,
		Store: store, Media: newFiles(s.Files), Cache: site.NewCache(), Options: s.Options,
	}
}

// link makes the Site and checks it.
func (l *Loaded) link() {
	l.Site = site.Link(l.input)
	l.Renderer = render.New(l.Site, l.theme)
	for _, d := range l.documents {
		if l.Site.Language(d.File.Language) != nil {
			l.add(d.Messages)
		}
	}
	l.add(l.Site.Messages)
	l.add(check.All(l.Site))
	l.add(words(l.Site))
}

// Without is the site again without the files that have errors, so that what
// is left can be published: lists and language links do not name them.
func (l *Loaded) Without() *Loaded {
	out := *l
	out.input.Options.Without = map[string]bool{}
	for _, m := range l.Messages {
		if m.Severity == diag.Error && source.IsMarkdown(m.File) {
			out.input.Options.Without[m.File] = true
		}
	}
	out.Site = site.Link(out.input)
	out.Renderer = render.New(out.Site, out.theme)
	return &out
}

func (l *Loaded) add(ms []diag.Message) { l.Messages = append(l.Messages, ms...) }

// finish gives the messages the site's severities and puts them in order.
func (l *Loaded) finish() {
	if l.Config != nil {
		l.Messages = diag.Override(l.Messages, l.Config.Severities, slices.Collect(maps.Keys(l.Config.Off))...)
	}
	l.Messages = onceEach(diag.Sort(l.Messages))
}

// onceEach keeps one message for each kind of shortcode: a site that another
// generator built has thousands of a few kinds. How often each stands in how
// many files is said with it.
func onceEach(ms []diag.Message) []diag.Message {
	first := map[string]int{}
	files := map[string]int{}
	out := ms[:0]
	for _, m := range ms {
		if m.ID != "shortcode" {
			out = append(out, m)
			continue
		}
		kind := m.Args.Get("kind")
		files[kind]++
		if _, seen := first[kind]; !seen {
			first[kind] = len(out)
			out = append(out, m)
		}
	}
	for kind, i := range first {
		out[i].Args = diag.Args{"kind", kind, "files", countText(files[kind])}
	}
	return out
}

func hasError(ms []diag.Message) bool {
	return slices.ContainsFunc(ms, func(m diag.Message) bool { return m.Severity == diag.Error })
}

// compilers are a Markdown compiler for each language.
func compilers(c *config.Config) map[string]*markdown.Compiler {
	out := make(map[string]*markdown.Compiler, len(c.Languages))
	for _, l := range c.Languages {
		q := i18n.Load(l.Tag).Quotes()
		out[l.Tag] = markdown.New(markdown.Options{
			Language: l.Tag, Dir: l.Dir, Typography: l.Typography,
			OpenQuote: q.Open, CloseQuote: q.Close, OpenAlt: q.AltOpen, CloseAlt: q.AltClose,
			DirOf: func(tag string) string {
				if canonical, ok := i18n.Canonical(tag); ok {
					return i18n.Load(canonical).Dir()
				}
				return ""
			},
		})
	}
	return out
}

// readAll reads every Markdown file of the tree, on all cores. The documents
// are in the tree's order.
func readAll(fsys fs.FS, r *document.Reader, tree *source.Tree) ([]*document.Document, []diag.Message) {
	docs := make([]*document.Document, len(tree.Files))
	faults := make([]*diag.Message, len(tree.Files))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for {
				// Small batches keep files of a folder, which lie side by
				// side on a disk, with one reader.
				from := int(next.Add(16)) - 16
				if from >= len(docs) {
					return
				}
				for i := from; i < min(from+16, len(docs)); i++ {
					src, m := source.Read(fsys, &tree.Files[i])
					if m != nil {
						faults[i] = m
						continue
					}
					docs[i] = r.Read(tree.Files[i], src)
				}
			}
		})
	}
	wg.Wait()
	var ms []diag.Message
	for _, m := range faults {
		if m != nil {
			ms = append(ms, *m)
		}
	}
	return slices.DeleteFunc(docs, func(d *document.Document) bool { return d == nil }), ms
}

// readVocabularies reads taxonomies/<name>.yaml of each taxonomy.
func readVocabularies(fsys fs.FS, c *config.Config) (map[string]*site.Vocabulary, []diag.Message) {
	out := map[string]*site.Vocabulary{}
	var ms []diag.Message
	for _, t := range c.Taxonomies {
		for _, ext := range []string{".yaml", ".yml"} {
			p := path.Join("taxonomies", t.Name+ext)
			text, err := fs.ReadFile(fsys, p)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				ms = append(ms, diag.In("source-unreadable", p))
				continue
			}
			v, more := site.ReadVocabulary(diag.Source{Path: p, Text: text}, c)
			ms = append(ms, more...)
			out[t.Name] = v
		}
	}
	return out, ms
}

// words reports the interface messages that a language lacks and that the
// pages take from another one: once for each language, naming the first.
func words(s *site.Site) []diag.Message {
	var ms []diag.Message
	for _, l := range s.Languages {
		missing := s.Catalogue.Missing(l.Tag)
		if len(missing) == 0 {
			continue
		}
		from := ""
		if t, ok := s.Catalogue.Find(l.Tags, missing[0]); ok {
			from = t.Lang
		}
		ms = append(ms, diag.In("ui-message-missing", "i18n/"+l.Tag+".yaml", "language", l.Tag, "from", from,
			"key", missing[0], "count", countText(len(missing))))
	}
	return ms
}

// FillExcerpts reads the lines that messages speak of from the site's files,
// where they were not at hand when the message was made.
func FillExcerpts(fsys fs.FS, ms []diag.Message) {
	texts := map[string][][]byte{}
	for i := range ms {
		m := &ms[i]
		if m.Excerpt != "" || m.Range.Start.Line == 0 || m.File == "" || !fs.ValidPath(m.File) {
			continue
		}
		lines, ok := texts[m.File]
		if !ok {
			text, err := fs.ReadFile(fsys, m.File)
			if err == nil {
				lines = bytes.Split(text, []byte("\n"))
			}
			texts[m.File] = lines
		}
		if n := m.Range.Start.Line; n <= len(lines) && len(lines[n-1]) < 4096 {
			m.Excerpt = strings.ToValidUTF8(strings.TrimSuffix(string(lines[n-1]), "\r"), "\uFFFD")
		}
	}
}

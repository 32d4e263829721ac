package build

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"tract/generator/check"
	"tract/generator/config"
	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/kind"
	"tract/generator/render"
	"tract/generator/render/html"
	"tract/generator/signatory"
	"tract/generator/site"
	"tract/generator/source"
	"tract/generator/translation"
	"tract/i18n"
	"tract/themes"
)

// Workspace is a site that is loaded again and again, each time at the cost of
// what changed: a build loads once, a preview after every save, both in this
// one way. It is for one goroutine; what it gives out may be read by many.
//
// What is kept from one time to the next are values that depend on single
// files: documents, the theme, the words. They are never altered, so that a
// Loaded stays right as long as somebody reads it.
type Workspace struct {
	settings Settings
	config   *config.Config
	text     []byte // of tract.yaml
	kinds    *kind.Set
	theme    *html.Theme
	words    *i18n.Catalogue
	terms    map[string]*site.Vocabulary
	tree     *source.Tree
	index    map[string]int       // of the tree's files by path
	docs     []*document.Document // beside the tree's files; nil where one cannot be read
	faults   map[string][]diag.Message
	lists    map[string]*signatory.List // by path
	listed   map[string]readList        // what they were read from
	seals    map[string][]byte          // by path
	records  *translation.Records
	told     struct{ config, kinds, theme, words, terms, tree, lists []diag.Message }
	store    *document.Store
	reader   *document.Reader
	files    *files
	cache    *site.Cache
	site     *site.Site
	comparer *check.Comparer
	whole    bool // bodies are compiled as files are read, not at first use
	size     int  // bytes of all texts
	waste    int  // about how many bytes of bodies in the store no document has any more
}

// Changes say which of a site's files may differ from the last time.
type Changes struct {
	All   bool     // anything may
	Paths []string // files and folders written, made, renamed or removed, from the site's root, with slashes
}

// wasteLimit is how many bytes of bodies that nothing uses any more, where they
// are also more than those in use, are worth reading everything again, which
// begins a new store.
const wasteLimit = 64 << 20

// few is how many files are read whose bytes wait in memory for their bodies to
// be compiled; those of more go to the store.
const few = 64

// Open is a workspace over a site's folder. Nothing is read before Load.
func Open(s Settings) *Workspace { return &Workspace{settings: s, comparer: new(check.Comparer)} }

// Load is the site as it is now. The first time, everything is read. A panic on
// the way becomes a message, so that it does not end a preview; the next time,
// everything is read again.
func (w *Workspace) Load(c Changes) (l *Loaded) {
	defer func() {
		if panicked := recover(); panicked != nil {
			*w = Workspace{settings: w.settings, whole: w.whole}
			w.told.config = []diag.Message{fallen("reading-fault", panicked)}
			l = w.broken()
		}
	}()
	return w.load(c)
}

func (w *Workspace) load(c Changes) *Loaded {
	p := w.plan(c)
	if p.config && !w.readConfig(&p) {
		w.config = nil // the next time, all is read again
		return w.broken()
	}
	w.readParts(p)
	changed := w.readDocuments(p)
	if w.theme == nil {
		w.site = nil
		return w.loaded()
	}
	w.link(p, changed)
	return w.loaded()
}

// plan is what is to be read again.
type plan struct {
	all, config, kinds, theme, words, terms, tree bool
	paths                                         []string // in content/
	records                                       []string // in translations/
}

// plan sorts the changed paths by what they are to the site.
func (w *Workspace) plan(c Changes) plan {
	if c.All || w.config == nil || w.waste > max(wasteLimit, w.size) {
		return plan{all: true, config: true}
	}
	var p plan
	for _, path := range c.Paths {
		top, _, _ := strings.Cut(path, "/")
		switch top {
		case config.File:
			p.config = true
		case kind.Folder:
			p.kinds = true
		case "themes":
			p.theme = true
		case "i18n":
			p.words = true
		case "taxonomies":
			p.terms = true
		case translation.Folder:
			p.records = append(p.records, path)
		case source.Root:
			p.paths = append(p.paths, path)
			if !w.isDocument(path) {
				p.tree = true
			}
		}
	}
	return p
}

// isDocument says whether a path is a Markdown file that was there the last
// time and is there still.
func (w *Workspace) isDocument(path string) bool {
	if _, known := w.index[path]; !known {
		return false
	}
	info, err := fs.Stat(w.settings.Files, path)
	return err == nil && info.Mode().IsRegular()
}

// readConfig reads tract.yaml. Where it says the same as before, nothing
// follows from it; where it says something new, everything is read again.
func (w *Workspace) readConfig(p *plan) bool {
	text, err := fs.ReadFile(w.settings.Files, config.File)
	if err != nil {
		w.told.config = []diag.Message{diag.In("config-missing", config.File, "folder", ".")}
		return false
	}
	if !p.all && bytes.Equal(text, w.text) {
		return true
	}
	p.all = true
	w.text = text
	c, ms := config.Read(diag.Source{Path: config.File, Text: text})
	w.told.config = ms
	if hasError(ms) {
		return false
	}
	if !w.settings.Options.Drafts && !slices.ContainsFunc(c.Languages, func(l config.Language) bool { return l.Published }) {
		w.told.config = append(w.told.config, diag.In("config-unpublished", config.File))
		return false
	}
	if w.settings.BaseURL != "" {
		c.BaseURL = w.settings.BaseURL
	}
	w.config = c
	return true
}

// readParts reads what is not a text: kinds, theme, words, names of terms.
func (w *Workspace) readParts(p plan) {
	fsys := w.settings.Files
	if p.all || p.kinds {
		w.kinds, w.told.kinds = kind.Load(fsys)
	}
	if p.all || p.theme {
		w.theme, w.told.theme = html.LoadTheme(themes.FS, fsys, w.config, w.theme)
	}
	if p.all || p.words {
		w.readWords()
	}
	if p.all || p.terms {
		w.terms, w.told.terms = readVocabularies(fsys, w.config)
	}
	if p.all {
		w.cache = site.NewCache()
		w.records = translation.Find(fsys)
	} else if len(p.records) > 0 {
		w.records = w.records.With(fsys, p.records)
	}
	if p.all || p.kinds {
		if w.store == nil {
			w.store = document.NewStore(storeMemory, w.settings.Scratch)
		} else {
			// Somebody may still read what the last one holds.
			w.store = w.store.Next()
		}
		w.waste = 0
		w.reader = document.NewReader(w.config, w.kinds, compilers(w.config), w.store)
	}
}

func (w *Workspace) readWords() {
	tags := make([]string, len(w.config.Languages))
	for i := range w.config.Languages {
		tags[i] = w.config.Languages[i].Tag
	}
	words, faults := i18n.LoadMessages(w.settings.Files, tags)
	w.words, w.told.words = words, nil
	for _, f := range faults {
		w.told.words = append(w.told.words, w.wordFault(f)...)
	}
}

// wordFault are the messages on a fault of a message file. What breaks YAML is
// told better by the reader that all other files have, which knows the slips
// that people make.
func (w *Workspace) wordFault(f i18n.Fault) []diag.Message {
	if f.ID == "messages-syntax" {
		if text, err := fs.ReadFile(w.settings.Files, f.File); err == nil {
			if _, ms := data.Parse(diag.Source{Path: f.File, Text: text}, data.YAML); diag.Count(ms).Errors > 0 {
				return ms
			}
		}
	}
	m := diag.In(f.ID, f.File, f.Args...)
	if f.Line > 0 {
		p := diag.Point{Line: f.Line, Column: f.Column}
		m.Range = diag.Range{Start: p, End: p}
	}
	return []diag.Message{m}
}

// readDocuments walks content/ where its files may be others, and reads the
// texts that changed. It gives those that were there before and stand in the
// same place, by path; nil when the set of texts itself is another.
func (w *Workspace) readDocuments(p plan) map[string]*document.Document {
	if p.all || p.tree || p.kinds {
		w.readTree(p)
		return nil
	}
	if len(p.paths) == 0 {
		return map[string]*document.Document{}
	}
	var indexes []int
	docs := slices.Clone(w.docs)
	for _, path := range p.paths {
		i := w.index[path]
		if !slices.Contains(indexes, i) {
			indexes = append(indexes, i)
			if docs[i] != nil {
				w.waste += docs[i].Size()
			}
			delete(w.faults, path)
		}
	}
	w.readTexts(indexes, docs)
	changed := make(map[string]*document.Document, len(indexes))
	same := true
	for _, i := range indexes {
		same = same && docs[i] != nil && w.docs[i] != nil
		changed[w.tree.Files[i].Path] = docs[i]
	}
	w.docs = docs
	if !same {
		return nil
	}
	return changed
}

// readTree walks content/ and reads the texts that are new or may have changed.
func (w *Workspace) readTree(p plan) {
	before, index := w.docs, w.index
	if p.all || w.tree == nil {
		w.tree, w.told.tree = source.Scan(w.settings.Files, w.config)
	} else {
		w.tree, w.told.tree = w.tree.Rescan(w.settings.Files, w.config, p.paths)
	}
	w.files = newFiles(w.settings.Files, w.config.ImageSizes, w.settings.Cache)
	w.readLists()
	w.docs = make([]*document.Document, len(w.tree.Files))
	w.index = make(map[string]int, len(w.tree.Files))
	faults := w.faults
	w.faults = map[string][]diag.Message{}
	touched := touchedBy(p.paths)
	var indexes []int
	kept := 0 // bytes of texts that are as they were
	for i := range w.tree.Files {
		f := &w.tree.Files[i]
		w.index[f.Path] = i
		if old, known := index[f.Path]; known && !p.all && !p.kinds && !touched(f.Path) {
			if d := before[old]; d != nil && d.File == *f {
				w.docs[i] = d
				kept += d.Size()
				continue
			}
			if m := faults[f.Path]; m != nil && before[old] == nil {
				w.faults[f.Path] = m
				continue
			}
		}
		indexes = append(indexes, i)
	}
	w.readTexts(indexes, w.docs)
	if !p.all && !p.kinds {
		w.waste += w.size - kept
	}
	w.size = 0
	for _, d := range w.docs {
		if d != nil {
			w.size += d.Size()
		}
	}
}

// readTexts reads files of the tree into the same places of docs. Unless all
// bodies are needed anyway, they wait: the first page is shown at once.
func (w *Workspace) readTexts(indexes []int, docs []*document.Document) {
	read, holds := w.reader.Read, false
	if !w.whole {
		var kept *document.Store
		if len(indexes) > few {
			kept = w.store.Next()
		}
		holds = kept == nil
		read = func(f source.File, src diag.Source) *document.Document { return w.reader.ReadFront(f, src, kept) }
	}
	w.note(readFiles(w.settings.Files, read, holds, w.tree, indexes, docs))
}

// touchedBy says of a path whether it, or a folder above it, is among some.
func touchedBy(paths []string) func(string) bool {
	set := make(map[string]bool, len(paths))
	for _, p := range paths {
		set[p] = true
	}
	return func(path string) bool {
		for ; path != "" && path != "."; path = parent(path) {
			if set[path] {
				return true
			}
		}
		return false
	}
}

func parent(path string) string {
	if i := strings.LastIndexByte(path, '/'); i > 0 {
		return path[:i]
	}
	return ""
}

func (w *Workspace) note(ms []diag.Message) {
	for _, m := range ms {
		w.faults[m.File] = append(w.faults[m.File], m)
	}
}

// link makes the Site: from the last one where only words changed, else anew.
func (w *Workspace) link(p plan, changed map[string]*document.Document) {
	if w.site != nil && changed != nil && !p.terms {
		next, ok := w.site.With(changed)
		if len(changed) == 0 {
			next, ok = w.site, true
		}
		if ok && p.words {
			next = next.WithWords(w.words)
		}
		if ok && len(p.records) > 0 {
			next = next.WithRecords(w.records)
		}
		if ok {
			w.site = next
			return
		}
	}
	w.site = site.Link(w.input())
}

// input is what a Site is linked from.
func (w *Workspace) input() site.Input {
	return site.Input{
		Config: w.config, Kinds: w.kinds, Tree: w.tree, Documents: present(w.docs), Fragment: w.reader.Fragment, Taxonomies: w.terms, Catalogue: w.words,
		Lists: w.lists, Seals: w.seals, Records: w.records, Text: func(path string) ([]byte, error) { return fs.ReadFile(w.settings.Files, path) },
		Store: w.store, Media: w.files, Cache: w.cache, Options: w.settings.Options,
	}
}

// present are the documents that could be read.
func present(docs []*document.Document) []*document.Document {
	if !slices.Contains(docs, nil) {
		return docs
	}
	return slices.DeleteFunc(slices.Clone(docs), func(d *document.Document) bool { return d == nil })
}

// loaded is what the workspace holds now.
func (w *Workspace) loaded() *Loaded {
	l := &Loaded{Config: w.config, Site: w.site, theme: w.theme, input: w.input(), texts: w.reader, comparer: w.comparer}
	if w.site != nil {
		l.Renderer = render.New(w.site, w.theme)
	}
	for _, ms := range [][]diag.Message{w.told.config, w.told.kinds, w.told.theme, w.told.words, w.told.terms, w.told.tree, w.told.lists} {
		l.read = append(l.read, ms...)
	}
	for _, ms := range w.faults {
		l.read = append(l.read, ms...) // put in order with all others
	}
	l.check = sync.OnceValue(l.messages)
	return l
}

// broken is a site whose configuration cannot be used.
func (w *Workspace) broken() *Loaded {
	l := &Loaded{ConfigFault: true, read: w.told.config}
	l.check = sync.OnceValue(l.messages)
	return l
}

// Render appends what stands at a path of the output, from its root and without
// a slash in front: a page, a feed, a file, an asset of the theme. It is false
// when nothing does. The error is a fault of the theme or of the machine.
func (l *Loaded) Render(out *bytes.Buffer, path string) (found bool, err error) {
	if l.Site == nil {
		return false, nil
	}
	if b, ok := l.Renderer.Asset(path); ok {
		out.Write(b)
		return true, nil
	}
	route, ok := l.Site.Route(path)
	if !ok {
		return false, nil
	}
	return true, l.safely(out, route)
}

// safely renders a route; a panic in a template or renderer comes back as an
// error, so that one page cannot end the process.
func (l *Loaded) safely(out *bytes.Buffer, route site.Route) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if e, ok := p.(error); ok {
				err = fmt.Errorf("render %s: %w", route.Path, e)
				return
			}
			err = fmt.Errorf("render %s: %v", route.Path, p)
		}
	}()
	return l.Renderer.Render(out, route)
}

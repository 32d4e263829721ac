// Package build joins the stages: it loads a site's files into a Site, checks
// it, renders its routes and hands the bytes to the writer.
package build

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"tract/generator/check"
	"tract/generator/config"
	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/markdown"
	"tract/generator/parallel"
	"tract/generator/render"
	"tract/generator/render/html"
	"tract/generator/site"
	"tract/generator/source"
	"tract/i18n"
)

// Settings are what the caller decides of a site.
type Settings struct {
	Files   fs.FS  // the site's folder
	BaseURL string // instead of the configured one; may be empty
	Options site.Options
	Scratch document.Scratch // for bodies that memory has no room for; may be nil
	Cache   Cache            // what was made the last time; may be nil
}

// storeMemory is how many bytes of compiled bodies stay in memory.
const storeMemory = 8 << 20

// Loaded is a site as it was read and linked. It is not altered afterwards, but
// for what is computed once at first use.
type Loaded struct {
	Config   *config.Config
	Site     *site.Site       // nil when the configuration or the theme is broken
	Renderer *render.Renderer // nil with it
	// Messages is all that is known, with the site's severities. A Workspace
	// leaves it to Check, so that a page can be shown before the whole site is
	// looked through.
	Messages []diag.Message
	// ConfigFault says that tract.yaml keeps the site from being read.
	ConfigFault bool

	input site.Input
	theme *html.Theme
	read  []diag.Message // what reading the files told
	texts *document.Reader
	check func() []diag.Message

	comparer *check.Comparer // the workspace's
}

// Load reads a whole site and checks it. It never stops at a fault of the
// content: the messages hold all of them.
func Load(s Settings) *Loaded {
	w := Open(s)
	// All bodies are needed: they are compiled while the file is at hand.
	w.whole = true
	l := w.Load(Changes{All: true})
	l.Messages = l.Check()
	return l
}

// Read reads a whole site and checks nothing, for who asks of its texts alone.
func Read(s Settings) *Loaded {
	w := Open(s)
	w.whole = true
	return w.Load(Changes{All: true})
}

// Compile is the document that a file would be with other bytes.
func (l *Loaded) Compile(f source.File, text []byte) *document.Document {
	return l.texts.Read(f, diag.Source{Path: f.Path, Text: text})
}

// Check is all that is known to be mended, in order and with the site's
// severities. The checks run at the first call.
func (l *Loaded) Check() []diag.Message { return l.check() }

// messages gathers what reading, linking and the checks tell, a panic of theirs
// among it.
func (l *Loaded) messages() (ms []diag.Message) {
	defer func() {
		if panicked := recover(); panicked != nil {
			ms = append(slices.Clip(l.read), fallen("checking-fault", panicked))
		}
	}()
	ms = slices.Clip(l.read)
	if l.Site != nil {
		compile(l.input.Documents)
		for _, d := range l.input.Documents {
			if l.Site.Language(d.File.Language) != nil {
				ms = append(append(ms, d.Messages...), d.Text().Messages...)
			}
		}
		ms = append(ms, l.Site.Messages...)
		ms = append(ms, check.All(l.Site)...)
		ms = append(ms, words(l.Site)...)
	}
	if l.Config != nil {
		ms = diag.Override(ms, l.Config.Severities, slices.Collect(maps.Keys(l.Config.Off))...)
	}
	return onceEach(diag.Sort(ms))
}

// Without is the site again without the files that have errors, so that what
// is left can be published: lists and language links do not name them.
func (l *Loaded) Without() *Loaded {
	out := *l
	out.input.Options.Without = map[string]bool{}
	for _, m := range l.Messages {
		// A damaged picture is left out as well, so that no page shows a hole.
		if _, asset := l.input.Tree.Assets[m.File]; m.Severity == diag.Error && (asset || source.IsMarkdown(m.File)) {
			out.input.Options.Without[m.File] = true
		}
	}
	out.Site = site.Link(out.input)
	out.Renderer = render.New(out.Site, out.theme)
	out.check = sync.OnceValue(out.messages)
	return &out
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
		locale := i18n.Load(l.Tag)
		q := locale.Quotes()
		if l.Digits != "" {
			if with, err := locale.WithDigits(l.Digits); err == nil {
				locale = with
			}
		}
		out[l.Tag] = markdown.New(markdown.Options{
			Language: l.Tag, Dir: l.Dir, Typography: l.Typography,
			Digits:    locale.Digits,
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

// readFiles reads the files of a tree with the given indexes, on all cores, and
// puts the documents into docs at the same indexes. A file that cannot be read
// leaves nil there and a message. Where a document does not hold the bytes that it
// is read from, the next one's take their place.
func readFiles(fsys fs.FS, read func(source.File, diag.Source) *document.Document, holds bool, tree *source.Tree, indexes []int, docs []*document.Document) []diag.Message {
	faults := make([]*diag.Message, len(indexes))
	_ = parallel.Workers(len(indexes), folderful, func() func(n int) error {
		buffer := new([]byte)
		return func(n int) error {
			i := indexes[n]
			docs[i] = nil
			if holds {
				buffer = new([]byte)
			}
			src, m := source.Read(fsys, &tree.Files[i], buffer)
			if m != nil {
				faults[n] = m
				return nil
			}
			docs[i] = read(tree.Files[i], src)
			return nil
		}
	}) // no file ends the loop
	var ms []diag.Message
	for _, m := range faults {
		if m != nil {
			ms = append(ms, *m)
		}
	}
	return ms
}

// compile compiles the bodies of documents that were not asked for yet.
func compile(docs []*document.Document) {
	parallel.Each(len(docs), folderful, func(i int) { docs[i].Text() })
}

// folderful is how many files a reader takes at a time: files of a folder lie side
// by side on a disk.
const folderful = 16

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

// words reports the interface messages that languages lack and that their
// pages take from another one: in one message, however many languages they
// are, for a site begins with few words and many languages. It names the file to
// write where there is one, else the site's tract.yaml.
func words(s *site.Site) []diag.Message {
	var list []string
	file, language, key := "", "", ""
	all := len(s.Catalogue.Keys())
	for _, l := range s.Languages {
		missing := s.Catalogue.Missing(l.Tag)
		if len(missing) == 0 {
			continue
		}
		if language == "" {
			file, language, key = "i18n/"+l.Tag+".yaml", l.Tag, missing[0]
		} else {
			file = "tract.yaml"
		}
		name := l.Tag
		if len(missing) < all {
			name += " (" + countText(len(missing)) + ")"
		}
		list = append(list, name)
	}
	if list == nil {
		return nil
	}
	return []diag.Message{diag.In("ui-message-missing", file, "languages", strings.Join(list, ", "), "language", language, "key", key)}
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
			mark(m)
		}
	}
}

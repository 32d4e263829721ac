// Package document turns one file into a Document: its typed fields and its
// Text, which is the body, compiled once. A Document depends on its own bytes,
// the configuration and the kinds, and on nothing else of the site.
package document

import (
	"slices"
	"strings"

	"tract/generator/config"
	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/kind"
	"tract/generator/language"
	"tract/generator/markdown"
	"tract/generator/source"
)

// Document is one edition or section description as it was read. It is not
// altered afterwards and may be read by many goroutines at once. Its body is
// asked for with Text.
type Document struct {
	File   source.File
	Fields data.Value // the front matter as written: a map
	Front  []byte     // the file up to its body, for positions in Fields

	// Fields that every kind has; the zero value where none is given.
	Title       string
	Summary     string
	Slug        string
	Aliases     []string
	Translators []string
	Updated     data.Date
	ImageAlt    string
	Labels      []kind.Named
	Errata      []kind.Value // what was corrected since it was published: objects with date and text
	Draft       bool
	Translation string       // how it was translated: machine, unreviewed or reviewed; "" where that is not said
	Checks      []kind.Named // checks that do not apply, with the reason
	Source      string       // language of the source edition, as stated here
	Publication string       // the id that joins editions whose paths differ
	Kind        string
	Inherited   Inherited

	// Foreign are the fields whose value has a form that only another
	// generator's schema explains, so that it was left aside or read as far as
	// it is plain.
	Foreign []data.Field

	Messages []diag.Message // on its fields; those on the body are its Text's
	Broken   bool           // its front matter could not be read

	Sketch language.Sketch // of the body, for who looks for texts in another language

	late *late // the body; nil where there is none to be read
}

// Inherited are the fields that the source edition gives to all editions.
type Inherited struct {
	Date        data.Date
	Publish     data.Date
	Terms       map[string][]string // by taxonomy
	Authors     []kind.Author
	Related     []string
	Image       string
	License     string
	Identifiers []kind.Named
	Weight      int
	Series      string
	Place       config.Text
	Form        string // the name of one of the site's forms, shown below the text
	Files       []kind.Value
	Correction  kind.Value // of substance: an object with date and text; zero where there is none
	Retraction  kind.Value // that the text is withdrawn: likewise
	Unlisted    bool       // kept out of home pages, feeds, search and sitemaps
}

// Message is a message on the bytes of the front matter from start to end.
func (d *Document) Message(id string, start, end int, args ...string) diag.Message {
	return diag.At(id, diag.Source{Path: d.File.Path, Text: d.Front}, start, end, args...)
}

// FieldMessage is a message on the value of a field, or on the head of the
// file when it has no such field.
func (d *Document) FieldMessage(id, field string, args ...string) diag.Message {
	if v, ok := d.Fields.Get(field); ok {
		return d.Message(id, v.Start, v.End, args...)
	}
	return d.Message(id, 0, 0, args...)
}

// LinkMessage is a message on a link of the body. The excerpt is left to be
// filled from the file when it is printed.
func (d *Document) LinkMessage(id string, l *Link, args ...string) diag.Message {
	return diag.Message{ID: id, Severity: diag.SeverityOf(id), File: d.File.Path, Range: l.Range, Args: args}
}

// Reader reads documents. It may be used by many goroutines at once.
type Reader struct {
	config     *config.Config
	kinds      *kind.Set
	compilers  map[string]*markdown.Compiler
	store      *Store
	taxonomies map[string]bool
	expected   map[string]*language.Expectation
}

// NewReader is a reader for the languages of a site. Bodies go to the store; without
// one only their outlines are kept.
func NewReader(c *config.Config, kinds *kind.Set, compilers map[string]*markdown.Compiler, store *Store) *Reader {
	r := &Reader{config: c, kinds: kinds, compilers: compilers, store: store, taxonomies: map[string]bool{}, expected: map[string]*language.Expectation{}}
	for i := range c.Languages {
		r.expected[c.Languages[i].Tag] = language.For(c.Languages[i].Tag)
	}
	for _, t := range c.Taxonomies {
		r.taxonomies[t.Name] = true
	}
	return r
}

// Read is the document of a file, with its body compiled. It never fails: what
// is wrong with the file stands in the document's messages. The document holds
// nothing of the bytes, which may be altered afterwards.
func (r *Reader) Read(f source.File, src diag.Source) *Document {
	d := r.open(f, src, nil)
	d.Text()
	return d
}

// ReadFront is the document of a file whose body is compiled when its Text is
// first asked for, from the bytes given here: a file that changes in between
// never gives a mixture. A copy of them is kept in the store until then; when it is
// nil they are kept as they are, and are not to be altered.
func (r *Reader) ReadFront(f source.File, src diag.Source, kept *Store) *Document {
	return r.open(f, src, kept)
}

func (r *Reader) open(f source.File, src diag.Source, kept *Store) *Document {
	d := &Document{File: f}
	front, ms := data.ReadFrontMatter(src)
	d.Messages = ms
	d.Fields = front.Front
	d.Front = append([]byte(nil), src.Text[:min(max(front.BodyStart, 0), len(src.Text))]...)
	for _, m := range ms {
		if m.Severity == diag.Error {
			d.Broken = true
		}
	}
	r.fields(d)
	if d.Broken && front.Format == data.None {
		// The bytes are no text, or their front matter has no end: there is
		// no body to read.
		return d
	}
	d.late = newLate(r, src, front.BodyStart, kept)
	if e := r.expected[f.Language]; e != nil {
		d.Sketch = e.Sketch(src.Text[min(max(front.BodyStart, 0), len(src.Text)):])
	}
	r.title(d)
	return d
}

// Fragment compiles the text of a field that is written in Markdown. What is
// wrong with it, and where it links to, is told at the field's place.
func (r *Reader) Fragment(d *Document, v data.Value) *Document {
	compiled := r.compilers[d.File.Language].Compile(diag.Source{Path: d.File.Path, Text: []byte(v.Text)}, 0)
	out := Text{IDs: compiled.IDs, Body: r.store.Put(compiled.HTML)}
	at := d.Message("", v.Start, v.End)
	for _, m := range compiled.Messages {
		m.Range, m.Excerpt, m.ExcerptColumn = at.Range, at.Excerpt, at.ExcerptColumn
		out.Messages = append(out.Messages, m)
	}
	for _, l := range compiled.Links {
		out.Links = append(out.Links, Link{Kind: l.Kind, Destination: l.Destination, Text: l.Text, Title: l.Title, Range: at.Range})
	}
	return (&Document{File: d.File}).WithText(out)
}

// title falls back to a heading of the first level, as files of generators
// without front matter have it.
func (r *Reader) title(d *Document) {
	if d.Title != "" || d.Broken {
		return
	}
	// A title that is there and wrong has its message.
	told := slices.ContainsFunc(d.Messages, func(m diag.Message) bool { return m.Args.Get("field") == "title" })
	for i, h := range d.Text().Headings {
		if h.Level == 1 {
			d.Title = h.Text
			if !told {
				d.Messages = append(d.Messages, d.FieldMessage("title-from-heading", "title", "title", h.Text))
			}
			return
		}
		if i > 3 {
			break
		}
	}
	if d.File.Role == source.Section || told {
		return
	}
	for _, m := range d.Messages {
		if m.ID == "file-empty" {
			d.Broken = true
			return
		}
	}
	m := d.Message("title-missing", 0, 0, "file", d.File.Path)
	name := strings.NewReplacer("-", " ", "_", " ").Replace(d.File.Base)
	if v, ok := d.Fields.Get("titre"); ok && v.Text != "" {
		m = d.Message("title-missing", v.Start, v.End, "file", d.File.Path)
		name = string(d.Front[v.Start:v.End]) // with its quotes, where it needs them
	}
	d.Messages = append(d.Messages, m.Suggest("title: "+name))
}

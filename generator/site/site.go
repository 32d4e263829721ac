// Package site links documents into a Site: publications and their editions,
// fallback, sections, terms and addresses. A Site is everything known of what
// is to be published. It is never altered once linked: lists, terms and feeds
// are computed at first use, once, from what does not change. After an edit a
// new Site is linked; nothing is patched in place.
package site

import (
	"strings"
	"sync"

	"tract/generator/config"
	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/kind"
	"tract/generator/signatory"
	"tract/generator/source"
	"tract/generator/translation"
	"tract/i18n"
)

// Input is all that a Site is made of.
type Input struct {
	Config    *config.Config
	Kinds     *kind.Set
	Tree      *source.Tree
	Documents []*document.Document
	// Fragment compiles a field that is written in Markdown.
	Fragment   func(*document.Document, data.Value) *document.Document
	Taxonomies map[string]*Vocabulary
	Lists      map[string]*signatory.List // lists of signatories by path
	Seals      map[string][]byte          // records of published texts by path
	Records    *translation.Records       // what translations were made from; may be nil
	// Text is a file of the site as it is written; nil where none is at hand.
	Text      func(path string) ([]byte, error)
	Catalogue *i18n.Catalogue
	Store     *document.Store
	Media     Media
	Cache     *Cache
	Options   Options
}

// Options are what the caller of a build decides.
type Options struct {
	Date    data.Date       // publications held back until a later day are left out; the zero date holds all of them back
	Drafts  bool            // drafts and languages not published are shown
	Without map[string]bool // paths of files, texts or others, that are left out, for they have errors
}

// Media tells of the files beside the texts.
type Media interface {
	// Size is the width and height of an image as shown, in CSS pixels; ok is
	// false when it is no image or has no size.
	Size(path string) (width, height int, ok bool)
	// Widths are the widths, ascending, at which an image is published beside its
	// own, and how the names of those files end; none where it is published as it
	// is. Only the image's head is read.
	Widths(path string) (ext string, widths []int)
	// ReadAt is an image's bytes at one of its Widths.
	ReadAt(path string, width int) ([]byte, error)
	// Read is a file's bytes as published: without personal metadata.
	Read(path string) ([]byte, error)
	// Check is what is to be mended in a file before it is published.
	Check(path string) []diag.Message
}

// Cache keeps what costs much to compute and depends on content alone, from
// one Site to the next. It may be used by many goroutines at once.
type Cache struct {
	mu       sync.Mutex
	collator map[string]*i18n.Collator
	// What was asked for lately, and what was before: who is not asked for in
	// the time of a whole turn is let go.
	keys, oldKeys       map[titleKey]string
	checked, oldChecked map[checkKey]*checked
	room                int // for keys, until the next turn
	weights             map[Weighed]int
	weighedWith         Media
	signed              map[signedKey][]*signatory.Signatory
}

// NewCache is an empty cache.
func NewCache() *Cache {
	return &Cache{keys: map[titleKey]string{}, collator: map[string]*i18n.Collator{}, checked: map[checkKey]*checked{}, signed: map[signedKey][]*signatory.Signatory{}}
}

// turn begins a turn: a Link asks for all readings of fields that it needs, so
// that those it does not ask for are of documents that are gone. Keys are asked
// for when a list is first shown; they are let go when there are far more of
// them than the site can have.
func (c *Cache) turn(keys int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.checked, c.oldChecked = map[checkKey]*checked{}, c.checked
	c.room = 2*keys + 1000
}

// reading is what was read of a document's own fields, or nil.
func (c *Cache) reading(key checkKey) *checked {
	c.mu.Lock()
	defer c.mu.Unlock()
	found := c.checked[key]
	if found == nil {
		if found = c.oldChecked[key]; found != nil {
			c.checked[key] = found
		}
	}
	return found
}

func (c *Cache) keep(key checkKey, read *checked) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.checked[key] = read
}

// Weighed is a text whose mail was weighed: the edition's and the source's that
// it inherits from.
type Weighed struct{ Text, Source *document.Document }

// Weights are what the mails of the last Site weighed where the files beside the
// texts are the same; a table may come from one. They are not to be altered.
func (s *Site) Weights() map[Weighed]int {
	s.cache.mu.Lock()
	defer s.cache.mu.Unlock()
	if s.cache.weighedWith != s.Media {
		return nil
	}
	return s.cache.weights
}

// KeepWeights keeps what the mails weigh for the Sites that follow.
func (s *Site) KeepWeights(w map[Weighed]int) {
	s.cache.mu.Lock()
	defer s.cache.mu.Unlock()
	s.cache.weights, s.cache.weighedWith = w, s.Media
}

type titleKey struct{ language, title string }

// Key is the collation key of a title in a language.
func (c *Cache) Key(l *Language, title string) string {
	k := titleKey{l.Tag, title}
	c.mu.Lock()
	defer c.mu.Unlock()
	if key, ok := c.keys[k]; ok {
		return key
	}
	key, ok := c.oldKeys[k]
	if !ok {
		col := c.collator[l.Tag]
		if col == nil {
			col = l.Locale.Collator()
			c.collator[l.Tag] = col
		}
		key = string(col.Key(title))
	}
	if len(c.keys) > c.room {
		c.keys, c.oldKeys = map[titleKey]string{}, c.keys
	}
	// The title may be a piece of a long text, which is not to be held for it.
	c.keys[titleKey{l.Tag, strings.Clone(title)}] = key
	return key
}

// Language is a language that the site is published in.
type Language struct {
	*config.Language
	Index  int
	Locale *i18n.Locale
	Chain  []int    // indexes of the languages to try in turn, itself first
	Tags   []string // the tags of Chain
}

// Site is everything known after linking.
type Site struct {
	Config       *config.Config
	Kinds        *kind.Set
	Tree         *source.Tree
	Catalogue    *i18n.Catalogue
	Store        *document.Store
	Media        Media
	Seals        map[string][]byte                 // records of published texts by path
	Records      *translation.Records              // what translations were made from; may be nil
	Text         func(path string) ([]byte, error) // a file as it is written; may be nil
	Options      Options
	fragment     func(*document.Document, data.Value) *document.Document
	Languages    []*Language
	Source       *Language // the site's source language
	Publications []*Publication
	Sections     []*Section // the root first, parents before children
	Taxonomies   []*Taxonomy
	Root         *Section
	Messages     []diag.Message

	cache *Cache
	// The look-ups are shared by the Sites that With makes: what they give is
	// to be taken through here.
	ids      map[string]*Node // publications and sections by id
	files    map[string]*Node // by the path of a Markdown file
	owners   map[string]owner // by folded address
	nodes    []*Node          // by their index
	excluded map[string]bool  // ids left out by Options.Without or held back
	search   []string         // the addresses of search pages, by language
	routes   func() []Route   // computed at first use
	bare     func() []Route   // those that ask for no body
	byPath   func() map[string]int
	shown    *shownFiles
	gather   *gatherer
	series   func() map[string][]*Publication
	bodies   func() map[string]bool // names of bodies as Authors compares them
	persons  func() map[string]bool // and of persons
	stands   standing
	ofKind   func() map[string][]*Publication
}

// Language is the language of a tag, or nil.
func (s *Site) Language(tag string) *Language {
	for _, l := range s.Languages {
		if l.Tag == tag {
			return l
		}
	}
	return nil
}

// here is this Site's node for one of the shared look-ups; nil for nil.
func (s *Site) here(n *Node) *Node {
	if n == nil || s.nodes == nil {
		return n
	}
	return s.nodes[n.index]
}

// Node is one place in the tree of addresses: a section or a publication.
type Node struct {
	ID          string
	Parent      *Node
	Section     *Section     // one of the two is set
	Publication *Publication //
	slugs       []string     // by language
	paths       []string     // by language: "fr/programmes/pha/"; empty when there is no page
	index       int          // in Site.nodes
}

// Path is the address of the node's page in a language, from the site's root,
// with a slash at the end and none in front; "" when it has no page there.
func (n *Node) Path(l *Language) string { return n.paths[l.Index] }

// Section is a folder of content/ and its description.
type Section struct {
	*Node
	Documents    []*document.Document // by language; nil where it has no description
	untranslated []*document.Document // by language: descriptions that count as none; nil where there are none
	Sections     []*Section
	Publications []*Publication // directly in it, in the order of their ids
	Kind         *kind.Kind     // the kind whose folder it is, or nil
	Groups       []*Group       // its archive
	list         []func() *List // by language
	order        int            // in Site.Sections
}

// Document is the description in a language or the nearest in its fallback
// chain; nil when there is none.
func (s *Section) Document(l *Language) *document.Document {
	for _, i := range l.Chain {
		if d := s.Documents[i]; d != nil {
			return d
		}
	}
	for _, d := range s.Documents {
		if d != nil {
			return d
		}
	}
	return nil
}

// Form is the name of the form that the section's page shows, with the
// description that names it: that in the site's source language, else the first
// of the languages. Without one the name is "" and the description nil.
func (s *Section) Form(source *Language) (string, *document.Document) {
	if source != nil {
		if d := s.Documents[source.Index]; d != nil && d.Inherited.Form != "" {
			return d.Inherited.Form, d
		}
	}
	for _, d := range s.Documents {
		if d != nil && d.Inherited.Form != "" {
			return d.Inherited.Form, d
		}
	}
	return "", nil
}

// Publication is one work in all its languages.
type Publication struct {
	*Node
	Kind     *kind.Kind
	In       *Section       // the nearest section above it
	Above    *Publication   // the publication that it is a chapter or part of, or nil
	Parts    []*Publication // its chapters or parts in their order
	Source   *Edition
	Editions []*Edition // by language; nil where there is none
	document.Inherited
	// Signatories is the list of those who signed it; nil where there is none.
	Signatories *signatory.List
	origin      *Edition // whose fields are inherited: Source, or the one in its place that is left out for its errors
	nearest     []*Edition
	// By language: editions that count as none, for they are not translated; nil
	// where there are none.
	untranslated []*Edition
	order        int // in Site.Publications
}

// Edition is a publication in one language.
type Edition struct {
	Publication *Publication
	Language    *Language
	*document.Document
	values    []kind.Named
	fragments map[string]*document.Document
}

// Fragment is the text of one of the kind's own fields that is written in
// Markdown, or nil.
func (e *Edition) Fragment(name string) *document.Document { return e.fragments[name] }

// Texts are the edition's body and its fields in Markdown, in order.
func (e *Edition) Texts() []*document.Document {
	texts := []*document.Document{e.Document}
	for _, name := range sortedKeys(e.fragments) {
		texts = append(texts, e.fragments[name])
	}
	return texts
}

// Edition is the real edition in a language, or nil.
func (p *Publication) Edition(l *Language) *Edition { return p.Editions[l.Index] }

// Nearest is the edition that a reader of a language gets: the real one, or
// the first in the fallback chain, or the source edition.
func (p *Publication) Nearest(l *Language) *Edition { return p.nearest[l.Index] }

// Real are the real editions in the order of the site's languages, the source
// edition among them.
func (p *Publication) Real() []*Edition {
	out := make([]*Edition, 0, len(p.Editions))
	for _, e := range p.Editions {
		if e != nil {
			out = append(out, e)
		}
	}
	return out
}

// IsReal says whether the publication has an edition of its own in a language.
func (p *Publication) IsReal(l *Language) bool { return p.Editions[l.Index] != nil }

// Missing says what stands for a publication where a language has no edition:
// the most reserved of what the site, its kind and the language say.
func (s *Site) Missing(p *Publication, l *Language) config.Missing {
	m := s.Config.Missing
	k, byKind := s.Config.MissingByKind[p.Kind.Name]
	switch {
	case byKind && l.Language.Missing != config.MissingUnset:
		return max(k, l.Language.Missing)
	case byKind:
		return k
	case l.Language.Missing != config.MissingUnset:
		return l.Language.Missing
	}
	return m
}

// Field is the value of one of the kind's own fields as an edition shows it:
// inherited from the source edition, or its own when the field is per
// language. Lists of objects are joined by their identifiers. The zero Value
// when there is none.
func (e *Edition) Field(name string) kind.Value {
	f := e.Publication.Kind.Field(name)
	if f == nil {
		return kind.Value{}
	}
	own := named(e.values, name)
	source := e.Publication.origin
	if source == e || f.PerLanguage {
		return own
	}
	inherited := named(source.values, name)
	if f.Type != kind.Object {
		return inherited
	}
	return join(f, inherited, own)
}

// Role is the value of the kind's field that has a role, as Field gives it; the
// zero Value where the kind has none.
func (e *Edition) Role(role string) kind.Value {
	f := e.Publication.Kind.Role(role)
	if f == nil {
		return kind.Value{}
	}
	return e.Field(f.Name)
}

func named(values []kind.Named, name string) kind.Value {
	for _, v := range values {
		if v.Name == name {
			return v.Value
		}
	}
	return kind.Value{}
}

// join lays an edition's parts of objects over the inherited ones.
func join(f *kind.Field, inherited, own kind.Value) kind.Value {
	key := ""
	for i := range f.Fields {
		if f.Fields[i].Type == kind.Identifier {
			key = f.Fields[i].Name
		}
	}
	if !f.List {
		return overlay(f, inherited, own)
	}
	out := inherited
	out.Items = make([]kind.Value, len(inherited.Items))
	for i, item := range inherited.Items {
		out.Items[i] = item
		for _, o := range own.Items {
			if key != "" && o.Get(key).Text == item.Get(key).Text {
				out.Items[i] = overlay(f, item, o)
			}
		}
	}
	return out
}

// overlay is an object with the per-language fields of another.
func overlay(f *kind.Field, base, over kind.Value) kind.Value {
	out := base
	out.Fields = make([]kind.Named, 0, len(base.Fields))
	for i := range f.Fields {
		sub := &f.Fields[i]
		v := base.Get(sub.Name)
		if o := over.Get(sub.Name); sub.PerLanguage && !o.IsZero() {
			v = o
		}
		if !v.IsZero() {
			out.Fields = append(out.Fields, kind.Named{Name: sub.Name, Value: v})
		}
	}
	return out
}

// URL is the absolute address of a path of the site, in the folder form.
func (s *Site) URL(path string) string {
	return s.Config.BaseURL + EscapePath(strings.TrimSuffix(path, "index.html"))
}

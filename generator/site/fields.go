package site

import (
	"slices"
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/kind"
)

// checkKey names a reading of a document's own fields.
type checkKey struct {
	document    *document.Document
	kind        *kind.Kind
	translation bool
	dated       bool // it is part of a work that gives it its date
}

// checked is what such a reading gave.
type checked struct {
	values    []kind.Named
	messages  []diag.Message
	unknown   []data.Field
	fragments map[string]*document.Document
}

// checkFields reads the kind's own fields of each edition, and reports fields
// that nobody knows or that hold what another generator wants in them, once for
// each name, and inherited fields that a translation changes.
func (s *Site) checkFields() {
	unknown, foreign := map[string]*unknownField{}, map[string]*unknownField{}
	for _, sec := range s.Sections {
		for _, d := range sec.Documents {
			if d == nil {
				continue
			}
			for _, f := range d.Foreign {
				note(foreign, f, d, nil)
			}
		}
	}
	for _, p := range s.Publications {
		if p.origin != p.Source {
			p.origin.values = s.check(p.origin).values // its messages were told when it was found wanting
		}
		for _, e := range p.Editions {
			if e == nil {
				continue
			}
			c := s.check(e)
			e.values, e.fragments = c.values, c.fragments
			s.Messages = append(s.Messages, c.messages...)
			for _, f := range c.unknown {
				note(unknown, f, e.Document, p.Kind)
				if u := unknown[f.Name]; u.count == 1 {
					u.chapter = p.IsChapter()
				}
			}
			for _, f := range e.Foreign {
				note(foreign, f, e.Document, p.Kind)
			}
			if e != p.origin {
				s.inherited(p, e)
			}
		}
		s.publicationDate(p)
	}
	for _, name := range sortedKeys(unknown) {
		s.reportUnknown(name, unknown[name])
	}
	for _, name := range sortedKeys(foreign) {
		u := foreign[name]
		s.Messages = append(s.Messages, u.first.Message("field-foreign", u.field.Value.Start, u.field.Value.End, "field", name, "count", count(u.count)))
	}
}

// unknownField is a field that no kind has: where it stood first, and how
// often.
type unknownField struct {
	first *document.Document
	field data.Field
	kind  *kind.Kind
	count int
	// chapter says that it stood in a chapter, whose number comes from its weight.
	chapter bool
}

func note(unknown map[string]*unknownField, f data.Field, d *document.Document, k *kind.Kind) {
	u := unknown[f.Name]
	if u == nil {
		u = &unknownField{first: d, field: f, kind: k}
		unknown[f.Name] = u
	}
	u.count++
}

// check reads an edition's own fields, or recalls the reading: it depends on
// the document, the kind, and its being a translation or part of a dated work
// alone.
func (s *Site) check(e *Edition) *checked {
	key := checkKey{e.Document, e.Publication.Kind, e != e.Publication.origin, e.Publication.datedAbove()}
	if c := s.cache.reading(key); c != nil {
		return c
	}
	c := &checked{}
	src := diag.Source{Path: e.File.Path, Text: e.Front}
	k := key.kind
	for _, f := range e.Fields.Fields {
		field := k.Field(f.Name)
		if field == nil {
			if !s.isCommon(f.Name) {
				c.unknown = append(c.unknown, f)
			}
			continue
		}
		if s.Kinds.CommonField(f.Name) != nil {
			continue // read already; the kind only requires it
		}
		v, ms := field.Check(src, f.Value, s.Config, key.translation)
		c.messages = append(c.messages, ms...)
		c.values = append(c.values, kind.Named{Name: f.Name, Value: v})
		if field.Type == kind.Markdown && !field.List && v.Text != "" && s.fragment != nil {
			d := s.fragment(e.Document, f.Value)
			c.messages = append(c.messages, d.Text().Messages...)
			if c.fragments == nil {
				c.fragments = map[string]*document.Document{}
			}
			c.fragments[f.Name] = d
		}
	}
	for i := range k.Fields {
		field := &k.Fields[i]
		if _, ok := e.Fields.Get(field.Name); !ok && field.Required && (!key.translation || field.PerLanguage) && !(key.dated && field.Name == "date") {
			c.messages = append(c.messages, e.Message("field-missing", 0, 0, "field", field.Name, "kind", k.Name, "example", field.Example()).
				Suggest(field.Missing(e.Front)))
		}
	}
	s.cache.keep(key, c)
	return c
}

func (s *Site) isCommon(name string) bool {
	if s.Kinds.CommonField(name) != nil || name == "translationKey" || name == "description" {
		return true
	}
	return slices.ContainsFunc(s.Config.Taxonomies, func(t taxonomyConfig) bool { return t.Name == name })
}

// reportUnknown is one message for all places where a field stands.
func (s *Site) reportUnknown(name string, u *unknownField) {
	var names []string
	for _, f := range s.Kinds.Common {
		names = append(names, f.Name)
	}
	for _, f := range u.kind.Fields {
		names = append(names, f.Name)
	}
	for _, t := range s.Config.Taxonomies {
		names = append(names, t.Name)
	}
	near := knownSlips[strings.ToLower(name)]
	if u.chapter && slices.Contains(chapterNumbers, strings.ToLower(name)) {
		near = "weight"
	}
	if near == "" {
		near = diag.Near(name, names)
	}
	at := func(id string, args ...string) diag.Message {
		return u.first.Message(id, u.field.Start, u.field.End, append([]string{"field", name, "count", count(u.count), "kind", u.kind.Name}, args...)...)
	}
	if near == "" {
		s.Messages = append(s.Messages, at("field-unknown"))
		return
	}
	s.Messages = append(s.Messages, at("field-unknown-near", "near", near).Suggest(near+": "+oneLine(u.field.Value.Text)))
}

func oneLine(text string) string {
	text, _, _ = strings.Cut(text, "\n")
	return text
}

// knownSlips are names of fields in other languages.
var knownSlips = map[string]string{
	"titre": "title", "título": "title", "titulo": "title", "titel": "title", "titolo": "title", "العنوان": "title", "عنوان": "title",
	"शीर्षक": "title", "শিরোনাম": "title", "标题": "title", "kichwa": "title",
	"résumé": "summary", "resume": "summary", "resumen": "summary", "resumo": "summary", "ملخص": "summary", "摘要": "summary",
	"auteurs": "authors", "auteur": "authors", "author": "authors", "autores": "authors", "pays": "countries", "países": "countries", "country": "countries",
	"mots-clés": "tags", "mots_cles": "tags", "etiquetas": "tags", "thèmes": "topics", "themes": "topics", "temas": "topics",
	"brouillon": "draft", "borrador": "draft", "rascunho": "draft", "lieu": "place", "lugar": "place", "fichiers": "files",
}

// chapterNumbers are what the number of a chapter is taken to be called.
var chapterNumbers = []string{"number", "chapter", "numéro", "numero", "número", "chapitre", "capítulo", "capitulo", "order", "ordre", "orden", "ordem"}

// inherited warns of fields of a translation that the source edition decides.
func (s *Site) inherited(p *Publication, e *Edition) {
	for _, f := range e.Fields.Fields {
		name := f.Name
		switch name {
		case "source", "publication", "translationKey", "description":
			continue
		}
		field := s.Kinds.CommonField(name)
		if field == nil {
			field = p.Kind.Field(name)
		}
		if field == nil && !slices.ContainsFunc(s.Config.Taxonomies, func(t taxonomyConfig) bool { return t.Name == name }) {
			continue
		}
		if field != nil && field.PerLanguage {
			continue
		}
		original, ok := p.origin.Fields.Get(name)
		if ok && same(original, f.Value) {
			continue
		}
		report := func(name string, v data.Value) {
			s.Messages = append(s.Messages, e.Message("inherited-field", v.Start, v.End,
				"field", name, "language", e.Language.Tag, "source", p.origin.Language.Tag, "file", p.origin.File.Path))
		}
		if ok && field != nil && field.Type == kind.Object {
			inheritedParts(field, original, f.Value, report)
			continue
		}
		report(name, f.Value)
	}
}

// inheritedParts reports the parts of an object, or of a list of objects, that
// the source edition decides and a translation gives otherwise: it may only
// translate the parts that are per language of the items that are there.
func inheritedParts(f *kind.Field, original, own data.Value, report func(name string, v data.Value)) {
	key := ""
	for i := range f.Fields {
		if f.Fields[i].Type == kind.Identifier {
			key = f.Fields[i].Name
		}
	}
	if f.List && key == "" {
		report(f.Name, own)
		return
	}
	for _, item := range objects(own) {
		id, _ := item.Get(key)
		var base data.Value
		found := !f.List
		for _, o := range objects(original) {
			if other, _ := o.Get(key); !f.List || other.Text == id.Text {
				base, found = o, true
			}
		}
		if !found {
			report(f.Name, item)
			continue
		}
		for _, part := range item.Fields {
			sub := find(f, part.Name)
			if sub == nil || sub.PerLanguage || sub.Type == kind.Identifier {
				continue
			}
			if other, ok := base.Get(part.Name); !ok || !same(other, part.Value) {
				report(f.Name+"."+part.Name, part.Value)
			}
		}
	}
}

// objects are the items of a list; one object counts as a list of one.
func objects(v data.Value) []data.Value {
	if v.Kind == data.List {
		return v.Items
	}
	return []data.Value{v}
}

func find(f *kind.Field, name string) *kind.Field {
	for i := range f.Fields {
		if f.Fields[i].Name == name {
			return &f.Fields[i]
		}
	}
	return nil
}

// same compares two values as the front matter means them.
func same(a, b data.Value) bool {
	if a.Kind == data.List != (b.Kind == data.List) {
		// One value counts as a list of one.
		x, okX := a.AsStrings()
		y, okY := b.AsStrings()
		return okX && okY && slices.Equal(x, y)
	}
	if strings.TrimSpace(a.Text) != strings.TrimSpace(b.Text) || len(a.Items) != len(b.Items) || len(a.Fields) != len(b.Fields) {
		return false
	}
	for i := range a.Items {
		if !same(a.Items[i], b.Items[i]) {
			return false
		}
	}
	for _, f := range a.Fields {
		if other, ok := b.Get(f.Name); !ok || !same(f.Value, other) {
			return false
		}
	}
	return true
}

// datedAbove says whether the publication is a part, such as a story of an
// issue, whose kind wants a date, and a work above it has one.
func (p *Publication) datedAbove() bool {
	if f := p.Kind.Field("date"); f == nil || !f.Required {
		return false
	}
	for work := p.Above; work != nil; work = work.Above {
		if !work.Date.IsZero() {
			return true
		}
	}
	return false
}

// publicationDate fills the date of a kind that has one of its own. A part that
// has none, and whose kind wants one, came out with its work. Works come before
// their parts, for they are in the order of their ids.
func (s *Site) publicationDate(p *Publication) {
	if !p.Date.IsZero() {
		return
	}
	if p.datedAbove() {
		for work := p.Above; p.Date.IsZero(); work = work.Above {
			p.Date = work.Date
		}
		return
	}
	for _, role := range []string{"start", "date"} {
		if v := p.Source.Role(role); !v.Date.IsZero() {
			p.Date = v.Date
			return
		}
	}
}

package scaffold

import (
	"slices"
	"strings"

	"tract/generator/data"
	"tract/generator/kind"
	"tract/generator/site"
)

// writer writes the front matter of a new publication.
type writer struct {
	site     *site.Site
	kind     *kind.Kind
	language *site.Language
	words    meanings
	date     string
	self     string // the publication's id
	dated    bool   // a date was written
}

// order is that of the common fields in the comments: what many texts want
// first. A field that is not named here follows.
var order = []string{"summary", "date", "authors", "image", "image_alt", "place", "related", "files", "labels", "license",
	"publish", "weight", "series", "identifiers", "slug", "aliases", "updated", "translators", "source", "publication"}

// samples are values that the type of a field alone does not tell.
var samples = map[string]string{
	"license": `"CC BY-SA 4.0"`, "image": "picture.jpg", "files": "[document.pdf]", "weight": "10",
	"labels": `{picture.jpg: "…"}`, "identifiers": `{doi: "10.1234/example"}`, "slug": "example", "publication": "pages/example",
	"aliases": "[/old/address/]", "topics": "[]", "tags": "[]", "countries": "[]",
}

// front is the front matter: title and required fields, then the others as
// comments. named says that the folder alone does not tell the kind.
func (w *writer) front(title string, named bool) string {
	var f front
	f.line(0, "title: "+data.Quote(title))
	if named {
		f.line(0, "kind: "+key(w.kind.Name))
	}
	var required, optional []*kind.Field
	for i := range w.kind.Fields {
		if field := &w.kind.Fields[i]; field.Required {
			required = append(required, field)
		} else {
			optional = append(optional, field)
		}
	}
	var values front
	for _, field := range required {
		values.comment(w.meaning(field, true))
		w.write(&values, 0, field, false)
	}
	if w.dated && w.date == placeholder {
		f.comment(w.words.say("placeholder"))
	}
	f.WriteString(values.String())
	f.comment(w.words.field(w.kind.Name, "draft"))
	f.line(0, "draft: true")
	dated := w.dated
	f.WriteString("\n")
	f.comment(w.words.say("intro"))
	for _, field := range append(optional, w.common()...) {
		var lines front
		w.write(&lines, 0, field, true)
		f.comment(w.meaning(field, false))
		for line := range strings.Lines(lines.String()) {
			f.WriteString("#" + line)
		}
	}
	w.dated = dated // those in comments wait for their day anyway
	return f.String()
}

// common are the fields that every kind has, less those that are written
// already or that the kind declares itself, and the taxonomies.
func (w *writer) common() []*kind.Field {
	var out []*kind.Field
	rank := func(f *kind.Field) int {
		if i := slices.Index(order, f.Name); i >= 0 {
			return i
		}
		return len(order)
	}
	for i := range w.site.Kinds.Common {
		f := &w.site.Kinds.Common[i]
		if f.Name != "title" && f.Name != "draft" && f.Name != "kind" && w.kind.Field(f.Name) == nil {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b *kind.Field) int { return rank(a) - rank(b) })
	var terms []*kind.Field
	for _, t := range w.site.Config.Taxonomies {
		if w.kind.Field(t.Name) == nil {
			terms = append(terms, &kind.Field{Name: t.Name, List: true})
		}
	}
	return slices.Insert(out, min(3, len(out)), terms...)
}

// meaning is the comment on a field.
func (w *writer) meaning(f *kind.Field, required bool) string {
	text := w.words.field(w.kind.Name, f.Name)
	if text == "" {
		text = w.words.own(f.Type.String())
	}
	if len(f.Values) > 0 {
		text += " " + fill(w.words.say("choice"), "values", strings.Join(f.Values, ", "))
	}
	if required && f.Type == kind.File {
		text += " " + w.words.say("file")
	}
	return text
}

// write writes a field with a value that it accepts. Of an object, the parts
// that are not required are written as comments, unless all of it is one.
func (w *writer) write(f *front, indent int, field *kind.Field, comment bool) {
	if sample, ok := samples[field.Name]; ok && indent == 0 && !field.Required {
		f.line(indent, key(field.Name)+": "+sample)
		return
	}
	switch {
	case field.Type == kind.Object && field.List:
		f.line(indent, key(field.Name)+":")
		f.WriteString(dashed(w.object(indent+2, field, comment), indent+1))
	case field.Type == kind.Object:
		f.line(indent, key(field.Name)+":")
		f.WriteString(w.object(indent+1, field, comment))
	case field.List:
		f.line(indent, key(field.Name)+": ["+w.value(field)+"]")
	default:
		f.line(indent, key(field.Name)+": "+w.value(field))
	}
}

// object is the lines of an object, what is required first: a list's dash has
// to stand before a line that is read.
func (w *writer) object(indent int, field *kind.Field, comment bool) string {
	var f, optional front
	for i := range field.Fields {
		sub := &field.Fields[i]
		if sub.Required || comment {
			w.write(&f, indent, sub, comment)
			continue
		}
		var lines front
		w.write(&lines, indent, sub, true)
		margin := strings.Repeat("  ", indent)
		for line := range strings.Lines(lines.String()) {
			optional.WriteString(margin + "#" + strings.TrimPrefix(line, margin))
		}
	}
	if f.Len() == 0 && len(field.Fields) > 0 {
		// An object must have something in it.
		w.write(&f, indent, &field.Fields[0], comment)
	}
	return f.String() + optional.String()
}

// value is one value that a field's type accepts.
func (w *writer) value(field *kind.Field) string {
	switch field.Type {
	case kind.Integer, kind.Number:
		return "1"
	case kind.Boolean:
		return "false"
	case kind.Date, kind.DateTime:
		w.dated = true
		return w.date
	case kind.Time:
		return `"09:00"`
	case kind.Year:
		w.dated = true
		return w.date[:4]
	case kind.URL:
		return "https://example.org/"
	case kind.Country:
		return "ZA"
	case kind.Region:
		return "africa"
	case kind.Language:
		return key(w.language.Tag)
	case kind.TimeZone:
		return "UTC"
	case kind.Choice:
		if len(field.Values) > 0 {
			return data.Quote(field.Values[0])
		}
	case kind.Identifier:
		return "first"
	case kind.File:
		return "document.pdf"
	case kind.Reference:
		for _, p := range w.site.Publications {
			return data.Quote(p.ID)
		}
		return data.Quote(w.self)
	case kind.Map:
		return `{name: "…"}`
	}
	return `"…"`
}

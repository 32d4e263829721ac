package document

import (
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/kind"
)

// alias are names of fields that other generators use, by Tract's name.
var alias = map[string]string{"translationKey": "publication", "description": "summary"}

// fields reads the fields that every kind has.
func (r *Reader) fields(d *Document) {
	src := diag.Source{Path: d.File.Path, Text: d.Front}
	for _, f := range d.Fields.Fields {
		name := f.Name
		if other, ok := alias[name]; ok {
			if _, both := d.Fields.Get(other); both {
				continue
			}
			name = other
		}
		if r.taxonomies[name] {
			r.terms(d, src, name, f)
			continue
		}
		field := r.kinds.CommonField(name)
		if field == nil {
			continue
		}
		value := r.native(d, f, field)
		// Whether this is a translation is not known yet; common fields have
		// no parts for which it matters.
		v, ms := field.Check(src, value, r.config, true)
		d.Messages = append(d.Messages, ms...)
		if len(ms) == 0 || field.List {
			d.set(name, v)
		}
	}
}

// native is the value of a field without what only another generator's schema
// explains; that it was met is noted. A title is not left aside: every page
// needs one.
func (r *Reader) native(d *Document, f data.Field, field *kind.Field) data.Value {
	if field.Required {
		return f.Value
	}
	v, foreign := field.Foreign(f.Value, r.config)
	if (field.Name == "draft" || field.Name == "publish") && (f.Value.Kind == data.Map || f.Value.Kind == data.List) && v.Kind == data.Null {
		// Whoever wrote it meant to hold the text back: it must not come out
		// because the way is not understood.
		return f.Value
	}
	if field.Name == "slug" && strings.Contains(v.Text, "/") {
		// The whole address that the page had elsewhere, not its last part.
		v, foreign = data.Value{Start: v.Start, End: v.End}, true
	}
	if foreign {
		d.Foreign = append(d.Foreign, f)
	}
	return v
}

// terms reads the values of a taxonomy: a list of ids.
func (r *Reader) terms(d *Document, src diag.Source, name string, f data.Field) {
	field := kind.Field{Name: name, Type: kind.Text, List: true}
	if name == "countries" {
		field.Type = kind.Country
	}
	list, ms := field.Check(src, r.native(d, f, &field), r.config, false)
	d.Messages = append(d.Messages, ms...)
	if len(list.Items) == 0 {
		return
	}
	if d.Inherited.Terms == nil {
		d.Inherited.Terms = make(map[string][]string, 2)
	}
	ids := make([]string, 0, len(list.Items))
	for _, id := range list.Strings() {
		if id = strings.TrimSpace(id); id != "" {
			ids = append(ids, id)
		}
	}
	d.Inherited.Terms[name] = ids
}

// set gives a common field its place.
func (d *Document) set(name string, v kind.Value) {
	in := &d.Inherited
	switch name {
	case "title":
		d.Title = strings.TrimSpace(v.Text)
	case "summary":
		d.Summary = strings.TrimSpace(v.Text)
	case "slug":
		d.Slug = strings.TrimSpace(v.Text)
	case "aliases":
		d.Aliases = v.Strings()
	case "translators":
		d.Translators = v.Strings()
	case "updated":
		d.Updated = v.Date
	case "image_alt":
		d.ImageAlt = v.Text
	case "labels":
		d.Labels = v.Fields
	case "errata":
		d.Errata = v.Items
	case "translation":
		d.Translation = v.Text
	case "checks":
		d.Checks = v.Fields
	case "draft":
		d.Draft = v.Bool
	case "source":
		d.Source = v.Text
	case "publication":
		d.Publication = strings.Trim(v.Text, "/ ")
	case "kind":
		d.Kind = strings.TrimSpace(v.Text)
	case "date":
		in.Date = v.Date
	case "publish":
		in.Publish = v.Date
	case "authors":
		for _, item := range v.Items {
			in.Authors = append(in.Authors, item.Author())
		}
	case "related":
		in.Related = v.Strings()
	case "image":
		in.Image = v.Text
	case "license":
		in.License = v.Text
	case "identifiers":
		in.Identifiers = v.Fields
	case "weight":
		in.Weight = int(v.Number)
	case "series":
		in.Series = v.Text
	case "place":
		in.Place = v.Texts
	case "form":
		in.Form = strings.TrimSpace(v.Text)
	case "correction":
		in.Correction = v
	case "retraction":
		in.Retraction = v
	case "unlisted":
		in.Unlisted = v.Bool
	case "files":
		in.Files = v.Items
	}
}

// Label is a label that the edition gives to a file, or "".
func (d *Document) Label(file string) string {
	for _, l := range d.Labels {
		if l.Name == file {
			return l.Value.Text
		}
	}
	return ""
}

package kind

import (
	"slices"
	"strings"

	"tract/generator/data"
)

// Author is who made a publication: a person, or a body such as a circle or an
// institute.
type Author struct {
	Name string // as pages show it
	// Family and Given are the parts of a person's name, for lists that are
	// sorted by them; empty where they are not known.
	Family, Given string
	Is            Authorship
}

// Authorship is what an author is.
type Authorship uint8

// What an author is: not said, a person, or a body.
const (
	AuthorUnsaid Authorship = iota
	Person
	Body
)

// authorTypes are the types of an author as front matter names them; both
// spellings are good English.
var authorTypes = map[string]Authorship{"person": Person, "organization": Body, "organisation": Body}

// authorFields are the parts of an author that is written as an object.
var authorFields = []string{"name", "type", "family", "given"}

// Author is the author that a value of the type Byline names.
func (v Value) Author() Author {
	a := Author{Name: v.Text, Family: v.Get("family").Text, Given: v.Get("given").Text, Is: authorTypes[v.Get("type").Text]}
	if a.Is == AuthorUnsaid && (a.Family != "" || a.Given != "") {
		a.Is = Person
	}
	return a
}

// Parted is a person's name with its parts, where it is written as lists are
// sorted, with one comma: “García Márquez, Gabriel”.
func (a Author) Parted() Author {
	family, given, ok := strings.Cut(a.Name, ",")
	family, given = strings.TrimSpace(family), strings.TrimSpace(given)
	if !ok || a.Is == Body || a.Family != "" || a.Given != "" || family == "" || given == "" || strings.Contains(given, ",") {
		return a
	}
	return Author{Name: given + " " + family, Family: family, Given: given, Is: Person}
}

// Sorted is the name as lists are sorted by it: the family's first where the
// parts are known.
func (a Author) Sorted() string {
	switch {
	case a.Family != "" && a.Given != "":
		return a.Family + ", " + a.Given
	case a.Family != "":
		return a.Family
	}
	return a.Name
}

// AuthorNames are the names of authors as pages show them.
func AuthorNames(authors []Author) []string {
	if len(authors) == 0 {
		return nil
	}
	names := make([]string, len(authors))
	for i, a := range authors {
		names[i] = a.Name
	}
	return names
}

// author reads an author that is written as an object. Its name may be given by
// its parts alone.
func (k *checker) author(v data.Value) Value {
	out := Value{Type: Byline}
	for _, g := range v.Fields {
		text := k.one(&Field{Name: g.Name, Type: Text}, g.Value).Text
		switch text = strings.TrimSpace(text); g.Name {
		case "name":
			out.Text = text
		case "family", "given":
			out.Fields = append(out.Fields, Named{g.Name, Value{Type: Text, Text: text}})
		case "type":
			if _, ok := authorTypes[text]; !ok {
				k.choice(&Field{Name: "type"}, g.Value, []string{"person", "organization"}, "")
				continue
			}
			out.Fields = append(out.Fields, Named{g.Name, Value{Type: Text, Text: text}})
		default:
			k.unknown(g, authorFields)
		}
	}
	if out.Text == "" {
		out.Text = strings.TrimSpace(out.Get("given").Text + " " + out.Get("family").Text)
	}
	if out.Text == "" {
		k.at("field-empty", v, "field", "name")
	}
	return out
}

// foreignAuthor leaves aside the parts of an author that only another
// generator's schema explains: an address, a portrait. Without a name all of it
// is.
func foreignAuthor(v data.Value) (data.Value, bool) {
	name, named := v.Get("name")
	for _, other := range []string{"label", "title", "family", "given"} {
		if !named {
			name, named = v.Get(other)
		}
	}
	if !named || name.Kind == data.Map || name.Kind == data.List {
		return data.Value{Start: v.Start, End: v.End}, true
	}
	out, foreign := v, false
	out.Fields = make([]data.Field, 0, len(v.Fields))
	for _, f := range v.Fields {
		switch {
		case f.Name == "label" || f.Name == "title":
			if _, ok := v.Get("name"); !ok {
				f.Name = "name"
				out.Fields = append(out.Fields, f)
			}
			foreign = true
		case !slices.Contains(authorFields, f.Name):
			foreign = true
		default:
			out.Fields = append(out.Fields, f)
		}
	}
	return out, foreign
}

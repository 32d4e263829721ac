package kind

import (
	"encoding/json"
	"slices"

	"tract/generator/config"
)

// draft is the JSON Schema that schemas are written in: that which the programs
// read that editors use. They refuse what names a later one.
const draft = "http://json-schema.org/draft-07/schema#"

// Schema is the JSON Schema (draft 7) of the front matter of a kind's files, for
// editors that check it while it is written. It is as strict as can be said of
// one file alone: a translation leaves out what it inherits, so that only what
// each edition needs is required.
func (s *Set) Schema(k *Kind, c *config.Config) []byte { return s.schema(k.Name, k.Fields, c) }

// SectionSchema is the JSON Schema of the front matter of files that describe a
// section (_index): what all kinds have.
func (s *Set) SectionSchema(c *config.Config) []byte { return s.schema("section", nil, c) }

func (s *Set) schema(title string, fields []Field, c *config.Config) []byte {
	properties := map[string]any{}
	var required []string
	add := func(f *Field) {
		p := property(f)
		switch {
		case f.Required && f.PerLanguage:
			required = append(required, f.Name)
			p["description"] = "Required in each edition."
		case f.Required:
			p["description"] = "Required in the source edition; translations inherit it."
		case f.PerLanguage:
			p["description"] = "Each edition has its own."
		case f.Type != Object:
			p["description"] = "Translations inherit it from the source edition."
		}
		properties[f.Name] = p
	}
	for i := range s.Common {
		add(&s.Common[i])
	}
	for i := range fields {
		add(&fields[i])
	}
	properties["kind"] = map[string]any{"type": "string", "enum": s.Names()}
	properties["description"] = map[string]any{"type": "string", "description": "Read as summary."}
	properties["translationKey"] = map[string]any{"type": "string", "description": "Read as publication."}
	for _, t := range c.Taxonomies {
		items := map[string]any{"type": "string"}
		if t.Name == "countries" {
			items = property(&Field{Type: Country})
		}
		properties[t.Name] = oneOrMore(items)
	}
	slices.Sort(required)
	text, err := json.MarshalIndent(map[string]any{
		"$schema": draft, "title": title, "type": "object",
		"properties": properties, "required": slices.Compact(required), "additionalProperties": false,
	}, "", "  ")
	if err != nil {
		panic(err) // maps of texts always have a JSON form
	}
	return append(text, '\n')
}

// property is the schema of a field's value.
func property(f *Field) map[string]any {
	var p map[string]any
	switch f.Type {
	case Integer:
		p = map[string]any{"type": "integer"}
	case Number:
		p = map[string]any{"type": "number"}
	case Boolean:
		p = map[string]any{"type": "boolean"}
	case Year:
		p = map[string]any{"type": "integer", "minimum": -9999, "maximum": 9999}
	case Date:
		p = pattern(`^\d{4}(-\d{2}(-\d{2})?)?$`, "integer") // 2026 alone is a number in YAML
	case DateTime:
		p = pattern(`^\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$`, "integer")
	case Time:
		p = pattern(`^\d{2}:\d{2}(:\d{2})?$`)
	case URL:
		p = pattern(`^https?://`)
	case Country:
		p = pattern(`^[A-Za-z]{2}$`)
	case Language:
		p = pattern(`^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$`)
	case Region:
		p = map[string]any{"enum": regionNames()}
	case Choice:
		p = map[string]any{"enum": f.Values}
	case File:
		p = map[string]any{"anyOf": []any{map[string]any{"type": "string"}, map[string]any{"type": "object",
			"properties": map[string]any{"file": map[string]any{"type": "string"}, "label": localized()}, "required": []string{"file"}, "additionalProperties": false}}}
	case Byline:
		text := map[string]any{"type": "string"}
		p = map[string]any{"anyOf": []any{text, map[string]any{"type": "object", "additionalProperties": false, "properties": map[string]any{
			"name": text, "family": text, "given": text, "type": map[string]any{"enum": []string{"organisation", "organization", "person"}}}}}}
	case Localized:
		p = localized()
	case Map:
		p = map[string]any{"type": "object", "additionalProperties": map[string]any{"type": []string{"string", "number"}}}
	case Object:
		p = object(f.Fields)
	default:
		p = map[string]any{"type": []string{"string", "number"}} // a text of digits needs no quotes
	}
	if f.List {
		return oneOrMore(p)
	}
	return p
}

// pattern is a text of a form; others are types that YAML makes of some.
func pattern(expression string, others ...string) map[string]any {
	if len(others) == 0 {
		return map[string]any{"type": "string", "pattern": expression}
	}
	return map[string]any{"type": append([]string{"string"}, others...), "pattern": expression}
}

// localized is one text for all languages, or one for each.
func localized() map[string]any {
	return map[string]any{"anyOf": []any{map[string]any{"type": "string"}, map[string]any{"type": "object", "additionalProperties": map[string]any{"type": "string"}}}}
}

// oneOrMore is a list; one value counts as a list of one.
func oneOrMore(item map[string]any) map[string]any {
	return map[string]any{"anyOf": []any{map[string]any{"type": "array", "items": item}, item}}
}

func object(fields []Field) map[string]any {
	properties := map[string]any{}
	required := []string{}
	for i := range fields {
		properties[fields[i].Name] = property(&fields[i])
		if fields[i].Type == Identifier {
			required = append(required, fields[i].Name)
		}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

// FolderSchema is the JSON Schema of texts in the folders of a kind: its own,
// unless a text says itself of which kind it is. The schemas of all kinds lie in
// the folder above, as kind.schema.json.
func (s *Set) FolderSchema(k *Kind) []byte {
	to := func(k *Kind) map[string]any { return map[string]any{"$ref": "../" + k.Name + ".schema.json"} }
	var others []any
	for _, other := range s.Kinds {
		others = append(others, map[string]any{
			"if":   map[string]any{"properties": map[string]any{"kind": map[string]any{"const": other.Name}}},
			"then": to(other),
		})
	}
	text, err := json.MarshalIndent(map[string]any{
		"$schema": draft, "title": k.Name, "if": map[string]any{"required": []string{"kind"}},
		"then": map[string]any{
			"properties": map[string]any{"kind": map[string]any{"enum": s.Names()}},
			"allOf":      others,
		},
		"else": to(k),
	}, "", "  ")
	if err != nil {
		panic(err) // maps of texts always have a JSON form
	}
	return append(text, '\n')
}

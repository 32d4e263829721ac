package check

import (
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/kind"
	"tract/generator/site"
)

// items reports objects of a list that have one id: points of an agenda, rounds,
// figures. A translation names them by it, so that two with the same id would
// both get the words of one.
func items(s *site.Site) []diag.Message {
	var ms []diag.Message
	for _, p := range s.Publications {
		for i := range p.Kind.Fields {
			f := &p.Kind.Fields[i]
			id := identifier(f)
			if id == "" {
				continue
			}
			for _, e := range p.Real() {
				if list, ok := e.Fields.Get(f.Name); ok && !e.Broken {
					ms = append(ms, idsTwice(e, f.Name, id, list)...)
				}
			}
		}
	}
	return ms
}

// identifier is the name of the field by which the objects of a list are told
// apart; "" where they are not.
func identifier(f *kind.Field) string {
	if f.Type != kind.Object || !f.List {
		return ""
	}
	for i := range f.Fields {
		if f.Fields[i].Type == kind.Identifier {
			return f.Fields[i].Name
		}
	}
	return ""
}

func idsTwice(e *site.Edition, field, id string, list data.Value) []diag.Message {
	var ms []diag.Message
	first := map[string]data.Value{}
	for _, item := range list.Items {
		v, ok := item.Get(id)
		text := strings.TrimSpace(v.Text)
		if !ok || text == "" {
			continue
		}
		if was, twice := first[text]; twice {
			m := e.Message("item-id-twice", v.Start, v.End, "field", field, "name", id, "id", text)
			ms = append(ms, m.Also(diag.Place{File: e.File.Path, Range: e.Message("", was.Start, was.End).Range}))
			continue
		}
		first[text] = v
	}
	return ms
}

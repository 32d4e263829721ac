package check

import (
	"strings"

	"tract/generator/diag"
	"tract/generator/site"
)

// actions tells of what home pages should lead to and the site does not have.
func actions(s *site.Site) []diag.Message {
	var ms []diag.Message
	for _, a := range s.Config.Actions {
		if a.External() || s.Node(a.To) != nil {
			continue
		}
		m := diag.In("config-action-nowhere", a.Place.File, "value", a.To)
		m.Range = a.Place.Range
		ms = append(ms, m)
	}
	return ms
}

// namedKinds tells of kinds that settings of tract.yaml name and the site does
// not have.
func namedKinds(s *site.Site) []diag.Message {
	var ms []diag.Message
	for _, n := range s.Config.NamedKinds {
		if s.Kinds.Kind(n.Name) != nil {
			continue
		}
		m := diag.In("config-kind-unknown", n.Place.File, "field", n.Field, "kind", n.Name, "allowed", strings.Join(s.Kinds.Names(), ", "))
		if near := diag.Near(n.Name, s.Kinds.Names()); near != "" {
			m = diag.In("config-kind-unknown-near", n.Place.File, "field", n.Field, "kind", n.Name, "near", near)
		}
		m.Range = n.Place.Range
		ms = append(ms, m)
	}
	return ms
}

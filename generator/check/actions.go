package check

import (
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

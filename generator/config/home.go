package config

import (
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
)

// Action is something that home pages ask their readers to do.
type Action struct {
	To    string // the id of a publication or section, or an address that begins with https:// or mailto:
	Label Text   // empty: the title of what it leads to
	Place diag.Place
}

// External says whether the action leads out of the site.
func (a Action) External() bool {
	return strings.HasPrefix(a.To, "https://") || strings.HasPrefix(a.To, "mailto:")
}

// home reads `home:`. An empty list of actions is one: it asks for nothing.
func (r *reader) home(v data.Value) {
	if v.Kind == data.Null {
		return
	}
	if v.Kind != data.Map {
		r.at("config-type", v, "field", "home", "expected", "map")
		return
	}
	for _, f := range v.Fields {
		if f.Name != "actions" {
			r.unknown(f, []string{"actions"})
			continue
		}
		if f.Value.Kind != data.List {
			r.at("config-type", f.Value, "field", f.Name, "expected", "list")
			continue
		}
		r.c.Actions = []Action{}
		for _, item := range f.Value.Items {
			if a, ok := r.homeAction(item); ok {
				r.c.Actions = append(r.c.Actions, a)
			}
		}
	}
}

// homeAction is one entry: the id of a page, or a map with its label.
func (r *reader) homeAction(v data.Value) (Action, bool) {
	if v.Kind == data.String {
		v = data.Value{Kind: data.Map, Start: v.Start, End: v.End, Fields: []data.Field{{Name: "to", Start: v.Start, End: v.Start, Value: v}}}
	}
	var a Action
	if v.Kind != data.Map {
		r.at("config-action", v)
		return a, false
	}
	for _, f := range v.Fields {
		switch f.Name {
		case "to":
			a.To = r.str(f.Name, f.Value)
			m := diag.At("config-action-address", r.src, f.Value.Start, f.Value.End, "value", a.To)
			if strings.Contains(a.To, ":") && !a.External() || strings.ContainsAny(a.To, " <>\"") && a.External() {
				r.ms = append(r.ms, m)
				return a, false
			}
			a.Place = diag.Place{File: m.File, Range: m.Range}
			if !a.External() {
				a.To = strings.Trim(a.To, "/")
			}
		case "label":
			a.Label = r.text(f.Name, f.Value)
		default:
			r.unknown(f, []string{"to", "label"})
		}
	}
	if a.To == "" || a.External() && a.Label.IsZero() {
		r.at("config-action", v)
		return a, false
	}
	return a, true
}

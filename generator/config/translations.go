package config

import (
	"slices"
	"strconv"
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/i18n"
)

// Requirement is how well a kind of publication is to be translated into a
// language before "tract translate status" is content.
type Requirement struct {
	Language string // canonical tag; "" for all that have none of their own
	Kind     string // name of a kind; "" for all that have none of their own
	// Share is how many of 100 editions are to be up to date; 100 for “current”.
	Share int
	// Present says that it is enough that editions are there, outdated or not.
	Present bool
	// Unknown is what is told where the site has no such kind.
	Unknown diag.Message
}

// Required is what is asked of a kind in a language: what is said of both, else
// of the language, else of the kind in all languages, else of all. nil where
// nothing is.
func (c *Config) Required(language, kind string) *Requirement {
	for _, want := range [][2]string{{language, kind}, {language, ""}, {"", kind}, {"", ""}} {
		for i := range c.Require {
			if r := &c.Require[i]; r.Language == want[0] && r.Kind == want[1] {
				return r
			}
		}
	}
	return nil
}

// translations reads what is asked of translations:
//
//	translations:
//	  require:
//	    all: {declaration: current}
//	    ar: {declaration: current, default: 60}
func (r *reader) translations(v data.Value) {
	if v.Kind != data.Map {
		if v.Kind != data.Null {
			r.at("config-type", v, "field", "translations", "expected", "map")
		}
		return
	}
	for _, f := range v.Fields {
		if f.Name != "require" {
			r.unknown(f, []string{"require"})
			continue
		}
		if f.Value.Kind != data.Map {
			if f.Value.Kind != data.Null {
				r.at("config-type", f.Value, "field", "translations.require", "expected", "map")
			}
			continue
		}
		for _, of := range f.Value.Fields {
			r.required(of)
		}
	}
}

func (r *reader) required(of data.Field) {
	language := ""
	if of.Name != "all" {
		tag, ok := i18n.Canonical(of.Name)
		if !ok || r.c.LanguageIndex(tag) < 0 {
			r.ms = append(r.ms, diag.At("config-language-unknown", r.src, of.Start, of.End, "tag", of.Name))
			return
		}
		language = r.c.Languages[r.c.LanguageIndex(tag)].Tag
	}
	if of.Value.Kind != data.Map {
		if q, ok := r.require(of.Value); ok { // the same for all kinds
			q.Language = language
			r.c.Require = append(r.c.Require, q)
		}
		return
	}
	for _, f := range of.Value.Fields {
		q, ok := r.require(f.Value)
		if !ok {
			continue
		}
		q.Language = language
		if f.Name != "default" {
			q.Kind = f.Name
			q.Unknown = diag.At("config-require-kind", r.src, f.Start, f.End, "kind", f.Name)
		}
		r.c.Require = append(r.c.Require, q)
	}
}

// require is one requirement: current, present, or a share of 100.
func (r *reader) require(v data.Value) (Requirement, bool) {
	text := strings.TrimSpace(v.Text)
	if slices.Contains([]data.Kind{data.Map, data.List, data.Null}, v.Kind) {
		text = ""
	}
	switch text {
	case "current":
		return Requirement{Share: 100}, true
	case "present":
		return Requirement{Share: 100, Present: true}, true
	}
	n, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(text, "%")))
	if err != nil || n < 0 || n > 100 {
		r.at("config-require", v, "value", v.Text)
		return Requirement{}, false
	}
	return Requirement{Share: n}, true
}

package config_test

import (
	"fmt"
	"testing"

	"tract/generator/config"
)

func TestRequire(t *testing.T) {
	const languages = "base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}, ar: {}}\n"
	for _, test := range []struct{ text, ids, want string }{
		{"", "", "- - - -"},
		{"translations: {require: {ar: {declaration: current, default: 60}}}", "", "100 60 - -"},
		{"translations: {require: {all: {declaration: present}, ar: {default: 60%}}}", "", "60 60 100p -"},
		{"translations: {require: {all: 50, en: {declaration: 0}}}", "", "50 50 0 50"},
		{"translations: {require: {AR: current}}", "", "100 100 - -"},
		{"translations: {require: {de: {declaration: current}}}", "config-language-unknown", "- - - -"},
		{"translations: {require: {ar: {declaration: often, report: 101, default: -1}}}", "config-require config-require config-require", "- - - -"},
		{"translations: {require: {ar: [current]}}", "config-require", "- - - -"},
		{"translations: {require: current}", "config-type", "- - - -"},
		{"translations: [current]", "config-type", "- - - -"},
		{"translations: {requires: {ar: current}}", "config-unknown-field-near", "- - - -"},
		{"translations:", "", "- - - -"},
	} {
		c, ids := read(languages + test.text + "\n")
		got := ""
		for _, of := range [][2]string{{"ar", "declaration"}, {"ar", "report"}, {"en", "declaration"}, {"en", "report"}} {
			got += " " + shown(c.Required(of[0], of[1]))
		}
		if ids != test.ids || got[1:] != test.want {
			t.Errorf("%s: %s; told %q", test.text, got, ids)
		}
	}
}

func shown(r *config.Requirement) string {
	switch {
	case r == nil:
		return "-"
	case r.Present:
		return fmt.Sprint(r.Share, "p")
	}
	return fmt.Sprint(r.Share)
}

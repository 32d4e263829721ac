package config

import (
	"fmt"
	"testing"

	"tract/generator/diag"
)

const smallSite = "base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: }\n"

func TestImagesAndBudgets(t *testing.T) {
	for _, tt := range []struct{ yaml, sizes, budgets, messages string }{
		{"", "[480 960 1440]", "home 100 list 100 signatories 40 text 25 ", ""},
		{"images: off", "[]", "home 100 list 100 signatories 40 text 25 ", ""},
		{"images: false", "[]", "home 100 list 100 signatories 40 text 25 ", ""},
		{"images: {sizes: [900, 300, 900]}", "[300 900]", "home 100 list 100 signatories 40 text 25 ", ""},
		{"images: {sizes: []}", "[480 960 1440]", "home 100 list 100 signatories 40 text 25 ", "config-images "},
		{"images: {sizes: [0]}", "[480 960 1440]", "home 100 list 100 signatories 40 text 25 ", "config-images "},
		{"images: {sizes: [5000]}", "[480 960 1440]", "home 100 list 100 signatories 40 text 25 ", "config-images "},
		{"images: {size: 3}", "[480 960 1440]", "home 100 list 100 signatories 40 text 25 ", "config-unknown-field-near "},
		{"images: many", "[480 960 1440]", "home 100 list 100 signatories 40 text 25 ", "config-images "},
		{"budgets: off", "[480 960 1440]", "", ""},
		{"budgets: {text: 30, report: 60, home: off}", "[480 960 1440]", "list 100 report 60 signatories 40 text 30 ", ""},
		{"budgets: {text: -1}", "[480 960 1440]", "home 100 list 100 signatories 40 text 25 ", "config-budgets "},
		{"budgets: 25", "[480 960 1440]", "home 100 list 100 signatories 40 text 25 ", "config-budgets "},
	} {
		c, ms := Read(diag.Source{Path: File, Text: []byte(smallSite + tt.yaml + "\n")})
		if got := fmt.Sprint(c.ImageSizes); got != tt.sizes {
			t.Errorf("%s: sizes %s, wanted %s", tt.yaml, got, tt.sizes)
		}
		got := ""
		for _, name := range []string{"home", "list", "report", "signatories", "text"} {
			if b, ok := c.Budgets[name]; ok && b.KB > 0 {
				got += fmt.Sprint(name, " ", b.KB, " ")
			}
		}
		if got != tt.budgets {
			t.Errorf("%s: budgets %s, wanted %s", tt.yaml, got, tt.budgets)
		}
		ids := ""
		for _, m := range ms {
			ids += m.ID + " "
		}
		if ids != tt.messages {
			t.Errorf("%s: messages %q, wanted %q", tt.yaml, ids, tt.messages)
		}
	}
}

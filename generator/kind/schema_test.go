package kind_test

import (
	"encoding/json"
	"testing"

	"tract/generator/config"
	"tract/generator/diag"
	"tract/generator/kind"
)

func TestSchema(t *testing.T) {
	c, ms := config.Read(diag.Source{Path: "tract.yaml", Text: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n")})
	if len(ms) > 0 {
		t.Fatal(ms)
	}
	kinds, _ := kind.Load(nil)
	for _, k := range kinds.Kinds {
		var schema struct {
			Properties map[string]map[string]any
			Required   []string
		}
		if err := json.Unmarshal(kinds.Schema(k, c), &schema); err != nil {
			t.Fatalf("%s: %v", k.Name, err)
		}
		// Each declared field has its place, and each taxonomy.
		for _, f := range append(kinds.Common, k.Fields...) {
			if schema.Properties[f.Name] == nil {
				t.Errorf("%s: %s is missing", k.Name, f.Name)
			}
		}
		for _, tax := range c.Taxonomies {
			if schema.Properties[tax.Name] == nil {
				t.Errorf("%s: %s is missing", k.Name, tax.Name)
			}
		}
		if len(schema.Required) != 1 || schema.Required[0] != "title" {
			t.Errorf("%s: %v is required of every edition", k.Name, schema.Required)
		}
	}
	if len(kinds.Kinds) < 9 {
		t.Errorf("only %d kinds were looked at", len(kinds.Kinds))
	}
}

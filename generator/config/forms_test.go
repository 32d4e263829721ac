package config_test

import (
	"strings"
	"testing"

	"tract/generator/config"
	"tract/generator/diag"
)

func readForms(text string) (*config.Config, []diag.Message) {
	return config.Read(diag.Source{Path: "tract.yaml", Text: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n" + text)})
}

func TestFormFaults(t *testing.T) {
	const rest = "title: T, fields: [{name: a, label: A}]"
	for _, test := range []struct{ text, want string }{
		{"forms: {a: {action: http://example.org, " + rest + "}}", "config-form-action"},
		{"forms: {a: {action: javascript:alert(1), " + rest + "}}", "config-form-action"},
		{"forms: {a: {action: \"https://example.org; script-src *\", " + rest + "}}", "config-form-action"},
		{"forms: {a: {action: \"mailto:a@example.org?cc=b@example.org\", " + rest + "}}", "config-form-action"},
		{"forms: {a: {action: \"mailto:\", " + rest + "}}", "config-form-action"},
		{"forms: {a: {" + rest + "}}", "config-form-lacks"},
		{"forms: {a: {action: https://example.org/, title: T}}", "config-form-lacks"},
		{"forms: {a: {action: https://example.org/, fields: [{name: a, label: A}]}}", "config-form-lacks"},
		{"forms: {a: {action: https://example.org/, title: T, fields: [{name: a, label: A}, {name: a, label: B}]}}", "config-form-field-twice"},
		{"forms: {a: {action: https://example.org/, title: T, fields: [{name: a, label: A}, {name: b}]}}", "config-form-field-lacks"},
		{"forms: {a: {action: https://example.org/, title: T, fields: [{name: a, label: A}, {label: b}]}}", "config-form-field-lacks"},
		{"forms: {a: {action: https://example.org/, title: T, fields: [{name: a, label: A}, {name: b, type: select, label: B}]}}", "config-form-field-lacks"},
		{"forms: {a: {action: https://example.org/, title: T, fields: [{name: a, label: A, type: file}]}}", "config-choice"},
		{"forms: {a: {action: https://example.org/, title: T, colour: red, fields: [{name: a, label: A}]}}", "config-unknown-field"},
		{"forms: {a: yes}", "config-type"},
		{"forms: [example.org]", "config-form-host"},
		{"forms: [\"https://example.org; script-src *\"]", "config-form-host"},
	} {
		_, ms := readForms(test.text)
		found := false
		for _, m := range ms {
			found = found || strings.HasPrefix(m.ID, test.want) && m.Range.Start.Line == 4
		}
		if !found {
			t.Errorf("%s: told %v, want %s", test.text, ms, test.want)
		}
	}
}

func TestForms(t *testing.T) {
	c, ms := readForms("forms: {sign: {action: https://forms.example.org/x, title: {fr: Signer}, fields: [{name: email, type: email, label: {fr: Adresse}, required: true}]}, write: {action: mailto:a@example.org, title: T, fields: [{name: a, label: A}]}}")
	if len(ms) > 0 {
		t.Fatal(ms)
	}
	f := c.Form("sign")
	if f == nil || f.Host() != "forms.example.org" || f.Address() != "" || f.Method != "post" || !f.Fields[0].Required {
		t.Errorf("the form is %+v", f)
	}
	if f = c.Form("write"); f == nil || f.Host() != "" || f.Address() != "a@example.org" {
		t.Errorf("the form is %+v", f)
	}
	if c.Form("else") != nil {
		t.Error("a form that is not declared is found")
	}
	if c, ms = readForms("forms: [https://lists.example.org]"); len(ms) > 0 || len(c.FormHosts) != 1 {
		t.Errorf("hosts: %v, %v", c.FormHosts, ms)
	}
}

package data

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"tract/generator/diag"
)

// plain writes a value without its positions, in a form like JSON.
func plain(v Value) string {
	var b strings.Builder
	writePlain(&b, v)
	return b.String()
}

func writePlain(b *strings.Builder, v Value) {
	switch v.Kind {
	case Null:
		b.WriteString("null")
	case String:
		fmt.Fprintf(b, "%q", v.Text)
	case Number, Bool:
		b.WriteString(v.Text)
	case List:
		b.WriteByte('[')
		for i, item := range v.Items {
			if i > 0 {
				b.WriteByte(' ')
			}
			writePlain(b, item)
		}
		b.WriteByte(']')
	case Map:
		b.WriteByte('{')
		for i, f := range v.Fields {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(f.Name + ":")
			writePlain(b, f.Value)
		}
		b.WriteByte('}')
	}
}

// ids lists messages as id@line:column, in their order.
func ids(ms []diag.Message) string {
	var all []string
	for _, m := range ms {
		all = append(all, fmt.Sprintf("%s@%d:%d", m.ID, m.Range.Start.Line, m.Range.Start.Column))
	}
	return strings.Join(all, " ")
}

// paste puts each suggestion in the place of its line.
func paste(text string, ms []diag.Message) string {
	lines := strings.Split(text, "\n")
	for _, m := range ms {
		if n := m.Range.Start.Line; m.Suggestion != "" && n > 0 {
			end := ""
			if strings.HasSuffix(lines[n-1], "\r") {
				end = "\r"
			}
			lines[n-1] = m.Suggestion + end
		}
	}
	return strings.Join(lines, "\n")
}

func source(text string) diag.Source { return diag.Source{Path: "content/x", Text: []byte(text)} }

// checkPlaces holds that every value lies in the text and inside the value that
// holds it, unless an alias or a merge brought it there.
func checkPlaces(t *testing.T, text string, v Value, shared bool) {
	t.Helper()
	if v.Start < 0 || v.End < v.Start || v.End > len(text) {
		t.Fatalf("%s at %d:%d of %d bytes", plain(v), v.Start, v.End, len(text))
	}
	for _, item := range v.Items {
		checkPlaces(t, text, item, shared)
		if !shared && (item.Start < v.Start || item.End > v.End) {
			t.Fatalf("item %s at %d:%d outside its list at %d:%d in %q", plain(item), item.Start, item.End, v.Start, v.End, text)
		}
	}
	for _, f := range v.Fields {
		checkPlaces(t, text, f.Value, shared)
		if f.Start < 0 || f.End < f.Start || f.End > len(text) {
			t.Fatalf("name %q at %d:%d", f.Name, f.Start, f.End)
		}
	}
}

// catalogue is the ids of a language's data.yaml with the severity.
func catalogue(t *testing.T, lang string) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../diag/catalogue/" + lang + "/data.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var entries map[string]struct{ Severity, Sentence, Mend string }
	if err := yaml.Unmarshal(text, &entries); err != nil {
		t.Fatal(err)
	}
	severities := map[string]string{}
	for id, e := range entries {
		if e.Sentence == "" || e.Mend == "" {
			t.Errorf("%s: %s has no sentence or no mend", lang, id)
		}
		severities[id] = e.Severity
	}
	return severities
}

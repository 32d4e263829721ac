package data

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"tract/generator/diag"
)

// seeds are texts of all formats: those of the slip tables and a few more.
func seeds(format Format) []string {
	all := []string{"", "\n", "\x00", "\uFEFF", "a", strings.Repeat("[", 300), strings.Repeat("{\"a\":", 300), strings.Repeat("- ", 300)}
	for _, c := range slipCases {
		if c.format == format {
			all = append(all, c.text)
		}
	}
	switch format {
	case YAML:
		for _, c := range yamlCases {
			all = append(all, c.text)
		}
	case TOML:
		for _, c := range tomlCases {
			all = append(all, c.text)
		}
	case JSON:
		for _, c := range jsonCases {
			all = append(all, c.text)
		}
	}
	return all
}

// checkRead holds what is true of any text: no panic, places inside the text,
// known ids, and an end in good time.
func checkRead(t *testing.T, text string, read func(diag.Source) (Value, []diag.Message)) (Value, []diag.Message) {
	t.Helper()
	start := time.Now()
	v, ms := read(source(text))
	if d := time.Since(start); d > 2*time.Second && len(text) < 100_000 {
		t.Fatalf("%v for %d bytes", d, len(text))
	}
	checkPlaces(t, text, v, true)
	for _, m := range ms {
		if !diag.Known(m.ID) {
			t.Fatalf("id %s is not in the catalogue", m.ID)
		}
		for i := 1; i < len(m.Args); i += 2 {
			if m.Args[i] == "" || !utf8.ValidString(m.Args[i]) {
				t.Fatalf("%s: %s is %q in %q", m.ID, m.Args[i-1], m.Args[i], text)
			}
		}
		// What closes front matter is a line more.
		if !utf8.ValidString(m.Suggestion) || strings.Contains(m.Suggestion, "\n") && m.ID != "front-matter-unclosed" {
			t.Fatalf("%s suggests %q", m.ID, m.Suggestion)
		}
	}
	return v, ms
}

func FuzzYAML(f *testing.F) {
	for _, text := range seeds(YAML) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkRead(t, text, func(src diag.Source) (Value, []diag.Message) { return Parse(src, YAML) })
	})
}

// FuzzFlat holds that the reader of plain YAML reads what the library reads.
func FuzzFlat(f *testing.F) {
	for _, text := range seeds(YAML) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.Contains(text, "\x00") {
			return
		}
		v, ok := readFlat(text, 0)
		if !ok {
			return
		}
		faults := &faults{src: source(text)}
		want := readYAML(faults, withoutControls(faults, YAML, text, 0), 0)
		if got, want := fmt.Sprintf("%+v", v), fmt.Sprintf("%+v", want); got != want {
			t.Fatalf("%q\nflat    %s\nlibrary %s", text, got, want)
		}
		if len(faults.list) > 0 {
			t.Fatalf("%q is read without a word, but %s", text, ids(faults.messages()))
		}
	})
}

func FuzzTOML(f *testing.F) {
	for _, text := range seeds(TOML) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, ms := checkRead(t, text, func(src diag.Source) (Value, []diag.Message) { return Parse(src, TOML) })
		text = strings.TrimPrefix(text, "\uFEFF")
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\r\x00") || strings.TrimSpace(text) == "" {
			return
		}
		var into map[string]any
		_, err := toml.Decode(text, &into)
		if err == nil && len(ms) > 0 && ids(ms) != "" && !has(ms, "data-too-deep") {
			t.Fatalf("%q is TOML, but %s", text, ids(ms))
		}
		if err == nil && len(ms) == 0 && !sameTOML(v, into) {
			t.Fatalf("%q\nread as %s\nlibrary %v", text, plain(v), into)
		}
	})
}

func has(ms []diag.Message, id string) bool {
	for _, m := range ms {
		if m.ID == id {
			return true
		}
	}
	return false
}

// sameTOML compares a value with what the library decodes; numbers and times
// only by their kind, since we keep them as they are written.
func sameTOML(v Value, want any) bool {
	switch want := want.(type) {
	case map[string]any:
		if v.Kind != Map || len(v.Fields) != len(want) {
			return false
		}
		for _, f := range v.Fields {
			w, ok := want[f.Name]
			if !ok || !sameTOML(f.Value, w) {
				return false
			}
		}
		return true
	case []map[string]any:
		if v.Kind != List || len(v.Items) != len(want) {
			return false
		}
		for i := range want {
			if !sameTOML(v.Items[i], want[i]) {
				return false
			}
		}
		return true
	case []any:
		if v.Kind != List || len(v.Items) != len(want) {
			return false
		}
		for i := range want {
			if !sameTOML(v.Items[i], want[i]) {
				return false
			}
		}
		return true
	case string:
		return v.Kind == String && v.Text == clean(want)
	case bool:
		return v.Kind == Bool && v.Text == fmt.Sprint(want)
	case int64, float64:
		return v.Kind == Number
	case time.Time:
		return v.Kind == String && !v.Quoted
	}
	return false
}

func FuzzJSON(f *testing.F) {
	for _, text := range seeds(JSON) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, ms := checkRead(t, text, func(src diag.Source) (Value, []diag.Message) { return Parse(src, JSON) })
		text = strings.TrimPrefix(text, "\uFEFF")
		if !utf8.ValidString(text) || strings.Contains(text, "\x00") || strings.TrimSpace(text) == "" || has(ms, "line-ends-mac") {
			return
		}
		if valid := json.Valid([]byte(text)); valid != (len(ms) == 0) && !(valid && (has(ms, "duplicate-key") || has(ms, "data-too-deep") || has(ms, "control-character"))) {
			t.Fatalf("%q: valid %v, but %q", text, valid, ids(ms))
		}
		if len(ms) > 0 {
			return
		}
		d := json.NewDecoder(bytes.NewReader([]byte(text)))
		d.UseNumber()
		var want any
		if err := d.Decode(&want); err != nil || !sameJSON(v, want) {
			t.Fatalf("%q: %v\nread as %s\nlibrary %v", text, err, plain(v), want)
		}
	})
}

func sameJSON(v Value, want any) bool {
	switch want := want.(type) {
	case nil:
		return v.Kind == Null
	case bool:
		return v.Kind == Bool && v.Text == fmt.Sprint(want)
	case json.Number:
		return v.Kind == Number && v.Text == want.String()
	case string:
		return v.Kind == String && v.Text == clean(want)
	case []any:
		if v.Kind != List || len(v.Items) != len(want) {
			return false
		}
		for i := range want {
			if !sameJSON(v.Items[i], want[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		if v.Kind != Map || len(v.Fields) != len(want) {
			return false
		}
		for _, f := range v.Fields {
			w, ok := want[f.Name]
			if !ok || !sameJSON(f.Value, w) {
				return false
			}
		}
		return true
	}
	return false
}

func FuzzReadFrontMatter(f *testing.F) {
	for _, c := range frontCases {
		f.Add(c.text)
	}
	for format, mark := range map[Format]string{YAML: "---\n", TOML: "+++\n", JSON: ""} {
		for _, text := range seeds(format) {
			f.Add(mark + text + mark + "Body.\n")
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		var doc Document
		checkRead(t, text, func(src diag.Source) (Value, []diag.Message) {
			d, ms := ReadFrontMatter(src)
			doc = d
			return d.Front, ms
		})
		if doc.FrontStart > doc.FrontEnd || doc.FrontEnd > doc.BodyStart || doc.BodyStart > len(text) {
			t.Fatalf("%q: front %d:%d, body %d", text, doc.FrontStart, doc.FrontEnd, doc.BodyStart)
		}
		if (doc.Format == None) != (doc.Front.Kind == Null) || doc.Format != None && doc.Front.Kind != Map {
			t.Fatalf("%q: %v with %v", text, doc.Format, doc.Front.Kind)
		}
	})
}

func FuzzDate(f *testing.F) {
	for _, c := range dateCases {
		f.Add(c.text)
	}
	for _, c := range dateSlipCases {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d, ok := ParseDate(text); ok {
			if again, ok := ParseDate(d.RFC3339()); !ok || again != d {
				t.Fatalf("%q is %+v, then %+v", text, d, again)
			}
		}
		if iso, ok := DateSlip(text); ok {
			if d, ok := ParseDate(iso); !ok || d.String() != iso {
				t.Fatalf("%q suggests %q", text, iso)
			}
		}
	})
}

package kind

import (
	"bytes"
	"slices"
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
)

// typeFaults are the messages on a value that is not of its type.
var typeFaults = map[Type]string{
	Integer: "field-type-integer", Number: "field-type-number", Boolean: "field-type-boolean", Time: "field-type-time",
	Year: "field-type-year", URL: "field-type-url", Country: "field-type-country", Language: "field-type-language",
	TimeZone: "field-type-timezone",
}

// edit puts a text in the place of a value, on the line of a message.
type edit struct {
	message    int
	start, end int
	text       string
}

// wrong says that a scalar is not of its field's type, and offers the line with
// what was probably meant, where that can be known.
func (k *checker) wrong(f *Field, v data.Value) {
	k.at(typeFaults[f.Type], v, "field", f.Name, "value", strings.TrimSpace(v.Text))
	k.instead(v, f.guess(v, k.c), f.Type == Integer || f.Type == Number || f.Type == Boolean || f.Type == Year)
}

// instead offers, with the last message, the line with another value. The text
// is literal when the formats write it without quotes: a number, true. An empty
// one is no offer.
func (k *checker) instead(v data.Value, text string, literal bool) {
	if text == "" || strings.ContainsAny(text, "\"\\\n") || v.End > len(k.src.Text) || v.Start >= v.End {
		return
	}
	switch quote := k.src.Text[v.Start]; {
	case literal:
	case quote == '"' || quote == '\'' && !strings.Contains(text, "'"):
		text = string(quote) + text + string(quote)
	case v.Kind != data.String:
		text = `"` + text + `"` // TOML and JSON write any other text in quotes
	}
	k.edits = append(k.edits, edit{len(k.ms) - 1, v.Start, v.End, text})
}

// maxLine is the length of a line that is still offered as a whole.
const maxLine = 2 << 10

// suggest gives the messages their mended lines. Where several values of a line
// are wrong each suggestion mends all of them.
func (k *checker) suggest() {
	text := k.src.Text
	for _, e := range k.edits {
		from := bytes.LastIndexByte(text[:e.start], '\n') + 1
		if from == 0 && bytes.HasPrefix(text, []byte("\uFEFF")) {
			from = len("\uFEFF")
		}
		to := len(text)
		if i := bytes.IndexByte(text[e.start:], '\n'); i >= 0 {
			to = e.start + i
		}
		if to > from && text[to-1] == '\r' {
			to--
		}
		if e.end > to || to-from > maxLine {
			continue
		}
		var line strings.Builder
		at := from
		for _, other := range k.edits {
			if other.start < at || other.end > to {
				continue
			}
			line.Write(text[at:other.start])
			line.WriteString(other.text)
			at = other.end
		}
		line.Write(text[at:to])
		k.ms[e.message] = k.ms[e.message].Suggest(strings.ToValidUTF8(line.String(), "\uFFFD"))
	}
}

// choice says that a value is none of those that a field can have. Near is the
// one that was probably meant, or "".
func (k *checker) choice(f *Field, v data.Value, allowed []string, near string) {
	text, list := strings.TrimSpace(v.Text), strings.Join(allowed, ", ")
	if near == "" {
		near = diag.Near(text, allowed)
	}
	if near == "" {
		for _, one := range allowed {
			if strings.EqualFold(one, text) {
				near = one
			}
		}
	}
	if near == "" {
		k.at("field-choice", v, "field", f.Name, "value", text, "allowed", list)
		return
	}
	k.at("field-choice-near", v, "field", f.Name, "value", text, "near", near, "allowed", list)
	k.instead(v, near, false)
}

// regionNames are the values of a Region field, in order.
func regionNames() []string {
	var names []string
	for name := range Regions {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

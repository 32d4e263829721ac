package kind

import (
	"bytes"
	"strings"

	"tract/generator/data"
)

// Missing is what to paste in the place of the first line of a file whose field is
// missing: that line, and below it the field with an example of its value, which
// the author replaces. Front is the front matter as it stands in the file, with
// its opening line. It is "" when it does not open with a line of its own.
func (f *Field) Missing(front []byte) string {
	front = bytes.TrimPrefix(front, []byte("\uFEFF"))
	line, _, _ := strings.Cut(string(front), "\n")
	line = strings.TrimRight(line, " \t\r")
	switch {
	case strings.HasPrefix(line, "---"):
		return line + "\n" + f.Name + ": " + f.example(data.YAML)
	case strings.HasPrefix(line, "+++"):
		return line + "\n" + f.Name + " = " + f.example(data.TOML)
	case line == "{":
		return line + "\n  \"" + f.Name + "\": " + f.example(data.JSON) + ","
	}
	return ""
}

// Example is a value of the field's type, as YAML writes it.
func (f *Field) Example() string { return f.example(data.YAML) }

// example is a value of the field's type as a format writes it.
func (f *Field) example(format data.Format) string {
	one := f.exampleItem(format)
	if f.List {
		return "[" + one + "]"
	}
	return one
}

func (f *Field) exampleItem(format data.Format) string {
	text := "…"
	switch f.Type {
	case Integer:
		return "1"
	case Number:
		return "12.5"
	case Boolean:
		return "true"
	case Year:
		return "1978"
	case Date, DateTime:
		text = "2026-01-31"
	case Time:
		text = "14:30"
	case URL:
		text = "https://example.org/"
	case Country:
		text = "SN"
	case Region:
		text = "africa"
	case Language:
		text = "fr"
	case TimeZone:
		text = "Africa/Dakar"
	case Identifier:
		text = "opening"
	case Reference:
		text = "news/opening"
	case File:
		text = "report.pdf"
	case Choice:
		if len(f.Values) > 0 {
			text = f.Values[0]
		}
	case Map:
		return bracedFields(format, []Field{{Name: "name"}})
	case Object:
		return bracedFields(format, f.Fields)
	}
	if format == data.YAML && plainWord(text) {
		return text
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// bracedFields are the required fields of an object, or its first, in braces.
func bracedFields(format data.Format, fields []Field) string {
	sign := map[data.Format]string{data.YAML: ": ", data.TOML: " = ", data.JSON: ": "}[format]
	var parts []string
	for i := range fields {
		if !fields[i].Required && (len(parts) > 0 || i+1 < len(fields)) {
			continue
		}
		name := fields[i].Name
		if format == data.JSON {
			name = `"` + name + `"`
		}
		parts = append(parts, name+sign+fields[i].example(format))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// plainWord says that YAML reads a text as text without quotes, in brackets too.
func plainWord(text string) bool {
	for i, r := range text {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 && (r < '0' || r > '9') || !strings.ContainsRune("0123456789-/:._", r)) {
			return false
		}
	}
	switch strings.ToLower(text) {
	case "", "true", "false", "null":
		return false
	}
	return !strings.HasSuffix(text, ":")
}

package scaffold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tract/generator/data"
)

// front writes front matter, line by line.
type front struct {
	strings.Builder
}

// comment writes a line for people; an empty text writes nothing.
func (f *front) comment(text string) {
	if text != "" {
		f.WriteString("# " + text + "\n")
	}
}

// line writes one line at an indent.
func (f *front) line(indent int, text string) {
	f.WriteString(strings.Repeat("  ", indent) + text + "\n")
}

// field writes a field with a value as it was read. What is empty is left out.
func (f *front) field(indent int, name string, v data.Value) {
	switch v.Kind {
	case data.Null:
	case data.Map:
		if len(v.Fields) > 0 {
			f.line(indent, key(name)+":")
			f.fields(indent+1, v)
		}
	case data.List:
		if len(v.Items) > 0 {
			f.line(indent, key(name)+":")
			f.items(indent+1, v)
		}
	default:
		f.line(indent, key(name)+": "+scalar(v, indent+1))
	}
}

func (f *front) fields(indent int, v data.Value) {
	for _, sub := range v.Fields {
		f.field(indent, sub.Name, sub.Value)
	}
}

func (f *front) items(indent int, v data.Value) {
	for _, item := range v.Items {
		switch item.Kind {
		case data.Null:
		case data.Map, data.List:
			var inner front
			if item.Kind == data.Map {
				inner.fields(indent+1, item)
			} else {
				inner.items(indent+1, item)
			}
			f.WriteString(dashed(inner.String(), indent))
		default:
			f.line(indent, "- "+scalar(item, indent+1))
		}
	}
}

// dashed makes of the lines of a map or list, which stand one step deeper, an
// item of a list.
func dashed(lines string, indent int) string {
	if lines == "" {
		return ""
	}
	margin := strings.Repeat("  ", indent)
	return margin + "- " + strings.TrimPrefix(lines, margin+"  ")
}

// key is a field's name, in quotes where it could be read as something else.
func key(name string) string {
	for i := range len(name) {
		c := name[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || i > 0 && (c == '-' || '0' <= c && c <= '9')) {
			return data.Quote(name)
		}
	}
	switch strings.ToLower(name) {
	case "", "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return data.Quote(name)
	}
	return name
}

// scalar is a plain value. Numbers and truth values stay as they were written,
// a text of several lines stays one, all else is put in quotes.
func scalar(v data.Value, indent int) string {
	if !v.Quoted && (v.Kind == data.Number || v.Kind == data.Bool) {
		return v.Text
	}
	if text, ok := literal(v.Text, indent); ok {
		return text
	}
	return data.Quote(v.Text)
}

// literal is a text of several lines as a block, which a translator can read;
// false when a block would not give the same text back.
func literal(text string, indent int) (string, bool) {
	body := strings.TrimSuffix(text, "\n")
	if !strings.Contains(body, "\n") || !utf8.ValidString(text) || body[0] == ' ' || body[0] == '\n' || body[len(body)-1] == '\n' {
		return "", false
	}
	strange := strings.ContainsFunc(body, func(r rune) bool {
		return r != '\n' && (unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r >= '\uFEFF' && r <= '\uFFFF')
	})
	lines := strings.Split(body, "\n")
	for i, line := range lines {
		if strange || strings.TrimRight(line, " ") != line {
			return "", false
		}
		if line != "" {
			lines[i] = strings.Repeat("  ", indent) + line
		}
	}
	head := "|-\n"
	if body != text {
		head = "|\n"
	}
	return head + strings.Join(lines, "\n"), true
}

package signatory

import (
	"bytes"
	"encoding/csv"
	"path"
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
)

// values are a signatory's cells in the order of Columns.
func (s *Signatory) values() []string {
	return []string{s.Name, s.Latin, s.Language, s.Type.String(), s.Role, s.URL, s.Country, s.Place, s.Signed.String(), "", s.Digest}
}

// Append is the text of a list with further signatories at its end; what
// stands there already is not altered. An empty text begins a new list. The
// format is that of the file's name. It is false when the list is written in a
// way that nothing can be added to. A list in UTF-16 comes out in UTF-8.
func Append(src diag.Source, signed []Signatory) ([]byte, bool) {
	src = plainText(src)
	if strings.EqualFold(path.Ext(src.Path), ".csv") {
		return appendCSV(src, signed)
	}
	return appendYAML(src, signed)
}

func appendYAML(src diag.Source, signed []Signatory) ([]byte, bool) {
	indent := ""
	v, _ := data.Parse(src, data.YAML)
	list := v
	if v.Kind == data.Map {
		list, _ = v.Get(Stem)
		// The list has to be the last of the file, for rows are added there.
		if n := len(v.Fields); n == 0 || v.Fields[n-1].Name != Stem {
			return nil, false
		}
	}
	switch {
	case len(bytes.TrimSpace(src.Text)) == 0:
	case list.Kind == data.List && len(list.Items) > 0:
		dash, ok := indentOf(src.Text, list.Items[0].Start)
		if !ok {
			return nil, false
		}
		indent = dash
	case list.Kind == data.Null && v.Kind == data.Map:
	default:
		return nil, false // such as []
	}
	end := "\n"
	if bytes.Contains(src.Text, []byte("\r\n")) {
		end = "\r\n"
	}
	out := bytes.NewBuffer(bytes.Clone(src.Text))
	if n := len(src.Text); n > 0 && src.Text[n-1] != '\n' {
		out.WriteString(end)
	}
	for i := range signed {
		lead := indent + "- "
		for c, text := range signed[i].values() {
			if text == "" {
				continue
			}
			out.WriteString(lead + Columns[c] + ": " + scalar(Columns[c], text) + end)
			lead = indent + "  "
		}
	}
	return out.Bytes(), true
}

// indentOf is the space in front of the dash of a list's first item.
func indentOf(text []byte, at int) (string, bool) {
	from := bytes.LastIndexByte(text[:at], '\n') + 1
	before := strings.TrimPrefix(string(text[from:at]), "\uFEFF")
	indent, rest, found := strings.Cut(before, "-")
	return indent, found && strings.TrimSpace(indent) == "" && strings.TrimSpace(rest) == ""
}

// scalar is a text in YAML: plain where it is a code, a type or a date, else
// between double quotes.
func scalar(column, text string) string {
	switch column {
	case "type", "signed", "language":
		return text
	case "country":
		if text != "NO" { // which YAML once took for false
			return text
		}
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

func appendCSV(src diag.Source, signed []Signatory) ([]byte, bool) {
	out := bytes.NewBuffer(bytes.Clone(src.Text))
	w := csv.NewWriter(out)
	index := map[string]int{}
	width := len(Columns)
	if len(bytes.TrimSpace(src.Text)) == 0 {
		out.Reset()
		if err := w.Write(Columns); err != nil {
			return nil, false
		}
		for i, c := range Columns {
			index[c] = i
		}
	} else {
		rows, ms := data.ReadCells(src)
		for _, m := range ms {
			if m.Severity == diag.Error {
				return nil, false
			}
		}
		if len(rows) == 0 {
			return nil, false
		}
		width = len(rows[0])
		for i, c := range rows[0] {
			if name := column(c.Text); name != "" {
				if _, twice := index[name]; !twice {
					index[name] = i
				}
			}
		}
		if i, ok := index[bodyColumn]; ok {
			if _, named := index["name"]; !named {
				index["name"] = i
			}
		}
		if width > 1 {
			w.Comma = commaOf(src.Text, rows[0])
		}
		w.UseCRLF = bytes.Contains(src.Text, []byte("\r\n"))
		if src.Text[len(src.Text)-1] != '\n' {
			if w.UseCRLF {
				out.WriteByte('\r')
			}
			out.WriteByte('\n')
		}
	}
	for i := range signed {
		row := make([]string, width)
		for c, text := range signed[i].values() {
			at, ok := index[Columns[c]]
			if text != "" && !ok {
				return nil, false // the list has no column for it
			}
			if ok {
				row[at] = text
			}
		}
		if err := w.Write(row); err != nil {
			return nil, false
		}
	}
	w.Flush()
	return out.Bytes(), w.Error() == nil
}

// commaOf is what stands between the first two cells of a row.
func commaOf(text []byte, row []data.Cell) rune {
	for _, c := range string(text[row[0].End:row[1].Start]) {
		if c == ',' || c == ';' || c == '\t' || c == '|' {
			return c
		}
	}
	return ','
}

// Missing are the columns that a CSV list lacks for some signatories.
func Missing(src diag.Source, signed []Signatory) []string {
	src = plainText(src)
	rows, _ := data.ReadCells(src)
	if len(rows) == 0 || !strings.EqualFold(path.Ext(src.Path), ".csv") {
		return nil
	}
	has := map[string]bool{}
	for _, c := range rows[0] {
		has[column(c.Text)] = true
	}
	has["name"] = has["name"] || has[bodyColumn]
	var out []string
	for c, name := range Columns {
		for i := range signed {
			if !has[name] && signed[i].values()[c] != "" {
				out = append(out, name)
				break
			}
		}
	}
	return out
}

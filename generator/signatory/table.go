package signatory

import (
	"path"
	"strconv"
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
)

// maxSize is the largest list that is read: some 100,000 signatories.
const maxSize = 16 << 20

// table is a list before its columns are understood. Every row has the cells of
// the columns that it names.
type table struct {
	columns []data.Cell // the headers, each once
	rows    []record
	text    data.Cell // the digest for rows without one of their own
}

type record struct {
	start, end int
	cells      []data.Cell // beside table.columns; Start and End are 0 where there is none
}

// readTable reads a file by its extension, in UTF-8.
func readTable(src diag.Source) (table, []diag.Message) {
	if len(src.Text) > maxSize {
		return table{}, []diag.Message{diag.In("signatory-too-large", src.Path, "size", strconv.Itoa(len(src.Text)>>20), "limit", strconv.Itoa(maxSize>>20))}
	}
	if strings.EqualFold(path.Ext(src.Path), ".csv") {
		rows, ms := data.ReadCells(src)
		t, more := csvTable(src, rows)
		return t, append(ms, more...)
	}
	v, ms := data.Parse(src, data.YAML)
	t, more := yamlTable(src, v)
	return t, append(ms, more...)
}

// csvTable is a table of the rows of a CSV file. A row with another number of
// cells than the first is an error: nobody knows which of them is which.
func csvTable(src diag.Source, rows [][]data.Cell) (table, []diag.Message) {
	var t table
	if len(rows) == 0 {
		return t, []diag.Message{diag.In("signatory-none", src.Path)}
	}
	t.columns = rows[0]
	// Spreadsheets write separators behind the last column that is used.
	for n := len(t.columns); n > 1 && t.columns[n-1].Text == ""; n-- {
		t.columns = t.columns[:n-1]
	}
	var ms []diag.Message
	for _, cells := range rows[1:] {
		width := len(cells)
		for width > len(t.columns) && cells[width-1].Text == "" {
			width--
		}
		start, end := cells[0].Start, cells[len(cells)-1].End
		if width > len(t.columns) || len(cells) < len(t.columns) {
			ms = append(ms, diag.At("signatory-columns", src, start, end, "found", strconv.Itoa(width), "expected", strconv.Itoa(len(t.columns))))
			continue
		}
		t.rows = append(t.rows, record{start, end, cells[:len(t.columns)]})
	}
	return t, ms
}

// yamlTable is a table of a list of maps, or of a map that holds one.
func yamlTable(src diag.Source, v data.Value) (table, []diag.Message) {
	var t table
	y := yamlReader{src: src, t: &t, index: map[string]int{}}
	switch v.Kind {
	case data.Map:
		for _, f := range v.Fields {
			switch f.Name {
			case Stem:
				y.list(f.Value)
			case "text", "digest":
				t.text = data.Cell{Text: f.Value.Text, Start: f.Value.Start, End: f.Value.End}
			default:
				y.at("signatory-field", f.Start, f.End, "field", f.Name)
			}
		}
		if _, ok := v.Get(Stem); !ok {
			y.at("signatory-none", v.Start, v.End)
		}
	case data.List:
		y.list(v)
	case data.Null:
		if len(src.Text) == 0 || len(strings.TrimSpace(string(src.Text))) == 0 {
			return t, nil // told: the file is empty
		}
	default:
		y.at("signatory-none", v.Start, v.End)
	}
	return t, y.ms
}

type yamlReader struct {
	src   diag.Source
	t     *table
	index map[string]int
	ms    []diag.Message
}

func (y *yamlReader) at(id string, start, end int, args ...string) {
	y.ms = append(y.ms, diag.At(id, y.src, start, end, args...))
}

func (y *yamlReader) list(v data.Value) {
	if v.Kind == data.Null {
		return
	}
	if v.Kind != data.List {
		y.at("signatory-none", v.Start, v.End)
		return
	}
	for _, item := range v.Items {
		r := record{start: item.Start, end: item.End}
		switch item.Kind {
		case data.Map:
			r.cells = make([]data.Cell, len(y.t.columns), len(y.t.columns)+4)
			for _, f := range item.Fields {
				y.cell(&r, f)
			}
		case data.String, data.Number:
			// A name alone.
			y.cell(&r, data.Field{Name: "name", Value: item, Start: item.Start, End: item.Start})
		default:
			y.at("signatory-row", item.Start, item.End)
			continue
		}
		y.t.rows = append(y.t.rows, r)
	}
	for i := range y.t.rows {
		if missing := len(y.t.columns) - len(y.t.rows[i].cells); missing > 0 {
			y.t.rows[i].cells = append(y.t.rows[i].cells, make([]data.Cell, missing)...)
		}
	}
}

func (y *yamlReader) cell(r *record, f data.Field) {
	i, known := y.index[f.Name]
	if !known {
		i = len(y.t.columns)
		y.index[f.Name] = i
		y.t.columns = append(y.t.columns, data.Cell{Text: f.Name, Start: f.Start, End: f.End})
	}
	for len(r.cells) <= i {
		r.cells = append(r.cells, data.Cell{})
	}
	if f.Value.Kind == data.List || f.Value.Kind == data.Map {
		y.at("field-type-single", f.Value.Start, f.Value.End, "field", f.Name)
		return
	}
	r.cells[i] = data.Cell{Text: f.Value.Text, Start: f.Value.Start, End: f.Value.End}
}

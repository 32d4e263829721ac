package data

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"tract/generator/diag"
)

// ReadCSV is the rows of a CSV file (RFC 4180), every row as long as the
// first. The separator is the comma, semicolon or tab that the first line has
// most of; a byte order mark is dropped. A row of another length, a stray
// quote and text that is no UTF-8 are messages at their line; a short row is
// filled up, the cells beyond the first row's are left out.
func ReadCSV(src diag.Source) ([][]string, []diag.Message) {
	text, readable, ms := checkEncoding(src)
	if !readable {
		return nil, ms
	}
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	first, _, _ := bytes.Cut(text, []byte("\n"))
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma = separator(first)
	r.FieldsPerRecord = -1
	r.TrimLeadingSpace = true
	var rows [][]string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, ms
		}
		if err != nil {
			var parse *csv.ParseError
			offset := int(r.InputOffset())
			if errors.As(err, &parse) {
				offset = lineOffset(src.Text, parse.Line)
			}
			ms = append(ms, diag.At("csv-quote", src, offset, rowEnd(src.Text, offset)))
			return rows, ms
		}
		if len(rows) > 0 && len(row) != len(rows[0]) {
			line, _ := r.FieldPos(0)
			at := lineOffset(src.Text, line)
			ms = append(ms, diag.At("csv-columns", src, at, rowEnd(src.Text, at)))
			for len(row) < len(rows[0]) {
				row = append(row, "")
			}
			row = row[:len(rows[0])]
		}
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		rows = append(rows, row)
	}
}

// separator is what most likely divides the cells of a line.
func separator(line []byte) rune {
	best, most := ',', bytes.Count(line, []byte(","))
	for _, c := range ";\t" {
		if n := bytes.Count(line, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

// lineOffset is the byte at which a line, counted from 1, begins.
func lineOffset(text []byte, line int) int {
	at := 0
	for ; line > 1; line-- {
		i := bytes.IndexByte(text[at:], '\n')
		if i < 0 {
			return at
		}
		at += i + 1
	}
	return at
}

func rowEnd(text []byte, at int) int {
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(text)
}

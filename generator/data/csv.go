package data

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"tract/generator/diag"
)

// Cell is one cell of a CSV file. Text is what it says, without white space
// around it; the file's bytes from Start to End are how it is written, with its
// quotation marks.
type Cell struct {
	Text       string
	Start, End int
}

// maxQuoteFaults is how many rows with stray quotation marks are told of: a
// file with more of them is no table.
const maxQuoteFaults = 100

// ReadCSV is the rows of a CSV file (RFC 4180), every row as long as the
// first. The separator is the comma, semicolon, tab or bar that the first line has
// most of; a byte order mark is dropped. A row of another length, a stray
// quote and text that is no UTF-8 are messages at their line; a short row is
// filled up, the cells beyond the first row's are left out.
func ReadCSV(src diag.Source) ([][]string, []diag.Message) {
	cells, ms := ReadCells(src)
	rows := make([][]string, len(cells))
	for n, row := range cells {
		texts := make([]string, len(cells[0]))
		for i := range min(len(row), len(texts)) {
			texts[i] = row[i].Text
		}
		if len(row) != len(texts) {
			ms = append(ms, diag.At("csv-columns", src, row[0].Start, row[len(row)-1].End))
		}
		rows[n] = texts
	}
	return rows, ms
}

// ReadCells is the rows of a CSV file as ReadCSV reads it, with the place of
// each cell and each row as long as it is written; none is empty. A line such
// as “sep=;” at the head, which spreadsheets write, names the separator. Rows
// without any text are left out. A row with a stray quotation mark is a message
// and left out; reading goes on with the next line.
func ReadCells(src diag.Source) ([][]Cell, []diag.Message) {
	text, readable, ms := checkEncoding(src)
	if !readable {
		return nil, ms
	}
	src.Text = text // line ends of old Macintoshes count as such
	r := &cellReader{src: src, ms: ms, comma: ',', lines: []int{0}}
	for i, c := range text {
		if c == '\n' && i+1 < len(text) {
			r.lines = append(r.lines, i+1)
		}
	}
	at := len(text) - len(bytes.TrimPrefix(text, []byte(bom)))
	first, after, _ := bytes.Cut(text[at:], []byte("\n"))
	for len(bytes.TrimSpace(first)) == 0 && len(after) > 0 {
		first, after, _ = bytes.Cut(after, []byte("\n"))
	}
	if line := bytes.TrimSpace(first); len(line) == 5 && strings.EqualFold(string(line[:4]), "sep=") && strings.IndexByte(",;\t|", line[4]) >= 0 {
		r.comma = rune(line[4])
		at = len(text) - len(after)
	} else {
		r.comma = separator(first)
	}
	for faults := 0; at < len(text) && faults < maxQuoteFaults; faults++ {
		at = r.part(at)
	}
	return r.rows, r.ms
}

type cellReader struct {
	src   diag.Source
	comma rune
	lines []int // where each line begins
	rows  [][]Cell
	ms    []diag.Message
}

// part reads from a line's first byte on, up to a fault, and gives where to go
// on: the end of the text, or the line after the one with the faulty row.
func (r *cellReader) part(at int) int {
	c := csv.NewReader(bytes.NewReader(r.src.Text[at:]))
	c.Comma = r.comma
	c.FieldsPerRecord = -1
	// The library would take the tabs of empty cells for space.
	c.TrimLeadingSpace = r.comma != '\t'
	c.ReuseRecord = true
	line, exact := slices.BinarySearch(r.lines, at)
	if !exact {
		line-- // behind a byte order mark
	}
	start := func(n int) int { return max(at, r.lines[min(line+n-1, len(r.lines)-1)]) }
	for {
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			return len(r.src.Text)
		}
		if err != nil {
			var parse *csv.ParseError
			if !errors.As(err, &parse) {
				return len(r.src.Text)
			}
			from := start(parse.Line) + max(parse.Column-1, 0)
			if open := r.unclosed(start(parse.StartLine)); errors.Is(parse.Err, csv.ErrQuote) && open >= 0 && len(bytes.TrimSpace(r.src.Text[min(from, len(r.src.Text)):])) == 0 {
				r.ms = append(r.ms, diag.At("csv-quote-open", r.src, open, rowEnd(r.src.Text, open)))
			} else {
				r.ms = append(r.ms, diag.At("csv-quote", r.src, from, rowEnd(r.src.Text, min(from, len(r.src.Text)))))
			}
			if next := line + parse.StartLine; next < len(r.lines) {
				return r.lines[next]
			}
			return len(r.src.Text)
		}
		row := make([]Cell, len(record))
		empty := true
		for i := range record {
			n, column := c.FieldPos(i)
			row[i] = Cell{Text: strings.TrimSpace(record[i]), Start: start(n) + column - 1}
			empty = empty && row[i].Text == ""
			if i > 0 {
				row[i-1].End = r.cellEnd(row[i-1].Start, row[i].Start)
			}
		}
		last := &row[len(row)-1]
		last.End = max(last.Start, at+len(bytes.TrimRight(r.src.Text[at:at+int(c.InputOffset())], "\r\n")))
		if !empty {
			r.rows = append(r.rows, row)
		}
	}
}

// unclosed is the place of the quotation mark that begins the last cell of a row
// that goes on to the end of the text; -1 where that ends.
func (r *cellReader) unclosed(at int) int {
	open, head := -1, true
	for i := at; i < len(r.src.Text); i++ {
		switch c := r.src.Text[i]; {
		case open >= 0:
			if c == '"' {
				if i+1 < len(r.src.Text) && r.src.Text[i+1] == '"' {
					i++
				} else {
					open = -1
				}
			}
		case c == '"' && head:
			open, head = i, false
		case rune(c) == r.comma || c == '\n':
			head = true
		case c != ' ':
			head = false
		}
	}
	return open
}

// cellEnd is where a cell ends, from its start and that of the next one.
func (r *cellReader) cellEnd(start, next int) int {
	if i := bytes.LastIndexByte(r.src.Text[start:next], byte(r.comma)); i >= 0 {
		return start + i
	}
	return next
}

// separator is what most likely divides the cells of a line; what stands
// between quotation marks does not count.
func separator(line []byte) rune {
	counts := map[rune]int{}
	quoted := false
	for _, c := range string(line) {
		if c == '"' {
			quoted = !quoted
		} else if !quoted {
			counts[c]++
		}
	}
	best := ','
	for _, c := range ";\t|" {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return best
}

func rowEnd(text []byte, at int) int {
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(text)
}

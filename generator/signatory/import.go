package signatory

// Reading the export of a form, so that those who signed there can be added to
// a list.

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/i18n"
)

// Import is what an export of a form came to.
type Import struct {
	New       []Signatory       // to be added, in the order of the export
	Twice     []string          // names that stand in the export or the list already; they are left out
	Withdrawn []string          // of these, names that withdrew: they are not to come back unseen
	Columns   [][2]string       // headers of the export with the columns that they were read as
	Ignored   []string          // headers that are not read
	Contacts  []string          // headers of addresses and numbers of people, which are not read either
	Countries map[string]string // names of countries that were turned into codes
	Unknown   []string          // names of countries that nobody knows; those cells are left empty
	Encoding  string            // that the export was read from, where it was not UTF-8
	DayFirst  bool              // dates such as 04/03/2024 were read with the day first
}

// ReadExport reads the export of a form. The list is the one that it is to be
// added to, or nil. columns says for headers which of Columns they are, before
// what they seem to be; an empty one is not read. digest is that of the text as
// it was signed, or empty. The messages say what keeps rows from being read.
func ReadExport(src diag.Source, list *List, columns map[string]string, digest string) (Import, []diag.Message) {
	in := Import{Countries: map[string]string{}}
	src.Text, in.Encoding = decoded(src.Text)
	rows, ms := data.ReadCells(src)
	t, more := csvTable(src, rows)
	ms = append(ms, more...)
	if len(t.rows) == 0 && len(ms) > 0 {
		return in, ms
	}
	x := &export{in: &in, src: src, t: t, index: map[string][]int{}, list: list, digest: digest, seen: map[string]bool{}}
	if m := x.columns(columns); m != nil {
		return in, append(ms, *m)
	}
	x.dayFirst()
	for i := range t.rows {
		x.row(&t.rows[i])
	}
	return in, append(ms, x.ms...)
}

// decoded is a text in UTF-8, and the name of the encoding that it had:
// spreadsheets export UTF-16, and Windows-1252 where they know no better.
func decoded(text []byte) ([]byte, string) {
	switch {
	case bytes.HasPrefix(text, []byte("\xFF\xFE")) && len(text)%2 == 0:
		return wide(text[2:], func(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 }), "UTF-16"
	case bytes.HasPrefix(text, []byte("\xFE\xFF")) && len(text)%2 == 0:
		return wide(text[2:], func(b []byte) uint16 { return uint16(b[1]) | uint16(b[0])<<8 }), "UTF-16"
	case !utf8.Valid(text) && !bytes.Contains(text, []byte{0}):
		if out, err := charmap.Windows1252.NewDecoder().Bytes(text); err == nil {
			return out, "Windows-1252"
		}
	}
	return text, ""
}

func wide(text []byte, unit func([]byte) uint16) []byte {
	units := make([]uint16, 0, len(text)/2)
	for i := 0; i+1 < len(text); i += 2 {
		units = append(units, unit(text[i:]))
	}
	return []byte(string(utf16.Decode(units)))
}

type export struct {
	in     *Import
	src    diag.Source
	t      table
	index  map[string][]int // columns of the export by what they are
	list   *List
	digest string
	seen   map[string]bool
	ms     []diag.Message
}

// columns finds out what the columns are. The message says that the names
// cannot be told.
func (x *export) columns(chosen map[string]string) *diag.Message {
	folded := map[string]string{}
	for header, c := range chosen {
		folded[fold(header)] = c
	}
	for i, c := range x.t.columns {
		name, told := folded[fold(c.Text)]
		if !told {
			name = column(c.Text)
		}
		switch {
		case !told && asksForContact(c.Text), x.holdsContacts(i):
			x.in.Contacts = append(x.in.Contacts, c.Text)
			continue
		case name == "" || name == "withdrawn" && !told || name == "digest" && !told:
			x.in.Ignored = append(x.in.Ignored, c.Text)
			continue
		}
		x.index[name] = append(x.index[name], i)
		x.in.Columns = append(x.in.Columns, [2]string{c.Text, name})
	}
	m := diag.Message{}
	span := func(id string, args ...string) *diag.Message {
		first, last := x.t.columns[0], x.t.columns[len(x.t.columns)-1]
		m = diag.At(id, x.src, first.Start, last.End, args...)
		return &m
	}
	named, body := len(x.index["name"]) > 0 || len(x.index[familyColumn]) > 0, len(x.index[bodyColumn]) > 0
	if len(x.index["name"]) > 1 {
		return span("signatory-names-several", "first", x.header("name", 0), "second", x.header("name", 1))
	}
	switch {
	case len(x.t.columns) == 0:
		none := diag.In("signatory-none", x.src.Path)
		return &none
	case named && body:
		// Is the person the signatory, or the one who filled the form in for the
		// organisation? To publish the wrong one would do harm.
		key := "name"
		if len(x.index[key]) == 0 {
			key = familyColumn
		}
		return span("signatory-names-several", "first", x.header(key, 0), "second", x.header(bodyColumn, 0))
	case !named && !body:
		return span("signatory-no-names")
	}
	return nil
}

func (x *export) header(column string, n int) string { return x.t.columns[x.index[column][n]].Text }

// holdsContacts says whether a column holds addresses or numbers of people.
func (x *export) holdsContacts(i int) bool {
	phones, filled := 0, 0
	for _, row := range x.t.rows {
		text := row.cells[i].Text
		if isEmail(text) {
			return true
		}
		if text != "" {
			filled++
			if isPhone(text) {
				phones++
			}
		}
	}
	return phones > 0 && 2*phones >= filled
}

// cell is the text of a row's cell in a column, cleaned.
func (x *export) cell(row *record, column string) string {
	for _, i := range x.index[column] {
		// What was exported as a table to download has an apostrophe before
		// formulas.
		text, _ := clean(strings.TrimPrefix(row.cells[i].Text, "'"))
		if text != "" && len(text) <= maxText {
			return text
		}
	}
	return ""
}

// name puts a signatory's name together.
func (x *export) name(row *record) string {
	if body := x.cell(row, bodyColumn); body != "" {
		return body
	}
	given, family := x.cell(row, givenColumn), x.cell(row, familyColumn)
	name := x.cell(row, "name")
	if name != "" {
		family = name
	}
	if given == "" || family == "" {
		return given + family
	}
	if hanOnly(given) && hanOnly(family) {
		return family + given
	}
	return given + " " + family
}

func hanOnly(text string) bool {
	for _, r := range text {
		if r < 0x3400 || r > 0x9FFF {
			return false
		}
	}
	return true
}

func (x *export) row(row *record) {
	s := Signatory{Name: x.name(row), Role: x.cell(row, "role"), Place: x.cell(row, "place"), Digest: x.digest}
	if s.Name == "" {
		x.ms = append(x.ms, diag.At("signatory-nameless", x.src, row.start, row.end))
		return
	}
	key := Key(s.Name)
	found, withdrawn := x.list.Has(s.Name)
	if found || x.seen[key] {
		x.in.Twice = append(x.in.Twice, s.Name)
		if withdrawn {
			x.in.Withdrawn = append(x.in.Withdrawn, s.Name)
		}
		return
	}
	x.seen[key] = true
	if s.Latin = x.cell(row, "latin"); s.Latin == s.Name {
		s.Latin = ""
	}
	if tag, ok := i18n.Canonical(x.cell(row, "language")); ok {
		s.Language = tag
	}
	if t, ok := typeOf(x.cell(row, "type")); ok {
		s.Type = t
	} else if len(x.index[bodyColumn]) > 0 {
		s.Type = Organisation
	} else if len(x.index[givenColumn]) > 0 {
		s.Type = Person
	}
	s.URL = webAddress(x.cell(row, "url"))
	if name := x.cell(row, "country"); name != "" {
		if code, ok := i18n.CountryCode(name, Languages); ok {
			s.Country = code
			if !strings.EqualFold(code, name) {
				x.in.Countries[name] = code
			}
		} else if !slices.Contains(x.in.Unknown, name) {
			x.in.Unknown = append(x.in.Unknown, name)
		}
	}
	s.Signed = x.date(x.cell(row, "signed"))
	x.in.New = append(x.in.New, s)
}

// webAddress is an address on the web as it is to be published, or "".
func webAddress(text string) string {
	if text == "" {
		return ""
	}
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	if isWebAddress(text) {
		return text
	}
	return ""
}

// dayFirst finds out how dates with figures are written: with the day first
// unless one of them can only have the month first.
func (x *export) dayFirst() {
	x.in.DayFirst = true
	for i := range x.t.rows {
		a, b, _, ok := figures(x.cell(&x.t.rows[i], "signed"))
		if ok && b > 12 && a <= 12 {
			x.in.DayFirst = false
		}
		if ok && a > 12 {
			x.in.DayFirst = true
			return
		}
	}
}

// figures are the three numbers of a date such as 04/03/2024 10:22:01.
func figures(text string) (first, second, year int, ok bool) {
	day, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	parts := strings.FieldsFunc(day, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(parts) != 3 || len(parts[2]) != 4 {
		return 0, 0, 0, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil {
			return 0, 0, 0, false
		}
		n[i] = v
	}
	return n[0], n[1], n[2], true
}

// date is a day in whatever form a form writes it; the time of day is dropped.
func (x *export) date(text string) data.Date {
	if a, b, year, ok := figures(text); ok {
		if !x.in.DayFirst {
			a, b = b, a
		}
		text = pad(year, 4) + "-" + pad(b, 2) + "-" + pad(a, 2)
	} else if iso, slip := data.DateSlip(text); slip {
		text = iso
	} else if day, _, cut := strings.Cut(strings.ReplaceAll(text, "/", "-"), " "); cut {
		text = day // 2024/05/31 10:22:01 MEZ
	}
	d, ok := data.ParseDate(text)
	if !ok {
		return data.Date{}
	}
	d.Clock, d.Zone = "", ""
	return d
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

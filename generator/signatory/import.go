package signatory

// Reading the export of a form, so that those who signed there can be added to
// a list.

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

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
	Encoding  string            // that the export was read from, where it was not UTF-8
	DayFirst  bool              // dates such as 04/03/2024 were read with the day first
}

// ReadExport reads the export of a form. The list is the one that it is to be
// added to, or nil. columns says for headers which of Columns they are, before
// what they seem to be; an empty one is not read. digest is that of the text as
// it was signed, or empty. encoding is the name of the export's encoding, or
// empty where it is to be found out. The messages say what keeps rows from being
// read (errors), and which cells had to be left empty (warnings).
func ReadExport(src diag.Source, list *List, columns map[string]string, digest, encoding string) (Import, []diag.Message) {
	in := Import{Countries: map[string]string{}}
	text, was, ok := decode(src.Text, encoding)
	switch {
	case !ok && encoding != "":
		return in, []diag.Message{diag.In("signatory-encoding-other", src.Path, "encoding", encoding)}
	case !ok:
		return in, []diag.Message{diag.In("signatory-encoding", src.Path)}
	}
	src.Text, in.Encoding = text, was
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
	x.better()
	x.dayFirst()
	for i := range t.rows {
		x.row(&t.rows[i])
	}
	return in, append(ms, x.ms...)
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

// field is a cell of a row in a column, cleaned; false where it is empty.
func (x *export) field(row *record, column string) (data.Cell, bool) {
	for _, i := range x.index[column] {
		c := row.cells[i]
		c.Text, _ = clean(unguarded(c.Text))
		if c.Text != "" {
			return c, true
		}
	}
	return data.Cell{}, false
}

// unguarded is a cell without the apostrophe that stands before formulas in a
// table to download. Any other apostrophe belongs to the name: 't Hooft.
func unguarded(text string) string {
	if len(text) > 1 && text[0] == '\'' && strings.IndexByte("=+-@", text[1]) >= 0 {
		return text[1:]
	}
	return text
}

// cell is the text of a row's cell in a column. One that is too long for
// any name is told and left empty.
func (x *export) cell(row *record, column string) string {
	c, ok := x.field(row, column)
	if ok && len(c.Text) > maxText {
		x.drop("signatory-dropped-long", c, column)
		return ""
	}
	return c.Text
}

// drop tells of a cell that is left empty.
func (x *export) drop(id string, c data.Cell, column string) {
	const most = 60
	value := []rune(c.Text)
	if len(value) > most {
		value = append(value[:most], '…')
	}
	x.ms = append(x.ms, diag.At(id, x.src, c.Start, c.End, "value", string(value), "column", column))
}

// better keeps of several columns that stand for one thing the one with the most
// cells that can be read as that, and tells of the others.
func (x *export) better() {
	for _, name := range Columns {
		list := x.index[name]
		if len(list) < 2 || name == "name" {
			continue
		}
		best, most := list[0], -1
		for _, i := range list {
			n := 0
			for r := range x.t.rows {
				if text, _ := clean(unguarded(x.t.rows[r].cells[i].Text)); x.readable(name, text) {
					n++
				}
			}
			if n > most {
				best, most = i, n
			}
		}
		for _, i := range list {
			if c := x.t.columns[i]; i != best {
				x.ms = append(x.ms, diag.At("signatory-columns-several", x.src, c.Start, c.End, "column", c.Text, "taken", x.t.columns[best].Text, "field", name))
			}
		}
		x.index[name] = []int{best}
		x.in.Columns = slices.DeleteFunc(x.in.Columns, func(c [2]string) bool { return c[1] == name && c[0] != x.t.columns[best].Text })
	}
}

// readable says whether a text is something that a column can hold.
func (x *export) readable(column, text string) bool {
	if text == "" {
		return false
	}
	switch column {
	case "signed":
		_, ok := x.date(text)
		return ok
	case "country":
		_, ok := i18n.CountryCode(text, Languages)
		return ok
	case "url":
		return webAddress(text) != ""
	case "type":
		_, ok := typeOf(text)
		return ok
	case "language":
		_, ok := i18n.Canonical(text)
		return ok
	}
	return len(text) <= maxText
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
	x.typed(row, &s)
	x.in.New = append(x.in.New, s)
}

// typed reads the cells that are more than text. One that cannot be read is told
// and left empty.
func (x *export) typed(row *record, s *Signatory) {
	if c, filled := x.field(row, "language"); filled {
		tag, ok := i18n.Canonical(c.Text)
		if s.Language = tag; !ok {
			s.Language = ""
			x.drop("signatory-dropped-language", c, "language")
		}
	}
	said := false
	if c, filled := x.field(row, "type"); filled {
		if s.Type, said = typeOf(c.Text); !said {
			x.drop("signatory-dropped-type", c, "type")
		}
	}
	switch {
	case said:
	case len(x.index[bodyColumn]) > 0:
		s.Type = Organisation
	case len(x.index[givenColumn]) > 0:
		s.Type = Person
	}
	if c, filled := x.field(row, "url"); filled {
		if s.URL = webAddress(c.Text); s.URL == "" {
			x.drop("signatory-dropped-url", c, "url")
		}
	}
	if c, filled := x.field(row, "country"); filled {
		x.country(c, s)
	}
	if c, filled := x.field(row, "signed"); filled {
		day, ok := x.date(c.Text)
		if s.Signed = day; !ok {
			x.drop("signatory-dropped-date", c, "signed")
		}
	}
}

// country turns the name of a country into its code.
func (x *export) country(c data.Cell, s *Signatory) {
	code, ok := i18n.CountryCode(c.Text, Languages)
	switch several := i18n.CountriesNamed(c.Text); {
	case len(several) > 1:
		x.ms = append(x.ms, diag.At("signatory-dropped-countries", x.src, c.Start, c.End, "value", c.Text, "codes", strings.Join(several, ", ")))
	case !ok:
		x.drop("signatory-dropped-country", c, "country")
	default:
		s.Country = code
		if !strings.EqualFold(code, c.Text) {
			x.in.Countries[c.Text] = code
		}
	}
}

// webAddress is an address on the web as it is to be published, or "".
func webAddress(text string) string {
	if text == "" {
		return ""
	}
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil || !isWebAddress(text) || strings.ContainsAny(text, " \t") || !strings.Contains(strings.Trim(u.Hostname(), "."), ".") {
		return ""
	}
	return text
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
// It is false for what is none, and for years of two figures, which nobody can
// tell from days.
func (x *export) date(text string) (data.Date, bool) {
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
		return data.Date{}, false
	}
	d.Clock, d.Zone = "", ""
	return d, true
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

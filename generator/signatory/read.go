package signatory

import (
	"bytes"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/i18n"
)

// Languages are those whose words for columns, types and countries are known.
var Languages = []string{"fr", "en", "es", "pt", "ar", "bn", "hi", "zh", "sw"}

// DigestLength is the number of hexadecimal digits in the digest of a text.
const DigestLength = 32

type reader struct {
	src     diag.Source
	ms      []diag.Message
	list    *List
	index   map[string]int // place of each of Columns in the table
	text    string         // the digest for rows without one
	locator *diag.Locator
}

func (r *reader) at(id string, start, end int, args ...string) {
	r.ms = append(r.ms, diag.At(id, r.src, start, end, args...))
}

// instead is the line of a cell with other words in its place.
func (r *reader) instead(c data.Cell, with string) string {
	from := bytes.LastIndexByte(r.src.Text[:c.Start], '\n') + 1
	to := len(r.src.Text)
	if i := bytes.IndexByte(r.src.Text[c.End:], '\n'); i >= 0 {
		to = c.End + i
	}
	line := string(r.src.Text[from:c.Start]) + with + string(r.src.Text[c.End:to])
	return strings.ToValidUTF8(strings.TrimSuffix(strings.TrimPrefix(line, "\uFEFF"), "\r"), "\uFFFD")
}

// columns finds out what the columns of a table are, and tells of those that
// are not read.
func (r *reader) columns(t table) {
	r.index, r.locator = map[string]int{}, r.src.Locator()
	for i, c := range t.columns {
		name := column(c.Text)
		switch {
		case asksForContact(c.Text):
			r.at("signatory-contact", c.Start, c.End, "column", c.Text)
			continue
		case name == bodyColumn && !hasColumn(t, "name"):
			name = "name"
		}
		if !slices.Contains(Columns, name) {
			r.unknown(t, i)
			continue
		}
		if first, twice := r.index[name]; twice {
			r.at("signatory-column-twice", c.Start, c.End, "column", c.Text, "first", t.columns[first].Text, "field", name)
			continue
		}
		r.index[name] = i
	}
	if _, ok := r.index["name"]; !ok && len(t.columns) > 0 {
		first := t.columns[0]
		r.at("signatory-no-names", first.Start, t.columns[len(t.columns)-1].End)
	}
	r.text = r.digest(t.text)
}

func hasColumn(t table, name string) bool {
	return slices.ContainsFunc(t.columns, func(c data.Cell) bool { return column(c.Text) == name })
}

// unknown tells of a column that is not read: what it holds may be what must
// not even stand in the file.
func (r *reader) unknown(t table, i int) {
	c := t.columns[i]
	title := c.Text
	if title == "" {
		title = strconv.Itoa(i + 1)
	}
	phones, filled := 0, 0
	for _, row := range t.rows {
		text := row.cells[i].Text
		if isEmail(text) {
			r.at("signatory-contact", c.Start, c.End, "column", title)
			return
		}
		if strings.TrimSpace(text) != "" {
			filled++
			if isPhone(text) {
				phones++
			}
		}
	}
	switch near := diag.Near(c.Text, Columns); {
	case phones > 0 && 2*phones >= filled:
		r.at("signatory-contact", c.Start, c.End, "column", title)
	case near != "":
		r.at("signatory-column-near", c.Start, c.End, "column", title, "near", near)
	case filled > 0 || c.Text != "":
		r.at("signatory-column", c.Start, c.End, "column", title, "columns", strings.Join(Columns, ", "))
	}
}

// cell is the cell of a row in one of Columns, cleaned.
func (r *reader) cell(row *record, column string) (data.Cell, bool) {
	i, ok := r.index[column]
	if !ok {
		return data.Cell{}, false
	}
	c := row.cells[i]
	text, hidden := clean(c.Text)
	if hidden != 0 {
		r.at("signatory-hidden", c.Start, c.End, "column", column, "character", codePoint(hidden))
	}
	if len(text) > maxText {
		r.at("signatory-long", c.Start, c.End, "column", column)
		text = ""
	}
	switch column {
	case "name", "latin", "role", "place", "url", "country":
		if isEmail(text) || isPhone(text) || strings.HasPrefix(strings.ToLower(text), "tel:") {
			r.at("signatory-contact-cell", c.Start, c.End, "column", column)
			text = ""
		}
	}
	c.Text = text
	return c, text != ""
}

// row reads one row.
func (r *reader) row(row *record) {
	before := len(r.ms)
	s := Signatory{Range: r.locator.Range(row.start, row.end), Digest: r.text}
	name, named := r.cell(row, "name")
	s.Name = name.Text
	latin, _ := r.cell(row, "latin")
	if s.Latin = latin.Text; s.Latin == s.Name {
		s.Latin = ""
	}
	role, _ := r.cell(row, "role")
	where, _ := r.cell(row, "place")
	s.Role, s.Place = role.Text, where.Text
	r.typed(row, &s)
	if c, ok := r.cell(row, "digest"); ok {
		s.Digest = r.digest(c)
	}
	withdrawn := false
	if c, ok := r.cell(row, "withdrawn"); ok {
		withdrawn = !saysNo(c.Text)
	}
	if !named {
		if _, ok := r.index["name"]; ok && len(r.ms) == before {
			r.at("signatory-nameless", row.start, row.end)
		}
		return
	}
	key := Key(s.Name)
	if first, twice := r.list.names[key]; twice {
		id := "signatory-twice"
		if first.withdrawn != withdrawn {
			id = "signatory-withdrawn-twice"
		}
		m := diag.At(id, r.src, name.Start, name.End, "name", s.Name, "line", strconv.Itoa(first.at.Start.Line))
		r.ms = append(r.ms, m.Also(diag.Place{File: r.src.Path, Range: first.at}))
	} else {
		r.list.names[key] = place{s.Range, withdrawn}
	}
	if withdrawn {
		return
	}
	switch s.Type {
	case Person:
		r.list.Persons++
	case Organisation:
		r.list.Bodies++
	}
	r.list.Signed = append(r.list.Signed, s)
}

// typed reads the cells that are more than text. What is wrong with one is told,
// and it is left empty.
func (r *reader) typed(row *record, s *Signatory) {
	if c, ok := r.cell(row, "type"); ok {
		if s.Type, ok = typeOf(c.Text); !ok {
			m := diag.At("signatory-type", r.src, c.Start, c.End, "value", c.Text)
			if near := diag.Near(c.Text, []string{"organisation", "person"}); near != "" {
				m = m.Suggest(r.instead(c, near))
			}
			r.ms = append(r.ms, m)
		}
	}
	if c, ok := r.cell(row, "language"); ok {
		if tag, known := i18n.Canonical(c.Text); known {
			s.Language = tag
		} else {
			r.at("signatory-language", c.Start, c.End, "value", c.Text)
		}
	}
	if c, ok := r.cell(row, "url"); ok {
		if !isWebAddress(c.Text) {
			m := diag.At("signatory-url", r.src, c.Start, c.End, "value", c.Text)
			if u, err := url.Parse("https://" + c.Text); err == nil && !strings.Contains(c.Text, ":") && strings.Contains(u.Host, ".") {
				m = m.Suggest(r.instead(c, "https://"+c.Text))
			}
			r.ms = append(r.ms, m)
		} else {
			s.URL = c.Text
		}
	}
	if c, ok := r.cell(row, "country"); ok {
		if code := strings.ToUpper(c.Text); i18n.IsCountry(code) {
			s.Country = code
		} else {
			m := diag.At("signatory-country", r.src, c.Start, c.End, "value", c.Text)
			if several := i18n.CountriesNamed(c.Text); len(several) > 1 {
				m = diag.At("signatory-country-several", r.src, c.Start, c.End, "value", c.Text, "codes", strings.Join(several, ", "))
			}
			if code, known := i18n.CountryCode(c.Text, Languages); known {
				m = diag.At("signatory-country-name", r.src, c.Start, c.End, "value", c.Text, "code", code).Suggest(r.instead(c, code))
			}
			r.ms = append(r.ms, m)
		}
	}
	if c, ok := r.cell(row, "signed"); ok {
		if day, valid := data.ParseDate(c.Text); valid {
			s.Signed = day
		} else {
			m := diag.At("signatory-date", r.src, c.Start, c.End, "value", c.Text)
			if iso, slip := data.DateSlip(c.Text); slip && !strings.Contains(iso, " ") {
				m = m.Suggest(r.instead(c, iso))
			}
			r.ms = append(r.ms, m)
		}
	}
}

// isWebAddress says that a text is a whole address of a web page, without the
// name of a user.
func isWebAddress(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.Trim(u.Host, ".:") != "" && u.User == nil
}

// digest is a digest as it is compared; "" with a message for what is none.
func (r *reader) digest(c data.Cell) string {
	text := strings.ToLower(strings.TrimSpace(c.Text))
	if text == "" {
		return ""
	}
	if len(text) != DigestLength || strings.Trim(text, "0123456789abcdef") != "" {
		r.at("signatory-digest", c.Start, c.End, "value", c.Text)
		return ""
	}
	return text
}

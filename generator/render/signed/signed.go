// Package signed writes the list of those who signed a publication as a table
// to download: what the pages show, and nothing else of the site's list.
package signed

import (
	"bytes"
	"encoding/csv"
	"strings"
	"unicode/utf8"

	"tract/generator/site"
)

// columns are the head of the table; tract signatories add reads them again.
var columns = []string{"name", "latin", "type", "role", "url", "country", "country_name", "place", "signed"}

// CSV writes signatories.csv of a publication in a language: RFC 4180, UTF-8,
// in the order of the names in that language. A cell that a spreadsheet would
// take for a formula has an apostrophe in front. A byte order mark is the first
// sign: without it, spreadsheets read the names as Windows-1252.
func CSV(out *bytes.Buffer, s *site.Site, r site.Route) error {
	out.WriteString("\uFEFF")
	w := csv.NewWriter(out)
	w.UseCRLF = true
	if err := w.Write(columns); err != nil {
		return err
	}
	for _, one := range s.Signed(r.Publication, r.Language) {
		country, _ := r.Language.Locale.Country(one.Country)
		row := []string{one.Name, one.Latin, one.Type.String(), one.Role, one.URL, one.Country, country, one.Place, one.Signed.String()}
		for i := range row {
			row[i] = inert(row[i])
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// inert is a text as a cell that no spreadsheet computes (OWASP, CSV
// injection): also with the wide forms of the signs, and with signs that are not
// seen in front of them.
func inert(text string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, " \u00A0\u200B\u200C\u200D\u200E\u200F\u061C\uFEFF'"))
	if strings.ContainsRune("=+-@\t\r\n|%＝＋－＠", first) && text != "" {
		return "'" + text
	}
	return text
}

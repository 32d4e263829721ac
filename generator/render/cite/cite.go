// Package cite says how a publication is cited: the reference behind the words
// on a page, its metadata for reference managers, and the BibTeX and RIS files
// beside it. Each edition is cited in its own language.
package cite

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"tract/generator/data"
	"tract/generator/site"
)

// Reference is what is cited: one edition.
type Reference struct {
	Key        string // the same in every build: publication id and language
	Title      string
	Authors    []string // the publication's, else the body that speaks in it; may be empty
	Publisher  string   // its own; where it names no author either, the site's name
	Date       data.Date
	Language   string // BCP 47
	URL        string
	DOI        string // without resolver
	ISBN, ISSN string
	Number     string // of the document, else of the volume or issue
	License    string
	Schema     string // the schema.org type of its kind
	In         string // the title of the work it is a chapter of; empty for whole works
	Original   string // the title of the edition it translates; empty for that edition itself
}

// Of is the reference of a publication's edition in a language; ok is false
// where there is none or its kind is not cited.
func Of(s *site.Site, p *site.Publication, l *site.Language) (r Reference, ok bool) {
	e := p.Edition(l)
	work := p
	if p.IsChapter() {
		work = p.Above
	}
	if e == nil || !work.Kind.Cite || p.Path(l) == "" {
		return r, false
	}
	r = Reference{
		Key: key(p.ID) + "-" + strings.ToLower(l.Tag), Title: e.Title, Authors: p.Authors, Date: p.Date, Language: l.Tag,
		URL: s.URL(p.Path(l)), License: p.License, Schema: p.Kind.Schema,
	}
	near := work.Nearest(l)
	if work != p {
		r.In = near.Title
		if r.Date.IsZero() {
			r.Date = work.Date
		}
		if len(r.Authors) == 0 {
			r.Authors = work.Authors
		}
		if r.License == "" {
			r.License = work.License
		}
	}
	if body := near.Role("author").Text; len(r.Authors) == 0 && body != "" {
		r.Authors = []string{body}
	}
	if r.Publisher = near.Role("publisher").Text; r.Publisher == "" && len(r.Authors) == 0 {
		// Nobody else speaks in it: the site does.
		if r.Publisher, _ = s.Config.Title.In(l.Tags...); r.Publisher == "" {
			r.Publisher = s.Config.Host()
		}
	}
	if e != p.Source {
		r.Original = p.Source.Title
	}
	r.Number = near.Role("number").Text
	for _, id := range p.Identifiers {
		switch strings.ToLower(id.Name) {
		case "doi":
			r.DOI = strings.TrimPrefix(strings.TrimPrefix(id.Value.Text, "https://doi.org/"), "doi:")
		case "isbn":
			r.ISBN = id.Value.Text
		case "issn":
			r.ISSN = id.Value.Text
		case "document":
			r.Number = id.Value.Text
		}
	}
	return r, true
}

// key is an id as a citation key: letters and digits of ASCII and hyphens.
func key(id string) string {
	var b strings.Builder
	for _, r := range id {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// BibTeX writes cite.bib: one entry, in UTF-8 as biber and current BibTeX
// styles read it.
func BibTeX(out *bytes.Buffer, s *site.Site, route site.Route) error {
	r, ok := Of(s, route.Publication, route.Language)
	if !ok {
		return nil
	}
	kind, publisher := "misc", "publisher"
	switch {
	case r.In != "":
		kind = "incollection"
	case r.Schema == "Report":
		kind, publisher = "techreport", "institution"
	}
	out.WriteString("@" + kind + "{" + r.Key)
	field := func(name, value string) {
		if value != "" {
			out.WriteString(",\n  " + name + " = {" + value + "}")
		}
	}
	// A second pair of braces keeps capitals, and the names of bodies whole.
	field("title", "{"+tex(r.Title)+"}")
	authors := make([]string, len(r.Authors))
	for i, a := range r.Authors {
		authors[i] = "{" + tex(a) + "}"
	}
	field("author", strings.Join(authors, " and "))
	if r.In != "" {
		field("booktitle", "{"+tex(r.In)+"}")
	}
	field(publisher, tex(r.Publisher))
	if r.Date.Year > 0 {
		field("year", strconv.Itoa(r.Date.Year))
		field("date", day(r.Date))
	}
	field("number", tex(r.Number))
	field("doi", tex(r.DOI))
	field("isbn", tex(r.ISBN))
	field("issn", tex(r.ISSN))
	field("url", url(r.URL))
	field("language", tex(r.Language))
	if r.Original != "" {
		field("origtitle", "{"+tex(r.Original)+"}")
	}
	field("copyright", tex(r.License))
	out.WriteString("\n}\n")
	return nil
}

// day is the date without a time of day.
func day(d data.Date) string {
	d.Clock, d.Zone = "", ""
	return d.String()
}

// tex is a text as BibTeX and TeX show it: what they would act on is escaped,
// and a text is one line.
func tex(text string) string {
	var b strings.Builder
	for _, r := range oneLine(text) {
		switch r {
		case '\\':
			b.WriteString(`\textbackslash{}`)
		case '{', '}':
			// An escaped brace still counts for BibTeX, which pairs them.
			if r == '{' {
				b.WriteString(`\textbraceleft{}`)
			} else {
				b.WriteString(`\textbraceright{}`)
			}
		case '~':
			b.WriteString(`\textasciitilde{}`)
		case '^':
			b.WriteString(`\textasciicircum{}`)
		case '%', '$', '&', '#', '_':
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// url is an address in a field that is read as it stands.
func url(address string) string {
	return strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C").Replace(oneLine(address))
}

// oneLine is a text without line breaks and control characters, runs of white
// space as one space.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' || unicode.IsControl(r) }), " ")
}

// RIS writes cite.ris in the format that reference managers exchange, with the
// line ends it asks for.
func RIS(out *bytes.Buffer, s *site.Site, route site.Route) error {
	r, ok := Of(s, route.Publication, route.Language)
	if !ok {
		return nil
	}
	kind := "GEN"
	switch {
	case r.In != "":
		kind = "CHAP"
	case r.Schema == "Report":
		kind = "RPRT"
	}
	tag := func(name, value string) {
		if value = oneLine(value); value != "" {
			out.WriteString(name + "  - " + value + "\r\n")
		}
	}
	tag("TY", kind)
	tag("ID", r.Key)
	tag("TI", r.Title)
	for _, a := range r.Authors {
		tag("AU", a)
	}
	tag("T2", r.In)
	tag("OP", r.Original)
	if r.Date.Year > 0 {
		tag("PY", strconv.Itoa(r.Date.Year))
		tag("DA", risDate(r.Date))
	}
	tag("PB", r.Publisher)
	tag("M1", r.Number)
	tag("DO", r.DOI)
	tag("SN", r.ISBN)
	tag("SN", r.ISSN)
	tag("UR", r.URL)
	tag("LA", r.Language)
	tag("C1", r.License)
	out.WriteString("ER  - \r\n")
	return nil
}

// risDate is YYYY/MM/DD/, with empty parts for what is not said.
func risDate(d data.Date) string {
	two := func(n int) string {
		if n == 0 {
			return ""
		}
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
		return strconv.Itoa(n)
	}
	return strconv.Itoa(d.Year) + "/" + two(d.Month) + "/" + two(d.Day) + "/"
}

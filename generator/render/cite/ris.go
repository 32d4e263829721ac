package cite

import (
	"bytes"
	"strconv"
	"strings"

	"tract/generator/data"
	"tract/generator/site"
)

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
	tag("TI", r.Full())
	for _, a := range r.Authors {
		tag("AU", a.Sorted())
	}
	tag("A2", r.Body)
	if r.In != "" {
		tag("T2", r.In)
		tag("T3", r.Series)
	} else {
		tag("T2", r.Series)
	}
	tag("VL", r.Volume)
	if r.Chapter > 0 {
		tag("SE", strconv.Itoa(r.Chapter))
	}
	if r.Original != nil {
		tag("OP", r.Original.Title)
	}
	if r.Date.Year > 0 {
		tag("PY", strconv.Itoa(r.Date.Year))
		tag("DA", risDate(r.Date))
	}
	tag("PB", r.Publisher)
	tag("CY", r.Place)
	tag("M1", r.Document)
	tag("DO", r.DOI)
	tag("SN", r.ISBN)
	tag("SN", r.ISSN)
	tag("UR", r.URL)
	tag("LA", r.Language)
	if r.Item != "" {
		tag("N1", strings.TrimSpace(word(s, route.Language, "field_agenda_item")+" "+r.Item))
	}
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

package cite

import (
	"bytes"
	"strconv"
	"strings"

	"tract/generator/data"
	"tract/generator/kind"
	"tract/generator/site"
	"tract/i18n"
)

// BibTeX writes cite.bib: one entry, in UTF-8 as biber and current BibTeX
// styles read it. Fields are those of biblatex where BibTeX has none.
func BibTeX(out *bytes.Buffer, s *site.Site, route site.Route) error {
	r, ok := Of(s, route.Publication, route.Language)
	if !ok {
		return nil
	}
	entry, publisher := "misc", "publisher"
	switch {
	case r.In != "":
		entry = "incollection"
	case r.Schema == "Report":
		entry, publisher = "techreport", "institution"
	}
	out.WriteString("@" + entry + "{" + r.Key)
	field := func(name, value string) {
		if value != "" {
			out.WriteString(",\n  " + name + " = {" + value + "}")
		}
	}
	// A second pair of braces keeps capitals, and the names of bodies whole.
	whole := func(name, value string) {
		if value != "" {
			field(name, "{"+tex(value)+"}")
		}
	}
	whole("title", r.Title)
	whole("subtitle", r.Subtitle)
	authors := make([]string, len(r.Authors))
	for i, a := range r.Authors {
		authors[i] = texName(a)
	}
	field("author", strings.Join(authors, " and "))
	whole("booktitle", r.In)
	whole("organization", r.Body)
	field(publisher, tex(r.Publisher))
	field("address", tex(r.Place))
	if r.Date.Year > 0 {
		field("year", strconv.Itoa(r.Date.Year))
		field("date", day(r.Date))
	}
	whole("series", r.Series)
	field("volume", tex(r.Volume))
	if r.Chapter > 0 {
		field("chapter", strconv.Itoa(r.Chapter))
	}
	field("number", tex(r.Document))
	field("doi", tex(r.DOI))
	field("isbn", tex(r.ISBN))
	field("issn", tex(r.ISSN))
	field("url", url(r.URL))
	field("language", tex(languageName(r.Language)))
	field("langid", babel[base(r.Language)])
	if r.Original != nil {
		whole("origtitle", r.Original.Title)
		field("origlanguage", tex(languageName(r.Original.Language)))
	}
	if r.Item != "" {
		field("note", tex(strings.TrimSpace(word(s, route.Language, "field_agenda_item")+" "+r.Item)))
	}
	field("copyright", tex(r.License))
	out.WriteString("\n}\n")
	return nil
}

// texName is an author as BibTeX reads names: a person's with the family name
// first where the parts are known; else as it stands, where BibTeX takes the
// last word for it. Whatever is no such name is in braces, for BibTeX would
// part it at commas and "and".
func texName(a kind.Author) string {
	switch {
	case a.Is != kind.Body && a.Family != "" && a.Given != "":
		return texPart(a.Family) + ", " + texPart(a.Given)
	case a.Is != kind.Body && a.Family == "":
		return texPart(a.Name)
	}
	return "{" + tex(a.Name) + "}"
}

// texPart is a part of a name; in braces where BibTeX would part it further.
func texPart(name string) string {
	if strings.Contains(name, ",") || strings.Contains(" "+strings.ToLower(oneLine(name))+" ", " and ") || strings.EqualFold(strings.TrimSpace(name), "others") {
		return "{" + tex(name) + "}"
	}
	return tex(name)
}

// babel are the names of languages that biblatex, babel and polyglossia know.
var babel = map[string]string{
	"am": "amharic", "ar": "arabic", "bg": "bulgarian", "bn": "bengali", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
	"el": "greek", "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
	"fr": "french", "gl": "galician", "he": "hebrew", "hi": "hindi", "hr": "croatian", "hu": "hungarian", "id": "indonesian", "it": "italian",
	"ja": "japanese", "km": "khmer", "ko": "korean", "ku": "kurmanji", "lo": "lao", "lt": "lithuanian", "lv": "latvian", "ml": "malayalam",
	"mr": "marathi", "nl": "dutch", "no": "norwegian", "nb": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
	"sk": "slovak", "sl": "slovenian", "sq": "albanian", "sr": "serbian", "sv": "swedish", "sw": "swahili", "ta": "tamil", "te": "telugu",
	"th": "thai", "tr": "turkish", "uk": "ukrainian", "ur": "urdu", "vi": "vietnamese", "zh": "chinese",
}

// base is the language of a tag without script and region.
func base(tag string) string {
	language, _, _ := strings.Cut(tag, "-")
	return language
}

// languageName is the name that biblatex has for a language, else its English
// one, else the tag.
func languageName(tag string) string {
	if name := babel[base(tag)]; name != "" {
		return name
	}
	if name, ok := i18n.Load("en").Language(tag); ok {
		return name
	}
	return tag
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

package epub

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tract/generator/document"
	"tract/generator/kind"
	"tract/generator/site"
	"tract/i18n"
)

// fact is one of a kind's own fields with its values.
type fact struct {
	label  phrase
	values []value
}

// value is one value of a fact.
type value struct {
	phrase
	href string // of addresses
}

// list is a field whose texts are shown as a list: key findings.
type list struct {
	label phrase
	items []phrase
}

// longList is from how many texts on a field is shown as a list of its own.
const longList = 4

// field says how a book shows one of a kind's own fields.
func asList(f *kind.Field, v kind.Value) bool {
	return f.Type == kind.Text && f.List && (f.Role == "list" || len(v.Items) >= longList)
}

// fields calls do for each of an edition's own fields that has a value.
func (b *book) fields(e *site.Edition, do func(f *kind.Field, v kind.Value, language string)) {
	own := e.Publication.Kind.Fields
	for i := range own {
		f := &own[i]
		if b.site.Kinds.CommonField(f.Name) != nil {
			continue // shown by the pages themselves
		}
		v := e.Field(f.Name)
		if v.IsZero() && !v.Bool {
			continue
		}
		language := e.Publication.Source.Language.Tag
		if f.PerLanguage || f.Type == kind.Object {
			language = e.Language.Tag
		}
		do(f, v, language)
	}
}

// lists are an edition's lists of texts.
func (b *book) lists(e *site.Edition) []list {
	var out []list
	b.fields(e, func(f *kind.Field, v kind.Value, language string) {
		if !asList(f, v) {
			return
		}
		l := list{label: b.fieldLabel(f.Name)}
		for _, item := range v.Items {
			l.items = append(l.items, b.phrase(item.Text, language))
		}
		out = append(out, l)
	})
	return out
}

// facts are the work's own fields that a line can hold. Figures, tables and
// texts in Markdown are none; nor is the subtitle, which stands below the title.
func (b *book) facts() []fact {
	var out []fact
	b.fields(b.edition, func(f *kind.Field, v kind.Value, language string) {
		switch {
		case asList(f, v), f.Type == kind.Object, f.Type == kind.Markdown, f.Name == subtitle:
			return
		}
		one := fact{label: b.fieldLabel(f.Name)}
		items := v.Items
		if !f.List {
			items = []kind.Value{v}
		}
		for _, item := range items {
			if shown := b.value(f, item, language); shown.text != "" {
				one.values = append(one.values, shown)
			}
		}
		if len(one.values) > 0 {
			out = append(out, one)
		}
	})
	return out
}

// subtitle is the field that the title of a book goes on in.
const subtitle = "subtitle"

// fragment is a field that is written in Markdown.
type fragment struct {
	label    phrase
	language *site.Language
	document *document.Document
}

// fragments are an edition's own fields in Markdown.
func (b *book) fragments(e *site.Edition) []fragment {
	var out []fragment
	b.fields(e, func(f *kind.Field, _ kind.Value, language string) {
		if d := e.Fragment(f.Name); f.Type == kind.Markdown && d != nil {
			out = append(out, fragment{b.fieldLabel(f.Name), b.site.Language(language), d})
		}
	})
	return out
}

// value is one value in the book's words.
func (b *book) value(f *kind.Field, v kind.Value, language string) value {
	locale := b.language.Locale
	plain := func(s string) value { return value{phrase: phrase{text: s}} }
	switch f.Type {
	case kind.Date, kind.DateTime:
		d := v.Date
		day := i18n.Date{Year: d.Year, Month: d.Month, Day: d.Day}
		if d.IsZero() {
			return value{}
		}
		if len(d.Clock) < 5 {
			return plain(locale.Date(day, i18n.Long))
		}
		hour, _ := strconv.Atoi(d.Clock[:2])
		minute, _ := strconv.Atoi(d.Clock[3:5])
		return plain(locale.DateTime(day, hour, minute))
	case kind.Time:
		if v.Clock.Set {
			return plain(locale.Time(v.Clock.Hour, v.Clock.Minute))
		}
		return value{}
	case kind.Year:
		return plain(locale.Digits(v.Text))
	case kind.Integer, kind.Number:
		if v.Text == "" {
			return value{}
		}
		return plain(locale.Decimal(v.Number, 3))
	case kind.Boolean:
		if !v.Bool {
			return value{}
		}
		return value{phrase: b.word("yes")}
	case kind.Country:
		if name, ok := locale.Country(v.Text); ok {
			return plain(name)
		}
	case kind.Region:
		if name, ok := locale.Region(kind.Regions[v.Text]); ok {
			return plain(name)
		}
	case kind.Language:
		return plain(b.languageName(v.Text))
	case kind.Choice:
		if key := "choice_" + strings.ReplaceAll(v.Text, "-", "_"); b.has(key) {
			return value{phrase: b.word(key)}
		}
	case kind.URL:
		shown := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(v.Text, "https://"), "http://"), "/")
		href, _ := address(v.Text)
		return value{phrase: phrase{text: shown}, href: href}
	case kind.Localized:
		text, in := v.Texts.In(b.language.Tags...)
		return value{phrase: b.phrase(text, in)}
	}
	return value{phrase: b.phrase(v.Text, language)}
}

// fieldLabel is the label of a field: the interface message of its name, else
// the name with its underscores as spaces.
func (b *book) fieldLabel(name string) phrase {
	if key := "field_" + name; b.has(key) {
		return b.word(key)
	}
	label := strings.ReplaceAll(name, "_", " ")
	first, size := utf8.DecodeRuneInString(label)
	return phrase{text: string(unicode.ToTitle(first)) + label[size:]}
}

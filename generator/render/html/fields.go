package html

import (
	"strconv"
	"strings"

	"tract/generator/kind"
	"tract/generator/site"
	"tract/i18n"
)

// fields lays out the kind's own fields: single values as facts, lists of text
// as lists, objects as tables, numbers with labels as figures. A kind that a
// site adds is shown in the same way, without a template of its own.
func (b *builder) fields(out *Publication, e *site.Edition) {
	for i := range e.Publication.Kind.Fields {
		f := &e.Publication.Kind.Fields[i]
		if b.site.Kinds.CommonField(f.Name) != nil || f.Role == "articles" || f.Role == "preheader" || b.timed(out, f) {
			continue // shown by the page itself
		}
		v, language := e.Shown(f)
		if v.IsZero() && !v.Bool && v.Number == 0 {
			continue
		}
		lang := language.Tag
		switch {
		case f.Type == kind.Object && f.Role == "figures":
			out.Figures = b.figures(v, lang)
		case f.Type == kind.Object && f.List && f.Role == "agenda":
			out.Agenda = b.agenda(f, v, e, lang)
		case f.Type == kind.Object && f.List && f.Role == "timeline":
			out.Timeline = b.timeline(f, v, lang)
		case f.Type == kind.Object:
			out.Tables = append(out.Tables, b.table(f, v, lang))
		case f.Type == kind.Text && f.List && len(v.Items) > 3 || f.Role == "list":
			list := TextList{Name: f.Name, Label: b.page.fieldLabel(f.Name)}
			for _, item := range v.Items {
				list.Items = append(list.Items, b.page.text(item.Text, lang))
			}
			out.Lists = append(out.Lists, list)
		case f.Type == kind.Boolean && !v.Bool:
		default:
			fact := Fact{Name: f.Name, Label: b.page.fieldLabel(f.Name)}
			if f.List {
				for _, item := range v.Items {
					fact.Values = append(fact.Values, b.value(f, item, lang))
				}
			} else {
				fact.Values = []Value{b.value(f, v, lang)}
			}
			if text := e.Fragment(f.Name); text != nil {
				fact.Values[0].HTML = b.body(text)
			}
			if f.Role == "number" {
				fact.Counted = b.inSeries(f, fact.Values[0].Text.Text)
			}
			out.Facts = append(out.Facts, fact)
		}
	}
}

// inSeries is what a number of a series is called in the reader's language.
func (b *builder) inSeries(f *kind.Field, number string) Text {
	if key := "counted_" + f.Name; b.page.has(key) {
		return b.page.word(key, "number", number)
	}
	return Text{}
}

// identifiers are the numbers under which libraries know the publication.
func (b *builder) identifiers(out *Publication, e *site.Edition) {
	for _, id := range e.Identifiers() {
		fact := Fact{Name: id.Name, Label: Text{Text: strings.ToUpper(id.Name)}}
		v := Value{Text: Text{Text: id.Value.Text}}
		switch strings.ToLower(id.Name) {
		case "doi":
			v.Href = "https://doi.org/" + strings.TrimPrefix(strings.TrimPrefix(id.Value.Text, "https://doi.org/"), "doi:")
		case "isbn", "issn":
		default:
			fact.Label = b.page.fieldLabel(id.Name)
		}
		fact.Values = []Value{v}
		out.Facts = append(out.Facts, fact)
	}
}

// value is one value in the reader's words.
func (b *builder) value(f *kind.Field, v kind.Value, lang string) Value {
	locale := b.language.Locale
	switch f.Type {
	case kind.Date, kind.DateTime:
		return b.dateValue(v)
	case kind.Time:
		if !v.Clock.Set {
			return Value{}
		}
		return Value{Text: Text{Text: locale.Time(v.Clock.Hour, v.Clock.Minute)}, ISO: v.Text}
	case kind.Year:
		return Value{Text: Text{Text: locale.Digits(v.Text)}}
	case kind.Integer:
		if v.Text == "" {
			return Value{}
		}
		return Value{Text: Text{Text: locale.Integer(int64(v.Number))}}
	case kind.Number:
		if v.Text == "" {
			return Value{}
		}
		return Value{Text: Text{Text: locale.Decimal(v.Number, 3)}}
	case kind.Boolean:
		return Value{Text: b.page.word("yes")}
	case kind.Country:
		if name, ok := locale.Country(v.Text); ok {
			return Value{Text: Text{Text: name}}
		}
	case kind.Region:
		if name, ok := locale.Region(kind.Regions[v.Text]); ok {
			return Value{Text: Text{Text: name}}
		}
	case kind.Language:
		if v.Text != "" {
			return Value{Text: Text{Text: b.languageName(v.Text)}}
		}
	case kind.Choice:
		if key := "choice_" + strings.ReplaceAll(v.Text, "-", "_"); b.page.has(key) {
			return Value{Text: b.page.word(key)}
		}
	case kind.URL:
		if v.Text == "" {
			return Value{}
		}
		shown := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(v.Text, "https://"), "http://"), "/")
		return Value{Text: Text{Text: shown}, Href: v.Text}
	case kind.Localized:
		text, in := v.Texts.In(b.language.Tags...)
		return Value{Text: b.page.text(text, in)}
	}
	return Value{Text: b.page.text(v.Text, lang)}
}

// dateValue is a date, with its time of day when it has one.
func (b *builder) dateValue(v kind.Value) Value {
	d := v.Date
	if d.IsZero() {
		return Value{}
	}
	day := i18n.Date{Year: d.Year, Month: d.Month, Day: d.Day}
	if len(d.Clock) < 5 {
		return Value{Text: Text{Text: b.language.Locale.Date(day, i18n.Long)}, ISO: d.String()}
	}
	hour, _ := strconv.Atoi(d.Clock[:2])
	minute, _ := strconv.Atoi(d.Clock[3:5])
	return Value{Text: Text{Text: b.language.Locale.DateTime(day, hour, minute)}, ISO: d.RFC3339()}
}

// hiddenColumn says of a part of objects that it orders or joins them and is
// not shown.
func hiddenColumn(f *kind.Field) bool {
	return f.Type == kind.Identifier || strings.HasSuffix(f.Name, "_qualifier") || f.Name == "qualifier"
}

// table is a list of objects with a column for each part that any has.
func (b *builder) table(f *kind.Field, v kind.Value, lang string) Table {
	out := Table{Name: f.Name, Caption: b.page.fieldLabel(f.Name), Scrolls: b.page.Say("table_label")}
	rows := v.Items
	if !f.List {
		rows = []kind.Value{v}
	}
	var shown []*kind.Field
	for i := range f.Fields {
		sub := &f.Fields[i]
		if hiddenColumn(sub) {
			continue
		}
		for _, row := range rows {
			if !row.Get(sub.Name).IsZero() {
				shown = append(shown, sub)
				out.Columns = append(out.Columns, b.page.fieldLabel(sub.Name))
				break
			}
		}
	}
	for _, row := range rows {
		cells := make([]Value, len(shown))
		for i, sub := range shown {
			cells[i] = b.value(sub, row.Get(sub.Name), lang)
			if q := row.Get(sub.Name + "_qualifier"); q.Text != "" {
				cells[i].Text = b.qualified(q.Text, cells[i].Text)
			}
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// qualified is a number with the word that says how exact it is.
func (b *builder) qualified(qualifier string, number Text) Text {
	switch qualifier {
	case "about":
		return b.page.word("about_number", "number", number.Text)
	case "more-than":
		return b.page.word("more_than_number", "number", number.Text)
	}
	return number
}

func (b *builder) figures(v kind.Value, lang string) []Figure {
	var out []Figure
	for _, item := range v.Items {
		number := Text{Text: b.language.Locale.Decimal(item.Get("value").Number, 3)}
		out = append(out, Figure{
			Value: b.qualified(item.Get("qualifier").Text, number).Text,
			Label: b.page.text(item.Get("label").Text, lang),
		})
	}
	return out
}

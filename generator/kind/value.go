package kind

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"tract/generator/config"
	"tract/generator/data"
	"tract/generator/diag"
	"tract/i18n"
)

// Value is a field's value after its type is known. Which parts are set
// follows from the Type; a list has Items, an object has Fields.
type Value struct {
	Type   Type
	Text   string // as written; canonical for Language, Country (upper case)
	Number float64
	Bool   bool
	Date   data.Date   // of Date and DateTime
	Clock  Clock       // of Time
	Texts  config.Text // of Localized
	Items  []Value
	Fields []Named // of Object and Map, in the order written
}

// Clock is a time of day; Set is false when none is given.
type Clock struct {
	Set          bool
	Hour, Minute int
}

// Named is a value with its name.
type Named struct {
	Name  string
	Value Value
}

// Get is the value of a name in an object; the zero Value when there is none.
func (v Value) Get(name string) Value {
	for _, f := range v.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return Value{}
}

// IsZero says that nothing was given.
func (v Value) IsZero() bool {
	return v.Text == "" && len(v.Items) == 0 && len(v.Fields) == 0 && v.Texts.IsZero() && v.Date == (data.Date{})
}

// Strings are the texts of a list.
func (v Value) Strings() []string {
	out := make([]string, len(v.Items))
	for i, item := range v.Items {
		out[i] = item.Text
	}
	return out
}

// Regions are the values of a Region field with their UN M49 codes.
var Regions = map[string]string{"africa": "002", "americas": "019", "asia": "142", "europe": "150", "oceania": "009"}

// Check reads a value as a field declares it; translation says that the file
// is not the source edition, so that inherited parts of objects may be left
// out.
func (f *Field) Check(src diag.Source, v data.Value, c *config.Config, translation bool) (Value, []diag.Message) {
	k := &checker{src: src, c: c, translation: translation}
	var out Value
	if f.List {
		out = k.list(f, v)
	} else {
		out = k.one(f, v)
	}
	k.suggest()
	return out, k.ms
}

type checker struct {
	src         diag.Source
	c           *config.Config
	translation bool
	ms          []diag.Message
	edits       []edit
}

func (k *checker) at(id string, v data.Value, args ...string) {
	k.ms = append(k.ms, diag.At(id, k.src, v.Start, v.End, args...))
}

func (k *checker) list(f *Field, v data.Value) Value {
	items := v.Items
	if v.Kind != data.List {
		if v.Kind == data.Null || v.Kind == data.String && v.Text == "" {
			return Value{Type: f.Type}
		}
		// One value counts as a list of one.
		items = []data.Value{v}
	}
	out := Value{Type: f.Type, Items: make([]Value, 0, len(items))}
	for _, item := range items {
		if item.Kind == data.Null || item.Kind == data.String && strings.TrimSpace(item.Text) == "" {
			k.at("field-empty-item", item, "field", f.Name)
			continue
		}
		before := len(k.ms)
		if one := k.one(f, item); len(k.ms) == before {
			out.Items = append(out.Items, one)
		}
	}
	return out
}

func (k *checker) one(f *Field, v data.Value) Value {
	switch f.Type {
	case Object:
		return k.object(f, v)
	case Map:
		return k.texts(f, v)
	case Localized:
		if v.Kind == data.Map {
			t, ms := config.ReadText(k.src, v, k.c)
			k.ms = append(k.ms, ms...)
			return Value{Type: f.Type, Texts: t}
		}
		if v.Kind == data.List {
			k.at("field-type-single", v, "field", f.Name)
			return Value{Type: f.Type}
		}
		if f.Required && strings.TrimSpace(v.Text) == "" {
			k.at("field-empty", v, "field", f.Name)
		}
		return Value{Type: f.Type, Text: v.Text, Texts: config.Text{All: v.Text}}
	}
	if v.Kind == data.Map || v.Kind == data.List {
		if f.Type == File && v.Kind == data.Map {
			return k.file(v)
		}
		if f.Type == Byline && v.Kind == data.Map {
			return k.author(v)
		}
		k.at("field-type-single", v, "field", f.Name)
		return Value{Type: f.Type}
	}
	if v.Kind == data.Null || strings.TrimSpace(v.Text) == "" {
		if f.Required {
			k.at("field-empty", v, "field", f.Name)
		}
		return Value{Type: f.Type}
	}
	return k.scalar(f, v)
}

// file is an entry of files: its name, and perhaps a label.
func (k *checker) file(v data.Value) Value {
	out := Value{Type: File}
	for _, g := range v.Fields {
		switch g.Name {
		case "file":
			out.Text = g.Value.Text
		case "label":
			out.Fields = append(out.Fields, Named{"label", k.one(&Field{Name: "label", Type: Localized}, g.Value)})
		default:
			k.unknown(g, []string{"file", "label"})
		}
	}
	if out.Text == "" {
		k.at("field-empty", v, "field", "file")
	}
	return out
}

func (k *checker) unknown(g data.Field, names []string) {
	if near := diag.Near(g.Name, names); near != "" {
		k.ms = append(k.ms, diag.At("config-unknown-field-near", k.src, g.Start, g.End, "field", g.Name, "near", near))
		return
	}
	k.ms = append(k.ms, diag.At("config-unknown-field", k.src, g.Start, g.End, "field", g.Name))
}

func (k *checker) texts(f *Field, v data.Value) Value {
	out := Value{Type: f.Type}
	if v.Kind != data.Map {
		if v.Kind != data.Null {
			k.at("field-type-map", v, "field", f.Name)
		}
		return out
	}
	for _, g := range v.Fields {
		if g.Value.Kind == data.Map || g.Value.Kind == data.List {
			k.at("field-type-single", g.Value, "field", f.Name+"."+g.Name)
			continue
		}
		out.Fields = append(out.Fields, Named{g.Name, Value{Type: Text, Text: g.Value.Text}})
	}
	return out
}

func (k *checker) object(f *Field, v data.Value) Value {
	out := Value{Type: Object}
	if v.Kind != data.Map {
		k.at("field-type-object", v, "field", f.Name)
		return out
	}
	names := make([]string, len(f.Fields))
	for i := range f.Fields {
		names[i] = f.Fields[i].Name
	}
	for _, g := range v.Fields {
		sub := find(f.Fields, g.Name)
		if sub == nil {
			k.unknown(g, names)
			continue
		}
		value := Value{}
		if sub.List {
			value = k.list(sub, g.Value)
		} else {
			value = k.one(sub, g.Value)
		}
		out.Fields = append(out.Fields, Named{g.Name, value})
	}
	for i := range f.Fields {
		sub := &f.Fields[i]
		inherited := k.translation && !f.PerLanguage && !sub.PerLanguage && sub.Type != Identifier
		if _, ok := v.Get(sub.Name); sub.Required && !ok && !inherited {
			k.at("field-required", v, "field", f.Name+"."+sub.Name)
		}
	}
	return out
}

// scalar reads one plain value.
func (k *checker) scalar(f *Field, v data.Value) Value {
	text := strings.TrimSpace(v.Text)
	out := Value{Type: f.Type, Text: text}
	ok := true
	switch f.Type {
	case Text, Markdown, Identifier, File, Reference, Byline:
		out.Text = v.Text
	case Integer, Year:
		n, isInt := v.AsInt()
		out.Number, ok = float64(n), isInt
		if f.Type == Year {
			ok = ok && n >= -9999 && n <= 9999
		}
	case Number:
		n, err := strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
		// Not Inf, NaN or hexadecimal: nobody reads those as a number.
		out.Number, ok = n, err == nil && strings.Trim(text, "0123456789+-._eE") == ""
	case Boolean:
		out.Bool, ok = v.AsBool()
	case Date, DateTime:
		return k.date(f, v)
	case Time:
		out.Clock, ok = clock(text)
	case URL:
		ok = isURL(text)
	case Country:
		out.Text = strings.ToUpper(text)
		ok = i18n.IsCountry(out.Text)
	case Region:
		_, ok = Regions[text]
		if !ok {
			k.choice(f, v, regionNames(), guessRegion(text, k.c))
			return out
		}
	case Language:
		tag, canonical := i18n.Canonical(text)
		out.Text, ok = tag, canonical
	case TimeZone:
		ok = isZone(text)
	case Choice:
		if !slices.Contains(f.Values, text) {
			k.choice(f, v, f.Values, "")
			return out
		}
	}
	if !ok {
		k.wrong(f, v)
	}
	return out
}

// date reads a date, and offers the ISO form of the usual slips.
func (k *checker) date(f *Field, v data.Value) Value {
	out := Value{Type: f.Type, Text: strings.TrimSpace(v.Text)}
	d, ok := v.AsDate()
	if !ok {
		text := strings.TrimSpace(v.Text)
		if iso, slip := data.DateSlip(text); slip {
			k.at("field-date-form", v, "field", f.Name, "value", text, "iso", iso)
			k.instead(v, iso, false)
		} else if month, days, last, beyond := data.DayBeyond(text); beyond {
			k.at("field-date-day", v, "field", f.Name, "value", text, "month", month, "days", strconv.Itoa(days))
			k.instead(v, last, false)
		} else {
			k.at("field-date", v, "field", f.Name, "value", text)
		}
		return out
	}
	out.Date = d
	return out
}

// clock reads hh:mm, with or without seconds.
func clock(s string) (Clock, bool) {
	for _, layout := range []string{"15:04", "15:04:05"} {
		if t, err := time.Parse(layout, s); err == nil {
			return Clock{Set: true, Hour: t.Hour(), Minute: t.Minute()}, true
		}
	}
	return Clock{}, false
}

// isURL says that a text is a whole address on the web.
func isURL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

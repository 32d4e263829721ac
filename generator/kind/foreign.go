package kind

// What the schemas of other generators put into fields that Tract has as well:
// authors as maps, `draft: "false"`, a series in a list, `publish: true`, the
// name of a magazine as source, a picture by its web address. None of it is the
// slip of an author who means Tract's field, so it does not keep a page from
// being published: what is plain is read, the rest is left aside.

import (
	"regexp"
	"strings"

	"tract/generator/config"
	"tract/generator/data"
	"tract/i18n"
)

// Foreign says whether a value has a form that only another generator's schema
// explains, and gives what Tract reads in its place: the value itself when it
// is not foreign, Null when it is left aside.
func (f *Field) Foreign(v data.Value, c *config.Config) (data.Value, bool) {
	if !f.List || v.Kind != data.List {
		return f.foreign(v, c)
	}
	out, foreign := v, false
	out.Items = make([]data.Value, 0, len(v.Items))
	for _, item := range v.Items {
		one, is := f.foreign(item, c)
		foreign = foreign || is
		if is && one.Kind == data.Null {
			continue
		}
		out.Items = append(out.Items, one)
	}
	if !foreign {
		return v, false
	}
	return out, true
}

func (f *Field) foreign(v data.Value, c *config.Config) (data.Value, bool) {
	aside := data.Value{Start: v.Start, End: v.End}
	switch f.Type {
	case Object:
		return v, false
	case Map:
		if v.Kind != data.Map && v.Kind != data.Null {
			return aside, true
		}
		return v, false
	}
	switch v.Kind {
	case data.Null:
		return v, false
	case data.List:
		if len(v.Items) == 1 && v.Items[0].Kind != data.List && v.Items[0].Kind != data.Map {
			one, _ := f.foreign(v.Items[0], c)
			return one, true
		}
		return aside, true
	case data.Map:
		return f.foreignMap(v, c)
	}
	text := strings.TrimSpace(v.Text)
	switch f.Type {
	case Boolean:
		if word := strings.ToLower(text); v.Kind == data.String && (word == "true" || word == "false") {
			v.Kind, v.Text = data.Bool, word
			return v, true
		}
	case Date, DateTime:
		// `publish: false` is another matter: such a page is not to come out.
		if v.Kind == data.Bool && (f.Name != "publish" || v.Text == "true") {
			return aside, true
		}
	case Language:
		if text != "" && !tagLike.MatchString(text) && languageOf(text) == "" {
			return aside, true
		}
	case File, Reference:
		// A pattern of names, or a template that would have given one.
		if v.Kind == data.Bool || webAddress.MatchString(text) || strings.ContainsAny(text, "*{") {
			return aside, true
		}
	}
	return v, false
}

// tagLike tells a language tag, be it mistyped, from the name or the address of
// what a text is taken from.
var (
	tagLike    = regexp.MustCompile(`^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$`)
	webAddress = regexp.MustCompile(`(?i)^([a-z][a-z0-9+.-]+:)?//|^data:`)
)

// foreignMap is a map where Tract has a text: the name in it, where it has one.
func (f *Field) foreignMap(v data.Value, c *config.Config) (data.Value, bool) {
	aside := data.Value{Start: v.Start, End: v.End}
	switch f.Type {
	case Text, Reference:
		for _, name := range []string{"name", "label", "title"} {
			if text, ok := v.Get(name); ok && text.Kind == data.String && f.List && f.Type == Text {
				return text, true
			}
		}
	case Byline:
		return foreignAuthor(v)
	case File:
		if _, ok := v.Get("file"); ok {
			return v, false
		}
	case Localized:
		for _, g := range v.Fields {
			if tag, ok := i18n.Canonical(g.Name); ok && c.LanguageIndex(tag) >= 0 {
				return v, false
			}
		}
	}
	return aside, true
}

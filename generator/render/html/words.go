package html

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tract/generator/data"
	"tract/generator/site"
	"tract/i18n"
)

// View is a reader's language: its tag and direction, and the interface's
// words in it. Templates call its methods.
type View struct {
	Lang, Dir string
	language  *site.Language
	parents   []string // CLDR parents of the language in its script
	catalogue *i18n.Catalogue
	known     *sync.Map // messages without arguments: key to knownWord
}

// knownWord is a message without arguments, made once.
type knownWord struct {
	html       template.HTML
	text, lang string
}

// know is a message without arguments.
func (v View) know(key string) *knownWord {
	if w, ok := v.known.Load(key); ok {
		return w.(*knownWord)
	}
	text, lang := v.message(key, nil)
	w := &knownWord{text: text, lang: lang, html: v.mark(text, lang)}
	v.known.Store(key, w)
	return w
}

// message is an interface message along the language's fallback chain, in the
// form that the arguments ask for.
func (v View) message(key string, args []any) (text, lang string) {
	m, ok := v.catalogue.Find(v.language.Tags, key)
	if !ok {
		return key, ""
	}
	locale := v.language.Locale
	if m.Lang != v.Lang {
		locale = i18n.Load(m.Lang)
	}
	return m.Format(locale, args...), m.Lang
}

// T is an interface message as text. One that comes from another language is
// marked with that language. Arguments are pairs of a name and a value.
func (v View) T(key string, args ...any) template.HTML {
	if len(args) == 0 {
		return v.know(key).html
	}
	return v.mark(v.message(key, args))
}

// mark is a text escaped, and marked with its language where that is another.
func (v View) mark(text, lang string) template.HTML {
	escaped := template.HTMLEscapeString(text)
	if lang == "" || v.speaks(lang) {
		return template.HTML(escaped)
	}
	return template.HTML(fmt.Sprintf(`<span lang="%s" dir="%s">%s</span>`, template.HTMLEscapeString(lang), i18n.Load(lang).Dir(), escaped))
}

// speaks says whether words in a language need no mark on the reader's pages:
// it is the reader's own, or a parent of it in the same script, as Chinese is of
// Chinese in simplified characters.
func (v View) speaks(lang string) bool {
	return lang == v.Lang || slices.Contains(v.parents, lang)
}

// Say is an interface message as plain text, for attributes.
func (v View) Say(key string, args ...any) string {
	if len(args) == 0 {
		return v.know(key).text
	}
	text, _ := v.message(key, args)
	return text
}

// Number is a whole number in the reader's digits.
func (v View) Number(n int) string { return v.language.Locale.Integer(int64(n)) }

// word is an interface message as a Text.
func (v View) word(key string, args ...any) Text {
	if len(args) == 0 {
		w := v.know(key)
		return v.text(w.text, w.lang)
	}
	text, lang := v.message(key, args)
	return v.text(text, lang)
}

// has says whether an interface message exists.
func (v View) has(key string) bool {
	_, ok := v.catalogue.Find(v.language.Tags, key)
	return ok
}

// text is a text in a language; the language is kept only where it is not the
// reader's.
func (v View) text(text, lang string) Text {
	if lang == "" || text == "" || v.speaks(lang) {
		return Text{Text: text}
	}
	return Text{Text: text, Lang: lang, Dir: i18n.Load(lang).Dir()}
}

// date is a date in the reader's words.
func (v View) date(d data.Date) Date {
	if d.IsZero() {
		return Date{}
	}
	return Date{Text: v.language.Locale.Date(i18n.Date{Year: d.Year, Month: d.Month, Day: d.Day}, i18n.Long), ISO: d.String()}
}

// fieldLabel is the label of a kind's field: the interface message field_<name>,
// else the name with its underscores as spaces.
func (v View) fieldLabel(name string) Text {
	if key := "field_" + name; v.has(key) {
		return v.word(key)
	}
	label := strings.ReplaceAll(name, "_", " ")
	first, size := utf8.DecodeRuneInString(label)
	// Whoever declared the kind named its fields, in a language that is not
	// known.
	return Text{Text: string(unicode.ToTitle(first)) + label[size:]}
}

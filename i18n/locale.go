package i18n

import (
	"fmt"
	"strings"
)

// Locale is how one language writes. It is immutable and may be used by many
// goroutines at once.
type Locale struct {
	tag    string
	entry  *entry
	data   *formats
	script string
	rtl    bool
	number numbering
}

// Load is the locale of a tag, never nil. It takes the nearest data that CLDR
// has along the tag's parents: those of fr-JP are those of fr, those of an
// unknown language are the root's. The extension -u-nu- chooses the digits.
// Loading a language a second time costs little.
func Load(tag string) *Locale {
	t, ok := parse(tag)
	if !ok {
		t = subtags{language: "und"}
	}
	l := &Locale{tag: t.String(), entry: nearest(t), script: likelyScript(t)}
	if rtl, ok := find("rtl", l.script); ok {
		l.rtl = rtl == "1"
	}
	l.data = l.entry.formats()
	l.number = l.data.usual
	if system := extension(t.rest, "nu"); system != "" {
		if with, err := l.WithDigits(system); err == nil {
			return with
		}
	}
	return l
}

// nearest is the data of a tag or of the first of its parents that has any.
func nearest(t subtags) *entry {
	x := cldr()
	for at, ok := t, true; ok; at, ok = parentOf(at) {
		if e := x.locales[at.String()]; e != nil {
			return e
		}
	}
	return x.root
}

// extension is the value of a key of the Unicode extension.
func extension(rest, key string) string {
	_, keys, _ := strings.Cut("-"+rest, "-u-")
	parts := strings.Split(keys, "-")
	for i := 0; i+1 < len(parts); i++ {
		if parts[i] == key {
			return parts[i+1]
		}
	}
	return ""
}

// Tag is the canonical tag that was asked for, or und.
func (l *Locale) Tag() string { return l.tag }

// Dir is the direction of the script: ltr or rtl.
func (l *Locale) Dir() string {
	if l.rtl {
		return "rtl"
	}
	return "ltr"
}

// Script is the ISO 15924 code of the script that the language is written in:
// Latn, Arab, Deva, Hans, Hant, Jpan. A language of which nothing is known
// counts as Latn.
func (l *Locale) Script() string { return l.script }

// WithDigits is the locale with other digits: a numbering system of CLDR that
// has ten digits (latn, arab, arabext, deva, beng …), "native" for those of
// the language's own script, "default" or "" for those that CLDR expects.
func (l *Locale) WithDigits(system string) (*Locale, error) {
	system = strings.ToLower(system)
	switch system {
	case "", "default":
		system = l.data.digits
	case "native":
		system = l.data.native
	}
	if _, ok := find("digits", system); !ok {
		return nil, fmt.Errorf("%q is not a numbering system with ten digits", system)
	}
	with := *l
	with.number = l.data.numbering(system)
	return &with, nil
}

// Digits writes the digits 0 to 9 of a text as the locale does, without
// grouping: for years and for numbers that count nothing.
func (l *Locale) Digits(s string) string {
	if l.number.latin || !strings.ContainsAny(s, "0123456789") {
		return s
	}
	return string(l.number.append(nil, s))
}

// formats is what the core section of a locale says, ready for use. It is
// shared by all locales with that data and never altered.
type formats struct {
	entry    *entry
	language string
	digits   string // the default numbering system
	native   string
	minimum  int // digits before the first group separator
	usual    numbering
	dates    dateFormats
	and, or  listFormat
	quotes   Quotes
	cardinal pluralRules
	ordinal  pluralRules
	titled   bool // language names begin with a capital in a menu
}

func (e *entry) formats() *formats {
	e.format.once.Do(func() {
		language, _, _ := strings.Cut(e.name, "-")
		q := e.parts("quotes", 4)
		f := &formats{
			entry: e, language: language,
			digits: e.value(core, "digits"), native: e.value(core, "digits.native"),
			minimum:  max(1, int(number(e.value(core, "grouping.minimum")))),
			dates:    readDateFormats(e, language),
			and:      readListFormat(e, "list.and"),
			or:       readListFormat(e, "list.or"),
			quotes:   Quotes{q[0], q[1], q[2], q[3]},
			cardinal: rulesOf(e, "cardinals"),
			ordinal:  rulesOf(e, "ordinals"),
			titled:   e.value(core, "title.languages") != "",
		}
		if f.native == "" {
			f.native = f.digits
		}
		f.usual = f.numbering(f.digits)
		e.format.data = f
	})
	return e.format.data
}

// Quotes are the quotation marks of a language: the outer and the inner pair,
// without the spaces that French sets inside them.
type Quotes struct{ Open, Close, AltOpen, AltClose string }

// Quotes are the locale's quotation marks.
func (l *Locale) Quotes() Quotes { return l.data.quotes }

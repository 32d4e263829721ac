package i18n

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Country is the name of a country by its ISO 3166-1 code of two letters, in
// any case; UK is read as GB, and Kosovo is XK. It is false, with the code as
// the name, when there is no such country or CLDR has no name for it in this
// language.
func (l *Locale) Country(code string) (string, bool) {
	code = countryOf(code)
	if !IsCountry(code) {
		return code, false
	}
	return l.place(code)
}

// Region is the name of a country or of a region of the world by its UN M49
// code: 002 is Africa, 019 the Americas. It is false, with the code as the
// name, when CLDR has none.
func (l *Locale) Region(code string) (string, bool) {
	return l.place(countryOf(code))
}

func (l *Locale) place(code string) (string, bool) {
	if name := l.entry.value(places, code); name != "" {
		return name, true
	}
	return code, false
}

// Language is the name of a language in this one, as it stands within a
// sentence: "français", "zh-Hant" as "chinois traditionnel", "sr-Latn" as
// "serbe (latin)". It is false, with the tag as the name, when CLDR has no
// name for the language.
func (l *Locale) Language(tag string) (string, bool) {
	t, ok := parse(tag)
	if !ok {
		return tag, false
	}
	name := func(parts ...string) string { return l.entry.value(tongues, strings.Join(parts, "-")) }
	base, script, region := "", t.script, t.region
	switch {
	case script != "" && region != "" && name(t.language, script, region) != "":
		base, script, region = name(t.language, script, region), "", ""
	case script != "" && name(t.language, script) != "":
		base, script = name(t.language, script), ""
	case region != "" && name(t.language, region) != "":
		base, region = name(t.language, region), ""
	default:
		base = name(t.language)
	}
	if base == "" {
		return t.String(), false
	}
	var marks []string
	if script != "" {
		marks = append(marks, or(name(script), script))
	}
	if region != "" {
		mark, _ := l.place(region)
		marks = append(marks, mark)
	}
	for _, v := range t.variants {
		marks = append(marks, or(name(strings.ToUpper(v)), v))
	}
	if len(marks) == 0 {
		return base, true
	}
	joined := marks[0]
	separator := readPair(or(name("=separator"), "{0}, {1}"))
	for _, m := range marks[1:] {
		joined = separator.join(joined, m)
	}
	return readPair(or(name("=pattern"), "{0} ({1})")).join(base, joined), true
}

func or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// Autonym is the name of a language in itself, as it stands in a menu: Français,
// 中文, বাংলা. It begins with a capital where CLDR says so for menus. For a
// language that has no name anywhere it is the tag.
func Autonym(tag string) string {
	l := Load(tag)
	name, ok := l.Language(tag)
	if !ok {
		t, _ := parse(tag)
		if own, ok := autonyms[t.language]; ok {
			return own
		}
		return name
	}
	if l.data.titled {
		return titleFirst(name, l.data.language)
	}
	return name
}

// titleFirst writes the first letter of a text as a capital, as the language
// does it.
func titleFirst(s, language string) string {
	switch {
	case strings.HasPrefix(s, "i") && (language == "tr" || language == "az"):
		return "İ" + s[1:]
	case strings.HasPrefix(s, "ij") && language == "nl":
		return "IJ" + s[2:]
	}
	r, size := utf8.DecodeRuneInString(s)
	if upper := unicode.ToTitle(r); upper != r && r != utf8.RuneError {
		return string(upper) + s[size:]
	}
	return s
}

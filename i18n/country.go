package i18n

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// IsCountry tells whether a code of two letters, in any case, is one of ISO
// 3166-1, or XK, which CLDR and many registers use for Kosovo.
func IsCountry(code string) bool {
	_, ok := find("alpha3", strings.ToUpper(code))
	return ok && len(code) == 2
}

// Continent is the UN M49 code of the continent of a country as CLDR has it:
// 002 Africa, 009 Oceania, 019 the Americas, 142 Asia, 150 Europe. It is ""
// for what is no country.
func Continent(country string) string {
	if country = countryOf(country); !IsCountry(country) {
		return ""
	}
	continent, _ := find("continents", country)
	return continent
}

// countryOf is a code in capitals, with today's code for one that was
// replaced by exactly one other.
func countryOf(code string) string {
	code = strings.ToUpper(code)
	if len(code) != 2 {
		return code
	}
	if alias, ok := find("aliases", "+"+strings.ToLower(code)); ok && len(alias) == 2 {
		return alias
	}
	return code
}

// CountryCode is the ISO 3166-1 code of a country by its name in one of the
// given languages, the first that knows it. Case, accents, punctuation and a
// leading article do not matter; short, former and other usual names count too,
// in whatever language. It also knows the codes of two and three letters. It is false when no country
// or more than one has that name.
func CountryCode(name string, tags []string) (string, bool) {
	folded := fold(name)
	if folded == "" {
		return "", false
	}
	if bySharedName[folded] != nil {
		return "", false
	}
	bare := folded
	if first, rest, ok := strings.Cut(folded, " "); ok && slices.Contains(articles, first) {
		bare = rest
	}
	for _, tag := range tags {
		names := Load(tag).entry.countriesByName()
		for _, key := range [...]string{folded, bare} {
			if code := names[key]; code != "" {
				return code, true
			}
		}
	}
	for _, key := range [...]string{folded, bare} {
		if code := byOtherName[key]; code != "" {
			return code, true
		}
	}
	code := strings.ToUpper(strings.TrimSpace(name))
	if two := countryOf(code); IsCountry(two) {
		return two, true
	}
	if len(code) == 3 {
		if two, ok := find("aliases", "+"+strings.ToLower(code)); ok && IsCountry(two) {
			return two, true
		}
	}
	return "", false
}

var articles = []string{"the", "la", "le", "les", "l", "el", "los", "las", "o", "a", "os", "as"}

// countriesByName are the country names of a locale, folded. A name that two
// countries share belongs to neither; an alternative name yields to a real one.
func (e *entry) countriesByName() map[string]string {
	e.countries.once.Do(func() {
		m := map[string]string{}
		keys, rows := cldr().keys[places], e.rows(places)
		add := func(alternative bool) {
			round := map[string]string{}
			for key, i := range keys {
				code := strings.ToUpper(key[:2])
				if (key != code) != alternative || rows[i] == "" || !IsCountry(code) {
					continue
				}
				name := fold(rows[i])
				if other, clash := round[name]; clash && other != code {
					code = ""
				}
				round[name] = code
			}
			for name, code := range round {
				if _, taken := m[name]; !taken {
					m[name] = code
				}
			}
		}
		add(false)
		add(true)
		maps.DeleteFunc(m, func(name, _ string) bool { return name == "" })
		e.countries.byName = m
	})
	return e.countries.byName
}

// fold writes a name without what people leave out: accents on letters of
// Latin, Greek, Cyrillic, Arabic and Hebrew script, capitals, punctuation.
// Marks of Indic scripts are vowels and stay.
func fold(s string) string {
	var b strings.Builder
	space := false
	strip := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
			if !strip {
				b.WriteRune(r)
			}
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mc, r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			strip = unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Arabic, unicode.Hebrew)
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Cf, r):
		default:
			space = true
		}
	}
	return b.String()
}

package kind

import (
	_ "embed"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tract/generator/config"
	"tract/generator/diag"
	"tract/i18n"
)

// interfaceLanguages are those in which a name is looked for.
var interfaceLanguages = []string{"fr", "en", "es", "pt", "ar", "sw", "hi", "bn", "zh"}

// namingLanguages are the languages of a site, then the others of the
// interface.
func namingLanguages(c *config.Config) []string {
	var tags []string
	for i := range c.Languages {
		tags = append(tags, c.Languages[i].Tag)
	}
	for _, tag := range interfaceLanguages {
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// plainName is a name without capitals, accents and what stands between its
// words, for comparison.
func plainName(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(name)) {
		switch {
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
		case unicode.IsSpace(r), r == '_', r == '-':
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
		default:
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(b.String())
}

// languageNames are the tags of languages by their names in themselves and in
// those of the interface. A name of several languages is that of none.
var languageNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for _, tag := range knownTags() {
		all := []string{i18n.Autonym(tag)}
		for _, in := range interfaceLanguages {
			if name, ok := i18n.Load(in).Language(tag); ok {
				all = append(all, name)
			}
		}
		for _, name := range all {
			name = plainName(name)
			if other, taken := names[name]; taken && other != tag {
				names[name] = ""
				continue
			}
			names[name] = tag
		}
	}
	return names
})

// knownTags are the languages of two letters that CLDR writes, and the
// scripts and countries that matter for a site.
func knownTags() []string {
	tags := []string{"zh-Hant", "zh-Hans", "pt-BR", "pt-PT", "es-MX", "fil", "kab", "tzm", "yue", "haw", "chr"}
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'z'; b++ {
			if tag := string(a) + string(b); i18n.Known(tag) {
				if canonical, ok := i18n.Canonical(tag); ok && canonical == tag {
					tags = append(tags, tag)
				}
			}
		}
	}
	return tags
}

// languageOf is the tag of a language by its name, or "".
func languageOf(name string) string { return languageNames()[plainName(name)] }

// guessLanguage is the tag of a language by its name. The source of a text is a
// language of the site, so that a variety of it is meant there.
func (f *Field) guessLanguage(text string, c *config.Config) string {
	tag := languageOf(text)
	if tag == "" || f.Name != "source" || c.LanguageIndex(tag) >= 0 {
		return tag
	}
	base, _, _ := strings.Cut(tag, "-")
	for i := range c.Languages {
		if of, _, _ := strings.Cut(c.Languages[i].Tag, "-"); of == base {
			return c.Languages[i].Tag
		}
	}
	return tag
}

// guessRegion is the region of a name in one of the languages, or "".
func guessRegion(text string, c *config.Config) string {
	plain := plainName(text)
	for _, tag := range namingLanguages(c) {
		for _, region := range regionNames() {
			if name, ok := i18n.Load(tag).Region(Regions[region]); ok && plainName(name) == plain {
				return region
			}
		}
	}
	return ""
}

// The names of the IANA database (2025), so that which of them are read does
// not depend on the machine's own copy.
//
//go:embed zones.txt
var zonesText string

var zones = sync.OnceValue(func() []string { return strings.Fields(zonesText) })

func isZone(name string) bool {
	_, found := slices.BinarySearch(zones(), name)
	return found
}

var offset = regexp.MustCompile(`^(?i)(?:utc|gmt)? ?([+−-])0?([0-9]{1,2})(?::?00)?$`)

// guessZone is the time zone of a name with a slip in it, of a city, or of a
// whole number of hours from UTC; "" when none is near.
func guessZone(text string) string {
	if m := offset.FindStringSubmatch(text); m != nil {
		sign := "-" // Etc/GMT-1 is an hour east of Greenwich
		if m[1] != "+" {
			sign = "+"
		}
		if n, _ := strconv.Atoi(m[2]); n == 0 {
			return "UTC"
		}
		if name := "Etc/GMT" + sign + m[2]; isZone(name) {
			return name
		}
		return ""
	}
	if strings.ContainsAny(text, "+") {
		return ""
	}
	plain, city := plainName(text), ""
	var cities []string
	for _, zone := range zones() {
		if plainName(zone) == plain {
			return zone
		}
		last := zone[strings.LastIndexByte(zone, '/')+1:]
		if last != zone && !strings.HasPrefix(zone, "Etc/") {
			cities = append(cities, last)
			if plainName(last) == plain && (city == "" || len(zone) < len(city)) {
				city = zone
			}
		}
	}
	if city != "" {
		return city
	}
	if near := diag.Near(strings.ReplaceAll(text, " ", "_"), zones()); near != "" {
		return near
	}
	if near := diag.Near(strings.ReplaceAll(text, " ", "_"), cities); near != "" {
		return guessZone(near)
	}
	return ""
}

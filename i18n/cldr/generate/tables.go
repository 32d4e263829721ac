package main

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// writeTables writes the tables that belong to no locale, each one block of
// lines "key TAB value" sorted by key, and returns how many there are.
func writeTables(s *source, index, blob *bytes.Buffer) (int, error) {
	tables := []struct {
		name string
		read func(*source) (record, error)
	}{
		{"parents", readParents}, {"likely", readLikely}, {"aliases", readAliases},
		{"cardinals", plurals("plurals", "plurals-type-cardinal")},
		{"ordinals", plurals("ordinals", "plurals-type-ordinal")},
		{"digits", readDigits}, {"continents", readContinents}, {"alpha3", readAlpha3},
		{"rtl", readRightToLeft}, {"metazones", readMetazones},
	}
	for _, t := range tables {
		r, err := t.read(s)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", t.name, err)
		}
		var b strings.Builder
		for _, k := range slices.Sorted(maps.Keys(r)) {
			fmt.Fprintf(&b, "%s\t%s\n", k, r[k])
		}
		n, err := deflate(blob, b.String())
		if err != nil {
			return 0, err
		}
		fmt.Fprintf(index, "table\t%s\t%d\n", t.name, n)
	}
	return len(tables), nil
}

func readParents(s *source) (record, error) {
	parents, err := s.supplemental("parentLocales", "parentLocales", "parentLocale")
	if err != nil {
		return nil, err
	}
	r := record{}
	for k := range parents {
		r[k] = text(parents, k)
	}
	return r, nil
}

// readLikely keeps of the likely subtags what cannot be guessed: a language
// that is written in Latin script, and is missing here, is Latn.
func readLikely(s *source) (record, error) {
	likely, err := s.supplemental("likelySubtags", "likelySubtags")
	if err != nil {
		return nil, err
	}
	r := record{}
	for k := range likely {
		parts := strings.Split(text(likely, k), "-")
		if len(parts) < 2 || strings.HasPrefix(k, "und") {
			continue
		}
		if parts[1] != "Latn" || len(strings.Split(k, "-")) > 1 || slices.Contains(s.locales, k) {
			r[k] = parts[1]
			if len(parts) > 2 {
				r[k] += "-" + parts[2]
			}
		}
	}
	return r, nil
}

// readAliases holds what BCP 47 and CLDR replace: whole tags or languages
// under their own name, scripts, regions and variants after a plus sign.
func readAliases(s *source) (record, error) {
	r := record{}
	for kind, prefix := range map[string]string{"languageAlias": "", "scriptAlias": "+", "territoryAlias": "+", "variantAlias": "+"} {
		aliases, err := s.supplemental("aliases", "metadata", "alias", kind)
		if err != nil {
			return nil, err
		}
		for k := range aliases {
			from := prefix + strings.ToLower(k)
			r[from] = text(aliases, k, "_replacement")
			if kind == "languageAlias" && text(aliases, k, "_reason") == "overlong" {
				// "fra" for "fr": the same language, but not a name that CLDR uses.
				r[from] += us + "overlong"
			}
		}
	}
	return r, nil
}

// plurals reads the rules of a type, without their samples: category, colon,
// rule, in the order of CLDR, which is the order of trial.
func plurals(file, kind string) func(*source) (record, error) {
	return func(s *source) (record, error) {
		sets, err := s.supplemental(file, kind)
		if err != nil {
			return nil, err
		}
		r := record{}
		for locale, set := range sets {
			var out []string
			for _, category := range [...]string{"zero", "one", "two", "few", "many"} {
				rule := text(set, "pluralRule-count-"+category)
				if rule != "" {
					rule, _, _ = strings.Cut(rule, "@")
					out = append(out, category+":"+strings.TrimSpace(rule))
				}
			}
			r[locale] = strings.Join(out, us)
		}
		return r, nil
	}
}

func readDigits(s *source) (record, error) {
	systems, err := s.supplemental("numberingSystems", "numberingSystems")
	if err != nil {
		return nil, err
	}
	r := record{}
	for k := range systems {
		if text(systems, k, "_type") == "numeric" {
			r[k] = text(systems, k, "_digits")
		}
	}
	return r, nil
}

// readContinents maps each territory to one of the five regions that the
// world contains.
func readContinents(s *source) (record, error) {
	containment, err := s.supplemental("territoryContainment", "territoryContainment")
	if err != nil {
		return nil, err
	}
	r := record{}
	var walk func(region, continent string)
	walk = func(region, continent string) {
		members, _ := dig(containment, region, "_contains").([]any)
		for _, m := range members {
			if m, ok := m.(string); ok {
				if len(m) == 2 {
					r[m] = continent
				}
				walk(m, continent)
			}
		}
	}
	for _, continent := range [...]string{"002", "009", "019", "142", "150"} {
		walk(continent, continent)
	}
	return r, nil
}

var alpha2 = regexp.MustCompile(`^[A-Z]{2}$`)

// withdrawn and reserved codes stand in CLDR's mappings but not in ISO 3166-1.
var withdrawn = []string{"AN", "BU", "CS", "DD", "FX", "NT", "SU", "TP", "YD", "YU", "ZR", "AA", "EU", "UN", "ZZ"}

// readAlpha3 maps the two-letter codes of ISO 3166-1, and Kosovo's user-assigned XK,
// to their three letters.
func readAlpha3(s *source) (record, error) {
	mappings, err := s.supplemental("codeMappings", "codeMappings")
	if err != nil {
		return nil, err
	}
	r := record{}
	for k := range mappings {
		three, numeric := text(mappings, k, "_alpha3"), text(mappings, k, "_numeric")
		private := len(k) == 2 && (k[0] == 'X' || k[0] == 'Q' && k[1] >= 'M')
		if k == "XK" || alpha2.MatchString(k) && three != "" && numeric != "" && !private && !slices.Contains(withdrawn, k) {
			r[k] = three
		}
	}
	return r, nil
}

func readRightToLeft(s *source) (record, error) {
	scripts, err := s.file("cldr-core/scriptMetadata.json")
	if err != nil {
		return nil, err
	}
	metadata, _ := dig(scripts, "scriptMetadata").(object)
	r := record{}
	for k := range metadata {
		rtl := "0"
		if text(metadata, k, "rtl") == "YES" {
			rtl = "1"
		}
		r[k] = rtl
	}
	return r, nil
}

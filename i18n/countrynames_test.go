package i18n

import (
	"slices"
	"strings"
	"testing"
)

func TestOtherCountryNames(t *testing.T) {
	tags := []string{"fr", "en", "es", "pt", "ar", "bn", "hi", "zh", "sw"}
	for name, want := range map[string]string{
		"السعودية": "SA", "RDC": "CD", "KSA": "SA", "U.S.": "US", "U.S.A.": "US", "Burma": "MM", "Birmanie": "MM", "بنن": "BJ", "Dahomey": "BJ",
		"Swaziland": "SZ", "Ivory Coast": "CI", "Cap-Vert": "CV", "the Gambia": "GM", "Holland": "NL", "DRC": "CD", "Zaïre": "CD", "Congo-Brazzaville": "CG",
		"Congo-Kinshasa": "CD", "刚果（金）": "CD", "刚果（布）": "CG", "EE.UU.": "US", "المغرب": "MA", "South Korea": "KR", "UK": "GB", "UAE": "AE",
		"Türkiye": "TR", "Turkey": "TR", "Angleterre": "GB", "Palestine": "PS", "Guinée": "GN", "Niger": "NE", "沙特": "SA", "Marekani": "US", "आइवरी कोस्ट": "CI",
	} {
		if got, ok := CountryCode(name, tags); got != want || !ok {
			t.Errorf("%s: %q, want %s", name, got, want)
		}
	}
	for _, name := range []string{"Congo", "Le Congo", "الكونغو", "刚果", "কঙ্গো", "कांगो", "Kongo"} {
		if got, ok := CountryCode(name, tags); ok || !slices.Equal(CountriesNamed(name), []string{"CD", "CG"}) {
			t.Errorf("%s: %q, %v", name, got, CountriesNamed(name))
		}
	}
	// No name stands for two countries, neither here nor beside CLDR's, and each
	// code is one.
	for name, code := range byOtherName {
		if !IsCountry(code) || bySharedName[name] != nil {
			t.Errorf("%s: %s", name, code)
		}
		for _, tag := range tags {
			if other := Load(tag).entry.countriesByName()[name]; other != "" && other != code {
				t.Errorf("%s is %s here and %s in %s", name, code, other, tag)
			}
		}
	}
	seen := map[string]string{}
	for code, names := range otherNames {
		for _, name := range strings.Split(names, "|") {
			if other := seen[fold(name)]; other != "" && other != code {
				t.Errorf("%s is %s and %s", name, code, other)
			}
			seen[fold(name)] = code
		}
	}
}

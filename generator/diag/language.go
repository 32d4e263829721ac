package diag

import "strings"

// Language is the language in which messages are printed, as a BCP 47 tag.
type Language string

// The languages of the catalogue.
const (
	English Language = "en"
	French  Language = "fr"
)

// LanguageFromEnvironment is the language of the user's locale: the first of
// LC_ALL, LC_MESSAGES and LANG that is set decides, as POSIX has it. It is
// English unless that one names French.
func LanguageFromEnvironment(getenv func(string) string) Language {
	for _, name := range [...]string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := getenv(name); locale != "" {
			tag, _, _ := strings.Cut(strings.ToLower(locale), ".")
			tag, _, _ = strings.Cut(tag, "@")
			tag, _, _ = strings.Cut(strings.ReplaceAll(tag, "-", "_"), "_")
			if tag == "fr" {
				return French
			}
			return English
		}
	}
	return English
}

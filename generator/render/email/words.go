package email

import (
	"golang.org/x/net/html"

	"tract/i18n"
)

// phrase is a text and the language that it is in: empty where that is the
// reader's own.
type phrase struct{ text, lang string }

// word is an interface message along the reader's fallback chain.
func (l *letter) word(key string, args ...any) phrase {
	m, ok := l.site.Catalogue.Find(l.language.Tags, key)
	if !ok {
		return phrase{text: key}
	}
	locale := l.language.Locale
	if m.Lang != l.language.Tag {
		locale = i18n.Load(m.Lang)
	}
	return l.phrase(m.Format(locale, args...), m.Lang)
}

// phrase is a text in a language.
func (l *letter) phrase(text, lang string) phrase {
	if lang == l.language.Tag || lang != "" && i18n.Load(lang).Script() == l.language.Locale.Script() && isParent(lang, l.language.Tag) {
		lang = ""
	}
	return phrase{text, lang}
}

// isParent says whether a language is one that another inherits from.
func isParent(lang, of string) bool {
	for _, p := range i18n.Parents(of) {
		if p == lang {
			return true
		}
	}
	return false
}

// bodyLabel is a label within a body, in the language of its text, escaped for
// HTML.
func (l *letter) bodyLabel(language, key string) string {
	m, ok := l.site.Catalogue.Find([]string{language}, key)
	if !ok {
		return ""
	}
	return html.EscapeString(m.Format(i18n.Load(m.Lang)))
}

// counter is the counter style of CSS that numbers lists with the digits of a
// language of the site; "" where 0 to 9 do.
func (l *letter) counter(lang string) string {
	if own := l.site.Language(lang); own != nil {
		return own.Locale.CounterStyle()
	}
	return ""
}

// dir is the direction of a language; of none, the reader's.
func (l *letter) dir(lang string) string {
	if lang == "" || lang == l.language.Tag {
		return l.language.Dir
	}
	if own := l.site.Language(lang); own != nil {
		return own.Dir
	}
	return i18n.Load(lang).Dir()
}

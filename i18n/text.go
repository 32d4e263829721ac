package i18n

import (
	"fmt"
	"strings"
)

// Text is one interface message. It has either a Pattern or, when it counts
// something, Forms: a pattern for each plural category. Lang is the language
// that it is written in, which is not always the one that was asked for.
type Text struct {
	Lang    string
	Pattern string
	Forms   map[string]string

	file         string // where a site wrote it; empty for Tract's own
	line, column int
}

// Format fills the placeholders of a message. Args are pairs of name and
// value: Format(l, "count", 3, "title", title). The argument count chooses the
// plural form. Numbers are written as l writes them; if the message is in
// another language than l, as that language does, so that a sentence is of
// one piece. A placeholder without an argument stands as it is.
func (t Text) Format(l *Locale, args ...any) string {
	if l == nil || t.Lang != l.tag && !sameLanguage(t.Lang, l.tag) {
		l = Load(t.Lang)
	}
	pattern := t.Pattern
	if t.Forms != nil {
		pattern = t.Forms["other"]
		for i := 0; i+1 < len(args); i += 2 {
			if args[i] == "count" {
				if form, ok := t.Forms[l.category(args[i+1])]; ok {
					pattern = form
				}
			}
		}
	}
	if len(args) == 0 || !strings.Contains(pattern, "{") {
		return pattern
	}
	var b strings.Builder
	for {
		before, name, after, ok := nextPlaceholder(pattern)
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		filled := false
		for i := 0; i+1 < len(args); i += 2 {
			if args[i] == name {
				b.WriteString(l.argument(args[i+1]))
				filled = true
				break
			}
		}
		if !filled {
			b.WriteString("{" + name + "}")
		}
		pattern = after
	}
}

// sameLanguage tells whether two tags share their first subtag and script.
func sameLanguage(a, b string) bool {
	base := func(s string) string { head, _, _ := strings.Cut(s, "-"); return head }
	if base(a) != base(b) {
		return false
	}
	s, ok := parse(a)
	t, ok2 := parse(b)
	return ok && ok2 && likelyScript(s) == likelyScript(t)
}

// category is the plural category of an argument.
func (l *Locale) category(v any) string {
	if n, ok := integer(v); ok {
		return l.Plural(n)
	}
	switch v := v.(type) {
	case float64:
		_, whole, fraction := round(v, argumentPlaces)
		return l.data.cardinal.of(operandsOf(whole, fraction))
	case string:
		return l.PluralDecimal(v)
	}
	return "other"
}

// argumentPlaces is how many digits after the point an argument shows at most.
const argumentPlaces = 3

// argument writes the value of a placeholder.
func (l *Locale) argument(v any) string {
	if n, ok := integer(v); ok {
		return l.Integer(n)
	}
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return l.Decimal(v, argumentPlaces)
	case nil:
		return ""
	}
	return fmt.Sprint(v)
}

func integer(v any) (int64, bool) {
	switch v := v.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	case int32:
		return int64(v), true
	case uint32:
		return int64(v), true
	}
	return 0, false
}

// nextPlaceholder cuts a pattern at its first {name}. Braces round anything
// else are text.
func nextPlaceholder(s string) (before, name, after string, ok bool) {
	for i := 0; i < len(s); i++ {
		if s[i] != '{' {
			continue
		}
		end := i + 1
		for end < len(s) && (s[end] >= 'a' && s[end] <= 'z' || s[end] == '_' || end > i+1 && s[end] >= '0' && s[end] <= '9') {
			end++
		}
		if end > i+1 && end < len(s) && s[end] == '}' {
			return s[:i], s[i+1 : end], s[end+1:], true
		}
	}
	return s, "", "", false
}

// placeholders are the names in a pattern, in their order.
func placeholders(pattern string) []string {
	var names []string
	for {
		_, name, after, ok := nextPlaceholder(pattern)
		if !ok {
			return names
		}
		names = append(names, name)
		pattern = after
	}
}

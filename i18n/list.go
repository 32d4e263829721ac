package i18n

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// listFormat is how a language joins items: {0}, {1} and {2}.
type listFormat struct{ start, middle, end, two listJoint }

// listJoint is what stands between two items and after the second.
type listJoint struct{ between, after string }

func readListFormat(e *entry, key string) listFormat {
	p := e.parts(key, 4)
	return listFormat{readJoint(p[0]), readJoint(p[1]), readJoint(p[2]), readJoint(p[3])}
}

// readJoint reads "{0} et {1}". No pattern of CLDR has text before {0}.
func readJoint(s string) listJoint {
	_, rest, ok := strings.Cut(s, "{0}")
	between, after, ok2 := strings.Cut(rest, "{1}")
	if !ok || !ok2 {
		return listJoint{between: ", "}
	}
	return listJoint{between, after}
}

// separators are the texts after each of n items.
func (f *listFormat) separators(n int) []string {
	out := make([]string, max(n, 0))
	for i := 1; i < n; i++ {
		j := f.middle
		switch {
		case n == 2:
			j = f.two
		case i == 1:
			j = f.start
		case i == n-1:
			j = f.end
		}
		out[i-1] += j.between
		out[i] = j.after
	}
	return out
}

// List joins items with the language's "and": a, b et c.
func (l *Locale) List(items []string) string { return l.join(&l.data.and, items) }

// ListOr joins items with the language's "or".
func (l *Locale) ListOr(items []string) string { return l.join(&l.data.or, items) }

// ListPattern is what to write after each of n items joined with "and", for
// callers whose items are markup: between an item and the next, and, after the
// last, nothing in nearly every language. It does not look at the items; see
// ListSeparators.
func (l *Locale) ListPattern(n int) []string { return l.data.and.separators(n) }

// ListSeparators is ListPattern for items whose plain text is known: Spanish
// writes "e" for "y" before an i, Hebrew a hyphen before a foreign letter.
func (l *Locale) ListSeparators(items []string) []string {
	return l.separators(&l.data.and, items)
}

func (l *Locale) join(f *listFormat, items []string) string {
	var b strings.Builder
	for i, sep := range l.separators(f, items) {
		b.WriteString(items[i])
		b.WriteString(sep)
	}
	return b.String()
}

func (l *Locale) separators(f *listFormat, items []string) []string {
	out := f.separators(len(items))
	n := len(items)
	if n < 2 {
		return out
	}
	switch l.data.language {
	case "es":
		out[n-2] = spanish(out[n-2], strings.ToLower(items[n-1]))
	case "he":
		first, _ := utf8.DecodeRuneInString(items[n-1])
		if strings.HasSuffix(out[n-2], "ו") && !unicode.Is(unicode.Hebrew, first) {
			out[n-2] += "-"
		}
	}
	return out
}

// spanish changes y into e before the sound i, and o into u before the sound
// o; hielo and hiato begin with another sound.
func spanish(sep, next string) string {
	starts := func(prefixes ...string) bool {
		for _, p := range prefixes {
			if strings.HasPrefix(next, p) {
				return true
			}
		}
		return false
	}
	switch {
	case strings.HasSuffix(sep, " y ") && starts("i", "í", "hi", "hí") && !starts("hia", "hie"):
		return strings.TrimSuffix(sep, "y ") + "e "
	case strings.HasSuffix(sep, " o ") && (starts("o", "ó", "ho", "hó", "8", "11 ") || next == "11"):
		return strings.TrimSuffix(sep, "o ") + "u "
	}
	return sep
}

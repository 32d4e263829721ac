package diag

import (
	"strings"
	"unicode/utf8"
)

// Sentence says in a language what is wrong. A message whose id the catalogue
// does not hold gives its id and its arguments.
func (m Message) Sentence(lang Language) string { return m.sentence(lang, asIs) }

// Mend says in a language what to do about it; it may be empty.
func (m Message) Mend(lang Language) string { return m.mend(lang, asIs) }

// sentence is the sentence with every argument passed through show, so that
// a printer can isolate what runs in another direction.
func (m Message) sentence(lang Language, show func(string) string) string {
	e, ok := entryOf(m.ID, lang)
	if !ok {
		return m.bare(show)
	}
	return fill(e.Sentence, m.Args, show)
}

func (m Message) mend(lang Language, show func(string) string) string {
	e, _ := entryOf(m.ID, lang)
	return fill(e.Mend, m.Args, show)
}

// whole is sentence and mend in one line of prose.
func (m Message) whole(lang Language, show func(string) string) string {
	return strings.TrimSpace(m.sentence(lang, show) + " " + m.mend(lang, show))
}

// bare is a message without words: the id, then its arguments by name.
func (m Message) bare(show func(string) string) string {
	var b strings.Builder
	b.WriteString(show(m.ID))
	for i := 0; i+1 < len(m.Args); i += 2 {
		if b.WriteString(", "); i == 0 {
			b.Reset()
			b.WriteString(show(m.ID) + ": ")
		}
		b.WriteString(show(m.Args[i]) + " “" + show(shorten(m.Args[i+1])) + "”")
	}
	return b.String()
}

func asIs(s string) string { return s }

// fill puts values in the place of the {names} of a template. A name without
// a value leaves nothing.
func fill(template string, args Args, show func(string) string) string {
	var b strings.Builder
	for {
		before, name, rest, found := cutPlaceholder(template)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		if value := args.Get(name); value != "" {
			b.WriteString(show(shorten(value)))
		}
		template = rest
	}
}

// cutPlaceholder splits a template at its first {name}. Braces of another
// shape, and doubled ones, are text: messages speak of {{< figure >}} too.
func cutPlaceholder(s string) (before, name, rest string, found bool) {
	for i := 0; i < len(s); i++ {
		if s[i] != '{' {
			continue
		}
		j := i + 1
		for j < len(s) && (s[j] >= 'a' && s[j] <= 'z' || s[j] >= '0' && s[j] <= '9' || s[j] == '_') {
			j++
		}
		doubled := i > 0 && s[i-1] == '{' || j+1 < len(s) && s[j+1] == '}'
		if j > i+1 && j < len(s) && s[j] == '}' && !doubled {
			return s[:i], s[i+1 : j], s[j+1:], true
		}
	}
	return s, "", "", false
}

// placeholders are the distinct names that a template asks for, in order.
func placeholders(template string) []string {
	var names []string
	for {
		_, name, rest, found := cutPlaceholder(template)
		if !found {
			return names
		}
		names = append(names, name)
		template = rest
	}
}

// A value in a sentence is a name, an address, a few words. What is longer
// (an unclosed quote swallows a whole file) is cut.
const valueLength = 240

func shorten(value string) string {
	if len(value) <= valueLength || utf8.RuneCountInString(value) <= valueLength {
		return value
	}
	n := 0
	for i := range value {
		if n++; n > valueLength {
			return strings.TrimRight(value[:i], " ") + "…"
		}
	}
	return value
}

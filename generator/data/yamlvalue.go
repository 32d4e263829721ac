package data

import (
	"regexp"
	"strings"
)

var (
	longHeader = regexp.MustCompile(`^[|>][+-]?[1-9]?[+-]?\s*(#.*)?$`)
	aliasName  = regexp.MustCompile(`^\*[\p{L}\p{N}_-]+\s*(#.*)?$`)
	properties = regexp.MustCompile(`^(?:&[\p{L}\p{N}_-]+|!![a-z]+)(?:\s+|$)`)
)

// value reads the value at a column of the current line, mends it, and goes to
// the line after it. indent is the column of its name or dash.
func (f *finder) value(at, indent int) {
	text := f.text()
	if n := noBreakLen(text[at:]); n > 0 {
		f.mendLine("no-break-space", at, at+n, text[:at]+strings.TrimLeftFunc(text[at:], noBreak))
	}
	for {
		p := properties.FindString(f.text()[at:])
		if p == "" {
			break
		}
		at += len(p)
	}
	v := strings.TrimRight(f.text()[at:], " \t")
	f.last.plain, f.last.expects = false, false
	if v == "" || v[0] == '#' {
		f.last.expects = true
		f.i++
		return
	}
	switch v[0] {
	case '"', '\'':
		f.quoted(at, indent)
		return
	case '[', '{':
		f.brackets(at, indent)
		return
	case '|', '>':
		if longHeader.MatchString(v) {
			f.skipLong(indent)
			return
		}
	case '*':
		if name := strings.TrimPrefix(strings.Fields(v)[0], "*"); aliasName.MatchString(v) && strings.Contains(f.block.now, "&"+name) {
			f.i++
			return
		}
	case '&', '!', '%', '@', '`', ']', '}', ',':
	case '-', '?', ':':
		if len(v) > 1 && v[1] != ' ' && v[1] != '\t' {
			f.plain(at, v)
			return
		}
	default:
		f.plain(at, v)
		return
	}
	f.quoteAll("value-sign", at, v, "sign", v[:1])
	f.i++
}

// quoteAll puts a value in quotes.
func (f *finder) quoteAll(id string, at int, v string, args ...string) {
	text := f.text()
	f.mendLine(id, at, at+len(v), text[:at]+yamlQuote(v)+text[at+len(v):], args...)
}

// plain reads a value without quotes: a colon with a space after it would start
// another entry.
func (f *finder) plain(at int, v string) {
	f.last.plain = true
	value, _, _ := strings.Cut(v, "  #")
	value = strings.TrimRight(value, " \t")
	before, _, _ := strings.Cut(value, " #")
	if strings.Contains(before, ": ") || strings.Contains(before, ":\t") || strings.HasSuffix(before, ":") {
		colon := strings.IndexByte(before, ':')
		for colon+1 < len(before) && before[colon+1] != ' ' && before[colon+1] != '\t' {
			colon += 1 + strings.IndexByte(before[colon+1:], ':')
		}
		text := f.text()
		f.mendLine("colon-in-value", at+colon, at+colon+1, text[:at]+yamlQuote(value)+text[at+len(value):], "text", value)
		f.last.plain = false
	}
	f.i++
}

// skipLong goes to the line after a block of text. Its lines must be indented
// at least like the first one.
func (f *finder) skipLong(indent int) {
	first := -1
	for f.i++; f.i < len(f.lines); f.i++ {
		text := f.text()
		content := strings.TrimLeft(text, " ")
		if strings.TrimSpace(text) == "" {
			continue
		}
		switch n := len(text) - len(content); {
		case n <= indent:
			return
		case first < 0:
			first = n
		case n < first && content[0] != '#':
			f.mendLine("yaml-indent", 0, n, strings.Repeat(" ", first)+content)
		}
	}
}

// belongs says that a line goes on with the value of an entry: it is blank,
// deeper than the entry, or a bracket that closes.
func belongs(text string, indent int) bool {
	trimmed := strings.TrimLeft(text, " \t")
	return trimmed == "" || len(text)-len(trimmed) > indent || trimmed[0] == ']' || trimmed[0] == '}'
}

// quoteEnd is the offset after the quote that closes a text, or -1.
func quoteEnd(s string) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && s[0] == '"':
			i++
		case s[i] != s[0]:
		case s[0] == '\'' && i+1 < len(s) && s[i+1] == '\'':
			i++
		default:
			return i + 1
		}
	}
	return -1
}

// quoted reads a value in quotes.
func (f *finder) quoted(at, indent int) {
	text := f.text()
	v := strings.TrimRight(text[at:], " \t")
	end := quoteEnd(v)
	if end < 0 {
		f.quotedLines(at, indent, v)
		return
	}
	rest := strings.TrimLeft(v[end:], " \t")
	if rest == "" || rest[0] == '#' && len(rest) < len(v)-end {
		if v[0] == '"' {
			f.escapes(at, v[:end])
		}
		f.i++
		return
	}
	if strayLen(rest) > 0 {
		stray := at + len(v) - len(rest)
		f.mendLine("sign-after-value", stray, stray+1, text[:at]+v[:end]+rest[1:], "sign", rest[:1])
		f.i++
		return
	}
	quote := v[:1]
	body := v
	if i := strings.LastIndex(v, quote+" #"); i > 0 {
		body = v[:i+1]
	}
	inner := ""
	id := "text-after-quote"
	switch {
	case len(body) > 1 && strings.HasSuffix(body, quote) && ownQuotes(body):
		inner = unescaped(body[0], body)
	case len(body) > 1 && strings.HasSuffix(body, quote):
		inner, id = unwrapped(body), "quote-inside"
		if quote == "'" {
			id = "quote-apostrophe"
		}
	case quote == "'" && v[end] != ' ' && !closes(v):
		// 'L'appel: the quote at the end is missing.
		inner, id = v[1:], "quote-apostrophe"
	default:
		inner = unescaped(v[0], v)
	}
	mended := text[:at] + yamlQuote(inner) + text[at+len(body):]
	f.mendLine(id, at, at+len(body), mended, "text", inner)
	f.i++
}

// quotedLines reads a text in quotes that does not end on its line.
func (f *finder) quotedLines(at, indent int, v string) {
	for j := f.i + 1; j < len(f.lines); j++ {
		line := f.lines[j].text
		if strings.TrimSpace(line) != "" && !belongs(line, indent) {
			break
		}
		if quoteEnd(v[:1]+line) > 0 {
			f.i = j + 1
			return
		}
	}
	f.unclosedQuote(f.i, at)
	f.found = true
	f.i++
}

// unclosedQuote closes a text in quotes at the end of its line.
func (y *yamlReader) unclosedQuote(i, at int) {
	text := y.lines[i].text
	v := strings.TrimRight(text[at:], " \t")
	inner := v[1:]
	mended := v + v[:1]
	if v[0] == '\'' && strings.Contains(strings.ReplaceAll(inner, "''", ""), "'") {
		mended = yamlQuote(inner)
	}
	y.slip("quote-unclosed", i, at, at+len(v), text[:at]+mended, "quote", v[:1])
}

// escapes doubles the backslashes of a text in double quotes that are no
// escapes of YAML.
func (f *finder) escapes(at int, v string) {
	var b strings.Builder
	first := -1
	for i := 0; i < len(v); i++ {
		b.WriteByte(v[i])
		if v[i] != '\\' || i+1 == len(v) {
			continue
		}
		if validEscape(v[i+1:]) {
			i++
			b.WriteByte(v[i])
			continue
		}
		if first < 0 {
			first = i
		}
		b.WriteByte('\\')
	}
	if first < 0 {
		return
	}
	text := f.text()
	escape := []rune(v[first:])[:2]
	f.mendLine("quote-escape", at+first, at+first+len(string(escape)), text[:at]+b.String()+text[at+len(v):], "escape", string(escape))
}

// validEscape says that what follows a backslash is an escape of YAML.
func validEscape(s string) bool {
	length := 0
	switch s[0] {
	case 'x':
		length = 2
	case 'u':
		length = 4
	case 'U':
		length = 8
	default:
		return strings.IndexByte("0abt\tnvfe \"/\\N_LP", s[0]) >= 0
	}
	return len(s) > length && strings.Trim(s[1:1+length], "0123456789abcdefABCDEF") == ""
}

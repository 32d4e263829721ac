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

// skipLong goes to the line after a block of text.
func (f *finder) skipLong(indent int) {
	for f.i++; f.i < len(f.lines); f.i++ {
		text := f.text()
		if n := len(text) - len(strings.TrimLeft(text, " ")); strings.TrimSpace(text) != "" && n <= indent {
			return
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
	quote := v[:1]
	body := v
	if i := strings.LastIndex(v, quote+" #"); i > 0 {
		body = v[:i+1]
	}
	inner := ""
	id := "text-after-quote"
	switch {
	case len(body) > 1 && strings.HasSuffix(body, quote):
		inner = body[1 : len(body)-1]
		id = "quote-inside"
		if quote == "'" {
			id, inner = "quote-apostrophe", strings.ReplaceAll(inner, "''", "'")
		}
	case quote == "'" && v[end] != ' ':
		// 'L'appel: the quote at the end is missing.
		inner, id = v[1:], "quote-apostrophe"
	default:
		inner = v
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

// brackets reads a list or map in brackets.
func (f *finder) brackets(at, indent int) {
	text := f.text()
	v := strings.TrimRight(text[at:], " \t")
	if strings.HasPrefix(v, "{{") || strings.HasPrefix(v, "{%") {
		f.quoteAll("bracket-text", at, v, "sign", v[:2])
		f.i++
		return
	}
	var b brackets
	end := b.end(v)
	if end >= 0 {
		rest := strings.TrimLeft(v[end:], " \t")
		if rest != "" && (rest[0] != '#' || len(rest) == len(v)-end) {
			f.quoteAll("bracket-text", at, v, "sign", v[:1])
		} else {
			f.items(at, v[:end])
		}
		f.i++
		return
	}
	// The value may go on below, as far as no line reads like an entry.
	first, last := f.i, f.i
	for j := f.i + 1; j < len(f.lines); j++ {
		line := f.lines[j].text
		if strings.TrimSpace(line) == "" {
			continue
		}
		if !belongs(line, indent) && keyLine.MatchString(strings.TrimLeft(line, " ")) || strings.HasPrefix(line, "---") {
			break
		}
		if last = j; b.end(line) >= 0 {
			f.i = j + 1
			return
		}
	}
	open := b.missing()
	if last == first {
		f.items(at, v)
	}
	line := strings.TrimRight(f.lines[last].text, " \t")
	f.mend(last, strings.TrimSuffix(line, ",")+open)
	f.add("bracket-unclosed", f.base+f.original(first, at), f.base+f.original(first, at+1), "open", v[:1], "close", open)
	if first == last {
		f.suggestLine(first)
	}
	f.found = true
	f.i = last + 1
}

// brackets follows the brackets of a value from line to line.
type brackets struct {
	open []byte // what closes each open one
	last byte   // the last sign that is no space
}

// end is the offset after the bracket that closes the first one, or -1 when it
// is not in this line.
func (b *brackets) end(s string) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case ' ', '\t':
			continue
		case '[':
			b.open = append(b.open, ']')
		case '{':
			b.open = append(b.open, '}')
		case ']', '}':
			if n := len(b.open); n > 0 && b.open[n-1] == c {
				b.open = b.open[:n-1]
			}
			if len(b.open) == 0 {
				return i + 1
			}
		case '"', '\'':
			// A quote counts only where a value starts: l'eau has none.
			if strings.IndexByte("[{,:", b.last) >= 0 {
				if e := quoteEnd(s[i:]); e > 0 {
					i += e - 1
				}
			}
		}
		b.last = s[i]
	}
	return -1
}

// missing is the brackets that are to be closed.
func (b *brackets) missing() string {
	var all strings.Builder
	for i := len(b.open) - 1; i >= 0; i-- {
		all.WriteByte(b.open[i])
	}
	return all.String()
}

// items mends the values of a list or map in brackets on one line, as far as
// none of them has brackets of its own.
func (f *finder) items(at int, v string) {
	inner := strings.TrimRight(v[1:], "]} \t")
	if strings.ContainsAny(inner, "[]{}") {
		return
	}
	if i, n := commaAfterQuote(inner); n > 0 {
		start := at + 1 + i
		text := f.text()
		f.mendLine("comma-sign", start, start+n, text[:start]+","+text[start+n:], "sign", inner[i:i+n])
		return
	}
	from := 1
	for _, part := range strings.Split(inner, ",") {
		lead := len(part) - len(strings.TrimLeft(part, " \t"))
		item := strings.TrimSpace(part)
		start := from + lead
		from += len(part) + 1
		if key, value, ok := splitKey(item); ok && (v[0] == '{' || strings.Contains(item[value:], ": ")) && key > 0 && v[0] == '{' {
			start += value
			item = item[value:]
		}
		id, mended := itemSlip(item)
		if id == "" {
			continue
		}
		// What follows keeps its place: only the first slip of a line is mended
		// at a time, and the line is looked at again in the next round.
		text := f.text()
		f.mendLine(id, at+start, at+start+len(item), text[:at+start]+mended+text[at+start+len(item):], "text", item, "sign", item[:1])
		return
	}
}

// commaAfterQuote is the place and length of a comma of another script behind
// a text in quotes.
func commaAfterQuote(s string) (at, n int) {
	for i := range len(s) {
		if n := commaLen(s[i:]); n > 0 {
			if before := strings.TrimRight(s[:i], " "); strings.HasSuffix(before, `"`) || strings.HasSuffix(before, "'") {
				return i, n
			}
		}
	}
	return 0, 0
}

// itemSlip is what is wrong with a value between commas, and the value mended.
func itemSlip(item string) (id, mended string) {
	if item == "" {
		return "", ""
	}
	switch c := item[0]; c {
	case '"', '\'':
		end := quoteEnd(item)
		if end == len(item) {
			return "", ""
		}
		if len(item) > 1 && item[len(item)-1] == c {
			id = "quote-inside"
			if c == '\'' {
				id = "quote-apostrophe"
			}
			return id, yamlQuote(strings.ReplaceAll(item[1:len(item)-1], "''", "'"))
		}
		if end > 0 {
			return "text-after-quote", yamlQuote(item)
		}
		return "quote-unclosed", item + item[:1]
	case '@', '%', '`':
		return "value-sign", yamlQuote(item)
	case '*', '&', '!':
		if strings.Contains(item, " ") {
			return "value-sign", yamlQuote(item)
		}
	default:
		if strings.Contains(item, ": ") {
			return "colon-in-value", yamlQuote(item)
		}
	}
	return "", ""
}

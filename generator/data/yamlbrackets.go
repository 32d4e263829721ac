package data

import "strings"

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
	for _, part := range splitItems(inner) {
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
		f.mendLine(id, at+start, at+start+len(item), text[:at+start]+mended+text[at+start+len(item):], "text", item, "sign", item[:1], "quote", item[:1])
		return
	}
}

// splitItems are the values of a list or map in brackets. A comma within sound
// quotation marks divides nothing.
func splitItems(inner string) []string {
	var items []string
	from, last := 0, byte(',')
	for i := 0; i < len(inner); i++ {
		switch c := inner[i]; c {
		case ' ', '\t':
			continue
		case ',':
			items = append(items, inner[from:i])
			from = i + 1
		case '"', '\'':
			if end := quoteEnd(inner[i:]); end > 0 && (last == ',' || last == ':') {
				if rest := strings.TrimLeft(inner[i+end:], " \t"); rest == "" || rest[0] == ',' || rest[0] == ':' {
					i += end - 1
				}
			}
		}
		last = inner[i]
	}
	return append(items, inner[from:])
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
			switch {
			case ownQuotes(item):
				return "text-after-quote", yamlQuote(unescaped(c, item))
			case c == '\'':
				id = "quote-apostrophe"
			}
			return id, yamlQuote(unwrapped(item))
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

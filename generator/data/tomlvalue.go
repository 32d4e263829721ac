package data

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	tomlInteger = regexp.MustCompile(`^(?:[+-]?(?:0|[1-9](?:_?[0-9])*)|0x[0-9a-fA-F](?:_?[0-9a-fA-F])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*)$`)
	tomlFloat   = regexp.MustCompile(`^[+-]?(?:(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?|inf|nan)$`)
	tomlTime    = regexp.MustCompile(`^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?)?|[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)$`)
)

// value reads one value. enders are the signs that end a value without quotes
// on its line: none at the top, those of the list or table inside one.
func (r *tomlReader) value(depth int, enders string) Value {
	start := r.pos
	if depth > maxDepth {
		r.fault("data-too-deep", start, start+1)
		r.deep, r.pos = true, len(r.text)
		return Value{Start: r.base + start, End: r.base + start}
	}
	var v Value
	switch c := r.text[r.pos]; {
	case c == '[':
		v = r.array(depth)
	case c == '{':
		v = r.inline(depth)
	case c == '"' || c == '\'':
		v = r.quoted(enders)
	case c != '`' && quoteLen(r.rest()) > 0:
		v = r.foreignQuotes()
	default:
		v = r.bare(enders)
	}
	v.Start, v.End = r.base+start, r.base+r.pos
	return v
}

// bare reads a number, date or truth value; anything else is text that lacks
// its quotes.
func (r *tomlReader) bare(enders string) Value {
	start := r.pos
	word := r.rest()
	if i := strings.IndexAny(word, enders+"\r\n"); i >= 0 {
		word = word[:i]
	}
	if i := strings.IndexByte(word, '#'); i == 0 || i > 0 && (word[i-1] == ' ' || word[i-1] == '\t') {
		word = word[:i]
	}
	word = strings.TrimRight(word, " \t")
	if before := strings.TrimRight(word, ",; \t"); enders == "" && before != word && (before == "true" || before == "false" || tomlInteger.MatchString(before) || tomlTime.MatchString(before)) {
		word = before
	}
	if before, _, remark := strings.Cut(word, "#"); remark && (before == "true" || before == "false" || tomlInteger.MatchString(before) ||
		tomlFloat.MatchString(before) || tomlTime.MatchString(before)) {
		word = before
	}
	r.pos += len(word)
	switch {
	case word == "true" || word == "false":
		return Value{Kind: Bool, Text: word}
	case tomlInteger.MatchString(word) && inRange(word), !tomlInteger.MatchString(word) && tomlFloat.MatchString(word):
		return Value{Kind: Number, Text: strings.ReplaceAll(word, "_", "")}
	case tomlTime.MatchString(word):
		r.dates = append(r.dates, [2]int{start, r.pos})
		return Value{Kind: String, Text: rfc3339Form(word)}
	}
	if lower := strings.ToLower(word); lower == "true" || lower == "false" {
		r.fault("word-form", start, r.pos, "word", lower).fixed(r.base+start, r.base+r.pos, lower)
		return Value{Kind: Bool, Text: lower}
	}
	// A comment sign without a space before it ends a value in TOML; in a text
	// that lacks its quotes it is the author's.
	if word == "" {
		_, size := utf8.DecodeRuneInString(r.rest())
		r.fault("toml-syntax", start, start+size)
		r.pos += size
		return Value{}
	}
	r.fault("toml-quotes", start, r.pos, "text", word).fixed(r.base+start, r.base+r.pos, tomlQuote(word))
	return Value{Kind: String, Text: word}
}

// inRange says that a whole number is one of 64 bits, as TOML wants it.
func inRange(word string) bool {
	_, err := strconv.ParseInt(word, 0, 64)
	return err == nil
}

// rfc3339Form is a TOML date or time with the T and Z of RFC 3339.
func rfc3339Form(s string) string {
	if len(s) > 10 && (s[10] == ' ' || s[10] == 't') {
		s = s[:10] + "T" + s[11:]
	}
	return strings.Replace(s, "z", "Z", 1)
}

func (r *tomlReader) array(depth int) Value {
	v := Value{Kind: List}
	open := r.pos
	r.pos++
	for comma := true; ; {
		r.blank()
		if r.pos == len(r.text) || r.full() {
			r.unclosed(open, "]")
			return v
		}
		switch r.text[r.pos] {
		case ']':
			r.pos++
			return v
		case ',':
			if comma {
				r.fault("comma-extra", r.pos, r.pos+1).fixed(r.base+r.pos, r.base+r.pos+1, "")
			}
			comma = true
			r.pos++
			continue
		}
		if r.atStatement(open) {
			r.unclosed(open, "]")
			return v
		}
		if !comma && r.foreignComma() {
			comma = true
			continue
		}
		if !comma {
			end := v.Items[len(v.Items)-1].End
			r.add("comma-missing", max(end-1, 0), end).fixed(end, end, ",")
		}
		v.Items = append(v.Items, r.value(depth+1, ",]"))
		comma = false
	}
}

// foreignComma reads a comma of another script in the place of a comma.
func (r *tomlReader) foreignComma() bool {
	n := commaLen(r.rest())
	if n == 0 {
		return false
	}
	r.fault("comma-sign", r.pos, r.pos+n, "sign", r.text[r.pos:r.pos+n]).fixed(r.base+r.pos, r.base+r.pos+n, ",")
	r.pos += n
	return true
}

// atStatement says that a new statement begins on a line below that of an
// opening bracket, so that the bracket was never closed.
func (r *tomlReader) atStatement(open int) bool {
	return r.guess && r.begin > open && strings.TrimSpace(r.text[r.begin:r.pos]) == "" && statement.MatchString(r.line())
}

var statement = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*\s*=|^\[\[?[A-Za-z_][A-Za-z0-9_.-]*\]`)

// unclosed says that a bracket is never closed, and that its line is where to
// close it when all of it stands there.
func (r *tomlReader) unclosed(open int, closing string) {
	if r.deep {
		return
	}
	end := open + len(strings.TrimRight(strings.SplitN(r.text[open:], "\n", 2)[0], " \t\r,"))
	x := r.fault("bracket-unclosed", open, open+1, "open", r.text[open:open+1], "close", closing)
	if strings.TrimSpace(r.text[end:r.pos]) == "" || strings.TrimSpace(r.text[end:r.pos]) == "," {
		x.fixed(r.base+end, r.base+end, closing)
	}
	// The statement below is read on its own.
	if r.pos < len(r.text) {
		r.pos = max(strings.LastIndexByte(r.text[:r.pos], '\n'), open+1)
	}
}

func (r *tomlReader) inline(depth int) Value {
	open := r.pos
	r.pos++
	table := &tomlTable{}
	for comma := true; ; {
		r.blank()
		if r.pos == len(r.text) || r.full() {
			r.unclosed(open, "}")
			break
		}
		if r.text[r.pos] == '}' {
			r.pos++
			break
		}
		if r.text[r.pos] == ',' {
			if comma {
				r.fault("comma-extra", r.pos, r.pos+1).fixed(r.base+r.pos, r.base+r.pos+1, "")
			}
			comma = true
			r.pos++
			continue
		}
		if r.atStatement(open) {
			r.unclosed(open, "}")
			break
		}
		if !comma && r.foreignComma() {
			comma = true
			continue
		}
		if !comma {
			end := r.base + len(strings.TrimRight(r.text[:r.pos], " \t\r\n"))
			r.add("comma-missing", end-1, end).fixed(end, end, ",")
		}
		keys := r.keys()
		if len(keys) == 0 || !r.equals() || r.pos == len(r.text) {
			if len(keys) > 0 {
				r.fault("toml-no-equals", open, r.pos, "text", strings.TrimSpace(r.text[open:r.pos]))
			}
			r.pos += len(r.line())
			break
		}
		if c := r.text[r.pos]; strings.IndexByte(",}#\r\n", c) >= 0 {
			key := keys[len(keys)-1]
			r.add("toml-value-missing", key.Start, key.End, "name", key.Name)
		} else {
			r.put(table, keys, r.value(depth+1, ",}"))
		}
		comma = false
	}
	return table.value()
}

// quoted reads a text in straight quotes. enders are the signs that may follow
// it on its line beside a comment; anything else there means that a quote
// inside the text was taken for its end.
func (r *tomlReader) quoted(enders string) Value {
	start := r.pos
	quote := r.text[r.pos : r.pos+1]
	v := Value{Kind: String, Quoted: true}
	if long := strings.Repeat(quote, 3); strings.HasPrefix(r.rest(), long) {
		v.Text = r.long(long)
		return v
	}
	rest := r.rest()
	end := 1
	for end < len(rest) && rest[end] != quote[0] && rest[end] != '\n' {
		if rest[end] == '\\' && quote == `"` && end+1 < len(rest) && rest[end+1] != '\n' {
			end++
		}
		end++
	}
	closed := end < len(rest) && rest[end] == quote[0]
	after := "\n"
	if closed {
		if after = strings.TrimLeft(rest[end+1:], " \t"); after == "" {
			after = "\n"
		}
	}
	if closed && (strings.IndexByte("\r\n#"+enders, after[0]) >= 0 || commaLen(after) > 0 || noBreakLen(after) > 0 || enders == "" && strayLen(after) > 0) {
		r.pos += end + 1
		v.Text = rest[1:end]
		if quote == `"` {
			v.Text = r.unescape(v.Text, start+1)
		}
		return v
	}
	r.quotedSlip(&v, end, closed, enders)
	return v
}

// quotedSlip reads a text whose quotes do not end it rightly: it has none at
// its end, or one at end that is followed by something else.
func (r *tomlReader) quotedSlip(v *Value, end int, closed bool, enders string) {
	start, line := r.pos, r.line()
	quote := line[:1]
	if !closed {
		end = len(strings.TrimRight(line, " \t"))
		if enders != "" {
			end = max(len(strings.TrimRight(line, " \t"+enders)), 1)
		}
		r.pos += end
		v.Text = line[1:end]
		r.fault("quote-unclosed", start, r.pos, "quote", quote).fixed(r.base+r.pos, r.base+r.pos, quote)
		return
	}
	if after := strings.TrimLeft(line[end+1:], " \t"); enders != "" && line[end+1] == ' ' && (after[0] == '"' || after[0] == '\'') {
		// Two texts beside each other: the comma is missing, said by the list.
		r.pos += end + 1
		v.Text = line[1:end]
		return
	}
	whole := closingQuote(line[1:], quote)
	id := "quote-inside"
	if quote == "'" {
		id = "quote-apostrophe"
	}
	if whole < 0 {
		// Text goes on after the closing quote: all of it is the text.
		whole = len(strings.TrimRight(line, " \t"))
		v.Text = line[:whole]
		r.pos += whole
		r.fault("text-after-quote", start, r.pos, "text", v.Text).fixed(r.base+start, r.base+r.pos, tomlQuote(v.Text))
		return
	}
	body := line[:whole+2]
	r.pos += len(body)
	if v.Text = unwrapped(body); ownQuotes(body) {
		v.Text, id = unescaped(body[0], body), "text-after-quote"
	}
	r.fault(id, start, r.pos, "text", v.Text).fixed(r.base+start, r.base+r.pos, tomlQuote(v.Text))
}

// long reads a text between three quotes, which may have many lines.
func (r *tomlReader) long(quote string) string {
	start := r.pos
	r.pos += len(quote)
	from := r.pos
	for {
		i := strings.Index(r.rest(), quote)
		if i < 0 {
			line := strings.TrimRight(r.text[start:start+len(strings.SplitN(r.text[start:], "\n", 2)[0])], " \t\r")
			r.fault("quote-unclosed-long", start, start+len(line), "quote", quote)
			r.pos = start + len(line)
			return strings.TrimPrefix(line, quote)
		}
		r.pos += i
		if quote == `"""` && oddBackslashes(r.text[from:r.pos]) {
			r.pos++
			continue
		}
		break
	}
	// One or two quotes may stand before the closing three.
	end := r.pos
	for extra := 0; extra < 2 && strings.HasPrefix(r.text[end+len(quote):], quote[:1]); extra++ {
		end++
	}
	r.pos = end + len(quote)
	text := r.text[from:end]
	if strings.HasPrefix(text, "\r\n") {
		text, from = text[2:], from+2
	} else if strings.HasPrefix(text, "\n") {
		text, from = text[1:], from+1
	}
	if quote == `"""` {
		text = r.unescape(text, from)
	}
	return strings.ReplaceAll(text, "\r\n", "\n")
}

func oddBackslashes(s string) bool {
	return (len(s)-len(strings.TrimRight(s, `\`)))%2 == 1
}

// unescape resolves the escapes of a text whose first byte stands at an offset.
func (r *tomlReader) unescape(s string, at int) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			i++
			continue
		}
		const letters, stand = `btnfr"\e`, "\b\t\n\f\r\"\\\x1b"
		c := s[i+1]
		length := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
		if j := strings.IndexByte(letters, c); j >= 0 {
			b.WriteByte(stand[j])
			i += 2
			continue
		}
		if length > 0 && i+2+length <= len(s) {
			n, err := strconv.ParseUint(s[i+2:i+2+length], 16, 32)
			if err == nil && utf8.ValidRune(rune(n)) {
				b.WriteRune(rune(n))
				i += 2 + length
				continue
			}
		}
		// A backslash at a line's end joins the next line without its indent.
		if next := strings.TrimLeft(s[i+1:], " \t\r\n"); strings.Contains(s[i+1:len(s)-len(next)], "\n") &&
			strings.TrimLeft(strings.SplitN(s[i+1:], "\n", 2)[0], " \t\r") == "" {
			i = len(s) - len(next)
			continue
		}
		_, size := utf8.DecodeRuneInString(s[i+1:])
		r.fault("quote-escape", at+i, at+i+1+size, "escape", s[i:i+1+size]).fixed(r.base+at+i, r.base+at+i+1, `\\`)
		b.WriteByte('\\')
		i++
	}
	return clean(b.String())
}

// foreignQuotes reads a text in quotes that are not TOML's.
func (r *tomlReader) foreignQuotes() Value {
	j := &jsonReader{faults: r.faults, text: r.text, base: r.base, pos: r.pos}
	known := len(r.list)
	text := j.foreignQuotes()
	r.pos = j.pos
	// JSON's escapes are not all TOML's.
	fixes := r.list[known].fixes
	fixes[0].text = tomlQuote(text)
	return Value{Kind: String, Text: text, Quoted: true}
}

// tomlQuote is a text between quotes of TOML, plain ones where they do.
func tomlQuote(text string) string {
	if !strings.ContainsAny(text, "\"\\") {
		return `"` + text + `"`
	}
	if !strings.Contains(text, "'") {
		return "'" + text + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

package data

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// quoteSigns are the signs that are typed where a format wants its straight
// quotes, with the one that closes each.
var quoteSigns = [...][2]string{
	{`"`, `"`}, {"'", "'"}, {"“", "”"}, {"”", "”"}, {"„", "“"}, {"«", "»"}, {"‘", "’"}, {"’", "’"}, {"`", "`"},
}

// quoteLen is the length of the quotation mark at the head of a text, or 0.
func quoteLen(s string) int {
	for _, q := range quoteSigns {
		if strings.HasPrefix(s, q[0]) {
			return len(q[0])
		}
	}
	return 0
}

// quoted reads a text in quotes. Quotes of another kind than JSON's are a fault,
// and so is a line end before the closing quote.
func (r *jsonReader) quoted() string {
	if r.text[r.pos] != '"' {
		return r.foreignQuotes()
	}
	start := r.pos
	r.pos++
	plain := r.pos
	for r.pos < len(r.text) && r.text[r.pos] != '"' && r.text[r.pos] != '\\' && r.text[r.pos] >= ' ' {
		r.pos++
	}
	if r.pos < len(r.text) && r.text[r.pos] == '"' {
		r.pos++
		return r.text[plain : r.pos-1]
	}
	b := []byte(r.text[plain:r.pos])
	for r.pos < len(r.text) {
		switch c := r.text[r.pos]; {
		case c == '"':
			r.pos++
			return string(b)
		case c == '\\':
			b = r.escape(b)
		case c == '\n' || c == '\r':
			return r.unclosedText(start, string(b))
		case c < ' ':
			r.fault("control-character", r.pos, r.pos+1, "code", "U+00"+hexByte(c)).
				fixed(r.base+r.pos, r.base+r.pos+1, strings.Trim(jsonQuote(string(c)), `"`))
			b = append(b, c)
			r.pos++
		default:
			b = append(b, c)
			r.pos++
		}
		if r.dead {
			return string(b)
		}
	}
	return r.unclosedText(start, string(b))
}

// unclosedText says that a text has no closing quote on its line. A comma or
// bracket at the line's end is taken as the file's, not the text's.
func (r *jsonReader) unclosedText(start int, text string) string {
	end := r.pos
	for end > start+1 && strings.IndexByte(" \t,]}", r.text[end-1]) >= 0 {
		end--
	}
	r.fault("quote-unclosed", start, end, "quote", `"`).fixed(r.base+end, r.base+end, `"`)
	text = strings.TrimRight(text, " \t,]}")
	r.pos = end
	return text
}

// escape reads an escape and appends what it stands for.
func (r *jsonReader) escape(b []byte) []byte {
	start := r.pos
	if r.pos+1 == len(r.text) {
		r.pos++
		return b
	}
	const letters, stand = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	c := r.text[r.pos+1]
	if i := strings.IndexByte(letters, c); i >= 0 {
		r.pos += 2
		return append(b, stand[i])
	}
	if c == 'u' {
		if u, ok := r.unit(r.pos); ok {
			r.pos += 6
			if utf16.IsSurrogate(u) {
				low, ok := r.unit(r.pos)
				if joined := utf16.DecodeRune(u, low); ok && joined != utf8.RuneError {
					r.pos += 6
					return utf8.AppendRune(b, joined)
				}
				u = utf8.RuneError
			}
			if u == 0 {
				u = utf8.RuneError
			}
			return utf8.AppendRune(b, u)
		}
	}
	r.fault("quote-escape", start, start+2, "escape", strings.ToValidUTF8(r.text[start:start+2], "")).
		fixed(r.base+start, r.base+start+1, `\\`)
	r.pos++
	return append(b, '\\')
}

// unit reads a UTF-16 code unit at a place, written as \u and four hexadecimal digits.
func (r *jsonReader) unit(at int) (rune, bool) {
	if at+6 > len(r.text) || r.text[at:at+2] != `\u` {
		return 0, false
	}
	n, err := strconv.ParseUint(r.text[at+2:at+6], 16, 16)
	return rune(n), err == nil && r.text[at+2] != '+'
}

// foreignQuotes reads a text in quotes that are not JSON's.
func (r *jsonReader) foreignQuotes() string {
	start := r.pos
	size := quoteLen(r.rest())
	line := r.rest()
	if i := strings.IndexAny(line, "\r\n"); i >= 0 {
		line = line[:i]
	}
	closing := ""
	for _, q := range quoteSigns {
		if q[0] == line[:size] {
			closing = q[1]
			break
		}
	}
	end := closingQuote(line[size:], closing)
	if end < 0 {
		end = len(strings.TrimRight(line[size:], " \t,]}"))
		closing = ""
	}
	text := strings.TrimSpace(line[size : size+end])
	r.pos += size + end + len(closing)
	r.fault("quote-sign", start, r.pos, "sign", line[:size]).
		fixed(r.base+start, r.base+r.pos, jsonQuote(text))
	return text
}

// closingQuote is the offset of the closing sign that ends a text: the first
// one after which the file goes on with a sign of its own, so that the
// apostrophe of 'L'appel' does not end it.
func closingQuote(s, sign string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], sign)
		if i < 0 {
			return -1
		}
		after := strings.TrimLeft(s[from+i+len(sign):], " \t")
		if after == "" || strings.IndexByte(",:]}=#", after[0]) >= 0 {
			return from + i
		}
		from += i + len(sign)
	}
}

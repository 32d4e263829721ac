package calendar

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// lineLength is how many octets a line may have without its end (RFC 5545,
// 3.1).
const lineLength = 75

// line writes a content line: its name with parameters, and its value, which
// is escaped already. It ends in CRLF and is folded so that no line is longer
// than lineLength and no character is cut in two.
func line(out *bytes.Buffer, name, value string) {
	text := name + ":" + value
	for room := lineLength; len(text) > room; room = lineLength - 1 {
		cut := room
		for cut > 0 && !utf8.RuneStart(text[cut]) {
			cut--
		}
		if cut == 0 {
			cut = room // no UTF-8: what is written here always is
		}
		out.WriteString(text[:cut])
		out.WriteString("\r\n ")
		text = text[cut:]
	}
	out.WriteString(text)
	out.WriteString("\r\n")
}

// escapeText is a text as a value of the type TEXT (3.3.11). Breaks of lines
// and paragraphs, of whatever kind, become \n: some programs break lines at all
// of them. Other control characters, which no text may hold, become U+FFFD.
func escapeText(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	s = strings.ToValidUTF8(s, "\uFFFD")
	for i, r := range s {
		switch r {
		case '\\', ';', ',':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '\r':
			if !strings.HasPrefix(s[i+1:], "\n") {
				b.WriteString(`\n`)
			}
		case '\n', '\v', '\f', '\u0085', '\u2028', '\u2029':
			b.WriteString(`\n`)
		case '\t':
			b.WriteRune(r)
		default:
			if r < ' ' || r == 0x7F {
				r = '\uFFFD'
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// parameter is a text as the value of a parameter, in quotation marks, with
// what may not stand there written as RFC 6868 has it.
func parameter(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '^':
			b.WriteString("^^")
		case r == '"':
			b.WriteString("^'")
		case r == '\n', r == '\u0085', r == '\u2028', r == '\u2029':
			b.WriteString("^n")
		case r == '\r':
		case r < ' ' || r == 0x7F:
			b.WriteRune('\uFFFD')
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// uri is an address with all that RFC 3986 does not allow written in percent
// signs.
func uri(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7F || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

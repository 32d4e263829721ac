package feed

import (
	"bytes"
	"html"
	"unicode/utf8"

	"tract/generator/render/notice"
	"tract/i18n"
)

// This file writes texts as XML and as JSON. Whole texts of twenty works stand
// in each feed, so that what needs no escape is copied in long pieces.

// writer writes XML.
type writer struct{ out *bytes.Buffer }

func (w writer) element(name, text string) {
	w.out.WriteString("<" + name + ">")
	w.text(text)
	w.out.WriteString("</" + name + ">")
}

func (w writer) link(rel, kind, href string) {
	w.out.WriteString(`<link rel="` + rel + `" type="` + kind + `" href="`)
	w.text(href)
	w.out.WriteString(`"/>`)
}

func (w writer) text(s string) { w.escape([]byte(s)) }

// xmlStops are the bytes at which XML's text may not simply be copied: what it
// gives a meaning to, what it cannot hold, and the first byte of U+FFFE.
var xmlStops = stops("&<>\"\r\xEF", '\n', '\t')

// escape writes text; characters that XML cannot hold become U+FFFD.
func (w writer) escape(s []byte) {
	if !utf8.Valid(s) {
		s = bytes.ToValidUTF8(s, []byte("\uFFFD"))
	}
	from := 0
	for i := 0; i < len(s); i++ {
		if !xmlStops[s[i]] {
			continue
		}
		instead, size := "\uFFFD", 1
		switch s[i] {
		case '&':
			instead = "&amp;"
		case '<':
			instead = "&lt;"
		case '>':
			instead = "&gt;"
		case '"':
			instead = "&#34;"
		case '\r':
			instead = "&#13;"
		case 0xEF:
			// Valid, so that two bytes follow.
			if s[i+1] != 0xBF || s[i+2] < 0xBE {
				continue
			}
			size = 3
		}
		w.out.Write(s[from:i])
		w.out.WriteString(instead)
		from = i + size
		i = from - 1
	}
	w.out.Write(s[from:])
}

// jsonStops are the bytes at which JSON's text may not simply be copied, and
// the first one of U+2028.
var jsonStops = stops("\"\\\xE2")

// writeJSON writes a text as a string of JSON (RFC 8259), as encoding/json
// writes it where nothing is escaped for HTML. U+2028 and U+2029, which end
// lines in JavaScript, are escaped.
func writeJSON(out *bytes.Buffer, s []byte) {
	if !utf8.Valid(s) {
		s = bytes.ToValidUTF8(s, []byte("\uFFFD"))
	}
	const hex = "0123456789abcdef"
	out.WriteByte('"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !jsonStops[c] {
			continue
		}
		size := 1
		if c == 0xE2 {
			// Valid, so that two bytes follow.
			if s[i+1] != 0x80 || s[i+2]&^1 != 0xA8 {
				continue
			}
			size = 3
		}
		out.Write(s[from:i])
		switch c {
		case '"', '\\':
			out.WriteByte('\\')
			out.WriteByte(c)
		case '\b':
			out.WriteString(`\b`)
		case '\f':
			out.WriteString(`\f`)
		case '\n':
			out.WriteString(`\n`)
		case '\r':
			out.WriteString(`\r`)
		case '\t':
			out.WriteString(`\t`)
		case 0xE2:
			out.WriteString(`\u202`)
			out.WriteByte(hex[s[i+2]&0xF])
		default:
			out.WriteString(`\u00`)
			out.WriteByte(hex[c>>4])
			out.WriteByte(hex[c&0xF])
		}
		from = i + size
		i = from - 1
	}
	out.Write(s[from:])
	out.WriteByte('"')
}

// appendNotice appends a notice as HTML; words in another language than the
// feed's say so.
func appendNotice(dst []byte, n notice.Notice, language string) []byte {
	phrase := func(p notice.Phrase) {
		dst = append(dst, "<bdi"...)
		if p.Lang != language {
			dst = append(dst, ` lang="`+html.EscapeString(p.Lang)+`" dir="`+i18n.Load(p.Lang).Dir()+`"`...)
		}
		dst = append(dst, ">"+html.EscapeString(p.Text)+"</bdi>"...)
	}
	dst = append(dst, "<aside>"...)
	if n.Title.Text != "" {
		dst = append(dst, "<p><strong>"...)
		phrase(n.Title)
		dst = append(dst, "</strong></p>"...)
	}
	for _, l := range n.Lines {
		dst = append(dst, "<p>"...)
		if l.Date != "" {
			dst = append(dst, "<bdi>"+html.EscapeString(l.Date)+"</bdi>: "...)
		}
		if l.URL != "" {
			dst = append(dst, `<a href="`+html.EscapeString(l.URL)+`">`...)
		}
		phrase(l.Phrase)
		if l.URL != "" {
			dst = append(dst, "</a>"...)
		}
		dst = append(dst, "</p>"...)
	}
	return append(dst, "</aside>"...)
}

// stops is the set of some bytes and the control characters, but for some.
func stops(bytes string, but ...byte) *[256]bool {
	set := new([256]bool)
	for c := range byte(' ') {
		set[c] = true
	}
	for _, c := range but {
		set[c] = false
	}
	for i := range len(bytes) {
		set[bytes[i]] = true
	}
	return set
}

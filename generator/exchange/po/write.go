package po

import (
	"fmt"
	"strings"
)

// Bytes is the catalogue as it is written: in UTF-8, without a byte order mark,
// which gettext refuses. What was read and not altered has its old bytes.
func (f *File) Bytes() []byte {
	if f.Charset != "" && !strings.EqualFold(f.Charset, "UTF-8") && f.Header() != nil {
		f.SetField("Content-Type", "text/plain; charset=UTF-8")
	}
	newline := "\n"
	if f.CRLF {
		newline = "\r\n"
	}
	var b strings.Builder
	b.WriteString(f.head)
	end := 0 // of what was read and written last; -1 behind what is new
	for _, e := range f.Entries {
		kept := e.read != nil && e.Same(e.read)
		if !kept || e.Start != end {
			apart(&b, newline)
		}
		if end = e.End; kept {
			b.WriteString(e.raw)
			continue
		}
		end = -1
		text := e.format()
		if f.CRLF {
			text = strings.ReplaceAll(text, "\n", newline)
		}
		b.WriteString(text)
	}
	if f.tail != "" {
		if end != len(f.Source.Text)-len(f.tail) {
			apart(&b, newline)
		}
		b.WriteString(f.tail)
	}
	return []byte(b.String())
}

// apart sees to an empty line before what comes next.
func apart(b *strings.Builder, newline string) {
	text := b.String()
	if text == "" {
		return
	}
	if !strings.HasSuffix(text, "\n") {
		b.WriteString(newline)
		text = b.String()
	}
	last := strings.TrimRight(text, "\r\n\t ")
	if strings.Count(text[len(last):], "\n") < 2 {
		b.WriteString(newline)
	}
}

// format is an entry as gettext writes it, without wrapping: where a line is
// cut depends on its tool, and a text that is wrapped anew hides what changed.
func (e *Entry) format() string {
	var b strings.Builder
	lines := func(sign string, texts []string) {
		for _, t := range texts {
			if t != "" {
				t = " " + t
			}
			b.WriteString(sign + t + "\n")
		}
	}
	lines("#", e.Comments)
	lines("#.", e.Extracted)
	lines("#:", e.References)
	if len(e.Flags) > 0 {
		b.WriteString("#, " + strings.Join(e.Flags, ", ") + "\n")
	}
	for _, o := range e.Other {
		b.WriteString(o + "\n")
	}
	sign, before := "", "#| "
	if e.Obsolete {
		sign, before = "#~ ", "#~| "
	}
	field := func(sign, keyword, text string) {
		b.WriteString(sign + keyword + " ")
		quoted(&b, sign, text)
	}
	if e.PreviousContext != "" {
		field(before, "msgctxt", e.PreviousContext)
	}
	if e.PreviousID != "" {
		field(before, "msgid", e.PreviousID)
	}
	if e.PreviousPlural != "" {
		field(before, "msgid_plural", e.PreviousPlural)
	}
	if e.HasContext {
		field(sign, "msgctxt", e.Context)
	}
	field(sign, "msgid", e.ID)
	if !e.HasPlural {
		text := ""
		if len(e.Strings) > 0 {
			text = e.Strings[0]
		}
		field(sign, "msgstr", text)
		return b.String()
	}
	field(sign, "msgid_plural", e.Plural)
	for i, s := range e.Strings {
		field(sign, fmt.Sprintf("msgstr[%d]", i), s)
	}
	return b.String()
}

// quoted writes a text in quotes; one of several lines has a line for each.
func quoted(b *strings.Builder, sign, text string) {
	inner := strings.TrimSuffix(text, "\n")
	if !strings.Contains(inner, "\n") {
		b.WriteString(quote(text) + "\n")
		return
	}
	b.WriteString("\"\"\n")
	for line := range strings.SplitAfterSeq(text, "\n") {
		if line != "" {
			b.WriteString(sign + quote(line) + "\n")
		}
	}
}

// quote is a text as a string of C.
func quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' && escapes[c] != 0:
			b.WriteByte('\\')
			b.WriteByte(escapes[c])
		case c < ' ' || c == 0x7F:
			fmt.Fprintf(&b, "\\%03o", c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// escapes are the letters that stand for control characters.
var escapes = [...]byte{'\n': 'n', '\t': 't', '\r': 'r', '\a': 'a', '\b': 'b', '\f': 'f', '\v': 'v', ' ': 0}

package po

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"tract/generator/diag"
)

// Read reads a catalogue. It never fails: what is no PO stands in the messages
// with its line and is kept as it is. The file is nil only when its bytes are no
// text in the encoding that it names.
func Read(src diag.Source) (*File, []diag.Message) {
	text, charset, m := decode(src)
	if m != nil {
		return nil, []diag.Message{*m}
	}
	r := &reader{file: &File{Source: diag.Source{Path: src.Path, Text: text}, Charset: charset}, text: string(text)}
	r.read()
	r.duplicates()
	return r.file, r.messages
}

// maxForms is the highest number of a plural form that is read: no language has
// more than six.
const maxForms = 32

// reader is the state of one reading.
type reader struct {
	file     *File
	text     string
	messages []diag.Message
	line     int

	e        *Entry          // in hand, nil between entries
	comments bool            // e holds comments alone so far
	into     *string         // that a line in quotes goes on with
	gathered strings.Builder // of it, until it is complete: a text may have very many lines
	state    int             // the last keyword of e
	prefix   string          // of the line in hand: "", "#~", "#|" or "#~|"
	intoFor  string          // the prefix that into belongs to
}

// The keywords in their order.
const (
	nothing = iota
	msgctxt
	msgid
	msgidPlural
	msgstr
)

func (r *reader) read() {
	r.file.CRLF = strings.HasSuffix(firstLine(r.text), "\r\n")
	for at := 0; at < len(r.text); {
		end := strings.IndexByte(r.text[at:], '\n')
		next := at + end + 1
		if end < 0 {
			next = len(r.text)
		}
		r.line++
		r.oneLine(at, next)
		at = next
	}
	r.flush(len(r.text))
	if n := len(r.file.Entries); n > 0 {
		if r.e != nil { // comments without an entry
			r.file.tail = r.text[r.e.Start:]
		}
	} else {
		r.file.head = r.text
	}
	for _, e := range r.file.Entries {
		e.raw = r.text[e.Start:e.End]
		e.read = e.clone()
	}
}

func firstLine(text string) string {
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		return text[:i+1]
	}
	return text
}

// fault is a message on the rest of a line.
func (r *reader) fault(id string, at, end int, args ...string) {
	if r.e != nil {
		r.e.Broken = true
	}
	r.messages = append(r.messages, diag.At(id, r.file.Source, at, end, args...))
}

// oneLine reads one line.
func (r *reader) oneLine(start, next int) {
	line := strings.TrimRight(r.text[start:next], "\r\n")
	rest := strings.TrimLeft(line, " \t\f\v")
	at := start + len(line) - len(rest)
	switch {
	case rest == "":
		r.to(nil)
		return
	case strings.HasPrefix(rest, "#~"):
		r.prefix = "#~"
		rest = rest[2:]
		if strings.HasPrefix(rest, "|") {
			r.prefix, rest = "#~|", rest[1:]
		} else if comment := strings.TrimLeft(rest, " \t"); strings.HasPrefix(comment, "#") {
			// gettext takes comments and flags that were put behind the sign.
			r.begin(start)
			r.comment(comment)
			return
		}
	case strings.HasPrefix(rest, "#|"):
		r.prefix, rest = "#|", rest[2:]
	case rest[0] == '#':
		r.begin(start)
		r.comment(rest)
		return
	default:
		r.prefix = ""
	}
	body := strings.TrimLeft(rest, " \t")
	at = start + len(line) - len(body)
	if body == "" {
		// "#~" alone.
		r.to(nil)
		return
	}
	r.keywordLine(start, at, body)
}

// begin begins a new entry at a line if the one in hand is complete.
func (r *reader) begin(start int) {
	if r.e != nil && r.state == nothing {
		return
	}
	r.flush(start)
	r.e = &Entry{Start: start, Line: r.line}
	if len(r.file.Entries) == 0 {
		// What stands before the first entry belongs to it.
		r.e.Start = 0
	}
	r.state = nothing
	r.to(nil)
}

// flush ends the entry in hand before a place, if it is one.
func (r *reader) flush(end int) {
	r.to(nil)
	if r.e == nil || r.state == nothing {
		return
	}
	e := r.e
	e.End = end
	if len(e.Strings) == 0 {
		e.Broken = true
		r.messages = append(r.messages, r.file.Message("po-no-msgstr", e))
	}
	r.file.Entries = append(r.file.Entries, e)
	r.e = nil
}

// comment reads a line that begins with #.
func (r *reader) comment(line string) {
	e := r.e
	text := func() string { return strings.TrimPrefix(line[2:], " ") }
	switch {
	case strings.HasPrefix(line, "#."):
		e.Extracted = append(e.Extracted, text())
	case strings.HasPrefix(line, "#:"):
		e.References = append(e.References, strings.TrimSpace(text()))
	case strings.HasPrefix(line, "#,"):
		for flag := range strings.SplitSeq(text(), ",") {
			if flag = strings.TrimSpace(flag); flag != "" {
				e.Flags = append(e.Flags, flag)
			}
		}
	case strings.HasPrefix(line, "#=") || strings.HasPrefix(line, "#@") || strings.HasPrefix(line, "#!") || strings.HasPrefix(line, "#$"):
		e.Other = append(e.Other, line)
	default:
		e.Comments = append(e.Comments, strings.TrimPrefix(line[1:], " "))
	}
}

// keywordLine reads msgid "…" and the like, or a line in quotes that goes on.
func (r *reader) keywordLine(start, at int, body string) {
	if body[0] == '"' {
		if r.into == nil || r.intoFor != r.prefix {
			r.begin(start)
			r.state = msgid
			r.fault("po-syntax", at, at+len(body), "expected", "msgid")
			return
		}
		r.gathered.WriteString(r.strings(at, body))
		return
	}
	word := body
	if i := strings.IndexAny(body, " \t\""); i >= 0 {
		word = body[:i]
	}
	rest := strings.TrimLeft(body[len(word):], " \t")
	previous := strings.HasSuffix(r.prefix, "|")
	switch state := stateOf(word); {
	case state == nothing:
		r.begin(start)
		r.state = max(r.state, msgid)
		r.to(nil)
		r.fault("po-syntax", at, at+len(body), "expected", "msgid \"…\"")
		return
	case previous:
		r.begin(start)
		r.previous(state, at, body)
	default:
		if state == msgctxt || state == msgid && r.state != msgctxt || r.e != nil && r.e.Obsolete != (r.prefix == "#~") {
			r.begin(start)
		}
		if r.e == nil {
			r.begin(start)
		}
		r.field(state, word, at, body)
	}
	if rest == "" || rest[0] != '"' {
		r.fault("po-syntax", at, at+len(body), "expected", word+" \"…\"")
		return
	}
	if r.into != nil {
		r.gathered.WriteString(r.strings(at+len(body)-len(rest), rest))
	}
}

func stateOf(word string) int {
	switch {
	case word == "msgctxt":
		return msgctxt
	case word == "msgid":
		return msgid
	case word == "msgid_plural":
		return msgidPlural
	case word == "msgstr" || strings.HasPrefix(word, "msgstr["):
		return msgstr
	}
	return nothing
}

// previous makes way for a line of "#|".
func (r *reader) previous(state, at int, body string) {
	r.intoFor = r.prefix
	switch state {
	case msgctxt:
		r.to(&r.e.PreviousContext)
	case msgid:
		r.to(&r.e.PreviousID)
	case msgidPlural:
		r.to(&r.e.PreviousPlural)
	default:
		r.to(nil)
		r.fault("po-syntax", at, at+len(body), "expected", "#| msgid \"…\"")
		return
	}
	*r.into = ""
}

// to makes way for the lines of a text; nil for none. What was gathered of the
// last one is put there.
func (r *reader) to(text *string) {
	if r.into != nil {
		*r.into += r.gathered.String()
	}
	r.gathered.Reset()
	r.into = text
}

// field makes way for a line of the entry itself.
func (r *reader) field(state int, word string, at int, body string) {
	e := r.e
	r.to(nil)
	r.intoFor = r.prefix
	if r.state == nothing {
		e.Obsolete = r.prefix == "#~"
	}
	if state < r.state || state == r.state && state != msgstr || state == msgstr && r.state < msgid {
		r.fault("po-syntax", at, at+len(body), "expected", "msgid \"…\"")
		r.to(nil)
		r.state = max(r.state, msgid)
		return
	}
	r.state = state
	switch state {
	case msgctxt:
		e.HasContext = true
		r.to(&e.Context)
	case msgid:
		e.Line = r.line
		r.to(&e.ID)
	case msgidPlural:
		e.HasPlural = true
		r.to(&e.Plural)
	case msgstr:
		r.to(r.form(word, at, body))
	}
}

// form is the place of a translation, or nil.
func (r *reader) form(word string, at int, body string) *string {
	e := r.e
	n := 0
	if word != "msgstr" {
		digits := strings.TrimSuffix(strings.TrimPrefix(word, "msgstr["), "]")
		var err error
		if n, err = strconv.Atoi(digits); err != nil || n < 0 || n >= maxForms || !strings.HasSuffix(word, "]") {
			r.fault("po-syntax", at, at+len(body), "expected", "msgstr[0] \"…\"")
			return nil
		}
	}
	if n != len(e.Strings) || (word != "msgstr") != e.HasPlural {
		expected := "msgstr \"…\""
		if e.HasPlural {
			expected = "msgstr[" + strconv.Itoa(len(e.Strings)) + "] \"…\""
		}
		r.fault("po-syntax", at, at+len(body), "expected", expected)
		if n < len(e.Strings) {
			return nil
		}
	}
	for len(e.Strings) <= n {
		e.Strings = append(e.Strings, "")
	}
	return &e.Strings[n]
}

// strings reads the strings of a line: usually one.
func (r *reader) strings(at int, text string) string {
	var b strings.Builder
	i := 0
	for i < len(text) {
		if text[i] == ' ' || text[i] == '\t' {
			i++
			continue
		}
		if text[i] != '"' {
			r.fault("po-syntax", at+i, at+len(text), "expected", "\"")
			return b.String()
		}
		var one strings.Builder
		n, ok := unquote(&one, text[i:], true)
		if !utf8.ValidString(one.String()) {
			// Escapes that spell no character stay as they are written.
			one.Reset()
			n, ok = unquote(&one, text[i:], false)
		}
		b.WriteString(one.String())
		if !ok {
			r.fault("po-quote", at+i, at+len(text))
			return b.String()
		}
		i += n
	}
	return b.String()
}

// unquote reads the string of C at the head of a text and gives its length; it
// is false where the closing quote is missing. With high, escapes may spell the
// bytes of characters beyond ASCII.
func unquote(b *strings.Builder, text string, high bool) (int, bool) {
	for i := 1; i < len(text); i++ {
		switch c := text[i]; c {
		case '"':
			return i + 1, true
		case '\\':
			i++
			if i == len(text) {
				return 0, false
			}
			i += unescape(b, text[i:], high) - 1
		default:
			b.WriteByte(c)
		}
	}
	return 0, false
}

// unescape reads what stands behind a backslash and gives its length.
func unescape(b *strings.Builder, text string, high bool) int {
	c := text[0]
	for code, letter := range escapes {
		if letter == c && letter != 0 {
			b.WriteByte(byte(code))
			return 1
		}
	}
	digits, base, from := 3, 8, 0
	if c == 'x' {
		digits, base, from = 2, 16, 1
	}
	end := from
	for end < len(text) && end < from+digits {
		if _, err := strconv.ParseUint(text[end:end+1], base, 8); err != nil {
			break
		}
		end++
	}
	if n, err := strconv.ParseUint(text[from:end], base, 16); err == nil && n > 0 && (n < 0x80 || high && n < 0x100) {
		b.WriteByte(byte(n))
		return end
	}
	// A slip, or a byte of another encoding: as it is written.
	if c != '\\' && c != '"' {
		b.WriteByte('\\')
	}
	b.WriteByte(c)
	return 1
}

// duplicates tells of entries that say twice what is translated.
func (r *reader) duplicates() {
	first := map[Key]*Entry{}
	for _, e := range r.file.Entries {
		if e.Obsolete || e.Broken {
			continue
		}
		if other := first[e.Key()]; other != nil {
			r.messages = append(r.messages, r.file.Message("po-duplicate", e, "line", strconv.Itoa(other.Line)))
			continue
		}
		first[e.Key()] = e
	}
}

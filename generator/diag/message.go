// Package diag holds the messages that Tract gives to the people who write a
// site: what is to be mended, where, and how. A Message is data; a Printer
// turns it into a sentence in the reader's language only when it is shown.
package diag

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// Severity says whether a message keeps the site from being published.
type Severity uint8

// An Error keeps its page from being published; a Warning does not, unless
// the run is strict; a Notice only informs.
const (
	Error Severity = iota
	Warning
	Notice
)

// String is the severity as it stands in JSON: error, warning or notice.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	}
	return "notice"
}

// Point is a place in a file. Line and Column count from 1; Column counts
// Unicode code points.
type Point struct{ Line, Column int }

// Range is a stretch of a file; End is the point after its last character.
// The zero Range says that the message has no position.
type Range struct{ Start, End Point }

// Message is something to mend in the user's files. ID names an entry of the
// catalogue, which holds its sentence, its mend and its usual severity in
// every language; Args fill the {names} of that sentence. A Message is not
// altered once it is made.
type Message struct {
	ID         string
	Severity   Severity
	File       string // relative to the site, with slashes; empty when there is none
	Range      Range
	Args       Args
	Suggestion string // text ready to paste in the place of the excerpt; may be empty
	Excerpt    string // the first line of the range, without its line end
	// Notes are further places that belong to the same fault, such as the
	// other one of two clashing files.
	Notes []Place
}

// Place is a position beside the main one of a Message.
type Place struct {
	File  string
	Range Range
}

// Args are the values for the {names} of a sentence, in pairs: name, value.
type Args []string

// Get is the value of a name, or "" when there is none.
func (a Args) Get(name string) string {
	for i := 0; i+1 < len(a); i += 2 {
		if a[i] == name {
			return a[i+1]
		}
	}
	return ""
}

// Source is a file as it was read: its path relative to the site, with
// slashes, and all its bytes. Byte offsets in the generator refer to Text.
type Source struct {
	Path string
	Text []byte
}

// At is a message on the bytes from start to end of a source. The severity is
// the catalogue's. Offsets outside the text are brought inside it.
func At(id string, src Source, start, end int, args ...string) Message {
	m := Message{ID: id, Severity: SeverityOf(id), File: src.Path, Args: args}
	start = min(max(start, 0), len(src.Text))
	end = min(max(end, start), len(src.Text))
	m.Range = Range{point(src.Text, start), point(src.Text, end)}
	from := bytes.LastIndexByte(src.Text[:start], '\n') + 1
	to := len(src.Text)
	if i := bytes.IndexByte(src.Text[start:], '\n'); i >= 0 {
		to = start + i
	}
	m.Excerpt = strings.ToValidUTF8(strings.TrimSuffix(string(src.Text[from:to]), "\r"), "\uFFFD")
	return m
}

// In is a message on a whole file.
func In(id, file string, args ...string) Message {
	return Message{ID: id, Severity: SeverityOf(id), File: file, Args: args}
}

// Suggest is the message with a suggestion.
func (m Message) Suggest(text string) Message { m.Suggestion = text; return m }

// Also is the message with one more place.
func (m Message) Also(p Place) Message {
	m.Notes = append(slices.Clip(m.Notes), p)
	return m
}

// Sort orders messages by file, position, severity and id, and drops those
// that say the same thing of the same place.
func Sort(ms []Message) []Message {
	slices.SortStableFunc(ms, compare)
	return slices.CompactFunc(ms, func(a, b Message) bool {
		return compare(a, b) == 0 && slices.Equal(a.Args, b.Args)
	})
}

func compare(a, b Message) int {
	if c := strings.Compare(a.File, b.File); c != 0 {
		return c
	}
	for _, c := range [...]int{
		a.Range.Start.Line - b.Range.Start.Line, a.Range.Start.Column - b.Range.Start.Column,
		int(a.Severity) - int(b.Severity), strings.Compare(a.ID, b.ID), slices.Compare(a.Args, b.Args),
	} {
		if c != 0 {
			return c
		}
	}
	return 0
}

// point is the place of a byte offset; a file's byte order mark has no column.
func point(text []byte, offset int) Point {
	from := bytes.LastIndexByte(text[:offset], '\n') + 1
	line := text[from:offset]
	if from == 0 {
		line = bytes.TrimPrefix(line, []byte("\uFEFF"))
	}
	return Point{Line: bytes.Count(text[:from], []byte("\n")) + 1, Column: utf8.RuneCount(line) + 1}
}

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
	// ExcerptColumn is the column at which Excerpt begins; 0 says 1. Only of
	// a very long line is the head, or the tail, left out.
	ExcerptColumn int
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
// the catalogue's. Offsets outside the text are brought inside it, offsets
// within a character to its edges.
func At(id string, src Source, start, end int, args ...string) Message {
	m := Message{ID: id, Severity: SeverityOf(id), File: src.Path, Args: args}
	start = edge(src.Text, min(max(start, 0), len(src.Text)), -1)
	end = edge(src.Text, min(max(end, start), len(src.Text)), +1)
	m.Range = Range{point(src.Text, start), point(src.Text, end)}
	m.Excerpt, m.ExcerptColumn = excerptOf(src.Text, start)
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

var byteOrderMark = []byte("\uFEFF")

// point is the place of a byte offset; a file's byte order mark has no column.
func point(text []byte, offset int) Point {
	from := lineStart(text, offset)
	return Point{
		Line:   bytes.Count(text[:from], []byte("\n")) + 1,
		Column: utf8.RuneCount(text[from:max(from, offset)]) + 1,
	}
}

// lineStart is the offset of the first character of a line: behind a byte
// order mark, hence perhaps behind the given offset.
func lineStart(text []byte, offset int) int {
	from := bytes.LastIndexByte(text[:offset], '\n') + 1
	if from == 0 && bytes.HasPrefix(text, byteOrderMark) {
		return len(byteOrderMark)
	}
	return from
}

// edge moves an offset that lies within a character to the character's start
// (step -1) or end (step +1): otherwise its bytes would count as columns.
func edge(text []byte, offset, step int) int {
	for from := offset; from > 0 && offset-from < utf8.UTFMax; {
		from--
		if utf8.RuneStart(text[from]) {
			if _, size := utf8.DecodeRune(text[from:]); from+size > offset {
				if step < 0 {
					return from
				}
				return from + size
			}
			break
		}
	}
	return offset
}

// A line longer than excerptWhole bytes is kept in part, so that a thousand
// faults on the one line of a minified file stay small.
const (
	excerptWhole  = 4096
	excerptBefore = 512
	excerptAfter  = 2048
)

// excerptOf is the line around an offset, and the column at which it begins
// (0 for 1). Each byte that is not UTF-8 becomes one U+FFFD, as it counts as
// one column.
func excerptOf(text []byte, offset int) (excerpt string, column int) {
	from := lineStart(text, offset)
	offset = max(offset, from)
	to := len(text)
	if i := bytes.IndexByte(text[offset:], '\n'); i >= 0 {
		to = offset + i
	}
	line := bytes.TrimSuffix(text[from:to], []byte("\r"))
	if len(line) > excerptWhole {
		head := edge(line, max(0, min(offset-from, len(line))-excerptBefore), -1)
		tail := edge(line, min(len(line), offset-from+excerptAfter), +1)
		if head > 0 {
			column = utf8.RuneCount(line[:head]) + 1
		}
		line = line[head:tail]
	}
	return string(bytes.Runes(line)), column
}

package diag

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// record is a message as programs read it. Its fields are part of the
// command line's contract: lines and columns count from 1, the end is the point
// after the last character. A message on a whole file stands at its first
// character, from 1:1 to 1:1; all four are 0 only when there is no file.
type record struct {
	Severity   string `json:"severity"`
	ID         string `json:"id"`
	File       string `json:"file"`
	Line       int    `json:"line"`
	Column     int    `json:"column"`
	EndLine    int    `json:"end_line"`
	EndColumn  int    `json:"end_column"`
	Message    string `json:"message"`
	Suggestion string `json:"suggestion"`
}

// JSON writes one object per line and message, in reading order; its message
// is the sentence and the mend. Control characters, those of direction too,
// are escaped, so that the stream can be looked at in a terminal. It returns
// the error of the writer.
func JSON(w io.Writer, ms []Message, lang Language) error {
	out := bufio.NewWriter(w)
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	for _, m := range inReadingOrder(ms) {
		line.Reset()
		at := m.recordRange()
		err := encoder.Encode(record{
			Severity: m.Severity.String(), ID: m.ID, File: m.File,
			Line: at.Start.Line, Column: at.Start.Column,
			EndLine: at.End.Line, EndColumn: at.End.Column,
			Message: m.whole(lang, asIs), Suggestion: m.Suggestion,
		})
		if err != nil {
			return fmt.Errorf("encode message %s: %w", m.ID, err)
		}
		for _, r := range line.String() {
			// The encoder leaves DEL, the C1 controls and those of direction
			// as they are; they occur inside strings only.
			if r >= 0x7F && r < 0xA0 || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' {
				fmt.Fprintf(out, `\u%04x`, r)
				continue
			}
			out.WriteRune(r)
		}
	}
	return out.Flush()
}

// recordRange is the message's range as a record has it.
func (m Message) recordRange() Range {
	if m.File != "" && m.Range == (Range{}) {
		return Range{Point{1, 1}, Point{1, 1}}
	}
	return m.Range
}

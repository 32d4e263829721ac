// Package po reads and writes the catalogues of GNU gettext, which translators'
// tools exchange: PO files.
//
// What it reads it keeps: entries in their order, comments of every sign,
// flags, previous and obsolete texts, header fields that it does not know. An
// entry that nobody altered is written with the bytes that it was read from, so
// that a file which comes and goes shows in git what was translated and nothing
// else.
package po

import (
	"slices"
	"strings"

	"tract/generator/diag"
)

// Entry is one entry of a catalogue.
type Entry struct {
	Comments   []string // of translators, a line each, without their sign
	Extracted  []string // "#.": what the program says of the text
	References []string // "#:": where it stands, a line each
	Flags      []string // "#,": fuzzy, no-wrap …
	Other      []string // lines with signs that are not known, whole

	// What the source said when the translation was made: "#|". Empty where
	// nothing is known of it.
	PreviousContext, PreviousID, PreviousPlural string

	Context    string
	HasContext bool // an empty context is another one than none
	ID         string
	Plural     string
	HasPlural  bool
	Strings    []string // one translation, or one for each plural form
	Obsolete   bool     // "#~": the source is gone, the translation is kept

	// Start and End are the bytes of File.Source that the entry takes, and Line
	// that of its msgid, from 1. They are 0 for a new entry.
	Start, End, Line int
	// Broken says that its text could not be read whole; it is kept as it is.
	Broken bool

	raw  string
	read *Entry // as it was read, to tell whether it was altered
}

// File is a catalogue.
type File struct {
	// Source is the text, in UTF-8 whatever the file's encoding is.
	Source  diag.Source
	Charset string // the encoding that it was read from; "UTF-8" for a new one
	Entries []*Entry
	CRLF    bool // lines end so

	head, tail string // what stands before the first entry and after the last
}

// Key tells entries of a catalogue apart.
type Key struct {
	Context    string
	HasContext bool
	ID         string
}

// Key is the entry's key.
func (e *Entry) Key() Key { return Key{e.Context, e.HasContext, e.ID} }

// IsHeader says whether the entry is the one that holds the header.
func (e *Entry) IsHeader() bool { return e.ID == "" && !e.HasContext && !e.Obsolete }

// Has says whether the entry has a flag.
func (e *Entry) Has(flag string) bool { return slices.Contains(e.Flags, flag) }

// SetFlag gives the entry a flag or takes it away; the others stay.
func (e *Entry) SetFlag(flag string, on bool) {
	has := e.Has(flag)
	switch {
	case on && !has:
		// gettext writes fuzzy first.
		e.Flags = append([]string{flag}, e.Flags...)
	case !on && has:
		e.Flags = slices.DeleteFunc(slices.Clone(e.Flags), func(f string) bool { return f == flag })
	}
}

// Translated says whether the entry holds a translation in all its forms.
func (e *Entry) Translated() bool {
	for _, s := range e.Strings {
		if s == "" {
			return false
		}
	}
	return len(e.Strings) > 0
}

// Words says whether anything was written for the entry.
func (e *Entry) Words() bool {
	for _, s := range e.Strings {
		if s != "" {
			return true
		}
	}
	return false
}

// Header is the entry that holds the header, or nil.
func (f *File) Header() *Entry {
	for _, e := range f.Entries {
		if e.IsHeader() {
			return e
		}
	}
	return nil
}

// Field is a field of the header, such as Language; "" where there is none.
// Names are compared without case.
func (f *File) Field(name string) string {
	h := f.Header()
	if h == nil || len(h.Strings) == 0 {
		return ""
	}
	for line := range strings.SplitSeq(h.Strings[0], "\n") {
		if field, value, ok := strings.Cut(line, ":"); ok && strings.EqualFold(strings.TrimSpace(field), name) {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// SetField gives a field of the header another value. The others stay as they
// are, in their order; a new field is the last.
func (f *File) SetField(name, value string) {
	h := f.Header()
	if h == nil {
		h = &Entry{Strings: []string{""}}
		f.Entries = append([]*Entry{h}, f.Entries...)
	}
	if len(h.Strings) == 0 {
		h.Strings = []string{""}
	}
	lines := strings.SplitAfter(h.Strings[0], "\n")
	for i, line := range lines {
		if field, old, ok := strings.Cut(line, ":"); ok && strings.EqualFold(strings.TrimSpace(field), name) {
			if strings.TrimSpace(old) != value {
				lines[i] = field + ": " + value + "\n"
				h.Strings = []string{strings.Join(lines, "")}
			}
			return
		}
	}
	text := h.Strings[0]
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	h.Strings = []string{text + name + ": " + value + "\n"}
}

// clone is a copy of what an entry says.
func (e *Entry) clone() *Entry {
	c := *e
	c.Comments, c.Extracted, c.References = slices.Clone(e.Comments), slices.Clone(e.Extracted), slices.Clone(e.References)
	c.Flags, c.Other, c.Strings = slices.Clone(e.Flags), slices.Clone(e.Other), slices.Clone(e.Strings)
	c.read = nil
	return &c
}

// Same says whether two entries say the same, wherever they stand.
func (e *Entry) Same(o *Entry) bool {
	return slices.Equal(e.Comments, o.Comments) && slices.Equal(e.Extracted, o.Extracted) &&
		slices.Equal(e.References, o.References) && slices.Equal(e.Flags, o.Flags) && slices.Equal(e.Other, o.Other) &&
		e.PreviousContext == o.PreviousContext && e.PreviousID == o.PreviousID && e.PreviousPlural == o.PreviousPlural &&
		e.Key() == o.Key() && e.Plural == o.Plural && e.HasPlural == o.HasPlural &&
		slices.Equal(e.Strings, o.Strings) && e.Obsolete == o.Obsolete
}

// Message is a message on the msgid of an entry, or on the head of the file for
// nil.
func (f *File) Message(id string, e *Entry, args ...string) diag.Message {
	if e == nil {
		return diag.At(id, f.Source, 0, 0, args...)
	}
	start := e.Start
	line := 1 + strings.Count(string(f.Source.Text[:start]), "\n")
	for ; line < e.Line; line++ {
		start += strings.IndexByte(string(f.Source.Text[start:]), '\n') + 1
	}
	return f.onLine(id, start, args)
}

// Translated is a message on what an entry is translated by, from its first
// msgstr on.
func (f *File) Translated(id string, e *Entry, args ...string) diag.Message {
	at := strings.Index("\n"+string(f.Source.Text[e.Start:max(e.Start, e.End)]), "\nmsgstr")
	if at < 0 {
		return f.Message(id, e, args...)
	}
	return f.onLine(id, e.Start+at, args)
}

// onLine is a message on the line that begins at a byte.
func (f *File) onLine(id string, start int, args []string) diag.Message {
	end := start
	for end < len(f.Source.Text) && f.Source.Text[end] != '\n' && f.Source.Text[end] != '\r' {
		end++
	}
	return diag.At(id, f.Source, start, end, args...)
}

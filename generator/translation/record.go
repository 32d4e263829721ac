package translation

import (
	"bytes"
	"fmt"
	"path"
	"strconv"
	"strings"

	"tract/generator/diag"
)

// Folder is where a site keeps its records.
const Folder = "translations"

// Extension is that of records.
const Extension = ".record"

// version is the form of records that this package writes. The digests are part
// of it.
const version = 1

// Record says what a translation was made from: for each block of the source
// edition its digest as it was then, and that of the block of the translation
// that says the same.
type Record struct {
	Source string // the language of the source edition
	// Correction is that of the source which the translation has taken in, as
	// Correction digests it; 0 where there was none when it was confirmed.
	Correction uint64
	Lines      []Line
}

// Line is one block of the source edition.
type Line struct {
	Name   string // as Block.Name
	Source uint64 // digest of the source's block when the translation followed it
	Own    uint64 // of the translation's block; 0 where it has none
}

// Path is where the record of an edition lies: the place of its publication
// below translations/, whatever way the file itself is written. index is the
// name for publications that are folders of their own.
func Path(id string, bundle bool, language string) string {
	if bundle {
		id += "/index"
	}
	return path.Join(Folder, id+"."+language+Extension)
}

const opening = "tract record "

// corrected opens the line of the correction that a translation has taken in. A
// block's line has one part more.
const corrected = "correction "

// Bytes is the record as it is written: one block a line, so that git merges
// the work of several people as it merges text.
func (r *Record) Bytes() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s%d\n", opening, version)
	b.WriteString("source " + r.Source + "\n")
	if r.Correction != 0 {
		fmt.Fprintf(&b, "%s%016x\n", corrected, r.Correction)
	}
	for _, l := range r.Lines {
		fmt.Fprintf(&b, "%s %016x ", l.Name, l.Source)
		if l.Own == 0 {
			b.WriteString("-\n")
		} else {
			fmt.Fprintf(&b, "%016x\n", l.Own)
		}
	}
	return b.Bytes()
}

// Read reads a record. Where it cannot be used, ok is false and a message says
// what to do; nothing is guessed, for a record that is wrong would hide that a
// text is outdated.
func Read(src diag.Source) (r *Record, m *diag.Message) {
	r = &Record{}
	text := strings.TrimPrefix(string(src.Text), "\uFEFF")
	start := len(src.Text) - len(text)
	fault := func(id string, at, end int, args ...string) (*Record, *diag.Message) {
		m := diag.At(id, src, at, end, args...)
		return nil, &m
	}
	n, opened := 0, false
	for text != "" {
		line, rest, _ := strings.Cut(text, "\n")
		at := start
		start += len(text) - len(rest)
		text = rest
		n++
		end := at + len(strings.TrimRight(line, "\r"))
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case conflict(line):
			return fault("record-conflict", at, end)
		case !opened:
			number, ok := strings.CutPrefix(line, opening)
			v, err := strconv.Atoi(number)
			switch {
			case !ok || err != nil:
				return fault("record-form", at, end, "expected", opening+strconv.Itoa(version))
			case v > version:
				return fault("record-version", at, end, "version", number)
			case v < version:
				return fault("record-old", at, end, "version", number)
			}
			opened = true
			continue
		case strings.HasPrefix(line, "source "):
			r.Source = strings.TrimSpace(strings.TrimPrefix(line, "source "))
			continue
		}
		if digits, ok := strings.CutPrefix(line, corrected); ok && !strings.ContainsAny(strings.TrimSpace(digits), " \t") {
			digest, err := parseDigest(strings.TrimSpace(digits))
			if err != nil {
				return fault("record-form", at, end, "expected", corrected+"0123456789abcdef")
			}
			r.Correction = digest
			continue
		}
		l, ok := parseLine(line)
		if !ok {
			return fault("record-form", at, end, "expected", "p 0123456789abcdef 0123456789abcdef")
		}
		r.Lines = append(r.Lines, l)
	}
	if !opened || r.Source == "" {
		return fault("record-form", 0, 0, "expected", opening+strconv.Itoa(version))
	}
	return r, nil
}

// Later is the message on a record that a later version of Tract wrote: nil for
// any other. What it knows must not be written over by who cannot read it.
func Later(src diag.Source) *diag.Message {
	if _, m := Read(src); m != nil && m.ID == "record-version" {
		return m
	}
	return nil
}

// conflict says whether a line is one of those that git writes into a file that
// two people have changed.
func conflict(line string) bool {
	for _, mark := range []string{"<<<<<<<", "=======", ">>>>>>>", "|||||||"} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	return false
}

func parseLine(line string) (l Line, ok bool) {
	parts := strings.Fields(line)
	if len(parts) != 3 {
		return l, false
	}
	l.Name = intern(parts[0])
	var err error
	if l.Source, err = parseDigest(parts[1]); err != nil {
		return l, false
	}
	if parts[2] != "-" {
		if l.Own, err = parseDigest(parts[2]); err != nil {
			return l, false
		}
	}
	return l, true
}

// intern is a name that does not keep the record's text in memory.
func intern(name string) string {
	for _, known := range names {
		if name == known {
			return known
		}
	}
	return strings.Clone(name)
}

func parseDigest(text string) (uint64, error) {
	if len(text) != 16 {
		return 0, strconv.ErrSyntax
	}
	return strconv.ParseUint(text, 16, 64)
}

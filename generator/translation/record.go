package translation

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"strconv"
	"strings"
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
	Name   string // as Block.Name; "" where that is not known
	Source uint64 // digest of the source's block when the translation followed it; 0 where that is not known
	Own    uint64 // of the translation's block; 0 where it has none
	// Doubt says that the line came out of a record that is damaged there: what it
	// says has to be confirmed. It is nil for all others.
	Doubt *Doubt
}

// Doubt is what the other one of two people who changed a record says in the
// place of a line. Both are 0 where that one has no such line, and where the line
// could not be read.
type Doubt struct{ Source, Own uint64 }

// Owns are the digests that the translation's block may have.
func (l *Line) Owns() []uint64 {
	var out []uint64
	if l.Own != 0 {
		out = append(out, l.Own)
	}
	if l.Doubt != nil && l.Doubt.Own != 0 {
		out = append(out, l.Doubt.Own)
	}
	return out
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

// doubted opens the line of a block that is still to be confirmed since a record
// was damaged. Behind what the line says may stand what the other side said.
const doubted = "? "

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
		if l.Doubt != nil {
			b.WriteString(doubted)
		}
		b.WriteString(cmp.Or(l.Name, "-"))
		writeDigests(&b, l.Source, l.Own)
		if l.Doubt != nil && l.Doubt.Source != 0 {
			writeDigests(&b, l.Doubt.Source, l.Doubt.Own)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

func writeDigests(b *bytes.Buffer, source, own uint64) {
	fmt.Fprintf(b, " %016x ", source)
	if own == 0 {
		b.WriteByte('-')
		return
	}
	fmt.Fprintf(b, "%016x", own)
}

// parseLine reads the line of a block. Where it cannot, the line holds what can
// be told of it, and is in doubt.
func parseLine(line string) (l Line, ok bool) {
	rest, doubt := strings.CutPrefix(line, doubted)
	parts := strings.Fields(rest)
	if ok = len(parts) == 3 || doubt && len(parts) == 5; !ok {
		return damaged(parts), false
	}
	if l.Name = intern(parts[0]); doubt && parts[0] == "-" {
		l.Name = ""
	}
	l.Source, l.Own, ok = parseDigests(parts[1:3])
	if doubt {
		l.Doubt = &Doubt{}
	}
	if ok && len(parts) == 5 {
		l.Doubt.Source, l.Doubt.Own, ok = parseDigests(parts[3:])
	}
	if !ok {
		return damaged(parts), false
	}
	return l, true
}

// damaged is what is left of a line that cannot be read: the name that it begins
// with, and digests where they stand in their places.
func damaged(parts []string) Line {
	l := Line{Doubt: &Doubt{}}
	if len(parts) > 0 && len(parts[0]) <= 80 {
		l.Name = intern(parts[0])
	}
	if len(parts) > 1 {
		l.Source, _ = parseDigest(parts[1])
	}
	if len(parts) > 2 {
		l.Own, _ = parseDigest(parts[2])
	}
	return l
}

func parseDigests(parts []string) (source, own uint64, ok bool) {
	source, err := parseDigest(parts[0])
	if err != nil {
		return 0, 0, false
	}
	if parts[1] != "-" {
		if own, err = parseDigest(parts[1]); err != nil {
			return 0, 0, false
		}
	}
	return source, own, true
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

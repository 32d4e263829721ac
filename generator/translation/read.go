package translation

import (
	"slices"
	"strconv"
	"strings"

	"tract/generator/diag"
)

// Read reads a record. What can be read of a damaged one counts: lines that
// cannot be read, and those between the marks of a conflict that only one side
// has, are in doubt, and a message says where. A record that says neither its form
// nor its source is nil, with the message on that: nothing is guessed, for a record
// that is wrong would hide that a text is outdated.
//
// Messages on what is damaged name a file for the commands that mend it; Told puts
// that of the translation there.
func Read(src diag.Source) (*Record, []diag.Message) {
	d := reading{src: src, r: &Record{}, at: -1}
	text := strings.TrimPrefix(string(src.Text), "\uFEFF")
	start := len(src.Text) - len(text)
	for text != "" && d.fatal == nil {
		line, rest, _ := strings.Cut(text, "\n")
		at := start
		start += len(text) - len(rest)
		text = rest
		d.line(strings.TrimSpace(line), at, at+len(strings.TrimRight(line, "\r")))
	}
	d.run.tell(&d)
	if d.state != whole {
		d.close(len(src.Text))
	}
	switch {
	case d.fatal != nil:
	case !d.opened:
		d.fail("record-form", 0, 0, "expected", opening+strconv.Itoa(version))
	case d.r.Source == "":
		d.fail("record-form", 0, 0, "expected", sourced+"fr")
	}
	if d.fatal != nil {
		return nil, []diag.Message{*d.fatal}
	}
	return d.r, d.messages
}

// Told are the messages on a damaged record, of the translation that lies in a
// file.
func Told(ms []diag.Message, file string) []diag.Message {
	var out []diag.Message
	for _, m := range ms {
		m.Args = slices.Clone(m.Args)
		for i := 0; i+1 < len(m.Args); i += 2 {
			if m.Args[i] == "file" {
				m.Args[i+1] = file
			}
		}
		out = append(out, m)
	}
	return out
}

// Later is the message on a record that a later version of Tract wrote: nil for
// any other. What it knows must not be written over by who cannot read it.
func Later(src diag.Source) *diag.Message {
	if r, ms := Read(src); r == nil && ms[0].ID == "record-version" {
		return &ms[0]
	}
	return nil
}

// sourced opens the line that says what language the source has.
const sourced = "source "

// part is where in a conflict a line stands.
type part uint8

// The parts of a conflict. Base is what both began with; some ways of merging show
// it.
const (
	whole part = iota
	ours
	base
	theirs
)

// side is what one of two people made of a part of a record.
type side struct {
	lines      []Line
	correction uint64
}

// reading is the state of reading one record.
type reading struct {
	src      diag.Source
	r        *Record
	opened   bool
	messages []diag.Message
	fatal    *diag.Message

	state   part
	sides   [2]side // of the conflict that is read
	at      int     // where it begins
	settled int     // how many lines stood before the last conflict's end
	run     run     // of lines that cannot be read
}

// run are lines below each other that cannot be read.
type run struct{ start, end, lines int }

func (u *run) tell(d *reading) {
	if u.lines > 0 {
		d.messages = append(d.messages, diag.At("record-line", d.src, u.start, u.end, "expected", "p 0123456789abcdef 0123456789abcdef", "file", d.src.Path))
	}
	*u = run{}
}

func (d *reading) fail(id string, at, end int, args ...string) {
	m := diag.At(id, d.src, at, end, args...)
	d.fatal = &m
}

// line reads one line, which stands from at to end.
func (d *reading) line(line string, at, end int) {
	if line == "" || strings.HasPrefix(line, "#") {
		return
	}
	if d.conflict(line, at, end) || d.state == base {
		return
	}
	if number, ok := strings.CutPrefix(line, opening); ok {
		d.version(number, at, end)
		return
	}
	if tag, ok := strings.CutPrefix(line, sourced); ok {
		tag = strings.TrimSpace(tag)
		if d.r.Source != "" && d.r.Source != tag {
			d.fail("record-form", at, end, "expected", sourced+d.r.Source)
			return
		}
		d.r.Source = strings.Clone(tag)
		return
	}
	if digits, ok := strings.CutPrefix(line, corrected); ok && !strings.ContainsAny(strings.TrimSpace(digits), " \t") {
		if digest, err := parseDigest(strings.TrimSpace(digits)); err == nil {
			d.correction(digest)
			return
		}
	}
	l, ok := parseLine(line)
	if !ok {
		if d.run.lines == 0 {
			d.run.start = at
		}
		d.run.end = end
		d.run.lines++
	} else {
		d.run.tell(d)
	}
	if d.state == whole {
		d.r.Lines = append(d.r.Lines, l)
		return
	}
	s := d.side()
	s.lines = append(s.lines, l)
}

func (d *reading) side() *side {
	if d.state == theirs {
		return &d.sides[1]
	}
	return &d.sides[0]
}

func (d *reading) correction(digest uint64) {
	if d.state == whole {
		d.r.Correction = digest
		return
	}
	d.side().correction = digest
}

// version takes the line that says in what form a record is written.
func (d *reading) version(number string, at, end int) {
	v, err := strconv.Atoi(strings.TrimSpace(number))
	switch {
	case err != nil:
		d.fail("record-form", at, end, "expected", opening+strconv.Itoa(version))
	case v > version:
		d.fail("record-version", at, end, "version", number)
	case v < version:
		d.fail("record-old", at, end, "version", number)
	}
	d.opened = true
}

// marked says whether a line is one of the marks that git writes around the
// versions of two people: seven signs, and a space or nothing behind them. Marks
// of conflicts in what both began with are longer.
func marked(line string, sign byte) bool {
	const n = 7
	return len(line) >= n && strings.Trim(line[:n], string(sign)) == "" && (len(line) == n || line[n] == ' ' || line[n] == '\t')
}

// conflict takes a line that is a mark of a conflict.
func (d *reading) conflict(line string, at, end int) bool {
	switch {
	case marked(line, '='):
		if d.state == whole {
			d.stray(at)
		}
		d.state = theirs
	case marked(line, '<'):
		d.run.tell(d)
		if d.state != whole {
			d.close(at)
		}
		d.state, d.at = ours, at
	case marked(line, '|'):
		if d.state == whole {
			d.stray(at)
		}
		d.state = base
	case marked(line, '>'):
		if d.state == whole {
			d.stray(at)
		}
		d.run.tell(d)
		d.close(end)
	default:
		return false
	}
	d.run.tell(d)
	return true
}

// stray begins a conflict whose head is missing: nobody knows how far up it went.
func (d *reading) stray(at int) {
	d.state, d.at = ours, at
	d.sides[0].lines = append([]Line(nil), d.r.Lines[d.settled:]...)
	d.r.Lines = d.r.Lines[:d.settled]
	d.sides[0].correction, d.r.Correction = d.r.Correction, 0
}

// close ends a conflict: what both sides say is certain.
func (d *reading) close(end int) {
	a, b := &d.sides[0], &d.sides[1]
	d.r.Lines = append(d.r.Lines, merged(a.lines, b.lines)...)
	if a.correction == b.correction && a.correction != 0 {
		d.r.Correction = a.correction
	}
	d.messages = append(d.messages, diag.At("record-conflict", d.src, d.at, end, "file", d.src.Path))
	d.sides, d.state, d.settled = [2]side{}, whole, len(d.r.Lines)
}

// merged are the lines of two sides in one order. What only one has is in doubt;
// where both have a line of one name between the same neighbours, they are two
// versions of one line.
func merged(a, b []Line) []Line {
	same := anchors(sourceBlocks(a), sourceBlocks(b))
	var out []Line
	from := 0
	for j := 0; j <= len(b); {
		end := j
		for end < len(b) && (same[end] < 0 || !agree(&a[same[end]], &b[end])) {
			end++
		}
		to := len(a)
		if end < len(b) {
			to = same[end]
		}
		out = append(out, versions(a[from:to], b[j:end])...)
		if end < len(b) {
			l := a[to]
			if l.Own == 0 {
				l.Own = b[end].Own // one of the two has found the words for it
			}
			out = append(out, l)
		}
		from, j = to+1, end+1
	}
	return out
}

// agree says whether two lines say the same of a block of the source.
func agree(a, b *Line) bool {
	return a.Name == b.Name && a.Source == b.Source && a.Source != 0 && a.Doubt == nil && b.Doubt == nil
}

// versions are two stretches that differ, line by line where they have one name.
func versions(a, b []Line) []Line {
	var out []Line
	next := 0
	for _, l := range a {
		l.Doubt = &Doubt{}
		for k := next; k < len(b); k++ {
			if b[k].Name != l.Name {
				continue
			}
			for _, other := range b[next:k] {
				other.Doubt = &Doubt{}
				out = append(out, other)
			}
			*l.Doubt = Doubt{b[k].Source, b[k].Own}
			next = k + 1
			break
		}
		out = append(out, l)
	}
	for _, other := range b[next:] {
		other.Doubt = &Doubt{}
		out = append(out, other)
	}
	return out
}

// sourceBlocks are lines as the blocks of the source that they speak of.
func sourceBlocks(lines []Line) []Block {
	out := make([]Block, len(lines))
	for i, l := range lines {
		out[i] = Block{Name: l.Name, Digest: l.Source}
	}
	return out
}

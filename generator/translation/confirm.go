package translation

import "slices"

// Accept is the record after some of what differs from it has been accepted: the
// translation follows the present source there. What is not accepted stays as it
// was. Blocks of the present source are numbered from 1; what was removed from it
// follows, in the order of Difference.Gone.
//
// Where nothing is left that differs, the correction that the source declares is
// taken in as well; correction is its digest, as Correction gives it.
func Accept(r *Record, source, own []Block, correction uint64, accept func(number int) bool) *Record {
	d := Compare(r, source)
	fresh := Anew(r, source, own)
	out := &Record{Source: r.Source, Correction: r.Correction}
	var from []int // the old lines, beside out.Lines; -1 for new ones
	add := func(l Line, line int) {
		out.Lines, from = append(out.Lines, l), append(from, line)
	}
	for j, c := range d.Blocks {
		switch {
		case c.Kind == Same || c.Kind == Moved:
			line := r.Lines[c.Line]
			if line.Own == 0 {
				line.Own = fresh.Lines[j].Own // not translated yet when the record was made
			}
			add(line, c.Line)
		case accept(j + 1):
			add(fresh.Lines[j], c.Line)
		case c.Kind == Changed || c.Kind == Doubtful:
			add(r.Lines[c.Line], c.Line)
		}
	}
	for k, i := range d.Gone() {
		if accept(len(source) + k + 1) {
			continue
		}
		// Behind what stood before it.
		at, best := 0, -1
		for n, line := range from {
			if line < i && line > best {
				at, best = n+1, line
			}
		}
		out.Lines, from = slices.Insert(out.Lines, at, r.Lines[i]), slices.Insert(from, at, i)
	}
	if left := Compare(out, source); left.Settled() {
		out.Correction = correction
	}
	return out
}

// Minor is the record after a correction of the source that changes no meaning:
// what the correction changed is accepted, as far as the translation followed the
// source before. What was outdated before stays outdated. before are the blocks of
// the source before the correction; only their names and digests count.
func Minor(r *Record, before, source, own []Block) *Record {
	correction := Compare(New(r.Source, before, nil), source)
	r = r.reworded(before, correction, source)
	d := Compare(r, source)
	removed := map[uint64]int{}
	for _, i := range correction.Removed {
		removed[before[i].Digest]++
	}
	accepted := map[int]bool{}
	for j, c := range d.Blocks {
		was := correction.Blocks[j]
		accepted[j+1] = c.Kind == Changed && was.Kind == Changed && r.Lines[c.Line].Doubt == nil && r.Lines[c.Line].Source == before[was.Line].Digest ||
			c.Kind == Added && was.Kind == Added
	}
	for k, i := range d.Gone() {
		if digest := r.Lines[i].Source; r.Lines[i].Doubt == nil && removed[digest] > 0 {
			removed[digest]--
			accepted[len(source)+k+1] = true
		}
	}
	// What changes no meaning says nothing of a correction of substance.
	return Accept(r, source, own, r.Correction, func(n int) bool { return accepted[n] })
}

// reworded is a record whose lines in doubt say what the source says now where
// they said what it did before a correction: they stay in doubt, and are not said to
// be outdated by what changes no meaning.
func (r *Record) reworded(before []Block, correction Difference, source []Block) *Record {
	now := map[uint64]uint64{}
	for j, c := range correction.Blocks {
		if c.Kind == Changed {
			now[before[c.Line].Digest] = source[j].Digest
		}
	}
	out := *r
	out.Lines = slices.Clone(r.Lines)
	for i := range out.Lines {
		l := &out.Lines[i]
		if l.Doubt == nil {
			continue
		}
		doubt := *l.Doubt
		if digest, ok := now[l.Source]; ok {
			l.Source = digest
		}
		if digest, ok := now[doubt.Source]; ok {
			doubt.Source = digest
		}
		l.Doubt = &doubt
	}
	return &out
}

// Then are the blocks that a record says the source had.
func (r *Record) Then() []Block {
	out := make([]Block, len(r.Lines))
	for i, l := range r.Lines {
		out[i] = Block{Name: l.Name, Field: field(l.Name), Digest: l.Source}
	}
	return out
}

// Counterparts are, for each block of the source, the index of the block of the
// translation that says the same, or -1: the one that the record names, else the
// one that stands where it should.
func Counterparts(r *Record, d Difference, source, own []Block) []int {
	out := Align(source, own)
	if r == nil || len(d.Blocks) != len(source) {
		return out
	}
	at := map[uint64]int{}
	for j, b := range own {
		at[b.Digest] = j
	}
	for i, c := range d.Blocks {
		if c.Line < 0 {
			continue
		}
		l := &r.Lines[c.Line]
		for _, digest := range l.Owns() {
			if j, ok := at[digest]; ok {
				out[i] = j
				break
			}
		}
	}
	return out
}

// Alike says whether two texts have the same blocks in the same order.
func Alike(a, b []Block) bool {
	return slices.EqualFunc(a, b, func(x, y Block) bool { return x.Name == y.Name && x.Digest == y.Digest })
}

package seal

import "slices"

// Change is one difference between a sealed text and the text as it is. Of one
// that was added, Old is the zero Part; of one that is gone, New is, but for its
// place: where it would stand.
type Change struct{ Old, New Part }

// Added says that the part was not there when the text was sealed.
func (c Change) Added() bool { return c.Old.Digest == "" }

// Removed says that the part is there no more.
func (c Change) Removed() bool { return c.New.Digest == "" }

// maxTable bounds the table in which the longest common sequence is looked for.
// Texts that differ in more than some 4,000 parts each way are told apart part
// by part.
const maxTable = 16 << 20

// Compare is what differs between two records, in the order of the second.
func Compare(old, now Record) []Change {
	a, b := old.Parts, now.Parts
	for len(a) > 0 && len(b) > 0 && same(a[0], b[0]) {
		a, b = a[1:], b[1:]
	}
	common := 0 // parts at the end that are the same
	for len(a) > 0 && len(b) > 0 && same(a[len(a)-1], b[len(b)-1]) {
		a, b = a[:len(a)-1], b[:len(b)-1]
		common++
	}
	var out []Change
	var gone, added []Part
	end := 0
	if len(now.Parts) > 0 {
		end = now.Parts[len(now.Parts)-1].End
	}
	flush := func(next int) {
		for i := range max(len(gone), len(added)) {
			switch {
			case i >= len(gone):
				out = append(out, Change{New: added[i]})
			case i >= len(added):
				out = append(out, Change{Old: gone[i], New: Part{Start: next, End: next}})
			default:
				out = append(out, Change{gone[i], added[i]})
			}
		}
		gone, added = gone[:0], added[:0]
	}
	next := func(rest []Part) int {
		switch {
		case len(rest) > 0:
			return rest[0].Start
		case common > 0:
			return now.Parts[len(now.Parts)-common].Start
		}
		return end
	}
	table := lengths(a, b)
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(a) > 0 && len(b) > 0 && same(a[0], b[0]):
			flush(next(b))
			a, b = a[1:], b[1:]
		case len(b) == 0 || len(a) > 0 && table(len(a)-1, len(b)) >= table(len(a), len(b)-1):
			gone = append(gone, a[0])
			a = a[1:]
		default:
			added = append(added, b[0])
			b = b[1:]
		}
	}
	flush(next(b))
	return out
}

func same(a, b Part) bool { return a.Digest == b.Digest && a.Kind == b.Kind }

// lengths are the lengths of the longest common sequences of the last i parts of
// a and the last j of b.
func lengths(a, b []Part) func(i, j int) int {
	if (len(a)+1)*(len(b)+1) > maxTable {
		return func(i, j int) int { return i - j }
	}
	width := len(b) + 1
	t := make([]int32, (len(a)+1)*width)
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			if same(a[len(a)-i], b[len(b)-j]) {
				t[i*width+j] = t[(i-1)*width+j-1] + 1
			} else {
				t[i*width+j] = max(t[(i-1)*width+j], t[i*width+j-1])
			}
		}
	}
	return func(i, j int) int { return int(t[i*width+j]) }
}

// Explained says whether a text has a correction more than it had when it was
// sealed. One that was only reworded is none.
func Explained(old, now Record) bool {
	return len(Withdrawn(old, now)) == 0 && len(now.Errata) > len(old.Errata)
}

// Withdrawn are the corrections of a sealed text, by their places among them,
// that the text does not show any more as it showed them.
func Withdrawn(old, now Record) []int {
	var out []int
	left := slices.Clone(now.Errata)
	for i, e := range old.Errata {
		if j := slices.Index(left, e); j >= 0 {
			left = slices.Delete(left, j, j+1)
		} else {
			out = append(out, i)
		}
	}
	return out
}

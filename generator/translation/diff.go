package translation

import "slices"

// Difference is how a source edition differs from what a record says it was.
type Difference struct {
	Blocks  []Change // the blocks of the present source, in order
	Removed []int    // lines of the record whose block is gone, in order
	// Unsure are lines in doubt that no block of the source goes with, in order: of
	// two people who changed the record one had no such line, or it cannot be read.
	Unsure []int
}

// ChangeKind is what has become of a block.
type ChangeKind uint8

// What becomes of blocks.
const (
	Same ChangeKind = iota
	Changed
	Added
	Moved
	Doubtful // the record is damaged where it speaks of the block: it is to be confirmed
)

// Change is a block of the present source.
type Change struct {
	Kind ChangeKind
	Line int // of the record, what the block was then; -1 for those added
}

// Counts are the numbers of blocks that changed, were added, removed and moved.
func (d *Difference) Counts() (changed, added, removed, moved int) {
	for _, c := range d.Blocks {
		switch c.Kind {
		case Changed:
			changed++
		case Added:
			added++
		case Moved:
			moved++
		}
	}
	return changed, added, len(d.Removed), moved
}

// Doubtful is how many blocks, or lines of the record, are to be confirmed since
// the record is damaged.
func (d *Difference) Doubtful() int {
	n := len(d.Unsure)
	for _, c := range d.Blocks {
		if c.Kind == Doubtful {
			n++
		}
	}
	return n
}

// Gone are the lines of the record that no block of the source goes with: those
// removed, then those of which that is not sure.
func (d *Difference) Gone() []int {
	return append(d.Removed[:len(d.Removed):len(d.Removed)], d.Unsure...)
}

// Settled says whether a translation follows its source in all.
func (d *Difference) Settled() bool { return !d.Outdated() && d.Doubtful() == 0 }

// Outdated says whether the source says something else than it did: a block that
// only moved says the same.
func (d *Difference) Outdated() bool {
	changed, added, removed, _ := d.Counts()
	return changed+added+removed > 0
}

// Compare is how a source differs from the record of a translation.
func Compare(r *Record, source []Block) Difference {
	d := Difference{Blocks: make([]Change, len(source))}
	then := r.sides(source)
	matched := anchors(then, source)
	used := make([]bool, len(then))
	for j, i := range matched {
		d.Blocks[j] = Change{Kind: Added, Line: -1}
		if i >= 0 {
			d.Blocks[j] = Change{Kind: Same, Line: i}
			used[i] = true
		}
	}
	d.moves(then, source, used)
	d.pairs(then, source, matched, used)
	d.beside(then, source, used)
	d.doubts(r, source, used)
	for i := range then {
		switch doubt := r.Lines[i].Doubt; {
		case used[i]:
		case doubt != nil && doubt.Source == 0:
			d.Unsure = append(d.Unsure, i)
		default:
			d.Removed = append(d.Removed, i)
		}
	}
	return d
}

// sides are the lines of a record as blocks: of one that has two versions the one
// that speaks of a block of the source.
func (r *Record) sides(source []Block) []Block {
	then := sourceBlocks(r.Lines)
	var now map[uint64]bool
	for i := range r.Lines {
		l := &r.Lines[i]
		if l.Doubt == nil {
			continue
		}
		if now == nil {
			now = make(map[uint64]bool, len(source))
			for _, b := range source {
				now[b.Digest] = true
			}
		}
		if !now[l.Source] && now[l.Doubt.Source] {
			then[i].Digest = l.Doubt.Source
		}
	}
	return then
}

// doubts marks the blocks whose lines are in doubt, and takes what seems to be
// added for what a line that cannot be read spoke of.
func (d *Difference) doubts(r *Record, source []Block, used []bool) {
	for j, c := range d.Blocks {
		if c.Line < 0 || r.Lines[c.Line].Doubt == nil {
			continue
		}
		if c.Kind != Changed || r.Lines[c.Line].Source == 0 {
			d.Blocks[j].Kind = Doubtful
		}
	}
	last := -1 // the line before, in the order of the source
	next := 0
	for j := range source {
		if c := d.Blocks[j]; c.Line >= 0 {
			last = c.Line
			continue
		}
		for next = max(next, last+1); next < len(used) && !used[next]; next++ {
			if l := &r.Lines[next]; l.Doubt != nil && l.Source == 0 {
				d.Blocks[j], used[next] = Change{Kind: Doubtful, Line: next}, true
				last = next
				break
			}
		}
	}
}

// moves finds blocks that stand elsewhere.
func (d *Difference) moves(then, now []Block, used []bool) {
	left := map[uint64][]int{}
	for i := range then {
		if !used[i] {
			left[then[i].Digest] = append(left[then[i].Digest], i)
		}
	}
	for j := range now {
		if d.Blocks[j].Kind != Added {
			continue
		}
		if is := left[now[j].Digest]; len(is) > 0 {
			d.Blocks[j] = Change{Kind: Moved, Line: is[0]}
			used[is[0]] = true
			left[now[j].Digest] = is[1:]
		}
	}
}

// pairs takes what was added and what is gone between the same neighbours for
// blocks that changed: the field of one name, in the body first those of the
// same name, in their order.
func (d *Difference) pairs(then, now []Block, matched []int, used []bool) {
	fields := map[string]int{}
	for i := range then {
		if !used[i] && field(then[i].Name) {
			fields[then[i].Name] = i
		}
	}
	for j := range now {
		if i, ok := fields[now[j].Name]; ok && now[j].Field && d.Blocks[j].Kind == Added && !used[i] {
			d.Blocks[j], used[i] = Change{Kind: Changed, Line: i}, true
		}
	}
	from := 0 // of the record
	for j := 0; j < len(now); {
		if matched[j] >= 0 {
			from = matched[j] + 1
			j++
			continue
		}
		end := j
		for end < len(now) && matched[end] < 0 {
			end++
		}
		to := len(then)
		if end < len(now) {
			to = matched[end]
		}
		var gone, new []int
		for i := from; i < to; i++ {
			if !used[i] && !field(then[i].Name) {
				gone = append(gone, i)
			}
		}
		for k := j; k < end; k++ {
			if d.Blocks[k].Kind == Added && !now[k].Field {
				new = append(new, k)
			}
		}
		d.pairUp(then, now, gone, new, used)
		j = end
	}
}

// beside takes what was added beside a block for what is gone from beside it: a
// heading that changed, of a section that moved.
func (d *Difference) beside(then, now []Block, used []bool) {
	for j := range now {
		if d.Blocks[j].Kind != Added || now[j].Field {
			continue
		}
		for _, step := range []int{1, -1} {
			next := j + step
			if next < 0 || next >= len(now) || d.Blocks[next].Line < 0 {
				continue
			}
			if i := d.Blocks[next].Line - step; i >= 0 && i < len(then) && !used[i] && then[i].Name == now[j].Name {
				d.Blocks[j], used[i] = Change{Kind: Changed, Line: i}, true
				break
			}
		}
	}
}

// pairUp pairs blocks of one name in their order.
func (d *Difference) pairUp(then, now []Block, gone, new []int, used []bool) {
	next := 0
	for _, j := range new {
		for k := next; k < len(gone); k++ {
			if i := gone[k]; then[i].Name == now[j].Name {
				d.Blocks[j], used[i] = Change{Kind: Changed, Line: i}, true
				next = k + 1
				break
			}
		}
	}
}

// field says whether a name is that of a field of the front matter.
func field(name string) bool { return !slices.Contains(names[:], name) }

// anchors matches blocks of equal digests in order: for each block of now the
// index of that of then, or -1. It is a longest common subsequence by patience:
// blocks that stand once in both are matched first, and between them what
// follows or precedes them alike.
func anchors(then, now []Block) []int {
	out := make([]int, len(now))
	for j := range out {
		out[j] = -1
	}
	patience(then, now, 0, len(then), 0, len(now), out)
	return out
}

func patience(then, now []Block, a0, a1, b0, b1 int, out []int) {
	for a0 < a1 && b0 < b1 && then[a0].Digest == now[b0].Digest {
		out[b0] = a0
		a0, b0 = a0+1, b0+1
	}
	for a0 < a1 && b0 < b1 && then[a1-1].Digest == now[b1-1].Digest {
		a1, b1 = a1-1, b1-1
		out[b1] = a1
	}
	if a0 == a1 || b0 == b1 {
		return
	}
	type once struct{ a, b, na, nb int }
	seen := map[uint64]*once{}
	for i := a0; i < a1; i++ {
		o := seen[then[i].Digest]
		if o == nil {
			o = &once{}
			seen[then[i].Digest] = o
		}
		o.a, o.na = i, o.na+1
	}
	for j := b0; j < b1; j++ {
		if o := seen[now[j].Digest]; o != nil {
			o.b, o.nb = j, o.nb+1
		}
	}
	var unique [][2]int // in the order of now
	for j := b0; j < b1; j++ {
		if o := seen[now[j].Digest]; o != nil && o.na == 1 && o.nb == 1 {
			unique = append(unique, [2]int{o.a, j})
		}
	}
	chain := increasing(unique)
	if len(chain) == 0 {
		common(then, now, a0, a1, b0, b1, out)
		return
	}
	for _, c := range chain {
		patience(then, now, a0, c[0], b0, c[1], out)
		out[c[1]] = c[0]
		a0, b0 = c[0]+1, c[1]+1
	}
	patience(then, now, a0, a1, b0, b1, out)
}

// increasing is a longest chain of pairs whose first parts increase.
func increasing(pairs [][2]int) [][2]int {
	var tails []int // indexes of pairs
	before := make([]int, len(pairs))
	for k, p := range pairs {
		at, _ := slices.BinarySearchFunc(tails, p[0], func(t, a int) int { return pairs[t][0] - a })
		before[k] = -1
		if at > 0 {
			before[k] = tails[at-1]
		}
		if at == len(tails) {
			tails = append(tails, k)
		} else {
			tails[at] = k
		}
	}
	if len(tails) == 0 {
		return nil
	}
	out := make([][2]int, len(tails))
	for k, n := tails[len(tails)-1], len(tails)-1; n >= 0; n-- {
		out[n] = pairs[k]
		k = before[k]
	}
	return out
}

// common matches what is not unique: a table of equal rows, a refrain. Ranges
// that are too long for a whole comparison are matched from their heads.
func common(then, now []Block, a0, a1, b0, b1 int, out []int) {
	n, m := a1-a0, b1-b0
	if n*m > 1<<20 {
		j := b0
		for i := a0; i < a1 && j < b1; i++ {
			for k := j; k < b1; k++ {
				if then[i].Digest == now[k].Digest {
					out[k], j = i, k+1
					break
				}
			}
		}
		return
	}
	length := make([]int32, (n+1)*(m+1))
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if then[a0+i].Digest == now[b0+j].Digest {
				length[i*(m+1)+j] = length[(i+1)*(m+1)+j+1] + 1
			} else {
				length[i*(m+1)+j] = max(length[(i+1)*(m+1)+j], length[i*(m+1)+j+1])
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case then[a0+i].Digest == now[b0+j].Digest:
			out[b0+j] = a0 + i
			i, j = i+1, j+1
		case length[(i+1)*(m+1)+j] >= length[i*(m+1)+j+1]:
			i++
		default:
			j++
		}
	}
}

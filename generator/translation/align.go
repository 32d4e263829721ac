package translation

// New is the record of a translation that follows its source as both are now.
func New(sourceLanguage string, source, own []Block) *Record {
	return paired(sourceLanguage, source, own, Align(source, own))
}

// Anew is New for a translation that has a record: which of its blocks says what
// one of the source says is taken from that, as far as it tells.
func Anew(r *Record, source, own []Block) *Record {
	return paired(r.Source, source, own, Counterparts(r, Compare(r, source), source, own))
}

func paired(sourceLanguage string, source, own []Block, pairs []int) *Record {
	r := &Record{Source: sourceLanguage, Lines: make([]Line, len(source))}
	for i, b := range source {
		r.Lines[i] = Line{Name: b.Name, Source: b.Digest}
		if j := pairs[i]; j >= 0 {
			r.Lines[i].Own = own[j].Digest
		}
	}
	return r
}

// Align gives for each block of a source the index of the block of its
// translation that says the same, or -1. Fields are told apart by their names;
// blocks of the body stand in the same order in both, so that they are matched
// by their names, their places and how long they are.
func Align(source, own []Block) []int {
	out := make([]int, len(source))
	fields := map[string]int{}
	firstOwn := len(own)
	for j, b := range own {
		if b.Field {
			fields[b.Name] = j
		} else {
			firstOwn = j
			break
		}
	}
	firstSource := len(source)
	for i, b := range source {
		if !b.Field {
			firstSource = i
			break
		}
		out[i] = -1
		if j, ok := fields[b.Name]; ok {
			out[i] = j
		}
	}
	alignBodies(source[firstSource:], own[firstOwn:], out[firstSource:])
	for i := firstSource; i < len(out); i++ {
		if out[i] >= 0 {
			out[i] += firstOwn
		}
	}
	return out
}

// gap is what a block without a counterpart costs, twice that a pair of blocks
// of two names: a heading is rather left alone than taken for a paragraph.
const gap = 10

// alignBodies is an alignment of two sequences (Needleman and Wunsch) with a
// band: bodies that go together are about equally long, and their counterparts
// stand about where they should.
func alignBodies(source, own []Block, out []int) {
	n, m := len(source), len(own)
	for i := range out {
		out[i] = -1
	}
	if n == 0 || m == 0 {
		return
	}
	if same(source, own) {
		for i := range out {
			out[i] = i
		}
		return
	}
	band := min(m, max(64, 2*abs(n-m)+32))
	width := 2*band + 1
	const far = 1 << 29
	cost := make([]int32, (n+1)*width)
	for i := range cost {
		cost[i] = far
	}
	// Row i holds the columns about where the diagonal crosses it.
	centre := func(i int) int { return i * m / n }
	at := func(i, j int) *int32 {
		k := j - centre(i) + band
		if k < 0 || k >= width {
			return nil
		}
		return &cost[i*width+k]
	}
	read := func(i, j int) int32 {
		if i < 0 || j < 0 {
			return far
		}
		if c := at(i, j); c != nil {
			return *c
		}
		return far
	}
	for i := 0; i <= n; i++ {
		for j := max(0, centre(i)-band); j <= min(m, centre(i)+band); j++ {
			c := at(i, j)
			if i == 0 && j == 0 {
				*c = 0
				continue
			}
			best := min(read(i-1, j), read(i, j-1)) + gap
			if i > 0 && j > 0 {
				best = min(best, read(i-1, j-1)+difference(&source[i-1], &own[j-1]))
			}
			*c = best
		}
	}
	for i, j := n, m; i > 0 && j > 0; {
		c := read(i, j)
		switch {
		case c == read(i, j-1)+gap:
			j--
		case c == read(i-1, j)+gap:
			i--
		default:
			i, j = i-1, j-1
			out[i] = j
		}
	}
}

// same says whether two bodies have blocks of the same names in the same order.
func same(a, b []Block) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Name != b[i].Name {
			return false
		}
	}
	return true
}

// difference is how unlike a block and its would-be counterpart are: blocks of
// one name differ by their lengths, up to half a gap. A text of other words in
// another language is about as long.
func difference(a, b *Block) int32 {
	if a.Name != b.Name {
		return 2*gap + 1
	}
	if a.Digest == b.Digest {
		return 0 // numbers, names, or not translated
	}
	long, short := max(a.Words, b.Words), min(a.Words, b.Words)
	return int32(gap / 2 * (long - short) / max(long, 1))
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

package html

import (
	"encoding/binary"
	"math"
	"math/bits"
	"sync"
)

// estimator tells how many bytes a text would have after deflate (RFC 1951)
// without compressing it: it looks for what comes again as the quickest
// compressors do, and counts what the best codes for the rest would need. That
// takes a third of the time of the quickest compressor, which would be a tenth of
// the work of a page.
type estimator struct {
	places    [1 << placeBits]int32 // of four bytes, by their hash; 1 for the first
	literals  [256]int32
	lengths   [maxLength + 1]int32
	distances [2 * windowBits]int32
}

const (
	placeBits  = 12
	windowBits = 15 // deflate looks back by 32 KiB
	minLength  = 4  // of what is taken for coming again
	maxLength  = 258

	// codes is about how many bytes the codes themselves take.
	codes = 80
)

var estimators = sync.Pool{New: func() any { return new(estimator) }}

// size is how many bytes a text has once it is deflated, by estimate. What
// servers do is a tenth smaller, so that a page is never heavier than it says.
func (e *estimator) size(text []byte) int64 {
	*e = estimator{}
	extra := 0 // bits that stand as they are
	from, i := 0, 0
	for last := len(text) - 8; i < last; {
		four := binary.LittleEndian.Uint32(text[i:])
		at := e.place(four, i)
		if at < 0 || i-at > 1<<windowBits || binary.LittleEndian.Uint32(text[at:]) != four {
			// Where nothing came again for long, nothing is about to.
			i += 1 + (i-from)>>6
			continue
		}
		for _, c := range text[from:i] {
			e.literals[c]++
		}
		n := alike(text[at:], text[i:])
		extra += e.match(i-at, n)
		if i+n < last {
			e.place(binary.LittleEndian.Uint32(text[i+1:]), i+1)
			e.place(binary.LittleEndian.Uint32(text[i+n-1:]), i+n-1)
		}
		i += n
		from = i
	}
	for _, c := range text[from:] {
		e.literals[c]++
	}
	total := extra<<logBits + entropy(e.literals[:], e.lengths[:]) + entropy(e.distances[:])
	return int64(total>>(logBits+3)) + codes
}

// place puts four bytes that stand at i in their place, and is where others with
// their hash stood; -1 for nowhere.
func (e *estimator) place(four uint32, i int) int {
	p := &e.places[four*0x9E3779B1>>(32-placeBits)]
	at := int(*p) - 1
	*p = int32(i) + 1
	return at
}

// alike is how many bytes two texts, of which the second is the end of the first,
// have in common at their start.
func alike(before, text []byte) int {
	n := minLength
	for n+8 <= len(text) {
		if x := binary.LittleEndian.Uint64(before[n:]) ^ binary.LittleEndian.Uint64(text[n:]); x != 0 {
			return n + bits.TrailingZeros64(x)/8
		}
		n += 8
	}
	return n
}

// match counts that n bytes come again after a distance, and is how many bits
// this takes beside the codes.
func (e *estimator) match(distance, n int) int {
	extra := 0
	// Two codes for each power of two.
	power := bits.Len(uint(distance - 1))
	if power > 1 {
		extra = power - 2
		power = 2*(power-1) + (distance-1)>>(power-2)&1
	}
	e.distances[power]++
	for ; n > 0; n -= maxLength {
		k := min(n, maxLength)
		if wide := bits.Len(uint(k)); wide > 3 {
			// Four codes for each power of two.
			extra += wide - 3
			k = k >> (wide - 3) << (wide - 3)
		}
		e.lengths[k]++
	}
	return extra
}

// logBits are the bits of logarithms behind the point.
const logBits = 8

// logarithms are those to the base of two of 1 to 2, in 256 steps.
var logarithms = func() (t [257]int) {
	for i := range t {
		t[i] = int(math.Round(math.Log2(1+float64(i)/256) * (1 << logBits)))
	}
	return t
}()

// logarithm is that of a number of at least 1 to the base of two, as logBits says.
func logarithm(n int) int {
	power := bits.Len(uint(n)) - 1
	if power > 8 {
		return power<<logBits + logarithms[n>>(power-8)&0xFF]
	}
	return power<<logBits + logarithms[n<<(8-power)&0xFF]
}

// entropy is how many bits signs take that came as often as the tables say, as
// logBits says (Shannon).
func entropy(tables ...[]int32) int {
	all, total := 0, 0
	for _, table := range tables {
		for _, n := range table {
			if n > 0 {
				all += int(n)
				total -= int(n) * logarithm(int(n))
			}
		}
	}
	if all == 0 {
		return 0
	}
	return total + all*logarithm(all)
}

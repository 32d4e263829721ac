package language

import (
	"encoding/binary"
	"slices"
	"unicode/utf8"
)

// Sketch is what one quick look at the bytes of a text keeps, to know later
// which texts are worth a closer look: whether it may be in another language
// than expected, and a few of its phrases, which another text with them shares.
// A phrase is a long word with the long word before it: single words stay as
// they are in translations too, as names and as what languages have in common.
type Sketch struct {
	Odd     bool
	phrases []uint32 // their hashes, sorted; the least of all that were noted
	whole   bool     // they are all that were noted
	some    bool     // one of eight was noted, for the text is long
}

// kept is how many phrases a sketch keeps.
const kept = 32

// short is the size of texts all of whose phrases are noted.
const short = 1 << 10

// longWord is how many bytes a long word has at least.
const longWord = 6

// Sketch looks at a body as it is written. What it calls odd need not be; what is
// plainly in another language is odd.
func (e *Expectation) Sketch(body []byte) Sketch {
	var buffer [128]uint32
	phrases := buffer[:0]
	some := len(body) > short
	before := uint64(0) // the long word before, of the same block
	ascii, high, little, beyond := 0, 0, 0, 0
	var common [theirs + 1]int
	var seen [scripts]int // first letters of some words beyond ASCII
	for i := 0; i < len(body); {
		if !inWord[body[i]] {
			if body[i] == '\n' && i+1 < len(body) && !inWord[body[i+1]] {
				before = 0 // a block ends: an empty line, or the mark of a list or a heading
			}
			i++
			continue
		}
		start := i
		for i++; i < len(body) && inWord[body[i]]; i++ {
		}
		n, limit := i-start, 5
		if body[start] >= 0x80 {
			limit = 12
			high += n
			if beyond++; beyond%4 == 1 {
				r, _ := utf8.DecodeRune(body[start:])
				seen[scriptOf(r)]++
			}
		} else {
			ascii += n
		}
		switch {
		case n <= limit:
			if little++; little%2 == 0 {
				common[e.common[keyOf(body[start:i])]]++
			}
		case n >= longWord:
			key := keyOf(body[start:i])
			if h := uint32((before*0x9E3779B97F4A7C15 ^ key) >> 32); (!some || h%8 == 0) && len(phrases) < len(buffer) {
				phrases = append(phrases, h)
			}
			before = key
		}
	}
	s := Sketch{Odd: e.odd(ascii, high, common, &seen)}
	if e.scripts[han] && !e.scripts[hangul] {
		// Chinese has no kana, Japanese has much.
		n := kanaIn(body)
		s.Odd = s.Odd || !e.scripts[kana] && n*30 > high || e.scripts[kana] && n*60 < high
	}
	slices.Sort(phrases)
	phrases = slices.Compact(phrases)
	s.whole, s.some = len(phrases) <= kept, some
	s.phrases = slices.Clone(phrases[:min(len(phrases), kept)])
	return s
}

// odd says whether the letters or the common words are others than expected.
func (e *Expectation) odd(ascii, high int, common [theirs + 1]int, seen *[scripts]int) bool {
	if !e.known || ascii+high < few {
		return false
	}
	mine, others := 0, 0
	for s, n := range seen {
		switch {
		case s == otherScript:
		case e.scripts[s]:
			mine += n
		default:
			others += n
		}
	}
	switch {
	case e.scripts[latin]:
		if high*3 > ascii && others > mine {
			return true
		}
	case ascii*4 > high, others*4 > mine:
		return true
	case e.scripts[han]:
		return e.scripts[hangul] && seen[hangul] < seen[han]
	}
	if e.list < 0 {
		return common[theirs] >= 4 && common[theirs]*2 > common[nobodys]
	}
	return common[theirs] >= 3 && common[theirs]*3 > common[ours]
}

// kanaIn counts kana, which tell Japanese from Chinese.
func kanaIn(body []byte) int {
	n := 0
	for i := 0; i+1 < len(body); i++ {
		if body[i] == 0xE3 && body[i+1] >= 0x81 && body[i+1] <= 0x83 {
			n++
		}
	}
	return n
}

// Shares says whether a text may have half of its blocks in common with another.
func (s Sketch) Shares(other Sketch) bool {
	// Where a sketch holds the least of its phrases, those beyond the last are not
	// known to be absent.
	limit := ^uint32(0)
	for _, x := range []Sketch{s, other} {
		if !x.whole {
			limit = min(limit, x.phrases[len(x.phrases)-1])
		}
	}
	some := s.some || other.some
	count := func(phrases []uint32) (n int) {
		for _, w := range phrases {
			if w <= limit && (!some || w%8 == 0) {
				n++
			}
		}
		return n
	}
	n, shared, j := count(s.phrases), 0, 0
	if n < 5 {
		// Too few to tell. A text that is far shorter than the other can still hold
		// little else than what the other says.
		return true
	}
	for _, w := range s.phrases {
		for j < len(other.phrases) && other.phrases[j] < w {
			j++
		}
		if w <= limit && (!some || w%8 == 0) && j < len(other.phrases) && other.phrases[j] == w {
			shared++
		}
	}
	return shared*6 >= n
}

// keyOf is a hash of a word without case, by its ends and its length. Bytes
// of letters beyond ASCII are mixed up alike wherever they stand.
func keyOf(word []byte) uint64 {
	var first, last uint64
	if n := len(word); n >= 8 {
		first, last = binary.LittleEndian.Uint64(word), binary.LittleEndian.Uint64(word[n-8:])
	} else {
		for _, c := range word {
			first = first<<8 | uint64(c)
		}
	}
	const lower = 0x2020202020202020
	h := (first|lower)*0x9E3779B97F4A7C15 ^ uint64(len(word))
	h = (h^h>>29)*0xBF58476D1CE4E5B9 ^ (last | lower)
	h = (h ^ h>>32) * 0x94D049BB133111EB
	return h ^ h>>31
}

// inWord are the bytes of words: ASCII letters and digits, and all of what is
// beyond ASCII.
var inWord = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= 0x80 || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
	}
	return t
}()

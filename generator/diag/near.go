package diag

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// nearLength is the number of characters beyond which a word is too long for
// a slip of the finger to be looked for.
const nearLength = 160

// Near is the candidate that was probably meant by a word, for "did you
// mean": the one that the fewest slips (a letter missing, added, wrong, or
// two exchanged) make of it, capitals and accents aside. Among equals it is
// the one that shares the longer beginning, then the first in order of bytes,
// so that the order of the candidates does not matter. It is "" when none is
// near: no slip in a word of one or two letters, one in up to five, two in up
// to eight, else three.
func Near(word string, candidates []string) string {
	if len(word) > nearLength*4 || word == "" {
		return ""
	}
	folded := fold(word)
	if len(folded) > nearLength {
		return ""
	}
	best, bestSlips, bestShared := "", slipsAllowed(len(folded))+1, -1
	var table slipTable
	for _, candidate := range candidates {
		if candidate == "" || len(candidate) > nearLength*4 {
			continue
		}
		// The length of most tells that they are not near, before they are
		// folded; folding leaves that of ASCII as it is.
		if apart := len(candidate) - len(folded); (apart < -3 || apart > 3) && isASCII(candidate) {
			continue
		}
		other := fold(candidate)
		slips := table.slips(folded, other, min(bestSlips, slipsAllowed(len(other))))
		if slips > min(bestSlips, slipsAllowed(min(len(folded), len(other)))) {
			continue
		}
		shared := sharedPrefix(folded, other)
		if slips < bestSlips || shared > bestShared || shared == bestShared && candidate < best {
			best, bestSlips, bestShared = candidate, slips, shared
		}
	}
	return best
}

func slipsAllowed(letters int) int {
	switch {
	case letters <= 2:
		return 0
	case letters <= 5:
		return 1
	case letters <= 8:
		return 2
	}
	return 3
}

// fold is a word without capitals and accents. Only letters that decompose
// into a letter and marks lose them; Indic vowel signs are letters here.
func fold(s string) []rune {
	if isASCII(s) {
		return []rune(strings.ToLower(s))
	}
	var out []rune
	latin := false // whether marks join a letter of an alphabet with accents
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		if unicode.Is(unicode.Mn, r) && latin {
			continue
		}
		if !unicode.Is(unicode.Mn, r) {
			latin = unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Arabic, unicode.Hebrew)
		}
		out = append(out, unicode.ToLower(r))
	}
	return out
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func sharedPrefix(a, b []rune) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// slipTable holds three rows of the table of distances, kept between words.
type slipTable [3][]int

// slips is the Damerau-Levenshtein distance (optimal string alignment) of two
// words, or limit+1 when it exceeds limit. Only the cells within limit of the
// diagonal are computed: no path of so few slips leaves them.
func (t *slipTable) slips(a, b []rune, limit int) int {
	if limit < 0 || len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	for i := range t {
		if len(t[i]) <= len(b) {
			t[i] = make([]int, len(b)+1)
		}
	}
	before, last, row := t[0], t[1], t[2]
	for j := 0; j <= min(len(b), limit); j++ {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		from, to := max(1, i-limit), min(len(b), i+limit)
		row[from-1] = limit + 1
		if from == 1 {
			row[0] = i
		}
		if i+limit <= len(b) {
			last[to] = limit + 1 // outside the band of the row before
		}
		least := row[from-1]
		for j := from; j <= to; j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		// An exchange builds on the row before the last, whose cells are at
		// most one less: beyond limit+1 no later row comes back.
		if least > limit+1 {
			break
		}
		before, last, row = last, row, before
		if i == len(a) {
			return min(last[len(b)], limit+1)
		}
	}
	if len(a) == 0 {
		return len(b)
	}
	return limit + 1
}

package words

import (
	"unicode"
	"unicode/utf8"
)

// Pieces cuts a folded word into what is looked up: the word itself, or, where
// it is of a script without spaces, its pairs of neighbours and its last sign,
// which a search for that sign alone finds. A word of both kinds of script is
// cut between them.
func Pieces(folded string, piece func(form string)) {
	for folded != "" {
		r, _ := utf8.DecodeRuneInString(folded)
		unspaced := Class(r) == Unspaced
		end := len(folded)
		for i, r := range folded {
			if (Class(r) == Unspaced) != unspaced {
				end = i
				break
			}
		}
		if unspaced {
			pairs(folded[:end], piece)
		} else if Fits(folded[:end]) {
			piece(folded[:end])
		}
		folded = folded[end:]
	}
}

// pairs are the neighbouring signs of a text, and its last one alone. A sign is
// a letter with its marks.
func pairs(text string, piece func(string)) {
	before, start := -1, 0
	for start < len(text) {
		end := sign(text, start)
		if before >= 0 {
			piece(text[before:end])
		}
		before, start = start, end
	}
	if before >= 0 {
		piece(text[before:])
	}
}

// sign is where the sign ends that begins at a place.
func sign(text string, at int) int {
	_, n := utf8.DecodeRuneInString(text[at:])
	at += n
	for at < len(text) {
		r, n := utf8.DecodeRuneInString(text[at:])
		if !unicode.Is(unicode.M, r) {
			break
		}
		at += n
	}
	return at
}

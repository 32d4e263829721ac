package markdown

// This file looks at the plain text of a block: its words, its digest, and the
// direction of its letters.

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tally is what a text holds.
type tally struct {
	words       int
	left, right int // strongly directional letters
}

// measure counts a text and leaves its words, in a form that no typography and
// no wrapping changes, in w.words: spaces between words, none around Han and
// kana, no punctuation.
func (w *writer) measure(text []byte) tally {
	var t tally
	out := w.words[:0]
	han, dense, inWord, composed := 0, 0, false, true
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if alphanumeric(text[i]) {
			// Most text, and most of the time: a run of ASCII.
			end := i + 1
			for end < len(text) && alphanumeric(text[end]) {
				end++
			}
			if !inWord {
				inWord = true
				out = append(out, ' ')
				t.words++
			}
			out = append(out, text[i:end]...)
			if r > '9' {
				t.left += end - i
			}
			i = end
			continue
		}
		if r == ' ' {
			inWord = false
			i++
			continue
		}
		if r >= utf8.RuneSelf {
			// The same of two bytes: Latin with accents, Greek, Cyrillic, Hebrew, Arabic.
			if end, letters, right := twos(text, i); end > i {
				if !inWord {
					inWord = true
					out = append(out, ' ')
					t.words++
				}
				out = append(out, text[i:end]...)
				t.left += letters - right
				t.right += right
				i = end
				continue
			}
			r, size = utf8.DecodeRune(text[i:])
		}
		k := classOf(r)
		composed = composed && k&mark == 0 && !decomposable(r)
		switch {
		case k&(letter|digit) != 0 || k&mark != 0 && inWord:
			switch {
			case k&cjk != 0:
				han++
				inWord = false
			case !inWord:
				inWord = true
				out = append(out, ' ')
				if k&unspaced == 0 {
					t.words++
				}
			}
			if k&unspaced != 0 {
				dense++
			}
			out = append(out, text[i:i+size]...)
			if k&rightTo != 0 {
				t.right++
			} else if k&letter != 0 {
				t.left++
			}
		case k&symbol != 0 || r == '-' && !inWord && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9':
			inWord = false
			out = append(append(out, ' '), text[i:i+size]...)
		case r == 0xAD || r >= 0x200B && r <= 0x200F || r >= 0x2060 && r <= 0x2069:
			// Soft hyphens, joiners and direction marks do not end a word.
		default:
			inWord = false
		}
		i += size
	}
	t.words += (han+1)/2 + (dense+4)/5
	if !composed && !norm.NFC.IsNormal(out) {
		out = norm.NFC.Append(nil, out...)
	}
	w.words = out
	return t
}

// twos is where a run of letters of two bytes each ends, how many they are and how
// many of them run from right to left. Letters that may be written otherwise end it.
func twos(text []byte, i int) (end, letters, right int) {
	for end = i; end+1 < len(text) && text[end]&0xE0 == 0xC0; end += 2 {
		r := rune(text[end]&0x1F)<<6 | rune(text[end+1]&0x3F)
		k := classes[r]
		if k&letter == 0 || decomposable(r) {
			break
		}
		letters++
		if k&rightTo != 0 {
			right++
		}
	}
	return end, letters, right
}

// decomposable says whether a character that is no mark may be changed by NFC.
// The ranges are wider than Unicode's quick check: they only spare the look at
// texts that cannot change, which are most.
func decomposable(r rune) bool {
	switch {
	case r < 0x374:
		return false
	case r < 0x388:
		return true
	case r < 0x958:
		return false
	case r < 0x1200: // Indic letters with a dot below, Hangul jamo
		return true
	case r < 0x1F00:
		return false
	case r < 0x2002: // Greek with accents
		return true
	case r < 0x2126:
		return false
	case r < 0x2ADD: // signs that stand for letters
		return true
	case r < 0xF900:
		return false
	}
	return true
}

// letters counts the letters of a text by direction.
func (w *writer) letters(text []byte) tally {
	var t tally
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
		}
		if k := classOf(r); k&rightTo != 0 {
			t.right++
		} else if k&letter != 0 {
			t.left++
		}
		i += size
	}
	return t
}

// endBlock ends a translatable block whose text is the plain text from start on.
func (w *writer) endBlock(kind BlockKind, start, from, to int) tally {
	t := w.measure(w.plain[start:])
	w.left += t.left
	w.right += t.right
	if t.words == 0 {
		return t
	}
	w.res.Words += t.words
	at := w.leafAt
	w.leafAt = 0
	if w.inNote {
		kind = FootnoteBlock
	}
	w.blocks = append(w.blocks, Block{
		Kind: kind, Start: int32(w.body.file(from)), End: int32(w.body.file(to)),
		Digest: digest(w.words), Words: int32(t.words), At: int32(at),
	})
	return t
}

// digest is the head of the SHA-256 of a block's words. It is written into files
// and compared years later, so that it never changes; and as seals are made of
// it, nobody may be able to write another text for one.
func digest(words []byte) uint64 {
	sum := sha256.Sum256(words)
	return binary.BigEndian.Uint64(sum[:8])
}

// stretch is a part of a text in bytes.
type stretch struct{ from, to int }

// unpictured is the plain text of the block in hand without the text
// alternatives of its pictures: a summary that is read where no picture is
// shown does not take them into its sentence.
func (w *writer) unpictured() []byte {
	if len(w.shown) == 0 {
		return w.plain
	}
	out := make([]byte, 0, len(w.plain))
	at := 0
	for _, s := range w.shown {
		// What is trimmed off a line's end may have been theirs.
		from, to := min(s.from, len(w.plain)), min(s.to, len(w.plain))
		out = append(out, w.plain[at:max(at, from)]...)
		at = max(at, to)
	}
	return bytes.TrimSpace(append(out, w.plain[at:]...))
}

// summarise keeps the first paragraph's text.
func (w *writer) summarise(text []byte) {
	const limit = 200
	var b strings.Builder
	count, cut := 0, 0 // cut: where the text may end
	space := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		k := classOf(r)
		switch {
		case r == ' ' || r == '\n' || r == '\t':
			space = b.Len() > 0
			i += size
			continue
		case space:
			cut = b.Len()
			b.WriteByte(' ')
			count++
			space = false
		case k&(wide|unspaced) != 0 && k&mark == 0 || count > limit+40 && k&mark == 0:
			// Between letters of such scripts a line may break; and a word
			// without end is cut where it must be.
			cut = b.Len()
		}
		if count >= limit && cut > 0 {
			w.res.Summary = strings.TrimRight(b.String()[:cut], " ,;:") + "…"
			return
		}
		b.Write(text[i : i+size])
		if k&mark == 0 {
			count++
		}
		i += size
	}
	w.res.Summary = b.String()
}

// collapsed is a text with single spaces for white space.
func collapsed(text []byte) string {
	text = bytes.TrimSpace(text)
	if bytes.IndexByte(text, '\n') < 0 && !bytes.Contains(text, []byte("  ")) {
		return string(text)
	}
	return string(bytes.Join(bytes.Fields(text), []byte(" ")))
}

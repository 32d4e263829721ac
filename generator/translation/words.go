package translation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Piece is a run of words that two texts share, or that one of them has.
type Piece struct {
	Kind PieceKind
	Text string
}

// PieceKind says in which of two texts a Piece stands.
type PieceKind uint8

// What stands in both, in the older one and in the newer one.
const (
	Kept PieceKind = iota
	Gone
	Fresh
)

// maxWords is the most pairs of words that are compared; longer texts count as
// wholly other ones between what they begin and end with.
const maxWords = 1 << 22

// CompareWords is how one text became another, word by word; in scripts without
// spaces, letter by letter. The pieces that are not Fresh make up the older text,
// those that are not Gone the newer one.
func CompareWords(older, newer string) []Piece {
	a, b := split(older), split(newer)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var out []Piece
	add := func(kind PieceKind, words ...string) {
		if len(words) == 0 {
			return
		}
		text := strings.Join(words, "")
		if n := len(out); n > 0 && out[n-1].Kind == kind {
			out[n-1].Text += text
			return
		}
		out = append(out, Piece{kind, text})
	}
	add(Kept, a[:head]...)
	middle(a[head:len(a)-tail], b[head:len(b)-tail], add)
	add(Kept, a[len(a)-tail:]...)
	return out
}

func middle(a, b []string, add func(PieceKind, ...string)) {
	n, m := len(a), len(b)
	if n*m > maxWords {
		add(Gone, a...)
		add(Fresh, b...)
		return
	}
	length := make([]int32, (n+1)*(m+1))
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if a[i] == b[j] {
				length[i*(m+1)+j] = length[(i+1)*(m+1)+j+1] + 1
			} else {
				length[i*(m+1)+j] = max(length[(i+1)*(m+1)+j], length[i*(m+1)+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < n && j < m {
		switch {
		case a[i] == b[j]:
			add(Kept, a[i])
			i, j = i+1, j+1
		case length[(i+1)*(m+1)+j] >= length[i*(m+1)+j+1]:
			add(Gone, a[i])
			i++
		default:
			add(Fresh, b[j])
			j++
		}
	}
	add(Gone, a[i:]...)
	add(Fresh, b[j:]...)
}

// split cuts a text into words, each with the spaces behind it.
func split(text string) []string {
	var out []string
	start := 0
	inSpace := false
	for i, r := range text {
		space := unicode.IsSpace(r)
		alone := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Khmer, unicode.Lao, unicode.Myanmar) && !unicode.IsMark(r)
		if i > start && (inSpace && !space || alone) {
			out = append(out, text[start:i])
			start = i
		}
		inSpace = space
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}

// Written is a block as it is written, for people to read: on one line, without the
// marks of its place.
func (b *Block) Written(file []byte) string {
	text := string(file[min(b.Start, len(file)):min(b.End, len(file))])
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	text = strings.Join(strings.Fields(text), " ")
	if n := len(text); b.Field && n >= 2 && (text[0] == '"' || text[0] == '\'') && text[n-1] == text[0] {
		text = text[1 : n-1]
	}
	return text
}

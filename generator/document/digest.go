package document

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Digest is the digest of what the text says: of the words of its title and of
// its translatable blocks in their order. Like those of the blocks it changes
// with a word, a number or a symbol, not with punctuation, markup or white
// space. It is 32 hexadecimal digits, the head of a SHA-256.
func (d *Document) Digest() string {
	h := sha256.New()
	h.Write([]byte("tract text 1\n" + Words(d.Title) + "\n"))
	var b [8]byte
	blocks := d.Text().Blocks
	for i := range blocks {
		binary.BigEndian.PutUint64(b[:], blocks[i].Digest)
		h.Write(b[:])
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Words are the words of a plain text as digests see them: letters, marks,
// digits and symbols in NFC, with one space between words.
func Words(text string) string {
	return strings.Join(strings.FieldsFunc(norm.NFC.String(text), func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.S)
	}), " ")
}

package document

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tract/generator/markdown"
)

// Statements are the parts of the body as seals and signatures see them. The
// error is the machine's: the compiled body cannot be read back.
func (d *Document) Statements() ([]markdown.Statement, error) {
	text := d.Text()
	if text.Err != nil {
		return nil, text.Err
	}
	if d.late == nil || d.late.store == nil || text.Body.Len() == 0 {
		return nil, nil
	}
	var buffer []byte
	html, err := d.late.store.Get(text.Body, &buffer)
	if err != nil {
		return nil, fmt.Errorf("read the body of %s back: %w", d.File.Path, err)
	}
	return markdown.Statements(html, text.Blocks, func(i int) markdown.Shown {
		if i >= len(text.Links) {
			return markdown.Shown{}
		}
		l := &text.Links[i]
		return markdown.Shown{Destination: l.Destination, Text: l.Text, Title: l.Title}
	}), nil
}

// Digest is the digest of what the text says, to which signatures are bound: of
// its title and of what every part of its body says (markdown.Statement). It
// changes with all that changes the meaning, also with what is struck out, where
// a link leads and a sign between digits; not with white space, wrapping,
// typography and emphasis. It is 32 hexadecimal digits, the head of a SHA-256,
// and "" where the machine has lost the body.
func (d *Document) Digest() string {
	now, _ := d.digests()
	return now
}

// digests are the digest and the former one, made once.
func (d *Document) digests() (now, former string) {
	if d.late == nil {
		return d.digest(), d.former()
	}
	d.late.said.Do(func() { d.late.digest, d.late.former = d.digest(), d.former() })
	return d.late.digest, d.late.former
}

func (d *Document) digest() string {
	statements, err := d.Statements()
	if err != nil {
		return ""
	}
	h := sha256.New()
	h.Write([]byte("tract text 2\n" + markdown.Said(d.Title) + "\n"))
	for i := range statements {
		h.Write([]byte(statements[i].Kind + " " + statements[i].Said + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// FormerDigest is the digest that the first form of seals printed, of the words
// of the title and of the translatable blocks alone. Signatures may name it
// still.
func (d *Document) FormerDigest() string {
	_, former := d.digests()
	return former
}

func (d *Document) former() string {
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

// Words are the words of a plain text as the first form of seals sees them:
// letters, marks, digits and symbols in NFC, with one space between words.
func Words(text string) string {
	return strings.Join(strings.FieldsFunc(norm.NFC.String(text), func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.S)
	}), " ")
}

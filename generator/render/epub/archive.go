package epub

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"sync"

	"github.com/klauspost/compress/flate"
)

// level is how hard texts are compressed: a book of a text of 700 words comes
// out a fifteenth larger than at level 6 of the standard library, in a quarter
// of its time.
const level = 4

// press is what books are made with, kept from one to the next: what flate
// needs to compress weighs a hundred times a page.
type press struct {
	flate  *flate.Writer
	packed bytes.Buffer
	page   []byte // the page in hand
	filled []byte // the body in hand, before it is fitted
}

var presses = sync.Pool{New: func() any {
	p := new(press)
	p.flate, _ = flate.NewWriter(&p.packed, level) // a level that flate has
	return p
}}

// deflate is a text compressed, until the press is used again.
func (p *press) deflate(content []byte) ([]byte, error) {
	p.packed.Reset()
	p.flate.Reset(&p.packed)
	_, err := p.flate.Write(content)
	if err == nil {
		err = p.flate.Close()
	}
	return p.packed.Bytes(), err
}

// archive writes the container of a book (OCF 3.3, a ZIP file): the files in
// the order in which they come, no time but the earliest that ZIP knows, sizes
// before the bytes, as the simplest readers want them. A fault is kept until
// close.
type archive struct {
	*press
	zip     *zip.Writer
	problem error
}

func newArchive(out *bytes.Buffer, p *press) *archive {
	return &archive{press: p, zip: zip.NewWriter(out)}
}

// stored writes a file as it is.
func (a *archive) stored(name string, content []byte) { a.raw(name, zip.Store, content, content) }

// deflated writes a file compressed.
func (a *archive) deflated(name string, content []byte) {
	if a.problem != nil {
		return
	}
	packed, err := a.deflate(content)
	if err != nil {
		a.problem = fmt.Errorf("compress %s: %w", name, err)
		return
	}
	a.raw(name, zip.Deflate, content, packed)
}

// always is a file that is the same in every book.
type always struct {
	content []byte
	packed  func() []byte
}

func newAlways(content []byte) always {
	return always{content, sync.OnceValue(func() []byte {
		p := presses.Get().(*press)
		defer presses.Put(p)
		packed, _ := p.deflate(content) // into memory
		return bytes.Clone(packed)
	})}
}

// constant writes a file that is the same in every book.
func (a *archive) constant(name string, file always) {
	a.raw(name, zip.Deflate, file.content, file.packed())
}

func (a *archive) raw(name string, method uint16, content, packed []byte) {
	if a.problem != nil {
		return
	}
	w, err := a.zip.CreateRaw(&zip.FileHeader{
		Name: name, Method: method, CRC32: crc32.ChecksumIEEE(content),
		CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(len(content)),
		// The first of January 1980. Modified would add a field that mimetype
		// must not have.
		ModifiedDate: 1<<5 | 1,
	})
	if err == nil {
		_, err = w.Write(packed)
	}
	if err != nil {
		a.problem = fmt.Errorf("pack %s: %w", name, err)
	}
}

func (a *archive) close() error {
	if a.problem != nil {
		return a.problem
	}
	return a.zip.Close()
}

package epub

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
)

// level is how hard texts are compressed: beyond it, time grows faster than
// books shrink.
const level = 6

// archive writes the container of a book (OCF 3.3, a ZIP file): the files in
// the order in which they come, no time but the earliest that ZIP knows, sizes
// before the bytes, as the simplest readers want them. A fault is kept until
// close.
type archive struct {
	zip     *zip.Writer
	packed  bytes.Buffer
	flate   *flate.Writer
	problem error
}

func newArchive(out *bytes.Buffer) *archive {
	a := &archive{zip: zip.NewWriter(out)}
	a.flate, a.problem = flate.NewWriter(&a.packed, level)
	return a
}

// stored writes a file as it is.
func (a *archive) stored(name string, content []byte) { a.raw(name, zip.Store, content, content) }

// deflated writes a file compressed.
func (a *archive) deflated(name string, content []byte) {
	if a.problem != nil {
		return
	}
	a.packed.Reset()
	a.flate.Reset(&a.packed)
	_, err := a.flate.Write(content)
	if err == nil {
		err = a.flate.Close()
	}
	if err != nil {
		a.problem = fmt.Errorf("compress %s: %w", name, err)
		return
	}
	a.raw(name, zip.Deflate, content, a.packed.Bytes())
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

package document

import (
	"io"
	"sync"
)

// Body is the place of a compiled body in a Store.
type Body struct {
	chunk  int32
	offset int32
	length int32
}

// Len is the length of the body in bytes.
func (b Body) Len() int { return int(b.length) }

// Scratch is a place outside memory for bodies: a temporary file.
type Scratch interface {
	io.ReaderAt
	io.WriterAt
}

// chunkSize is how many bytes of bodies are gathered before they are moved out
// of memory in one write.
const chunkSize = 1 << 20

// Store keeps compiled bodies. The first part stays in memory; when that is
// full, chunks move to the scratch file, whose pages the system keeps or drops
// as it sees fit: bodies of a large site weigh more than all the rest of it.
// A Store may be used by many goroutines at once.
type Store struct {
	mu      sync.RWMutex
	chunks  []chunk
	scratch Scratch
	limit   int // chunks that stay in memory
	inside  int // chunks that are in memory and full
	written int64
	stopped bool // the scratch took no more
}

// chunk is up to chunkSize bytes of bodies: in memory, or at a place of the
// scratch file. A body larger than that has a chunk of its own.
type chunk struct {
	bytes []byte
	at    int64
}

// NewStore is an empty store that keeps about memory bytes and moves what is
// beyond them to scratch. Without a scratch everything stays in memory.
func NewStore(memory int, scratch Scratch) *Store {
	return &Store{scratch: scratch, limit: max(1, memory/chunkSize)}
}

// Next is an empty store that goes on behind this one in the same scratch
// file: what this one holds stays readable.
func (s *Store) Next() *Store {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return &Store{scratch: s.scratch, limit: s.limit, written: s.written, stopped: s.stopped}
}

// Put keeps a copy of a body.
func (s *Store) Put(html []byte) Body {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.chunks)
	if n == 0 || s.chunks[n-1].bytes == nil || len(s.chunks[n-1].bytes)+len(html) > cap(s.chunks[n-1].bytes) {
		s.retire()
		s.chunks = append(s.chunks, chunk{bytes: make([]byte, 0, max(chunkSize, len(html)))})
		n = len(s.chunks)
	}
	c := &s.chunks[n-1]
	b := Body{chunk: int32(n - 1), offset: int32(len(c.bytes)), length: int32(len(html))}
	c.bytes = append(c.bytes, html...)
	return b
}

// retire moves the last chunk out of memory when memory is full. If the
// scratch fails, the chunk stays where it is: slower, never lost.
func (s *Store) retire() {
	if len(s.chunks) == 0 {
		return
	}
	if s.inside++; s.inside <= s.limit || s.scratch == nil || s.stopped {
		return
	}
	last := &s.chunks[len(s.chunks)-1]
	if _, err := s.scratch.WriteAt(last.bytes, s.written); err != nil {
		s.stopped = true
		return
	}
	last.at = s.written
	s.written += int64(len(last.bytes))
	last.bytes = nil
	s.inside--
}

// Get is a body's bytes. They lie in buf, which is grown as needed, or are
// shared with the store: they are not to be altered. The error is the scratch
// file's.
func (s *Store) Get(b Body, buf *[]byte) ([]byte, error) {
	if b.length == 0 {
		return nil, nil
	}
	s.mu.RLock()
	c := s.chunks[b.chunk]
	scratch := s.scratch
	s.mu.RUnlock()
	if c.bytes != nil {
		return c.bytes[b.offset : b.offset+b.length : b.offset+b.length], nil
	}
	if cap(*buf) < int(b.length) {
		*buf = make([]byte, b.length, b.length+b.length/4)
	}
	html := (*buf)[:b.length]
	if _, err := scratch.ReadAt(html, c.at+int64(b.offset)); err != nil {
		return nil, err
	}
	return html, nil
}

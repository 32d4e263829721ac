package document

import (
	"io"
	"runtime"
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

// Store keeps bodies: compiled ones, and those that wait to be. The first part
// stays in memory; when that is full, chunks move to the scratch file, whose
// pages the system keeps or drops as it sees fit: bodies of a large site weigh
// more than all the rest of it. What they take there is free for other Stores
// once nobody holds this one any more. A Store may be used by many goroutines at
// once.
type Store struct {
	mu     sync.RWMutex
	chunks []chunk
	limit  int // chunks that stay in memory
	inside int // chunks that are in memory and full
	size   int // bytes that were put
	space  *space
	taken  *extents
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
	return newStore(max(1, memory/chunkSize), &space{scratch: scratch, stopped: scratch == nil})
}

func newStore(limit int, sp *space) *Store {
	s := &Store{limit: limit, space: sp, taken: new(extents)}
	runtime.AddCleanup(s, sp.release, s.taken)
	return s
}

// Next is an empty store beside this one in the same scratch file: what this one
// holds stays readable.
func (s *Store) Next() *Store { return newStore(s.limit, s.space) }

// space shares out a scratch file in chunks.
type space struct {
	scratch Scratch
	mu      sync.Mutex
	end     int64
	free    []int64
	stopped bool // the scratch took no more
}

// extents are where a Store has its chunks in the scratch file.
type extents struct{ at []int64 }

// release takes back the places of a Store that nobody holds.
func (sp *space) release(p *extents) {
	sp.mu.Lock()
	defer sp.mu.Unlock()
	sp.free = append(sp.free, p.at...)
}

// write puts a chunk into the scratch file. It gives where the chunk begins and
// the places that it takes; false when there is no room.
func (sp *space) write(b []byte) (at int64, taken []int64, ok bool) {
	sp.mu.Lock()
	defer sp.mu.Unlock()
	if sp.stopped {
		return 0, nil, false
	}
	if n := len(sp.free); n > 0 && len(b) <= chunkSize {
		at, sp.free = sp.free[n-1], sp.free[:n-1]
		taken = []int64{at}
	} else {
		at = sp.end
		for end := at + int64(len(b)); sp.end < end; sp.end += chunkSize {
			taken = append(taken, sp.end)
		}
	}
	if _, err := sp.scratch.WriteAt(b, at); err != nil {
		sp.stopped = true
		return 0, nil, false
	}
	return at, taken, true
}

// Put keeps a copy of a body; no Store keeps none.
func (s *Store) Put(html []byte) Body {
	if s == nil {
		return Body{}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.size += len(html)
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

// Size is how many bytes were put into the store.
func (s *Store) Size() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.size
}

// retire moves the last chunk out of memory when memory is full. If the
// scratch fails, the chunk stays where it is: slower, never lost.
func (s *Store) retire() {
	if len(s.chunks) == 0 {
		return
	}
	if s.inside++; s.inside <= s.limit {
		return
	}
	last := &s.chunks[len(s.chunks)-1]
	at, taken, ok := s.space.write(last.bytes)
	if !ok {
		return
	}
	last.at, last.bytes = at, nil
	s.taken.at = append(s.taken.at, taken...)
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
	s.mu.RUnlock()
	if c.bytes != nil {
		return c.bytes[b.offset : b.offset+b.length : b.offset+b.length], nil
	}
	if cap(*buf) < int(b.length) {
		*buf = make([]byte, b.length, b.length+b.length/4)
	}
	html := (*buf)[:b.length]
	_, err := s.space.scratch.ReadAt(html, c.at+int64(b.offset))
	runtime.KeepAlive(s) // its place is not given to others while it is read
	if err != nil {
		return nil, err
	}
	return html, nil
}

package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"tract/generator/media"
)

// Cache keeps what costs much to compute and follows from its key alone, from
// one run to the next. It may forget at any time. It may be used by many
// goroutines at once.
type Cache interface {
	Get(key string) (value []byte, ok bool)
	Put(key string, value []byte)
}

// scaledBytes is how much of scaled images stays in memory, so that the sizes
// of one, which are made together, are made once.
const scaledBytes = 32 << 20

// scalingVersion stands in the keys of scaled images. It changes with what
// media.Scale makes of the same bytes.
const scalingVersion = "image sizes 1"

// scaled are images in their smaller sizes, the last ones asked for.
type scaled struct {
	mu    sync.Mutex
	known map[string]*scaling
	order []string // of known, the oldest first
	room  int      // taken
	slots chan struct{}
}

// scaling is the work on one image, done once by who comes first.
type scaling struct {
	once  sync.Once
	sizes [][]byte
	err   error
}

// ReadAt is an image at one of its widths.
func (f *files) ReadAt(path string, width int) ([]byte, error) {
	_, widths := f.Widths(path)
	i := slices.Index(widths, width)
	if i < 0 {
		return nil, fmt.Errorf("%s is not published with a width of %d", path, width)
	}
	s := f.scaled.of(path)
	s.once.Do(func() {
		s.sizes, s.err = f.scale(path, widths)
		f.scaled.keep(path, s)
	})
	if s.err == nil && s.sizes[i] == nil {
		return nil, fmt.Errorf("%s cannot be scaled", path)
	}
	if s.err != nil {
		return nil, s.err
	}
	return s.sizes[i], nil
}

// of is the work on an image, begun or not.
func (s *scaled) of(path string) *scaling {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil {
		s.known = map[string]*scaling{}
	}
	w := s.known[path]
	if w == nil {
		w = &scaling{}
		s.known[path] = w
	}
	return w
}

// keep lets the oldest go where there is no more room.
func (s *scaled) keep(path string, w *scaling) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.order = append(s.order, path)
	s.room += w.bytes()
	for s.room > scaledBytes && len(s.order) > 1 {
		oldest := s.order[0]
		s.order = s.order[1:]
		s.room -= s.known[oldest].bytes()
		delete(s.known, oldest)
	}
}

func (w *scaling) bytes() int {
	n := 0
	for _, b := range w.sizes {
		n += len(b)
	}
	return n
}

// slot waits until another image may be decoded: each takes memory by its
// pixels.
func (s *scaled) slot() (release func()) {
	s.mu.Lock()
	if s.slots == nil {
		s.slots = make(chan struct{}, max(1, min(2, runtime.GOMAXPROCS(0))))
	}
	slots := s.slots
	s.mu.Unlock()
	slots <- struct{}{}
	return func() { <-slots }
}

// scale is an image at its widths: from the cache, else made and kept there.
func (f *files) scale(path string, widths []int) ([][]byte, error) {
	whole, err := f.Read(path)
	if err != nil {
		return nil, err
	}
	key := ""
	if f.cache != nil {
		sum := sha256.Sum256(whole)
		key = fmt.Sprintf("%s %v %x", scalingVersion, widths, sum)
		if value, ok := f.cache.Get(key); ok {
			if sizes, ok := unpack(value, whole, len(widths)); ok {
				return sizes, nil
			}
		}
	}
	defer f.scaled.slot()()
	sizes := media.Scale(whole, widths)
	if f.cache != nil {
		f.cache.Put(key, pack(sizes, whole))
	}
	return sizes, nil
}

// How pack writes what stands for a size where no bytes follow.
const (
	ownBytes = 1<<32 - 1 // the image's own
	noBytes  = 1<<32 - 2 // none
)

// pack puts the sizes of an image behind each other, each after its length in
// four bytes; one that is the image itself is not written again.
func pack(sizes [][]byte, whole []byte) []byte {
	var out []byte
	for _, b := range sizes {
		switch {
		case b == nil:
			out = binary.BigEndian.AppendUint32(out, noBytes)
		case bytes.Equal(b, whole):
			out = binary.BigEndian.AppendUint32(out, ownBytes)
		default:
			out = append(binary.BigEndian.AppendUint32(out, uint32(len(b))), b...)
		}
	}
	return out
}

// unpack is pack undone; ok is false where these are not n sizes.
func unpack(value, whole []byte, n int) (sizes [][]byte, ok bool) {
	for range n {
		if len(value) < 4 {
			return nil, false
		}
		size := uint64(binary.BigEndian.Uint32(value))
		value = value[4:]
		switch {
		case size == noBytes:
			sizes = append(sizes, nil)
		case size == ownBytes:
			sizes = append(sizes, whole)
		case size > uint64(len(value)):
			return nil, false
		default:
			sizes = append(sizes, value[:size:size])
			value = value[size:]
		}
	}
	return sizes, len(value) == 0
}

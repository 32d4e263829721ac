package document_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"tract/generator/document"
)

// scratch is a file in memory that may be full.
type scratch struct {
	mu    sync.Mutex
	bytes []byte
	room  int
	reads error
}

func (s *scratch) WriteAt(p []byte, off int64) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if int(off)+len(p) > s.room {
		return 0, errors.New("full")
	}
	if need := int(off) + len(p); need > len(s.bytes) {
		s.bytes = append(s.bytes, make([]byte, need-len(s.bytes))...)
	}
	return copy(s.bytes[off:], p), nil
}

func (s *scratch) ReadAt(p []byte, off int64) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.reads != nil {
		return 0, s.reads
	}
	return copy(p, s.bytes[off:]), nil
}

func text(i, size int) []byte {
	return bytes.Repeat([]byte(fmt.Sprintf("<p>%06d</p>", i)), max(1, size/13))
}

// TestStore puts bodies of all sizes in from many goroutines and reads them
// back, with and without a scratch, and with one that fills up.
func TestStore(t *testing.T) {
	for name, file := range map[string]*scratch{"memory": nil, "scratch": {room: 1 << 30}, "a scratch that fills up": {room: 3 << 20}} {
		t.Run(name, func(t *testing.T) {
			store := document.NewStore(1<<20, nil)
			if file != nil {
				store = document.NewStore(1<<20, file)
			}
			const many = 600
			bodies := make([]document.Body, many)
			sizes := []int{13, 5_000, 60_000, 20_000, 2 << 20, 100}
			size := func(i int) int {
				if i%97 == 0 {
					return sizes[4]
				}
				return sizes[i%4]
			}
			var wg sync.WaitGroup
			for worker := range 4 {
				wg.Go(func() {
					var buf []byte
					for i := worker; i < many; i += 4 {
						bodies[i] = store.Put(text(i, size(i)))
						html, err := store.Get(bodies[i], &buf)
						if err != nil || !bytes.Equal(html, text(i, size(i))) {
							t.Errorf("the body %d is another one (%v)", i, err)
						}
					}
				})
			}
			wg.Wait()
			var buf []byte
			for i := range bodies {
				html, err := store.Get(bodies[i], &buf)
				if err != nil || !bytes.Equal(html, text(i, size(i))) || bodies[i].Len() != len(html) {
					t.Fatalf("the body %d is another one (%v)", i, err)
				}
			}
			if file != nil && len(file.bytes) < 1<<20 {
				t.Errorf("%d bytes in the scratch", len(file.bytes))
			}
		})
	}
}

func TestStoreFails(t *testing.T) {
	file := &scratch{room: 1 << 30}
	store := document.NewStore(1<<20, file)
	var first document.Body
	for i := range 8 {
		b := store.Put(text(i, 1<<20))
		if i == 0 {
			first = b
		}
	}
	file.reads = errors.New("gone")
	failed := false
	var buf []byte
	if _, err := store.Get(first, &buf); err != nil {
		failed = true
	}
	for i := range 8 {
		if _, err := store.Get(store.Put(text(i, 10)), &buf); err != nil {
			t.Errorf("what is in memory: %v", err)
		}
	}
	if !failed && len(file.bytes) == 0 {
		t.Error("nothing was moved to the scratch")
	}
	if html, err := store.Get(document.Body{}, &buf); html != nil || err != nil {
		t.Error("no body is something")
	}
}

// A store that follows another leaves the other's bodies as they are.
func TestStoreNextKeepsTheLast(t *testing.T) {
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	first := document.NewStore(1, f)
	put := func(s *document.Store, letter string) []document.Body {
		var bodies []document.Body
		for range 4 {
			bodies = append(bodies, s.Put([]byte(strings.Repeat(letter, 1<<20))))
		}
		return bodies
	}
	bodies := put(first, "a")
	put(first.Next(), "b")
	var buf []byte
	for i, b := range bodies {
		got, err := first.Get(b, &buf)
		if err != nil || len(got) != 1<<20 || strings.Trim(string(got), "a") != "" {
			t.Errorf("body %d is another (%v)", i, err)
		}
	}
}

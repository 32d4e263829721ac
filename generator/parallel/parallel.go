// Package parallel spreads loops over all cores.
package parallel

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Each calls f with every number below n, on all cores, and comes back when all
// are done. A worker takes batch numbers at a time, which keeps what lies side by
// side together.
//
// What panics in f panics in the caller, as a *Panic, once the others have come
// to an end: only there can it be recovered from.
func Each(n, batch int, f func(i int)) {
	_ = Workers(n, batch, func() func(i int) error {
		return func(i int) error { f(i); return nil }
	})
}

// Workers is Each for what needs something of its own on each core, which begin
// makes; it is called by the caller's goroutine, once for each. The first error ends the loop and is returned; what is under way on
// other cores is brought to an end.
func Workers(n, batch int, begin func() func(i int) error) error {
	var p pool
	p.n, p.batch = n, batch
	for range min(runtime.GOMAXPROCS(0), (n+batch-1)/batch) {
		f := begin()
		p.working.Go(func() { p.work(f) })
	}
	p.working.Wait()
	if p.panicked != nil {
		panic(p.panicked)
	}
	return p.failed
}

// pool is a loop under way.
type pool struct {
	n, batch int
	next     atomic.Int64
	working  sync.WaitGroup

	mu       sync.Mutex
	failed   error
	panicked *Panic
}

func (p *pool) work(f func(i int) error) {
	defer func() {
		if v := recover(); v != nil {
			p.end(nil, &Panic{Value: v, Stack: debug.Stack()})
		}
	}()
	for {
		from := int(p.next.Add(int64(p.batch))) - p.batch
		if from >= p.n {
			return
		}
		for i := from; i < min(from+p.batch, p.n); i++ {
			if err := f(i); err != nil {
				p.end(err, nil)
				return
			}
		}
	}
}

// end ends the loop: nothing more is begun. The first fault is kept.
func (p *pool) end(err error, panicked *Panic) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.failed == nil && p.panicked == nil {
		p.failed, p.panicked = err, panicked
	}
	p.next.Store(int64(p.n))
}

// Panic is a panic that was met on another goroutine.
type Panic struct {
	Value any
	Stack []byte // of that goroutine
}

func (p *Panic) Error() string { return fmt.Sprintf("%v\n\n%s", p.Value, p.Stack) }

// Unwrap is what was panicked with, where it is an error.
func (p *Panic) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

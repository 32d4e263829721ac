package parallel

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
)

func TestEach(t *testing.T) {
	for _, n := range []int{0, 1, 2, 7, 64, 1000} {
		for _, batch := range []int{1, 3, 64, 5000} {
			calls := make([]atomic.Int32, n)
			Each(n, batch, func(i int) { calls[i].Add(1) })
			for i := range calls {
				if got := calls[i].Load(); got != 1 {
					t.Fatalf("%d of %d in batches of %d: called %d times", i, n, batch, got)
				}
			}
		}
	}
}

func TestWorkers(t *testing.T) {
	begun, called := 0, atomic.Int32{} // begun is not shared: the race detector would tell
	broken := errors.New("broken")
	err := Workers(10_000, 1, func() func(int) error {
		begun++
		own := 0 // neither is this
		return func(i int) error {
			own++
			if called.Add(1); i == 100 {
				return fmt.Errorf("%d: %w", i, broken)
			}
			return nil
		}
	})
	if !errors.Is(err, broken) || err.Error() != "100: broken" {
		t.Errorf("%v", err)
	}
	if n := called.Load(); n < 101 || n == 10_000 {
		t.Errorf("%d calls, and 100 was the last to be begun", n)
	}
	if begun == 0 {
		t.Error("nothing was begun")
	}
}

func TestPanic(t *testing.T) {
	broken := errors.New("broken")
	defer func() {
		p, ok := recover().(*Panic)
		if !ok || !errors.Is(p, broken) || !strings.Contains(p.Error(), "parallel_test.go") {
			t.Errorf("%v", p)
		}
	}()
	Each(100, 4, func(i int) {
		if i == 50 {
			panic(broken)
		}
	})
	t.Error("nothing was told")
}

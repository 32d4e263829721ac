package main

import (
	"runtime"
	"testing"
	"time"
)

func TestGrowth(t *testing.T) {
	for _, c := range []struct {
		held uint64
		want int
	}{
		{0, usual}, // not known
		{1 << 10, 32767},
		{36 << 20, 300},
		{72 << 20, 100},
		{89 << 20, 61},
		{97 << 20, usual}, // more than what freely leaves
		{freely, usual},
		{medium, usual},
		{(medium + large) / 2, (usual + sparing) / 2},
		{large, sparing},
		{1 << 40, sparing},
	} {
		if got := growth(c.held); got != c.want {
			t.Errorf("growth(%d MiB) = %d percent, want %d", c.held>>20, got, c.want)
		}
	}
}

func TestAfterEach(t *testing.T) {
	calls := make(chan int)
	n := 0
	afterEach(func() bool {
		n++
		calls <- n
		return n < 3
	})
	followed := 0
	for deadline := time.Now().Add(10 * time.Second); followed < 3; {
		runtime.GC() // one may pass before the next is waited for
		select {
		case followed = <-calls:
		case <-time.After(20 * time.Millisecond):
			if time.Now().After(deadline) {
				t.Fatalf("%d of 3 collections were followed", followed)
			}
		}
	}
	if held() == 0 {
		t.Error("the runtime does not tell what the last collection found")
	}
}

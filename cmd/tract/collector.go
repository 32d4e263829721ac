package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// This file says how often the garbage collector runs. What a build holds at a
// time is a small part of what it allocates. Go's collector, which lets the heap
// grow in proportion to what is held, runs dozens of times while little is held
// and each time looks through all of it; and where much is held, on a large
// site, it lets the heap grow by more than the work gains.

const (
	// freely is how far the heap grows before it is worth a look, in bytes.
	freely = 144 << 20
	// The heap grows by usual percent beyond what is held once that comes to more
	// than freely, and by as little as sparing where much is held: from medium
	// bytes on less, from large ones on no less.
	usual, sparing = 50, 30
	medium, large  = 256 << 20, 768 << 20
)

// tune keeps the collector to that. A GOGC in the environment comes first.
func tune() {
	if os.Getenv("GOGC") != "" {
		return
	}
	// Below the first collection Go allows 4 MiB for each 100 percent.
	debug.SetGCPercent(freely / (4 << 20) * 100)
	afterEach(func() bool {
		debug.SetGCPercent(growth(held()))
		return true
	})
}

// growth is by how many percent of what is held the heap may grow until the
// next collection.
func growth(held uint64) int {
	beyond := usual - (usual-sparing)*(int(min(max(held, medium), large))-medium)/(large-medium)
	if held == 0 || held >= freely {
		return beyond
	}
	// A heap of almost nothing must not overflow what the runtime counts with.
	return int(min(max((freely-held)*100/held, uint64(beyond)), math.MaxInt16))
}

// held is the memory that the last collection found in use, in bytes.
func held() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return sample[0].Value.Uint64()
}

// afterEach calls do after each collection, until it says false: what nothing
// holds is cleaned up then, and a new one takes its place.
func afterEach(do func() bool) {
	// Memory without pointers may share its place with what lives on.
	runtime.AddCleanup(new(*byte), func(struct{}) {
		if do() {
			afterEach(do)
		}
	}, struct{}{})
}

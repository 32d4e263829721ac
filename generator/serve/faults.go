package serve

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"tract/generator/diag"
)

// maxFaults is how many pages of a Site that cannot be made are noted.
const maxFaults = 200

// faults are the pages of one Site that could not be made when they were asked
// for, by their paths in the output.
type faults struct {
	mu    sync.Mutex
	met   map[string]diag.Message
	again []string // those of the Site before, to be tried
}

// known says whether a page was met before, or there is no room for it.
func (f *faults) known(name string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, ok := f.met[name]
	return ok || len(f.met) >= maxFaults
}

func (f *faults) add(name string, m diag.Message) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.met == nil {
		f.met = map[string]diag.Message{}
	}
	f.met[name] = m
}

// routes are the pages, in order.
func (f *faults) routes() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Sorted(maps.Keys(f.met))
}

func (f *faults) messages() []diag.Message {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Collect(maps.Values(f.met))
}

// next are the pages to try again of the Site after this one.
func (f *faults) next() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	names := append(slices.Collect(maps.Keys(f.met)), f.again...)
	slices.Sort(names)
	return slices.Compact(names)
}

// retry gives the pages to try again, once.
func (f *faults) retry() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	names := f.again
	f.again = nil
	return names
}

// isFault says of a message that it is of a page that cannot be made.
func isFault(m diag.Message) bool {
	return m.ID == "render-fault" || strings.HasPrefix(m.ID, "theme-template")
}

// notices join what the checks say of a site with the pages that could not be
// made, and hand it on.
type notices struct {
	told func(ms []diag.Message, whole bool) // one call at a time

	mu     sync.Mutex
	ready  bool // the checks have told
	broken bool // what was loaded last has no Site
	checks []diag.Message
	whole  bool
	shown  *state // whose faults count
}

// loaded notes whether what was loaded last can be shown. Where it cannot, the
// faults of the pages that still stand are no longer those of the files.
func (n *notices) loaded(ok bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.broken = !ok
}

// checked takes what the checks say of a state.
func (n *notices) checked(st *state, ms []diag.Message, whole bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.ready, n.checks, n.whole, n.shown = true, ms, whole, st
	n.hand()
}

// found says that a state has one more fault.
func (n *notices) found(st *state) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.shown = st
	if n.ready && !n.broken {
		n.hand()
	}
}

func (n *notices) hand() {
	all := n.checks
	if !n.broken {
		all = diag.Sort(slices.Concat(n.checks, n.shown.faults.messages()))
	}
	n.told(all, n.whole)
}

package media

import (
	"maps"
	"slices"
)

// A use element draws another again, and that one may use others: a few lines
// can ask a browser for millions of shapes. The weight of a drawing is the
// number of its elements with every repetition counted.

// weight is what an element holds: elements, and uses by the id they name.
type weight struct {
	id    string
	count float64
	uses  map[string]float64
}

func (w *weight) use(id string) {
	if w.uses == nil {
		w.uses = map[string]float64{}
	}
	w.uses[id]++
}

// weights are those of all elements with an id, and of the root.
type weights struct {
	root   weight
	named  map[string]weight
	cloned int // entries of all uses, which nested ids multiply
}

// leave ends an element: its weight counts for its parent.
func (ws *weights) leave(w weight, parent *weight) {
	if w.id != "" {
		if _, twice := ws.named[w.id]; !twice {
			ws.named[w.id] = weight{count: w.count, uses: maps.Clone(w.uses)}
			ws.cloned += len(w.uses)
		}
	}
	parent.count += w.count
	if len(parent.uses) == 0 {
		parent.uses = w.uses // the child is done with it
		return
	}
	for id, n := range w.uses {
		parent.uses[id] += n
	}
}

// fits says whether the whole drawing weighs at most so many elements.
func (ws *weights) fits(most float64) bool {
	if float64(ws.cloned) > most {
		return false
	}
	known := map[string]float64{}
	var total func(w weight) float64
	total = func(w weight) float64 {
		sum := w.count
		// In order, because where a circle is cut decides what it weighs.
		for _, id := range slices.Sorted(maps.Keys(w.uses)) {
			one, done := known[id]
			if !done {
				known[id] = 0 // a use of itself draws nothing
				if target, ok := ws.named[id]; ok {
					one = total(target)
				}
				known[id] = one
			}
			sum += w.uses[id] * one
		}
		return sum
	}
	return total(ws.root) <= most
}

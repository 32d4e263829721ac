package build

import (
	"bytes"
	"fmt"
	"runtime/debug"
	"strings"

	"tract/generator/diag"
	"tract/generator/parallel"
)

// fallen is the message on a panic of Tract's own while it did something to a
// site, with the place where it happened. It is called where it was recovered.
func fallen(id string, panicked any) diag.Message {
	stack := debug.Stack()
	if p, ok := panicked.(*parallel.Panic); ok {
		panicked, stack = p.Value, p.Stack
	}
	return diag.In(id, "", "error", fmt.Sprint(panicked), "place", placeOf(stack))
}

// placeOf is the file and line of this program that a stack begins with, below
// what the runtime and the recovery put on top of it; "" for a foreign stack.
func placeOf(stack []byte) string {
	_, below, found := bytes.Cut(stack, []byte("\npanic("))
	if !found {
		return ""
	}
	for line := range strings.Lines(string(below)) {
		// A line with a tab in front has the place of the function before it.
		place, isPlace := strings.CutPrefix(line, "\t")
		at := strings.LastIndex(place, "/generator/")
		if !isPlace || at < 0 {
			continue
		}
		place, _, _ = strings.Cut(place[at+1:], " ")
		return strings.TrimSpace(place)
	}
	return ""
}

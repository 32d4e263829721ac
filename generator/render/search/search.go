// Package search writes the search index of a site: for each language a folder
// of scripts that the theme's search.js loads one by one as a search needs them.
// There is no server and nothing is fetched, so that it works from a disk.
//
// The files of a folder, each a call tractSearch(name, data, version):
//
//	index.js   how the index is laid out, and the words of the interface
//	w<n>.js    words with the editions that have them; a word's file follows from
//	           its first letters
//	d<n>.js    what results show of editions: title, address, passages
//
// The version is the same in all files of one index, and the script asks for
// them by it. The first is asked for without; should the browser have kept one
// from before, the others do not fit it, and the script begins anew with theirs.
//
// Words are folded (see package words) and grouped by their stems here; the
// browser folds what is typed and finds the group among its forms. Only real
// editions are indexed, never pages that stand in for missing ones, with the
// tables of files that they show and the names of their terms; and sections that
// are described in the language.
package search

import (
	"bytes"
	"fmt"
	"sync"

	"tract/generator/site"
)

// Indexes are the indexes of a Site. Each language's is made when one of its
// files is first asked for, so that a preview makes none before someone
// searches. They may be used by many goroutines at once.
type Indexes struct {
	by []func() (*Index, error)
}

// New is the indexes of a Site.
func New(s *site.Site) *Indexes {
	x := &Indexes{}
	for _, l := range s.Languages {
		x.by = append(x.by, sync.OnceValues(func() (*Index, error) { return build(s, l) }))
	}
	return x
}

// Index is the index of a language.
func (x *Indexes) Index(l *site.Language) (*Index, error) { return x.by[l.Index]() }

// Write appends the file of a route to out.
func (x *Indexes) Write(out *bytes.Buffer, r site.Route) error {
	index, err := x.Index(r.Language)
	if err != nil {
		return fmt.Errorf("render %s: %w", r.Path, err)
	}
	b, ok := index.File(r.Output)
	if !ok {
		return fmt.Errorf("render %s: the index has no such file", r.Path)
	}
	out.Write(b)
	return nil
}

package review

import "tract/generator/site"

// Beside is a block of a source next to the one of its translation that says the
// same, as far as their order and what they are tell.
type Beside struct {
	Name        string // as translation.Block.Name
	Source, Own string // what they say; "" where one has no such block
	SourceLine  int    // in their files, from 1; 0 where one has no such block
	OwnLine     int
}

// Sides are the blocks of a translation and of its source side by side, in reading
// order. There are none of what has no source or is not there.
func (d *Desk) Sides(x *site.Translation) []Beside {
	if x.Source == nil || x.Document == nil || x.Source == x.Document {
		return nil
	}
	s := d.sides(x)
	paired := make([]bool, len(s.blocks))
	for _, i := range s.pairs {
		if i >= 0 {
			paired[i] = true
		}
	}
	var out []Beside
	next := 0 // of the translation
	alone := func(to int) {
		for ; next < to; next++ {
			if b := &s.blocks[next]; !paired[next] {
				out = append(out, Beside{Name: b.Name, Own: b.Written(s.own), OwnLine: lineOf(s.own, b.Start)})
			}
		}
	}
	for j := range x.Blocks {
		b := &x.Blocks[j]
		row := Beside{Name: b.Name, Source: b.Written(s.source), SourceLine: lineOf(s.source, b.Start)}
		if i := s.pairs[j]; i >= 0 {
			alone(i)
			row.Own, row.OwnLine = s.blocks[i].Written(s.own), lineOf(s.own, s.blocks[i].Start)
			next = max(next, i+1)
		}
		out = append(out, row)
	}
	alone(len(s.blocks))
	return out
}

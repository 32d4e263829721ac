package check

import (
	"strconv"

	"tract/generator/diag"
	"tract/generator/kind"
	"tract/generator/site"
)

// numbered reports what has a number that something else has as well: two
// volumes of a series, two chapters in the same place of a work. A citation
// would then name two texts.
func numbered(s *site.Site) []diag.Message {
	var ms []diag.Message
	for _, p := range s.Publications {
		ms = append(ms, chapters(p)...)
		// The first of a series speaks for all.
		if volumes := s.Volumes(p); len(volumes) > 1 && volumes[0] == p {
			ms = append(ms, sameNumbers(volumes)...)
		}
	}
	return ms
}

// chapters are the chapters of a work with the same weight, which is what their
// order and their numbers come from.
func chapters(work *site.Publication) []diag.Message {
	if !work.Kind.Chapters {
		return nil
	}
	var ms []diag.Message
	first := map[int]*site.Publication{}
	for _, p := range work.Parts {
		if p.Weight == 0 {
			continue
		}
		if other := first[p.Weight]; other != nil {
			ms = append(ms, twice("chapter-weight-twice", p, other, "weight", "weight", strconv.Itoa(p.Weight)))
			continue
		}
		first[p.Weight] = p
	}
	return ms
}

// sameNumbers are the volumes of a series with the same number.
func sameNumbers(volumes []*site.Publication) []diag.Message {
	type number struct {
		kind  *kind.Kind
		value float64
	}
	var ms []diag.Message
	first := map[number]*site.Publication{}
	for _, p := range volumes {
		v := p.Source.Role("number")
		if v.Text == "" {
			continue
		}
		key := number{p.Kind, v.Number}
		if other := first[key]; other != nil {
			ms = append(ms, twice("volume-twice", p, other, p.Kind.Role("number").Name, "number", v.Text, "series", p.Series))
			continue
		}
		first[key] = p
	}
	return ms
}

// twice is a message on a field of a publication whose value another has as
// well, with the places of both.
func twice(id string, p, other *site.Publication, field string, args ...string) diag.Message {
	at := other.Source.FieldMessage(id, field)
	return p.Source.FieldMessage(id, field, append(args, "field", field, "other", at.File)...).
		Also(diag.Place{File: at.File, Range: at.Range})
}

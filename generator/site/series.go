package site

import (
	"cmp"
	"slices"
	"strings"
)

// SeriesName is how the series that a publication belongs to is called in a
// language, and the language of that name: as tract.yaml says, else as the
// publication writes it. "" where it belongs to none.
func (s *Site) SeriesName(p *Publication, l *Language) (name, language string) {
	written := strings.TrimSpace(p.Series)
	if written == "" {
		return "", ""
	}
	if name, language = s.Config.Series[written].In(l.Tags...); name != "" {
		return name, language
	}
	return written, p.Source.Language.Tag
}

// Volumes are the publications of the series that one belongs to, itself among
// them: by their numbers, the lowest first, then those without a number by
// date. Nil where it belongs to none.
func (s *Site) Volumes(p *Publication) []*Publication {
	if p.Above != nil || p.Series == "" {
		return nil
	}
	return s.series()[strings.TrimSpace(p.Series)]
}

// allSeries are the publications of each series, in order.
func (s *Site) allSeries() map[string][]*Publication {
	out := map[string][]*Publication{}
	for _, p := range s.Publications {
		if name := strings.TrimSpace(p.Series); name != "" && p.Above == nil {
			out[name] = append(out[name], p)
		}
	}
	for _, volumes := range out {
		slices.SortStableFunc(volumes, func(a, b *Publication) int {
			x, y := a.Source.Role("number"), b.Source.Role("number")
			if (x.Text == "") != (y.Text == "") {
				return strings.Compare(y.Text, x.Text) // the one that has a number
			}
			return cmp.Or(cmp.Compare(x.Number, y.Number), a.Date.Compare(b.Date), strings.Compare(a.ID, b.ID))
		})
	}
	return out
}

// Package zone knows the time zones of the IANA database, and what a local time
// is in one of them. It holds its own copy of the database, so that what is
// published does not depend on that of the machine.
package zone

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"io"
	"slices"
	"sync"
	"time"
)

// The database (2025c) as the Go distribution packs it.
//
//go:generate sh -c "cp $(go env GOROOT)/lib/time/zoneinfo.zip ."
//go:embed zoneinfo.zip
var packed []byte

// zones are all zones of the database by their names, each read at first use.
var zones = sync.OnceValue(func() map[string]func() (*time.Location, error) {
	out := map[string]func() (*time.Location, error){}
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return out // a test holds that it can be read
	}
	for _, f := range r.File {
		out[f.Name] = sync.OnceValues(func() (*time.Location, error) { return read(f) })
	}
	return out
})

func read(f *zip.File) (*time.Location, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return time.LoadLocationFromTZData(f.Name, text)
}

// Load is the time zone of an IANA name, such as Africa/Dakar. It is false for
// a name that the database does not have.
func Load(name string) (*time.Location, bool) {
	if name == "UTC" {
		return time.UTC, true
	}
	load := zones()[name]
	if load == nil {
		return nil, false
	}
	l, err := load()
	return l, err == nil
}

// Fit says how often a local time comes in its zone.
type Fit uint8

// A local time comes once; never, where clocks are put forward over it; twice,
// where they are put back over it.
const (
	Once Fit = iota
	Never
	Twice
)

// Moment is what a local time is in a zone.
type Moment struct {
	// Time is the moment: of a time that comes twice the first; of one that
	// never comes what the clock shows that was not put forward (RFC 5545,
	// 3.3.5).
	Time time.Time
	Fit  Fit
	// Next is the first moment after the jump for a time that never comes,
	// and the second one for a time that comes twice.
	Next time.Time
}

// changes are the moments from one to another at which a zone takes another
// offset or name. They are looked for and not asked of package time, whose
// bounds of offsets also lie at the ends of years. None is overlooked, unless
// two lie within one step.
func changes(from, to time.Time, step time.Duration) []time.Time {
	var out []time.Time
	for at := from; at.Before(to); {
		next := at.Add(step)
		if next.After(to) {
			next = to
		}
		if !same(at, next) {
			early, late := at, next
			for late.Sub(early) > time.Second {
				if middle := early.Add(late.Sub(early) / 2).Truncate(time.Second); same(early, middle) {
					early = middle
				} else {
					late = middle
				}
			}
			out = append(out, late)
		}
		at = next
	}
	return out
}

// same says whether a zone has one offset and name at two moments.
func same(a, b time.Time) bool {
	x, m := a.Zone()
	y, n := b.Zone()
	return m == n && x == y && a.IsDST() == b.IsDST()
}

// reach is how far a zone may lie from UTC, with room to spare.
const reach = 30 * time.Hour

// step is how near two changes of a zone's clock may lie.
const step = 6 * time.Hour

// At is the moment of a local time in a zone. The parts of local are taken as
// they stand, whatever its own zone is.
func At(local time.Time, l *time.Location) Moment {
	wall := time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), local.Second(), 0, time.UTC)
	from, to := wall.Add(-reach).In(l), wall.Add(reach).In(l)
	// Nobody puts a clock forth and back within two days. Asking for a zone's
	// name and offset is what costs time here.
	name, offset := from.Zone()
	if n, o := to.Zone(); n == name && o == offset {
		if n, o := wall.In(l).Zone(); n == name && o == offset {
			return Moment{Time: wall.Add(-time.Duration(offset) * time.Second).In(l)}
		}
	}
	starts := append([]time.Time{from}, changes(from, to, step)...)
	var found []time.Time
	var never Moment
	for i, start := range starts {
		_, offset := start.Zone()
		t := wall.Add(-time.Duration(offset) * time.Second).In(l)
		switch last := i == len(starts)-1; {
		case t.Before(start):
		case last || t.Before(starts[i+1]):
			found = append(found, t)
		default:
			// Past the end of this offset; never, if it lies before the
			// beginning of the next.
			_, next := starts[i+1].Zone()
			if wall.Add(-time.Duration(next) * time.Second).Before(starts[i+1]) {
				never = Moment{Time: t, Fit: Never, Next: starts[i+1]}
			}
		}
	}
	switch {
	case len(found) > 1:
		return Moment{Time: found[0], Fit: Twice, Next: found[1]}
	case len(found) == 1:
		return Moment{Time: found[0]}
	}
	return never
}

// Observance is a stretch of time in which a zone keeps one offset.
type Observance struct {
	Start          time.Time
	Before, Offset int    // seconds east of UTC, before the start and from then on
	Name           string // the abbreviation: CET, +03
	Daylight       bool   // it is summer time
}

// Observances are the stretches of a zone in some years, in their order. Each
// year begins with one of its own, unless the year before is among them.
func Observances(l *time.Location, years []int) []Observance {
	years = slices.Compact(slices.Sorted(slices.Values(years)))
	var out []Observance
	for i, year := range years {
		from, to := time.Date(year, 1, 1, 0, 0, 0, 0, l), time.Date(year+1, 1, 1, 0, 0, 0, 0, l)
		if i == 0 || years[i-1] != year-1 {
			out = append(out, observance(from))
			out[len(out)-1].Before = out[len(out)-1].Offset
		}
		for _, at := range changes(from, to, 24*time.Hour) {
			out = append(out, observance(at))
		}
	}
	return out
}

// observance is the stretch that begins at a moment.
func observance(at time.Time) Observance {
	o := Observance{Start: at, Daylight: at.IsDST()}
	o.Name, o.Offset = at.Zone()
	_, o.Before = at.Add(-time.Second).Zone()
	return o
}

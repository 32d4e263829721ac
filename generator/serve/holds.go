package serve

import (
	"os"
	"time"
)

// condition is what stands at a place on the disk.
type condition uint8

const (
	sound  condition = iota
	hollow           // a file that is empty or cannot be read
	absent
)

// look tells the condition of a place.
func look(place string) condition {
	info, err := os.Stat(place)
	switch {
	case err != nil:
		return absent
	case !info.Mode().IsRegular():
		return sound // a folder; a pipe would never open
	case info.Size() == 0:
		return hollow
	}
	file, err := os.Open(place)
	if err != nil {
		return hollow
	}
	file.Close()
	return sound
}

// holds keep back paths that are newly hollow or absent: many programs empty a
// file before they write it, or move it away before they put the new one in its
// place. What was good there is shown until the file is good again, or for a
// limited time. A folder that is renamed is another matter: its new name comes
// right behind, and lets go of what is absent, so that no text is there twice.
type holds struct {
	limit  time.Duration
	held   map[string]*held
	hollow map[string]bool // paths that were shown so
	lost   map[string]bool // paths given out that are hollow or absent
	next   time.Time       // when the first is due; zero for none
}

type held struct {
	place string
	is    condition
	until time.Time
}

func newHolds(limit time.Duration) *holds {
	return &holds{limit: limit, held: map[string]*held{}, hollow: map[string]bool{}, lost: map[string]bool{}}
}

// take gives the paths to act on now that something happened to one.
func (h *holds) take(place, path string, is condition, made bool, now time.Time) []string {
	if is == sound {
		_, awaited := h.held[path]
		delete(h.held, path)
		delete(h.hollow, path)
		delete(h.lost, path)
		out := []string{path}
		if made && !awaited {
			for p, x := range h.held {
				if x.is == absent {
					out = append(out, p)
					h.lost[p] = true
					delete(h.held, p)
				}
			}
		}
		return out
	}
	if is == hollow && h.hollow[path] {
		h.lost[path] = true
		return []string{path}
	}
	if x := h.held[path]; x != nil {
		x.is = is
		return nil
	}
	until := now.Add(h.limit)
	h.held[path] = &held{place, is, until}
	if h.next.IsZero() {
		h.next = until
	}
	return nil
}

// due gives the paths whose time is over.
func (h *holds) due(now time.Time) []string {
	var out []string
	h.next = time.Time{}
	for path, x := range h.held {
		if x.until.After(now) {
			if h.next.IsZero() || x.until.Before(h.next) {
				h.next = x.until
			}
			continue
		}
		delete(h.held, path)
		is := look(x.place)
		if is == hollow {
			h.hollow[path] = true
		}
		if is != sound {
			h.lost[path] = true
		}
		out = append(out, path)
	}
	return out
}

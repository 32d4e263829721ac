package site

import (
	"path"
	"strconv"
	"strings"

	"tract/generator/source"
)

// Picture is one size in which an image is published.
type Picture struct {
	Path  string // from the site's root, without a slash in front
	Width int    // in pixels
}

// Pictures are the smaller sizes in which an image of content/ is published
// beside its own, the smallest first; none for what is published as it is. It
// reads no more than the image's head, so that no page waits for pixels.
func (s *Site) Pictures(asset string) []Picture {
	ext, widths := s.Media.Widths(asset)
	if len(widths) == 0 {
		return nil
	}
	dir, name := path.Split(asset)
	stem := strings.TrimSuffix(name, path.Ext(name))
	out := make([]Picture, 0, len(widths))
	for _, w := range widths {
		// A file that somebody gave this name keeps its address.
		suffix := "." + strconv.Itoa(w) + ext
		if s.named(dir, stem+suffix) {
			continue
		}
		address := s.FileAddress(asset)
		// The address of the image with the language that may stand in it.
		at := strings.TrimSuffix(address, path.Ext(address)) + suffix
		folder, last := path.Split(at)
		last, _ = Segment(last)
		out = append(out, Picture{folder + last, w})
	}
	return out
}

// named says whether a file of a name stands in a folder of content/, or in the
// same folder of a language.
func (s *Site) named(dir, name string) bool {
	if s.has(path.Join(dir, name)) {
		return true
	}
	rest := strings.TrimPrefix(dir, source.Root+"/")
	if first, below, ok := strings.Cut(rest, "/"); ok && s.Tree.Tagged[first] {
		rest = below
	}
	if s.has(path.Join(source.Root, rest, name)) {
		return true
	}
	for tagged := range s.Tree.Tagged {
		if s.has(path.Join(source.Root, tagged, rest, name)) {
			return true
		}
	}
	return false
}

// Moderate is the address of an image for places that show one size alone, as
// feeds and mails do: that of the largest that is at most so wide, else the
// image's own.
func (s *Site) Moderate(asset string, width int) string {
	at := s.FileAddress(asset)
	for _, p := range s.Pictures(asset) {
		if p.Width <= width {
			at = p.Path
		}
	}
	return at
}

// sized is a size of an image as a published file.
type sized struct {
	asset string
	width int
}

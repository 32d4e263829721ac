package check

import (
	"slices"

	"tract/generator/diag"
	"tract/generator/markdown"
	"tract/generator/render/epub"
	"tract/generator/site"
)

// books reports the images of a text that the book which holds the text cannot
// hold.
func books(s *site.Site, d shown) []diag.Message {
	if d.edition == nil {
		return nil
	}
	work := d.edition.Publication
	for work.Above != nil {
		work = work.Above
	}
	if !slices.Contains(work.Kind.Outputs, "epub") {
		return nil
	}
	left := func(asset string) bool { return asset != "" && site.Publishable(asset) && !epub.Holds(asset) }
	var ms []diag.Message
	text := d.document.Text()
	for i := range text.Links {
		l := &text.Links[i]
		if l.Kind == markdown.Image && left(s.Resolve(d.document, l.Destination).Asset) {
			ms = append(ms, d.document.LinkMessage("image-not-in-book", l, "target", l.Destination))
		}
	}
	if p := d.edition.Publication; p == work && d.edition == p.Source && !d.field && left(s.File(d.edition, p.Image)) {
		ms = append(ms, d.document.FieldMessage("image-not-in-book", "image", "target", p.Image))
	}
	return ms
}

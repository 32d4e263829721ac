package check

import (
	"path"
	"strings"

	"tract/generator/diag"
	"tract/generator/markdown"
	"tract/generator/site"
)

// drawings reports the drawings of a text that its e-mail edition cannot show,
// for want of a picture beside them.
func drawings(s *site.Site, d shown) []diag.Message {
	if d.edition == nil || !d.edition.Publication.Mailed() {
		return nil
	}
	unseen := func(asset string) bool {
		return asset != "" && site.Publishable(asset) && site.IsDrawing(asset) && s.Raster(asset) == ""
	}
	args := func(target, asset string) []string {
		return []string{"target", target, "picture", strings.TrimSuffix(path.Base(asset), path.Ext(asset)) + ".png"}
	}
	var ms []diag.Message
	text := d.document.Text()
	for i := range text.Links {
		l := &text.Links[i]
		if l.Kind != markdown.Image {
			continue
		}
		if asset := s.Resolve(d.document, l.Destination).Asset; unseen(asset) {
			ms = append(ms, d.document.LinkMessage("image-not-in-mail", l, args(l.Destination, asset)...))
		}
	}
	if p := d.edition.Publication; d.edition == p.Source && !d.field {
		if asset := s.File(d.edition, p.Image); unseen(asset) {
			ms = append(ms, d.document.FieldMessage("image-not-in-mail", "image", args(p.Image, asset)...))
		}
	}
	return ms
}

package site

import (
	"path"
	"slices"
	"strings"
)

// rasters are the endings of pictures that all mail programs show, the best
// for what was drawn first.
var rasters = []string{".png", ".gif", ".jpg", ".jpeg"}

// IsDrawing says whether a file is a drawing in SVG, which mail programs do not
// show.
func IsDrawing(asset string) bool { return strings.EqualFold(path.Ext(asset), ".svg") }

// Raster is the picture that lies beside a drawing under its name
// (map.svg, map.png), for programs that show no SVG; "" where there is none, and
// for all that is no drawing.
func (s *Site) Raster(asset string) string {
	if !IsDrawing(asset) {
		return ""
	}
	stem := strings.TrimSuffix(asset, path.Ext(asset))
	for _, ending := range rasters {
		for _, name := range []string{stem + ending, stem + strings.ToUpper(ending)} {
			if _, ok := s.Tree.Assets[name]; ok {
				return name
			}
		}
	}
	return ""
}

// Mailed says whether a publication's text stands in an e-mail edition: that of
// its own, or of the work that it is a part of.
func (p *Publication) Mailed() bool {
	for p.Above != nil {
		p = p.Above
	}
	return slices.Contains(p.Kind.Outputs, "email")
}

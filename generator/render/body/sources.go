package body

import (
	"strconv"
	"strings"

	"tract/generator/site"
)

// Moderate is how wide in pixels an image is where it is shown in one size
// alone: in feeds, in mails, and to browsers that know no others.
const Moderate = 960

// Sizes tells browsers how wide images stand on a page (HTML, 4.8.4.2.2): as
// the text, which is at most about 45rem wide, else as the screen.
const Sizes = "(min-width: 48rem) 45rem, 100vw"

// Sources are the addresses of an image on a page: src for browsers that know
// no other, and the candidates of srcset with their widths, "" where the image
// has one size. The image itself is a candidate unless it is far larger than
// the largest of its sizes.
func Sources(s *site.Site, asset string, href func(string) string) (src, set string) {
	pictures := s.Pictures(asset)
	src = s.FileAddress(asset)
	if len(pictures) == 0 {
		return href(src), ""
	}
	var b strings.Builder
	add := func(path string, width int) {
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(href(path))
		b.WriteByte(' ')
		b.WriteString(strconv.Itoa(width))
		b.WriteByte('w')
	}
	for _, p := range pictures {
		add(p.Path, p.Width)
	}
	// A size that is left out because the image is hardly wider leaves room for
	// the image itself.
	if width, _, ok := s.Media.Size(asset); ok && len(pictures) < len(s.Config.ImageSizes) {
		add(src, width)
	}
	return href(s.Moderate(asset, Moderate)), b.String()
}

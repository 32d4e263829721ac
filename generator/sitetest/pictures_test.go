package sitetest

import (
	"bytes"
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// pictures is the folder that `make pictures` names.
var pictures = flag.String("pictures", "", "write pictures of the pages into this `folder`")

// tallest is where a picture of a long page is cut.
const tallest = 6000

// TestPictures takes pictures of pages, so that people can look at them: with
// -pictures of one of every template in four scripts and two widths, else of
// the home pages alone. A picture of one colour is of no page.
func TestPictures(t *testing.T) {
	t.Parallel()
	b := reference(t)
	folder, views := *pictures, b.views(t)
	if folder == "" {
		folder = t.TempDir()
		home := views[:0]
		for _, v := range views {
			if v.page.template() == "home" {
				home = append(home, v)
			}
		}
		views = home
	} else if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	tb := b.tab(t, startBrowser(t))
	taken := 0
	for _, width := range widths {
		tb.size(t, width, 800)
		for _, v := range views {
			tb.visit(t, v.address)
			name := fmt.Sprintf("%s.%d.png", v.name, width)
			text := tb.picture(t, width)
			if err := os.WriteFile(filepath.Join(folder, name), text, 0o644); err != nil {
				t.Fatal(err)
			}
			if colours := coloursOf(t, text, width); colours < 8 {
				t.Errorf("%s has only %d colours: nothing is drawn", name, colours)
			}
			taken++
		}
	}
	atLeast(t, "pictures", taken, len(widths)*len(scripts))
}

// picture is the page in the tab as PNG, to its end or tallest.
func (tb *tab) picture(t *testing.T, width int) []byte {
	t.Helper()
	var height int
	tb.value(t, `document.documentElement.scrollHeight`, &height)
	var shot struct{ Data []byte }
	tb.must(t, "Page.captureScreenshot", map[string]any{"format": "png", "captureBeyondViewport": true,
		"clip": map[string]any{"x": 0, "y": 0, "width": width, "height": min(height, tallest), "scale": 1}}, &shot)
	return shot.Data
}

// coloursOf decodes a picture and counts its colours, up to a handful.
func coloursOf(t *testing.T, text []byte, width int) int {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	box := img.Bounds()
	if box.Dx() != width || box.Dy() < 400 {
		t.Errorf("a picture of %d × %d for a window of %d", box.Dx(), box.Dy(), width)
	}
	seen := map[[3]uint32]bool{}
	for y := box.Min.Y; y < box.Max.Y && len(seen) < 16; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			r, g, b, _ := img.At(x, y).RGBA()
			seen[[3]uint32{r, g, b}] = true
		}
	}
	return len(seen)
}

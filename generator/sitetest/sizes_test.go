package sitetest

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
)

// A telephone loads the smallest size of a picture, a wide screen a larger one.
func TestSizeOfPictures(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 1900, 400))
	noise := uint32(1)
	for i := 0; i < len(img.Pix); i += 4 {
		noise = noise*1664525 + 1013904223
		x := i / 4 % 1900
		img.SetRGBA(x, i/4/1900, color.RGBA{uint8(x), uint8(noise >> 28), uint8(i), 255})
	}
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, img, nil); err != nil {
		t.Fatal(err)
	}
	l := build.Load(build.Settings{Files: fstest.MapFS{
		"tract.yaml":            {Data: []byte("title: T\nbase_url: https://example.org/\nsource_language: fr\nlanguages: {fr: }\n")},
		"content/a/index.fr.md": {Data: []byte("---\ntitle: A\nimage: photo.jpg\nimage_alt: Une photographie\n---\nTexte.\n\n![Deux](photo.jpg)\n")},
		"content/a/photo.jpg":   {Data: photo.Bytes()},
	}})
	root := t.TempDir()
	if res, err := build.Write(context.Background(), l, root, false, false); err != nil || !res.Published {
		t.Fatal(err, res.Messages)
	}
	b := startBrowser(t)
	for width, want := range map[int]string{360: "photo.480.jpg", 900: "photo.960.jpg"} {
		tb := b.open(t, fileURL(root, "")+"/")
		tb.size(t, width, 700)
		tb.visit(t, fileURL(root, "fr/a/index.html"))
		var loaded string
		tb.value(t, `document.images[0].currentSrc`, &loaded)
		if !strings.HasSuffix(loaded, "/"+want) {
			t.Errorf("%d px wide: %s was loaded, wanted %s", width, loaded, want)
		}
		var wide bool
		tb.value(t, `document.documentElement.scrollWidth > innerWidth`, &wide)
		if wide {
			t.Errorf("%d px wide: the picture pushes the page sideways", width)
		}
		if len(tb.trouble) > 0 {
			t.Errorf("%d px wide: %v", width, tb.trouble)
		}
	}
}

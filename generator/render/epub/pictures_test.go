package epub_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"
	"testing/fstest"

	"tract/generator/build"
)

// photo is a photograph of a width.
func photo(t testing.TB, width int) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, width, 60))
	for i := range m.Pix {
		m.Pix[i] = color.Gray{Y: uint8(i * i >> 3)}.Y
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A book holds no picture that is wider than it has to be.
func TestPictureSizes(t *testing.T) {
	for _, test := range []struct {
		own    int
		config string
		want   int
	}{
		{4000, "", 1440},
		{1800, "", 1440},
		{1600, "", 1600}, // a little wider: a size of 1,440 is not made
		{900, "", 900},
		{4000, "images: {sizes: [400, 800, 2000]}\n", 800},
		{1000, "images: {sizes: [400, 800]}\n", 1000},
		{4000, "images: {sizes: [2000]}\n", 4000},
		{4000, "images: off\n", 4000},
	} {
		files := fstest.MapFS{
			"tract.yaml":                    {Data: []byte("title: T\nbase_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}}\n" + test.config)},
			"content/reports/a/index.fr.md": {Data: []byte("---\ntitle: A\nimage: photo.jpg\n---\n![Une photo](photo.jpg)\n")},
			"content/reports/a/photo.jpg":   {Data: photo(t, test.own)},
		}
		b := write(t, build.Load(build.Settings{Files: files}), "reports/a", "fr")
		c, err := jpeg.DecodeConfig(strings.NewReader(b.files["media/1.jpg"]))
		if err != nil || c.Width != test.want {
			t.Errorf("of %d pixels, %q: the book holds %d, want %d; %v", test.own, test.config, c.Width, test.want, err)
		}
		holds(t, b, "text.xhtml", `<img src="media/1.jpg"`)
		sound(t, b)
	}
}

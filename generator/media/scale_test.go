package media

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

// photo is a picture with shades and detail, w × h pixels.
func photo(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	noise := uint32(1)
	for y := range h {
		for x := range w {
			noise = noise*1664525 + 1013904223
			img.SetRGBA(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), uint8(noise >> 27), 255})
		}
	}
	return img
}

func asJPEG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestScale(t *testing.T) {
	gray := image.NewGray(image.Rect(0, 0, 600, 420))
	clear := image.NewNRGBA(image.Rect(0, 0, 600, 420))
	paletted := image.NewPaletted(image.Rect(0, 0, 600, 420), color.Palette{color.RGBA{}, color.Black, color.White, color.RGBA{200, 0, 0, 255}})
	noise := uint32(1)
	for i := range gray.Pix {
		noise = noise*1664525 + 1013904223
		gray.Pix[i] = uint8(i * i / 600)
		clear.Pix[4*i], clear.Pix[4*i+3] = uint8(i*7), uint8(i*i/999)
		paletted.Pix[i] = uint8(noise >> 30)
	}
	for _, tt := range []struct {
		name  string
		bytes []byte
		want  string // the type and colours of the results
	}{
		{"photo.jpg", asJPEG(t, photo(600, 420)), "jpeg *image.YCbCr"},
		{"gray.jpg", asJPEG(t, gray), "jpeg *image.Gray"},
		{"photo.png", asPNG(t, photo(600, 420)), "png *image.RGBA"},
		{"gray.png", asPNG(t, gray), "png *image.Gray"},
		{"clear.png", asPNG(t, clear), "png *image.NRGBA"},
		{"paletted.png", asPNG(t, paletted), "png *image.Paletted"},
	} {
		first, again := Scale(tt.bytes, []int{120, 240}), Scale(tt.bytes, []int{120, 240})
		for i, w := range []int{120, 240} {
			img, format, err := image.Decode(bytes.NewReader(first[i]))
			if err != nil {
				t.Fatalf("%s at %d: %v", tt.name, w, err)
			}
			if got := fmt.Sprintf("%s %T", format, img); got != tt.want {
				t.Errorf("%s at %d is %s, wanted %s", tt.name, w, got, tt.want)
			}
			if b := img.Bounds(); b.Dx() != w || b.Dy() != w*7/10 {
				t.Errorf("%s at %d has %v", tt.name, w, b)
			}
			if len(first[i]) >= len(tt.bytes) {
				t.Errorf("%s at %d has %d bytes of %d", tt.name, w, len(first[i]), len(tt.bytes))
			}
			if !bytes.Equal(first[i], again[i]) {
				t.Errorf("%s at %d is another the second time", tt.name, w)
			}
		}
	}
}

// What cannot be made smaller stands as it is.
func TestScaleSavesNothing(t *testing.T) {
	flat := asPNG(t, image.NewGray(image.Rect(0, 0, 900, 900)))
	whole := asJPEG(t, photo(900, 600))
	cut := whole[:len(whole)/2]
	tiny := asJPEG(t, photo(1, 1))
	for name, b := range map[string][]byte{"cut": cut, "none": nil, "text": []byte("no image at all"), "tiny": tiny} {
		for _, got := range Scale(b, []int{480}) {
			if name != "tiny" && !bytes.Equal(got, b) || len(got) > len(b) {
				t.Errorf("%s: %d bytes of %d", name, len(got), len(b))
			}
		}
	}
	for _, got := range Scale(flat, []int{480, 700}) {
		if len(got) > len(flat) {
			t.Errorf("a flat picture grew from %d to %d bytes", len(flat), len(got))
		}
	}
}

func TestScaleExtremes(t *testing.T) {
	for _, size := range []image.Point{{8000, 1}, {8000, 40}, {700, 9000}} {
		b := asJPEG(t, photo(size.X, size.Y))
		for i, got := range Scale(b, []int{480}) {
			c, _, err := image.DecodeConfig(bytes.NewReader(got))
			if err != nil || c.Width != 480 && !bytes.Equal(got, b) || c.Height < 1 {
				t.Errorf("%v: result %d is %d × %d, %v", size, i, c.Width, c.Height, err)
			}
		}
	}
}

// A colour profile goes along.
func TestScaleProfile(t *testing.T) {
	profile := append([]byte{0xFF, 0xE2, 0, 22}, "ICC_PROFILE\x00\x01\x01profil"...)
	b := insert(asJPEG(t, photo(900, 600)), 2, profile)
	if got := Scale(b, []int{480})[0]; !bytes.Contains(got, profile) || len(got) >= len(b) {
		t.Errorf("the profile is gone")
	}
	gamma := chunk("gAMA", "\x00\x00\xb1\x8f")
	if got := Scale(insert(asPNG(t, photo(900, 600)), 33, gamma), []int{480})[0]; !bytes.Contains(got, gamma) {
		t.Errorf("the gamma is gone")
	}
}

func TestScales(t *testing.T) {
	var g bytes.Buffer
	if err := gif.Encode(&g, photo(900, 600), nil); err != nil {
		t.Fatal(err)
	}
	moving := insert(asPNG(t, photo(900, 600)), 33, chunk("acTL", "\x00\x00\x00\x02\x00\x00\x00\x00"))
	vp8 := []byte("RIFF\x00\x00\x00\x00WEBPVP8 \x00\x00\x00\x00\x00")
	vp8x := []byte("RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x10")
	for _, tt := range []struct {
		name string
		head []byte
		info Info
		size int64
		ext  string
		ok   bool
	}{
		{"a.jpeg", nil, Info{900, 600, typeJPEG}, 90_000, ".jpeg", true},
		{"a.jpeg", nil, Info{900, 600, typeJPEG}, 900, "", false},
		{"a.jpeg", nil, Info{60_000, 60_000, typeJPEG}, 90_000, "", false},
		{"a.jpeg", nil, Info{1, 90_000, typeJPEG}, 90_000, "", false},
		{"a.PNG", asPNG(t, photo(900, 600)), Info{900, 600, typePNG}, 90_000, ".PNG", true},
		{"a.png", moving, Info{900, 600, typePNG}, 90_000, ".png", false},
		{"a.gif", g.Bytes(), Info{900, 600, typeGIF}, 90_000, "", false},
		{"a.svg", nil, Info{900, 600, typeSVG}, 90_000, "", false},
		{"a.webp", vp8, Info{900, 600, typeWebP}, 90_000, ".jpg", true},
		{"a.webp", vp8x, Info{900, 600, typeWebP}, 90_000, ".jpg", false},
		{"a.webp", nil, Info{900, 600, typeWebP}, 90_000, ".jpg", false},
	} {
		if ext, ok := Scales(tt.name, tt.head, tt.info, tt.size); ext != tt.ext || ok != tt.ok {
			t.Errorf("%s %v: %q %v", tt.name, tt.info, ext, ok)
		}
	}
	for width, want := range map[int]string{1: "[]", 500: "[]", 600: "[480]", 1440: "[480 960]", 1800: "[480 960 1440]", 8000: "[480 960 1440]"} {
		if got := fmt.Sprint(Worthwhile(width, []int{480, 960, 1440})); got != want {
			t.Errorf("%d: %s, wanted %s", width, got, want)
		}
	}
}

func BenchmarkScale(b *testing.B) {
	photo := asJPEG(b, photo(4000, 3000))
	for b.Loop() {
		Scale(photo, []int{480, 960, 1440})
	}
}

func FuzzScale(f *testing.F) {
	f.Add(asJPEG(f, photo(20, 10)))
	f.Add(asPNG(f, photo(20, 10)))
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPVP8 \x00\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, _, err := image.DecodeConfig(bytes.NewReader(b)); err == nil && c.Width*c.Height > 1<<22 {
			return
		}
		typ, _ := imageType(b)
		for _, got := range Scale(b, []int{4, 9}) {
			if typ != typeWebP && len(got) > len(b) {
				t.Errorf("%d bytes of %d", len(got), len(b))
			}
		}
	})
}

package media

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/webp"

	"tract/generator/diag"
)

func clean(name string, b []byte) (Cleaned, []string) {
	c, ms := Clean(diag.Source{Path: "content/x/" + name, Text: b})
	ids := []string{}
	for _, m := range ms {
		ids = append(ids, m.ID)
	}
	return c, ids
}

// again fails unless cleaning what is clean changes nothing.
func again(t *testing.T, name string, c Cleaned) {
	t.Helper()
	second, ids := clean(name, c.Bytes)
	if !bytes.Equal(second.Bytes, c.Bytes) || len(second.Removed) > 0 {
		t.Errorf("%s: a second cleaning removed %v, %v", name, second.Removed, ids)
	}
	if len(c.Bytes) > 0 && len(second.Bytes) > 0 && &second.Bytes[0] != &c.Bytes[0] {
		t.Errorf("%s: a clean file was copied", name)
	}
}

func TestCleanRaster(t *testing.T) {
	decoders := map[string]func(b []byte) (image.Image, error){
		"jpg":  func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) },
		"png":  func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) },
		"gif":  func(b []byte) (image.Image, error) { return gif.Decode(bytes.NewReader(b)) },
		"webp": func(b []byte) (image.Image, error) { return webp.Decode(bytes.NewReader(b)) },
	}
	cases := []struct {
		name    string
		b       []byte
		removed string
		keeps   string
	}{
		{"dirty.jpg", dirtyJPEG(t, 33, 21, 1), "thumbnail application data EXIF XMP MPF IPTC comment trailer", "ICC_PROFILE"},
		{"noexif.jpg", dirtyJPEG(t, 33, 21, 0), "thumbnail application data XMP MPF IPTC comment trailer", "ICC_PROFILE"},
		{"plain.jpg", sampleJPEG(t, 33, 21), "", ""},
		{"dirty.png", dirtyPNG(t, 9, 7, 1), "text EXIF time application data trailer", "gAMA"},
		{"plain.png", samplePNG(t, 9, 7), "", ""},
		{"dirty.gif", dirtyGIF(t), "comment XMP trailer", "NETSCAPE2.0"},
		{"plain.gif", sampleGIF(t, 2), "", "NETSCAPE2.0"},
		{"dirty.webp", dirtyWebP(t, 1), "trailer EXIF XMP application data", "ICCP"},
		{"plain.webp", losslessPixel(t), "", ""},
	}
	for _, c := range cases {
		got, ids := clean(c.name, c.b)
		if len(ids) > 0 || strings.Join(got.Removed, " ") != c.removed {
			t.Errorf("%s: %v, removed %q, want %q", c.name, ids, got.Removed, c.removed)
			continue
		}
		if bytes.Contains(got.Bytes, []byte(secret)) || !bytes.Contains(got.Bytes, []byte(c.keeps)) {
			t.Errorf("%s: %q", c.name, got.Bytes)
		}
		decode := decoders[extension(c.name)]
		before, err1 := decode(c.b)
		after, err2 := decode(got.Bytes)
		if err1 != nil || err2 != nil || !samePixels(before, after) {
			t.Errorf("%s: the pixels changed (%v, %v)", c.name, err1, err2)
		}
		again(t, c.name, got)
	}
}

func samePixels(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				return false
			}
		}
	}
	return true
}

// The header of a cleaned WebP says what is left.
func TestWebPHeader(t *testing.T) {
	got, _ := clean("a.webp", dirtyWebP(t, 1))
	if size := binary.LittleEndian.Uint32(got.Bytes[4:]); int(size) != len(got.Bytes)-8 {
		t.Errorf("RIFF size %d of %d bytes", size, len(got.Bytes))
	}
	if got.Bytes[20] != 0x20 {
		t.Errorf("flags %#x", got.Bytes[20])
	}
}

// A photograph that lies on its side stands upright afterwards: a bright
// corner is followed through all eight orientations.
func TestUpright(t *testing.T) {
	src := image.NewRGBA(image.Rect(0, 0, 48, 32))
	for y := range 8 {
		for x := range 8 {
			src.Set(x, y, image.White)
		}
	}
	// Where the stored top left corner is shown: Exif 2.32, 4.6.4.A.
	corner := map[uint16][2]int{1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 1}, 8: {0, 1}}
	var stored bytes.Buffer
	if err := jpeg.Encode(&stored, src, nil); err != nil {
		t.Fatal(err)
	}
	for o := uint16(1); o <= 8; o++ {
		b := append([]byte{}, stored.Bytes()[:2]...)
		b = append(b, segment(0xE1, "Exif\x00\x00"+exifBlock(binary.LittleEndian, o))...)
		b = append(b, segment(0xE2, "ICC_PROFILE\x00\x01\x01profile")...)
		b = append(b, stored.Bytes()[2:]...)
		before, _ := Inspect("a.jpg", b)
		got, ids := clean("a.jpg", b)
		if len(ids) > 0 {
			t.Fatal(o, ids)
		}
		after, fault := Inspect("a.jpg", got.Bytes)
		if before != after || fault != Sound {
			t.Errorf("%d: shown as %+v before, %+v after", o, before, after)
		}
		m, err := jpeg.Decode(bytes.NewReader(got.Bytes))
		if err != nil {
			t.Fatal(o, err)
		}
		size := m.Bounds().Size()
		if w, h := 48, 32; o >= 5 {
			if size != image.Pt(h, w) {
				t.Errorf("%d: %v", o, size)
			}
		} else if size != image.Pt(w, h) {
			t.Errorf("%d: %v", o, size)
		}
		for dx := range 2 {
			for dy := range 2 {
				r, _, _, _ := m.At(2+dx*(size.X-5), 2+dy*(size.Y-5)).RGBA()
				if bright := r > 0x8000; bright != (corner[o] == [2]int{dx, dy}) {
					t.Errorf("orientation %d: corner %d,%d is bright: %v", o, dx, dy, bright)
				}
			}
		}
		if bytes.Contains(got.Bytes, []byte("Exif")) || !bytes.Contains(got.Bytes, []byte("ICC_PROFILE")) {
			t.Errorf("%d: wrong segments", o)
		}
		again(t, "a.jpg", got)
		if twice, _ := clean("a.jpg", b); !bytes.Equal(twice.Bytes, got.Bytes) {
			t.Errorf("%d: not deterministic", o)
		}
	}
}

// Turning copies planes: grey stays grey, and no colour is lost but by encoding.
func TestTurn(t *testing.T) {
	grey := image.NewGray(image.Rect(0, 0, 3, 2))
	copy(grey.Pix, []byte{1, 2, 3, 4, 5, 6})
	m, keeps := turn(grey, 6)
	if g, ok := m.(*image.Gray); !ok || !keeps || !slices.Equal(g.Pix, []byte{4, 1, 5, 2, 6, 3}) {
		t.Errorf("%T %v", m, m)
	}
	ycc := image.NewYCbCr(image.Rect(0, 0, 5, 3), image.YCbCrSubsampleRatio420)
	for i := range ycc.Y {
		ycc.Y[i] = byte(i)
	}
	for i := range ycc.Cb {
		ycc.Cb[i], ycc.Cr[i] = byte(10*i), byte(20*i)
	}
	m, _ = turn(ycc, 8)
	for y := range 5 {
		for x := range 3 {
			if m.At(x, y) != ycc.At(4-y, x) {
				t.Errorf("%d,%d", x, y)
			}
		}
	}
	if _, keeps := turn(image.NewCMYK(image.Rect(0, 0, 2, 2)), 6); keeps {
		t.Error("a CMYK profile does not fit RGB")
	}
}

func TestCleanImageFaults(t *testing.T) {
	jpg, pngFile := sampleJPEG(t, 33, 21), samplePNG(t, 9, 7)
	huge := dirtyJPEG(t, 33, 21, 6)
	i := bytes.Index(huge, []byte{0xFF, 0xC0})
	copy(huge[i+5:], "\x40\x00\x40\x00")
	badCRC := slices.Clone(pngFile)
	badCRC[45] ^= 1
	badText := withChunks(pngFile, chunk("tEXt", "a\x00b"))
	badText[33+9] ^= 1
	moving := append([]byte("WEBP"), riff("VP8X", "\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00")...)
	moving = append(moving, riff("ANIM", "\x00\x00\x00\x00\x00\x00")...)
	moving = append(moving, riff("ANMF", strings.Repeat("\x00", 16)+string(losslessPixel(t)[12:])+string(riff("EXIF", secret)))...)
	moving = append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(moving))), moving...)
	cases := []struct {
		name string
		b    []byte
		ids  string
	}{
		{"a.png", nil, "image-empty"},
		{"a.svg", nil, "image-empty"},
		{"a.png", []byte("no image"), "image-unreadable"},
		{"a.png", []byte("<html>404</html>"), "file-disguised"},
		{"a.jpg", []byte("\n <script>alert(1)</script>"), "file-disguised"},
		{"a.html", []byte("x"), "file-refused"},
		{"a.svg.gz", []byte("x"), "file-refused"},
		{"a.jpg", pngFile, "image-mismatch"},
		{"a.png", jpg, "image-mismatch"},
		{"a.svg", pngFile, "image-mismatch-svg"},
		{"a.png", []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`), "image-mismatch-svg"},
		{"a.heic", []byte(bmff("ftyp", "heic", u32(0), "mif1heic")), "image-uncleanable"},
		{"a.jpg", []byte(bmff("ftyp", "heic", u32(0), "mif1heic")), "image-uncleanable"},
		{"a.tif", []byte("II*\x00\x08\x00\x00\x00"), "image-uncleanable"},
		{"a.avif", sampleAVIF(), ""},
		{"a.avif", sampleAVIF("Exif"), "image-avif-metadata"},
		{"a.avif", sampleAVIF("mime"), "image-avif-metadata"},
		{"a.avif", append(sampleAVIF(), bmff("uuid", secret)...), "image-avif-metadata"},
		{"a.avif", append(sampleAVIF(), bmff("moov", bmff("udta", secret))...), "image-avif-metadata"},
		{"a.avif", sampleAVIF()[:200], "image-truncated"},
		{"a.avif", append(sampleAVIF(), "zzz"...), "image-truncated"},
		{"a.jpg", jpg[:len(jpg)-2], ""}, // only the end marker is missing
		{"a.jpg", jpg[:len(jpg)-60], "image-truncated"},
		{"a.jpg", jpg[:100], "image-truncated"},
		{"a.jpg", []byte{0xFF, 0xD8, 0xFF, 0xD9}, "image-broken"},
		{"a.jpg", huge, "image-too-large"},
		{"a.png", pngFile[:len(pngFile)-20], "image-truncated"},
		{"a.png", badCRC, "image-broken"},
		{"a.png", badText, ""},
		{"a.png", withChunks(pngFile, chunk("CgBI", "abcd")), "image-broken"},
		{"a.png", withChunks(pngFile, pngFile[8:33]), "image-broken"},
		{"a.png", dirtyPNG(t, 9, 7, 6), "image-rotated"},
		{"a.webp", dirtyWebP(t, 8), "image-rotated"},
		{"a.webp", losslessPixel(t)[:30], "image-truncated"},
		{"a.webp", moving, ""},
		{"a.gif", sampleGIF(t, 2)[:60], "image-truncated"},
		{"a.gif", sampleGIF(t, 1)[:21], "image-truncated"},
		{"a.gif", append(sampleGIF(t, 1)[:21], 0x3B), "image-broken"},
		{"a.gif", append([]byte("GIF89a=1;alert(1)//"), make([]byte, 40)...), "image-broken"},
		{"a.ico", sampleICO(dirtyPNG(t, 16, 16, 1)), ""},
		{"a.ico", sampleICO(pngFile)[:40], "image-truncated"},
	}
	for _, c := range cases {
		got, ids := clean(c.name, c.b)
		if strings.Join(ids, " ") != c.ids {
			t.Errorf("%s %.30q: %v, want %s", c.name, c.b, ids, c.ids)
		}
		checkContract(t, c.name, c.b)
		if bytes.Contains(got.Bytes, []byte(secret)) {
			t.Errorf("%s %.30q: metadata is left", c.name, c.b)
		}
		if got.Bytes != nil {
			again(t, c.name, got)
		}
	}
}

// checkContract holds what Clean promises of every input.
func checkContract(t *testing.T, name string, b []byte) (Cleaned, []diag.Message) {
	t.Helper()
	kept := slices.Clone(b)
	c, ms := Clean(diag.Source{Path: name, Text: b})
	failed := slices.ContainsFunc(ms, func(m diag.Message) bool { return m.Severity == diag.Error })
	if failed != (c.Bytes == nil) {
		t.Errorf("%s %.40q: %d bytes with %v", name, b, len(c.Bytes), ms)
	}
	for _, m := range ms {
		if !diag.Known(m.ID) {
			t.Errorf("no words for %s", m.ID)
		}
	}
	if !bytes.Equal(kept, b) {
		t.Errorf("%s: the source was altered", name)
	}
	return c, ms
}

// Nothing is decoded for a large file, and its bytes are handed on.
func TestLargeFile(t *testing.T) {
	jpg := sampleJPEG(t, 33, 21)
	large := slices.Concat(jpg[:len(jpg)-2], bytes.Repeat([]byte{0xFF, 0xD0, 0x55}, 50<<20/3), []byte{0xFF, 0xD9})
	if got, ids := clean("a.jpg", large); len(ids) > 0 || len(got.Bytes) != len(large) {
		t.Error(ids, len(got.Bytes))
	}
	for _, name := range []string{"a.txt", "a.pdf", "a.docx", "a.mp4", "a.xyz", "a.svg", "a.png"} {
		checkContract(t, name, make([]byte, 50<<20))
	}
}

package media

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestInspect(t *testing.T) {
	turnedJPEG := dirtyJPEG(t, 30, 20, 6)
	cases := []struct {
		name  string
		b     []byte
		info  Info
		fault Fault
	}{
		{"a.jpg", sampleJPEG(t, 30, 20), Info{30, 20, "image/jpeg"}, Sound},
		{"a.JPEG", turnedJPEG, Info{20, 30, "image/jpeg"}, Sound},
		{"a.jpg", dirtyJPEG(t, 30, 20, 3), Info{30, 20, "image/jpeg"}, Sound},
		{"a.png", samplePNG(t, 7, 9), Info{7, 9, "image/png"}, Sound},
		{"a.jpg", samplePNG(t, 7, 9), Info{7, 9, "image/png"}, Mismatch},
		{"a.gif", sampleGIF(t, 1), Info{6, 4, "image/gif"}, Sound},
		{"a.webp", losslessPixel(t), Info{1, 1, "image/webp"}, Sound},
		{"a.webp", dirtyWebP(t, 1), Info{1, 1, "image/webp"}, Sound},
		{"a.webp", []byte("RIFF\x00\x01\x00\x00WEBPVP8 \x00\x01\x00\x00\x30\x01\x00\x9d\x01\x2a\x40\x01\xf0\x00"), Info{320, 240, "image/webp"}, Sound},
		{"a.avif", sampleAVIF(), Info{480, 640, "image/avif"}, Sound},
		{"a.ico", sampleICO(samplePNG(t, 16, 16)), Info{16, 16, "image/x-icon"}, Sound},
		{"a.tif", []byte("II*\x00\x08\x00\x00\x00"), Info{0, 0, "image/tiff"}, Unmeasured},
		{"a.png", []byte("not an image at all"), Info{}, NotImage},
		{"a.png", []byte("<!DOCTYPE html><svg/>"), Info{}, NotImage},
		{"a.svg", []byte("<html><svg/></html>"), Info{}, NotImage},
		{"a.png", nil, Info{}, Cut},
		{"a.png", samplePNG(t, 7, 9)[:20], Info{Type: "image/png"}, Cut},
		{"a.jpg", turnedJPEG[:60], Info{Type: "image/jpeg"}, Cut},
		{"a.png", []byte(pngSignature + "\x00\x00\x00\x0dIDAT00000000000000"), Info{Type: "image/png"}, Broken},
		{"a.mp4", []byte(bmff("ftyp", "isom", u32(0))), Info{}, NotImage},
	}
	for _, c := range cases {
		if info, fault := Inspect(c.name, c.b); info != c.info || fault != c.fault {
			t.Errorf("%s %.20q: %+v %v, want %+v %v", c.name, c.b, info, fault, c.info, c.fault)
		}
		if info, fault, err := InspectReader(c.name, bytes.NewReader(c.b)); info != c.info || fault != c.fault || err != nil {
			t.Errorf("%s %.20q as a stream: %+v %v %v", c.name, c.b, info, fault, err)
		}
	}
}

func TestInspectSVG(t *testing.T) {
	for text, want := range map[string][2]int{
		`<svg xmlns="x" width="30" height="20"/>`:                 {30, 20},
		`<svg width="30px" height="20.6"/>`:                       {30, 21},
		`<svg width="1in" height="25.4mm"/>`:                      {96, 96},
		`<svg width="72pt" height="1e2"/>`:                        {96, 100},
		`<svg viewBox="0 0 300 150"/>`:                            {300, 150},
		`<svg viewBox="0,0,300,150" width="100%" height="100%"/>`: {300, 150},
		`<svg viewBox="0 0 300 150" width="100"/>`:                {100, 50},
		`<svg viewBox="0 0 300 150" height="100"/>`:               {200, 100},
		`<svg viewbox="0 0 3 4"/>`:                                {0, 0},
		`<svg width="-1" height="NaN"/>`:                          {0, 0},
		`<svg width="0x10" height="Inf"/>`:                        {0, 0},
		"\uFEFF<?xml version='1.0'?><!-- c --><!DOCTYPE svg [<!ENTITY x 'y'>]>\n<s:svg width='2' height='3'>": {2, 3},
		`<?xml version="1.0" encoding="ISO-8859-1"?><svg width="2" height="3" id="` + "\xe9" + `">`:           {2, 3},
		"\xff\xfe" + utf16("<svg width='2' height='3'/>", binary.LittleEndian):                                {2, 3},
	} {
		info, fault := Inspect("a.svg", []byte(text))
		if fault != Sound || info.Width != want[0] || info.Height != want[1] {
			t.Errorf("%q: %+v %v, want %v", text, info, fault, want)
		}
	}
	for text, want := range map[string]Fault{
		"<svg width=": Cut, "<!-- ": Cut, "<?xml ": Cut, "<svg a=b>": NotImage, "text": NotImage,
		"<!-- " + strings.Repeat("x", maxSVGHead) + " --><svg/>": NotImage,
		`<?xml version="1.0" encoding="x-unknown"?><svg/>`:       NotImage,
	} {
		if _, fault := Inspect("a.svg", []byte(text)); fault != want {
			t.Errorf("%.40q: %v, want %v", text, fault, want)
		}
	}
}

func utf16(s string, order binary.AppendByteOrder) string {
	var b []byte
	for _, r := range s {
		b = order.AppendUint16(b, uint16(r))
	}
	return string(b)
}

// A stream is read no further than needed.
func TestInspectReader(t *testing.T) {
	b := append(samplePNG(t, 7, 9), make([]byte, 1<<20)...)
	r := bytes.NewReader(b)
	if _, fault, err := InspectReader("a.png", r); fault != Sound || err != nil {
		t.Fatal(fault, err)
	}
	if read := len(b) - r.Len(); read > 8<<10 {
		t.Errorf("%d bytes read", read)
	}
	padded := append([]byte{0xFF, 0xD8}, bytes.Repeat(segment(0xE5, strings.Repeat("x", 60000)), 20)...)
	padded = append(padded, sampleJPEG(t, 30, 20)[2:]...)
	if info, fault, err := InspectReader("a.jpg", iotest.HalfReader(bytes.NewReader(padded))); info.Width != 30 || fault != Sound || err != nil {
		t.Error(info, fault, err)
	}
	endless := io.MultiReader(bytes.NewReader([]byte{0xFF, 0xD8, 0xFF}), zeros{})
	if _, fault, err := InspectReader("a.jpg", endless); fault != Cut || err != nil {
		t.Error(fault, err)
	}
	down := errors.New("down")
	if _, _, err := InspectReader("a.jpg", iotest.ErrReader(down)); !errors.Is(err, down) {
		t.Error(err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func BenchmarkInspect(b *testing.B) {
	photo := dirtyJPEG(b, 300, 200, 6)
	for b.Loop() {
		Inspect("a.jpg", photo)
	}
}

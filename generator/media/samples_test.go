package media

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

// secret stands in every piece of metadata of the samples; it must be gone.
const secret = "SECRET-51.5N"

// picture is an image whose four corners differ.
func picture(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, color.RGBA{uint8(255 * x / w), uint8(255 * y / h), uint8(255 * (x + y) / (w + h)), 255})
		}
	}
	return m
}

func sampleJPEG(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture(w, h), &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// segment is a JPEG segment.
func segment(marker byte, payload string) []byte {
	n := len(payload) + 2
	return append([]byte{0xFF, marker, byte(n >> 8), byte(n)}, payload...)
}

// exifBlock is an EXIF block with an orientation and a GPS text, in either
// byte order.
func exifBlock(order binary.AppendByteOrder, orientation uint16) string {
	b := []byte("II*\x00")
	if order.String() == "BigEndian" {
		b = []byte("MM\x00*")
	}
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	b = order.AppendUint16(b, 0x0112)
	b = order.AppendUint16(b, 3)
	b = order.AppendUint32(b, 1)
	b = order.AppendUint16(b, orientation)
	b = order.AppendUint16(b, 0)
	b = order.AppendUint16(b, 0x8298) // Copyright
	b = order.AppendUint16(b, 2)
	b = order.AppendUint32(b, uint32(len(secret)+1))
	b = order.AppendUint32(b, 8+2+24+4)
	b = order.AppendUint32(b, 0)
	return string(b) + secret + "\x00"
}

// dirtyJPEG is a JPEG with every kind of metadata, an ICC profile and a trailer.
func dirtyJPEG(t testing.TB, w, h int, orientation uint16) []byte {
	t.Helper()
	plain := sampleJPEG(t, w, h)
	out := append([]byte{}, plain[:2]...)
	out = append(out, segment(0xE0, "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x01\x01abc")...)
	out = append(out, segment(0xE0, "JFXX\x00"+secret)...)
	if orientation > 0 {
		out = append(out, segment(0xE1, "Exif\x00\x00"+exifBlock(binary.BigEndian, orientation))...)
	}
	out = append(out, segment(0xE1, "http://ns.adobe.com/xap/1.0/\x00"+secret)...)
	out = append(out, segment(0xE2, "ICC_PROFILE\x00\x01\x01profile")...)
	out = append(out, segment(0xE2, "MPF\x00"+secret)...)
	out = append(out, segment(0xED, "Photoshop 3.0\x00"+secret)...)
	out = append(out, 0xFF, 0xFF) // fill bytes
	out = append(out, segment(0xFE, secret)...)
	out = append(out, segment(0xE5, secret)...)
	out = append(out, plain[2:]...)
	return append(out, secret...)
}

func chunk(kind, data string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, kind...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func samplePNG(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture(w, h)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withChunks puts chunks behind a PNG's IHDR.
func withChunks(plain []byte, chunks ...[]byte) []byte {
	out := append([]byte{}, plain[:33]...)
	for _, c := range chunks {
		out = append(out, c...)
	}
	return append(out, plain[33:]...)
}

func dirtyPNG(t testing.TB, w, h int, orientation uint16) []byte {
	b := withChunks(samplePNG(t, w, h),
		chunk("gAMA", "\x00\x00\xb1\x8f"), chunk("tEXt", "Author\x00"+secret), chunk("zTXt", "x\x00\x00"+secret),
		chunk("iTXt", secret), chunk("eXIf", exifBlock(binary.LittleEndian, orientation)),
		chunk("tIME", "\x07\xe8\x01\x01\x00\x00\x00"), chunk("iDOT", secret), chunk("caBX", secret))
	return append(b, secret...)
}

func sampleGIF(t testing.TB, frames int) []byte {
	t.Helper()
	g := &gif.GIF{LoopCount: 0}
	for i := range frames {
		m := image.NewPaletted(image.Rect(0, 0, 6, 4), color.Palette{color.Black, color.White})
		m.SetColorIndex(i, 1, 1)
		g.Image, g.Delay = append(g.Image, m), append(g.Delay, 10)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// dirtyGIF has a comment and XMP before its trailer and more behind it.
func dirtyGIF(t testing.TB) []byte {
	plain := sampleGIF(t, 3)
	out := append([]byte{}, plain[:len(plain)-1]...)
	out = append(out, 0x21, 0xFE, byte(len(secret)))
	out = append(append(out, secret...), 0)
	out = append(out, 0x21, 0xFF, 11)
	out = append(out, "XMP DataXMP"...)
	out = append(append(append(out, byte(len(secret))), secret...), 0)
	out = append(out, 0)
	return append(append(out, 0x3B), "alert('"+secret+"')"...)
}

// losslessPixel is a WebP of one pixel.
func losslessPixel(t testing.TB) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func riff(kind, data string) []byte {
	b := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(data)))
	b = append(b, data...)
	if len(data)&1 == 1 {
		b = append(b, 0)
	}
	return b
}

// dirtyWebP is a VP8X file with EXIF, XMP and an unknown chunk.
func dirtyWebP(t testing.TB, orientation uint16) []byte {
	body := append([]byte("WEBP"), riff("VP8X", "\x2c\x00\x00\x00\x00\x00\x00\x00\x00\x00")...)
	body = append(body, riff("ICCP", "abc")...)
	body = append(body, losslessPixel(t)[12:]...)
	body = append(body, riff("EXIF", exifBlock(binary.LittleEndian, orientation))...)
	body = append(body, riff("XMP ", secret)...)
	body = append(body, riff("C2PA", secret)...)
	out := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body)))
	return append(append(out, body...), secret...)
}

func bmff(kind string, parts ...string) string {
	n := 8
	for _, p := range parts {
		n += len(p)
	}
	b := string(binary.BigEndian.AppendUint32(nil, uint32(n))) + kind
	for _, p := range parts {
		b += p
	}
	return b
}

func u32(v uint32) string { return string(binary.BigEndian.AppendUint32(nil, v)) }

// sampleAVIF is the skeleton of an AVIF file with two items, of which the
// second is primary and turned by a quarter.
func sampleAVIF(items ...string) []byte {
	infe := bmff("infe", "\x02\x00\x00\x00\x00\x01\x00\x00av01\x00") + bmff("infe", "\x02\x00\x00\x00\x00\x02\x00\x00av01\x00")
	for _, kind := range items {
		infe += bmff("infe", "\x02\x00\x00\x00\x00\x03\x00\x00"+kind+"\x00")
	}
	ipco := bmff("ipco", bmff("ispe", u32(0), u32(10), u32(20)), bmff("ispe", u32(0), u32(640), u32(480)), bmff("irot", "\x01"))
	ipma := bmff("ipma", u32(0), u32(2), "\x00\x01\x01\x81", "\x00\x02\x02\x82\x03")
	meta := bmff("meta", u32(0), bmff("hdlr", u32(0), u32(0), "pict", "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"),
		bmff("pitm", u32(0), "\x00\x02"),
		bmff("iinf", u32(0), string([]byte{0, byte(2 + len(items))}), infe), bmff("iprp", ipco, ipma))
	return []byte(bmff("ftyp", "avif", u32(0), "mif1avif") + meta + bmff("mdat", "pixels"))
}

// sampleICO holds one PNG.
func sampleICO(inner []byte) []byte {
	b := []byte{0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(inner)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(b)+4))
	return append(b, inner...)
}

func zipOf(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func deflated(text string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(text))
	w.Close()
	return b.String()
}

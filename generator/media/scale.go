package media

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"path"
	"strings"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"
)

// scaledQuality is the JPEG quality of a picture made smaller; lowQuality is
// tried where that gives more bytes than the picture has at its full size.
const (
	scaledQuality = 80
	lowQuality    = 60
)

// minScaled is how many bytes an image has at least that is worth publishing
// in smaller sizes too.
const minScaled = 8 << 10

// maxScaledSide bounds the height of what is scaled: an image of one pixel by a
// million would else take as much memory as one of a hundred megapixels.
const maxScaledSide = 65_535

// Scales says by the head of an image whether Scale can make it smaller, and
// how the names of the smaller ones end: as its own, but that a WebP, which
// nothing here writes, becomes a JPEG. Images that move, drawings, small files
// and images with more than a hundred megapixels stay as they are.
func Scales(name string, head []byte, info Info, size int64) (ext string, ok bool) {
	if size < minScaled || info.Width <= 0 || info.Height <= 0 || info.Height > maxScaledSide || info.Width > maxPixels/info.Height {
		return "", false
	}
	switch info.Type {
	case typeJPEG:
		return path.Ext(name), true
	case typePNG:
		return path.Ext(name), !bytes.Contains(head, []byte("acTL"))
	case typeWebP:
		// Lossless ones and those that one can see through would need WebP
		// again; VP8X tells both, and motion, in its flags (RFC 9649, 2.7.1).
		opaque := len(head) > 20 && (string(head[12:16]) == "VP8 " || string(head[12:16]) == "VP8X" && head[20]&0x12 == 0)
		return ".jpg", opaque
	}
	return "", false
}

// Worthwhile are those of some widths, ascending, that are enough below the
// width of an image to be published beside it.
func Worthwhile(width int, widths []int) []int {
	n := 0
	for n < len(widths) && widths[n]*5 <= width*4 {
		n++
	}
	return widths[:n:n]
}

// Scale is a cleaned image at some widths, ascending and below its own, in
// their order. What stands for a width is never larger in bytes than the image
// itself: where scaling saves nothing, or the image cannot be decoded, its own
// bytes do (but for a WebP, whose smaller ones are JPEGs: nil where it cannot
// be decoded). The result depends on the bytes and the widths alone.
func Scale(b []byte, widths []int) [][]byte {
	out := make([][]byte, len(widths))
	typ, _ := imageType(b)
	if typ != typeWebP {
		for i := range out {
			out[i] = b
		}
	}
	src, ok := decode(typ, b)
	if !ok {
		return out
	}
	e := encoderOf(typ, b, src)
	for i := len(widths) - 1; i >= 0; i-- {
		small := scale(src, widths[i])
		if made, ok := e.encode(small, len(b)); ok && (typ == typeWebP || len(made) < len(b)) {
			out[i] = made
		}
		src = small // the next is made of this one: as good, and far less work
	}
	return out
}

// decode is an image's pixels; ok is false where it has too many or is broken.
func decode(typ string, b []byte) (img image.Image, ok bool) {
	var err error
	var c image.Config
	switch typ {
	case typeJPEG:
		if c, err = jpeg.DecodeConfig(bytes.NewReader(b)); err == nil && bounded(c) {
			img, err = jpeg.Decode(bytes.NewReader(b))
		}
	case typePNG:
		if c, err = png.DecodeConfig(bytes.NewReader(b)); err == nil && bounded(c) {
			img, err = png.Decode(bytes.NewReader(b))
		}
	case typeWebP:
		if c, err = webp.DecodeConfig(bytes.NewReader(b)); err == nil && bounded(c) {
			img, err = webp.Decode(bytes.NewReader(b))
		}
	}
	return img, err == nil && img != nil
}

func bounded(c image.Config) bool {
	return c.Width > 0 && c.Height > 0 && c.Height <= maxScaledSide && c.Width <= maxPixels/c.Height
}

// scale is a picture at a width, its height in proportion and at least 1.
func scale(src image.Image, width int) *image.RGBA {
	b := src.Bounds()
	height := max(1, int(math.Round(float64(b.Dy())*float64(width)/float64(b.Dx()))))
	// A picture far larger is first averaged down by a whole number, strip by
	// strip: the kernel's memory and work grow with the rows that it reads.
	if by := b.Dx() / width; by >= 2 {
		src = average(src, by)
	}
	dst := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.CatmullRom.Scale(dst, dst.Bounds(), src, src.Bounds(), draw.Src, nil)
	return dst
}

// average is a picture whose pixels are the means of squares of by × by pixels;
// those at the right and lower edge may be smaller.
func average(src image.Image, by int) *image.RGBA {
	b := src.Bounds()
	w, h := (b.Dx()+by-1)/by, (b.Dy()+by-1)/by
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	strip := image.NewRGBA(image.Rect(0, 0, b.Dx(), by))
	sums := make([]uint32, 4*w)
	for y := range h {
		rows := min(by, b.Dy()-y*by)
		part := image.Rect(0, 0, b.Dx(), rows)
		draw.Draw(strip, part, src, image.Pt(b.Min.X, b.Min.Y+y*by), draw.Src)
		clear(sums)
		for r := range rows {
			line := strip.Pix[r*strip.Stride : r*strip.Stride+4*b.Dx()]
			for x := range w {
				s := sums[4*x : 4*x+4 : 4*x+4]
				for from, to := 4*x*by, min(4*(x+1)*by, len(line)); from < to; from += 4 {
					s[0] += uint32(line[from])
					s[1] += uint32(line[from+1])
					s[2] += uint32(line[from+2])
					s[3] += uint32(line[from+3])
				}
			}
		}
		for x := range w {
			n := uint32(rows * min(by, b.Dx()-x*by))
			for c := range 4 {
				dst.Pix[y*dst.Stride+4*x+c] = uint8((sums[4*x+c] + n/2) / n)
			}
		}
	}
	return dst
}

// encoder writes pictures in the format, the colours and the colour profile of
// the image that they are made of.
type encoder struct {
	typ     string
	gray    bool
	palette color.Palette
	profile []byte // ICC segments of a JPEG, chunks on colour of a PNG
}

func encoderOf(typ string, b []byte, src image.Image) *encoder {
	e := &encoder{typ: typ}
	switch src := src.(type) {
	case *image.Gray, *image.Gray16:
		e.gray = true
	case *image.Paletted:
		e.palette = src.Palette
	}
	_, cmyk := src.(*image.CMYK)
	switch {
	case typ == typeJPEG && !cmyk:
		s, _ := cleanJPEG(b)
		e.profile = s.profile
	case typ == typePNG:
		// The profile of a grey picture with transparency, which comes out in
		// colour, would not fit (PNG, 11.3.2.3).
		if kind := b[25]; e.gray || kind != 0 && kind != 4 {
			e.profile = colourChunks(b)
		}
	}
	return e
}

// encode is a picture's bytes; at a lower quality where they would else be no
// fewer than limit.
func (e *encoder) encode(img *image.RGBA, limit int) ([]byte, bool) {
	var pixels image.Image = img
	switch {
	case e.gray:
		pixels = grayOf(img)
	case e.palette != nil:
		pixels = palettedOf(img, e.palette)
	}
	if e.typ == typePNG {
		var buf bytes.Buffer
		if png.Encode(&buf, pixels) != nil {
			return nil, false
		}
		// The signature and IHDR are 33 bytes.
		return insert(buf.Bytes(), 33, e.profile), true
	}
	for _, quality := range []int{scaledQuality, lowQuality} {
		var buf bytes.Buffer
		if jpeg.Encode(&buf, pixels, &jpeg.Options{Quality: quality}) != nil {
			return nil, false
		}
		out := insert(buf.Bytes(), 2, e.profile)
		if len(out) < limit || quality == lowQuality {
			return out, true
		}
	}
	return nil, false
}

// insert is b with more bytes before the one at a place.
func insert(b []byte, at int, more []byte) []byte {
	out := append(make([]byte, 0, len(b)+len(more)), b[:at]...)
	return append(append(out, more...), b[at:]...)
}

// grayOf is a picture whose pixels have three equal parts, with one.
func grayOf(img *image.RGBA) *image.Gray {
	out := image.NewGray(img.Bounds())
	for i := range out.Pix {
		out.Pix[i] = img.Pix[4*i]
	}
	return out
}

// palettedOf is a picture in the colours nearest to its own.
func palettedOf(img *image.RGBA, p color.Palette) *image.Paletted {
	out := image.NewPaletted(img.Bounds(), p)
	known := map[color.RGBA]uint8{}
	for i := range out.Pix {
		c := color.RGBA{img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2], img.Pix[4*i+3]}
		index, ok := known[c]
		if !ok {
			index = uint8(p.Index(c))
			known[c] = index
		}
		out.Pix[i] = index
	}
	return out
}

// colourChunks are the chunks of a PNG that say what its colours mean.
func colourChunks(b []byte) []byte {
	var out []byte
	for rest := b[len(pngSignature):]; len(rest) >= 12; {
		n := uint64(binary.BigEndian.Uint32(rest)) + 12
		kind := string(rest[4:8])
		if n > uint64(len(rest)) || kind == "IDAT" {
			break
		}
		if strings.Contains("iCCP sRGB gAMA cHRM cICP", kind) && crc32.ChecksumIEEE(rest[4:n-4]) == binary.BigEndian.Uint32(rest[n-4:]) {
			out = append(out, rest[:n]...)
		}
		rest = rest[n:]
	}
	return out
}

package media

import (
	"bytes"
	"errors"
	"io"
)

// Info is what a page must know of an image: the size at which it is shown, in
// CSS pixels with its orientation applied, and its MIME type by content. Width
// and Height are 0 where the image does not say (an SVG without a size).
type Info struct {
	Width, Height int
	Type          string
}

// Fault says what is wrong with an image's bytes.
type Fault uint8

// The faults of Inspect.
const (
	Sound      Fault = iota // measured, and the extension fits
	NotImage                // the bytes are no image that Tract knows
	Mismatch                // an image, measured, but not what the extension says
	Cut                     // the bytes end within the head: more are needed, or the file is truncated
	Broken                  // its head contradicts itself
	Unmeasured              // an image of a format that pages cannot show (TIFF, JPEG XL…)
)

// String is the fault as lower-case English words.
func (f Fault) String() string {
	return [...]string{"sound", "not an image", "extension does not match", "cut", "broken", "unmeasured"}[min(f, Unmeasured)]
}

// MIME types by content.
const (
	typeJPEG = "image/jpeg"
	typePNG  = "image/png"
	typeGIF  = "image/gif"
	typeWebP = "image/webp"
	typeSVG  = "image/svg+xml"
	typeAVIF = "image/avif"
	typeHEIC = "image/heic"
	typeTIFF = "image/tiff"
	typeBMP  = "image/bmp"
	typeICO  = "image/x-icon"
	typeJXL  = "image/jxl"
	typeJP2  = "image/jp2"
)

// MaxHead is the most that InspectReader reads of a file. 32 bytes suffice for
// PNG, GIF and WebP; a JPEG's size follows its metadata, mostly within 128 KiB.
const MaxHead = 4 << 20

// Inspect measures an image by its head; b is the file or its first bytes, and
// no pixel is decoded. Cut says that b ends too early. The name gives only the
// extension to compare with. An EXIF orientation is applied for JPEG, irot for
// AVIF; Clean refuses PNG and WebP files that ask to be turned.
func Inspect(name string, b []byte) (Info, Fault) {
	typ, fault := imageType(b)
	if fault != Sound {
		return Info{}, fault
	}
	info := Info{Type: typ}
	switch typ {
	case typeJPEG:
		info.Width, info.Height, fault = measureJPEG(b)
	case typePNG:
		info.Width, info.Height, fault = measurePNG(b)
	case typeGIF:
		info.Width, info.Height, fault = measureGIF(b)
	case typeWebP:
		info.Width, info.Height, fault = measureWebP(b)
	case typeSVG:
		info.Width, info.Height, fault = measureSVG(b)
	case typeAVIF, typeHEIC:
		info.Width, info.Height, fault = measureAVIF(b)
	case typeICO:
		info.Width, info.Height, fault = measureICO(b)
	default:
		return info, Unmeasured
	}
	if fault == Sound && typ != TypeOf(name) {
		fault = Mismatch
	}
	return info, fault
}

// InspectReader is Inspect on a stream, of which it reads no more than it
// needs and never more than MaxHead. The error is the reader's own.
func InspectReader(name string, r io.Reader) (Info, Fault, error) {
	var head bytes.Buffer
	for want := int64(4 << 10); ; want *= 4 {
		want = min(want, MaxHead)
		_, err := io.CopyN(&head, r, want-int64(head.Len()))
		if err != nil && !errors.Is(err, io.EOF) {
			return Info{}, NotImage, err
		}
		info, fault := Inspect(name, head.Bytes())
		if fault != Cut || err != nil || want == MaxHead {
			return info, fault, nil
		}
	}
}

// imageType tells an image's format by its first bytes, never by its name.
func imageType(b []byte) (string, Fault) {
	is := func(offset int, magic string) bool {
		return len(b) >= offset+len(magic) && string(b[offset:offset+len(magic)]) == magic
	}
	switch {
	case is(0, "\xff\xd8\xff"):
		return typeJPEG, Sound
	case is(0, pngSignature):
		return typePNG, Sound
	case is(0, "GIF87a"), is(0, "GIF89a"):
		return typeGIF, Sound
	case is(0, "RIFF") && is(8, "WEBP"):
		return typeWebP, Sound
	case is(4, "ftyp"):
		return brandType(b)
	case is(0, "II*\x00"), is(0, "MM\x00*"):
		return typeTIFF, Sound
	case is(0, "BM") && len(b) > 18 && b[6]|b[7]|b[8]|b[9] == 0 && b[15]|b[16]|b[17] == 0:
		return typeBMP, Sound
	case is(0, "\x00\x00\x01\x00"):
		return typeICO, Sound
	case is(0, "\xff\x0a"), is(0, "\x00\x00\x00\x0cJXL \r\n\x87\n"):
		return typeJXL, Sound
	case is(0, "\x00\x00\x00\x0cjP  \r\n\x87\n"):
		return typeJP2, Sound
	}
	return svgType(b)
}

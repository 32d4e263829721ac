package media

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
)

// maxPixels bounds what is decoded to be turned: a hundred megapixels take
// about half a gigabyte.
const maxPixels = 100_000_000

// turnedQuality is the JPEG quality of a picture that had to be encoded anew.
const turnedQuality = 90

// upright decodes a cleaned JPEG, turns it as the EXIF orientation says (2 to
// 8) and encodes it again with its colour profile. The result depends on the
// bytes alone. ok is false when the JPEG cannot be decoded.
func upright(b, profile []byte, orientation int) (out []byte, ok bool) {
	src, err := jpeg.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, false
	}
	turned, keepsColours := turn(src, orientation)
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, turned, &jpeg.Options{Quality: turnedQuality}); err != nil {
		return nil, false
	}
	if !keepsColours {
		return buf.Bytes(), true
	}
	encoded := buf.Bytes()
	out = append(make([]byte, 0, len(encoded)+len(profile)), encoded[:2]...)
	return append(append(out, profile...), encoded[2:]...), true
}

// decodes says whether a JPEG's pixels are all there.
func decodes(b []byte) bool {
	_, err := jpeg.Decode(bytes.NewReader(b))
	return err == nil
}

// turn is the picture upright. Planes are copied as they are, so that no
// colour is computed twice; keepsColours is false where CMYK became RGB and a
// colour profile no longer fits.
func turn(src image.Image, orientation int) (dst image.Image, keepsColours bool) {
	b := src.Bounds()
	w, h := b.Dx(), b.Dy()
	if orientation >= 5 {
		w, h = h, w
	}
	r := image.Rect(0, 0, w, h)
	from := origin(orientation, b)
	switch src := src.(type) {
	case *image.Gray:
		d := image.NewGray(r)
		each(w, h, func(x, y int) {
			sx, sy := from(x, y)
			d.Pix[y*d.Stride+x] = src.Pix[src.PixOffset(sx, sy)]
		})
		return d, true
	case *image.YCbCr:
		d := image.NewYCbCr(r, image.YCbCrSubsampleRatio444)
		each(w, h, func(x, y int) {
			sx, sy := from(x, y)
			i, c := y*d.YStride+x, src.COffset(sx, sy)
			d.Y[i], d.Cb[i], d.Cr[i] = src.Y[src.YOffset(sx, sy)], src.Cb[c], src.Cr[c]
		})
		return d, true
	}
	d := image.NewRGBA(r)
	each(w, h, func(x, y int) {
		sx, sy := from(x, y)
		d.SetRGBA(x, y, color.RGBAModel.Convert(src.At(sx, sy)).(color.RGBA))
	})
	_, cmyk := src.(*image.CMYK)
	return d, !cmyk
}

func each(w, h int, f func(x, y int)) {
	for y := range h {
		for x := range w {
			f(x, y)
		}
	}
}

// origin gives, for a pixel of the upright picture, where it stands in the
// stored one (Exif 2.32, 4.6.4.A, Orientation).
func origin(orientation int, b image.Rectangle) func(x, y int) (int, int) {
	right, bottom := b.Max.X-1, b.Max.Y-1
	left, top := b.Min.X, b.Min.Y
	switch orientation {
	case 2:
		return func(x, y int) (int, int) { return right - x, top + y }
	case 3:
		return func(x, y int) (int, int) { return right - x, bottom - y }
	case 4:
		return func(x, y int) (int, int) { return left + x, bottom - y }
	case 5:
		return func(x, y int) (int, int) { return left + y, top + x }
	case 6:
		return func(x, y int) (int, int) { return left + y, bottom - x }
	case 7:
		return func(x, y int) (int, int) { return right - y, bottom - x }
	case 8:
		return func(x, y int) (int, int) { return right - y, top + x }
	}
	return func(x, y int) (int, int) { return left + x, top + y }
}

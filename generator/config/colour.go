package config

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Colour is a colour of the sRGB space, 0xRRGGBB. The zero Colour is black;
// where one may be missing, a pointer says so.
type Colour uint32

// ReadColour is the colour in a text: three or six hexadecimal digits, with or
// without the sign # before them.
func ReadColour(text string) (Colour, bool) {
	digits := strings.TrimPrefix(strings.TrimSpace(text), "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		return 0, false
	}
	return Colour(n), true
}

// String is the colour as CSS takes it: #rrggbb.
func (c Colour) String() string { return fmt.Sprintf("#%06x", uint32(c)) }

// linear are the light of red, green and blue, each from 0 to 1.
func (c Colour) linear() [3]float64 {
	var out [3]float64
	for i, shift := range []uint{16, 8, 0} {
		v := float64(c>>shift&0xff) / 255
		if v <= 0.04045 {
			out[i] = v / 12.92
		} else {
			out[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return out
}

// fromLinear is the nearest colour of a screen; light beyond it is cut off.
func fromLinear(light [3]float64) Colour {
	var c Colour
	for _, v := range light {
		v = min(max(v, 0), 1)
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		c = c<<8 | Colour(math.Round(v*255))
	}
	return c
}

// luminance is the relative luminance of WCAG 2, from 0 to 1.
func (c Colour) luminance() float64 {
	l := c.linear()
	return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2]
}

// Contrast is the contrast ratio of two colours by WCAG 2: from 1 to 21.
func Contrast(a, b Colour) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Mix is a colour with a part, from 0 to 1, of another one in it, by their
// values on the screen.
func (c Colour) Mix(with Colour, part float64) Colour {
	var out Colour
	for _, shift := range []uint{16, 8, 0} {
		a, b := float64(c>>shift&0xff), float64(with>>shift&0xff)
		out = out<<8 | Colour(math.Round(a+(b-a)*part))
	}
	return out
}

// Legible is the contrast that text has on its ground: WCAG 2.2, level AAA.
const Legible = 7.0

// legible says whether a colour is legible on all of the grounds.
func (c Colour) legible(grounds ...Colour) bool {
	for _, g := range grounds {
		if Contrast(c, g) < Legible {
			return false
		}
	}
	return true
}

// Nearest is the colour of the same hue nearest to c, lighter or darker, that is
// legible on all of the grounds. ok is false where no colour is.
func (c Colour) Nearest(grounds ...Colour) (near Colour, ok bool) {
	if c.legible(grounds...) {
		return c, true
	}
	l, a, b := c.oklab()
	best := math.Inf(1)
	const steps = 1000
	for i := 0; i <= steps; i++ {
		at := float64(i) / steps
		if math.Abs(at-l) >= best {
			continue
		}
		// Near white and black no screen has much colour; what it cannot show
		// is taken back until it can.
		for _, chroma := range []float64{1, 0.8, 0.6, 0.4, 0.2, 0} {
			x, inside := fromOklab(at, a*chroma, b*chroma)
			if !inside && chroma > 0 {
				continue
			}
			if x.legible(grounds...) {
				near, ok, best = x, true, math.Abs(at-l)
			}
			break
		}
	}
	return near, ok
}

// oklab is the colour in the space OKLab (B. Ottosson, 2020), in which equal
// steps look equal and hue stays while lightness changes.
func (c Colour) oklab() (l, a, b float64) {
	v := c.linear()
	x := math.Cbrt(0.4122214708*v[0] + 0.5363325363*v[1] + 0.0514459929*v[2])
	y := math.Cbrt(0.2119034982*v[0] + 0.6806995451*v[1] + 0.1073969566*v[2])
	z := math.Cbrt(0.0883024619*v[0] + 0.2817188376*v[1] + 0.6299787005*v[2])
	return 0.2104542553*x + 0.7936177850*y - 0.0040720468*z,
		1.9779984951*x - 2.4285922050*y + 0.4505937099*z,
		0.0259040371*x + 0.7827717662*y - 0.8086757660*z
}

// fromOklab is a colour of OKLab, and whether screens of sRGB have it.
func fromOklab(l, a, b float64) (Colour, bool) {
	x := l + 0.3963377774*a + 0.2158037573*b
	y := l - 0.1055613458*a - 0.0638541728*b
	z := l - 0.0894841775*a - 1.2914855480*b
	x, y, z = x*x*x, y*y*y, z*z*z
	light := [3]float64{
		4.0767416621*x - 3.3077115913*y + 0.2309699292*z,
		-1.2684380046*x + 2.6097574011*y - 0.3413193965*z,
		-0.0041960863*x - 0.7034186147*y + 1.7076147010*z,
	}
	for _, v := range light {
		if v < -1e-4 || v > 1+1e-4 {
			return fromLinear(light), false
		}
	}
	return fromLinear(light), true
}

package config

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
)

// Design is what a movement changes of the look of its theme. A site that sets
// none of it has the zero Design, and the theme is as its style sheet says.
type Design struct {
	Light, Dark *Palette // nil: the theme's own; both or none
	Text        string   // serif or sans, for running text; empty: the theme's own
	Titles      string   // the same for titles and headings
	Size        float64  // of all type, 1 as the theme has it; 0: not set
	Space       float64  // between things, the same way
}

// Palette is a set of colours for one scheme, complete: what the site does not
// give follows from what it gives.
type Palette struct {
	Paper, Panel Colour // grounds: of the page, of boxes
	Ink, Soft    Colour // text, lesser text
	Rule         Colour // lines
	Accent       Colour // links and marks
	Band, OnBand Colour // filled areas, and the text on them
}

// Palettes of the default theme; its style sheet has the same.
var (
	lightPalette = Palette{Paper: 0xfffefb, Panel: 0xf5f1ea, Ink: 0x1d1a18, Soft: 0x4c4642, Rule: 0xcfc6bb, Accent: 0x8c1127, Band: 0x8c1127, OnBand: 0xffffff}
	darkPalette  = Palette{Paper: 0x171416, Panel: 0x231f21, Ink: 0xece7e1, Soft: 0xc6bfb8, Rule: 0x575050, Accent: 0xffaba3, Band: 0x5f0c1b, OnBand: 0xffffff}
)

// colourNames are the colours that `design:`, and `dark:` in it, may give.
var colourNames = []string{"accent", "band", "paper", "ink"}

// design reads `design:`.
func (r *reader) design(v data.Value) {
	if v.Kind == data.Null {
		return
	}
	if v.Kind != data.Map {
		r.at("config-type", v, "field", "design", "expected", "map")
		return
	}
	d := &r.c.Design
	light, dark := map[string]given{}, map[string]given{}
	for _, f := range v.Fields {
		switch f.Name {
		case "accent", "band", "paper", "ink":
			r.colour(light, f)
		case "dark":
			if f.Value.Kind != data.Map {
				r.at("config-type", f.Value, "field", f.Name, "expected", "map")
				continue
			}
			for _, g := range f.Value.Fields {
				if slices.Contains(colourNames, g.Name) {
					r.colour(dark, g)
				} else {
					r.unknown(g, colourNames)
				}
			}
		case "text":
			d.Text = fontNames[r.choice(f.Name, f.Value, fontNames...)]
		case "titles":
			d.Titles = fontNames[r.choice(f.Name, f.Value, fontNames...)]
		case "size":
			d.Size = r.factor(f, 0.8, 1.4)
		case "space":
			d.Space = r.factor(f, 0.6, 1.6)
		default:
			r.unknown(f, append(slices.Clone(colourNames), "dark", "text", "titles", "size", "space"))
		}
	}
	if len(light)+len(dark) == 0 {
		return
	}
	d.Light, d.Dark = r.palette(lightPalette, light, nil), nil
	d.Dark = r.palette(darkPalette, dark, light)
}

var fontNames = []string{"serif", "sans"}

// given is a colour with the place where it was given.
type given struct {
	Colour
	at data.Value
}

func (r *reader) colour(into map[string]given, f data.Field) {
	c, ok := ReadColour(f.Value.Text)
	if f.Value.Kind == data.Null || f.Value.Kind == data.List || f.Value.Kind == data.Map || !ok {
		// Without quotes the sign # begins a comment, and nothing is left: the
		// name of the field is then all there is to point at.
		m := diag.At("config-design-colour", r.src, f.Value.Start, f.Value.End, "field", f.Name, "value", f.Value.Text)
		if f.Value.Kind == data.Null {
			m = diag.At("config-design-colour-empty", r.src, f.Start, f.End, "field", f.Name)
		}
		r.ms = append(r.ms, m)
		return
	}
	into[f.Name] = given{c, f.Value}
}

// factor is a number between two others.
func (r *reader) factor(f data.Field, least, most float64) float64 {
	n, err := strconv.ParseFloat(f.Value.Text, 64)
	if err != nil || f.Value.Kind != data.Number && f.Value.Kind != data.String || !(n >= least && n <= most) {
		r.at("config-design-factor", f.Value, "field", f.Name, "value", f.Value.Text, "least", number(least), "most", number(most))
		return 0
	}
	return n
}

func number(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// palette completes the colours that were given for one scheme. Those of the
// other scheme, if any, lend it their hue. A colour that was given and is not
// legible is kept and told; one that follows is made legible.
func (r *reader) palette(p Palette, own, other map[string]given) *Palette {
	if g, ok := own["paper"]; ok {
		p.Paper = g.Colour
		r.ground("paper", g)
	}
	ink, inked := own["ink"]
	if inked {
		p.Ink = ink.Colour
	} else {
		p.Ink, _ = p.Ink.Nearest(p.Paper)
	}
	if len(own) > 0 && (inked || own["paper"].at.End > 0) {
		p.Panel, p.Rule = p.Paper.Mix(p.Ink, 0.05), p.Paper.Mix(p.Ink, 0.25)
		if !p.Ink.legible(p.Panel) {
			p.Panel = p.Paper
		}
		p.Soft = p.Ink.Mix(p.Paper, 0.2)
	}
	if inked {
		r.legible("ink", ink, "paper", p.Paper)
	}
	if near, ok := p.Soft.Nearest(p.Paper, p.Panel); ok {
		p.Soft = near
	} else {
		p.Soft = p.Ink
	}
	switch g, ok := own["accent"]; {
	case ok:
		p.Accent = g.Colour
		r.legible("accent", g, "paper", p.Paper, p.Panel)
	default:
		if g, ok := other["accent"]; ok {
			p.Accent = g.Colour
		}
		if near, ok := p.Accent.Nearest(p.Paper, p.Panel); ok {
			p.Accent = near
		}
	}
	r.band(&p, own, other)
	return &p
}

// band fills the colour of filled areas: as given, else the accent's; and the
// better of black and white for the text on it.
func (r *reader) band(p *Palette, own, other map[string]given) {
	g, ok := own["band"]
	switch {
	case ok:
		p.Band = g.Colour
	case own["accent"].at.End > 0 && other == nil:
		p.Band = p.Accent
	case other["band"].at.End > 0 || other["accent"].at.End > 0:
		// On a dark page a filled area is a dark one of the same hue.
		lent := other["band"]
		if lent.at.End == 0 {
			lent = other["accent"]
		}
		_, a, b := lent.oklab()
		p.Band, _ = fromOklab(0.32, a*0.75, b*0.75)
	}
	p.OnBand = best(p.Band)
	if ok {
		r.ground("band", g)
		return
	}
	p.Band, _ = p.Band.Nearest(p.OnBand)
}

// ground tells of a ground on which neither black nor white text is legible.
func (r *reader) ground(field string, g given) {
	if ink := best(g.Colour); !g.legible(ink) {
		near, _ := g.Nearest(ink)
		r.mended(g, near, diag.At("config-design-ground", r.src, g.at.Start, g.at.End,
			"field", field, "value", g.String(), "near", near.String(), "ratio", ratio(Contrast(g.Colour, ink))))
	}
}

// legible tells of a colour that was given and does not stand out from its
// grounds, the first of which is called by a name.
func (r *reader) legible(field string, g given, ground string, grounds ...Colour) {
	near, ok := g.Nearest(grounds...)
	if !ok {
		return // of a ground that nothing is legible on, it is the ground that is told
	}
	if near != g.Colour {
		r.mended(g, near, diag.At("config-design-contrast", r.src, g.at.Start, g.at.End,
			"field", field, "value", g.String(), "near", near.String(), "ground", ground, "ratio", ratio(worst(g.Colour, grounds))))
	}
}

// mended adds a message on a colour, with its line as it reads with another
// one.
func (r *reader) mended(g given, near Colour, m diag.Message) {
	text := r.src.Text
	from := bytes.LastIndexByte(text[:g.at.Start], '\n') + 1
	to := len(text)
	if i := bytes.IndexByte(text[g.at.End:], '\n'); i >= 0 {
		to = g.at.End + i
	}
	line := string(text[from:g.at.Start]) + `"` + near.String() + `"` + strings.TrimRight(string(text[g.at.End:to]), "\r")
	r.ms = append(r.ms, m.Suggest(line))
}

// ratio is a contrast as people write it; one that is too little never reads
// as enough.
func ratio(n float64) string { return strconv.FormatFloat(math.Floor(n*100)/100, 'f', 2, 64) }

func worst(c Colour, grounds []Colour) float64 {
	least := math.Inf(1)
	for _, g := range grounds {
		least = min(least, Contrast(c, g))
	}
	return least
}

// best is black or white, whichever stands out more.
func best(ground Colour) Colour {
	if Contrast(0, ground) > Contrast(0xffffff, ground) {
		return 0
	}
	return 0xffffff
}

package media

import (
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

const svgSpace = "http://www.w3.org/2000/svg"

// maxSVGHead bounds how far into a file its root element may stand: drawing
// programs write long doctypes and comments before it.
const maxSVGHead = 256 << 10

// svgType says whether bytes that are no raster image are an SVG.
func svgType(b []byte) (string, Fault) {
	_, fault := svgRoot(b)
	if fault != Sound {
		return "", fault
	}
	return typeSVG, Sound
}

// svgRoot is the start tag of an SVG: NotImage when the root is another one or
// the bytes are no XML, Cut when they end before it.
func svgRoot(b []byte) (xml.StartElement, Fault) {
	none := xml.StartElement{}
	whole := len(b) <= maxSVGHead
	if b = b[:min(len(b), maxSVGHead)]; len(b) == 0 {
		return none, Cut
	}
	b, ok := toUTF8(b)
	text := bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\uFEFF")), " \t\r\n")
	if !ok || len(text) > 0 && text[0] != '<' {
		return none, NotImage
	}
	d := newXML(b)
	for {
		token, err := d.RawToken()
		if err != nil {
			if whole && d.InputOffset() >= int64(len(b)) {
				return none, Cut
			}
			return none, NotImage
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local != "svg" {
				return none, NotImage
			}
			return t, Sound
		case xml.Directive:
			if isDoctype(t) && !bytes.HasPrefix(bytes.TrimSpace(t[7:]), []byte("svg")) {
				return none, NotImage
			}
			d.Entity = entities(t)
		case xml.EndElement:
			return none, NotImage
		}
	}
}

func isDoctype(d xml.Directive) bool { return bytes.HasPrefix(d, []byte("DOCTYPE")) }

// newXML is a strict parser of UTF-8 that knows no entity but XML's own five.
// A declaration of another encoding is passed over: toUTF8 has been there.
func newXML(b []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(b))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return d
}

// toUTF8 brings an XML file to UTF-8 by its byte order mark or its declaration.
// False when the encoding is unknown.
func toUTF8(b []byte) ([]byte, bool) {
	if bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) {
		out, _, err := transform.Bytes(unicode.BOMOverride(transform.Nop), b)
		return out, err == nil
	}
	label := declaredEncoding(b)
	if label == "" || strings.EqualFold(label, "utf-8") || strings.EqualFold(label, "us-ascii") {
		return b, true
	}
	if strings.HasPrefix(strings.ToLower(label), "utf-16") {
		return b, true // the declaration could not be read if that were so
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return b, false
	}
	out, err := e.NewDecoder().Bytes(b)
	return out, err == nil
}

// declaredEncoding is the encoding="…" of an XML declaration, or "".
func declaredEncoding(b []byte) string {
	b = bytes.TrimPrefix(b, []byte("\uFEFF"))
	if !bytes.HasPrefix(b, []byte("<?xml")) {
		return ""
	}
	end := bytes.Index(b, []byte("?>"))
	if end < 0 {
		return ""
	}
	_, after, found := strings.Cut(string(b[:end]), "encoding")
	after = strings.TrimLeft(after, " \t\r\n=")
	if !found || after == "" || after[0] != '"' && after[0] != '\'' {
		return ""
	}
	label, _, _ := strings.Cut(after[1:], after[:1])
	return label
}

// measureSVG takes width and height, and what is missing from the viewBox, as
// CSS Images 3 sizes a replaced element. 0 by 0 when neither is there.
func measureSVG(b []byte) (width, height int, fault Fault) {
	root, fault := svgRoot(b)
	if fault != Sound {
		return 0, 0, fault
	}
	var w, h, boxW, boxH float64
	for _, a := range root.Attr {
		if a.Name.Space != "" {
			continue
		}
		switch a.Name.Local {
		case "width":
			w = cssLength(a.Value)
		case "height":
			h = cssLength(a.Value)
		case "viewBox":
			boxW, boxH = boxSize(a.Value)
		}
	}
	if boxW > 0 && boxH > 0 {
		switch {
		case w == 0 && h == 0:
			w, h = boxW, boxH
		case w == 0:
			w = h * boxW / boxH
		case h == 0:
			h = w * boxH / boxW
		}
	}
	if w == 0 || h == 0 || w > math.MaxInt32 || h > math.MaxInt32 {
		return 0, 0, Sound
	}
	return max(1, int(math.Round(w))), max(1, int(math.Round(h))), Sound
}

func boxSize(viewBox string) (w, h float64) {
	f := strings.FieldsFunc(viewBox, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' || r == '\r' })
	if len(f) != 4 {
		return 0, 0
	}
	return positive(f[2]), positive(f[3])
}

// cssLength is a length in CSS pixels; 0 for percentages, "auto" and nonsense.
func cssLength(s string) float64 {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, u := range [...]struct {
		unit   string
		pixels float64
	}{
		{"px", 1}, {"pt", 96.0 / 72}, {"pc", 16}, {"mm", 96 / 25.4}, {"cm", 96 / 2.54}, {"in", 96},
		{"rem", 16}, {"em", 16}, {"ex", 8}, {"", 1},
	} {
		if number, ok := strings.CutSuffix(s, u.unit); ok {
			return positive(strings.TrimSpace(number)) * u.pixels
		}
	}
	return 0
}

// positive is a finite number above 0, or 0.
func positive(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v > 0) || math.IsInf(v, 1) {
		return 0
	}
	return v
}

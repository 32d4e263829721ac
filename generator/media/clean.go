package media

import (
	"bytes"
	"path"
	"slices"
	"strconv"
	"strings"

	"tract/generator/diag"
)

// Cleaned is a file ready to be published. Bytes is nil when it must not be.
// Removed names in English what the published file lacks, each thing once, in
// the order met. Where nothing had to be removed, Bytes is the source's own
// text and must not be altered.
type Cleaned struct {
	Bytes   []byte
	Removed []string
}

// Clean makes a file beside a text safe to publish. It goes by the bytes: a
// JPEG that is called .png is cleaned as a JPEG, with a warning. There is an
// error among the messages exactly when Bytes is nil. The result depends on
// the source alone, and cleaning it again changes nothing.
func Clean(src diag.Source) (Cleaned, []diag.Message) {
	name := path.Base(src.Path)
	if ClassOf(src.Path) == Refused {
		return Cleaned{}, []diag.Message{diag.In("file-refused", src.Path, "name", name)}
	}
	if disguised(src.Path, src.Text) {
		return Cleaned{}, []diag.Message{diag.In("file-disguised", src.Path, "name", name)}
	}
	if src.Text == nil {
		src.Text = []byte{} // an empty file may be published
	}
	switch ClassOf(src.Path) {
	case Image:
		return cleanImage(src)
	case Audio, Video:
		return Cleaned{Bytes: src.Text}, checkRecording(src)
	}
	return Cleaned{Bytes: src.Text}, checkDocument(src)
}

func cleanImage(src diag.Source) (Cleaned, []diag.Message) {
	fail := func(id string, args ...string) (Cleaned, []diag.Message) {
		return Cleaned{}, []diag.Message{diag.In(id, src.Path, append([]string{"name", path.Base(src.Path)}, args...)...)}
	}
	if len(src.Text) == 0 {
		return fail("image-empty")
	}
	typ, fault := imageType(src.Text)
	named := TypeOf(src.Path)
	if named == typeSVG && (fault != Sound || typ == typeSVG) {
		return cleanSVG(src)
	}
	if fault != Sound {
		return fail("image-unreadable")
	}
	if typ != named && (typ == typeSVG || named == typeSVG) {
		return fail("image-mismatch-svg", "found", formatName(typ))
	}
	clean, ok := rasterCleaners[typ]
	switch {
	case typ == typeAVIF:
		metadata, fault := avifMetadata(src.Text)
		if fault != Sound {
			return fail(faultID(fault))
		}
		if metadata {
			return fail("image-avif-metadata")
		}
		clean = keepAll
	case !ok:
		return fail("image-uncleanable", "found", formatName(typ))
	}
	s, fault := clean(src.Text)
	if fault != Sound {
		return fail(faultID(fault))
	}
	if s.unended && !fits(s.out) {
		return fail("image-too-large", "megapixels", strconv.Itoa(maxPixels/1_000_000))
	}
	if s.unended && !decodes(s.out) {
		return fail("image-truncated")
	}
	if s.turn >= 2 {
		if id := s.setUpright(typ); id != "" {
			return fail(id, "megapixels", strconv.Itoa(maxPixels/1_000_000))
		}
	}
	var messages []diag.Message
	if typ != named {
		messages = append(messages, mismatch(src.Path, typ))
	}
	out := s.out
	if bytes.Equal(out, src.Text) {
		out = src.Text
	}
	return Cleaned{Bytes: out, Removed: s.removed}, messages
}

// rasterCleaners are the formats that can be cleaned.
var rasterCleaners = map[string]func([]byte) (stripped, Fault){
	typeJPEG: cleanJPEG, typePNG: cleanPNG, typeGIF: cleanGIF, typeWebP: cleanWebP, typeICO: cleanICO,
}

func keepAll(b []byte) (stripped, Fault) { return stripped{out: b}, Sound }

func faultID(f Fault) string {
	if f == Cut {
		return "image-truncated"
	}
	return "image-broken"
}

// stripped is a raster image on its way through its cleaner.
type stripped struct {
	out     []byte
	removed []string
	turn    int    // EXIF orientation, 0 when it was not given
	profile []byte // a JPEG's ICC segments
	unended bool   // a JPEG without its end marker, which was added
}

func (s *stripped) drop(what string) {
	if !slices.Contains(s.removed, what) {
		s.removed = append(s.removed, what)
	}
}

// setUpright turns a JPEG that asks for it; the id of a message when it cannot.
// Other formats have no encoder here that would give back what they held.
func (s *stripped) setUpright(typ string) string {
	if typ != typeJPEG {
		return "image-rotated"
	}
	if !fits(s.out) {
		return "image-too-large"
	}
	out, ok := upright(s.out, s.profile, s.turn)
	if !ok {
		return "image-rotated"
	}
	s.out = out
	return ""
}

// fits says whether a JPEG may be decoded.
func fits(b []byte) bool {
	w, h, fault := measureJPEG(b)
	return fault == Sound && w*h <= maxPixels
}

// mismatch is the warning on an image whose extension says another format.
func mismatch(file, typ string) diag.Message {
	name := path.Base(file)
	ext := extensionOf(typ)
	return diag.In("image-mismatch", file, "name", name, "found", formatName(typ),
		"near", strings.TrimSuffix(name, path.Ext(name))+"."+ext)
}

func extensionOf(typ string) string {
	switch typ {
	case typeJPEG:
		return "jpg"
	case typeICO:
		return "ico"
	}
	return strings.TrimPrefix(typ, "image/")
}

// formatName is what people call a format, in every language.
func formatName(typ string) string {
	switch typ {
	case typeSVG:
		return "SVG"
	case typeWebP:
		return "WebP"
	case typeICO:
		return "ICO"
	case typeJXL:
		return "JPEG XL"
	case typeJP2:
		return "JPEG 2000"
	}
	return strings.ToUpper(strings.TrimPrefix(typ, "image/"))
}

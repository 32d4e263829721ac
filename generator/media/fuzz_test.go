package media

import (
	"bytes"
	"testing"

	"tract/generator/diag"
)

// Any bytes under any name: no panic, an error exactly when nothing is
// published, and cleaning twice is cleaning once.
func FuzzClean(f *testing.F) {
	jpg := dirtyJPEG(f, 16, 8, 6)
	for name, b := range map[string][]byte{
		"a.jpg": jpg, "b.jpg": dirtyJPEG(f, 16, 8, 1), "a.png": dirtyPNG(f, 3, 3, 1), "a.gif": dirtyGIF(f),
		"a.webp": dirtyWebP(f, 1), "a.avif": sampleAVIF("Exif"), "b.avif": sampleAVIF(), "a.ico": sampleICO(dirtyPNG(f, 3, 3, 1)),
		"a.docx": zipOf(f, map[string]string{"docProps/core.xml": "<dc:creator>A</dc:creator>"}),
		"a.pdf":  []byte("%PDF-1.4 /Author (A) 5 0 obj <</Type/ObjStm/Filter/FlateDecode>> stream\n" + deflated("/Author 1 0 R")),
		"a.mp4":  []byte(bmff("ftyp", "isom") + bmff("moov", bmff("udta", bmff("loci", "x")))),
		"a.xyz":  []byte("<html>"),
	} {
		f.Add(name, b)
	}
	f.Fuzz(func(t *testing.T, name string, b []byte) {
		if len(b) > 1<<16 || pixels(b) > 1<<20 {
			return // a large picture takes long to turn, and shows nothing new
		}
		c, _ := checkContract(t, name, b)
		if c.Bytes == nil {
			return
		}
		second, _ := Clean(diag.Source{Path: name, Text: c.Bytes})
		if !bytes.Equal(second.Bytes, c.Bytes) {
			t.Errorf("cleaned twice: %q, once: %q", second.Bytes, c.Bytes)
		}
	})
}

func pixels(b []byte) int {
	info, _ := Inspect("a.jpg", b)
	return info.Width * info.Height
}

// Any SVG that is published is well-formed, inert, and the same when cleaned
// again.
func FuzzSVG(f *testing.F) {
	for _, inside := range hostile {
		f.Add(svgHead + inside + "</svg>")
	}
	f.Add(`<!DOCTYPE svg [<!ENTITY a "b">]><p:svg xmlns:p="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&a;</p:svg>`)
	f.Add(svgHead + `<style>@media (min-width:1px){.a{fill:url(#b)}}</style><rect style="fill:red;stroke:url('#c')"/></svg>`)
	f.Fuzz(func(t *testing.T, text string) {
		c, _ := checkContract(t, "a.svg", []byte(text))
		if c.Bytes == nil {
			return
		}
		strict(t, c.Bytes)
		second, ids := clean("a.svg", c.Bytes)
		if !bytes.Equal(second.Bytes, c.Bytes) {
			t.Errorf("cleaned twice: %q %v\nonce: %q\nof %q", second.Bytes, ids, c.Bytes, text)
		}
	})
}

// What the CSS filter lets through it lets through again unchanged.
func FuzzCSS(f *testing.F) {
	f.Add(`.a{fill:url(#b);stroke:'x'}@media print{b{c:d(e)}}/* */@import "x";`)
	f.Add(`a{b:c;d:url("#e")}}f{g:h\`)
	f.Fuzz(func(t *testing.T, text string) {
		quiet := func(string) {}
		once := cssSheet(text, 0, quiet)
		if twice := cssSheet(once, 0, quiet); twice != once {
			t.Errorf("%q became %q, then %q", text, once, twice)
		}
		strictValue(t, once, []byte(text))
		once = cssDeclarations(text, quiet)
		if twice := cssDeclarations(once, quiet); twice != once {
			t.Errorf("%q became %q, then %q", text, once, twice)
		}
		strictValue(t, once, []byte(text))
	})
}

// Inspect of a prefix never contradicts Inspect of the whole: it either asks
// for more or says the same.
func FuzzInspect(f *testing.F) {
	for _, b := range [][]byte{dirtyJPEG(f, 16, 8, 6), samplePNG(f, 3, 3), dirtyWebP(f, 1), sampleAVIF(), []byte(svgHead + "</svg>")} {
		f.Add(b, 40)
	}
	f.Fuzz(func(t *testing.T, b []byte, n int) {
		whole, fault := Inspect("a.jpg", b)
		head, early := Inspect("a.jpg", b[:max(0, min(n, len(b)))])
		if (early == Sound || early == Mismatch) && (head != whole || fault != early) {
			t.Errorf("%+v of the head, %+v %v of the whole", head, whole, fault)
		}
	})
}

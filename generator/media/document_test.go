package media

import (
	"bytes"
	"strings"
	"testing"

	"tract/generator/diag"
)

func TestDocumentMetadata(t *testing.T) {
	core := func(inside string) string {
		return `<?xml version="1.0"?><cp:coreProperties xmlns:cp="c" xmlns:dc="d">` + inside + `</cp:coreProperties>`
	}
	pdf := func(inside string) []byte { return []byte("%PDF-1.7\n" + inside + "\n%%EOF") }
	xmp := `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description pdfx:Company="Acme"><dc:creator><rdf:Seq><rdf:li>Ana</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`
	bomb := core("<dc:creator>" + strings.Repeat(" ", 40<<20) + "Ana</dc:creator>")
	cases := []struct {
		name   string
		b      []byte
		fields string
	}{
		{"a.docx", zipOf(t, map[string]string{"docProps/core.xml": core("<dc:creator>Ana</dc:creator><cp:lastModifiedBy>Ben</cp:lastModifiedBy>"),
			"docProps/app.xml": "<Properties><Company>Acme</Company><Manager/></Properties>"}), "Company, Creator, LastModifiedBy"},
		{"a.DOCX", zipOf(t, map[string]string{"docProps/core.xml": core("<dc:creator> </dc:creator><dc:title>Ana</dc:title>")}), ""},
		{"a.docx", zipOf(t, map[string]string{"word/comments.xml": `<w:comments><w:comment w:author="Ana"/></w:comments>`,
			"word/document.xml": `<w:document><w:ins w:author="Ben"/></w:document>`}), "comment authors, tracked changes"},
		{"a.xlsx", zipOf(t, map[string]string{"xl/comments1.xml": "<comments><authors><author>Ana</author></authors></comments>"}), "comment authors"},
		{"a.pptx", zipOf(t, map[string]string{"ppt/slides/slide1.xml": core("<dc:creator>Ana</dc:creator>")}), ""},
		{"a.docx", zipOf(t, map[string]string{"docProps/core.xml": bomb}), ""},
		{"a.docx", zipOf(t, map[string]string{"docProps/core.xml": core("<dc:creator>Ana</dc:creator><broken")}), "Creator"},
		{"a.odt", zipOf(t, map[string]string{"meta.xml": "<o><meta:initial-creator>Ana</meta:initial-creator><dc:creator>Ben</dc:creator></o>"}), "Creator, Initial creator"},
		{"a.docx", []byte("no zip"), "?"},
		{"a.odt", nil, "?"},
		{"a.pdf", pdf("1 0 obj <</Author (Ana) /Creator (Writer)>> endobj"), "Author"},
		{"a.pdf", pdf("1 0 obj <</Author()/Title(Author)/Company<FEFF>>> endobj"), ""},
		{"a.pdf", pdf(`1 0 obj <</Author(\376\377)/Company<FEFF0041>>> endobj`), "Company"},
		{"a.pdf", pdf("1 0 obj <</Author 12 0 R>> endobj\n12 0 obj\n(Ana) endobj"), "Author"},
		{"a.pdf", pdf("1 0 obj <</Author 12 0 R>> endobj"), ""},
		{"a.pdf", pdf("/Authority (x) /Author"), ""},
		{"a.pdf", pdf(xmp), "Company, dc:creator"},
		{"a.pdf", pdf(`<rdf:RDF><dc:creator><rdf:Seq/></dc:creator></rdf:RDF>`), ""},
		{"a.pdf", pdf("5 0 obj <</Type/ObjStm/Filter/FlateDecode>> stream\r\n" + deflated("<</Author(Ana)>>") + "\nendstream"), "Author"},
		{"a.pdf", pdf("5 0 obj <</Type/Metadata/Filter/FlateDecode>> stream\n" + deflated(xmp) + "\nendstream"), "Company, dc:creator"},
		{"a.pdf", pdf("5 0 obj <</Filter/FlateDecode>> stream\n" + deflated("<</Author(Ana)>>") + "\nendstream"), ""},
		{"a.pdf", pdf("5 0 obj <</Type/ObjStm/Filter/FlateDecode>> stream\nbroken"), ""},
		{"a.pdf", []byte("no PDF"), "?"},
		{"a.txt", []byte("/Author (Ana)"), ""},
	}
	for _, c := range cases {
		got, ms := checkContract(t, c.name, c.b)
		if !bytes.Equal(got.Bytes, c.b) {
			t.Errorf("%s: altered", c.name)
		}
		fields := ""
		for _, m := range ms {
			if fields += m.Args.Get("fields"); m.ID == "document-unreadable" {
				fields = "?"
			}
			if strings.Contains(strings.Join(m.Args, " "), "Ana") {
				t.Errorf("a message tells the name: %v", m.Args)
			}
		}
		if fields != c.fields {
			t.Errorf("%s %.80q: %q, want %q", c.name, c.b, fields, c.fields)
		}
	}
}

func TestRecordingLocation(t *testing.T) {
	ftyp := bmff("ftyp", "isom", u32(0))
	for text, want := range map[string]int{
		ftyp + bmff("moov", bmff("udta", bmff("\xa9xyz", "+51.5-000.1/"))):                                                 1,
		ftyp + bmff("mdat", "x") + bmff("moov", bmff("trak", bmff("udta", bmff("loci", "x")))):                             1,
		ftyp + bmff("moov", bmff("meta", bmff("hdlr", "x"), bmff("keys", "com.apple.quicktime.location.ISO6709"))):         1,
		ftyp + bmff("moov", bmff("meta", u32(0), bmff("hdlr", "x"), bmff("keys", "com.apple.quicktime.location.ISO6709"))): 1,
		ftyp + bmff("moov", bmff("udta", bmff("\xa9nam", "A song"))):                                                       0,
		ftyp + bmff("mdat", bmff("moov", bmff("udta", bmff("\xa9xyz", "x")))):                                              0,
		ftyp + "\x00\x00\x00\x00moov": 0,
		ftyp + "\x00\x00\x00\x01":     0,
		"ID3\x04":                     0,
	} {
		for _, name := range []string{"a.mp4", "a.m4a", "a.mov"} {
			if _, ms := checkContract(t, name, []byte(text)); len(ms) != want {
				t.Errorf("%q: %v", text, ms)
			}
		}
	}
}

// The words of every message can be shown in both languages, with no gap.
func TestWords(t *testing.T) {
	for name, text := range map[string]string{
		"a.html": "x", "a.png": "<html>", "b.png": "x", "c.png": "GIF89a", "a.heic": bmff("ftyp", "heic", u32(0)),
		"a.svg": svgHead + "<script/></svg>", "b.svg": svgHead, "c.svg": svgHead + "<g></svg>", "a.docx": "x",
	} {
		_, ms := Clean(diag.Source{Path: name, Text: []byte(text)})
		if len(ms) == 0 {
			t.Errorf("%s: no message", name)
		}
		for _, m := range ms {
			for _, lang := range []diag.Language{diag.English, diag.French} {
				for _, words := range []string{m.Sentence(lang), m.Mend(lang)} {
					if words == "" || strings.Contains(words, "{") || strings.Contains(words, "“”") {
						t.Errorf("%s %s: %q", m.ID, lang, words)
					}
				}
			}
		}
	}
}

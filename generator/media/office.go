package media

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
)

const (
	maxPart  = 1 << 20 // unpacked bytes read of one part: a metadata part has a few hundred
	maxParts = 64      // parts read of one file
)

// part is a file within an office document, and the elements of it that name
// people or their organisation.
type part struct {
	name   string // a trailing * stands for any ending
	fields map[string]string
}

// ooxmlParts are those of ECMA-376 (docx, xlsx, pptx).
var ooxmlParts = []part{
	{"docProps/core.xml", map[string]string{"creator": "Creator", "lastModifiedBy": "LastModifiedBy"}},
	{"docProps/app.xml", map[string]string{"Company": "Company", "Manager": "Manager"}},
	{"word/document.xml", map[string]string{"ins@author": "tracked changes", "del@author": "tracked changes"}},
	{"word/people.xml", map[string]string{"person@author": "comment authors"}},
	{"word/comments.xml", map[string]string{"comment@author": "comment authors"}},
	{"xl/comments*", map[string]string{"author": "comment authors"}},
	{"xl/persons/*", map[string]string{"person@displayName": "comment authors"}},
	{"ppt/commentAuthors.xml", map[string]string{"cmAuthor@name": "comment authors"}},
	{"ppt/authors.xml", map[string]string{"author@name": "comment authors"}},
}

// odfParts are those of OASIS ODF (odt, ods, odp, odg).
var odfParts = []part{
	{"meta.xml", map[string]string{
		"creator": "Creator", "initial-creator": "Initial creator", "printed-by": "Printed by",
	}},
}

// officeMetadata is the names of the fields that hold personal data; false when
// the file is no office document.
func officeMetadata(b []byte, parts []part) (fields []string, readable bool) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, false
	}
	read := 0
	for _, f := range z.File {
		for _, p := range parts {
			prefix, any := strings.CutSuffix(p.name, "*")
			if f.Name != p.name && !(any && strings.HasPrefix(f.Name, prefix)) || read == maxParts {
				continue
			}
			read++
			r, err := f.Open()
			if err != nil {
				continue
			}
			// Only the head is unpacked, whatever the directory says of its size.
			fields = append(fields, fieldsIn(io.LimitReader(r, maxPart), p.fields)...)
			r.Close()
		}
	}
	return fields, true
}

// fieldsIn are the names of the wanted elements that hold text, and of the
// wanted attributes (element@attribute) that have a value. It reads as far as
// the XML goes.
func fieldsIn(r io.Reader, wanted map[string]string) (fields []string) {
	d := xml.NewDecoder(r)
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	inside := ""
	for {
		token, err := d.RawToken()
		if err != nil {
			return fields
		}
		switch t := token.(type) {
		case xml.StartElement:
			inside = wanted[t.Name.Local]
			for _, a := range t.Attr {
				if f := wanted[t.Name.Local+"@"+a.Name.Local]; f != "" && strings.TrimSpace(a.Value) != "" {
					fields = append(fields, f)
				}
			}
		case xml.EndElement:
			inside = ""
		case xml.CharData:
			if inside != "" && len(bytes.TrimSpace(t)) > 0 {
				fields = append(fields, inside)
			}
		}
	}
}

package media

import (
	"bytes"
	"compress/zlib"
	"io"
	"strconv"
)

const (
	maxStream  = 1 << 20 // unpacked bytes read of one PDF stream
	maxStreams = 2000    // streams unpacked of one PDF
	maxPDF     = 32 << 20
	maxLookups = 8 // references followed for one key, each through the whole file
)

// pdfKeys are the entries of an Info dictionary (ISO 32000-1, 14.3.3, and what
// office programs add) that name people. Creator and Producer are programs.
var pdfKeys = []string{"Author", "Company", "Manager", "LastModifiedBy", "SourceModifiedBy"}

// xmpKeys are the XMP properties that do, as elements or attributes.
var xmpKeys = map[string]string{
	"dc:creator": "dc:creator", "pdfx:Company": "Company", "pdfx:Manager": "Manager",
	"pdf:Author": "Author", "xmpMM:ModifiedBy": "ModifiedBy", "photoshop:CaptionWriter": "CaptionWriter",
}

// pdfMetadata is the names of the personal fields of a PDF; false when it is
// none. No cross-reference is followed: older versions of the document that
// remain in the file count as well, and broken files are read as far as it
// goes. Encrypted strings cannot be told from plain ones and count as filled.
func pdfMetadata(b []byte) (fields []string, readable bool) {
	if i := bytes.Index(b[:min(len(b), sniffLength)], []byte("%PDF-")); i < 0 {
		return nil, false
	}
	fields = pdfFields(b, b)
	unpacked, streams := 0, 0
	for at := 0; streams < maxStreams && unpacked < maxPDF; {
		i := bytes.Index(b[at:], []byte("stream"))
		if i < 0 {
			break
		}
		at += i
		head := pdfDictionary(b[:at])
		body := b[at+len("stream"):]
		at += len("stream")
		inner := bytes.Contains(head, []byte("/ObjStm")) || bytes.Contains(head, []byte("/Metadata"))
		if !inner || !bytes.Contains(head, []byte("/FlateDecode")) {
			continue
		}
		streams++
		text := inflate(bytes.TrimPrefix(bytes.TrimPrefix(body, []byte("\r")), []byte("\n")))
		unpacked += len(text)
		fields = append(fields, pdfFields(text, b)...)
	}
	return fields, true
}

// pdfDictionary is what stands before a stream keyword, back to its object.
func pdfDictionary(b []byte) []byte {
	b = b[max(0, len(b)-1024):]
	if i := bytes.LastIndex(b, []byte(" obj")); i >= 0 {
		return b[i:]
	}
	return b
}

// inflate unpacks the zlib data at the head of body, as far as it goes.
func inflate(body []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil
	}
	text, _ := io.ReadAll(io.LimitReader(r, maxStream)) // a cut stream is read up to the cut
	return text
}

// pdfFields looks for filled fields in a stretch of PDF, with whole as the file
// that references lead into.
func pdfFields(b, whole []byte) (fields []string) {
	for _, key := range pdfKeys {
		if pdfFilled(b, whole, key) {
			fields = append(fields, key)
		}
	}
	for rest := b; ; {
		from := bytes.Index(rest, []byte("<rdf:RDF"))
		if from < 0 {
			return fields
		}
		rest = rest[from:]
		end := bytes.Index(rest, []byte("</rdf:RDF"))
		if end < 0 {
			end = len(rest)
		}
		fields = append(fields, xmpFields(rest[:min(end, maxPart)])...)
		rest = rest[end:]
	}
}

// xmpFields are the personal properties of an XMP packet that hold text.
func xmpFields(packet []byte) (fields []string) {
	for key, name := range xmpKeys {
		if i := bytes.Index(packet, []byte(" "+key+"=")); i >= 0 {
			value := packet[i+len(key)+2:]
			if len(value) > 1 && value[1] != value[0] {
				fields = append(fields, name)
			}
		}
		_, inside, found := bytes.Cut(packet, []byte("<"+key+">"))
		if !found {
			continue
		}
		inside, _, _ = bytes.Cut(inside, []byte("</"+key))
		if hasText(inside) {
			fields = append(fields, name)
		}
	}
	return fields
}

// hasText says whether anything but tags and white space is in a stretch of XML.
func hasText(b []byte) bool {
	tag := false
	for _, c := range b {
		switch {
		case c == '<':
			tag = true
		case c == '>':
			tag = false
		case !tag && c > ' ':
			return true
		}
	}
	return false
}

// pdfFilled says whether /key stands before a string that is not empty, or
// before a reference to one.
func pdfFilled(b, whole []byte, key string) bool {
	lookups := 0
	for rest := b; ; {
		_, after, found := bytes.Cut(rest, []byte("/"+key))
		if !found {
			return false
		}
		rest = after
		value := bytes.TrimLeft(after, " \t\r\n\f\x00")
		if pdfString(value) {
			return true
		}
		if len(value) < len(after) && lookups < maxLookups && len(value) > 0 && value[0] >= '0' && value[0] <= '9' {
			lookups++
			if pdfString(pdfObject(value, whole)) {
				return true
			}
		}
	}
}

// pdfString says whether a string with content stands at the head of b.
func pdfString(b []byte) bool {
	if len(b) < 2 {
		return false
	}
	switch {
	case b[0] == '(':
		inside := bytes.TrimLeft(b[1:], " \t\r\n")
		inside = bytes.TrimPrefix(inside, []byte("\xfe\xff"))
		inside = bytes.TrimPrefix(inside, []byte(`\376\377`))
		return len(inside) > 0 && inside[0] != ')'
	case b[0] == '<' && b[1] != '<':
		inside, _, closed := bytes.Cut(b[1:], []byte(">"))
		inside = bytes.TrimPrefix(bytes.ToUpper(inside[:min(len(inside), 64)]), []byte("FEFF"))
		return closed && len(bytes.Trim(inside, "0 \t\r\n")) > 0
	}
	return false
}

// pdfObject is what follows "n g obj" in the file when b begins with "n g R".
func pdfObject(b, whole []byte) []byte {
	f := bytes.Fields(b[:min(len(b), 24)])
	if len(f) < 3 || f[2][0] != 'R' {
		return nil
	}
	for _, number := range f[:2] {
		if _, err := strconv.ParseUint(string(number), 10, 32); err != nil {
			return nil
		}
	}
	head := "\n" + string(f[0]) + " " + string(f[1]) + " obj"
	_, after, _ := bytes.Cut(whole, []byte(head))
	return bytes.TrimLeft(after, " \t\r\n")
}

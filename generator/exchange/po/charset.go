package po

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"

	"tract/generator/diag"
)

// charsetField finds the encoding that a header names. All that gettext knows
// are ASCII there.
var charsetField = regexp.MustCompile(`(?i)Content-Type:[^"\n]*?charset=([A-Za-z0-9_.:+-]+)`)

// spacedCharset is the same with a space too many, for which gettext names no
// encoding; it counts for bytes that are no UTF-8.
var spacedCharset = regexp.MustCompile(`(?i)Content-Type:[^"\n]*?charset=[ \t]+([A-Za-z0-9_.:+-]+)`)

// joined finds where a line of the header goes on in the next.
var joined = regexp.MustCompile(`"[ \t\r]*\n[ \t]*"`)

// aliases are names that gettext knows and the web does not.
var aliases = map[string]string{
	"cp932": "shift_jis", "cp936": "gbk", "cp949": "euc-kr", "uhc": "euc-kr", "cp950": "big5", "euc_jp": "euc-jp",
	"euc_kr": "euc-kr", "sjis": "shift_jis", "latin-1": "iso-8859-1", "latin1": "iso-8859-1", "tis620": "tis-620",
	"iso8859-15": "iso-8859-15", "koi8_r": "koi8-r", "koi8_u": "koi8-u",
}

// decode is the text of a file in UTF-8, and the name of its encoding. It is
// false when the text cannot be read, which the message says.
func decode(src diag.Source) (text []byte, charset string, m *diag.Message) {
	raw := src.Text
	for _, mark := range []string{"\xFF\xFE", "\xFE\xFF"} {
		if bytes.HasPrefix(raw, []byte(mark)) {
			m := diag.In("po-charset", src.Path, "charset", "UTF-16")
			return nil, "", &m
		}
	}
	raw = lineEnds(bytes.TrimPrefix(raw, []byte("\uFEFF")))
	charset = "UTF-8"
	if found := charsetField.FindSubmatch(joined.ReplaceAll(raw[:min(len(raw), 16<<10)], nil)); found != nil {
		charset = string(found[1])
	} else if found := spacedCharset.FindSubmatch(joined.ReplaceAll(raw[:min(len(raw), 16<<10)], nil)); found != nil && invalid(raw) >= 0 {
		charset = string(found[1])
	}
	switch strings.ToLower(charset) {
	case "charset", "utf-8", "utf8", "ascii", "us-ascii", "ansi_x3.4-1968":
		// CHARSET stands in templates that nobody has filled in.
		if at := invalid(raw); at >= 0 {
			m := diag.At("po-encoding", diag.Source{Path: src.Path, Text: raw}, at, at+1, "charset", charset)
			return nil, "", &m
		}
		return raw, "UTF-8", nil
	}
	name := strings.ToLower(charset)
	if other, ok := aliases[name]; ok {
		name = other
	}
	encoding, err := htmlindex.Get(name)
	if err != nil || strings.HasPrefix(name, "utf-16") || name == "replacement" {
		m := diag.In("po-charset", src.Path, "charset", charset)
		return nil, "", &m
	}
	text, err = encoding.NewDecoder().Bytes(raw)
	if err != nil {
		m := diag.In("po-charset", src.Path, "charset", charset)
		return nil, "", &m
	}
	if at := bytes.Index(text, []byte("\uFFFD")); at >= 0 {
		m := diag.At("po-encoding", diag.Source{Path: src.Path, Text: text}, at, at+3, "charset", charset)
		return nil, "", &m
	}
	return text, charset, nil
}

// invalid is the place of the first byte that is no text, or -1.
func invalid(text []byte) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size <= 1 || r == 0 {
			return i
		}
		i += size
	}
	return -1
}

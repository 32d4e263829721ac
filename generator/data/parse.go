package data

import (
	"bytes"
	"strings"

	"tract/generator/diag"
)

// Parse reads a whole data file. The value of a file that holds nothing is
// Null, with a message. A byte order mark and CRLF are read without a word.
func Parse(src diag.Source, format Format) (Value, []diag.Message) {
	text, readable, ms := checkEncoding(src)
	if !readable {
		return Value{}, ms
	}
	base := len(text) - len(bytes.TrimPrefix(text, []byte(bom)))
	if len(bytes.TrimSpace(text[base:])) == 0 {
		if len(ms) == 0 {
			ms = append(ms, diag.In("file-empty", src.Path))
		}
		return Value{}, ms
	}
	f := &faults{src: src}
	v := read(f, format, string(text[base:]), base)
	return v, append(ms, f.messages()...)
}

// read is the value of a text in a format, whose first byte stands at base.
func read(f *faults, format Format, text string, base int) Value {
	if len(text) > maxSize {
		f.add("data-too-large", base, base)
		return Value{Start: base, End: base}
	}
	if format == YAML {
		if v, ok := readFlat(text, base); ok {
			return v
		}
	}
	text = withoutControls(f, format, text, base)
	switch format {
	case YAML:
		v := readYAML(f, text, base)
		if v.scalar() {
			f.add("yaml-no-fields", v.Start, v.End, "text", v.Text)
		}
		return v
	case TOML:
		return readTOML(f, text, base)
	case JSON:
		v, end := readJSON(f, text, base)
		if rest := strings.TrimSpace(text[end:]); rest != "" && !f.has("json-syntax", "data-too-deep") {
			start := base + end + strings.Index(text[end:], rest)
			first, _, _ := strings.Cut(rest, "\n")
			f.add("json-text-after", start, start+len(first), "text", strings.TrimSpace(first))
		}
		return v
	}
	return Value{}
}

func (f *faults) has(ids ...string) bool {
	for _, x := range f.list {
		for _, id := range ids {
			if x.id == id {
				return true
			}
		}
	}
	return false
}

// shorten is the head of a text, to be shown in a sentence; never empty.
func shorten(text string) string {
	const most = 60
	text, _, _ = strings.Cut(strings.TrimSpace(strings.ToValidUTF8(text, "\uFFFD")), "\n")
	if text == "" {
		return "…"
	}
	n := 0
	for i := range text {
		if n++; n > most {
			return text[:i] + "…"
		}
	}
	return text
}

// withoutControls is the text with the characters that no format allows
// replaced by spaces of the same length, with a message for each: control
// characters, and in YAML the line ends of other systems, which are pasted
// unseen and which YAML would take for line ends.
func withoutControls(f *faults, format Format, text string, base int) string {
	const most = 10 // that are said; more of them come from a program
	var mended []byte
	before := len(f.list)
	for i := 0; i < len(text); {
		id, n := control(text[i:], format)
		if id == "" {
			i++
			continue
		}
		if mended == nil {
			mended = []byte(text)
		}
		copy(mended[i:i+n], "   ")
		if len(f.list)-before < most {
			with := ""
			if id == "line-separator" {
				with = " "
			}
			f.add(id, base+i, base+i+n, "code", codePoint(text[i:])).fixed(base+i, base+i+n, with)
		}
		i += n
	}
	if mended == nil {
		return text
	}
	return string(mended)
}

// control tells the character at the head of a text that may not stay, and its
// length.
func control(s string, format Format) (id string, n int) {
	switch c := s[0]; {
	case c >= ' ' && c < 0x7F || c == '\n' || c == '\t':
		return "", 0
	case c == '\r':
		if format == TOML && !strings.HasPrefix(s, "\r\n") {
			return "control-character", 1
		}
		return "", 0
	case c == 0x7F && format == JSON:
		return "", 0
	case c < ' ' || c == 0x7F:
		return "control-character", 1
	case format != YAML:
		return "", 0
	case c == 0xC2 && len(s) > 1 && s[1] < 0xA0:
		if s[1] == 0x85 {
			return "line-separator", 2
		}
		return "control-character", 2
	case c == 0xE2 && (strings.HasPrefix(s, "\u2028") || strings.HasPrefix(s, "\u2029")):
		return "line-separator", 3
	case c == 0xEF && (strings.HasPrefix(s, "\uFEFF") || strings.HasPrefix(s, "\uFFFE") || strings.HasPrefix(s, "\uFFFF")):
		return "control-character", 3
	}
	return "", 0
}

// codePoint names the character at the head of a text, as in U+0007.
func codePoint(s string) string {
	for _, r := range s {
		return "U+" + hexByte(byte(r>>8)) + hexByte(byte(r))
	}
	return ""
}

package data

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// jsonReader reads RFC 8259 JSON. It goes on after the usual slips, and says
// where each stands.
type jsonReader struct {
	*faults
	text string // with offsets from base in the source
	base int
	pos  int
	dead bool // nothing more can be made of the text
}

// readJSON is the value at the head of text and the offset after it.
func readJSON(f *faults, text string, base int) (Value, int) {
	r := &jsonReader{faults: f, text: text, base: base}
	r.space()
	if r.pos == len(text) {
		return Value{Start: base + r.pos, End: base + r.pos}, r.pos
	}
	v := r.value(0)
	return v, r.pos
}

func (r *jsonReader) fault(id string, start, end int, args ...string) *fault {
	if r.full() {
		r.dead = true
	}
	return r.add(id, r.base+start, r.base+end, args...)
}

// rest is what is not read yet.
func (r *jsonReader) rest() string { return r.text[r.pos:] }

// space skips white space, and comments with a message each.
func (r *jsonReader) space() {
	for r.pos < len(r.text) {
		switch c := r.text[r.pos]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			r.pos++
		case strings.HasPrefix(r.rest(), "\u00A0"):
			r.pos += len("\u00A0")
			r.fault("no-break-space", r.pos-len("\u00A0"), r.pos).fixed(r.base+r.pos-len("\u00A0"), r.base+r.pos, " ")
		case c == '#' || strings.HasPrefix(r.rest(), "//") || strings.HasPrefix(r.rest(), "/*"):
			end := strings.IndexByte(r.rest(), '\n')
			if c == '/' && r.text[r.pos+1] == '*' {
				if end = strings.Index(r.rest(), "*/"); end >= 0 {
					end += len("*/")
				}
			}
			if end < 0 {
				end = len(r.rest())
			}
			written := strings.TrimRight(r.text[r.pos:r.pos+end], "\r\n")
			x := r.fault("json-comment", r.pos, r.pos+len(written))
			if !strings.Contains(written, "\n") {
				x.fixed(r.base+r.pos, r.base+r.pos+len(written), "")
			}
			r.pos += end
		default:
			return
		}
	}
}

func (r *jsonReader) value(depth int) Value {
	start := r.pos
	v := Value{Start: r.base + start, End: r.base + start}
	if depth > maxDepth {
		r.fault("data-too-deep", start, start+1)
		r.dead = true
		return v
	}
	switch c := r.text[r.pos]; {
	case c == '{':
		r.object(&v, depth)
	case c == '[':
		r.array(&v, depth)
	case quoteLen(r.rest()) > 0:
		v.Kind, v.Quoted, v.Text = String, true, clean(r.quoted())
	default:
		r.word(&v)
	}
	v.End = r.base + r.pos
	return v
}

// object reads from { to } or to the end of the text.
func (r *jsonReader) object(v *Value, depth int) {
	v.Kind = Map
	open := r.pos
	r.pos++
	var fields fieldSet
	defer func() { v.Fields = fields.list }()
	for first := true; ; first = false {
		if r.separate('}', open, first) {
			return
		}
		name := Field{Start: r.base + r.pos}
		if quoteLen(r.rest()) > 0 {
			name.Name = r.quoted()
		} else {
			name.Name = r.bareKey()
		}
		name.End = r.base + r.pos
		if r.dead {
			return
		}
		r.colon()
		if r.pos == len(r.text) || r.text[r.pos] == '}' || r.text[r.pos] == ',' {
			if r.pos == len(r.text) {
				continue // the object is not closed; said there
			}
			r.fault("json-value-missing", name.Start-r.base, name.End-r.base, "name", name.Name)
			name.Value = Value{Start: r.base + r.pos, End: r.base + r.pos}
		} else {
			name.Value = r.value(depth + 1)
		}
		fields.add(r.faults, name)
		if r.dead {
			return
		}
	}
}

// array reads from [ to ] or to the end of the text.
func (r *jsonReader) array(v *Value, depth int) {
	v.Kind = List
	open := r.pos
	r.pos++
	for first := true; ; first = false {
		if r.separate(']', open, first) {
			return
		}
		v.Items = append(v.Items, r.value(depth+1))
		if r.dead {
			return
		}
	}
}

// separate reads what stands before the next entry of a list or map, and says
// that the list or map ends here.
func (r *jsonReader) separate(closing byte, open int, first bool) bool {
	before := r.pos
	r.space()
	comma := -1
	for r.pos < len(r.text) && (r.text[r.pos] == ',' || r.text[r.pos] == ';') {
		if first || comma >= 0 || r.text[r.pos] == ';' {
			f := r.fault("comma-extra", r.pos, r.pos+1)
			if r.text[r.pos] == ';' {
				f.id = "comma-missing"
				f.fixed(r.base+r.pos, r.base+r.pos+1, ",")
			} else {
				f.fixed(r.base+r.pos, r.base+r.pos+1, "")
			}
			if r.dead {
				return true
			}
		}
		comma = r.pos
		r.pos++
		r.space()
	}
	switch {
	case r.pos == len(r.text):
		r.fault("bracket-unclosed", open, open+1, "open", r.text[open:open+1], "close", string(closing))
		r.dead = true
		return true
	case r.text[r.pos] == closing:
		if comma >= 0 && !first {
			r.fault("comma-extra", comma, comma+1).fixed(r.base+comma, r.base+comma+1, "")
		}
		r.pos++
		return true
	case r.text[r.pos] == ']' || r.text[r.pos] == '}':
		r.fault("json-syntax", r.pos, r.pos+1, "found", r.text[r.pos:r.pos+1], "expected", string(closing))
		r.dead = true
		return true
	case !first && comma < 0:
		r.fault("comma-missing", max(before-1, 0), before).fixed(r.base+before, r.base+before, ",")
	}
	return r.dead
}

// colon reads the colon between a name and its value.
func (r *jsonReader) colon() {
	before := r.pos
	r.space()
	if r.pos < len(r.text) && r.text[r.pos] == ':' {
		r.pos++
		r.space()
		return
	}
	for _, sign := range [...]string{"=>", "=", "：", "﹕", "∶"} {
		if strings.HasPrefix(r.rest(), sign) {
			r.fault("json-colon", r.pos, r.pos+len(sign)).fixed(r.base+r.pos, r.base+r.pos+len(sign), ":")
			r.pos += len(sign)
			r.space()
			return
		}
	}
	if r.pos < len(r.text) {
		r.fault("json-colon", max(before-1, 0), before).fixed(r.base+before, r.base+before, ":")
	}
}

// bareKey reads a name that has no quotes.
func (r *jsonReader) bareKey() string {
	start := r.pos
	end := strings.IndexAny(r.rest(), " \t\r\n:=,{}[]\"")
	if end <= 0 {
		found := r.rest()
		_, size := utf8.DecodeRuneInString(found)
		r.fault("json-syntax", start, start+size, "found", found[:size], "expected", `"`)
		r.dead = true
		return ""
	}
	r.pos += end
	name := r.text[start:r.pos]
	r.fault("json-quotes", start, r.pos, "text", name).fixed(r.base+start, r.base+r.pos, jsonQuote(name))
	return name
}

// word reads a number, true, false, null, or text that has no quotes.
func (r *jsonReader) word(v *Value) {
	start := r.pos
	end := strings.IndexAny(r.rest(), ",{}[]\r\n\"")
	if end < 0 {
		end = len(r.rest())
	}
	word := strings.TrimRight(r.text[start:start+end], " \t")
	if first, _, several := strings.Cut(word, " "); several && (isJSONNumber(first) || isJSONWord(first)) {
		word = first // what follows lacks its comma, or is a comment
	}
	r.pos += len(word)
	switch {
	case word == "":
		_, size := utf8.DecodeRuneInString(r.rest())
		r.fault("json-syntax", start, start+size, "found", r.text[start:start+size], "expected", `"`)
		r.dead = true
	case word == "null":
	case word == "true" || word == "false":
		v.Kind, v.Text = Bool, word
	case isJSONNumber(word):
		v.Kind, v.Text = Number, word
	case strings.EqualFold(word, "true") || strings.EqualFold(word, "false"):
		v.Kind, v.Text = Bool, strings.ToLower(word)
		r.fault("word-form", start, r.pos, "word", v.Text).fixed(r.base+start, r.base+r.pos, v.Text)
	case strings.EqualFold(word, "null") || word == "nil" || word == "None" || word == "undefined":
		r.fault("word-form", start, r.pos, "word", "null").fixed(r.base+start, r.base+r.pos, "null")
	default:
		v.Kind, v.Text = String, word
		r.fault("json-quotes", start, r.pos, "text", word).fixed(r.base+start, r.base+r.pos, jsonQuote(word))
	}
}

func isJSONWord(s string) bool { return s == "true" || s == "false" || s == "null" }

// isJSONNumber tells the numbers of RFC 8259.
func isJSONNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if whole == 0 || whole > 1 && s[0] == '0' {
		return false
	}
	s = s[whole:]
	if strings.HasPrefix(s, ".") {
		rest := strings.TrimLeft(s[1:], "0123456789")
		if len(rest) == len(s)-1 {
			return false
		}
		s = rest
	}
	if s == "" {
		return true
	}
	if s[0] != 'e' && s[0] != 'E' {
		return false
	}
	s = s[1:]
	if s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// jsonQuote is a text between JSON's quotes, with its letters as they are.
func jsonQuote(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		return `"` + text + `"`
	}
	return strings.TrimSuffix(b.String(), "\n")
}

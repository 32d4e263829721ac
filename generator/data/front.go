package data

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/adrg/frontmatter"

	"tract/generator/diag"
)

// Document says where the front matter of a Markdown file stands and holds its
// fields.
type Document struct {
	Format Format
	// Front is a Map, perhaps an empty one; the zero Value when there is no
	// front matter.
	Front Value
	// BodyStart is where the body begins in the file, after the closing line.
	BodyStart int
	// FrontStart and FrontEnd are the bytes between the opening and the closing
	// line; those of JSON take in its braces.
	FrontStart, FrontEnd int
}

// ReadFrontMatter cuts the front matter off a file and reads it: YAML between
// lines of ---, TOML between lines of +++, or JSON from { to }. The closing line
// starts at the margin; ... closes YAML too. Blank lines may stand before the
// opening line.
//
// Where the closing line is missing the fields are read as far as they reach,
// with a message, so that the other faults of the file are found as well.
func ReadFrontMatter(src diag.Source) (Document, []diag.Message) {
	text, readable, ms := checkEncoding(src)
	if !readable {
		return Document{}, ms
	}
	base := len(text) - len(bytes.TrimPrefix(text, []byte(bom)))
	if len(bytes.TrimSpace(text[base:])) == 0 {
		if len(ms) == 0 {
			ms = append(ms, diag.In("file-empty", src.Path))
		}
		return Document{BodyStart: len(text)}, ms
	}
	f := &faults{src: src}
	doc := cut(f, text, base)
	if doc.Format != None {
		doc.Front = front(f, doc, string(text[doc.FrontStart:doc.FrontEnd]))
	}
	return doc, append(ms, f.messages()...)
}

// front is the fields of a block of front matter.
func front(f *faults, doc Document, block string) Value {
	if doc.Format == YAML {
		if v, ok := readFlat(block, doc.FrontStart); ok && v.Kind == Map {
			return v
		}
	}
	r := reading{faults: f, start: doc.FrontStart, size: len(block)}
	r.parse(doc.Format, block)
	v := r.value
	if v.Kind != Map {
		if v.Kind != Null && !f.has("yaml-no-fields") {
			f.add("front-matter-not-fields", v.Start, v.End)
		}
		v = Value{Kind: Map, Start: doc.FrontStart, End: doc.FrontStart}
	}
	return v
}

// reading is what a format of the frontmatter package reads into.
type reading struct {
	*faults
	start, size int
	value       Value
}

// parse hands a block to the frontmatter package, which knows the formats by
// their opening lines. Its own search for the closing line is not sound: an
// indented --- inside a text would end the block, and a missing one makes the
// fields part of the body. So the block is cut before, and closed here by a
// line that no file can have, for NUL was replaced.
func (r *reading) parse(format Format, block string) {
	const closing = "\x00"
	as := func(format Format) frontmatter.UnmarshalFunc {
		return func(data []byte, into any) error {
			to := into.(*reading)
			to.value = read(to.faults, format, string(data[:min(to.size, len(data))]), to.start)
			return nil
		}
	}
	text := opening(format) + "\n" + block + "\n" + closing + "\n"
	// It can only fail where a reader or one of the functions above does.
	_, err := frontmatter.MustParse(strings.NewReader(text), r,
		frontmatter.NewFormat(opening(YAML), closing, as(YAML)),
		frontmatter.NewFormat(opening(TOML), closing, as(TOML)),
		frontmatter.NewFormat(opening(JSON), closing, as(JSON)))
	if err != nil {
		r.add("front-matter-not-fields", r.start, r.start)
	}
}

func opening(format Format) string {
	switch format {
	case TOML:
		return "+++"
	case JSON:
		return "{"
	}
	return "---"
}

// cut finds the front matter of a text that begins at base.
func cut(f *faults, text []byte, base int) Document {
	at := base
	for {
		end := at + bytes.IndexByte(text[at:], '\n') + 1
		if end == at || len(bytes.TrimSpace(text[at:end])) > 0 {
			break
		}
		at = end
	}
	next, first := lineAt(text, at)
	switch trimmed := strings.TrimRight(first, " \t"); {
	case trimmed == "---" && (at == base || fieldLine(text, next)):
		return closed(f, text, YAML, at, next)
	case trimmed == "+++":
		return closed(f, text, TOML, at, next)
	case named[trimmed] != None:
		return closedBy(f, text, Document{Format: named[trimmed], FrontStart: next}, at, trimmed[:3])
	case strings.HasPrefix(first, "{") && jsonHead(text[at:]):
		return cutJSON(text, at)
	case dashes(trimmed) && fieldLine(text, next):
		f.add("front-matter-dashes", at, at+len(trimmed), "found", trimmed).fixed(at, at+len(trimmed), "---")
		return closed(f, text, YAML, at, next)
	case fieldsFirst.MatchString(first) && laterMarker(text, next):
		f.add("front-matter-not-opened", at, at+len(trimmed))
		return closed(f, text, YAML, at, at)
	}
	return Document{BodyStart: base}
}

// lineAt is the line at an offset without its end, and where the next starts.
func lineAt(text []byte, at int) (next int, line string) {
	end := bytes.IndexByte(text[at:], '\n')
	if end < 0 {
		return len(text), string(text[at:])
	}
	line = string(text[at : at+end])
	return at + end + 1, strings.TrimSuffix(line, "\r")
}

var (
	blankLine   = regexp.MustCompile(`\n[ \t\r]*\n`)
	plainField  = regexp.MustCompile(`^[a-z_][a-z0-9_-]*\s*[:=]`)
	anyField    = regexp.MustCompile(`^["']?[\p{L}_][\p{L}\p{M}\p{N}_-]*["']?[\s\x{A0}\x{202F}]*(:|=|：)`)
	fieldsFirst = regexp.MustCompile(`^[a-z_]{2,20}: \S`)
)

// fieldLine says that a line reads like a field.
func fieldLine(text []byte, at int) bool {
	_, line := lineAt(text, at)
	return anyField.MatchString(line)
}

// dashes tells an opening line that is nearly one: another number of dashes,
// a dash that a word processor put for them, blanks before them.
func dashes(line string) bool {
	line = strings.TrimLeft(line, " \t\u00A0")
	return line != "" && strings.Trim(line, "-–—―‐‑−") == ""
}

// laterMarker says that fields that begin without an opening line have a
// closing one.
func laterMarker(text []byte, at int) bool {
	for range 50 {
		if at >= len(text) {
			return false
		}
		next, line := lineAt(text, at)
		switch {
		case strings.TrimRight(line, " \t") == "---":
			return true
		case line != "" && line[0] != ' ' && line[0] != '-' && line[0] != '#' && !fieldLine(text, at):
			return false
		}
		at = next
	}
	return false
}

// named are the opening lines of other generators that say their format; the
// closing line is the sign alone.
var named = map[string]Format{"---yaml": YAML, "---toml": TOML, "---json": JSON, ";;;": JSON}

// closed finds the closing line of a block that begins at from, below the
// opening line at open.
func closed(f *faults, text []byte, format Format, open, from int) Document {
	return closedBy(f, text, Document{Format: format, FrontStart: from}, open, opening(format))
}

// closedBy is closed for a closing line of mark.
func closedBy(f *faults, text []byte, doc Document, open int, mark string) Document {
	for at := doc.FrontStart; at < len(text); {
		end := bytes.IndexByte(text[at:], '\n')
		next := at + end + 1
		if end < 0 {
			next = len(text)
		}
		line := text[at:next]
		if len(line) >= 3 && (line[0] == mark[0] || line[0] == '.') {
			marker := string(bytes.TrimRight(line, " \t\r\n"))
			if marker == mark || marker == "..." && doc.Format == YAML {
				doc.FrontEnd, doc.BodyStart = at, next
				return doc
			}
		}
		at = next
	}
	return unclosed(f, text, doc, open, mark)
}

// unclosed reads the fields of a block without its closing line: as far as the
// lines read like fields, their lists and texts.
func unclosed(f *faults, text []byte, doc Document, open int, mark string) Document {
	end, nearly, blank := doc.FrontStart, -1, false
	for at := doc.FrontStart; at < len(text); {
		next, line := lineAt(text, at)
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "":
			blank = true
		case at > doc.FrontStart && dashes(line) && trimmed != "-", strings.Trim(trimmed, "+") == "" && len(trimmed) > 1:
			nearly = at
		case blank && line[0] != ' ' && line[0] != '[' && !plainField.MatchString(line):
			// Below a blank line prose such as “Note: …” is more likely a body.
			at = len(text)
			continue
		case anyField.MatchString(line), line[0] == ' ', line[0] == '\t', strings.HasPrefix(line, "- "),
			line[0] == '[' && doc.Format == TOML, line[0] == ']', line[0] == '}', line[0] == '{' && doc.Format == JSON:
			end = next
		case line[0] == '#' && !strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "##"):
			end = next
		default:
			at = len(text)
			continue
		}
		if nearly >= 0 {
			break
		}
		at = next
	}
	doc.FrontEnd, doc.BodyStart = end, end
	if nearly >= 0 {
		next, line := lineAt(text, nearly)
		doc.FrontEnd, doc.BodyStart = nearly, next
		found := strings.TrimRight(line, " \t")
		f.add("front-matter-closing", nearly, nearly+len(found), "found", strings.TrimSpace(found), "close", mark).fixed(nearly, nearly+len(line), mark)
		return doc
	}
	_, first := lineAt(text, open)
	from, last, fields := open, first, false
	for at := doc.FrontStart; at < end; {
		next, line := lineAt(text, at)
		if strings.TrimSpace(line) != "" {
			from, last = at, line
			fields = fields || anyField.MatchString(line) || doc.Format == JSON
		}
		at = next
	}
	line := bytes.Count(text[:from], []byte("\n")) + 2
	x := f.add("front-matter-unclosed", from, from+len(last), "close", mark, "line", strconv.Itoa(line))
	if fields {
		x.mended = last + "\n" + mark
		x.note = [2]int{open, open + len(first)}
	}
	return doc
}

// jsonHead says that a text that begins with a brace is JSON, and not a
// shortcode or a template of another generator.
func jsonHead(text []byte) bool {
	rest := bytes.TrimLeft(text[1:], " \t\r\n\u00A0")
	if len(rest) == 0 || rest[0] == '{' || rest[0] == '%' || rest[0] == '#' {
		return false
	}
	_, line := lineAt(text, 0)
	return rest[0] == '"' || rest[0] == '}' || strings.TrimSpace(line) == "{" ||
		quoteLen(string(rest[:min(len(rest), 4)])) > 0 && bytes.IndexByte(rest, ':') > 0
}

// cutJSON finds the brace that closes the one at an offset. Quotes of other
// kinds, or none, do not hide a brace.
func cutJSON(text []byte, open int) Document {
	doc := Document{Format: JSON, FrontStart: open}
	depth, quoted := 0, false
	for i := open; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && quoted:
			i++
		case c == '\n':
			// A text in quotes ends with its line: the closing quote is missing.
			quoted = false
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth > 0 {
				continue
			}
			doc.FrontEnd = i + 1
			next, line := lineAt(text, i+1)
			doc.BodyStart = next
			if strings.TrimSpace(line) != "" {
				doc.BodyStart = i + 1
			}
			return doc
		}
	}
	// The reader says that the brace is never closed. The body most likely
	// begins below the first blank line.
	end := len(text)
	if blank := blankLine.FindIndex(text[open:]); blank != nil {
		end = open + blank[0] + 1
	}
	doc.FrontEnd, doc.BodyStart = end, end
	return doc
}

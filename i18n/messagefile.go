package i18n

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// maxMessages is the size of the largest message file that is read: a
// hundred times that of Tract's own.
const maxMessages = 1 << 20

// readText reads a site's message file.
func readText(site fs.FS, name string) ([]byte, *Fault) {
	file, err := site.Open(name)
	if err != nil {
		if info, err := fs.Lstat(site, name); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return nil, &Fault{ID: "messages-link", File: name}
		}
		return nil, &Fault{ID: "messages-unreadable", File: name}
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxMessages+1))
	switch {
	case err != nil:
		return nil, &Fault{ID: "messages-unreadable", File: name}
	case len(text) > maxMessages:
		return nil, &Fault{ID: "messages-too-large", File: name}
	}
	return text, nil
}

// messageReader reads one file of messages.
type messageReader struct {
	file   string
	tag    string
	locale *Locale
	out    messages
	faults []Fault
}

// readMessages reads the messages of a language. What is faulty is left out.
func readMessages(file, tag string, text []byte) (messages, []Fault) {
	r := &messageReader{file: file, tag: tag, locale: Load(tag), out: messages{}}
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	if i := invalid(text); i >= 0 {
		line, column := position(text, i)
		r.faults = append(r.faults, Fault{ID: "messages-encoding", File: file, Line: line, Column: column})
		return r.out, r.faults
	}
	if blank(text) {
		return r.out, nil
	}
	var doc yaml.Node
	if err := yaml.Load(text, &doc); err != nil {
		r.syntax(text, err)
		return r.out, r.faults
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 {
		return r.out, r.faults
	}
	r.document(doc.Content[0])
	return r.out, r.faults
}

// blank tells whether a file holds comments at most, which the library does
// not take for a document.
func blank(text []byte) bool {
	for line := range bytes.Lines(text) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return true
}

// invalid is the place of the first byte that is no text, or -1.
func invalid(text []byte) int {
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRune(text[i:])
		if c == utf8.RuneError && size <= 1 || c == 0 {
			return i
		}
		i += size
	}
	return -1
}

func position(text []byte, offset int) (line, column int) {
	from := bytes.LastIndexByte(text[:offset], '\n') + 1
	return bytes.Count(text[:from], []byte("\n")) + 1, utf8.RuneCount(text[from:offset]) + 1
}

// syntax says where the text ceases to be YAML; what the library says of it
// is not for the people who write messages.
func (r *messageReader) syntax(text []byte, err error) {
	f := Fault{ID: "messages-syntax", File: r.file, Line: 1, Column: 1}
	var at *yaml.LoadError
	if errors.As(err, &at) && at.Mark.Line > 0 {
		f.Line, f.Column = at.Mark.Line, max(at.Mark.Column, 1)
	}
	// The library may point behind the last line.
	f.Line = min(f.Line, bytes.Count(text, []byte("\n"))+1)
	r.faults = append(r.faults, f)
}

func (r *messageReader) fault(id string, n *yaml.Node, args ...string) {
	r.faults = append(r.faults, Fault{ID: id, File: r.file, Line: n.Line, Column: n.Column, Args: args})
}

func (r *messageReader) document(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return
	}
	if n.Kind != yaml.MappingNode {
		r.fault("messages-shape", n)
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			r.fault("messages-shape", key)
			continue
		}
		if line, twice := seen[key.Value]; twice {
			r.fault("messages-duplicate", key, "key", key.Value, "line", strconv.Itoa(line))
			continue
		}
		seen[key.Value] = key.Line
		t := Text{Lang: r.tag, file: r.file, line: value.Line, column: value.Column}
		switch {
		case isText(value):
			t.Pattern = value.Value
		case value.Kind == yaml.MappingNode:
			if t.Forms = r.forms(key.Value, value); t.Forms == nil {
				continue
			}
		default:
			r.fault("messages-value", at(value, key), "key", key.Value)
			continue
		}
		r.out[key.Value] = t
	}
}

func isText(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Tag == "!!str" && strings.TrimSpace(n.Value) != ""
}

// at is the node that a fault points to: an empty value has no place that a
// person would see, its key has.
func at(value, key *yaml.Node) *yaml.Node {
	if value.Line == 0 || value.Kind == yaml.ScalarNode && value.Value == "" && value.Style == 0 {
		return key
	}
	return value
}

// forms reads the plural forms of a message. It is nil when not even "other"
// can be read.
func (r *messageReader) forms(key string, n *yaml.Node) map[string]string {
	forms := map[string]string{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		category, value := n.Content[i], n.Content[i+1]
		switch {
		case category.Kind != yaml.ScalarNode || !r.locale.data.cardinal.has(category.Value):
			r.fault("messages-plural-unknown", category, "key", key, "category", category.Value,
				"language", r.tag, "expected", strings.Join(r.locale.Categories(), ", "))
		case forms[category.Value] != "":
			r.fault("messages-duplicate", category, "key", key+"."+category.Value, "line", strconv.Itoa(n.Line))
		case !isText(value):
			r.fault("messages-value", at(value, category), "key", key+"."+category.Value)
		default:
			forms[category.Value] = value.Value
		}
	}
	var missing []string
	for _, category := range r.locale.Categories() {
		if _, ok := forms[category]; !ok {
			missing = append(missing, category)
		}
	}
	if _, ok := forms["other"]; !ok && !slices.Contains(missing, "other") {
		missing = append(missing, "other")
	}
	if len(missing) > 0 {
		r.fault("messages-plural-missing", n, "key", key, "language", r.tag, "missing", strings.Join(missing, ", "))
	}
	if forms["other"] == "" {
		return nil
	}
	return forms
}

// compare looks at a site's own messages beside the sources: a placeholder
// that the source does not have would never be filled, and a key that nearly
// is one of Tract's is likely a slip. Keys of the site's own theme are its own.
func (c *Catalogue) compare(own messages) []Fault {
	var faults []Fault
	for key, t := range own {
		if t.file == "" || !strings.Contains(t.file, "/") {
			continue
		}
		fault := func(id string, args ...string) {
			faults = append(faults, Fault{ID: id, File: t.file, Line: t.line, Column: t.column, Args: append([]string{"key", key}, args...)})
		}
		allowed, known := c.allowed(key)
		if !known {
			if near := c.near(key); near != "" {
				fault("messages-key-near", "near", near)
			}
			continue
		}
		for _, name := range t.names() {
			switch {
			case slices.Contains(allowed, name):
			case len(allowed) == 0:
				fault("messages-placeholder-none", "name", name)
			default:
				fault("messages-placeholder", "name", name, "names", "{"+strings.Join(allowed, "}, {")+"}")
			}
		}
	}
	return faults
}

// names are the placeholders of all forms of a message, sorted.
func (t Text) names() []string {
	names := placeholders(t.Pattern)
	for _, form := range t.Forms {
		names = append(names, placeholders(form)...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// allowed are the placeholders of Tract's own messages with a key.
func (c *Catalogue) allowed(key string) (names []string, known bool) {
	for _, tag := range sources {
		if t, ok := embedded()[tag]()[key]; ok {
			names = append(names, t.names()...)
			known = true
		}
	}
	slices.Sort(names)
	return slices.Compact(names), known
}

// near is the key of Tract's that a key differs from by one or two letters.
func (c *Catalogue) near(key string) string {
	best, distance := "", 3
	for _, k := range sortedKeys(embedded()["en"]()) {
		if d := edits(key, k); d < distance && d < len(k)/2 {
			best, distance = k, d
		}
	}
	return best
}

func sortedKeys(m messages) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// edits is how many letters to write, drop or change from a to b.
func edits(a, b string) int {
	if len(a) > 100 || len(b) > 100 {
		return max(len(a), len(b))
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		previous := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := previous
			if a[i] != b[j] {
				cost++
			}
			previous = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

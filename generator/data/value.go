// Package data reads YAML, TOML and JSON into small values that know where
// they stand in their file, and cuts the front matter off a Markdown file.
//
// It serves front matter, tract.yaml, kinds/*.yaml, taxonomies/*.yaml and
// lists of signatories. Whatever the format, the result is a Value; what is
// wrong with the text is a diag.Message in the author's terms, with the mended
// line where the slip is a known one. A slip that can be mended without doubt
// is mended for the rest of the run, so that the later stages find the other
// faults of the file: the message stays an error all the same.
//
// All functions may be called at once from many goroutines.
package data

import (
	"path"
	"strconv"
	"strings"
)

// Kind says what a Value is.
type Kind uint8

// The kinds of a Value. Null is also the kind of the zero Value.
const (
	Null Kind = iota
	String
	Number
	Bool
	List
	Map
)

// String is the name of a kind, for tests.
func (k Kind) String() string {
	names := [...]string{"Null", "String", "Number", "Bool", "List", "Map"}
	if int(k) < len(names) {
		return names[k]
	}
	return "Kind(" + strconv.Itoa(int(k)) + ")"
}

// Value is one value of a data file. It is not altered once it is read, and
// several Values may share their Items and Fields (a YAML alias shares those
// of its anchor).
type Value struct {
	Kind Kind
	// Text is the text of a scalar exactly as the author means it: quotes and
	// escapes are resolved, numbers and dates stay as they are written. It is
	// "true" or "false" for a Bool and empty for Null, List and Map.
	Text string
	// Quoted says that the author put a scalar in quotes or wrote it as a block
	// of text, so that it is text even if it looks like a number.
	Quoted bool
	Items  []Value // of a List
	Fields []Field // of a Map, in the order of the file, no name twice
	// Start and End are byte offsets in the file: text[Start:End] is the value
	// as it is written, with its quotes or brackets. The End of a list or map
	// without brackets is that of its last value.
	Start, End int
}

// Field is a named value of a Map. Start and End are the bytes of its name.
type Field struct {
	Name       string
	Start, End int
	Value      Value
}

// Get is the value of a field of a Map, and whether there is one.
func (v Value) Get(name string) (Value, bool) {
	for i := range v.Fields {
		if v.Fields[i].Name == name {
			return v.Fields[i].Value, true
		}
	}
	return Value{}, false
}

// AsInt is a whole number written in decimal digits, in quotes or not. Leading
// zeros have no meaning.
func (v Value) AsInt() (int, bool) {
	if v.Kind != Number && v.Kind != String {
		return 0, false
	}
	n, err := strconv.Atoi(v.Text)
	return n, err == nil
}

// AsBool is the truth value of a Bool. Words such as yes and on are text, as
// in YAML 1.2.
func (v Value) AsBool() (value, ok bool) {
	return v.Kind == Bool && v.Text == "true", v.Kind == Bool
}

// AsStrings is the texts of a list of scalars; a scalar is a list of one, and
// Null an empty list. It is false for a Map and for a list that holds a list,
// a map or nothing at some place.
func (v Value) AsStrings() ([]string, bool) {
	switch v.Kind {
	case Null:
		return nil, true
	case Map:
		return nil, false
	case List:
		texts := make([]string, 0, len(v.Items))
		for _, item := range v.Items {
			if !item.scalar() {
				return nil, false
			}
			texts = append(texts, item.Text)
		}
		return texts, true
	}
	return []string{v.Text}, true
}

func (v Value) scalar() bool {
	return v.Kind == String || v.Kind == Number || v.Kind == Bool
}

// Format is a way of writing data.
type Format uint8

// The formats that are read. None is a file without front matter, or one whose
// name does not tell a format.
const (
	None Format = iota
	YAML
	TOML
	JSON
)

// String is the format's name, or "" for None.
func (f Format) String() string {
	return [...]string{"", "YAML", "TOML", "JSON"}[f&3]
}

// FormatOf is the format that a file's extension names, without regard to
// case: .yaml and .yml, .toml, .json; None for any other.
func FormatOf(file string) Format {
	switch strings.ToLower(path.Ext(file)) {
	case ".yaml", ".yml":
		return YAML
	case ".toml":
		return TOML
	case ".json":
		return JSON
	}
	return None
}

package data

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// yamlReader reads one YAML block. The library decides what the block is; when
// it refuses, the usual slips are looked for line by line, mended for this
// reading alone, and the block is read again.
type yamlReader struct {
	*faults
	*block
	base  int
	spots []int // the line of each fault whose suggestion is that line as read
}

// readYAML is the value of a YAML text whose first byte stands at base.
func readYAML(f *faults, text string, base int) Value {
	y := &yamlReader{faults: f, block: newBlock(text), base: base}
	y.oneDocument()
	rounds := maxRounds
	if len(text) > large {
		// A file that large is made by a program: its first faults will do.
		rounds = 4
	}
	v := y.rounds(rounds)
	for n, i := range y.spots {
		if i >= 0 {
			y.list[n].mended = y.lines[i].text
		}
	}
	return v
}

func (y *yamlReader) rounds(most int) Value {
	for range most {
		node, deep, err := load(y.now)
		if err == nil {
			v, again := y.convert(node)
			if !again {
				return v
			}
			y.refresh()
			continue
		}
		at := y.errorAt(err)
		if deep {
			y.fault("data-too-deep", at, at+1)
			return Value{Start: y.base, End: y.base}
		}
		if y.full() || !y.findSlips() && !y.unknownSlip(err, at) {
			break
		}
		y.refresh()
	}
	return Value{Start: y.base, End: y.base}
}

// fault adds a fault at offsets in the text as read.
func (y *yamlReader) fault(id string, start, end int, args ...string) *fault {
	return y.add(id, y.base+y.source(start), y.base+y.source(end), args...)
}

// slip adds a fault at bytes from to to of a line, which is read from now on
// as text; the line as it is at the end is what is suggested.
func (y *yamlReader) slip(id string, i, from, to int, text string, args ...string) {
	y.add(id, y.base+y.original(i, from), y.base+y.original(i, to), args...)
	y.suggestLine(i)
	y.mend(i, text)
}

// suggestLine makes a line as read in the end the suggestion of the last fault.
func (y *yamlReader) suggestLine(i int) {
	for len(y.spots) < len(y.list) {
		y.spots = append(y.spots, -1)
	}
	y.spots[len(y.list)-1] = i
}

// limits tells the library how deep lists and maps may lie in each other.
type limits struct{ deep bool }

var errDeep = errors.New("too deep")

// CheckDepth refuses what is deeper than maxDepth.
func (l *limits) CheckDepth(depth int, _ *yaml.DepthContext) error {
	if depth > maxDepth {
		l.deep = true
		return errDeep
	}
	return nil
}

// CheckAlias allows every alias: they are counted when they are resolved.
func (l *limits) CheckAlias(int, int) error { return nil }

// errEngine stands for a fault of the library itself.
var errEngine = errors.New("the YAML reader stopped")

// load reads the one document of a text; the node is nil when there is none.
func load(text string) (node *yaml.Node, deep bool, err error) {
	defer func() {
		// The library reports its faults with panics inside; one that it does
		// not catch must not stop the build.
		if recover() != nil {
			node, err = nil, errEngine
		}
	}()
	if strings.TrimLeft(text, " \t\r\n") == "" {
		return nil, false, nil
	}
	var root yaml.Node
	l := &limits{}
	err = yaml.Load([]byte(text), &root, yaml.WithPlugin(l), yaml.WithSingleDocument())
	if err != nil {
		var fault *yaml.LoadError
		if errors.As(err, &fault) && fault.Stage == yaml.ConstructorStage && onlyComments(text) {
			return nil, false, nil
		}
		return nil, l.deep, err
	}
	return &root, false, nil
}

// onlyComments says that a text has nothing to read.
func onlyComments(text string) bool {
	for l := range strings.Lines(text) {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			return false
		}
	}
	return true
}

// errorAt is the offset in the text as read of the library's fault.
func (y *yamlReader) errorAt(err error) int {
	var fault *yaml.LoadError
	if !errors.As(err, &fault) || fault.Mark.Line < 1 {
		return 0
	}
	return y.place(fault.Mark.Line, fault.Mark.Column)
}

// place is the offset in the text as read of a line and a column of the
// library, which count from 1 and columns in code points.
func (y *yamlReader) place(line, column int) int {
	if line > len(y.begin) {
		return len(y.now)
	}
	at := y.begin[line-1]
	for n := 1; n < column && at < len(y.now) && y.now[at] != '\n'; n++ {
		_, size := utf8.DecodeRuneInString(y.now[at:])
		at += size
	}
	return at
}

// oneDocument leaves out what follows the first document, with a message. A
// marker at the margin ends a document even inside a block of text.
func (y *yamlReader) oneDocument() {
	begun, ended := false, false
	for i, l := range y.lines {
		text := l.text
		marker := len(text) >= 3 && (text[:3] == "---" || text[:3] == "...") && (len(text) == 3 || text[3] == ' ' || text[3] == '\t')
		blank := strings.TrimSpace(text) == "" || text[0] == '#'
		switch {
		case blank:
		case text[0] == '%' && !begun:
			// A directive tells the library a version of YAML, or the names of tags.
			y.mend(i, "")
		case marker && text[0] == '.':
			if ended = begun; !begun {
				y.mend(i, "")
			}
		case marker && !begun, !marker && !ended:
			begun = true
		default:
			y.add("yaml-documents", y.base+l.start, y.base+l.end)
			for j := i; j < len(y.lines); j++ {
				y.mend(j, "")
			}
			y.refresh()
			return
		}
	}
	y.refresh()
}

// unknownSlip reports a fault that is none of the known ones, with the nearest
// guess, and leaves out the entry in which it stands so that others are found.
func (y *yamlReader) unknownSlip(err error, at int) bool {
	var fault *yaml.LoadError
	i, _ := y.at(min(at, len(y.now)-1))
	guesses := []int{i, i - 1}
	if errors.As(err, &fault) && fault.ContextMark.Line > 0 && fault.ContextMark.Line-1 != i {
		guesses = append(guesses, fault.ContextMark.Line-1)
	}
	for _, g := range guesses {
		if text, ok := y.guess(g, at); ok {
			from := len(y.lines[g].text) - len(strings.TrimLeft(y.lines[g].text, " "))
			y.slip("yaml-syntax-guess", g, from, len(y.lines[g].text), text)
			return true
		}
	}
	for i > 0 && strings.TrimSpace(y.lines[i].text) == "" {
		i--
	}
	// What was left out already is not said again.
	if strings.TrimSpace(y.lines[i].text) == "" {
		return false
	}
	start := at
	if b, _ := y.at(at); b != i || start >= y.begin[i]+len(y.lines[i].text) {
		start = y.begin[i]
	}
	y.fault("yaml-syntax", start, y.begin[i]+len(y.lines[i].text))
	y.leaveOut(i)
	return true
}

// guess is a line with its value in quotes, if the block is then read further
// than before.
func (y *yamlReader) guess(i, at int) (string, bool) {
	if i < 0 || i >= len(y.lines) || y.lines[i].mended || len(y.now) > large {
		return "", false
	}
	text := y.lines[i].text
	_, from := entryStart(text)
	if key, value, ok := splitKey(text[from:]); ok && key > 0 {
		from += value
	}
	value := strings.TrimRight(text[from:], " \t")
	if value == "" || strings.TrimSpace(text[:from]) == "" && from == 0 {
		return "", false
	}
	mended := text[:from] + yamlQuote(value)
	var b bytes.Buffer
	b.WriteString(y.now[:y.begin[i]])
	b.WriteString(mended)
	b.WriteString(y.now[y.begin[i]+len(text):])
	_, _, err := load(b.String())
	if err == nil {
		return mended, true
	}
	var fault *yaml.LoadError
	if !errors.As(err, &fault) || fault.Mark.Line == 0 {
		return "", false
	}
	here, _ := y.at(at)
	return mended, fault.Mark.Line-1 > here+1
}

// leaveOut empties a line and the lines that belong to it by their indent.
func (y *yamlReader) leaveOut(i int) {
	indent, _ := entryStart(y.lines[i].text)
	y.mend(i, "")
	for i++; i < len(y.lines); i++ {
		text := y.lines[i].text
		if n, _ := entryStart(text); strings.TrimSpace(text) != "" && n <= indent {
			return
		}
		y.mend(i, "")
	}
}

// yamlQuote is a text between quotes of YAML, those without escapes when they
// do.
func yamlQuote(text string) string {
	switch {
	case !strings.ContainsAny(text, "\"\\"):
		return `"` + text + `"`
	case !strings.Contains(text, "'"):
		return "'" + text + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

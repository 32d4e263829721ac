package html

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"tract/generator/diag"
)

// Fault is a fault of a template: a message on its file and line.
type Fault struct{ Message diag.Message }

// Error is for logs and tests; people get the Message.
func (f *Fault) Error() string { return f.Message.ID + " in " + f.Message.File }

// The positions and reasons that text/template and html/template give.
var (
	templatePosition = regexp.MustCompile(`^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: (.*)$`)
	templateReasons  = []struct {
		id      string
		pattern *regexp.Regexp
	}{
		{"theme-template-function", regexp.MustCompile(`function "([^"]+)" not defined`)},
		{"theme-template-part", regexp.MustCompile(`(?:template|no such template) "([^"]+)"(?: not defined)?$`)},
		{"theme-template-field", regexp.MustCompile(`can't evaluate field (\S+) in type (\S+)`)},
		{"theme-template-unclosed", regexp.MustCompile(`unexpected EOF|unclosed|unterminated|unexpected \{\{end\}\}|bad character`)},
	}
)

// templateFault is the message on an error of a template. parts gives the
// path, as people know it, of a template's name.
func templateFault(err error, file string, paths map[string]string) diag.Message {
	text := strings.ReplaceAll(err.Error(), "\n", " ")
	at, detail := diag.Point{Line: 1, Column: 1}, text
	if m := templatePosition.FindStringSubmatch(text); m != nil {
		at.Line, _ = strconv.Atoi(m[2])
		detail = m[4]
		if p, ok := paths[m[1]]; ok {
			file = p
		}
	}
	id, args := "theme-template", []string(nil)
	for _, r := range templateReasons {
		if m := r.pattern.FindStringSubmatch(detail); m != nil {
			id = r.id
			if len(m) > 1 {
				args = []string{"name", m[1]}
			}
			if id == "theme-template-field" {
				id, args = missingField(m[1], m[2])
			}
			break
		}
	}
	m := diag.In(id, file, args...)
	m.Range = diag.Range{Start: at, End: at}
	return m
}

// missingField is the message on a name that a type of the data does not have:
// which of its names was meant, or all that it has.
func missingField(name, typeName string) (id string, args []string) {
	names := expected(typeName)
	args = []string{"name", name, "type", strings.TrimPrefix(strings.TrimLeft(typeName, "*[]"), "html.")}
	if len(names) == 0 {
		return "theme-template-field-none", args
	}
	has := diag.Near(name, names)
	if has == "" {
		has = strings.Join(names, ", ")
	}
	return "theme-template-field", append(args, "names", has)
}

// AsFault is the fault of a template in an error, if there is one.
func AsFault(err error) (*Fault, bool) {
	var f *Fault
	ok := errors.As(err, &f)
	return f, ok
}

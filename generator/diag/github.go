package diag

import (
	"bufio"
	"fmt"
	"io"
	"path"
	"strings"
)

// GitHub writes messages as workflow commands, which the forge shows beside
// the lines of a change. Prefix is the folder of the site in its repository,
// with slashes, or "". It returns the error of the writer.
//
// See "Workflow commands for GitHub Actions", "Setting an error message".
func GitHub(w io.Writer, ms []Message, lang Language, prefix string) error {
	out := bufio.NewWriter(w)
	for _, m := range inReadingOrder(ms) {
		var properties []string
		property := func(name string, value any) {
			properties = append(properties, name+"="+escapeProperty(fmt.Sprint(value)))
		}
		if m.File != "" {
			property("file", visible(inRepository(prefix, m.File)))
		}
		if r := m.Range; m.File != "" && r.Start.Line > 0 {
			property("line", r.Start.Line)
			// The forge takes columns only of a range within one line.
			if r.End.Line <= r.Start.Line {
				property("col", max(r.Start.Column, 1))
				property("endLine", r.Start.Line)
				property("endColumn", max(r.End.Column, r.Start.Column, 1))
			} else {
				property("endLine", r.End.Line)
			}
		}
		property("title", visible(m.ID))
		text := m.whole(lang, isolated)
		if m.Suggestion != "" {
			text += "\n\n" + visibleBlock(m.Suggestion)
		}
		for _, place := range m.Notes {
			place.File = inRepository(prefix, place.File)
			text += "\n" + wordsOf(lang).also + placeOf(place.File, place.Range.Start)
		}
		fmt.Fprintf(out, "::%s %s::%s\n", m.Severity, strings.Join(properties, ","), escapeData(text))
	}
	return out.Flush()
}

// inRepository is the path of a site's file seen from its repository's root.
func inRepository(prefix, file string) string {
	if prefix == "" || file == "" {
		return file
	}
	return path.Join(prefix, file)
}

var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func escapeData(s string) string     { return dataEscapes.Replace(s) }
func escapeProperty(s string) string { return propertyEscapes.Replace(s) }

package diag

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Text prints messages for people at a terminal or in a plain log: place,
// severity and sentence; the line with a marker under the fault; what to do;
// the text to paste. Whatever a site's files hold, the only control
// characters written are line ends, the tabs of an excerpt or a suggestion
// and, with Color, SGR sequences.
type Text struct {
	Lang  Language
	Color bool
	Width int // columns of the terminal; 0 is 100
	Cap   int // messages shown of one id; 0 is all of them
}

// printed are the fixed words of the text printer in one language.
type printed struct {
	severity            [3]string
	colon               string // between severity and sentence
	also                string
	here, before, atEnd string
	more                string
	all                 string
}

func wordsOf(lang Language) printed {
	if lang == French {
		return printed{
			severity: [3]string{"erreur", "avertissement", "remarque"},
			colon:    "\u00A0: ",
			also:     "voir aussi\u00A0: ",
			here:     "ici\u00A0: ", before: "juste avant\u00A0: ", atEnd: "en fin de ligne",
			more: "… et encore %s fois [%s].",
			all:  "Tous les messages\u00A0: --format json.",
		}
	}
	return printed{
		severity: [3]string{"error", "warning", "notice"},
		colon:    ": ",
		also:     "also: ",
		here:     "here: ", before: "just before: ", atEnd: "at the end of the line",
		more: "… and %s more [%s].",
		all:  "To see them all: --format json.",
	}
}

// Print writes messages in reading order, each followed by an empty line. It
// returns the error of the writer.
func (t Text) Print(w io.Writer, ms []Message) error {
	words := wordsOf(t.Lang)
	out := bufio.NewWriter(w)
	shown := map[string]int{}
	var capped []string
	for _, m := range inReadingOrder(ms) {
		if shown[m.ID]++; t.Cap > 0 && shown[m.ID] > t.Cap {
			if shown[m.ID] == t.Cap+1 {
				capped = append(capped, m.ID)
			}
			continue
		}
		t.print(out, m, words)
	}
	slices.Sort(capped)
	for _, id := range capped {
		fmt.Fprintf(out, words.more+"\n", groupDigits(shown[id]-t.Cap, t.Lang), visible(id))
	}
	if len(capped) > 0 {
		fmt.Fprintf(out, "%s\n\n", words.all)
	}
	return out.Flush()
}

func (t Text) print(out *bufio.Writer, m Message, words printed) {
	if m.File != "" {
		out.WriteString(t.paint(bold, placeOf(m.File, m.Range.Start)+":") + " ")
	}
	severity := min(m.Severity, Notice)
	out.WriteString(t.paint(severityColor[severity], words.severity[severity]+strings.TrimRight(words.colon, " ")))
	out.WriteString(" " + m.sentence(t.Lang, isolated) + " " + t.paint(dim, "["+visible(m.ID)+"]") + "\n")
	width := t.Width
	if width <= 0 {
		width = 100
	}
	if lines := m.excerptLines(width, words); len(lines) == 2 {
		out.WriteString(strings.TrimRight(lines[0], " ") + "\n")
		out.WriteString(t.paint(severityColor[severity], lines[1]) + "\n")
	}
	if mend := m.mend(t.Lang, isolated); mend != "" {
		out.WriteString("  → " + mend + "\n")
	}
	if m.Suggestion != "" {
		// At the margin, between empty lines: YAML copied with an indent
		// would be another fault.
		out.WriteString("\n")
		for line := range strings.SplitSeq(strings.TrimRight(visibleBlock(m.Suggestion), "\n"), "\n") {
			out.WriteString(t.paint(green, line) + "\n")
		}
		if len(m.Notes) > 0 {
			out.WriteString("\n")
		}
	}
	for _, place := range m.Notes {
		out.WriteString("  " + words.also + placeOf(place.File, place.Range.Start) + "\n")
	}
	out.WriteString("\n")
}

// placeOf is file:line:column, of which editors and terminals make a link.
func placeOf(file string, at Point) string {
	place := isolated(file)
	if at.Line > 0 {
		place += ":" + strconv.Itoa(at.Line) + ":" + strconv.Itoa(max(at.Column, 1))
	}
	return place
}

// inReadingOrder is a sorted copy.
func inReadingOrder(ms []Message) []Message { return Sort(slices.Clone(ms)) }

// The codes of ECMA-48 "select graphic rendition" that are used.
const (
	bold  = "1"
	dim   = "2"
	green = "32"
)

var severityColor = [...]string{Error: "1;31", Warning: "1;33", Notice: "1;36"}

func (t Text) paint(code, s string) string {
	if !t.Color || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

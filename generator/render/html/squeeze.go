package html

import (
	"regexp"
	"strings"
)

// squeeze takes white space out of a template's text where a browser shows
// none: at line breaks beside the tags of blocks. It is done once, so that no
// page has to be minified. Other white space stays, as one space. The line
// breaks themselves go into template comments, which print nothing, so that
// the lines of a fault keep their numbers.
func squeeze(text string) string {
	pieces := split(text)
	var out, shown strings.Builder
	for i, p := range pieces {
		if p.action {
			out.WriteString(p.text)
			if !p.control {
				shown.WriteString("x")
			}
			continue
		}
		squeezeText(&out, &shown, p.text, pieces[i+1:])
	}
	return out.String()
}

// piece is a stretch of a template: text, or an action. A control action
// prints nothing itself.
type piece struct {
	text            string
	action, control bool
}

var control = regexp.MustCompile(`^\{\{-?\s*(if|else|end|range|with|block|define|template|break|continue|/\*|\$\w+ *:?=)`)

// turns are the actions behind which a loop or a branch may go on elsewhere: what
// is seen next is not what stands next.
var turns = regexp.MustCompile(`^\{\{-?\s*(end|else)`)

func split(text string) []piece {
	var out []piece
	for len(text) > 0 {
		i := strings.Index(text, "{{")
		if i < 0 {
			return append(out, piece{text: text})
		}
		if i > 0 {
			out = append(out, piece{text: text[:i]})
		}
		end := strings.Index(text[i:], "}}")
		if end < 0 {
			return append(out, piece{text: text[i:], action: true})
		}
		action := text[i : i+end+2]
		out = append(out, piece{text: action, action: true, control: control.MatchString(action)})
		text = text[i+end+2:]
	}
	return out
}

// inline are the elements around which white space shows.
var inline = map[string]bool{"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "button": true, "cite": true, "code": true, "em": true,
	"i": true, "img": true, "input": true, "kbd": true, "label": true, "mark": true, "q": true, "small": true, "span": true, "strong": true,
	"sub": true, "sup": true, "time": true, "var": true}

var (
	lastTag  = regexp.MustCompile(`</?([a-zA-Z0-9]+)[^<>]*>$`)
	firstTag = regexp.MustCompile(`^</?([a-zA-Z0-9]+)`)
)

// squeezeText works on one text. shown is what a browser gets of all before
// it, with an x for what an action prints; next are the pieces behind it.
func squeezeText(out, shown *strings.Builder, text string, next []piece) {
	both := func(s string) { out.WriteString(s); shown.WriteString(s) }
	for len(text) > 0 {
		i := strings.IndexAny(text, " \t\r\n")
		if i < 0 {
			both(text)
			return
		}
		both(text[:i])
		rest := strings.TrimLeft(text[i:], " \t\r\n")
		run := text[i : len(text)-len(rest)]
		after := rest
		if after == "" {
			after = visible(next)
		}
		lines := strings.Count(run, "\n")
		if lines == 0 || !blockBeside(shown.String(), after) {
			both(" ")
		}
		if lines > 0 {
			out.WriteString("{{/*" + strings.Repeat("\n", lines) + "*/}}")
		}
		text = rest
	}
}

// visible is the first text behind control actions that a browser sees.
func visible(next []piece) string {
	for _, p := range next {
		switch {
		case p.action && (!p.control || turns.MatchString(p.text)):
			return "x"
		case p.action:
		case strings.TrimSpace(p.text) != "":
			return strings.TrimLeft(p.text, " \t\r\n")
		}
	}
	return ""
}

// blockBeside says whether a block's tag ends right before or begins right
// behind a place.
func blockBeside(before, after string) bool {
	before = strings.TrimRight(before, " ")
	if before == "" || after == "" || strings.HasSuffix(before, ">") && strings.HasPrefix(before, "<!doctype") && !strings.Contains(before[9:], "<") {
		return true
	}
	if m := lastTag.FindStringSubmatch(before[max(0, len(before)-400):]); m != nil && !inline[strings.ToLower(m[1])] {
		return true
	}
	m := firstTag.FindStringSubmatch(after)
	return m != nil && !inline[strings.ToLower(m[1])]
}

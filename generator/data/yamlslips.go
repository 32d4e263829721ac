package data

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// finder walks the lines of a block that the library refuses and mends the
// usual slips. It knows just enough of YAML to tell an entry from the text
// that goes on from the line above.
type finder struct {
	*yamlReader
	i      int
	levels []level
	last   entry
	found  bool
}

// level is a list or map that is open: the column of its dashes or names.
type level struct {
	indent int
	list   bool
}

// entry is the last entry that was read.
type entry struct {
	indent  int  // of its name or dash
	expects bool // it has no value on its line, so that a list or map may follow
	plain   bool // its value is text without quotes, which may go on below
}

// findSlips mends the slips it knows, line by line, and says whether it found
// any.
func (y *yamlReader) findSlips() bool {
	f := &finder{yamlReader: y}
	for f.i < len(y.lines) && !y.full() {
		text := y.lines[f.i].text
		trimmed := strings.TrimLeft(text, " ")
		if strings.TrimSpace(text) == "" || trimmed[0] == '#' || trimmed[0] == '%' && len(f.levels) == 0 || strings.HasPrefix(text, "---") || text == "..." {
			f.i++
			continue
		}
		f.line()
	}
	return f.found
}

// mendLine records a slip of the current line at bytes from to to, which is
// read as text from now on.
func (f *finder) mendLine(id string, from, to int, text string, args ...string) {
	f.slip(id, f.i, from, to, text, args...)
	f.found = true
}

func (f *finder) text() string { return f.lines[f.i].text }

// line reads the current line and the lines that its value goes on to.
func (f *finder) line() {
	f.indentSigns()
	text := f.text()
	if strings.TrimSpace(text) == "" {
		f.i++
		return
	}
	indent := len(text) - len(strings.TrimLeft(text, " "))
	if f.indentation(indent) {
		f.i++
		return
	}
	text = f.text()
	indent = len(text) - len(strings.TrimLeft(text, " "))
	f.entry(indent)
}

// indentSigns replaces tabs and no-break spaces at the head of the line.
func (f *finder) indentSigns() {
	text := f.text()
	end := 0
	tab, space := false, false
	var mended strings.Builder
	for _, r := range text {
		switch {
		case r == ' ':
			mended.WriteByte(' ')
		case r == '\t':
			tab = true
			mended.WriteString("  ")
		case noBreak(r):
			space = true
			mended.WriteByte(' ')
		default:
			r = 0
		}
		if r == 0 {
			break
		}
		end += utf8.RuneLen(r)
	}
	switch {
	case end == len(text):
	case tab:
		f.mendLine("yaml-tab", 0, end, mended.String()+text[end:])
	case space:
		f.mendLine("no-break-space", 0, end, mended.String()+text[end:])
	}
}

// indentation finds the place of the line among the open lists and maps. It is
// true when the line only goes on with the text of the line above.
func (f *finder) indentation(indent int) bool {
	text := f.text()
	content := text[indent:]
	item := strings.HasPrefix(content, "- ") || content == "-"
	closed := level{indent: -1}
	for n := len(f.levels); n > 0 && f.levels[n-1].indent > indent; n = len(f.levels) {
		closed = f.levels[n-1]
		f.levels = f.levels[:n-1]
	}
	top := level{indent: -1}
	if n := len(f.levels); n > 0 {
		top = f.levels[n-1]
	}
	if top.indent == indent {
		if top.list && !item && !dashWord(content) && len(f.levels) > 1 && f.levels[len(f.levels)-2].indent == indent {
			f.levels = f.levels[:len(f.levels)-1]
		}
		return false
	}
	if closed.indent > indent && len(f.levels) >= 0 {
		// Between two levels: one of them is meant.
		if closed.list == item && (item || keyLine.MatchString(content)) {
			f.levels = append(f.levels, closed)
			f.mendLine("yaml-indent", 0, indent, strings.Repeat(" ", closed.indent)+content)
		}
		return false
	}
	if top.indent < 0 || f.last.expects && indent > f.last.indent {
		return false
	}
	// Deeper than the last entry, whose value stands on its line.
	if item == top.list && (item || keyLine.MatchString(content)) {
		f.mendLine("yaml-indent", 0, indent, strings.Repeat(" ", top.indent)+content)
		return false
	}
	return true
}

// entry reads the entry that starts at a column of the current line.
func (f *finder) entry(at int) {
	dashes := false
	for {
		content := f.text()[at:]
		if len(content) == 0 || content[0] != '-' {
			break
		}
		if n := noBreakLen(content[1:]); n > 0 {
			f.mendLine("no-break-space", at+1, at+1+n, f.text()[:at]+"- "+strings.TrimLeftFunc(content[1:], noBreak))
			continue
		}
		if len(content) > 1 && content[1] != ' ' && content[1] != '\t' {
			if !f.expectsItem(at) || !dashWord(content) {
				break
			}
			f.mendLine("dash-space", at, at+1, f.text()[:at]+"- "+content[1:])
			continue
		}
		f.push(level{at, true})
		dashes = true
		f.last = entry{indent: at, expects: true}
		rest := strings.TrimLeft(content[1:], " \t")
		at = len(f.text()) - len(rest)
		if rest == "" || rest[0] == '#' {
			f.i++
			return
		}
	}
	f.keySlips(at, dashes)
	content := f.text()[at:]
	if key, _, ok := splitKey(content); ok {
		f.push(level{at, false})
		f.keySpace(at, key)
		_, value, _ := splitKey(f.text()[at:])
		f.last = entry{indent: at}
		f.value(at+value, at)
		return
	}
	f.last.expects = false
	if dashes || strings.IndexByte("[{\"'|>&*!", content[0]) >= 0 {
		f.value(at, f.last.indent)
		return
	}
	f.noColon(at)
}

func (f *finder) push(l level) {
	if n := len(f.levels); n == 0 || f.levels[n-1] != l {
		f.levels = append(f.levels, l)
	}
}

// expectsItem says that a list item may start at a column.
func (f *finder) expectsItem(at int) bool {
	if n := len(f.levels); n > 0 && f.levels[n-1].list && f.levels[n-1].indent == at {
		return true
	}
	return f.last.expects && at >= f.last.indent
}

// splitKey is the length of the name at the head of an entry and the offset of
// its value; false when there is no name with a colon and a space.
func splitKey(s string) (key, value int, ok bool) {
	if s == "" {
		return 0, 0, false
	}
	at := 0
	switch s[0] {
	case '"', '\'':
		at = 1
		for at < len(s) && s[at] != s[0] {
			if s[at] == '\\' && s[0] == '"' {
				at++
			}
			at++
		}
		if at >= len(s) {
			return 0, 0, false
		}
		at++
		rest := strings.TrimLeft(s[at:], " \t")
		if rest == "" || rest[0] != ':' || len(rest) > 1 && rest[1] != ' ' && rest[1] != '\t' {
			return 0, 0, false
		}
		key = at
		at = len(s) - len(rest)
	case '[', '{', '|', '>', '%', '@', '`', '?', '!', '&', '*', '#', ']', '}', ',':
		return 0, 0, false
	default:
		for ; ; at++ {
			i := strings.IndexByte(s[at:], ':')
			if i < 0 {
				return 0, 0, false
			}
			at += i
			if strings.Contains(s[:at], " #") {
				return 0, 0, false
			}
			if at+1 == len(s) || s[at+1] == ' ' || s[at+1] == '\t' {
				break
			}
		}
		key = len(strings.TrimRight(s[:at], " \t"))
		if key == 0 {
			return 0, 0, false
		}
	}
	value = at + 1 + len(s[at+1:]) - len(strings.TrimLeft(s[at+1:], " \t"))
	return key, value, true
}

// entryStart is the indent of a line and the column of its first name or value,
// after the dashes of list items.
func entryStart(text string) (indent, at int) {
	at = len(text) - len(strings.TrimLeft(text, " \t"))
	indent = at
	for at+1 < len(text) && text[at] == '-' && (text[at+1] == ' ' || text[at+1] == '\t') {
		at++
		for at < len(text) && (text[at] == ' ' || text[at] == '\t') {
			at++
		}
	}
	return indent, at
}

var (
	tightColon  = regexp.MustCompile(`^[\p{L}_][\p{L}\p{N}_-]*:([^\s:/]|/[^/])`)
	equalsEntry = regexp.MustCompile(`^[\p{L}_][\p{L}\p{N}_-]*(\s*=>?\s*)`)
	bareName    = regexp.MustCompile(`^[\p{L}_][\p{L}\p{M}\p{N}_-]*`)
)

// keySlips mends what stands between a name and its value.
func (f *finder) keySlips(at int, item bool) {
	text := f.text()
	content := text[at:]
	name := bareName.FindString(content)
	if name == "" {
		return
	}
	rest := content[len(name):]
	spaces := len(rest) - len(strings.TrimLeftFunc(rest, func(r rune) bool { return r == ' ' || noBreak(r) }))
	sign := rest[spaces:]
	colon := at + len(name) + spaces
	_, _, hasKey := splitKey(content)
	switch {
	case colonLen(sign) > 0 && !hasKey:
		n := colonLen(sign)
		value := strings.TrimLeftFunc(sign[n:], func(r rune) bool { return r == ' ' || noBreak(r) })
		f.mendLine("colon-sign", colon, colon+n, text[:at]+name+": "+value, "sign", sign[:n])
	case strings.HasPrefix(sign, ":") && noBreakLen(sign[1:]) > 0:
		n := noBreakLen(sign[1:])
		value := strings.TrimLeftFunc(sign[1:], func(r rune) bool { return r == ' ' || noBreak(r) })
		f.mendLine("no-break-space", colon+1, colon+1+n, text[:at]+name+": "+value)
	case hasKey || item:
	case tightColon.MatchString(content):
		f.mendLine("colon-space", at, at+len(name)+1, text[:at]+name+": "+rest[1:], "name", name)
	case equalsEntry.MatchString(content):
		m := equalsEntry.FindStringSubmatchIndex(content)
		f.mendLine("yaml-equals", at+m[2], at+m[3], text[:at]+name+": "+content[m[3]:], "name", name)
	}
}

// keySpace takes a no-break space off the end of a name.
func (f *finder) keySpace(at, key int) {
	text := f.text()
	name := text[at : at+key]
	trimmed := strings.TrimRightFunc(name, noBreak)
	if trimmed == name || trimmed == "" {
		return
	}
	f.mendLine("no-break-space", at+len(trimmed), at+key, text[:at]+trimmed+text[at+key:])
}

// noColon reads a line that stands where an entry should and has no colon.
func (f *finder) noColon(at int) {
	text := f.text()
	content := strings.TrimRight(text[at:], " \t")
	top := level{indent: -1}
	if n := len(f.levels); n > 0 {
		top = f.levels[n-1]
	}
	switch {
	case top.indent < 0 || top.indent != at:
		// The first line, or text that goes on from a line above.
	case top.list:
		f.mendLine("yaml-dash-missing", at, at+len(content), text[:at]+"- "+content, "text", content)
	case f.last.plain || f.last.expects:
		f.mendLine("yaml-line-alone", at, at+len(content), strings.Repeat(" ", f.last.indent+2)+content, "text", content)
	default:
		f.add("yaml-no-colon", f.base+f.original(f.i, at), f.base+f.original(f.i, at+len(content)), "text", content)
		f.mend(f.i, "")
		f.found = true
	}
	f.i++
}

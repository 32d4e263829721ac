package data

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// coreTags are the tags of the YAML 1.2 core schema, which say nothing new, or
// only that a value is text.
var coreTags = map[string]bool{
	"!!str": true, "!!int": true, "!!float": true, "!!bool": true, "!!null": true,
	"!!timestamp": true, "!!seq": true, "!!map": true,
}

// scalar is the value of a scalar node that starts, after its anchor and tag,
// at from.
func (c *converter) scalar(n *yaml.Node, start, from int) (Value, int) {
	end := c.scalarEnd(n, from)
	v := Value{Text: clean(n.Value), Start: c.pos(from), End: c.pos(end)}
	quoted := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0
	long := n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0
	if bang := strings.IndexByte(c.now[start:max(from, start)], '!'); bang >= 0 && !coreTags[n.Tag] {
		if c.tag(n, &v, start+bang, from, end) {
			return v, end
		}
	}
	if quoted || long {
		v.Kind, v.Quoted = String, true
		if quoted {
			c.swallowed(from, end)
		}
		return v, end
	}
	v.Kind = plainKind(n.Value)
	if n.Style&yaml.TaggedStyle != 0 && n.Tag == "!!str" {
		v.Kind = String
	}
	switch v.Kind {
	case Bool:
		v.Text = strings.ToLower(v.Text)
	case Null:
		v.Text = ""
	}
	if v.Kind == String {
		c.plainSlips(&v, from, end)
	}
	return v, end
}

// clean is a text with U+FFFD in the place of each character that XML 1.0, and so
// a book or a feed, cannot hold: NUL, which the later stages use as their own
// sign, other control characters but tabs and line ends, U+FFFE and U+FFFF.
func clean(text string) string {
	if strings.IndexFunc(text, unfit) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		if unfit(r) {
			return utf8.RuneError
		}
		return r
	}, text)
}

// unfit says whether XML 1.0 forbids a character.
func unfit(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}

// plainKind is the kind of a scalar without quotes by the core schema of YAML
// 1.2: yes, no, on and off are text, and so are dates.
func plainKind(s string) Kind {
	switch s {
	case "", "~", "null", "Null", "NULL":
		return Null
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return Bool
	}
	if isYAMLNumber(s) {
		return Number
	}
	return String
}

// isYAMLNumber tells the numbers of the core schema.
func isYAMLNumber(s string) bool {
	if c := s[0]; c != '-' && c != '+' && c != '.' && (c < '0' || c > '9') {
		return false
	}
	if strings.HasPrefix(s, "0x") {
		return len(s) > 2 && strings.Trim(s[2:], "0123456789abcdefABCDEF") == ""
	}
	if strings.HasPrefix(s, "0o") {
		return len(s) > 2 && strings.Trim(s[2:], "01234567") == ""
	}
	if s == ".nan" || s == ".NaN" || s == ".NAN" {
		return true
	}
	if s[0] == '-' || s[0] == '+' {
		s = s[1:]
	}
	if s == ".inf" || s == ".Inf" || s == ".INF" {
		return true
	}
	whole := len(s)
	s = strings.TrimLeft(s, "0123456789")
	whole -= len(s)
	if strings.HasPrefix(s, ".") {
		rest := strings.TrimLeft(s[1:], "0123456789")
		whole += len(s) - 1 - len(rest)
		s = rest
	}
	if whole == 0 {
		return false
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

// scalarEnd is the offset after a scalar that starts at an offset.
func (c *converter) scalarEnd(n *yaml.Node, at int) int {
	text := c.now
	if at >= len(text) {
		return len(text)
	}
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		for i := at + 1; i < len(text); i++ {
			if text[i] == '\\' {
				i++
			} else if text[i] == '"' {
				return i + 1
			}
		}
		return len(text)
	case n.Style&yaml.SingleQuotedStyle != 0:
		for i := at + 1; i < len(text); i++ {
			if text[i] != '\'' {
				continue
			}
			if i+1 == len(text) || text[i+1] != '\'' {
				return i + 1
			}
			i++
		}
		return len(text)
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		header := strings.IndexByte(text[at:], '\n')
		if header < 0 {
			return len(text)
		}
		end := follow(text, at+header, n.Value)
		if end == at+header {
			// No text: the sign itself, without a comment.
			return at + 1 + len(text[at+1:at+header]) - len(strings.TrimLeft(text[at+1:at+header], "+-123456789"))
		}
		return end
	}
	if strings.HasPrefix(text[at:], n.Value) {
		return at + len(n.Value)
	}
	return follow(text, at, n.Value)
}

// follow is the offset after the last character of value in a text that holds
// its characters in their order from an offset on, with other white space
// between them: the text of a value that has no escapes.
func follow(text string, at int, value string) int {
	end := at
	for i := range len(value) {
		if isWhite(value[i]) {
			continue
		}
		for at < len(text) && isWhite(text[at]) {
			at++
		}
		if at == len(text) || text[at] != value[i] {
			return end
		}
		at++
		end = at
	}
	return end
}

func isWhite(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// tag reads a tag that says more than the core schema and starts at an offset.
// It is true when the value is complete.
func (c *converter) tag(n *yaml.Node, v *Value, start, from, end int) bool {
	quoted := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0
	long := n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0
	if strings.HasPrefix(c.now[start:], "!!") || quoted || long {
		v.Kind, v.Quoted = String, quoted || long
		name, _, _ := strings.Cut(c.now[start:max(from, start)], " ")
		c.say("yaml-tag", start, start+len(name), "tag", name)
		return true
	}
	// A word that starts with an exclamation mark is text that YAML would
	// drop: ! and !word are tags to it.
	i, column := c.at(start)
	if stop, _ := c.at(end); stop != i || c.touched(i) {
		return false
	}
	l := c.lineText(i)
	to := end - c.begin[i]
	c.slip("value-sign", i, column, to, l[:column]+yamlQuote(l[column:to])+l[to:], "sign", "!")
	c.again = true
	return true
}

// keyLine is a line that reads like the start of an entry.
var keyLine = regexp.MustCompile(`^[\p{L}_][\p{L}\p{N}_-]*:(\s|$)`)

// swallowed finds the lines that an unclosed quote takes into its text up to
// the next quote: they are not indented, which YAML forbids and the library
// allows, and read like entries.
func (c *converter) swallowed(start, end int) {
	i, column := c.at(start)
	last, _ := c.at(max(end-1, start))
	if last == i {
		return
	}
	indent, _ := entryStart(c.lineText(i))
	for j := i + 1; j <= last; j++ {
		text := c.lineText(j)
		if n := len(text) - len(strings.TrimLeft(text, " ")); n <= indent && keyLine.MatchString(text[n:]) {
			if !c.touched(i) {
				c.unclosedQuote(i, column)
				c.again = true
			}
			return
		}
	}
}

// keySpaces takes no-break spaces off the ends of a name.
func (c *converter) keySpaces(n *yaml.Node, field *Field, start, end int) {
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		return
	}
	name := strings.TrimFunc(n.Value, noBreak)
	i, column := c.at(start)
	if stop, _ := c.at(end); stop != i || c.touched(i) {
		return
	}
	l := c.lineText(i)
	if colon := strings.IndexByte(n.Value, ':') + 1; colon > 0 && noBreakLen(n.Value[colon:]) > 0 {
		// The name ends at its first colon; the author's value has another one.
		at := column + colon
		c.slip("no-break-space", i, at, at+noBreakLen(l[at:]), l[:at]+" "+strings.TrimLeftFunc(l[at:], noBreak))
		c.again = true
		return
	}
	if name == n.Value || name == "" {
		return
	}
	from := column + strings.Index(n.Value, name)
	to := from + len(name)
	lead := strings.Repeat(" ", utf8.RuneCountInString(l[column:from]))
	after := strings.TrimLeftFunc(l[to:], func(r rune) bool { return noBreak(r) || r == ' ' })
	a, b := column, from
	if a == b {
		a, b = to, len(l)-len(after)
	}
	c.slip("no-break-space", i, a, b, l[:column]+lead+name+after)
	c.again = true
}

// commaSign finds the comma of another script inside a value of a list in
// brackets, where it separates nothing.
func (c *converter) commaSign(item *yaml.Node, end int) {
	at := end - len(item.Value)
	if at < 0 || c.found.full() || c.now[at:end] != item.Value {
		return
	}
	for i := range item.Value {
		n := commaLen(item.Value[i:])
		if n == 0 {
			continue
		}
		line, column := c.at(at + i)
		l := c.lineText(line)
		x := c.say("comma-sign-kept", at+i, at+i+n, "sign", item.Value[i:i+n])
		if len(l) > maxLine {
			return
		}
		stop := column - i + len(item.Value)
		x.mended = l[:column-i] + foreignCommas.Replace(l[column-i:stop]) + l[stop:]
		return
	}
}

var foreignCommas = strings.NewReplacer("، ", ", ", "،", ", ", "， ", ", ", "，", ", ", "、 ", ", ", "、", ", ")

// plainSlips finds what YAML reads without complaint in another way than the
// author means it.
func (c *converter) plainSlips(v *Value, start, end int) {
	i, column := c.at(start)
	last, stop := c.at(end)
	l := c.lineText(i)
	if noBreakLen(v.Text) > 0 && i == last {
		trimmed := strings.TrimLeftFunc(v.Text, noBreak)
		x := c.say("no-break-space-kept", start, start+len(v.Text)-len(trimmed))
		x.mended = l[:column] + strings.TrimLeftFunc(l[column:], noBreak)
		v.Text, v.Start = trimmed, c.pos(start+len(v.Text)-len(trimmed))
	}
	if c.dashes(v.Text, i, last, column) {
		return
	}
	// What follows a plain value on its line can only be a comment, or the
	// signs of a list or map in brackets.
	rest := c.lineText(last)[stop:]
	comment := strings.TrimLeft(rest, " \t")
	if comment == "" || comment[0] != '#' || comment == rest {
		return
	}
	// A remark stands apart from the value by two spaces and begins with a
	// space; one that hugs the value is text to most who write it.
	if gap := len(rest) - len(comment); len(comment) == 1 || gap > 1 && comment[1] == ' ' {
		return
	}
	if _, isDate := ParseDate(v.Text); isDate {
		return
	}
	from := end + len(rest) - len(comment)
	comment = strings.TrimRight(comment, " \t")
	x := c.say("comment-dropped", from, from+len(comment), "text", comment)
	if i == last {
		x.mended = l[:column] + yamlQuote(strings.TrimRight(l[column:], " \t"))
	} else {
		x.mended = c.lineText(last)
	}
}

// dashes finds list items that YAML takes into a text: those whose dash has no
// space after it, and those that are indented more than the first one.
func (c *converter) dashes(text string, i, last, column int) bool {
	l := c.lineText(i)
	if i != last {
		for j := i + 1; j <= last; j++ {
			line := c.lineText(j)
			indent := len(line) - len(strings.TrimLeft(line, " "))
			if !strings.HasPrefix(line[indent:], "- ") || c.touched(j) {
				continue
			}
			first := strings.IndexByte(l, '-')
			if first < 0 || strings.TrimSpace(l[:first]) != "" || first+2 > column {
				continue
			}
			c.slip("yaml-indent", j, 0, indent, l[:first]+line[indent:])
			c.again = true
		}
		if c.again {
			return true
		}
	}
	if strings.TrimSpace(l[:column]) != "" || column == 0 || !dashWord(text) {
		return false
	}
	for j := i; j <= last; j++ {
		line := c.lineText(j)
		indent := len(line) - len(strings.TrimLeft(line, " "))
		if dashWord(line[indent:]) && !c.touched(j) {
			c.slip("dash-space", j, indent, indent+1, line[:indent]+"- "+mendDash(line[indent:]))
			c.again = true
		}
	}
	return c.again
}

// dashWord says that a text starts like a list item whose dash lacks its space.
func dashWord(s string) bool {
	if len(s) < 2 || s[0] != '-' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[1:])
	return r != '-' && r != '.' && r != ' ' && r != '\t' && (r < '0' || r > '9')
}

// mendDash is what follows the dash of such an item.
func mendDash(s string) string {
	return strings.TrimLeftFunc(s[1:], noBreak)
}

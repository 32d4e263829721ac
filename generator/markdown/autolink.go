package markdown

// Addresses without markup (GFM's extended autolinks): http://…, https://…,
// www.… and name@example.org. They are found from the ':', '.' or '@' in them,
// looking back over text that was already taken.

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

const (
	maxURL   = 2048
	maxLocal = 64 // bytes before the @ (RFC 5321)
)

type bareLinkParser struct{}

func (bareLinkParser) Trigger() []byte { return []byte{':', '.', '@'} }

func (bareLinkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	// Within the brackets of a link an address is only text.
	last, ok := parent.LastChild().(*ast.Text)
	if !ok || pc.IsInLinkLabel() {
		return nil
	}
	line, segment := block.PeekLine()
	source, at := block.Source(), segment.Start
	if segment.Padding != 0 || last.Segment.Stop != at || last.SoftLineBreak() {
		return nil
	}
	before := source[last.Segment.Start:at]
	kind, back, forward, www := ast.AutoLinkType(ast.AutoLinkURL), 0, 0, false
	switch line[0] {
	case ':':
		if !bytes.HasPrefix(line, []byte("://")) {
			return nil
		}
		if back = schemeBefore(before); back > 0 {
			forward = urlEnd(line, 3)
		}
	case '.':
		if back = len("www"); len(before) >= back && bytes.EqualFold(before[len(before)-back:], []byte("www")) {
			www, forward = true, urlEnd(line, 1)
		}
	case '@':
		kind = ast.AutoLinkEmail
		if back = localBefore(source, at); back > 0 {
			forward = hostEnd(line, 1)
		}
	}
	if forward == 0 || back == 0 || !boundary(source, at-back) {
		return nil
	}
	if last = reach(parent, last, at-back, pc); last == nil {
		return nil
	}
	if last.Segment.Start == at-back && last.Segment.Padding == 0 {
		parent.RemoveChild(parent, last)
	} else {
		last.Segment = last.Segment.WithStop(at - back)
	}
	block.Advance(forward)
	link := ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(at-back, at+forward)))
	if www {
		link.Protocol = []byte("http")
	}
	return link
}

// reach joins what stands before the parser into one text that holds the offset:
// the '_' of an address was taken for a delimiter. It is nil when something else
// stands between.
func reach(parent ast.Node, last *ast.Text, offset int, pc parser.Context) *ast.Text {
	for last.Segment.Start > offset {
		d, ok := last.PreviousSibling().(*parser.Delimiter)
		if !ok || d.Segment.Stop != last.Segment.Start {
			return nil
		}
		pc.RemoveDelimiter(d)
		before, ok := last.PreviousSibling().(*ast.Text)
		if !ok || before.Segment.Stop != last.Segment.Start {
			return nil
		}
		before.Segment = before.Segment.WithStop(last.Segment.Stop)
		parent.RemoveChild(parent, last)
		last = before
	}
	return last
}

// boundary says whether an address may begin at an offset.
func boundary(source []byte, at int) bool {
	r, _ := utf8.DecodeLastRune(source[:at])
	return at == 0 || r >= utf8.RuneSelf || !alphanumeric(byte(r)) && r != '/' && r != '\\'
}

// schemeBefore is the length of http or https at the end of a text.
func schemeBefore(before []byte) int {
	for _, scheme := range []string{"https", "http"} {
		if n := len(before) - len(scheme); n >= 0 && bytes.EqualFold(before[n:], []byte(scheme)) {
			return len(scheme)
		}
	}
	return 0
}

// localBefore is the length of the local part of an address before an offset.
func localBefore(source []byte, at int) int {
	n := 0
	for n < maxLocal && n < at {
		c := source[at-n-1]
		if !alphanumeric(c) && c != '.' && c != '-' && c != '_' && c != '+' {
			break
		}
		n++
	}
	// An underscore at the head is more likely to open emphasis.
	for n > 0 && !alphanumeric(source[at-n]) {
		n--
	}
	return n
}

// hostEnd is where a host name of an e-mail address ends that begins at i, or 0
// when it is none: it needs a dot, and no hyphen or underscore at its end.
func hostEnd(line []byte, i int) int {
	start, dot := i, false
	for i < len(line) && (alphanumeric(line[i]) || line[i] == '-' || line[i] == '_' || line[i] == '.') {
		dot = dot || line[i] == '.' && i+1 < len(line) && alphanumeric(line[i+1])
		i++
	}
	for i > start && line[i-1] == '.' {
		i--
	}
	if !dot || i == start || !alphanumeric(line[i-1]) {
		return 0
	}
	return i
}

// urlEnd is where an address ends whose host begins at i, or 0 when it is none.
func urlEnd(line []byte, i int) int {
	host, dot, end := i, false, min(len(line), maxURL)
	for i < end {
		r, size := utf8.DecodeRune(line[i:end])
		if r == '.' {
			dot = dot || i > host && i+1 < end
		} else if !(r == '-' || r == '_' || isWord(r)) {
			break
		}
		i += size
	}
	if !dot && host > 1 { // after www. the dot has been seen
		return 0
	}
	if i == host || !underscores(line[host:i]) {
		return 0
	}
	for i < end {
		r, size := utf8.DecodeRune(line[i:end])
		if r <= ' ' || r == '<' || r >= utf8.RuneSelf && !isWord(r) {
			break
		}
		i += size
	}
	if i = trimURL(line, i); i <= host {
		return 0
	}
	return i
}

// underscores says that the last two labels of a host name hold none.
func underscores(host []byte) bool {
	i := bytes.LastIndexByte(host, '.')
	i = bytes.LastIndexByte(host[:max(i, 0)], '.')
	return bytes.IndexByte(host[i+1:], '_') < 0
}

// trimURL leaves out the punctuation of the sentence around an address.
func trimURL(line []byte, end int) int {
	opened := bytes.Count(line[:end], []byte("("))
	closed := bytes.Count(line[:end], []byte(")"))
	for end > 0 {
		switch line[end-1] {
		case '?', '!', '.', ',', ':', '*', '_', '~', '\'', '"':
		case ')':
			if closed <= opened {
				return end
			}
			closed--
		case ';':
			i := end - 2
			for i > 0 && alphanumeric(line[i]) {
				i--
			}
			if line[i] != '&' || i == end-2 {
				return end
			}
			end = i + 1
		default:
			return end
		}
		end--
	}
	return end
}

package markdown

// This file reads a compiled body as those do who hold it to its word: part by
// part, with all that changes its meaning.

import (
	"bytes"
	"html"
	"strconv"
	"strings"
)

// Statement is a part of a body as a seal sees it: a paragraph, a heading, an
// item, a row, a figure, a block of code.
type Statement struct {
	Kind string // heading, paragraph, item, row, caption, footnote, definition or code
	// Said is what it says, in a form that no wrapping, no white space, no
	// typography and no emphasis changes: its words, symbols and question marks;
	// signs between digits and in front of them; what is struck out, inserted,
	// raised or lowered; where links lead, which images and files are shown, which
	// footnotes mentioned; code as it is written; and where it stands, in
	// quotations, callouts and lists, of which the first item says with what
	// number they begin. It is compared and digested, never shown.
	Said       string
	Start, End int // bytes of the file; equal where only its place is known
}

// Shown is what a link, an image or a file of a body says beside its HTML.
type Shown struct{ Destination, Text, Title string }

// Statements are the parts of a compiled body in their order. link is asked for
// the links that holes of the HTML index; blocks are those of the same Result.
// Parts without anything that counts are left out.
func Statements(compiled []byte, blocks []Block, link func(index int) Shown) []Statement {
	s := &statements{html: compiled, link: link, seen: -1}
	for s.at < len(s.html) {
		switch c := s.html[s.at]; {
		case c == 0:
			kind, index := s.hole()
			s.alone(kind, index)
		case c == '<':
			s.tag()
		default:
			end := len(s.html)
			if i := bytes.IndexAny(s.html[s.at:], "<\x00"); i >= 0 {
				end = s.at + i
			}
			s.text(s.html[s.at:end])
			s.at = end
		}
	}
	s.flush()
	s.places(blocks)
	return s.out
}

// Said is a plain text in the form of Statement.Said.
func Said(text string) string {
	var c canon
	c.text(strings.ToValidUTF8(text, "\uFFFD"))
	return c.String()
}

// container is an element that holds parts.
type container struct {
	name  string
	path  string // what stands in the path of the parts within
	parts int    // that there were before it
}

// spot is where a part stands in the HTML.
type spot struct{ from, to int }

type statements struct {
	html    []byte
	at      int
	link    func(int) Shown
	out     []Statement
	spots   []spot // beside out
	stack   []container
	opening string // lists that the next part begins
	part    canon
	from    int    // where the part in hand may begin
	code    []byte // code in hand
	inCode  bool
	silent  string // the element whose text does not count: a mark of a footnote, a way back
	seen    int    // depth of the silent element of the same name
}

// readTag is a tag as it is read.
type readTag struct {
	name  string
	end   bool
	empty bool
	attrs map[string]string
	kind  byte // of the hole that stands for attributes; 0 where there is none
	index int
}

// hole reads a hole.
func (s *statements) hole() (kind byte, index int) {
	rest := s.html[s.at:]
	if len(rest) < 3 {
		s.at = len(s.html)
		return 0, -1
	}
	kind, index = rest[1], -1
	i := 2
	for ; i < len(rest) && rest[i] != 0; i++ {
		if d := int(rest[i]) - '0'; d >= 0 && d <= 9 && index < 1<<24 {
			index = max(index, 0)*10 + d
		}
	}
	s.at += min(i+1, len(rest))
	return kind, index
}

// alone reads what stands as a hole where a block may stand.
func (s *statements) alone(kind byte, index int) {
	if kind != HoleMedia && kind != HoleTable || index < 0 {
		return
	}
	s.flush()
	s.stack = append(s.stack, container{name: "figure"})
	shown := s.link(index)
	s.part.mark("file " + shown.Destination)
	s.part.text(shown.Text)
	s.part.mark("title")
	s.part.text(shown.Title)
	s.flush()
	s.stack = s.stack[:len(s.stack)-1]
}

// tag reads a tag with its attributes.
func (s *statements) tag() {
	t := readTag{index: -1}
	s.at++
	if s.at < len(s.html) && s.html[s.at] == '/' {
		t.end = true
		s.at++
	}
	from := s.at
	for s.at < len(s.html) && (alphanumeric(s.html[s.at])) {
		s.at++
	}
	t.name = string(s.html[from:s.at])
	for s.at < len(s.html) && s.html[s.at] != '>' {
		switch c := s.html[s.at]; {
		case c == 0:
			t.kind, t.index = s.hole()
		case c == '/':
			t.empty = true
			s.at++
		case c == ' ':
			s.at++
		default:
			s.attribute(&t)
		}
	}
	s.at = min(s.at+1, len(s.html))
	s.element(&t)
}

// attribute reads one, whose value stands in quotation marks.
func (s *statements) attribute(t *readTag) {
	rest := s.html[s.at:]
	i := bytes.IndexAny(rest, "=> \x00")
	if i <= 0 || rest[i] != '=' || i+1 >= len(rest) || rest[i+1] != '"' {
		s.at += max(i, 1)
		return
	}
	name, value := string(rest[:i]), rest[i+2:]
	end := bytes.IndexByte(value, '"')
	if end < 0 {
		s.at = len(s.html)
		return
	}
	s.at += i + 2 + end + 1
	if t.attrs == nil {
		t.attrs = map[string]string{}
	}
	t.attrs[name] = html.UnescapeString(strings.ReplaceAll(string(value[:end]), "\x00#\x00", ""))
}

// bounds are the elements that end the part before them and begin one.
var bounds = map[string]bool{
	"p": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "li": true, "ul": true, "ol": true, "dl": true, "dt": true,
	"dd": true, "blockquote": true, "div": true, "section": true, "aside": true, "table": true, "thead": true, "tbody": true, "tr": true,
	"figure": true, "pre": true, "details": true, "summary": true, "hr": true,
}

// element takes one tag in.
func (s *statements) element(t *readTag) {
	if s.silent != "" {
		s.inSilence(t)
		return
	}
	if bounds[t.name] {
		s.bound(t)
		return
	}
	switch t.name {
	case "a":
		s.anchor(t)
	case "img":
		shown := Shown{Destination: t.attrs["src"]}
		if t.kind == HoleImage && t.index >= 0 {
			shown = s.link(t.index)
		}
		s.part.mark("image " + shown.Destination)
		s.part.text(t.attrs["alt"])
		s.part.mark("title")
		s.part.text(t.attrs["title"])
		s.part.mark("end")
		return
	case "sup":
		if !t.end && t.attrs["class"] == "footnote-ref" {
			s.silent, s.seen = "sup", 0
			if id := t.attrs["id"]; id != "" {
				s.part.mark("note " + id)
			}
			return
		}
		s.part.mark(ending(t) + t.name)
	case "del", "s":
		s.part.mark(ending(t) + "del")
	case "ins", "sub":
		s.part.mark(ending(t) + t.name)
	case "bdo":
		s.part.mark(ending(t) + "bdo " + t.attrs["dir"])
	case "input":
		if _, checked := t.attrs["checked"]; checked {
			s.part.mark("done")
		} else {
			s.part.mark("to do")
		}
	case "td", "th":
		if !t.end {
			s.part.mark(t.name)
		}
	case "figcaption":
		s.part.mark(ending(t) + "caption")
	case "code":
		if !t.end {
			s.inCode, s.code = true, s.code[:0]
			return
		}
		s.endCode()
	case "br":
		s.part.text(" ")
	}
	if title := t.attrs["title"]; title != "" && !t.end {
		s.part.mark("title")
		s.part.text(title)
		s.part.mark("end")
	}
}

// anchor takes a link in, or the end of one.
func (s *statements) anchor(t *readTag) {
	switch {
	case t.end:
		s.part.mark("/a")
	case t.attrs["class"] == "footnote-back":
		s.silent, s.seen = "a", 0
	case t.kind == HoleLink && t.index >= 0:
		s.part.mark("a " + s.link(t.index).Destination)
	default:
		s.part.mark("a " + t.attrs["href"])
	}
}

// inSilence passes over a mark of a footnote, of which the note counts and not
// its number, and over ways back.
func (s *statements) inSilence(t *readTag) {
	switch {
	case t.name == "a" && !t.end && s.silent == "sup":
		s.part.mark("note " + t.attrs["href"])
	case t.name == s.silent && !t.end:
		s.seen++
	case t.name == s.silent && s.seen > 0:
		s.seen--
	case t.name == s.silent:
		s.silent = ""
	}
}

func ending(t *readTag) string {
	if t.end {
		return "/"
	}
	return ""
}

// bound ends a part, and opens or closes what holds parts.
func (s *statements) bound(t *readTag) {
	s.flush()
	defer func() { s.from = s.at }()
	if t.empty || t.name == "hr" {
		return
	}
	if !t.end {
		c := container{name: t.name, parts: len(s.out)}
		switch class := t.attrs["class"]; {
		case t.name == "blockquote":
			c.path = ">"
		case t.name == "div" && strings.HasPrefix(class, "callout "):
			c.path = "!" + strings.TrimPrefix(class, "callout ")
		case t.name == "section" && class == "footnotes" && t.attrs["role"] == "doc-endnotes":
			c.name = "footnotes"
		case t.name == "ul":
			c.path = "*"
			s.opening += "list "
		case t.name == "ol" && (len(s.stack) == 0 || s.stack[len(s.stack)-1].name != "footnotes"):
			c.path = "#"
			start := t.attrs["start"]
			if start == "" {
				start = "1"
			}
			s.opening += "list " + start + " "
		case t.name == "dt":
			c.path = ";"
		case t.name == "dd":
			c.path = ":"
		}
		s.stack = append(s.stack, c)
		return
	}
	for i := len(s.stack) - 1; i >= 0; i-- {
		name := s.stack[i].name
		if name == t.name || name == "footnotes" && t.name == "section" {
			if name == "li" && s.stack[i].parts == len(s.out) {
				// An item without a word has a number all the same.
				s.part.mark("empty")
				s.flush()
			}
			s.stack = s.stack[:i]
			return
		}
	}
}

func (s *statements) within(name string) bool {
	for _, c := range s.stack {
		if c.name == name {
			return true
		}
	}
	return false
}

// text takes a stretch of text in.
func (s *statements) text(b []byte) {
	switch {
	case s.silent != "":
	case s.inCode || s.within("pre"):
		s.inCode = true
		s.code = append(s.code, html.UnescapeString(string(b))...)
	default:
		s.part.text(html.UnescapeString(string(b)))
	}
}

// endCode takes code in as it is written, but for white space: in a block its
// lines count, in text no more than that there is some.
func (s *statements) endCode() {
	if !s.inCode {
		return
	}
	s.inCode = false
	code := string(s.code)
	s.code = s.code[:0]
	if s.within("pre") {
		lines := strings.Split(code, "\n")
		for i := range lines {
			lines[i] = strings.TrimRight(lines[i], " \t\r")
		}
		code = strings.TrimRight(strings.Join(lines, "\n"), "\n")
	} else {
		code = strings.Join(strings.Fields(code), " ")
	}
	if code != "" {
		s.part.mark("code " + strconv.Quote(code))
	}
}

// flush ends the part in hand.
func (s *statements) flush() {
	s.endCode()
	text := s.part.String()
	s.part = canon{out: s.part.out[:0]}
	if text == "" {
		return
	}
	var path strings.Builder
	path.WriteString(s.opening)
	s.opening = ""
	for _, c := range s.stack {
		path.WriteString(c.path)
	}
	s.out = append(s.out, Statement{Kind: s.kind(), Said: path.String() + "|" + text})
	s.spots = append(s.spots, spot{s.from, s.at})
	s.from = s.at
}

// kind is that of the part in hand, by what holds it.
func (s *statements) kind() string {
	if s.within("footnotes") {
		return "footnote"
	}
	for i := len(s.stack) - 1; i >= 0; i-- {
		switch s.stack[i].name {
		case "h1", "h2", "h3", "h4", "h5", "h6":
			return "heading"
		case "tr":
			return "row"
		case "figure":
			return "caption"
		case "pre":
			return "code"
		case "dt", "dd":
			return "definition"
		case "li":
			return "item"
		case "blockquote":
			return "paragraph"
		}
	}
	return "paragraph"
}

// places gives each part its bytes of the file. Blocks know where they begin in
// the HTML; of those that do not, which are raw HTML and what is shown without a
// caption, the order tells.
func (s *statements) places(blocks []Block) {
	j, last := 0, 0
	for i := range s.out {
		part, at := &s.out[i], s.spots[i]
		for j < len(blocks) && blocks[j].At != 0 && int(blocks[j].At) < at.from {
			last = int(blocks[j].End)
			j++
		}
		k := j // the next block that knows its place
		for k < len(blocks) && blocks[k].At == 0 {
			k++
		}
		part.Start, part.End = last, last
		take := func(b *Block) { part.Start, part.End, last = int(b.Start), int(b.End), int(b.End) }
		if k < len(blocks) && int(blocks[k].At) <= at.to {
			take(&blocks[k])
			j = k + 1
			continue
		}
		for n := j; n < k; n++ {
			if caption := blocks[n].Kind == CaptionBlock; caption == (part.Kind == "caption") && part.Kind != "code" {
				take(&blocks[n])
				j = n
				if caption {
					j++
				}
				break
			}
		}
	}
}

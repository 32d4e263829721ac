package media

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"tract/generator/diag"
)

const (
	maxSVG       = 16 << 20 // bytes of an SVG file
	maxSVGDepth  = 200
	maxSVGKinds  = 20        // kinds of removed things that are named
	maxSVGWeight = 2_000_000 // elements drawn, with those that use repeats
	xlinkSpace   = "http://www.w3.org/1999/xlink"
	xhtmlSpace   = "http://www.w3.org/1999/xhtml"
	xmlSpace     = "http://www.w3.org/XML/1998/namespace"
)

// svgCleaner reads an SVG token by token and writes what is allowed. The
// output has one form for each input: no prefix but xlink and xml, no
// declaration, no comment.
type svgCleaner struct {
	src     diag.Source // as UTF-8
	dec     *xml.Decoder
	stack   []svgFrame
	dropped int // depth at which an element is being left out, 0 when none is
	root    string
	ended   bool
	body    bytes.Buffer
	open    bool             // the start tag written last still lacks its >
	css     *strings.Builder // the text of the style element being read
	cssTag  string
	xlink   bool // the output needs the xlink prefix
	weights weights

	kinds   []string // of noted, in the order met
	noted   map[string]*removal
	removed []string
}

// svgFrame is an element that is open.
type svgFrame struct {
	name   xml.Name // prefix and local name as written
	spaces map[string]string
	tag    string // its name in the output
	at     int
	weight weight
}

// removal is one kind of thing that was left out, where it was met first.
type removal struct {
	what       string
	start, end int
	count      int
}

// svgFault is an error that ends the reading.
type svgFault struct {
	id         string
	start, end int
	args       []string
}

func cleanSVG(src diag.Source) (Cleaned, []diag.Message) {
	name := path.Base(src.Path)
	if len(src.Text) > maxSVG {
		return Cleaned{}, []diag.Message{diag.In("svg-too-large", src.Path, "name", name, "megabytes", strconv.Itoa(maxSVG>>20))}
	}
	text, ok := toUTF8(src.Text)
	if !ok {
		return Cleaned{}, []diag.Message{diag.In("svg-encoding", src.Path, "name", name)}
	}
	c := &svgCleaner{src: diag.Source{Path: src.Path, Text: text}, dec: newXML(text), noted: map[string]*removal{}}
	c.weights.named = map[string]weight{}
	if f := c.read(); f != nil {
		args := append([]string{"name", name}, f.args...)
		return Cleaned{}, []diag.Message{diag.At(f.id, c.src, f.start, f.end, args...)}
	}
	out := Cleaned{Bytes: c.output(), Removed: c.removed}
	if bytes.Equal(out.Bytes, src.Text) {
		out.Bytes = src.Text
	}
	var messages []diag.Message
	for _, kind := range c.kinds {
		r := c.noted[kind]
		messages = append(messages, diag.At("svg-removed", c.src, r.start, r.end,
			"name", name, "what", r.what, "count", strconv.Itoa(r.count)))
	}
	return out, messages
}

// read takes the whole file; nil when it is well-formed and an SVG.
func (c *svgCleaner) read() *svgFault {
	for {
		at := int(c.dec.InputOffset())
		token, err := c.dec.RawToken()
		end := int(c.dec.InputOffset())
		if errors.Is(err, io.EOF) {
			return c.atEnd(at)
		}
		if err != nil {
			return c.syntax(at, end)
		}
		var f *svgFault
		switch t := token.(type) {
		case xml.StartElement:
			f = c.start(t, at, end)
		case xml.EndElement:
			f = c.end(t, at, end)
		case xml.CharData:
			f = c.text(t, at, end)
		case xml.Comment:
			c.drop("comment")
		case xml.ProcInst:
			if t.Target == "xml-stylesheet" {
				c.note("<?xml-stylesheet?>", "<?xml-stylesheet?>", at, end)
			} else if t.Target != "xml" {
				c.drop("metadata")
			}
		case xml.Directive:
			if !isDoctype(t) || len(c.stack) > 0 || c.ended {
				return &svgFault{id: "svg-syntax", start: at, end: end}
			}
			if c.dec.Entity = entities(t); len(c.dec.Entity) > 0 && bytes.Count(c.src.Text, []byte("&")) > maxEntityUses {
				return &svgFault{id: "svg-too-heavy", start: at, end: end}
			}
		}
		if f != nil {
			return f
		}
	}
}

// atEnd checks what must hold at the end of the file.
func (c *svgCleaner) atEnd(at int) *svgFault {
	if len(c.stack) > 0 {
		open := c.stack[len(c.stack)-1]
		return &svgFault{id: "svg-unclosed", start: open.at, end: open.at + 1, args: []string{"element", rawName(open.name)}}
	}
	if !c.ended {
		return &svgFault{id: "svg-not-svg", start: at, end: at}
	}
	if !c.weights.fits(maxSVGWeight) {
		return &svgFault{id: "svg-too-heavy"}
	}
	return nil
}

// syntax is the message on bytes that are no XML. An entity that only HTML or
// another file knows is the commonest cause, and has its own.
func (c *svgCleaner) syntax(at, end int) *svgFault {
	if end >= len(c.src.Text) && len(c.stack) > 0 {
		if f := c.atEnd(at); bytes.IndexByte(c.src.Text[at:], '<') < 0 {
			return f
		}
	}
	from := max(at, end-64)
	if i := bytes.LastIndexByte(c.src.Text[from:end], '&'); i >= 0 {
		name := leadingName(string(c.src.Text[from+i+1 : end]))
		if name != "" && len(name)+i+1 >= end-from-1 {
			return &svgFault{id: "svg-entity", start: from + i, end: from + i + 1 + len(name), args: []string{"entity", "&" + name + ";"}}
		}
	}
	return &svgFault{id: "svg-syntax", start: max(end-1, at), end: end}
}

func rawName(n xml.Name) string {
	if n.Space != "" {
		return n.Space + ":" + n.Local
	}
	return n.Local
}

// start reads a start tag, and decides whether its element stays.
func (c *svgCleaner) start(t xml.StartElement, at, end int) *svgFault {
	if len(c.stack) >= maxSVGDepth {
		return &svgFault{id: "svg-too-deep", start: at, end: end, args: []string{"depth", strconv.Itoa(maxSVGDepth)}}
	}
	if c.ended || repeated(t.Attr) {
		return &svgFault{id: "svg-syntax", start: at, end: end}
	}
	frame := svgFrame{name: t.Name, at: at, weight: weight{count: 1}}
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			if frame.spaces == nil {
				frame.spaces = map[string]string{}
			}
			prefix := ""
			if a.Name.Space != "" {
				prefix = a.Name.Local
			}
			frame.spaces[prefix] = a.Value
		}
	}
	c.stack = append(c.stack, frame)
	if len(c.stack) == 1 {
		return c.startRoot(t, at, end)
	}
	if c.dropped > 0 {
		return nil
	}
	if reason, silent := c.refuses(t); reason != "" {
		c.dropped = len(c.stack)
		if silent {
			c.drop(reason)
		} else {
			c.note(reason, reason, at, end)
		}
		return nil
	}
	attributes, stays := c.attributes(t, at, end)
	if !stays {
		c.dropped = len(c.stack)
		return nil
	}
	top := &c.stack[len(c.stack)-1]
	top.tag = t.Name.Local
	if top.tag == "style" {
		c.css, c.cssTag = &strings.Builder{}, "<style"+attributes
		return nil
	}
	c.closeTag()
	c.body.WriteString("<" + top.tag + attributes)
	c.open = true
	return nil
}

func (c *svgCleaner) startRoot(t xml.StartElement, at, end int) *svgFault {
	if space := c.space(t.Name.Space); t.Name.Local != "svg" || space != svgSpace && space != "" {
		return &svgFault{id: "svg-not-svg", start: at, end: end}
	}
	c.root, _ = c.attributes(t, at, end)
	c.stack[0].tag = "svg"
	return nil
}

// refuses says why an element does not stay, or "". Silent is what drawing
// programs keep for themselves.
func (c *svgCleaner) refuses(t xml.StartElement) (reason string, silent bool) {
	if space := c.space(t.Name.Space); space != svgSpace && space != "" {
		return "metadata", space != xhtmlSpace
	}
	name := t.Name.Local
	if svgSilent[name] {
		return "metadata", true
	}
	if !svgElements[name] || c.css != nil {
		return "<" + name + ">", false
	}
	for _, a := range t.Attr {
		value := strings.TrimSpace(a.Value)
		if name == "style" && a.Name.Local == "type" && value != "" && !strings.EqualFold(value, "text/css") {
			return `<style type="` + shorten(value) + `">`, false
		}
		if svgAnimating[name] && a.Name.Local == "attributeName" && !svgAnimated[value] {
			return "<" + name + ` attributeName="` + shorten(value) + `">`, false
		}
	}
	return "", false
}

// space is the namespace that a prefix stands for here. Drawings pasted from
// HTML often lack the declaration of xlink.
func (c *svgCleaner) space(prefix string) string {
	for i := len(c.stack) - 1; i >= 0; i-- {
		if s, ok := c.stack[i].spaces[prefix]; ok {
			return s
		}
	}
	switch prefix {
	case "":
		return ""
	case "xlink":
		return xlinkSpace
	case "xml":
		return xmlSpace
	}
	return "?" + prefix
}

func (c *svgCleaner) end(t xml.EndElement, at, end int) *svgFault {
	if len(c.stack) == 0 {
		return &svgFault{id: "svg-syntax", start: at, end: end}
	}
	top := c.stack[len(c.stack)-1]
	if top.name != t.Name {
		return &svgFault{id: "svg-mismatched", start: at, end: end,
			args: []string{"found", rawName(t.Name), "expected", rawName(top.name)}}
	}
	depth := len(c.stack)
	c.stack = c.stack[:depth-1]
	switch {
	case c.dropped == depth:
		c.dropped = 0
		return nil
	case c.dropped > 0:
		return nil
	}
	if depth == 1 {
		c.ended = true
		c.weights.root = top.weight
		return nil
	}
	c.weights.leave(top.weight, &c.stack[depth-2].weight)
	if c.css != nil {
		c.endStyle(top.at)
		return nil
	}
	if c.open {
		c.body.WriteString("/>")
		c.open = false
		return nil
	}
	c.body.WriteString("</" + top.tag + ">")
	return nil
}

// endStyle writes a style element whole, or not at all when nothing is left.
func (c *svgCleaner) endStyle(at int) {
	css := cssSheet(c.css.String(), 0, func(what string) { c.note(what, what, at, at+len("<style")) })
	c.css = nil
	if css == "" {
		return
	}
	c.closeTag()
	c.body.WriteString(c.cssTag + ">" + textEscaper.Replace(css) + "</style>")
}

func (c *svgCleaner) text(t xml.CharData, at, end int) *svgFault {
	if len(c.stack) == 0 {
		t = bytes.TrimPrefix(t, []byte("\uFEFF"))
		if len(bytes.Trim(t, " \t\r\n")) > 0 {
			return &svgFault{id: "svg-syntax", start: at, end: end}
		}
		return nil
	}
	switch {
	case c.dropped > 0 || len(t) == 0:
	case c.css != nil:
		c.css.Write(t)
	default:
		c.closeTag()
		c.body.WriteString(textEscaper.Replace(string(t)))
	}
	return nil
}

// closeTag ends a start tag because its element has content.
func (c *svgCleaner) closeTag() {
	if c.open {
		c.body.WriteByte('>')
		c.open = false
	}
}

func (c *svgCleaner) output() []byte {
	var out bytes.Buffer
	out.Grow(c.body.Len() + len(c.root) + 128)
	out.WriteString(`<svg xmlns="` + svgSpace + `"`)
	if c.xlink {
		out.WriteString(` xmlns:xlink="` + xlinkSpace + `"`)
	}
	out.WriteString(c.root)
	if c.body.Len() == 0 {
		out.WriteString("/>")
	} else {
		out.WriteByte('>')
		out.Write(c.body.Bytes())
		out.WriteString("</svg>")
	}
	return out.Bytes()
}

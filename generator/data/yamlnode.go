package data

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// converter turns the library's nodes into Values with byte offsets. The
// library gives the line and the column, in code points, at which a node
// starts; where it ends is read from the text.
type converter struct {
	*yamlReader
	found   faults // of this reading; dropped when the block is read again
	spots   []int  // as in yamlReader
	again   bool
	anchors map[*yaml.Node]*anchor
	line    int // the last place that was asked for
	column  int
	offset  int

	count    int // values so far, aliases expanded
	expanded int // of these, through aliases
	deepest  int
	tooDeep  bool
	bomb     bool
}

// anchor is what an alias stands for.
type anchor struct {
	value        Value
	size, height int
	open         bool // being read: an alias to it now is a loop
}

// convert is the value of a document, and whether lines were mended so that
// the block is to be read again.
func (y *yamlReader) convert(document *yaml.Node) (v Value, again bool) {
	if document == nil || len(document.Content) == 0 {
		return Value{Start: y.base, End: y.base}, false
	}
	c := &converter{yamlReader: y, found: faults{src: y.src}}
	root := document.Content[0]
	if root.Kind == yaml.ScalarNode && root.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0 &&
		y.findSlips() {
		// A block in which no line has its colon is one long text to YAML.
		return Value{}, true
	}
	v, _ = c.read(root, 0)
	if c.again {
		return Value{}, true
	}
	known := len(y.list)
	y.list = append(y.list, c.found.list...)
	for n, i := range c.spots {
		if i >= 0 {
			for len(y.spots) <= known+n {
				y.spots = append(y.spots, -1)
			}
			y.spots[known+n] = i
		}
	}
	return v, false
}

// say adds a fault of this reading at offsets in the text as read.
func (c *converter) say(id string, start, end int, args ...string) *fault {
	if c.found.full() {
		return &fault{}
	}
	return c.found.add(id, c.base+c.source(start), c.base+c.source(end), args...)
}

// pos is the offset in the file of one in the text as read.
func (c *converter) pos(offset int) int { return c.base + c.source(offset) }

// start is the offset in the text as read at which a node starts. Nodes mostly
// come in their order, so the search goes on from the last one on a line.
func (c *converter) start(n *yaml.Node) int {
	if n.Line < 1 || n.Line > len(c.begin) {
		return len(c.now)
	}
	if n.Line != c.line || n.Column < c.column {
		c.line, c.column, c.offset = n.Line, 1, c.begin[n.Line-1]
	}
	for c.column < n.Column && c.offset < len(c.now) {
		_, size := utf8.DecodeRuneInString(c.now[c.offset:])
		c.offset += size
		c.column++
	}
	return c.offset
}

// lineText is a line as the library read it.
func (c *converter) lineText(i int) string {
	end := len(c.now)
	if i+1 < len(c.begin) {
		end = c.begin[i+1]
	}
	return c.now[c.begin[i] : end-1]
}

// touched says that a line was mended in this reading: where things stand in
// it is known only after the next one.
func (c *converter) touched(i int) bool { return c.lines[i].text != c.lineText(i) }

// read is the value of a node, with Start and End in the file; end is its end
// in the text as read.
func (c *converter) read(n *yaml.Node, depth int) (v Value, end int) {
	start := c.start(n)
	c.count++
	c.deepest = max(c.deepest, depth)
	if depth > maxDepth {
		if !c.tooDeep {
			c.tooDeep = true
			c.say("data-too-deep", start, start+1)
		}
		return Value{Start: c.pos(start), End: c.pos(start)}, start
	}
	if n.Kind == yaml.AliasNode {
		return c.alias(n, start, depth)
	}
	if n.Anchor == "" {
		return c.content(n, start, depth)
	}
	if c.anchors == nil {
		c.anchors = map[*yaml.Node]*anchor{}
	}
	a := &anchor{open: true}
	c.anchors[n] = a
	before, deepest := c.count, c.deepest
	c.deepest = depth
	v, end = c.content(n, start, depth)
	*a = anchor{value: v, size: c.count - before + 1, height: c.deepest - depth}
	c.deepest = max(c.deepest, deepest)
	return v, end
}

// alias is the value of the anchor that an alias names, shared, with the place
// of the alias.
func (c *converter) alias(n *yaml.Node, start, depth int) (Value, int) {
	end := min(start+1+len(n.Value), len(c.now))
	v := Value{Start: c.pos(start), End: c.pos(end)}
	a := c.anchors[n.Alias]
	switch {
	case a == nil || c.bomb:
		return v, end
	case a.open:
		c.say("yaml-alias-loop", start, end, "name", n.Value)
		return v, end
	case depth+a.height > maxDepth:
		c.say("data-too-deep", start, end)
		return v, end
	}
	c.count += a.size
	c.expanded += a.size
	c.deepest = max(c.deepest, depth+a.height)
	if c.expanded > maxExpanded {
		c.bomb = true
		c.say("yaml-alias-bomb", start, end, "name", n.Value)
		return v, end
	}
	v.Kind, v.Text, v.Quoted, v.Items, v.Fields = a.value.Kind, a.value.Text, a.value.Quoted, a.value.Items, a.value.Fields
	return v, end
}

// content is the value of a node without its anchor and tag.
func (c *converter) content(n *yaml.Node, start, depth int) (Value, int) {
	from := start
	if n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 || start < len(c.now) && c.now[start] == '!' {
		from = c.afterProperties(start)
	}
	switch n.Kind {
	case yaml.SequenceNode:
		return c.sequence(n, from, depth)
	case yaml.MappingNode:
		return c.mapping(n, from, depth)
	}
	return c.scalar(n, start, from)
}

// afterProperties is the offset after the anchor and the tag of a node.
func (c *converter) afterProperties(at int) int {
	for at < len(c.now) && (c.now[at] == '&' || c.now[at] == '!') {
		end := at
		for end < len(c.now) && strings.IndexByte(" \t\n,[]{}", c.now[end]) < 0 {
			end++
		}
		next := c.skipBlank(end)
		if next == len(c.now) || next == end {
			return end
		}
		at = next
	}
	return at
}

// skipBlank is the offset after white space, line ends and comments.
func (c *converter) skipBlank(at int) int {
	for at < len(c.now) {
		switch ch := c.now[at]; {
		case ch == ' ' || ch == '\t' || ch == '\n':
			at++
		case ch == '#' && at > 0 && strings.IndexByte(" \t\n", c.now[at-1]) >= 0:
			for at < len(c.now) && c.now[at] != '\n' {
				at++
			}
		default:
			return at
		}
	}
	return at
}

func (c *converter) sequence(n *yaml.Node, start, depth int) (Value, int) {
	v := Value{Kind: List, Start: c.pos(start), Items: make([]Value, 0, len(n.Content))}
	flow := start < len(c.now) && c.now[start] == '[' && n.Style&yaml.FlowStyle != 0
	end := start + 1
	for _, item := range n.Content {
		read, to := c.read(item, depth+1)
		v.Items = append(v.Items, read)
		end = max(end, to)
		if flow && read.Kind == String && !read.Quoted {
			c.commaSign(item, to)
		}
	}
	if flow {
		end = c.closing(end, ']')
	}
	v.End = c.pos(end)
	return v, end
}

// closing is the offset after the bracket that closes a list or map whose last
// value ends at an offset.
func (c *converter) closing(at int, bracket byte) int {
	for {
		at = c.skipBlank(at)
		if at == len(c.now) {
			return at
		}
		switch c.now[at] {
		case bracket:
			return at + 1
		case ',', ':', '?':
			at++
		default:
			return at
		}
	}
}

func (c *converter) mapping(n *yaml.Node, start, depth int) (Value, int) {
	v := Value{Kind: Map, Start: c.pos(start)}
	flow := start < len(c.now) && c.now[start] == '{' && n.Style&yaml.FlowStyle != 0
	if flow && c.template(start) {
		return v, start
	}
	end := start
	if flow {
		end++
	}
	fields := fieldSet{list: make([]Field, 0, len(n.Content)/2)}
	var merged []Value
	for i := 0; i+1 < len(n.Content); i += 2 {
		field, to := c.key(n.Content[i], depth)
		end = max(end, to)
		field.Value, to = c.read(n.Content[i+1], depth+1)
		end = max(end, to)
		if n.Content[i].Tag == "!!merge" {
			merged = append(merged, c.mergeSources(field)...)
			continue
		}
		c.addField(&fields, field)
	}
	for _, source := range merged {
		for _, field := range source.Fields {
			if fields.find(field.Name) < 0 {
				fields.put(field)
			}
		}
	}
	if flow {
		end = c.closing(end, '}')
	}
	v.Fields, v.End = fields.list, c.pos(end)
	return v, end
}

// template finds the double braces of a template or shortcode, which YAML takes
// for a map inside a map.
func (c *converter) template(start int) bool {
	i, from := c.at(start)
	text := c.lineText(i)
	end := strings.Index(text[from:], "}}")
	if !strings.HasPrefix(text[from:], "{{") || end < 0 || c.touched(i) {
		return false
	}
	to := from + end + len("}}")
	c.slip("bracket-text", i, from, to, text[:from]+yamlQuote(text[from:to])+text[to:], "sign", "{{")
	c.again = true
	return true
}

// addField is fieldSet.add for the faults of this reading.
func (c *converter) addField(fields *fieldSet, field Field) {
	if !c.found.full() {
		if x := fields.add(&c.found, field); x != nil {
			x.mended = remark(c.found.src.Text, field)
		}
	}
}

// mergeSources are the maps that a merge key names: a map, an alias of one, or
// a list of such.
func (c *converter) mergeSources(field Field) []Value {
	sources := []Value{field.Value}
	if field.Value.Kind == List {
		sources = field.Value.Items
	}
	for _, s := range sources {
		if s.Kind != Map {
			if !c.bomb && !c.found.full() {
				c.found.add("yaml-merge", field.Start, field.End)
			}
			return nil
		}
	}
	return sources
}

// key is a field with its name only, and the end of the name.
func (c *converter) key(n *yaml.Node, depth int) (Field, int) {
	start := c.start(n)
	if n.Kind == yaml.ScalarNode {
		if n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 {
			v, end := c.read(n, depth+1)
			return Field{Name: n.Value, Start: v.Start, End: v.End}, end
		}
		c.count++
		end := c.scalarEnd(n, start)
		field := Field{Name: n.Value, Start: c.pos(start), End: c.pos(end)}
		c.keySpaces(n, &field, start, end)
		return field, end
	}
	v, end := c.read(n, depth+1)
	if n.Kind == yaml.AliasNode && v.scalar() {
		return Field{Name: v.Text, Start: v.Start, End: v.End}, end
	}
	if !c.again {
		c.say("key-not-text", start, end)
	}
	return Field{Name: c.now[start:end], Start: v.Start, End: v.End}, end
}

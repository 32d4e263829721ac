package email

import "strings"

// This file sets the blocks of plain text: what stands before their lines, and
// the empty lines between them.

// indent is what stands before the lines of blocks within a block.
type indent struct {
	first, rest string
	used        bool
}

// prefix is what stands before the next line; each first mark stands once.
func (p *plainer) prefix() string {
	var b strings.Builder
	for i := range p.indents {
		in := &p.indents[i]
		if in.used {
			b.WriteString(in.rest)
		} else {
			b.WriteString(in.first)
			in.used = true
		}
	}
	return b.String()
}

// later is what stands before lines after the first.
func (p *plainer) later() string {
	var b strings.Builder
	for i := range p.indents {
		b.WriteString(p.indents[i].rest)
	}
	return b.String()
}

// space leaves an empty line where one is due.
func (p *plainer) space() {
	if p.gap && len(p.lines) > 0 && p.lines[len(p.lines)-1] != "" {
		fresh := false // nothing stands in the innermost block yet
		rest := ""
		for i := range p.indents {
			if fresh = fresh || !p.indents[i].used; !fresh {
				rest += p.indents[i].rest
			}
		}
		p.lines = append(p.lines, strings.TrimRight(rest, " "))
	}
	p.gap = false
}

// put writes lines of a block.
func (p *plainer) put(lines []string) {
	p.space()
	for _, l := range lines {
		p.lines = append(p.lines, strings.TrimRight(directed(p.prefix()+l, p.dir), " "))
	}
}

// flush writes the block in hand.
func (p *plainer) flush() {
	if p.table != nil || p.pre {
		return
	}
	text := strings.Trim(string(p.text), " \n\u00A0")
	p.text = p.text[:0]
	if text == "" {
		return
	}
	p.put(p.wrapped(text))
}

// wrapped is a text in lines of the room that the block in hand has.
func (p *plainer) wrapped(text string) []string {
	room := max(24, lineWidth-columnsOf(p.later()))
	return p.wrap.text(text, room)
}

// heading writes a heading with a line below it.
func (p *plainer) heading(name string) {
	text := strings.Trim(string(p.text), " \n")
	p.text = p.text[:0]
	if text == "" {
		return
	}
	p.titled(text, map[string]string{"h1": "=", "h2": "-"}[name])
}

// titled writes a text with a line of a sign below it.
func (p *plainer) titled(text, sign string) {
	p.gap = true
	lines := p.wrapped(text)
	wide := 0
	for _, l := range lines {
		wide = max(wide, columnsOf(l))
	}
	p.put(append(lines, strings.Repeat(sign, wide)))
	p.gap = true
}

// rule writes a line that parts what stands before and after it.
func (p *plainer) rule(sign string) {
	p.gap = true
	p.put([]string{sign})
	p.gap = true
}

// preformatted writes lines as they stand. Code runs from left to right.
func (p *plainer) preformatted() {
	text := strings.Trim(string(p.text), "\n")
	p.text = p.text[:0]
	p.pre = false
	dir := p.dir
	p.dir = "ltr"
	p.put(strings.Split(text, "\n"))
	p.dir = dir
}

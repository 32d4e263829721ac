package email

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"tract/generator/site"
	"tract/i18n"
)

// plainer writes bodies as plain text: blocks with an empty line between them,
// wrapped, links as numbers that a list at the end resolves.
type plainer struct {
	site  *site.Site // whose languages say how numbers are written; nil for 0 to 9
	lines []string
	links []string // in the order of their numbers
	known map[string]int

	dir     string   // of the block in hand
	lang    string   //
	indents []indent // around it
	gap     bool     // an empty line is due before the next block

	text  buffer // of the block in hand
	open  []plainOpen
	table *grid
	pre   bool
	wrap  wrapper
}

// plainOpen is an element that has been begun.
type plainOpen struct {
	name      string
	dir, lang string // before it
	indented  bool   // it set what stands before lines
	silent    bool
	at        int    // where its text begins in text
	isolate   string // the direction of text set apart: "" for none, auto for its own
	href      string
	note      bool // a mark of a footnote
	start     int  // the next number of an ordered list; 0 for others
	ruby      bool // has its own parentheses
}

// body writes a body in a language.
func (p *plainer) body(text, lang, dir string) {
	p.lang, p.dir, p.open, p.indents = lang, dir, p.open[:0], nil
	z := scanner{rest: text}
	for {
		switch z.next() {
		case nothing:
			for len(p.open) > 0 {
				p.pop()
			}
			p.flush()
			return
		case textPiece:
			p.content(z.text)
		case startPiece:
			p.start(z.tag)
		case endPiece:
			p.end(z.tag.name)
		}
	}
}

func (p *plainer) silent() bool { return len(p.open) > 0 && p.open[len(p.open)-1].silent }

// content adds text to the block in hand.
func (p *plainer) content(s string) {
	switch {
	case p.silent():
	case p.pre:
		p.text = append(p.text, clean(s)...)
	default:
		p.text = p.text.words(s)
	}
}

// blocks are the elements that end the block before them.
var blocks = map[string]bool{
	"p": true, "ul": true, "ol": true, "li": true, "dl": true, "dt": true, "dd": true, "h1": true, "h2": true, "h3": true, "h4": true,
	"h5": true, "h6": true, "blockquote": true, "pre": true, "table": true, "caption": true, "figure": true, "figcaption": true,
	"section": true, "aside": true, "div": true, "details": true, "summary": true,
}

func (p *plainer) start(t tag) {
	name := t.name
	o := plainOpen{name: name, dir: p.dir, lang: p.lang, at: len(p.text), silent: p.silent()}
	if o.silent {
		if !isVoid(name) {
			p.open = append(p.open, o)
		}
		return
	}
	if isVoid(name) {
		p.void(t)
		return
	}
	block := blocks[name]
	if block {
		p.flush()
		o.at = 0
	}
	dir := t.get("dir")
	if lang := t.get("lang"); lang != "" {
		p.lang = lang
	}
	switch {
	case block && (dir == "ltr" || dir == "rtl"):
		p.dir = dir
	case name == "bdi":
		o.isolate = "auto"
	case !block && (dir == "ltr" || dir == "rtl"):
		o.isolate = dir
	}
	if p.table == nil || !block {
		p.begin(t, &o)
	}
	if name == "table" && p.table == nil {
		p.table = &grid{}
	}
	if p.table != nil && (name == "tr" || name == "td" || name == "th") {
		p.text = p.text[:0]
		o.at = 0
		p.table.begin(name, t.hasClass("end"))
	}
	p.open = append(p.open, o)
}

// begin is what the elements that look like something do at their start.
func (p *plainer) begin(t tag, o *plainOpen) {
	into := func(first, rest string) {
		p.indents = append(p.indents, indent{first: first, rest: rest})
		o.indented = true
	}
	switch name := t.name; name {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		p.gap = true
	case "ul", "ol":
		if p.within("li") {
			p.gap = false
		}
		if name == "ol" {
			o.start = 1
			if n, err := strconv.Atoi(t.get("start")); err == nil {
				o.start = n
			}
		}
	case "li":
		p.item(into)
	case "dd":
		into("    ", "    ")
		p.gap = false
	case "blockquote":
		into("> ", "> ")
	case "div":
		if t.hasClass("callout") {
			into("| ", "| ")
		}
	case "section":
		if t.hasClass("footnotes") {
			p.rule("* * *")
		}
	case "pre":
		into("    ", "    ")
		p.pre = true
	case "a":
		o.href = t.get("href")
		o.note = t.get("role") == "doc-noteref"
		o.silent = t.get("role") == "doc-backlink"
	case "audio", "video":
		o.silent = true
	case "del":
		p.text.add("~~")
	case "q":
		p.text.add(i18n.Load(p.lang).Quotes().Open)
	case "rp":
		for i := len(p.open) - 1; i >= 0; i-- {
			if p.open[i].name == "ruby" {
				p.open[i].ruby = true
				break
			}
		}
	case "rt":
		if !p.hasRP() {
			p.text = append(p.text, '(')
		}
	}
}

// hasRP says whether the ruby in hand has written parentheses.
func (p *plainer) hasRP() bool {
	for i := len(p.open) - 1; i >= 0; i-- {
		if p.open[i].name == "ruby" {
			return p.open[i].ruby
		}
	}
	return false
}

// within says whether the block in hand stands in an element.
func (p *plainer) within(name string) bool {
	for i := range p.open {
		if p.open[i].name == name {
			return true
		}
	}
	return false
}

// digits is a number in the digits of the text in hand.
func (p *plainer) digits(n int) string {
	s := strconv.Itoa(n)
	if p.site != nil {
		if own := p.site.Language(p.lang); own != nil {
			return own.Locale.Digits(s)
		}
	}
	return s
}

// item begins an item of the list in hand: footnotes have the mark that leads to
// them.
func (p *plainer) item(into func(first, rest string)) {
	mark := "- "
	for i := len(p.open) - 1; i >= 0; i-- {
		o := &p.open[i]
		if o.name != "ul" && o.name != "ol" {
			continue
		}
		if o.name == "ol" {
			mark = p.digits(o.start) + ". "
			if i > 0 && p.open[i-1].name == "section" {
				mark = "[^" + p.digits(o.start) + "] "
			}
			o.start++
		}
		break
	}
	into(mark, strings.Repeat(" ", utf8.RuneCountInString(mark)))
}

// void writes an element without content.
func (p *plainer) void(t tag) {
	switch t.name {
	case "br":
		p.text = append(bytes.TrimRight(p.text, " "), '\n')
	case "hr":
		p.flush()
		p.rule("* * *")
	case "img":
		if alt := line(t.get("alt")); alt != "" {
			p.content("[" + alt + "]")
		}
	case "input":
		box := "[ ] "
		if _, checked := t.find("checked"); checked {
			box = "[x] "
		}
		p.text.add(box)
	}
}

func (p *plainer) end(name string) {
	for i := len(p.open) - 1; i >= 0; i-- {
		if p.open[i].name == name {
			for len(p.open) > i {
				p.pop()
			}
			return
		}
	}
}

// pop ends the last element that was begun.
func (p *plainer) pop() {
	o := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	if !o.silent {
		p.finish(o)
	} else if len(p.text) > o.at {
		p.cut(o.at)
	}
	if o.indented {
		last := p.indents[len(p.indents)-1]
		p.indents = p.indents[:len(p.indents)-1]
		if o.name == "li" && !last.used {
			p.lines = append(p.lines, p.prefix()+strings.TrimRight(last.first, " "))
		}
	}
	p.dir, p.lang = o.dir, o.lang
}

// cut takes back what was written since a place, and gives it.
func (p *plainer) cut(at int) string {
	at = min(at, len(p.text))
	back := string(p.text[at:])
	p.text = p.text[:at]
	return back
}

// finish is what elements do at their end.
func (p *plainer) finish(o plainOpen) {
	switch o.name {
	case "a":
		p.link(o)
	case "del":
		p.text.add("~~")
	case "q":
		p.text.add(i18n.Load(p.lang).Quotes().Close)
	case "rt":
		if !p.hasRP() {
			p.text = append(p.text, ')')
		}
	case "sup", "sub":
		if inner := p.cut(o.at); strings.Trim(inner, "0123456789+-−") == "" && inner != "" {
			p.text.add(map[string]string{"sup": "^", "sub": "_"}[o.name] + inner)
		} else {
			p.text.add(inner)
		}
	}
	if o.isolate != "" {
		inner := p.cut(o.at)
		if o.isolate == "auto" {
			o.isolate = ""
		}
		p.text.add(isolated(inner, o.isolate, o.dir))
	}
	if p.table != nil {
		p.cell(o)
		return
	}
	if !blocks[o.name] {
		return
	}
	switch o.name {
	case "h1", "h2":
		p.heading(o.name)
	case "pre":
		p.preformatted()
	default:
		p.flush()
	}
	switch o.name {
	case "ul", "ol":
		p.gap = true
	case "dt", "li", "dd":
		p.gap = false
	case "section", "aside", "div", "figure", "details", "blockquote":
	default:
		p.gap = true
	}
	if o.name == "dl" || o.name == "blockquote" {
		p.gap = true
	}
}

// link writes the number of a link behind its text.
func (p *plainer) link(o plainOpen) {
	text := p.cut(o.at)
	href := o.href
	switch {
	case o.note:
		p.text.add("[^" + strings.TrimSpace(text) + "]")
		return
	case href == "" || strings.HasPrefix(href, "#"):
		p.text.add(text)
		return
	}
	shown := strings.TrimSpace(text)
	bare := strings.TrimPrefix(href, "mailto:")
	if shown == href || shown == bare {
		p.text.add(text) // the text is the address
		return
	}
	n, ok := p.known[href]
	if !ok {
		p.links = append(p.links, href)
		n = len(p.links)
		p.known[href] = n
	}
	rest := strings.TrimRight(text, " ")
	p.text.add(rest + "\u00A0[" + strconv.Itoa(n) + "]" + text[len(rest):])
}

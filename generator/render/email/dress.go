package email

import (
	"bytes"
	"strconv"
	"strings"
)

// dresser writes a body for mail: each element with its style inline, nothing
// that loads but pictures, no form.
type dresser struct {
	out   *bytes.Buffer
	marks *marks
	shift int                               // how many levels deeper its headings go
	label func(language, key string) string // an interface message, escaped
	count func(language string) string      // the counter style of a language's lists, "" for 0 to 9; nil for that of all

	open     []opened
	dir      string
	lang     string
	headings []heading // those at the top of what was written
	inHead   bool
}

// opened is an element that has been begun.
type opened struct {
	name, as  string // as: what was written; empty for nothing
	dir, lang string // as they were before it
	silent    bool   // nothing of it is written
}

// heading is where a part of the mail begins, to tell what weighs.
type heading struct {
	text string
	at   int // in out
}

// body writes a body in a language. What is not closed in it is closed.
func (d *dresser) body(text, lang, dir string) {
	d.lang, d.dir, d.open = lang, dir, d.open[:0]
	z := scanner{rest: text}
	for {
		switch z.next() {
		case nothing:
			for len(d.open) > 0 {
				d.pop()
			}
			return
		case textPiece:
			d.text(z.text)
		case startPiece:
			d.start(z.tag)
		case endPiece:
			d.end(z.tag.name)
		}
	}
}

// silent says that what is read stands in something that does not go into a mail.
func (d *dresser) silent() bool { return len(d.open) > 0 && d.open[len(d.open)-1].silent }

func (d *dresser) text(s string) {
	if d.silent() {
		return
	}
	s = d.marks.text(s)
	if d.inHead {
		d.headings[len(d.headings)-1].text += s
	}
	escape(d.out, s)
}

// escape writes text and values of attributes.
func escape(out *bytes.Buffer, s string) {
	from := 0
	for i := range len(s) {
		if !escaped[s[i]] {
			continue
		}
		instead := ""
		switch s[i] {
		case '&':
			instead = "&amp;"
		case '<':
			instead = "&lt;"
		case '>':
			instead = "&gt;"
		case '"':
			instead = "&#34;"
		case 0:
			instead = "\uFFFD"
		}
		out.WriteString(s[from:i])
		out.WriteString(instead)
		from = i + 1
	}
	out.WriteString(s[from:])
}

// escaped are the bytes that do not stand as they are.
var escaped = [256]bool{'&': true, '<': true, '>': true, '"': true, 0: true}

func isVoid(name string) bool {
	switch name {
	case "br", "hr", "img", "input", "wbr":
		return true
	}
	return false
}

func (d *dresser) start(t tag) {
	name := t.name
	if d.silent() {
		if !isVoid(name) {
			d.push(opened{name: name, silent: true})
		}
		return
	}
	switch name {
	case "img":
		d.image(t)
		return
	case "input":
		box := "☐"
		if _, checked := t.find("checked"); checked {
			box = "☑"
		}
		d.out.WriteString(box)
		return
	case "audio", "video":
		d.push(opened{name: name, silent: true}) // a link to the file stands below it
		return
	}
	as, known := elements[name]
	if name == "a" && t.get("href") == "" {
		as = elements["span"]
	}
	if !known {
		if !isVoid(name) {
			d.push(opened{name: name})
		}
		return
	}
	before := opened{name: name, as: as.name}
	if len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' {
		as = elements["h"+strconv.Itoa(min(int(name[1]-'0')+d.shift, 6))]
		before.as = as.name
		if len(d.open) == 0 {
			d.headings = append(d.headings, heading{at: d.out.Len()})
			d.inHead = true
		}
	}
	if isVoid(name) {
		d.tag(t, as)
		return
	}
	d.push(before)
	d.tag(t, as)
}

// push begins an element.
func (d *dresser) push(o opened) {
	o.dir, o.lang = d.dir, d.lang
	d.open = append(d.open, o)
}

// pop ends the last element that was begun.
func (d *dresser) pop() {
	o := d.open[len(d.open)-1]
	d.open = d.open[:len(d.open)-1]
	d.dir, d.lang = o.dir, o.lang
	if o.as != "" {
		d.out.WriteString("</" + o.as + ">")
	}
	if len(d.open) == 0 {
		d.inHead = false
		d.out.WriteByte('\n') // a line that some program breaks by force would break in a word
	}
}

func (d *dresser) end(name string) {
	for i := len(d.open) - 1; i >= 0; i-- {
		if d.open[i].name == name {
			for len(d.open) > i {
				d.pop()
			}
			return
		}
	}
}

// tag writes a start tag with what of its attributes a mail can use.
func (d *dresser) tag(t tag, as element) {
	style, class := as.style, as.class
	for c := range strings.FieldsSeq(t.get("class")) {
		own, ok := classStyles[t.name+" "+c]
		switch {
		case !ok || own.style == "":
		case strings.HasPrefix(own.style, "text-align:"):
			style = strings.TrimSuffix(strings.Replace(style, "text-align:START", "", 1), ";") + ";" + own.style
		default:
			style = own.style
		}
		if own.class != "" {
			class = own.class
		}
	}
	if dir := t.get("dir"); dir == "ltr" || dir == "rtl" {
		d.dir = dir
	}
	style = sided(style, d.dir)
	if lang := t.get("lang"); lang != "" {
		if s := scriptOf(lang); s != scriptOf(d.lang) && !strings.Contains(style, "font") {
			style = joined(style, "font-family:"+s.fonts)
		}
		d.lang = lang
	}
	if t.name == "ol" && d.count != nil {
		if counter := d.count(d.lang); counter != "" {
			style = joined(style, "list-style-type:"+counter)
		}
	}
	if (t.name == "em" || t.name == "cite" || t.name == "dfn") && scriptOf(d.lang).upright {
		style = joined(style, "font-style:normal;font-weight:bold")
	}
	d.out.WriteString("<" + as.name)
	if class != "" {
		d.attribute("class", class)
	}
	for rest := t; rest.attributes != ""; {
		switch key, value := rest.next(); key {
		case "href":
			d.attribute("href", d.marks.url(value))
		case "id", "lang", "dir", "hreflang", "title", "role", "aria-label", "scope", "start", "datetime", "cite":
			if key == "dir" && as.name == "table" {
				continue
			}
			d.attribute(key, d.marks.text(value))
		}
	}
	if as.name == "table" && d.dir == "rtl" {
		d.attribute("dir", "rtl") // for clients that order columns by it alone
	}
	if t.name == "div" && t.hasClass("table") && d.label != nil {
		// A table wider than a telephone is moved within its box, by keyboard too.
		d.out.WriteString(` role="group" tabindex="0" aria-label="` + d.label(d.lang, "table_label") + `"`)
	}
	if style != "" {
		d.attribute("style", style)
	}
	d.out.WriteByte('>')
}

func joined(styles ...string) string {
	var parts []string
	for _, s := range styles {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ";")
}

func (d *dresser) attribute(name, value string) {
	d.out.WriteString(" " + name + `="`)
	escape(d.out, value)
	d.out.WriteByte('"')
}

// image writes a picture no wider than the column. One that is missing leaves
// its alternative text.
func (d *dresser) image(t tag) {
	src := t.get("src")
	if !strings.HasPrefix(src, "https://") && !strings.HasPrefix(src, "http://") {
		src = ""
	}
	w, _ := strconv.Atoi(t.get("width"))
	h, _ := strconv.Atoi(t.get("height"))
	d.picture(&picture{src: src, alt: t.get("alt"), width: w, height: h})
}

func (d *dresser) picture(p *picture) {
	if p.src == "" {
		if p.alt != "" {
			escape(d.out, "["+d.marks.text(p.alt)+"]")
		}
		return
	}
	w, h := p.width, p.height
	if w > column && h > 0 {
		w, h = column, max(1, (h*column+w/2)/w)
	}
	d.out.WriteString("<img")
	d.attribute("src", d.marks.url(p.src))
	d.attribute("alt", d.marks.text(p.alt))
	if w > 0 && h > 0 {
		d.attribute("width", strconv.Itoa(w))
		d.attribute("height", strconv.Itoa(h))
	}
	d.attribute("style", "max-width:100%;height:auto;border:0")
	d.out.WriteByte('>')
}

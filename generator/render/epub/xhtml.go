package epub

import (
	"bytes"
	"html"
	"strconv"
	"unicode/utf8"

	"tract/generator/data"
	"tract/generator/document"
	"tract/generator/render/body"
	"tract/generator/site"
	"tract/i18n"
)

// fitter makes a body that package body filled fit for a book. It reads tags,
// which a compiled body writes in one way only: names in small letters, values
// in double quotes, no > within them, each element ended. What an author put
// where XHTML has no place for it becomes a plain element: see model.go.
type fitter struct {
	*book
	ids      map[string]bool // of headings, written
	prefix   string
	articles map[string]string // their anchors by the ids of their headings
	outline  outline
	open     []element

	inNotes bool // in the footnotes at the end
	lists   int  // open within them
	note    int
	digits  *i18n.Locale // of the text, for the numbers of its notes; nil for 0 to 9
	number  bool         // of the note stands in the paragraph that comes
}

// body appends the text of an edition, or of one of its fields, to the page in
// hand. It gives the ids of the text's headings.
func (b *book) body(e *site.Edition, d *document.Document, prefix string) (map[string]bool, error) {
	b.place.Prefix, b.place.Number = prefix, b.numbers(e.Publication)
	filled, err := body.Append(b.archive.filled[:0], b.place, d)
	b.archive.filled = filled
	if err != nil {
		return nil, err
	}
	f := fitter{book: b, ids: map[string]bool{}, prefix: prefix}
	if l := b.site.Language(d.File.Language); l != nil {
		f.digits = l.Locale
	}
	if d == e.Document {
		f.articles = map[string]string{}
		for _, a := range e.Articles() {
			f.articles[a.ID] = a.Anchor()
		}
	}
	f.fit(filled)
	return f.ids, nil
}

// noted is the number of the note in hand, in the digits of its text.
func (f *fitter) noted() string {
	n := strconv.Itoa(f.note)
	if f.digits == nil {
		return n
	}
	return f.digits.Digits(n)
}

func (f *fitter) fit(text []byte) {
	for len(text) > 0 {
		open := bytes.IndexByte(text, '<')
		if open < 0 {
			open = len(text)
		}
		f.out = appendClean(f.out, text[:open])
		text = text[open:]
		end := bytes.IndexByte(text, '>')
		if end < 0 {
			f.out = appendEscaped(f.out, string(text))
			break
		}
		f.tag(text[:end+1], text[end+1:])
		text = text[end+1:]
	}
	for len(f.open) > 0 {
		f.endTag()
	}
}

// tag writes one tag; after is what follows it.
func (f *fitter) tag(tag, after []byte) {
	if bytes.HasPrefix(tag, []byte("</")) {
		f.endTag()
		return
	}
	name := string(tagName(tag))
	switch {
	case name == "img":
		f.image(tag)
	case name == "input": // of a task, which a book shows and nobody ticks
		if bytes.Contains(tag, []byte(" checked=")) {
			f.raw("☑")
		} else {
			f.raw("☐")
		}
	case bytes.HasSuffix(tag, []byte("/>")):
		f.attributes(name, tag, "")
	case f.inNotes && (name == "ol" || name == "ul" || name == "li"):
		f.notesTag(name, tag, after)
	case bytes.HasPrefix(tag, []byte(`<section class="footnotes" role="doc-endnotes"`)):
		f.inNotes, f.lists = true, 0
		f.start("section", "section", tag, ` epub:type="endnotes"`)
	case bytes.Contains(tag, []byte(` role="doc-noteref"`)):
		f.start(name, name, tag, ` epub:type="noteref"`)
	case len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6':
		// Below the title of the text, and in order.
		f.headingTag(name, tag)
	default:
		f.start(name, f.fitting(name, tag, after), tag, "")
		if f.number && name == "p" {
			f.number = false
			f.raw(f.noted(), ". ")
		}
	}
}

// headingTag writes the start of a heading, and the anchor of the article that
// it begins where that is another than its id.
func (f *fitter) headingTag(name string, tag []byte) {
	as := "h" + strconv.Itoa(f.outline.level(int(name[1]-'0')))
	if f.inLine() {
		as = "span"
	}
	f.start(name, as, tag, "")
	value, ok := attribute(tag, "id")
	if !ok {
		return
	}
	id := html.UnescapeString(string(value[min(len(f.prefix), len(value)):]))
	f.ids[id] = true
	if anchor := f.articles[id]; anchor != "" && anchor != id {
		f.raw("<span")
		f.attr("id", f.prefix+anchor)
		f.raw("></span>")
	}
}

// start opens an element under a name that may be another than its own; under
// none, its tags are left out.
func (f *fitter) start(own, name string, tag []byte, extra string) {
	f.open = append(f.open, element{own: own, name: name})
	if name != "" {
		f.attributes(name, tag, extra)
	}
}

// endTag closes the element that was opened last.
func (f *fitter) endTag() {
	if len(f.open) == 0 {
		return
	}
	e := f.open[len(f.open)-1]
	f.open = f.open[:len(f.open)-1]
	if f.inNotes {
		switch {
		case e.own == "ol" || e.own == "ul":
			f.lists--
		case e.own == "section" && f.lists == 0:
			f.inNotes = false
		}
	}
	if e.name != "" {
		f.raw("</", e.name, ">")
	}
}

func tagName(tag []byte) []byte {
	if end := bytes.IndexAny(tag, " />"); end >= 0 {
		return tag[1:end]
	}
	return tag[1:]
}

// notesTag turns the list of footnotes into one element for each, which
// readers show where it is mentioned. Their numbers were the list's.
func (f *fitter) notesTag(name string, tag, after []byte) {
	switch {
	case name != "li":
		if f.lists++; f.lists == 1 {
			f.start(name, "", tag, "")
			return
		}
		f.start(name, name, tag, "")
	case f.lists == 1:
		f.note++
		f.start(name, "aside", tag, ` epub:type="footnote" role="doc-footnote"`)
		if f.number = bytes.HasPrefix(after, []byte("<p>")) || bytes.HasPrefix(after, []byte("<p ")); !f.number {
			f.raw("<p>", f.noted(), ".</p>")
		}
	default:
		f.start(name, name, tag, "")
	}
}

// image writes a picture; one that the book does not hold is its text
// alternative.
func (f *fitter) image(tag []byte) {
	src, _ := attribute(tag, "src")
	alt, _ := attribute(tag, "alt")
	blank := len(bytes.TrimSpace(alt)) == 0
	if len(src) == 0 {
		if !blank {
			f.raw(`<span class="missing">`)
			f.out = appendClean(f.out, alt)
			f.raw("</span>")
		}
		return
	}
	f.pictures++
	if !blank {
		f.described++
	}
	f.attributes("img", tag, "")
}

// attributes writes a start tag under a name, with extra attributes. A link
// whose address cannot be followed loses it; a language is told in XML's way
// too.
func (f *fitter) attributes(name string, tag []byte, extra string) {
	f.raw("<", name)
	rest := tag[1+len(tagName(tag)):]
	for {
		equals := bytes.Index(rest, []byte(`="`))
		if equals < 0 {
			break
		}
		key := string(bytes.TrimSpace(rest[:equals]))
		rest = rest[equals+2:]
		quote := bytes.IndexByte(rest, '"')
		if quote < 0 {
			break
		}
		value := rest[:quote]
		rest = rest[quote+1:]
		switch key {
		case "href":
			if href := html.UnescapeString(string(value)); !f.inBook(href) {
				mended, ok := address(href)
				if !ok {
					continue
				}
				f.attr(key, mended)
				continue
			}
		case "datetime":
			if _, ok := data.ParseDate(html.UnescapeString(string(value))); !ok {
				continue
			}
		case "open", "scope", "start":
			// Of an element that became a plain one.
			if name == "span" || name == "div" {
				continue
			}
		case "lang":
			f.raw(` xml:lang="`, string(value), `"`)
		}
		f.raw(" ", key, `="`)
		f.out = appendClean(f.out, value)
		f.raw(`"`)
	}
	f.raw(extra)
	if bytes.HasSuffix(tag, []byte("/>")) {
		f.raw("/")
	}
	f.raw(">")
}

// inBook says whether a link leads to a place within the book, which package
// book wrote itself: a fragment, or the name of a file.
func (f *fitter) inBook(href string) bool {
	for i := range len(href) {
		switch href[i] {
		case '#':
			return true
		case ':', '/':
			return false
		}
	}
	return href != ""
}

// attribute is the value of an attribute as a tag writes it.
func attribute(tag []byte, name string) ([]byte, bool) {
	at := bytes.Index(tag, []byte(" "+name+`="`))
	if at < 0 {
		return nil, false
	}
	value := tag[at+len(name)+3:]
	end := bytes.IndexByte(value, '"')
	if end < 0 {
		return nil, false
	}
	return value[:end], true
}

// appendClean appends escaped text without the characters that XML cannot
// hold. What it may hold is copied in long pieces.
func appendClean(dst, text []byte) []byte {
	if !utf8.Valid(text) {
		text = []byte(string([]rune(string(text)))) // each stray byte for itself
	}
	from := 0
	for i := 0; i < len(text); i++ {
		c, size := text[i], 1
		switch {
		case c >= ' ' && c != 0xEF, c == '\n', c == '\t', c == '\r':
			continue
		case c == 0xEF:
			// U+FFFE and U+FFFF; the text is valid, so that two bytes follow.
			if text[i+1] != 0xBF || text[i+2] < 0xBE {
				continue
			}
			size = 3
		}
		dst = append(append(dst, text[from:i]...), "\uFFFD"...)
		from = i + size
		i = from - 1
	}
	return append(dst, text[from:]...)
}

package markdown

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"tract/generator/diag"
)

// Options say how one language is written. They are not altered after New.
type Options struct {
	Language string // BCP 47 tag of the text
	Dir      string // its direction: "ltr" or "rtl"; anything else counts as "ltr"

	// Typography turns straight quotes, hyphens and dots into what a printer
	// sets. The quotation marks are the language's (CLDR delimiters); empty ones
	// are the English ones.
	Typography            bool
	OpenQuote, CloseQuote string // for "double" quotes
	OpenAlt, CloseAlt     string // for 'single' quotes

	// Digits writes the digits 0 to 9 of the numbers of footnotes as the language
	// does; nil leaves them. Ids keep 0 to 9. It may be called at once by many
	// goroutines.
	Digits func(string) string

	// DirOf is the direction of a language, "ltr" or "rtl", or "" when it is not
	// known. It may be called at once by many goroutines; nil knows none.
	DirOf func(tag string) string
}

// Heading is one heading of the outline.
type Heading struct {
	Level    int
	ID       string // unique in the body
	Text     string // plain text
	Offset   int    // of the heading in the file, in bytes
	Explicit bool   // the id was written with {#id}
}

// LinkKind says what a Link leads to or shows.
type LinkKind uint8

// A PageLink is a link to follow; the others are shown in the page.
const (
	PageLink LinkKind = iota
	Image
	Audio
	Video
	Table
)

// Link is a place where the body refers to another part of the site: a hole of
// the HTML has its index.
type Link struct {
	Kind        LinkKind
	Destination string // as CommonMark reads it: escapes and entities resolved
	Text        string // plain text of the link, or the text alternative
	Title       string // plain text; the caption of what stands alone in its paragraph
	Start, End  int    // bytes of the file: the destination, or the whole when that is not known
}

// BlockKind says what a Block is.
type BlockKind uint8

// The blocks that a translator works through.
const (
	HeadingBlock BlockKind = iota
	ParagraphBlock
	ItemBlock       // text of a list item
	RowBlock        // one row of a table
	CaptionBlock    // text alternative and caption of a figure, a table, a film or a sound
	FootnoteBlock   // a paragraph of a footnote
	DefinitionBlock // a term, or text that defines it
	HTMLBlock       // text between raw HTML tags
)

// Block is one translatable piece of the body. Its Digest changes when a word,
// a number or a symbol of it does, and with nothing else: not white space, line
// ends, punctuation, quotation marks, markup, the target of a link, or the
// attributes of a heading. Text without words is no block. A site has millions,
// which is why numbers are no wider than they must be: files are of 32 MiB at most.
type Block struct {
	Digest     uint64
	Start, End int32 // bytes of the file
	Words      int32
	// At is where the content of the block's element begins in the HTML; 0 for
	// what is no element of its own.
	At   int32
	Kind BlockKind
}

// Result is a compiled body. It is not altered afterwards.
type Result struct {
	HTML     []byte    // with holes; no NUL but theirs
	Headings []Heading // in order
	Links    []Link    // in the order of their holes
	Blocks   []Block   // in order; footnotes last
	IDs      []string  // what a fragment may address, in order
	Summary  string    // the first paragraph's plain text, at most about 200 characters
	Words    int       // as a reader counts them, also in scripts without spaces
	Messages []diag.Message
}

// Compiler compiles bodies of one language. Compile may be called at once by
// many goroutines.
type Compiler struct {
	options Options
	rtl     bool
	parser  parser.Parser
	style   *style
	writers sync.Pool
}

// New is a compiler for one language.
func New(options Options) *Compiler {
	c := &Compiler{options: options, rtl: options.Dir == "rtl", parser: newParser(), style: newStyle(options)}
	c.writers.New = func() any { return new(writer) }
	return c
}

// Compile compiles the body of a file, from the byte bodyStart on. It never
// fails: what cannot be read comes out as plain text, with a message.
func (c *Compiler) Compile(src diag.Source, bodyStart int) Result {
	var html []byte
	r := c.CompileTo(src, bodyStart, func(b []byte) { html = append(make([]byte, 0, len(b)), b...) })
	r.HTML = html
	return r
}

// CompileTo is Compile that hands the HTML over instead of giving it in the
// result: keep is called once, and the bytes are the compiler's again when it
// returns.
func (c *Compiler) CompileTo(src diag.Source, bodyStart int, keep func(html []byte)) Result {
	b := clean(src.Text, min(max(bodyStart, 0), len(src.Text)))
	if at := tooNested(b.text); at >= 0 {
		return c.refuse(src, b, keep, "markdown-nesting", at)
	}
	w := c.writers.Get().(*writer)
	defer c.writers.Put(w)
	w.reset(c, src, b)
	if !w.run() {
		return c.refuse(src, b, keep, "markdown-unreadable", 0)
	}
	if w.state.tripped >= 0 {
		return c.refuse(src, b, keep, "markdown-nesting", w.state.tripped)
	}
	keep(w.out)
	return w.result()
}

// refuse shows the whole body as it was written.
func (c *Compiler) refuse(src diag.Source, b body, keep func(html []byte), id string, at int) Result {
	out := []byte("<pre")
	if c.rtl {
		out = append(out, ` dir="auto"`...)
	}
	out = append(appendText(append(out, '>'), b.text), "</pre>"...)
	end := at + max(bytes.IndexByte(b.text[at:], '\n'), 0)
	keep(out)
	return Result{Messages: []diag.Message{diag.At(id, src, b.file(at), b.file(min(end, at+80)))}}
}

// run parses and writes the body; it is false when the parser gave up.
func (w *writer) run() (ok bool) {
	// The parser is a library with its own invariants; a body that breaks one
	// must cost its author a message, not everyone the build.
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	pc := parser.NewContext()
	pc.Set(stateKey, &w.state)
	doc := w.parser.Parse(text.NewReader(w.src), parser.WithContext(pc))
	if w.state.tripped >= 0 {
		return true
	}
	w.document(doc)
	return true
}

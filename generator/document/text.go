package document

import (
	"fmt"
	"slices"
	"sync"

	"tract/generator/diag"
	"tract/generator/markdown"
)

// Text is what the body of a document says: its outline, and the place of its
// HTML. It is not altered afterwards.
type Text struct {
	Headings []markdown.Heading
	Links    []Link
	Blocks   []markdown.Block
	IDs      []string
	Excerpt  string // plain text of the first paragraph
	Words    int
	Body     Body
	Messages []diag.Message

	// Languages are, beside Blocks, the languages that those are plainly in where
	// that is another than the document's; nil where none is.
	Languages []string

	// Err is a fault of the machine, where it lost the bytes that were to be
	// compiled. A message says so too, and the rest is empty.
	Err error
}

// Link is an internal link, image or other reference of a body, with its
// place in the file.
type Link struct {
	Kind        markdown.LinkKind
	Destination string
	Text        string
	Title       string
	Range       diag.Range
}

// late is a body that is compiled at first use, once, whoever asks.
type late struct {
	once   sync.Once
	size   int      // of the file
	source *pending // nil once it is compiled
	text   Text
	store  *Store // that has the compiled body

	said           sync.Once
	digest, former string // see Document.Digest and FormerDigest
}

// pending are the bytes of a file whose body is not compiled yet.
type pending struct {
	reader *Reader
	start  int    // of the body
	bytes  []byte // the whole file; nil where kept has it
	kept   *Store
	place  Body
}

func newLate(r *Reader, src diag.Source, start int, kept *Store) *late {
	p := &pending{reader: r, start: start}
	if kept == nil {
		p.bytes = src.Text
	} else {
		p.kept, p.place = kept, kept.Put(src.Text)
	}
	return &late{size: len(src.Text), source: p, store: r.store}
}

// noText is that of a document without a body.
var noText = new(Text)

// Text is the document's body. The first call compiles it; it depends on the
// bytes that the document was read from alone, so that it does not matter when
// that is, or who asks.
func (d *Document) Text() *Text {
	if d.late == nil {
		return noText
	}
	d.late.once.Do(func() {
		if p := d.late.source; p != nil {
			d.late.source = nil
			d.late.text = p.compile(d)
		}
	})
	return &d.late.text
}

// Size is how many bytes the file has that the document was read from; its
// compiled body has about as many.
func (d *Document) Size() int {
	if d.late == nil {
		return len(d.Front)
	}
	return d.late.size
}

// WithText is the document with another body. The document is not altered.
func (d *Document) WithText(t Text) *Document {
	c := *d
	c.late = &late{text: t}
	if d.late != nil {
		c.late.store = d.late.store
	}
	return &c
}

// compile makes the text. What breaks on the way must cost its author a message
// and not everyone the preview.
func (p *pending) compile(d *Document) (t Text) {
	defer func() {
		if e := recover(); e != nil {
			t = lost(d, fmt.Errorf("compile %s: %v", d.File.Path, e))
		}
	}()
	src := diag.Source{Path: d.File.Path, Text: p.bytes}
	if p.kept != nil {
		var buffer []byte
		text, err := p.kept.Get(p.place, &buffer)
		if err != nil {
			return lost(d, fmt.Errorf("read %s back: %w", d.File.Path, err))
		}
		src.Text = text
	}
	var body Body
	out := p.reader.compilers[d.File.Language].CompileTo(src, p.start, func(html []byte) { body = p.reader.store.Put(html) })
	t = Text{
		Headings: out.Headings, Links: places(src, out.Links), Blocks: out.Blocks, IDs: out.IDs, Excerpt: out.Summary,
		Words: out.Words, Body: body, Messages: out.Messages,
	}
	if e := p.reader.expected[d.File.Language]; e != nil && d.Sketch.Odd {
		texts := make([]string, len(t.Blocks))
		for i, b := range t.Blocks {
			texts[i] = prose(src.Text[b.Start:b.End])
		}
		if found := e.Plainly(texts); slices.ContainsFunc(found, func(tag string) bool { return tag != "" }) {
			t.Languages = found
		}
	}
	return t
}

// lost is the text of a document whose body cannot be had.
func lost(d *Document, err error) Text {
	return Text{Err: err, Messages: []diag.Message{diag.In("render-fault", d.File.Path, "route", d.File.Path)}}
}

// places gives each link its range. Links come in the order of the text, so
// that the file is counted through once.
func places(src diag.Source, links []markdown.Link) []Link {
	if len(links) == 0 {
		return nil
	}
	out := make([]Link, len(links))
	at := src.Locator()
	for i, l := range links {
		out[i] = Link{Kind: l.Kind, Destination: l.Destination, Text: l.Text, Title: l.Title, Range: at.Range(l.Start, l.End)}
	}
	return out
}

package html

import (
	"bytes"
	"html"
	"slices"
	"strconv"
	"strings"

	"tract/generator/document"
	"tract/generator/render/body"
	"tract/generator/site"
	"tract/generator/translation"
)

// This file tells readers of a translation what its source says otherwise by
// now, and of corrections that the source declares.

// corrections are what the source edition declares, in the reader's words where
// it has them; a retraction stands first. A translation that was confirmed since
// its source was corrected has taken the correction in, and says no more of it;
// what was withdrawn stays so.
func (b *builder) corrections(e *site.Edition) []Correction {
	var out []Correction
	for _, c := range b.site.Corrections(e, b.language) {
		out = append(out, Correction{Retraction: c.Retraction, Date: b.page.date(c.Date), Text: b.page.text(c.Text, c.Lang)})
	}
	return out
}

// The ids of passages and of the entries on them. A heading's id never begins
// with an underscore.
const (
	passageID = "_passage-"
	changeID  = "_change-"
)

// outdated fills the notice on a translation that does not follow its source,
// and gives the marks that its body gets: a link from each passage to what the
// source says there now.
func (b *builder) outdated(out *Publication, e *site.Edition) []body.Mark {
	if e.Language != b.language || !b.site.Outdated(e) {
		return nil
	}
	t := b.site.Translation(e.Publication, e.Language)
	source := e.Publication.Source
	o := &Outdated{Lang: source.Language.Tag, Name: b.languageName(source.Language.Tag), Date: b.page.date(e.Publication.Changed())}
	if at := e.Publication.Path(source.Language); at != "" {
		o.Href = b.href(at + "index.html")
	}
	out.Outdated = o
	w := b.pool.Get().(*workspace)
	defer b.pool.Put(w)
	p := passages{source: t.Source, own: e.Document, t: t, blocks: translation.Blocks(e.Document, t.Kind, b.site.Kinds.Common)}
	if text := t.Source.Text(); text.Body.Len() > 0 {
		var buffer []byte
		compiled, err := b.site.Store.Get(text.Body, &buffer)
		if err != nil {
			panic(err) // as for every body that cannot be read back
		}
		p.html = compiled
	}
	for _, c := range p.changes() {
		c.entry.ID = changeID + strconv.Itoa(len(o.Changes)+1)
		c.entry.Text = b.page.text(c.entry.Text.Text, source.Language.Tag)
		if c.at > 0 {
			passage := passageID + strconv.Itoa(len(o.Changes)+1)
			c.entry.Href = "#" + passage
			var m markup
			m.WriteString("<a")
			m.attribute("class", "changed")
			m.attribute("id", passage)
			m.attribute("href", "#"+c.entry.ID)
			m.attribute("aria-label", b.page.Say("translation_changed_here"))
			m.WriteString(`><span aria-hidden="true">△</span></a>`)
			p.marks = append(p.marks, body.Mark{At: c.at, HTML: m.String()})
		}
		o.Changes = append(o.Changes, c.entry)
	}
	slices.SortStableFunc(p.marks, func(x, y body.Mark) int { return x.At - y.At })
	return p.marks
}

// passages finds the passages of a translation that do not follow its source.
type passages struct {
	source, own *document.Document
	t           *site.Translation
	blocks      []translation.Block // of the translation
	html        []byte              // the source's body
	marks       []body.Mark
}

// passage is a change and where in the translation's HTML it is to be marked; 0
// where nothing stands for it.
type passage struct {
	entry SourceChange
	at    int
}

func (p *passages) changes() []passage {
	own := map[uint64]int{} // blocks of the translation by digest; those that stand twice are not told apart
	for i, block := range p.blocks {
		if _, twice := own[block.Digest]; twice {
			own[block.Digest] = -1
			continue
		}
		own[block.Digest] = i
	}
	aligned := translation.Align(p.t.Blocks, p.blocks)
	// at is the place of the block that a line of the record speaks of; where it
	// was edited since, that of the block beside the source's.
	at := func(line, j int) int {
		i, ok := own[p.t.Record.Lines[line].Own]
		if (!ok || i < 0) && j >= 0 {
			i, ok = aligned[j], aligned[j] >= 0
		}
		if !ok || i < 0 {
			return 0
		}
		return p.place(i)
	}
	var out []passage
	for j, c := range p.t.Difference.Blocks {
		switch c.Kind {
		case translation.Changed:
			out = append(out, passage{SourceChange{What: "changed", Text: Text{Text: p.text(j)}}, at(c.Line, j)})
		case translation.Added:
			out = append(out, passage{SourceChange{What: "added", Text: Text{Text: p.text(j)}}, 0})
		}
	}
	for _, line := range p.t.Difference.Removed {
		if place := at(line, -1); place > 0 {
			out = append(out, passage{SourceChange{What: "removed"}, place})
		}
	}
	return out
}

// place is where a block of the translation begins in its HTML; 0 for a field.
func (p *passages) place(i int) int {
	body := p.own.Text().Blocks
	if i -= len(p.blocks) - len(body); i >= 0 {
		return int(body[i].At)
	}
	return 0
}

// text is what a block of the source says, as plain text; "" where that cannot
// be told apart from what stands around it.
func (p *passages) text(j int) string {
	blocks := p.source.Text().Blocks
	if i := j - (len(p.t.Blocks) - len(blocks)); i >= 0 {
		if at := int(blocks[i].At); at > 0 && at <= len(p.html) {
			return plainBlock(p.html[at:])
		}
		return ""
	}
	name := p.t.Blocks[j].Name
	v, ok := p.source.Fields.Get(name)
	if !ok && name == "summary" {
		v, ok = p.source.Fields.Get("description")
	}
	if !ok {
		at := p.t.Blocks[j]
		return strings.Trim(string(p.source.Front[min(at.Start, len(p.source.Front)):min(at.End, len(p.source.Front))]), `"' `)
	}
	return v.Text
}

// ends are the elements whose tags end the content of a block.
var ends = []string{"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "div", "blockquote", "pre", "figure", "figcaption", "section"}

// plainBlock is the text of compiled HTML up to the end of the block that it
// begins in, without the numbers of notes.
func plainBlock(compiled []byte) string {
	var out strings.Builder
	note := false
	for len(compiled) > 0 {
		switch compiled[0] {
		case 0:
			end := bytes.IndexByte(compiled[1:], 0)
			if end < 0 {
				return collapsed(out.String())
			}
			compiled = compiled[end+2:]
		case '<':
			end := bytes.IndexByte(compiled, '>')
			if end < 0 {
				return collapsed(out.String())
			}
			name := strings.TrimPrefix(string(compiled[1:end]), "/")
			if i := strings.IndexAny(name, " /\x00"); i >= 0 {
				name = name[:i]
			}
			if slices.Contains(ends, name) {
				return collapsed(out.String())
			}
			switch name {
			case "sup":
				note = compiled[1] != '/' && bytes.Contains(compiled[:min(len(compiled), end+40)], []byte("doc-noteref"))
			case "td", "th", "br":
				out.WriteByte(' ')
			}
			compiled = compiled[end+1:]
		default:
			end := bytes.IndexAny(compiled, "<\x00")
			if end < 0 {
				end = len(compiled)
			}
			if !note {
				out.Write(compiled[:end])
			}
			compiled = compiled[end:]
		}
	}
	return collapsed(out.String())
}

// collapsed is HTML text as plain text on one line.
func collapsed(escaped string) string {
	return strings.Join(strings.Fields(html.UnescapeString(escaped)), " ")
}

// linkedCorrections are the corrections as schema.org has them.
func linkedCorrections(list []Correction) []any {
	var out []any
	for _, c := range list {
		out = append(out, map[string]any{"@type": "CorrectionComment", "text": c.Text.Text, "datePublished": c.Date.ISO})
	}
	return out
}

package exchange

import (
	"slices"
	"strconv"

	"tract/generator/data"
	"tract/generator/markdown"
	"tract/generator/site"
	"tract/generator/translation"
)

// unit is a block of a source edition and what a translation has for it.
type unit struct {
	context  string
	text     string // of the source
	own      string // of the translation; "" where it has none
	at       int    // the block of the source
	to       int    // that of the translation, or -1
	current  bool   // the translation follows the source here
	was      uint64 // digest of what the source said when it did; 0 where nothing changed
	previous string // that, where it is known
}

// pair is an edition and the one that it translates.
type pair struct {
	of          *site.Translation
	source, own *edition // own is nil where it is missing
	units       []unit
	titles      []title           // of link reference definitions
	redigested  map[uint64]uint64 // the digests of captions, by those before their titles were put in
}

// pair reads a translation with its source. It is nil where one of them cannot
// be read.
func (x *Exchange) pair(t *site.Translation) *pair {
	p := &pair{of: t}
	if t.Source == nil {
		return nil
	}
	if p.source = x.open(t.Source, t.Kind); p.source == nil {
		return nil
	}
	if t.Document != nil {
		if p.own = x.open(t.Document, t.Kind); p.own == nil {
			return nil
		}
	}
	p.match()
	return p
}

// match finds for each block of the source what the translation has for it.
func (p *pair) match() {
	p.matchTitles()
	source := p.source.blocks
	p.units = make([]unit, len(source))
	seen := map[[2]string]int{}
	for i, b := range source {
		u := &p.units[i]
		u.at, u.to, u.text = i, -1, p.source.says(i)
		u.context = p.of.ID + " " + b.Name
		key := [2]string{b.Name, u.text}
		if seen[key]++; seen[key] > 1 {
			u.context += " " + strconv.Itoa(seen[key])
		}
	}
	if p.own == nil {
		return
	}
	aligned := translation.Align(source, p.own.blocks)
	taken := make([]bool, len(p.own.blocks))
	record := p.of.Record
	if p.of.State == translation.Untranslated {
		record = nil
	}
	if record != nil {
		p.follow(record, aligned, taken)
	}
	for i := range p.units {
		u := &p.units[i]
		if j := aligned[i]; u.to < 0 && j >= 0 && !taken[j] {
			u.to, taken[j] = j, true
		}
		if u.to < 0 {
			continue
		}
		u.own = p.own.says(u.to)
		if !u.current && p.own.blocks[u.to].Digest == source[i].Digest {
			u.own = "" // still to be translated
		}
	}
}

// follow takes from the record which block of the translation says what one of
// the source says, and whether it follows it.
func (p *pair) follow(record *translation.Record, aligned []int, taken []bool) {
	difference := translation.Compare(record, p.source.blocks)
	at := map[uint64][]int{}
	for j, b := range p.own.blocks {
		at[b.Digest] = append(at[b.Digest], j)
	}
	across := map[int]int{} // the block of the source that stands where one of the translation does
	for i, j := range aligned {
		if j >= 0 {
			across[j] = i
		}
	}
	for i, c := range difference.Blocks {
		if c.Kind == translation.Added {
			continue
		}
		line := record.Lines[c.Line]
		if c.Kind == translation.Changed && len(at[line.Own]) == 1 {
			// A record that lacks blocks may take one for another's change: then
			// the one that stands in its place has changed.
			if other, ok := across[at[line.Own][0]]; ok && difference.Blocks[other].Kind == translation.Added {
				i = other
			}
		}
		u := &p.units[i]
		owns := line.Owns()
		u.current = c.Kind != translation.Changed && c.Kind != translation.Doubtful && line.Own != 0
		if c.Kind == translation.Changed {
			u.was = line.Source
		}
		if j := aligned[i]; j >= 0 && !taken[j] && slices.Contains(owns, p.own.blocks[j].Digest) {
			u.to, taken[j] = j, true
			continue
		}
		for _, digest := range owns {
			if k := slices.IndexFunc(at[digest], func(j int) bool { return !taken[j] }); k >= 0 {
				u.to, taken[at[digest][k]] = at[digest][k], true
				break
			}
		}
	}
}

// remember looks up in the history of the source what its changed blocks said.
func (x *Exchange) remember(p *pair) {
	want := map[int]uint64{}
	for i := range p.units {
		if u := &p.units[i]; u.was != 0 && u.own != "" {
			want[i] = u.was
		}
	}
	if x.History == nil || len(want) == 0 {
		return
	}
	x.History(p.source.document.File.Path, func(text []byte) bool {
		old := x.read(p.source.document, p.of.Kind, text)
		if old == nil {
			return true
		}
		said := map[uint64]int{}
		for i, b := range old.blocks {
			said[b.Digest] = i
		}
		for i, digest := range want {
			if j, ok := said[digest]; ok {
				p.units[i].previous = old.says(j)
				delete(want, i)
			}
		}
		return len(want) > 0
	})
}

// above is the heading above a block of the source: its text and its id. A
// heading is its own.
func (e *edition) above(i int) (text, id string) {
	at := e.blocks[i].Start
	for _, h := range e.document.Text().Headings {
		if h.Offset > at {
			break
		}
		text, id = h.Text, h.ID
	}
	if i < e.fields {
		return "", ""
	}
	return text, id
}

// title is the edition's title, for people.
func (e *edition) title() string { return e.document.Title }

// newline is how lines of a file end.
func newline(text []byte) string {
	for i, c := range text {
		if c == '\n' {
			if i > 0 && text[i-1] == '\r' {
				return "\r\n"
			}
			break
		}
	}
	return "\n"
}

// single says whether the text of a block must stay on one line.
func (e *edition) single(i int) bool {
	return i >= e.fields && e.pieces[i-e.fields].Single
}

// isRow says whether a block is a row of a table.
func (e *edition) isRow(i int) bool {
	return i >= e.fields && e.pieces[i-e.fields].Kind == markdown.RowBlock
}

// field is the declared value of a block of the front matter.
func (e *edition) field(i int) data.Value {
	v, _ := valueAt(e.document.Fields, e.blocks[i].Start)
	return v
}

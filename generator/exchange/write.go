package exchange

import (
	"fmt"
	"slices"
	"strings"

	"tract/generator/translation"
)

// wanted is a translation that is to be put into an edition.
type wanted struct {
	unit *unit
	text string
	told func(id string, args ...string) // says why it was not
}

// put puts translations into an edition, as many as fit: what would lose markup
// of its source, or make other blocks of the text, is left out and told. The
// edition that comes out is p.own; done are the units that say what was wanted.
func (x *Exchange) put(p *pair, list []wanted) (done []wanted) {
	var bodies []wanted
	for _, w := range list {
		w.text = p.trimmed(w)
		switch {
		case w.unit.to >= 0 && p.own.says(w.unit.to) == w.text:
			done = append(done, w)
		case w.unit.at < p.source.fields:
			if x.putField(p, w) {
				done = append(done, w)
			}
		default:
			bodies = append(bodies, w)
		}
	}
	order := p.source.inOrder()
	slices.SortStableFunc(bodies, func(a, b wanted) int { return slices.Index(order, a.unit.at) - slices.Index(order, b.unit.at) })
	bodies = p.whole(bodies)
	next := x.fitting(p, bodies, p.misfit)
	kept := next[:0:0]
	if len(next) > 0 {
		made, _ := x.spliced(p, next)
		for k, w := range next {
			if missing := p.lost(w, made.at[k], made.edition); missing != "" {
				w.told("po-markup", "missing", missing)
				continue
			}
			kept = append(kept, w)
		}
		if len(kept) < len(next) {
			kept = x.fitting(p, kept, p.misfit)
		}
	}
	if len(kept) == 0 {
		return done
	}
	made, ok := x.spliced(p, kept)
	if !ok {
		return done
	}
	p.own = made.edition
	for i := range p.units {
		if u := &p.units[i]; u.to >= p.own.fields {
			u.to = made.moved[u.to]
		}
	}
	for k, w := range kept {
		w.unit.to = made.at[k]
	}
	return append(done, kept...)
}

// trimmed is a translation without spaces that no Markdown needs at the ends of
// its lines, but for those that break a line.
func (p *pair) trimmed(w wanted) string {
	if w.unit.at < p.source.fields || p.source.pieces[w.unit.at-p.source.fields].HTML {
		return w.text
	}
	lines := strings.Split(strings.Trim(w.text, " \t\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimLeft(lines[i], " \t")
	}
	return strings.Join(lines, "\n")
}

// misfit tells why a translation does not fit: without its mark a footnote is not
// shown, so that a block more is gone than the one that lost it.
func (p *pair) misfit(w wanted) {
	var missing []string
	for _, label := range p.source.pieces[w.unit.at-p.source.fields].Markup.Notes {
		if mark := "[^" + label + "]"; !strings.Contains(w.text, mark) {
			missing = append(missing, mark)
		}
	}
	if len(missing) > 0 {
		w.told("po-markup", "missing", strings.Join(missing, " "))
		return
	}
	w.told("po-structure")
}

// whole are the translations of blocks that have all cells of their source.
func (p *pair) whole(list []wanted) []wanted {
	return slices.DeleteFunc(list, func(w wanted) bool {
		of := p.source
		at := w.unit.at
		if w.unit.to >= 0 {
			of, at = p.own, w.unit.to
		}
		if !of.isRow(at) {
			return false
		}
		now, want := len(cells(oneLine(w.text))), len(cells(of.says(at)))
		if now != want {
			w.told("po-cells", "found", fmt.Sprint(now), "expected", fmt.Sprint(want))
		}
		return now != want
	})
}

// fitting are those of some translations that can be put in together. It tries
// all at once, and halves where that does not do.
func (x *Exchange) fitting(p *pair, list []wanted, misfit func(wanted)) []wanted {
	var good []wanted
	var try func(part []wanted)
	try = func(part []wanted) {
		if len(part) == 0 {
			return
		}
		if _, ok := x.spliced(p, append(slices.Clone(good), part...)); ok {
			good = append(good, part...)
			return
		}
		if len(part) == 1 {
			misfit(part[0])
			return
		}
		try(part[:len(part)/2])
		try(part[len(part)/2:])
	}
	try(list)
	return good
}

// splicing is an edition with translations put in.
type splicing struct {
	edition *edition
	at      []int       // where each of them stands now
	moved   map[int]int // where the blocks of before stand now
}

// spliced puts translations into the body. It is false where the text would not
// have the same blocks as before, with the new ones in their places, each saying
// what it should.
func (x *Exchange) spliced(p *pair, list []wanted) (splicing, bool) {
	type expected struct {
		start, to  int // in the old file; to is -1 for a new one
		text, name string
		of         int // in list, or -1
	}
	var edits []edit
	var all []expected
	replaced := map[int]bool{}
	for k, w := range list {
		name := p.source.blocks[w.unit.at].Name
		if w.unit.to < 0 {
			e, ok := p.insert(w.unit, w.text)
			if !ok {
				return splicing{}, false
			}
			// At one place what follows another in the source stands behind it.
			edits = append(edits, e)
			all = append(all, expected{e.start, -1, w.text, name, k})
			continue
		}
		e, ok := p.own.replace(w.unit.to, w.text)
		if !ok {
			return splicing{}, false
		}
		edits = append(edits, e...)
		replaced[w.unit.to] = true
		all = append(all, expected{p.own.place(w.unit.to), w.unit.to, w.text, p.own.blocks[w.unit.to].Name, k})
	}
	for _, i := range p.own.inOrder() {
		if !replaced[i] {
			all = append(all, expected{p.own.place(i), i, p.own.says(i), p.own.blocks[i].Name, -1})
		}
	}
	slices.SortStableFunc(all, func(a, b expected) int {
		if a.start != b.start {
			return a.start - b.start
		}
		// What is put before a block may begin where that begins.
		return boolInt(a.to >= 0) - boolInt(b.to >= 0)
	})
	text, ok := applied(p.own.text, edits)
	if !ok {
		return splicing{}, false
	}
	now := x.read(p.own.document, p.of.Kind, text)
	if now == nil || len(now.pieces) != len(all) || now.fields != p.own.fields {
		return splicing{}, false
	}
	out := splicing{edition: now, at: make([]int, len(list)), moved: map[int]int{}}
	for k, i := range now.inOrder() {
		e := all[k]
		if now.blocks[i].Name != e.name || shape(now.says(i)) != shape(e.text) {
			return splicing{}, false
		}
		if e.of >= 0 {
			out.at[e.of] = i
		}
		if e.to >= 0 {
			out.moved[e.to] = i
		}
	}
	return out, true
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// shape is a text without regard to how its lines and cells are spaced.
func shape(text string) string {
	return collapsed(strings.ReplaceAll(text, "|", " | "))
}

// lost is what a translation lacks of its source's markup, or has left broken;
// "" where nothing is.
func (p *pair) lost(w wanted, at int, now *edition) string {
	source := p.source.pieces[w.unit.at-p.source.fields].Markup
	own := now.pieces[at-now.fields].Markup
	var missing []string
	few := func(sign string, want, have int) {
		for range want - have {
			missing = append(missing, sign)
		}
	}
	few("[…](…)", source.Links, own.Links)
	few("![…](…)", source.Images, own.Images)
	few("`…`", source.Codes, own.Codes)
	missing = append(missing, prefixed("[^", without(source.Notes, own.Notes), "]")...)
	missing = append(missing, prefixed("<", without(source.Tags, own.Tags), ">")...)
	missing = append(missing, without(source.Held, own.Held)...)
	// A mark that the source has not, and that came out as text, was to be
	// markup.
	missing = append(missing, without(own.Loose, source.Loose)...)
	return strings.Join(slices.Compact(missing), " ")
}

func prefixed(head string, list []string, tail string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = head + s + tail
	}
	return out
}

// without are the elements of a sorted list that another one lacks, each as often
// as it is missing.
func without(list, other []string) []string {
	var out []string
	j := 0
	for _, s := range list {
		for j < len(other) && other[j] < s {
			j++
		}
		if j < len(other) && other[j] == s {
			j++
			continue
		}
		out = append(out, s)
	}
	return out
}

// putField gives a field of the front matter another text.
func (x *Exchange) putField(p *pair, w wanted) bool {
	was := ""
	var path []step
	ok := false
	if w.unit.to >= 0 {
		was = p.own.field(w.unit.to).Text
		path, ok = pathTo(p.own.document.Fields, p.own.blocks[w.unit.to].Start, x.declared(p))
	} else {
		path, ok = pathTo(p.source.document.Fields, p.source.blocks[w.unit.at].Start, x.declared(p))
	}
	var text []byte
	if ok {
		text, ok = set(frontMatter, p.own.text, path, framed(was, w.text))
	}
	var now *edition
	if ok {
		now = x.read(p.own.document, p.of.Kind, text)
	}
	if now == nil || len(now.pieces) != len(p.own.pieces) {
		w.told("po-field", "field", p.source.blocks[w.unit.at].Name)
		return false
	}
	p.refield(now)
	return true
}

// framed is a text with the line ends around it that another has.
func framed(was, text string) string {
	inner := strings.Trim(was, "\n")
	if inner == "" {
		return text
	}
	head, tail, _ := strings.Cut(was, inner)
	return head + text + tail
}

// refield takes an edition whose body is the same for the present one: blocks of
// the front matter are told by their names.
func (p *pair) refield(now *edition) {
	at := map[string]int{}
	for j := range now.fields {
		at[now.blocks[j].Name] = j
	}
	shift := now.fields - p.own.fields
	for i := range p.units {
		u := &p.units[i]
		switch {
		case i < p.source.fields:
			u.to = -1
			if j, ok := at[p.source.blocks[i].Name]; ok {
				u.to = j
			}
		case u.to >= 0:
			u.to += shift
		}
	}
	p.own = now
}

// follows is the record of an edition in which some units follow their source.
// What the old record says of the others stays: it is still to be looked at. It
// is nil where nothing was confirmed yet.
func (p *pair) follows(confirmed map[int]bool) *translation.Record {
	out := &translation.Record{Source: p.source.document.File.Language}
	var old []translation.Line
	line := map[int]int{} // of the old record, by the source's block
	removed := map[int][]translation.Line{}
	if p.of.Record != nil {
		old = slices.Clone(p.of.Record.Lines)
		for i := range old {
			if digest, ok := p.redigested[old[i].Own]; ok && old[i].Own != 0 {
				old[i].Own = digest
			}
		}
		d := translation.Compare(p.of.Record, p.source.blocks)
		after := map[int]int{} // the block of the source behind which a line stood
		for i, c := range d.Blocks {
			if c.Line >= 0 {
				line[i] = c.Line
				after[c.Line] = i
			}
		}
		for _, k := range d.Gone() {
			at := -1
			for n := k - 1; n >= 0; n-- {
				if i, ok := after[n]; ok {
					at = i
					break
				}
			}
			removed[at] = append(removed[at], old[k])
		}
	}
	out.Lines = append(out.Lines, removed[-1]...)
	for i, b := range p.source.blocks {
		k, known := line[i]
		switch {
		case confirmed[i]:
			l := translation.Line{Name: b.Name, Source: b.Digest}
			if to := p.units[i].to; to >= 0 {
				l.Own = p.own.blocks[to].Digest
			}
			out.Lines = append(out.Lines, l)
		case known:
			out.Lines = append(out.Lines, old[k])
		}
		out.Lines = append(out.Lines, removed[i]...)
	}
	if len(out.Lines) == 0 {
		return nil
	}
	out.Correction = p.takenIn(out)
	return out
}

// takenIn is the correction of the source that a record says the translation has
// taken in: the present one where nothing was left to do but what was now done.
// What followed the source before says nothing of a correction: somebody has to
// look at that and confirm it.
func (p *pair) takenIn(now *translation.Record) uint64 {
	before := uint64(0)
	done := false
	if r := p.of.Record; r != nil {
		before = r.Correction
		d := translation.Compare(r, p.source.blocks)
		done = d.Settled()
	}
	if d := translation.Compare(now, p.source.blocks); done || !d.Settled() {
		return before
	}
	return p.of.Correction
}

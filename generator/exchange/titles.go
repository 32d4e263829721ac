package exchange

import (
	"slices"
	"strconv"

	"tract/generator/diag"
	"tract/generator/exchange/po"
	"tract/generator/markdown"
	"tract/generator/translation"
)

// This file gives out the titles of link reference definitions, [label]: address
// "title", and takes them in. They stand outside all blocks, and so no record speaks
// of them: a translation that has other words there is taken to follow its source.

// linkTitle is what their contexts call them.
const linkTitle = "link-title"

// title is that of a definition of a source edition, and what a translation has for
// it.
type title struct {
	context string
	label   string
	text    string // of the source
	own     string // of the translation; "" where it has none
	in      string // the label in the translation; "" where it has no such definition
	current bool
}

// definitions are those that the body refers to.
func (e *edition) definitions() []markdown.Definition {
	return markdown.Definitions(diag.Source{Path: e.document.File.Path, Text: e.text}, len(e.document.Front))
}

// matchTitles finds for each title of the source the definition of the translation:
// that of the same label, else the only one with the same address.
func (p *pair) matchTitles() {
	p.titles = nil
	var own []markdown.Definition
	if p.own != nil {
		own = p.own.definitions()
	}
	seen := map[string]int{}
	for _, d := range p.source.definitions() {
		if _, words := markdown.Digest(d.Title); words == 0 {
			continue
		}
		t := title{context: p.of.ID + " " + linkTitle, label: d.Label, text: plain(collapsed(d.Title))}
		if seen[t.text]++; seen[t.text] > 1 {
			t.context += " " + strconv.Itoa(seen[t.text])
		}
		if o := counterpart(d, own); o != nil {
			t.in, t.own = o.Label, plain(collapsed(o.Title))
			if t.own == t.text {
				t.own = "" // still to be translated
			}
			t.current = t.own != "" && p.of.Record != nil && p.of.State != translation.Untranslated
		}
		if p.own == nil || t.in != "" {
			p.titles = append(p.titles, t)
		}
	}
}

func counterpart(d markdown.Definition, own []markdown.Definition) *markdown.Definition {
	var same *markdown.Definition
	n := 0
	for i := range own {
		if own[i].Label == d.Label {
			return &own[i]
		}
		if own[i].Destination == d.Destination {
			same = &own[i]
			n++
		}
	}
	if n == 1 {
		return same
	}
	return nil
}

// titleEntries are the entries of the titles, after head: what the comments of all
// entries of the edition begin with.
func (p *pair) titleEntries(head string, references []string) []*po.Entry {
	var out []*po.Entry
	for i := range p.titles {
		t := &p.titles[i]
		e := &po.Entry{Context: t.context, HasContext: true, ID: t.text, Strings: []string{t.own}, References: references}
		e.Extracted = []string{head, blockNames[linkTitle] + " [" + collapsed(t.label) + "]"}
		e.SetFlag("fuzzy", t.own != "" && !t.current)
		seal(e)
		out = append(out, e)
	}
	return out
}

// titled is a title that is to be put into an edition.
type titled struct {
	*title
	to   string
	told func(id string, args ...string)
}

// titleOf is the title that an entry is of: by its context and text, else the only
// one with that text; nil where it is gone.
func (p *pair) titleOf(e *po.Entry) *title {
	var same *title
	n := 0
	for i := range p.titles {
		t := &p.titles[i]
		if t.text != collapsed(e.ID) {
			continue
		}
		if t.context == e.Context {
			return t
		}
		same = t
		n++
	}
	if n == 1 {
		return same
	}
	return nil
}

// putTitles puts titles into an edition, and gives how many it has now. What would
// make other blocks or another title of it is left out and told.
func (x *Exchange) putTitles(p *pair, list []titled) (done int) {
	for _, w := range list {
		if p.own == nil || w.in == "" {
			w.told("po-structure")
			continue
		}
		if !x.putTitle(p, w) {
			w.told("po-structure")
			continue
		}
		done++
	}
	return done
}

// captioned says whether an edition has the blocks of the present one: only
// captions, which the title of a picture is part of, may say something else.
func (p *pair) captioned(now *edition) bool {
	return slices.EqualFunc(now.blocks, p.own.blocks, func(a, b translation.Block) bool {
		return a.Name == b.Name && (a.Digest == b.Digest || a.Name == "caption")
	})
}

// retitle takes an edition with another title for the present one. What a record
// says of its captions stays true.
func (p *pair) retitle(now *edition) {
	for i, b := range p.own.blocks {
		if digest := now.blocks[i].Digest; digest != b.Digest {
			if p.redigested == nil {
				p.redigested = map[uint64]uint64{}
			}
			for was, is := range p.redigested {
				if is == b.Digest {
					p.redigested[was] = digest
				}
			}
			p.redigested[b.Digest] = digest
		}
	}
	p.own = now
}

func (x *Exchange) putTitle(p *pair, w titled) bool {
	for _, d := range p.own.definitions() {
		if d.Label != w.in {
			continue
		}
		if collapsed(d.Title) == w.to {
			return true
		}
		e := edit{d.At.Start, d.At.End, markdown.TitleText(w.to, d.Sign)}
		if d.Sign == 0 {
			e.text = ` "` + markdown.TitleText(w.to, '"') + `"`
		}
		text, ok := applied(p.own.text, []edit{e})
		if !ok {
			return false
		}
		now := x.read(p.own.document, p.of.Kind, text)
		if now == nil || now.fields != p.own.fields || !p.captioned(now) {
			return false
		}
		for _, again := range now.definitions() {
			if again.Label == w.in && collapsed(again.Title) == w.to {
				p.retitle(now)
				return true
			}
		}
		return false
	}
	return false
}

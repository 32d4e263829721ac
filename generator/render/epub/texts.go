package epub

import (
	"slices"
	"strconv"

	"tract/generator/site"
)

// text is one text of the book, in a file of its own.
type text struct {
	edition *site.Edition // the one shown
	name    string        // of its file
	real    bool          // it is in the book's language
	part    bool          // it is a chapter or part of the work
	below   []*text
	ids     map[string]bool // of its headings, as they were written
}

// bodyPrefix stands before every id of a text's body, so that none meets an
// id of the page around it.
const bodyPrefix = "t-"

// gather finds the texts of the book: the work's own, where it says anything,
// and those below it that the language does not hide.
func (b *book) gather() {
	own := &text{edition: b.edition, name: titleName, real: true}
	b.held[b.work] = own
	if b.saysAnything(b.edition) {
		own.name = textName
		b.texts = append(b.texts, own)
		b.roots = append(b.roots, own)
	}
	b.roots = append(b.roots, b.parts(b.work, "part")...)
}

// parts are the texts below a publication. Their files are named by their
// places.
func (b *book) parts(p *site.Publication, name string) []*text {
	var out []*text
	for i, part := range p.Parts {
		entry, ok := b.site.Entry(part, b.language)
		if !ok {
			continue
		}
		at := name + "-" + strconv.Itoa(i+1)
		t := &text{edition: entry.Edition, name: at + ".xhtml", real: entry.Real, part: true}
		b.held[part] = t
		b.texts = append(b.texts, t)
		t.below = b.parts(part, at)
		out = append(out, t)
	}
	return out
}

// saysAnything says whether an edition has a text beside its title and facts.
func (b *book) saysAnything(e *site.Edition) bool {
	return e.Text().Body.Len() > 0 || len(b.lists(e)) > 0 || len(b.fragments(e)) > 0
}

// within is the link to a publication that the book holds, at the id that a
// fragment leads to.
func (b *book) within(n *site.Node, fragment string) string {
	t := b.held[n.Publication]
	if n.Publication == nil || t == nil {
		return ""
	}
	if id, ok, _ := site.Anchor(t.edition, fragment); ok && id != "" && t.name != titleName {
		return t.name + "#" + bodyPrefix + site.EscapePath(id)
	}
	return t.name
}

// numbers is how figures and tables of a publication are called, or nil where
// its kind numbers none. Those of a chapter begin with the chapter's number.
func (b *book) numbers(p *site.Publication) func(language, what string, n int) string {
	if !p.Kind.Numbered {
		return nil
	}
	chapter := ""
	if n := p.Chapter(); n > 0 {
		chapter = strconv.Itoa(n) + "."
	}
	return func(language, what string, n int) string {
		l := b.site.Language(language)
		if l == nil {
			return ""
		}
		return b.label(language, what+"_number", "number", l.Locale.Digits(chapter+strconv.Itoa(n)))
	}
}

// heading is an entry of the table of contents within a text.
type heading struct{ id, text string }

// headings are a text's headings of the first level below its title.
func (t *text) headings() []heading {
	var out []heading
	var o outline
	for _, h := range t.edition.Text().Headings {
		if o.level(h.Level) == firstLevel && t.ids[h.ID] && h.Text != "" {
			out = append(out, heading{h.ID, h.Text})
		}
	}
	return out
}

// firstLevel is the level of the first heading below a text's title.
const firstLevel = 2

// outline brings headings into order: each is at most one level below the one
// that it belongs to, whatever was written.
type outline struct{ open []int }

// level is the level of the next heading, which was written at a level.
func (o *outline) level(written int) int {
	for len(o.open) > 0 && o.open[len(o.open)-1] >= written {
		o.open = o.open[:len(o.open)-1]
	}
	o.open = append(o.open, written)
	return min(firstLevel+len(o.open)-1, 6)
}

// editions are the real editions of a publication that have a page.
func (b *book) editions(p *site.Publication) []*site.Edition {
	return slices.DeleteFunc(p.Real(), func(e *site.Edition) bool { return p.Path(e.Language) == "" })
}

package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"tract/generator/exchange/po"
	"tract/generator/site"
)

// mark begins the comment that says what a translation was when it was given
// out, so that it is known later who has altered it: the translator, or the
// editors of the Markdown.
const mark = "Tract: "

// given is the digest of a translation as the comment has it, "-" for none.
func given(text string) string {
	if text == "" {
		return "-"
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

// givenIn is what the comment of an entry says; "" where it has none, for some
// tools drop such comments.
func givenIn(e *po.Entry) string {
	for _, c := range e.Extracted {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(c), mark); ok {
			word, _, _ := strings.Cut(rest, " ")
			return word
		}
	}
	return ""
}

// givenFuzzy says whether the entry was fuzzy when it was given out.
func givenFuzzy(e *po.Entry) bool {
	return slices.ContainsFunc(e.Extracted, func(c string) bool {
		return strings.HasPrefix(strings.TrimSpace(c), mark) && strings.HasSuffix(strings.TrimSpace(c), " fuzzy")
	})
}

// blockNames are how comments for translators call the blocks of a body.
var blockNames = map[string]string{
	"h": "heading", "p": "paragraph", "li": "list item", "row": "table row: keep the bars", "caption": "image or figure",
	"note": "footnote", "def": "definition", "html": "HTML", linkTitle: "title of the link",
}

// entries are the entries of an edition.
func (x *Exchange) entries(p *pair) []*po.Entry {
	x.remember(p)
	name := "section"
	if p.of.Kind != nil {
		name = p.of.Kind.Name
	}
	page := x.address(p.of)
	out := make([]*po.Entry, len(p.units))
	for i := range p.units {
		u := &p.units[i]
		e := &po.Entry{Context: u.context, HasContext: true, ID: u.text, Strings: []string{u.own}, PreviousID: u.previous}
		block := p.source.blocks[i]
		what := block.Name
		if !block.Field {
			what = blockNames[block.Name]
		}
		heading, id := p.source.above(i)
		if heading != "" && block.Name != "h" {
			what += ", below: " + collapsed(heading)
		}
		e.Extracted = []string{name + ": " + collapsed(p.source.title()), what}
		if page != "" {
			link := page
			if id != "" {
				link += "#" + site.EscapePath(id)
			}
			e.Extracted = append(e.Extracted, link)
		}
		e.References = []string{reference(p.source.document.File.Path)}
		e.SetFlag("fuzzy", u.own != "" && !u.current)
		seal(e)
		out[i] = e
	}
	return append(out, p.titleEntries(name+": "+collapsed(p.source.title()), []string{reference(p.source.document.File.Path)})...)
}

// seal notes in an entry what is given out with it.
func seal(e *po.Entry) {
	e.Extracted = slices.DeleteFunc(e.Extracted, func(c string) bool { return strings.HasPrefix(strings.TrimSpace(c), mark) })
	note := mark + given(strings.Join(e.Strings, "\n"))
	if !e.Words() {
		note = mark + "-"
	}
	if e.Has("fuzzy") {
		note += " fuzzy"
	}
	e.Extracted = append(e.Extracted, note)
}

// reference is a file as gettext names it: spaces end a name, unless it is
// isolated.
func reference(file string) string {
	if strings.ContainsAny(file, " \t\u00A0") {
		return "\u2068" + file + "\u2069"
	}
	return file
}

// address is where the source edition is read, or "".
func (x *Exchange) address(t *site.Translation) string {
	l := x.Site.Language(t.Source.File.Language)
	path := ""
	switch {
	case l == nil:
	case t.Publication != nil:
		path = t.Publication.Path(l)
	case t.Section != nil:
		path = t.Section.Path(l)
	}
	if path == "" {
		return ""
	}
	return x.Site.URL(path)
}

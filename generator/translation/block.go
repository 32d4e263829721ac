// Package translation knows what a translation was made from and what has
// become of that since: the blocks of an edition, the records of translations
// and how they differ from the present source.
//
// A file is compared by its words, block by block, never by its date: a
// corrected comma makes no translation outdated, and an edit of the
// translation does not make it follow the source.
package translation

import (
	"slices"
	"strconv"
	"strings"

	"tract/generator/data"
	"tract/generator/document"
	"tract/generator/kind"
	"tract/generator/markdown"
)

// Block is one translatable piece of an edition.
type Block struct {
	// Name is what the block is in its file: for the front matter the field
	// ("title", "labels.map.pdf", "figures.people.label"), for the body one of
	// h, p, li, row, caption, note, def, html.
	Name       string
	Field      bool // it stands in the front matter
	Digest     uint64
	Words      int
	Start, End int // bytes of the file
}

// names are the names of the body's blocks.
var names = [...]string{
	markdown.HeadingBlock: "h", markdown.ParagraphBlock: "p", markdown.ItemBlock: "li", markdown.RowBlock: "row",
	markdown.CaptionBlock: "caption", markdown.FootnoteBlock: "note", markdown.DefinitionBlock: "def", markdown.HTMLBlock: "html",
}

// Blocks are the translatable blocks of an edition in reading order: the
// translated fields of its front matter in the order of their declaration,
// then the blocks of its body. What holds no words is none.
func Blocks(d *document.Document, k *kind.Kind, common []kind.Field) []Block {
	b := gatherer{out: make([]Block, 0, len(d.Text().Blocks)+4)}
	for i := range common {
		b.declared(d.Fields, &common[i])
	}
	if k != nil {
		for i := range k.Fields {
			if !slices.ContainsFunc(common, func(f kind.Field) bool { return f.Name == k.Fields[i].Name }) {
				b.declared(d.Fields, &k.Fields[i])
			}
		}
	}
	for _, x := range d.Text().Blocks {
		b.out = append(b.out, Block{Name: names[x.Kind], Digest: x.Digest, Words: int(x.Words), Start: int(x.Start), End: int(x.End)})
	}
	return b.out
}

// notWords are common fields that each edition has of its own and that hold no
// text to translate.
var notWords = []string{"slug", "aliases", "translators", "updated", "draft", "checks"}

type gatherer struct{ out []Block }

// declared gathers a field if it is translated: it or a part of it is per
// language and holds text.
func (b *gatherer) declared(fields data.Value, f *kind.Field) {
	v, ok := fields.Get(f.Name)
	if !ok && f.Name == "summary" {
		v, ok = fields.Get("description")
	}
	switch {
	case !ok || slices.Contains(notWords, f.Name):
	case f.Type == kind.Object:
		b.objects(v, f, f.Name)
	case f.PerLanguage:
		b.value(v, f.Name, f.Type)
	}
}

// value gathers a text, the texts of a list or those of a map.
func (b *gatherer) value(v data.Value, name string, t kind.Type) {
	if t != kind.Text && t != kind.Markdown && t != kind.Map {
		return
	}
	switch v.Kind {
	case data.List:
		for i, item := range v.Items {
			b.value(item, name+"."+strconv.Itoa(i+1), t)
		}
	case data.Map:
		sorted := slices.Clone(v.Fields)
		slices.SortFunc(sorted, func(x, y data.Field) int { return strings.Compare(x.Name, y.Name) })
		for _, f := range sorted {
			b.value(f.Value, name+"."+f.Name, t)
		}
	case data.Null:
	default:
		if digest, words := markdown.Digest(v.Text); words > 0 {
			b.out = append(b.out, Block{Name: word(name), Field: true, Digest: digest, Words: words, Start: v.Start, End: v.End})
		}
	}
}

// objects gathers the translated parts of an object, or of a list of objects
// that their identifiers tell apart.
func (b *gatherer) objects(v data.Value, f *kind.Field, name string) {
	if v.Kind != data.List {
		b.object(v, f, name)
		return
	}
	key := ""
	for i := range f.Fields {
		if f.Fields[i].Type == kind.Identifier {
			key = f.Fields[i].Name
		}
	}
	for i, item := range v.Items {
		id := strconv.Itoa(i + 1)
		if own, ok := item.Get(key); ok && key != "" {
			id = own.Text
		}
		b.object(item, f, name+"."+id)
	}
}

func (b *gatherer) object(v data.Value, f *kind.Field, name string) {
	for i := range f.Fields {
		sub := &f.Fields[i]
		part, ok := v.Get(sub.Name)
		if ok && sub.Type != kind.Identifier && (f.PerLanguage || sub.PerLanguage) {
			b.value(part, name+"."+sub.Name, sub.Type)
		}
	}
}

// word is a name as one word of a line: names of files may hold spaces.
func word(name string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\u00a0' || r == '\u2028' || r == '\u2029' || r == '\u0085' {
			return '_'
		}
		return r
	}, name)
}

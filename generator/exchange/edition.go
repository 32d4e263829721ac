package exchange

import (
	"io/fs"
	"slices"
	"strings"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/kind"
	"tract/generator/markdown"
	"tract/generator/site"
	"tract/generator/translation"
)

// Exchange gives texts of one site out and takes translations in. It reads the
// site's files when it is asked for them and writes none.
type Exchange struct {
	Site  *site.Site
	Files fs.FS
	// Language is that of comments in files that are begun.
	Language diag.Language
	// History gives earlier versions of a file, the latest first, until yield
	// says enough. It may be nil: then nothing is known of them.
	History func(path string, yield func(text []byte) bool)

	compilers map[string]*markdown.Compiler
	reader    *document.Reader
	now       string // for headers
}

// New is an Exchange for a site whose folder is files. Now is the time that new
// catalogues are given, as gettext writes it: 2026-03-04 12:00+0000.
func New(s *site.Site, files fs.FS, language diag.Language, now string) *Exchange {
	x := &Exchange{Site: s, Files: files, Language: language, now: now, compilers: map[string]*markdown.Compiler{}}
	for _, l := range s.Languages {
		x.compilers[l.Tag] = markdown.New(markdown.Options{Language: l.Tag, Dir: l.Dir})
	}
	// The bodies are of no use once their outline is known.
	x.reader = document.NewReader(s.Config, s.Kinds, x.compilers, nil)
	return x
}

// edition is the text of one edition with the places of its blocks.
type edition struct {
	document *document.Document
	text     []byte
	blocks   []translation.Block
	fields   int              // how many of them are of the front matter
	pieces   []markdown.Piece // of the others
	format   data.Format      // of the front matter
}

// read reads an edition from bytes. It is nil where they cannot be read.
func (x *Exchange) read(of *document.Document, k *kind.Kind, text []byte) *edition {
	src := diag.Source{Path: of.File.Path, Text: text}
	d := x.reader.Read(of.File, src)
	if d.Broken {
		return nil
	}
	e := &edition{document: d, text: text, blocks: translation.Blocks(d, k, x.Site.Kinds.Common)}
	for e.fields < len(e.blocks) && e.blocks[e.fields].Field {
		e.fields++
	}
	front, _ := data.ReadFrontMatter(src)
	e.format = front.Format
	e.pieces = x.compilers[d.File.Language].Pieces(src, front.BodyStart)
	if len(e.pieces) != len(e.blocks)-e.fields {
		return nil
	}
	return e
}

// open reads an edition from its file.
func (x *Exchange) open(of *document.Document, k *kind.Kind) *edition {
	text, err := fs.ReadFile(x.Files, of.File.Path)
	if err != nil {
		return nil
	}
	return x.read(of, k, text)
}

// says is what a block says, as a catalogue holds it: the Markdown of its lines,
// the cells of a row with bars between them, the text of a field.
func (e *edition) says(i int) string {
	if i < e.fields {
		v, _ := valueAt(e.document.Fields, e.blocks[i].Start)
		return plain(strings.Trim(v.Text, "\n"))
	}
	p := &e.pieces[i-e.fields]
	lines := make([]string, 0, len(p.Lines))
	for _, l := range p.Lines {
		if l.Start >= 0 {
			lines = append(lines, string(e.text[l.Start:l.End]))
		}
	}
	if p.Kind == markdown.RowBlock {
		return plain(strings.Join(lines, " | "))
	}
	return plain(strings.Trim(strings.Join(lines, "\n"), "\n"))
}

// plain is a text that a catalogue can hold.
func plain(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(strings.ReplaceAll(text, "\r", ""), "\uFFFD"), "\x00", "\uFFFD")
}

// valueAt is the scalar that begins at a byte, and whether there is one.
func valueAt(v data.Value, start int) (data.Value, bool) {
	switch v.Kind {
	case data.Map:
		for _, f := range v.Fields {
			if found, ok := valueAt(f.Value, start); ok {
				return found, true
			}
		}
	case data.List:
		for _, item := range v.Items {
			if found, ok := valueAt(item, start); ok {
				return found, true
			}
		}
	case data.Null:
	default:
		if v.Start == start {
			return v, true
		}
	}
	return data.Value{}, false
}

// collapsed is a text without regard to how it is wrapped.
func collapsed(text string) string { return strings.Join(strings.Fields(text), " ") }

// declared are the fields that an edition may have.
func (x *Exchange) declared(p *pair) []kind.Field {
	out := slices.Clone(x.Site.Kinds.Common)
	if p.of.Kind != nil {
		out = append(out, p.of.Kind.Fields...)
	}
	return out
}

package scaffold

import (
	"bytes"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/kind"
	"tract/generator/site"
	"tract/generator/source"
)

// Translation is the file of a new edition, in a language, of the publication
// or section that a file is an edition of: named as that file is, with the
// title and the fields that differ by language to be translated, and the source
// edition's text as it stands. files are the site's. The error is a *Refusal,
// or that of reading the source edition.
func Translation(s *site.Site, files fs.FS, file, tag string, messages diag.Language) (File, error) {
	l, err := language(s, tag)
	if err != nil {
		return File{}, err
	}
	t := translation{site: s, language: l, words: meaningsIn(messages)}
	if err := t.find(file); err != nil {
		return File{}, err
	}
	original, err := fs.ReadFile(files, t.source.File.Path)
	if err != nil {
		return File{}, err
	}
	front := t.front()
	body := bytes.TrimPrefix(original[min(len(t.source.Front), len(original)):], []byte("\uFEFF"))
	if bytes.Contains(original, []byte("\r\n")) {
		// Lines end as in the source edition.
		front = strings.ReplaceAll(front, "\n", "\r\n")
	}
	return File{Path: t.path(), Content: append([]byte(front), body...)}, nil
}

// translation is an edition to begin.
type translation struct {
	site     *site.Site
	language *site.Language
	words    meanings

	from        *document.Document // the edition that was named
	source      *document.Document // the edition that is translated
	publication *site.Publication  // nil for a section
	section     *site.Section
}

// find looks up the edition that a file is, and refuses when the other one is
// there.
func (t *translation) find(file string) error {
	var text *source.File
	for i := range t.site.Tree.Files {
		if f := &t.site.Tree.Files[i]; norm.NFC.String(f.Path) == norm.NFC.String(file) {
			text = f
		}
	}
	if text == nil {
		return refuse(NoFile, file)
	}
	var editions []*document.Document
	for _, p := range t.site.Publications {
		for _, e := range p.Editions {
			if e != nil && e.File.Path == text.Path {
				t.from, t.source, t.publication = e.Document, p.Source.Document, p
			}
		}
	}
	for _, sec := range t.site.Sections {
		for _, d := range sec.Documents {
			if d != nil && d.File.Path == text.Path {
				t.from, t.source, t.section = d, d, sec
				if own := sec.Documents[t.site.Source.Index]; own != nil {
					t.source = own
				}
			}
		}
	}
	switch {
	case t.publication != nil:
		for _, e := range t.publication.Real() {
			editions = append(editions, e.Document)
		}
	case t.section != nil:
		editions = t.section.Documents
	default:
		return refuse(Broken, text.Path)
	}
	return t.absent(editions)
}

// absent refuses when there is an edition in the language: one of those known,
// or a file that is one and could not be read.
func (t *translation) absent(editions []*document.Document) error {
	ids := map[string]bool{}
	for _, d := range editions {
		if d != nil {
			ids[d.File.ID] = true
		}
	}
	for i := range t.site.Tree.Files {
		f := &t.site.Tree.Files[i]
		if f.Language == t.language.Tag && f.Role == t.from.File.Role && ids[f.ID] {
			return refuse(Translated, f.Path, f.Language)
		}
	}
	return nil
}

// path is where the edition is written: beside the one that was named. Where
// the source edition lies in another folder and speaks of files by their place
// in it, it is that one which is followed.
func (t *translation) path() string {
	f := &t.from.File
	if src := &t.source.File; src.Folder() != f.Folder() && t.relative() {
		f = src
	}
	dir, name := path.Split(f.Path)
	ext := path.Ext(name)
	base := strings.TrimSuffix(name, ext)
	first, inTree := languageFolder(t.site, f.Path)
	if !f.Tagged && t.site.Tree.Tagged[folderOf(t.site, t.language)] {
		// The source language stands at the root, this one in its folder.
		rest := strings.TrimPrefix(dir, source.Root+"/")
		return path.Join(source.Root, folderOf(t.site, t.language), rest, name)
	}
	bare := f.Base
	if f.Index {
		bare = "index"
	} else if f.Role == source.Section {
		bare = "_index"
	}
	tagged := norm.NFC.String(base) != bare
	if tagged {
		base = base[:strings.LastIndexByte(base, '.')]
	}
	if inTree {
		rest := strings.TrimPrefix(dir, source.Root+"/"+first+"/")
		dir = path.Join(source.Root, folderOf(t.site, t.language), rest)
	}
	if !inTree || tagged {
		base += "." + t.language.Tag
	}
	return path.Join(dir, base+ext)
}

// relative says whether the source edition names files by their place.
func (t *translation) relative() bool {
	for _, l := range t.source.Text().Links {
		if to := l.Destination; to != "" && to[0] != '#' && to[0] != '/' {
			return true
		}
	}
	return false
}

// front is the front matter with its lines of dashes.
func (t *translation) front() string {
	var f front
	f.line(0, "---")
	f.comment(t.words.say("title"))
	f.line(0, "title: "+data.Quote(t.source.Title))
	f.comment(t.words.field("", "draft"))
	f.line(0, "draft: true")
	t.identity(&f)
	t.address(&f)
	for _, v := range t.source.Fields.Fields {
		if field := t.field(v.Name); field != nil {
			t.copy(&f, field, v)
		}
	}
	f.line(0, "---")
	return f.String()
}

// identity says what joins the edition to the others, where names do not.
func (t *translation) identity(f *front) {
	if t.from.Publication != "" {
		f.line(0, "publication: "+data.Quote(t.from.Publication))
	}
	p := t.publication
	if p == nil || p.Source.Language == t.site.Source {
		return
	}
	for _, e := range p.Real() {
		if e.Source != "" {
			return
		}
	}
	// With a second edition it would have to be guessed which is the source.
	f.line(0, "source: "+key(p.Source.Language.Tag))
}

// address keeps what readers of the language have known. The address of a text
// follows from its name, until the translator chooses a slug; that of the page
// that stood in for it redirects. A section keeps its slug, for the pages below
// it have it in their addresses.
func (t *translation) address(f *front) {
	if p := t.publication; p != nil {
		if at := p.Path(t.language); at != "" {
			f.comment(t.words.say("aliases_now"))
			f.line(0, "aliases:")
			f.line(1, "- "+data.Quote("/"+at))
		}
		return
	}
	sec := t.section
	if sec.Parent == nil {
		return
	}
	slug := t.source.Slug
	if at := sec.Path(t.language); at != "" {
		slug = path.Base(at)
	}
	if slug != "" && slug != path.Base(sec.ID) {
		f.comment(t.words.say("section_slug"))
		f.line(0, "slug: "+data.Quote(slug))
	}
}

// field is the declaration of a field that the edition takes over from the
// source edition, or nil.
func (t *translation) field(name string) *kind.Field {
	switch name {
	case "title", "draft", "slug", "aliases", "translators", "updated":
		return nil
	case "description":
		name = "summary"
	}
	if f := t.site.Kinds.CommonField(name); f != nil {
		if f.PerLanguage {
			return f
		}
		return nil
	}
	if t.publication == nil {
		return nil
	}
	if f := t.publication.Kind.Field(name); f != nil && (f.PerLanguage || f.Type == kind.Object) {
		return f
	}
	return nil
}

// copy writes what a field has that is to be translated.
func (t *translation) copy(f *front, field *kind.Field, v data.Field) {
	value := v.Value
	if _, both := t.source.Fields.Get(field.Name); v.Name != field.Name && both {
		return
	}
	if !field.PerLanguage {
		value = parts(field, value)
	}
	f.field(0, field.Name, value)
}

// parts are the parts of objects that differ by language, with the identifiers
// that join them to the source edition's.
func parts(field *kind.Field, v data.Value) data.Value {
	pick := func(object data.Value) data.Value {
		out := data.Value{Kind: data.Map}
		joined, own := !field.List, false
		for i := range field.Fields {
			sub := &field.Fields[i]
			part, ok := object.Get(sub.Name)
			if !ok || sub.Type != kind.Identifier && !sub.PerLanguage {
				continue
			}
			joined = joined || sub.Type == kind.Identifier
			own = own || sub.PerLanguage
			out.Fields = append(out.Fields, data.Field{Name: sub.Name, Value: part})
		}
		if !joined || !own {
			return data.Value{}
		}
		return out
	}
	if !field.List {
		return pick(v)
	}
	items := v.Items
	if v.Kind == data.Map {
		items = []data.Value{v} // one counts as a list of one
	}
	out := data.Value{Kind: data.List}
	for _, item := range items {
		if picked := pick(item); picked.Kind == data.Map {
			out.Items = append(out.Items, picked)
		}
	}
	return out
}

package site

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tract/generator/document"
	"tract/generator/source"
)

// Target is what a link of a text leads to, before it is known in which
// language it is read.
type Target struct {
	Node     *Node // a publication or section
	Taxonomy *Taxonomy
	Term     *Term  // with its Taxonomy
	Asset    string // the path of a file of content/
	Fragment string // without #, decoded
	Query    string // with ?
	Excluded bool   // it is there, but not published in this run
}

// Found says whether the link leads anywhere.
func (t Target) Found() bool { return t.Node != nil || t.Asset != "" || t.Taxonomy != nil }

// Resolve is what a link in a document leads to. The destination names a file
// or an id, relative to the document or from the root of the site, with or
// without language; an address of the site is understood as well.
func (s *Site) Resolve(d *document.Document, destination string) Target {
	var t Target
	rest, fragment, _ := strings.Cut(destination, "#")
	t.Fragment = decode(fragment)
	if i := strings.IndexByte(rest, '?'); i >= 0 {
		rest, t.Query = rest[:i], rest[i:]
	}
	if rest == "" {
		t.Node = s.here(s.files[d.File.Path])
		return t
	}
	rest = norm.NFC.String(decode(rest))
	if strings.HasPrefix(rest, "@/") {
		rest = rest[1:] // as Zola writes links from the root of the texts
	}
	if strings.HasPrefix(rest, "/") {
		s.resolveFrom(&t, source.Root, rest[1:], d.File.Language)
		if !t.Found() {
			if base := s.Config.Path(); base != "/" && strings.HasPrefix(rest, base) {
				s.resolveFrom(&t, source.Root, rest[len(base):], d.File.Language)
				if !t.Found() {
					s.byAddress(&t, rest[len(base):])
				}
			}
		}
		if !t.Found() {
			s.byAddress(&t, rest[1:])
		}
		if !t.Found() {
			// A term, without a language: /topics/water/
			taxonomy, term, _ := strings.Cut(strings.Trim(rest, "/"), "/")
			s.byTerm(&t, taxonomy, term)
		}
		return t
	}
	s.resolveFrom(&t, path.Dir(d.File.Path), rest, d.File.Language)
	if !t.Found() {
		// Some write links as the browser will see them, from the address of
		// the page rather than from the place of the file.
		if n := s.here(s.files[d.File.Path]); n != nil {
			if l := s.Language(d.File.Language); l != nil && n.Path(l) != "" {
				s.byAddress(&t, path.Join(n.Path(l), rest))
			}
		}
	}
	return t
}

func decode(text string) string {
	if strings.IndexByte(text, '%') < 0 {
		return text
	}
	if out, err := url.PathUnescape(text); err == nil {
		return out
	}
	return text
}

// resolveFrom looks a path up as a file, an id or an asset below a folder.
func (s *Site) resolveFrom(t *Target, folder, rest, language string) {
	p := path.Join(folder, rest)
	if p != source.Root && !strings.HasPrefix(p, source.Root+"/") {
		return
	}
	if n := s.here(s.files[p]); n != nil {
		t.Node = n
		return
	}
	id := s.idOf(p)
	if n := s.here(s.ids[id]); n != nil {
		t.Node = n
		return
	}
	unbuilt := s.Tree.Unbuilt[id]
	if a := s.asset(p, language); a != "" && !(unbuilt && page(path.Ext(a))) {
		t.Asset = a
		return
	}
	t.Excluded = t.Excluded || unbuilt || s.excluded[id]
}

// idOf is the id that a path of content/ names, whatever way it is written.
func (s *Site) idOf(p string) string {
	id := strings.TrimPrefix(strings.TrimPrefix(p, source.Root), "/")
	if first, rest, _ := strings.Cut(id, "/"); s.Tree.Tagged[first] || s.Language(first) != nil {
		id = rest
	}
	if ext := path.Ext(id); source.IsMarkdown(id) || page(ext) {
		id = strings.TrimSuffix(id, ext)
	}
	if ext := path.Ext(id); ext != "" && s.Config.LanguageIndex(ext[1:]) >= 0 {
		id = strings.TrimSuffix(id, ext)
	}
	switch dir, base := path.Split(id); base {
	case "index", "_index":
		id = strings.TrimSuffix(dir, "/")
	}
	return id
}

// page says whether a link to a name that ends so means a page, in the format
// of another generator or as a browser sees it, and never a file to keep.
func page(ext string) bool {
	switch strings.ToLower(ext) {
	case ".html", ".htm", ".mdx", ".mdoc":
		return true
	}
	return false
}

// asset is the path of a file that is no text, or "". A file that is not
// beside the text is looked for where the other file schemes would have it; a
// variant for the language of the text comes first.
func (s *Site) asset(p, language string) string {
	try := func(p string) string {
		ext := path.Ext(p)
		if variant := s.file(strings.TrimSuffix(p, ext) + "." + language + ext); variant != "" {
			return variant
		}
		return s.file(p)
	}
	if found := try(p); found != "" {
		return found
	}
	rest := strings.TrimPrefix(p, source.Root+"/")
	if first, after, _ := strings.Cut(rest, "/"); s.Tree.Tagged[first] {
		rest = after
	}
	if found := try(path.Join(source.Root, rest)); found != "" {
		return found
	}
	for _, tagged := range sortedKeys(s.Tree.Tagged) {
		if found := try(path.Join(source.Root, tagged, rest)); found != "" {
			return found
		}
	}
	return ""
}

// file is the path, as it is on disk, of a file that is no text; "" when there
// is none.
func (s *Site) file(p string) string {
	if s.has(p) {
		return p
	}
	return s.Tree.Decomposed[norm.NFC.String(p)]
}

func (s *Site) has(p string) bool {
	_, ok := s.Tree.Assets[p]
	return ok && !s.Options.Without[p]
}

// byAddress looks up a path as an address of the site.
func (s *Site) byAddress(t *Target, address string) {
	address = strings.TrimSuffix(strings.TrimSuffix(address, "index.html"), "/") + "/"
	if o, ok := s.owners[fold(address)]; ok {
		if o.node != nil {
			t.Node = s.here(o.node)
			return
		}
		s.byTerm(t, o.taxonomy, o.term)
	}
}

// byTerm looks up a taxonomy, or one of its terms, by their ids.
func (s *Site) byTerm(t *Target, taxonomy, term string) {
	x := s.Taxonomy(taxonomy)
	if x == nil {
		return
	}
	if term == "" {
		t.Taxonomy = x
		return
	}
	if found := x.Term(term); found != nil {
		t.Taxonomy, t.Term = x, found
	}
}

// TermPath is the path of the page of a target's term or taxonomy for a reader
// of a language, or the nearest along the fallback chain; "" when there is none.
func (s *Site) TermPath(t Target, l *Language) string {
	for _, i := range append(slices.Clone(l.Chain), s.Source.Index) {
		at := t.Taxonomy.Path(s.Languages[i])
		if t.Term != nil {
			at = t.Term.Path(s.Languages[i])
		}
		if at != "" {
			return at
		}
	}
	return ""
}

// Reached is the edition whose text stands at a node's page in a language, nil
// for sections; and the path of that page, "" when there is none to link to.
func (s *Site) Reached(n *Node, l *Language) (*Edition, string) {
	if n.Publication == nil {
		if p := n.Path(l); p != "" {
			return nil, p
		}
		return nil, ""
	}
	e := n.Publication.Nearest(l)
	if p := n.Path(l); p != "" {
		return e, p
	}
	return e, n.Path(e.Language)
}

// Anchor is the id that a fragment leads to in the edition reached: itself
// when that edition has it; else, when the source edition has it, the heading
// in the same place, provided that the headings of both run alike. ok is false
// when the link can only lead to the top. Where no edition has the fragment it
// may be a heading's under the rules of another generator; known tells whether any edition has
// the fragment at all.
func Anchor(e *Edition, fragment string) (id string, ok, known bool) {
	if e == nil || fragment == "" {
		return "", fragment == "", false
	}
	if slices.Contains(e.Text().IDs, fragment) || hasArticle(e, fragment) {
		return fragment, true, true
	}
	src := e.Publication.Source
	if src == e || !slices.Contains(src.Text().IDs, fragment) {
		for _, other := range e.Publication.Editions {
			if other != nil && slices.Contains(other.Text().IDs, fragment) {
				return sameHeading(other, e, fragment)
			}
		}
		if id := alike(e.Text().IDs, fragment); id != "" {
			return id, true, true
		}
		if id := alike(src.Text().IDs, fragment); id != "" {
			return sameHeading(src, e, id)
		}
		return "", false, false
	}
	return sameHeading(src, e, fragment)
}

// alike is the only id with the letters and digits of a fragment: generators
// differ in what they make of capitals, accents and signs, so that the same
// heading is #12-vivre--lutter here and #1-2-vivre-lutter there. It is "" when
// there is none, or more than one.
func alike(ids []string, fragment string) string {
	key, found := letters(fragment), ""
	if key == "" {
		return ""
	}
	for _, id := range ids {
		if letters(id) != key {
			continue
		}
		if found != "" {
			return ""
		}
		found = id
	}
	return found
}

// letters is a text in small letters without signs, spaces and the accents that
// may be written apart. The vowel signs of Indic scripts are no accents.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x300 && r < 0x370 || !unicode.In(r, unicode.L, unicode.N, unicode.M) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
}

func sameHeading(from, to *Edition, fragment string) (id string, ok, known bool) {
	at := -1
	before, after := from.Text().Headings, to.Text().Headings
	for i, h := range before {
		if h.ID == fragment {
			at = i
		}
	}
	if at < 0 || len(before) != len(after) {
		return "", false, true
	}
	for i := range before {
		if before[i].Level != after[i].Level {
			return "", false, true
		}
	}
	return after[at].ID, true, true
}

// Relative is the link from one page of the site to a file of it: relative, so
// that it works under any path and from a disk. Both are paths from the
// site's root; in the folder form an index.html at the end is left away.
func Relative(from, to string, folder bool) string {
	dir := from[:strings.LastIndexByte(from, '/')+1]
	common := 0
	for i := 0; i < len(dir) && i < len(to) && dir[i] == to[i]; i++ {
		if dir[i] == '/' {
			common = i + 1
		}
	}
	ups := strings.Count(dir[common:], "/")
	rest := to[common:]
	if folder {
		rest = strings.TrimSuffix(rest, "index.html")
		if rest == "" && ups == 0 {
			return "./"
		}
	}
	if ups == 0 {
		if i := strings.IndexByte(rest, ':'); i >= 0 && !strings.Contains(rest[:i], "/") {
			return "./" + EscapePath(rest)
		}
		return EscapePath(rest)
	}
	return strings.Repeat("../", ups) + EscapePath(rest)
}

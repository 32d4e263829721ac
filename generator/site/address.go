package site

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tract/generator/config"
	"tract/generator/diag"
	"tract/generator/document"
)

// maxSegment is the longest part of an address in bytes: file systems take
// 255, and a percent-encoded link must stay legible in a mail.
const maxSegment = 120

// owner is what has claimed an address.
type owner struct {
	node *Node
	doc  *document.Document
	text string // what it is, when it is no document
	// Of a taxonomy's page and of a term's, which has both.
	taxonomy, term string
	output         string // of the node's publication
	group          string // of the node's section
	page           int    // of the output or group
}

// addresses gives each node its path in each language. Real editions come
// before the pages that only stand in for them, so that a stand-in never takes
// the address of a text; parents come before children, so that an address
// begins with that of the folder.
func (s *Site) addresses() {
	s.owners = make(map[string]owner, len(s.Publications)*len(s.Languages))
	s.ownFiles()
	order := s.inOrder()
	for _, n := range order {
		s.slugs(n)
	}
	for _, real := range []bool{true, false} {
		for _, n := range order {
			if n.Parent != nil {
				s.place(n, real)
			}
		}
	}
	s.prune(order)
	s.claimPages()
	s.claimOutputs()
	s.archives()
	s.aliases()
	s.searches()
}

// own are the files that Tract writes at the root, and those it writes beside
// the pages of languages, sections and terms.
var own = struct{ root, language, list []string }{
	root:     []string{"", "404.html", "robots.txt", "sitemap.xml", "files/", "assets/"},
	language: []string{"", "404.html", "sitemap.xml", calendarFile, feedsFolder},
	list:     []string{"feed.xml", "feed.json"},
}

// ownFiles claims what stands at the root of the site and of each language,
// before any text may.
func (s *Site) ownFiles() {
	for _, name := range own.root {
		s.claim(name, owner{text: "/" + name})
	}
	for _, l := range s.Languages {
		s.Root.paths[l.Index] = l.Prefix + "/"
		for _, name := range append(own.language, own.list...) {
			o := owner{text: "/" + l.Prefix + "/" + name}
			if name == "" {
				o.node = s.Root.Node
			}
			s.claim(l.Prefix+"/"+name, o)
		}
	}
	for _, l := range s.Languages {
		for _, prefix := range l.Aliases {
			if other, ok := s.claim(prefix+"/", owner{text: "/" + prefix + "/"}); !ok {
				s.Messages = append(s.Messages, diag.In("alias-clash", config.File, "address", "/"+prefix+"/", "other", other.name()))
			}
		}
	}
}

// claimPages claims the further pages of long sections and the feeds of all,
// which have addresses below theirs. A text that stands at one loses its page.
func (s *Site) claimPages() {
	for _, sec := range s.Sections {
		for _, l := range s.Languages {
			at := sec.paths[l.Index]
			if at == "" || sec == s.Root {
				continue
			}
			for _, name := range own.list {
				s.take(at+name, l.Index)
			}
			shown := 0
			for _, p := range sec.Publications {
				if p.IsReal(l) || s.Missing(p, l) != config.MissingHide {
					shown++
				}
			}
			for n := 2; (n-1)*s.Config.PageSize < shown; n++ {
				s.take(strings.TrimSuffix(PagePath(at, n), "index.html"), l.Index)
			}
		}
	}
}

// take claims an address for a list; a text that has it loses it.
func (s *Site) take(address string, language int) {
	s.takeFor(address, language, owner{text: "/" + address})
}

// takeFor is take with an owner. It is false when the address belongs to
// something else than a text.
func (s *Site) takeFor(address string, language int, o owner) bool {
	other, ok := s.claim(address, o)
	if ok {
		return true
	}
	if other.doc != nil {
		s.Messages = append(s.Messages, other.doc.FieldMessage("address-clash", "slug", "address", "/"+address, "other", "/"+address))
	}
	if other.node == nil || other.node.Parent == nil || other.output != "" || other.group != "" {
		return false
	}
	other.node.paths[language] = ""
	s.owners[fold(address)] = o
	return true
}

// name is what has the address, for messages.
func (o owner) name() string {
	switch {
	case o.doc != nil:
		return o.doc.File.Path
	case o.node != nil && o.node.ID != "":
		return o.node.ID
	case o.text != "":
		return o.text
	}
	return "/"
}

// aliases claims the addresses that texts had before. One that is in use is an
// error, but for the address of the text itself: a translation names the
// address that stood in for it, and may well have kept it.
func (s *Site) aliases() {
	claim := func(n *Node, d *document.Document, l *Language) {
		for _, a := range d.Aliases {
			address := strings.TrimSuffix(aliasPath(a, l), "index.html")
			other, ok := s.claim(address, owner{node: n, doc: d, text: "alias"})
			if ok || other.node == n {
				continue
			}
			s.Messages = append(s.Messages, d.FieldMessage("alias-clash", "aliases", "address", "/"+address, "other", other.name()))
		}
	}
	for _, sec := range s.Sections {
		for i, d := range sec.Documents {
			if d != nil {
				claim(sec.Node, d, s.Languages[i])
			}
		}
	}
	for _, p := range s.Publications {
		for _, e := range p.Editions {
			if e != nil {
				claim(p.Node, e.Document, e.Language)
			}
		}
	}
}

// prune takes away the pages of sections that show nothing in a language:
// neither a description, nor a publication, nor a section below.
func (s *Site) prune(order []*Node) {
	for i := len(order) - 1; i >= 0; i-- {
		sec := order[i].Section
		if sec == nil || sec == s.Root {
			continue
		}
		for _, l := range s.Languages {
			below := slices.ContainsFunc(sec.Sections, func(c *Section) bool { return c.Path(l) != "" })
			if !below && sec.Documents[l.Index] == nil && !s.shows(sec.Publications, l) {
				sec.paths[l.Index] = ""
			}
		}
	}
}

// inOrder are all nodes, parents before children.
func (s *Site) inOrder() []*Node {
	order := make([]*Node, 0, len(s.Publications)+len(s.Sections))
	for _, sec := range s.Sections {
		order = append(order, sec.Node)
	}
	for _, p := range s.Publications {
		order = append(order, p.Node)
	}
	depth := make([][]*Node, 4)
	for _, n := range order {
		d := 0
		for up := n.Parent; up != nil; up = up.Parent {
			d++
		}
		for d >= len(depth) {
			depth = append(depth, nil)
		}
		depth[d] = append(depth[d], n)
	}
	order = order[:0]
	for _, level := range depth {
		order = append(order, level...)
	}
	return order
}

// slugs gives a node its segment in each language.
func (s *Site) slugs(n *Node) {
	if n.Parent == nil {
		return
	}
	if sec := n.Section; sec != nil {
		common := ""
		for _, l := range s.Languages {
			if d := sec.Documents[l.Index]; d != nil {
				n.slugs[l.Index] = s.slug(d, path.Base(n.ID))
			}
		}
		if common = n.slugs[s.Source.Index]; common == "" {
			common, _ = Segment(path.Base(n.ID))
		}
		for i := range n.slugs {
			if n.slugs[i] == "" {
				n.slugs[i] = common
			}
		}
		return
	}
	p := n.Publication
	for i, e := range p.Editions {
		if e != nil {
			n.slugs[i] = s.slug(e.Document, e.File.Base)
		}
	}
	common := n.slugs[p.origin.Language.Index]
	if common == "" {
		common = s.slug(p.origin.Document, p.origin.File.Base)
	}
	for i := range n.slugs {
		if n.slugs[i] == "" {
			n.slugs[i] = common
		}
	}
}

// slug is the segment that a document gives its page: its slug, or the name.
func (s *Site) slug(d *document.Document, name string) string {
	if d.Slug != "" {
		mended, problem := Segment(d.Slug)
		if problem != "" {
			s.Messages = append(s.Messages, d.FieldMessage(problem, "slug", "slug", d.Slug, "mended", mended).Suggest("slug: "+mended))
		}
		return mended
	}
	mended, problem := Segment(strings.Join(strings.Fields(name), "-"))
	if problem != "" {
		m := diag.In(problem, d.File.Path, "slug", name, "mended", mended).Suggest("slug: " + mended)
		m.Severity = diag.Warning // a name has a safe form that Tract can use
		s.Messages = append(s.Messages, m)
	}
	return mended
}

// place gives a node its paths for the languages in which it is real, or for
// all others.
func (s *Site) place(n *Node, real bool) {
	for _, l := range s.Languages {
		i := l.Index
		parent := n.Parent.base(i)
		if sec := n.Section; sec != nil {
			if real {
				n.paths[i] = parent + n.slugs[i] + "/"
				s.claimOr(n, sec.Documents[i], i)
			}
			continue
		}
		p := n.Publication
		if p.IsReal(l) != real {
			continue
		}
		if real {
			n.paths[i] = parent + n.slugs[i] + "/"
			s.claimOr(n, p.Editions[i].Document, i)
			continue
		}
		if s.Missing(p, l) != config.MissingPage {
			continue
		}
		address := parent + n.slugs[i] + "/"
		if _, taken := s.owners[fold(address)]; taken {
			address = parent + n.slugs[i] + "-" + p.Source.Language.Prefix + "/"
		}
		n.paths[i] = address
		s.claimOr(n, p.Source.Document, i)
	}
}

// base is the path that a node's children begin with, also where it has no
// page itself.
func (n *Node) base(language int) string {
	if n.paths[language] != "" {
		return n.paths[language]
	}
	if n.Parent == nil {
		return ""
	}
	return n.Parent.base(language) + n.slugs[language] + "/"
}

// claimOr claims a node's address, or reports the clash and takes its page
// away: neither of two pages is published at an address that both want.
func (s *Site) claimOr(n *Node, d *document.Document, language int) {
	address := n.paths[language]
	other, ok := s.claim(address, owner{node: n, doc: d})
	if ok {
		return
	}
	if other.node != nil && other.node.Parent != nil {
		other.node.paths[language] = ""
	}
	n.paths[language] = ""
	report := func(d *document.Document, with owner) {
		if d == nil {
			return
		}
		s.Messages = append(s.Messages, d.FieldMessage("address-clash", "slug", "address", "/"+address, "other", with.name()))
	}
	report(d, other)
	report(other.doc, owner{node: n, doc: d})
}

// claim notes who has an address; false, with the present owner, when it is
// taken. Addresses are compared as file systems without case do.
func (s *Site) claim(address string, o owner) (owner, bool) {
	key := fold(address)
	if other, taken := s.owners[key]; taken {
		return other, false
	}
	// A folder and a file of one name cannot stand side by side either.
	twin := key + "/"
	if folder, ok := strings.CutSuffix(key, "/"); ok {
		twin = folder
	}
	if other, taken := s.owners[twin]; taken && twin != "" && twin != "/" {
		return other, false
	}
	s.owners[key] = o
	return o, true
}

// fold is an address without case.
func fold(address string) string {
	for i := range len(address) {
		if c := address[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.ToLower(norm.NFC.String(address))
		}
	}
	return address
}

// Segment is a text as one part of an address: NFC, at most 120 bytes, without
// the characters and names that some system refuses. When the text was not one
// already, problem is the id of the message that says so.
func Segment(text string) (segment, problem string) {
	segment = norm.NFC.String(text)
	clean := norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"|?*\/%#`, r):
			return '-'
		case unicode.IsSpace(r):
			return '-'
		case unicode.IsControl(r) || r == utf8.RuneError || unicode.In(r, unicode.Cf) && r != '\u200c' && r != '\u200d':
			return -1
		}
		return r
	}, segment))
	// An address segment neither begins nor ends with what was put in the
	// place of something else, or with a dot.
	clean = strings.Trim(clean, "-.")
	if clean != segment {
		problem = "address-characters"
	}
	if len(clean) > maxSegment {
		problem = "address-long"
		cut := maxSegment
		for !utf8.RuneStart(clean[cut]) {
			cut--
		}
		clean = norm.NFC.String(strings.TrimRight(clean[:cut], "-."))
	}
	if reserved(clean) {
		problem = "address-reserved"
		// With any extension the name would still be refused.
		base, extension, dot := strings.Cut(clean, ".")
		if clean = base + "-1"; dot {
			clean += "." + extension
		}
	}
	if clean == "" {
		clean, problem = signs(segment), "address-characters"
	}
	return clean, problem
}

// signs is a segment for a name that has nothing an address could keep: the
// code points of its signs, so that % and > do not come to the same address.
func signs(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r == '.' || r == '/' || unicode.IsSpace(r) || b.Len() > maxSegment/2 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString("u" + strconv.FormatInt(int64(r), 16))
	}
	if b.Len() == 0 {
		return "page-1"
	}
	return b.String()
}

// reserved are names that Windows refuses for files, with any extension.
func reserved(name string) bool {
	base, _, _ := strings.Cut(strings.ToLower(name), ".")
	switch base {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	if len(base) >= 4 && (strings.HasPrefix(base, "com") || strings.HasPrefix(base, "lpt")) {
		switch base[3:] {
		case "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³":
			return true
		}
	}
	return false
}

// EscapePath is a path for use in a URL: every byte that RFC 3986 does not
// take in a segment is percent-encoded; slashes stay.
func EscapePath(p string) string {
	plain := true
	for i := range len(p) {
		if !unreserved(p[i]) {
			plain = false
			break
		}
	}
	if plain {
		return p
	}
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(p) * 2)
	for i := range len(p) {
		c := p[i]
		if unreserved(c) {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}

func unreserved(c byte) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return true
	}
	return strings.IndexByte("-._~/!$()+,;=@", c) >= 0
}

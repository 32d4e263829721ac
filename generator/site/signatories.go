package site

// Those who signed a publication: which list is whose, and in what order a
// reader sees them.

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"tract/generator/diag"
	"tract/generator/signatory"
	"tract/generator/source"
)

// Signatories on the publication's own page, and on each of the pages that
// hold them all. A first view of 10,000 signatories in a script of three bytes
// a letter stays below 40 kB compressed, with its style sheet.
const (
	SignatoriesFirst = 200
	SignatoriesPage  = 500
)

// signatories gives each publication the list that stands beside its texts.
func (s *Site) signatories(lists map[string]*signatory.List) {
	for _, file := range s.Tree.Lists {
		list := lists[file]
		if list == nil || s.Options.Without[file] {
			continue // told where it was read
		}
		id := s.listOf(file)
		n := s.ids[id]
		if n == nil || n.Publication == nil {
			n = s.beside(file)
		}
		switch {
		case n == nil || n.Publication == nil:
			if !s.excluded[id] {
				s.Messages = append(s.Messages, diag.In("signatory-no-text", file))
			}
		case n.Publication.Signatories != nil:
			s.Messages = append(s.Messages, diag.In("signatory-two-lists", file, "other", n.Publication.Signatories.Path).
				Also(diag.Place{File: n.Publication.Signatories.Path}))
		case !slices.Contains(n.Publication.Kind.Outputs, signatory.Stem):
			s.Messages = append(s.Messages, diag.In("signatory-kind", file, "kind", n.Publication.Kind.Name))
		default:
			n.Publication.Signatories = list
		}
	}
}

// listOf is the id of the publication that a list belongs to by its place: its
// folder, or the name before “.signatories”.
func (s *Site) listOf(file string) string {
	folder, base := path.Split(file)
	language := ""
	if first, _, _ := strings.Cut(strings.TrimPrefix(folder, source.Root+"/"), "/"); s.Tree.Tagged[first] {
		language = first
	}
	id := source.FolderID(strings.TrimSuffix(folder, "/"), language)
	if stem := strings.TrimSuffix(base, path.Ext(base)); len(stem) > len(signatory.Stem) {
		id = path.Join(id, stem[:len(stem)-len("."+signatory.Stem)])
	}
	return id
}

// beside is the publication with a text in the folder of a list, for editions
// whose paths differ and that a name joins.
func (s *Site) beside(file string) *Node {
	if stem := strings.TrimSuffix(path.Base(file), path.Ext(file)); len(stem) > len(signatory.Stem) {
		return nil
	}
	for _, p := range sortedKeys(s.files) {
		if n := s.files[p]; path.Dir(p) == path.Dir(file) && n.Publication != nil && strings.HasPrefix(path.Base(p), "index.") {
			return n
		}
	}
	return nil
}

// Country is a country with those of a list who are there.
type Country struct {
	Code   string // ISO 3166-1; "" for those of whom the list says none, who come last
	Name   string // in the reader's language
	Signed []*signatory.Signatory
}

// signedKey is what an order of signatories depends on.
type signedKey struct {
	list      *signatory.List
	language  string
	byCountry bool
}

// Signed are those who signed a publication, in the order of the names in a
// language. The slice is shared: it must not be altered.
func (s *Site) Signed(p *Publication, l *Language) []*signatory.Signatory {
	return s.ordered(p, l, false)
}

// SignedByCountry are the same, in the order of the names of their countries in
// the language, then of their own.
func (s *Site) SignedByCountry(p *Publication, l *Language) []*signatory.Signatory {
	return s.ordered(p, l, true)
}

func (s *Site) ordered(p *Publication, l *Language, byCountry bool) []*signatory.Signatory {
	list := p.Signatories
	if list == nil || len(list.Signed) == 0 {
		return nil
	}
	key := signedKey{list, l.Tag, byCountry}
	s.cache.mu.Lock()
	kept := s.cache.signed[key]
	s.cache.mu.Unlock()
	if kept != nil {
		return kept
	}
	type entry struct {
		*signatory.Signatory
		key     string
		country int
	}
	collator := l.Locale.Collator()
	ranks := s.countryRanks(list, l, byCountry)
	entries := make([]entry, len(list.Signed))
	for i := range list.Signed {
		one := &list.Signed[i]
		entries[i] = entry{one, string(collator.Key(one.Name)), ranks[one.Country]}
	}
	slices.SortStableFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.country, b.country), strings.Compare(a.key, b.key), strings.Compare(a.Name, b.Name))
	})
	out := make([]*signatory.Signatory, len(entries))
	for i := range entries {
		out[i] = entries[i].Signatory
	}
	s.cache.mu.Lock()
	defer s.cache.mu.Unlock()
	for old := range s.cache.signed {
		// The orders of what the list was before an edit are not asked for again.
		if old.list.Path == list.Path && old.list != list {
			delete(s.cache.signed, old)
		}
	}
	s.cache.signed[key] = out
	return out
}

// countryRanks are the places of a list's countries in the order of their
// names; empty when they do not count.
func (s *Site) countryRanks(list *signatory.List, l *Language, byCountry bool) map[string]int {
	ranks := map[string]int{}
	if !byCountry {
		return ranks
	}
	collator := l.Locale.Collator()
	keys := map[string]string{}
	for i := range list.Signed {
		code := list.Signed[i].Country
		if _, known := keys[code]; !known {
			keys[code] = string(collator.Key(countryName(code, l)))
		}
	}
	codes := sortedKeys(keys)
	slices.SortStableFunc(codes, func(a, b string) int {
		if a == "" || b == "" {
			return strings.Compare(b, a) // who has none comes last
		}
		return strings.Compare(keys[a], keys[b])
	})
	for i, code := range codes {
		ranks[code] = i
	}
	return ranks
}

func countryName(code string, l *Language) string {
	if name, ok := l.Locale.Country(code); ok {
		return name
	}
	return code
}

// Countries groups some of those that SignedByCountry gives, in their order.
func Countries(signed []*signatory.Signatory, l *Language) []Country {
	var out []Country
	for _, one := range signed {
		if n := len(out); n == 0 || out[n-1].Code != one.Country {
			name := ""
			if one.Country != "" {
				name = countryName(one.Country, l)
			}
			out = append(out, Country{Code: one.Country, Name: name})
		}
		last := &out[len(out)-1]
		last.Signed = append(last.Signed, one)
	}
	return out
}

// SignatoryPages are how many pages hold all who signed, by name and by
// country. There is none by name where all stand on the publication's own page,
// and none by country where the list names fewer than two.
func (p *Publication) SignatoryPages() (byName, byCountry int) {
	list := p.Signatories
	if list == nil || len(list.Signed) == 0 {
		return 0, 0
	}
	pages := (len(list.Signed) + SignatoriesPage - 1) / SignatoriesPage
	if len(list.Signed) > SignatoriesFirst {
		byName = pages
	}
	first := list.Signed[0].Country
	for i := range list.Signed {
		if c := list.Signed[i].Country; c != first && c != "" {
			return byName, pages
		}
	}
	return byName, 0
}

// signatoryFile is the n-th page of those who signed: first those by name, then
// those by country.
func signatoryFile(p *Publication, _ *Language, n int) string {
	byName, _ := p.SignatoryPages()
	if n <= byName {
		return "signatories/" + strconv.Itoa(n) + "/index.html"
	}
	return "signatories/countries/" + strconv.Itoa(n-byName) + "/index.html"
}

// EarlierDigest says of a signature whether it was given to another text than
// today's: its digest is not that of the source edition as it is, in today's form
// or in the former one.
func (p *Publication) EarlierDigest(one *signatory.Signatory) bool {
	return one.Digest != "" && one.Digest != p.TextDigest() && !p.FormerDigest(one)
}

// FormerDigest says of a signature whether it names today's text by the digest
// that the first form of seals had.
func (p *Publication) FormerDigest(one *signatory.Signatory) bool {
	return one.Digest != "" && one.Digest == p.origin.Document.FormerDigest()
}

// TextDigest is the digest of the text that is signed: of the source edition,
// or of the one in its place that is left out for its errors.
func (p *Publication) TextDigest() string { return p.origin.Document.Digest() }

package site

import (
	"slices"
	"strings"

	"tract/generator/config"
	"tract/generator/data"
	"tract/generator/diag"
)

type taxonomyConfig = config.Taxonomy

// Vocabulary is taxonomies/<name>.yaml: the names and slugs of terms.
type Vocabulary struct {
	File  string
	Terms map[string]VocabularyTerm
}

// VocabularyTerm is one entry of a Vocabulary.
type VocabularyTerm struct{ Name, Slug config.Text }

// ReadVocabulary reads taxonomies/<name>.yaml.
func ReadVocabulary(src diag.Source, c *config.Config) (*Vocabulary, []diag.Message) {
	root, ms := data.Parse(src, data.FormatOf(src.Path))
	v := &Vocabulary{File: src.Path, Terms: map[string]VocabularyTerm{}}
	text := func(value data.Value) config.Text {
		t, more := config.ReadText(src, value, c)
		ms = append(ms, more...)
		return t
	}
	for _, f := range root.Fields {
		var t VocabularyTerm
		if f.Value.Kind == data.String {
			t.Name = config.Text{All: f.Value.Text}
		}
		for _, g := range f.Value.Fields {
			switch g.Name {
			case "name":
				t.Name = text(g.Value)
			case "slug":
				t.Slug = text(g.Value)
			default:
				ms = append(ms, diag.At("config-unknown-field", src, g.Start, g.End, "field", g.Name))
			}
		}
		v.Terms[f.Name] = t
	}
	return v, ms
}

// Taxonomy groups publications by the values of a field.
type Taxonomy struct {
	Name  string
	Title config.Text // empty: the interface message taxonomy_<name>
	Terms []*Term     // in the order of their ids
	paths []string    // by language; empty where it has no term
}

// Path is the address of the taxonomy's page in a language, or "".
func (t *Taxonomy) Path(l *Language) string { return t.paths[l.Index] }

// Real says whether any of the taxonomy's terms shows a real edition in a
// language.
func (t *Taxonomy) Real(l *Language) bool {
	for _, term := range t.Terms {
		if term.Path(l) != "" && term.List(l).Real() > 0 {
			return true
		}
	}
	return false
}

// Term is one value of a taxonomy.
type Term struct {
	Taxonomy     *Taxonomy
	ID           string
	Publications []*Publication // in the order of their ids
	name         config.Text
	paths        []string // by language; empty where no publication shows
	lists        []func() *List
}

// Path is the address of the term's page in a language, or "".
func (t *Term) Path(l *Language) string { return t.paths[l.Index] }

// Name is how the term is called in a language, and the language the name is
// in: another one where the vocabulary has a gap, "" where the name belongs to
// none.
func (t *Term) Name(l *Language) (text, language string) {
	if t.Taxonomy.Name == "countries" {
		if name, ok := l.Locale.Country(t.ID); ok {
			return name, l.Tag
		}
	}
	if text, language = t.name.In(l.Tags...); text != "" {
		return text, language
	}
	for _, tag := range sortedKeys(t.name.By) {
		return t.name.By[tag], tag
	}
	return t.ID, ""
}

// taxonomies gathers the terms that publications name.
func (s *Site) taxonomies(vocabularies map[string]*Vocabulary) {
	for _, c := range s.Config.Taxonomies {
		t := &Taxonomy{Name: c.Name, Title: c.Title, paths: make([]string, len(s.Languages))}
		byID := map[string]*Term{}
		for _, p := range s.Publications {
			for _, id := range p.Terms[c.Name] {
				term := byID[id]
				if term == nil {
					term = &Term{Taxonomy: t, ID: id, paths: make([]string, len(s.Languages))}
					byID[id] = term
					t.Terms = append(t.Terms, term)
				}
				if n := len(term.Publications); n == 0 || term.Publications[n-1] != p {
					term.Publications = append(term.Publications, p)
				}
			}
		}
		slices.SortFunc(t.Terms, func(a, b *Term) int { return strings.Compare(a.ID, b.ID) })
		s.Taxonomies = append(s.Taxonomies, t)
		s.terms(t, c, vocabularies[c.Name])
	}
}

// terms gives a taxonomy's terms their names and addresses.
func (s *Site) terms(t *Taxonomy, c config.Taxonomy, v *Vocabulary) {
	var unlisted []*Term
	bases := make([]string, len(s.Languages)) // the taxonomy's address, also where that belongs to another page
	for _, term := range t.Terms {
		entry, ok := VocabularyTerm{}, false
		if v != nil {
			entry, ok = v.Terms[term.ID]
		}
		if term.name = entry.Name; !ok && t.Name != "countries" {
			unlisted = append(unlisted, term)
		}
		s.termLists(term)
		for _, l := range s.Languages {
			if !s.shows(term.Publications, l) {
				continue
			}
			if bases[l.Index] == "" {
				slug, _ := c.Slug.In(l.Tags...)
				if slug == "" {
					slug = t.Name
				}
				slug, _ = Segment(slug)
				bases[l.Index] = l.Prefix + "/" + slug + "/"
				if s.claimTerm(bases[l.Index], "taxonomy "+t.Name, t.Name, "") {
					t.paths[l.Index] = bases[l.Index]
				}
			}
			slug, _ := entry.Slug.In(l.Tag)
			if slug == "" {
				slug = strings.ToLower(strings.Join(strings.Fields(term.ID), "-"))
			}
			slug, _ = Segment(slug)
			term.paths[l.Index] = bases[l.Index] + slug + "/"
			if !s.claimTerm(term.paths[l.Index], t.Name+" "+term.ID, t.Name, term.ID) {
				term.paths[l.Index] = ""
			}
		}
	}
	if len(unlisted) > 0 && len(s.Languages) > 1 {
		first := unlisted[0]
		d := first.Publications[0].Source.Document
		s.Messages = append(s.Messages, d.FieldMessage("term-unlisted", t.Name, "taxonomy", t.Name, "term", first.ID,
			"count", count(len(unlisted)), "file", "taxonomies/"+t.Name+".yaml"))
	}
}

func (s *Site) claimTerm(address, what, taxonomy, term string) bool {
	other, ok := s.claim(address, owner{text: what, taxonomy: taxonomy, term: term})
	if ok {
		return true
	}
	s.Messages = append(s.Messages, diag.In("term-clash", config.File, "term", what, "address", "/"+address, "other", other.name()))
	return false
}

// shows says whether at least one of some publications is listed in a
// language.
func (s *Site) shows(publications []*Publication, l *Language) bool {
	for _, p := range publications {
		if p.IsReal(l) || s.Missing(p, l) != config.MissingHide {
			return true
		}
	}
	return false
}

// Taxonomy is the taxonomy of a name, or nil.
func (s *Site) Taxonomy(name string) *Taxonomy {
	for _, t := range s.Taxonomies {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// Term is the term of an id, or nil.
func (t *Taxonomy) Term(id string) *Term {
	i, ok := slices.BinarySearchFunc(t.Terms, id, func(term *Term, id string) int { return strings.Compare(term.ID, id) })
	if !ok {
		return nil
	}
	return t.Terms[i]
}

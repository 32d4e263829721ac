package site

import (
	"cmp"
	"path"
	"slices"
	"sync"

	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/kind"
	"tract/generator/parallel"
	"tract/generator/translation"
)

// Translation is one edition of a publication, or one description of a section,
// and how it stands to the edition that it translates. Missing ones have one
// too.
type Translation struct {
	ID          string // of the publication, or of the section with _index
	Publication *Publication
	Section     *Section // one of the two is set
	Language    *Language
	Kind        *kind.Kind         // nil for descriptions of sections
	Document    *document.Document // nil where it is missing
	Source      *document.Document // what it translates; itself for source editions; nil where that is gone

	State translation.State
	Still string // of what is untranslated: the language it is in; "und" where that cannot be named

	Record     *translation.Record    // what it was made from; nil where that is not known
	RecordFile string                 // where its record lies, or would
	MovedFrom  string                 // where its record lies still, when the text lay elsewhere before
	Found      *document.Document     // of an orphan: the text that its source has become
	Faults     []diag.Message         // what is wrong with the record
	Blocks     []translation.Block    // of the source
	Difference translation.Difference // how the source differs from the record
	Correction uint64                 // of substance, that the source declares, as translation.Correction; 0 for none
}

// Uncorrected says that the source declares a correction of substance and that
// the translation has not been confirmed since. A translation without a record
// was never confirmed.
func (t *Translation) Uncorrected() bool {
	if t.Correction == 0 || t.Document == nil || t.Source == nil || t.Document == t.Source {
		return false
	}
	return t.Record == nil || t.Record.Correction != t.Correction
}

// unit is what has editions: a publication, or the description of a section.
type unit struct {
	id          string
	publication *Publication
	section     *Section
	kind        *kind.Kind
	documents   []*document.Document // by language, those that are untranslated too
	source      *document.Document
	origin      *document.Document // the source edition, were it left out for its errors
}

func (s *Site) publicationUnit(p *Publication) unit {
	u := unit{id: p.ID, publication: p, kind: p.Kind, documents: make([]*document.Document, len(s.Languages)), source: p.origin.Document, origin: p.origin.Document}
	if p.origin.Broken {
		u.source = p.Source.Document
	}
	for i := range s.Languages {
		if e := p.Editions[i]; e != nil {
			u.documents[i] = e.Document
		} else if p.untranslated != nil && p.untranslated[i] != nil {
			u.documents[i] = p.untranslated[i].Document
		}
	}
	return u
}

// sectionUnit is false for a folder without a description.
func (s *Site) sectionUnit(sec *Section) (unit, bool) {
	u := unit{id: path.Join(sec.ID, "_index"), section: sec, documents: slices.Clone(sec.Documents)}
	for i, d := range sec.untranslated {
		if d != nil {
			u.documents[i] = d
		}
	}
	if !slices.ContainsFunc(u.documents, func(d *document.Document) bool { return d != nil }) {
		return u, false
	}
	u.source = s.sourceOf(u.documents, nil)
	if u.source == nil {
		return u, false
	}
	u.origin = u.source
	return u, true
}

// units are all publications, then all sections, in the order of their ids.
func (s *Site) units() []unit {
	out := make([]unit, 0, len(s.Publications)+len(s.Sections))
	for _, p := range s.Publications {
		out = append(out, s.publicationUnit(p))
	}
	for _, sec := range s.Sections {
		if u, ok := s.sectionUnit(sec); ok {
			out = append(out, u)
		}
	}
	return out
}

// look is a translation without a comparison of texts: its record, and whether
// its source is there.
func (s *Site) look(u *unit, l *Language) *Translation {
	t := &Translation{ID: u.id, Publication: u.publication, Section: u.section, Kind: u.kind, Language: l, Document: u.documents[l.Index], Source: u.source}
	if u.publication != nil && len(u.publication.Correction.Fields) > 0 {
		t.Correction = translation.Correction(u.publication.Correction, u.source.File.Language)
	}
	bundle := u.publication != nil && u.source.File.Index
	t.RecordFile = translation.Path(u.id, bundle, l.Tag)
	if t.Document == nil {
		t.State = translation.Missing
		return t
	}
	r, faults := s.Records.Record(t.RecordFile)
	t.State = translation.Unverified
	if s.foreign(u, t, r, t.RecordFile) {
		return t
	}
	if t.Document == u.source {
		t.State = translation.Source
		return t
	}
	t.Record, t.Faults = r, translation.Told(faults, t.Document.File.Path)
	return t
}

// foreign says whether a record, which lies at a path, was made from another
// source than the one there is: then that source is gone, or is itself a
// translation by now, and the record says nothing of the present one.
func (s *Site) foreign(u *unit, t *Translation, r *translation.Record, at string) bool {
	if r == nil || r.Source == t.Language.Tag || u.origin.File.Language == r.Source {
		return false
	}
	from := s.Language(r.Source)
	if from == nil || u.documents[from.Index] == nil {
		t.State, t.Source, t.Record = translation.Orphan, nil, r
		return true
	}
	if t.Document == u.source {
		return false
	}
	t.Faults = []diag.Message{diag.In("record-source", at, "was", r.Source, "is", u.source.File.Language)}
	return true
}

// judge compares the texts.
func (s *Site) judge(t *Translation) {
	if t.State == translation.Orphan || t.Source == nil {
		return
	}
	common := s.Kinds.Common
	t.Blocks = translation.Blocks(t.Source, t.Kind, common)
	if t.State != translation.Unverified {
		return
	}
	if t.Still = translation.Still(t.Document, t.Source, t.Kind, common); t.Still != "" {
		t.State = translation.Untranslated
		return
	}
	t.State, t.Difference = translation.Judge(t.Record, t.Blocks)
}

// Translation is how a publication stands in a language. Records that were left
// behind by a text that moved are taken for it.
func (s *Site) Translation(p *Publication, l *Language) *Translation {
	u := s.publicationUnit(p)
	return s.complete(&u, l)
}

// SectionTranslation is how the description of a section stands in a language;
// nil where it has none in any.
func (s *Site) SectionTranslation(sec *Section, l *Language) *Translation {
	u, ok := s.sectionUnit(sec)
	if !ok {
		return nil
	}
	return s.complete(&u, l)
}

func (s *Site) complete(u *unit, l *Language) *Translation {
	t := s.look(u, l)
	s.settle(u, t)
	s.judge(t)
	return t
}

// Translations are all editions of the site and all that are missing:
// publications in the order of their ids, then sections, each in the order of
// the languages. Of drafts and of texts whose source is a draft, none counts as
// missing. They are computed at first use.
func (s *Site) Translations() []*Translation { return s.stands.all() }

// standing is what is found out of the translations of the whole site at first
// use.
type standing struct {
	all   func() []*Translation
	heirs func() *heirs
	left  func() *left

	outdated *sync.Map // *Edition → bool, of those that were asked for
}

func (s *Site) newStanding() standing {
	return standing{sync.OnceValue(s.allTranslations), sync.OnceValue(s.newHeirs), sync.OnceValue(s.newLeft), &sync.Map{}}
}

func (s *Site) allTranslations() []*Translation {
	all := s.looked()
	parallel.Each(len(all), 64, func(i int) { s.judge(all[i]) })
	return all
}

// looked are all translations without a comparison.
func (s *Site) looked() []*Translation {
	// Each record is a file of its own: they are read on all cores.
	records := s.Records.Paths()
	parallel.Each(len(records), 64, func(i int) { s.Records.Record(records[i]) })
	units := s.units()
	out := make([]*Translation, 0, len(units)*len(s.Languages))
	for i := range units {
		for _, l := range s.Languages {
			t := s.look(&units[i], l)
			if t.State == translation.Missing && units[i].origin.Draft {
				continue
			}
			s.settle(&units[i], t)
			out = append(out, t)
		}
	}
	return out
}

// settle looks for what moved: the record of a text that has none, and the
// source of an orphan. A text that is taken for a source, for no other edition is
// there any more, may have left a record behind that says otherwise.
func (s *Site) settle(u *unit, t *Translation) {
	switch {
	case s.Records.Len() == 0:
	case t.State == translation.Orphan:
		t.Found = s.stands.heirs().of(t.Record)
	case (t.State == translation.Unverified || t.State == translation.Source) && t.Record == nil && len(t.Faults) == 0:
		at := s.stands.left().of(s, t)
		if at == "" {
			return
		}
		r, faults := s.Records.Record(at)
		switch {
		case s.foreign(u, t, r, at):
			if t.State == translation.Orphan {
				t.MovedFrom, t.Found = at, s.stands.heirs().of(r)
			}
		case t.State == translation.Unverified:
			t.MovedFrom, t.Record, t.Faults = at, r, translation.Told(faults, t.Document.File.Path)
		}
	}
}

// TranslationMessages are what is to be mended in records and in what is asked of
// translations, and texts whose source is gone.
func (s *Site) TranslationMessages() []diag.Message {
	var ms []diag.Message
	for _, q := range s.Config.Require {
		if q.Kind != "" && s.Kinds.Kind(q.Kind) == nil {
			ms = append(ms, q.Unknown)
		}
	}
	if s.Records.Len() == 0 {
		return ms
	}
	for _, t := range s.looked() {
		switch {
		case len(t.Faults) > 0:
			ms = append(ms, t.Faults...)
		case t.State == translation.Orphan && t.Found != nil:
			ms = append(ms, t.Document.FieldMessage("translation-orphan-found", "title", "source", t.Record.Source, "file", t.Found.File.Path).
				Also(diag.Place{File: t.Found.File.Path}))
		case t.State == translation.Orphan:
			ms = append(ms, t.Document.FieldMessage("translation-orphan", "title", "source", t.Record.Source))
		case t.MovedFrom != "":
			ms = append(ms, diag.In("record-moved", t.MovedFrom, "file", t.Document.File.Path, "to", t.RecordFile))
		}
	}
	return ms
}

// votes finds, of several sets of digests, the one that has most in common with
// another.
type votes struct {
	sets map[uint64][]int32
	size []int
}

func newVotes() *votes { return &votes{sets: map[uint64][]int32{}} }

func (v *votes) add(digests []uint64) {
	i := int32(len(v.size))
	n := 0
	for _, d := range digests {
		if have := v.sets[d]; d != 0 && (len(have) == 0 || have[len(have)-1] != i) {
			v.sets[d] = append(have, i)
			n++
		}
	}
	v.size = append(v.size, n)
}

// best is the set that shares half or more of some digests, the one with most of
// them; -1 where none does.
func (v *votes) best(digests []uint64) int {
	shared := map[int32]int{}
	n := 0
	seen := map[uint64]bool{}
	for _, d := range digests {
		if d == 0 || seen[d] {
			continue
		}
		seen[d] = true
		n++
		for _, i := range v.sets[d] {
			shared[i]++
		}
	}
	best := -1
	for i, k := range shared {
		if k*2 < n {
			continue
		}
		if best < 0 || k > shared[int32(best)] || k == shared[int32(best)] && cmp.Or(cmp.Compare(v.size[i], v.size[best]), cmp.Compare(int(i), best)) < 0 {
			best = int(i)
		}
	}
	return best
}

// heirs are the source editions of the site by what they say.
type heirs struct {
	sources []*document.Document
	by      map[string]*votes // by language
	at      map[string][]int
}

func (s *Site) newHeirs() *heirs {
	h := &heirs{by: map[string]*votes{}, at: map[string][]int{}}
	for _, u := range s.units() {
		tag := u.source.File.Language
		if h.by[tag] == nil {
			h.by[tag] = newVotes()
		}
		var digests []uint64
		for _, b := range translation.Blocks(u.source, u.kind, s.Kinds.Common) {
			digests = append(digests, b.Digest)
		}
		h.by[tag].add(digests)
		h.at[tag] = append(h.at[tag], len(h.sources))
		h.sources = append(h.sources, u.source)
	}
	return h
}

// of is the source edition that a record was made from, wherever it lies now, or
// nil.
func (h *heirs) of(r *translation.Record) *document.Document {
	v := h.by[r.Source]
	if v == nil {
		return nil
	}
	digests := make([]uint64, len(r.Lines))
	for i, l := range r.Lines {
		digests[i] = l.Source
	}
	if i := v.best(digests); i >= 0 {
		return h.sources[h.at[r.Source][i]]
	}
	return nil
}

// left are the records that no text has, by language.
type left struct {
	paths map[string][]string
	by    map[string]*votes
}

func (s *Site) newLeft() *left {
	have := map[string]bool{}
	units := s.units()
	for i := range units {
		for _, l := range s.Languages {
			if t := s.look(&units[i], l); t.Document != nil {
				have[t.RecordFile] = true
			}
		}
	}
	out := &left{paths: map[string][]string{}, by: map[string]*votes{}}
	for _, at := range s.Records.Paths() {
		if have[at] {
			continue
		}
		r, _ := s.Records.Record(at)
		if r == nil {
			continue
		}
		_, tag := translation.Of(at)
		if out.by[tag] == nil {
			out.by[tag] = newVotes()
		}
		var digests []uint64
		for _, line := range r.Lines {
			digests = append(digests, line.Source, line.Own)
		}
		out.by[tag].add(digests)
		out.paths[tag] = append(out.paths[tag], at)
	}
	return out
}

// of is the record that a text has left behind where it lay before, or "".
func (x *left) of(s *Site, t *Translation) string {
	v := x.by[t.Language.Tag]
	if v == nil {
		return ""
	}
	var digests []uint64
	for _, d := range []*document.Document{t.Source, t.Document} {
		for _, b := range translation.Blocks(d, t.Kind, s.Kinds.Common) {
			digests = append(digests, b.Digest)
		}
	}
	if i := v.best(digests); i >= 0 {
		return x.paths[t.Language.Tag][i]
	}
	return ""
}

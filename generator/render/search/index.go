package search

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync/atomic"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/kind"
	"tract/generator/parallel"
	"tract/generator/render/search/words"
	"tract/generator/site"
)

// source is an edition, or a section with its description, on its way into the
// index.
type source struct {
	edition *site.Edition // nil of a section
	section *site.Section // nil of an edition
	*document.Document
	entries []entry // of its forms, later of groups of them
	words   int     // in its text
	text    []byte  // kept from the first reading while there is room
	shown   []string
}

// group is what inflected forms of one word have in common.
type group struct {
	forms    []string // sorted
	postings []posting
	capped   bool // so common that only the best of its postings were kept
}

// posting is one edition that has a group's word.
type posting struct {
	edition int32
	value   uint8 // level*places + place
}

// The ranks of a posting: how much the word counts in the edition, and where in
// its text it stands first, both coarse.
const (
	levels    = 9
	places    = 10
	placeSize = 40 // words
)

// keptTexts is how many bytes of texts are kept between the reading of words and
// the choice of passages; what is beyond is read twice.
const keptTexts = 16 << 20

// builder makes the index of one language.
type builder struct {
	site     *site.Site
	language *site.Language
	words    *words.Language
	sources  []source
	room     atomic.Int64 // for texts, in bytes
	forms    []string
	groupOf  []int32 // by form
	groups   []group
}

// build reads the editions of a language. The error is the scratch file's.
func build(s *site.Site, l *site.Language) (*Index, error) {
	b := &builder{site: s, language: l, words: words.For(l.Tag)}
	b.room.Store(keptTexts)
	for _, e := range s.Searched(l) {
		b.sources = append(b.sources, source{edition: e, Document: e.Document})
	}
	for _, sec := range s.SearchedSections(l) {
		b.sources = append(b.sources, source{section: sec, Document: sec.Documents[l.Index]})
	}
	lexers, err := b.read()
	if err != nil {
		return nil, err
	}
	b.join(lexers)
	b.post()
	if err := b.excerpts(); err != nil {
		return nil, err
	}
	return b.encode(), nil
}

// reader has what one goroutine needs to read bodies.
type reader struct {
	buffer []byte
	text   text
}

// read puts the text of a source into r.text: its body, its fields in Markdown,
// then what its other fields say.
func (r *reader) read(s *site.Site, src *source) error {
	var whole text
	texts := []*document.Document{src.Document}
	if src.edition != nil {
		texts = src.edition.Texts()
	}
	for _, d := range texts {
		body := d.Text()
		if body.Err != nil {
			return body.Err
		}
		html, err := s.Store.Get(body.Body, &r.buffer)
		if err != nil {
			return fmt.Errorf("read the text of %s: %w", d.File.Path, err)
		}
		r.text.read(html, func(link int) []byte { return table(s, d, link) })
		if len(whole.bytes) == 0 {
			whole, r.text = r.text, whole
			continue
		}
		from := len(whole.bytes) + 1
		whole.bytes = append(append(whole.bytes, '\n'), r.text.bytes...)
		for _, h := range r.text.headings {
			whole.headings = append(whole.headings, span{from + h.start, from + h.end})
		}
	}
	if src.edition != nil {
		whole.bytes = fields(whole.bytes, src.edition)
	}
	r.text = whole
	return nil
}

// table is what the CSV file says that a link of a text shows as a table: a line
// for its caption and one for each row. A file that cannot be read is told of by
// the checks.
func table(s *site.Site, d *document.Document, link int) []byte {
	links := d.Text().Links
	if link >= len(links) {
		return nil
	}
	l := &links[link]
	out := []byte(cmp.Or(l.Title, l.Text) + "\n")
	t := s.Resolve(d, l.Destination)
	if t.Asset == "" || !site.Publishable(t.Asset) {
		return out
	}
	text, err := s.Media.Read(t.Asset)
	if err != nil {
		return out
	}
	rows, _ := data.ReadCSV(diag.Source{Path: t.Asset, Text: text})
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				out = append(out, ' ')
			}
			out = append(out, strings.Join(strings.Fields(cell), " ")...)
		}
		out = append(out, '\n')
	}
	return out
}

// terms are the names of what a publication is filed under, those that are in
// the language of the index or in none.
func (b *builder) terms(p *site.Publication) []string {
	var out []string
	for _, t := range b.site.Taxonomies {
		for _, id := range p.Terms[t.Name] {
			term := t.Term(id)
			if term == nil {
				continue
			}
			if name, lang := term.Name(b.language); lang == "" || slices.Contains(b.language.Tags, lang) && base(lang) == base(b.language.Tag) {
				out = append(out, name)
			}
		}
	}
	return out
}

// read reads the words of all sources.
func (b *builder) read() ([]*lexer, error) {
	var lexers []*lexer
	from := make([]int, len(b.sources)) // the lexer of each
	err := parallel.Workers(len(b.sources), 1, func() func(int) error {
		x, r, number := newLexer(b.words), new(reader), len(lexers)
		lexers = append(lexers, x)
		return func(i int) error {
			src := &b.sources[i]
			if err := r.read(b.site, src); err != nil {
				return err
			}
			x.begin()
			at := 0
			for _, h := range r.text.headings {
				x.field(r.text.bytes[:h.start], at, inBody)
				x.field(r.text.bytes[:h.end], h.start, inHeading)
				at = h.end
			}
			x.field(r.text.bytes, at, inBody)
			x.field([]byte(b.title(src)), 0, inTitle)
			x.field([]byte(src.Summary), 0, inSummary)
			if src.edition != nil {
				p := src.edition.Publication
				x.field([]byte(strings.Join(kind.AuthorNames(p.Authors), "\n")), 0, inSummary)
				x.field([]byte(strings.Join(b.terms(p), "\n")), 0, inSummary)
				x.field([]byte(b.kind(p)), 0, inSummary)
			}
			src.entries, src.words = x.end()
			from[i] = number
			if b.room.Add(-int64(len(r.text.bytes))) > 0 {
				src.text = slices.Clone(r.text.bytes)
			}
			return nil
		}
	})
	if err != nil {
		return nil, err
	}
	b.renumber(lexers, from)
	return lexers, nil
}

// kind is what readers call the kind of a publication: they ask for newsletter 12
// whatever its title is. It is empty where the language has no word for it, and
// of mere pages.
func (b *builder) kind(p *site.Publication) string {
	t, ok := b.site.Catalogue.Find(b.language.Tags, "kind_"+p.Kind.Name)
	if !ok || p.Kind.Name == "page" || base(t.Lang) != base(b.language.Tag) {
		return ""
	}
	return t.Format(b.language.Locale)
}

// title is what a source is called.
func (b *builder) title(src *source) string {
	switch title := src.Title; {
	case title != "" || src.section == nil:
		return title
	case src.section == b.site.Root:
		title, _ = b.site.Config.Title.In(b.language.Tags...)
		return title
	default:
		title, _ = b.site.SectionTitle(src.section, b.language)
		return title
	}
}

// renumber gives the forms of all lexers one numbering, in order.
func (b *builder) renumber(lexers []*lexer, from []int) {
	for _, x := range lexers {
		b.forms = append(b.forms, x.forms...)
	}
	slices.Sort(b.forms)
	b.forms = slices.Compact(b.forms)
	number := make(map[string]int32, len(b.forms))
	for i, form := range b.forms {
		number[form] = int32(i)
	}
	renumbered := make([][]int32, len(lexers))
	for i, x := range lexers {
		renumbered[i] = make([]int32, len(x.forms))
		for old, form := range x.forms {
			renumbered[i][old] = number[form]
		}
		for j := range x.met {
			x.met[j].form = renumbered[i][x.met[j].form]
		}
	}
	for i := range b.sources {
		entries := b.sources[i].entries
		for j := range entries {
			entries[j].form = renumbered[from[i]][entries[j].form]
		}
	}
}

// spelt is how each form is mostly spelt.
func (b *builder) spelt(lexers []*lexer) []string {
	type way struct {
		text  string
		count int32
	}
	best := make([]way, len(b.forms))
	total := map[string]int32{}
	for _, x := range lexers {
		for _, m := range x.met {
			total[m.text] += m.count
		}
	}
	for _, x := range lexers {
		for _, m := range x.met {
			w := &best[m.form]
			if n := total[m.text]; n > w.count || n == w.count && m.text < w.text {
				*w = way{m.text, n}
			}
		}
	}
	out := make([]string, len(best))
	for i := range best {
		out[i] = best[i].text
	}
	return out
}

// join makes groups of the forms that share a stem.
func (b *builder) join(lexers []*lexer) {
	spelt := b.spelt(lexers)
	known := make(map[string]string, len(b.forms)) // form to stem
	for i, form := range b.forms {
		known[form] = b.words.Stem(spelt[i], form)
	}
	byStem := map[string]int32{}
	b.groupOf = make([]int32, len(b.forms))
	for i, form := range b.forms {
		stem := b.attached(form, known)
		g, ok := byStem[stem]
		if !ok {
			g = int32(len(b.groups))
			byStem[stem] = g
			b.groups = append(b.groups, group{})
		}
		b.groupOf[i] = g
		b.groups[g].forms = append(b.groups[g].forms, form)
	}
}

// attached is the stem of a form, or of what is left of it without the particle
// that is written together with it.
func (b *builder) attached(form string, known map[string]string) string {
	for _, particle := range b.words.Attached {
		rest, ok := strings.CutPrefix(form, string(particle))
		if ok && len([]rune(rest)) > attachedRest {
			if _, ok := known[rest]; ok {
				return b.attached(rest, known)
			}
		}
	}
	return known[form]
}

// attachedRest: what follows a particle is longer than a root of three letters,
// for so many roots begin like a particle.
const attachedRest = 3

// Weights of the fields, in occurrences in a text of the usual length.
const (
	mostBody      = 6.0 // what a word counts at most however often it is repeated
	lengthShare   = 0.6 // how much of the length is made up for
	titleWeight   = 10.0
	titleShare    = 6.0 // divided by the words of the title
	summaryWeight = 3.0
	headingWeight = 1.5
	saturation    = 6.0
)

// post turns the entries of editions into postings of groups.
func (b *builder) post() {
	total := 0
	for i := range b.sources {
		total += b.sources[i].words
	}
	usual := max(1, float64(total)/float64(max(1, len(b.sources))))
	slot := make([]int32, len(b.groups))
	stamp := make([]int32, len(b.groups))
	for i := range b.sources {
		src := &b.sources[i]
		joined, titled := src.entries[:0], 0
		for _, e := range src.entries {
			g := b.groupOf[e.form]
			titled += int(e.title)
			if stamp[g] != int32(i+1) {
				stamp[g], slot[g] = int32(i+1), int32(len(joined))
				e.form = g
				joined = append(joined, e)
				continue
			}
			into := &joined[slot[g]]
			into.body += min(e.body, 1<<16-1-into.body)
			into.title |= e.title
			into.summary |= e.summary
			into.heading = min(2, into.heading+e.heading)
			if e.first < into.first {
				into.first, into.place = e.first, e.place
			}
		}
		src.entries = joined
		length := 1 - lengthShare + lengthShare*float64(src.words)/usual
		for _, e := range joined {
			often := float64(e.body) / length
			weight := mostBody*often/(often+mostBody/2) + headingWeight*float64(e.heading)/length + summaryWeight*float64(e.summary)
			if e.title > 0 {
				weight += titleWeight + titleShare/float64(titled)
				e.place = 0
			}
			level := int(levels * weight / (weight + saturation))
			place := min(places-1, int(e.place)/placeSize)
			p := posting{int32(i), uint8(min(levels-1, level)*places + place)}
			b.groups[e.form].postings = append(b.groups[e.form].postings, p)
		}
	}
	for i := range b.groups {
		b.groups[i].limit(len(b.sources))
	}
}

// limit keeps of a word that stands in most texts only where it counts most: to
// list them all costs much and tells nothing.
func (g *group) limit(editions int) {
	most := max(200, editions*2/5)
	if len(g.postings) <= most {
		return
	}
	g.capped = true
	var at [levels]int
	for _, p := range g.postings {
		at[int(p.value)/places]++
	}
	least, room := levels-1, most // the lowest level that is kept, and how many of it
	for ; least > 0 && at[least] < room; least-- {
		room -= at[least]
	}
	kept := make([]posting, 0, most)
	for _, p := range g.postings {
		level := int(p.value) / places
		if level == least && room > 0 {
			room--
			level++
		}
		if level > least {
			kept = append(kept, p)
		}
	}
	g.postings = kept
}

// rarity is how much a word tells that stands in some of n texts (BM25).
func rarity(some, n int) float64 {
	return math.Log(1 + (float64(n-some)+0.5)/(float64(some)+0.5))
}

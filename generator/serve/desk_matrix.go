package serve

import (
	"io/fs"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"tract/generator/build"
	"tract/generator/document"
	folding "tract/generator/render/search/words"
	"tract/generator/site"
	"tract/generator/translation"
	"tract/i18n"
)

// This file is the table of the board: which rows there are, which of them a
// query asks for, and how they are shown.

// cells is how many cells a page of the table has at most, about.
const cells = 600

// deskIndex are the editions of a Site by publication. It is not altered.
type deskIndex struct {
	rows     []deskRow
	by       map[string]int // by id
	sections []string
	kinds    []string
	labels   map[string]string // of kinds
}

// deskRow is a publication, or the description of a section.
type deskRow struct {
	id            string
	title         string
	language      string // of the title
	section, kind string
	folded        string              // what a text is looked for in
	editions      []*site.Translation // by language; nil where none is asked for
}

// sectionKind stands for descriptions of sections, which have no kind. No kind
// has such a name.
const sectionKind = "/"

// newDeskIndex gathers the editions of a Site.
func newDeskIndex(s *site.Site) *deskIndex {
	ix := &deskIndex{by: map[string]int{}}
	for _, x := range s.Translations() {
		at, ok := ix.by[x.ID]
		if !ok {
			at = len(ix.rows)
			ix.by[x.ID] = at
			first, _, nested := strings.Cut(x.ID, "/")
			if !nested {
				first = "/"
			}
			kind := sectionKind
			if x.Kind != nil {
				kind = x.Kind.Name
			}
			ix.rows = append(ix.rows, deskRow{id: x.ID, section: first, kind: kind, editions: make([]*site.Translation, len(s.Languages))})
		}
		ix.rows[at].editions[x.Language.Index] = x
	}
	for i := range ix.rows {
		ix.rows[i].name()
		ix.sections = append(ix.sections, ix.rows[i].section)
		ix.kinds = append(ix.kinds, ix.rows[i].kind)
	}
	slices.Sort(ix.sections)
	slices.Sort(ix.kinds)
	ix.sections, ix.kinds = slices.Compact(ix.sections), slices.Compact(ix.kinds)
	return ix
}

// name fills what a row is called and found by.
func (r *deskRow) name() {
	found := []string{folding.Fold(r.id)}
	seen := map[*document.Document]bool{}
	for _, x := range r.editions {
		if x == nil {
			continue
		}
		for _, d := range []*document.Document{x.Source, x.Document} {
			if d == nil || seen[d] {
				continue
			}
			seen[d] = true
			if r.title == "" {
				r.title, r.language = d.Title, d.File.Language
			}
			found = append(found, folding.Fold(d.Title), folding.Fold(d.File.Path))
		}
	}
	if r.title == "" {
		r.title = r.id
	}
	r.folded = strings.Join(found, "\n")
}

// filter is what of the table is asked for.
type filter struct {
	language, section, kind, state, text string
	page                                 int // from 1
}

// maxText is the longest text that is looked for.
const maxText = 200

func filterOf(q url.Values) filter {
	f := filter{q.Get("lang"), q.Get("section"), q.Get("kind"), q.Get("state"), q.Get("text"), 1}
	f.text = strings.TrimSpace(f.text[:min(len(f.text), maxText)])
	if n, err := strconv.ParseUint(q.Get("page"), 10, 24); err == nil && n > 0 {
		f.page = int(n)
	}
	return f
}

// values are the filter as a query has it.
func (f filter) values() url.Values {
	q := url.Values{}
	for key, v := range map[string]string{"lang": f.language, "section": f.section, "kind": f.kind, "state": f.state, "text": f.text} {
		if v != "" {
			q.Set(key, v)
		}
	}
	if f.page > 1 {
		q.Set("page", strconv.Itoa(f.page))
	}
	return q
}

// table is the address of the table with this filter.
func (f filter) table() string { return withQuery(own+desk, f.values()) }

// edition is the address of an edition's page, from which the way leads back to
// this table.
func (f filter) edition(x *site.Translation) string {
	q := f.values()
	q.Set("of", x.ID)
	q.Set("in", x.Language.Tag)
	return withQuery(own+deskEdition, q)
}

func withQuery(at string, q url.Values) string {
	if len(q) == 0 {
		return at
	}
	return at + "?" + q.Encode()
}

// The states that a table can be filtered by, beside those of editions: what
// waits, and what has not taken in a correction.
const (
	waits       = "waits"
	uncorrected = "uncorrected"
)

// filterStates are they all, in the order of what is to be done.
var filterStates = []string{waits, "outdated", uncorrected, "unverified", "missing", "untranslated", "orphan", "current", "source"}

// is says whether an edition is in one of those states.
func is(x *site.Translation, state string) bool {
	switch state {
	case "":
		return true
	case waits:
		return x.State != translation.Source && x.State != translation.Current || x.Uncorrected()
	case uncorrected:
		return x.Uncorrected()
	}
	return x.State.String() == state
}

// matches says whether a row is asked for, its states left aside.
func (f *filter) matches(r *deskRow, folded string) bool {
	return (f.section == "" || f.section == r.section) && (f.kind == "" || f.kind == r.kind) && (folded == "" || strings.Contains(r.folded, folded))
}

// editions are those of a row in the languages that are asked for.
func (f *filter) editions(r *deskRow) []*site.Translation {
	var out []*site.Translation
	for _, x := range r.editions {
		if x != nil && (f.language == "" || f.language == x.Language.Tag) {
			out = append(out, x)
		}
	}
	return out
}

// rows are those that are asked for, and how many editions of each state there
// are without the filter of states.
func (f *filter) rows(ix *deskIndex) (rows []*deskRow, counts map[string]int) {
	counts = map[string]int{}
	folded := folding.Fold(f.text)
	for i := range ix.rows {
		r := &ix.rows[i]
		if !f.matches(r, folded) {
			continue
		}
		fit := false
		for _, x := range f.editions(r) {
			for _, state := range filterStates {
				if is(x, state) {
					counts[state]++
					fit = fit || state == f.state
				}
			}
			fit = fit || f.state == ""
		}
		if fit {
			rows = append(rows, r)
		}
	}
	return rows, counts
}

// next is the edition behind another one of the table that is asked for and
// waits, in the same language; nil where there is none.
func (f *filter) next(ix *deskIndex, x *site.Translation) *site.Translation {
	folded := folding.Fold(f.text)
	for i := ix.by[x.ID] + 1; i < len(ix.rows); i++ {
		r := &ix.rows[i]
		if y := r.editions[x.Language.Index]; y != nil && f.matches(r, folded) && is(y, waits) && is(y, f.state) {
			return y
		}
	}
	return nil
}

// What the table's page shows.
type (
	matrixView struct {
		frame
		Selects   []selectView
		Text      string
		Hidden    []pair // of the filter, what no field shows
		Summary   string
		Counts    []countView
		Languages []languageView
		Rows      []rowView
		Pages     []pageLink
	}
	selectView struct {
		Name, Label string
		Options     []optionView
	}
	optionView struct {
		Value, Label string
		Chosen       bool
	}
	pair      struct{ Name, Value string }
	countView struct {
		Name   string
		Label  string
		Count  int
		Link   string
		Chosen bool
	}
	languageView struct{ Tag, Name, Link string }
	rowView      struct {
		ID, Title, Language, Direction string
		Link                           string // to its source's page in the preview
		Cells                          []cellView
	}
	cellView struct {
		State string // "" where none is asked for
		Label string
		Note  string
		Link  string
		Faint bool // not what is filtered by
	}
	pageLink struct {
		Label, Link string
		Here        bool
	}
)

// matrix is the table.
func (d *deskView) matrix() matrixView {
	ix, f := d.st.index(), d.filter
	if d.site().Language(f.language) == nil {
		f.language = ""
	}
	rows, counts := f.rows(ix)
	v := matrixView{frame: frame{string(d.s.lang), d.say("title")}, Text: f.text, Selects: d.selects(ix, &f)}
	for _, state := range filterStates {
		if counts[state] == 0 && f.state != state {
			continue
		}
		with := f
		with.state, with.page = state, 1
		if f.state == state {
			with.state = ""
		}
		v.Counts = append(v.Counts, countView{state, d.say("state-" + state), counts[state], with.table(), f.state == state})
	}
	var languages []*site.Language
	for _, l := range d.site().Languages {
		if f.language == "" || f.language == l.Tag {
			languages = append(languages, l)
			with := f
			with.language, with.page = l.Tag, 1
			if f.language == l.Tag {
				with.language = ""
			}
			v.Languages = append(v.Languages, languageView{l.Tag, d.called(l.Tag), with.table()})
		}
	}
	height := min(100, max(20, cells/max(1, len(languages))))
	pages := max(1, (len(rows)+height-1)/height)
	f.page = min(f.page, pages)
	v.Summary = d.say("summary", len(rows), f.page, pages)
	for _, r := range rows[min(len(rows), (f.page-1)*height):min(len(rows), f.page*height)] {
		v.Rows = append(v.Rows, d.row(r, &f, languages))
	}
	v.Pages = d.pages(f, pages)
	return v
}

// called is a language in the language of the messages.
func (d *deskView) called(tag string) string {
	if tag == "" || tag == "und" {
		return d.say("another-language")
	}
	if name, ok := i18n.Load(string(d.s.lang)).Language(tag); ok {
		return name
	}
	return tag
}

// selects are the fields of the form.
func (d *deskView) selects(ix *deskIndex, f *filter) []selectView {
	one := func(name, chosen string, values []string, label func(string) string) selectView {
		s := selectView{Name: name, Label: d.say("filter-" + name), Options: []optionView{{"", d.say("all"), chosen == ""}}}
		for _, v := range values {
			s.Options = append(s.Options, optionView{v, label(v), v == chosen})
		}
		return s
	}
	var tags []string
	for _, l := range d.site().Languages {
		tags = append(tags, l.Tag)
	}
	catalogue, _ := i18n.LoadMessages(nil, []string{string(d.s.lang)})
	return []selectView{
		one("lang", f.language, tags, func(tag string) string { return d.called(tag) + " (" + tag + ")" }),
		one("section", f.section, ix.sections, func(s string) string {
			if s == "/" {
				return d.say("no-section")
			}
			return s
		}),
		one("kind", f.kind, ix.kinds, func(k string) string {
			if k == sectionKind {
				return d.say("section-description")
			}
			if t, ok := catalogue.Text(string(d.s.lang), "kind_"+k); ok {
				return t.Format(i18n.Load(string(d.s.lang)))
			}
			return k
		}),
		one("state", f.state, filterStates, func(s string) string { return d.say("state-" + s) }),
	}
}

// row is one row of the table.
func (d *deskView) row(r *deskRow, f *filter, languages []*site.Language) rowView {
	v := rowView{ID: r.id, Title: r.title, Language: r.language, Direction: i18n.Load(r.language).Dir()}
	for _, l := range languages {
		x := r.editions[l.Index]
		if x == nil {
			v.Cells = append(v.Cells, cellView{})
			continue
		}
		if x.Document == x.Source && x.Source != nil {
			v.Link = address(x, l)
		}
		c := cellView{State: x.State.String(), Label: d.short(x), Link: f.edition(x), Faint: !is(x, f.state)}
		if x.Uncorrected() {
			c.Note = d.say("correction-short")
		}
		v.Cells = append(v.Cells, c)
	}
	return v
}

// short is the state of an edition in a few words.
func (d *deskView) short(x *site.Translation) string {
	switch x.State {
	case translation.Outdated:
		changed, added, removed, _ := x.Difference.Counts()
		return d.say("cell-outdated", changed+added+removed)
	case translation.Untranslated:
		return d.say("cell-untranslated", x.Still)
	}
	return d.say("cell-" + x.State.String())
}

// pages are links to the pages of a long table: the first, the last, and those
// about the present one.
func (d *deskView) pages(f filter, n int) []pageLink {
	if n < 2 {
		return nil
	}
	var out []pageLink
	last := 0
	for i := 1; i <= n; i++ {
		if i > 1 && i < n && (i < f.page-2 || i > f.page+2) {
			continue
		}
		if i > last+1 {
			out = append(out, pageLink{Label: "…"})
		}
		with := f
		with.page = i
		out = append(out, pageLink{strconv.Itoa(i), with.table(), i == f.page})
		last = i
	}
	return out
}

// readFile is a file of the site as it was read from.
func readFile(l *build.Loaded, path string) (string, error) {
	files := l.Files()
	if files == nil {
		return "", fs.ErrNotExist
	}
	text, err := fs.ReadFile(files, path)
	return string(text), err
}

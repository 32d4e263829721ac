package exchange

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/exchange/po"
	"tract/generator/scaffold"
	"tract/generator/site"
	"tract/generator/source"
	"tract/generator/translation"
	"tract/i18n"
)

// File is a file to be written: its path from the site's root.
type File struct {
	Path    string
	Content []byte
	New     bool // there is none yet: nothing may be replaced
}

// Imported is what came of catalogues.
type Imported struct {
	Files    []File // in the order in which they are to be written
	Messages []diag.Message

	Taken, Same           int      // translations that were taken; that were there already
	Fuzzy, Empty, Refused int      // entries left out: to be looked at, not translated, with a message
	Drafts                []string // editions that were begun and are not whole yet
}

// Import takes translations from catalogues. The language is that of --lang, or
// "" for the one that each names. With credit, the translators that they name
// are added to those of the texts that were altered.
func (x *Exchange) Import(catalogues []*po.File, language string, credit bool) *Imported {
	in := &importing{Exchange: x, out: &Imported{}, credit: credit, pairs: map[[2]string]*target{}, words: map[string]*wordFiles{}}
	for _, f := range catalogues {
		l := x.languageOf(f, language)
		if l == nil {
			in.tell(f.Message("po-language", f.Header(), "found", languageName(f), "languages", tags(x.Site)))
			continue
		}
		in.catalogue(f, l)
	}
	in.finish()
	in.out.Messages = diag.Sort(in.out.Messages)
	return in.out
}

// ofText are the messages on how an entry is translated, not on what it is of.
var ofText = []string{"po-markup", "po-structure", "po-cells", "po-field", "po-plural-missing"}

// importing is the state of one import.
type importing struct {
	*Exchange
	out    *Imported
	credit bool
	pairs  map[[2]string]*target // by id and language
	order  []*target
	words  map[string]*wordFiles // by language
	tongue []*wordFiles
}

// target is an edition that translations are for.
type target struct {
	*pair
	id        string
	begun     []byte // the file that was begun; nil where there was one
	path      string
	byKey     map[[2]string]int // units by context and text
	byText    map[string][]int
	list      []wanted
	links     []titled
	confirmed map[int]bool
	credits   []string
}

func (in *importing) tell(m diag.Message) { in.out.Messages = append(in.out.Messages, m) }

func languageName(f *po.File) string {
	if l := f.Field("Language"); l != "" {
		return l
	}
	return "-"
}

func tags(s *site.Site) string {
	out := make([]string, len(s.Languages))
	for i, l := range s.Languages {
		out[i] = l.Tag
	}
	return strings.Join(out, ", ")
}

// languageOf is the language of a catalogue: the one asked for, else that of its
// header, where scripts are written in gettext's way too (sr@latin).
func (x *Exchange) languageOf(f *po.File, asked string) *site.Language {
	name := asked
	if name == "" {
		name = f.Field("Language")
	}
	name, variant, _ := strings.Cut(name, "@")
	switch strings.ToLower(variant) {
	case "latin":
		name += "-Latn"
	case "cyrillic":
		name += "-Cyrl"
	}
	if i := x.Site.Config.LanguageIndex(name); i >= 0 {
		return x.Site.Language(x.Site.Config.Languages[i].Tag)
	}
	if canonical, ok := i18n.Canonical(strings.ReplaceAll(name, "_", "-")); ok {
		if l := x.Site.Language(canonical); l != nil {
			return l
		}
		// zh_CN for zh, pt_PT for pt: the only one of the language.
		base, _, _ := strings.Cut(canonical, "-")
		return x.Site.Language(base)
	}
	return nil
}

// catalogue sorts the entries of a catalogue to what they are for.
func (in *importing) catalogue(f *po.File, l *site.Language) {
	seen := map[po.Key]bool{}
	plural := in.pluralOf(f, l)
	for _, e := range f.Entries {
		if e.IsHeader() || e.Obsolete || e.Broken {
			continue
		}
		switch {
		case e.Has("fuzzy"):
			in.out.Fuzzy++
			continue
		case !e.Words():
			in.out.Empty++
			continue
		case seen[e.Key()]:
			continue // it was told
		}
		seen[e.Key()] = true
		told := func(id string, args ...string) {
			in.out.Refused++
			if slices.Contains(ofText, id) {
				in.tell(f.Translated(id, e, args...))
				return
			}
			in.tell(f.Message(id, e, args...))
		}
		if w := in.wordsOf(l); w.has(e.Context) {
			in.word(w, e, plural, told)
			continue
		}
		t := in.target(e, l, told)
		if t == nil {
			continue
		}
		in.entry(t, f, e, told)
	}
}

// entry sorts an entry to the block that it translates.
func (in *importing) entry(t *target, f *po.File, e *po.Entry, told func(string, ...string)) {
	if owned, ok := strings.CutPrefix(e.Context, t.of.ID+" "+linkTitle); ok && (owned == "" || owned[0] == ' ') {
		in.title(t, f, e, told)
		return
	}
	at, ok := t.byKey[[2]string{e.Context, collapsed(e.ID)}]
	if !ok {
		if same := t.byText[collapsed(e.ID)]; len(same) == 1 {
			at, ok = same[0], true
		}
	}
	if !ok {
		told("po-gone", "file", t.source.document.File.Path)
		return
	}
	u := &t.units[at]
	text := strings.Trim(plain(e.Strings[0]), "\n")
	if !in.newer(t, e, text, u.own, told) || slices.ContainsFunc(t.list, func(w wanted) bool { return w.unit == u }) {
		return
	}
	in.credits(t, f)
	t.list = append(t.list, wanted{u, text, told})
}

// newer says whether the translation of an entry is to be taken, and not left out in
// favour of what the Markdown says: own.
func (in *importing) newer(t *target, e *po.Entry, text, own string, told func(string, ...string)) bool {
	was, now := givenIn(e), given(own)
	switch {
	case text == own, was == "", was == now, own == "":
		return true
	case was == given(text):
		// Nobody touched the entry, and the Markdown says something newer.
		in.out.Same++
	default:
		told("po-conflict", "file", t.path)
	}
	return false
}

// title takes the translation of the title of a link.
func (in *importing) title(t *target, f *po.File, e *po.Entry, told func(string, ...string)) {
	of := t.titleOf(e)
	if of == nil {
		told("po-gone", "file", t.source.document.File.Path)
		return
	}
	text := collapsed(plain(e.Strings[0]))
	if in.newer(t, e, text, of.own, told) && !slices.ContainsFunc(t.links, func(w titled) bool { return w.title == of }) {
		in.credits(t, f)
		t.links = append(t.links, titled{of, text, told})
	}
}

// credits notes, where it is asked for, the translators that a catalogue names.
func (in *importing) credits(t *target, f *po.File) {
	if !in.credit {
		return
	}
	for _, name := range credits(f) {
		if !slices.Contains(t.credits, name) {
			t.credits = append(t.credits, name)
		}
	}
}

// target is the edition that an entry is for, or nil, which is told.
func (in *importing) target(e *po.Entry, l *site.Language, told func(string, ...string)) *target {
	words := strings.Split(e.Context, " ")
	if n := len(words); n > 2 && isNumber(words[n-1]) {
		words = words[:n-1]
	}
	if len(words) < 2 {
		told("po-unknown", "context", e.Context)
		return nil
	}
	id := strings.Join(words[:len(words)-1], " ")
	at := [2]string{id, l.Tag}
	if t, ok := in.pairs[at]; ok {
		if t == nil {
			told("po-unknown", "context", e.Context)
		}
		return t
	}
	in.pairs[at] = nil
	of := in.translation(id, l)
	if of == nil || of.Source == nil || of.State == translation.Source {
		told("po-unknown", "context", e.Context)
		return nil
	}
	t := in.begin(id, of)
	if t == nil {
		told("po-unreadable", "file", of.Source.File.Path)
		return nil
	}
	t.byKey, t.byText, t.confirmed = map[[2]string]int{}, map[string][]int{}, map[int]bool{}
	for i := range t.units {
		u := &t.units[i]
		t.byKey[[2]string{u.context, collapsed(u.text)}] = i
		t.byText[collapsed(u.text)] = append(t.byText[collapsed(u.text)], i)
	}
	in.pairs[at] = t
	in.order = append(in.order, t)
	return t
}

func isNumber(word string) bool {
	_, err := strconv.Atoi(word)
	return err == nil
}

// translation is how a publication or the description of a section stands in a
// language; nil for one that is not there.
func (x *Exchange) translation(id string, l *site.Language) *site.Translation {
	if p := x.Site.Publication(id); p != nil {
		return x.Site.Translation(p, l)
	}
	folder, name := path.Split(id)
	if name != "_index" {
		return nil
	}
	for _, s := range x.Site.Sections {
		if s.ID == strings.TrimSuffix(folder, "/") {
			return x.Site.SectionTranslation(s, l)
		}
	}
	return nil
}

// begin reads an edition with its source, or makes one that says what the source
// says where there is none.
func (in *importing) begin(id string, of *site.Translation) *target {
	p := in.pair(of)
	if p == nil {
		return nil
	}
	if p.own != nil {
		return &target{pair: p, id: id, path: of.Document.File.Path}
	}
	file, err := scaffold.Translation(in.Site, in.Files, of.Source.File.Path, of.Language.Tag, in.Language)
	if err != nil {
		return nil
	}
	as := &document.Document{File: source.File{
		Path: file.Path, ID: of.Source.File.ID, Language: of.Language.Tag, Tagged: true,
		Role: of.Source.File.Role, Index: of.Source.File.Index, Base: of.Source.File.Base,
	}}
	p.own = in.read(as, of.Kind, file.Content)
	if p.own == nil {
		return nil
	}
	for i, j := range translation.Align(p.source.blocks, p.own.blocks) {
		p.units[i].to = j
	}
	p.matchTitles()
	return &target{pair: p, id: id, path: file.Path, begun: file.Content}
}

// finish puts all translations in and gathers what is to be written.
func (in *importing) finish() {
	for _, t := range in.order {
		in.edition(t)
	}
	for _, w := range in.tongue {
		in.out.Files = append(in.out.Files, w.files()...)
	}
}

// edition puts the translations of one edition in.
func (in *importing) edition(t *target) {
	before := t.own.text
	same := 0
	for _, w := range t.list {
		if t.begun == nil && w.unit.to >= 0 && t.own.says(w.unit.to) == w.text {
			same++
		}
	}
	done := in.put(t.pair, t.list)
	for _, w := range done {
		t.confirmed[w.unit.at] = true
	}
	titles := in.putTitles(t.pair, t.links)
	for _, w := range t.links {
		if w.to == w.own {
			same++
		}
	}
	in.out.Same += same
	in.out.Taken += len(done) + titles - same
	if len(done)+titles == 0 {
		return
	}
	text := t.own.text
	changed := t.begun != nil || string(text) != string(before)
	if t.begun != nil {
		text = in.tidied(t, text)
	}
	if changed && len(t.credits) > 0 {
		text = credited(text, t.credits)
	}
	if changed {
		in.out.Files = append(in.out.Files, File{t.path, text, t.begun != nil})
	}
	record := t.follows(t.confirmed)
	if record == nil {
		return
	}
	at := t.of.RecordFile
	old, err := fs.ReadFile(in.Files, at)
	if err == nil {
		// What is translated is kept all the same: a record can be made again.
		if m := translation.Later(diag.Source{Path: at, Text: old}); m != nil {
			in.out.Messages = append(in.out.Messages, *m)
			return
		}
	}
	if now := record.Bytes(); err != nil || !sameRecord(old, now, t.of.Record) {
		in.out.Files = append(in.out.Files, File{at, now, false})
	}
}

// sameRecord says whether a record says already what is to be written: comments
// that people put into it are no reason to write it anew.
func sameRecord(old, now []byte, read *translation.Record) bool {
	if read == nil {
		return false
	}
	return string(old) == string(now) || string(read.Bytes()) == string(now)
}

// draftLine is the line that keeps a text that was begun from being published.
var draftLine = regexp.MustCompile(`(?m)^(#[^\n]*\n)?draft: true\r?\n`)

// tidied is a text that was begun, without what is only for those who translate
// by hand. It stays a draft until all of it is translated.
func (in *importing) tidied(t *target, text []byte) []byte {
	d := frontMatter(text)
	head, rest := string(text[:d.end]), string(text[d.end:])
	titled := slices.ContainsFunc(t.source.blocks, func(b translation.Block) bool { return b.Field && b.Name == "title" })
	var lines []string
	for line := range strings.SplitAfterSeq(head, "\n") {
		// A text that has its title from a heading says it in this one too.
		if !strings.HasPrefix(line, "#") && (titled || !strings.HasPrefix(line, "title:")) {
			lines = append(lines, line)
		}
	}
	head = strings.Join(lines, "")
	if len(t.confirmed) == len(t.units) {
		head = draftLine.ReplaceAllString(head, "")
	} else {
		in.out.Drafts = append(in.out.Drafts, t.path)
	}
	return []byte(head + rest)
}

// person is a name as Last-Translator has it, with or without an address.
var person = regexp.MustCompile(`^\s*([^<>]*?)\s*(<[^<>]*>)?\s*$`)

// credits are the translators that a catalogue names.
func credits(f *po.File) []string {
	m := person.FindStringSubmatch(f.Field("Last-Translator"))
	if m == nil || m[1] == "" || strings.Contains(m[1], "@") || strings.EqualFold(m[1], "FULL NAME") || strings.EqualFold(m[1], "Automatically generated") {
		return nil
	}
	return []string{m[1]}
}

// credited is a text with people among its translators who are not yet.
func credited(text []byte, names []string) []byte {
	for _, name := range names {
		d := frontMatter(text)
		v, there := d.root.Get("translators")
		have, _ := v.AsStrings()
		if slices.Contains(have, name) {
			continue
		}
		steps := []step{{name: "translators"}, {index: len(have)}}
		if there && len(v.Items) == 0 && len(have) == 1 {
			// One name is written without a list.
			list := "[" + strings.TrimSpace(string(text[v.Start:v.End])) + "]"
			text, _ = applied(text, []edit{{v.Start, v.End, list}})
		}
		if out, ok := set(frontMatter, text, steps, name); ok {
			text = out
		}
	}
	return text
}

package check

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/language"
	"tract/generator/markdown"
	"tract/generator/site"
	"tract/generator/translation"
)

// Comparisons are the names of the checks between source and translation, as an
// edition's field checks, or a comment above a passage, silences them with a reason.
var Comparisons = []string{"numbers", "links", "footnotes", "headings", "images", "placeholders", "language", "glossary"}

// Translations compares translations that are current, or of which no record
// says anything, with their sources, and looks whether they follow the glossary.
// Outdated ones differ for another reason, and are left alone. It reads the
// files again, so that it is not run with every build.
func Translations(s *site.Site) []diag.Message { return new(Comparer).Translations(s) }

// pair is a translation beside its source.
type pair struct {
	t             *site.Translation
	own           *document.Document
	ownBlocks     []translation.Block
	aligned       []int // for each block of the source its counterpart, or -1
	sourceText    []byte
	ownText       []byte
	plain, source []string // prose of the blocks, of the same length as they are written
	messages      []diag.Message
	places        []int // of the messages, in bytes
}

// compare compares two texts. What else is on the site shows in it by the links
// that are missing alone (see unlinked).
func compare(s *site.Site, g *glossary, both work) []diag.Message {
	t := both.translation
	p := &pair{t: t, own: t.Document}
	var err error
	if p.sourceText, err = s.Text(t.Source.File.Path); err != nil {
		return nil // told where it was to be read
	}
	if p.ownText, err = s.Text(t.Document.File.Path); err != nil {
		return nil
	}
	p.ownBlocks = translation.Blocks(t.Document, t.Kind, s.Kinds.Common)
	p.aligned = translation.Align(t.Blocks, p.ownBlocks)
	p.source, p.plain = prose(p.sourceText, t.Blocks), prose(p.ownText, p.ownBlocks)
	silences := p.silences()
	for _, c := range []struct {
		name string
		run  func()
	}{{"numbers", p.numbers}, {"links", func() { p.links(both.unlinked) }}, {"footnotes", p.footnotes}, {"headings", p.headings}, {"images", p.images},
		{"placeholders", p.placeholders}, {"language", p.language}, {"glossary", func() { p.glossary(g) }}} {
		told := len(p.messages)
		c.run()
		p.silenced(c.name, told, silences)
	}
	p.unneeded(silences)
	for _, c := range t.Document.Checks {
		if slices.Contains(Comparisons, c.Name) && strings.TrimSpace(c.Value.Text) != "" {
			continue
		}
		p.messages = append(p.messages, p.own.FieldMessage("translation-check-unknown", "checks", "name", c.Name, "allowed", strings.Join(Comparisons, ", ")))
	}
	return p.messages
}

// tell adds a message on bytes of the translation.
func (p *pair) tell(id string, start, end int, args ...string) {
	src := diag.Source{Path: p.own.File.Path, Text: p.ownText}
	p.messages, p.places = append(p.messages, diag.At(id, src, start, end, args...)), append(p.places, start)
}

// where is the place of a block of the source, as people look it up.
func (p *pair) where(j int) string {
	at := p.t.Blocks[j].Start
	line := 1 + strings.Count(string(p.sourceText[:min(max(at, 0), len(p.sourceText))]), "\n")
	return p.t.Source.File.Path + ":" + strconv.Itoa(line)
}

// at is where something that a block of the source says is missed: its
// counterpart, or the title.
func (p *pair) at(j int) (start, end int) {
	if i := p.aligned[j]; i >= 0 {
		return p.ownBlocks[i].Start, p.ownBlocks[i].End
	}
	if v, ok := p.own.Fields.Get("title"); ok {
		return v.Start, v.End
	}
	return 0, 0
}

// unlinked are the links of a source, by their numbers, to publications and sections
// that its translation does not lead to.
func unlinked(s *site.Site, t *site.Translation) []int {
	targets := func(d *document.Document, found func(i int, id string)) {
		links := d.Text().Links
		for i := range links {
			if links[i].Kind != markdown.PageLink {
				continue
			}
			to := s.Resolve(d, links[i].Destination)
			// What has no page of its own in the language may well be left out.
			if to.Node == nil || to.Node.Publication != nil && !to.Node.Publication.IsReal(t.Language) {
				continue
			}
			found(i, to.Node.ID)
		}
	}
	var out []int
	seen := map[string]bool{}
	targets(t.Document, func(_ int, id string) { seen[id] = true })
	targets(t.Source, func(i int, id string) {
		if !seen[id] {
			seen[id] = true
			out = append(out, i)
		}
	})
	return out
}

// links reports the links that are missing, where the translation says what the
// source does.
func (p *pair) links(numbers []int) {
	missing := map[[2]int][]string{}
	var places [][2]int
	for _, i := range numbers {
		l := &p.t.Source.Text().Links[i]
		at := [2]int(p.title())
		start := offset(p.sourceText, l.Range.Start)
		if j := slices.IndexFunc(p.t.Blocks, func(b translation.Block) bool { return b.Start <= start && start < b.End }); j >= 0 {
			at[0], at[1] = p.at(j)
		}
		if missing[at] == nil {
			places = append(places, at)
		}
		missing[at] = append(missing[at], l.Destination)
	}
	for _, at := range places {
		slices.Sort(missing[at])
		p.tell("translation-links", at[0], at[1], "targets", strings.Join(missing[at], ", "), "source", p.t.Source.File.Path)
	}
}

// offset is the byte at which a place of a text lies.
func offset(text []byte, at diag.Point) int {
	i := 0
	for line := 1; line < at.Line; line++ {
		next := bytes.IndexByte(text[i:], '\n')
		if next < 0 {
			return len(text)
		}
		i += next + 1
	}
	for column := 1; column < at.Column && i < len(text); column++ {
		_, size := utf8.DecodeRune(text[i:])
		i += size
	}
	return i
}

// footnotesIn are the places of the footnotes of a text: of the marks at the heads
// of lines before them.
func footnotesIn(text []byte) (all [][]int) {
	for i := 0; ; {
		n := bytes.Index(text[i:], []byte("[^"))
		if n < 0 {
			return all
		}
		i += n
		line := bytes.LastIndexByte(text[:i], '\n') + 1
		end := i + 2 + run(text[i+2:], func(c byte) bool { return c != ']' && c != '\n' })
		if i-line <= 3 && len(bytes.Trim(text[line:i], " ")) == 0 && end > i+2 && bytes.HasPrefix(text[end:], []byte("]:")) {
			all = append(all, []int{line, end + 2})
		}
		i += 2
	}
}

// footnotes reports another number of footnotes.
func (p *pair) footnotes() {
	count := func(text []byte) (int, []int) {
		all := footnotesIn(text)
		if len(all) == 0 {
			return 0, nil
		}
		return len(all), all[len(all)-1]
	}
	theirs, _ := count(p.sourceText)
	mine, last := count(p.ownText)
	if theirs == mine {
		return
	}
	if last == nil {
		last = p.title()
	}
	p.tell("translation-footnotes", last[0], last[1], "count", strconv.Itoa(mine), "expected", strconv.Itoa(theirs), "source", p.t.Source.File.Path)
}

// title is the place of the title.
func (p *pair) title() []int {
	if v, ok := p.own.Fields.Get("title"); ok {
		return []int{v.Start, v.End}
	}
	return []int{0, 0}
}

// headings reports the first place where the levels of the headings part.
func (p *pair) headings() {
	theirs, mine := p.t.Source.Text().Headings, p.own.Text().Headings
	level := func(hs []markdown.Heading, i int) string {
		if i >= len(hs) {
			return "-"
		}
		return strings.Repeat("#", hs[i].Level)
	}
	for i := range max(len(theirs), len(mine)) {
		a, b := level(theirs, i), level(mine, i)
		if a == b {
			continue
		}
		at := p.title()
		if i < len(mine) {
			end := min(mine[i].Offset+mine[i].Level, len(p.ownText))
			at = []int{min(mine[i].Offset, len(p.ownText)), end}
		}
		p.tell("translation-headings", at[0], at[1], "number", strconv.Itoa(i+1), "level", b, "expected", a, "source", p.t.Source.File.Path)
		return
	}
}

// images reports another number of pictures, players and tables from files.
func (p *pair) images() {
	count := func(d *document.Document) (n int) {
		for _, l := range d.Text().Links {
			if l.Kind != markdown.PageLink {
				n++
			}
		}
		return n
	}
	if theirs, mine := count(p.t.Source), count(p.own); theirs != mine {
		at := p.title()
		p.tell("translation-images", at[0], at[1], "count", strconv.Itoa(mine), "expected", strconv.Itoa(theirs), "source", p.t.Source.File.Path)
	}
}

var placeholder = regexp.MustCompile(`\{\{ ?[A-Za-z_][A-Za-z0-9_.]* ?\}\}|\{[A-Za-z_][A-Za-z0-9_]*\}|%\([a-z_]+\)[sd]|%[1-9]\$[sd]`)

// placeholders reports those that a block of the source holds and its
// counterpart does not.
func (p *pair) placeholders() {
	for j, text := range p.source {
		i := p.aligned[j]
		if i < 0 || !strings.ContainsAny(text, "{%") {
			continue
		}
		for _, name := range placeholder.FindAllString(text, -1) {
			if !strings.Contains(p.plain[i], name) {
				p.tell("translation-placeholder", p.ownBlocks[i].Start, p.ownBlocks[i].End, "name", name, "place", p.where(j))
			}
		}
	}
}

// longEnough is how many words a block must have to be told of as left in
// another language: a name, a title or a slogan may well be.
const longEnough = 8

// language reports blocks that were left as the source has them, or are plainly
// in another language. Notes, captions and rows hold names and titles; what
// names its own language is meant.
func (p *pair) language() {
	equal := map[uint64]bool{}
	for _, b := range p.t.Blocks {
		equal[b.Digest] = true
	}
	kin := func(tag string) string { base, _, _ := strings.Cut(tag, "-"); return base }
	same := kin(p.own.File.Language) == kin(p.t.Source.File.Language)
	verdicts := language.For(p.own.File.Language).Plainly(p.plain)
	for i, b := range p.ownBlocks {
		raw := string(p.ownText[min(b.Start, len(p.ownText)):min(b.End, len(p.ownText))])
		if b.Words < longEnough || b.Name == "note" || b.Name == "row" || b.Name == "caption" || b.Name == "html" || strings.Contains(raw, "lang=") || strings.Contains(raw, "{:") {
			continue
		}
		if verdicts[i] != "" || equal[b.Digest] && !same {
			p.tell("translation-language", b.Start, b.End, "language", p.own.File.Language)
		}
	}
}

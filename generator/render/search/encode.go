package search

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tract/generator/render/search/words"
	"tract/generator/site"
	"tract/i18n"
)

// Index is the search index of one language: the files of its folder. It is
// never altered.
type Index struct {
	files map[string][]byte
}

// File is the bytes of one file of the index, by its name.
func (x *Index) File(name string) ([]byte, bool) {
	b, ok := x.files[name]
	return b, ok
}

// head is the first file of an index: what a search needs before it knows
// which other files it needs. The names are short, for every search loads them.
type head struct {
	Version  string   `json:"v"` // of the other files, for their addresses
	Editions int      `json:"n"`
	Bounds   string   `json:"b"`           // where the files of words begin, the first left out; parted by commas
	PerFile  int      `json:"d"`           // editions in one file
	File     string   `json:"f"`           // what links end in
	Digits   string   `json:"g,omitempty"` // of the language, where they are not ASCII
	Parted   string   `json:"s,omitempty"` // what parts thousands
	Prefixes []string `json:"x,omitempty"` // see words.Language
	Rest     int      `json:"r,omitempty"`
	Attached string   `json:"a,omitempty"`
	Begin    bool     `json:"p,omitempty"` // words that begin like the one searched for are found too: no stems are known
	Words    any      `json:"t"`
}

// encode writes the files.
func (b *builder) encode() *Index {
	x := &Index{files: map[string][]byte{}}
	shape := b.site.SearchShape(b.language)
	sum := sha256.New()
	type file struct {
		name string
		data any
	}
	var files []file
	put := func(name string, data any) {
		files = append(files, file{name, data})
		sum.Write(script(name, data, ""))
	}
	bounds, shards := b.shards(shape.Words)
	for i, text := range shards {
		put("w"+strconv.Itoa(i), text)
	}
	for i := range shape.Editions {
		var some [][]string
		for j := i * site.SearchEditions; j < min((i+1)*site.SearchEditions, len(b.sources)); j++ {
			some = append(some, b.shown(&b.sources[j]))
		}
		put("d"+strconv.Itoa(i), some)
	}
	h := head{
		Editions: len(b.sources), Bounds: strings.Join(bounds, ","), PerFile: site.SearchEditions, Prefixes: b.words.Prefixes, Rest: b.words.Rest,
		Attached: b.words.Attached, Begin: !b.words.Stems(), Words: b.interfaceWords(),
	}
	h.Digits, h.Parted = number(b.language.Locale)
	if b.site.Config.Links == 0 {
		h.File = "index.html"
	}
	sum.Write(script("index", h, ""))
	h.Version = hex.EncodeToString(sum.Sum(nil)[:4])
	for _, f := range append(files, file{"index", h}) {
		x.files[f.name+".js"] = script(f.name, f.data, h.Version)
	}
	return x
}

// script is a file of the index: a call that hands data over. So it can be read
// from a disk, where a page may load scripts and nothing else. Each says which
// index it is of: a browser may have kept one file from before, and meet it with
// others of today.
func script(name string, data any, version string) []byte {
	var b bytes.Buffer
	b.WriteString(`tractSearch("` + name + `",`)
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	// Strings, numbers and slices of them have a form in JSON.
	_ = e.Encode(data)
	out := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	return append(out, `,"`+version+"\")\n"...)
}

// shown is what a result shows of an edition: title, address as it is
// written below the language's, what it is, lead and passages.
func (b *builder) shown(src *source) []string {
	if src.section != nil {
		return append([]string{b.title(src), strings.TrimPrefix(src.section.Path(b.language), b.language.Prefix+"/"), ""}, src.shown...)
	}
	e, p := src.edition, src.edition.Publication
	at := strings.TrimPrefix(p.Path(b.language), b.language.Prefix+"/")
	var about []string
	if t, ok := b.site.Catalogue.Find(b.language.Tags, "kind_"+p.Kind.Name); ok && p.Kind.Name != "page" {
		about = append(about, t.Format(b.language.Locale))
	}
	if above := p.Above; above != nil && above.IsReal(b.language) {
		about = append(about, above.Edition(b.language).Title)
	}
	if d := p.Date; !d.IsZero() {
		about = append(about, b.language.Locale.Date(i18n.Date{Year: d.Year, Month: d.Month, Day: d.Day}, i18n.Long))
	}
	return append([]string{e.Title, at, strings.Join(about, " · ")}, src.shown...)
}

// home is a form with the group that it belongs to.
type home struct {
	form  string
	group int32
}

// shards lays the words out in n files: each holds the words from its bound up
// to the next, in the order of UTF-16 units, as a browser compares.
func (b *builder) shards(n int) (bounds, texts []string) {
	all := make([]home, 0, len(b.forms))
	for i, form := range b.forms {
		all = append(all, home{form, b.groupOf[i]})
	}
	slices.SortFunc(all, func(a, b home) int { return compareUnits(a.form, b.form) })
	weigh := func(i int) int {
		g := &b.groups[all[i].group]
		if g.forms[0] == all[i].form {
			return 4 + len(all[i].form)/2 + 2*len(g.postings)
		}
		return 4
	}
	total := 0
	for i := range all {
		total += weigh(i)
	}
	from, done := 0, 0
	starts := []int{0}
	for i := range all {
		if len(starts) < n && i > from && done*n >= total*len(starts) {
			cut := b.cut(all, from, i)
			starts = append(starts, cut)
			bounds = append(bounds, bound(all[cut-1].form, all[cut].form))
			from = cut
		}
		done += weigh(i)
	}
	for len(starts) < n { // too few words for so many files
		starts = append(starts, len(all))
		bounds = append(bounds, "\uffff")
	}
	fileOf := make(map[string]int, len(all))
	for f := range starts {
		for _, h := range all[starts[f]:until(starts, f, len(all))] {
			fileOf[h.form] = f
		}
	}
	for f := range starts {
		texts = append(texts, b.shard(all[starts[f]:until(starts, f, len(all))], f, fileOf))
	}
	return bounds, texts
}

func until(starts []int, f, all int) int {
	if f+1 < len(starts) {
		return starts[f+1]
	}
	return all
}

// cut is the best place for a bound near one: where neighbours share least, so
// that the forms of a word stay together.
func (b *builder) cut(all []home, from, at int) int {
	best, least := at, 1<<30
	for i := max(from+1, at-cutNear); i < min(len(all), at+1); i++ {
		if n := len(shared(all[i-1].form, all[i].form)); n <= least {
			best, least = i, n
		}
	}
	return best
}

// cutNear is how many forms before a place a bound is looked for.
const cutNear = 40

// bound is the shortest beginning of a form that its neighbour stands before.
func bound(before, form string) string {
	common := len(shared(before, form))
	_, n := utf8.DecodeRuneInString(form[common:])
	return form[:common+n]
}

// shared is what two words have in common at their beginning.
func shared(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) {
		r, n := utf8.DecodeRuneInString(a[i:])
		if s, _ := utf8.DecodeRuneInString(b[i:]); r != s {
			break
		}
		i += n
	}
	return a[:i]
}

// shard is the words of one file: records parted by "!". A record is one
// group's forms, a sign, and its postings or another form:
//
//	<shared with the record before, one digit><stem>[,<ending>…]<sign><rest>
//
// The sign is a space before postings, "*" before those of a word too common to
// list them all, "=" before a form of another file that has the postings.
func (b *builder) shard(some []home, file int, fileOf map[string]int) string {
	var w strings.Builder
	written := map[int32]bool{}
	last := ""
	for _, h := range some {
		if written[h.group] {
			continue
		}
		written[h.group] = true
		g := &b.groups[h.group]
		var own []string
		for _, form := range g.forms {
			if fileOf[form] == file {
				own = append(own, form)
			}
		}
		slices.SortFunc(own, compareUnits)
		stem := own[0]
		for _, form := range own[1:] {
			stem = shared(stem, form)
		}
		if w.Len() > 0 {
			w.WriteByte('!')
		}
		common := shared(last, stem)
		for words.Units(common) > 35 {
			_, n := utf8.DecodeLastRuneInString(common)
			common = common[:len(common)-n]
		}
		w.WriteString(strconv.FormatInt(int64(words.Units(common)), 36))
		w.WriteString(stem[len(common):])
		if len(own) > 1 {
			for _, form := range own {
				w.WriteString("," + form[len(stem):])
			}
		}
		last = stem
		if at := b.postingsAt(g); fileOf[at] != file {
			w.WriteString("=" + at)
			continue
		}
		sign := byte(' ')
		if g.capped {
			sign = '*'
		}
		w.WriteByte(sign)
		writePostings(&w, g.postings)
	}
	return w.String()
}

// postingsAt is the form of a group in whose file its postings stand.
func (b *builder) postingsAt(g *group) string { return g.forms[0] }

// writePostings writes each posting as the distance from the edition before and
// the value, in signs from "#" to "~" without the backslash: 91 digits.
func writePostings(w *strings.Builder, postings []posting) {
	last := int32(-1)
	for _, p := range postings {
		d := int(p.edition - last - 1)
		last = p.edition
		switch {
		case d < near:
			w.WriteByte(digit91(d))
		case d < near+far*91:
			d -= near
			w.WriteByte(digit91(near + d/91))
			w.WriteByte(digit91(d % 91))
		default:
			w.WriteByte(digit91(90))
			w.WriteByte(digit91(d / 8281 % 91))
			w.WriteByte(digit91(d / 91 % 91))
			w.WriteByte(digit91(d % 91))
		}
		w.WriteByte(digit91(int(p.value)))
	}
}

// Distances below near are one digit, those of two begin with one of the far
// next ones; the last begins three more.
const near, far = 72, 18

func digit91(n int) byte {
	if n += '#'; n >= '\\' {
		n++
	}
	return byte(n)
}

// compareUnits compares as scripts do: by UTF-16 units.
func compareUnits(a, b string) int {
	common := len(shared(a, b))
	x, n := utf8.DecodeRuneInString(a[common:])
	y, m := utf8.DecodeRuneInString(b[common:])
	switch {
	case n == 0 && m == 0:
		return 0
	case n == 0:
		return -1
	case m == 0:
		return 1
	}
	return unit(x) - unit(y)
}

// unit orders code points as their UTF-16 units do.
func unit(r rune) int {
	if r > 0xffff {
		return 0xd800<<10 + int(r-0x10000)
	}
	return int(r) << 10
}

// number is how counts are written: the digits, and what parts thousands.
func number(l *i18n.Locale) (digits, parted string) {
	const latin = "0123456789"
	if digits = l.Digits(latin); digits == latin {
		digits = ""
	}
	parted = strings.Trim(l.Integer(1000), l.Digits("01"))
	return digits, parted
}

// base is the language of a tag without script and region.
func base(tag string) string {
	b, _, _ := strings.Cut(tag, "-")
	return b
}

// interfaceWords are what the script says, in the reader's language or the
// nearest that has them.
func (b *builder) interfaceWords() map[string]any {
	out := map[string]any{}
	for _, key := range []string{"results", "none", "partly", "more"} {
		t, ok := b.site.Catalogue.Find(b.language.Tags, "search_"+key)
		if ok && base(t.Lang) != base(b.language.Tag) {
			out["lang"] = t.Lang // borrowed
		}
		switch {
		case !ok:
		case t.Forms != nil:
			out[key] = t.Forms
		default:
			out[key] = t.Pattern
		}
	}
	return out
}

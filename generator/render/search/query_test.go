package search

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tract/generator/render/search/words"
)

// Searcher searches in the files of an index, as the theme's script does: what
// the two give is compared in the browser.
type Searcher struct {
	index  *Index
	head   head
	bounds []string
	words  *words.Language
	parsed map[int]map[string]*found
}

// found is a group as its record has it.
type found struct {
	forms []string
	sign  byte
	rest  string
}

type hit struct {
	level float64
	place int
}

// enough is how much of a query, in rarity of its words, a text has that is found
// for it, while there is one.
const enough = .8

// NewSearcher reads the head of an index.
func NewSearcher(x *Index) (*Searcher, error) {
	s := &Searcher{index: x, parsed: map[int]map[string]*found{}}
	if err := s.data("index", &s.head); err != nil {
		return nil, err
	}
	if s.head.Bounds != "" {
		s.bounds = strings.Split(s.head.Bounds, ",")
	}
	s.words = &words.Language{Prefixes: s.head.Prefixes, Rest: s.head.Rest, Attached: s.head.Attached}
	return s, nil
}

// data reads a file of the index.
func (s *Searcher) data(name string, into any) error {
	text, ok := s.index.File(name + ".js")
	if !ok {
		return fmt.Errorf("no file %s", name)
	}
	body, ok := strings.CutPrefix(string(text), `tractSearch("`+name+`",`)
	body, end := strings.CutSuffix(body, "\")\n")
	body, version, named := cutLast(body, ",\"")
	if !ok || !end || !named || s.head.Version != "" && version != s.head.Version {
		return fmt.Errorf("%s is no call of this index: %.60s", name, text)
	}
	return json.Unmarshal([]byte(body), into)
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// file is the words of one file.
func (s *Searcher) file(n int) map[string]*found {
	if m, ok := s.parsed[n]; ok {
		return m
	}
	m := map[string]*found{}
	s.parsed[n] = m
	var text string
	if err := s.data("w"+strconv.Itoa(n), &text); err != nil {
		panic(err)
	}
	stem := ""
	for record := range strings.SplitSeq(text, "!") {
		at := strings.IndexAny(record, " *=")
		if at < 0 {
			continue
		}
		common, _ := strconv.ParseInt(record[:1], 36, 0)
		endings := strings.Split(record[1:at], ",")
		stem = beginning(stem, int(common)) + endings[0]
		g := &found{sign: record[at], rest: record[at+1:], forms: []string{stem}}
		if len(endings) > 1 {
			g.forms = nil
			for _, e := range endings[1:] {
				g.forms = append(g.forms, stem+e)
			}
		}
		for _, f := range g.forms {
			m[f] = g
		}
	}
	return m
}

// beginning is the first n UTF-16 units of a text.
func beginning(s string, n int) string {
	for i, r := range s {
		if n <= 0 {
			return s[:i]
		}
		if n--; r > 0xffff {
			n--
		}
	}
	return s
}

func (s *Searcher) place(w string) int {
	n := 0
	for _, b := range s.bounds {
		if compareUnits(b, w) <= 0 {
			n++
		}
	}
	return n
}

func isUnspaced(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return words.Class(r) == words.Unspaced
}

// nearly says of two words that they differ by one letter, or by two that
// changed places.
func nearly(a, b string) bool {
	common := len(shared(a, b))
	x, y := []rune(a[common:]), []rune(b[common:])
	tail := func(r []rune, n int) string { return string(r[min(n, len(r)):]) }
	return tail(x, 1) == tail(y, 1) || tail(x, 1) == string(y) || string(x) == tail(y, 1) ||
		len(x) > 1 && len(y) > 1 && x[0] == y[1] && x[1] == y[0] && tail(x, 2) == tail(y, 2)
}

// groups are the groups of a word, each with how well it fits.
func (s *Searcher) groups(w string) map[*found]float64 {
	out := map[*found]float64{}
	in := s.file(s.place(w))
	if g := in[w]; g != nil {
		out[g] = 1
	}
	first, size := utf8.DecodeRuneInString(w)
	if len(out) == 0 && strings.ContainsRune(s.head.Attached, first) && words.Units(w) > 3 {
		if out = s.groups(w[size:]); len(out) > 0 {
			return out
		}
	}
	if (len(out) == 0 || s.head.Begin) && (words.Units(w) > 1 || isUnspaced(w)) {
		for n := s.place(w); n < s.place(w)+3; n++ {
			for f, g := range s.file(n) {
				if _, ok := out[g]; !ok && strings.HasPrefix(f, w) {
					out[g] = .4
				}
			}
			if n >= len(s.bounds) || !strings.HasPrefix(s.bounds[n], w) {
				break
			}
		}
	}
	// A vowel sign or virama at the end gives way to the ending of another form.
	if less := strings.TrimRightFunc(w, unicode.IsMark); len(out) == 0 && less != w && words.Units(less) > 2 && !isUnspaced(w) {
		if out = s.groups(less); len(out) > 0 {
			return out
		}
	}
	if len(out) == 0 && words.Units(w) > 3 && !isUnspaced(w) {
		best, same := max(4, float64(words.Units(w))*.6), map[*found]float64{}
		for _, f := range sortedForms(in) {
			g, n := in[f], words.Units(shared(f, w))
			if float64(n) >= best && words.Units(w)-n < 5 && words.Units(f)-n < 5 {
				if float64(n) > best {
					same = map[*found]float64{}
				}
				best = float64(n)
				same[g] = .5
			}
			if words.Units(w) > 4 && nearly(f, w) {
				out[g] = .6
			}
		}
		if len(out) == 0 {
			out = same
		}
	}
	whole := map[*found]float64{}
	for g, fit := range out {
		if g.sign == '=' {
			g = s.file(s.place(g.rest))[g.rest]
		}
		if g != nil {
			whole[g] = max(whole[g], fit)
		}
	}
	return whole
}

func sortedForms(m map[string]*found) []string {
	forms := make([]string, 0, len(m))
	for f := range m {
		forms = append(forms, f)
	}
	slices.SortFunc(forms, compareUnits)
	return forms
}

func digitOf(c byte) int {
	if c > '\\' {
		return int(c) - '#' - 1
	}
	return int(c) - '#'
}

// each gives the postings of a group.
func (g *found) each(f func(at, level, place int)) {
	at, s := -1, g.rest
	next := func() int {
		d := digitOf(s[0])
		s = s[1:]
		return d
	}
	for s != "" {
		d := next()
		switch {
		case d == 90:
			d = next()*8281 + next()*91 + next()
		case d >= near:
			d = near + (d-near)*91 + next()
		}
		at += d + 1
		value := next()
		f(at, value/places+1, value%places)
	}
}

// terms are the words of a query as they are looked up: of a run of a script
// without spaces its pairs, or its one sign.
func (s *Searcher) terms(query string) []string {
	var out []string
	add := func(p string) {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	asked := strings.FieldsFunc(query, func(r rune) bool { return words.Class(r) == words.Other })
	for _, w := range asked[:min(len(asked), 12)] {
		for folded := words.Fold(w); folded != ""; {
			run := folded
			for i, r := range folded {
				if (words.Class(r) == words.Unspaced) != isUnspaced(folded) {
					run = folded[:i]
					break
				}
			}
			folded = folded[len(run):]
			var pieces []string
			words.Pieces(run, func(p string) { pieces = append(pieces, p) })
			if isUnspaced(run) && len(pieces) > 1 {
				pieces = pieces[:len(pieces)-1]
			}
			for _, p := range pieces {
				if !isUnspaced(p) {
					p = s.words.Bare(p)
				}
				add(p)
			}
		}
	}
	return out
}

// result is an edition that a search finds.
type result struct {
	at         int
	score, has float64
	near       int
	places     uint
}

// Search gives the addresses of the editions that a query finds, the best first.
func (s *Searcher) Search(query string) ([]string, error) {
	var out []string
	results, terms := s.search(query)
	for i := range results[:min(len(results), firstShown)] {
		shown, err := s.shown(results[i].at)
		if err != nil {
			return nil, err
		}
		results[i].score *= s.titled(shown[0], terms)
	}
	order(results[:min(len(results), firstShown)])
	for _, r := range results {
		shown, err := s.shown(r.at)
		if err != nil {
			return nil, err
		}
		out = append(out, strings.TrimSuffix(shown[1], "/"))
	}
	return out, nil
}

// firstShown results are put in order once more when their titles are known.
const firstShown = 8

// titled is how much more an edition is worth whose title has words of the query
// as they are typed, and one after the other.
func (s *Searcher) titled(title string, terms []string) float64 {
	its := s.terms(title)
	pairs, same := 0, 0
	for k, t := range terms {
		at := slices.Index(its, t)
		if at < 0 {
			continue
		}
		same++
		if k > 0 && at > 0 && its[at-1] == terms[k-1] {
			pairs++
		}
	}
	return 1 + .6*float64(pairs)/float64(max(1, len(terms)-1)) + .1*float64(same)/float64(max(1, len(terms)))
}

func (s *Searcher) search(query string) ([]result, []string) {
	editions := map[int]*result{}
	needed := 0.0
	terms := s.terms(query)
	for _, t := range terms {
		gs := s.groups(t)
		hits, common := map[int]hit{}, len(gs) > 0
		for g, fit := range gs {
			common = common && g.sign == '*'
			g.each(func(at, level, place int) {
				if was, ok := hits[at]; !ok || was.level < fit*float64(level) {
					hits[at] = hit{fit * float64(level), place}
				}
			})
		}
		value := rarity(len(hits), s.head.Editions)
		if common {
			n := float64(s.head.Editions)
			value = math.Log(1 + (n-n*.7+.5)/(n*.7+.5))
		}
		counts := value
		if common && len(terms) > 1 {
			counts = 0
		}
		if len(hits) == 0 && isUnspaced(t) {
			counts /= 4
		}
		needed += counts
		for at, h := range hits {
			e := editions[at]
			if e == nil {
				e = &result{at: at}
				editions[at] = e
			}
			e.score += value * h.level
			e.has += counts
			if e.places&(1<<h.place) != 0 {
				e.near++
			}
			e.places |= 1 << h.place
		}
	}
	for _, least := range []float64{enough, .3, 0} {
		var out []result
		for _, e := range editions {
			if e.has >= least*needed {
				if needed > 0 {
					e.score *= e.has / needed
				}
				e.score *= 1 + .1*float64(min(3, e.near))
				out = append(out, *e)
			}
		}
		if len(out) > 0 {
			order(out)
			return out, terms
		}
	}
	return nil, terms
}

func order(rs []result) {
	slices.SortFunc(rs, func(a, b result) int { return cmp.Or(cmp.Compare(b.score, a.score), a.at-b.at) })
}

// shown is what the index shows of an edition.
func (s *Searcher) shown(at int) ([]string, error) {
	var some [][]string
	if err := s.data("d"+strconv.Itoa(at/s.head.PerFile), &some); err != nil {
		return nil, err
	}
	return some[at%s.head.PerFile], nil
}

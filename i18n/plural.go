package i18n

import (
	"strconv"
	"strings"
)

// Plural is the CLDR category of a count: zero, one, two, few, many or other.
func (l *Locale) Plural(n int64) string {
	return l.data.cardinal.of(operands{n: magnitude(n), i: magnitude(n)})
}

// PluralDecimal is the category of a number as it is shown, in ASCII digits
// with a point: "1.0" may want another form than "1". What is no number has
// the category other.
func (l *Locale) PluralDecimal(s string) string {
	whole, fraction, _ := strings.Cut(strings.TrimLeft(s, "+-"), ".")
	if strings.Trim(whole+fraction, "0123456789") != "" || whole == "" {
		return "other"
	}
	return l.data.cardinal.of(operandsOf(whole, fraction))
}

// Ordinal is the category of a rank: English has one (1st), two, few, other.
func (l *Locale) Ordinal(n int64) string {
	return l.data.ordinal.of(operands{n: magnitude(n), i: magnitude(n)})
}

// operands are those of UTS #35: n and i the whole part, v and w the number of
// digits after the point with and without zeros at the end, f and t these
// digits as a number.
type operands struct {
	n, i, v, w, f, t uint64
}

func operandsOf(whole, fraction string) operands {
	short := strings.TrimRight(fraction, "0")
	i := lastDigits(whole)
	return operands{
		n: i, i: i,
		v: uint64(len(fraction)), w: uint64(len(short)),
		f: lastDigits(fraction), t: lastDigits(short),
	}
}

// lastDigits is a number whose digits may be any in count. Rules look at the
// last six and at small values only: of a longer number it keeps the last
// eighteen, and that it is not small.
func lastDigits(s string) uint64 {
	s = strings.TrimLeft(s, "0")
	if len(s) > 18 {
		return number(s[len(s)-18:]) + 1e18
	}
	return number(s)
}

// pluralRules are the rules of a language in the order of trial.
type pluralRules []pluralRule

type pluralRule struct {
	category string
	any      [][]relation // or of ands
}

// relation is, for example, n % 100 != 11..19.
type relation struct {
	operand byte
	modulus uint64
	not     bool
	ranges  [][2]uint64
}

// of is the category of a number.
func (rules pluralRules) of(o operands) string {
	for _, r := range rules {
		for _, all := range r.any {
			holds := true
			for i := range all {
				if !all[i].holds(&o) {
					holds = false
					break
				}
			}
			if holds {
				return r.category
			}
		}
	}
	return "other"
}

func (r *relation) holds(o *operands) bool {
	var v uint64
	switch r.operand {
	case 'n':
		if o.t != 0 {
			return r.not // a fraction equals no whole number
		}
		v = o.n
	case 'i':
		v = o.i
	case 'v':
		v = o.v
	case 'w':
		v = o.w
	case 'f':
		v = o.f
	case 't':
		v = o.t
	}
	// The operands c and e are those of compact notation, which Tract never
	// writes: they are 0.
	if r.modulus != 0 {
		v %= r.modulus
	}
	for _, in := range r.ranges {
		if v >= in[0] && v <= in[1] {
			return !r.not
		}
	}
	return r.not
}

// rulesOf are the rules of a locale. For plurals CLDR takes the parents by
// shortening the tag alone: pt-AO counts as pt does, though its words are
// those of pt-PT.
func rulesOf(e *entry, table string) pluralRules {
	for name := e.name; ; {
		if text, ok := find(table, name); ok {
			return parseRules(text)
		}
		i := strings.LastIndexByte(name, '-')
		if i < 0 {
			return nil
		}
		name = name[:i]
	}
}

// parseRules reads "one:n = 1 and v = 0", several of them between unit
// separators. A rule that it cannot read never holds.
func parseRules(text string) pluralRules {
	var rules pluralRules
	for part := range strings.SplitSeq(text, "\x1f") {
		category, condition, ok := strings.Cut(part, ":")
		if !ok {
			continue
		}
		r := pluralRule{category: category}
		for or := range strings.SplitSeq(condition, " or ") {
			var all []relation
			whole := true
			for and := range strings.SplitSeq(or, " and ") {
				rel, ok := parseRelation(strings.Fields(and))
				whole = whole && ok
				all = append(all, rel)
			}
			if whole {
				r.any = append(r.any, all)
			}
		}
		rules = append(rules, r)
	}
	return rules
}

func parseRelation(words []string) (relation, bool) {
	var r relation
	if len(words) < 3 || len(words[0]) != 1 || !strings.Contains("nivwftce", words[0]) {
		return r, false
	}
	r.operand = words[0][0]
	words = words[1:]
	if words[0] == "%" && len(words) == 4 {
		r.modulus = number(words[1])
		words = words[2:]
	}
	if len(words) != 2 || words[0] != "=" && words[0] != "!=" {
		return r, false
	}
	r.not = words[0] == "!="
	for part := range strings.SplitSeq(words[1], ",") {
		low, high, span := strings.Cut(part, "..")
		if !span {
			high = low
		}
		from, err := strconv.ParseUint(low, 10, 63)
		to, err2 := strconv.ParseUint(high, 10, 63)
		if err != nil || err2 != nil {
			return r, false
		}
		r.ranges = append(r.ranges, [2]uint64{from, to})
	}
	return r, true
}

// Categories are the categories that counts below a thousand take in the
// language, in CLDR's order: what a message with a count must provide. French
// "many", which needs a million, is not among them.
func (l *Locale) Categories() []string {
	seen := map[string]bool{}
	for n := range int64(1000) {
		seen[l.Plural(n)] = true
	}
	var out []string
	for _, c := range categories {
		if seen[c] {
			out = append(out, c)
		}
	}
	return out
}

// categories are those of CLDR, in its order.
var categories = [...]string{"zero", "one", "two", "few", "many", "other"}

// has tells whether a language ever uses a category, for whatever number.
func (rules pluralRules) has(category string) bool {
	for _, r := range rules {
		if r.category == category {
			return true
		}
	}
	return category == "other"
}

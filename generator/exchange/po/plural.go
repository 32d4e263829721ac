package po

import (
	"regexp"
	"strconv"
	"strings"
)

// Plural is what a header says of plural forms: how many there are, and which
// one a count takes.
type Plural struct {
	Forms int
	expr  node
}

var pluralField = regexp.MustCompile(`^\s*nplurals\s*=\s*([0-9]{1,2})\s*;\s*plural\s*=\s*([^;]*?)\s*;?\s*$`)

// ReadPlural reads the field Plural-Forms. It is false for one that is no
// expression of C, as gettext defines it, or names no forms.
func ReadPlural(field string) (Plural, bool) {
	m := pluralField.FindStringSubmatch(field)
	if m == nil || len(m[2]) > 2000 {
		return Plural{}, false
	}
	n, _ := strconv.Atoi(m[1])
	p := &expression{text: m[2]}
	expr := p.ternary(0)
	p.space()
	if expr == nil || p.at < len(p.text) || n == 0 || n > maxForms {
		return Plural{}, false
	}
	plural := Plural{n, expr}
	for i := range uint64(1000) {
		if plural.Of(i) < 0 {
			return Plural{}, false
		}
	}
	return plural, true
}

// Of is the form that a count takes, or -1 where the expression gives none.
func (p Plural) Of(n uint64) int {
	v, ok := p.expr(n)
	if !ok || v >= uint64(p.Forms) {
		return -1
	}
	return int(v)
}

// node computes a part of an expression; it is false for a division by zero.
type node func(n uint64) (uint64, bool)

// expression reads C's unsigned arithmetic, by precedence.
type expression struct {
	text string
	at   int
}

func (p *expression) space() {
	for p.at < len(p.text) && strings.IndexByte(" \t\n\\", p.text[p.at]) >= 0 {
		p.at++
	}
}

// sign reads one of some signs.
func (p *expression) sign(signs ...string) string {
	p.space()
	for _, s := range signs {
		if strings.HasPrefix(p.text[p.at:], s) {
			p.at += len(s)
			return s
		}
	}
	return ""
}

// maxPluralDepth is how deep conditions and brackets nest at most.
const maxPluralDepth = 60

func (p *expression) ternary(depth int) node {
	condition := p.binary(0, depth)
	if condition == nil || p.sign("?") == "" {
		return condition
	}
	if depth > maxPluralDepth {
		return nil
	}
	yes := p.ternary(depth + 1)
	if yes == nil || p.sign(":") == "" {
		return nil
	}
	no := p.ternary(depth + 1)
	if no == nil {
		return nil
	}
	return func(n uint64) (uint64, bool) {
		c, ok := condition(n)
		switch {
		case !ok:
			return 0, false
		case c != 0:
			return yes(n)
		}
		return no(n)
	}
}

// levels are the binary operators, those that bind least first.
var levels = [][]string{{"||"}, {"&&"}, {"==", "!="}, {"<=", ">=", "<", ">"}, {"+", "-"}, {"*", "/", "%"}}

func (p *expression) binary(level, depth int) node {
	if level == len(levels) {
		return p.unary(depth)
	}
	left := p.binary(level+1, depth)
	for left != nil {
		op := p.sign(levels[level]...)
		if op == "" {
			return left
		}
		right := p.binary(level+1, depth)
		if right == nil {
			return nil
		}
		left = operate(op, left, right)
	}
	return nil
}

func operate(op string, left, right node) node {
	return func(n uint64) (uint64, bool) {
		a, ok := left(n)
		if !ok {
			return 0, false
		}
		switch {
		case op == "||" && a != 0:
			return 1, true
		case op == "&&" && a == 0:
			return 0, true
		}
		b, ok := right(n)
		if !ok || b == 0 && (op == "/" || op == "%") {
			return 0, false
		}
		truth := func(t bool) (uint64, bool) {
			if t {
				return 1, true
			}
			return 0, true
		}
		switch op {
		case "||", "&&":
			return truth(b != 0)
		case "==":
			return truth(a == b)
		case "!=":
			return truth(a != b)
		case "<":
			return truth(a < b)
		case ">":
			return truth(a > b)
		case "<=":
			return truth(a <= b)
		case ">=":
			return truth(a >= b)
		case "+":
			return a + b, true
		case "-":
			return a - b, true
		case "*":
			return a * b, true
		case "/":
			return a / b, true
		}
		return a % b, true
	}
}

func (p *expression) unary(depth int) node {
	p.space()
	if p.at >= len(p.text) || depth > maxPluralDepth {
		return nil
	}
	switch c := p.text[p.at]; {
	case c == '!':
		p.at++
		inner := p.unary(depth + 1)
		if inner == nil {
			return nil
		}
		return func(n uint64) (uint64, bool) {
			v, ok := inner(n)
			if v == 0 {
				return 1, ok
			}
			return 0, ok
		}
	case c == '(':
		p.at++
		inner := p.ternary(depth + 1)
		if inner == nil || p.sign(")") == "" {
			return nil
		}
		return inner
	case c == 'n':
		p.at++
		return func(n uint64) (uint64, bool) { return n, true }
	case c >= '0' && c <= '9':
		from := p.at
		for p.at < len(p.text) && p.text[p.at] >= '0' && p.text[p.at] <= '9' {
			p.at++
		}
		v, err := strconv.ParseUint(p.text[from:p.at], 10, 63)
		if err != nil {
			return nil
		}
		return func(uint64) (uint64, bool) { return v, true }
	}
	return nil
}

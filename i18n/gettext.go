package i18n

import (
	"strconv"
	"strings"
)

// Gettext is the plural rule of the language as gettext states it: the CLDR
// category of each form in the order of the forms, and the expression of C that
// gives a count's form. Forms are those of Categories, so that French has two of
// them, as everywhere else, though CLDR has a third for millions.
func (l *Locale) Gettext() (categories []string, expression string) {
	categories = l.Categories()
	var b strings.Builder
	for i, category := range categories {
		if i == len(categories)-1 {
			b.WriteString(strconv.Itoa(i))
			break
		}
		condition := l.data.cardinal.condition(category)
		if condition == "" {
			// What no rule holds for is what all others leave: "other", which
			// CLDR has last.
			condition = "0"
		}
		b.WriteString(condition + " ? " + strconv.Itoa(i) + " : ")
	}
	return categories, b.String()
}

// condition is the rule of a category for whole numbers.
func (rules pluralRules) condition(category string) string {
	for _, r := range rules {
		if r.category != category {
			continue
		}
		var any []string
		for _, all := range r.any {
			var parts []string
			possible := true
			for i := range all {
				part, constant := all[i].expression()
				switch {
				case constant && part == "":
					possible = false
				case !constant:
					parts = append(parts, part)
				}
			}
			switch {
			case !possible:
			case len(parts) == 0:
				return "1"
			default:
				any = append(any, strings.Join(parts, " && "))
			}
		}
		return strings.Join(any, " || ")
	}
	return ""
}

// expression is a relation for whole numbers. A constant one is "" where it
// never holds and "1" where it always does.
func (r *relation) expression() (text string, constant bool) {
	if r.operand != 'n' && r.operand != 'i' {
		// All that counts fractions is 0.
		if r.holds(&operands{}) {
			return "1", true
		}
		return "", true
	}
	operand := "n"
	if r.modulus != 0 {
		operand += " % " + strconv.FormatUint(r.modulus, 10)
	}
	var in []string
	for _, span := range r.ranges {
		from, to := strconv.FormatUint(span[0], 10), strconv.FormatUint(span[1], 10)
		switch {
		case span[0] == span[1] && r.not:
			in = append(in, operand+" != "+from)
		case span[0] == span[1]:
			in = append(in, operand+" == "+from)
		case r.not && span[0] == 0:
			in = append(in, operand+" > "+to)
		case r.not:
			in = append(in, "("+operand+" < "+from+" || "+operand+" > "+to+")")
		case span[0] == 0:
			in = append(in, operand+" <= "+to)
		default:
			in = append(in, "("+operand+" >= "+from+" && "+operand+" <= "+to+")")
		}
	}
	if r.not {
		return strings.Join(in, " && "), false
	}
	if len(in) == 1 {
		return strings.TrimSuffix(strings.TrimPrefix(in[0], "("), ")"), false
	}
	return "(" + strings.Join(in, " || ") + ")", false
}

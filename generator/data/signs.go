package data

import "strings"

// noBreak tells the spaces that look like a space and are none to YAML, TOML
// and JSON: the no-break spaces that French keyboards and word processors put
// before a colon, and their like.
func noBreak(r rune) bool {
	switch r {
	case '\u00A0', '\u202F', '\u2007', '\u2060', '\uFEFF', '\u200B', '\u2009', '\u3000':
		return true
	}
	return false
}

// noBreakLen is the length of the no-break space at the head of a text, or 0.
func noBreakLen(s string) int {
	if s == "" || s[0] < 0x80 {
		return 0
	}
	for _, r := range s {
		if noBreak(r) {
			return len(string(r))
		}
		break
	}
	return 0
}

// commaLen is the length of the comma of another script at the head of a text,
// or 0.
func commaLen(s string) int {
	for _, sign := range [...]string{"،", "，", "、"} {
		if strings.HasPrefix(s, sign) {
			return len(sign)
		}
	}
	return 0
}

// strayLen is the length of the comma or semicolon that ends a line as it does
// in other formats, with nothing but a remark after it; or 0.
func strayLen(s string) int {
	if s == "" || s[0] != ',' && s[0] != ';' {
		return 0
	}
	rest := strings.TrimLeft(s[1:], " \t")
	if rest == "" || rest[0] == '\n' || rest[0] == '\r' || rest[0] == '#' {
		return 1
	}
	return 0
}

// colonLen is the length of the colon of another script at the head of a text,
// or 0.
func colonLen(s string) int {
	for _, sign := range [...]string{"：", "﹕", "︰", "∶", "꞉"} {
		if strings.HasPrefix(s, sign) {
			return len(sign)
		}
	}
	return 0
}

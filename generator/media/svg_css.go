package media

import "strings"

// cssNotes is what filtering met and left out, in the words of the style.
type cssNotes func(what string)

// cssValue writes a CSS value anew: comments become spaces, white space is one
// space, url() leads into the same file. When anything else than plain values
// stands in it, the value is refused and bad names what. Because the output
// holds only balanced brackets, closed strings and no escape, every CSS parser
// reads it as this one did.
func cssValue(v string) (out, bad string) {
	if !strings.ContainsAny(v, "\\\"'({[<>@/)]}\t\n\r\f\x00") {
		return strings.TrimSpace(v), ""
	}
	var b strings.Builder
	var open []byte
	for i := 0; i < len(v); i++ {
		switch c := v[i]; c {
		case '\\', '{', '}', '<', 0:
			return "", string(c)
		case '@':
			return "", "@" + leadingName(v[i+1:])
		case '"', '\'':
			n := stringLength(v[i:])
			if n == 0 {
				return "", string(c)
			}
			b.WriteString(v[i : i+n])
			i += n - 1
		case '/':
			if strings.HasPrefix(v[i:], "//") {
				return "", "//"
			}
			if !strings.HasPrefix(v[i:], "/*") {
				b.WriteByte(c)
				break
			}
			end := strings.Index(v[i+2:], "*/")
			if end < 0 {
				return "", "/*"
			}
			i += end + 3
			space(&b)
		case ' ', '\t', '\n', '\r', '\f':
			space(&b)
		case '(':
			name := strings.ToLower(trailingName(b.String()))
			if name == "url" {
				ref, n := localURL(v[i:])
				if n == 0 {
					return "", "url()"
				}
				b.WriteString(ref)
				i += n - 1
				break
			}
			if name != "" && !cssFunctions[name] {
				return "", name + "()"
			}
			// SVG has "rotate (45)"; "url (" is nothing, and looks like mischief.
			if name == "" && strings.EqualFold(trailingName(strings.TrimRight(b.String(), " ")), "url") {
				return "", "url()"
			}
			open = append(open, ')')
			b.WriteByte(c)
		case '[':
			open = append(open, ']')
			b.WriteByte(c)
		case ')', ']':
			if len(open) == 0 || open[len(open)-1] != c {
				return "", string(c)
			}
			open = open[:len(open)-1]
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	if len(open) > 0 {
		return "", "("
	}
	return strings.TrimSpace(b.String()), ""
}

// space writes one space unless one stands there already.
func space(b *strings.Builder) {
	if s := b.String(); s != "" && s[len(s)-1] != ' ' {
		b.WriteByte(' ')
	}
}

// stringLength is the length of the CSS string at the head of s with its
// quotes; 0 when it is not closed or holds what could end a style element.
func stringLength(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case s[0]:
			return i + 1
		case '\\', '\n', '\r', '\f', '<', 0:
			return 0
		}
	}
	return 0
}

// localURL reads "(#name)" at the head of s, quoted or not: the reference as
// it is written anew, and how many bytes it took. 0 for any other address.
func localURL(s string) (ref string, n int) {
	end := strings.IndexByte(s, ')')
	if end < 0 {
		return "", 0
	}
	inner := strings.Trim(s[1:end], " \t\n\r\f")
	if len(inner) > 1 && (inner[0] == '"' || inner[0] == '\'') && inner[len(inner)-1] == inner[0] {
		inner = inner[1 : len(inner)-1]
	}
	if !localReference(inner) {
		return "", 0
	}
	return "(" + inner + ")", end + 1
}

// localReference says whether an address names an element of the same file and
// needs no quotes in CSS.
func localReference(s string) bool {
	return len(s) > 1 && s[0] == '#' && !strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || r == 0x7F || strings.ContainsRune(`"'()\<>{}`, r)
	})
}

func isNameByte(c byte) bool {
	return c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

func trailingName(s string) string {
	i := len(s)
	for i > 0 && isNameByte(s[i-1]) {
		i--
	}
	return s[i:]
}

func leadingName(s string) string {
	i := 0
	for i < len(s) && isNameByte(s[i]) {
		i++
	}
	return s[:i]
}

// cssDeclarations filters the inside of a style attribute or of a rule.
func cssDeclarations(s string, note cssNotes) string {
	var kept []string
	for len(s) > 0 {
		n := untilCSS(s, ";")
		d := s[:n]
		s = s[min(n+1, len(s)):]
		property, value, found := strings.Cut(stripComments(d), ":")
		property = strings.TrimSpace(property)
		if !found || property == "" {
			continue
		}
		lower := strings.ToLower(property)
		if cssForbidden[lower] {
			note(lower)
			continue
		}
		if leadingName(property) != property {
			if i := strings.IndexAny(property, `{}@\<`); i >= 0 {
				note(property[i : i+1])
			}
			continue // *zoom and such are no properties
		}
		if strings.HasPrefix(lower, "-inkscape") {
			continue
		}
		out, bad := cssValue(value)
		if bad != "" {
			note(bad)
			continue
		}
		if out != "" {
			kept = append(kept, property+":"+out)
		}
	}
	return strings.Join(kept, ";")
}

// stripComments replaces comments outside strings by a space.
func stripComments(s string) string {
	if !strings.Contains(s, "/*") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"' || s[i] == '\'':
			n := max(stringLength(s[i:]), 1)
			b.WriteString(s[i : i+n])
			i += n - 1
		case strings.HasPrefix(s[i:], "/*"):
			end := strings.Index(s[i+2:], "*/")
			if end < 0 {
				return b.String()
			}
			i += end + 3
			b.WriteByte(' ')
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// untilCSS is how many bytes stand before the first of the stop characters
// that is outside strings, comments and brackets; len(s) when there is none.
func untilCSS(s, stops string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if depth == 0 && strings.IndexByte(stops, c) >= 0 {
			return i
		}
		switch c {
		case '\\':
			i++
		case '"', '\'':
			n := stringLength(s[i:])
			if n == 0 {
				return len(s)
			}
			i += n - 1
		case '/':
			if strings.HasPrefix(s[i:], "/*") {
				end := strings.Index(s[i+2:], "*/")
				if end < 0 {
					return len(s)
				}
				i += end + 3
			}
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth = max(depth-1, 0)
		}
	}
	return len(s)
}

// maxCSSDepth bounds rules within @media within @supports.
const maxCSSDepth = 8

// cssSheet filters the inside of a style element.
func cssSheet(s string, depth int, note cssNotes) string {
	var b strings.Builder
	for {
		s = strings.TrimLeft(s, " \t\n\r\f;")
		s = strings.TrimPrefix(strings.TrimPrefix(s, "<!--"), "-->")
		n := untilCSS(s, "{;")
		prelude := s[:n]
		if n == len(s) {
			noteStatement(prelude, note)
			return b.String()
		}
		if s[n] == ';' {
			noteStatement(prelude, note)
			s = s[n+1:]
			continue
		}
		end := n + 1 + untilCSS(s[n+1:], "}")
		inside := s[n+1 : min(end, len(s))]
		s = s[min(end+1, len(s)):]
		writeRule(&b, prelude, inside, depth, note)
	}
}

// noteStatement notes a rule without a block: @import and the like.
func noteStatement(prelude string, note cssNotes) {
	prelude = strings.TrimSpace(stripComments(prelude))
	if name, ok := strings.CutPrefix(prelude, "@"); ok {
		name = strings.ToLower(leadingName(name))
		if name != "charset" && name != "namespace" {
			note("@" + name)
		}
	}
}

// writeRule writes one rule, or a conditional group with the rules inside it.
func writeRule(b *strings.Builder, prelude, inside string, depth int, note cssNotes) {
	prelude = strings.TrimSpace(stripComments(prelude))
	at := ""
	if rest, ok := strings.CutPrefix(prelude, "@"); ok {
		at = strings.ToLower(leadingName(rest))
		if !cssAtRules[at] || depth >= maxCSSDepth {
			note("@" + at)
			return
		}
		prelude = rest[len(at):]
	}
	out, bad := cssValue(prelude)
	if bad != "" || strings.Contains(out, "url(") || at == "" && out == "" {
		if bad != "" {
			note(bad)
		}
		return
	}
	if at != "" {
		if inner := cssSheet(inside, depth+1, note); inner != "" {
			b.WriteString(strings.TrimSpace("@"+at+" "+out) + "{" + inner + "}")
		}
		return
	}
	if declarations := cssDeclarations(inside, note); declarations != "" {
		b.WriteString(out + "{" + declarations + "}")
	}
}

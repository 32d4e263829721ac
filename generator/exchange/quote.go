package exchange

import (
	"encoding/json"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"tract/generator/data"
)

// scalar is a text as a format writes it, in the way in which another one was
// written there if that can say it. Indent is that of the value's own line.
func scalar(format data.Format, was, text, indent string, nested bool) string {
	switch format {
	case data.JSON:
		return jsonString(text)
	case data.TOML:
		if strings.HasPrefix(was, "'") && !strings.HasPrefix(was, "'''") && !strings.ContainsFunc(text, func(r rune) bool { return r == '\'' || unicode.IsControl(r) }) {
			return "'" + text + "'"
		}
		return data.Quote(text)
	}
	switch {
	case strings.HasPrefix(was, "|") || strings.HasPrefix(was, ">"):
		if block, ok := literal(was, text, indent); ok {
			return block
		}
	case strings.HasPrefix(was, "'"):
		if !strings.ContainsFunc(text, special) {
			return "'" + strings.ReplaceAll(text, "'", "''") + "'"
		}
	case was != "" && was[0] != '"' && isPlain(text, nested):
		return text
	}
	return data.Quote(text)
}

// special characters do not stand in YAML as they are.
func special(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\uFEFF' || r == '\uFFFE' || r == '\uFFFF' || r == utf8.RuneError
}

var plainWord = regexp.MustCompile(`^\pL[^:#\[\]{}"|>&*!%@` + "`" + `]*$`)

// isPlain says whether a text is surely read as text without quotes. It is more
// careful than YAML, whose readers differ.
func isPlain(text string, nested bool) bool {
	switch strings.ToLower(text) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf":
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	return plainWord.MatchString(text) && !strings.ContainsFunc(text, special) && !unicode.IsSpace(last) && !(nested && strings.Contains(text, ",")) &&
		!strings.ContainsFunc(text, func(r rune) bool { return r != ' ' && unicode.IsSpace(r) })
}

func jsonString(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	// It fails for values that have no form in JSON; a string has one.
	_ = e.Encode(text)
	return strings.TrimSuffix(b.String(), "\n")
}

// literal is a text of several lines as a block of YAML, indented as the block
// was; false when a block would not give the same text back. Paragraphs of a
// folded block become lines of a literal one.
func literal(was, text, indent string) (string, bool) {
	body := strings.TrimSuffix(text, "\n")
	if body == "" || strings.ContainsFunc(body, func(r rune) bool { return r != '\n' && special(r) }) || body[0] == ' ' || body[0] == '\n' || strings.HasSuffix(body, "\n") {
		return "", false
	}
	margin := indent + "  "
	for _, line := range strings.Split(was, "\n")[1:] {
		if strings.TrimSpace(line) != "" {
			margin = line[:len(line)-len(strings.TrimLeft(line, " "))]
			break
		}
	}
	lines := strings.Split(body, "\n")
	for i, line := range lines {
		if strings.TrimRight(line, " ") != line {
			return "", false
		}
		if line != "" {
			lines[i] = margin + line
		}
	}
	sign := "|-"
	if strings.HasSuffix(text, "\n") {
		sign = "|"
	}
	return sign + "\n" + strings.Join(lines, "\n"), true
}

// key is a name as a format writes it.
func key(format data.Format, name string) string {
	if format == data.JSON {
		return jsonString(name)
	}
	switch strings.ToLower(name) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		// Readers of YAML before 1.2 take them for truth values.
	default:
		if bareKey.MatchString(name) {
			return name
		}
	}
	if format == data.TOML {
		return data.Quote(name)
	}
	return data.Quote(name)
}

var bareKey = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*$`)

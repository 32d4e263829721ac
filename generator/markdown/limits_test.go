package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

// heavy are bodies that a parser may take quadratic time or boundless recursion
// over, each made of n pieces.
func heavy(n int) map[string]string {
	r := strings.Repeat
	var deep, deepNumbers, deepQuotes strings.Builder
	for i := range min(n/10, 2000) {
		deep.WriteString(r(" ", 2*i) + "- a\n")
		deepNumbers.WriteString(r(" ", 3*i) + "1. a\n")
		deepQuotes.WriteString(r("> ", i%150) + "a\n\n")
	}
	return map[string]string{
		"brackets":             r("[", n),
		"closing brackets":     r("]", n),
		"bracket pairs":        r("[", n/2) + r("]", n/2),
		"bracket words":        r("[a", n),
		"bracket emphasis":     r("[*", n) + r("]", n),
		"bracket lines":        r("[a]\n", n),
		"bang brackets":        r("![", n),
		"bang bracket pairs":   r("![", n/2) + r("]()", n/2),
		"open links":           r("[a](", n),
		"link titles":          r("[a](b \"", n),
		"link paren titles":    r("[a](b (", n),
		"link destinations":    r("[a](<b", n),
		"nested links":         r("[", n/3) + "a" + r("](b)", n/3),
		"references":           r("[a][", n),
		"reference pairs":      "[a]: b\n\n" + r("[a][b]", n),
		"definitions":          r("[a]: b\n", n),
		"definition titles":    r("[a]: b '", n),
		"labels":               r("[a]: b\n\n", n) + r("[a]", n),
		"spans":                r("[", n) + r("]{.a}", n),
		"open spans":           r("[a]{.b", n),
		"span braces":          r("[a]{", n),
		"quotes":               r(">", n),
		"spaced quotes":        r("> ", n) + "a",
		"quote lines":          r("> a\n", n),
		"quotes in steps":      deepQuotes.String(),
		"lists in a line":      r("- ", n) + "a",
		"numbers in a line":    r("1. ", n) + "a",
		"mixed in a line":      r("> - 1. * + ", n/5) + "a",
		"lists in steps":       deep.String(),
		"numbers in steps":     deepNumbers.String(),
		"list lines":           r("- a\n", n),
		"empty items":          r("-\n", n),
		"stars":                r("*", n),
		"star words":           r("*a ", n),
		"star closers":         r("a* ", n),
		"star pairs":           r("*a ", n/2) + r("a* ", n/2),
		"alternating":          r("*a_ ", n),
		"threes":               r("a**b", n) + r("c* ", n),
		"underscores":          r("_a", n),
		"tildes":               r("~~a", n),
		"tilde runs":           r("~~~a ", n),
		"backticks":            "a" + r("`", n),
		"backtick words":       r("`a``", n),
		"backtick runs":        rising("`", n),
		"angles":               r("<", n),
		"tags":                 r("<a ", n),
		"tag quotes":           r("<a b=\"", n),
		"tag quotes both":      r("<a b='<a b=\"", n),
		"spans of html":        r("<span>", n),
		"blocks of html":       r("<div>\n\n", n),
		"closed html":          r("<span>", n/2) + r("</span>", n/2),
		"closing html":         r("</span>", n),
		"comments":             r("<!--", n),
		"comment words":        r("a <!-- ", n),
		"instructions":         r("a <?", n),
		"declarations":         r("a <!A", n),
		"cdata":                r("a <![CDATA[", n),
		"scripts":              r("<script>", n),
		"script lines":         r("<script>\n", n),
		"footnotes":            footnotes(n),
		"footnote marks":       r("[^a]", n),
		"same footnote":        r("[^a] ", n) + "\n\n[^a]: b",
		"nested footnotes":     r("[^a]: ", n),
		"footnote definitions": r("[^a]: b\n", n),
		"table columns":        "|" + r("a|", n) + "\n|" + r("-|", n) + "\n" + r("|a|\n", n),
		"table rows":           "|a|b|\n|-|-|\n" + r("|c|d|\n", n),
		"table delimiters":     r("|-|\n", n),
		"table escapes":        "|a|\n|-|\n" + r("|`\\|`|\n", n),
		"attributes":           "# a " + r("{", n),
		"attribute values":     "# a " + r("{a=", n) + "}",
		"attribute classes":    "# a {" + r(".a ", n) + "}",
		"headings":             r("# a\n", n),
		"empty headings":       r("#\n", n),
		"setext":               r("a\n-\n", n),
		"fences":               r("```\n", n),
		"thematic":             r("* * *\n", n),
		"terms":                r("a\n: b\n\n", n),
		"definitions in line":  "a\n" + r(": ", n),
		"shortcodes":           r("{{< a ", n),
		"shortcode percent":    r("{% a ", n),
		"double quotes":        r("\"", n),
		"double words":         r("\"a ", n),
		"single quotes":        r("'", n),
		"single words":         r(" 'a", n),
		"dashes":               r("-- ", n),
		"colons":               r("a : ", n),
		"one word":             r("a", n*4),
		"entities":             r("&", n),
		"entity names":         r("&amp", n),
		"addresses":            r("http://a.", n),
		"address colons":       r("http://", n),
		"mail":                 r("a@", n),
		"mail underscores":     r("a_", n) + "@b.c",
		"mail list":            r("a_b@c.d ", n),
		"www":                  r("www.", n),
		"parens":               "http://a.b/" + r("(", n) + r(")", n),
		"images":               r("![a](b.png)\n\n", n),
		"bad links":            r("[a](javascript:b)\n\n", n),
		"tabs":                 r("\t", n) + "a",
		"spaces":               r(" ", n) + "a",
		"blank lines":          r("\n", n),
		"crlf":                 r("a\r\n", n),
		"nul":                  r("\x00", n),
		"invalid":              r("\xff", n),
		"long alternative":     "![" + r("*a ", n) + "](b.png)",
		"hard breaks":          r("a  \n", n),
		"callouts":             r("> [!NOTE]\n> a\n\n", n),
		"mixed direction":      r("> שלום\n>\n> a\n>\n", n),
	}
}

func rising(s string, n int) string {
	var b strings.Builder
	for i := 1; b.Len() < n*2; i++ {
		b.WriteString(strings.Repeat(s, i) + "a")
	}
	return b.String()
}

func footnotes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "[^%d]\n\n[^%d]: a\n\n", i, i)
	}
	return b.String()
}

// TestLimits compiles hostile bodies of 20,000 pieces, each within seconds even
// on a busy machine, and checks that nothing is lost in silence: the text comes
// out, or a message says that it is shown as written.
func TestLimits(t *testing.T) {
	n := 20_000
	if testing.Short() {
		n = 2_000
	}
	for name, text := range heavy(n) {
		start := time.Now()
		r := compile("fr", text)
		if took := time.Since(start); took > 8*time.Second {
			t.Errorf("%s: %v for %d bytes", name, took, len(text))
		} else if took > 300*time.Millisecond {
			t.Logf("%s: %v for %d bytes", name, took, len(text))
		}
		wellFormed(t, name, filled(r))
		if len(r.HTML) > 40*len(text)+1000 {
			t.Errorf("%s: %d bytes out of %d", name, len(r.HTML), len(text))
		}
	}
}

// TestRefused shows what is refused as it was written, with one message on its
// line.
func TestRefused(t *testing.T) {
	for _, text := range []string{
		"Text.\n\n" + strings.Repeat(">", 500) + "a <b>",
		"Text.\n\n" + strings.Repeat("- ", 500) + "a <b>",
		"Text.\n\n" + strings.Repeat("[", 20_000),
		"Text.\n\n" + strings.Repeat("*a ", 20_000) + strings.Repeat("a* ", 20_000),
		"Text.\n\n" + strings.Repeat("*a **b ", 150) + strings.Repeat("b** a* ", 150),
	} {
		r := compile("en", text)
		if messageIDs(r) != "markdown-nesting" || !bytes.HasPrefix(r.HTML, []byte("<pre>Text.\n\n")) {
			t.Errorf("%.20q…: %s, %.40s", text, messageIDs(r), r.HTML)
			continue
		}
		if m := r.Messages[0]; m.Range.Start.Line != 3 || m.File != "content/a.md" {
			t.Errorf("%.20q…: at %+v", text, m.Range)
		}
	}
	// Long rules and long lines are no nesting.
	for _, text := range []string{strings.Repeat("- ", 500), strings.Repeat("* ", 500), "a " + strings.Repeat(">", 500)} {
		if r := compile("en", text); messageIDs(r) != "" {
			t.Errorf("%.20q…: %s", text, messageIDs(r))
		}
	}
}

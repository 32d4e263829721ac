package html_test

import (
	"regexp"
	"testing"

	"tract/themes"
)

// The style sheet does without what browsers of early 2020 (Chrome 80) do not
// know: a rule with an unknown selector is lost whole, and with it the page's
// form. What such a browser leaves out without harm is not among these.
func TestStyleForOldBrowsers(t *testing.T) {
	text, err := themes.FS.ReadFile("default/assets/style.css")
	if err != nil {
		t.Fatal(err)
	}
	rules := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAll(text, nil)
	for what, pattern := range map[string]string{
		"selectors of lists, of what is inside, or without weight": `:(is|has|where)\(`,
		"layers, containers, scopes or properties of one's own":    `@(layer|container|scope|property|supports)\b`,
		"nesting": `&`, "logical shorthands": `(margin|padding)-(inline|block):|inset(-[a-z-]+)?:|border-(inline|block):`,
		"gaps of flex boxes":               `(^|[^-])\bgap:`,
		"proportions and visibility":       `aspect-ratio|content-visibility`,
		"colours that are mixed":           `color-mix|oklch|lab\(|light-dark`,
		"units of small and large screens": `\d(svh|lvh|dvh|cqw|cqi)\b`,
		"thickness in the shorthand":       `text-decoration:[^;]*\d`,
	} {
		if found := regexp.MustCompile(pattern).FindAll(rules, 3); len(found) > 0 {
			t.Errorf("%s: %q", what, found)
		}
	}
	if n := len(regexp.MustCompile(`\{`).FindAll(rules, -1)); n < 200 {
		t.Errorf("only %d rules were looked at", n)
	}
}

package html

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tract/generator/config"
	"tract/i18n"
)

// designSheet is what tract.yaml adds to the end of a theme's style sheet: the
// rhythm of scripts that the sheet does not know, the site's own tokens, and for
// languages whose digits are their own the numbers of lists and of printed
// pages. Print keeps its colours: black on white.
func designSheet(sheet []byte, c *config.Config) []byte {
	var w bytes.Buffer
	writeRhythms(&w, sheet, c)
	d := &c.Design
	if d.Light != nil {
		w.WriteString("@media screen{:root{" + tokens(d.Light) + "}}")
		w.WriteString("@media screen and (prefers-color-scheme:dark){:root{" + tokens(d.Dark) + "}}")
	}
	if d.Text != "" {
		w.WriteString(":root,[lang]{--text:var(--" + d.Text + ")}")
	}
	if d.Titles != "" {
		w.WriteString(":root,[lang]{--titles:var(--" + d.Titles + ")}")
	}
	if d.Size != 0 {
		w.WriteString("@media screen{html{font-size:" + decimal(d.Size*100) + "%}}")
	}
	if d.Space != 0 {
		w.WriteString(":root{--space:" + decimal(d.Space) + "rem}")
	}
	writeDigits(&w, c)
	return w.Bytes()
}

func decimal(n float64) string { return strconv.FormatFloat(n, 'f', -1, 32) }

func tokens(p *config.Palette) string {
	return fmt.Sprintf("--paper:%v;--panel:%v;--ink:%v;--soft:%v;--rule:%v;--accent:%v;--band:%v;--on-band:%v", p.Paper, p.Panel, p.Ink, p.Soft, p.Rule, p.Accent, p.Band, p.OnBand)
}

// writeDigits gives the languages of the site their digits. The shorter tags
// come first: what holds for ar holds for ar-MA, unless that says otherwise.
func writeDigits(w *bytes.Buffer, c *config.Config) {
	tags := make([]string, len(c.Languages))
	for i := range c.Languages {
		tags[i] = c.Languages[i].Tag
	}
	slices.SortStableFunc(tags, func(a, b string) int { return len(a) - len(b) })
	var own []string // those before this one that have digits of their own
	for _, tag := range tags {
		locale := i18n.Load(tag)
		if digits := c.Language(tag).Digits; digits != "" {
			if with, err := locale.WithDigits(digits); err == nil {
				locale = with
			}
		}
		style := locale.CounterStyle()
		switch {
		case style != "":
			own = append(own, tag)
		case slices.ContainsFunc(own, func(parent string) bool { return strings.HasPrefix(tag, parent+"-") }):
			style = "decimal"
		default:
			continue
		}
		fmt.Fprintf(w, ":lang(%s){--digits:%s}", tag, style)
		if style != "decimal" {
			fmt.Fprintf(w, "@media print{body:lang(%s){page:%s}}@page %s{@bottom-center{content:counter(page,%s)}}", tag, style, style, style)
		}
	}
}

package main

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tract/generator/diag"
	"tract/generator/review"
	"tract/generator/site"
	"tract/generator/translation"
)

// diffCommand shows which blocks of a translation are to be done.
func (a *app) diffCommand() *cobra.Command {
	var f siteFlags
	var format, language string
	cmd := &cobra.Command{Use: a.say("use-diff"), Short: a.say("diff"), Long: a.say("diff-long"), Args: cobra.ArbitraryArgs}
	cmd.Flags().StringVar(&f.source, "source", ".", a.say("flag-source"))
	cmd.Flags().StringVar(&language, "lang", "", a.say("flag-only-lang"))
	cmd.Flags().StringVar(&format, "format", "text", a.say("flag-diff-format"))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usageError{errors.New(a.say("diff-usage"))}
		}
		if !slices.Contains([]string{"text", "html"}, format) {
			return a.wrongFormat(format, "text", "html")
		}
		return a.translations(f, func(t *translations) error {
			tag, ok := t.language(language)
			if !ok {
				return nil
			}
			found, ok := t.files(args)
			if !ok {
				return nil
			}
			var all []comparison
			for _, x := range found {
				of := []*site.Translation{x}
				if x.State == translation.Source {
					of = t.of(x)
				}
				for _, x := range of {
					if tag == "" || x.Language.Tag == tag {
						all = append(all, comparison{t.desk().Compare(a.ctx, x)})
					}
				}
			}
			if format == "html" {
				return a.diffHTML(all)
			}
			var lines []string
			for _, c := range all {
				lines = append(lines, c.lines(a)...)
			}
			if len(lines) == 0 {
				lines = []string{a.say("diff-none")}
			}
			return a.lines(lines)
		})
	}
	return cmd
}

// comparison is a translation beside what its source said and says, to be printed.
type comparison struct{ review.Comparison }

// lines are the comparison for a terminal.
func (c *comparison) lines(a *app) []string {
	out := []string{c.head(a)}
	if c.Uncorrected() {
		out = append(out, "", "  "+a.correction(c.Translation))
	}
	for _, d := range c.Differences {
		place := ""
		if d.Line > 0 {
			place = ":" + strconv.Itoa(d.Line)
		}
		out = append(out, "", a.say("diff-block", d.Number, a.block(d.Name), a.say("diff-"+d.Kind)))
		switch {
		case d.Kind == review.Removed && !d.Known:
			out = append(out, "  "+a.say("diff-unknown"))
		case d.Kind == review.Removed:
			out = append(out, "  "+a.say("diff-source", c.Source.File.Language)+" "+mark(a, translation.Gone, d.Before))
		case d.Kind == review.Doubtful && d.After == "":
			if d.Known {
				out = append(out, "  "+a.say("diff-source", c.Source.File.Language)+" "+clean(d.Before))
			}
			out = append(out, "  "+a.doubt(&d))
		case d.Kind == review.Moved || d.Kind == review.Doubtful:
			out = append(out, "  "+a.say("diff-source", c.Source.File.Language)+" "+clean(d.After))
		case d.Kind == review.Added:
			out = append(out, "  "+a.say("diff-source", c.Source.File.Language)+" "+mark(a, translation.Fresh, d.After))
		case d.Known:
			out = append(out, "  "+a.say("diff-source", c.Source.File.Language)+" "+marked(a, d.Before, d.After))
		default:
			out = append(out, "  "+a.say("diff-source", c.Source.File.Language)+" "+clean(d.After), "  "+a.say("diff-unknown"))
		}
		if d.Own != "" {
			out = append(out, "  "+a.say("diff-own", c.Language.Tag)+" "+clean(d.Own)+"  ("+c.Document.File.Path+place+")")
		} else if d.Kind == review.Changed || d.Kind == review.Doubtful && d.After != "" {
			out = append(out, "  "+a.say("diff-own-none", c.Language.Tag))
		}
	}
	return append(out, "")
}

// head is the line on the whole of a translation.
func (c *comparison) head(a *app) string {
	text := named(c.Translation) + ": " + a.state(c.Translation)
	if from := sourcePath(c.Translation); from != "" && c.Document != c.Source {
		text += "  ← " + from
	}
	return text
}

// doubt says what is unsure of a line of a record that no block goes with.
func (a *app) doubt(d *review.Difference) string {
	if d.Name == "" {
		return a.say("diff-unreadable")
	}
	return a.say("diff-one-side")
}

// block is what a block is called: a field of the front matter by its name. A line
// of a record that cannot be read has none.
func (a *app) block(name string) string {
	if name == "" {
		return a.say("block-line")
	}
	if slices.Contains([]string{"h", "p", "li", "row", "caption", "note", "def", "html"}, name) {
		return a.say("block-" + name)
	}
	return a.say("block-field", name)
}

// marked shows what became of a text: what is gone and what is new.
func marked(a *app, before, after string) string {
	var b strings.Builder
	for _, p := range translation.CompareWords(before, after) {
		b.WriteString(mark(a, p.Kind, p.Text))
	}
	return b.String()
}

// mark marks a piece: with colour on a terminal, else with signs.
func mark(a *app, kind translation.PieceKind, text string) string {
	text = clean(text)
	body := strings.TrimRight(text, " ")
	rest := text[len(body):]
	switch {
	case kind == translation.Kept || body == "":
		return text
	case a.colour() && kind == translation.Gone:
		return "\x1b[31;9m" + body + "\x1b[0m" + rest
	case a.colour():
		return "\x1b[32;4m" + body + "\x1b[0m" + rest
	case kind == translation.Gone:
		return "[-" + body + "-]" + rest
	}
	return "{+" + body + "+}" + rest
}

// clean takes out of a text what would steer a terminal.
func clean(text string) string { return diag.Visible(text) }

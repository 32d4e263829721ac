package main

import (
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/history"
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
						all = append(all, t.compare(x))
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

// comparison is a translation beside what its source said and says.
type comparison struct {
	*site.Translation
	differences []difference
}

// difference is one block that is to be looked at.
type difference struct {
	number int // as confirm --block takes it
	name   string
	kind   string // changed, added, removed
	known  bool   // what the source said is known
	before string // what it said
	after  string // what it says; "" for what is removed
	own    string // what the translation says; "" where it says nothing
	line   int    // of the translation's block in its file, from 1
}

// compare finds what differs. What the source said is looked up in git; without
// it only what it says now is shown.
func (t *translations) compare(x *site.Translation) comparison {
	c := comparison{Translation: x}
	if x.State != translation.Outdated {
		return c
	}
	own := t.blocks(x)
	mine, _ := fs.ReadFile(t.build.Files, x.Document.File.Path)
	source, _ := fs.ReadFile(t.build.Files, x.Source.File.Path)
	pairs := translation.Counterparts(x.Record, x.Difference, x.Blocks, own)
	wanted := map[uint64]bool{}
	for _, ch := range x.Difference.Blocks {
		if ch.Kind == translation.Changed {
			wanted[x.Record.Lines[ch.Line].Source] = true
		}
	}
	for _, i := range x.Difference.Removed {
		wanted[x.Record.Lines[i].Source] = true
	}
	words := t.words(x, wanted)
	say := func(d *difference, j int) {
		if j >= 0 {
			d.own = own[j].Written(mine)
			d.line = 1 + strings.Count(string(mine[:min(own[j].Start, len(mine))]), "\n")
		}
	}
	for j, ch := range x.Difference.Blocks {
		b := &x.Blocks[j]
		d := difference{number: j + 1, name: b.Name, after: b.Written(source)}
		switch ch.Kind {
		case translation.Changed:
			d.kind = "changed"
			d.before, d.known = words[x.Record.Lines[ch.Line].Source]
			say(&d, pairs[j])
		case translation.Added:
			d.kind, d.known = "added", true
		default:
			continue
		}
		c.differences = append(c.differences, d)
	}
	at := map[uint64]int{}
	for j, b := range own {
		at[b.Digest] = j
	}
	for k, i := range x.Difference.Removed {
		line := x.Record.Lines[i]
		d := difference{number: len(x.Blocks) + k + 1, name: line.Name, kind: "removed"}
		d.before, d.known = words[line.Source]
		if j, ok := at[line.Own]; ok && line.Own != 0 {
			say(&d, j)
		}
		c.differences = append(c.differences, d)
	}
	return c
}

// words looks for what blocks of a source said in its history, by their digests.
func (t *translations) words(x *site.Translation, wanted map[uint64]bool) map[uint64]string {
	found := map[uint64]string{}
	repo, there := history.Open(t.app.ctx, t.flags.source)
	if !there || len(wanted) == 0 {
		return found
	}
	for _, v := range repo.Versions(t.app.ctx, x.Source.File.Path, maxVersions) {
		text, err := repo.Text(t.app.ctx, v)
		if err != nil {
			continue
		}
		var d *document.Document = t.loaded.Compile(x.Source.File, text)
		for _, b := range translation.Blocks(d, x.Kind, t.site.Kinds.Common) {
			if _, have := found[b.Digest]; wanted[b.Digest] && !have {
				found[b.Digest] = b.Written(text)
			}
		}
		if len(found) == len(wanted) {
			break
		}
	}
	return found
}

// lines are the comparison for a terminal.
func (c *comparison) lines(a *app) []string {
	out := []string{c.head(a)}
	for _, d := range c.differences {
		place := ""
		if d.line > 0 {
			place = ":" + strconv.Itoa(d.line)
		}
		out = append(out, "", a.say("diff-block", d.number, a.block(d.name), a.say("diff-"+d.kind)))
		switch {
		case d.kind == "removed" && !d.known:
			out = append(out, "  "+a.say("diff-unknown"))
		case d.kind == "removed":
			out = append(out, "  "+a.say("diff-source", c.Source.File.Language)+" "+mark(a, translation.Gone, d.before))
		case d.kind == "added":
			out = append(out, "  "+a.say("diff-source", c.Source.File.Language)+" "+mark(a, translation.Fresh, d.after))
		case d.known:
			out = append(out, "  "+a.say("diff-source", c.Source.File.Language)+" "+marked(a, d.before, d.after))
		default:
			out = append(out, "  "+a.say("diff-source", c.Source.File.Language)+" "+clean(d.after), "  "+a.say("diff-unknown"))
		}
		if d.own != "" {
			out = append(out, "  "+a.say("diff-own", c.Language.Tag)+" "+clean(d.own)+"  ("+c.Document.File.Path+place+")")
		} else if d.kind == "changed" {
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

// block is what a block is called: a field of the front matter by its name.
func (a *app) block(name string) string {
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

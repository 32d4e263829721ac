package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tract/generator/build"
	"tract/generator/diag"
	"tract/generator/document"
	"tract/generator/history"
	"tract/generator/review"
	"tract/generator/site"
	"tract/generator/translation"
)

// confirmation is what "tract translate confirm" was asked.
type confirmation struct {
	all, minor              bool
	language, from, message string
	since                   string
	blocks                  []int
	names                   []string
}

// confirmCommand notes that translations follow their sources.
func (a *app) confirmCommand() *cobra.Command {
	var f siteFlags
	var c confirmation
	cmd := &cobra.Command{Use: a.say("use-confirm"), Short: a.say("confirm"), Long: a.say("confirm-long"), Args: cobra.ArbitraryArgs}
	cmd.Flags().StringVar(&f.source, "source", ".", a.say("flag-source"))
	cmd.Flags().BoolVar(&c.all, "all", false, a.say("flag-confirm-all"))
	cmd.Flags().StringVar(&c.language, "lang", "", a.say("flag-only-lang"))
	cmd.Flags().BoolVar(&c.minor, "minor", false, a.say("flag-minor"))
	cmd.Flags().StringVar(&c.since, "since", "", a.say("flag-since"))
	cmd.Flags().IntSliceVar(&c.blocks, "block", nil, a.say("flag-block"))
	cmd.Flags().StringSliceVar(&c.names, "name", nil, a.say("flag-name"))
	cmd.Flags().StringVar(&c.from, "from-commit", "", a.say("flag-from-commit"))
	cmd.Flags().StringVar(&c.message, "message", "", a.say("flag-message"))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		some := len(c.blocks)+len(c.names) > 0
		switch {
		case c.from != "" && (len(args) > 0 || c.all || c.minor || some), c.from == "" && c.message != "",
			c.from == "" && !c.all && len(args) == 0, c.all && (len(args) > 0 || c.minor || some), c.minor && some, c.since != "" && !c.minor:
			return usageError{errors.New(a.say("confirm-usage"))}
		}
		return a.translations(f, func(t *translations) error {
			tag, ok := t.language(c.language)
			if !ok {
				return nil
			}
			c.language = tag
			return t.confirm(c, args)
		})
	}
	return cmd
}

// record is a record to be written.
type record struct {
	of   *site.Translation
	says *translation.Record
}

func (t *translations) confirm(c confirmation, args []string) error {
	var records []record
	var err error
	ok := true
	switch {
	case c.from != "":
		records, ok, err = t.fromCommits(c)
	case c.all:
		for _, x := range t.all {
			if r, fit := t.whole(x); fit && (c.language == "" || x.Language.Tag == c.language) {
				records = append(records, r)
			}
		}
	default:
		records, ok = t.fromFiles(c, args)
	}
	if err != nil || !ok {
		return err
	}
	return t.write(records)
}

// whole is the record of a translation that follows its source throughout.
func (t *translations) whole(x *site.Translation) (r record, fit bool) {
	says, fit := t.desk().Whole(x)
	return record{x, says}, fit
}

// fromFiles are the records of the texts that were named, or of the translations
// of the sources that were.
func (t *translations) fromFiles(c confirmation, args []string) ([]record, bool) {
	a := t.app
	found, ok := t.files(args)
	if !ok {
		return nil, false
	}
	single := len(found) == len(args)
	var out []record
	for _, x := range found {
		if c.language != "" && x.Language.Tag != c.language && !c.minor {
			continue
		}
		if c.minor {
			if x.State != translation.Source {
				if !single {
					continue
				}
				_ = a.refusal("confirm-minor-source", x.Document.File.Path)
				return nil, false
			}
			before, ok := t.before(x, c.since)
			if !ok {
				return nil, false
			}
			out = append(out, t.minor(x, before, c.language)...)
			continue
		}
		r, fit := t.whole(x)
		if !fit {
			if !single {
				continue // of a folder: what can be confirmed
			}
			args := []any{x.Document.File.Path}
			if x.State == translation.Untranslated {
				args = append(args, a.called(x.Still))
			}
			_ = a.refusal("confirm-"+x.State.String(), args...)
			return nil, false
		}
		if len(c.blocks)+len(c.names) > 0 {
			if r, ok = t.some(x, c); !ok {
				return nil, false
			}
		}
		out = append(out, r)
	}
	return out, true
}

// some confirms single blocks.
func (t *translations) some(x *site.Translation, c confirmation) (record, bool) {
	if x.Record == nil {
		_ = t.app.refusal("confirm-no-record", x.Document.File.Path)
		return record{}, false
	}
	total := review.Numbers(x)
	for _, n := range c.blocks {
		if n < 1 || n > total {
			_ = t.app.refusal("confirm-no-block", n, x.Document.File.Path, total)
			return record{}, false
		}
	}
	for _, asked := range c.names {
		n := 1
		for n <= total && review.Name(x, n) != asked {
			n++
		}
		if n > total {
			_ = t.app.refusal("confirm-no-name", asked, x.Document.File.Path)
			return record{}, false
		}
	}
	return record{x, t.desk().Some(x, func(n int) bool {
		return slices.Contains(c.blocks, n) || slices.Contains(c.names, review.Name(x, n))
	})}, true
}

// before are the blocks of a source before its last correction: in git, the
// newest version that says something else, or that of the commit named. Without
// git they are what the record says that follows the source most closely: that
// translation is taken to have been up to date.
func (t *translations) before(x *site.Translation, since string) ([]translation.Block, bool) {
	a := t.app
	repo, there := history.Open(a.ctx, t.flags.source)
	file := x.Document.File.Path
	if since != "" {
		if !there {
			_ = a.refusal("no-git")
			return nil, false
		}
		text, err := repo.Text(a.ctx, history.Version{Commit: since, Path: file})
		if err != nil {
			_ = a.refusal("no-version", file, since)
			return nil, false
		}
		return t.desk().Compiled(x, text), true
	}
	if there {
		for _, v := range repo.Versions(a.ctx, file, review.MaxVersions) {
			text, err := repo.Text(a.ctx, v)
			if err != nil {
				continue
			}
			if blocks := t.desk().Compiled(x, text); !translation.Alike(blocks, x.Blocks) {
				return blocks, true
			}
		}
	}
	best := -1
	var out []translation.Block
	for _, other := range t.of(x) {
		if other.Record == nil {
			continue
		}
		changed, added, removed, _ := other.Difference.Counts()
		if n := changed + added + removed; other.State == translation.Outdated && (best < 0 || n < best) {
			best, out = n, other.Record.Then()
		}
	}
	return out, true
}

// minor are the records of the translations of a source after a correction that
// changes no meaning.
func (t *translations) minor(x *site.Translation, before []translation.Block, language string) []record {
	var out []record
	for _, other := range t.of(x) {
		if other.State == translation.Outdated && (language == "" || other.Language.Tag == language) {
			out = append(out, record{other, translation.Minor(other.Record, before, x.Blocks, t.desk().Blocks(other))})
		}
	}
	return out
}

// said are the lines by which a commit's message says what its change means.
var said = regexp.MustCompile(`(?mi)^\s*Tract:\s*(follows source|minor)\s*\.?\s*$`)

// fromCommits does what the messages of commits ask for the files that they
// changed. Where a message is given, it is that of all of them together, as that
// of a pull request.
func (t *translations) fromCommits(c confirmation) ([]record, bool, error) {
	a := t.app
	repo, there := history.Open(a.ctx, t.flags.source)
	if !there {
		return nil, false, a.refusal("no-git")
	}
	commits, err := repo.Commits(a.ctx, c.from)
	if err != nil {
		return nil, false, a.refusal("no-commit", c.from, err.Error())
	}
	by := map[string]*site.Translation{}
	for _, x := range t.all {
		if x.Document != nil {
			by[x.Document.File.Path] = x
		}
	}
	records := map[*site.Translation]*translation.Record{} // as the commits so far leave them
	current := func(x *site.Translation) *translation.Record {
		if r, done := records[x]; done {
			return r
		}
		return x.Record
	}
	for _, commit := range commits {
		follows, minor := asked(commit.Message + "\n" + c.message)
		for _, file := range commit.Files {
			x := by[file]
			switch {
			case x == nil || x.Source == nil || x.State == translation.Untranslated:
			case follows && x.State != translation.Source:
				records[x] = translation.New(x.Source.File.Language, t.at(repo, commit.Name, x, x.Source), t.at(repo, commit.Name, x, x.Document))
				records[x].Correction = t.correctionAt(repo, commit.Name, x)
			case minor && x.State == translation.Source:
				before := t.at(repo, commit.Name+"^", x, x.Document)
				if before == nil {
					continue // it is new with this commit
				}
				after := t.at(repo, commit.Name, x, x.Document)
				for _, other := range t.of(x) {
					if r := current(other); r != nil && r.Source == x.Language.Tag {
						records[other] = translation.Minor(r, before, after, t.desk().Blocks(other))
					}
				}
			}
		}
	}
	var out []record
	for _, x := range t.all {
		if r, ok := records[x]; ok && (c.language == "" || x.Language.Tag == c.language) {
			out = append(out, record{x, r})
		}
	}
	return out, true, nil
}

// asked is what a message says of its change.
func asked(message string) (follows, minor bool) {
	for _, m := range said.FindAllStringSubmatch(message, -1) {
		if strings.EqualFold(m[1], "minor") {
			minor = true
		} else {
			follows = true
		}
	}
	return follows, minor
}

// at are the blocks that an edition had with a commit; nil where it was not there.
func (t *translations) at(repo *history.Repository, commit string, x *site.Translation, d *document.Document) []translation.Block {
	text, err := repo.Text(t.app.ctx, history.Version{Commit: commit, Path: d.File.Path})
	if err != nil {
		return nil
	}
	return translation.Blocks(t.loaded.Compile(d.File, text), x.Kind, t.site.Kinds.Common)
}

// correctionAt is the correction that a source edition declared with a commit.
func (t *translations) correctionAt(repo *history.Repository, commit string, x *site.Translation) uint64 {
	text, err := repo.Text(t.app.ctx, history.Version{Commit: commit, Path: x.Source.File.Path})
	if err != nil {
		return 0
	}
	return translation.Correction(t.loaded.Compile(x.Source.File, text).Inherited.Correction, x.Source.File.Language)
}

// write writes records that say something new, and says which: all, or none where
// one of them must not be written over.
func (t *translations) write(records []record) error {
	a := t.app
	var refused []diag.Message
	for _, r := range records {
		var of *review.Refused
		if errors.As(t.desk().Refuses(r.of), &of) {
			refused = append(refused, of.Message)
		}
	}
	if len(refused) > 0 {
		a.exit = exitContent
		build.FillExcerpts(t.build.Files, refused)
		return a.print(t.flags, refused)
	}
	var lines []string
	for _, r := range records {
		written, err := t.desk().Write(r.of, r.says)
		if err != nil {
			return err
		}
		if !written {
			continue
		}
		lines = append(lines, "  "+shown(t.flags.source, r.of.RecordFile))
	}
	if len(lines) == 0 {
		return a.lines([]string{a.say("confirm-nothing")})
	}
	head := a.say("confirm-done", len(lines))
	if len(lines) > most {
		lines = append(lines[:most:most], "  "+a.say("confirm-more", len(lines)-most))
	}
	_, err := fmt.Fprintln(a.stdout, head+"\n"+strings.Join(lines, "\n"))
	return err
}

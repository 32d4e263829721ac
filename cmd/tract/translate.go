package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"tract/generator/build"
	"tract/generator/config"
	"tract/generator/output"
	"tract/generator/review"
	"tract/generator/site"
	"tract/generator/translation"
	"tract/i18n"
)

// translateCommand is what translators and those who coordinate them work with.
func (a *app) translateCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "translate", Short: a.say("translate"), Long: a.say("translate-long"), Args: cobra.ArbitraryArgs}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usageError{errors.New(a.say("translate-usage"))}
		}
		return cmd.Help()
	}
	cmd.AddCommand(a.statusCommand(), a.diffCommand(), a.confirmCommand(), a.exportCommand(), a.importCommand())
	for _, c := range cmd.Commands() {
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = a.say("flag-help")
	}
	return cmd
}

// translations is a site that is read for its translations: nothing is checked
// and no page is asked for.
type translations struct {
	app    *app
	flags  siteFlags
	build  build.Settings
	loaded *build.Loaded
	site   *site.Site
	all    []*site.Translation
}

// translations reads a site and hands it on, with its drafts and languages that
// are not published yet: those are what is worked on.
func (a *app) translations(f siteFlags, then func(*translations) error) error {
	f.format = "text"
	s, err := f.settings(a)
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(f.source, config.File)); err != nil {
		return a.refusal("new-no-site")
	}
	s.Options.Drafts = true
	scratch, err := output.Scratch()
	if err != nil {
		return err
	}
	defer scratch.Close()
	s.Scratch = scratch
	// Bodies are compiled when somebody asks for them: most are asked for nothing.
	l := build.Open(s).Load(build.Changes{All: true})
	if l.Site == nil {
		l.Messages = l.Check()
		return a.unread(s, f, l)
	}
	return then(&translations{a, f, s, l, l.Site, l.Site.Translations()})
}

// language checks the language that was asked for, and gives its tag as it is
// configured; "" for all.
func (t *translations) language(tag string) (string, bool) {
	if tag == "" {
		return "", true
	}
	if l := t.site.Config.Language(tag); l != nil {
		return l.Tag, true
	}
	_ = t.app.refusal("new-lang", tag, tags(t.site))
	return "", false
}

// files are the translations that paths name: of texts, or of folders that hold
// some. The text of a source edition names the source itself. ok is false when one
// names nothing, which has been said.
func (t *translations) files(args []string) (found []*site.Translation, ok bool) {
	for _, arg := range args {
		name := strings.TrimSuffix(inSite(t.flags.source, arg), "/")
		n := len(found)
		for _, x := range t.all {
			if x.Document != nil && (x.Document.File.Path == name || strings.HasPrefix(x.Document.File.Path, name+"/")) && !slices.Contains(found, x) {
				found = append(found, x)
			}
		}
		if len(found) == n && !slices.ContainsFunc(found, func(x *site.Translation) bool { return x.Document.File.Path == name }) {
			_ = t.app.refusal("no-text", arg)
			return nil, false
		}
	}
	return found, true
}

// of are the translations of a source edition.
func (t *translations) of(source *site.Translation) []*site.Translation {
	var out []*site.Translation
	for _, x := range t.all {
		if x.ID == source.ID && x != source && x.Document != nil && x.Source == source.Document {
			out = append(out, x)
		}
	}
	return out
}

// desk is where they are set beside their sources, and confirmed.
func (t *translations) desk() *review.Desk {
	return &review.Desk{Loaded: t.loaded, Folder: t.flags.source}
}

// called is a language in the language of the messages.
func (a *app) called(tag string) string {
	if tag == "" || tag == "und" {
		return a.say("state-other-language")
	}
	name, ok := i18n.Load(string(a.lang)).Language(tag)
	if !ok {
		return tag
	}
	return name
}

// state is what people call a state.
func (a *app) state(x *site.Translation) string {
	if x.State == translation.Untranslated {
		return a.say("state-untranslated", a.called(x.Still))
	}
	return a.say("state-" + x.State.String())
}

// section is the folder that a publication is counted under: its first.
func section(x *site.Translation) string {
	first, _, nested := strings.Cut(x.ID, "/")
	if !nested {
		return "/"
	}
	return first
}

// sourcePath is where the source edition lies: of an orphan, what it has become.
func sourcePath(x *site.Translation) string {
	switch {
	case x.Source != nil:
		return x.Source.File.Path
	case x.Found != nil:
		return x.Found.File.Path
	}
	return ""
}

// filePath is where the edition lies; "" where it is missing.
func filePath(x *site.Translation) string {
	if x.Document == nil {
		return ""
	}
	return x.Document.File.Path
}

// named is a translation as people find it: its file, or the source's with the
// language that is missing.
func named(x *site.Translation) string {
	if x.Document != nil {
		return x.Document.File.Path
	}
	return path.Clean(x.ID) + " [" + x.Language.Tag + "]"
}

// colour says whether what goes to stdout may be coloured.
func (a *app) colour() bool {
	f, ok := a.stdout.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// lines writes lines to stdout.
func (a *app) lines(lines []string) error {
	_, err := fmt.Fprintln(a.stdout, strings.Join(lines, "\n"))
	return err
}

// wrongFormat is the fault of a form that a command does not have.
func (a *app) wrongFormat(format string, allowed ...string) error {
	return usageError{errors.New(a.say("bad-format-of", strings.Join(allowed, ", "), format))}
}

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

	"tract/generator/build"
	"tract/generator/config"
	"tract/generator/diag"
	"tract/generator/output"
	"tract/generator/scaffold"
	"tract/generator/site"
	"tract/i18n"
)

// newCommand begins things: a site, a publication, a translation.
func (a *app) newCommand() *cobra.Command {
	f := siteFlags{format: "text"}
	var language, title string
	cmd := &cobra.Command{Use: "new", Short: a.say("new"), Long: a.say("new-long"), Args: cobra.ArbitraryArgs}
	cmd.Flags().StringVar(&f.source, "source", ".", a.say("flag-source"))
	cmd.Flags().StringVar(&language, "lang", "", a.say("flag-lang"))
	cmd.Flags().StringVar(&title, "title", "", a.say("flag-title"))
	cmd.Flags().StringVar(&f.date, "date", "", a.say("flag-date"))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) != 2 {
			return usageError{errors.New(a.say("new-usage"))}
		}
		return a.newPublication(f, scaffold.Request{Kind: args[0], Slug: args[1], Language: language, Title: title, Messages: a.lang})
	}
	cmd.AddCommand(a.newSiteCommand(), a.newTranslationCommand())
	for _, c := range cmd.Commands() {
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = a.say("flag-help")
	}
	return cmd
}

func (a *app) newSiteCommand() *cobra.Command {
	var languages []string
	var title string
	cmd := &cobra.Command{Use: a.say("use-site"), Short: a.say("new-site"), Args: cobra.ArbitraryArgs}
	cmd.Flags().StringSliceVar(&languages, "lang", nil, a.say("flag-langs"))
	cmd.Flags().StringVar(&title, "title", "", a.say("flag-site-title"))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) != 1 || args[0] == "" {
			return usageError{errors.New(a.say("new-usage"))}
		}
		if len(languages) == 0 {
			languages = []string{localeLanguage(os.Getenv)}
		}
		files, err := scaffold.Site(languages, title)
		if err == nil {
			err = writeAll(args[0], files)
		}
		if err != nil {
			return a.refused(err, args[0])
		}
		return a.made(args[0], files, a.say("new-site-next", filepath.ToSlash(filepath.Clean(args[0]))))
	}
	return cmd
}

func (a *app) newTranslationCommand() *cobra.Command {
	f := siteFlags{format: "text"}
	var language string
	cmd := &cobra.Command{Use: a.say("use-translation"), Short: a.say("new-translation"), Args: cobra.ArbitraryArgs}
	cmd.Flags().StringVar(&f.source, "source", ".", a.say("flag-source"))
	cmd.Flags().StringVar(&language, "lang", "", a.say("flag-lang"))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usageError{errors.New(a.say("new-usage"))}
		}
		s, l, err := a.open(f)
		if err != nil || l == nil {
			return err
		}
		if language == "" {
			return usageError{errors.New(a.say("new-need-lang", tags(l.Site)))}
		}
		name := inSite(f.source, args[0])
		file, err := scaffold.Translation(l.Site, s.Files, name, language, a.lang)
		if err == nil {
			err = writeAll(f.source, []scaffold.File{file})
		}
		made := []scaffold.File{file}
		if record, ok := begun(l.Site, name, language); ok && err == nil {
			made = append(made, record)
			err = output.WriteFile(place(f.source, record), record.Content, false)
		}
		var r *scaffold.Refusal
		if errors.As(err, &r) && r.Reason == scaffold.Broken {
			return a.brokenText(s, f, l, r)
		}
		if err != nil {
			return a.refused(err, f.source)
		}
		return a.made(f.source, made, a.say("new-translation-next"))
	}
	return cmd
}

// newPublication begins a publication of a kind.
func (a *app) newPublication(f siteFlags, r scaffold.Request) error {
	s, l, err := a.open(f)
	if err != nil || l == nil {
		return err
	}
	if r.Language == "" {
		return usageError{errors.New(a.say("new-need-lang", tags(l.Site)))}
	}
	r.Date = s.Options.Date
	file, unsure, err := scaffold.Publication(l.Site, r)
	if err == nil {
		err = writeAll(f.source, []scaffold.File{file})
	}
	if err != nil {
		return a.refused(err, f.source)
	}
	next := a.say("new-next")
	if unsure {
		next = a.say("new-date") + "\n" + next
	}
	return a.made(f.source, []scaffold.File{file}, next)
}

// open reads the site that something is added to, with its drafts. Without a
// site it gives nil and has said why.
func (a *app) open(f siteFlags) (build.Settings, *build.Loaded, error) {
	s, err := f.settings(a)
	if err != nil {
		return s, nil, err
	}
	if _, err := os.Stat(filepath.Join(f.source, config.File)); err != nil {
		return s, nil, a.refusal("new-no-site")
	}
	s.Options.Drafts = true
	scratch, err := output.Scratch()
	if err != nil {
		return s, nil, err
	}
	// Nothing that is begun here asks for a compiled body again.
	defer scratch.Close()
	s.Scratch = scratch
	l := build.Load(s)
	if l.Site == nil {
		return s, nil, a.unread(s, f, l)
	}
	return s, l, nil
}

// unread says what keeps the site from being read.
func (a *app) unread(s build.Settings, f siteFlags, l *build.Loaded) error {
	ms := slices.DeleteFunc(l.Messages, func(m diag.Message) bool { return m.Severity != diag.Error })
	build.FillExcerpts(s.Files, ms)
	if err := a.print(f, ms); err != nil {
		return err
	}
	fmt.Fprintln(a.stderr, a.say("new-unread"))
	a.exit = exitUsage
	return nil
}

// brokenText says what is to be mended in a text before it can be translated.
func (a *app) brokenText(s build.Settings, f siteFlags, l *build.Loaded, r *scaffold.Refusal) error {
	ms := slices.DeleteFunc(l.Messages, func(m diag.Message) bool { return m.File != r.Args[0] })
	build.FillExcerpts(s.Files, ms)
	if err := a.print(f, ms); err != nil {
		return err
	}
	fmt.Fprintln(a.stderr, a.say("new-broken", r.Args[0]))
	a.exit = exitContent
	return nil
}

// refused makes of a refusal the sentence for people. Other errors stay.
func (a *app) refused(err error, folder string) error {
	var r *scaffold.Refusal
	if !errors.As(err, &r) {
		return err
	}
	args := make([]any, len(r.Args))
	for i, arg := range r.Args {
		args[i] = arg
	}
	switch r.Reason {
	case scaffold.Exists:
		files := strings.Split(r.Args[0], "\n")
		for i, file := range files {
			files[i] = shown(folder, file)
		}
		if len(files) > 1 {
			return a.refusal("new-exist", "\n  "+strings.Join(files, "\n  "))
		}
		args[0] = files[0]
	case scaffold.Translated:
		args[0] = shown(folder, r.Args[0])
		args[1], _ = i18n.Load(string(a.lang)).Language(r.Args[1])
	}
	return a.refusal("new-"+string(r.Reason), args...)
}

// refusal says why nothing was written. The call itself was well formed, so
// that no help is offered with it.
func (a *app) refusal(key string, args ...any) error {
	fmt.Fprintln(a.stderr, a.say(key, args...))
	a.exit = exitUsage
	return nil
}

// made lists what was written, and says what comes next.
func (a *app) made(folder string, files []scaffold.File, next string) error {
	var b strings.Builder
	b.WriteString(a.say("made") + "\n")
	for _, f := range files {
		b.WriteString("  " + shown(folder, f.Path) + "\n")
	}
	_, err := fmt.Fprintln(a.stdout, b.String()+next)
	return err
}

// shown is a site's file as the caller can name it.
func shown(folder, file string) string {
	return path.Join(filepath.ToSlash(filepath.Clean(folder)), file)
}

// tags are the languages of a site.
func tags(s *site.Site) string {
	out := make([]string, len(s.Languages))
	for i, l := range s.Languages {
		out[i] = l.Tag
	}
	return strings.Join(out, ", ")
}

// inSite is the path within the site of a file that is named from where the
// caller stands, or from the site's folder, or from content/.
func inSite(folder, file string) string {
	root, err := filepath.Abs(folder)
	if err != nil {
		return file
	}
	if full, err := filepath.Abs(file); err == nil && exists(full) {
		for _, resolve := range []func(string) (string, error){asIs, filepath.EvalSymlinks} {
			from, err1 := resolve(root)
			to, err2 := resolve(full)
			if err1 != nil || err2 != nil {
				continue
			}
			if rel, err := filepath.Rel(from, to); err == nil && filepath.IsLocal(rel) {
				return filepath.ToSlash(rel)
			}
		}
	}
	name := path.Clean(filepath.ToSlash(file))
	if !exists(filepath.Join(root, filepath.FromSlash(name))) && exists(filepath.Join(root, "content", filepath.FromSlash(name))) {
		return path.Join("content", name)
	}
	return name
}

func asIs(p string) (string, error) { return p, nil }

func exists(p string) bool {
	_, err := os.Stat(p)
	return err == nil
}

// localeLanguage is the language of the user's locale as POSIX decides it, for
// a site that begins without --lang: fr of fr_FR.UTF-8, zh-Hant of zh_TW. It is
// English for the locale C and whatever names no language.
func localeLanguage(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		locale := getenv(name)
		if locale == "" {
			continue
		}
		locale, modifier, _ := strings.Cut(locale, "@")
		locale, _, _ = strings.Cut(locale, ".")
		base, region, _ := strings.Cut(strings.ReplaceAll(locale, "-", "_"), "_")
		script := ""
		switch {
		case base == "zh" && slices.Contains([]string{"TW", "HK", "MO"}, region):
			script = "-Hant"
		case modifier == "latin":
			script = "-Latn"
		case modifier == "cyrillic":
			script = "-Cyrl"
		}
		if tag, ok := i18n.Canonical(base + script); ok && i18n.Known(tag) {
			return tag
		}
		return "en"
	}
	return "en"
}

// writeAll writes files below a folder, which is made when it is not there. None
// replaces anything: when one is there already nothing is written, and the
// Refusal names all that are. After a fault of the machine, a
// *output.MachineError, nothing is left of what was written before it.
func writeAll(folder string, files []scaffold.File) error {
	if info, err := os.Stat(folder); err == nil && !info.IsDir() {
		return &scaffold.Refusal{Reason: scaffold.NotAFolder, Args: []string{filepath.ToSlash(folder)}}
	}
	var there []string
	for _, f := range files {
		if _, err := os.Lstat(place(folder, f)); err == nil {
			there = append(there, f.Path)
		}
	}
	if len(there) > 0 {
		return &scaffold.Refusal{Reason: scaffold.Exists, Args: []string{strings.Join(there, "\n")}}
	}
	var made []string
	for _, f := range files {
		to := place(folder, f)
		fresh := missing(filepath.Dir(to))
		if err := output.WriteFile(to, f.Content, true); err != nil {
			for _, path := range slices.Backward(made) {
				os.Remove(path)
			}
			return err
		}
		made = append(append(made, fresh...), to)
	}
	return nil
}

func place(folder string, f scaffold.File) string {
	return filepath.Join(folder, filepath.FromSlash(f.Path))
}

// missing are the folders above a file that are not there yet, outermost
// first.
func missing(folder string) []string {
	var out []string
	for {
		if _, err := os.Lstat(folder); err == nil {
			break
		}
		out = append(out, folder)
		up := filepath.Dir(folder)
		if up == folder {
			break
		}
		folder = up
	}
	slices.Reverse(out)
	return out
}

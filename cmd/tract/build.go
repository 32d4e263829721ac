package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tract/generator/build"
	"tract/generator/config"
	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/output"
	"tract/generator/site"
)

// siteFlags are what build and check have in common.
type siteFlags struct {
	source  string
	baseURL string
	date    string
	drafts  bool
	strict  bool
	format  string
}

func (f *siteFlags) add(a *app, cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.source, "source", ".", a.say("flag-source"))
	cmd.Flags().StringVar(&f.date, "date", "", a.say("flag-date"))
	cmd.Flags().BoolVar(&f.drafts, "drafts", false, a.say("flag-drafts"))
	cmd.Flags().BoolVar(&f.strict, "strict", false, a.say("flag-strict"))
	cmd.Flags().StringVar(&f.format, "format", "text", a.say("flag-format"))
}

// settings checks the flags and makes of them what the build takes.
func (f *siteFlags) settings(a *app) (build.Settings, error) {
	s := build.Settings{Options: site.Options{Drafts: f.drafts}, Cache: output.OpenCache(f.source)}
	switch f.format {
	case "text", "json", "github":
	default:
		return s, usageError{errors.New(a.say("bad-format", f.format))}
	}
	info, err := os.Stat(f.source)
	if err == nil && !info.IsDir() {
		return s, usageError{errors.New(a.say("bad-source-file", f.source))}
	}
	if err != nil {
		return s, usageError{errors.New(a.say("bad-source", f.source))}
	}
	if s.Options.Date, err = a.day(f.date, os.Getenv("SOURCE_DATE_EPOCH")); err != nil {
		return s, err
	}
	if f.baseURL != "" {
		ok := false
		if s.BaseURL, ok = config.CheckBaseURL(f.baseURL); !ok {
			return s, usageError{errors.New(a.say("bad-base-url", f.baseURL))}
		}
	}
	if s.Files, err = openFolder(f.source); err != nil {
		return s, usageError{errors.New(a.say("bad-source", f.source))}
	}
	return s, nil
}

// day is the day of the build: that of --date, else that of SOURCE_DATE_EPOCH,
// the variable of reproducible builds (seconds since 1970, in UTC), else none.
func (a *app) day(date, epoch string) (data.Date, error) {
	if date != "" {
		d, ok := data.ParseDate(date)
		if !ok {
			return d, usageError{errors.New(a.say("bad-date", date))}
		}
		return d, nil
	}
	if epoch == "" {
		return data.Date{}, nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	t := time.Unix(seconds, 0).UTC()
	d := data.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
	if again, ok := data.ParseDate(d.String()); err != nil || !ok || again != d {
		return data.Date{}, usageError{errors.New(a.say("bad-epoch", epoch))}
	}
	return d, nil
}

// isFile says that a path, or a folder on the way to it, is a file.
func isFile(path string) bool {
	for {
		info, err := os.Stat(path)
		if err == nil {
			return !info.IsDir()
		}
		up := filepath.Dir(path)
		if up == path {
			return false
		}
		path = up
	}
}

func (a *app) buildCommand() *cobra.Command {
	var f siteFlags
	var destination string
	var keepGoing, watch bool
	cmd := &cobra.Command{Use: "build", Short: a.say("build"), Long: a.say("build-long"), Args: a.noArgs}
	f.add(a, cmd)
	cmd.Flags().StringVar(&destination, "destination", "", a.say("flag-destination"))
	cmd.Flags().StringVar(&f.baseURL, "base-url", "", a.say("flag-base-url"))
	cmd.Flags().BoolVar(&keepGoing, "keep-going", false, a.say("flag-keep-going"))
	cmd.Flags().BoolVar(&watch, "watch", false, a.say("flag-watch"))
	cmd.RunE = func(*cobra.Command, []string) error {
		s, err := f.settings(a)
		if err != nil {
			return err
		}
		if destination == "" {
			destination = filepath.Join(f.source, "public")
		} else if isFile(destination) {
			return usageError{errors.New(a.say("bad-destination", destination))}
		}
		if watch {
			return a.watch(f, destination, keepGoing)
		}
		return a.build(s, f, destination, keepGoing)
	}
	return cmd
}

// load reads and checks the site. Reading changes nothing, so that a run which
// is to stop need not wait for its end.
func (a *app) load(s build.Settings) (*build.Loaded, error) {
	done := make(chan *build.Loaded, 1)
	go func() { done <- build.Load(s) }()
	select {
	case l := <-done:
		return l, nil
	case <-a.ctx.Done():
		return nil, a.ctx.Err()
	}
}

// build builds the site once and says what came of it.
func (a *app) build(s build.Settings, f siteFlags, destination string, keepGoing bool) error {
	if m := output.CheckDestination(f.source, destination); m != nil {
		if err := a.print(f, []diag.Message{*m}); err != nil {
			return err
		}
		a.exit = exitUsage
		return nil
	}
	return a.whole(s, f, func(l *build.Loaded) error {
		res, err := build.Write(a.ctx, l, destination, keepGoing, f.strict)
		if err != nil {
			return err
		}
		build.FillExcerpts(s.Files, res.Messages)
		if err := a.print(f, res.Messages); err != nil {
			return err
		}
		return a.end(runOf(f, res, destination))
	})
}

// whole loads a site with a scratch file and hands it on; a configuration that
// cannot be used is told and ends the run.
func (a *app) whole(s build.Settings, f siteFlags, then func(*build.Loaded) error) error {
	scratch, err := output.Scratch()
	if err != nil {
		return err
	}
	defer scratch.Close()
	s.Scratch = scratch
	l, err := a.load(s)
	if err != nil {
		return err
	}
	if l.ConfigFault {
		return a.broken(s, f, l)
	}
	return then(l)
}

func (a *app) checkCommand() *cobra.Command {
	var f siteFlags
	cmd := &cobra.Command{Use: "check", Short: a.say("check"), Long: a.say("check-long"), Args: a.noArgs}
	f.add(a, cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		s, err := f.settings(a)
		if err != nil {
			return err
		}
		return a.whole(s, f, func(l *build.Loaded) error {
			// What a build would tell of the templates, too.
			if l.Site != nil {
				l.Messages = diag.Sort(slices.Concat(l.Messages, l.Rehearse(a.ctx, l.Site.Routes()), l.Compare()))
			}
			if err := a.ctx.Err(); err != nil {
				return err
			}
			build.FillExcerpts(s.Files, l.Messages)
			if err := a.print(f, l.Messages); err != nil {
				return err
			}
			run := diag.Run{Work: diag.Checked, Tally: diag.Count(l.Messages), Strict: f.strict}
			if l.Site != nil {
				run.Languages = len(l.Site.Languages)
				for _, p := range l.Site.Publications {
					run.Pages += len(p.Real())
				}
			}
			return a.end(run)
		})
	}
	return cmd
}

// broken ends a run whose configuration cannot be used.
func (a *app) broken(s build.Settings, f siteFlags, l *build.Loaded) error {
	build.FillExcerpts(s.Files, l.Messages)
	if err := a.print(f, l.Messages); err != nil {
		return err
	}
	fmt.Fprintln(a.stderr, diag.Summary(a.lang, diag.Run{Work: diag.Built, Tally: diag.Count(l.Messages)}))
	a.exit = exitUsage
	return nil
}

// print writes the messages in the format asked for.
func (a *app) print(f siteFlags, ms []diag.Message) error {
	switch f.format {
	case "json":
		return diag.JSON(a.stdout, ms, a.lang)
	case "github":
		prefix := ""
		if root := os.Getenv("GITHUB_WORKSPACE"); root != "" {
			// Annotations name files from the root of the repository.
			if abs, err := filepath.Abs(f.source); err == nil {
				if rel, err := filepath.Rel(root, abs); err == nil && rel != "." && !strings.HasPrefix(rel, "..") {
					prefix = filepath.ToSlash(rel)
				}
			}
		}
		if err := diag.GitHub(a.stdout, ms, a.lang, prefix); err != nil {
			return err
		}
		return a.jobSummary(ms, prefix)
	}
	return a.text().Print(a.stderr, ms)
}

// jobSummary adds the messages to the summary of a job, where a forge has one.
func (a *app) jobSummary(ms []diag.Message, prefix string) (err error) {
	name := os.Getenv("GITHUB_STEP_SUMMARY")
	if name == "" || len(ms) == 0 {
		return nil
	}
	file, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o644)
	if err != nil {
		return &output.MachineError{Op: "open", Path: name, Err: err}
	}
	defer func() {
		if e := file.Close(); err == nil && e != nil {
			err = &output.MachineError{Op: "write", Path: name, Err: e}
		}
	}()
	return diag.Markdown(file, ms, a.lang, prefix)
}

// end prints the sentence that ends a run and sets the exit code.
func (a *app) end(r diag.Run) error {
	fmt.Fprintln(a.stderr, diag.Summary(a.lang, r))
	if r.Tally.Failed(r.Strict) {
		a.exit = exitContent
	}
	return nil
}

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tract/generator/data"
	"tract/generator/diag"
	"tract/generator/exchange"
	"tract/generator/exchange/po"
	"tract/generator/history"
	"tract/generator/output"
	"tract/generator/review"
)

// exportCommand gives texts to translators' tools.
func (a *app) exportCommand() *cobra.Command {
	var f siteFlags
	var language, destination string
	var together bool
	cmd := &cobra.Command{Use: a.say("use-export"), Short: a.say("export"), Long: a.say("export-long"), Args: cobra.ArbitraryArgs}
	cmd.Flags().StringVar(&f.source, "source", ".", a.say("flag-source"))
	cmd.Flags().StringVar(&language, "lang", "", a.say("flag-export-lang"))
	cmd.Flags().StringVar(&destination, "destination", "", a.say("flag-export-destination"))
	cmd.Flags().BoolVar(&together, "together", false, a.say("flag-together"))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if destination == "" {
			destination = filepath.Join(f.source, "po")
		} else if isFile(destination) {
			return usageError{errors.New(a.say("export-folder", destination))}
		}
		return a.translations(f, func(t *translations) error {
			if language == "" {
				return usageError{errors.New(a.say("new-need-lang", tags(t.site)))}
			}
			l := t.site.Config.Language(language)
			if l == nil {
				return a.refusal("export-lang", language, tags(t.site), strings.ToLower(language))
			}
			r := exchange.Request{Language: t.site.Language(l.Tag), Together: together}
			if len(args) > 0 {
				found, ok := t.files(args)
				if !ok {
					return nil
				}
				r.Of = []string{}
				for _, x := range found {
					r.Of = append(r.Of, x.ID)
				}
			}
			return t.export(r, destination)
		})
	}
	return cmd
}

// exchange is what reads and writes the texts of the site, with the history of
// its sources where there is one.
func (t *translations) exchange() *exchange.Exchange {
	x := exchange.New(t.site, t.build.Files, t.app.lang, timeOf(t.build.Options.Date))
	if repo, there := history.Open(t.app.ctx, t.flags.source); there {
		x.History = func(path string, yield func([]byte) bool) {
			for _, v := range repo.Versions(t.app.ctx, path, review.MaxVersions) {
				if text, err := repo.Text(t.app.ctx, v); err == nil && !yield(text) {
					return
				}
			}
		}
	}
	return x
}

// timeOf is a time as catalogues have it: that of SOURCE_DATE_EPOCH where it is
// set, else now.
func timeOf(day data.Date) string {
	if day != (data.Date{}) {
		return day.String() + " 00:00+0000"
	}
	return time.Now().UTC().Format("2006-01-02 15:04+0000")
}

// export writes the catalogues of a language.
func (t *translations) export(r exchange.Request, destination string) error {
	a := t.app
	var ms []diag.Message
	var broken []string
	r.Old = func(path string) *po.File {
		at := filepath.Join(destination, filepath.FromSlash(path))
		text, err := os.ReadFile(at)
		if err != nil {
			if !os.IsNotExist(err) {
				broken = append(broken, path)
				ms = append(ms, diag.In("source-unreadable", filepath.ToSlash(at)))
			}
			return nil
		}
		old, faults := po.Read(diag.Source{Path: filepath.ToSlash(at), Text: text})
		ms = append(ms, faults...)
		if old == nil {
			broken = append(broken, path)
		}
		return old
	}
	files, more := t.exchange().Export(r)
	ms = append(ms, more...)
	var lines []string
	for _, file := range files {
		if slices.Contains(broken, file.Path) {
			continue // what translators wrote there would be lost
		}
		at := filepath.Join(destination, filepath.FromSlash(file.Path))
		if err := output.WriteFile(at, file.Content, false); err != nil {
			return err
		}
		lines = append(lines, "  "+filepath.ToSlash(at))
	}
	if err := t.told(ms); err != nil {
		return err
	}
	if len(lines) == 0 {
		_, err := fmt.Fprintln(a.stdout, a.say("export-same"))
		return err
	}
	return a.lines(append(append([]string{a.say("export-made", len(lines))}, lines...), a.say("export-next")))
}

// told prints messages; where one is an error, the call ends so.
func (t *translations) told(ms []diag.Message) error {
	if len(ms) == 0 {
		return nil
	}
	for _, m := range ms {
		if m.Severity == diag.Error {
			t.app.exit = exitContent
		}
	}
	return t.app.print(t.flags, diag.Sort(ms))
}

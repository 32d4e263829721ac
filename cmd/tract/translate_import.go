package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"tract/generator/diag"
	"tract/generator/exchange/po"
	"tract/generator/output"
)

// maxCatalogue is the largest catalogue that is read.
const maxCatalogue = 256 << 20

// importCommand takes translations from translators' tools.
func (a *app) importCommand() *cobra.Command {
	var f siteFlags
	var language string
	var credit bool
	cmd := &cobra.Command{Use: a.say("use-import"), Short: a.say("import"), Long: a.say("import-long"), Args: cobra.ArbitraryArgs}
	cmd.Flags().StringVar(&f.source, "source", ".", a.say("flag-source"))
	cmd.Flags().StringVar(&language, "lang", "", a.say("flag-import-lang"))
	cmd.Flags().BoolVar(&credit, "credit", false, a.say("flag-credit"))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usageError{errors.New(a.say("import-usage"))}
		}
		var catalogues []*po.File
		var ms []diag.Message
		for _, arg := range args {
			paths, err := catalogueFiles(arg)
			if err != nil || len(paths) == 0 {
				return a.refusal("import-none", arg)
			}
			for _, at := range paths {
				info, err := os.Stat(at)
				if err != nil || !info.Mode().IsRegular() || info.Size() > maxCatalogue {
					return a.refusal("import-none", at)
				}
				text, err := os.ReadFile(at)
				if err != nil {
					return a.refusal("import-none", at)
				}
				c, faults := po.Read(diag.Source{Path: filepath.ToSlash(at), Text: text})
				ms = append(ms, faults...)
				if c != nil {
					catalogues = append(catalogues, c)
				}
			}
		}
		return a.translations(f, func(t *translations) error {
			tag, ok := t.language(language)
			if !ok {
				return nil
			}
			return t.take(catalogues, ms, tag, credit)
		})
	}
	return cmd
}

// catalogueFiles are the catalogues that a path names: itself, or those of a
// folder and below.
func catalogueFiles(arg string) ([]string, error) {
	info, err := os.Stat(arg)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{arg}, nil
	}
	var out []string
	err = filepath.WalkDir(arg, func(at string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() && strings.EqualFold(filepath.Ext(at), ".po") && !strings.HasPrefix(e.Name(), ".") {
			out = append(out, at)
		}
		return err
	})
	return out, err
}

// take writes what catalogues translate.
func (t *translations) take(catalogues []*po.File, ms []diag.Message, language string, credit bool) error {
	a := t.app
	in := t.exchange().Import(catalogues, language, credit)
	var lines []string
	for _, file := range in.Files {
		if err := output.WriteFile(filepath.Join(t.flags.source, filepath.FromSlash(file.Path)), file.Content, file.New); err != nil {
			return err
		}
		lines = append(lines, "  "+shown(t.flags.source, file.Path))
	}
	if err := t.told(append(ms, in.Messages...)); err != nil {
		return err
	}
	out := []string{a.say("import-counts", in.Taken, in.Same, in.Fuzzy, in.Empty, in.Refused)}
	if len(lines) > 0 {
		out = append(append(out, a.say("import-written")), lines...)
	}
	for _, file := range in.Drafts {
		out = append(out, a.say("import-draft", shown(t.flags.source, file)))
	}
	return a.lines(out)
}

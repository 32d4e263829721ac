package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tract/generator/config"
	"tract/generator/diag"
	"tract/generator/kind"
	"tract/generator/output"
	"tract/generator/scaffold"
)

// schemaCommand prints the JSON Schema of a kind's front matter, or writes those
// of all kinds where VS Code finds them.
func (a *app) schemaCommand() *cobra.Command {
	f := siteFlags{format: "text"}
	vscode := false
	cmd := &cobra.Command{Use: a.say("use-schema"), Short: a.say("schema"), Long: a.say("schema-long"), Args: cobra.ArbitraryArgs}
	cmd.Flags().StringVar(&f.source, "source", ".", a.say("flag-source"))
	cmd.Flags().BoolVar(&vscode, "vscode", false, a.say("flag-vscode"))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		s, err := f.settings(a)
		if err != nil {
			return err
		}
		c, kinds, ms := readKinds(s.Files)
		if c == nil {
			a.exit = exitUsage
			return a.print(f, ms)
		}
		switch {
		case vscode && len(args) == 0:
			return a.writeSchemas(f.source, c, kinds)
		case vscode || len(args) != 1:
			return usageError{errors.New(a.say("schema-usage", strings.Join(kinds.Names(), ", ")))}
		}
		k := kinds.Kind(args[0])
		if k == nil {
			return usageError{errors.New(a.say("schema-unknown", args[0], strings.Join(kinds.Names(), ", ")))}
		}
		_, err = a.stdout.Write(kinds.Schema(k, c))
		return err
	}
	return cmd
}

// readKinds reads a site's configuration and kinds. Where they have errors there
// is no Config, and what is to be mended.
func readKinds(files fs.FS) (*config.Config, *kind.Set, []diag.Message) {
	text, err := fs.ReadFile(files, config.File)
	var ms []diag.Message
	var c *config.Config
	if err != nil {
		ms = append(ms, diag.In("config-missing", config.File, "folder", "."))
	} else {
		c, ms = config.Read(diag.Source{Path: config.File, Text: text})
	}
	kinds, more := kind.Load(files)
	ms = append(ms, more...)
	if slices.ContainsFunc(ms, func(m diag.Message) bool { return m.Severity == diag.Error }) {
		return nil, nil, ms
	}
	return c, kinds, nil
}

// writeSchemas writes the schema of each kind, and, where there are none, the
// settings that have VS Code use them.
func (a *app) writeSchemas(folder string, c *config.Config, kinds *kind.Set) error {
	at := func(f scaffold.File) string { return filepath.Join(folder, filepath.FromSlash(f.Path)) }
	for _, f := range scaffold.Schemas(c, kinds) {
		if err := output.WriteFile(at(f), f.Content, false); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, f.Path)
	}
	for _, f := range scaffold.Editor(kinds) {
		err := output.WriteFile(at(f), f.Content, true)
		switch {
		case errors.Is(err, fs.ErrExist):
			// What was written here before and not altered since needs no word.
			if own, err := os.ReadFile(at(f)); err != nil || !bytes.Equal(own, f.Content) {
				fmt.Fprintln(a.stderr, a.say("schema-kept", f.Path))
			}
		case err != nil:
			return err
		default:
			fmt.Fprintln(a.stdout, f.Path)
		}
	}
	return nil
}

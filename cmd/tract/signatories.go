package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tract/generator/build"
	"tract/generator/diag"
	"tract/generator/output"
	"tract/generator/signatory"
	"tract/generator/site"
)

// maxExport is the largest export of a form that is read.
const maxExport = 64 << 20

// signatoriesCommand tends the lists of those who signed.
func (a *app) signatoriesCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "signatories", Short: a.say("signatories"), Long: a.say("signatories-long"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{errors.New(a.say("signatories-usage"))}
			}
			return cmd.Help()
		}}
	f := siteFlags{format: "text"}
	var to, digest, encoding string
	var columns []string
	add := &cobra.Command{Use: a.say("use-signatories"), Short: a.say("signatories-add"), Long: a.say("signatories-add-long"), Args: cobra.ArbitraryArgs}
	add.Flags().StringVar(&f.source, "source", ".", a.say("flag-source"))
	add.Flags().StringVar(&to, "to", "", a.say("flag-to"))
	add.Flags().StringVar(&digest, "digest", "", a.say("flag-digest"))
	add.Flags().StringArrayVar(&columns, "column", nil, a.say("flag-column"))
	add.Flags().StringVar(&encoding, "encoding", "", a.say("flag-encoding"))
	add.Flags().StringVar(&f.date, "date", "", a.say("flag-date"))
	add.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usageError{errors.New(a.say("signatories-usage"))}
		}
		chosen := map[string]string{}
		for _, c := range columns {
			header, name, ok := strings.Cut(c, "=")
			if !ok || name != "" && !slices.Contains(signatory.Columns, name) {
				return usageError{errors.New(a.say("signatories-column", c, strings.Join(signatory.Columns, ", ")))}
			}
			chosen[header] = name
		}
		if digest = strings.ToLower(digest); digest != "" && (len(digest) != signatory.DigestLength || strings.Trim(digest, "0123456789abcdef") != "") {
			return usageError{errors.New(a.say("signatories-digest", digest))}
		}
		if encoding != "" && !signatory.Encoding(encoding) {
			return usageError{errors.New(a.say("signatories-encoding-unknown", encoding))}
		}
		return a.addSignatories(f, args[0], to, digest, encoding, chosen)
	}
	cmd.AddCommand(add)
	for _, c := range cmd.Commands() {
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = a.say("flag-help")
	}
	return cmd
}

// addSignatories adds those of an export of a form to a publication's list.
func (a *app) addSignatories(f siteFlags, file, to, digest, encoding string, columns map[string]string) error {
	info, err := os.Stat(file)
	if err != nil || !info.Mode().IsRegular() {
		return a.refusal("signatories-no-file", file)
	}
	if info.Size() > maxExport {
		return a.refusal("signatories-large", file)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return a.refusal("signatories-no-file", file)
	}
	s, l, err := a.open(f)
	if err != nil || l == nil {
		return err
	}
	p := a.signed(l.Site, f, to)
	if p == nil {
		return nil
	}
	where := listFile(p)
	list, src, ok, err := a.readList(s, f, where)
	if err != nil || !ok {
		return err
	}
	if digest == "" {
		digest = sealedDigest(l.Site, p)
	}
	in, ms := signatory.ReadExport(diag.Source{Path: filepath.ToSlash(file), Text: text}, list, columns, digest, encoding)
	if len(ms) > 0 {
		if err := a.print(f, diag.Sort(ms)); err != nil {
			return err
		}
		if slices.ContainsFunc(ms, func(m diag.Message) bool { return m.Severity == diag.Error }) {
			a.exit = exitContent
		}
	}
	if err := a.tellRead(in); err != nil {
		return err
	}
	if len(in.New) > 0 {
		out, ok := signatory.Append(src, in.New)
		if !ok {
			if missing := signatory.Missing(src, in.New); len(missing) > 0 {
				return a.refusal("signatories-missing", shown(f.source, where), strings.Join(missing, ", "))
			}
			return a.refusal("signatories-shape", shown(f.source, where))
		}
		if err := output.WriteFile(filepath.Join(f.source, filepath.FromSlash(where)), out, false); err != nil {
			return err
		}
	}
	return a.tellImport(in, shown(f.source, where), digest)
}

// signed is the publication that signatories are added to: the one that is
// named, else the only one that has a list. It is nil when that cannot be told,
// and it is said.
func (a *app) signed(s *site.Site, f siteFlags, to string) *site.Publication {
	if to != "" {
		p := a.publication(s, inSite(f.source, to))
		switch {
		case p == nil:
			_ = a.refusal("no-text", to)
			return nil
		case !slices.Contains(p.Kind.Outputs, signatory.Stem):
			_ = a.refusal("signatories-kind", to, p.Kind.Name)
			return nil
		}
		return p
	}
	var with []*site.Publication
	var ids []string
	for _, p := range s.Publications {
		if p.Signatories != nil {
			with = append(with, p)
			ids = append(ids, p.ID)
		}
	}
	if len(with) == 1 {
		return with[0]
	}
	_ = a.refusal("signatories-which", strings.Join(ids, ", "))
	return nil
}

// listFile is the file that holds the list of a publication, or is to hold it.
func listFile(p *site.Publication) string {
	if p.Signatories != nil {
		return p.Signatories.Path
	}
	f := p.Source.File
	if f.Index {
		return path.Join(path.Dir(f.Path), signatory.Stem+".yaml")
	}
	return path.Join(path.Dir(f.Path), f.Base+"."+signatory.Stem+".yaml")
}

// readList reads the list as it is. ok is false when it has to be mended first,
// which is said.
func (a *app) readList(s build.Settings, f siteFlags, where string) (*signatory.List, diag.Source, bool, error) {
	src := diag.Source{Path: where}
	text, err := fs.ReadFile(s.Files, where)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, src, true, nil
	}
	if err != nil {
		return nil, src, false, a.refusal("signatories-no-file", shown(f.source, where))
	}
	src.Text = text
	list, ms := signatory.Read(src)
	ms = slices.DeleteFunc(ms, func(m diag.Message) bool { return m.Severity != diag.Error })
	if len(ms) > 0 {
		if err := a.print(f, ms); err != nil {
			return nil, src, false, err
		}
		fmt.Fprintln(a.stderr, a.say("signatories-mend"))
		a.exit = exitContent
		return nil, src, false, nil
	}
	return list, src, true, nil
}

// sealedDigest is the digest of a publication's source text where that is
// sealed, as it is: whoever signs now signs that text.
func sealedDigest(s *site.Site, p *site.Publication) string {
	if isSealed(s, p.Source) {
		return p.TextDigest()
	}
	return ""
}

// tellRead says, before anything is written, how the export was read: whoever
// sees the first names knows whether it was read rightly.
func (a *app) tellRead(in signatory.Import) error {
	var b strings.Builder
	if in.Encoding != "" {
		b.WriteString(a.say("signatories-encoding", in.Encoding) + "\n")
	}
	if len(in.New) > 0 {
		const first = 3
		var names []string
		for _, one := range in.New[:min(first, len(in.New))] {
			names = append(names, one.Name)
		}
		b.WriteString(a.say("signatories-first", strings.Join(names, " · ")) + "\n")
	}
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}

// tellImport says what was added and what was not.
func (a *app) tellImport(in signatory.Import, where, digest string) error {
	var b strings.Builder
	line := func(key string, args ...any) { b.WriteString(a.say(key, args...) + "\n") }
	if len(in.Columns) > 0 {
		line("signatories-columns")
		for _, c := range in.Columns {
			fmt.Fprintf(&b, "  %s → %s\n", c[0], c[1])
		}
	}
	if len(in.Contacts) > 0 {
		line("signatories-contacts", strings.Join(in.Contacts, ", "))
	}
	if len(in.Ignored) > 0 {
		line("signatories-ignored", strings.Join(in.Ignored, ", "))
	}
	if len(in.Countries) > 0 {
		line("signatories-countries")
		for _, name := range sortedNames(in.Countries) {
			fmt.Fprintf(&b, "  %s → %s\n", name, in.Countries[name])
		}
	}
	if len(in.Twice) > 0 {
		line("signatories-twice")
		for _, name := range in.Twice {
			b.WriteString("  " + name)
			if slices.Contains(in.Withdrawn, name) {
				b.WriteString("  (" + a.say("signatories-withdrew") + ")")
			}
			b.WriteString("\n")
		}
	}
	if slices.ContainsFunc(in.New, func(s signatory.Signatory) bool { return !s.Signed.IsZero() }) && !in.DayFirst {
		line("signatories-month-first")
	}
	switch {
	case len(in.New) == 0:
		line("signatories-none")
	case digest != "":
		line("signatories-added-to", len(in.New), where, digest)
	default:
		line("signatories-added", len(in.New), where)
	}
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}

func sortedNames(m map[string]string) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

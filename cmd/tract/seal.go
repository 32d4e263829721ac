package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"tract/generator/build"
	"tract/generator/check"
	"tract/generator/diag"
	"tract/generator/output"
	"tract/generator/seal"
	"tract/generator/site"
)

// sealCommand records what published texts say.
func (a *app) sealCommand() *cobra.Command {
	f := siteFlags{format: "text"}
	cmd := &cobra.Command{Use: a.say("use-seal"), Short: a.say("seal"), Long: a.say("seal-long"), Args: cobra.ArbitraryArgs}
	cmd.Flags().StringVar(&f.source, "source", ".", a.say("flag-source"))
	cmd.Flags().StringVar(&f.date, "date", "", a.say("flag-date"))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usageError{errors.New(a.say("seal-usage"))}
		}
		s, l, err := a.open(f)
		if err != nil || l == nil {
			return err
		}
		var publications []*site.Publication
		for _, arg := range args {
			p := a.publication(l.Site, inSite(f.source, arg))
			if p == nil {
				return a.refusal("no-text", arg)
			}
			publications = append(publications, withParts(p)...)
		}
		return a.seal(s, f, l, publications)
	}
	return cmd
}

// publication is the one that a path names: of a text, of its folder, or an id;
// nil when there is none.
func (a *app) publication(s *site.Site, name string) *site.Publication {
	for _, p := range s.Publications {
		for _, e := range p.Real() {
			if e.File.Path == name {
				return p
			}
		}
	}
	name = strings.Trim(strings.TrimPrefix(path.Clean(name), "content"), "/")
	if p := s.Publication(name); p != nil {
		return p
	}
	if first, rest, _ := strings.Cut(name, "/"); s.Language(first) != nil {
		return s.Publication(rest)
	}
	return nil
}

// withParts is a publication with its chapters and parts.
func withParts(p *site.Publication) []*site.Publication {
	out := []*site.Publication{p}
	for _, part := range p.Parts {
		out = append(out, withParts(part)...)
	}
	return out
}

// toSeal is a seal to be written.
type toSeal struct {
	path    string
	content []byte
}

// seal seals the editions of some publications, all of them or none.
func (a *app) seal(s build.Settings, f siteFlags, l *build.Loaded, publications []*site.Publication) error {
	var lines []string
	var writes []toSeal
	var ms []diag.Message
	done := map[*site.Publication]bool{}
	for _, p := range publications {
		if done[p] {
			continue
		}
		done[p] = true
		for _, e := range p.Real() {
			if e.Broken {
				return a.refusal("seal-broken-text", shown(f.source, e.File.Path))
			}
			write, state, more, err := a.sealEdition(s, l.Site, e)
			if err != nil {
				return a.refusal("seal-unreadable", shown(f.source, e.File.Path))
			}
			ms = append(ms, more...)
			if write.content != nil {
				writes = append(writes, write)
			}
			mark := " "
			if e == p.Source {
				mark = "*"
			}
			lines = append(lines, fmt.Sprintf("%s %s %s  (%s)", e.Digest(), mark, shown(f.source, e.File.Path), a.say(state)))
		}
	}
	if len(ms) > 0 {
		if err := a.print(f, diag.Sort(ms)); err != nil {
			return err
		}
		fmt.Fprintln(a.stderr, a.say("seal-refused"))
		a.exit = exitContent
		return nil
	}
	for _, w := range writes {
		if err := output.WriteFile(filepath.Join(f.source, filepath.FromSlash(w.path)), w.content, false); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(a.stdout, strings.Join(lines, "\n")+"\n"+a.say("seal-next"))
	return err
}

// sealEdition is what is to be written for an edition, nothing where it is
// sealed as it is; and what keeps it from being sealed again.
func (a *app) sealEdition(s build.Settings, of *site.Site, e *site.Edition) (toSeal, string, []diag.Message, error) {
	text, err := fs.ReadFile(s.Files, e.File.Path)
	if err != nil {
		return toSeal{}, "", nil, err
	}
	now, err := seal.Of(of, e, text)
	if err != nil {
		return toSeal{}, "", nil, err
	}
	file := seal.File(e.File.Path)
	kept := &seal.Seal{Path: file}
	state := "seal-made"
	if old, there := of.Seals[file]; there {
		was, ms := seal.Parse(diag.Source{Path: file, Text: old})
		if was == nil {
			return toSeal{}, "", ms, nil
		}
		last := was.Last()
		like, err := seal.Like(last, of, e, text)
		if err != nil {
			return toSeal{}, "", nil, err
		}
		if ms := check.Withdrawn(e, last, like); len(ms) > 0 {
			return toSeal{}, "", ms, nil
		}
		changes, explained := seal.Compare(last, like), seal.Explained(last, like)
		switch {
		case len(changes) > 0 && !explained:
			return toSeal{}, "", check.Changed(diag.Source{Path: e.File.Path, Text: text}, changes), nil
		case len(changes) == 0 && !explained && !last.Former:
			return toSeal{}, "seal-same", nil, nil
		}
		kept, state = was, "seal-again"
		if !explained {
			state = "seal-renewed"
		}
	}
	kept.Records = append(kept.Records, now)
	return toSeal{file, kept.Format()}, state, nil, nil
}

// isSealed says whether an edition is sealed as it is.
func isSealed(s *site.Site, e *site.Edition) bool {
	file := seal.File(e.File.Path)
	text, there := s.Seals[file]
	if !there {
		return false
	}
	kept, _ := seal.Parse(diag.Source{Path: file, Text: text})
	return kept != nil && kept.Last().Digest == e.Digest()
}

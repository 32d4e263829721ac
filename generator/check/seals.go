package check

import (
	"slices"
	"sort"

	"tract/generator/diag"
	"tract/generator/seal"
	"tract/generator/site"
	"tract/generator/source"
)

// seals says what has changed in texts that are sealed, part by part, where no
// new correction says so.
func seals(s *site.Site) []diag.Message {
	if len(s.Seals) == 0 {
		return nil
	}
	editions := map[string]*site.Edition{}
	for _, p := range s.Publications {
		for _, e := range p.Real() {
			editions[seal.File(e.File.Path)] = e
		}
	}
	paths := make([]string, 0, len(s.Seals))
	for path := range s.Seals {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	var ms []diag.Message
	for _, part := range each(paths, func(path string) []diag.Message {
		e := editions[path]
		if e == nil {
			if !slices.ContainsFunc(s.Tree.Files, func(f source.File) bool { return seal.Text(path, f.Path) }) {
				return []diag.Message{diag.In("seal-lost", path)}
			}
			return nil // a draft, or held back, or left out for its errors
		}
		if e.Broken {
			return nil
		}
		return sealed(s, e, diag.Source{Path: path, Text: s.Seals[path]})
	}) {
		ms = append(ms, part...)
	}
	return ms
}

// sealed compares an edition with its seal.
func sealed(s *site.Site, e *site.Edition, src diag.Source) []diag.Message {
	kept, ms := seal.Parse(src)
	if kept == nil {
		return ms
	}
	changes := seal.Compare(kept.Last(), seal.Of(s, e, nil))
	if len(changes) == 0 {
		return ms
	}
	text := diag.Source{Path: e.File.Path, Text: e.Front}
	if s.Text != nil {
		if b, err := s.Text(e.File.Path); err == nil {
			text.Text = b
		}
	}
	now := seal.Of(s, e, text.Text)
	if seal.Explained(kept.Last(), now) {
		return append(ms, diag.In("seal-renew", e.File.Path, "file", e.File.Path))
	}
	return append(ms, Changed(text, seal.Compare(kept.Last(), now))...)
}

// Changed are messages on what differs from a sealed text.
func Changed(text diag.Source, changes []seal.Change) []diag.Message {
	var ms []diag.Message
	for _, c := range changes {
		// A paragraph is told by its first line.
		at := func(id string, args ...string) diag.Message {
			return diag.At(id, text, c.New.Start, c.New.End, args...)
		}
		switch {
		case c.Added():
			ms = append(ms, at("seal-added", "part", c.New.Kind, "now", c.New.Digest, "words", headOf(c.New.Words)))
		case c.Removed():
			ms = append(ms, at("seal-removed", "part", c.Old.Kind, "old", c.Old.Digest, "words", headOf(c.Old.Words)))
		default:
			ms = append(ms, at("seal-changed", "part", c.New.Kind, "old", c.Old.Digest, "now", c.New.Digest, "words", headOf(c.Old.Words)))
		}
	}
	return ms
}

// headOf is the head of a part for a sentence; never empty.
func headOf(words string) string {
	if words == "" {
		return "…"
	}
	return words
}
